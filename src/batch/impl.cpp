#include <reeindex/batch/impl.hpp>
