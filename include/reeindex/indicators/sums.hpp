#pragma once
/// \file
/// What the indicators share: compensated sums and the checks of their inputs.

#include <cmath>
#include <span>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex::detail {

/// Sum with the rounding errors carried along (Neumaier 1974, doi:10.1002/zamm.19740540106).
class Sum {
public:
    constexpr Sum& operator+=(double term) noexcept {
        const double total = sum_ + term;
        const bool sum_is_larger = (sum_ < 0 ? -sum_ : sum_) >= (term < 0 ? -term : term);
        rest_ += sum_is_larger ? (sum_ - total) + term : (term - total) + sum_;
        sum_ = total;
        return *this;
    }
    [[nodiscard]] constexpr double value() const noexcept { return sum_ + rest_; }

private:
    double sum_ = 0.0;
    double rest_ = 0.0;
};

/// log(b / a) for positive a and b, without losing digits when they are close or extreme.
[[nodiscard]] inline double log_ratio(double a, double b) noexcept {
    if (a >= 0.5 * b && b >= 0.5 * a) return std::log1p((b - a) / a);
    return std::log(b) - std::log(a);
}

inline void require_finite_at(std::string_view name, std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw InvalidArgument(name, concat(to_text(values[i]), " at position ", i), "finite");
}

/// Finite, not negative, at least one, with a sum that is positive and finite.
/// \returns the sum.
inline double require_amounts(std::string_view name, std::span<const double> values) {
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

inline void require_fraction(std::string_view name, double value) {
    if (!(value >= 0.0 && value <= 1.0)) throw InvalidArgument(name, to_text(value), "from 0 to 1");
}

inline void require_level(double level) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", to_text(level), "between 0 and 1, neither included");
}

}  // namespace reeindex::detail
