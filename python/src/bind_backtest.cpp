// Backtests, selection and measures of accuracy, as plain data: python/reeindex/backtesting.py
// makes results of them.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/registry.hpp>
#include <reeindex/forecast/accuracy.hpp>
#include <reeindex/forecast/past_accuracy.hpp>
#include <reeindex/forecast/selection.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>

#include "convert.hpp"
#include "fit_options.hpp"
#include "forecast_parts.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using detail::concat;

// A Python object that is let go with the GIL held, whoever lets it go.
std::shared_ptr<py::object> held(py::object object) {
    return {new py::object(std::move(object)), [](py::object* one) {
                const Locked lock;
                delete one;
            }};
}

// Values, or (lower, values, upper), one for each of the `count` years after the cutoff.
MethodForecast to_answer(const py::object& answer, std::size_t count, const std::string& name) {
    const auto argument = concat("method ", name);
    const auto column = [&](const py::handle& values, const char* what) {
        auto out = to_doubles(values, concat(argument, ", ", what));
        if (out.size() != count)
            throw InvalidArgument(argument, concat("with ", out.size(), " ", what),
                                  concat("one for each of the ", count, " years after the cutoff"));
        return out;
    };
    const bool tuple = py::isinstance<py::tuple>(answer) || py::isinstance<py::list>(answer);
    const bool nested =
        (tuple && py::len(answer) == 3 && py::hasattr(answer[py::int_(0)], "__len__")) ||
        (py::hasattr(answer, "ndim") && answer.attr("ndim").cast<int>() == 2);
    if (!nested) {
        if (!py::hasattr(answer, "__len__"))
            throw InvalidArgument(argument, concat("answering ", shown(answer)),
                                  "one value for each year, or (lower, values, upper)");
        return {.mean = column(answer, "values")};
    }
    if (py::len(answer) != 3)
        throw InvalidArgument(argument, concat("answering ", py::len(answer), " rows"),
                              "one row of values, or three: lower, values, upper");
    MethodForecast out;
    out.lower = column(answer[py::int_(0)], "lower bounds");
    out.mean = column(answer[py::int_(1)], "values");
    out.upper = column(answer[py::int_(2)], "upper bounds");
    return out;
}

// f(years, values, h) of Python. Errors of arithmetic and of values are failures of a forecast;
// every other exception is a mistake and goes on to the caller.
ForecastMethod python_method(const std::string& name, py::object function) {
    return {name, [name, f = held(std::move(function))](const ForecastTask& task) {
                const Locked lock;
                const auto& known = task.known;
                const int horizon = task.years.back() - known.years.back();
                MethodForecast all;
                try {
                    const auto years =
                        to_array(std::vector<std::int64_t>(known.years.begin(), known.years.end()));
                    all = to_answer((*f)(years, to_array(known.y), horizon),
                                    static_cast<std::size_t>(horizon), name);
                } catch (py::error_already_set& error) {
                    if (!error.matches(PyExc_ValueError) && !error.matches(PyExc_ArithmeticError))
                        throw;
                    throw ForecastFailure(concat(error.type().attr("__name__").cast<std::string>(),
                                                 ": ", py::str(error.value()).cast<std::string>()));
                }
                MethodForecast out;
                for (const int year : task.years) {
                    const auto at = static_cast<std::size_t>(year - known.years.back() - 1);
                    out.mean.push_back(all.mean[at]);
                    if (all.lower.empty()) continue;
                    out.lower.push_back(all.lower[at]);
                    out.upper.push_back(all.upper[at]);
                }
                return out;
            }};
}

// A name, a curve, or a function, called `name`.
ForecastMethod to_method(const std::string& name, const py::object& given,
                         const CurveMethodOptions& options) {
    ForecastMethod out;
    if (py::isinstance<py::str>(given)) {
        out = forecast_method(given.cast<std::string>(), options);
    } else if (py::isinstance<AnyCurve>(given)) {
        out = curve_method(given.cast<AnyCurve>(), options);
    } else {
        return python_method(name, given);
    }
    out.name = name;
    return out;
}

py::object number(const std::optional<double>& value) {
    if (!value) return py::none();
    return py::float_(*value);
}

