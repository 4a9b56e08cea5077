#include <reeindex/patents/patent_date.hpp>

#include <reeindex/patents/impl/patent_date.ipp>
