#pragma once
/// \file
/// A user's annual series from a CSV file.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/data/csv.hpp>

namespace reeindex {

/// How the columns of a user's file are named, and what the file itself does not say.
struct CsvSeriesOptions {
    std::string year_column = "year";
    std::string value_column = "value";
    std::string unit{};   ///< UCUM code, where the file has no column `unit`. Default "1".
    std::string basis{};  ///< name of the basis, where there is no column `basis`. Default "none".
    std::string indicator{};  ///< where there is no column `indicator`
    std::string area{};       ///< where there is no column `area`
    std::string title{};      ///< default: the name of the file, if there is no indicator
    CsvOptions csv{};
};

namespace detail {

/// File name without folders and without its last extension.
[[nodiscard]] inline std::string file_stem(std::string_view path) {
    if (const auto slash = path.find_last_of("/\\"); slash != std::string_view::npos)
        path.remove_prefix(slash + 1);
    if (const auto dot = path.rfind('.'); dot != std::string_view::npos && dot > 0)
        path = path.substr(0, dot);
    return std::string{path};
}

/// Status, value and qualifier of a row. An empty cell is a year without value, never a zero.
[[nodiscard]] inline Observation read_observation(const CsvRow& row, std::string_view year_column,
                                                  std::string_view value_column,
                                                  std::string_view status_column) {
    Observation one{.year = row.year(year_column)};
    one.printed = row.number(value_column);
    one.printed_status = row.has(status_column)
                             ? row.read(status_column, parse_obs_status)
                             : (one.printed ? ObsStatus::normal : ObsStatus::missing);
    if (one.printed.has_value() == is_missing(one.printed_status))
        row.fail(concat("status ", code(one.printed_status), " (", meaning(one.printed_status),
                        ") does not fit ",
                        one.printed ? "a value that is there" : "an empty value"));
    one.qualifier = row.read("qualifier", parse_qualifier);
    return one;
}

/// Sorts by year.
/// \param lines file lines of the observations, for the message.
/// \throws DataError at a year that occurs twice.
inline void sort_by_year(std::vector<Observation>& observations, std::vector<std::size_t>& lines,
                         std::string_view file, std::string_view series) {
    std::vector<std::size_t> order(observations.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return observations[a].year < observations[b].year;
    });
    std::vector<Observation> sorted;
    sorted.reserve(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        auto& one = observations[order[k]];
        if (k > 0 && sorted.back().year == one.year)
            throw DataError(file, lines[order[k]],
                            concat("year ", one.year.value(), series.empty() ? "" : " of ", series,
                                   " is already on line ", lines[order[k - 1]]));
        sorted.push_back(std::move(one));
    }
    observations = std::move(sorted);
}

/// The rows of one series of a user's file.
struct SeriesRows {
    std::string indicator, area, unit, basis;
    std::size_t first_line = 0;
    std::vector<Observation> observations{};
    std::vector<std::size_t> lines{};
};

[[nodiscard]] inline std::vector<SeriesRows> group_series(const CsvTable& table,
                                                          const CsvSeriesOptions& options) {
    table.require_columns({options.year_column, options.value_column});
    table.refuse_other_columns({options.year_column, options.value_column, "status", "qualifier",
                                "unit", "basis", "area", "indicator", "source", "note"});
    const auto cell_or = [](const CsvRow& row, std::string_view column, const std::string& other) {
        return row.has(column) ? std::string{row.get(column)} : other;
    };
    std::vector<SeriesRows> groups;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        auto indicator = cell_or(row, "indicator", options.indicator);
        auto area = cell_or(row, "area", options.area);
        auto unit = cell_or(row, "unit", options.unit.empty() ? "1" : options.unit);
        auto basis = cell_or(row, "basis", options.basis.empty() ? "none" : options.basis);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const SeriesRows& one) {
            return one.indicator == indicator && one.area == area;
        });
        if (group == groups.end()) {
            groups.push_back({std::move(indicator), std::move(area), unit, basis, row.line()});
            group = groups.end() - 1;
        }
        const auto require_same = [&](std::string_view what, const std::string& here,
                                      const std::string& before) {
            if (here != before)
                throw UnitError(concat(table.file(), ", line ", row.line(), ": ", what, " '", here,
                                       "' after '", before, "' on line ", group->first_line,
                                       "; a series has one ", what, ", convert the file first"));
        };
        require_same("unit", unit, group->unit);
        require_same("basis", basis, group->basis);
        auto one = read_observation(row, options.year_column, options.value_column, "status");
        one.source = {row.has("source") ? std::string{row.get("source")} : table.file(),
                      concat("line ", row.line())};
        one.note = std::string{row.get("note")};
        group->observations.push_back(std::move(one));
        group->lines.push_back(row.line());
    }
    if (groups.empty()) throw DataError(table.file(), 0, "a header, but no rows");
    return groups;
}

[[nodiscard]] inline TimeSeries make_series(SeriesRows&& rows, const CsvTable& table,
                                            const CsvSeriesOptions& options) {
    sort_by_year(rows.observations, rows.lines, table.file(), "");
    SeriesInfo info{.indicator = rows.indicator, .area = rows.area, .title = options.title};
    if (info.title.empty() && info.indicator.empty()) info.title = file_stem(table.file());
    try {
        info.unit = Unit{rows.unit};
        info.basis = parse_basis(rows.basis);
        return {std::move(info), std::move(rows.observations)};
    } catch (const Error& error) {
        throw DataError(table.file(), rows.first_line, error.what());
    }
}

}  // namespace detail

/// Every series of a table with the columns `year`, `value` and, optionally, `status` (SDMX code),
/// `qualifier`, `unit`, `basis`, `area`, `indicator`, `source`, `note`, in any order.
///
/// Rows may come in any order; those of one indicator and area form a series, sorted by year. An
/// empty value is a missing year (status O unless another status for missing is given).
/// \throws DataError with file and line for other columns, text that is no number, a year that
/// occurs twice, or a status that contradicts its value; UnitError if unit or basis change.
[[nodiscard]] inline std::vector<TimeSeries> series_from_table(
    const CsvTable& table, const CsvSeriesOptions& options = {}) {
    std::vector<TimeSeries> out;
    for (auto& rows : detail::group_series(table, options))
        out.push_back(detail::make_series(std::move(rows), table, options));
    return out;
}

/// Every series of a file; see series_from_table().
/// \throws FileError, DataError, UnitError
[[nodiscard]] inline std::vector<TimeSeries> read_csv_series(const std::string& path,
                                                             const CsvSeriesOptions& options = {}) {
    return series_from_table(read_csv_table(path, options.csv), options);
}

/// The one series of a file; see series_from_table().
/// \throws FileError, DataError (also if the file holds several series), UnitError
[[nodiscard]] inline TimeSeries read_csv(const std::string& path,
                                         const CsvSeriesOptions& options = {}) {
    const CsvTable table = read_csv_table(path, options.csv);
    auto groups = detail::group_series(table, options);
    if (groups.size() > 1) {
        std::vector<std::string> keys;
        for (const auto& one : groups) keys.push_back(one.indicator + "/" + one.area);
        throw DataError(
            table.file(), groups[1].first_line,
            detail::concat("a second series begins; the file holds ", groups.size(), " (",
                           detail::join(keys), "). Read them all with read_csv_series()"));
    }
    return detail::make_series(std::move(groups.front()), table, options);
}

}  // namespace reeindex
