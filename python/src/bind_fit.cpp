#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/forecast/forecast.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "fit_options.hpp"
#include "fit_parts.hpp"
#include "fit_text.hpp"
#include "python_curve.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

py::dict by_name(const FitResult& fit, const std::vector<double>& values) {
    py::dict out;
    for (std::size_t j = 0; j < values.size(); ++j)
        out[py::str(fit.parameters[j].name)] = values[j];
    return out;
}

// Takes observations without a value out, with their predictors and weights, and says so.
std::string leave_out_missing(std::vector<double>& rows, std::size_t width,
                              std::vector<double>& values, FitOptions& options,
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
    return detail::concat("; left out as without a value: position", places.size() > 1 ? "s " : " ",
                          detail::join(places));
}

// Rows of predictors from an array with one or two axes.
std::pair<std::vector<double>, std::size_t> to_predictors(const py::object& x) {
    if (py::hasattr(x, "ndim") && x.attr("ndim").cast<int>() == 2) {
        const py::object array = py::module_::import("numpy").attr("asarray")(x);
        const auto shape = array.attr("shape").cast<std::pair<std::size_t, std::size_t>>();
        return {to_doubles(array.attr("ravel")(), "x"), shape.second};
    }
    return {to_doubles(x, "x"), 1};
}

// The same, for what is evaluated at them.
std::pair<std::vector<double>, std::size_t> to_finite_predictors(const py::object& x) {
    auto out = to_predictors(x);
    for (std::size_t i = 0; i < out.first.size(); ++i)
        if (!std::isfinite(out.first[i]))
            throw InvalidArgument(
                "x", detail::concat(detail::to_text(out.first[i]), " at position ", i), "finite");
    return out;
}

py::array_t<double> curve_values(const AnyCurve& curve, const py::object& x,
                                 const py::kwargs& parameters) {
    auto [rows, width] = to_finite_predictors(x);
    if (width != curve.model().predictors())
        throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                              detail::concat("with ", curve.model().predictors()));
    std::vector<double> p(curve.size());
    std::vector<bool> given(curve.size(), false);
    for (const auto& [key, value] : parameters) {
        const auto j = curve.index(key.cast<std::string>());
        p[j] = to_number(value, key.cast<std::string>());
        given[j] = true;
    }
    for (std::size_t j = 0; j < p.size(); ++j)
        if (!given[j])
            throw InvalidArgument(curve.parameters()[j].name, "missing", "given as a keyword");
    std::vector<double> out(rows.size() / width);
    curve.model().evaluate({rows, width}, p, out.data(), nullptr);
    return to_array(out);
}

constexpr const char* predict_help = R"(Values of the fitted curve, or of the limit it stands on.

Parameters
----------
x
    Years, or predictors: shape ``(n,)`` or ``(n, predictors)``, inside or outside of the data.
level : float, optional
    Coverage of a prediction interval; without it the values alone are given.
method, replicates, seed
    How the interval is found, as for :func:`forecast`.

Returns
-------
numpy.ndarray or Prediction
    Shape ``(n,)``, in the unit of the observations; with a level a Prediction: ``.x``, ``.mean``,
    ``.lower``, ``.upper``, ``.mean_lower``, ``.mean_upper``, ``.message``.

Raises
------
InvalidArgument
    If the fit has no optimum, or x is not finite or of another shape.
)";

constexpr const char* interval_help =
    R"(Interval of a parameter, or of a function of the parameters.

Parameters
----------
parameter
    Name of a parameter that is estimated; or a function that takes a dict with a value for each
    parameter and gives a number, for example ``lambda p: math.log(2) / p["r"]`` for a doubling
    time. Of a function the interval is the profile interval: its smallest and largest value over
    all parameters that the data do not reject. At a limit of the curve some parameters are
    infinite; a limit where the function is not a number, or raises an ArithmeticError or a
    ValueError, is left out.
method
    ``"wald"``: estimate and t times the standard error. ``"profile"``: every value that the data do
    not reject. ``"bootstrap"``: percentiles of refits to simulated data. ``"automatic"``: wald for
    curves linear in all their parameters, where it is exact, else profile.
level
    Between 0 and 1.
replicates, seed
    Of the bootstrap.

Returns
-------
tuple of float
    Lower and upper end; an end for which the data set no bound is infinite.

Raises
------
NotFound
    If there is no such parameter or method.
InvalidArgument
    If the fit has no optimum, the parameter is fixed, or an argument is out of range.

Notes
-----
Bates and Watts (1988), chapter 6, doi:10.1002/9780470316757; Venzon and Moolgavkar (1988),
doi:10.2307/2347496.
)";

