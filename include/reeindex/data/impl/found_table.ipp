#pragma once
// Definitions of data/found_table.hpp.

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/found_table.hpp>

namespace reeindex::detail {

inline constexpr std::array<std::string_view, 10> plain_columns{
    "year", "value", "status", "qualifier", "unit", "basis", "area", "indicator", "source", "note"};

REEINDEX_INLINE std::string separator_name(char separator) {
    return separator == '\t' ? std::string{"tabs"} : concat("'", separator, "'");
}

REEINDEX_INLINE std::size_t filled(std::span<const std::string_view> cells) {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](auto cell) { return !cell.empty(); }));
}

/// The names in the first cell of Eurostat's tables, "freq,unit,geo\TIME_PERIOD"; empty for others.
REEINDEX_INLINE std::vector<std::string> joined_names(std::string_view cell) {
    const auto slash = cell.find('\\');
    if (slash == std::string_view::npos) return {};
    const auto key = column_key(cell.substr(slash + 1));
    if (key != "timeperiod" && key != "time") return {};
    std::vector<std::string> out;
    std::string_view rest = cell.substr(0, slash);
    while (true) {
        const auto comma = std::min(rest.find(','), rest.size());
        out.emplace_back(trim(rest.substr(0, comma)));
        if (comma == rest.size()) return out;
        rest.remove_prefix(comma + 1);
    }
}

REEINDEX_INLINE FoundTable::FoundTable(std::string_view text, std::string_view file,
                                       const CsvSeriesOptions& options)
    : file_(file), options_(options) {
    if (trim(text).empty()) throw DataError(file_, 0, "empty: there is no header row");
    choose_separator(text);
    records_ = split_records(text, separator_, file_);
    if (records_.size() == 0) throw DataError(file_, 0, "empty: there is no header row");
    const auto header = find_header(records_);
    header_ = header.record;
    layout_ = header.layout;
    wide_ = header.wide;
    first_ = header_ + 1;
    end_ = records_.size();
    name_columns();
    if (wide_) find_years();
    if (options_.wide.value_or(false) && years_.empty())
        throw DataError(file_, header_line(), "no column has a year in its name, as wide states");
}

REEINDEX_INLINE FoundTable::Header FoundTable::header_at(const Records& records, std::size_t i,
                                                         std::size_t fullest_above) const {
    const auto cells = records.cells(i);
    std::vector<std::string> names;
    for (const auto cell : cells) names.emplace_back(cell);
    Header out{.record = i};
    const auto joined = joined_names(names.front());
    if (options_.layout.empty()) {
        out.layout = joined.empty() ? recognise(names) : &reeindex::layout("eurostat_tsv");
    } else if (options_.layout != "plain") {
        const auto& wanted = reeindex::layout(options_.layout);
        const bool special = wanted.required.empty();
        if (has_layout(wanted, names) ||
            (special && (wanted.name != "eurostat_tsv" || !joined.empty())))
            out.layout = &wanted;
        if (special && wanted.name == "usgs_myb" && names.size() < 2) out.layout = nullptr;
    }
    std::size_t years = 0;
    for (const auto& name : names)
        years += year_of_column(name, options_.period == PeriodRule::refuse ? PeriodRule::last
                                                                            : options_.period)
                     ? 1
                     : 0;
    if (out.layout != nullptr) {
        out.wide = options_.wide.value_or(out.layout->wide);
        out.found = !out.wide || years > (out.layout->required.empty() && joined.empty() ? 1U : 0U);
        if (out.found) return out;
        out.layout = nullptr;
    }
    const auto has = [&](const std::string& name) {
        return std::any_of(names.begin(), names.end(), [&](const auto& one) {
            return one == name || column_key(one) == column_key(name);
        });
    };
    const std::string year = options_.year.empty() ? "year" : options_.year;
    const std::string value =
        options_.value.empty() || options_.value.front() == "*" ? "value" : options_.value.front();
    const bool any_value = !options_.value.empty() && options_.value.front() == "*";
    if (!options_.wide.value_or(false) && has(year) && (any_value || has(value))) {
        out.found = true;
        return out;
    }
    const bool stated = options_.wide.value_or(false);
    if (options_.wide.value_or(true) && years >= (stated ? 1U : 2U) && !has(year) &&
        filled(cells) > fullest_above) {
        out.found = true;
        out.wide = true;
        for (std::size_t k = 0; k < i; ++k)
            for (const auto cell : records.cells(k))
                if (cell.starts_with("TABLE ") && options_.layout.empty())
                    out.layout = &reeindex::layout("usgs_myb");
    }
    return out;
}

