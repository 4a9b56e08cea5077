#include <reeindex/fit/impl.hpp>
