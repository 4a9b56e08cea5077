#pragma once
/// \file
/// Local optimisation: Levenberg-Marquardt with box constraints, the linear parameters eliminated
/// by variable projection.
///
/// Levenberg-Marquardt with the gain-ratio update of Nielsen (1999), IMM-REP-1999-05; variable
/// projection of Golub and Pereyra (1973), doi:10.1137/0710036, in the form of Kaufman (1975),
/// doi:10.1007/BF01932995; relative offset as the measure of convergence, Bates and Watts (1981),
/// doi:10.1080/00401706.1981.10486257.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <reeindex/fit/problem.hpp>
#include <reeindex/fit/qr.hpp>

namespace reeindex::detail {

struct SolverOptions {
    int max_iterations = 200;
    /// Relative offset at which the residuals count as orthogonal to the tangent plane.
    double offset = 1e-11;
};

template <class T>
struct Solution {
    Point<T> point;
    int iterations = 0;
    bool converged = false;
};

/// Exact optimum of the linear parameters with the others held, within their bounds. Uses the
/// Jacobian's linear columns, which do not depend on the linear parameters. Updates p, f and the
/// objective; the nonlinear columns of the Jacobian are stale afterwards.
template <class T>
class LinearElimination {
public:
    explicit LinearElimination(const Problem& problem)
        : problem_(problem), linear_(problem.select(true)) {}

    [[nodiscard]] bool empty() const noexcept { return linear_.empty(); }
    /// Linear parameters that do not lie on a bound, after the last solve.
    [[nodiscard]] const std::vector<std::size_t>& inside() const noexcept { return inside_; }

    [[nodiscard]] bool solve(Point<T>& point) {
        if (linear_.empty()) return point.usable();
        const std::size_t n = problem_.rows();
        // what is left to explain when every linear parameter is zero
        rest_.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            T s = static_cast<T>(problem_.objective.y[i]) - point.f[i];
            for (const auto j : linear_) s += point.column(j)[i] * point.p[j];
            rest_[i] = s;
        }
        if (const auto values = unconstrained(point, linear_); within(values, linear_)) {
            inside_ = linear_;
            return accept(point, values, linear_);
        }
        return constrained(point);
    }

private:
    [[nodiscard]] std::vector<T> unconstrained(const Point<T>& point,
                                               const std::vector<std::size_t>& columns) {
        const std::size_t n = problem_.rows();
        a_.resize(n * columns.size());
        b_ = rest_;
        for (std::size_t i = 0; i < n; ++i) {
            const T s = static_cast<T>(problem_.objective.root(i));
            b_[i] = b_[i] * s;
            for (std::size_t c = 0; c < columns.size(); ++c)
                a_[c * n + i] = point.column(columns[c])[i] * s;
        }
        if (columns.empty()) return {};
        qr_.factor(a_, n, columns.size(), 64.0 * static_cast<double>(epsilon));
        qr_.apply_transpose(b_);
        return qr_.solve(b_);
    }

    [[nodiscard]] bool within(const std::vector<T>& values,
                              const std::vector<std::size_t>& columns) const {
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (values[c] < static_cast<T>(problem_.lower[columns[c]]) ||
                values[c] > static_cast<T>(problem_.upper[columns[c]]))
                return false;
        return true;
    }

    /// Tries every set of parameters held at a bound; there are few.
    [[nodiscard]] bool constrained(Point<T>& point) {
        const std::size_t count = linear_.size();
        std::size_t cases = 1;
        for (std::size_t c = 0; c < count; ++c) cases *= 3;
        const Point<T> before = point;
        const std::vector<T> rest = rest_;
        Point<T> best;
        std::vector<std::size_t> best_inside;
        for (std::size_t code = 0; code < cases; ++code) {
            Point<T> candidate = before;
            rest_ = rest;
            std::vector<std::size_t> open;
            bool possible = true;
            std::size_t digits = code;
            for (std::size_t c = 0; c < count; ++c, digits /= 3) {
                const auto j = linear_[c];
                if (digits % 3 == 0) {
                    open.push_back(j);
                    continue;
                }
                const double bound = digits % 3 == 1 ? problem_.lower[j] : problem_.upper[j];
                if (!std::isfinite(bound)) {
                    possible = false;
                    break;
                }
                for (std::size_t i = 0; i < rest_.size(); ++i) {
                    rest_[i] -= point.column(j)[i] * static_cast<T>(bound);
                    candidate.f[i] += point.column(j)[i] * (static_cast<T>(bound) - candidate.p[j]);
                }
                candidate.p[j] = static_cast<T>(bound);
            }
            if (!possible) continue;
            const auto values = unconstrained(candidate, open);
            if (!within(values, open)) continue;
            if (!accept(candidate, values, open)) continue;
            if (candidate.objective < best.objective) {
                best = std::move(candidate);
                best_inside = open;
            }
        }
        if (!best.usable()) return false;
        point = std::move(best);
        inside_ = std::move(best_inside);
        return true;
    }

