#include <reeindex/fit/definitions/profile.hpp>
