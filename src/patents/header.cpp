#include "patents/header.hpp"

#include <algorithm>
#include <deque>
#include <optional>

#include <reeindex/data/csv.hpp>

#include "patents/csv_blocks.hpp"
#include "patents/opened_table.hpp"

namespace reeindex::detail {

namespace {

/// Records at the beginning of a file, of which one is the header.
constexpr std::size_t most_records = 50;

/// The beginning of a file, cut by one delimiter.
struct Beginning {
    char delimiter = ',';
    CsvBlock block;
    std::vector<std::vector<std::string>> rows;  // trimmed cells; none for records out of order
};

[[nodiscard]] Beginning cut(std::string_view head, bool whole, const std::string& name,
                            char delimiter, const ReadPatentsOptions& options,
                            std::size_t first_line, char line_break) {
    Beginning out;
    out.delimiter = delimiter;
    CsvBlocks blocks{open_text(head).read,
                     name,
                     {delimiter, std::max<std::size_t>(head.size(), 64), options.max_record_bytes,
                      first_line, line_break}};
    if (!blocks.next(out.block)) return out;
    auto& records = out.block.records;
    if (!whole && records.size() > 1) records.pop_back();  // perhaps cut short
    std::vector<std::string_view> cells;
    std::deque<std::string> store;
    for (const auto& slice : records) {
        auto& row = out.rows.emplace_back();
        if (slice.problem != SliceProblem::none ||
            split_cells(out.block.slice(slice), delimiter, cells, store) != nullptr)
            continue;
        for (const auto cell : cells) row.emplace_back(trim(cell));
    }
    return out;
}

[[nodiscard]] bool has_one(const std::vector<std::string>& header,
                           const std::vector<std::string>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
        return std::find(header.begin(), header.end(), one) != header.end();
    });
}

/// Names that the caller gives for the fields, with those of the preset.
[[nodiscard]] PatentColumns stated(const ReadPatentsOptions& options) {
    PatentColumns out = options.columns;
    if (options.preset.empty()) return out;
    for (const auto& [field, names] : patent_preset(options.preset).names)
        out.names.try_emplace(field, names);
    return out;
}

/// How well a row fits as header: 0 not at all.
[[nodiscard]] std::size_t score(const std::vector<std::string>& row,
                                const ReadPatentsOptions& options, const PatentColumns& wanted) {
    const auto known = recognise_patent_layout(row, options.preset);
    const std::size_t layout = known.layout == nullptr ? 0 : known.layout->shown.size();
    if (options.columns.names.empty() && layout > 0) return layout;
    if (wanted.names.empty()) return 0;
    for (const auto field : wanted.required) {
        const auto names = wanted.names.find(field);
        const bool there = (names != wanted.names.end() && has_one(row, names->second)) ||
                           (field == PatentField::publication && layout > 0);
        if (!there) return 0;
    }
    std::size_t found = 1;
    for (const auto& [field, names] : wanted.names) found += has_one(row, names) ? 1 : 0;
    return found;
}

/// What the caller states, completed by what the layout says.
[[nodiscard]] PatentColumns completed(const ReadPatentsOptions& options,
                                      const RecognisedLayout& known) {
    PatentColumns out = options.columns;
    PatentColumns base;
    if (known.format != nullptr)
        base = known.format->columns;
    else if (!options.preset.empty())
        base = patent_preset(options.preset);
    else if (out.names.empty())
        base = patent_preset("plain");
    if (out.names.empty() || !options.preset.empty() ||
        !out.names.contains(PatentField::publication))
        for (const auto& [field, names] : base.names) out.names.try_emplace(field, names);
    const bool own_lists = !out.list_separator.empty();
    if (!own_lists) out.list_separator = base.list_separator.empty() ? ";" : base.list_separator;
    if (out.applicant_separator.empty())
        out.applicant_separator = own_lists || base.applicant_separator.empty()
                                      ? out.list_separator
                                      : base.applicant_separator;
    if (out.office.empty()) out.office = base.office;
    if (out.date_order == DateOrder::unknown) out.date_order = base.date_order;
    if (out.century_from == 0) out.century_from = base.century_from;
    if (out.no_family.empty()) out.no_family = base.no_family;
    return out;
}

