// What pickle keeps of curves, fits and comparisons: their numbers by name, with the version of the
// format. Nothing is computed when they are read. A curve of the library is kept by its name.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/early_adoption.hpp>
#include <reeindex/curves/indicator_curve.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/curves/open_phase.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/curves/shifted_exponential.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/fit/solve/prepare.hpp>

#include "fit_parts.hpp"
#include "immutable.hpp"
#include "python_curve.hpp"
#include "state.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

// Whether a curve is one of them, whatever it is called.
bool is_one_of(const std::vector<AnyCurve>& all, const AnyCurve& curve) {
    const auto& type = typeid(curve.model());
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return typeid(one.model()) == type; });
}

// The shapes of the library that are no shipped curves: fits stand on them.
const std::vector<AnyCurve>& limiting_shapes() {
    static const std::vector<AnyCurve> shapes{Constant{}, ShiftedExponential{}, EarlyAdoption{},
                                              OpenPhase{}};
    return shapes;
}

// A name, a dict of what a curve is made of, or the Python object behind it.
py::object curve_state(const AnyCurve& curve) {
    py::dict parts;
    if (const auto* seen = dynamic_cast<const detail::ObservedCurve*>(&curve.model())) {
        parts["observed"] = name(seen->on());
        parts["curve"] = curve_state(seen->curve());
        return parts;
    }
    if (const auto* columns = dynamic_cast<const detail::IndicatorCurve*>(&curve.model())) {
        parts["columns"] = columns->name();
        parts["ranges"] = columns->ranges();
        return parts;
    }
    py::object written = python_object_of(curve.model());
    if (!written.is_none()) return written;
    if (!is_one_of(shipped_curves(), curve) && !is_one_of(limiting_shapes(), curve))
        throw py::type_error(detail::concat("the curve ", curve.name(),
                                            " cannot be pickled: it is no shipped one; keep the "
                                            "data and the code that fitted it"));
    return py::str(curve.name());
}

AnyCurve curve_from_state(const py::object& state) {
    if (py::isinstance<py::str>(state)) {
        const auto name = state.cast<std::string>();
        for (const auto& shape : limiting_shapes())
            if (shape.name() == name) return shape;
        return curve_by_name(name);
    }
    if (!py::isinstance<py::dict>(state)) return AnyCurve(make_python_curve(state));
    const py::dict parts = state;
    if (parts.contains("columns"))
        return AnyCurve(std::make_shared<detail::IndicatorCurve>(
            parts["columns"].cast<std::string>(),
            parts["ranges"].cast<std::vector<std::pair<double, double>>>()));
    const bool increments = parts["observed"].cast<std::string>() == name(FitOn::increments);
    return AnyCurve(std::make_shared<detail::ObservedCurve>(
        curve_from_state(parts["curve"]), increments ? FitOn::increments : FitOn::levels));
}

// What is kept under a name, one list for writing and reading. What later versions add is read only
// where it is there.
template <class Fit, class Visit>
void visit_fit(Fit& fit, const Visit& visit) {
    visit("curve", fit.curve);
    visit("parameters", fit.parameters);
    visit("limits", fit.limits);
    visit("message", fit.message);
    visit("notes", fit.notes);
    visit("iterations", fit.iterations);
    visit("estimates", fit.estimates);
    visit("standard_errors", fit.standard_errors);
    visit("covariance", fit.covariance);
    visit("objective", fit.objective);
    visit("sse", fit.sse);
    visit("sigma", fit.sigma);
    visit("r_squared", fit.r_squared);
    visit("log_likelihood", fit.log_likelihood);
    visit("aic", fit.aic);
    visit("aicc", fit.aicc);
    visit("bic", fit.bic);
    visit("size", fit.size);
    visit("scale", fit.scale);
    visit("n_obs", fit.n_obs);
    visit("n_free", fit.n_free);
    visit("fitted", fit.fitted);
    visit("residuals", fit.residuals);
    visit("reach", fit.reach);
    visit("carrier_estimates", fit.carrier_estimates);
    visit("carrier_free", fit.carrier_free);
    visit("carrier_covariance", fit.carrier_covariance);
}
template <class Options, class Visit>
void visit_options(Options& options, const Visit& visit) {
    visit("fixed", options.fixed);
    visit("bounds", options.bounds);
    visit("start", options.start);
    visit("include_provisional", options.include_provisional);
    visit("level", options.level);
    visit("max_iterations", options.max_iterations);
    visit("starts", options.starts);
    visit("seed", options.seed);
}
template <class Data, class Visit>
void visit_data(Data& data, const Visit& visit) {
    visit("x", data.x);
    visit("predictors", data.predictors);
    visit("y", data.y);
    visit("weights", data.weights);
    visit("completeness", data.completeness);
    visit("years", data.years);
    visit("excluded", data.excluded);
    visit("label", data.label);
    visit("unit", data.unit);
    visit("basis", data.basis);
}

