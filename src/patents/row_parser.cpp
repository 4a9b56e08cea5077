#include "patents/row_parser.hpp"

#include <algorithm>
#include <cstring>

#include <reeindex/data/csv.hpp>

#include "patents/interner.hpp"

namespace reeindex::detail {

namespace {

/// Position of the first byte that is not UTF-8 or NUL; the size if all is well.
[[nodiscard]] std::size_t first_bad_byte(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        if (i + 8 <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + i, 8);
            const bool ascii = (word & 0x8080808080808080ULL) == 0;
            const bool nul = ((word - 0x0101010101010101ULL) & ~word & 0x8080808080808080ULL) != 0;
            if (ascii && !nul) {
                i += 8;
                continue;
            }
        }
        const std::size_t length = text[i] == '\0' ? 0 : utf8_sequence(text.substr(i, 4));
        if (length == 0) return i;
        i += length;
    }
    return i;
}

[[nodiscard]] bool is_blank(std::string_view text) noexcept { return trim(text).empty(); }

}  // namespace

std::string excerpt(std::string_view text) {
    constexpr std::size_t most = 80;
    std::string out;
    for (std::size_t i = 0; i < text.size() && i < most;) {
        const std::size_t length = utf8_sequence(text.substr(i, 4));
        if (length == 0) {
            out += '?';
            ++i;
        } else if (length == 1 && (static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7F)) {
            out += ' ';
            ++i;
        } else {
            out.append(text.substr(i, length));
            i += length;
        }
    }
    if (text.size() > most) out += "...";
    return out;
}

const char* split_cells(std::string_view record, char delimiter,
                        std::vector<std::string_view>& cells, std::deque<std::string>& store) {
    cells.clear();
    std::size_t at = 0;
    while (true) {
        if (at < record.size() && record[at] == '"') {
            std::size_t close = at + 1;
            bool doubled = false;
            while (true) {
                close = std::min(record.find('"', close), record.size());
                if (close == record.size()) return "a quote that opens here is never closed";
                if (close + 1 == record.size() || record[close + 1] != '"') break;
                doubled = true;
                close += 2;
            }
            std::string_view cell = record.substr(at + 1, close - at - 1);
            if (doubled) {
                std::string plain;
                plain.reserve(cell.size());
                for (std::size_t i = 0; i < cell.size(); ++i) {
                    plain.push_back(cell[i]);
                    if (cell[i] == '"') ++i;
                }
                cell = store.emplace_back(std::move(plain));
            }
            cells.push_back(cell);
            at = close + 1;
            if (at == record.size()) return nullptr;
            if (record[at] != delimiter) return "text after a closing quote";
            ++at;
        } else {
            const void* found = at < record.size()
                                    ? std::memchr(record.data() + at, delimiter, record.size() - at)
                                    : nullptr;
            if (found == nullptr) {
                cells.push_back(record.substr(std::min(at, record.size())));
                return nullptr;
            }
            const auto end =
                static_cast<std::size_t>(static_cast<const char*>(found) - record.data());
            cells.push_back(record.substr(at, end - at));
            at = end + 1;
        }
    }
}

RowLayout make_layout(const PatentColumns& columns, char delimiter,
                      const std::vector<std::string_view>& header, std::string_view file,
                      std::size_t line) {
    RowLayout layout;
    layout.cell.fill(RowLayout::absent);
    layout.cells = header.size();
    layout.columns = columns;
    layout.delimiter = delimiter;
    std::vector<std::string> trimmed;
    for (const auto cell : header) trimmed.emplace_back(trim(cell));
    for (const auto& [field, candidates] : columns.names)
        for (const auto& candidate : candidates) {
            const auto count = std::count(trimmed.begin(), trimmed.end(), candidate);
            if (count > 1)
                throw DataError(file, line,
                                concat("column '", candidate, "' occurs ", count, " times"));
            if (count == 0) continue;
            const auto found = std::find(trimmed.begin(), trimmed.end(), candidate);
            layout.cell[static_cast<std::size_t>(field)] =
                static_cast<std::size_t>(found - trimmed.begin());
            break;
        }
    for (const auto field : columns.required) {
        if (layout.of(field) != RowLayout::absent) continue;
        const auto names = columns.names.find(field);
        const std::vector<std::string> wanted =
            names == columns.names.end() ? std::vector<std::string>{} : names->second;
        std::string near;
        for (const auto& one : wanted)
            if (near.empty()) near = closest(one, trimmed);
        std::string hint;
        if (trimmed.size() == 1)
            for (const char mark : {';', '\t', ','})
                if (mark != delimiter && trimmed[0].find(mark) != std::string::npos)
                    hint = concat("; the columns seem to be separated by ",
                                  mark == '\t' ? std::string{"tabs"} : concat("'", mark, "'"),
                                  ": give the delimiter");
        throw DataError(file, line,
                        concat("no column for ", name(field), " (", join(wanted, " or "), ")",
                               near.empty() ? "" : "; did you mean '" + near + "'?", hint,
                               "; the header has: ", excerpt(join(trimmed))));
    }
    return layout;
}

