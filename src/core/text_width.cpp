// Widths of characters, compiled once.

#include <reeindex/core/text_width.hpp>

#include <reeindex/core/impl/text_width.ipp>