py::dict fit_state(const FitResult& fit) {
    const WriteState result, options, data;
    visit_fit(fit, result);
    visit_options(fit.options, options);
    visit_data(fit.data, data);
    const auto& state = result.state;
    options.state["error"] = name(fit.options.error);
    options.state["on"] = name(fit.options.on);
    state["format"] = state_format;
    state["options"] = options.state;
    state["data"] = data.state;
    state["status"] = name(fit.status);
    state["identification"] = name(fit.identification);
    state["limit"] = name(fit.limit);
    state["shape"] = fit.model ? curve_state(*fit.model) : py::none();
    const bool itself = fit.carrier && fit.model && &fit.carrier->model() == &fit.model->model();
    state["carrier"] = itself        ? py::object(py::bool_(true))
                       : fit.carrier ? curve_state(*fit.carrier)
                                     : py::none();
    return state;
}

FitResult fit_from_state(const py::object& kept) {
    const py::dict state = checked_state(kept, "fit");
    FitResult out;
    visit_fit(out, ReadState{state});
    const py::dict options = state["options"];
    visit_options(out.options, ReadState{options});
    out.options.error = parse_error_model(options["error"].cast<std::string>());
    out.options.on = named(options["on"].cast<std::string>(), FitOn::increments);
    visit_data(out.data, ReadState{state["data"]});
    out.status = named(state["status"].cast<std::string>(), FitStatus::failed);
    out.identification =
        named(state["identification"].cast<std::string>(), Identification::not_identified);
    out.limit = named(state["limit"].cast<std::string>(), Limit::open_phase);
    if (state["shape"].is_none()) return out;
    const Axis axis = detail::axis_of(out.data);
    out.model = curve_from_state(state["shape"]).anchored(axis);
    const py::object carrier = state["carrier"];
    if (py::isinstance<py::bool_>(carrier))
        out.carrier = out.model;
    else if (!carrier.is_none())
        out.carrier = curve_from_state(carrier).anchored(axis);
    return out;
}

template <class T>
py::class_<T> class_of(const py::module_& module, const char* name) {
    return py::reinterpret_borrow<py::class_<T>>(module.attr(name));
}

}  // namespace

void bind_fit_states(py::module_& module) {
    const auto keep_plain = [&]<class T>(const char* name, T) {
        auto type = class_of<T>(module, name);
        type.def(py::pickle([](const T& one) { return py::tuple(plain(one)); },
                            [](const py::tuple& state) {
                                T out{};
                                from_plain(state, out);
                                return out;
                            }));
        copies_are_itself(type);
    };
    keep_plain("Parameter", ParameterInfo{});
    keep_plain("ExcludedObservation", ExcludedObservation{});
    keep_plain("LimitComparison", LimitComparison{});
    auto curve = class_of<AnyCurve>(module, "Curve");
    curve.def(py::pickle([](const AnyCurve& one) { return py::make_tuple(curve_state(one)); },
                         [](const py::tuple& state) { return curve_from_state(state[0]); }));
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
    copies_are_itself(curve);
    copies_are_itself(result);
    copies_are_itself(row);
    copies_are_itself(comparison);
}

}  // namespace reeindex::python
