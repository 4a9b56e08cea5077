#include <reeindex/fit/definitions/compare.hpp>
