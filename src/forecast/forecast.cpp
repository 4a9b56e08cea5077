#include <reeindex/forecast/definitions/forecast.hpp>
