#pragma once
/// \file
/// One curve fitted to very many short series.
///
/// The compiled part (reeindex::reeindex) holds the functions declared here. Linear, exponential,
/// logistic and Gompertz curves have vectorised kernels; any other curve is given as a function
/// that fits one series.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/batch/batch_buffer.hpp>
#include <reeindex/batch/matrix_view.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/fit/status.hpp>

namespace reeindex {

/// What is fitted. Nothing is copied: the arrays must outlive the call.
struct BatchInput {
    /// One series a row. NaN is a gap: the year has no observation.
    MatrixView values{};
    /// Strictly increasing calendar years: one row shared by all series, or one row a series. Rows
    /// of the latter may end early: NaN after the last year, with NaN values.
    MatrixView years{};
    /// Weights of the squared residuals, one row shared by all series or one row a series; none
    /// where every weight is one. Zero leaves the observation out.
    MatrixView weights{};
};

/// One series as a user's fitting function returns it.
struct SeriesFit {
    std::span<double> parameters;
    std::span<double> standard_errors;
    double sse = 0.0;
    int iterations = 0;
    FitStatus status = FitStatus::failed;
    Identification identification = Identification::not_identified;
    Limit limit = Limit::none;
};

/// One series ahead, as a user's forecasting function fills it.
struct SeriesForecast {
    std::span<const double> future;        ///< years
    double level = 0.95;                   ///< of the interval
    std::span<double> mean, lower, upper;  ///< one for each future year
    /// Bounds of the curve, infinite where they are not filled in.
    std::span<double> mean_lower, mean_upper;
    /// For what takes long to call now and then: it reports progress, and throws where the batch is
    /// to stop. Null where nobody waits for either.
    const std::function<void()>* pause = nullptr;
};

/// A curve for batches: one of the four with kernels, by name, or any other as functions on one
/// series.
class BatchCurve {
public:
    /// The kernel that fits the curve; `none` for the single-fit engine.
    enum class Kernel : std::uint8_t { none, linear, exponential, logistic, gompertz };

    /// Fits one series without gaps. `weights` is empty where all are one. Called from several
    /// threads at once.
    using Fitter = std::function<void(std::span<const double> years, std::span<const double> values,
                                      std::span<const double> weights, SeriesFit& out)>;
    /// Forecasts one series at the future years of `out`.
    using Forecaster =
        std::function<void(std::span<const double> years, std::span<const double> values,
                           std::span<const double> weights, SeriesForecast& out)>;

    /// "linear", "exponential", "logistic" or "gompertz". Parameters, with t in calendar years:
    ///  - linear: intercept (value at the first year of the axis), slope;
    ///  - exponential: level (value at the first year of the axis), rate;
    ///  - logistic: K, r, t0 in K / (1 + exp(-r (t - t0))), r > 0;
    ///  - gompertz: K, r, t0 in K exp(-exp(-r (t - t0))), r > 0.
    /// \throws NotFound
    explicit BatchCurve(std::string_view name);
    BatchCurve(const char* name)
        : BatchCurve(std::string_view{name}) {}  // NOLINT: a name stands for its curve

    /// A curve fitted by `fitter`.
    /// \throws InvalidArgument without a name, parameters or fitter.
    BatchCurve(std::string name, std::vector<std::string> parameters, Fitter fitter,
               Forecaster forecaster = {});

