#include <reeindex/data/impl/dataset.ipp>