REEINDEX_INLINE FoundTable::Header FoundTable::find_header(const Records& records) const {
    constexpr std::size_t most = 60;
    if (options_.skip) {
        std::size_t i = 0;
        while (i < records.size() && records.line(i) <= *options_.skip) ++i;
        if (i == records.size())
            throw DataError(
                file_, 0,
                concat("no header below the ", *options_.skip, " lines that skip leaves out"));
        return header_at(records, i, 0);
    }
    std::size_t fullest = 0;
    for (std::size_t i = 0; i < std::min(records.size(), most); ++i) {
        if (auto found = header_at(records, i, fullest); found.found) return found;
        fullest = std::max(fullest, filled(records.cells(i)));
    }
    return {};
}

REEINDEX_INLINE void FoundTable::choose_separator(std::string_view text) {
    if (options_.separator != 0) {
        separator_ = options_.separator;
        return;
    }
    struct Candidate {
        char separator;
        bool header = false;
        std::size_t rows = 0, cells = 0;
    };
    std::vector<Candidate> good;
    for (const char separator : {',', ';', '\t', '|'}) {
        if (text.find(separator) == std::string_view::npos) continue;
        Candidate one{separator};
        try {
            const auto records = split_records(text, separator, file_, 80);
            std::map<std::size_t, std::size_t> counts;
            for (std::size_t i = 0; i < records.size(); ++i)
                if (const auto cells = records.cells(i).size(); cells > 1) ++counts[cells];
            for (const auto& [cells, rows] : counts)
                if (rows >= one.rows) {
                    one.rows = rows;
                    one.cells = cells;
                }
            if (const auto found = find_header(records); found.found)
                one.header = records.cells(found.record).size() > 1;
        } catch (const DataError&) {
            continue;  // quotes that another separator explains
        }
        if (one.rows > 0) good.push_back(one);
    }
    if (good.empty()) return;
    const auto key = [](const Candidate& one) { return std::pair{one.header, one.rows}; };
    std::stable_sort(good.begin(), good.end(),
                     [&](const auto& a, const auto& b) { return key(a) > key(b); });
    if (good.size() > 1 && key(good[0]) == key(good[1]))
        throw DataError(file_, 1,
                        concat("columns may be separated by ", separator_name(good[0].separator),
                               " or by ", separator_name(good[1].separator), ": state separator="));
    separator_ = good.front().separator;
    separator_found_ = true;
}

REEINDEX_INLINE void FoundTable::name_columns() {
    const auto cells = records_.cells(header_);
    const auto joined = joined_names(cells.front());
    if (!joined.empty() && layout_ != nullptr) {
        columns_ = joined;
        joined_ = joined.size() - 1;
    }
    for (std::size_t i = joined.empty() || layout_ == nullptr ? 0 : 1; i < cells.size(); ++i)
        columns_.emplace_back(cells[i]);
    if (columns_.size() == 1)
        for (const char other : {';', '\t', '|', ','})
            if (columns_[0].find(other) != std::string::npos)
                throw DataError(file_, header_line(),
                                concat("columns are separated by ", separator_name(other),
                                       ", not by ", separator_name(separator_)));
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].empty()) continue;
        const auto [where, first] = seen.emplace(columns_[i], i);
        if (!first)
            throw DataError(file_, header_line(),
                            concat("column '", columns_[i], "' occurs twice (", where->second + 1,
                                   " and ", i + 1, ")"));
    }
    // an unnamed last column that no row fills is the comma at the end of every line
    while (columns_.size() > 1 && columns_.back().empty()) {
        const std::size_t last = columns_.size() - 1 - joined_;
        bool used = false;
        for (std::size_t i = first_; i < end_ && !used; ++i) {
            const auto row = records_.cells(i);
            used = row.size() > last && !row[last].empty();
        }
        if (used) break;
        columns_.pop_back();
    }
}

REEINDEX_INLINE void FoundTable::find_years() {
    const auto rule = options_.period != PeriodRule::refuse ? options_.period
                      : layout_ != nullptr                  ? layout_->period
                                                            : PeriodRule::refuse;
    std::unordered_map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto year = year_of_column(columns_[i], rule);
        if (!year) {
            if (const auto period = year_of_column(columns_[i], PeriodRule::last);
                period && !period->note.empty())
                throw DataError(file_, header_line(),
                                concat("column '", columns_[i],
                                       "' is a period; state period='first' or period='last'"));
            continue;
        }
        const auto key = concat(year->stem, '\0', year->year);
        if (year->mark == "F" || year->mark == "N") {
            if (const auto found = at.find(key); found != at.end()) {
                auto& one = years_[found->second];
                (year->mark == "F" ? one.flags : one.notes) = i;
            }
            continue;
        }
        if (const auto [where, first] = at.emplace(key, years_.size()); !first)
            throw DataError(file_, header_line(),
                            concat("columns '", columns_[years_[where->second].column], "' and '",
                                   columns_[i], "' are both of ", year->year));
        years_.push_back({.column = i, .year = *year});
        if (i + 1 < columns_.size() && columns_[i + 1].empty()) years_.back().flags = i + 1;
    }
}

