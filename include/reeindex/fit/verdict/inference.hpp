#pragma once
/// \file
/// Covariance, residual scale and information criteria at an optimum.

#include <numbers>
#include <vector>

#include <Eigen/Core>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/fit/solve/minimise.hpp>

namespace reeindex::detail {

/// Precision of the estimates at an optimum.
struct Precision {
    Eigen::MatrixXd covariance;   ///< zero rows and columns where not estimated
    std::vector<bool> estimated;  ///< free, off its bounds, and told apart from the others
    double sigma = 0.0;           ///< residual standard deviation
    std::vector<double> fitted;
};

/// Moments of psi at a robust optimum.
struct RobustMoments {
    double variance = infinity;   ///< of a residual freed of its outliers, in units of y squared
    double correction = 1.0;      ///< of the covariance for the spread of psi'
    double loss_unit = infinity;  ///< what one degree of freedom adds to the loss
};

/// Huber (1981), Robust Statistics, section 7.6: the covariance of M-estimates is
/// correction^2 variance (J'J)^-1 (his first estimate, statsmodels' default "H1").
[[nodiscard]] RobustMoments robust_moments(const Objective& objective, double scale,
                                           std::span<const double> fitted, std::size_t parameters);

/// Squared residual standard deviation, which multiplies (J'WJ)^-1; 1 for counts.
[[nodiscard]] double variance_factor(const Problem& problem, const Minimum& minimum, double dof);

/// Whether a column of a rank-deficient matrix is no combination of the others: only then the data
/// determine its parameter.
template <class T>
[[nodiscard]] bool stands_alone(std::span<const T> a, std::size_t n, std::size_t column,
                                std::size_t rank) {
    std::vector<T> others(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(column * n));
    others.insert(others.end(), a.begin() + static_cast<std::ptrdiff_t>((column + 1) * n), a.end());
    PivotedQr<T> qr;
    qr.factor(others, n, others.size() / n,
              16.0 * static_cast<double>(std::numeric_limits<T>::epsilon()));
    return qr.rank() < rank;
}

template <class T>
[[nodiscard]] bool jacobian_precision(const Setup& setup, const Problem& problem,
                                      const Minimum& minimum, Precision& out) {
    const std::size_t n = problem.rows();
    const std::size_t count = setup.free.size();
    Point<T> point;
    point.p.assign(minimum.p.begin(), minimum.p.end());
    if (!evaluate(problem, point, true)) return false;
    out.fitted.assign(point.f.begin(), point.f.end());
    std::vector<std::size_t> inside;
    for (std::size_t j = 0; j < count; ++j)
        if (setup.free[j] && minimum.p[j] > setup.lower[j] && minimum.p[j] < setup.upper[j])
            inside.push_back(j);
    std::vector<T> a(n * inside.size());
    for (std::size_t i = 0; i < n; ++i) {
        T s, z;
        problem.objective.working(i, point.f[i], s, z);
        if (is_robust(setup.error)) s = static_cast<T>(problem.objective.root(i));
        for (std::size_t c = 0; c < inside.size(); ++c)
            a[c * n + i] = s * point.column(inside[c])[i];
    }
    PivotedQr<T> qr;
    qr.factor(a, n, inside.size(), 16.0 * static_cast<double>(std::numeric_limits<T>::epsilon()));
    const auto gram = qr.inverse_gram();
    for (std::size_t a_index = 0; a_index < inside.size(); ++a_index)
        for (std::size_t b_index = 0; b_index < inside.size(); ++b_index)
            out.covariance(static_cast<Eigen::Index>(inside[a_index]),
                           static_cast<Eigen::Index>(inside[b_index])) =
                static_cast<double>(gram[b_index * inside.size() + a_index]);
    for (std::size_t c = 0; c < inside.size(); ++c) {
        const auto index = static_cast<Eigen::Index>(inside[c]);
        out.estimated[inside[c]] =
            out.covariance(index, index) > 0.0 &&
            (qr.full_rank() || stands_alone(std::span<const T>(a), n, c, qr.rank()));
    }
    return true;
}

/// Covariance s^2 (J'WJ)^-1 at the optimum, s^2 the weighted sum of squares over n - p. Counts:
/// the inverse of the expected (Fisher) information, which does not depend on the size's estimate
/// to first order. Robust fits: Huber's covariance of M-estimates.
[[nodiscard]] Precision precision_at(const Setup& setup, Predictors x, std::span<const double> y,
                                     std::span<const double> weights, const Minimum& minimum);

/// What one degree of freedom adds to a robust loss: infinite where psi tells nothing.
[[nodiscard]] double loss_unit_at(const Setup& setup, Predictors x, std::span<const double> y,
                                  std::span<const double> weights, const Minimum& minimum);

/// Maximised log-likelihood of the observations (constants included, so that error models compare).
[[nodiscard]] double log_likelihood(const Setup& setup, std::span<const double> y,
                                    std::span<const double> weights, const std::vector<double>& mu,
                                    const Minimum& minimum);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/inference.ipp>
#endif
