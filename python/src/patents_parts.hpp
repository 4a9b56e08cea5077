#pragma once
// The parts of the submodule `patents`.

#include <pybind11/pybind11.h>

#include <string>
#include <utility>

namespace reeindex::python {

void bind_patent_classification(pybind11::module_& module);
void bind_patent_counts(pybind11::module_& module);
void bind_patent_network(pybind11::module_& module);
void bind_patent_reading(pybind11::module_& module);

/// A text argument: a str that can be written in UTF-8, where pybind11 takes bytes of any kind for
/// std::string. Anything else is a TypeError.
struct Text : std::string {
    Text() = default;
    Text(const char* text) : std::string(text) {}
    explicit Text(std::string text) : std::string(std::move(text)) {}
};

// The beginning of a text, not cut inside a UTF-8 sequence.
inline std::string beginning(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most) + "...";
}

}  // namespace reeindex::python

namespace pybind11::detail {
template <>
struct type_caster<reeindex::python::Text> {
    PYBIND11_TYPE_CASTER(reeindex::python::Text, const_name("str"));
    bool load(handle object, bool /*convert*/) {
        if (!PyUnicode_Check(object.ptr())) return false;
        Py_ssize_t size = 0;
        const char* text = PyUnicode_AsUTF8AndSize(object.ptr(), &size);
        if (text == nullptr) {  // half of a surrogate pair
            PyErr_Clear();
            return false;
        }
        value.assign(text, static_cast<std::size_t>(size));
        return true;
    }
    static handle cast(const reeindex::python::Text& text, return_value_policy /*policy*/,
                       handle /*parent*/) {
        return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
    }
};
}  // namespace pybind11::detail
