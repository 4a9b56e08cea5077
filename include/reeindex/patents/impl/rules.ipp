#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/patents/rules.hpp>

namespace reeindex {

REEINDEX_INLINE RuleScheme parse_rule_scheme(std::string_view text) {
    constexpr std::array<std::string_view, 4> names{"any", "ipc", "cpc", "title"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) return static_cast<RuleScheme>(i);
    throw NotFound("scheme", text, names);
}

REEINDEX_INLINE std::size_t TechnologyRules::index(std::string_view id) const {
    for (std::size_t i = 0; i < technologies.size(); ++i)
        if (technologies[i].id == id) return i;
    std::vector<std::string> known;
    for (const auto& one : technologies) known.push_back(one.id);
    throw NotFound("technology", id, known);
}

REEINDEX_INLINE void TechnologyRules::check() const {
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

REEINDEX_INLINE void TechnologyRules::check(const TechnologyRule& rule) const {
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

REEINDEX_INLINE TechnologyRules parse_technology_rules(const CsvTable& technologies,
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

REEINDEX_INLINE TechnologyRules read_technology_rules(const std::string& technologies,
                                                      const std::string& rules) {
    return parse_technology_rules(read_csv_table(technologies), read_csv_table(rules));
}

REEINDEX_INLINE WipoFields parse_wipo_fields(const CsvTable& fields, const CsvTable& symbols) {
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

}  // namespace reeindex
