#include <reeindex/reeindex.hpp>

const void* version_in_second();

int main() {
    // One definition in the whole program: both units see the same object.
    return &reeindex::library_version == version_in_second() ? 0 : 1;
}
