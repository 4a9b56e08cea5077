#pragma once
// The parts of the submodule `indicators` that live in files of their own, and what they share.

#include <pybind11/pybind11.h>

#include <cmath>
#include <optional>
#include <reeindex/core/text.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace reeindex::python {

void bind_growth(pybind11::module_& module);
void bind_composite(pybind11::module_& module);
void bind_concentration(pybind11::module_& module);
void bind_specialization(pybind11::module_& module);
void bind_depletion(pybind11::module_& module);
void bind_supply_risk(pybind11::module_& module);
void bind_truncation(pybind11::module_& module);

// Amounts: numbers in a sequence or array, or the values of a mapping.
std::vector<double> to_amounts(const pybind11::object& values,
                               std::string_view argument = "values");
// Supply structures, governance and elements, on the figures of datasets.
void bind_supply_structure(pybind11::module_& module);

// A rate in percent.
inline std::string percent(double rate) {
    if (std::isinf(rate)) return rate > 0 ? "inf" : "-inf";
    return detail::to_fixed(100.0 * rate, 2) + " %";
}

// A number with some digits, or None.
template <class Number>
std::string optional_text(const std::optional<Number>& value, int digits = 4) {
    return value ? detail::to_significant(*value, digits) : "None";
}

}  // namespace reeindex::python
