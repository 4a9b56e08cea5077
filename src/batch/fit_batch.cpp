#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include <reeindex/batch/batch.hpp>

#include "batch/dispatch.hpp"
#include "batch/job.hpp"

namespace reeindex {
namespace {

struct Named {
    std::string_view name;
    BatchCurve::Kernel kernel;
    std::array<std::string_view, 3> parameters;
};
constexpr std::array<Named, 4> named_curves{{
    {"linear", BatchCurve::Kernel::linear, {"intercept", "slope"}},
    {"exponential", BatchCurve::Kernel::exponential, {"level", "rate"}},
    {"logistic", BatchCurve::Kernel::logistic, {"K", "r", "t0"}},
    {"gompertz", BatchCurve::Kernel::gompertz, {"K", "r", "t0"}},
}};

}  // namespace

BatchCurve::BatchCurve(std::string_view name) : name_(name) {
    std::array<std::string_view, named_curves.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = named_curves[i].name;
        if (known[i] != name) continue;
        kernel_ = named_curves[i].kernel;
        for (const auto parameter : named_curves[i].parameters)
            if (!parameter.empty()) parameters_.emplace_back(parameter);
        return;
    }
    throw NotFound("curve with a batch kernel", name, known);
}

BatchCurve::BatchCurve(std::string name, std::vector<std::string> parameters, Fitter fitter,
                       Forecaster forecaster)
    : name_(std::move(name)),
      parameters_(std::move(parameters)),
      fitter_(std::move(fitter)),
      forecaster_(std::move(forecaster)) {
    if (name_.empty()) throw InvalidArgument("name", "empty", "the name of a curve");
    if (parameters_.empty()) throw InvalidArgument("parameters", "empty", "at least one name");
    if (!fitter_) throw InvalidArgument("fitter", "empty", "a function that fits one series");
}

void fit_batch(const BatchInput& input, const BatchCurve& curve, const BatchOptions& options,
               BatchResult& result) {
    detail::Job job{{input, curve, options, detail::kernels_in_use()}, result};
    detail::prepare_input(job);
    detail::prepare_result(job);
    using Kernel = BatchCurve::Kernel;
    const std::size_t chunk = curve.kernel() == Kernel::none     ? 1
                              : curve.kernel() == Kernel::linear ? 8192
                                                                 : 2048;
    detail::run_chunks(job.rows(), chunk, options,
                       [&](const detail::Pause& pause) -> detail::ChunkWork {
                           if (curve.kernel() == Kernel::none) return detail::general_work(job);
                           return curve.kernel() == Kernel::linear ? detail::line_work(job)
                                                                   : detail::curve_work(job, pause);
                       });
}

BatchResult fit_batch(const BatchInput& input, const BatchCurve& curve,
                      const BatchOptions& options) {
    BatchResult result;
    fit_batch(input, curve, options, result);
    return result;
}

double BatchResult::aicc(std::size_t series) const {
    constexpr double inf = std::numeric_limits<double>::infinity();
    if (std::isnan(sse[series])) return sse[series];
    const double n = n_obs[series], q = static_cast<double>(parameter_names.size()) + 1.0;
    if (n - q - 1.0 <= 0.0) return inf;
    if (sse[series] <= 0.0) return -inf;
    const double weights = log_weights.size() > 0 ? log_weights[series] : 0.0;
    return n * (std::log(2.0 * std::numbers::pi * sse[series] / n) + 1.0) - weights + 2.0 * q +
           2.0 * q * (q + 1.0) / (n - q - 1.0);
}

}  // namespace reeindex
