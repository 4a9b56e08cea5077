#pragma once
/// \file
/// How long reserves last: static and growth-adjusted lifetimes, and Hubbert's linearisation.
///
/// None of these is a forecast of depletion: reserves are what is known and pays today.

#include <optional>
#include <span>
#include <string>

#include <reeindex/core/series.hpp>
#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Reserves over annual production, in years.
/// \throws InvalidArgument unless both are finite, reserves >= 0 and production > 0.
[[nodiscard]] double reserves_to_production(double reserves, double production);

namespace detail {
/// -1 if the true figure is below the printed one, 1 if above, 0 if neither is said.
[[nodiscard]] constexpr int side(Qualifier qualifier) noexcept {
    switch (qualifier) {
        case Qualifier::more_than:
        case Qualifier::at_least:
            return 1;
        case Qualifier::almost:
        case Qualifier::less_than:
        case Qualifier::up_to:
            return -1;
        case Qualifier::exact:
        case Qualifier::about:
            break;
    }
    return 0;
}

/// Qualifier of a ratio; throws if the two ends pull in different directions.
[[nodiscard]] Qualifier ratio_qualifier(Qualifier top, Qualifier bottom);
}  // namespace detail

/// Reserves over annual production as a quantity in years. A bound of the reserves is a bound of
/// the result: "more than 90 Mt" gives "more than ... a". \param production a mass per year, or the
/// mass of one year. \throws UnitError if units or bases do not fit together; InvalidArgument as
/// above, or if the two qualifiers leave the ratio without a bound.
[[nodiscard]] Quantity reserves_to_production(const Quantity& reserves, const Quantity& production);

/// Reserves over production of two series in one year, with their units and qualifiers.
/// \throws NotFound, InvalidArgument, UnitError
[[nodiscard]] Quantity reserves_to_production(const TimeSeries& reserves,
                                              const TimeSeries& production, Year year);

/// Lifetime of reserves when production grows by a rate each year: ln(1 + g R/P) / ln(1 + g).
/// Equal to R/P at rate 0. Infinite if production falls so fast that the reserves are never used
/// up. \param static_lifetime R/P in years. \param annual_rate growth per year, 0.05 is 5 %; above
/// -1. \throws InvalidArgument
[[nodiscard]] double growth_adjusted_lifetime(double static_lifetime, double annual_rate);

/// The same with continuous growth: ln(1 + r R/P) / r.
/// \param rate instantaneous growth per year.
/// \throws InvalidArgument
[[nodiscard]] double growth_adjusted_lifetime_continuous(double static_lifetime, double rate);

/// Hubbert's linearisation P/Q = r (1 - Q/URR): least squares of P/Q on Q.
struct HubbertLinearization {
    double rate = 0.0;                     ///< r, per year: the line at Q = 0
    double slope = 0.0;                    ///< of P/Q on Q
    std::optional<double> stderr_slope{};  ///< none with two points
    /// Ultimately recoverable resource, where the line meets 0. None if the line does not fall: the
    /// data then contain no ceiling.
    std::optional<double> urr{};
    double r_squared = 0.0;  ///< of the line through P/Q
    std::size_t n = 0;       ///< points used
    std::string message;     ///< what the line means, or why there is no ceiling
};

/// Hubbert's linearisation of production and cumulative production. Q at a year's end includes that
/// year's production. Production before the first year belongs into Q: leaving it out bends the
/// line. The points are neither independent nor of equal variance, and the result is known to be
/// unstable. \throws InvalidArgument for fewer than two points, values that are not positive, or
/// cumulative production that does not rise.
[[nodiscard]] HubbertLinearization hubbert_linearization(std::span<const double> cumulative,
                                                         std::span<const double> production);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/depletion.ipp>
#endif