    /// Name of the curve.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// Names of its parameters, in the order of the results.
    [[nodiscard]] const std::vector<std::string>& parameters() const noexcept {
        return parameters_;
    }
    /// Its kernel, or `none`.
    [[nodiscard]] Kernel kernel() const noexcept { return kernel_; }
    /// The function that fits one series; empty for curves with a kernel.
    [[nodiscard]] const Fitter& fitter() const noexcept { return fitter_; }
    /// The function that forecasts one series; empty where there is none.
    [[nodiscard]] const Forecaster& forecaster() const noexcept { return forecaster_; }

private:
    std::string name_;
    std::vector<std::string> parameters_;
    Kernel kernel_ = Kernel::none;
    Fitter fitter_;
    Forecaster forecaster_;
};

/// Options of fit_batch().
struct BatchOptions {
    /// Level of the profile intervals behind the verdict; above 0 and below 1.
    double level = 0.95;
    /// Number of threads; 0 for all cores. The result does not depend on it.
    unsigned threads = 0;
    /// Called from the calling thread, at most every 20 ms and once at the end. An exception from
    /// it ends the work on all threads and reaches the caller.
    std::function<void(std::size_t done, std::size_t total)> progress{};
    /// Work stops soon after the flag is set, from any thread.
    const std::atomic<bool>* cancel = nullptr;
};

/// The work was stopped through BatchOptions::cancel.
class Cancelled : public Error {
public:
    Cancelled() : Error("cancelled") {}
};

/// Fits of all series, one element or row a series.
struct BatchResult {
    std::string curve;
    std::vector<std::string> parameter_names;
    /// series x parameters. Infinite where the optimum is a limit of the curve, NaN where there is
    /// no value.
    BatchBuffer<double> parameters;
    /// series x parameters: s^2 (J'WJ)^-1 with s^2 = sse / (n_obs - p); infinite for a parameter
    /// without finite estimate.
    BatchBuffer<double> standard_errors;
    /// Weighted residual sum of squares; NaN where there is no fit.
    BatchBuffer<double> sse;
    BatchBuffer<std::int32_t> n_obs;
    BatchBuffer<std::int32_t> iterations;
    BatchBuffer<FitStatus> status;
    BatchBuffer<Identification> identification;
    BatchBuffer<Limit> limit;
    /// Sum of the logarithms of the weights, for aicc; empty without weights.
    BatchBuffer<double> log_weights;

    /// Number of series.
    [[nodiscard]] std::size_t size() const noexcept { return sse.size(); }
    /// Parameters of one series, in the order of `parameter_names`.
    [[nodiscard]] std::span<const double> parameters_of(std::size_t series) const {
        return {parameters.data() + series * parameter_names.size(), parameter_names.size()};
    }
    /// Standard errors of one series, in the same order.
    [[nodiscard]] std::span<const double> standard_errors_of(std::size_t series) const {
        return {standard_errors.data() + series * parameter_names.size(), parameter_names.size()};
    }
    /// Akaike's criterion for small samples, n (ln(2 pi sse / n) + 1) - sum(ln w) + 2 q + 2 q (q +
    /// 1) / (n - q - 1), where q counts the parameters and the variance (Hurvich and Tsai 1989,
    /// doi:10.1093/biomet/76.2.297), as a single fit gives it. Infinite where n <= q + 1, NaN
    /// without a fit.
    [[nodiscard]] double aicc(std::size_t series) const;
};

/// Fits `curve` by (weighted) least squares to every row.
///
/// A series that cannot be fitted is a status of its row, not an exception:
/// FitStatus::too_few_observations unless there are more observations than parameters,
/// FitStatus::invalid_data for values that a single fit refuses: infinite, or with a largest
/// magnitude that is neither zero nor from 1e-140 to 1e150. The result is the
/// same for any number of threads, and to 1e-10 relative for any instruction set. \throws
/// InvalidArgument if shapes do not fit together, years do not strictly increase or are not finite,
/// weights are negative or not finite, or an option is out of range; Cancelled.
[[nodiscard]] BatchResult fit_batch(const BatchInput& input, const BatchCurve& curve,
                                    const BatchOptions& options = {});

/// The same into a result whose memory is used again.
void fit_batch(const BatchInput& input, const BatchCurve& curve, const BatchOptions& options,
               BatchResult& result);

/// Instruction set of the kernels in use: "avx512", "avx2" or "baseline". The environment variable
/// REEINDEX_SIMD chooses one of them; without it the widest that the processor has. \throws
/// InvalidArgument if REEINDEX_SIMD names another, or one that the processor or the build lacks.
[[nodiscard]] std::string_view simd_name();

}  // namespace reeindex
