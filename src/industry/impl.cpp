#include <reeindex/industry/impl.hpp>
