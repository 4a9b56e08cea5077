#pragma once
/// \file
/// Normalisation of applicant names.

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/utf8.hpp>
#include <reeindex/patents/applicant.hpp>

namespace reeindex {

namespace detail {

/// A code point of UTF-8 text and its bytes; length 0 for bytes that are none.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0;
};

REEINDEX_INLINE CodePoint code_point(std::string_view text) noexcept {
    const std::size_t length = utf8_sequence(text.substr(0, 4));
    if (length == 0) return {};
    constexpr std::array<std::uint8_t, 5> masks{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t value = static_cast<unsigned char>(text[0]) & masks[length];
    for (std::size_t i = 1; i < length; ++i)
        value = (value << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {value, length};
}

/// Katakana of U+FF66 to U+FF9D, by their last two hexadecimal digits in the block U+30xx.
inline constexpr std::array<std::uint8_t, 56> wide_katakana{
    0xF2, 0xA1, 0xA3, 0xA5, 0xA7, 0xA9, 0xE3, 0xE5, 0xE7, 0xC3, 0xFC, 0xA2, 0xA4, 0xA6,
    0xA8, 0xAA, 0xAB, 0xAD, 0xAF, 0xB1, 0xB3, 0xB5, 0xB7, 0xB9, 0xBB, 0xBD, 0xBF, 0xC1,
    0xC4, 0xC6, 0xC8, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD2, 0xD5, 0xD8, 0xDB, 0xDE,
    0xDF, 0xE0, 0xE1, 0xE2, 0xE4, 0xE6, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF, 0xF3};

/// The katakana with a voiced (U+FF9E) or half-voiced mark (U+FF9F) behind it; 0 if there is none.
[[nodiscard]] constexpr std::uint32_t voiced(std::uint32_t kana, bool half) noexcept {
    if (kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0) return kana + (half ? 2 : 1);
    if (half) return 0;
    if (kana == 0x30A6) return 0x30F4;
    const bool before_tsu = kana >= 0x30AB && kana <= 0x30C1 && (kana - 0x30AB) % 2 == 0;
    const bool after_tsu = kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8;
    return before_tsu || after_tsu ? kana + 1 : 0;
}

[[nodiscard]] constexpr bool is_wide_blank(std::uint32_t c) noexcept {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Soft hyphen, zero-width signs, marks of direction, byte order mark, variation selectors.
[[nodiscard]] constexpr bool is_invisible(std::uint32_t c) noexcept {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Whether a name is plain already, as most are.
REEINDEX_INLINE bool is_plain(std::string_view text) noexcept {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F ||
            c == '(')
            return false;
    return true;
}

REEINDEX_INLINE std::string plain_name(std::string_view text) {
    if (is_plain(text)) return std::string{text};
    std::string out;
    out.reserve(text.size());
    std::uint32_t kana = 0;  // the katakana written last, for a mark that follows it
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text[0]);
        if (lead < 0x80) {
            out += lead < 0x20 || lead == 0x7F ? ' ' : text[0];
            text.remove_prefix(1);
            kana = 0;
            continue;
        }
        const auto [c, length] = code_point(text);
        text.remove_prefix(std::max<std::size_t>(length, 1));
        const std::uint32_t before = std::exchange(kana, 0);
        if (length == 0 || is_wide_blank(c)) {
            out += ' ';
        } else if (is_invisible(c)) {
            kana = before;
        } else if (c >= 0xFF01 && c <= 0xFF5E) {
            out += static_cast<char>(c - 0xFF01 + 0x21);
        } else if (c >= 0xFF66 && c <= 0xFF9D) {
            kana = 0x3000U + wide_katakana[c - 0xFF66];
            append_utf8(out, kana);
        } else if ((c == 0xFF9E || c == 0xFF9F) && before != 0 &&
                   voiced(before, c == 0xFF9F) != 0) {
            out.resize(out.size() - 3);
            append_utf8(out, voiced(before, c == 0xFF9F));
        } else if (c == 0x3010 || c == 0x3014 || c == 0xFE59) {
            out += '(';
        } else if (c == 0x3011 || c == 0x3015 || c == 0xFE5A) {
            out += ')';
        } else if (c == 0x3231 || c == 0x337F) {
            out += " 株式会社 ";
        } else if (c == 0x3232) {
            out += " 有限会社 ";
        } else if (c == 0x321C) {
            out += " 주식회사 ";
        } else {
            append_utf8(out, c);
        }
    }
    // The same in brackets, short.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> bracketed{
        {{"(株)", " 株式会社 "},
         {"(有)", " 有限会社 "},
         {"(同)", " 合同会社 "},
         {"(주)", " 주식회사 "},
         {"(유)", " 유한회사 "},
         {"(합)", " 합자회사 "}}};
    if (out.find('(') != std::string::npos)
        for (const auto& [mark, form] : bracketed)
            for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark))
                out.replace(at, mark.size(), form);
    return out;
}

