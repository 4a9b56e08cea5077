#pragma once
/// \file
/// Annual counts of patents by office, applicant, technology or field, as time series.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/patents/selection.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

/// What counts are split by.
enum class CountBy { total, office, applicant, technology, field };

/// Whether a record with several keys counts one for each, or a fraction for each.
enum class Counting {
    whole,      ///< one for each key: the sum over keys exceeds the number of records
    fractional  ///< 1/n for each of n keys: the sum over keys is the number of records with a key
};

namespace detail {
inline constexpr std::array<std::string_view, 5> count_by_names{"total", "office", "applicant",
                                                                "technology", "field"};
inline constexpr std::array<std::string_view, 2> counting_names{"whole", "fractional"};
}  // namespace detail

/// Name of what counts are split by, for example "office".
[[nodiscard]] constexpr std::string_view name(CountBy by) noexcept {
    return detail::count_by_names[static_cast<std::size_t>(by)];
}
/// Name of a way of counting: "whole" or "fractional".
[[nodiscard]] constexpr std::string_view name(Counting counting) noexcept {
    return detail::counting_names[static_cast<std::size_t>(counting)];
}

/// Reads "total", "office", "applicant", "technology" or "field".
/// \throws NotFound
[[nodiscard]] inline CountBy parse_count_by(std::string_view text) {
    for (std::size_t i = 0; i < detail::count_by_names.size(); ++i)
        if (detail::count_by_names[i] == text) return static_cast<CountBy>(i);
    throw NotFound("key to count by", text, detail::count_by_names);
}

/// Reads "whole" or "fractional".
/// \throws NotFound
[[nodiscard]] inline Counting parse_counting(std::string_view text) {
    for (std::size_t i = 0; i < detail::counting_names.size(); ++i)
        if (detail::counting_names[i] == text) return static_cast<Counting>(i);
    throw NotFound("counting", text, detail::counting_names);
}

/// Options of count_patents().
struct CountPatentsOptions {
    CountBy by = CountBy::total;
    Counting counting = Counting::whole;
    DateBasis date = DateBasis::publication;
    CountUnit unit = CountUnit::publication;
    PatentFilter filter{};
    /// Keys kept, those with most; 0 for all. Default 0.
    std::size_t top = 0;
    /// First and last year; none for those of the file.
    std::optional<int> first_year{}, last_year{};
    /// Undated records listed. Default 1000; all are counted.
    std::size_t max_listed = 1000;
};

/// Annual counts. Every unit selected is in exactly one of `dated`, `undated` and `outside_years`.
class PatentCounts {
public:
    CountPatentsOptions options;
    std::string source{};                ///< name of the file
    std::size_t matching = 0;            ///< records that meet the filter
    std::size_t units = 0;               ///< publications or families that they stand for
    std::size_t dated = 0;               ///< units with a date in the years counted
    std::size_t outside_years = 0;       ///< units with a date outside the years asked for
    IssueList undated{};                 ///< units without the date; in no year
    double without_key = 0.0;            ///< dated units without any key, e.g. without applicant
    double other_keys = 0.0;             ///< counts of the keys that `top` cut off
    std::size_t other_key_count = 0;     ///< keys that `top` cut off
    int first_year = 0, last_year = -1;  ///< no year if last < first
    int complete_until = 0;              ///< last year that is not provisional
    std::vector<std::string> keys{};     ///< those with most first, then by name
    std::vector<double> values{};        ///< keys x years, by key

    /// Number of years; 0 if there is none.
    [[nodiscard]] std::size_t years() const noexcept {
        return static_cast<std::size_t>(last_year - first_year + 1);
    }
    /// Number of a key.
    /// \throws NotFound
    [[nodiscard]] std::size_t index(std::string_view key) const;
    /// Count of a key, given by its number, in a year, which must lie from first_year to last_year.
    [[nodiscard]] double value(std::size_t key, int year) const {
        return values.at(key * years() + static_cast<std::size_t>(year - first_year));
    }
    /// Sum over the years.
    [[nodiscard]] double total(std::size_t key) const {
        double sum = 0.0;
        for (std::size_t y = 0; y < years(); ++y) sum += values[key * years() + y];
        return sum;
    }
    /// The series of a key: zero in years without a record, provisional after `complete_until`.
    /// \throws NotFound; InvalidArgument if there is no year.
    [[nodiscard]] TimeSeries series(std::string_view key) const;
};

/// Counts the records of a table by year and key.
///
/// Publications or families, each in the year of its `date`; families as their earliest member,
/// with that member's office, applicants and classes. Records without the date are in no year: they
/// are counted and listed in `undated`. Years without a record between the first and the last count
/// zero. \throws InvalidArgument for keys, dates or families for which the file has no column, and
/// years that run backwards; NotFound for unknown names in the filter.
[[nodiscard]] PatentCounts count_patents(const PatentTable& table,
                                         const CountPatentsOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/counts.ipp>
#endif
