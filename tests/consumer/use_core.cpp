// A program of somebody else's that links the headers only.
#include <reeindex/core/element.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/version.hpp>

int main() {
    const bool found = reeindex::element("Nd").atomic_number == 60;
    return found && !reeindex::library_version.empty() ? 0 : 1;
}