/// Base letters of U+00C0 to U+017F, two per code point; a blank pads.
inline constexpr std::string_view latin_bases =
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THSS"
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THY "
    "A A A A A A C C C C C C C C D D D D E E E E E E E E E E G G G G "
    "G G G G H H H H I I I I I I I I I I IJIJJ J K K K L L L L L L L "
    "L L L N N N N N N N N N O O O O O O OEOER R R R R R S S S S S S "
    "S S T T T T T T U U U U U U U U U U U U W W Y Y Y Z Z Z Z Z Z S ";
static_assert(latin_bases.size() == 192 * 2);

/// Last code points of U+1E00 to U+1EFF with one base letter.
inline constexpr std::array<std::pair<std::uint16_t, char>, 36> more_latin_bases{
    {{0x1E01, 'A'}, {0x1E07, 'B'}, {0x1E09, 'C'}, {0x1E13, 'D'}, {0x1E1D, 'E'}, {0x1E1F, 'F'},
     {0x1E21, 'G'}, {0x1E2B, 'H'}, {0x1E2F, 'I'}, {0x1E35, 'K'}, {0x1E3D, 'L'}, {0x1E43, 'M'},
     {0x1E4B, 'N'}, {0x1E53, 'O'}, {0x1E57, 'P'}, {0x1E5F, 'R'}, {0x1E69, 'S'}, {0x1E71, 'T'},
     {0x1E7B, 'U'}, {0x1E7F, 'V'}, {0x1E89, 'W'}, {0x1E8D, 'X'}, {0x1E8F, 'Y'}, {0x1E95, 'Z'},
     {0x1E96, 'H'}, {0x1E97, 'T'}, {0x1E98, 'W'}, {0x1E99, 'Y'}, {0x1E9A, 'A'}, {0x1E9F, 'S'},
     {0x1EB7, 'A'}, {0x1EC7, 'E'}, {0x1ECB, 'I'}, {0x1EE3, 'O'}, {0x1EF1, 'U'}, {0x1EFF, 'Y'}}};

/// fold_name() of ASCII without brackets, in one pass.
REEINDEX_INLINE void fold_ascii(std::string_view text, std::string& out) {
    out.resize(2 * text.size());  // "&" gains a blank before it
    char* to = out.data();
    char* const begin = to;
    for (const char c : text) {
        const bool small = c >= 'a' && c <= 'z';
        if (small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            *to++ = small ? static_cast<char>(c - 'a' + 'A') : c;
        } else if (c != '\'') {
            if (to != begin && to[-1] != ' ') *to++ = ' ';
            if (c != '&') continue;
            *to++ = '&';
            *to++ = ' ';
        }
    }
    if (to != begin && to[-1] == ' ') --to;
    out.resize(static_cast<std::size_t>(to - begin));
}

