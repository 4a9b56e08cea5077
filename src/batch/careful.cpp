#include "batch/careful.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reeindex::detail {
namespace {

struct Link {
    double value, slope, bend;
};

/// The sigmoid and its first two derivatives; the slope of Gompertz is one exponential, so that
/// nothing overflows.
Link link(KernelCurve curve, double eta) {
    if (curve == KernelCurve::gompertz) {
        const double e = std::exp(std::min(-eta, 700.0));
        const double value = std::exp(-e);
        const double slope = std::exp(-eta - e);
        return {value, slope, slope * (e - 1.0)};
    }
    const double e = std::exp(-std::abs(eta));
    const double small = e / (1.0 + e), large = 1.0 / (1.0 + e);
    const double slope = small * large;
    return {eta >= 0.0 ? large : small, slope,
            slope * (eta >= 0.0 ? small - large : large - small)};
}

double inverse_link(KernelCurve curve, double share) {
    return curve == KernelCurve::gompertz ? -std::log(-std::log(share))
                                          : std::log(share / (1.0 - share));
}

}  // namespace

/// Residual sum with the scale at its best value, which is kept in `at`.
double CarefulSigmoid::evaluate(const Series& series, SigmoidFit& at) const {
    double pp = 0.0, py = 0.0;
    const std::size_t n = series.y.size();
    std::array<double, 64> small;  // short series need no memory
    std::vector<double> large;
    double* p = small.data();
    if (n > small.size()) {
        large.resize(n);
        p = large.data();
    }
    for (std::size_t i = 0; i < n; ++i) {
        p[i] = link(curve_, at.b - at.k * (series.x[i] - at.centre)).value;
        pp += series.weight(i) * p[i] * p[i];
        py += series.weight(i) * p[i] * series.y[i];
    }
    at.scale = pp > 0.0 ? std::max(py / pp, 0.0) : 0.0;
    double sse = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double r = series.y[i] - at.scale * p[i];
        sse += series.weight(i) * r * r;
    }
    return at.sse = sse;
}

