#include "patents/row_parser.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <reeindex/core/utf8.hpp>
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

/// What separates items in the cells of all databases, beside the separator of the layout.
constexpr std::string_view line_breaks = "\n\r";

/// Whether letters at the beginning of a number belong to it although they are an office's code.
[[nodiscard]] bool is_part_of_number(std::string_view office, std::string_view letters) noexcept {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> parts{{{"US", "RE"},
                                                                                   {"US", "AI"},
                                                                                   {"US", "PP"},
                                                                                   {"US", "RX"},
                                                                                   {"BR", "PI"},
                                                                                   {"BR", "MU"},
                                                                                   {"JP", "WO"},
                                                                                   {"MX", "PA"},
                                                                                   {"DK", "PA"},
                                                                                   {"DK", "BA"},
                                                                                   {"DK", "EP"},
                                                                                   {"NO", "EP"}}};
    return office == "IT" ||
           std::find(parts.begin(), parts.end(), std::pair{office, letters}) != parts.end();
}

/// A Lens ID, "012-345-678-901-23X", or another id that is no number of a publication.
[[nodiscard]] bool is_lens_id(std::string_view text) noexcept {
    if (text.size() != 19) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i % 4 == 3;
        if (dash != (text[i] == '-')) return false;
        if (!dash && !is_digit(text[i]) && !(i == 18 && (text[i] == 'X' || text[i] == 'x')))
            return false;
    }
    return true;
}

/// Without the marks of byte order that stand where files were joined.
[[nodiscard]] std::string_view without_invisible(std::string_view text) noexcept {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    while (text.starts_with(mark)) text = trim(text.substr(mark.size()));
    while (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
    return text;
}

/// The comma of "KR101234567 (B1), EP3000001 (A1)": an office's code and digits stand behind it.
/// None for "US 7,654,321".
[[nodiscard]] std::size_t comma_before_number(std::string_view text) noexcept {
    for (auto at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
        auto next = std::min(text.find_first_not_of(' ', at + 1), text.size());
        if (next + 2 >= text.size() || !is_office_code(text.substr(next, 2))) continue;
        next = text.find_first_not_of(" -_/", next + 2);
        if (next != std::string_view::npos && is_digit(text[next])) return at;
    }
    return std::string_view::npos;
}

[[nodiscard]] bool is_kind(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 2 && is_capital(text[0]) &&
           (text.size() == 1 || is_digit(text[1]));
}

}  // namespace

bool is_no_value(std::string_view text) noexcept {
    switch (text.size()) {
        case 1:
            return text == "-" || text == "." || text == "?";
        case 2:
            return text == "NA" || text == "na" || text == "--" || text == ".." || text == "[]" ||
                   text == "\\N" || text == "\xC2\xA0";
        case 3:
            return text == "nan" || text == "NaN" || text == "NAN" || text == "N/A" ||
                   text == "n/a" || text == "NaT" || text == "---" || text == "N.A" ||
                   text == "\xE2\x80\x93" || text == "\xE2\x80\x94" || text == "\xE2\x88\x92";
        case 4:
            return text == "NULL" || text == "null" || text == "Null" || text == "None" ||
                   text == "none" || text == "NONE" || text == "<NA>" || text == "#N/A" ||
                   text == "N.A." || text == "n.a." || text == "(NA)" || text == "[NA]";
        case 5:
            return text == "(nil)";
        case 6:
            return text == "(none)" || text == "(None)" || text == "(null)" || text == "[None]";
        case 7:
            return text == "unknown" || text == "Unknown" || text == "UNKNOWN";
        case 9:
            return text == "undefined";
        case 13:
            return text == "not available" || text == "Not available" || text == "Not Available" ||
                   text == "NOT AVAILABLE";
        default:
            return false;
    }
}

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

namespace {

/// What a spreadsheet shows of a cell: 2019 of ="2019", the label of
/// =HYPERLINK("https://x";"label").
[[nodiscard]] std::string_view shown(std::string_view cell) noexcept {
    if (!cell.starts_with('=') || cell.size() < 4) return cell;
    const bool link = cell.starts_with("=HYPERLINK(") && cell.ends_with("\")");
    if (!link && !(cell[1] == '"' && cell.back() == '"')) return cell;
    const auto end = cell.size() - (link ? 2 : 1);
    const auto start = cell.rfind('"', end - 1);
    if (!link && start != 1) return cell;
    return start == std::string_view::npos ? cell : cell.substr(start + 1, end - start - 1);
}

}  // namespace

