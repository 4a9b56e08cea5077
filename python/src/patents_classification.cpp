#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/classification.hpp>

#include "convert.hpp"
#include "core_parts.hpp"
#include "listing.hpp"
#include "patents_help.hpp"
#include "patents_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::vector<Symbol> read_symbols(const std::vector<Text>& texts) {
    std::vector<Symbol> out;
    for (const auto& one : texts) out.push_back(Symbol::read(one));
    return out;
}

void bind_technology(py::module_& module) {
    py::class_<Technology> technology(module, "Technology", "A technology that rules assign.");
    technology
        .def(py::init([](Text id, Text title, Text description) {
                 return Technology{std::move(id), std::move(title), std::move(description)};
             }),
             "id"_a, "title"_a = "", "description"_a = "")
        .def_readonly("id", &Technology::id, "In snake_case.")
        .def_readonly("title", &Technology::title, "Short title; may be empty.")
        .def_readonly("description", &Technology::description, "What belongs to it; may be empty.")
        .def("__repr__", [](const Technology& one) {
            return detail::concat("Technology(", quoted(one.id), ", ", quoted(one.title), ")");
        });
    show_as_public(technology);
}

void bind_rule(py::module_& module) {
    py::class_<TechnologyRule> rule(
        module, "TechnologyRule",
        "A range of symbols, or a term of the title, assigns a technology.\n\nParameters\n"
        "----------\nid, technology : str\nscheme : str\n    'any' (IPC and CPC), 'ipc', 'cpc' or "
        "'title'.\nfirst, last : str\n    Symbols that bound the range, with all that begins with "
        "them; or the term.\nrequires : str\n    Technology that another rule must assign too.");
    rule.def(py::init([](Text id, Text technology_, const Text& scheme, Text first, Text last,
                         Text required, Text meaning, Text source) {
                 return TechnologyRule{
                     std::move(id),      std::move(technology_), parse_rule_scheme(scheme),
                     std::move(first),   std::move(last),        std::move(required),
                     std::move(meaning), std::move(source)};
             }),
             "id"_a, "technology"_a, "scheme"_a, "first"_a, "last"_a = "", "requires"_a = "",
             "meaning"_a = "", "source"_a = "")
        .def_readonly("id", &TechnologyRule::id, "Key by which an Assignment names the rule.")
        .def_readonly("technology", &TechnologyRule::technology,
                      "Id of the technology that it assigns.")
        .def_property_readonly(
            "scheme", [](const TechnologyRule& one) { return std::string{name(one.scheme)}; },
            "Where it looks: 'any' (IPC and CPC), 'ipc', 'cpc' or 'title'.")
        .def_readonly("first", &TechnologyRule::first,
                      "First symbol of the range, or the term of the title.")
        .def_readonly("last", &TechnologyRule::last,
                      "Last symbol of the range; empty for `first` alone.")
        .def_readonly("requires", &TechnologyRule::requires_technology,
                      "Technology that another rule must assign too; empty if none.")
        .def_readonly("meaning", &TechnologyRule::meaning, "What the range or the term stands for.")
        .def_readonly("source", &TechnologyRule::source, "Where that is said; may be empty.")
        .def("__repr__", [](const TechnologyRule& one) {
            return detail::concat(
                "TechnologyRule(", quoted(one.id), ": ", one.first,
                one.last.empty() ? "" : " to " + one.last, " -> ", one.technology,
                one.requires_technology.empty() ? "" : ", if " + one.requires_technology, ")");
        });
    show_as_public(rule);
}

void bind_rules(py::module_& module) {
    py::class_<TechnologyRules> rules(module, "TechnologyRules",
                                      "Technologies and the rules that assign them. Immutable; "
                                      "changes give a new table.");
    rules
        .def(py::init([](std::vector<Technology> technologies, std::vector<TechnologyRule> all) {
                 TechnologyRules out{std::move(technologies), std::move(all)};
                 out.check();
                 return out;
             }),
             "technologies"_a, "rules"_a)
        .def_readonly("technologies", &TechnologyRules::technologies, "List of Technology.")
        .def_readonly("rules", &TechnologyRules::rules, "List of TechnologyRule.")
        .def(
            "with_technology",
            [](TechnologyRules one, const Technology& added) {
                one.technologies.push_back(added);
                one.check();
                return one;
            },
            "technology"_a, "A table with one technology more.")
        .def(
            "with_rule",
            [](TechnologyRules one, const TechnologyRule& added) {
                one.rules.push_back(added);
                one.check();
                return one;
            },
            "rule"_a, "A table with one rule more.")
        .def(
            "without_rule",
            [](TechnologyRules one, const Text& id) {
                std::vector<std::string> known;
                for (const auto& other : one.rules) known.push_back(other.id);
                if (std::erase_if(one.rules, [&](const auto& other) { return other.id == id; }) ==
                    0)
                    throw NotFound("rule", id, known);
                return one;
            },
            "id"_a, "A table without one rule.")
        .def("__len__", [](const TechnologyRules& one) { return one.rules.size(); })
        .def("__repr__", [](const TechnologyRules& one) {
            return detail::concat("TechnologyRules(", one.technologies.size(), " technologies, ",
                                  one.rules.size(), " rules)");
        });
    show_as_public(rules);
}

