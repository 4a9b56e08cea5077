#include <reeindex/patents/definitions/counts.hpp>
