#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/series.hpp>

namespace reeindex {

REEINDEX_INLINE View parse_view(std::string_view text) {
    if (text == "corrected") return View::corrected;
    if (text == "printed") return View::printed;
    throw NotFound("view", text, std::array<std::string_view, 2>{"corrected", "printed"});
}

REEINDEX_INLINE TimeSeries::TimeSeries(SeriesInfo info, std::vector<Observation> observations,
                                       View view)
    : info_(std::move(info)), observations_(std::move(observations)), view_(view) {
    if (observations_.empty())
        throw InvalidArgument("observations", "empty", "at least one observation");
    for (std::size_t i = 0; i < observations_.size(); ++i) check(i);
}

REEINDEX_INLINE std::string TimeSeries::label() const {
    if (!info_.title.empty()) return info_.title;
    if (!info_.indicator.empty()) return key();
    return info_.area.empty() ? "series" : info_.area;
}

REEINDEX_INLINE TimeSeries TimeSeries::with_view(View view) const {
    TimeSeries copy = *this;
    copy.view_ = view;
    return copy;
}

REEINDEX_INLINE double TimeSeries::at(Year year) const {
    for (std::size_t i = 0; i < observations_.size(); ++i) {
        if (observations_[i].year != year) continue;
        if (const auto found = value(i)) return *found;
        throw InvalidArgument("year", detail::concat(year.value()),
                              detail::concat("a year with a value; ", label(), " has status ",
                                             code(status(i)), " (", meaning(status(i)), ") there"));
    }
    throw NotFound("year", detail::concat(year.value()), year_texts());
}

REEINDEX_INLINE TimeSeries TimeSeries::between(Year first, Year last) const {
    std::vector<Observation> kept;
    for (const auto& observation : observations_)
        if (observation.year >= first && observation.year <= last) kept.push_back(observation);
    if (kept.empty())
        throw InvalidArgument(
            "years", detail::concat(first.value(), " to ", last.value()),
            detail::concat("within ", first_year().value(), " to ", last_year().value()));
    return {info_, std::move(kept), view_};
}

REEINDEX_INLINE TimeSeries TimeSeries::to(const Unit& unit) const {
    const double factor = info_.unit.factor_to(unit);
    TimeSeries copy = *this;
    copy.info_.unit = unit;
    copy.info_.decimals.reset();
    for (auto& observation : copy.observations_) {
        if (observation.standard_error) *observation.standard_error *= factor;
        if (observation.printed) *observation.printed *= factor;
        if (observation.correction) observation.correction->value *= factor;
    }
    return copy;
}

REEINDEX_INLINE std::vector<Observation> TimeSeries::make(std::span<const int> years,
                                                          std::span<const double> values,
                                                          std::span<const ObsStatus> status,
                                                          MissingPolicy missing) {
    if (years.size() != values.size())
        throw InvalidArgument("values", detail::concat("of length ", values.size()),
                              detail::concat("of the length of years, ", years.size()));
    if (!status.empty() && status.size() != values.size())
        throw InvalidArgument("status", detail::concat("of length ", status.size()),
                              detail::concat("of the length of values, ", values.size()));
    std::vector<Observation> out;
    out.reserve(years.size());
    for (std::size_t i = 0; i < years.size(); ++i) {
        Observation one{.year = Year{years[i]}};
        if (!status.empty()) one.printed_status = status[i];
        const bool expected = is_missing(one.printed_status);
        if (std::isnan(values[i])) {
            if (!expected && missing == MissingPolicy::raise)
                throw InvalidArgument(
                    "values", detail::concat("nan at position ", i, " (year ", years[i], ")"),
                    "finite; give the year the status O (missing), ask for missing=\"mark\", "
                    "or "
                    "leave the year out");
            if (!expected) one.printed_status = ObsStatus::missing;
        } else {
            one.printed = values[i];
        }
        out.push_back(std::move(one));
    }
    return out;
}

REEINDEX_INLINE void TimeSeries::check(std::size_t i) const {
    const auto& one = observations_[i];
    const auto place = detail::concat(" at position ", i, " (year ", one.year.value(), ")");
    if (i > 0 && one.year <= observations_[i - 1].year)
        throw InvalidArgument("years",
                              detail::concat(one.year.value(), " after ",
                                             observations_[i - 1].year.value(), " at position ", i),
                              "strictly increasing");
    if (one.printed && !std::isfinite(*one.printed))
        throw InvalidArgument("values", detail::to_text(*one.printed) + place, "finite");
    if (one.correction && !std::isfinite(one.correction->value))
        throw InvalidArgument("correction", detail::to_text(one.correction->value) + place,
                              "finite");
    if (one.printed && is_missing(one.printed_status))
        throw InvalidArgument("status", detail::concat(code(one.printed_status), place),
                              "a status that allows a value, because there is one");
    if (!one.printed && !is_missing(one.printed_status))
        throw InvalidArgument("status", detail::concat(code(one.printed_status), place),
                              "one of H, L, M, O, Q, because there is no value");
}

REEINDEX_INLINE std::vector<std::string> TimeSeries::year_texts() const {
    std::vector<std::string> out;
    for (const auto& one : observations_) out.push_back(detail::concat(one.year.value()));
    return out;
}

}  // namespace reeindex
