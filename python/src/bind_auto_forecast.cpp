#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/batch/auto_forecast_batch.hpp>
#include <reeindex/forecast/auto_forecast.hpp>

#include "convert.hpp"
#include "fit_options.hpp"
#include "forecast_parts.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

AutoForecastOptions options_of(const py::object& h, const py::object& until,
                               const std::vector<double>& levels, bool include_provisional,
                               const py::object& counts, const std::string& model,
                               const py::object& paths, const py::object& seed, bool past) {
    AutoForecastOptions options;
    if (!h.is_none()) options.h = to_whole(h, "h", "a whole number from 1 to 1000");
    if (!until.is_none())
        options.until = to_whole(until, "until", "a year after the last year used");
    options.levels = levels;
    options.include_provisional = include_provisional;
    if (!counts.is_none()) options.counts = counts.cast<bool>();
    options.model = model;
    options.paths = {.paths = to_whole(paths, "paths", "a whole number from 100 to 1000000"),
                     .seed = to_seed(seed)};
    options.past = past;
    return options;
}

template <class Value, class Buffer>
py::array array_of(const Buffer& buffer, std::vector<py::ssize_t> shape, const py::object& owner) {
    static_assert(sizeof(Value) == sizeof(buffer[0]));
    return py::array(py::dtype::of<Value>(), std::move(shape),
                     reinterpret_cast<const Value*>(buffer.data()), owner);
}

py::dict forecast_rows(const py::array_t<double, py::array::c_style | py::array::forcecast>& values,
                       std::size_t horizon, const std::vector<double>& levels, bool counts,
                       const py::object& paths, const py::object& seed, unsigned threads,
                       const py::object& report) {
    AutoForecastBatchOptions options;
    options.horizon = horizon;
    options.levels = levels;
    options.counts = counts;
    options.paths = {.paths = to_whole(paths, "paths", "a whole number from 100 to 1000000"),
                     .seed = to_seed(seed)};
    options.threads = threads;
    options.cancel = end_of_interpreter();
    options.progress = [report = report.ptr()](std::size_t done, std::size_t total) {
        const Locked lock;
        throw_for_signals();
        if (report != Py_None) py::reinterpret_borrow<py::object>(report)(done, total);
    };
    const MatrixView view(values.data(), static_cast<std::size_t>(values.shape(0)),
                          static_cast<std::size_t>(values.shape(1)));
    auto found = std::make_unique<AutoForecastBatch>();
    {
        const Unlocked unlocked;
        *found = auto_forecast_batch(view, options);
    }
    AutoForecastBatch* const raw = found.get();
    const py::capsule owner(found.release(),
                            [](void* memory) { delete static_cast<AutoForecastBatch*>(memory); });
    const auto rows = static_cast<py::ssize_t>(raw->size());
    const auto h = static_cast<py::ssize_t>(horizon);
    const auto bands = static_cast<py::ssize_t>(levels.size());
    return py::dict("mean"_a = array_of<double>(raw->mean, {rows, h}, owner),
                    "lower"_a = array_of<double>(raw->lower, {rows, bands, h}, owner),
                    "upper"_a = array_of<double>(raw->upper, {rows, bands, h}, owner),
                    "last"_a = array_of<std::int32_t>(raw->last, {rows}, owner),
                    "n_obs"_a = array_of<std::int32_t>(raw->n_obs, {rows}, owner),
                    "status"_a = array_of<std::uint8_t>(raw->status, {rows}, owner));
}

}  // namespace

void bind_auto_forecast(py::module_& module) {
    module.def(
        "auto_forecast",
        [](const py::object& series, const py::object& h, const py::object& until,
           const std::vector<double>& levels, bool include_provisional, const py::object& counts,
           const std::string& model, const py::object& paths, const py::object& seed, bool past) {
            const auto options =
                options_of(h, until, levels, include_provisional, counts, model, paths, seed, past);
            if (py::isinstance<TimeSeries>(series)) {
                const auto& given = series.cast<const TimeSeries&>();
                const Unlocked unlocked;
                return auto_forecast(given, options);
            }
            const auto values = to_doubles(series, "series");
            const Unlocked unlocked;
            return auto_forecast(values, options);
        },
        "series"_a, "h"_a, "until"_a, "levels"_a, "include_provisional"_a, "counts"_a, "model"_a,
        "paths"_a, "seed"_a, "past"_a,
        "Automatic forecast of a series; see reeindex.auto_forecast.");
    module.def("auto_forecast_rows", &forecast_rows, "values"_a, "horizon"_a, "levels"_a,
               "counts"_a, "paths"_a, "seed"_a, "threads"_a, "report"_a,
               "Automatic forecast of every row; see reeindex.auto_forecast_batch.");
    std::vector<std::string> statuses, reasons;
    for (int i = 0; i < 5; ++i) {
        statuses.emplace_back(name(static_cast<AutoForecastStatus>(i)));
        reasons.emplace_back(reason(static_cast<AutoForecastStatus>(i)));
    }
    module.attr("AUTO_STATUS_NAMES") = py::tuple(py::cast(statuses));
    module.attr("AUTO_STATUS_REASONS") = py::tuple(py::cast(reasons));
    std::vector<std::string> models;
    for (const auto one : smoothing_model_names()) models.emplace_back(one);
    module.attr("SMOOTHING_MODELS") = py::tuple(py::cast(models));
}

}  // namespace reeindex::python
