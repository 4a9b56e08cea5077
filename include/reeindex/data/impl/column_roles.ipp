#pragma once
// Definitions of data/column_roles.hpp.

#include <algorithm>
#include <array>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/column_roles.hpp>

namespace reeindex::detail {

REEINDEX_INLINE ColumnRoles::ColumnRoles(const FoundTable& table, const CsvSeriesOptions& options,
                                         const std::vector<std::size_t>& rows)
    : table_(table), options_(options), roles_(table.columns().size()) {
    take_stated();
    if (table_.layout() != nullptr) {
        take_layout();
    } else {
        take_plain();
    }
    if (table_.wide()) {
        take_years();
    } else {
        if (year == none) year = required("year", "year");
        set(year, "year");
        take_values();
    }
    take_dimensions(rows);
    leave_out(rows);
}

REEINDEX_INLINE void ColumnRoles::set(std::size_t column, std::string role, std::string detail) {
    if (column != none) roles_[column] = {std::move(role), std::move(detail)};
}

REEINDEX_INLINE std::size_t ColumnRoles::required(const std::string& name,
                                                  std::string_view argument) const {
    const auto found = table_.find(name);
    if (found != none) return found;
    const auto near = closest(name, table_.columns());
    const bool default_name = name == argument;
    const bool numbers =
        std::all_of(table_.columns().begin(), table_.columns().end(), [](const std::string& one) {
            return !one.empty() && one.find_first_not_of("0123456789.,-+ ") == std::string::npos;
        });
    if (numbers)
        throw DataError(
            table_.file(), table_.header_line(),
            concat("no column '", name, "': this line holds numbers only (", join(table_.columns()),
                   "). A header names the columns, such as year and value"));
    throw DataError(
        table_.file(), table_.header_line(),
        concat("no column '", name, "'", near.empty() ? "" : "; did you mean '" + near + "'?",
               near.empty() ? "; the header has: " : " The header has: ", join(table_.columns()),
               default_name ? concat("; name it with ", argument, "=") : std::string{}));
}

REEINDEX_INLINE std::size_t ColumnRoles::column_or_text(const std::string& stated,
                                                        std::string_view argument,
                                                        std::string& text) const {
    if (stated.empty()) return none;
    const auto& columns = table_.columns();
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == stated) return i;
    std::vector<std::string> open;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (free(i) && column_key(columns[i]) != "year" && column_key(columns[i]) != "value")
            open.push_back(columns[i]);
    if (const auto near = closest(stated, open); !near.empty() && stated.size() > 3)
        throw DataError(table_.file(), table_.header_line(),
                        concat("no column '", stated, "', which ", argument,
                               " states; did you mean '", near, "'?"));
    text = stated;
    return none;
}

