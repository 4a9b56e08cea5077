#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/concentration.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<double> shares(std::span<const double> amounts) {
    const double total = detail::require_amounts("values", amounts);
    std::vector<double> out(amounts.begin(), amounts.end());
    for (auto& share : out) share /= total;
    return out;
}

REEINDEX_INLINE double hhi(std::span<const double> amounts) {
    detail::Sum sum;
    for (const double share : shares(amounts)) sum += share * share;
    return sum.value();
}

REEINDEX_INLINE double normalized_hhi(std::span<const double> amounts) {
    const double index = hhi(amounts);
    if (amounts.size() < 2)
        throw InvalidArgument("values", "of length 1", "at least two units to normalise over");
    const double equal = 1.0 / static_cast<double>(amounts.size());
    return std::max(0.0, (index - equal) / (1.0 - equal));
}

REEINDEX_INLINE double concentration_ratio(std::span<const double> amounts, std::size_t n) {
    auto parts = shares(amounts);
    if (n < 1 || n > parts.size())
        throw InvalidArgument("n", detail::concat(n),
                              detail::concat("from 1 to the number of units, ", parts.size()));
    std::sort(parts.begin(), parts.end(), std::greater<>{});
    detail::Sum sum;
    for (std::size_t i = 0; i < n; ++i) sum += parts[i];
    return n == parts.size() ? 1.0 : sum.value();
}

REEINDEX_INLINE double shannon(std::span<const double> amounts) {
    detail::Sum sum;
    for (const double share : shares(amounts))
        if (share > 0.0) sum += -share * std::log(share);
    return std::max(0.0, sum.value());
}

REEINDEX_INLINE double theil(std::span<const double> amounts) {
    detail::Sum sum;
    const double n = static_cast<double>(amounts.size());
    for (const double share : shares(amounts))
        if (share > 0.0) sum += share * std::log(share * n);
    return std::max(0.0, sum.value());
}

REEINDEX_INLINE Concentration concentration(std::span<const double> amounts) {
    Concentration out;
    out.hhi = hhi(amounts);
    out.n = amounts.size();
    out.n_positive = static_cast<std::size_t>(
        std::count_if(amounts.begin(), amounts.end(), [](double x) { return x > 0.0; }));
    out.hhi_10000 = 1e4 * out.hhi;
    if (out.n > 1) out.normalized_hhi = normalized_hhi(amounts);
    out.effective_number = 1.0 / out.hhi;
    out.largest_share = concentration_ratio(amounts, 1);
    out.shannon = shannon(amounts);
    out.theil = theil(amounts);
    return out;
}

REEINDEX_INLINE HhiBounds hhi_bounds(std::span<const double> known_shares) {
    const double covered = detail::require_amounts("shares", known_shares);
    if (covered > 1.0 + 1e-9)
        throw InvalidArgument("shares", detail::concat("in sum ", covered),
                              "fractions of the whole, at most 1 in sum");
    detail::Sum sum;
    for (const double share : known_shares) sum += share * share;
    const double rest = std::max(0.0, 1.0 - covered);
    return {sum.value(), sum.value() + rest * rest, std::min(1.0, covered)};
}

REEINDEX_INLINE std::string_view hhi_class(double index, int guidelines) {
    detail::require_fraction("hhi", index);
    const auto& thresholds = hhi_thresholds(guidelines);
    if (index * 1e4 > thresholds.high) return "highly concentrated";
    return index * 1e4 > thresholds.moderate ? "moderately concentrated" : "unconcentrated";
}

}  // namespace reeindex
