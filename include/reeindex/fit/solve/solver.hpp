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

#include <reeindex/fit/solve/problem.hpp>
#include <reeindex/fit/solve/qr.hpp>

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
        for (std::size_t i = 0; i < n; ++i)
            rest_[i] = static_cast<T>(problem_.objective.y[i]) - point.f[i];
        for (const auto j : linear_) {
            const auto column = point.column(j);
            for (std::size_t i = 0; i < n; ++i) rest_[i] += column[i] * point.p[j];
        }
        if (linear_.size() == 1) return single(point);
        unconstrained(point, linear_);
        if (within(linear_)) {
            inside_ = linear_;
            return accept(point, linear_);
        }
        return constrained(point);
    }

private:
    /// One linear parameter needs no factorisation; a bound is its nearest point.
    [[nodiscard]] bool single(Point<T>& point) {
        const auto j = linear_.front();
        const auto column = point.column(j);
        T projection(0), norm(0);
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            const T s = static_cast<T>(problem_.objective.root(i));
            const T a = s * column[i];
            projection += a * (s * rest_[i]);
            norm += a * a;
        }
        values_.assign(1, norm > T(0) ? projection / norm : T(0));
        const T lower = static_cast<T>(problem_.lower[j]),
                upper = static_cast<T>(problem_.upper[j]);
        if (values_[0] >= lower && values_[0] <= upper) {
            inside_ = linear_;
        } else {
            inside_.clear();
            values_[0] = std::clamp(values_[0], lower, upper);
        }
        return accept(point, linear_);
    }

    void unconstrained(const Point<T>& point, const std::vector<std::size_t>& columns) {
        const std::size_t n = problem_.rows();
        a_.resize(n * columns.size());
        b_.resize(n);
        for (std::size_t i = 0; i < n; ++i)
            b_[i] = rest_[i] * static_cast<T>(problem_.objective.root(i));
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto column = point.column(columns[c]);
            for (std::size_t i = 0; i < n; ++i)
                a_[c * n + i] = column[i] * static_cast<T>(problem_.objective.root(i));
        }
        values_.resize(columns.size());
        if (columns.empty()) return;
        qr_.factor(a_, n, columns.size(), 64.0 * static_cast<double>(epsilon));
        qr_.apply_transpose(b_);
        qr_.solve(b_, values_);
    }

    [[nodiscard]] bool within(const std::vector<std::size_t>& columns) const {
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (values_[c] < static_cast<T>(problem_.lower[columns[c]]) ||
                values_[c] > static_cast<T>(problem_.upper[columns[c]]))
                return false;
        return true;
    }

    /// Tries every set of parameters held at a bound; there are few.
    [[nodiscard]] bool constrained(Point<T>& point) {
        const std::size_t count = linear_.size();
        std::size_t cases = 1;
        for (std::size_t c = 0; c < count; ++c) cases *= 3;
        const std::vector<T> rest = rest_;
        const std::vector<T> f = point.f, p = point.p;
        std::vector<T> best_f, best_p;
        T best = std::numeric_limits<T>::infinity();
        std::vector<std::size_t> open;
        for (std::size_t code = 1; code < cases; ++code) {
            rest_ = rest;
            point.f = f;
            point.p = p;
            open.clear();
            bool possible = true;
            std::size_t digits = code;
            for (std::size_t c = 0; c < count && possible; ++c, digits /= 3) {
                const auto j = linear_[c];
                if (digits % 3 == 0) {
                    open.push_back(j);
                    continue;
                }
                const double bound = digits % 3 == 1 ? problem_.lower[j] : problem_.upper[j];
                possible = std::isfinite(bound);
                if (!possible) break;
                const auto column = point.column(j);
                for (std::size_t i = 0; i < rest_.size(); ++i) {
                    rest_[i] -= column[i] * static_cast<T>(bound);
                    point.f[i] += column[i] * (static_cast<T>(bound) - p[j]);
                }
                point.p[j] = static_cast<T>(bound);
            }
            if (!possible) continue;
            unconstrained(point, open);
            if (!within(open) || !accept(point, open) || !(point.objective < best)) continue;
            best = point.objective;
            best_f = point.f;
            best_p = point.p;
            inside_ = open;
        }
        if (best_p.empty()) return false;
        point.f = std::move(best_f);
        point.p = std::move(best_p);
        point.objective = best;
        return true;
    }

    [[nodiscard]] bool accept(Point<T>& point, const std::vector<std::size_t>& columns) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto j = columns[c];
            const T change = values_[c] - point.p[j];
            const auto column = point.column(j);
            for (std::size_t i = 0; i < point.f.size(); ++i) point.f[i] += column[i] * change;
            point.p[j] = values_[c];
        }
        if (!all_finite<T>(point.f)) return false;
        point.objective = problem_.objective.total(std::span<const T>(point.f));
        return point.usable();
    }

    static constexpr T epsilon = std::numeric_limits<T>::epsilon();
    const Problem& problem_;
    std::vector<std::size_t> linear_, inside_;
    std::vector<T> rest_, a_, b_, values_;
    PivotedQr<T> qr_;
};

