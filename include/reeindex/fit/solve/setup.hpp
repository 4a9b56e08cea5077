#pragma once
/// \file
/// What is to be minimised: a curve anchored at its data, with what is free and within which
/// bounds; and where a fit ended.

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <reeindex/fit/error_model.hpp>
#include <reeindex/fit/solve/linear_least_squares.hpp>
#include <reeindex/fit/solve/problem.hpp>

namespace reeindex::detail {

/// A curve anchored at its data, with what is free and within which bounds.
struct Setup {
    AnyCurve curve;
    Axis axis{};
    std::vector<double> lower{}, upper{}, base{};
    std::vector<bool> free{};
    std::vector<double> start{};  ///< empty if the curve starts itself
    ErrorModel error = ErrorModel::gaussian;
    int max_iterations = 400;
    int starts = 60;
    std::uint64_t seed = 1;
    /// Objective above which the last digits do not matter.
    double refine_below = infinity;
    /// Dispersion held at the value of another fit, so that objectives compare.
    std::optional<double> scale{}, size{};
    /// Whether a descent that came to these parameters and this objective, and did not settle, is
    /// on its way to a limit of the curve. May be empty.
    std::function<bool(const std::vector<double>&, double)> leads_to_limit{};

    [[nodiscard]] std::size_t free_count() const {
        return static_cast<std::size_t>(std::count(free.begin(), free.end(), true));
    }
};

/// Where a fit ended.
struct Minimum {
    std::vector<double> p;
    double objective = infinity;  ///< in units of the data
    bool converged = false;
    int iterations = 0;
    double scale = 1.0;                          ///< residual scale of the robust models
    double size = Objective::infinity_size;      ///< negative binomial
    std::optional<LinearRegression> regression;  ///< curves that are linear in every parameter

    [[nodiscard]] bool usable() const { return !p.empty() && std::isfinite(objective); }
};

/// A problem ready to be solved, with the storage behind its spans.
class Prepared {
public:
    Prepared(const Setup& setup, Predictors x, std::span<const double> y,
             std::span<const double> weights);
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    /// Factor from the solver's objective to units of the data.
    [[nodiscard]] double unit() const noexcept { return data_scale_ * data_scale_; }
    /// Changes the weight of one row.
    void weigh(std::size_t row, double weight) { roots_[row] = std::sqrt(weight) / data_scale_; }

    Problem problem;

private:
    std::vector<double> roots_;
    double data_scale_ = 0.0;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/setup.ipp>
#endif
