#pragma once
/// \file
/// What the indicators share: compensated sums and the checks of their inputs.

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
[[nodiscard]] double log_ratio(double a, double b) noexcept;

void require_finite_at(std::string_view name, std::span<const double> values);

/// Finite, not negative, at least one, with a sum that is positive and finite.
/// \returns the sum.
double require_amounts(std::string_view name, std::span<const double> values);

void require_fraction(std::string_view name, double value);

void require_level(double level);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/sums.ipp>
#endif
