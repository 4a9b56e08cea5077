#include <reeindex/indicators/impl/governance.ipp>
