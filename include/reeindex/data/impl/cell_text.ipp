#pragma once
// Definitions of data/cell_text.hpp.

#include <algorithm>
#include <array>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/data/cell_text.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/number_text.hpp>
#include <reeindex/data/plain_number.hpp>
#include <reeindex/data/records.hpp>

namespace reeindex::detail {

REEINDEX_INLINE Marks common_marks() {
    return {.missing = {{":", ObsStatus::missing, {}},
                        {"W", ObsStatus::missing_suppressed, "withheld"}},
            .flags = {{"e", ObsStatus::estimated, {}},
                      {"p", ObsStatus::provisional, {}},
                      {"r", ObsStatus::normal, "revised"}}};
}

REEINDEX_INLINE ObsStatus graver(ObsStatus a, ObsStatus b) noexcept {
    constexpr std::array<ObsStatus, 13> order{
        ObsStatus::forecast,       ObsStatus::provisional,     ObsStatus::estimated,
        ObsStatus::imputed,        ObsStatus::experimental,    ObsStatus::low_reliability,
        ObsStatus::unvalidated,    ObsStatus::break_in_series, ObsStatus::definition_differs,
        ObsStatus::includes_other, ObsStatus::not_significant, ObsStatus::strike_or_special_event,
        ObsStatus::derogation};
    return std::find(order.begin(), order.end(), a) <= std::find(order.begin(), order.end(), b) &&
                   a != ObsStatus::normal
               ? a
               : b;
}

/// Where the missing mark of a whole cell is found.
REEINDEX_INLINE std::optional<Mark> missing_mark(std::string_view cell, const Marks& marks) {
    for (const auto& one : marks.missing)
        if (one.text == cell) return one;
    if (is_missing_mark(cell)) return Mark{std::string{cell}, ObsStatus::missing, {}};
    return std::nullopt;
}

struct QualifierWord {
    std::string_view text;
    Qualifier qualifier;
};
inline constexpr std::array<QualifierWord, 19> qualifier_words{{
    {">=", Qualifier::at_least},
    {"<=", Qualifier::up_to},
    {"\xE2\x89\xA5", Qualifier::at_least},
    {"\xE2\x89\xA4", Qualifier::up_to},
    {"~<", Qualifier::almost},
    {">", Qualifier::more_than},
    {"<", Qualifier::less_than},
    {"~", Qualifier::about},
    {"\xE2\x89\x88", Qualifier::about},
    {"more than ", Qualifier::more_than},
    {"less than ", Qualifier::less_than},
    {"at least ", Qualifier::at_least},
    {"up to ", Qualifier::up_to},
    {"almost ", Qualifier::almost},
    {"about ", Qualifier::about},
    {"approx. ", Qualifier::about},
    {"ca. ", Qualifier::about},
    {"c. ", Qualifier::about},
    {"over ", Qualifier::more_than},
}};

/// A superscript at the end of a text: what it stands for, and its length.
struct Superscript {
    std::string_view text;
    char letter;
};
inline constexpr std::array<Superscript, 13> superscripts{{
    {"\xC2\xB9", '1'},
    {"\xC2\xB2", '2'},
    {"\xC2\xB3", '3'},
    {"\xE2\x81\xB0", '0'},
    {"\xE2\x81\xB4", '4'},
    {"\xE2\x81\xB5", '5'},
    {"\xE2\x81\xB6", '6'},
    {"\xE2\x81\xB7", '7'},
    {"\xE2\x81\xB8", '8'},
    {"\xE2\x81\xB9", '9'},
    {"\xE1\xB5\x89", 'e'},
    {"\xE1\xB5\x96", 'p'},
    {"\xCA\xB3", 'r'},
}};

REEINDEX_INLINE void add_status(CellText& out, ObsStatus status) {
    const auto kept = graver(status, out.status);
    const auto other = kept == status ? out.status : status;
    if (other != ObsStatus::normal && other != kept) add_part(out.note, meaning(other));
    out.status = kept;
}

REEINDEX_INLINE bool take_flag(CellText& out, std::string_view text, const Marks& marks) {
    const auto found = std::find_if(marks.flags.begin(), marks.flags.end(),
                                    [&](const Mark& one) { return one.text == text; });
    if (found == marks.flags.end()) return false;
    if (is_missing(found->status)) {
        out.status = found->status;
    } else if (!is_missing(out.status)) {
        add_status(out, found->status);
    }
    add_part(out.note, found->note);
    add_part(out.marks, text);
    return true;
}

REEINDEX_INLINE bool take_flags(CellText& out, std::string_view text, const Marks& marks) {
    if (take_flag(out, text, marks)) return true;
    while (!text.empty()) {
        const auto end =
            std::min(marks.joined ? std::size_t{1} : text.find_first_of(" ,"), text.size());
        const auto one = text.substr(0, end);
        if (one != " " && one != "," && !one.empty() && !take_flag(out, one, marks)) return false;
        text.remove_prefix(std::max<std::size_t>(end, 1));
    }
    return true;
}

/// Takes one mark off the end of a number: "(1)", "[2]", "*", a superscript, a flag of letters.
REEINDEX_INLINE bool take_last_mark(CellText& out, const Marks& marks) {
    std::string_view& text = out.number;
    for (const auto& one : superscripts) {
        if (!text.ends_with(one.text)) continue;
        const auto letter = std::string(1, one.letter);
        if (one.letter < 'a') {
            // superscript digits that stand together are one note
            std::string digits;
            bool more = true;
            while (more) {
                more = false;
                for (const auto& next : superscripts)
                    if (text.ends_with(next.text) && next.letter < 'a') {
                        digits.insert(digits.begin(), next.letter);
                        text.remove_suffix(next.text.size());
                        more = true;
                        break;
                    }
            }
            add_part(out.note, "footnote " + digits);
            add_part(out.marks, "footnote " + digits);
            return true;
        }
        if (!take_flag(out, letter, marks)) return false;
        text.remove_suffix(one.text.size());
        return true;
    }
    if (text.ends_with(')') || text.ends_with(']')) {
        const auto open = text.find_last_of(text.back() == ')' ? '(' : '[');
        if (open == std::string_view::npos || open == 0) return false;
        const auto inner = trim(text.substr(open + 1, text.size() - open - 2));
        const bool digits =
            !inner.empty() && inner.find_first_not_of("0123456789, ") == std::string_view::npos;
        const bool known = digits || take_flag(out, inner, marks) ||
                           (inner.size() == 1 && inner[0] >= 'a' && inner[0] <= 'z');
        if (!known) return false;
        if (digits || inner.size() == 1) {
            const auto note = concat("footnote ", inner);
            if (digits || out.marks.empty() || !out.marks.ends_with(inner)) {
                add_part(out.note, note);
                add_part(out.marks, text.substr(open));
            }
        }
        text = trim_blanks(text.substr(0, open));
        return true;
    }
    for (const std::string_view star : {"*", "\xE2\x80\xA0", "\xE2\x80\xA1"})
        if (text.ends_with(star) && text.size() > star.size()) {
            text = trim_blanks(text.substr(0, text.size() - star.size()));
            add_part(out.note, concat("footnote ", star));
            add_part(out.marks, star);
            return true;
        }
    // letters at the end: one flag, or flags apart by commas and blanks, or one letter each
    const auto last =
        text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ, ");
    if (last == std::string_view::npos || last + 1 == text.size()) return false;
    const auto letters = text.substr(last + 1);
    CellText trial = out;
    if (!take_flags(trial, trim_blanks(letters), marks)) return false;
    const auto number = trim_blanks(text.substr(0, last + 1));
    out = std::move(trial);
    out.number = number;
    return true;
}

REEINDEX_INLINE CellText take_apart(std::string_view cell, const Marks& marks) {
    CellText out;
    if (cell.empty()) {
        out.status = ObsStatus::missing;
        return out;
    }
    if (only_digits(cell)) {
        out.number = cell;
        return out;
    }
    if (const auto mark = missing_mark(cell, marks)) {
        out.status = mark->status;
        out.note = mark->note;
        out.marks = std::string{cell};
        return out;
    }
    // ": c", "W (1)": a mark of a missing value and flags
    if (const auto blank = cell.find(' '); blank != std::string_view::npos)
        if (const auto mark = missing_mark(cell.substr(0, blank), marks)) {
            out.status = mark->status;
            out.note = mark->note;
            CellText trial = out;
            if (take_flags(trial, trim_blanks(cell.substr(blank)), marks)) {
                if (!is_missing(trial.status)) trial.status = mark->status;
                trial.marks = std::string{cell};
                return trial;
            }
            out = {};
        }
    out.number = cell;
    for (const auto& one : qualifier_words)
        if (out.number.starts_with(one.text)) {
            out.qualifier = one.qualifier;
            out.number = trim_blanks(out.number.substr(one.text.size()));
            add_part(out.marks, trim(one.text));
            break;
        }
    // "e 5,500": a flag before the number
    for (const auto& one : marks.flags)
        if (out.number.size() > one.text.size() && out.number.starts_with(one.text)) {
            const auto behind = trim_blanks(out.number.substr(one.text.size()));
            if (behind.empty() || behind[0] < '0' || behind[0] > '9') continue;
            (void)take_flag(out, one.text, marks);
            out.number = behind;
            break;
        }
    // A number may end in a letter of its exponent only within it, so letters at the end are flags.
    while (!out.number.empty() && out.number.back() != '%' &&
           (out.number.back() < '0' || out.number.back() > '9') && take_last_mark(out, marks)) {
    }
    if (out.number.ends_with('%')) {
        out.percent = true;
        out.number = trim_blanks(out.number.substr(0, out.number.size() - 1));
    }
    if (out.number.empty()) out.number = cell;  // marks of no number: an error where it is read
    return out;
}

}  // namespace reeindex::detail