    [[nodiscard]] bool accept(Point<T>& point, const std::vector<T>& values,
                              const std::vector<std::size_t>& columns) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto j = columns[c];
            const T change = values[c] - point.p[j];
            for (std::size_t i = 0; i < point.f.size(); ++i)
                point.f[i] += point.column(j)[i] * change;
            point.p[j] = values[c];
        }
        if (!all_finite<T>(point.f)) return false;
        point.objective = problem_.objective.total(std::span<const T>(point.f));
        return point.usable();
    }

    static constexpr T epsilon = std::numeric_limits<T>::epsilon();
    const Problem& problem_;
    std::vector<std::size_t> linear_, inside_;
    std::vector<T> rest_, a_, b_;
    PivotedQr<T> qr_;
};

/// Levenberg-Marquardt from one start.
template <class T>
class LevenbergMarquardt {
public:
    explicit LevenbergMarquardt(const Problem& problem)
        : problem_(problem), elimination_(problem), nonlinear_(problem.select(false)) {}

    [[nodiscard]] Solution<T> run(std::vector<T> start, const SolverOptions& options) {
        Solution<T> out;
        out.point.p = std::move(start);
        if (!refresh(out.point)) return out;
        T damping(1e-3);
        T growth(2);
        scale_.assign(nonlinear_.size(), T(0));
        int stalled = 0;
        for (; out.iterations < options.max_iterations; ++out.iterations) {
            linearise(out.point);
            if (active_.empty() || is_optimal(options)) {
                out.converged = true;
                return out;
            }
            bool accepted = false;
            for (int attempt = 0; attempt < 40 && !accepted; ++attempt) {
                const auto step = damped_step(damping);
                Point<T> trial = moved(out.point, step);
                const T moved_by = relative_move(out.point, trial);
                const bool finite = refresh_value(trial);
                const T gain = finite ? out.point.objective - trial.objective : T(-1);
                if (finite && gain >= T(0)) {
                    const T ratio = predicted_ > T(0) ? gain / predicted_ : T(0);
                    const T centred = 2 * ratio - 1;
                    damping *= std::max(T(1) / 9, 1 - centred * centred * centred);
                    damping = std::max(damping, epsilon * epsilon);
                    growth = T(2);
                    const bool tiny_gain =
                        gain <= 4 * epsilon * out.point.objective || moved_by <= 4 * epsilon;
                    stalled = tiny_gain ? stalled + 1 : 0;
                    if (!refresh(trial)) return out;
                    out.point = std::move(trial);
                    accepted = true;
                } else {
                    if (moved_by <= epsilon) break;
                    damping *= growth;
                    growth *= 2;
                }
            }
            if (!accepted || stalled >= 3) {
                // nothing better within rounding: an optimum if the residuals are nearly orthogonal
                if (accepted) linearise(out.point);
                out.converged = active_.empty() || offset_ <= T(1e-5) || is_exact(out.point);
                return out;
            }
        }
        return out;
    }

private:
    static constexpr T epsilon = std::numeric_limits<T>::epsilon();

    /// Value with the linear parameters at their optimum.
    [[nodiscard]] bool refresh_value(Point<T>& point) {
        if (elimination_.empty()) return evaluate(problem_, point, false);
        return evaluate(problem_, point, true) && elimination_.solve(point);
    }
    /// Value and Jacobian there.
    [[nodiscard]] bool refresh(Point<T>& point) {
        if (elimination_.empty()) return evaluate(problem_, point, true);
        if (!evaluate(problem_, point, true) || !elimination_.solve(point)) return false;
        return evaluate(problem_, point, true);
    }

    [[nodiscard]] bool is_exact(const Point<T>& point) const {
        T size(0);
        for (std::size_t i = 0; i < point.f.size(); ++i) {
            const T y = static_cast<T>(problem_.objective.y[i] * problem_.objective.root(i));
            size += y * y;
        }
        return problem_.objective.model == ErrorModel::gaussian &&
               point.objective <= 100 * epsilon * epsilon * size;
    }

