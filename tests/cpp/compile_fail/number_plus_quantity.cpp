// A bare number has no unit to be added in.
// error: (no match for|invalid operands)
#include <reeindex/core/quantity.hpp>

int main() {
    const reeindex::Quantity mass{.value = 1.0, .unit = reeindex::Unit{"t"}};
#ifndef CONTROL
    const auto sum = mass + 2.0;
#else
    const auto sum = mass + reeindex::Quantity{.value = 2.0, .unit = reeindex::Unit{"kt"}};
#endif
    return sum.value > 0.0 ? 0 : 1;
}