/// The order that the dates of a column leave, if only one.
[[nodiscard]] DateOrder decided_order(const Beginning& text, std::size_t header,
                                      std::size_t column) {
    unsigned orders = 3;
    for (std::size_t i = header + 1; i < text.rows.size(); ++i)
        if (column < text.rows[i].size())
            if (const unsigned one = date_orders(text.rows[i][column]); one != 0) orders &= one;
    return orders == 1   ? DateOrder::day_first
           : orders == 2 ? DateOrder::month_first
                         : DateOrder::unknown;
}

}  // namespace

FoundHeader find_header(std::string_view head, bool whole, const std::string& name,
                        const ReadPatentsOptions& options, std::size_t first_line) {
    const PatentColumns wanted = stated(options);
    const char line_break = line_break_of(head, name);
    Beginning best;
    std::size_t best_row = 0, best_score = 0;
    std::vector<char> delimiters{',', ';', '\t', '|'};
    if (options.delimiter) delimiters = {*options.delimiter};
    for (const char delimiter : delimiters) {
        auto text = cut(head, whole, name, delimiter, options, first_line, line_break);
        for (std::size_t i = 0; i < std::min(text.rows.size(), most_records); ++i) {
            const auto fit = score(text.rows[i], options, wanted);
            if (fit <= best_score) continue;
            best_score = fit;
            best_row = i;
            best.rows.clear();
        }
        if (best.rows.empty() && best_score > 0) best = std::move(text);
    }
    if (best_score == 0) {  // make_layout() says what is missing
        best = cut(head, whole, name, delimiters.front(), options, first_line, line_break);
        const auto blank = [](const auto& row) {
            return std::all_of(row.begin(), row.end(), [](const auto& one) { return one.empty(); });
        };
        while (best_row < best.rows.size() && !best.rows[best_row].empty() &&
               blank(best.rows[best_row]))
            ++best_row;
        if (best_row == best.rows.size()) throw DataError(name, 0, "empty: there is no header row");
        const auto& slice = best.block.records[best_row];
        if (best.rows[best_row].empty())
            throw DataError(name, slice.line, "the quotes of the header are out of place");
    }
    const auto& header = best.rows[best_row];
    const auto known = recognise_patent_layout(header, options.preset);
    const auto& slice = best.block.records[best_row];
    if (known.layout != nullptr && !known.layout->refused.empty() && options.columns.names.empty())
        throw DataError(
            name, slice.line,
            concat("is a file of ", known.layout->title, ": it ", known.layout->refused));

    FoundHeader out;
    out.records = best_row + 1;
    out.line_break = line_break;
    std::string advice;
    if (best_score == 0 && options.preset.empty() && options.columns.names.empty())
        advice = concat("; it is none of the known formats (", join(patent_format_names()),
                        "), so the columns must be named");
    out.layout =
        make_layout(completed(options, known), best.delimiter, header, name, slice.line, advice);
    auto& reading = out.reading;
    if (known.layout != nullptr) {
        reading.format = known.format->name;
        reading.layout = known.layout->title;
    }
    reading.line_end = line_break == '\r' ? "CR" : "LF";
    reading.delimiter = best.delimiter;
    reading.header_line = slice.line;
    for (std::size_t i = 0; i < best_row; ++i)
        reading.rows_before_header +=
            trim(best.block.slice(best.block.records[i])).empty() ? 0U : 1U;
    std::vector<bool> used(header.size(), false);
    for (std::size_t i = 0; i < patent_field_count; ++i)
        if (const auto cell = out.layout.cell[i]; cell != RowLayout::absent) {
            reading.columns[static_cast<PatentField>(i)] = header[cell];
            used[cell] = true;
        }
    for (std::size_t i = 0; i < header.size(); ++i)
        if (!used[i]) reading.ignored.push_back(header[i]);
    const auto& columns = out.layout.columns;
    reading.list_separator = columns.list_separator;
    reading.applicant_separator = columns.applicant_separator;
    reading.office = columns.office;
    reading.century_from = columns.century_from;
    for (std::size_t i = 0; i < out.layout.date_orders.size(); ++i) {
        const auto cell = out.layout.cell[static_cast<std::size_t>(PatentField::priority_date) + i];
        auto& order = out.layout.date_orders[i];
        order = columns.date_order;
        if (order == DateOrder::unknown && cell != RowLayout::absent)
            order = decided_order(best, best_row, cell);
        reading.date_orders[i] = order;
    }
    return out;
}

}  // namespace reeindex::detail
