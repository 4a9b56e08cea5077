#include <reeindex/patents/definitions/innovators.hpp>
