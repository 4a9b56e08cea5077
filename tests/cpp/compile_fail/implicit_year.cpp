// A number is no year until somebody says so.
// error: (conversion|convert).*Year|no viable conversion
#include <reeindex/core/year.hpp>

int main() {
#ifndef CONTROL
    const reeindex::Year year = 2013;
#else
    const reeindex::Year year{2013};
#endif
    return year.value() == 2013 ? 0 : 1;
}
