#include <reeindex/indicators/definitions/composite.hpp>
