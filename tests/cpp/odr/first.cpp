#include <reeindex/reeindex.hpp>

const char* version_in_second();

int main() {
    // One definition in the whole program: both units see the same object.
    return reeindex::library_version.data() == version_in_second() ? 0 : 1;
}