void ParsedBlock::clear() {
    store.clear();
    rows.clear();
    applicants.clear();
    slice_of.clear();
    malformed.clear();
    doubtful.clear();
    malformed_count = 0;
}

std::string RowParser::problem(const CsvBlock& block, const RecordSlice& slice,
                               std::deque<std::string>& store, PublicationParts& parts) {
    switch (slice.problem) {
        case SliceProblem::unclosed_quote:
            return "a quote opens in this row and is never closed";
        case SliceProblem::text_after_quote:
            return "text after a closing quote; quotes inside a quoted cell must be doubled";
        case SliceProblem::too_long:
            return "longer than the limit of a record";
        case SliceProblem::none:
            break;
    }
    const auto record = block.slice(slice);
    if (const auto bad = first_bad_byte(record); bad < record.size())
        return record[bad] == '\0' ? concat("holds a NUL byte at position ", bad + 1)
                                   : concat("is not UTF-8 at byte ", bad + 1);
    if (const char* reason = split_cells(record, layout_->delimiter, cells_, store)) return reason;
    if (cells_.size() != layout_->cells)
        return concat(cells_.size(), cells_.size() == 1 ? " cell" : " cells",
                      ", but the header has ", layout_->cells);
    const auto text = cell(PatentField::publication);
    if (text.empty()) return "no publication number";
    parts = split_publication(text);
    if (parts.problem != nullptr)
        return concat("publication number '", excerpt(text), "' ", parts.problem);
    return {};
}

template <class Use>
void RowParser::for_items(std::string_view text, std::string_view separator, Use use) const {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const auto item = trim(text.substr(0, end)); !item.empty()) use(item);
        text.remove_prefix(std::min(end + separator.size(), text.size()));
    }
}

template <class Use>
void RowParser::for_applicants(std::string_view text, Use use) const {
    // A name and the legal forms that the separator cut off it stand side by side in the cell.
    std::string_view name;
    for_items(text, layout_->columns.separator(PatentField::applicants),
              [&](std::string_view item) {
                  if (!name.empty() && item.size() <= 24 && names_->only_legal_form(item)) {
                      name = {name.data(),
                              static_cast<std::size_t>(item.data() + item.size() - name.data())};
                      return;
                  }
                  if (!name.empty()) use(name);
                  name = item;
              });
    if (!name.empty()) use(name);
}

