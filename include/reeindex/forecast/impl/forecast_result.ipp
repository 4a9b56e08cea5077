#pragma once
#include <cmath>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/forecast/forecast_result.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<double> Forecast::levels() const {
    if (bands.empty()) return {level};
    std::vector<double> out;
    for (const auto& band : bands) out.push_back(band.level);
    return out;
}

REEINDEX_INLINE PredictionBand Forecast::band(double wanted) const {
    for (const auto& one : bands)
        if (std::abs(one.level - wanted) < 1e-9) return one;
    if (std::abs(level - wanted) < 1e-9) return {.level = level, .lower = lower, .upper = upper};
    std::vector<std::string> known;
    for (const double one : levels()) known.push_back(detail::to_plain(one));
    throw InvalidArgument("level", detail::to_text(wanted),
                          detail::concat("one of those of the forecast: ", detail::join(known)));
}

}  // namespace reeindex
