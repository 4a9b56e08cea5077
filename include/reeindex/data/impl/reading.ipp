#pragma once
// Definitions of data/reading.hpp.

#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/data/reading.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<std::string> Reading::ignored() const {
    std::vector<std::string> out;
    for (const auto& one : columns)
        if (one.role == "left out") out.push_back(one.name);
    return out;
}

REEINDEX_INLINE std::string Reading::text() const {
    constexpr std::size_t most = 12;
    std::string out =
        detail::concat(file, ": ", series, " series from ", detail::counted(rows, "row"));
    if (rows_left_out > 0) out += detail::concat(" (", rows_left_out, " more left out by where)");
    const auto line = [&](std::string_view head, const std::string& what) {
        out += detail::concat("\n", head, std::string(head.size() < 11 ? 11 - head.size() : 1, ' '),
                              what);
    };
    const auto choice = [](const Choice& one) { return one.value + " (" + one.by + ")"; };
    line("layout", choice(layout) + (publisher.empty() ? "" : ": " + publisher) +
                       (wide ? "; years are columns" : ""));
    line("encoding", choice(encoding));
    line("separator", choice(separator));
    line("decimal", choice(decimal));
    line("thousands", choice(thousands));
    line("header", detail::concat("line ", header_line));
    const auto lines = [&](std::string_view head, const std::vector<Line>& all) {
        if (all.empty()) {
            line(head, "none");
            return;
        }
        for (std::size_t i = 0; i < all.size() && i < most; ++i)
            line(i == 0 ? head : "",
                 detail::concat("line ", all[i].line, ": ", detail::clipped(all[i].text, 90)));
        if (all.size() > most) line("", detail::concat("and ", all.size() - most, " more"));
    };
    lines("preamble", preamble);
    lines("footer", footer);
    std::size_t years = 0;
    std::string first_year, last_year;
    bool head = true;
    for (const auto& one : columns) {
        if (one.role == "left out") continue;
        if (one.role == "value" && wide) {
            if (years++ == 0) first_year = one.name;
            last_year = one.name;
            continue;
        }
        line(head ? "columns" : "", detail::concat("'", one.name, "': ", one.role,
                                                   one.detail.empty() ? "" : ", " + one.detail));
        head = false;
    }
    if (years > 0)
        line(head ? "columns" : "",
             detail::concat(detail::counted(years, "column"), " of values, '", first_year, "' to '",
                            last_year, "'"));
    head = true;
    for (const auto& one : columns) {
        if (one.role != "left out") continue;
        line(head ? "left out" : "",
             detail::concat("'", one.name, "'", one.detail.empty() ? "" : ": " + one.detail));
        head = false;
    }
    if (head) line("left out", "no column");
    head = true;
    for (const auto& one : marks) {
        line(head ? "marks" : "", detail::concat("'", one.mark, "' ", one.count, " x: ", one.became,
                                                 "; first on line ", one.first_line));
        head = false;
    }
    if (head) line("marks", "none");
    head = true;
    for (const auto& one : units) {
        line(head ? "units" : "", detail::concat("'", one.text, "': ", one.code));
        head = false;
    }
    if (!periods.empty()) lines("periods", periods);
    return out;
}

}  // namespace reeindex