py::dict scores_dict(const ForecastScores& one) {
    py::dict out;
    out["n"] = one.count;
    out["mae"] = number(one.mae);
    out["rmse"] = number(one.rmse);
    out["bias"] = number(one.bias);
    out["smape"] = number(one.smape);
    out["mase"] = number(one.mase);
    out["coverage"] = number(one.coverage);
    out["interval_score"] = number(one.interval_score);
    out["msis"] = number(one.scaled_interval_score);
    out["wis"] = number(one.weighted_interval_score);
    return out;
}

py::dict method_dict(const Backtest& one) {
    py::list outcomes, failures, by_horizon;
    for (const auto& o : one.outcomes)
        outcomes.append(
            py::make_tuple(o.origin, o.year, o.actual, o.mean, number(o.lower), number(o.upper)));
    for (const auto& f : one.failures) failures.append(py::make_tuple(f.origin, f.reason));
    for (const auto& h : one.by_horizon) by_horizon.append(scores_dict(h));
    py::dict out;
    out["name"] = one.method;
    out["forecasts"] = outcomes;
    out["failures"] = failures;
    out["scores"] = scores_dict(one.all);
    out["by_horizon"] = by_horizon;
    return out;
}

template <class Set>
py::dict set_dict(const Set& set, const std::vector<Backtest>& methods) {
    py::list made, failed;
    for (const auto& one : methods) made.append(method_dict(one));
    for (const auto& one : set.failed) failed.append(method_dict(one));
    py::dict out;
    out["label"] = set.label;
    out["unit"] = set.unit;
    out["level"] = set.level;
    out["horizon"] = set.horizon;
    out["cutoffs"] = set.cutoffs;
    out["common"] = set.common;
    out["methods"] = made;
    out["failed"] = failed;
    return out;
}

BacktestOptions to_backtest_options(const py::dict& given, const FitOptions& fit) {
    BacktestOptions out;
    out.horizon = to_whole(given["horizon"], "h", "a whole number from 1 to 1000");
    if (!py::object(given["windows"]).is_none())
        out.windows = to_whole(given["windows"], "windows");
    out.step = to_whole(given["step"], "step");
    out.min_observations = to_whole(given["min_observations"], "min_observations");
    out.level = to_number(given["level"], "level");
    out.method = parse_interval_method(to_name(given["interval"], "interval"));
    out.replicates = to_whole(given["replicates"], "replicates");
    out.seed = to_seed(given["seed"]);
    out.fit = fit;
    return out;
}

using NamedMethods = std::vector<std::pair<std::string, py::object>>;

std::vector<ForecastMethod> to_methods(const NamedMethods& given, const BacktestOptions& options) {
    const CurveMethodOptions curve{.fit = options.fit,
                                   .method = options.method,
                                   .replicates = options.replicates,
                                   .seed = options.seed};
    std::vector<ForecastMethod> out;
    for (const auto& [name, object] : given) out.push_back(to_method(name, object, curve));
    return out;
}

py::dict past_dict(const PastAccuracy& one) {
    py::dict out;
    out["method"] = one.method;
    out["label"] = one.label;
    out["unit"] = one.unit;
    out["horizon"] = one.horizon;
    out["forecasts"] = one.forecasts;
    out["mae"] = number(one.mae);
    out["naive_mae"] = number(one.naive_mae);
    out["closer"] = number(one.closer());
    out["message"] = one.message();
    return out;
}

using Pair = double (*)(std::span<const double>, std::span<const double>);

