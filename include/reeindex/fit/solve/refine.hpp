#pragma once
/// \file
/// The last digits of an optimum.
///
/// Near an optimum the objective is flat within rounding long before the parameters have settled,
/// so a descent method stops with half of the digits. Here the steps themselves decide:
/// Gauss-Newton steps as long as they shrink fast, then Newton steps with second derivatives from
/// differences of the gradient (Dennis and Schnabel 1996, doi:10.1137/1.9781611971200, section 10).

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <reeindex/fit/solve/problem.hpp>
#include <reeindex/fit/solve/qr.hpp>

namespace reeindex::detail {

template <class T>
class Refinement {
public:
    explicit Refinement(const Problem& problem) : problem_(problem) {}

    /// Share of the residuals that lies in the tangent plane at the end (Bates and Watts 1981,
    /// doi:10.1080/00401706.1981.10486257), and the share that rounding explains.
    [[nodiscard]] T offset() const noexcept { return offset_; }
    [[nodiscard]] T rounding() const noexcept { return rounding_; }
    /// Whether what is left of the gradient is nothing but rounding, or no parameter by itself can
    /// still lower the objective (a plateau on which several of them slide together).
    [[nodiscard]] bool at_optimum() const {
        return offset_ <= std::max(T(1e-6), std::min(rounding_, T(0.5))) || pull_ <= T(1e-8);
    }

    /// Refines the point; false if the curve cannot be evaluated there in this precision.
    [[nodiscard]] bool run(Point<T>& point) {
        if (!evaluate(problem_, point, true)) return false;
        T last = std::numeric_limits<T>::infinity();
        bool newton = false;
        Point<T> best = point;
        T best_offset = std::numeric_limits<T>::infinity();
        T best_rounding(0), best_pull(0);
        for (int k = 0; k < 30; ++k) {
            linearise(point);
            if (active_.empty()) {
                best = point;
                best_offset = best_pull = T(0);
                break;
            }
            const bool possible = newton ? newton_step(point) : gauss_newton_step();
            const T move = possible ? relative_size(point) : std::numeric_limits<T>::infinity();
            if (move < last || k == 0) {
                best = point;
                best_offset = offset_;
                best_rounding = rounding_;
                best_pull = pull_;
            }
            if (!possible) break;
            if (move <= std::max(epsilon, T(1e-17))) break;
            if (!(move <= T(0.25) * last)) {
                if (newton) break;
                newton = true;
                if (!newton_step(point)) break;
            }
            last = std::min(last, move);
            trial_.p = point.p;
            for (std::size_t c = 0; c < active_.size(); ++c) {
                const auto j = active_[c];
                trial_.p[j] = std::clamp(point.p[j] + step_[c], static_cast<T>(problem_.lower[j]),
                                         static_cast<T>(problem_.upper[j]));
            }
            if (!evaluate(problem_, trial_, true)) break;
            const T slack = T(1e-9) * point.objective + rounding_floor();
            if (!(trial_.objective <= point.objective + slack)) break;
            std::swap(point, trial_);
        }
        point = std::move(best);
        offset_ = best_offset;
        rounding_ = best_rounding;
        pull_ = best_pull;
        return true;
    }

private:
    static constexpr T epsilon = std::numeric_limits<T>::epsilon();

    /// Sum of squares below which nothing but rounding is left.
    [[nodiscard]] T rounding_floor() const { return 100 * epsilon * epsilon * size_ * size_; }

    void weights(const Point<T>& point) {
        const std::size_t n = problem_.rows();
        s_.resize(n);
        z_.resize(n);
        for (std::size_t i = 0; i < n; ++i) problem_.objective.working(i, point.f[i], s_[i], z_[i]);
    }

