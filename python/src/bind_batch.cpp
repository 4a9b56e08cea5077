#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/curves/registry.hpp>

#include "bind.hpp"
#include "immutable.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

/// A view of a one- or two-dimensional array of float64 or float32; the Python side has checked it.
MatrixView view_of(const py::array& array) {
    const bool row = array.ndim() == 1;
    const auto rows = row ? 1U : static_cast<std::size_t>(array.shape(0));
    const auto columns = static_cast<std::size_t>(array.shape(row ? 0 : 1));
    const auto item = static_cast<std::ptrdiff_t>(array.itemsize());
    const auto row_stride = row ? 0 : static_cast<std::ptrdiff_t>(array.strides(0)) / item;
    const auto column_stride = static_cast<std::ptrdiff_t>(array.strides(row ? 0 : 1)) / item;
    if (py::isinstance<py::array_t<double>>(array))
        return {static_cast<const double*>(array.data()), rows, columns, row_stride, column_stride};
    if (py::isinstance<py::array_t<float>>(array))
        return {static_cast<const float*>(array.data()), rows, columns, row_stride, column_stride};
    throw InvalidArgument("array", std::string(py::str(array.dtype())), "float64 or float32");
}

BatchInput input_of(const py::array& values, const py::array& years, const py::object& weights) {
    BatchInput input;
    input.values = view_of(values);
    input.years = view_of(years);
    if (!weights.is_none()) input.weights = view_of(py::cast<py::array>(weights));
    return input;
}

/// The kernel of a curve that is the library's own, whatever it is called; empty where it has none.
std::string_view kernel_of(const AnyCurve& curve) {
    const Axis axis{.last = 1.0};
    const AnyCurve given = curve.anchored(axis);
    std::vector<double> state;
    const void* const identity = given.model().identity(state);
    if (identity == nullptr) return {};
    for (const std::string_view name : {"linear", "exponential", "logistic", "gompertz"}) {
        std::vector<double> own_state;
        const AnyCurve own = curve_by_name(name).anchored(axis);
        if (identity == own.model().identity(own_state) && state == own_state) return name;
    }
    return {};
}

BatchCurve curve_of(const py::object& curve, double level) {
    const auto chosen = py::isinstance<py::str>(curve) ? curve_by_name(curve.cast<std::string>())
                                                       : curve.cast<AnyCurve>();
    if (const auto kernel = kernel_of(chosen); !kernel.empty()) return BatchCurve(kernel);
    return batch_curve(chosen, {.level = level});
}

/// Looks for signals and tells the caller, with the lock held; a signal's exception ends the work.
auto progress_of(const py::object& report) {
    return [report = report.ptr()](std::size_t done, std::size_t total) {
        const Locked lock;
        throw_for_signals();
        if (report != Py_None) py::reinterpret_borrow<py::object>(report)(done, total);
    };
}

