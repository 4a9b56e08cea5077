#include <reeindex/curves/registry.hpp>
#include <reeindex/forecast/forecast.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/curves/curve_wrapper.hpp>

#include "batch/dispatch.hpp"
#include "batch/end_search.hpp"
#include "batch/exponential_limit.hpp"
#include "batch/job.hpp"

namespace reeindex {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using Kernel = BatchCurve::Kernel;

/// No bounds where the curve is so many times the largest observation, as in the single forecast.
constexpr double times_the_data = 1000.0;

bool is_year(double t) { return t == std::round(t) && t >= Year::min && t <= Year::max; }

detail::KernelCurve kernel_curve(Kernel kernel) {
    if (kernel == Kernel::logistic) return detail::KernelCurve::logistic;
    return kernel == Kernel::gompertz ? detail::KernelCurve::gompertz
                                      : detail::KernelCurve::exponential;
}

/// Value and slopes of a curve in its public parameters.
double evaluate(Kernel kernel, std::span<const double> p, double t, double first, double* g) {
    const double x = t - first;
    switch (kernel) {
        case Kernel::linear:
            g[0] = 1.0, g[1] = x;
            return p[0] + p[1] * x;
        case Kernel::exponential: {
            const double e = std::exp(p[1] * x);
            g[0] = e, g[1] = p[0] * x * e;
            return p[0] * e;
        }
        case Kernel::logistic: {
            const double s = 1.0 / (1.0 + std::exp(-p[1] * (t - p[2])));
            const double other = 1.0 / (1.0 + std::exp(p[1] * (t - p[2])));
            g[0] = s, g[1] = p[0] * s * other * (t - p[2]), g[2] = -p[0] * s * other * p[1];
            return p[0] * s;
        }
        default: {
            const double z = -p[1] * (t - p[2]), slope = p[0] * std::exp(z - std::exp(z));
            g[0] = std::exp(-std::exp(z)), g[1] = slope * (t - p[2]), g[2] = -slope * p[1];
            return p[0] * g[0];
        }
    }
}

/// A curve that pauses every so many evaluations, so that a long forecast of one series can stop.
class PausingCurve final : public CurveWrapper {
public:
    PausingCurve(AnyCurve curve, const detail::Pause& pause)
        : CurveWrapper(std::move(curve)), pause_(pause) {}

    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        return std::make_shared<PausingCurve>(curve().anchored(axis), pause_);
    }
    using CurveWrapper::evaluate;
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        if (++evaluations_ % 64 == 0) pause_();
        inner().evaluate(x, p, values, jacobian);
    }
    void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                            double* jacobian, double* hessian) const override {
        if (++evaluations_ % 64 == 0) pause_();
        inner().second_derivatives(x, p, values, jacobian, hessian);
    }

private:
    const detail::Pause& pause_;
    mutable unsigned evaluations_ = 0;  // one thread works on a series
};

class ForecastWorker {
public:
    ForecastWorker(const detail::JobInput& job, const BatchResult& fits, BatchForecast& out,
                   const BatchForecastOptions& options, const detail::Pause& pause)
        : job_(job), fits_(fits), out_(out), options_(options), pause_(pause), reader_(job) {
        const Kernel kernel = job.curve.kernel();
        if (options.method == BatchInterval::profile && kernel != Kernel::none &&
            kernel != Kernel::linear)
            search_.emplace(detail::end_kernels_of(job.kernels), kernel_curve(kernel));
    }

    void operator()(std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) one(row);
    }

