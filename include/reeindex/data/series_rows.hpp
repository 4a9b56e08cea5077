#pragma once
/// \file
/// Rows of tables as observations in the order of their years.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/data/csv.hpp>

namespace reeindex::detail {

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

}  // namespace reeindex::detail
