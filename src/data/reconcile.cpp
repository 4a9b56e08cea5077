#include <reeindex/data/impl/reconcile.ipp>
