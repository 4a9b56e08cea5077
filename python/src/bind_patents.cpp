#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>

#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/reader.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string quoted(std::string_view text) {
    return py::cast<std::string>(py::repr(py::str(text.data(), text.size())));
}

// A whole count without decimals, a fractional one with two.
std::string shown_count(double count) {
    return detail::to_fixed(count, count == std::floor(count) ? 0 : 2);
}

// The beginning of a text, not cut inside a UTF-8 sequence.
std::string beginning(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most) + "...";
}

std::optional<std::string> date_text(const std::optional<PatentDate>& date) {
    return date ? std::optional{date->text()} : std::nullopt;
}

std::vector<std::string> symbol_texts(const std::vector<Symbol>& symbols) {
    std::vector<std::string> out;
    for (const auto& one : symbols) out.push_back(one.text());
    return out;
}

std::vector<Symbol> read_symbols(const std::vector<std::string>& texts) {
    std::vector<Symbol> out;
    for (const auto& one : texts) out.push_back(Symbol::read(one));
    return out;
}

PatentFilter make_filter(std::vector<std::string> offices, std::vector<std::string> technologies,
                         std::vector<int> fields, std::vector<std::string> applicants,
                         std::string kinds) {
    return {std::move(offices), std::move(technologies), std::move(fields), std::move(applicants),
            std::move(kinds)};
}

void bind_publication(py::module_& module) {
    py::class_<Publication> type(
        module, "Publication",
        "A publication number of a patent document, brought to one "
        "spelling.\n\nParameters\n----------\ntext : str\n    Office, number "
        "and kind in any usual spelling, e.g. 'CN 113373326 B', "
        "'US 2021/0123456 A1' or 'WO2020/123456A1'.");
    type.def(py::init<std::string_view>(), "text"_a)
        .def_property_readonly("office", &Publication::office, "Two-letter code of WIPO ST.3.")
        .def_property_readonly("number", &Publication::number)
        .def_property_readonly("kind", &Publication::kind,
                               "Kind code of WIPO ST.16; empty where the text has none.")
        .def_property_readonly("text", &Publication::text, "Without blanks: 'CN113373326B'.")
        .def_property_readonly("spaced", &Publication::spaced, "With blanks: 'CN 113373326 B'.")
        .def_property_readonly(
            "type", [](const Publication& one) { return std::string{name(one.type())}; },
            "'invention', 'utility_model', 'design', 'plant' or 'unknown'.")
        .def_property_readonly(
            "kind_meaning", [](const Publication& one) { return std::string{one.kind_meaning()}; },
            "What the kind means at this office; empty where it is not known.")
        .def_property_readonly("contradiction", &Publication::contradiction,
                               "Why number and kind contradict each other; empty if they do not.")
        .def(
            "__eq__", [](const Publication& a, const Publication& b) { return a == b; },
            py::is_operator())
        .def(
            "__lt__", [](const Publication& a, const Publication& b) { return a < b; },
            py::is_operator())
        .def("__hash__", [](const Publication& one) { return py::hash(py::str(one.text())); })
        .def("__str__", &Publication::text)
        .def("__repr__",
             [](const Publication& one) {
                 return detail::concat("Publication(", quoted(one.spaced()), ")");
             })
        .def(py::pickle([](const Publication& one) { return one.text(); },
                        [](const std::string& text) { return Publication{text}; }));
    show_as_public(type);
}