void bind_rule_readers(py::module_& module) {
    module.def("technology_rules", &default_technology_rules, technology_rules_help);
    module.def(
        "read_technology_rules",
        [](const py::object& technologies, const py::object& rules_) {
            return read_technology_rules(to_path(technologies), to_path(rules_));
        },
        "technologies"_a, "rules"_a, read_technology_rules_help);
}

void bind_assignment(py::module_& module) {
    py::class_<Assignment> assignment(module, "Assignment",
                                      "Why a record belongs to a technology.");
    assignment.def_readonly("technology", &Assignment::technology, "Id of the technology.")
        .def_readonly("rule", &Assignment::rule, "Id of the rule that matched.")
        .def_property_readonly(
            "scheme", [](const Assignment& one) { return std::string{name(one.scheme)}; },
            "Where the match was found: 'ipc', 'cpc' or 'title'.")
        .def_readonly("matched", &Assignment::matched, "The symbol, or the term of the title.")
        .def_readonly("meaning", &Assignment::meaning, "What the rule says that the match means.")
        .def_readonly("requires", &Assignment::requires_technology,
                      "The condition of the rule, which the record meets; empty if none.")
        .def("__repr__", [](const Assignment& one) {
            return detail::concat("Assignment(", one.technology, " by ", one.rule, ": ",
                                  one.matched, ", ", one.meaning, ")");
        });
    show_as_public(assignment);
}

void bind_field(py::module_& module) {
    py::class_<WipoField> field(module, "WipoField", "One of the technology fields of WIPO.");
    field.def_readonly("number", &WipoField::number, "1 to 35.")
        .def_readonly("sector", &WipoField::sector, "One of the five sectors of the concordance.")
        .def_readonly("title", &WipoField::title, "Title in English.")
        .def("__repr__", [](const WipoField& one) {
            return detail::concat("WipoField(", one.number, ", ", quoted(one.title), ")");
        });
    show_as_public(field);
    module.def(
        "wipo_fields", [] { return default_wipo_fields().fields; }, wipo_fields_help);
}

void bind_classifier(py::module_& module) {
    py::class_<Classifier, std::shared_ptr<Classifier>> classifier(
        module, "Classifier", "Applies technology rules and WIPO fields to symbols and titles.");
    classifier
        .def(py::init([](const std::optional<TechnologyRules>& own) {
                 return std::make_shared<Classifier>(own ? *own : default_technology_rules(),
                                                     default_wipo_fields());
             }),
             "rules"_a = py::none())
        .def_property_readonly(
            "rules", [](const Classifier& one) { return one.rules(); },
            "The technology rules that are applied.")
        .def("__repr__",
             [](const Classifier& one) {
                 return detail::concat("Classifier(", one.rules().rules.size(), " rules, ",
                                       one.rules().technologies.size(), " technologies)");
             })
        .def(
            "explain",
            [](const Classifier& one, const std::vector<Text>& ipc, const std::vector<Text>& cpc,
               const Text& title) {
                return one.explain(read_symbols(ipc), read_symbols(cpc), title);
            },
            "ipc"_a = std::vector<Text>{}, "cpc"_a = std::vector<Text>{}, "title"_a = "",
            "Every rule that assigns a technology, with what it found.")
        .def(
            "technologies",
            [](const Classifier& one, const std::vector<Text>& ipc, const std::vector<Text>& cpc,
               const Text& title) {
                return one.technology_ids(
                    one.classify(read_symbols(ipc), read_symbols(cpc), title).technologies);
            },
            "ipc"_a = std::vector<Text>{}, "cpc"_a = std::vector<Text>{}, "title"_a = "",
            "Ids of the technologies.")
        .def(
            "fields",
            [](const Classifier& one, const std::vector<Text>& ipc, const std::vector<Text>& cpc) {
                const auto bits = one.classify(read_symbols(ipc), read_symbols(cpc), "").fields;
                std::vector<int> out;
                for (int i = 1; i < 64; ++i)
                    if ((bits >> static_cast<unsigned>(i) & 1U) != 0) out.push_back(i);
                return out;
            },
            "ipc"_a = std::vector<Text>{}, "cpc"_a = std::vector<Text>{},
            "Numbers of the WIPO fields.");
    show_as_public(classifier);
}

void bind_applicant(py::module_& module) {
    module.def(
        "normalise_applicant",
        [](const py::object& name, const std::map<Text, Text>& aliases) {
            return ApplicantNormaliser{default_applicant_forms(), {aliases.begin(), aliases.end()}}
                .normalise(text_of(name, "name"));
        },
        "name"_a, "aliases"_a = std::map<Text, Text>{}, normalise_applicant_help);
}

}  // namespace

void bind_patent_classification(py::module_& module) {
    bind_technology(module);
    bind_rule(module);
    bind_rules(module);
    bind_rule_readers(module);
    bind_assignment(module);
    bind_field(module);
    bind_classifier(module);
    bind_applicant(module);
}

}  // namespace reeindex::python