const char* split_cells(std::string_view record, char delimiter,
                        std::vector<std::string_view>& cells, std::deque<std::string>& store) {
    cells.clear();
    std::size_t at = 0;
    while (true) {
        // ="2019" tells a spreadsheet that a cell is text.
        if (at + 1 < record.size() && record[at] == '=' && record[at + 1] == '"') ++at;
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
            cells.push_back(shown(cell));
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
                      const std::vector<std::string>& header, std::string_view file,
                      std::size_t line, std::string_view advice) {
    RowLayout layout;
    layout.cell.fill(RowLayout::absent);
    layout.cells = header.size();
    layout.columns = columns;
    layout.delimiter = delimiter;
    const auto& trimmed = header;
    if (!columns.problem.empty())
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == columns.problem) layout.problem = i;
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
                               "; the header has: ", excerpt(join(trimmed)), advice));
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
    missing_cells = missing_applicants = several_numbers = 0;
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
    numbers_ = 1;
    if (layout_->problem != RowLayout::absent)
        if (const auto reason = trim(cells_[layout_->problem]); !reason.empty())
            return std::string{reason};
    const auto text = without_invisible(cell(PatentField::publication));
    if (text.empty()) return "no publication number";
    auto kind = cell(PatentField::kind);
    parts = number(text, kind);
    if (parts.problem == nullptr) return {};
    // Several numbers in a cell: the first counts.
    const auto& separator = layout_->columns.list_separator;
    const auto end = std::min({text.find_first_of(line_breaks), text.find(';'), text.find('|'),
                               comma_before_number(text),
                               separator == "," ? std::string_view::npos : text.find(separator)});
    if (end != std::string_view::npos && end > 0) {
        kind = kind.substr(0, std::min({kind.find_first_of(line_breaks), kind.find(';'),
                                        kind.find('|'), kind.size()}));
        const auto first = number(trim(text.substr(0, end)), trim(kind));
        if (first.problem == nullptr) {
            parts = first;
            auto rest = text.substr(end);
            for (const char c : rest) numbers_ += c == '\n' || c == ';' || c == '|' ? 1U : 0U;
            for (auto at = comma_before_number(rest); at != std::string_view::npos;
                 at = comma_before_number(rest)) {
                ++numbers_;
                rest = rest.substr(at + 1);
            }
            return {};
        }
        return concat("publication number '", excerpt(text.substr(0, end)), "' ", first.problem);
    }
    const auto at = layout_->of(PatentField::office);
    if (const auto office = at == RowLayout::absent ? std::string_view{} : trim(cells_[at]);
        !office.empty() && !is_office_code(office) && layout_->columns.office.empty())
        return concat("office '", excerpt(office), "' is no code of WIPO ST.3, such as DE or EP");
    return concat("publication number '", excerpt(text), "' ", parts.problem);
}

PublicationParts RowParser::number(std::string_view text, std::string_view kind) const {
    const auto& constant = layout_->columns.office;
    const auto at = layout_->of(PatentField::office);
    std::string_view office = at == RowLayout::absent ? std::string_view{} : trim(cells_[at]);
    if (!is_office_code(office)) office = constant;
    PublicationParts parts;
    if (office.empty()) {
        parts = split_publication(text);
    } else {
        const bool names_it =
            text.size() > 2 && (text[0] & ~0x20) == office[0] && (text[1] & ~0x20) == office[1];
        std::array<char, 2> begin{};
        if (text.size() > 2)
            begin = {static_cast<char>(text[0] & ~0x20), static_cast<char>(text[1] & ~0x20)};
        const std::string_view letters{begin.data(), 2};
        const bool names_another =
            !names_it && is_office_code(letters) && !is_part_of_number(office, letters);
        parts = names_it || names_another ? split_publication(text)
                                          : split_publication(concat(office, " ", text));
    }
    if (parts.problem == nullptr && parts.kind_size == 0 && is_kind(kind)) {
        std::copy(kind.begin(), kind.end(), parts.kind.begin());
        parts.kind_size = static_cast<std::uint8_t>(kind.size());
    }
    return parts;
}

bool RowParser::is_part_of_symbol(std::string_view item) const noexcept {
    // "C22B59/00,101@Z": a facet of the Japanese FI behind a comma that also separates symbols.
    return layout_->columns.list_separator == "," && item.size() <= 8 && is_digit(item[0]);
}

template <class Use>
void RowParser::for_items(std::string_view text, std::string_view separator, Use use) const {
    const bool several_lines = text.find('\n') != std::string_view::npos;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(separator), text.size());
        std::size_t width = separator.size();
        if (several_lines)
            if (const auto line = text.substr(0, end).find('\n'); line != std::string_view::npos) {
                end = line;
                width = 1;
            }
        if (const auto item = trim(text.substr(0, end)); !item.empty()) use(item);
        text.remove_prefix(std::min(end + width, text.size()));
    }
}

