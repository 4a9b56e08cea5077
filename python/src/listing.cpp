#include "listing.hpp"

#include "convert.hpp"

namespace reeindex::python {
namespace py = pybind11;

py::object to_listing(const py::object& items) {
    return py::module_::import("reeindex.listing").attr("Listing")(items);
}

std::string text_of(py::handle object, std::string_view argument) {
    if (!py::isinstance<py::str>(object)) throw InvalidArgument(argument, shown(object), "a text");
    return py::cast<std::string>(object);
}

}  // namespace reeindex::python
