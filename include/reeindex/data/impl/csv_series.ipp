#pragma once
// Definitions of data/csv_series.hpp.

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/unit_words.hpp>
#include <reeindex/data/column_roles.hpp>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/found_table.hpp>
#include <reeindex/data/number_text.hpp>
#include <reeindex/data/plain_number.hpp>
#include <reeindex/data/text_encoding.hpp>
#include <reeindex/data/text_file.hpp>

namespace reeindex {
namespace detail {

/// An observation whose number is still text.
struct DraftObservation {
    std::size_t group, row, column;
    int year;
    std::string_view number;
    CellText cell;
    std::string year_note;
};

/// What the rows of one series have in common.
struct DraftSeries {
    std::string indicator, area, unit, basis;
    std::size_t first_row = 0;
    bool percent = false;
    std::vector<Observation> observations{};
    std::vector<std::size_t> rows{};
};

/// From a table to series, in linear time.
class SeriesReader {
public:
    SeriesReader(std::string_view text, std::string_view file, const CsvSeriesOptions& options)
        : file_(file), options_(options), table_(text, file, options) {}

    [[nodiscard]] const Layout* layout() const noexcept { return table_.layout(); }

    [[nodiscard]] std::vector<TimeSeries> read(Reading reading) {
        marks_ = layout() != nullptr ? layout()->marks : common_marks();
        for (const auto& one : options_.na) marks_.missing.insert(marks_.missing.begin(), one);
        rule_ = options_.period != PeriodRule::refuse ? options_.period
                : layout() != nullptr                 ? layout()->period
                                                      : PeriodRule::refuse;
        find_footer();
        choose_rows();
        roles_ = std::make_unique<ColumnRoles>(table_, options_, rows_);
        table_.describe(reading);
        reading.rows = rows_.size();
        reading.rows_left_out = table_.size() - rows_.size();
        if (layout() != nullptr && layout()->name == "usgs_myb") read_title_unit(reading);
        for (const auto row : rows_) read_row(row, reading);
        if (drafts_.empty())
            throw DataError(file_, 0,
                            table_.size() > 0 && rows_.empty() ? "no row is left by where"
                                                               : "a header, but no rows");
        read_numbers(reading);
        roles_->describe(reading);
        describe_marks(reading);
        return finish(std::move(reading));
    }

private:
    void find_footer();
    void choose_rows();
    void read_row(std::size_t row, Reading& reading);
    void read_title_unit(const Reading& reading);
    [[nodiscard]] std::size_t group_of(std::size_t row, std::string_view value_name);
    [[nodiscard]] std::pair<std::string, std::string> unit_of(std::size_t row);
    [[nodiscard]] std::string unit_code(std::string_view text, std::size_t row);
    void add(std::size_t row, std::size_t column, int year, std::string note, std::size_t flags,
             std::string_view mark, std::size_t notes, std::string_view value_name);
    void read_status(CellText& cell, std::size_t row);
    void read_numbers(Reading& reading);
    void describe_marks(Reading& reading) const;
    void note_mark(const CellText& cell, std::size_t row);
    [[nodiscard]] std::vector<TimeSeries> finish(Reading reading);
    void require_distinct(DraftSeries& one);
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
        return column == ColumnRoles::none ? std::string_view{} : table_.cell(row, column);
    }
    [[noreturn]] void fail(std::size_t row, std::string_view what) const {
        throw DataError(file_, table_.line(row), what);
    }
    [[noreturn]] void fail(std::size_t row, std::size_t column, std::string_view what) const {
        fail(row, concat("column '", table_.columns()[column], "': ", what));
    }

