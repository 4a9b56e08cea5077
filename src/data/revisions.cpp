#include <reeindex/data/impl/revisions.ipp>