private:
    void one(std::size_t row) {
        reader_.read(row);
        const std::size_t h = out_.horizon;
        double* const years = out_.years.data() + row * h;
        const detail::AxisPlan& axis = *reader_.axis;
        double step = axis.step;
        if (!axis.even)
            for (std::size_t i = 1; i < reader_.years.size(); ++i)
                step = std::min(i == 1 ? inf : step, reader_.years[i] - reader_.years[i - 1]);
        for (std::size_t j = 0; j < h; ++j)
            years[j] = axis.last + step * static_cast<double>(j + 1);
        double* const mean = out_.mean.data() + row * h;
        double* const lower = out_.lower.data() + row * h;
        double* const upper = out_.upper.data() + row * h;
        double* const mean_lower = out_.mean_lower.data() + row * h;
        double* const mean_upper = out_.mean_upper.data() + row * h;
        std::fill_n(mean, h, std::numeric_limits<double>::quiet_NaN());
        for (double* const low : {lower, mean_lower}) std::fill_n(low, h, -inf);
        for (double* const high : {upper, mean_upper}) std::fill_n(high, h, inf);
        const FitStatus status = fits_.status[row];
        if (status != FitStatus::converged && status != FitStatus::degenerate) return;
        SeriesForecast ahead{.future = {years, h},
                             .level = options_.level,
                             .mean = {mean, h},
                             .lower = {lower, h},
                             .upper = {upper, h},
                             .mean_lower = {mean_lower, h},
                             .mean_upper = {mean_upper, h},
                             .pause = &pause_};
        if (job_.curve.kernel() == Kernel::none) {
            reader_.observations(x_, y_, w_);
            job_.curve.forecaster()(x_, y_, w_, ahead);
        } else if (search_) {
            pause_();
            by_kernel(row, ahead);
        } else if (status == FitStatus::degenerate) {
            on_limit(row, years, mean);
        } else {
            by_delta(row, ahead);
        }
    }

    /// Profile intervals through the kernels. What they leave has those of the single forecast: the
    /// years from the one on whose ends are not found.
    void by_kernel(std::size_t row, SeriesForecast& ahead) {
        const std::size_t found = ends_by_kernel(row);
        if (found < out_.horizon) by_single_forecast(ahead);
        if (found == 0) return;
        double largest = 0.0, g[3];
        for (const double y : reader_.y) largest = std::max(largest, std::abs(y));
        if (fits_.status[row] == FitStatus::degenerate)
            mean_on_limit(row, ahead);
        else
            for (std::size_t j = 0; j < out_.horizon; ++j)
                ahead.mean[j] = evaluate(job_.curve.kernel(), fits_.parameters_of(row),
                                         ahead.future[j], reader_.years.front(), g);
        const auto keep = [&](std::span<double> bounds, std::span<const double> ends, double open) {
            for (std::size_t j = 0; j < found; ++j) {
                const bool bounded = std::isfinite(ahead.mean[j]) &&
                                     std::abs(ahead.mean[j]) <= times_the_data * largest;
                bounds[j] = bounded ? ends[j] : open;
            }
        };
        keep(ahead.upper, search_->upper(), inf);
        keep(ahead.lower, search_->lower(), -inf);
        keep(ahead.mean_upper, search_->mean_upper(), inf);
        keep(ahead.mean_lower, search_->mean_lower(), -inf);
    }

    /// A curve whose ceiling is out of reach has the best one of the search, or the exponential
    /// that is as good up to what the last digits of such a curve decide, as in the single fit.
    void mean_on_limit(std::size_t row, SeriesForecast& ahead) {
        if (fits_.limit[row] == Limit::unbounded && std::isfinite(search_->best_curve(1))) {
            reader_.observations(x_, y_, w_);
            const auto limit = detail::best_exponential(x_, y_, w_);
            const bool as_good = limit.sse <= fits_.sse[row] * (1.0 + detail::same_out_of_reach);
            for (std::size_t j = 0; j < out_.horizon; ++j)
                ahead.mean[j] = as_good ? limit(ahead.future[j]) : search_->best_curve(j + 1);
            return;
        }
        on_limit(row, ahead.future.data(), ahead.mean.data());
    }

    std::size_t ends_by_kernel(std::size_t row) {
        const detail::AxisPlan& axis = *reader_.axis;
        if (!axis.even || axis.points > 10 * detail::most_end_points) return 0;
        const auto points = static_cast<std::size_t>(axis.points);
        grid_y_.assign(points, 0.0);
        const bool gaps = !reader_.complete || points != reader_.y.size();
        grid_w_.assign(gaps ? points : 0, 0.0);
        double weights = 0.0;
        for (std::size_t i = 0; i < reader_.y.size(); ++i) {
            const auto at = static_cast<std::size_t>(axis.place[i]);
            grid_y_[at] = reader_.y[i];
            if (gaps) grid_w_[at] = reader_.w[i];
            weights += reader_.w[i];
        }
        const int n = fits_.n_obs[row], dof = n - static_cast<int>(fits_.parameter_names.size());
        const double t = quantile(dof);
        detail::EndTask task{.y = grid_y_,
                             .w = grid_w_,
                             .sse = fits_.sse[row],
                             .factor = t * t / dof,
                             .new_weight = reader_.weighted ? weights / n : 1.0,
                             .horizon = out_.horizon};
        if (fits_.limit[row] == Limit::unbounded) {
            // The region of the single fit, which stands on the exponential then.
            reader_.observations(x_, y_, w_);
            const double limit = detail::best_exponential(x_, y_, w_).sse;
            if (limit > task.sse && limit <= task.sse * (1.0 + detail::same_out_of_reach)) {
                task.sse = limit;
                task.doubt = 2.0 * detail::same_out_of_reach;
            }
        }
        return search_->find(task);
    }

    void by_single_forecast(SeriesForecast& ahead) {
        reader_.observations(x_, y_, w_);
        detail::forecast_one(curve_by_name(job_.curve.name()), {.level = job_.options.level}, x_,
                             y_, w_, ahead);
    }

    /// The observations that the reader gave last.
    [[nodiscard]] Sample sample() const { return {.x = x_, .y = y_, .weights = w_}; }

    /// The limit's values; the data do not bound what lies beyond.
    void on_limit(std::size_t row, const double* years, double* mean) {
        const auto p = fits_.parameters_of(row);
        const std::size_t h = out_.horizon;
        const Limit limit = fits_.limit[row];
        if (limit == Limit::constant) {
            std::fill_n(mean, h, p[0]);
        } else if (limit == Limit::step || limit == Limit::spike) {
            const bool rising = p[1] > 0.0;
            if (limit == Limit::step) std::fill_n(mean, h, rising ? p[0] : 0.0);
            if (limit == Limit::spike) std::fill_n(mean, h, rising ? inf : 0.0);
        } else if (limit == Limit::exponential) {
            // The rate of Gompertz' limit is no parameter of it: it is fitted again.
            pause_();
            reader_.observations(x_, y_, w_);
            const auto best = detail::best_exponential(x_, y_, w_);
            if (best.sse <= fits_.sse[row] * (1.0 + 1e-7)) {
                for (std::size_t j = 0; j < h; ++j) mean[j] = best(years[j]);
                return;
            }
            const auto exponential = fit(sample(), curve_by_name("exponential"));
            if (exponential.estimates.empty()) return;
            for (std::size_t j = 0; j < h; ++j)
                mean[j] = exponential.estimates[0] *
                          std::exp(exponential.estimates[1] * (years[j] - x_.front()));
        } else {
            // No finite parameters describe it: the single fit has what it stands on.
            pause_();
            reader_.observations(x_, y_, w_);
            const auto single = fit(sample(), curve_by_name(job_.curve.name()));
            if (!single.usable()) return;
            single.carrier->model().evaluate({{years, h}, 1}, single.carrier_estimates, mean,
                                             nullptr);
        }
    }

    void by_delta(std::size_t row, SeriesForecast& ahead) {
        const std::span<const double> years = ahead.future;
        const std::span<double> mean = ahead.mean;
        const auto p = fits_.parameters_of(row);
        const std::size_t count = p.size();
        const double first = reader_.years.front();
        double a[3][3] = {}, g[3] = {}, weights = 0.0;
        for (std::size_t i = 0; i < reader_.y.size(); ++i) {
            if (reader_.w[i] == 0.0) continue;
            (void)evaluate(job_.curve.kernel(), p, reader_.years[i], first, g);
            weights += reader_.w[i];
            for (std::size_t r = 0; r < count; ++r)
                for (std::size_t c = 0; c <= r; ++c) a[r][c] += reader_.w[i] * g[r] * g[c];
        }
        // Scaled to unit diagonal, then Cholesky: a = D L L' D.
        double d[3] = {1.0, 1.0, 1.0};
        for (std::size_t r = 0; r < count; ++r) d[r] = std::sqrt(a[r][r]);
        for (std::size_t r = 0; r < count; ++r)
            for (std::size_t c = 0; c <= r; ++c) a[r][c] /= d[r] * d[c];
        for (std::size_t r = 0; r < count; ++r)
            for (std::size_t c = 0; c <= r; ++c) {
                for (std::size_t k = 0; k < c; ++k) a[r][c] -= a[r][k] * a[c][k];
                a[r][c] = r == c ? std::sqrt(a[r][c]) : a[r][c] / a[c][c];
            }
        const int dof = fits_.n_obs[row] - static_cast<int>(count);
        const double s2 = fits_.sse[row] / dof;
        const double new_weight = reader_.weighted ? weights / fits_.n_obs[row] : 1.0;
        const bool bounded = fits_.identification[row] == Identification::identified;
        for (std::size_t j = 0; j < out_.horizon; ++j) {
            mean[j] = evaluate(job_.curve.kernel(), p, years[j], first, g);
            if (!bounded) continue;
            double z[3] = {}, length = 0.0;
            for (std::size_t r = 0; r < count; ++r) {
                z[r] = g[r] / d[r];
                for (std::size_t k = 0; k < r; ++k) z[r] -= a[r][k] * z[k];
                z[r] /= a[r][r];
                length += z[r] * z[r];
            }
            const double half = quantile(dof) * std::sqrt(s2 * (1.0 / new_weight + length));
            const double curve_half = quantile(dof) * std::sqrt(s2 * length);
            if (!std::isfinite(half)) continue;
            ahead.lower[j] = mean[j] - half;
            ahead.upper[j] = mean[j] + half;
            ahead.mean_lower[j] = mean[j] - curve_half;
            ahead.mean_upper[j] = mean[j] + curve_half;
        }
    }

    double quantile(int dof) {
        const auto at = static_cast<std::size_t>(dof);
        if (quantiles_.size() <= at) quantiles_.resize(at + 1, 0.0);
        if (quantiles_[at] == 0.0)
            quantiles_[at] = student_t_quantile(0.5 + 0.5 * options_.level, dof);
        return quantiles_[at];
    }

    const detail::JobInput& job_;
    const BatchResult& fits_;
    BatchForecast& out_;
    const BatchForecastOptions& options_;
    const detail::Pause& pause_;
    detail::RowReader reader_;
    std::optional<detail::EndSearch> search_;
    std::vector<double> x_, y_, w_, grid_y_, grid_w_, quantiles_;
};

}  // namespace

