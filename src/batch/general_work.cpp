// One series after the other: curves without a kernel, and series that the kernels leave.

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/curves/registry.hpp>

#include "batch/job.hpp"

namespace reeindex::detail {
namespace {

class GeneralWorker {
public:
    explicit GeneralWorker(const Job& job) : job_(job), reader_(job) {}

    void operator()(std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) one(row);
    }

private:
    void one(std::size_t row) {
        reader_.read(row);
        auto& out = job_.result;
        const std::size_t p = out.parameter_names.size();
        if (!reader_.valid) return job_.store_failure(row, FitStatus::invalid_data, reader_.n_obs);
        if (reader_.n_obs <= static_cast<int>(p))
            return job_.store_failure(row, FitStatus::too_few_observations, reader_.n_obs);
        reader_.observations(x_, y_, w_);
        SeriesFit fit;
        fit.parameters = {out.parameters.data() + row * p, p};
        fit.standard_errors = {out.standard_errors.data() + row * p, p};
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        std::fill(fit.parameters.begin(), fit.parameters.end(), nan);
        std::fill(fit.standard_errors.begin(), fit.standard_errors.end(), nan);
        fit.sse = nan;
        job_.curve.fitter()(x_, y_, w_, fit);
        out.sse[row] = fit.sse;
        out.n_obs[row] = reader_.n_obs;
        out.iterations[row] = fit.iterations;
        out.status[row] = fit.status;
        out.identification[row] = fit.identification;
        out.limit[row] = fit.limit;
        job_.store_log_weights(row, reader_.log_weights);
    }

    const Job& job_;
    RowReader reader_;
    std::vector<double> x_, y_, w_;
};

}  // namespace

ChunkWork general_work(const Job& job) {
    const auto worker = std::make_shared<GeneralWorker>(job);
    return [worker](std::size_t begin, std::size_t end) { (*worker)(begin, end); };
}

RowFit single_fit(const JobInput& job, const RowReader& row) {
    std::vector<double> x, y, w;
    row.observations(x, y, w);
    RowFit out;
    const std::size_t p = job.curve.parameters().size();
    SeriesFit fit;
    fit.parameters = {out.parameters.data(), p};
    fit.standard_errors = {out.errors.data(), p};
    fit_one(curve_by_name(job.curve.name()), {.level = job.options.level}, x, y, w, fit);
    // The single fit counts from the first observation, the batch from the first year of the axis.
    if (job.curve.kernel() == BatchCurve::Kernel::exponential && std::isfinite(out.parameters[1])) {
        const double back = std::exp(out.parameters[1] * (row.years.front() - x.front()));
        out.parameters[0] *= back;
        out.errors[0] *= back;
    }
    out.sse = fit.sse;
    out.iterations = fit.iterations;
    out.status = fit.status;
    out.identification = fit.identification;
    out.limit = fit.limit;
    return out;
}

}  // namespace reeindex::detail
