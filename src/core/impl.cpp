#include <reeindex/core/impl.hpp>
