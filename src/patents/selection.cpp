#include <reeindex/patents/definitions/selection.hpp>
