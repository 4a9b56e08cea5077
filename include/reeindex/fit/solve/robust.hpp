#pragma once
/// \file
/// Robust fits: iterated weights around a scale of the residuals.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/fit/solve/search.hpp>

namespace reeindex::detail {

/// Median of absolute values.
[[nodiscard]] double median_absolute(std::vector<double> values);

[[nodiscard]] std::vector<double> weighted_residuals(const Problem& problem,
                                                     std::span<const double> values);

/// How rough the data are whatever the curve: the standard deviation of what the smoothest sixth of
/// them differ from a parabola through three neighbours. Zero where that is not known.
[[nodiscard]] double roughness(const Problem& problem);

/// Robust fits: the curve and its residual scale in turn, from the least-squares optimum and from
/// one that ignores the worst quarter of the observations.
///
/// The scale is the median absolute residual over 0.6745 (Huber, Tukey; the convention of R's rlm
/// and statsmodels' RLM; kept from vanishing where half of the data lie on the curve) or the
/// maximum-likelihood one (Student t). Of two fixed points the one with the smaller sum of the
/// smallest three quarters of the squared residuals is kept, for Student t the more likely one.
/// Trimmed start by concentration steps, Rousseeuw and Van Driessen (2006),
/// doi:10.1007/s10618-005-0024-4.
template <class Solve>
class RobustFit {
public:
    RobustFit(Problem& problem, const std::vector<ParameterInfo>& parameters, const Solve& solve)
        : problem_(problem),
          proxy_(problem, parameters),
          solve_(solve),
          nonlinear_(std::count_if(parameters.begin(), parameters.end(),
                                   [](const auto& one) { return !one.linear; })) {
        const std::size_t n = problem.rows();
        kept_ = std::clamp((3 * n + 3) / 4, std::min(problem.free_count() + 1, n), n);
        double largest = 0.0;
        for (std::size_t i = 0; i < n; ++i)
            largest =
                std::max(largest, std::abs(problem.objective.y[i] * problem.objective.root(i)));
        least_scale_ = std::max(1e-12 * largest, 1e-300);
    }

    [[nodiscard]] Solution<double> run() {
        const auto squares = solve_(proxy_.problem(), nullptr);
        if (!squares.point.usable()) return squares;
        auto best = settle(squares);
        double scale = problem_.objective.scale, merit = merit_of(best);
        auto other = settle(trimmed(squares));
        if (other.point.usable() &&
            (!best.point.usable() || merit_of(other) < merit - 1e-9 * std::abs(merit))) {
            best = std::move(other);
            scale = problem_.objective.scale;
        }
        problem_.objective.scale = scale;
        if (best.point.usable()) (void)evaluate(problem_, best.point, true);
        return best;
    }

private:
    [[nodiscard]] std::vector<double> sorted_squares(std::span<const double> values) const {
        auto e = weighted_residuals(problem_, values);
        for (auto& one : e) one *= one;
        std::sort(e.begin(), e.end());
        return e;
    }
    [[nodiscard]] double trimmed_squares(std::span<const double> values) const {
        const auto e = sorted_squares(values);
        return std::accumulate(e.begin(), e.begin() + static_cast<std::ptrdiff_t>(kept_), 0.0);
    }
    /// The smaller the better, at the scale just settled.
    [[nodiscard]] double merit_of(const Solution<double>& solution) const {
        if (!solution.point.usable()) return infinity;
        if (problem_.objective.model != ErrorModel::student_t)
            return trimmed_squares(solution.point.f);
        return problem_.objective.total(std::span<const double>(solution.point.f)) +
               2.0 * static_cast<double>(problem_.rows()) * std::log(problem_.objective.scale);
    }

    [[nodiscard]] double scale_at(std::span<const double> values) const {
        const auto e = weighted_residuals(problem_, values);
        if (problem_.objective.model != ErrorModel::student_t) {
            // where half of the data lie on the curve the median vanishes although others scatter:
            // not less than a quarter of what the smallest three quarters say
            const double core = std::sqrt(trimmed_squares(values) / static_cast<double>(kept_));
            return std::max(
                {median_absolute(e) / 0.67448975019608171, 0.25 * core / 0.607, least_scale_});
        }
        double variance = problem_.objective.scale * problem_.objective.scale;
        for (int k = 0; k < 500; ++k) {
            double sum = 0.0;
            for (const double r : e)
                sum += (StudentErrors::nu + 1.0) * r * r / (StudentErrors::nu + r * r / variance);
            const double next = sum / static_cast<double>(e.size());
            const bool settled = std::abs(next - variance) <= 1e-14 * variance;
            variance = next;
            if (settled || variance <= least_scale_ * least_scale_) break;
        }
        return std::max(std::sqrt(variance), least_scale_);
    }

