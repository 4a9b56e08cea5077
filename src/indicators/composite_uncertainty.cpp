#include <reeindex/indicators/definitions/composite_uncertainty.hpp>