void bind_record(py::module_& module) {
    py::class_<PatentRecord> type(module, "PatentRecord", "One row of an export of patents.");
    type.def_readonly("publication", &PatentRecord::publication)
        .def_readonly("line", &PatentRecord::line, "1-based line of the file.")
        .def_readonly("title", &PatentRecord::title)
        .def_readonly("applicants", &PatentRecord::applicants, "As written in the file.")
        .def_property_readonly(
            "priority_date", [](const PatentRecord& one) { return date_text(one.priority_date); },
            "ISO 8601, shortened where month or day are not known; None if missing.")
        .def_property_readonly("filing_date",
                               [](const PatentRecord& one) { return date_text(one.filing_date); })
        .def_property_readonly(
            "publication_date",
            [](const PatentRecord& one) { return date_text(one.publication_date); })
        .def_property_readonly("grant_date",
                               [](const PatentRecord& one) { return date_text(one.grant_date); })
        .def_property_readonly("ipc", [](const PatentRecord& one) { return symbol_texts(one.ipc); })
        .def_property_readonly("cpc", [](const PatentRecord& one) { return symbol_texts(one.cpc); })
        .def_readonly("family", &PatentRecord::family, "Id of the family; empty if none.")
        .def_readonly("family_members", &PatentRecord::family_members)
        .def_readonly("doubts", &PatentRecord::doubts,
                      "Cells that could not be read and were left out.")
        .def("__repr__", [](const PatentRecord& one) {
            return detail::concat("PatentRecord(", one.publication.spaced(), ", ",
                                  quoted(beginning(one.title, 60)), ", ", one.applicants.size(),
                                  " applicants, line ", one.line, ")");
        });
    show_as_public(type);
}

