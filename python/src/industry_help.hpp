#pragma once
// Docstrings of the submodule `industry`.

namespace reeindex::python {

inline constexpr const char* stages_help = R"(The stages of the value chain.

Returns
-------
list of str
    From exploration to recycling.
)";

}  // namespace reeindex::python
