#include <reeindex/patents/definitions/network.hpp>
