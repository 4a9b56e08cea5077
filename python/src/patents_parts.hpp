#pragma once
// The parts of the submodule `patents`.

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace reeindex::python {

void bind_patent_classification(pybind11::module_& module);
void bind_patent_counts(pybind11::module_& module);
void bind_patent_network(pybind11::module_& module);

// The repr of a text.
inline std::string quoted(std::string_view text) {
    return pybind11::cast<std::string>(pybind11::repr(pybind11::str(text.data(), text.size())));
}

// The beginning of a text, not cut inside a UTF-8 sequence.
inline std::string beginning(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most) + "...";
}

}  // namespace reeindex::python