/// A NumPy array over a buffer of `owner`, without a copy.
template <class Value, class Buffer>
py::array over(const Buffer& buffer, std::vector<py::ssize_t> shape, const py::object& owner) {
    static_assert(sizeof(Value) == sizeof(buffer[0]));
    py::array out(py::dtype::of<Value>(), std::move(shape),
                  reinterpret_cast<const Value*>(buffer.data()), owner);
    py::detail::array_proxy(out.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return out;
}

/// Fits hold BatchResult behind a shared pointer: it does not copy.
struct Fits {
    BatchResult result;
};

py::object fit(const py::array& values, const py::array& years, const py::object& weights,
               const py::object& curve, double level, unsigned threads, const py::object& report) {
    auto fits = std::make_unique<Fits>();
    const auto input = input_of(values, years, weights);
    const auto chosen = curve_of(curve, level);
    BatchOptions options;
    options.level = level;
    options.threads = threads;
    options.progress = progress_of(report);
    options.cancel = end_of_interpreter();
    {
        const Unlocked unlocked;
        fit_batch(input, chosen, options, fits->result);
    }
    return py::cast(std::move(fits));
}

py::dict forecast(const Fits& fits, const py::array& values, const py::array& years,
                  const py::object& weights, const py::object& curve, std::size_t horizon,
                  double level, const std::string& method, unsigned threads,
                  const py::object& report) {
    if (method != "delta" && method != "profile")
        throw InvalidArgument("method", detail::concat("'", method, "'"), "'delta' or 'profile'");
    const auto input = input_of(values, years, weights);
    const auto chosen = curve_of(curve, 0.95);
    BatchForecastOptions options;
    options.level = level;
    options.method = method == "delta" ? BatchInterval::delta : BatchInterval::profile;
    options.threads = threads;
    options.progress = progress_of(report);
    options.cancel = end_of_interpreter();
    auto found = std::make_unique<BatchForecast>();
    {
        const Unlocked unlocked;
        *found = forecast_batch(input, chosen, fits.result, horizon, options);
    }
    const auto rows = static_cast<py::ssize_t>(fits.result.size());
    const std::vector<py::ssize_t> shape{rows, static_cast<py::ssize_t>(horizon)};
    BatchForecast* const raw = found.get();
    const py::capsule owner(found.release(),
                            [](void* memory) { delete static_cast<BatchForecast*>(memory); });
    // Curves without a kernel have the intervals of the single forecast; a line's are Student's t.
    const auto kernel = chosen.kernel();
    const bool delta =
        kernel == BatchCurve::Kernel::linear ||
        (options.method == BatchInterval::delta && kernel != BatchCurve::Kernel::none);
    return py::dict("method"_a = delta ? "delta" : "profile",
                    "years"_a = over<double>(raw->years, shape, owner),
                    "mean"_a = over<double>(raw->mean, shape, owner),
                    "lower"_a = over<double>(raw->lower, shape, owner),
                    "upper"_a = over<double>(raw->upper, shape, owner),
                    "mean_lower"_a = over<double>(raw->mean_lower, shape, owner),
                    "mean_upper"_a = over<double>(raw->mean_upper, shape, owner));
}

template <class Value>
py::bytes bytes_of(const BatchBuffer<Value>& buffer) {
    return {reinterpret_cast<const char*>(buffer.data()), buffer.size() * sizeof(Value)};
}

template <class Value>
void fill(BatchBuffer<Value>& buffer, const py::handle& state) {
    const auto bytes = state.cast<std::string_view>();
    buffer.resize(bytes.size() / sizeof(Value));
    std::memcpy(buffer.data(), bytes.data(), bytes.size());
}

// What pickle keeps of the fits: their arrays.
py::tuple fits_state(const Fits& one) {
    const auto& r = one.result;
    return py::make_tuple(r.curve, r.parameter_names, bytes_of(r.parameters),
                          bytes_of(r.standard_errors), bytes_of(r.sse), bytes_of(r.n_obs),
                          bytes_of(r.iterations), bytes_of(r.status), bytes_of(r.identification),
                          bytes_of(r.limit), bytes_of(r.log_weights));
}

std::unique_ptr<Fits> fits_from_state(const py::tuple& state) {
    auto out = std::make_unique<Fits>();
    auto& r = out->result;
    r.curve = state[0].cast<std::string>();
    r.parameter_names = state[1].cast<std::vector<std::string>>();
    fill(r.parameters, state[2]);
    fill(r.standard_errors, state[3]);
    fill(r.sse, state[4]);
    fill(r.n_obs, state[5]);
    fill(r.iterations, state[6]);
    fill(r.status, state[7]);
    fill(r.identification, state[8]);
    fill(r.limit, state[9]);
    fill(r.log_weights, state[10]);
    return out;
}

}  // namespace

