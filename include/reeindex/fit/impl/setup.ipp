#pragma once
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/setup.hpp>

namespace reeindex::detail {

REEINDEX_INLINE Prepared::Prepared(const Setup& setup, Predictors x, std::span<const double> y,
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

}  // namespace reeindex::detail
