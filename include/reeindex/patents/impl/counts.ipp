#pragma once
/// \file
/// Annual counts of patents.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/office_codes.hpp>

namespace reeindex {

namespace detail {

/// Last year of which the file can hold all documents.
///
/// By publication or grant the last year is complete if the file reaches its last week. By priority
/// or filing a document is published up to 18 months later (EPC Art. 93; PCT Art. 21), so a year is
/// complete if the file reaches the June of the second year after it.
REEINDEX_INLINE int complete_until(const PatentTable& table, DateBasis basis) {
    auto last = table.last_publication();
    if (!last) {  // no publication dates: the file reaches at least its latest date
        std::uint32_t latest = 0;
        for (std::size_t i = 0; i < table.size(); ++i)
            latest = std::max(latest, table.packed_date(i, basis));
        if (latest == 0) return PatentDate::max_year;
        last = PatentDate::from_packed(latest);
    }
    const bool year_end = last->month() == 12 && last->day() >= 24;
    if (basis == DateBasis::publication || basis == DateBasis::grant)
        return year_end ? last->year() : last->year() - 1;
    return last->month() > 6 || (last->month() == 6 && last->day() >= 24) ? last->year() - 2
                                                                          : last->year() - 3;
}

/// Number of keys of a record.
REEINDEX_INLINE std::size_t key_count(const PatentTable& table, std::size_t i, CountBy by) {
    switch (by) {
        case CountBy::total:
        case CountBy::office:
            return 1;
        case CountBy::applicant:
            return table.applicants(i).size();
        case CountBy::technology:
            return static_cast<std::size_t>(std::popcount(table.classes(i).technologies));
        case CountBy::field:
            return static_cast<std::size_t>(std::popcount(table.classes(i).fields));
    }
    return 0;
}

/// Calls `use(key number)` for each key of a record.
template <class Use>
void for_keys(const PatentTable& table, std::size_t i, CountBy by, Use use) {
    const auto bits = [&](std::uint64_t set) {
        for (; set != 0; set &= set - 1) use(static_cast<std::size_t>(std::countr_zero(set)));
    };
    switch (by) {
        case CountBy::total:
            return use(std::size_t{0});
        case CountBy::office:
            return use(table.office_slot(i));
        case CountBy::applicant:
            for (const auto id : table.applicants(i)) use(std::size_t{id});
            return;
        case CountBy::technology:
            return bits(table.classes(i).technologies);
        case CountBy::field:
            return bits(table.classes(i).fields);
    }
}

REEINDEX_INLINE std::size_t key_slots(const PatentTable& table, CountBy by) {
    switch (by) {
        case CountBy::total:
            return 1;
        case CountBy::office:
            return office_slots;
        case CountBy::applicant:
            return table.applicant_count();
        case CountBy::technology:
        case CountBy::field:
            return 64;
    }
    return 0;
}

REEINDEX_INLINE std::string key_name(const PatentTable& table, CountBy by, std::size_t key) {
    switch (by) {
        case CountBy::total:
            return "total";
        case CountBy::office:
            return PatentTable::office_name(key);
        case CountBy::applicant:
            return table.applicant(key);
        case CountBy::technology:
            return table.classifier().rules().technologies.at(key).id;
        case CountBy::field:
            for (const auto& field : table.classifier().fields().fields)
                if (field.number == static_cast<int>(key)) return field.title;
            return concat(key);
    }
    return {};
}

/// Whether the file has what the key is made from.
REEINDEX_INLINE void require_key(const PatentTable& table, CountBy by) {
    if (by == CountBy::applicant && !table.has(PatentField::applicants))
        throw InvalidArgument(
            "by", name(by),
            concat("another key, because ", table.source(), " has no column for applicants"));
    if (by == CountBy::field && !table.has(PatentField::ipc) && !table.has(PatentField::cpc))
        throw InvalidArgument("by", name(by),
                              concat("another key, because ", table.source(),
                                     " has no column for classification symbols"));
    if (by == CountBy::technology && !table.has(PatentField::ipc) && !table.has(PatentField::cpc) &&
        !table.has(PatentField::title))
        throw InvalidArgument("by", name(by),
                              concat("another key, because ", table.source(),
                                     " has no column for classification symbols or titles"));
}

}  // namespace detail

REEINDEX_INLINE PatentCounts count_patents(const PatentTable& table,
                                           const CountPatentsOptions& options) {
    detail::require_key(table, options.by);
    if (options.first_year && options.last_year && *options.first_year > *options.last_year)
        throw InvalidArgument("first_year", detail::concat(*options.first_year),
                              detail::concat("not after last_year, ", *options.last_year));
    const auto selection = select_patents(table, options.filter, options.unit, options.date);
    PatentCounts out{.options = options, .source = table.source()};
    out.matching = selection.matching;
    out.units = selection.records.size();
    out.complete_until = detail::complete_until(table, options.date);

    const auto year_of = [&](std::uint32_t i) {
        return static_cast<int>(table.packed_date(i, options.date) >> 9);
    };
    const auto wanted = [&](int year) {
        return (!options.first_year || year >= *options.first_year) &&
               (!options.last_year || year <= *options.last_year);
    };
    const auto weight_of = [&](std::size_t n) {
        return options.counting == Counting::fractional && n > 1 ? 1.0 / static_cast<double>(n)
                                                                 : 1.0;
    };
    // Totals first: they choose the keys, and the years span all of them.
    std::vector<double> totals(detail::key_slots(table, options.by), 0.0);
    int first = PatentDate::max_year + 1;
    int last = PatentDate::min_year - 1;
    for (const auto i : selection.records) {
        const int year = year_of(i);
        if (year == 0) {
            ++out.undated.count;
            if (out.undated.listed.size() < options.max_listed)
                out.undated.listed.push_back({table.line(i), table.office(i),
                                              detail::concat("no ", name(options.date), " date")});
            continue;
        }
        if (!wanted(year)) {
            ++out.outside_years;
            continue;
        }
        ++out.dated;
        first = std::min(first, year);
        last = std::max(last, year);
        const auto n = detail::key_count(table, i, options.by);
        if (n == 0) out.without_key += 1.0;
        const double weight = weight_of(n);
        detail::for_keys(table, i, options.by, [&](std::size_t key) { totals[key] += weight; });
    }
    if (out.dated == 0) return out;
    out.first_year = options.first_year.value_or(first);
    out.last_year = options.last_year.value_or(last);

    std::vector<std::pair<std::string, std::size_t>> chosen;
    for (std::size_t key = 0; key < totals.size(); ++key)
        if (totals[key] > 0.0) chosen.emplace_back(std::string{}, key);
    const auto more = [&](const auto& a, const auto& b) {
        if (totals[a.second] != totals[b.second]) return totals[a.second] > totals[b.second];
        return detail::key_name(table, options.by, a.second) <
               detail::key_name(table, options.by, b.second);
    };
    if (options.top != 0 && chosen.size() > options.top) {
        const auto cut = chosen.begin() + static_cast<std::ptrdiff_t>(options.top);
        std::partial_sort(chosen.begin(), cut, chosen.end(), more);
        for (auto rest = cut; rest != chosen.end(); ++rest) out.other_keys += totals[rest->second];
        out.other_key_count = chosen.size() - options.top;
        chosen.erase(cut, chosen.end());
    } else {
        std::sort(chosen.begin(), chosen.end(), more);
    }
    constexpr auto absent = static_cast<std::size_t>(-1);
    std::vector<std::size_t> row_of(totals.size(), absent);
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        row_of[chosen[row].second] = row;
        out.keys.push_back(detail::key_name(table, options.by, chosen[row].second));
    }
    out.values.assign(chosen.size() * out.years(), 0.0);
    for (const auto i : selection.records) {
        const int year = year_of(i);
        if (year == 0 || !wanted(year)) continue;
        const double weight = weight_of(detail::key_count(table, i, options.by));
        detail::for_keys(table, i, options.by, [&](std::size_t key) {
            if (row_of[key] != absent)
                out.values[row_of[key] * out.years() +
                           static_cast<std::size_t>(year - out.first_year)] += weight;
        });
    }
    return out;
}

REEINDEX_INLINE std::size_t PatentCounts::index(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] == key) return i;
    throw NotFound(name(options.by), key, keys);
}

REEINDEX_INLINE TimeSeries PatentCounts::series(std::string_view key) const {
    const std::size_t row = index(key);
    std::vector<Observation> observations;
    for (int year = first_year; year <= last_year; ++year)
        observations.push_back(
            {.year = Year{year},
             .printed = value(row, year),
             .printed_status = year > complete_until ? ObsStatus::provisional : ObsStatus::normal,
             .source = {source, detail::concat("counted by ", name(options.by), ", ", key)}});
    SeriesInfo info{
        .indicator = "patents",
        .area = options.by == CountBy::office ? std::string{key} : "",
        .title = detail::concat(
            options.unit == CountUnit::family ? "Patent families" : "Patent publications",
            options.by == CountBy::total ? std::string{} : detail::concat(", ", key)),
        .unit = Unit{options.unit == CountUnit::family ? "{family}" : "{patent}"},
        .scope = detail::concat("records of ", source, " by ", name(options.date), " date, ",
                                name(options.counting), " counting")};
    return {std::move(info), std::move(observations)};
}

}  // namespace reeindex
