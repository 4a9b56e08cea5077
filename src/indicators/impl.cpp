#include <reeindex/indicators/impl.hpp>