REEINDEX_INLINE std::string_view FoundTable::cell(std::size_t row, std::size_t column) const {
    const auto cells = records_.cells(first_ + row);
    if (joined_ == 0) return column < cells.size() ? cells[column] : std::string_view{};
    if (column > joined_)
        return column - joined_ < cells.size() ? cells[column - joined_] : std::string_view{};
    std::string_view rest = cells.front();
    for (std::size_t i = 0; i < column; ++i) {
        const auto comma = rest.find(',');
        if (comma == std::string_view::npos) return {};
        rest.remove_prefix(comma + 1);
    }
    return trim(rest.substr(0, rest.find(',')));
}

REEINDEX_INLINE bool FoundTable::fits(std::size_t row) const {
    const auto cells = records_.cells(first_ + row);
    const std::size_t width = columns_.size() - joined_;
    if (cells.size() < width) return false;
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(width), cells.end(),
                       [](auto cell) { return cell.empty(); });
}

/// Why a line may have another number of fields than the header.
REEINDEX_INLINE std::string_view guess_width(std::span<const std::string> header,
                                             std::span<const std::string_view> cells) {
    if (header.front().starts_with('#'))
        return "; the header is the first line, which begins with '#': state skip= to leave lines "
               "above the header out";
    if (cells.size() <= header.size()) return "";
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        std::string_view whole = cells[i];
        if (whole.starts_with('-') || whole.starts_with('+')) whole.remove_prefix(1);
        // "7,5" leaves no blank behind the comma.
        if (only_digits(whole) && only_digits(cells[i + 1]))
            return "; a number with a decimal comma would look like this: quote it, or write a "
                   "decimal point, and quote text that holds a comma";
    }
    return "; quote text that holds a comma";
}

REEINDEX_INLINE void FoundTable::require_fit(std::size_t row) const {
    if (fits(row)) return;
    const auto cells = records_.cells(first_ + row);
    throw DataError(
        file_, line(row),
        concat(cells.size(), cells.size() == 1 ? " field" : " fields", ", but the header has ",
               columns_.size() - joined_, guess_width(columns_, cells)));
}

REEINDEX_INLINE std::size_t FoundTable::find(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i] == name) return i;
    const auto key = column_key(name);
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (!key.empty() && column_key(columns_[i]) == key) return i;
    return none;
}

REEINDEX_INLINE bool FoundTable::begins_footer(std::size_t record) const {
    constexpr std::array<std::string_view, 20> words{
        "source",      "note",      "footnote",  "data from",  "data source",
        "last update", "copyright", "legend",    "disclaimer", "e estimate",
        "eestimate",   "rrevised",  "r revised", "na not",     "pprelim",
        "p prelim",    "(1)",       "[1]",       "*",          "\xC2\xA9"};
    const auto cells = records_.cells(record);
    const auto first =
        std::find_if(cells.begin(), cells.end(), [](auto one) { return !one.empty(); });
    if (first == cells.end()) return true;
    std::string lower;
    for (const char c : first->substr(0, 20))
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (std::any_of(words.begin(), words.end(), [&](auto one) { return lower.starts_with(one); }))
        return true;
    const std::size_t width = columns_.size() - joined_;
    return records_.blank_above(record) && width > 1 &&
           (cells.size() != width || filled(cells) == 1);
}

REEINDEX_INLINE void FoundTable::describe(Reading& reading) const {
    reading.file = std::string{file_};
    reading.layout = {layout_ != nullptr ? layout_->name : "plain",
                      !options_.layout.empty() ? "stated"
                      : layout_ != nullptr     ? "found"
                                               : "default"};
    if (layout_ != nullptr) reading.publisher = layout_->title;
    reading.wide = wide_;
    reading.separator = {separator_ == '\t' ? "tab" : std::string(1, separator_),
                         options_.separator != 0 ? "stated"
                         : separator_found_      ? "found"
                                                 : "default"};
    reading.header_line = header_line();
    const auto keep = [&](std::vector<Reading::Line>& lines, std::size_t i) {
        auto text = trim(records_.text(i));
        while (!text.empty() && text.back() == separator_)
            text = trim(text.substr(0, text.size() - 1));
        if (!text.empty()) lines.push_back({records_.line(i), std::string{text}});
    };
    for (std::size_t i = 0; i < header_; ++i) keep(reading.preamble, i);
    for (std::size_t i = end_; i < records_.size(); ++i) keep(reading.footer, i);
    reading.rows = size();
}

}  // namespace reeindex::detail
