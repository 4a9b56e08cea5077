#pragma once
// Joining series year by year.

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <reeindex/data/splice.hpp>

namespace reeindex {
namespace detail {

/// What a part is called: its label, or its place in the list.
REEINDEX_INLINE std::string part_name(const TimeSeries& part, std::size_t place) {
    auto out = part.label();
    if (out == "series") out = concat("part ", place + 1);
    const auto& vintage = part.info().vintage;
    if (!vintage.empty() && out.find(vintage) == std::string::npos) out += " (" + vintage + ")";
    return out;
}

using Values = std::map<int, double>;

REEINDEX_INLINE Values values_by_year(const TimeSeries& series) {
    Values out;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (const auto value = series.value(i))
            out.emplace(series.observations()[i].year.value(), *value);
    return out;
}

/// How two parts compare in the years that both have.
REEINDEX_INLINE SpliceOverlap overlap_of(const Values& kept, const Values& left) {
    SpliceOverlap out;
    for (const auto& [year, value] : kept) {
        const auto other = left.find(year);
        if (other == left.end() || other->second == 0.0) continue;
        const double ratio = value / other->second;
        if (out.years == 0) {
            out.first_year = year;
            out.least_ratio = out.greatest_ratio = ratio;
        }
        out.last_year = year;
        ++out.years;
        out.mean_ratio += (ratio - out.mean_ratio) / static_cast<double>(out.years);
        out.least_ratio = std::min(out.least_ratio, ratio);
        out.greatest_ratio = std::max(out.greatest_ratio, ratio);
    }
    return out;
}

REEINDEX_INLINE void require_one_quantity(std::span<const TimeSeries> parts) {
    for (const auto& one : parts) {
        (void)one.unit().factor_to(parts.front().unit());
        if (one.basis() != parts.front().basis())
            throw UnitError(concat("cannot join '", parts.front().label(), "' (basis ",
                                   name(parts.front().basis()), ") and '", one.label(), "' (basis ",
                                   name(one.basis()),
                                   "): they are masses of different things; convert one of them "
                                   "first"));
    }
}

}  // namespace detail

REEINDEX_INLINE Splice splice(std::span<const TimeSeries> parts, const SpliceOptions& options) {
    if (parts.size() < 2)
        throw InvalidArgument("parts", detail::concat(parts.size()), "two series or more");
    if (!std::isfinite(options.tolerance) || options.tolerance < 0.0)
        throw InvalidArgument("tolerance", detail::to_text(options.tolerance), "finite, 0 or more");
    detail::require_one_quantity(parts);
    std::vector<TimeSeries> all;
    std::vector<detail::Values> values;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        all.push_back(parts[i].to(parts.front().unit()));
        values.push_back(detail::values_by_year(all.back()));
        names.push_back(detail::part_name(parts[i], i));
    }
    // Of each year the first part with a value, else the first that names the year at all.
    std::map<int, std::pair<std::size_t, const Observation*>> chosen;
    for (const bool missing : {false, true})
        for (std::size_t i = 0; i < all.size(); ++i)
            for (const auto& one : all[i].observations())
                if (one.value(all[i].view()).has_value() != missing)
                    chosen.try_emplace(one.year.value(), i, &one);
    std::vector<Observation> observations;
    std::vector<std::size_t> origins;
    std::vector<SpliceOverlap> overlaps;
    std::vector<Note> notes;
    double bounds = 0.0;
    for (const auto& [year, choice] : chosen) {
        const auto& [part, cell] = choice;
        Observation one = *cell;
        if (!origins.empty() && origins.back() != part) {
            const auto before = origins.back();
            auto& note = one.note;
            note += detail::concat(note.empty() ? "" : "; ", "break: ", names[part], " after ",
                                   names[before]);
            if (one.printed_status == ObsStatus::normal && one.printed)
                one.printed_status = ObsStatus::break_in_series;
            const auto kept = std::min(part, before), left = std::max(part, before);
            auto overlap = detail::overlap_of(values[kept], values[left]);
            overlap.kept = names[kept];
            overlap.left = names[left];
            if (std::none_of(overlaps.begin(), overlaps.end(), [&](const SpliceOverlap& other) {
                    return other.kept == overlap.kept && other.left == overlap.left;
                }))
                overlaps.push_back(std::move(overlap));
        }
        bounds += one.printed && one.qualifier != Qualifier::exact ? 1.0 : 0.0;
        origins.push_back(part);
        observations.push_back(std::move(one));
    }
    for (const auto& one : overlaps) {
        const std::vector<std::pair<std::string, std::string>> pair{{"kept", one.kept},
                                                                    {"left", one.left}};
        if (one.years == 0)
            notes.push_back({.kind = "no_overlap", .names = pair});
        else if (one.greatest_ratio > 1.0 + options.tolerance ||
                 one.least_ratio < 1.0 - options.tolerance)
            notes.push_back({.kind = "level_shift",
                             .numbers = {{"mean_ratio", one.mean_ratio},
                                         {"least_ratio", one.least_ratio},
                                         {"greatest_ratio", one.greatest_ratio},
                                         {"years", static_cast<double>(one.years)}},
                             .names = pair});
    }
    if (bounds > 0.0) notes.push_back({.kind = "bound", .numbers = {{"years", bounds}}});
    SeriesInfo info = all.front().info();
    const auto& vintage = info.vintage;
    if (const auto mark = " (" + vintage + ")"; !vintage.empty() && info.title.ends_with(mark))
        info.title.resize(info.title.size() - mark.size());
    info.title = !options.title.empty()
                     ? options.title
                     : (info.title.empty() ? "series" : info.title) + ", spliced";
    info.vintage = "spliced";
    info.note = "spliced from " + detail::join(names);
    const View view = all.front().view();
    return {.series = TimeSeries{std::move(info), std::move(observations), view},
            .parts = std::move(names),
            .origins = std::move(origins),
            .overlaps = std::move(overlaps),
            .notes = std::move(notes)};
}

}  // namespace reeindex