void bind_measures(py::module_& module) {
    module.def(
        "doubles",
        [](const py::object& values, const std::string& name) {
            return to_array(to_doubles(values, name));
        },
        "values"_a, "name"_a, "Numbers as an array.");
    const auto pair = [&](const char* name, Pair function) {
        module.def(
            name,
            [function](const py::object& actual, const py::object& forecast) {
                const auto y = to_doubles(actual, "actual");
                return function(y, to_doubles(forecast, "forecast"));
            },
            "actual"_a, "forecast"_a);
    };
    pair("mae", &mae);
    pair("rmse", &rmse);
    pair("bias", &bias);
    pair("smape", &smape);
    module.def(
        "naive_scale",
        [](const py::object& training) { return naive_scale(to_doubles(training, "training")); },
        "training"_a);
    module.def(
        "interval_score",
        [](const py::object& actual, const py::object& lower, const py::object& upper,
           const py::object& level) {
            const auto y = to_doubles(actual, "actual");
            const auto low = to_doubles(lower, "lower"), high = to_doubles(upper, "upper");
            return mean_interval_score(y, low, high, to_number(level, "level"));
        },
        "actual"_a, "lower"_a, "upper"_a, "level"_a);
    module.def(
        "coverage",
        [](const py::object& actual, const py::object& lower, const py::object& upper) {
            const auto y = to_doubles(actual, "actual");
            const auto low = to_doubles(lower, "lower");
            return coverage(y, low, to_doubles(upper, "upper"));
        },
        "actual"_a, "lower"_a, "upper"_a);
    module.def(
        "pinball_loss",
        [](const py::object& actual, const py::object& quantile, const py::object& probability) {
            const auto y = to_doubles(actual, "actual");
            const auto q = to_doubles(quantile, "quantile");
            return pinball_loss(y, q, to_number(probability, "probability"));
        },
        "actual"_a, "quantile"_a, "probability"_a);
    module.def(
        "crps_from_samples",
        [](const py::object& actual, const py::object& samples) {
            const double y = to_number(actual, "actual");
            return crps_from_samples(y, to_doubles(samples, "samples"));
        },
        "actual"_a, "samples"_a);
    module.def(
        "crps_from_quantiles",
        [](const py::object& actual, const py::object& quantiles, const py::object& probabilities) {
            const double y = to_number(actual, "actual");
            const auto q = to_doubles(quantiles, "quantiles");
            return crps_from_quantiles(y, q, to_doubles(probabilities, "probabilities"));
        },
        "actual"_a, "quantiles"_a, "probabilities"_a);
}

}  // namespace

void bind_backtest(py::module_& module) {
    bind_measures(module);
    module.def(
        "backtest",
        [](const TimeSeries& series, const NamedMethods& methods, const py::dict& options,
           const py::kwargs& fit) {
            const auto asked = to_fit_request(fit);
            const auto chosen = to_backtest_options(options, asked.options);
            const auto list = to_methods(methods, chosen);
            BacktestSet set;
            {
                const Unlocked unlocked;
                set = backtest(sample_of(series, asked.sample), list, chosen);
            }
            return set_dict(set, set.methods);
        },
        "series"_a, "methods"_a, "options"_a, "Rolling-origin evaluation, as plain data.");
    module.def(
        "select",
        [](const TimeSeries& series, const NamedMethods& methods, const py::dict& options,
           const std::string& by, const py::kwargs& fit) {
            const auto asked = to_fit_request(fit);
            const auto chosen = to_backtest_options(options, asked.options);
            const auto list = to_methods(methods, chosen);
            const auto rule = by == "mae" ? SelectBy::mae : SelectBy::interval_score;
            Selection set;
            {
                const Unlocked unlocked;
                set = select(sample_of(series, asked.sample), list, chosen, rule);
            }
            return set_dict(set, set.ranked);
        },
        "series"_a, "methods"_a, "options"_a, "by"_a, "Methods ranked, as plain data.");
    module.def(
        "past_accuracy",
        [](const py::object& of, const py::object& name, const py::object& method,
           const py::object& horizon, const py::object& forecasts,
           const py::object& min_observations) {
            const PastAccuracyOptions options{
                .horizon = to_whole(horizon, "h", "a whole number from 1 to 1000"),
                .forecasts = to_whole(forecasts, "forecasts"),
                .min_observations = to_whole(min_observations, "min_observations")};
            PastAccuracy out;
            if (py::isinstance<FitResult>(of)) {
                const auto& fit = of.cast<const FitResult&>();
                const Unlocked unlocked;
                out = past_accuracy(fit, options);
            } else {
                const auto chosen = to_method(name.cast<std::string>(), method, {});
                const auto& series = of.cast<const TimeSeries&>();
                const Unlocked unlocked;
                out = past_accuracy(series, chosen, options);
            }
            return past_dict(out);
        },
        "of"_a, "name"_a, "method"_a, "horizon"_a, "forecasts"_a, "min_observations"_a,
        "A method against the last value, as plain data.");
    module.def(
        "forecast_method_names",
        [] {
            std::vector<std::string> out{"auto"};
            for (const auto name : smoothing_model_names()) out.emplace_back(name);
            for (const auto& curve : shipped_curves()) out.push_back(curve.name());
            for (const auto& curve : shipped_curves()) out.push_back(curve.name() + " anchored");
            return out;
        },
        "Names of the methods.");
}

}  // namespace reeindex::python
