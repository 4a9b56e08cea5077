#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/fit/fit.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "fit_options.hpp"
#include "fit_parts.hpp"
#include "predictors.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// Takes observations without a value out, with their predictors and weights, and says so.
std::string leave_out_missing(std::vector<double>& rows, std::size_t width,
                              std::vector<double>& values, SampleOptions& options,
                              const std::string& missing) {
    if (missing != "mark" && missing != "raise")
        throw InvalidArgument("missing", quoted(missing), "'mark' or 'raise'");
    const std::size_t n = values.size();
    std::vector<std::string> places;
    if (rows.size() != n * width) return {};  // the lengths are checked where the fit is made
    std::size_t kept = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (std::isnan(values[i])) {
            if (missing == "raise")
                throw InvalidArgument("y", detail::concat("nan at position ", i),
                                      "finite; missing='mark' leaves such observations out");
            places.push_back(std::to_string(i));
            continue;
        }
        values[kept] = values[i];
        for (std::size_t k = 0; k < width; ++k) rows[kept * width + k] = rows[i * width + k];
        for (auto* more : {&options.weights, &options.completeness})
            if (more->size() == n) (*more)[kept] = (*more)[i];
        ++kept;
    }
    if (kept == n) return {};
    for (auto* more : {&options.weights, &options.completeness})
        if (more->size() == n) more->resize(kept);
    values.resize(kept);
    rows.resize(kept * width);
    return detail::concat("; left out, no value: position", places.size() > 1 ? "s " : " ",
                          detail::join(places));
}

}  // namespace

void bind_fit(py::module_& module) {
    bind_curve(module);
    bind_fit_result(module);
    bind_compare(module);
    bind_fit_states(module);
    module.def(
        "fit",
        [](const TimeSeries& series, const AnyCurve& curve, const py::kwargs& options) {
            const auto asked = to_fit_request(options);
            const Unlocked unlocked;  // Python curves take the lock back for each evaluation
            return fit(sample_of(series, asked.sample), curve, asked.options);
        },
        "series"_a, "curve"_a, "Fits a curve to a series.");
    module.def(
        "fit_xy",
        [](const py::object& x, const py::object& y, const AnyCurve& curve,
           const std::string& missing, const py::kwargs& options) {
            auto asked = to_fit_request(options);
            auto [rows, width] = to_predictors(x);
            if (width != curve.model().predictors())
                throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                                      detail::concat("with ", curve.model().predictors(), ", as ",
                                                     curve.name(), " has"));
            auto values = to_doubles(y, "y");
            const auto left_out = leave_out_missing(rows, width, values, asked.sample, missing);
            FitResult out;
            {
                const Unlocked unlocked;
                out = fit(Sample{.x = std::move(rows),
                                 .predictors = width,
                                 .y = std::move(values),
                                 .weights = std::move(asked.sample.weights),
                                 .completeness = std::move(asked.sample.completeness)},
                          curve, asked.options);
            }
            out.message += left_out;
            return out;
        },
        "x"_a, "y"_a, "curve"_a, py::kw_only(), "missing"_a = "mark",
        "Fits a curve to plain arrays.");
}

}  // namespace reeindex::python
