#include <reeindex/curves/definitions/registry.hpp>