template <class Use>
void RowParser::for_applicants(std::string_view text, Use use) {
    // A name and the legal forms that the separator cut off it stand side by side in the cell.
    std::string_view name;
    for_items(text, layout_->columns.applicant_separator, [&](std::string_view item) {
        // "N.A." behind a name is a form of banks, alone it is no value.
        if (!name.empty() && item.size() <= 64 && names_->only_legal_form(item)) {
            name = {name.data(), static_cast<std::size_t>(item.data() + item.size() - name.data())};
            return;
        }
        if (item.size() <= longest_no_value && is_no_value(item)) {
            ++missing_cells_;
            return;
        }
        if (!name.empty()) use(name);
        name = item;
    });
    if (!name.empty()) use(name);
}

DateReading RowParser::other_date(DateBasis basis, std::string_view text) {
    DateForm form{layout_->date_orders[static_cast<std::size_t>(basis)],
                  layout_->columns.century_from, 0};
    // No date of a record lies after the year in which it was published.
    const auto year_of = [](std::string_view cell) {
        const auto date = PatentDate::parse(cell);
        return date ? date->year() : 0;
    };
    form.not_after = year_of(cell(PatentField::publication_year));
    if (form.not_after == 0) form.not_after = year_of(cell(PatentField::publication_date));
    const auto reading = read_patent_date(text, form);
    if (reading.date || reading.missing) return reading;
    // Lists: dates alone, or numbers of applications with a date behind each.
    const auto end_of = [](std::string_view list) {
        const auto end = list.find_first_of(";\n|");
        return std::min(end, list.size());
    };
    DateReading best;
    std::size_t items = 0;
    for (auto rest = text; !rest.empty();) {
        const auto end = end_of(rest);
        const auto item = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (item.empty()) continue;
        ++items;
        auto one = read_patent_date(item, form);
        if (!one.date && basis == DateBasis::priority) {
            // "US 201462900001 P 20140915", "61/900,001 15.09.2014 US"
            for (auto words = item; !words.empty();) {
                const auto stop = std::min(words.find(' '), words.size());
                const auto word = words.substr(0, stop);
                words.remove_prefix(std::min(stop + 1, words.size()));
                const bool dotted = word.size() == 10 && word[2] == '.' && word[5] == '.';
                if (dotted || (words.empty() && word.size() == 8 && word.size() < item.size()))
                    if (const auto found = PatentDate::parse(word)) one.date = found;
            }
        }
        if (!one.date) return reading;
        if (!best.date || (basis == DateBasis::priority && *one.date < *best.date)) best = one;
    }
    // Of several priorities the earliest counts. Other dates stand beside as many numbers.
    if (basis != DateBasis::priority && items > 1 && items != numbers_)
        return {.problem = "several dates beside one publication number"};
    return best.date ? best : reading;
}

template <class Doubt>
std::optional<PatentDate> RowParser::date(DateBasis basis, Doubt doubt) {
    const auto field = static_cast<PatentField>(
        static_cast<std::size_t>(PatentField::priority_date) + static_cast<std::size_t>(basis));
    const auto text = cell(field);
    if (text.empty()) return std::nullopt;
    if (const auto plain = PatentDate::parse(text);
        plain && (text.size() != 10 || text[2] != '.' ||
                  layout_->date_orders[static_cast<std::size_t>(basis)] != DateOrder::month_first))
        return plain;
    const auto other = other_date(basis, text);
    if (other.missing)
        ++missing_cells_;
    else if (!other.date)
        doubt(field, text, other.problem);
    return other.date;
}

template <class Doubt>
std::optional<PatentDate> RowParser::year_of_publication(Doubt doubt) {
    const auto text = cell(PatentField::publication_year);
    if (text.empty()) return std::nullopt;
    const auto year = read_patent_date(text);
    if (year.missing) return std::nullopt;
    if (year.date && year.date->month() == 0) return year.date;
    doubt(PatentField::publication_year, text, "not a year");
    return std::nullopt;
}

