#include <reeindex/indicators/impl/supply_structure.ipp>
