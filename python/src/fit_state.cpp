// What pickle keeps of curves, fits and comparisons. A shipped curve is kept by its name, a fit by
// what was fitted: reading it fits again, which gives the same result.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <typeinfo>
#include <vector>

#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/forecastable.hpp>

#include "fit_parts.hpp"
#include "immutable.hpp"
#include "python_curve.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

// Whether a curve is of the library itself, whatever it is called.
bool is_shipped(const AnyCurve& curve) {
    const auto& all = shipped_curves();
    const auto& type = typeid(curve.model());
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return typeid(one.model()) == type; });
}

// A name, or the Python object behind the curve.
py::object curve_state(const AnyCurve& curve) {
    if (const auto* seen = dynamic_cast<const detail::ObservedCurve*>(&curve.model()))
        return curve_state(seen->curve());
    py::object written = python_object_of(curve.model());
    if (!written.is_none()) return written;
    if (!is_shipped(curve))
        throw py::type_error(detail::concat("the curve ", curve.name(),
                                            " cannot be pickled: it is no shipped one; keep the "
                                            "data and the code that fitted it"));
    return py::str(curve.name());
}

AnyCurve curve_from_state(const py::object& state) {
    if (py::isinstance<py::str>(state)) return curve_by_name(state.cast<std::string>());
    return AnyCurve(make_python_curve(state));
}

py::tuple options_state(const FitOptions& one) {
    return py::make_tuple(std::string{name(one.error)}, one.on == FitOn::increments, one.fixed,
                          one.bounds, one.start, one.weights, one.completeness,
                          one.include_provisional, one.level, one.max_iterations, one.starts,
                          one.seed);
}

FitOptions options_from_state(const py::tuple& state) {
    FitOptions out;
    out.error = parse_error_model(state[0].cast<std::string>());
    out.on = state[1].cast<bool>() ? FitOn::increments : FitOn::levels;
    out.fixed = state[2].cast<decltype(out.fixed)>();
    out.bounds = state[3].cast<decltype(out.bounds)>();
    out.start = state[4].cast<decltype(out.start)>();
    out.weights = state[5].cast<std::vector<double>>();
    out.completeness = state[6].cast<std::vector<double>>();
    out.include_provisional = state[7].cast<bool>();
    out.level = state[8].cast<double>();
    out.max_iterations = state[9].cast<int>();
    out.starts = state[10].cast<int>();
    out.seed = state[11].cast<std::uint64_t>();
    return out;
}

py::tuple data_state(const FitData& one) {
    py::list excluded;
    for (const auto& row : one.excluded) excluded.append(py::cast(row));
    return py::make_tuple(one.x, one.predictors, one.y, one.weights, one.completeness, one.years,
                          excluded, one.label, one.unit, one.basis);
}

FitData data_from_state(const py::tuple& state) {
    FitData out;
    out.x = state[0].cast<std::vector<double>>();
    out.predictors = state[1].cast<std::size_t>();
    out.y = state[2].cast<std::vector<double>>();
    out.weights = state[3].cast<std::vector<double>>();
    out.completeness = state[4].cast<std::vector<double>>();
    out.years = state[5].cast<std::vector<int>>();
    out.excluded = state[6].cast<std::vector<ExcludedObservation>>();
    out.label = state[7].cast<std::string>();
    out.unit = state[8].cast<std::string>();
    out.basis = state[9].cast<std::string>();
    return out;
}

py::tuple fit_state(const FitResult& fit) {
    if (!fit.model)  // refused before it was fitted: only its reason is there
        return py::make_tuple(py::str(fit.curve), py::none(), options_state(fit.options),
                              static_cast<int>(fit.status), fit.message, fit.n_obs, fit.n_free,
                              fit.parameters);
    return py::make_tuple(curve_state(*fit.model), data_state(fit.data),
                          options_state(fit.options));
}

