#include <reeindex/data/impl/splice.ipp>
