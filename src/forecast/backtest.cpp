#include <reeindex/forecast/impl/backtest.ipp>
#include <reeindex/forecast/impl/selection.ipp>
