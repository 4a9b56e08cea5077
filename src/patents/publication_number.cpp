#include <reeindex/patents/publication.hpp>

#include <reeindex/patents/impl/publication_number.ipp>
