#pragma once
#include <cmath>
#include <cstddef>
#include <limits>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/depletion.hpp>

namespace reeindex {

REEINDEX_INLINE double reserves_to_production(double reserves, double production) {
    detail::require_non_negative("reserves", reserves);
    detail::require_positive("production", production);
    return reserves / production;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE Qualifier ratio_qualifier(Qualifier top, Qualifier bottom) {
    const int up = side(top);
    const int down = -side(bottom);
    if (up * down < 0)
        throw InvalidArgument("qualifiers", concat(name(top), " over ", name(bottom)),
                              "bounds that agree; this ratio is bounded on neither side");
    const int direction = up != 0 ? up : down;
    const bool vague = top == Qualifier::about || bottom == Qualifier::about;
    if (direction == 0) return vague ? Qualifier::about : Qualifier::exact;
    if (vague) return Qualifier::about;
    if (direction > 0) {
        const bool strict = top == Qualifier::more_than || bottom == Qualifier::less_than ||
                            bottom == Qualifier::almost;
        return strict ? Qualifier::more_than : Qualifier::at_least;
    }
    const bool strict =
        top == Qualifier::less_than || top == Qualifier::almost || bottom == Qualifier::more_than;
    return strict ? Qualifier::less_than : Qualifier::up_to;
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE Quantity reserves_to_production(const Quantity& reserves,
                                                const Quantity& production) {
    detail::require_same_basis(reserves, production, "divide");
    std::string unit = production.unit.code();
    if (unit.ends_with("/a")) unit.resize(unit.size() - 2);
    const Unit mass{unit};
    const double years =
        reserves_to_production(reserves.value * reserves.unit.factor_to(mass), production.value);
    return {years, Unit{"a"}, Basis::none,
            detail::ratio_qualifier(reserves.qualifier, production.qualifier)};
}

REEINDEX_INLINE Quantity reserves_to_production(const TimeSeries& reserves,
                                                const TimeSeries& production, Year year) {
    const auto quantity = [year](const TimeSeries& series) {
        const double value = series.at(year);
        Qualifier qualifier = Qualifier::exact;
        for (const auto& observation : series.observations())
            if (observation.year == year) qualifier = observation.qualifier;
        return Quantity{value, series.unit(), series.basis(), qualifier};
    };
    return reserves_to_production(quantity(reserves), quantity(production));
}

REEINDEX_INLINE double growth_adjusted_lifetime(double static_lifetime, double annual_rate) {
    detail::require_non_negative("static lifetime", static_lifetime);
    if (!(annual_rate > -1.0) || !std::isfinite(annual_rate))
        throw InvalidArgument("annual rate", detail::to_text(annual_rate),
                              "finite and greater than -1");
    if (annual_rate == 0.0) return static_lifetime;
    const double used = annual_rate * static_lifetime;
    if (used <= -1.0) return std::numeric_limits<double>::infinity();
    return std::log1p(used) / std::log1p(annual_rate);
}

REEINDEX_INLINE double growth_adjusted_lifetime_continuous(double static_lifetime, double rate) {
    detail::require_non_negative("static lifetime", static_lifetime);
    detail::require_finite("rate", rate);
    if (rate == 0.0) return static_lifetime;
    const double used = rate * static_lifetime;
    if (used <= -1.0) return std::numeric_limits<double>::infinity();
    return std::log1p(used) / rate;
}

REEINDEX_INLINE HubbertLinearization hubbert_linearization(std::span<const double> cumulative,
                                                           std::span<const double> production) {
    const std::size_t n = cumulative.size();
    if (production.size() != n)
        throw InvalidArgument("production", detail::concat("of length ", production.size()),
                              detail::concat("of the length of cumulative, ", n));
    if (n < 2)
        throw InvalidArgument("cumulative", detail::concat("of length ", n), "at least two values");
    detail::Sum x_sum, y_sum;
    for (std::size_t i = 0; i < n; ++i) {
        detail::require_positive("cumulative", cumulative[i]);
        detail::require_positive("production", production[i]);
        if (i > 0 && cumulative[i] <= cumulative[i - 1])
            throw InvalidArgument("cumulative",
                                  detail::concat(cumulative[i], " after ", cumulative[i - 1]),
                                  "strictly increasing");
        x_sum += cumulative[i];
        y_sum += production[i] / cumulative[i];
    }
    const double count = static_cast<double>(n);
    const double x_mean = x_sum.value() / count;
    const double y_mean = y_sum.value() / count;
    detail::Sum xx, xy, yy, rss;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = cumulative[i] - x_mean;
        const double y = production[i] / cumulative[i] - y_mean;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    HubbertLinearization out;
    out.n = n;
    out.slope = xy.value() / xx.value();
    out.rate = y_mean - out.slope * x_mean;
    for (std::size_t i = 0; i < n; ++i) {
        const double residual =
            (production[i] / cumulative[i] - y_mean) - out.slope * (cumulative[i] - x_mean);
        rss += residual * residual;
    }
    out.r_squared = yy.value() > 0.0 ? 1.0 - rss.value() / yy.value() : 0.0;
    if (n > 2) out.stderr_slope = std::sqrt(rss.value() / (count - 2.0) / xx.value());
    if (out.slope < 0.0) {
        out.urr = -out.rate / out.slope;
        out.message = "the line falls to zero at the ultimately recoverable resource";
    } else {
        out.message = "P/Q does not fall with Q: the data contain no ceiling";
    }
    return out;
}

}  // namespace reeindex
