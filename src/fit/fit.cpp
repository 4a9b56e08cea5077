#include <reeindex/fit/definitions/fit.hpp>