void RowParser::parse(ParsedBlock& parsed) {
    using enum PatentField;
    parsed.clear();
    constexpr std::array<PatentField, 4> date_fields{priority_date, filing_date, publication_date,
                                                     grant_date};
    for (const auto& slice : parsed.block.records) {
        const auto record = parsed.block.slice(slice);
        if (slice.problem == SliceProblem::none && is_blank(record)) continue;
        PublicationParts parts;
        if (auto reason = problem(parsed.block, slice, parsed.store, parts); !reason.empty()) {
            ++parsed.malformed_count;
            if (parsed.malformed.size() < max_listed_)
                parsed.malformed.push_back({slice.line, excerpt(record), std::move(reason)});
            continue;
        }
        ParsedRow row;
        const auto doubt = [&](PatentField field, std::string_view text, std::string_view reason) {
            ++row.doubts;
            if (parsed.doubtful.size() < max_listed_)
                parsed.doubtful.push_back(
                    {slice.line, excerpt(text),
                     concat(name(field), " of ", parts.office_text(), parts.number_text(),
                            parts.kind_text(), ": ", reason)});
        };
        row.publication = publication_key(parts);
        row.line = slice.line;
        row.office = static_cast<std::uint16_t>(office_slot(parts.office[0], parts.office[1]));
        row.kind = parts.kind_size > 0 ? parts.kind[0] : '\0';
        for (std::size_t i = 0; i < date_fields.size(); ++i) {
            const auto text = cell(date_fields[i]);
            if (text.empty()) continue;
            if (const auto date = PatentDate::parse(text))
                row.dates[i] = date->packed();
            else
                doubt(date_fields[i], text, PatentDate::problem(text));
        }
        matcher_.clear();
        bool any_ipc = false;
        const auto take = [&](PatentField field, bool is_cpc, bool with_fields) {
            bool any = false;
            for_items(cell(field), layout_->columns.list_separator, [&](std::string_view item) {
                if (const auto symbol = Symbol::parse(item)) {
                    matcher_.add(*symbol, is_cpc, with_fields);
                    any = true;
                } else {
                    doubt(field, item, "not an IPC or CPC symbol");
                }
            });
            return any;
        };
        any_ipc = take(ipc, false, true);
        const bool any_cpc = take(cpc, true, !any_ipc);
        row.has_symbols = any_ipc || any_cpc;
        matcher_.add_title(cell(title));
        row.classes = matcher_.result();
        if (const auto text = cell(family); !text.empty()) {
            row.has_family = true;
            row.family = TextInterner::hash_of(text) | (1ULL << 63);
        } else if (const auto members = cell(family_members); !members.empty()) {
            // The family is known by its smallest member, the record itself among them.
            row.has_family = true;
            row.family = row.publication;
            for_items(members, layout_->columns.list_separator, [&](std::string_view item) {
                const auto member = split_publication(item);
                if (member.problem == nullptr)
                    row.family = std::min(row.family, publication_key(member));
                else
                    doubt(family_members, item, "not a publication number");
            });
        }
        for_applicants(cell(applicants), [&](std::string_view item) {
            parsed.applicants.push_back({item, TextInterner::hash_of(item)});
        });
        row.applicants_end = static_cast<std::uint32_t>(parsed.applicants.size());
        parsed.rows.push_back(row);
        parsed.slice_of.push_back(static_cast<std::uint32_t>(&slice - parsed.block.records.data()));
    }
}

std::optional<PatentRecord> RowParser::full(const CsvBlock& block, const RecordSlice& slice,
                                            std::optional<RowIssue>& issue) {
    using enum PatentField;
    issue.reset();
    const auto record = block.slice(slice);
    if (slice.problem == SliceProblem::none && is_blank(record)) return std::nullopt;
    std::deque<std::string> store;
    PublicationParts parts;
    if (auto reason = problem(block, slice, store, parts); !reason.empty()) {
        issue = RowIssue{slice.line, excerpt(record), std::move(reason)};
        return std::nullopt;
    }
    PatentRecord out{.publication = Publication{cell(publication)}, .line = slice.line};
    out.title = cell(title);
    const auto date = [&](PatentField field) -> std::optional<PatentDate> {
        const auto text = cell(field);
        if (text.empty()) return std::nullopt;
        const auto read = PatentDate::parse(text);
        if (!read) out.doubts.push_back(concat(name(field), " '", excerpt(text), "'"));
        return read;
    };
    out.priority_date = date(priority_date);
    out.filing_date = date(filing_date);
    out.publication_date = date(publication_date);
    out.grant_date = date(grant_date);
    const auto symbols = [&](PatentField field, std::vector<Symbol>& to) {
        for_items(cell(field), layout_->columns.list_separator, [&](std::string_view item) {
            if (const auto symbol = Symbol::parse(item))
                to.push_back(*symbol);
            else
                out.doubts.push_back(concat(name(field), " '", excerpt(item), "'"));
        });
    };
    symbols(ipc, out.ipc);
    symbols(cpc, out.cpc);
    out.family = cell(family);
    for_items(cell(family_members), layout_->columns.list_separator,
              [&](std::string_view item) { out.family_members.emplace_back(item); });
    for_applicants(cell(applicants),
                   [&](std::string_view item) { out.applicants.emplace_back(item); });
    return out;
}

}  // namespace reeindex::detail
