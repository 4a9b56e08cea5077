#include "predictors.hpp"

#include <pybind11/stl.h>

#include <cmath>

#include <reeindex/core/error.hpp>
#include <reeindex/core/text.hpp>

#include "convert.hpp"

namespace reeindex::python {
namespace py = pybind11;

std::pair<std::vector<double>, std::size_t> to_predictors(const py::object& x) {
    if (py::hasattr(x, "ndim") && x.attr("ndim").cast<int>() == 2) {
        const py::object array = py::module_::import("numpy").attr("asarray")(x);
        const auto shape = array.attr("shape").cast<std::pair<std::size_t, std::size_t>>();
        return {to_doubles(array.attr("ravel")(), "x"), shape.second};
    }
    return {to_doubles(x, "x"), 1};
}

std::pair<std::vector<double>, std::size_t> to_finite_predictors(const py::object& x) {
    auto out = to_predictors(x);
    for (std::size_t i = 0; i < out.first.size(); ++i)
        if (!std::isfinite(out.first[i]))
            throw InvalidArgument(
                "x", detail::concat(detail::to_text(out.first[i]), " at position ", i), "finite");
    return out;
}

}  // namespace reeindex::python