template <class Doubt>
std::optional<std::uint64_t> RowParser::family_key(std::uint64_t publication, Doubt doubt) {
    constexpr std::uint64_t hashed = 1ULL << 63;
    if (const auto text = cell(PatentField::family); !text.empty()) {
        if (text == layout_->columns.no_family) return std::nullopt;
        return TextInterner::hash_of(text) | hashed;
    }
    const auto members = cell(PatentField::family_members);
    if (members.empty()) return std::nullopt;
    // The family is known by its smallest member, the record itself among them: by publication
    // numbers, or by the ids of the database where the list holds those.
    const bool by_id =
        is_lens_id(members.substr(0, 19)) && (members.size() == 19 || !is_digit(members[19]));
    std::uint64_t key = publication;
    if (by_id) {
        const auto own = cell(PatentField::record_id);
        key = own.empty() ? ~std::uint64_t{0} : TextInterner::hash_of(own) | hashed;
    }
    for_items(members, layout_->columns.list_separator, [&](std::string_view item) {
        if (by_id) {
            if (is_lens_id(item))
                key = std::min(key, TextInterner::hash_of(item) | hashed);
            else
                doubt(PatentField::family_members, item, "not a Lens ID as the first member is");
            return;
        }
        const auto member = split_publication(item);
        if (member.problem == nullptr)
            key = std::min(key, publication_key(member));
        else
            doubt(PatentField::family_members, item, "not a publication number");
    });
    return key;
}

void RowParser::parse(ParsedBlock& parsed) {
    using enum PatentField;
    parsed.clear();
    missing_cells_ = 0;
    for (const auto& slice : parsed.block.records) {
        const auto record = parsed.block.slice(slice);
        if (slice.problem == SliceProblem::none && is_blank(record)) continue;
        PublicationParts parts;
        if (auto reason = problem(parsed.block, slice, parsed.store, parts); !reason.empty()) {
            ++parsed.malformed_count;
            // The first is kept in any case: it is told if no row can be read.
            if (parsed.malformed.size() < std::max<std::size_t>(max_listed_, 1))
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
        parsed.several_numbers += numbers_ > 1 ? 1U : 0U;
        for (std::size_t i = 0; i < row.dates.size(); ++i)
            if (const auto read = date(static_cast<DateBasis>(i), doubt))
                row.dates[i] = read->packed();
        auto& published = row.dates[static_cast<std::size_t>(DateBasis::publication)];
        if (published == 0)
            if (const auto year = year_of_publication(doubt)) published = year->packed();
        matcher_.clear();
        bool any_ipc = false;
        const auto take = [&](PatentField field, bool is_cpc, bool with_fields) {
            bool any = false;
            for_items(cell(field), layout_->columns.list_separator, [&](std::string_view item) {
                if (const auto symbol = Symbol::parse(item)) {
                    matcher_.add(*symbol, is_cpc, with_fields);
                    any = true;
                } else if (!is_part_of_symbol(item)) {
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
        if (const auto key = family_key(row.publication, doubt)) {
            row.has_family = true;
            row.family = *key;
        }
        const auto before = missing_cells_;
        const auto first = parsed.applicants.size();
        for_applicants(cell(applicants), [&](std::string_view item) {
            parsed.applicants.push_back({item, TextInterner::hash_of(item)});
        });
        if (parsed.applicants.size() == first && missing_cells_ > before)
            ++parsed.missing_applicants;
        row.applicants_end = static_cast<std::uint32_t>(parsed.applicants.size());
        parsed.rows.push_back(row);
        parsed.slice_of.push_back(static_cast<std::uint32_t>(&slice - parsed.block.records.data()));
    }
    parsed.missing_cells = missing_cells_;
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
    PatentRecord out{.publication = Publication{parts}, .line = slice.line};
    out.title = cell(title);
    const auto doubt = [&](PatentField field, std::string_view text, std::string_view) {
        out.doubts.push_back(concat(name(field), " '", excerpt(text), "'"));
    };
    out.priority_date = date(DateBasis::priority, doubt);
    out.filing_date = date(DateBasis::filing, doubt);
    out.publication_date = date(DateBasis::publication, doubt);
    if (!out.publication_date) out.publication_date = year_of_publication(doubt);
    out.grant_date = date(DateBasis::grant, doubt);
    const auto symbols = [&](PatentField field, std::vector<Symbol>& to) {
        for_items(cell(field), layout_->columns.list_separator, [&](std::string_view item) {
            if (const auto symbol = Symbol::parse(item))
                to.push_back(*symbol);
            else if (!is_part_of_symbol(item))
                doubt(field, item, {});
        });
    };
    symbols(ipc, out.ipc);
    symbols(cpc, out.cpc);
    if (const auto text = cell(family); text != layout_->columns.no_family) out.family = text;
    for_items(cell(family_members), layout_->columns.list_separator,
              [&](std::string_view item) { out.family_members.emplace_back(item); });
    for_applicants(cell(applicants),
                   [&](std::string_view item) { out.applicants.emplace_back(item); });
    return out;
}

}  // namespace reeindex::detail