REEINDEX_INLINE std::string fold_name(std::string_view text) {
    if (is_plain(text)) {
        std::string out;
        fold_ascii(text, out);
        return out;
    }
    const std::string plain = plain_name(text);
    std::string_view rest = plain;
    std::string out;
    out.reserve(plain.size());
    const auto blank = [&] {
        if (!out.empty() && out.back() != ' ') out.push_back(' ');
    };
    while (!rest.empty()) {
        const auto lead = static_cast<unsigned char>(rest[0]);
        if (lead < 0x80) {
            const char c = rest[0];
            rest.remove_prefix(1);
            if (c >= 'a' && c <= 'z') {
                out.push_back(static_cast<char>(c - 'a' + 'A'));
            } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                out.push_back(c);
            } else if (c == '&') {
                blank();
                out += "& ";
            } else if (c != '\'') {
                blank();
            }
            continue;
        }
        const auto [c, length] = code_point(rest);
        rest.remove_prefix(std::max<std::size_t>(length, 1));
        if (length == 0) {
            blank();
        } else if (c >= 0xC0 && c <= 0x17F) {
            const auto base = latin_bases.substr((c - 0xC0) * 2, 2);
            for (const char b : base)
                if (b != ' ') out.push_back(b);
            if (base == "  ") blank();  // multiplication and division signs
        } else if (c >= 0x1E00 && c <= 0x1EFF) {
            const auto found = std::lower_bound(
                more_latin_bases.begin(), more_latin_bases.end(), c,
                [](const auto& entry, std::uint32_t code) { return entry.first < code; });
            out.push_back(found->second);
        } else if (c == 0x218 || c == 0x219) {
            out.push_back('S');
        } else if (c == 0x21A || c == 0x21B) {
            out.push_back('T');
        } else if ((c >= 0x300 && c <= 0x36F) || (c >= 0x2018 && c <= 0x201F)) {
            continue;  // combining diacritics; quotation marks
        } else if (c >= 0x3B1 && c <= 0x3C9) {
            append_utf8(out, c == 0x3C2 ? 0x3A3 : c - 0x20);
        } else if (c >= 0x430 && c <= 0x44F) {
            append_utf8(out, c - 0x20);
        } else if (c >= 0x450 && c <= 0x45F) {
            append_utf8(out, c - 0x50);
        } else if (c < 0xC0 || (c >= 0x2010 && c <= 0x205E) || (c >= 0x2100 && c <= 0x214F) ||
                   (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301F) || c == 0x30FB ||
                   (c >= 0xFF5F && c <= 0xFF65) || (c >= 0xFFE0 && c <= 0xFFEF)) {
            blank();  // punctuation and signs of these blocks
        } else {
            append_utf8(out, c);
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

REEINDEX_INLINE std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

REEINDEX_INLINE bool holds(const std::vector<std::string>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>{});
}

}  // namespace detail

