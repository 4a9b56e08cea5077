#include <reeindex/fit/definitions/bootstrap.hpp>