constexpr const char* year_of_help = R"(Interval of the year in which the curve reaches a value.

The years at which the band of the curve at the level holds the value: from the first year in which
some curve that the data do not reject has reached it to the last in which one has not.

Parameters
----------
value
    In the unit of the observations.
level
    Coverage, between 0 and 1.

Returns
-------
tuple of float
    First and last year, with a fraction; an end is infinite where the data do not say that the curve
    ever reaches the value.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.
)";

constexpr const char* total_help = R"(Interval of the sum of the curve's values over some years.

Parameters
----------
first, last
    Years, both included.
level
    Coverage, between 0 and 1.

Returns
-------
tuple of float
    Smallest and largest sum over all curves that the data do not reject; an end for which the data
    set no bound is infinite. The scatter of single observations is not in it.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.
)";

constexpr const char* band_help = R"(Band of the curve's values.

Parameters
----------
x
    Years, or values of the predictor.
level
    Coverage, between 0 and 1.
simultaneous
    Whether the band covers the whole curve at once (Scheffe's method) and not each value by itself.

Returns
-------
tuple of numpy.ndarray
    Smallest and largest values over all curves that the data do not reject, shape ``(n,)``.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.

Notes
-----
Scheffe (1953), doi:10.1093/biomet/40.1-2.87.
)";

// A function of the parameters that Python defines; not a number where it raises an arithmetic
// error.
std::function<double(std::span<const double>)> to_function(const FitResult& fit,
                                                           const py::object& function) {
    return [&fit, &function](std::span<const double> p) {
        const Locked lock;
        py::dict values;
        for (std::size_t j = 0; j < p.size(); ++j) values[py::str(fit.parameters[j].name)] = p[j];
        try {
            return function(values).cast<double>();
        } catch (py::error_already_set& error) {
            if (!error.matches(PyExc_ArithmeticError) && !error.matches(PyExc_ValueError)) throw;
            return std::nan("");
        } catch (const py::cast_error&) {
            throw InvalidArgument("parameter", "a function that gives no number",
                                  "a name, or a function that gives a number");
        }
    };
}

std::pair<double, double> ends_of(const Extent& extent) { return {extent.lower, extent.upper}; }

constexpr const char* bootstrap_help = R"(Estimates of refits to simulated data.

Residuals are drawn with replacement, each divided by the root of 1 - leverage; lognormal and count
fits draw from their distribution.

Parameters
----------
replicates
    Number of refits.
seed
    The same seed gives the same refits.

Returns
-------
dict of str to numpy.ndarray
    For each parameter its estimates, shape ``(replicates,)``; infinite where a refit stands on a
    limit of the curve.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.

Notes
-----
Davison and Hinkley (1997), section 6.2.3, doi:10.1017/CBO9780511802843.
)";

void bind_curve(py::module_& module) {
    py::class_<ParameterInfo>(module, "Parameter", "One parameter of a curve.")
        .def_readonly("name", &ParameterInfo::name, "Name.")
        .def_readonly("lower", &ParameterInfo::lower, "Natural lower bound.")
        .def_readonly("upper", &ParameterInfo::upper, "Natural upper bound.")
        .def_readonly("linear", &ParameterInfo::linear, "Whether the value is linear in it.")
        .def_readonly("meaning", &ParameterInfo::meaning, "Meaning.")
        .def_property_readonly(
            "role", [](const ParameterInfo& p) { return std::string{name(p.role)}; },
            "What it is to the curve: 'ceiling', 'floor', 'level', 'rate', 'time', 'shape' or "
            "'none'.")
        .def("__repr__", [](const ParameterInfo& p) {
            return detail::concat("Parameter('", p.name, "', ", p.lower, " to ", p.upper, ")");
        });
    py::class_<AnyCurve>(module, "Curve", "A curve that can be fitted.")
        .def_property_readonly("name", &AnyCurve::name, "Name.")
        .def_property_readonly(
            "display_name", [](const AnyCurve& curve) { return curve.traits().display_name; },
            "Name in a sentence or a legend.")
        .def_property_readonly("parameters", &AnyCurve::parameters, "Parameters in order.")
        .def("__call__", &curve_values, "x"_a, "Values at x for parameters given by name.")
        .def("__repr__",
             [](const AnyCurve& curve) {
                 std::vector<std::string> names;
                 for (const auto& p : curve.parameters()) names.push_back(p.name);
                 return detail::concat("Curve('", curve.name(), "': ", detail::join(names), ")");
             })
        .def_static(
            "from_python",
            [](py::object curve) { return AnyCurve(make_python_curve(std::move(curve))); },
            "curve"_a, "The curve behind a reeindex.curves.PythonCurve.");
    module.def("curve_by_name", &curve_by_name, "name"_a, "A shipped curve.");
    module.def(
        "curve_names",
        [] {
            std::vector<std::string> names;
            for (const auto& curve : shipped_curves()) names.push_back(curve.name());
            return names;
        },
        "Names of the shipped curves.");
}