REEINDEX_INLINE ApplicantNormaliser::ApplicantNormaliser(
    const std::vector<ApplicantForm>& forms, const std::map<std::string, std::string>& aliases) {
    for (const auto& form : forms) {
        if (form.kind == "legal_form_cjk") {
            if (!form.text.empty()) cjk_forms_.push_back(form.text);
            continue;
        }
        const auto folded = detail::fold_name(form.text);
        const auto tokens = detail::words_of(folded);
        if (tokens.empty()) continue;
        if (form.kind == "legal_form" || form.kind == "legal_form_initials") {
            const bool initials = form.kind != "legal_form";
            legal_forms_[std::string{tokens.back()}].push_back(
                {{tokens.begin(), tokens.end()}, initials});
            if (tokens.size() > 1 || tokens[0].size() > 5 || !detail::is_plain(tokens[0])) continue;
            // "P.L.L.C." is "PLLC"; two letters may be the initials of a person
            if (tokens[0].size() < 3) continue;
            std::vector<std::string> dotted;
            for (const char letter : tokens[0]) dotted.emplace_back(1, letter);
            legal_forms_[dotted.back()].push_back({dotted, initials});
        } else if (form.kind == "abbreviation") {
            abbreviations_.insert_or_assign(std::string{tokens.front()},
                                            detail::fold_name(form.replacement));
        } else if (form.kind == "country") {
            countries_.push_back(folded);
        } else {
            leading_words_.emplace_back(tokens.front());
        }
    }
    for (auto* list : {&countries_, &leading_words_}) std::sort(list->begin(), list->end());
    for (auto& entry : legal_forms_)
        std::sort(entry.second.begin(), entry.second.end(),
                  [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
    std::sort(cjk_forms_.begin(), cjk_forms_.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const auto& [text, replacement] : abbreviations_)
        for (const auto word : detail::words_of(replacement))
            if (abbreviations_.contains(word))
                throw InvalidArgument("applicant_forms", detail::concat("'", text, "'"),
                                      detail::concat("an abbreviation that is not written out as "
                                                     "another one, as '",
                                                     word, "' is"));
    std::map<std::string, std::string, std::less<>> links;
    for (const auto& [from, to] : aliases) {
        const auto folded = without_aliases(from);
        const auto target = without_aliases(to);
        if (folded.empty() || target.empty())
            throw InvalidArgument("aliases", detail::concat("'", from, "': '", to, "'"),
                                  "names that are not empty");
        links.insert_or_assign(folded, target);
    }
    for (const auto& [from, first] : links) {  // an alias of an alias is one of the last name
        std::string_view to = first;
        for (std::size_t steps = 0; true; ++steps) {
            const auto next = links.find(to);
            if (next == links.end() || next->second == to) break;
            if (steps > links.size())
                throw InvalidArgument("aliases", detail::concat("'", from, "': '", first, "'"),
                                      "aliases that do not run in a circle");
            to = next->second;
        }
        aliases_.insert_or_assign(from, std::string{to});
    }
}

REEINDEX_INLINE std::string ApplicantNormaliser::normalise(std::string_view raw) const {
    std::string out = without_aliases(raw);
    if (aliases_.empty()) return out;
    const auto found = aliases_.find(out);
    return found == aliases_.end() ? out : found->second;
}

REEINDEX_INLINE std::string ApplicantNormaliser::without_aliases(std::string_view raw) const {
    std::string plain;
    if (!detail::is_plain(raw)) raw = plain = detail::plain_name(raw);
    auto name = without_country(detail::trim(raw));
    // "Nordland, L.P.": a person is "Smith, L. P." or "Smith L P"
    const auto is_dotted_form = [&](std::string_view text) {
        const bool dotted = (text.size() == 4 && text[3] == '.') || text.size() == 3;
        if (!dotted || text[1] != '.') return false;
        const std::string dots = detail::fold_name(text);
        const auto known = [&](std::string_view last, std::string_view words) {
            const auto forms = legal_forms_.find(last);
            return forms != legal_forms_.end() &&
                   std::any_of(forms->second.begin(), forms->second.end(), [&](const auto& form) {
                       return detail::join(form.words, " ") == words;
                   });
        };
        if (dots.size() != 3) return false;
        const std::string letters{dots[0], dots[2]};
        return known(dots.substr(2), dots) || known(letters, letters);
    };
    for (auto comma = name.rfind(','); comma != std::string_view::npos; comma = name.rfind(',')) {
        const auto before = detail::trim(name.substr(0, comma));
        if (before.empty() || !is_dotted_form(detail::trim(name.substr(comma + 1)))) break;
        name = without_country(before);
    }
    const std::string folded = detail::fold_name(name);
    if (folded.empty()) return std::string{name};  // signs alone are a name of their own
    auto tokens = detail::words_of(folded);
    // What one rule leaves may be a case for another: until nothing changes.
    while (apply(tokens)) {
    }
    std::string out;
    out.reserve(folded.size());
    for (const auto token : tokens) {
        if (!out.empty()) out += ' ';
        out += token;
    }
    return out;
}

REEINDEX_INLINE bool ApplicantNormaliser::apply(Tokens& tokens) const {
    const std::size_t before = tokens.size();
    bool changed = false;
    if (tokens.size() > 1 && detail::holds(leading_words_, tokens.front()))
        tokens.erase(tokens.begin());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto found = abbreviations_.find(tokens[i]);
        if (found == abbreviations_.end()) continue;
        const auto words = detail::words_of(found->second);
        changed = true;
        if (words.empty() && tokens.size() == 1) continue;
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i), words.begin(), words.end());
    }
    while (drop_legal_form(tokens)) {
    }
    while (tokens.size() > 1 && (tokens.back() == "AND" || tokens.back() == "&")) tokens.pop_back();
    const auto is_form = [&](std::string_view token) {
        return static_cast<unsigned char>(token[0]) >= 0x80 &&
               std::find(cjk_forms_.begin(), cjk_forms_.end(), token) != cjk_forms_.end();
    };
    while (tokens.size() > 1 && is_form(tokens.back())) tokens.pop_back();
    while (tokens.size() > 1 && is_form(tokens.front())) tokens.erase(tokens.begin());
    for (auto& token : tokens) {
        const auto stripped = strip_cjk(token);
        changed = changed || stripped.size() != token.size();
        token = stripped;
    }
    return changed || tokens.size() != before;
}