/// Damped Newton steps on scale, k and b; Gauss-Newton where the curvature is not positive.
void CarefulSigmoid::descend(const Series& series, SigmoidFit& from, int iterations) const {
    double lambda = 1e-4;
    evaluate(series, from);
    from.converged = false;
    for (int round = 0; round < iterations && !from.converged; ++round) {
        // Beyond this rate every point but one is on a plateau: the limits tell.
        if (!(from.scale > 0.0) ||
            from.k * series.x.back() > 80.0 * static_cast<double>(series.x.size()))
            return;
        const double A = from.scale;
        double g[3] = {}, j[6] = {}, q[3] = {};
        for (std::size_t i = 0; i < series.y.size(); ++i) {
            const double d = -(series.x[i] - from.centre);
            const Link f = link(curve_, from.b + from.k * d);
            const double w = series.weight(i), r = w * (series.y[i] - A * f.value);
            const double s = A * f.slope;
            g[0] += r * f.value, g[1] += r * s * d, g[2] += r * s;
            j[0] += w * f.value * f.value, j[1] += w * f.value * s * d, j[2] += w * f.value * s;
            j[3] += w * s * s * d * d, j[4] += w * s * s * d, j[5] += w * s * s;
            const double bend = r * A * f.bend;
            q[0] += bend * d * d, q[1] += bend * d, q[2] += bend;
        }
        // (J'J)^-1 for the standard errors
        const double m00 = j[3] * j[5] - j[4] * j[4], m01 = j[2] * j[4] - j[1] * j[5],
                     m02 = j[1] * j[4] - j[2] * j[3];
        const double determinant = j[0] * m00 + j[1] * m01 + j[2] * m02;
        from.covariance[0] = m00 / determinant, from.covariance[1] = m01 / determinant;
        from.covariance[2] = m02 / determinant,
        from.covariance[3] = (j[0] * j[5] - j[2] * j[2]) / determinant;
        from.covariance[4] = (j[1] * j[2] - j[0] * j[4]) / determinant;
        from.covariance[5] = (j[0] * j[3] - j[1] * j[1]) / determinant;

        bool moved = false;
        for (int attempt = 0; attempt < 40 && !moved; ++attempt) {
            double step[3] = {};
            bool usable = false;
            for (const bool newton : {true, false}) {
                const double h01 = j[1] - (newton ? g[1] / A : 0.0),
                             h02 = j[2] - (newton ? g[2] / A : 0.0);
                const double h11 = j[3] - (newton ? q[0] : 0.0) + lambda * j[3];
                const double h12 = j[4] - (newton ? q[1] : 0.0);
                const double h22 = j[5] - (newton ? q[2] : 0.0) + lambda * j[5];
                const double l10 = h01 / j[0], l20 = h02 / j[0], d1 = h11 - l10 * h01,
                             m = h12 - l20 * h01;
                const double l21 = m / d1, d2 = h22 - l20 * h02 - l21 * m;
                if (!(d1 > 1e-13 * j[3]) || !(d2 > 1e-13 * j[5])) continue;
                const double z1 = g[1] - l10 * g[0], z2 = g[2] - l20 * g[0] - l21 * z1;
                step[2] = z2 / d2;
                step[1] = z1 / d1 - l21 * step[2];
                step[0] = g[0] / j[0] - l10 * step[1] - l20 * step[2];
                usable = true;
                break;
            }
            SigmoidFit next = from;
            const double limit = 0.75 * from.k;
            const double dk = std::clamp(step[1], -limit, 3.0 * limit),
                         db = std::clamp(step[2], -20.0, 20.0);
            next.k += dk, next.b += db;
            if (!usable || !(evaluate(series, next) <= from.sse)) {
                const double size = std::abs(dk) / from.k + std::abs(db) / (std::abs(from.b) + 1.0);
                if (usable && size < 1e-11) {  // rounding decides: this is the bottom
                    from.converged = true;
                    break;
                }
                lambda = std::max(lambda * 8.0, 1e-3);
                continue;
            }
            const double size = std::abs(dk) / from.k + std::abs(db) / (std::abs(from.b) + 1.0);
            from.scale = next.scale, from.k = next.k, from.b = next.b, from.sse = next.sse;
            from.converged = size < 1e-10;
            lambda *= 0.1;
            if (lambda < 1e-12) lambda = 0.0;
            moved = true;
        }
        ++from.iterations;
        if (!moved) return;
    }
}

/// The curve of a kernel's parameters; without scale where these have no inflection.
SigmoidFit CarefulSigmoid::start_at(const Series& series, const Stall& stall) const {
    SigmoidFit out{.sse = stall.sse};
    const bool gompertz = curve_ == KernelCurve::gompertz;
    out.k = gompertz ? stall.theta2 : stall.theta1;
    const double at = gompertz ? std::log(stall.theta2 / stall.theta1) / stall.theta2
                               : std::log(stall.theta2) / stall.theta1;
    if (!stall.found() || !(out.k > 0.0) || !std::isfinite(at)) return out;
    out.centre = std::clamp(at, series.x.front(), series.x.back());
    out.b = out.k * (at - out.centre);
    evaluate(series, out);
    return out;
}