    /// Curve and scale in turn until the scale stays.
    [[nodiscard]] Solution<double> settle(Solution<double> solution) {
        if (!solution.point.usable()) return solution;
        double& scale = problem_.objective.scale;
        const auto first = weighted_residuals(problem_, solution.point.f);
        scale = std::max(median_absolute(first) / 0.67448975019608171, least_scale_);
        scale = scale_at(solution.point.f);
        bool settled = false;
        for (int round = 0; round < 300 && !settled; ++round) {
            auto next = solve_(problem_, &solution.point.p);
            if (!next.point.usable()) break;
            next.iterations += solution.iterations;
            solution = std::move(next);
            const double proposed = scale_at(solution.point.f);
            settled = std::abs(proposed - scale) <= 1e-12 * scale;
            // a median may jump between two residuals for ever: meet in the middle
            scale = round < 50 ? proposed : std::sqrt(scale * proposed);
        }
        solution.converged = solution.converged && settled;
        return solution;
    }

    /// Observations that may be two gross errors: those at the ends, the largest, and those
    /// farthest from a fit.
    [[nodiscard]] std::vector<std::size_t> suspicious(const Solution<double>& fit) const {
        const std::size_t n = problem_.rows();
        std::vector<std::size_t> out{0, 1, n - 2, n - 1};
        const auto add = [&](std::vector<double> sizes, std::size_t count) {
            std::vector<std::size_t> order(n);
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::sort(order.begin(), order.end(),
                      [&](auto a, auto b) { return std::abs(sizes[a]) > std::abs(sizes[b]); });
            for (std::size_t k = 0; k < count; ++k)
                if (std::find(out.begin(), out.end(), order[k]) == out.end())
                    out.push_back(order[k]);
        };
        add(weighted_residuals(problem_, std::vector<double>(n, 0.0)), 2);
        add(weighted_residuals(problem_, fit.point.f), 3);
        return out;
    }

    /// Least squares of the observations left after the worst quarter is ignored.
    [[nodiscard]] Solution<double> trimmed(const Solution<double>& squares) const {
        const std::size_t n = problem_.rows();
        Problem part = proxy_.problem();
        std::vector<double> roots(n);
        part.objective.roots = roots;
        const auto with_all = [&] {
            for (std::size_t i = 0; i < n; ++i) roots[i] = proxy_.problem().objective.root(i);
        };
        Solution<double> best = squares;
        double lowest = trimmed_squares(squares.point.f);
        const auto consider = [&](Solution<double> one) {
            if (!one.point.usable()) return false;
            const double merit = trimmed_squares(one.point.f);
            if (!(merit < lowest)) return false;
            lowest = merit;
            best = std::move(one);
            return true;
        };
        for (std::size_t i = 0; i < n; ++i) {  // one gross error may hide itself: leave each out
            with_all();
            roots[i] = 0.0;
            (void)consider(solve_(part, &squares.point.p));
        }
        // An observation that draws the whole curve to itself leaves it where no step leads back:
        // the largest one and those at the ends are left out with a search of its own.
        const auto size = [&](std::size_t i) {
            return std::abs(problem_.objective.y[i] * problem_.objective.root(i));
        };
        std::size_t largest = 0;
        for (std::size_t i = 1; i < n; ++i) largest = size(i) > size(largest) ? i : largest;
        for (const std::size_t i : {largest, std::size_t{0}, n - 1}) {
            with_all();
            roots[i] = 0.0;
            (void)consider(solve_(part, nullptr));
        }
        if (n >= 8 && nonlinear_ <= 2 &&
            std::sqrt(lowest / static_cast<double>(kept_)) > roughness(problem_)) {
            // smoother than the curve follows it: two gross errors may hide one another
            const auto without = [&](std::size_t a, std::size_t b) {
                with_all();
                roots[a] = roots[b] = 0.0;
                (void)consider(solve_(part, nullptr));
            };
            const auto suspects = suspicious(best);
            for (std::size_t a = 0; a < suspects.size(); ++a)
                for (std::size_t b = 0; b < a; ++b) without(suspects[a], suspects[b]);
            for (std::size_t i = 1; i + 2 < n; ++i) without(i, i + 1);
        }
        for (int round = 0; round < 20; ++round) {
            const auto e = weighted_residuals(problem_, best.point.f);
            std::vector<std::size_t> order(n);
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::sort(order.begin(), order.end(),
                      [&](auto a, auto b) { return std::abs(e[a]) < std::abs(e[b]); });
            with_all();
            for (std::size_t k = kept_; k < n; ++k) roots[order[k]] = 0.0;
            if (!consider(solve_(part, nullptr))) break;
        }
        return best;
    }

    Problem& problem_;
    GaussianProxy proxy_;
    const Solve& solve_;
    std::ptrdiff_t nonlinear_ = 0;
    std::size_t kept_ = 0;
    double least_scale_ = 0.0;
};

template <class Solve>
[[nodiscard]] Solution<double> solve_robust(Problem& problem,
                                            const std::vector<ParameterInfo>& parameters,
                                            const Solve& solve) {
    return RobustFit<Solve>(problem, parameters, solve).run();
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/robust.ipp>
#endif
