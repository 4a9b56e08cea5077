#pragma once
/// \file
/// Parameters in which the curve is linear, at their optimum for given others.

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/fit/solve/problem.hpp>
#include <reeindex/fit/solve/qr.hpp>

namespace reeindex::detail {

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

}  // namespace reeindex::detail