void bind_batch(py::module_& module) {
    const auto size = [](const Fits& one) { return static_cast<py::ssize_t>(one.result.size()); };
    const auto matrix = [](const py::object& self, const BatchBuffer<double>& buffer) {
        const auto& result = self.cast<const Fits&>().result;
        return over<double>(buffer,
                            {static_cast<py::ssize_t>(result.size()),
                             static_cast<py::ssize_t>(result.parameter_names.size())},
                            self);
    };
    auto type = py::class_<Fits>(module, "Fits", "Fits of many series to one curve, as arrays.");
    copies_are_itself(type);
    type.def(py::pickle(&fits_state, &fits_from_state))
        .def("__len__", size)
        .def_property_readonly("curve", [](const Fits& one) { return one.result.curve; })
        .def_property_readonly("parameter_names",
                               [](const Fits& one) { return one.result.parameter_names; })
        .def_property_readonly("parameters",
                               [matrix](const py::object& self) {
                                   return matrix(self, self.cast<const Fits&>().result.parameters);
                               })
        .def_property_readonly("standard_errors",
                               [matrix](const py::object& self) {
                                   return matrix(self,
                                                 self.cast<const Fits&>().result.standard_errors);
                               })
        .def_property_readonly("sse",
                               [size](const py::object& self) {
                                   const auto& one = self.cast<const Fits&>();
                                   return over<double>(one.result.sse, {size(one)}, self);
                               })
        .def_property_readonly("aicc",
                               [size](const Fits& one) {
                                   py::array_t<double> out(size(one));
                                   auto* const to = out.mutable_data();
                                   for (std::size_t i = 0; i < one.result.size(); ++i)
                                       to[i] = one.result.aicc(i);
                                   return out;
                               })
        .def_property_readonly("n_obs",
                               [size](const py::object& self) {
                                   const auto& one = self.cast<const Fits&>();
                                   return over<std::int32_t>(one.result.n_obs, {size(one)}, self);
                               })
        .def_property_readonly("iterations",
                               [size](const py::object& self) {
                                   const auto& one = self.cast<const Fits&>();
                                   return over<std::int32_t>(one.result.iterations, {size(one)},
                                                             self);
                               })
        .def_property_readonly("status",
                               [size](const py::object& self) {
                                   const auto& one = self.cast<const Fits&>();
                                   return over<std::uint8_t>(one.result.status, {size(one)}, self);
                               })
        .def_property_readonly("identification",
                               [size](const py::object& self) {
                                   const auto& one = self.cast<const Fits&>();
                                   return over<std::uint8_t>(one.result.identification, {size(one)},
                                                             self);
                               })
        .def_property_readonly("limit", [size](const py::object& self) {
            const auto& one = self.cast<const Fits&>();
            return over<std::uint8_t>(one.result.limit, {size(one)}, self);
        });
    module.def("fit", &fit, "values"_a, "years"_a, "weights"_a, "curve"_a, "level"_a, "threads"_a,
               "report"_a, "Fits every row of values; see reeindex.fit_batch.");
    module.def("forecast", &forecast, "fits"_a, "values"_a, "years"_a, "weights"_a, "curve"_a,
               "horizon"_a, "level"_a, "method"_a, "threads"_a, "report"_a,
               "Forecasts every row; see reeindex.BatchFit.forecast.");
    module.def(
        "simd_name", [] { return std::string(simd_name()); },
        "Instruction set of the kernels in use.");
    const auto names_of = [](auto first, int count) {
        std::vector<std::string> out;
        for (int i = 0; i < count; ++i) out.emplace_back(name(static_cast<decltype(first)>(i)));
        return out;
    };
    module.attr("STATUS_NAMES") = py::tuple(py::cast(names_of(FitStatus::converged, 6)));
    module.attr("IDENTIFICATION_NAMES") =
        py::tuple(py::cast(names_of(Identification::identified, 3)));
    module.attr("LIMIT_NAMES") =
        py::tuple(py::cast(names_of(Limit::none, static_cast<int>(Limit::open_phase) + 1)));
}

}  // namespace reeindex::python