/// Levenberg-Marquardt from one start. Keeps its storage from one run to the next.
template <class T>
class LevenbergMarquardt {
public:
    explicit LevenbergMarquardt(const Problem& problem)
        : problem_(problem), elimination_(problem), nonlinear_(problem.select(false)) {}

    [[nodiscard]] Solution<T> run(std::vector<T> start, const SolverOptions& options) {
        Solution<T> out;
        Point<T>& here = out.point;
        here.p = std::move(start);
        if (!value(here) || !jacobian(here)) {
            here.objective = std::numeric_limits<T>::infinity();
            return out;
        }
        T damping(1e-3);
        T growth(2);
        scale_.assign(nonlinear_.size(), T(0));
        int stalled = 0;
        for (; out.iterations < options.max_iterations; ++out.iterations) {
            linearise(here);
            if (active_.empty() || is_optimal(options)) {
                out.converged = true;
                return out;
            }
            bool accepted = false;
            for (int attempt = 0; attempt < 40 && !accepted; ++attempt) {
                damped_step(damping);
                move(here);
                const T moved_by = relative_move(here);
                const bool finite = value(trial_);
                const T gain = finite ? here.objective - trial_.objective : T(-1);
                if (finite && gain >= T(0) && jacobian(trial_)) {
                    const T ratio = predicted_ > T(0) ? gain / predicted_ : T(0);
                    const T centred = 2 * ratio - 1;
                    damping *= std::max(T(1) / 9, 1 - centred * centred * centred);
                    damping = std::max(damping, epsilon * epsilon);
                    growth = T(2);
                    const bool tiny_gain =
                        gain <= 4 * epsilon * here.objective || moved_by <= 4 * epsilon;
                    stalled = tiny_gain ? stalled + 1 : 0;
                    std::swap(here, trial_);
                    accepted = true;
                } else {
                    if (moved_by <= epsilon) break;
                    damping *= growth;
                    growth *= 2;
                }
            }
            if (!accepted || stalled >= 3) {
                // nothing better within rounding: an optimum if the residuals are nearly orthogonal
                if (accepted) linearise(here);
                out.converged = active_.empty() || offset_ <= T(1e-5) || is_exact(here);
                return out;
            }
        }
        return out;
    }

private:
    static constexpr T epsilon = std::numeric_limits<T>::epsilon();

    /// Value with the linear parameters at their optimum.
    [[nodiscard]] bool value(Point<T>& point) {
        if (elimination_.empty()) return evaluate(problem_, point, false);
        return evaluate(problem_, point, true) && elimination_.solve(point);
    }
    /// Jacobian where the value is already known.
    [[nodiscard]] bool jacobian(Point<T>& point) { return evaluate(problem_, point, true); }

    [[nodiscard]] bool is_exact(const Point<T>& point) const {
        T size(0);
        for (std::size_t i = 0; i < point.f.size(); ++i) {
            const T y = static_cast<T>(problem_.objective.y[i] * problem_.objective.root(i));
            size += y * y;
        }
        return problem_.objective.model == ErrorModel::gaussian &&
               point.objective <= 100 * epsilon * epsilon * size;
    }

    /// Weighted tangent plane, with the linear parameters projected out, as a small triangle.
    void linearise(const Point<T>& point) {
        using std::sqrt;
        const std::size_t n = problem_.rows();
        z_.resize(n);
        s_.resize(n);
        T size(0);
        for (std::size_t i = 0; i < n; ++i) {
            problem_.objective.working(i, point.f[i], s_[i], z_[i]);
            size += z_[i] * z_[i];
        }
        residual_norm_ = sqrt(size);
        b_.resize(n * nonlinear_.size());
        for (std::size_t c = 0; c < nonlinear_.size(); ++c) {
            const auto column = point.column(nonlinear_[c]);
            for (std::size_t i = 0; i < n; ++i) b_[c * n + i] = s_[i] * column[i];
        }
        skip_ = 0;
        if (!elimination_.empty() && !elimination_.inside().empty()) {
            const auto& inside = elimination_.inside();
            a_.resize(n * inside.size());
            for (std::size_t c = 0; c < inside.size(); ++c) {
                const auto column = point.column(inside[c]);
                for (std::size_t i = 0; i < n; ++i) a_[c * n + i] = s_[i] * column[i];
            }
            qr_.factor(a_, n, inside.size(), 64.0 * static_cast<double>(epsilon));
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
            scale_[c] = std::max(T(0.3) * scale_[c], sqrt(norm));  // forgets: plateaus are crossed
            const T at = point.p[nonlinear_[c]];
            const bool at_lower = at <= static_cast<T>(problem_.lower[nonlinear_[c]]);
            const bool at_upper = at >= static_cast<T>(problem_.upper[nonlinear_[c]]);
            if (norm > T(0) && !(at_lower && slope < T(0)) && !(at_upper && slope > T(0)))
                active_.push_back(c);
        }
        triangular(n - skip_);
    }

