#include <reeindex/forecast/impl/forecast_method.ipp>
