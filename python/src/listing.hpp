#pragma once
// Lists that print themselves, and texts that callers pass.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <string_view>
#include <vector>

namespace reeindex::python {

// A reeindex.listing.Listing of the items.
pybind11::object to_listing(const pybind11::object& items);

// The same of a vector of bound objects.
template <class T>
pybind11::object listing(const std::vector<T>& all) {
    return to_listing(pybind11::cast(all));
}

// A text; anything else is refused by the name of its argument.
std::string text_of(pybind11::handle object, std::string_view argument);

}  // namespace reeindex::python