    /// Triangle of the active columns, and the share of the residual that they can remove.
    void triangular(std::size_t rows) {
        using std::sqrt;
        const std::size_t n = problem_.rows();
        const std::size_t count = active_.size();
        a_.resize(rows * count);
        for (std::size_t a = 0; a < count; ++a)
            std::copy_n(b_.begin() + static_cast<std::ptrdiff_t>(active_[a] * n + skip_), rows,
                        a_.begin() + static_cast<std::ptrdiff_t>(a * rows));
        offset_ = T(0);
        rank_ = 0;
        if (count == 0) return;
        qr_.factor(a_, rows, count, 0.0);
        qr_.apply_transpose(std::span<T>(z_).subspan(skip_));
        rank_ = qr_.rank();
        triangle_.resize(count * count);
        qr_.triangle(triangle_, count);
        T inside(0);
        for (std::size_t k = 0; k < rank_; ++k) inside += z_[skip_ + k] * z_[skip_ + k];
        if (residual_norm_ > T(0)) offset_ = sqrt(inside) / residual_norm_;
    }

    [[nodiscard]] bool is_optimal(const SolverOptions& options) const {
        const T tolerance =
            std::max(static_cast<T>(options.offset) * (std::is_same_v<T, double> ? T(1) : T(1e-4)),
                     8 * epsilon);
        return offset_ <= tolerance;
    }

    void damped_step(T damping) {
        using std::sqrt;
        const std::size_t count = active_.size();
        const std::size_t rows = 2 * count;
        damped_.assign(rows * count, T(0));
        rhs_.assign(rows, T(0));
        for (std::size_t a = 0; a < count; ++a) {
            for (std::size_t i = 0; i < rank_; ++i)
                damped_[a * rows + i] = triangle_[a * count + i];
            const T d = scale_[active_[a]] > T(0) ? scale_[active_[a]] : T(1);
            damped_[a * rows + count + a] = sqrt(damping) * d;
        }
        for (std::size_t i = 0; i < rank_; ++i) rhs_[i] = z_[skip_ + i];
        small_.factor(damped_, rows, count, 0.0);
        small_.apply_transpose(rhs_);
        step_.resize(count);
        small_.solve(rhs_, step_);
        // reduction that the linear model promises
        predicted_ = T(0);
        for (std::size_t k = 0; k < small_.rank(); ++k) predicted_ += rhs_[k] * rhs_[k];
        for (std::size_t a = 0; a < count; ++a) {
            const T d = scale_[active_[a]] * step_[a];
            predicted_ += damping * d * d;
        }
    }

    void move(const Point<T>& from) {
        trial_.p = from.p;
        for (std::size_t a = 0; a < active_.size(); ++a) {
            const auto j = nonlinear_[active_[a]];
            trial_.p[j] = std::clamp(from.p[j] + step_[a], static_cast<T>(problem_.lower[j]),
                                     static_cast<T>(problem_.upper[j]));
        }
    }

    [[nodiscard]] T relative_move(const Point<T>& from) const {
        using std::abs;
        T most(0);
        for (const auto c : active_) {
            const auto j = nonlinear_[c];
            const T size = abs(from.p[j]) + std::numeric_limits<T>::min();
            most = std::max(most, abs(trial_.p[j] - from.p[j]) / size);
        }
        return most;
    }

    const Problem& problem_;
    LinearElimination<T> elimination_;
    Point<T> trial_;
    std::vector<std::size_t> nonlinear_, active_;
    std::vector<T> a_, b_, s_, z_, scale_, triangle_, damped_, rhs_, step_;
    PivotedQr<T> qr_, small_;
    std::size_t skip_ = 0, rank_ = 0;
    T offset_ = T(0), residual_norm_ = T(0), predicted_ = T(0);
};

}  // namespace reeindex::detail
