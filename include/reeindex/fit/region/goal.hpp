#pragma once
/// \file
/// What is maximised over a confidence region.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace reeindex::detail {

/// A function of a fitted curve: one of its parameters, any function of them, or a sum of values of
/// the curve.
struct Goal {
    std::optional<std::size_t> parameter{};
    std::function<double(std::span<const double>)> function{};  ///< of all parameters
    std::vector<double> rows{};    ///< predictors of the values that are summed
    std::vector<double> shares{};  ///< factor of each value
    bool logarithm = false;        ///< of the sum
    double omega = 0.0;            ///< 1/weight of a new observation around the value; 0 for none

    [[nodiscard]] bool is_sum() const { return !shares.empty(); }
};

}  // namespace reeindex::detail