SigmoidFit CarefulSigmoid::rising(const Series& series, bool steep_only, const SigmoidFit& from) {
    const std::size_t n = series.y.size();
    const double span = series.x.back();
    std::vector<SigmoidFit> starts;
    for (const double rate : {0.7, 2.0, 5.0, 12.0, 30.0, 80.0}) {
        if (steep_only) break;
        SigmoidFit best{.sse = inf};
        for (double z = -3.0 / rate; z <= 1.0 + 1.0 / rate; z += 2.0 / rate) {
            SigmoidFit at{.k = rate / span, .centre = z * span};
            if (evaluate(series, at) < best.sse && at.scale > 0.0) best = at;
        }
        if (std::isfinite(best.sse)) starts.push_back(best);
    }
    // Steep curves: one or two points in transit, a plateau of the later ones, zero before.
    after_.assign(n + 1, 0.0);
    weight_after_.assign(n + 1, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        after_[i + 1] = after_[i] + series.weight(i) * series.y[i];
        weight_after_[i + 1] = weight_after_[i] + series.weight(i);
    }
    SigmoidFit steep[2] = {{.sse = inf}, {.sse = inf}};
    for (std::size_t j = 1; j + 1 < n; ++j) {
        const double level = after_[j] / weight_after_[j];
        if (!(level > 0.0)) continue;
        const auto share = [&](std::size_t i) {
            return std::clamp(series.y[i] / level, 1e-6, 1.0 - 1e-6);
        };
        const double distance = series.x[j + 1] - series.x[j];
        const double first = inverse_link(curve_, share(j)),
                     second = inverse_link(curve_, share(j + 1));
        for (const double k : {(first - second) / distance, 6.0 / distance}) {
            if (!(k > 0.0)) continue;
            SigmoidFit at{.k = k, .b = first, .centre = series.x[j]};
            if (evaluate(series, at) >= steep[1].sse) continue;
            steep[1] = at;
            if (steep[1].sse < steep[0].sse) std::swap(steep[0], steep[1]);
        }
    }
    for (const auto& start : steep)
        if (std::isfinite(start.sse)) starts.push_back(start);
    if (from.scale > 0.0) starts.push_back(from);
    for (auto& start : starts) descend(series, start, 8);
    std::sort(starts.begin(), starts.end(),
              [](const auto& a, const auto& b) { return a.sse < b.sse; });
    SigmoidFit best{.sse = inf};
    int followed = 0;
    double last = -1.0;
    for (std::size_t i = 0; i < starts.size() && followed < 3; ++i) {
        const double here = starts[i].sse;
        if (std::abs(here - last) <= 1e-7 * here) continue;  // the same valley
        if (i > 0 && here > best.sse * 2.0) break;
        last = here;
        ++followed;
        descend(series, starts[i], 100);
        // A curve so flat that its rate is lost lies on the mean; the limits tell.
        if (starts[i].sse < best.sse && starts[i].k * span > 1e-7) best = starts[i];
    }
    return best;
}

RowFit CarefulSigmoid::fit(const Series& series, SigmoidFit& found, bool steep, const Stall& from) {
    found = rising(series, steep, from.reversed ? SigmoidFit{} : start_at(series, from));
    int iterations = found.iterations;
    const bool both = best_falling(series, after_) < found.sse;
    const std::size_t n = series.y.size();
    reversed_y_.assign(series.y.rbegin(), series.y.rend());
    reversed_w_.assign(series.w.rbegin(), series.w.rend());
    reversed_x_.resize(n);
    for (std::size_t i = 0; i < n; ++i) reversed_x_[i] = series.x.back() - series.x[n - 1 - i];
    Series reversed = series;
    reversed.y = reversed_y_;
    reversed.w = reversed_w_;
    reversed.x = reversed_x_;
    const SigmoidFit falling =
        both ? rising(reversed, steep, from.reversed ? start_at(reversed, from) : SigmoidFit{})
             : SigmoidFit{.sse = inf};
    if (falling.sse < found.sse) {
        iterations += falling.iterations;
        found = falling;
        found.iterations = iterations;
        found.k = -falling.k;
        found.centre = series.x.back() - falling.centre;
        // slopes with respect to k change their sign with it
        found.covariance[1] = -found.covariance[1];
        found.covariance[4] = -found.covariance[4];
    }
    RowFit out;
    const double variance = found.sse / (series.n_obs - 3), h = std::abs(series.step);
    const double at = found.centre + found.b / found.k;
    const double d1 = -found.b / (found.k * found.k), d2 = 1.0 / found.k;
    const double* const c = found.covariance;
    out.parameters = {found.scale * series.unit, found.k / series.step,
                      series.last - series.step * at};
    const auto error = [&](double v) { return v >= 0.0 ? std::sqrt(v * variance) : inf; };
    out.errors = {error(c[0]) * series.unit, error(c[3]) / h,
                  error(c[3] * d1 * d1 + 2.0 * c[4] * d1 * d2 + c[5] * d2 * d2) * h};
    out.sse = found.sse * series.unit * series.unit * series.weight_unit;
    out.iterations = found.iterations;
    out.status = found.converged ? FitStatus::converged : FitStatus::max_iterations;
    out.identification = Identification::identified;
    return out;
}

}  // namespace reeindex::detail