REEINDEX_INLINE std::size_t ColumnRoles::first_of(const std::vector<std::string>& names) const {
    const auto find = [&](std::string_view name) {
        const auto key = column_key(name);
        for (std::size_t i = 0; i < roles_.size(); ++i)
            if (free(i) && table_.columns()[i] == name) return i;
        for (std::size_t i = 0; i < roles_.size(); ++i)
            if (free(i) && column_key(table_.columns()[i]) == key) return i;
        return none;
    };
    for (std::string_view rest : names)
        while (!rest.empty()) {
            const auto end = std::min(rest.find('|'), rest.size());
            if (const auto found = find(rest.substr(0, end)); found != none) return found;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    return none;
}

REEINDEX_INLINE void ColumnRoles::take_stated() {
    if (!options_.year.empty()) {
        if (table_.wide())
            throw DataError(table_.file(), table_.header_line(),
                            "years are columns here, so that no column of years can be stated");
        set(year = required(options_.year, ""), "year");
    }
    if (!options_.status.empty()) set(status = required(options_.status, ""), "status");
    set(area = column_or_text(options_.area, "area", area_text), "area");
    set(unit = column_or_text(options_.unit, "unit", unit_text), "unit");
    set(basis = column_or_text(options_.basis, "basis", basis_text), "basis");
    if (options_.indicator.size() == 1) {
        if (const auto one = column_or_text(options_.indicator[0], "indicator", indicator_text);
            one != none)
            indicators.push_back(one);
    } else {
        for (const auto& name : options_.indicator) indicators.push_back(required(name, ""));
    }
    for (const auto one : indicators) set(one, "indicator");
    for (const auto& name : options_.ignore)
        if (name != "*") set(required(name, ""), "left out", "as stated");
}

REEINDEX_INLINE void ColumnRoles::take_layout() {
    const Layout& one = *table_.layout();
    const auto take = [&](std::size_t& column, const std::vector<std::string>& names,
                          std::string_view role) {
        if (column != none) return;
        column = first_of(names);
        set(column, std::string{role});
    };
    if (!table_.wide()) take(year, one.year, "year");
    if (area_text.empty()) {
        take(area, one.area, "area");
    } else if (const auto there = first_of(one.area); there != none) {
        throw DataError(
            table_.file(), table_.header_line(),
            concat("area = '", area_text, "' is no column, and the column '",
                   table_.columns()[there], "' holds the areas; to read one of them state where="));
    }
    take(unit, one.unit, "unit");
    take(status, one.status, "status");
    take(power, one.power, "power of ten of the unit");
    take(about_status, one.about_status, "status in words");
    if (indicators.empty() && indicator_text.empty())
        for (const auto& name : one.indicator)
            if (const auto found = first_of({name}); found != none) {
                indicators.push_back(found);
                set(found, "indicator");
            }
    for (const auto& name : one.notes)
        if (const auto found = first_of({name}); found != none) {
            notes.push_back(found);
            set(found, "note");
        }
    for (const auto& name : one.repeated)
        if (const auto found = first_of({name}); found != none)
            set(found, "left out", "a code or name of what another column says");
}

REEINDEX_INLINE void ColumnRoles::take_plain() {
    const auto take = [&](std::size_t& column, const char* name) {
        if (column != none) return;
        column = first_of({name});
        set(column, name);
    };
    if (!table_.wide()) take(year, "year");
    take(status, "status");
    take(qualifier, "qualifier");
    take(unit, "unit");
    take(basis, "basis");
    take(source, "source");
    take(area, "area");
    if (indicators.empty())
        if (const auto found = first_of({"indicator"}); found != none) {
            indicators.push_back(found);
            set(found, "indicator");
        }
    if (const auto found = first_of({"note"}); found != none) {
        notes.push_back(found);
        set(found, "note");
    }
    if (!table_.wide()) return;
    // a table with years as columns: names that can mean one thing only
    if (area == none && area_text.empty()) {
        area = first_of({"Country", "Country Name", "Country or Area", "Entity", "Economy",
                         "Country/Region", "Reporter"});
        set(area, "area");
    }
    if (unit == none && unit_text.empty()) {
        unit = first_of({"Units", "Unit of measure"});
        set(unit, "unit");
    }
    if (indicators.empty() && indicator_text.empty())
        if (const auto found = first_of({"Indicator Name", "Series", "Series Name", "Variable"});
            found != none) {
            indicators.push_back(found);
            set(found, "indicator");
        }
}

/// Whether the cells of a column are words: "Asia" is, a mark of a missing value is not.
REEINDEX_INLINE bool ColumnRoles::holds_words(std::size_t column) const {
    bool any = false;
    for (std::size_t row = 0; row < table_.size(); ++row) {
        const auto text = table_.cell(row, column);
        if (text.find_first_of("0123456789") != std::string_view::npos) return false;
        const bool letters = std::count_if(text.begin(), text.end(), [](char c) {
                                 return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                             }) > 2;
        const bool stated = std::any_of(options_.na.begin(), options_.na.end(),
                                        [&](const auto& mark) { return mark.text == text; });
        any = any || (letters && !stated && !is_missing_mark(text));
    }
    return any;
}

REEINDEX_INLINE void ColumnRoles::take_values() {
    const auto& columns = table_.columns();
    const bool all = options_.value.size() == 1 && options_.value[0] == "*";
    const Layout* layout = table_.layout();
    if (!options_.value.empty() && !all) {
        for (const auto& name : options_.value) values.push_back(required(name, ""));
        name_values = values.size() > 1;
    } else if (layout != nullptr && !layout->value.empty() && !all) {
        values.push_back(first_of(layout->value));
    } else if (all || (layout != nullptr && layout->values_are_the_rest)) {
        std::vector<std::size_t> words;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool dimension =
                layout != nullptr &&
                std::any_of(layout->dimensions.begin(), layout->dimensions.end(),
                            [&](const auto& d) { return column_key(d) == column_key(columns[i]); });
            if (!free(i) || dimension || columns[i].empty()) continue;
            (!all && holds_words(i) ? words : values).push_back(i);
        }
        if (values.empty()) values = std::exchange(words, {});  // an error that names the cell
        for (const auto one : words) set(one, "left out", "words, no numbers");
        if (values.empty())
            throw DataError(table_.file(), table_.header_line(),
                            "no column is left for the values");
        name_values = values.size() > 1 || layout != nullptr;
    } else {
        values.push_back(required("value", "value"));
    }
    for (const auto one : values) {
        if (one == none || !free(one))
            throw DataError(table_.file(), table_.header_line(),
                            concat("column '", one == none ? "value" : columns[one],
                                   "' cannot be the value: it is ",
                                   one == none ? "not there" : roles_[one].first));
        set(one, "value");
    }
}

