#pragma once
#include <algorithm>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/period.hpp>

namespace reeindex {

REEINDEX_INLINE Period::Period(std::string_view text) : text_(text) {
    if (text.empty()) return;
    const auto slash = text.find('/');
    const auto first = text.substr(0, slash);
    const auto last = slash == std::string_view::npos ? first : text.substr(slash + 1);
    first_ = year_of(first);
    last_ = year_of(last);
    const auto common = std::min(first.size(), last.size());
    if (last.substr(0, common) < first.substr(0, common)) refuse();
}

REEINDEX_INLINE void Period::refuse() const {
    throw InvalidArgument("date", detail::concat("'", text_, "'"),
                          "YYYY, YYYY-MM or YYYY-MM-DD, or two of them with '/' between");
}

REEINDEX_INLINE Year Period::require_year(int year) {
    if (year == 0) throw InvalidArgument("period", "undated", "dated");
    return Year{year};
}

REEINDEX_INLINE int Period::year_of(std::string_view date) const {
    if (date.size() != 4 && date.size() != 7 && date.size() != 10) refuse();
    const auto digits = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char letter : date.substr(from, count)) {
            if (letter < '0' || letter > '9') refuse();
            value = 10 * value + (letter - '0');
        }
        return value;
    };
    const int year = digits(0, 4);
    if (year == 0) refuse();
    if (date.size() == 4) return year;
    const int month = digits(5, 2);
    if (date[4] != '-' || month < 1 || month > 12) refuse();
    if (date.size() == 7) return year;
    const int day = digits(8, 2);
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int length = month == 2                                                ? (leap ? 29 : 28)
                       : (month == 4 || month == 6 || month == 9 || month == 11) ? 30
                                                                                 : 31;
    if (date[7] != '-' || day < 1 || day > length) refuse();
    return year;
}

}  // namespace reeindex
