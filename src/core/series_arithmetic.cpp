#include <reeindex/core/impl/series_arithmetic.ipp>