REEINDEX_INLINE void ColumnRoles::take_years() {
    for (const auto& one : table_.years()) {
        std::string detail = concat("year ", one.year.year);
        if (!one.year.mark.empty()) detail += ", flag " + one.year.mark;
        set(one.column, "value", detail);
        const auto name = "'" + table_.columns()[one.column] + "'";
        if (one.flags != none) set(one.flags, "flags", "of " + name);
        if (one.notes != none) set(one.notes, "note", "of " + name);
        name_values = name_values || one.year.stem != table_.years().front().year.stem;
    }
    name_values = name_values || (indicators.empty() && indicator_text.empty() &&
                                  !table_.years().front().year.stem.empty());
}

REEINDEX_INLINE std::pair<bool, std::string_view> ColumnRoles::differs(
    std::size_t column, const std::vector<std::size_t>& rows) const {
    std::string_view first;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const auto cell = table_.cell(rows[k], column);
        if (k == 0) first = cell;
        if (cell != first) return {true, first};
    }
    return {false, first};
}

/// Whether a column names in words what the code left of it says ("REF_AREA", "Reference area").
REEINDEX_INLINE bool has_small_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

REEINDEX_INLINE void ColumnRoles::take_dimensions(const std::vector<std::size_t>& rows) {
    const Layout* layout = table_.layout();
    if (layout == nullptr || !options_.indicator.empty()) return;
    const auto& columns = table_.columns();
    std::vector<std::size_t> candidates;
    for (const auto& name : layout->dimensions)
        if (const auto found = first_of({name}); found != none) candidates.push_back(found);
    if (layout->others_are_dimensions)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (free(i) && !columns[i].empty()) candidates.push_back(i);
    const bool sdmx = layout->name == "sdmx_csv";
    for (const auto one : candidates) {
        if (sdmx && !values.empty() && one > values.front()) continue;  // an attribute
        // a code beside its name: the name is kept in OECD.Stat, the code in SDMX-CSV
        const bool code = !has_small_letters(columns[one]);
        if (layout->name == "oecd_stat" && code && one + 1 < columns.size() &&
            has_small_letters(columns[one + 1])) {
            set(one, "left out", "a code or name of what another column says");
            continue;
        }
        if (sdmx && !code && one > 0 && !has_small_letters(columns[one - 1]) &&
            columns[one][0] >= 'A' && columns[one][0] <= 'Z') {
            set(one, "left out", "a code or name of what another column says");
            continue;
        }
        const auto [varies, first] = differs(one, rows);
        if (varies) {
            indicators.push_back(one);
            set(one, "indicator");
        } else {
            set(one, "left out", concat("the same in all rows, '", clipped(first, 40), "'"));
        }
    }
}

REEINDEX_INLINE void ColumnRoles::leave_out(const std::vector<std::size_t>& rows) {
    const auto& columns = table_.columns();
    const bool all =
        std::find(options_.ignore.begin(), options_.ignore.end(), "*") != options_.ignore.end();
    std::string unknown;
    std::vector<std::string> known{"year",  "value", "status",    "qualifier", "unit",
                                   "basis", "area",  "indicator", "source",    "note"};
    if (!options_.year.empty()) known.push_back(options_.year);
    for (const auto& one : options_.value) known.push_back(one);
    for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (!free(i)) continue;
        if (columns[i].empty()) {
            const auto [varies, first] = differs(i, rows);
            if (!varies && first.empty()) {
                set(i, "left out", "without name and empty");
            } else if (all || table_.layout() != nullptr) {
                set(i, "left out", "without name");
            } else {
                throw DataError(table_.file(), table_.header_line(),
                                concat("column ", i + 1, " has no name"));
            }
        } else if (all) {
            set(i, "left out", "by ignore='*'");
        } else if (table_.layout() != nullptr) {
            set(i, "left out",
                year_of_column(columns[i], PeriodRule::last) || !table_.wide()
                    ? "not read in this layout; value= or indicator= name it where it is wanted"
                    : "no year in its name");
        } else {
            if (!unknown.empty()) unknown += ", ";
            unknown += "'" + columns[i] + "'";
            if (const auto near = closest(columns[i], known); !near.empty())
                unknown += " (did you mean '" + near + "'?)";
        }
    }
    if (!unknown.empty())
        throw DataError(table_.file(), table_.header_line(),
                        concat("columns that would be ignored: ", unknown,
                               ". Name them with area=, indicator=, unit=, status= or value=, or "
                               "leave them out with ignore=; free text may stand in a column "
                               "'note'"));
}

REEINDEX_INLINE void ColumnRoles::describe(Reading& reading) const {
    for (std::size_t i = 0; i < roles_.size(); ++i)
        reading.columns.push_back(
            {table_.columns()[i].empty() ? concat("column ", i + 1) : table_.columns()[i],
             roles_[i].first, roles_[i].second});
}

}  // namespace reeindex::detail