void bind_result(py::module_& module) {
    py::class_<ExcludedObservation>(module, "ExcludedObservation",
                                    "An observation that a fit left out.")
        .def_readonly("year", &ExcludedObservation::year, "Year.")
        .def_property_readonly(
            "status", [](const ExcludedObservation& one) { return std::string{code(one.status)}; },
            "SDMX observation status.")
        .def_readonly("reason", &ExcludedObservation::reason, "Why it was left out.")
        .def("__repr__", [](const ExcludedObservation& one) {
            return detail::concat("ExcludedObservation(", one.year, ", '", code(one.status), "', '",
                                  one.reason, "')");
        });
    py::class_<LimitComparison>(module, "LimitComparison",
                                "A limit of the curve against the curve itself.")
        .def_property_readonly(
            "limit", [](const LimitComparison& row) { return std::string{name(row.limit)}; },
            "Name of the limit.")
        .def_readonly("objective", &LimitComparison::objective, "Minimum on the limit.")
        .def_readonly("p_value", &LimitComparison::p_value, "Of the test against the curve.")
        .def_readonly("excluded", &LimitComparison::excluded,
                      "Whether the data exclude the limit at the fit's level.")
        .def("__repr__", [](const LimitComparison& row) {
            return detail::concat("LimitComparison('", name(row.limit),
                                  "', p = ", detail::to_significant(row.p_value, 3),
                                  row.excluded ? ", excluded)" : ", not excluded)");
        });

    const auto text = [](std::string_view view) { return std::string{view}; };
    py::class_<FitResult>(module, "FitResult", "A fitted curve, or the reason why there is none.")
        .def_readonly("curve", &FitResult::curve, "Name of the curve.")
        .def_property_readonly("display_name", &FitResult::display_name,
                               "Name of the curve in a sentence or a legend.")
        .def_property_readonly(
            "params", [](const FitResult& fit) { return by_name(fit, fit.estimates); },
            "Estimates by name; infinite where the data give none.")
        .def_property_readonly(
            "stderr", [](const FitResult& fit) { return by_name(fit, fit.standard_errors); },
            "Standard errors by name; infinite where there is no finite one, 0 if fixed.")
        .def_property_readonly(
            "parameters", [](const FitResult& fit) { return fit.parameters; }, "Parameters.")
        .def_readonly("covariance", &FitResult::covariance, "Covariance of the estimates.")
        .def_readonly("sse", &FitResult::sse, "Sum of squared residuals.")
        .def_readonly("objective", &FitResult::objective, "Minimised objective.")
        .def_readonly("sigma", &FitResult::sigma, "Residual standard deviation.")
        .def_readonly("r_squared", &FitResult::r_squared, "Coefficient of determination.")
        .def_readonly("log_likelihood", &FitResult::log_likelihood, "Maximised log-likelihood.")
        .def_readonly("aic", &FitResult::aic, "Akaike information criterion.")
        .def_readonly("aicc", &FitResult::aicc, "AIC corrected for small samples.")
        .def_readonly("bic", &FitResult::bic, "Bayesian information criterion.")
        .def_readonly("size", &FitResult::size,
                      "Size of the negative binomial, infinite where it equals Poisson; else None.")
        .def_readonly("scale", &FitResult::scale, "Residual scale of robust errors, else None.")
        .def_readonly("n_obs", &FitResult::n_obs, "Observations used.")
        .def_readonly("n_free", &FitResult::n_free, "Free parameters.")
        .def_readonly("iterations", &FitResult::iterations, "Iterations of the solver.")
        .def_property_readonly("converged", &FitResult::converged,
                               "Whether a finite optimum was reached.")
        .def_property_readonly("usable", &FitResult::usable, "Whether it can be forecast.")
        .def_property_readonly("identified", &FitResult::identified,
                               "Whether the data bound every parameter, see identification.")
        .def_property_readonly(
            "status", [text](const FitResult& fit) { return text(name(fit.status)); },
            "How the fit ended.")
        .def_property_readonly(
            "identification",
            [text](const FitResult& fit) { return text(name(fit.identification)); },
            "Verdict. 'identified': the data bound every parameter at the fit's level; they "
            "exclude "
            "every limit of the curve, named or found. 'weakly identified': there is an optimum, "
            "but they do not exclude a limit, or a parameter has no bound or lies on one. 'not "
            "identified': the optimum is a limit, or parameters cannot be told apart.")
        .def_property_readonly(
            "limit", [text](const FitResult& fit) { return text(name(fit.limit)); },
            "The limit on which a degenerate fit stands, else 'none'.")
        .def_readonly("limits", &FitResult::limits, "The limits of the curve, compared.")
        .def_property_readonly(
            "notes", [](const FitResult& fit) { return fit.notes; },
            "What the fit states of itself, as facts.")
        .def_readonly("message", &FitResult::message, "The notes in words: what the data tell.")
        .def_readonly(
            "reach", &FitResult::reach,
            "Share of the ceiling at the last observation; of a curve that falls, the share "
            "of its upper level that is left.")
        .def_property_readonly(
            "fitted", [](const FitResult& fit) { return to_array(fit.fitted); }, "Fitted values.")
        .def_property_readonly(
            "residuals", [](const FitResult& fit) { return to_array(fit.residuals); },
            "Observed minus fitted.")
        .def_property_readonly(
            "years",
            [](const FitResult& fit) {
                return to_array(
                    std::vector<std::int64_t>(fit.data.years.begin(), fit.data.years.end()));
            },
            "Years used; empty for plain arrays.")
        .def_property_readonly(
            "x", [](const FitResult& fit) { return to_array(fit.data.x); }, "Predictors used.")
        .def_property_readonly(
            "values", [](const FitResult& fit) { return to_array(fit.data.y); },
            "Observations used.")
        .def_property_readonly(
            "excluded", [](const FitResult& fit) { return fit.data.excluded; },
            "Observations left out, with reasons.")
        .def_property_readonly(
            "error", [text](const FitResult& fit) { return text(name(fit.options.error)); },
            "Error model.")
        .def_property_readonly(
            "on", [text](const FitResult& fit) { return text(name(fit.options.on)); },
            "Levels or increments.")
        .def_property_readonly(
            "label", [](const FitResult& fit) { return fit.data.label; }, "What was fitted.")
        .def_property_readonly(
            "unit", [](const FitResult& fit) { return fit.data.unit; }, "Unit.")
        .def(
            "predict",
            [](const FitResult& fit, const py::object& x, const py::object& level,
               const py::object& method, const py::object& replicates,
               const py::object& seed) -> py::object {
                if (!fit.usable() || !fit.carrier)
                    throw InvalidArgument("fit", name(fit.status),
                                          detail::concat("converged or degenerate; ", fit.message));
                const bool single = PyNumber_Check(x.ptr()) != 0 && PySequence_Check(x.ptr()) == 0;
                auto [rows, width] =
                    to_finite_predictors(single ? py::object(py::make_tuple(x)) : x);
                if (width != fit.data.predictors)
                    throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                                          detail::concat("with ", fit.data.predictors));
                if (!level.is_none()) {
                    const PredictionOptions options{
                        .level = to_number(level, "level"),
                        .method = parse_interval_method(to_name(method, "method")),
                        .replicates = to_whole(replicates, "replicates"),
                        .seed = to_seed(seed)};
                    Prediction out;
                    {
                        const Unlocked unlocked;
                        out = predict(fit, rows, options);
                    }
                    return py::cast(std::move(out));
                }
                const std::size_t n = rows.size() / width;
                if (fit.carrier->model().predictors() != width) {  // complete observations
                    std::vector<double> wide;
                    for (const double value : rows) wide.insert(wide.end(), {value, 1.0});
                    rows = std::move(wide);
                    width = 2;
                }
                std::vector<double> out(n);
                fit.carrier->model().evaluate({rows, width}, fit.carrier_estimates, out.data(),
                                              nullptr);
                if (single) return py::float_(out.front());
                return to_array(out);
            },
            "x"_a, "level"_a = py::none(), py::kw_only(), "method"_a = "automatic",
            "replicates"_a = 999, "seed"_a = 1, predict_help)
        .def(
            "interval",
            [](const FitResult& fit, const py::object& parameter, const py::object& method,
               const py::object& level, const py::object& replicates, const py::object& seed) {
                const auto how = parse_interval_method(to_name(method, "method"));
                const double coverage = to_number(level, "level");
                if (PyCallable_Check(parameter.ptr()) != 0) {
                    if (how != IntervalMethod::automatic && how != IntervalMethod::profile)
                        throw InvalidArgument("method", reeindex::name(how),
                                              "profile for a function of the parameters");
                    const auto function = to_function(fit, parameter);
                    const Unlocked unlocked;
                    return ends_of(ConfidenceRegion(fit, coverage).function(function));
                }
                const auto name = to_name(parameter, "parameter");
                const BootstrapOptions options{.replicates = to_whole(replicates, "replicates"),
                                               .seed = to_seed(seed)};
                const Unlocked unlocked;
                const auto out = interval(fit, name, how, coverage, options);
                return std::pair{out.lower, out.upper};
            },
            "parameter"_a, "method"_a = "automatic", "level"_a = 0.95, py::kw_only(),
            "replicates"_a = 999, "seed"_a = 1, interval_help)
        .def(
            "year_of",
            [](const FitResult& fit, const py::object& value, const py::object& level) {
                const double reached = to_number(value, "value"),
                             coverage = to_number(level, "level");
                const Unlocked unlocked;
                return ends_of(ConfidenceRegion(fit, coverage).year_of(reached));
            },
            "value"_a, "level"_a = 0.95, year_of_help)
        .def(
            "total",
            [](const FitResult& fit, const py::object& first, const py::object& last,
               const py::object& level) {
                const int from = to_whole(first, "first"), to = to_whole(last, "last");
                const double coverage = to_number(level, "level");
                const Unlocked unlocked;
                return ends_of(ConfidenceRegion(fit, coverage).total(from, to));
            },
            "first"_a, "last"_a, "level"_a = 0.95, total_help)
        .def(
            "band",
            [](const FitResult& fit, const py::object& x, const py::object& level,
               bool simultaneous) {
                const auto points = to_doubles(x, "x");
                const double coverage = to_number(level, "level");
                std::vector<double> lower, upper;
                {
                    const Unlocked unlocked;
                    const ConfidenceRegion region(
                        fit, coverage, simultaneous ? Coverage::all_at_once : Coverage::one_by_one);
                    for (const double point : points) {
                        const Extent one = region.value(point);
                        lower.push_back(one.lower);
                        upper.push_back(one.upper);
                    }
                }
                return std::pair{to_array(lower), to_array(upper)};
            },
            "x"_a, "level"_a = 0.95, py::kw_only(), "simultaneous"_a = false, band_help)
        .def(
            "bootstrap",
            [](const FitResult& fit, const py::object& replicates, const py::object& seed) {
                const BootstrapOptions options{.replicates = to_whole(replicates, "replicates"),
                                               .seed = to_seed(seed)};
                Bootstrap draws;
                {
                    const Unlocked unlocked;
                    draws = bootstrap(fit, options);
                }
                py::dict out;
                for (std::size_t j = 0; j < draws.parameters.size(); ++j) {
                    std::vector<double> column;
                    for (const auto& one : draws.estimates) column.push_back(one[j]);
                    out[py::str(draws.parameters[j])] = to_array(column);
                }
                return out;
            },
            "replicates"_a = 999, "seed"_a = 1, bootstrap_help)
        .def("__repr__", &fit_text)
        .def("_repr_html_", &fit_html);
}

