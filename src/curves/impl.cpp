#include <reeindex/curves/impl.hpp>
