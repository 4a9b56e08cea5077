#include <reeindex/data/impl/package.ipp>