void bind_classification(py::module_& module) {
    py::class_<Technology> technology(module, "Technology", "A technology that rules assign.");
    technology
        .def(py::init([](std::string id, std::string title, std::string description) {
                 return Technology{std::move(id), std::move(title), std::move(description)};
             }),
             "id"_a, "title"_a = "", "description"_a = "")
        .def_readonly("id", &Technology::id)
        .def_readonly("title", &Technology::title)
        .def_readonly("description", &Technology::description)
        .def("__repr__", [](const Technology& one) {
            return detail::concat("Technology(", quoted(one.id), ", ", quoted(one.title), ")");
        });
    show_as_public(technology);

    py::class_<TechnologyRule> rule(
        module, "TechnologyRule",
        "A range of symbols, or a term of the title, assigns a technology.\n\nParameters\n"
        "----------\nid, technology : str\nscheme : str\n    'any' (IPC and CPC), 'ipc', 'cpc' or "
        "'title'.\nfirst, last : str\n    Symbols that bound the range, with all that begins with "
        "them; or the term.\nrequires : str\n    Technology that another rule must assign too.");
    rule.def(py::init([](std::string id, std::string technology_, const std::string& scheme,
                         std::string first, std::string last, std::string required,
                         std::string meaning, std::string source) {
                 return TechnologyRule{
                     std::move(id),      std::move(technology_), parse_rule_scheme(scheme),
                     std::move(first),   std::move(last),        std::move(required),
                     std::move(meaning), std::move(source)};
             }),
             "id"_a, "technology"_a, "scheme"_a, "first"_a, "last"_a = "", "requires"_a = "",
             "meaning"_a = "", "source"_a = "")
        .def_readonly("id", &TechnologyRule::id)
        .def_readonly("technology", &TechnologyRule::technology)
        .def_property_readonly(
            "scheme", [](const TechnologyRule& one) { return std::string{name(one.scheme)}; })
        .def_readonly("first", &TechnologyRule::first)
        .def_readonly("last", &TechnologyRule::last)
        .def_readonly("requires", &TechnologyRule::requires_technology)
        .def_readonly("meaning", &TechnologyRule::meaning)
        .def_readonly("source", &TechnologyRule::source)
        .def("__repr__", [](const TechnologyRule& one) {
            return detail::concat(
                "TechnologyRule(", quoted(one.id), ": ", one.first,
                one.last.empty() ? "" : " to " + one.last, " -> ", one.technology,
                one.requires_technology.empty() ? "" : ", if " + one.requires_technology, ")");
        });
    show_as_public(rule);

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
        .def_readonly("technologies", &TechnologyRules::technologies)
        .def_readonly("rules", &TechnologyRules::rules)
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
            [](TechnologyRules one, const std::string& id) {
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
    module.def("technology_rules", &default_technology_rules,
               "The rules for rare earths that the library carries.");
    module.def(
        "read_technology_rules",
        [](const py::object& technologies, const py::object& rules_) {
            return read_technology_rules(to_path(technologies), to_path(rules_));
        },
        "technologies"_a, "rules"_a, "Reads technologies and rules from two CSV files.");

    py::class_<Assignment> assignment(module, "Assignment",
                                      "Why a record belongs to a technology.");
    assignment.def_readonly("technology", &Assignment::technology)
        .def_readonly("rule", &Assignment::rule)
        .def_property_readonly(
            "scheme", [](const Assignment& one) { return std::string{name(one.scheme)}; },
            "Where the match was found: 'ipc', 'cpc' or 'title'.")
        .def_readonly("matched", &Assignment::matched, "The symbol, or the term of the title.")
        .def_readonly("meaning", &Assignment::meaning)
        .def_readonly("requires", &Assignment::requires_technology,
                      "The condition of the rule, which the record meets; empty if none.")
        .def("__repr__", [](const Assignment& one) {
            return detail::concat("Assignment(", one.technology, " by ", one.rule, ": ",
                                  one.matched, ", ", one.meaning, ")");
        });
    show_as_public(assignment);

    py::class_<WipoField> field(module, "WipoField", "One of the technology fields of WIPO.");
    field.def_readonly("number", &WipoField::number)
        .def_readonly("sector", &WipoField::sector)
        .def_readonly("title", &WipoField::title)
        .def("__repr__", [](const WipoField& one) {
            return detail::concat("WipoField(", one.number, ", ", quoted(one.title), ")");
        });
    show_as_public(field);
    module.def(
        "wipo_fields", [] { return default_wipo_fields().fields; },
        "The 35 technology fields of the WIPO concordance.");

    py::class_<Classifier, std::shared_ptr<Classifier>> classifier(
        module, "Classifier", "Applies technology rules and WIPO fields to symbols and titles.");
    classifier
        .def(py::init([](const std::optional<TechnologyRules>& own) {
                 return std::make_shared<Classifier>(own ? *own : default_technology_rules(),
                                                     default_wipo_fields());
             }),
             "rules"_a = py::none())
        .def_property_readonly("rules", [](const Classifier& one) { return one.rules(); })
        .def(
            "explain",
            [](const Classifier& one, const std::vector<std::string>& ipc,
               const std::vector<std::string>& cpc, const std::string& title) {
                return one.explain(read_symbols(ipc), read_symbols(cpc), title);
            },
            "ipc"_a = std::vector<std::string>{}, "cpc"_a = std::vector<std::string>{},
            "title"_a = "", "Every rule that assigns a technology, with what it found.")
        .def(
            "technologies",
            [](const Classifier& one, const std::vector<std::string>& ipc,
               const std::vector<std::string>& cpc, const std::string& title) {
                return one.technology_ids(
                    one.classify(read_symbols(ipc), read_symbols(cpc), title).technologies);
            },
            "ipc"_a = std::vector<std::string>{}, "cpc"_a = std::vector<std::string>{},
            "title"_a = "", "Ids of the technologies.")
        .def(
            "fields",
            [](const Classifier& one, const std::vector<std::string>& ipc,
               const std::vector<std::string>& cpc) {
                const auto bits = one.classify(read_symbols(ipc), read_symbols(cpc), "").fields;
                std::vector<int> out;
                for (int i = 1; i < 64; ++i)
                    if ((bits >> static_cast<unsigned>(i) & 1U) != 0) out.push_back(i);
                return out;
            },
            "ipc"_a = std::vector<std::string>{}, "cpc"_a = std::vector<std::string>{},
            "Numbers of the WIPO fields.");
    show_as_public(classifier);

    module.def(
        "normalise_applicant",
        [](const std::string& text, const std::map<std::string, std::string>& aliases) {
            return ApplicantNormaliser{default_applicant_forms(), aliases}.normalise(text);
        },
        "name"_a, "aliases"_a = std::map<std::string, std::string>{},
        "The name under which an applicant counts.");
}

void bind_issues(py::module_& module) {
    py::class_<RowIssue> issue(module, "RowIssue", "A row or cell that could not be read.");
    issue.def_readonly("line", &RowIssue::line, "1-based line on which the row begins.")
        .def_readonly("text", &RowIssue::text, "Beginning of the row, or the cell.")
        .def_readonly("reason", &RowIssue::reason)
        .def("__repr__", [](const RowIssue& one) {
            return detail::concat("RowIssue(line ", one.line, ": ", one.reason, ")");
        });
    show_as_public(issue);
    py::class_<IssueList> list(module, "IssueList",
                               "Issues: the count is exact, the list holds the first of them.");
    list.def_readonly("count", &IssueList::count)
        .def_readonly("listed", &IssueList::listed)
        .def("__bool__", [](const IssueList& one) { return one.count > 0; })
        .def(
            "__iter__",
            [](const IssueList& one) {
                return py::make_iterator(one.listed.begin(), one.listed.end());
            },
            py::keep_alive<0, 1>())
        .def("__repr__", [](const IssueList& one) {
            std::string out = detail::concat("IssueList(", one.count, " issues");
            for (std::size_t i = 0; i < one.listed.size() && i < 5; ++i)
                out += detail::concat("\n  line ", one.listed[i].line, ": ", one.listed[i].reason);
            return out + (one.count > 5 && !one.listed.empty() ? "\n  ...)" : ")");
        });
    show_as_public(list);
}

void bind_counts(py::module_& module) {
    py::class_<PatentCounts> type(module, "PatentCounts",
                                  "Annual counts by key: a mapping from key to TimeSeries.");
    type.def("__getitem__",
             [](const PatentCounts& one, const std::string& key) {
                 for (const auto& known : one.keys)
                     if (known == key) return one.series(key);
                 throw py::key_error(
                     detail::concat("no ", name(one.options.by), " '", key,
                                    "'; keys: ", beginning(detail::join(one.keys), 300)));
             })
        .def("__len__", [](const PatentCounts& one) { return one.keys.size(); })
        .def("__contains__",
             [](const PatentCounts& one, const py::object& key) {
                 return py::isinstance<py::str>(key) &&
                        std::find(one.keys.begin(), one.keys.end(), py::cast<std::string>(key)) !=
                            one.keys.end();
             })
        .def("__iter__", [](const PatentCounts& one) { return py::iter(py::cast(one.keys)); })
        .def(
            "keys", [](const PatentCounts& one) { return one.keys; }, "Those with most first.")
        .def("values",
             [](const PatentCounts& one) {
                 std::vector<TimeSeries> out;
                 for (const auto& key : one.keys) out.push_back(one.series(key));
                 return out;
             })
        .def("items",
             [](const PatentCounts& one) {
                 std::vector<std::pair<std::string, TimeSeries>> out;
                 for (const auto& key : one.keys) out.emplace_back(key, one.series(key));
                 return out;
             })
        .def(
            "get",
            [](const PatentCounts& one, const std::string& key, py::object otherwise) {
                for (const auto& known : one.keys)
                    if (known == key) return py::cast(one.series(key));
                return otherwise;
            },
            "key"_a, "default"_a = py::none())
        .def_property_readonly(
            "years",
            [](const PatentCounts& one) {
                py::array_t<int> out(static_cast<py::ssize_t>(one.years()));
                for (std::size_t i = 0; i < one.years(); ++i)
                    out.mutable_data()[i] = one.first_year + static_cast<int>(i);
                return out;
            },
            "Years counted, without gaps.")
        .def_property_readonly(
            "table",
            [](const PatentCounts& one) {
                py::array_t<double> out({static_cast<py::ssize_t>(one.keys.size()),
                                         static_cast<py::ssize_t>(one.years())});
                std::copy(one.values.begin(), one.values.end(), out.mutable_data());
                return out;
            },
            "Counts, keys in rows and years in columns.")
        .def_property_readonly(
            "totals",
            [](const PatentCounts& one) {
                std::vector<std::pair<std::string, double>> out;
                for (std::size_t i = 0; i < one.keys.size(); ++i)
                    out.emplace_back(one.keys[i], one.total(i));
                py::dict dict;
                for (const auto& [key, sum] : out) dict[py::str(key)] = sum;
                return dict;
            },
            "Sum over the years of each key.")
        .def_property_readonly(
            "by", [](const PatentCounts& one) { return std::string{name(one.options.by)}; })
        .def_property_readonly(
            "counting",
            [](const PatentCounts& one) { return std::string{name(one.options.counting)}; })
        .def_property_readonly(
            "date", [](const PatentCounts& one) { return std::string{name(one.options.date)}; })
        .def_property_readonly(
            "unit", [](const PatentCounts& one) { return std::string{name(one.options.unit)}; })
        .def_readonly("matching", &PatentCounts::matching, "Records that meet the filter.")
        .def_readonly("units", &PatentCounts::units, "Publications or families they stand for.")
        .def_readonly("dated", &PatentCounts::dated, "Units in the years counted.")
        .def_readonly("outside_years", &PatentCounts::outside_years)
        .def_readonly("undated", &PatentCounts::undated, "Units without the date; in no year.")
        .def_readonly("without_key", &PatentCounts::without_key,
                      "Dated units without any key, e.g. without applicant.")
        .def_readonly("other_keys", &PatentCounts::other_keys, "Counts of keys that `top` cut off.")
        .def_readonly("other_key_count", &PatentCounts::other_key_count)
        .def_readonly("complete_until", &PatentCounts::complete_until,
                      "Last year that is not provisional.")
        .def(
            "to_pandas",
            [](const py::object& self) {
                return py::module_::import("pandas").attr("DataFrame")(
                    self.attr("table").attr("T"), "index"_a = self.attr("years"),
                    "columns"_a = self.attr("keys")());
            },
            "A DataFrame with years as index and keys as columns. Needs pandas.")
        .def("__repr__", [](const PatentCounts& one) {
            auto out = detail::concat("PatentCounts(", name(one.options.unit), " by ",
                                      name(one.options.by), ", ", one.keys.size(), " keys");
            if (one.years() > 0) out += detail::concat(", ", one.first_year, "-", one.last_year);
            if (one.undated.count > 0) out += detail::concat(", ", one.undated.count, " undated");
            for (std::size_t i = 0; i < one.keys.size() && i < 10; ++i)
                out += detail::concat("\n  ", one.keys[i], ": ", shown_count(one.total(i)));
            return out + (one.keys.size() > 10 ? "\n  ...)" : ")");
        });
    show_as_public(type);
}

void bind_network(py::module_& module) {
    py::class_<ApplicantNetwork> type(
        module, "ApplicantNetwork", "Applicants joined by the records they applied for together.");
    type.def_readonly("nodes", &ApplicantNetwork::nodes, "Normalised names, sorted.")
        .def_readonly("records", &ApplicantNetwork::records, "Records of each node.")
        .def_property_readonly(
            "edges",
            [](const ApplicantNetwork& one) {
                std::vector<std::tuple<std::string, std::string, std::size_t>> out;
                for (const auto& edge : one.edges)
                    out.emplace_back(one.nodes[edge.a], one.nodes[edge.b], edge.weight);
                return out;
            },
            "Pairs of names and the number of their joint records.")
        .def_readonly("degrees", &ApplicantNetwork::degrees, "Partners of each node.")
        .def_readonly("strengths", &ApplicantNetwork::strengths,
                      "Sum of the weights of the edges of each node.")
        .def_readonly("components", &ApplicantNetwork::components,
                      "Number of the component of each node; the largest is 0.")
        .def_readonly("component_sizes", &ApplicantNetwork::component_sizes)
        .def_property_readonly("density", &ApplicantNetwork::density)
        .def(
            "to_networkx",
            [](const py::object& self) {
                return py::module_::import("reeindex.patents").attr("_to_networkx")(self);
            },
            "A networkx.Graph. Needs NetworkX.")
        .def(
            "measures",
            [](const py::object& self, std::uint32_t seed) {
                return py::module_::import("reeindex.patents").attr("_measures")(self, seed);
            },
            "seed"_a = 0, "Centralisation, clustering and communities. Needs NetworkX.")
        .def("__repr__", [](const ApplicantNetwork& one) {
            return detail::concat("ApplicantNetwork(", one.nodes.size(), " applicants, ",
                                  one.edges.size(), " edges, density ",
                                  detail::to_significant(one.density(), 3), ", ",
                                  one.component_sizes.size(), " components)");
        });
    show_as_public(type);

    py::class_<Innovator> innovator(module, "Innovator", "An applicant among the key innovators.");
    innovator.def_readonly("name", &Innovator::name)
        .def_readonly("records", &Innovator::records)
        .def_readonly("fractional", &Innovator::fractional,
                      "Records, one of n applicants counting 1/n.")
        .def_readonly("share", &Innovator::share, "Of all fractional counts.")
        .def_readonly("joint", &Innovator::joint, "Records with other applicants.")
        .def_readonly("first_year", &Innovator::first_year, "0 if no record is dated.")
        .def_readonly("last_year", &Innovator::last_year)
        .def_readonly("technologies", &Innovator::technologies, "The most frequent first.")
        .def("__repr__", [](const Innovator& one) {
            return detail::concat("Innovator(", quoted(one.name), ", ", one.records, " records, ",
                                  detail::to_fixed(100.0 * one.share, 1), " %)");
        });
    show_as_public(innovator);
    py::class_<KeyInnovators> innovators(module, "KeyInnovators",
                                         "The applicants with most patents.");
    innovators.def_readonly("applicants", &KeyInnovators::applicants)
        .def_readonly("applicant_count", &KeyInnovators::applicant_count)
        .def_readonly("records", &KeyInnovators::records)
        .def_readonly("without_applicant", &KeyInnovators::without_applicant)
        .def("concentration_ratio", &KeyInnovators::concentration_ratio, "n"_a,
             "Share of the n largest applicants.")
        .def("__len__", [](const KeyInnovators& one) { return one.applicants.size(); })
        .def(
            "__iter__",
            [](const KeyInnovators& one) {
                return py::make_iterator(one.applicants.begin(), one.applicants.end());
            },
            py::keep_alive<0, 1>())
        .def("__repr__", [](const KeyInnovators& one) {
            auto out = detail::concat("KeyInnovators(", one.applicant_count, " applicants, ",
                                      one.records, " records");
            for (const auto& each : one.applicants)
                out += detail::concat("\n  ", each.name, ": ", each.records, " records, ",
                                      detail::to_fixed(100.0 * each.share, 1), " %");
            return out + ")";
        });
    show_as_public(innovators);
}

using Columns = std::map<std::string, std::vector<std::string>>;

ReadPatentsOptions make_options(const std::optional<std::string>& preset, const Columns& columns,
                                const std::optional<std::string>& separator,
                                const std::optional<std::string>& applicant_separator,
                                const std::string& delimiter,
                                const std::optional<TechnologyRules>& rules,
                                const std::map<std::string, std::string>& aliases,
                                bool keep_duplicates, std::size_t max_listed, unsigned threads) {
    ReadPatentsOptions out;
    out.columns = patent_preset(preset.value_or("plain"));
    if (!preset && !columns.empty()) out.columns.names.clear();
    for (const auto& [field, names] : columns) {
        const auto which = parse_patent_field(field);
        out.columns.names[which] = names;
        if (which != PatentField::publication) out.columns.required.push_back(which);
    }
    if (separator) {
        out.columns.list_separator = *separator;
        if (!applicant_separator) out.columns.applicant_separator.clear();
    }
    if (applicant_separator) out.columns.applicant_separator = *applicant_separator;
    if (delimiter.size() != 1)
        throw InvalidArgument("delimiter", quoted(delimiter), "one character");
    out.delimiter = delimiter[0];
    if (rules) out.classifier = std::make_shared<Classifier>(*rules, default_wipo_fields());
    out.aliases = aliases;
    out.keep_duplicates = keep_duplicates;
    out.max_listed = max_listed;
    out.threads = threads;
    return out;
}

void bind_reading(py::module_& module) {
    py::class_<ReadProgress> progress(module, "ReadProgress", "How far reading has come.");
    progress.def_readonly("bytes", &ReadProgress::bytes)
        .def_readonly("total_bytes", &ReadProgress::total_bytes)
        .def_readonly("rows", &ReadProgress::rows)
        .def_readonly("malformed", &ReadProgress::malformed);
    show_as_public(progress);

    py::class_<ReadPatentsOptions>(module, "ReadPatentsOptions", "Options of read_table().")
        .def(py::init(&make_options), "preset"_a = py::none(), "columns"_a = Columns{},
             "separator"_a = py::none(), "applicant_separator"_a = py::none(), "delimiter"_a = ",",
             "rules"_a = py::none(), "aliases"_a = std::map<std::string, std::string>{},
             "keep_duplicates"_a = false, "max_listed"_a = 1000, "threads"_a = 0)
        .def(
            "with_rules",
            [](ReadPatentsOptions one, const TechnologyRules& rules) {
                one.classifier = std::make_shared<Classifier>(rules, default_wipo_fields());
                return one;
            },
            "rules"_a);

    py::class_<PatentTable>(module, "PatentTable", "The records of an export in compact columns.")
        .def("__len__", &PatentTable::size)
        .def_property_readonly("source", &PatentTable::source)
        .def_property_readonly("rows", &PatentTable::rows)
        .def_property_readonly("malformed", &PatentTable::malformed)
        .def_property_readonly("duplicates", &PatentTable::duplicates)
        .def_property_readonly("doubtful", &PatentTable::doubtful)
        .def_property_readonly("applicant_count", &PatentTable::applicant_count)
        .def_property_readonly("family_count", &PatentTable::family_count)
        .def_property_readonly("with_symbols", &PatentTable::with_symbols)
        .def_property_readonly("rules",
                               [](const PatentTable& one) { return one.classifier().rules(); })
        .def_property_readonly("fields_present",
                               [](const PatentTable& one) {
                                   std::vector<std::string> out;
                                   for (std::size_t i = 0; i < patent_field_count; ++i)
                                       if (one.has(static_cast<PatentField>(i)))
                                           out.emplace_back(name(static_cast<PatentField>(i)));
                                   return out;
                               })
        .def(
            "technology_counts",
            [](const PatentTable& one) {
                const auto& technologies = one.classifier().rules().technologies;
                std::vector<std::size_t> counts(technologies.size() + 1, 0);
                for (std::size_t i = 0; i < one.size(); ++i) {
                    const auto set = one.classes(i).technologies;
                    if (set == 0) ++counts.back();
                    for (std::size_t t = 0; t < technologies.size(); ++t)
                        counts[t] += static_cast<std::size_t>(set >> t & 1U);
                }
                py::dict out;
                for (std::size_t t = 0; t < technologies.size(); ++t)
                    out[py::str(technologies[t].id)] = counts[t];
                return py::make_tuple(out, counts.back());
            },
            "Records of each technology, and records of none.")
        .def(
            "applicant_variants",
            [](const PatentTable& one, const std::string& applicant) {
                std::vector<std::pair<std::string, std::size_t>> out;
                for (const auto& variant : one.applicant_variants(applicant))
                    out.emplace_back(variant.text, variant.occurrences);
                return out;
            },
            "name"_a)
        .def(
            "counts",
            [](const PatentTable& one, const std::string& by, const std::string& counting,
               const std::string& date, const std::string& unit, std::vector<std::string> offices,
               std::vector<std::string> technologies, std::vector<int> fields,
               std::vector<std::string> applicants, std::string kinds, std::size_t top,
               std::optional<int> first_year, std::optional<int> last_year) {
                CountPatentsOptions options;
                options.by = parse_count_by(by);
                options.counting = parse_counting(counting);
                options.date = parse_date_basis(date);
                options.unit = parse_count_unit(unit);
                options.filter =
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds));
                options.top = top;
                options.first_year = first_year;
                options.last_year = last_year;
                const py::gil_scoped_release release;
                return count_patents(one, options);
            },
            "by"_a, "counting"_a, "date"_a, "unit"_a, "offices"_a, "technologies"_a, "fields"_a,
            "applicants"_a, "kinds"_a, "top"_a, "first_year"_a, "last_year"_a)
        .def(
            "network",
            [](const PatentTable& one, const std::string& unit, const std::string& date,
               std::vector<std::string> offices, std::vector<std::string> technologies,
               std::vector<int> fields, std::vector<std::string> applicants, std::string kinds,
               std::size_t min_weight, bool isolated) {
                const NetworkOptions options{
                    parse_count_unit(unit), parse_date_basis(date),
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds)),
                    min_weight, isolated};
                const py::gil_scoped_release release;
                return co_applicant_network(one, options);
            },
            "unit"_a, "date"_a, "offices"_a, "technologies"_a, "fields"_a, "applicants"_a,
            "kinds"_a, "min_weight"_a, "isolated"_a)
        .def(
            "innovators",
            [](const PatentTable& one, std::size_t top, const std::string& unit,
               const std::string& date, std::vector<std::string> offices,
               std::vector<std::string> technologies, std::vector<int> fields,
               std::vector<std::string> applicants, std::string kinds) {
                const InnovatorOptions options{
                    top, parse_count_unit(unit), parse_date_basis(date),
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds))};
                const py::gil_scoped_release release;
                return key_innovators(one, options);
            },
            "top"_a, "unit"_a, "date"_a, "offices"_a, "technologies"_a, "fields"_a, "applicants"_a,
            "kinds"_a);

    module.def(
        "read_table",
        [](const std::string& path, ReadPatentsOptions options, const py::object& callback) {
            // Also without a callback: the user may interrupt. What a callback raises is thrown
            // through.
            options.progress = [&](const ReadProgress& now) {
                const py::gil_scoped_acquire acquire;
                if (PyErr_CheckSignals() != 0) throw py::error_already_set();
                if (callback.is_none()) return true;
                const py::object answer = callback(now);
                return answer.is_none() || py::cast<bool>(py::bool_(answer));
            };
            const py::gil_scoped_release release;
            return read_patents(path, options);
        },
        "path"_a, "options"_a, "progress"_a = py::none());

    py::class_<PatentStream>(module, "PatentStream", "Reads an export record by record.")
        .def(py::init<const std::string&, const ReadPatentsOptions&>(), "path"_a, "options"_a)
        .def("__iter__", [](const py::object& self) { return self; })
        .def("__next__",
             [](PatentStream& one) {
                 auto record = one.next();
                 if (!record) throw py::stop_iteration();
                 return std::move(*record);
             })
        .def_property_readonly("malformed", &PatentStream::malformed)
        .def(
            "explain",
            [](const PatentStream& one, const PatentRecord& record) {
                return one.classifier().explain(record.ipc, record.cpc, record.title);
            },
            "record"_a)
        .def(
            "find",
            [](PatentStream& one, const Publication& wanted) -> std::optional<PatentRecord> {
                const py::gil_scoped_release release;
                while (auto record = one.next())
                    if (record->publication == wanted) return record;
                return std::nullopt;
            },
            "publication"_a, "The next record with the number; None if there is none.");
}

}  // namespace

void bind_patents(py::module_& module) {
    bind_publication(module);
    bind_record(module);
    bind_classification(module);
    bind_issues(module);
    bind_counts(module);
    bind_network(module);
    bind_reading(module);
}

}  // namespace reeindex::python
