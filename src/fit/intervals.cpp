#include <reeindex/fit/definitions/intervals.hpp>
