#include <reeindex/data/impl.hpp>