void detail::forecast_one(const AnyCurve& curve, const FitOptions& options,
                          std::span<const double> years, std::span<const double> values,
                          std::span<const double> weights, SeriesForecast& out) {
    const auto watched =
        out.pause == nullptr ? curve : AnyCurve(std::make_shared<PausingCurve>(curve, *out.pause));
    const auto fill = [&](const auto& found) {
        std::copy(found.mean.begin(), found.mean.end(), out.mean.begin());
        std::copy(found.lower.begin(), found.lower.end(), out.lower.begin());
        std::copy(found.upper.begin(), found.upper.end(), out.upper.begin());
        if (out.mean_lower.size() == out.mean.size())
            std::copy(found.mean_lower.begin(), found.mean_lower.end(), out.mean_lower.begin());
        if (out.mean_upper.size() == out.mean.size())
            std::copy(found.mean_upper.begin(), found.mean_upper.end(), out.mean_upper.begin());
    };
    const auto all_years = [](std::span<const double> x) {
        return std::all_of(x.begin(), x.end(), is_year);
    };
    Sample sample{.x = {years.begin(), years.end()},
                  .y = {values.begin(), values.end()},
                  .weights = {weights.begin(), weights.end()}};
    if (!all_years(years) || !all_years(out.future)) {
        const auto one = fit(sample, watched, options);
        if (one.usable()) fill(predict(one, out.future, {.level = out.level}));
        return;
    }
    ForecastOptions ahead;
    ahead.level = out.level;
    ahead.years.assign(out.future.begin(), out.future.end());
    sample.years.assign(years.begin(), years.end());
    const auto one = fit(sample, watched, options);
    if (one.usable()) fill(forecast(one, ahead));
}

