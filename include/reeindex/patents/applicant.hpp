#pragma once
/// \file
/// Normalisation of applicant names, so that the spellings of one applicant count as one.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/data/csv.hpp>

namespace reeindex {

/// A word by which names are normalised (data/classification/applicant_forms.csv).
struct ApplicantForm {
    /// legal_form (removed at the end), legal_form_cjk (removed at both ends), abbreviation
    /// (written out) or leading_word (removed at the beginning).
    std::string kind;
    std::string text;
    std::string replacement{};  ///< what is written for the text; only for abbreviations
};

/// Reads forms from a table with the columns kind, text and replacement.
/// \throws DataError
[[nodiscard]] inline std::vector<ApplicantForm> parse_applicant_forms(const CsvTable& table) {
    table.require_columns({"kind", "text", "replacement"});
    constexpr std::array<std::string_view, 4> kinds{"legal_form", "legal_form_cjk", "abbreviation",
                                                    "leading_word"};
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

/// The forms that the library carries. Compiled part.
[[nodiscard]] std::vector<ApplicantForm> default_applicant_forms();

namespace detail {

/// Base letters of U+00C0 to U+017F, two per code point; a blank pads.
inline constexpr std::string_view latin_bases =
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THSS"
    "A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y THY "
    "A A A A A A C C C C C C C C D D D D E E E E E E E E E E G G G G "
    "G G G G H H H H I I I I I I I I I I IJIJJ J K K K L L L L L L L "
    "L L L N N N N N N N N N O O O O O O OEOER R R R R R S S S S S S "
    "S S T T T T T T U U U U U U U U U U U U W W Y Y Y Z Z Z Z Z Z S ";
static_assert(latin_bases.size() == 192 * 2);

/// Capitals without diacritics, punctuation as blanks, single blanks; other scripts stay.
[[nodiscard]] inline std::string fold_name(std::string_view text) {
    std::string out;
    const auto blank = [&] {
        if (!out.empty() && out.back() != ' ') out.push_back(' ');
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto follow = [&](std::size_t k) -> unsigned {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        if (c >= 'a' && c <= 'z') {
            out.push_back(static_cast<char>(c - 'a' + 'A'));
        } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            out.push_back(static_cast<char>(c));
        } else if (c == '\'') {
            continue;
        } else if (c == '&') {
            blank();
            out += "& ";
        } else if (c < 0x80) {
            blank();
        } else if (c >= 0xC3 && c <= 0xC5) {
            const unsigned code = ((c & 0x1FU) << 6) | (follow(1) & 0x3FU);
            const auto base = latin_bases.substr((code - 0xC0) * 2, 2);
            for (const char b : base)
                if (b != ' ') out.push_back(b);
            if (base == "  ") blank();  // multiplication and division signs
            ++i;
        } else if (c == 0xEF && follow(1) == 0xBC && follow(2) >= 0x81) {
            // full-width forms of ASCII, U+FF01 to U+FF3F
            const char narrow = static_cast<char>(follow(2) - 0x81 + 0x21);
            if ((narrow >= 'A' && narrow <= 'Z') || (narrow >= '0' && narrow <= '9'))
                out.push_back(narrow);
            else if (narrow == '&')
                out += " & ";
            else
                blank();
            i += 2;
        } else if (c == 0xEF && follow(1) == 0xBD && follow(2) >= 0x81 && follow(2) <= 0x9A) {
            out.push_back(static_cast<char>('A' + (follow(2) - 0x81)));  // U+FF41 to U+FF5A
            i += 2;
        } else if ((c == 0xC2 && follow(1) == 0xA0) ||
                   (c == 0xE3 && follow(1) == 0x80 && follow(2) <= 0x82)) {
            blank();  // no-break and ideographic blanks, ideographic comma and stop
            i += c == 0xC2 ? 1 : 2;
        } else if (c == 0xE2 && follow(1) == 0x80 && follow(2) >= 0x90 && follow(2) <= 0x9F) {
            if (follow(2) < 0x98) blank();  // dashes; quotation marks vanish
            i += 2;
        } else {
            out.push_back(static_cast<char>(c));
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace detail

/// Brings applicant names to one spelling.
///
/// "Hitachi Metals, Ltd.", "HITACHI METALS LTD" and "Hitachi Metals Co., Ltd. [JP]" become
/// "HITACHI METALS". Steps: a country in brackets at the end is dropped; capitals without
/// diacritics, punctuation as blanks; leading words dropped; abbreviations written out; legal forms
/// at the end dropped, as long as a name is left; aliases of the caller last. Names are never
/// joined by likeness: what a rule does not say stays apart.
class ApplicantNormaliser {
public:
    /// \param aliases from any spelling to the name to count it under; both are normalised first.
    /// \throws InvalidArgument for an alias that is empty.
    explicit ApplicantNormaliser(const std::vector<ApplicantForm>& forms,
                                 const std::map<std::string, std::string>& aliases = {}) {
        for (const auto& form : forms) {
            if (form.kind == "legal_form_cjk") {
                cjk_forms_.push_back(form.text);
                continue;
            }
            auto tokens = split(detail::fold_name(form.text));
            if (tokens.empty()) continue;
            if (form.kind == "legal_form") {
                longest_ = std::max(longest_, tokens.size());
                legal_forms_.push_back(detail::join(tokens, " "));
            } else if (form.kind == "abbreviation") {
                abbreviations_[tokens.front()] = detail::fold_name(form.replacement);
            } else {
                leading_words_.push_back(tokens.front());
            }
        }
        std::sort(legal_forms_.begin(), legal_forms_.end());
        for (const auto& [from, to] : aliases) {
            const auto folded = normalise(from);
            const auto target = normalise(to);
            if (folded.empty() || target.empty())
                throw InvalidArgument("aliases", detail::concat("'", from, "': '", to, "'"),
                                      "names that are not empty");
            pending_[folded] = target;
        }
        aliases_ = std::move(pending_);
    }

    /// The name under which `raw` counts; empty only if `raw` is blank.
    [[nodiscard]] std::string normalise(std::string_view raw) const {
        raw = without_country(detail::trim(raw));
        auto tokens = split(detail::fold_name(raw));
        if (tokens.size() > 1 && contains(leading_words_, tokens.front()))
            tokens.erase(tokens.begin());
        for (auto& token : tokens)
            if (const auto found = abbreviations_.find(token); found != abbreviations_.end())
                token = found->second;
        while (drop_legal_form(tokens)) {
        }
        if (tokens.size() > 1 && (tokens.back() == "AND" || tokens.back() == "&"))
            tokens.pop_back();
        for (auto& token : tokens) strip_cjk(token);
        std::string out = detail::join(tokens, " ");
        if (out.empty()) out = std::string{raw};
        if (const auto found = aliases_.find(out); found != aliases_.end()) return found->second;
        return out;
    }

    /// Whether a text is nothing but legal forms, such as the "Ltd." that a comma cut off.
    [[nodiscard]] bool only_legal_form(std::string_view text) const {
        if (text.size() > 24) return false;
        auto tokens = split(detail::fold_name(text));
        if (tokens.empty()) return false;
        tokens.insert(tokens.begin(), "X");  // stands for the name
        while (drop_legal_form(tokens)) {
        }
        return tokens.size() == 1;
    }

private:
    [[nodiscard]] static std::vector<std::string> split(std::string_view text) {
        std::vector<std::string> out;
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            if (end > 0) out.emplace_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return out;
    }
    [[nodiscard]] static bool contains(const std::vector<std::string>& words,
                                       std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    }
    /// "NAME [JP]" and "NAME (JP)" without the country.
    [[nodiscard]] static std::string_view without_country(std::string_view name) {
        if (name.size() < 5) return name;
        const auto tail = name.substr(name.size() - 4);
        const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        const bool bracketed =
            (tail[0] == '[' && tail[3] == ']') || (tail[0] == '(' && tail[3] == ')');
        if (!bracketed || !capital(tail[1]) || !capital(tail[2])) return name;
        return detail::trim(name.substr(0, name.size() - 4));
    }
    /// Removes one legal form at the end, the longest that fits; at least one word stays.
    [[nodiscard]] bool drop_legal_form(std::vector<std::string>& tokens) const {
        for (std::size_t n =
                 std::min(longest_, tokens.size() - std::min<std::size_t>(tokens.size(), 1));
             n > 0; --n) {
            std::string tail;
            for (std::size_t i = tokens.size() - n; i < tokens.size(); ++i)
                tail += (tail.empty() ? "" : " ") + tokens[i];
            if (!std::binary_search(legal_forms_.begin(), legal_forms_.end(), tail)) continue;
            tokens.resize(tokens.size() - n);
            return true;
        }
        return false;
    }
    void strip_cjk(std::string& token) const {
        for (const auto& form : cjk_forms_) {
            if (token.size() <= form.size()) continue;
            if (token.ends_with(form)) token.resize(token.size() - form.size());
            if (token.size() > form.size() && token.starts_with(form)) token.erase(0, form.size());
        }
    }

    std::vector<std::string> legal_forms_, cjk_forms_, leading_words_;
    std::map<std::string, std::string> abbreviations_, aliases_, pending_;
    std::size_t longest_ = 0;
};

}  // namespace reeindex
