// Units in words, compiled once.

#include <reeindex/core/unit_words.hpp>

#include <reeindex/core/impl/unit_words.ipp>
