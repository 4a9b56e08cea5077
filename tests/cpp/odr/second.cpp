#include <reeindex/reeindex.hpp>

const char* version_in_second();

const char* version_in_second() { return reeindex::library_version.data(); }
