#include "batch/row_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/core/distributions.hpp>

namespace reeindex::detail {

double Thresholds::compute(std::vector<double>& table, int fewer, int dof) const {
    const auto at = static_cast<std::size_t>(dof);
    if (table.size() <= at) table.resize(at + 1, 0.0);
    return table[at] = 1.0 + f_quantile(level_, fewer, dof) * fewer / dof;
}

StepFit best_step(const Series& series, bool ends_only) {
    const std::size_t n = series.y.size();
    // Points without weight are no observations: they cannot lie on the jump.
    std::array<std::size_t, 2> ends{n, n};
    for (std::size_t i = 0; i < n; ++i)
        if (series.weight(i) > 0.0) {
            if (ends[0] == n) ends[0] = i;
            ends[1] = i;
        }
    StepFit best{.sse = inf};
    double total = 0.0, weights = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double w = series.weight(i);
        total += w * series.y[i];
        weights += w;
        squares += w * series.y[i] * series.y[i];
    }
    double sum = 0.0, count = 0.0;  // of the points after i
    for (std::size_t i = 0; i < n; ++i) {
        const double w = series.weight(i), y = series.y[i];
        if (w == 0.0) continue;
        for (const bool rising : {true, false}) {
            const double side = rising ? sum : total - sum - w * y;
            const double above = rising ? count : weights - count - w;
            const bool alone = i == (rising ? ends[0] : ends[1]);
            if (ends_only && !alone) continue;
            const double level = alone ? std::max(y, 0.0) : side / above;
            if (!alone && level < 0.0) continue;
            const double on = std::clamp(y, 0.0, level);
            const double gain = (alone ? 0.0 : side * level) + w * (2.0 * y - on) * on;
            const double sse = squares - gain;
            if (sse >= best.sse) continue;
            double jump = series.x[i];
            const bool down = on <= 0.0, up = on >= level;
            if (down != up) {
                const bool later = rising == down;
                std::size_t neighbour = i;
                if (later)
                    while (neighbour > ends[0] &&
                           (neighbour == i || series.weight(neighbour) == 0.0))
                        --neighbour;
                else
                    while (neighbour < ends[1] &&
                           (neighbour == i || series.weight(neighbour) == 0.0))
                        ++neighbour;
                jump = 0.5 * (series.x[i] + series.x[neighbour]);
            }
            const double upper_weight = alone ? 0.0 : above + (jump != series.x[i] && up ? w : 0.0);
            best = {
                .sse = sse, .level = level, .jump = jump, .above = upper_weight, .rising = rising};
        }
        sum += w * y;
        count += w;
    }
    if (!std::isfinite(best.sse)) return best;
    // From residuals: the difference above cancels for a near perfect step.
    double sse = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double w = series.weight(i), y = series.y[i];
        if (w == 0.0) continue;
        const bool high = best.rising ? series.x[i] < best.jump : series.x[i] > best.jump;
        const double fitted =
            series.x[i] == best.jump ? std::clamp(y, 0.0, best.level) : (high ? best.level : 0.0);
        sse += w * (y - fitted) * (y - fitted);
    }
    best.sse = sse;
    return best;
}

double best_falling(const Series& series, std::vector<double>& workspace) {
    // Pool adjacent violators from the first year on: means of blocks may not rise.
    const std::size_t n = series.y.size();
    workspace.resize(2 * n);
    double* const sums = workspace.data();
    double* const weights = sums + n;
    std::size_t blocks = 0;
    double squares = 0.0;
    for (std::size_t i = n; i-- > 0;) {
        const double w = series.weight(i);
        if (w == 0.0) continue;
        squares += w * series.y[i] * series.y[i];
        sums[blocks] = w * series.y[i];
        weights[blocks] = w;
        ++blocks;
        while (blocks > 1 &&
               sums[blocks - 2] * weights[blocks - 1] <= sums[blocks - 1] * weights[blocks - 2]) {
            sums[blocks - 2] += sums[blocks - 1];
            weights[blocks - 2] += weights[blocks - 1];
            --blocks;
        }
    }
    for (std::size_t b = 0; b < blocks; ++b) squares -= sums[b] * sums[b] / weights[b];
    return squares;
}

namespace {

double sse_unit(const Series& series) { return series.unit * series.unit * series.weight_unit; }

}  // namespace

