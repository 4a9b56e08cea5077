#pragma once
#include <cmath>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex::detail {

REEINDEX_INLINE double log_ratio(double a, double b) noexcept {
    if (a >= 0.5 * b && b >= 0.5 * a) return std::log1p((b - a) / a);
    return std::log(b) - std::log(a);
}

REEINDEX_INLINE void require_finite_at(std::string_view name, std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw InvalidArgument(name, concat(to_text(values[i]), " at position ", i), "finite");
}

REEINDEX_INLINE double require_amounts(std::string_view name, std::span<const double> values) {
    if (values.empty()) throw InvalidArgument(name, "empty", "at least one value");
    require_finite_at(name, values);
    Sum sum;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] < 0.0)
            throw InvalidArgument(name, concat(to_text(values[i]), " at position ", i),
                                  "not negative");
        sum += values[i];
    }
    if (!std::isfinite(sum.value()))
        throw InvalidArgument(name, "too large", "small enough that the sum is finite");
    if (!(sum.value() > 0.0)) throw InvalidArgument(name, "all zero", "positive in sum");
    return sum.value();
}

REEINDEX_INLINE void require_fraction(std::string_view name, double value) {
    if (!(value >= 0.0 && value <= 1.0)) throw InvalidArgument(name, to_text(value), "from 0 to 1");
}

REEINDEX_INLINE void require_level(double level) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", to_text(level), "between 0 and 1, neither included");
}

}  // namespace reeindex::detail
