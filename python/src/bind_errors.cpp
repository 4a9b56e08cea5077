#include <pybind11/pybind11.h>

#include <initializer_list>
#include <string_view>
#include <utility>

#include <reeindex/core/error.hpp>

#include "core_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

// The classes live as long as the process: exceptions may be thrown while the module is torn down.
struct ErrorTypes {
    PyObject* error = nullptr;
    PyObject* invalid_argument = nullptr;
    PyObject* unit_error = nullptr;
    PyObject* not_found = nullptr;
    PyObject* data_error = nullptr;
    PyObject* file_error = nullptr;
};

ErrorTypes& types() {
    static ErrorTypes all;
    return all;
}

PyObject* make(py::module_& module, const char* name, const char* doc, PyObject* base,
               PyObject* standard) {
    const py::tuple bases = standard == nullptr
                                ? py::tuple{py::make_tuple(py::handle{base})}
                                : py::tuple{py::make_tuple(py::handle{base}, py::handle{standard})};
    const auto qualified = std::string{"reeindex."} + name;
    PyObject* type = PyErr_NewExceptionWithDoc(qualified.c_str(), doc, bases.ptr(), nullptr);
    if (type == nullptr) throw py::error_already_set();
    module.attr(name) = py::handle{type};
    return type;
}

// Text of a message; bytes that are no UTF-8 are shown as such.
py::str shown_text(std::string_view text) {
    PyObject* out =
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "backslashreplace");
    if (out == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::str>(out);
}

void raise(PyObject* type, const Error& error,
           std::initializer_list<std::pair<const char*, py::object>> attributes = {}) {
    const py::object instance = py::handle{type}(shown_text(error.what()));
    for (const auto& [name, value] : attributes) instance.attr(name) = value;
    PyErr_SetObject(type, instance.ptr());
}

void translate(std::exception_ptr pointer) {
    if (!pointer) return;
    try {
        std::rethrow_exception(pointer);
    } catch (const InvalidArgument& error) {
        raise(types().invalid_argument, error,
              {{"argument", shown_text(error.argument())},
               {"value", shown_text(error.value())},
               {"allowed", shown_text(error.allowed())}});
    } catch (const UnitError& error) {
        raise(types().unit_error, error);
    } catch (const NotFound& error) {
        raise(types().not_found, error, {{"key", shown_text(error.key())}});
    } catch (const DataError& error) {
        raise(types().data_error, error,
              {{"file", shown_text(error.file())}, {"line", py::int_(error.line())}});
    } catch (const FileError& error) {
        raise(types().file_error, error);
    } catch (const Error& error) {
        raise(types().error, error);
    } catch (const py::cast_error&) {
        // a text with a lone surrogate, an array of another kind: what no argument takes
        raise(
            types().invalid_argument,
            InvalidArgument("argument", "of a kind that has no meaning here",
                            "what the documentation of the function names (a text without lone "
                            "surrogates, real numbers)"),
            {{"argument", py::str("argument")}, {"value", py::str("")}, {"allowed", py::str("")}});
    }
}

/// Lets Python raise InvalidArgument(argument, value, allowed) with the message that C++ composes.
void accept_three_arguments(py::handle type) {
    const py::object base = py::reinterpret_borrow<py::object>(PyExc_Exception);
    type.attr("__init__") = py::cpp_function(
        [base](const py::object& self, const py::args& arguments) {
            if (arguments.size() != 3) {
                base.attr("__init__")(self, *arguments);
                return;
            }
            const auto text = [&](std::size_t i) { return arguments[i].cast<std::string>(); };
            const InvalidArgument error{text(0), text(1), text(2)};
            self.attr("args") = py::make_tuple(error.what());
            self.attr("argument") = error.argument();
            self.attr("value") = error.value();
            self.attr("allowed") = error.allowed();
        },
        py::is_method(type));
}

}  // namespace

void bind_errors(py::module_& module) {
    auto& all = types();
    all.error =
        make(module, "Error", "Base of every exception of this library.", PyExc_Exception, nullptr);
    all.invalid_argument = make(module, "InvalidArgument",
                                "An argument outside its allowed range.\n\n"
                                "Attributes\n----------\nargument, value, allowed : str",
                                all.error, PyExc_ValueError);
    accept_three_arguments(all.invalid_argument);
    all.unit_error = make(module, "UnitError", "Units or bases that do not fit together.",
                          all.error, PyExc_ValueError);
    all.not_found = make(module, "NotFound",
                         "A name or key that does not exist.\n\nAttributes\n----------\nkey : str",
                         all.error, PyExc_LookupError);
    all.data_error = make(module, "DataError",
                          "Text that cannot be read as data.\n\n"
                          "Attributes\n----------\nfile : str\nline : int\n"
                          "    1-based; 0 when the whole file is meant.",
                          all.error, PyExc_ValueError);
    all.file_error = make(module, "FileError", "A file that cannot be opened, read or written.",
                          all.error, PyExc_OSError);
    py::register_exception_translator(&translate);
}

}  // namespace reeindex::python
