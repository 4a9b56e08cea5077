#include <reeindex/smoothing/impl.hpp>
