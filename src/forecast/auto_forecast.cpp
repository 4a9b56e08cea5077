#include <reeindex/forecast/impl/auto_forecast.ipp>
