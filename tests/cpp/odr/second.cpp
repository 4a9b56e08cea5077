#include <reeindex/reeindex.hpp>

const void* version_in_second();

const void* version_in_second() { return &reeindex::library_version; }
