#include <reeindex/data/impl/sha256.ipp>
