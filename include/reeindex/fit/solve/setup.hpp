#pragma once
/// \file
/// What is to be minimised: a curve anchored at its data, with what is free and within which
/// bounds; and where a fit ended.

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
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
             std::span<const double> weights) {
        for (const double value : y) data_scale_ = std::max(data_scale_, std::abs(value));
        const bool rescale = setup.error == ErrorModel::gaussian && data_scale_ > 0.0;
        if (!rescale) data_scale_ = 1.0;
        roots_.resize(y.size());
        for (std::size_t i = 0; i < y.size(); ++i)
            roots_[i] = (weights.empty() ? 1.0 : std::sqrt(weights[i])) / data_scale_;
        problem.curve = &setup.curve.model();
        problem.x = x;
        problem.objective = {.model = setup.error, .y = y, .roots = roots_};
        problem.lower = setup.lower;
        problem.upper = setup.upper;
        problem.free = setup.free;
        problem.linear.assign(setup.free.size(), false);
        if (setup.error == ErrorModel::gaussian)
            for (std::size_t j = 0; j < setup.free.size(); ++j)
                problem.linear[j] = setup.curve.parameters()[j].linear;
    }
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
