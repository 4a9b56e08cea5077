#include <reeindex/reeindex.hpp>
#ifndef REEINDEX_HEADER_ONLY
#include <reeindex/impl.hpp>
#endif

const void* version_in_second();

int main() {
    // One definition in the whole program: both units see the same object.
    const bool same = &reeindex::library_version == version_in_second();
    // A definition that only an .ipp file holds.
    const bool defined = reeindex::chi_squared_survival(0.0, 1.0) == 1.0;
    return same && defined ? 0 : 1;
}
