#pragma once
/// \file
/// Local optimisation from one start: Levenberg-Marquardt on the parameters that are not linear,
/// the linear ones eliminated (variable projection).
///
/// Levenberg-Marquardt with box constraints and the gain-ratio update of Nielsen (1999),
/// IMM-REP-1999-05; variable projection of Golub and Pereyra (1973), doi:10.1137/0710036, in the
/// form of Kaufman (1975), doi:10.1007/BF01932995; relative offset as the measure of convergence,
/// Bates and Watts (1981), doi:10.1080/00401706.1981.10486257.

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <reeindex/fit/solve/linear_elimination.hpp>

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