    std::string_view file_;
    const CsvSeriesOptions& options_;
    FoundTable table_;
    std::unique_ptr<ColumnRoles> roles_;
    Marks marks_;
    PeriodRule rule_ = PeriodRule::refuse;
    std::string title_unit_;  ///< of a line above the table, "(Metric tons)"
    std::vector<std::size_t> rows_;
    std::vector<DraftObservation> drafts_;
    std::vector<DraftSeries> series_;
    std::unordered_map<std::string, std::size_t> groups_;
    std::unordered_map<std::string, std::string> units_;
    std::vector<Reading::UnitUse> unit_uses_;
    std::unordered_map<std::string, std::size_t> mark_at_;
    std::vector<Reading::MarkUse> mark_uses_;
};

REEINDEX_INLINE void SeriesReader::find_footer() {
    std::size_t year = FoundTable::none;
    if (!table_.wide()) {
        if (!options_.year.empty()) {
            year = table_.find(options_.year);
        } else if (layout() != nullptr) {
            for (const auto& name : layout()->year)
                if (year == FoundTable::none) year = table_.find(name);
        } else {
            year = table_.find("year");
        }
        if (year == FoundTable::none) return;
    }
    table_.cut_footer([&](std::size_t row) {
        if (!table_.fits(row)) return false;
        if (!table_.wide())
            return parse_year_text(table_.cell(row, year), PeriodRule::last).problem.empty();
        return std::any_of(table_.years().begin(), table_.years().end(),
                           [&](const auto& one) { return !table_.cell(row, one.column).empty(); });
    });
}

REEINDEX_INLINE void SeriesReader::choose_rows() {
    std::vector<std::size_t> columns;
    for (const auto& one : options_.where) {
        columns.push_back(table_.find(one.column));
        if (columns.back() == FoundTable::none)
            throw DataError(
                file_, table_.header_line(),
                concat("no column '", one.column,
                       "', which where names; the header has: ", join(table_.columns())));
    }
    for (std::size_t row = 0; row < table_.size(); ++row) {
        table_.require_fit(row);
        bool kept = true;
        for (std::size_t i = 0; i < columns.size() && kept; ++i) {
            const auto& wanted = options_.where[i].values;
            kept = std::find(wanted.begin(), wanted.end(), table_.cell(row, columns[i])) !=
                   wanted.end();
        }
        if (kept) rows_.push_back(row);
    }
}

REEINDEX_INLINE void SeriesReader::read_row(std::size_t row, Reading& reading) {
    if (table_.wide()) {
        for (const auto& one : table_.years())
            add(row, one.column, one.year.year, one.year.note, one.flags, one.year.mark, one.notes,
                one.year.stem);
        return;
    }
    const auto text = cell(row, roles_->year);
    if (text.empty()) fail(row, concat("column '", table_.columns()[roles_->year], "' is empty"));
    const auto year = parse_year_text(text, rule_);
    if (!year.problem.empty()) fail(row, roles_->year, year.problem);
    if (!year.note.empty())
        reading.periods.push_back({table_.line(row), concat("'", text, "': ", year.note)});
    for (const auto column : roles_->values)
        add(row, column, year.year, year.note, ColumnRoles::none, "", ColumnRoles::none,
            table_.columns()[column]);
}

/// The USGS writes the unit of a table in brackets below its title.
REEINDEX_INLINE void SeriesReader::read_title_unit(const Reading& reading) {
    for (const auto& one : reading.preamble) {
        std::string_view text = one.text;
        while (text.starts_with('"') && text.ends_with('"') && text.size() > 1)
            text = text.substr(1, text.size() - 2);
        if (!text.starts_with('(') || !text.ends_with(')')) continue;
        if (const auto words = unit_from_words(text)) {
            title_unit_ = words->code + (words->basis.empty() ? "" : "|" + words->basis);
            unit_uses_.push_back({std::string{text}, words->code});
        }
    }
}

REEINDEX_INLINE std::string SeriesReader::unit_code(std::string_view text, std::size_t row) {
    const auto [at, first] = units_.emplace(std::string{text}, std::string{});
    if (!first) return at->second;
    const auto words = unit_from_words(text);
    std::string& code = at->second;
    const bool stated = roles_->unit == ColumnRoles::none;
    if (layout() == nullptr && !stated) {
        code = std::string{text};  // what it says is checked when the series is made
        return code;
    }
    if (words) {
        code = words->code;
        if (!words->basis.empty()) code += "|" + words->basis;
    } else {
        try {
            code = Unit{text}.code();
        } catch (const InvalidArgument& error) {
            if (stated) throw;
            std::string inner;
            for (const char c : text)
                if (c != '{' && c != '}') inner += c;
            code = inner.empty() ? "1" : "{" + inner + "}";
            (void)row;
        }
    }
    if (code != text) unit_uses_.push_back({std::string{text}, code.substr(0, code.find('|'))});
    return code;
}

/// Code of the unit of a row, and its basis.
REEINDEX_INLINE std::pair<std::string, std::string> SeriesReader::unit_of(std::size_t row) {
    const auto text = cell(row, roles_->unit);
    std::string code;
    if (!text.empty()) {
        code = unit_code(text, row);
        if (!options_.unit.empty() && !roles_->unit_text.empty()) {
            const auto words = unit_from_words(text);
            const auto stated = unit_from_words(roles_->unit_text);
            const auto wanted = stated ? stated->code : roles_->unit_text;
            if (words && words->code != wanted)
                throw UnitError(concat(file_, ", line ", table_.line(row), ": unit '", text,
                                       "', but unit = '", roles_->unit_text, "' is stated"));
            if (words || code.starts_with('{')) code = wanted;
        }
    } else if (!roles_->unit_text.empty()) {
        const auto words = unit_from_words(roles_->unit_text);
        code = words ? words->code + (words->basis.empty() ? "" : "|" + words->basis)
                     : Unit{roles_->unit_text}.code();
    } else if (layout() != nullptr && !layout()->unit_code.empty() && options_.value.empty()) {
        code = layout()->unit_code;
    } else if (!title_unit_.empty()) {
        code = title_unit_;
    } else {
        code = "1";
    }
    std::string basis;
    if (const auto bar = code.find('|'); bar != std::string::npos) {
        basis = code.substr(bar + 1);
        code.resize(bar);
    }
    if (const auto power = cell(row, roles_->power); !power.empty()) {
        const auto key = plain_words(power);
        int exponent = 0;
        if (const auto word = power_of_word(key)) {
            exponent = *word;
        } else {
            const auto number = parse_number(power);
            if (!number.problem.empty() || number.value != std::floor(number.value) ||
                std::abs(number.value) > 30)
                fail(row, roles_->power, "'" + std::string{power} + "' is no power of ten");
            exponent = static_cast<int>(number.value);
        }
        code = scaled_code(code, exponent);
    }
    if (const auto stated = cell(row, roles_->basis); !stated.empty()) basis = std::string{stated};
    if (basis.empty()) basis = roles_->basis_text.empty() ? "none" : roles_->basis_text;
    return {std::move(code), std::move(basis)};
}

REEINDEX_INLINE std::size_t SeriesReader::group_of(std::size_t row, std::string_view value_name) {
    std::string indicator = roles_->indicators.empty() ? roles_->indicator_text : std::string{};
    const auto part = [&](std::string_view text) {
        if (text.empty()) return;
        if (!indicator.empty()) indicator += ", ";
        indicator += text;
    };
    for (const auto one : roles_->indicators) part(cell(row, one));
    if (indicator.empty()) indicator = roles_->indicator_text;
    if (roles_->name_values) part(value_name);
    std::string area{cell(row, roles_->area)};
    if (area.empty()) area = roles_->area_text;
    std::string key = concat(indicator, '\0', area);
    auto [unit, basis] = unit_of(row);
    const auto [at, first] = groups_.emplace(std::move(key), series_.size());
    if (first) {
        series_.push_back(
            {std::move(indicator), std::move(area), std::move(unit), std::move(basis), row});
        return at->second;
    }
    const auto& one = series_[at->second];
    const auto require_same = [&](std::string_view what, const std::string& here,
                                  const std::string& before) {
        if (here != before)
            throw UnitError(concat(file_, ", line ", table_.line(row), ": ", what, " '", here,
                                   "' after '", before, "' on line ", table_.line(one.first_row),
                                   "; a series has one ", what, ", convert the file first"));
    };
    require_same("unit", unit, one.unit);
    require_same("basis", basis, one.basis);
    return at->second;
}

REEINDEX_INLINE void SeriesReader::note_mark(const CellText& cell, std::size_t row) {
    if (cell.marks.empty()) return;
    std::string became;
    if (cell.status != ObsStatus::normal)
        became = concat("status ", code(cell.status), " (", meaning(cell.status), ")");
    if (cell.qualifier != Qualifier::exact) add_part(became, name(cell.qualifier));
    if (!cell.note.empty()) add_part(became, "note '" + cell.note + "'");
    if (became.empty()) became = "a plain value";
    const auto key = concat(cell.marks, '\0', became);
    const auto [at, first] = mark_at_.emplace(key, mark_uses_.size());
    if (first) mark_uses_.push_back({cell.marks, became, 0, table_.line(row)});
    ++mark_uses_[at->second].count;
}

/// The status column of a layout: a flag, explained by words where the file has them.
REEINDEX_INLINE void SeriesReader::read_status(CellText& out, std::size_t row) {
    const auto flag = cell(row, roles_->status);
    const auto words = plain_words(cell(row, roles_->about_status));
    if (flag.empty() && words.empty()) return;
    struct Meaning {
        std::string_view word;
        ObsStatus status;
    };
    constexpr std::array<Meaning, 12> meanings{{{"unofficial", ObsStatus::normal},
                                                {"official", ObsStatus::normal},
                                                {"estimat", ObsStatus::estimated},
                                                {"imput", ObsStatus::imputed},
                                                {"provision", ObsStatus::provisional},
                                                {"forecast", ObsStatus::forecast},
                                                {"break", ObsStatus::break_in_series},
                                                {"difference", ObsStatus::definition_differs},
                                                {"confidential", ObsStatus::missing_suppressed},
                                                {"cannot exist", ObsStatus::missing_cannot_exist},
                                                {"not significant", ObsStatus::not_significant},
                                                {"missing", ObsStatus::missing}}};
    std::optional<ObsStatus> status;
    for (const auto& one : meanings)
        if (!status && words.find(one.word) != std::string::npos) status = one.status;
    if (!status && flag.size() == 1)
        for (const auto& entry : obs_status_table)
            if (code(entry.status) == flag[0]) status = entry.status;
    CellText told;
    told.marks = concat("flag ", flag.empty() ? words : std::string{flag});
    if (!status || (*status == ObsStatus::normal && flag != "A" && !flag.empty()))
        add_part(told.note,
                 concat("flag ", flag, words.empty() ? "" : " (",
                        words.empty() ? "" : std::string{cell(row, roles_->about_status)},
                        words.empty() ? "" : ")"));
    if (status && is_missing(*status) && !out.number.empty()) {
        add_part(told.note, concat("'", out.number, "' is printed with a flag that says missing"));
        out.number = {};
    }
    if (status) {
        told.status = *status;
        if (out.number.empty()) {
            if (is_missing(*status)) out.status = *status;
        } else {
            add_status(out, *status);
        }
    }
    if (flag != "A") note_mark(told, row);
    add_part(out.note, told.note);
}

REEINDEX_INLINE void SeriesReader::add(std::size_t row, std::size_t column, int year,
                                       std::string year_note, std::size_t flags,
                                       std::string_view mark, std::size_t notes,
                                       std::string_view value_name) {
    auto parsed = take_apart(cell(row, column), marks_);
    if (const auto text = cell(row, flags); !text.empty()) {
        // a column of flags and footnotes beside the year
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto end = std::min(rest.find_first_of(", "), rest.size());
            const auto one = rest.substr(0, end);
            if (!one.empty() && only_digits(one)) {
                add_part(parsed.note, concat("footnote ", one));
                add_part(parsed.marks, concat("footnote ", one));
            } else if (!one.empty() && !take_flags(parsed, one, marks_)) {
                add_part(parsed.note, concat("flag ", one));
                add_part(parsed.marks, concat("flag ", one));
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    if (!mark.empty() && !parsed.number.empty()) (void)take_flag(parsed, mark, marks_);
    if (parsed.number.empty() && !is_missing(parsed.status)) parsed.status = ObsStatus::missing;
    note_mark(parsed, row);
    if (layout() != nullptr) {
        read_status(parsed, row);
    } else if (const auto stated = cell(row, roles_->status); !stated.empty()) {
        ObsStatus status{};
        try {
            status = parse_obs_status(stated);
        } catch (const Error& error) {
            fail(row, roles_->status, error.what());
        }
        const bool there = !parsed.number.empty();
        if (there == is_missing(status))
            fail(row, concat("status ", code(status), " (", meaning(status), ") does not fit ",
                             there ? "a value that is there" : "an empty value"));
        parsed.status = status;
    }
    if (const auto text = cell(row, roles_->qualifier); !text.empty()) {
        try {
            parsed.qualifier = parse_qualifier(text);
        } catch (const Error& error) {
            fail(row, roles_->qualifier, error.what());
        }
    }
    add_part(parsed.note, cell(row, notes));
    for (const auto one : roles_->notes) {
        const auto text = cell(row, one);
        const bool numbers = text.find_first_not_of("0123456789, ") == std::string_view::npos;
        if (text.size() > 3 && !numbers)
            add_part(parsed.note, text);
        else if (!text.empty())
            add_part(parsed.note, concat(numbers ? "footnote" : table_.columns()[one], " ", text));
    }
    const std::size_t group = group_of(row, value_name);
    const auto number = parsed.number;
    drafts_.push_back({group, row, column, year, number, std::move(parsed), std::move(year_note)});
}

/// What to do about a cell that is no number. A cell with digits in it is a value that would be
/// lost as a missing one.
REEINDEX_INLINE std::string way_out_of(std::string_view cell) {
    const auto first = cell.find_first_of("0123456789");
    const auto mark = concat("; if it is the mark of a missing value, state na=['", cell, "']");
    if (cell.starts_with('=') || cell.starts_with('@') || cell.starts_with("+="))
        return ": it is a formula; save the values of the spreadsheet";
    if (cell.starts_with('#')) return concat(": it is an error of a spreadsheet", mark);
    if (first == std::string_view::npos) {
        for (const std::string_view half : {"\xC2\xBC", "\xC2\xBD", "\xC2\xBE"})
            if (cell.find(half) != std::string_view::npos) return "; write fractions as decimals";
        return mark;
    }
    if (cell.starts_with('(') && cell.ends_with(')'))
        return "; brackets may mean a negative number or a footnote: write a minus, or leave them "
               "out";
    const auto end = cell.find_first_not_of("0123456789., ", first);
    const auto rest = end == std::string_view::npos ? std::string_view{} : cell.substr(end);
    for (const std::string_view to : {"-", "\xE2\x80\x93", "to "})
        if (first == 0 && rest.starts_with(to) &&
            rest.find_first_of("0123456789") != std::string_view::npos)
            return "; it is a range: write one value, or a bound such as >5";
    if (rest.empty() && first == 0)
        return "; its blanks, points or commas do not stand between thousands";
    const bool letters = std::any_of(cell.begin(), cell.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '$' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    return letters ? "; a cell holds one number, a qualifier and flags: units are stated with "
                     "unit=, other words stand in a column 'note'"
                   : "";
}

REEINDEX_INLINE void SeriesReader::read_numbers(Reading& reading) {
    NumberEvidence evidence;
    for (const auto& one : drafts_)
        if (!one.number.empty()) evidence.add(one.number, table_.line(one.row));
    const bool by_layout = options_.decimal == 0 && options_.thousands == 0 &&
                           layout() != nullptr && layout()->thousands != 0;
    const char thousands = by_layout ? layout()->thousands : options_.thousands;
    const auto format =
        evidence.format(options_.decimal, thousands, table_.separator() != ';', file_,
                        table_.wide() ? "years" : table_.columns()[drafts_.front().column]);
    const bool stated = options_.decimal != 0 || options_.thousands != 0;
    const auto by = stated           ? "stated"
                    : by_layout      ? "of the layout"
                    : evidence.any() ? "found"
                                     : "default";
    reading.decimal = {std::string(1, format.decimal), by};
    reading.thousands = {format.thousands != 0 ? std::string(1, format.thousands) : "none", by};
    for (auto& one : drafts_) {
        auto& group = series_[one.group];
        Observation out{.year = Year{one.year}, .printed_status = one.cell.status};
        if (!one.number.empty()) {
            auto number = parse_number_text(one.number, format);
            if (!number.problem.empty()) {
                const auto whole = table_.cell(one.row, one.column);
                if (whole != one.number) number.problem = concat("'", whole, "' is not a number");
                if (number.problem.ends_with("is not a number"))
                    number.problem += way_out_of(whole);
                fail(one.row, one.column, number.problem);
            }
            out.printed = number.value;
            out.qualifier = one.cell.qualifier;
            group.percent = group.percent || one.cell.percent;
            if (one.cell.percent && group.unit != "%" && group.unit != "1")
                fail(one.row, one.column,
                     concat("'", table_.cell(one.row, one.column),
                            "' has a percent sign, but the unit is '", group.unit, "'"));
        }
        add_part(out.note, one.cell.note);
        add_part(out.note, one.year_note);
        const auto source = cell(one.row, roles_->source);
        auto place = concat("line ", table_.line(one.row));
        if (table_.wide()) place += concat(", column '", table_.columns()[one.column], "'");
        out.source = {source.empty() ? std::string{file_} : std::string{source}, std::move(place)};
        group.observations.push_back(std::move(out));
        group.rows.push_back(one.row);
    }
    for (const auto& one : series_)
        if (one.percent && one.unit == "1")
            fail(one.first_row, "numbers with a percent sign, but no unit: state unit='%'");
}

REEINDEX_INLINE void SeriesReader::describe_marks(Reading& reading) const {
    reading.marks = mark_uses_;
    reading.units = unit_uses_;
    for (const auto& one : table_.years())
        if (!one.year.note.empty())
            reading.periods.push_back({table_.header_line(), one.year.note});
}

/// A year that occurs twice names what tells its rows apart.
REEINDEX_INLINE void SeriesReader::require_distinct(DraftSeries& one) {
    std::vector<std::size_t> order(one.observations.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto year = [&](std::size_t i) { return one.observations[i].year; };
    if (!std::is_sorted(order.begin(), order.end(),
                        [&](auto a, auto b) { return year(a) < year(b); }))
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return year(a) < year(b); });
    std::vector<Observation> sorted;
    sorted.reserve(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k > 0 && year(order[k - 1]) == year(order[k])) {
            const auto row = one.rows[order[k]];
            const auto before = one.rows[order[k - 1]];
            std::string apart;
            for (std::size_t c = 0; c < table_.columns().size() && row != before; ++c) {
                const bool value = std::find(roles_->values.begin(), roles_->values.end(), c) !=
                                   roles_->values.end();
                if (!value && c != roles_->year && table_.cell(row, c) != table_.cell(before, c))
                    apart += concat(apart.empty() ? "" : ", ", "'", table_.columns()[c], "' ('",
                                    clipped(table_.cell(before, c), 40), "', '",
                                    clipped(table_.cell(row, c), 40), "')");
            }
            fail(row, concat("year ", year(order[k]).value(),
                             one.area.empty() && one.indicator.empty()
                                 ? std::string{}
                                 : concat(" of ", one.indicator, "/", one.area),
                             " is already on line ", table_.line(before),
                             apart.empty() ? ""
                                           : "; the rows differ in " + apart +
                                                 ": name what is part of the indicator, or "
                                                 "choose rows with where="));
        }
        sorted.push_back(std::move(one.observations[order[k]]));
    }
    one.observations = std::move(sorted);
}

REEINDEX_INLINE std::vector<TimeSeries> SeriesReader::finish(Reading reading) {
    reading.series = series_.size();
    const auto kept = std::make_shared<const Reading>(std::move(reading));
    std::vector<TimeSeries> out;
    out.reserve(series_.size());
    for (auto& one : series_) {
        require_distinct(one);
        SeriesInfo info{.indicator = std::move(one.indicator),
                        .area = std::move(one.area),
                        .title = options_.title};
        if (info.title.empty() && info.indicator.empty()) {
            info.title = file_stem(file_);
            if (!info.area.empty()) info.title += ": " + info.area;
        }
        info.reading = kept;
        try {
            info.unit = Unit{one.unit};
            info.basis = parse_basis(one.basis);
            out.emplace_back(std::move(info), std::move(one.observations));
        } catch (const Error& error) {
            fail(one.first_row, error.what());
        }
    }
    return out;
}

REEINDEX_INLINE TimeSeries only_series(std::vector<TimeSeries> all, std::string_view file) {
    if (all.size() == 1) return std::move(all.front());
    std::vector<std::string> keys;
    for (const auto& one : all) {
        if (keys.size() == 100) {
            keys.emplace_back("...");
            break;
        }
        keys.push_back(one.key());
    }
    std::size_t line = 0;
    const auto& place = all[1].observations().front().source.locator;
    if (place.starts_with("line "))
        for (std::size_t i = 5; i < place.size() && place[i] >= '0' && place[i] <= '9'; ++i)
            line = 10 * line + static_cast<std::size_t>(place[i] - '0');
    throw DataError(file, line,
                    concat("a second series begins; the file holds ", all.size(), " (", join(keys),
                           "). Read them all with read_csv_series(), or choose rows with where="));
}

}  // namespace detail

REEINDEX_INLINE std::vector<TimeSeries> parse_csv_series(std::string bytes, std::string_view file,
                                                         const CsvSeriesOptions& options) {
    if (bytes.size() > options.csv.max_bytes)
        throw DataError(file, 0, detail::too_large(options.csv.max_bytes));
    if (!options.layout.empty() && options.layout != "plain") (void)layout(options.layout);
    auto decoded = detail::decode_text(std::move(bytes), options.encoding, file);
    const auto refuse = [&] {
        throw DataError(file, decoded.doubtful_line,
                        "is not UTF-8 text; state its encoding, for example encoding='cp1252' for "
                        "files of Windows in western Europe and America");
    };
    Reading reading;
    reading.encoding = {decoded.encoding, options.encoding.empty() ? "found" : "stated"};
    if (!options.decoded_from.empty()) reading.encoding = {options.decoded_from, "stated"};
    if (decoded.doubtful_line == 0)
        return detail::SeriesReader{decoded.text, file, options}.read(std::move(reading));
    // bytes that are not UTF-8 are certain only where the publisher's files are known to be cp1252
    std::optional<detail::SeriesReader> reader;
    try {
        reader.emplace(decoded.text, file, options);
    } catch (const DataError&) {
        refuse();
    }
    if (!reader || reader->layout() == nullptr || reader->layout()->encoding != decoded.encoding)
        refuse();
    reading.encoding.by = "of the layout";
    return reader->read(std::move(reading));
}

REEINDEX_INLINE std::vector<TimeSeries> read_csv_series(const std::string& path,
                                                        const CsvSeriesOptions& options) {
    return parse_csv_series(detail::read_file(path, options.csv.max_bytes), path, options);
}

REEINDEX_INLINE TimeSeries read_csv(const std::string& path, const CsvSeriesOptions& options) {
    return detail::only_series(read_csv_series(path, options), path);
}

}  // namespace reeindex
