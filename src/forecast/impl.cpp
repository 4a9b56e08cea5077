#include <reeindex/forecast/impl.hpp>