REEINDEX_INLINE bool ApplicantNormaliser::only_legal_form(std::string_view text) const {
    if (text.size() > 64) return false;
    const std::string plain = detail::plain_name(text);
    const auto folded = detail::fold_name(without_country(detail::trim(plain)));
    auto tokens = detail::words_of(folded);
    if (tokens.empty()) return false;
    if (tokens.size() == 1 &&
        std::find(cjk_forms_.begin(), cjk_forms_.end(), tokens[0]) != cjk_forms_.end())
        return true;
    constexpr std::array<std::string_view, 2> name{"X", "X"};  // stands for the name
    tokens.insert(tokens.begin(), name.begin(), name.end());
    while (tokens.size() > 2 && drop_legal_form(tokens)) {
    }
    return tokens.size() == 2;
}

REEINDEX_INLINE std::string_view ApplicantNormaliser::without_country(std::string_view name) const {
    const auto code = [](std::string_view text) {
        return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' &&
               text[1] <= 'Z';
    };
    // "Nordland AG [DE], ": what separates lists may stand at the end of one
    const auto without_separators = [](std::string_view text) {
        auto end = text;
        while (!end.empty() && (end.back() == ',' || end.back() == ';')) {
            end.remove_suffix(1);
            end = detail::trim(end);
        }
        return end.empty() ? text : end;
    };
    name = without_separators(name);
    while (name.size() >= 5 && (name.back() == ']' || name.back() == ')')) {
        const auto open = name.rfind(name.back() == ']' ? '[' : '(');
        if (open == std::string_view::npos || open == 0) return name;
        const auto inside = detail::trim(name.substr(open + 1, name.size() - open - 2));
        const bool pair = inside.size() == 5 && inside[2] == '/' && code(inside.substr(0, 2)) &&
                          code(inside.substr(3));
        if (!code(inside) && !pair && !detail::holds(countries_, detail::fold_name(inside)))
            return name;
        const auto before = detail::trim(name.substr(0, open));
        if (before.empty()) return name;
        name = without_separators(before);
    }
    return name;
}

REEINDEX_INLINE bool ApplicantNormaliser::drop_legal_form(Tokens& tokens) const {
    if (tokens.size() < 2) return false;
    const auto forms = legal_forms_.find(tokens.back());
    if (forms == legal_forms_.end()) return false;
    for (const auto& form : forms->second) {  // the longest first
        const std::size_t n = form.words.size();
        if (tokens.size() < n + (form.initials ? 2 : 1)) continue;
        if (!std::equal(form.words.begin(), form.words.end(),
                        tokens.end() - static_cast<std::ptrdiff_t>(n)))
            continue;
        tokens.resize(tokens.size() - n);
        return true;
    }
    return false;
}

REEINDEX_INLINE std::string_view ApplicantNormaliser::strip_cjk(std::string_view token) const {
    if (token.empty() || static_cast<unsigned char>(token[0]) < 0x80) {
        // Forms stand at an end; a token of ASCII alone has none.
        if (token.empty() || static_cast<unsigned char>(token.back()) < 0x80) return token;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& form : cjk_forms_) {
            if (token.size() <= form.size()) continue;
            if (token.ends_with(form)) {
                token.remove_suffix(form.size());
                changed = true;
            } else if (token.starts_with(form)) {
                token.remove_prefix(form.size());
                changed = true;
            }
        }
    }
    return token;
}

REEINDEX_INLINE std::vector<ApplicantForm> parse_applicant_forms(const CsvTable& table) {
    table.require_columns({"kind", "text", "replacement"});
    constexpr std::array<std::string_view, 6> kinds{"legal_form",     "legal_form_initials",
                                                    "legal_form_cjk", "abbreviation",
                                                    "leading_word",   "country"};
    std::vector<ApplicantForm> out;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto row = table.row(i);
        const auto kind = row.text("kind");
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            row.fail(detail::concat("kind '", kind, "': must be one of ", detail::join(kinds)));
        out.push_back({std::string{kind}, std::string{row.text("text")},
                       std::string{row.get("replacement")}});
    }
    return out;
}

}  // namespace reeindex
