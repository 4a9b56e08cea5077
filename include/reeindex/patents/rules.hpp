#pragma once
/// \file
/// Tables by which patent records are classified: technology rules and the WIPO fields.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
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
[[nodiscard]] inline RuleScheme parse_rule_scheme(std::string_view text) {
    constexpr std::array<std::string_view, 4> names{"any", "ipc", "cpc", "title"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) return static_cast<RuleScheme>(i);
    throw NotFound("scheme", text, names);
}

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
    [[nodiscard]] std::size_t index(std::string_view id) const {
        for (std::size_t i = 0; i < technologies.size(); ++i)
            if (technologies[i].id == id) return i;
        std::vector<std::string> known;
        for (const auto& one : technologies) known.push_back(one.id);
        throw NotFound("technology", id, known);
    }

    /// \throws InvalidArgument or NotFound for a table that cannot work: more than 64 technologies,
    /// keys that occur twice or are missing, symbols that are none, ranges that run backwards.
    void check() const {
        if (technologies.empty() || technologies.size() > 64)
            throw InvalidArgument("technologies", detail::concat(technologies.size()),
                                  "1 to 64 technologies");
        for (std::size_t i = 0; i < technologies.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (technologies[i].id == technologies[j].id)
                    throw InvalidArgument("technology", technologies[i].id, "listed once");
        std::vector<std::string> ids;
        for (const auto& rule : rules) {
            ids.push_back(rule.id);
            check(rule);
        }
        std::sort(ids.begin(), ids.end());
        if (const auto twice = std::adjacent_find(ids.begin(), ids.end()); twice != ids.end())
            throw InvalidArgument("rule", detail::concat("'", *twice, "'"), "a key used once");
    }

private:
    void check(const TechnologyRule& rule) const {
        try {
            if (rule.id.empty()) throw InvalidArgument("rule", "''", "a key");
            (void)index(rule.technology);
            if (!rule.requires_technology.empty()) (void)index(rule.requires_technology);
            if (rule.scheme == RuleScheme::title) {
                if (detail::trim(rule.first).empty())
                    throw InvalidArgument("first", "''", "a term of the title");
                if (!rule.last.empty())
                    throw InvalidArgument("last", rule.last, "empty for a term of the title");
                return;
            }
            const auto first = Symbol::read(rule.first);
            const auto last = rule.last.empty() ? first : Symbol::read(rule.last);
            if (last.last_key() < first.first_key())
                throw InvalidArgument("last", rule.last, detail::concat("after ", rule.first));
            if (last.subclass_index() != first.subclass_index())
                throw InvalidArgument("last", rule.last,
                                      detail::concat("in the subclass of ", rule.first));
        } catch (const Error& error) {
            throw Error(detail::concat("rule '", rule.id, "': ", error.what()));
        }
    }
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
[[nodiscard]] inline TechnologyRules parse_technology_rules(const CsvTable& technologies,
                                                            const CsvTable& rules) {
    technologies.require_columns({"technology"});
    rules.require_columns({"rule", "technology", "scheme", "first"});
    TechnologyRules out;
    for (std::size_t i = 0; i < technologies.size(); ++i) {
        const auto row = technologies.row(i);
        out.technologies.push_back({std::string{row.text("technology")},
                                    std::string{row.get("title")},
                                    std::string{row.get("description")}});
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto row = rules.row(i);
        const auto text = [&](std::string_view column) { return std::string{row.get(column)}; };
        out.rules.push_back({std::string{row.text("rule")}, std::string{row.text("technology")},
                             row.read("scheme", parse_rule_scheme), std::string{row.text("first")},
                             text("last"), text("requires"), text("meaning"), text("source")});
    }
    out.check();
    return out;
}

/// Reads technologies and rules from two files.
[[nodiscard]] inline TechnologyRules read_technology_rules(const std::string& technologies,
                                                           const std::string& rules) {
    return parse_technology_rules(read_csv_table(technologies), read_csv_table(rules));
}

/// Reads the fields and their symbols from tables with the columns of data/classification.
/// \throws DataError
[[nodiscard]] inline WipoFields parse_wipo_fields(const CsvTable& fields, const CsvTable& symbols) {
    fields.require_columns({"field", "sector", "title"});
    symbols.require_columns({"field", "first"});
    WipoFields out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto row = fields.row(i);
        const int number = row.integer("field").value_or(0);
        if (number < 1 || number > 63) row.fail("field: must be a number from 1 to 63");
        out.fields.push_back(
            {number, std::string{row.get("sector")}, std::string{row.text("title")}});
    }
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const auto row = symbols.row(i);
        const int number = row.integer("field").value_or(0);
        const auto same = [&](const WipoField& field) { return field.number == number; };
        if (std::none_of(out.fields.begin(), out.fields.end(), same))
            row.fail(detail::concat("there is no field ", number));
        (void)row.read("first", Symbol::read);
        if (row.has("last")) (void)row.read("last", Symbol::read);
        out.symbols.push_back(
            {number, std::string{row.text("first")}, std::string{row.get("last")}});
    }
    return out;
}

/// The rules for rare earths that the library carries (data/classification). Compiled part.
[[nodiscard]] TechnologyRules default_technology_rules();

/// The WIPO concordance that the library carries: 35 fields. Compiled part.
///
/// Source: U. Schmoch (2008), Concept of a Technology Classification for Country Comparisons,
/// report to WIPO, with the symbols of the later concordance table. Subclasses that the IPC gained
/// after it (G16, H10, parts of G06) belong to no field there.
[[nodiscard]] WipoFields default_wipo_fields();

}  // namespace reeindex
