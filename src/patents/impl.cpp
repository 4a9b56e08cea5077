#include <reeindex/patents/impl.hpp>
