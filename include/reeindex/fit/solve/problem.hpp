#pragma once
/// \file
/// One fit as the solver sees it: a curve, its data, an objective, and what is free within which
/// bounds.

#include <cmath>
#include <span>
#include <vector>

#include <reeindex/core/interrupt.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/fit/error_model.hpp>

namespace reeindex::detail {

/// Values and Jacobian of a curve at the data; the engine never needs to know more of it.
struct Problem {
    const CurveModel* curve = nullptr;
    Predictors x{};
    Objective objective{};
    std::vector<double> lower, upper;
    std::vector<bool> free;    ///< false: held at its value
    std::vector<bool> linear;  ///< eliminated exactly; only with the Gaussian objective

    [[nodiscard]] std::size_t rows() const noexcept { return objective.y.size(); }
    [[nodiscard]] std::size_t parameters() const noexcept { return free.size(); }
    [[nodiscard]] std::size_t free_count() const;
    [[nodiscard]] std::vector<std::size_t> select(bool want_linear) const;
};

template <class T>
[[nodiscard]] bool all_finite(std::span<const T> values) {
    using std::isfinite;
    for (const auto& value : values)
        if (!isfinite(value)) return false;
    return true;
}

/// Parameters with the curve's values, Jacobian and objective there.
template <class T>
struct Point {
    std::vector<T> p, f, jacobian;
    T objective = std::numeric_limits<T>::infinity();

    [[nodiscard]] bool usable() const {
        using std::isfinite;
        return isfinite(objective);
    }
    [[nodiscard]] std::span<const T> column(std::size_t j) const {
        return std::span<const T>(jacobian).subspan(j * f.size(), f.size());
    }
};

/// Evaluates the curve; false if it is not finite there or has no such precision. Every search goes
/// through here, so this is where work on one long series looks for an interrupt.
template <class T>
[[nodiscard]] bool evaluate(const Problem& problem, Point<T>& point, bool with_jacobian) {
    if (problem.rows() >= 64) look_for_interrupt();  // beside so many rows it costs nothing
    point.f.resize(problem.rows());
    if (with_jacobian) point.jacobian.resize(problem.rows() * problem.parameters());
    T* jacobian = with_jacobian ? point.jacobian.data() : nullptr;
    const std::span<const T> p(point.p);
    if constexpr (std::is_same_v<T, double>) {
        problem.curve->evaluate(problem.x, p, point.f.data(), jacobian);
    } else {
        if (!problem.curve->evaluate(problem.x, p, point.f.data(), jacobian)) return false;
    }
    point.objective = std::numeric_limits<T>::infinity();
    if (!all_finite<T>(point.f)) return false;
    if (with_jacobian && !all_finite<T>(point.jacobian)) return false;
    point.objective = problem.objective.total(std::span<const T>(point.f));
    return point.usable();
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/problem.ipp>
#endif