BatchForecast forecast_batch(const BatchInput& input, const BatchCurve& curve,
                             const BatchResult& result, std::size_t horizon,
                             const BatchForecastOptions& options) {
    if (horizon < 1 || horizon > 1000)
        throw InvalidArgument("horizon", detail::concat(horizon), "from 1 to 1000 steps");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    if (result.curve != curve.name() || result.parameter_names != curve.parameters())
        throw InvalidArgument("result", detail::concat("of the curve ", result.curve),
                              detail::concat("of the curve ", curve.name()));
    if (result.size() != input.values.rows())
        throw InvalidArgument("result", detail::concat("of ", result.size(), " series"),
                              detail::concat("of the ", input.values.rows(), " series of values"));
    if (curve.kernel() == Kernel::none && !curve.forecaster())
        throw InvalidArgument("curve", curve.name(), "a curve with a forecasting function");
    BatchOptions running;
    running.threads = options.threads;
    running.progress = options.progress;
    running.cancel = options.cancel;
    detail::JobInput job{input, curve, running, detail::kernels_in_use()};
    detail::prepare_input(job);
    BatchForecast out;
    out.horizon = horizon;
    out.level = options.level;
    const std::size_t cells = result.size() * horizon;
    out.years.resize(cells);
    out.mean.resize(cells);
    out.lower.resize(cells);
    out.upper.resize(cells);
    out.mean_lower.resize(cells);
    out.mean_upper.resize(cells);
    // Rows that the kernels leave take a thousand times as long as the others.
    const bool quick = options.method == BatchInterval::delta || curve.kernel() == Kernel::linear;
    const std::size_t chunk = curve.kernel() == Kernel::none ? 1 : quick ? 256 : 8;
    detail::run_chunks(
        job.rows(), chunk, running, [&](const detail::Pause& pause) -> detail::ChunkWork {
            const auto worker = std::make_shared<ForecastWorker>(job, result, out, options, pause);
            return [worker](std::size_t begin, std::size_t end) { (*worker)(begin, end); };
        });
    return out;
}

}  // namespace reeindex