    /// Weighted tangent plane, with the linear parameters projected out.
    void linearise(const Point<T>& point) {
        using std::sqrt;
        const std::size_t n = problem_.rows();
        z_.resize(n);
        std::vector<T> s(n);
        T size(0);
        for (std::size_t i = 0; i < n; ++i) {
            problem_.objective.working(i, point.f[i], s[i], z_[i]);
            size += z_[i] * z_[i];
        }
        residual_norm_ = sqrt(size);
        b_.resize(n * nonlinear_.size());
        for (std::size_t c = 0; c < nonlinear_.size(); ++c)
            for (std::size_t i = 0; i < n; ++i)
                b_[c * n + i] = s[i] * point.column(nonlinear_[c])[i];
        skip_ = 0;
        if (!elimination_.empty() && !elimination_.inside().empty()) {
            const auto& inside = elimination_.inside();
            std::vector<T> a(n * inside.size());
            for (std::size_t c = 0; c < inside.size(); ++c)
                for (std::size_t i = 0; i < n; ++i)
                    a[c * n + i] = s[i] * point.column(inside[c])[i];
            qr_.factor(a, n, inside.size(), 64.0 * static_cast<double>(epsilon));
            for (std::size_t c = 0; c < nonlinear_.size(); ++c)
                qr_.apply_transpose(std::span<T>(b_).subspan(c * n, n));
            qr_.apply_transpose(z_);
            skip_ = qr_.rank();
        }
        active_.clear();
        for (std::size_t c = 0; c < nonlinear_.size(); ++c) {
            T slope(0), norm(0);
            for (std::size_t i = skip_; i < n; ++i) {
                slope += b_[c * n + i] * z_[i];
                norm += b_[c * n + i] * b_[c * n + i];
            }
            scale_[c] = std::max(scale_[c], sqrt(norm));
            const T value = point.p[nonlinear_[c]];
            const bool at_lower = value <= static_cast<T>(problem_.lower[nonlinear_[c]]);
            const bool at_upper = value >= static_cast<T>(problem_.upper[nonlinear_[c]]);
            if (norm > T(0) && !(at_lower && slope < T(0)) && !(at_upper && slope > T(0)))
                active_.push_back(c);
        }
        offset_ = active_.empty() ? T(0) : tangent_share();
    }

    /// Share of the residual that lies in the tangent plane.
    [[nodiscard]] T tangent_share() {
        using std::sqrt;
        const std::size_t n = problem_.rows() - skip_;
        gather(n, n, T(0));
        qr_.factor(augmented_, n, active_.size(), 0.0);
        std::vector<T> z(z_.begin() + static_cast<std::ptrdiff_t>(skip_), z_.end());
        qr_.apply_transpose(z);
        T inside(0);
        for (std::size_t k = 0; k < qr_.rank(); ++k) inside += z[k] * z[k];
        tangent_ = sqrt(inside);
        return residual_norm_ > T(0) ? tangent_ / residual_norm_ : T(0);
    }

    [[nodiscard]] bool is_optimal(const SolverOptions& options) const {
        const T tolerance =
            std::max(static_cast<T>(options.offset) * (std::is_same_v<T, double> ? T(1) : T(1e-4)),
                     8 * epsilon);
        return offset_ <= tolerance;
    }

    void gather(std::size_t rows, std::size_t total, T damping) {
        using std::sqrt;
        const std::size_t n = problem_.rows();
        augmented_.assign(total * active_.size(), T(0));
        for (std::size_t a = 0; a < active_.size(); ++a) {
            const std::size_t c = active_[a];
            for (std::size_t i = 0; i < rows; ++i)
                augmented_[a * total + i] = b_[c * n + skip_ + i];
            if (total > rows) {
                const T d = scale_[c] > T(0) ? scale_[c] : T(1);
                augmented_[a * total + rows + a] = sqrt(damping) * d;
            }
        }
    }

    [[nodiscard]] std::vector<T> damped_step(T damping) {
        const std::size_t rows = problem_.rows() - skip_;
        const std::size_t total = rows + active_.size();
        gather(rows, total, damping);
        qr_.factor(augmented_, total, active_.size(), 0.0);
        std::vector<T> z(total, T(0));
        std::copy(z_.begin() + static_cast<std::ptrdiff_t>(skip_), z_.end(), z.begin());
        qr_.apply_transpose(z);
        auto step = qr_.solve(z);
        // reduction that the linear model promises
        predicted_ = T(0);
        for (std::size_t k = 0; k < qr_.rank(); ++k) predicted_ += z[k] * z[k];
        for (std::size_t a = 0; a < active_.size(); ++a) {
            const T d = scale_[active_[a]] * step[a];
            predicted_ += damping * d * d;
        }
        return step;
    }

    [[nodiscard]] Point<T> moved(const Point<T>& from, const std::vector<T>& step) const {
        Point<T> out;
        out.p = from.p;
        for (std::size_t a = 0; a < active_.size(); ++a) {
            const auto j = nonlinear_[active_[a]];
            out.p[j] = std::clamp(from.p[j] + step[a], static_cast<T>(problem_.lower[j]),
                                  static_cast<T>(problem_.upper[j]));
        }
        return out;
    }

    [[nodiscard]] T relative_move(const Point<T>& from, const Point<T>& to) const {
        using std::abs;
        T most(0);
        for (const auto c : active_) {
            const auto j = nonlinear_[c];
            const T size = abs(from.p[j]) + std::numeric_limits<T>::min();
            most = std::max(most, abs(to.p[j] - from.p[j]) / size);
        }
        return most;
    }

    const Problem& problem_;
    LinearElimination<T> elimination_;
    std::vector<std::size_t> nonlinear_, active_;
    std::vector<T> b_, z_, scale_, augmented_;
    PivotedQr<T> qr_;
    std::size_t skip_ = 0;
    T offset_ = T(0), tangent_ = T(0), residual_norm_ = T(0), predicted_ = T(0);
};

}  // namespace reeindex::detail