    void linearise(const Point<T>& point) {
        using std::abs, std::sqrt;
        const std::size_t n = problem_.rows();
        weights(point);
        T residual(0), size(0);
        for (std::size_t i = 0; i < n; ++i) {
            residual += z_[i] * z_[i];
            size += s_[i] * s_[i] * point.f[i] * point.f[i];
        }
        residual_ = sqrt(residual);
        size_ = sqrt(size);
        active_.clear();
        norm_.clear();
        pull_ = T(0);
        for (std::size_t j = 0; j < problem_.parameters(); ++j) {
            if (!problem_.free[j]) continue;
            T slope(0), norm(0);
            const auto column = point.column(j);
            for (std::size_t i = 0; i < n; ++i) {
                const T a = s_[i] * column[i];
                slope += a * z_[i];
                norm += a * a;
            }
            const bool down = point.p[j] <= static_cast<T>(problem_.lower[j]) && slope <= T(0);
            const bool up = point.p[j] >= static_cast<T>(problem_.upper[j]) && slope >= T(0);
            if (!(norm > T(0)) || down || up) continue;
            active_.push_back(j);
            norm_.push_back(sqrt(norm));
            if (residual > T(0))
                pull_ = std::max(pull_, T(abs(slope) / (norm_.back() * residual_)));
        }
        a_.resize(n * active_.size());
        for (std::size_t c = 0; c < active_.size(); ++c) {
            const auto column = point.column(active_[c]);
            for (std::size_t i = 0; i < n; ++i) a_[c * n + i] = s_[i] * column[i];
        }
        qr_.factor(a_, n, active_.size(), 8.0 * static_cast<double>(epsilon));
        b_ = z_;
        qr_.apply_transpose(b_);
        T inside(0);
        for (std::size_t k = 0; k < qr_.rank(); ++k) inside += b_[k] * b_[k];
        offset_ = residual_ > T(0) ? sqrt(inside) / residual_ : T(0);
        rounding_ = residual_ > T(0) ? 30 * epsilon * size_ / residual_ : T(1);
    }

    [[nodiscard]] bool gauss_newton_step() {
        step_.resize(active_.size());
        qr_.solve(b_, step_);
        return qr_.full_rank() && all_finite<T>(step_);
    }

    /// Half of the objective's negative gradient along the active parameters, in units of norm_.
    void slopes(const Point<T>& point, std::vector<T>& out) {
        const std::size_t n = problem_.rows();
        weights(point);
        out.assign(active_.size(), T(0));
        for (std::size_t c = 0; c < active_.size(); ++c) {
            const auto column = point.column(active_[c]);
            T sum(0);
            for (std::size_t i = 0; i < n; ++i) sum += s_[i] * z_[i] * column[i];
            out[c] = sum / norm_[c];
        }
    }

    [[nodiscard]] bool newton_step(const Point<T>& point) {
        using std::cbrt;
        const std::size_t count = active_.size();
        hessian_.resize(count * count);
        const T relative = cbrt(epsilon);
        for (std::size_t c = 0; c < count; ++c) {
            const T h = relative * (size_ > T(0) ? size_ : T(1)) / norm_[c];
            for (const bool up : {true, false}) {
                trial_.p = point.p;
                trial_.p[active_[c]] += up ? h : -h;
                if (!evaluate(problem_, trial_, true)) return false;
                slopes(trial_, up ? ahead_ : behind_);
            }
            for (std::size_t k = 0; k < count; ++k)
                hessian_[c * count + k] = (behind_[k] - ahead_[k]) / (2 * h * norm_[c]);
        }
        slopes(point, ahead_);
        small_.factor(hessian_, count, count, 8.0 * static_cast<double>(epsilon));
        small_.apply_transpose(ahead_);
        step_.resize(count);
        small_.solve(ahead_, step_);
        for (std::size_t c = 0; c < count; ++c) step_[c] = step_[c] / norm_[c];
        return small_.full_rank() && all_finite<T>(step_);
    }

    [[nodiscard]] T relative_size(const Point<T>& point) const {
        using std::abs;
        T most(0);
        for (std::size_t c = 0; c < active_.size(); ++c) {
            const T size = abs(point.p[active_[c]]);
            if (size > T(0)) most = std::max(most, abs(step_[c]) / size);
        }
        return most;
    }

    const Problem& problem_;
    Point<T> trial_;
    std::vector<std::size_t> active_;
    std::vector<T> s_, z_, a_, b_, norm_, step_, hessian_, ahead_, behind_;
    PivotedQr<T> qr_, small_;
    T residual_ = T(0), size_ = T(0), offset_ = T(0), rounding_ = T(0);
    T pull_ = T(0);  ///< largest cosine between the residuals and a column of the Jacobian
};

}  // namespace reeindex::detail