template <class Run>
FitResult run_fit(const AnyCurve& curve, const Run& run) {
    // Python curves take the lock back for each evaluation.
    (void)curve;
    const Unlocked unlocked;
    return run();
}

}  // namespace

void bind_fit(py::module_& module) {
    bind_curve(module);
    bind_result(module);
    bind_compare(module);
    bind_fit_states(module);
    module.def(
        "fit",
        [](const TimeSeries& series, const AnyCurve& curve, const py::kwargs& options) {
            const FitOptions parsed = to_fit_options(options);
            return run_fit(curve, [&] { return fit(series, curve, parsed); });
        },
        "series"_a, "curve"_a, "Fits a curve to a series.");
    module.def(
        "fit_xy",
        [](const py::object& x, const py::object& y, const AnyCurve& curve,
           const std::string& missing, const py::kwargs& options) {
            FitOptions parsed = to_fit_options(options);
            auto [rows, width] = to_predictors(x);
            if (width != curve.model().predictors())
                throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                                      detail::concat("with ", curve.model().predictors(), ", as ",
                                                     curve.name(), " has"));
            auto values = to_doubles(y, "y");
            const auto left_out = leave_out_missing(rows, width, values, parsed, missing);
            auto fit = run_fit(curve, [&] { return fit_xy(rows, values, curve, parsed); });
            fit.message += left_out;
            return fit;
        },
        "x"_a, "y"_a, "curve"_a, py::kw_only(), "missing"_a = "mark",
        "Fits a curve to plain arrays.");
}

}  // namespace reeindex::python
