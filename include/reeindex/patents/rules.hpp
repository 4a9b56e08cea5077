#pragma once
/// \file
/// Tables by which patent records are classified: technology rules and the WIPO fields.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/patents/symbol.hpp>

namespace reeindex {

/// A technology that rules assign.
struct Technology {
    std::string id;  ///< snake_case
    std::string title{};
    std::string description{};
};

/// Where a rule looks.
enum class RuleScheme {
    any,   ///< IPC and CPC symbols
    ipc,   ///< IPC symbols only
    cpc,   ///< CPC symbols only
    title  ///< a term in the title
};

/// Name of a scheme, for example "cpc".
[[nodiscard]] constexpr std::string_view name(RuleScheme scheme) noexcept {
    constexpr std::array<std::string_view, 4> names{"any", "ipc", "cpc", "title"};
    return names[static_cast<std::size_t>(scheme)];
}

/// Reads the name of a scheme.
/// \throws NotFound
[[nodiscard]] RuleScheme parse_rule_scheme(std::string_view text);

/// One rule: a range of symbols, or a term of the title, assigns a technology.
struct TechnologyRule {
    std::string id;
    std::string technology;  ///< id of the technology that it assigns
    RuleScheme scheme = RuleScheme::any;
    /// Symbol, or term of the title. Terms are found without regard to case (ASCII), at the
    /// beginning of a word, a hyphen being a blank; terms with other letters are found anywhere.
    std::string first;
    /// Last symbol of the range, included with everything that begins with it; empty for `first`.
    std::string last{};
    /// A technology which a rule without this condition must assign to the same record.
    std::string requires_technology{};
    std::string meaning{};  ///< why the range or the term means the technology
    std::string source{};
};

/// Technologies and the rules that assign them. Editable data: build one, load one, change one.
struct TechnologyRules {
    std::vector<Technology> technologies;
    std::vector<TechnologyRule> rules;

    /// Number of a technology.
    /// \throws NotFound
    [[nodiscard]] std::size_t index(std::string_view id) const;

    /// \throws InvalidArgument or NotFound for a table that cannot work: more than 64 technologies,
    /// keys that occur twice or are missing, symbols that are none, ranges that run backwards.
    void check() const;

private:
    void check(const TechnologyRule& rule) const;
};

/// One of the 35 technology fields of WIPO.
struct WipoField {
    int number = 0;  ///< 1 to 35
    std::string sector;
    std::string title;
};

/// A range of IPC symbols of one field.
struct WipoFieldSymbols {
    int field = 0;       ///< number of the field
    std::string first;   ///< IPC symbol
    std::string last{};  ///< empty for `first`
};

/// The concordance of IPC and technology fields.
struct WipoFields {
    std::vector<WipoField> fields;
    std::vector<WipoFieldSymbols> symbols;
};

/// Reads technologies and rules from tables with the columns of data/classification.
/// \throws DataError for missing columns and unknown schemes; what TechnologyRules::check() throws.
[[nodiscard]] TechnologyRules parse_technology_rules(const CsvTable& technologies,
                                                     const CsvTable& rules);

/// Reads technologies and rules from two files.
[[nodiscard]] TechnologyRules read_technology_rules(const std::string& technologies,
                                                    const std::string& rules);

/// Reads the fields and their symbols from tables with the columns of data/classification.
/// \throws DataError
[[nodiscard]] WipoFields parse_wipo_fields(const CsvTable& fields, const CsvTable& symbols);

/// The rules for rare earths that the library carries (data/classification). Compiled part.
[[nodiscard]] TechnologyRules default_technology_rules();

/// The WIPO concordance that the library carries: 35 fields. Compiled part.
///
/// Source: U. Schmoch (2008), Concept of a Technology Classification for Country Comparisons,
/// report to WIPO, with the symbols of the later concordance table. Subclasses that the IPC gained
/// after it (G16, H10, parts of G06) belong to no field there.
[[nodiscard]] WipoFields default_wipo_fields();

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/rules.ipp>
#endif
