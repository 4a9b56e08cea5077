#include "listing.hpp"

#include "convert.hpp"

namespace reeindex::python {
namespace py = pybind11;

py::object to_listing(const py::object& items) {
    return py::module_::import("reeindex.listing").attr("Listing")(items);
}

std::string text_of(py::handle object, std::string_view argument) {
    if (!py::isinstance<py::str>(object)) throw InvalidArgument(argument, shown(object), "a text");
    if (PyUnicode_AsUTF8(object.ptr()) == nullptr) {  // half of a surrogate pair
        PyErr_Clear();
        throw InvalidArgument(argument, shown(object), "a text that can be written in UTF-8");
    }
    return py::cast<std::string>(object);
}

}  // namespace reeindex::python
