#pragma once
/// \file
/// Years as files write them: 2019, dates of a year's end or start, FY2019, 2019/20.

#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/core/year.hpp>

namespace reeindex {

/// Which year a period of several ("2019/20", "2007-2010") is taken for.
enum class PeriodRule { refuse, first, last };

namespace detail {

/// A year read from a text, or why it is none.
struct YearText {
    int year = 0;
    std::string note{};     ///< "period 2007 to 2010, its last year"; empty for a plain year
    std::string problem{};  ///< empty if `year` holds
};

/// Reads a cell.
///
/// A whole number from 1 to 9999, with four digits where it is no plain number; "FY2019"; the
/// first or last day of a year as a date, with or without a time; a period by the rule. Months,
/// quarters, two digits and other dates are refused with the way out.
[[nodiscard]] YearText parse_year_text(std::string_view text, PeriodRule rule);

/// The year in the name of a column, and the name without it.
struct YearColumn {
    int year = 0;
    std::string stem{};  ///< "Prod_t" of "Prod_t_2021"; empty for "2021", "2021 [YR2021]", "Y2021"
    std::string
        mark{};  ///< "e" of "Prod_t_est_2022" and "2022e"; "F" and "N" of FAOSTAT's "Y2022F"
    std::string note{};  ///< for a period
};

/// None unless the name holds exactly one year from 1500 to 2199, or a period that the rule takes.
[[nodiscard]] std::optional<YearColumn> year_of_column(std::string_view name, PeriodRule rule);

}  // namespace detail

/// Reads "first" or "last"; an empty text is PeriodRule::refuse.
/// \throws InvalidArgument
[[nodiscard]] PeriodRule parse_period_rule(std::string_view text);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/year_text.ipp>
#endif
