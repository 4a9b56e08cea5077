#include <reeindex/data/impl/json.ipp>