FitResult fit_from_state(const py::tuple& state) {
    const auto options = options_from_state(state[2]);
    if (!state[1].is_none())
        return detail::fit_data(curve_from_state(state[0]), data_from_state(state[1]), options);
    FitResult out;
    out.curve = state[0].cast<std::string>();
    out.options = options;
    out.status = static_cast<FitStatus>(state[3].cast<int>());
    out.message = state[4].cast<std::string>();
    out.n_obs = state[5].cast<std::size_t>();
    out.n_free = state[6].cast<std::size_t>();
    out.parameters = state[7].cast<std::vector<ParameterInfo>>();
    return out;
}

template <class T>
py::class_<T> class_of(const py::module_& module, const char* name) {
    return py::reinterpret_borrow<py::class_<T>>(module.attr(name));
}

}  // namespace

void bind_fit_states(py::module_& module) {
    auto parameter = class_of<ParameterInfo>(module, "Parameter");
    parameter.def(py::pickle(
        [](const ParameterInfo& one) {
            return py::make_tuple(one.name, one.lower, one.upper, one.linear, one.meaning,
                                  std::string{name(one.role)});
        },
        [](const py::tuple& state) {
            return ParameterInfo{
                state[0].cast<std::string>(), state[1].cast<double>(),
                state[2].cast<double>(),      state[3].cast<bool>(),
                state[4].cast<std::string>(), parse_role(state[5].cast<std::string>())};
        }));
    auto curve = class_of<AnyCurve>(module, "Curve");
    curve.def(py::pickle([](const AnyCurve& one) { return py::make_tuple(curve_state(one)); },
                         [](const py::tuple& state) { return curve_from_state(state[0]); }));
    auto excluded = class_of<ExcludedObservation>(module, "ExcludedObservation");
    excluded.def(py::pickle(
        [](const ExcludedObservation& one) {
            return py::make_tuple(one.year, static_cast<int>(one.status), one.reason);
        },
        [](const py::tuple& state) {
            return ExcludedObservation{state[0].cast<int>(),
                                       static_cast<ObsStatus>(state[1].cast<int>()),
                                       state[2].cast<std::string>()};
        }));
    auto limit = class_of<LimitComparison>(module, "LimitComparison");
    limit.def(py::pickle(
        [](const LimitComparison& one) {
            return py::make_tuple(static_cast<int>(one.limit), one.objective, one.parameters,
                                  one.p_value, one.excluded);
        },
        [](const py::tuple& state) {
            return LimitComparison{static_cast<Limit>(state[0].cast<int>()),
                                   state[1].cast<double>(), state[2].cast<std::size_t>(),
                                   state[3].cast<double>(), state[4].cast<bool>()};
        }));
    auto result = class_of<FitResult>(module, "FitResult");
    result.def(py::pickle(&fit_state, &fit_from_state));
    auto row = class_of<ComparisonRow>(module, "ComparisonRow");
    row.def(py::pickle(
        [](const ComparisonRow& one) {
            return py::make_tuple(one.rank, one.curve, std::string{name(one.error)}, one.parameters,
                                  one.aicc, one.bic, one.delta, one.weight, one.note,
                                  fit_state(one.fit));
        },
        [](const py::tuple& state) {
            ComparisonRow out{.rank = state[0].cast<std::size_t>(),
                              .curve = state[1].cast<std::string>(),
                              .error = parse_error_model(state[2].cast<std::string>()),
                              .parameters = state[3].cast<std::size_t>(),
                              .aicc = state[4].cast<double>(),
                              .bic = state[5].cast<double>(),
                              .delta = state[6].cast<double>(),
                              .weight = state[7].cast<double>(),
                              .note = state[8].cast<std::string>(),
                              .obstacle = {},
                              .fit = fit_from_state(state[9])};
            out.obstacle = forecast_obstacle(out.fit);
            return out;
        }));
    auto comparison = class_of<Comparison>(module, "Comparison");
    comparison.def(
        py::pickle([](const Comparison& one) { return py::make_tuple(py::cast(one.rows)); },
                   [](const py::tuple& state) {
                       return Comparison{state[0].cast<std::vector<ComparisonRow>>()};
                   }));
    copies_are_itself(parameter);
    copies_are_itself(curve);
    copies_are_itself(excluded);
    copies_are_itself(limit);
    copies_are_itself(result);
    copies_are_itself(row);
    copies_are_itself(comparison);
}

}  // namespace reeindex::python
