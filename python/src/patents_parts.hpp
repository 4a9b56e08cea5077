#pragma once
// The parts of the submodule `patents`.

#include <pybind11/pybind11.h>

#include <string>

namespace reeindex::python {

void bind_patent_classification(pybind11::module_& module);
void bind_patent_counts(pybind11::module_& module);
void bind_patent_network(pybind11::module_& module);

// The beginning of a text, not cut inside a UTF-8 sequence.
inline std::string beginning(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most) + "...";
}

}  // namespace reeindex::python
