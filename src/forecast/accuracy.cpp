#include <reeindex/forecast/impl/accuracy.ipp>
