#pragma once
/// \file
/// Normalisation of applicant names, so that the spellings of one applicant count as one.

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/data/csv.hpp>

namespace reeindex {

/// A word by which names are normalised (data/classification/applicant_forms.csv).
struct ApplicantForm {
    /// legal_form (removed at the end), legal_form_initials (removed at the end of two words or
    /// more, as persons have initials too), legal_form_cjk (removed at both ends), abbreviation
    /// (written out), leading_word (removed at the beginning) or country (removed in brackets).
    std::string kind;
    std::string text;
    std::string replacement{};  ///< what is written for the text; only for abbreviations
};

/// Reads forms from a table with the columns kind, text and replacement.
/// \throws DataError
[[nodiscard]] std::vector<ApplicantForm> parse_applicant_forms(const CsvTable& table);

/// The forms that the library carries. Compiled part.
[[nodiscard]] std::vector<ApplicantForm> default_applicant_forms();

namespace detail {

/// Width forms, Unicode blanks and brackets as plain ones; marks of one sign for legal forms
/// (U+3231, U+321C) written out. Bytes that are not UTF-8 become blanks.
[[nodiscard]] std::string plain_name(std::string_view text);

/// Capitals without diacritics, punctuation as blanks, single blanks; other scripts stay.
[[nodiscard]] std::string fold_name(std::string_view text);

}  // namespace detail

/// Brings applicant names to one spelling.
///
/// "Hitachi Metals, Ltd.", "HITACHI METALS LTD" and "Hitachi Metals Co., Ltd. [JP]" become
/// "HITACHI METALS". Steps: width forms and Unicode blanks become plain; countries in brackets at
/// the end are dropped; capitals without diacritics, punctuation as blanks; leading words dropped;
/// abbreviations written out; legal forms at the end dropped, as long as a name is left; aliases of
/// the caller last. A name that was normalised stays as it is. Names are never joined by likeness:
/// what a rule does not say stays apart.
class ApplicantNormaliser {
public:
    /// \param aliases from any spelling to the name to count it under; both are normalised first.
    /// \throws InvalidArgument for an alias that is empty, aliases that run in a circle, and
    /// abbreviations that are written out as another abbreviation.
    explicit ApplicantNormaliser(const std::vector<ApplicantForm>& forms,
                                 const std::map<std::string, std::string>& aliases = {});

    /// The name under which `raw` counts; empty only if `raw` is blank.
    [[nodiscard]] std::string normalise(std::string_view raw) const;

    /// Whether a text is nothing but legal forms, such as the "Ltd." or "Inc. (Canada)" that a
    /// comma cut off.
    [[nodiscard]] bool only_legal_form(std::string_view text) const;

private:
    using Tokens = std::vector<std::string_view>;

    [[nodiscard]] std::string without_aliases(std::string_view raw) const;
    /// Applies the rules once to the words of a name; whether anything changed.
    [[nodiscard]] bool apply(Tokens& tokens) const;
    /// "NAME [JP]", "NAME (Japan)" without the country.
    [[nodiscard]] std::string_view without_country(std::string_view name) const;
    /// Removes one legal form at the end, the longest that fits; at least one word stays, two
    /// before forms that might be initials.
    [[nodiscard]] bool drop_legal_form(Tokens& tokens) const;
    [[nodiscard]] std::string_view strip_cjk(std::string_view token) const;

    struct LegalForm {
        std::vector<std::string> words;
        bool initials = false;  // might be a person's
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    /// By their last word, the longest first.
    std::unordered_map<std::string, std::vector<LegalForm>, Hash, std::equal_to<>> legal_forms_;
    std::vector<std::string> cjk_forms_, leading_words_, countries_;
    std::map<std::string, std::string, std::less<>> abbreviations_, aliases_;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/applicant.ipp>
#endif