LevelFit best_level(const Series& series) {
    double sum = 0.0, weights = 0.0, sse = 0.0;
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        sum += series.weight(i) * series.y[i];
        weights += series.weight(i);
    }
    const double mean = std::max(sum / weights, 0.0);
    for (std::size_t i = 0; i < series.y.size(); ++i)
        sse += series.weight(i) * (series.y[i] - mean) * (series.y[i] - mean);
    return {.sse = sse, .level = mean, .weights = weights, .at_bound = sum < 0.0};
}

RowFit on_constant(const Series& series) {
    const LevelFit fit = best_level(series);
    RowFit out;
    out.parameters = {fit.level * series.unit, 0.0, -inf};
    const double spread = std::sqrt(fit.sse / (series.n_obs - 1) / fit.weights) * series.unit;
    out.errors = {fit.at_bound ? inf : spread, inf, inf};
    out.sse = fit.sse * sse_unit(series);
    out.status = FitStatus::degenerate;
    out.limit = Limit::constant;
    return out;
}

RowFit on_step(const Series& series, const StepFit& step, KernelCurve curve) {
    RowFit out;
    out.sse = step.sse * sse_unit(series);
    out.status = FitStatus::degenerate;
    const int parameters = curve == KernelCurve::exponential ? 2 : 3;
    const double sigma =
        std::sqrt(step.sse / (series.n_obs - parameters) * series.weight_unit) * series.unit;
    const double error = sigma / std::sqrt(std::max(step.above * series.weight_unit, 1.0));
    if (curve == KernelCurve::exponential) {
        out.limit = Limit::spike;
        out.parameters = {step.rising ? 0.0 : step.level * series.unit, step.rising ? inf : -inf,
                          0.0};
        out.errors = {step.rising ? inf : error, inf, 0.0};
    } else {
        out.limit = Limit::step;
        const bool rising = step.rising == (series.step > 0.0);  // falling series lie reversed
        out.parameters = {step.level * series.unit, rising ? inf : -inf,
                          series.last - series.step * step.jump};
        out.errors = {error, inf, inf};
    }
    return out;
}

RowFit on_exponential(const Series& series, const KernelFit& fit, KernelCurve curve) {
    RowFit out;
    const double rate = fit.theta1 / series.step;
    const double variance = fit.sse / (series.n_obs - 2);
    const double away = rate >= 0.0 ? inf : -inf;
    out.parameters = {inf, curve == KernelCurve::gompertz ? 0.0 : rate, away};
    out.errors = {inf,
                  curve == KernelCurve::gompertz
                      ? inf
                      : std::sqrt(variance * fit.covariance[3]) / std::abs(series.step),
                  inf};
    out.sse = fit.sse * sse_unit(series);
    out.iterations = fit.iterations;
    out.status = FitStatus::degenerate;
    out.limit = Limit::exponential;
    return out;
}

void inside(const Series& series, const KernelFit& fit, KernelCurve curve, RowFit& out) {
    const double* const c = fit.covariance;
    const double A = fit.scale, k = fit.theta1, u = fit.theta2, h = series.step;
    out.sse = fit.sse * sse_unit(series);
    out.iterations = fit.iterations;
    out.status = FitStatus::converged;
    out.identification = Identification::identified;
    out.limit = Limit::none;
    const double variance = fit.sse / (series.n_obs - (curve == KernelCurve::exponential ? 2 : 3));
    const auto error = [&](double spread) { return std::sqrt(std::max(spread, 0.0) * variance); };
    switch (curve) {
        case KernelCurve::exponential: {
            const double x = series.first_x, fall = std::exp(-k * x);
            out.parameters = {A * fall * series.unit, k / h, 0.0};
            const double slope = -x * A * fall;
            out.errors = {
                error(c[0] * fall * fall + 2.0 * c[1] * fall * slope + c[3] * slope * slope) *
                    series.unit,
                error(c[3]) / std::abs(h), 0.0};
            break;
        }
        default:
            out.parameters = {fit.ceiling * series.unit,
                              (curve == KernelCurve::gompertz ? u : k) / h,
                              series.last - h * fit.inflection};
            out.errors = {error(fit.ceiling_spread) * series.unit,
                          error(c[curve == KernelCurve::gompertz ? 5 : 3]) / std::abs(h),
                          error(fit.inflection_spread) * std::abs(h)};
    }
}

}  // namespace reeindex::detail
