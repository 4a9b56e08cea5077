// Pickles of values: plain Python by the names of their fields, with the version of the format.
// python/reeindex/keeping.py makes the same into plain data for JSON.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "assessment_fields.hpp"
#include "audit_fields.hpp"
#include "bind.hpp"
#include "convert.hpp"
#include "data_fields.hpp"
#include "indicators_fields.hpp"
#include "industry_fields.hpp"
#include "patents_fields.hpp"
#include "values_kept.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

// Changes when a kept field changes its meaning; a field that is only added leaves it.
constexpr int value_format = 1;

// The last enumerator of the types that are kept by their names.
template <class Enum>
struct Last;
#define REEINDEX_LAST(type, last)                 \
    template <>                                   \
    struct Last<type> {                           \
        static constexpr type value = type::last; \
    }
REEINDEX_LAST(Basis, product);
REEINDEX_LAST(Qualifier, up_to);
REEINDEX_LAST(Nature, level);
REEINDEX_LAST(Stage, recycling);
REEINDEX_LAST(LifeCycleStage, decline);
REEINDEX_LAST(Verdict, true_of_another_edition);
REEINDEX_LAST(Proof, external);
REEINDEX_LAST(EvidenceRole, other);
REEINDEX_LAST(CountUnit, family);
REEINDEX_LAST(RuleScheme, title);
REEINDEX_LAST(DateOrder, year_first);
REEINDEX_LAST(CountBy, field);
REEINDEX_LAST(Counting, fractional);
REEINDEX_LAST(DateBasis, grant);
REEINDEX_LAST(PatentField, record_id);
REEINDEX_LAST(IntervalMethod, bootstrap);
#undef REEINDEX_LAST

template <class Enum>
Enum named(std::string_view text) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Last<Enum>::value); ++i)
        if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    throw py::value_error(detail::concat("'", text, "' is not known to this version of reeindex"));
}

// Makes plain Python of a value, and a value of plain Python.
template <class T>
struct Plain {
    static py::object write(const T& value) {
        if constexpr (HasFields<T>) {
            py::dict out;
            std::apply(
                [&](const auto&... field) {
                    ((out[field.name] =
                          Plain<std::remove_cvref_t<decltype(value.*field.member)>>::write(
                              value.*field.member)),
                     ...);
                },
                Kept<T>::fields);
            return out;
        } else if constexpr (std::is_enum_v<T>) {
            return py::str(std::string{name(value)});
        } else {
            return py::cast(value);  // numbers, texts, and what has a pickle of its own
        }
    }
    static T read(const py::handle& plain) {
        if constexpr (HasFields<T>) {
            const auto state = plain.cast<py::dict>();
            T out = blank(state);
            std::apply([&](const auto&... field) { (read_field(state, out, field), ...); },
                       Kept<T>::fields);
            return out;
        } else if constexpr (std::is_enum_v<T>) {
            return named<T>(plain.cast<std::string>());
        } else {
            return plain.cast<T>();
        }
    }

private:
    // A value to fill in; a series has no blank one.
    static T blank(const py::dict& state) {
        if constexpr (std::is_same_v<T, Splice> || std::is_same_v<T, SeriesAssessment>) {
            return T{.series = state["series"].template cast<TimeSeries>()};
        } else if constexpr (std::is_same_v<T, ShareOverTime>) {
            return T{.title = {},
                     .source = {},
                     .country = state["country"].template cast<TimeSeries>(),
                     .others = state["others"].template cast<TimeSeries>()};
        } else if constexpr (std::is_same_v<T, PatentRecord>) {
            return T{.publication = state["publication"].template cast<Publication>()};
        } else {
            return T{};
        }
    }
    // What the state lacks keeps its default.
    template <class Value>
    static void read_field(const py::dict& state, T& out, const Field<T, Value>& field) {
        if (state.contains(field.name)) out.*field.member = Plain<Value>::read(state[field.name]);
    }
};

template <>
struct Plain<ObsStatus> {
    static py::object write(ObsStatus status) { return py::str(std::string(1, code(status))); }
    static ObsStatus read(const py::handle& plain) {
        return parse_obs_status(plain.cast<std::string>());
    }
};
template <>
struct Plain<Year> {
    static py::object write(Year year) { return py::int_(year.value()); }
    static Year read(const py::handle& plain) { return Year{plain.cast<int>()}; }
};
template <>
struct Plain<Unit> {
    static py::object write(const Unit& unit) { return py::str(std::string{unit.code()}); }
    static Unit read(const py::handle& plain) { return Unit{plain.cast<std::string>()}; }
};
template <>
struct Plain<Period> {
    static py::object write(const Period& period) { return py::str(period.text()); }
    static Period read(const py::handle& plain) {
        const auto text = plain.cast<std::string>();
        return text.empty() ? Period{} : Period{text};
    }
};
template <>
struct Plain<PatentDate> {
    static py::object write(const PatentDate& date) { return py::str(date.text()); }
    static PatentDate read(const py::handle& plain) {
        const auto text = plain.cast<std::string>();
        if (const auto found = PatentDate::parse(text)) return *found;
        throw py::value_error(detail::concat("'", text, "' is no date"));
    }
};
template <>
struct Plain<Symbol> {
    static py::object write(const Symbol& symbol) { return py::str(symbol.text()); }
    static Symbol read(const py::handle& plain) {
        const auto text = plain.cast<std::string>();
        if (const auto found = Symbol::parse(text)) return *found;
        throw py::value_error(detail::concat("'", text, "' is no symbol"));
    }
};
template <>
struct Plain<char> {
    static py::object write(char one) { return py::str(std::string(1, one)); }
    static char read(const py::handle& plain) { return plain.cast<std::string>().at(0); }
};
template <class T>
struct Plain<std::optional<T>> {
    static py::object write(const std::optional<T>& value) {
        return value ? Plain<T>::write(*value) : py::none();
    }
    static std::optional<T> read(const py::handle& plain) {
        if (plain.is_none()) return std::nullopt;
        return Plain<T>::read(plain);
    }
};
template <class A, class B>
struct Plain<std::pair<A, B>> {
    static py::object write(const std::pair<A, B>& value) {
        return py::make_tuple(Plain<A>::write(value.first), Plain<B>::write(value.second));
    }
    static std::pair<A, B> read(const py::handle& plain) {
        const py::sequence parts = py::reinterpret_borrow<py::sequence>(plain);
        return {Plain<A>::read(py::object(parts[0])), Plain<B>::read(py::object(parts[1]))};
    }
};
template <class T>
struct Plain<std::vector<T>> {
    static py::object write(const std::vector<T>& values) {
        py::list out;
        for (const auto& one : values) out.append(Plain<T>::write(one));
        return out;
    }
    static std::vector<T> read(const py::handle& plain) {
        std::vector<T> out;
        for (const auto one : plain) out.push_back(Plain<T>::read(one));
        return out;
    }
};
template <>
struct Plain<std::vector<bool>> {
    static py::object write(const std::vector<bool>& values) { return py::cast(values); }
    static std::vector<bool> read(const py::handle& plain) {
        return plain.cast<std::vector<bool>>();
    }
};
template <class T, std::size_t N>
struct Plain<std::array<T, N>> {
    static py::object write(const std::array<T, N>& values) {
        py::list out;
        for (const auto& one : values) out.append(Plain<T>::write(one));
        return out;
    }
    static std::array<T, N> read(const py::handle& plain) {
        std::array<T, N> out{};
        std::size_t i = 0;
        for (const auto one : plain) out.at(i++) = Plain<T>::read(one);
        return out;
    }
};
template <class Value>
struct Plain<std::map<PatentField, Value>> {
    static py::object write(const std::map<PatentField, Value>& values) {
        py::dict out;
        for (const auto& [field, value] : values)
            out[py::str(std::string{name(field)})] = Plain<Value>::write(value);
        return out;
    }
    static std::map<PatentField, Value> read(const py::handle& plain) {
        std::map<PatentField, Value> out;
        for (const auto& [field, value] : plain.cast<py::dict>())
            out.emplace(named<PatentField>(std::string(py::str(field))), Plain<Value>::read(value));
        return out;
    }
};
// Blocks of a report, by the name of their kind.
template <>
struct Plain<ReportBlock> {
    static py::object write(const ReportBlock& block) {
        return std::visit(
            [&](const auto& one) -> py::object {
                static constexpr std::array<const char*, 4> kinds{"paragraph", "list", "table",
                                                                  "figure"};
                return py::make_tuple(kinds.at(block.index()),
                                      Plain<std::remove_cvref_t<decltype(one)>>::write(one));
            },
            block);
    }
    static ReportBlock read(const py::handle& plain) {
        const py::sequence parts = py::reinterpret_borrow<py::sequence>(plain);
        const std::string kind = py::str(py::object(parts[0]));
        const py::object state = parts[1];
        if (kind == "paragraph") return Plain<ReportParagraph>::read(state);
        if (kind == "list") return Plain<ReportList>::read(state);
        if (kind == "table") return Plain<ReportTable>::read(state);
        if (kind == "figure") return Plain<ReportFigure>::read(state);
        throw py::value_error(
            detail::concat("'", kind, "' is not known to this version of reeindex"));
    }
};
template <>
struct Plain<Classifier> {
    static py::object write(const Classifier& one) {
        py::dict out;
        out["rules"] = Plain<TechnologyRules>::write(one.rules());
        out["fields"] = Plain<WipoFields>::write(one.fields());
        return out;
    }
    static Classifier read(const py::handle& plain) {
        const auto state = plain.cast<py::dict>();
        return Classifier{Plain<TechnologyRules>::read(state["rules"]),
                          Plain<WipoFields>::read(state["fields"])};
    }
};
template <>
struct Plain<Audit> {
    static py::object write(const Audit& one) {
        py::dict out;
        out["document"] = Plain<Document>::write(one.document());
        out["claims"] = Plain<std::vector<Claim>>::write(one.claims());
        return out;
    }
    static Audit read(const py::handle& plain) {
        const auto state = plain.cast<py::dict>();
        return Audit{Plain<Document>::read(state["document"]),
                     Plain<std::vector<Claim>>::read(state["claims"])};
    }
};

struct Keeper {
    std::function<py::dict(const py::object&)> write;
    std::function<py::object(const py::object&)> read;
};

using Keepers = std::map<std::string, Keeper, std::less<>>;

Keepers& keepers() {
    static Keepers all;
    return all;
}

const Keeper& keeper_of(const std::string& kind) {
    const auto found = keepers().find(kind);
    if (found == keepers().end())
        throw py::value_error(
            detail::concat("'", kind, "' is not known to this version of reeindex"));
    return found->second;
}

// pickle and copy go through the kept fields.
template <class T>
void keep(const std::string& kind) {
    keepers()[kind] = {
        .write =
            [](const py::object& value) {
                return py::dict(Plain<T>::write(value.cast<const T&>()));
            },
        .read = [](const py::object& state) { return py::cast(Plain<T>::read(state)); }};
    const py::object type = py::type::of<T>();
    py::setattr(type, "__reduce__",
                py::cpp_function(
                    [kind](const py::object& self) {
                        return py::make_tuple(
                            py::module_::import("reeindex.keeping").attr("restored"),
                            py::make_tuple(kind, keeper_of(kind).write(self), value_format));
                    },
                    py::is_method(type), py::name("__reduce__")));
}

}  // namespace

void keep_core() {
    keep<Correction>("Correction");
    keep<Document>("Document");
}

void keep_data() {
    keep<Erratum>("Erratum");
    keep<Indicator>("Indicator");
    keep<Vintage>("Vintage");
    keep<PackageInfo>("PackageInfo");
    keep<RevisionRow>("RevisionRow");
    keep<Revisions>("Revisions");
    keep<SpliceOverlap>("SpliceOverlap");
    keep<Splice>("Splice");
    keep<ReconcileCell>("ReconcileCell");
    keep<Reconciliation>("Reconciliation");
}

void keep_industry() {
    keep<Figure>("Figure");
    keep<Site>("Site");
    keep<CompanyItem>("CompanyItem");
    keep<Company>("Company");
    keep<Deposit>("Deposit");
    keep<Event>("Event");
    keep<DescribedPatent>("DescribedPatent");
    keep<PatentOwner>("PatentOwner");
}

void keep_patents() {
    keep<RowIssue>("RowIssue");
    keep<IssueList>("IssueList");
    keep<PatentCounts>("PatentCounts");
    keep<ApplicantNetwork>("ApplicantNetwork");
    keep<Innovator>("Innovator");
    keep<KeyInnovators>("KeyInnovators");
    keep<Technology>("Technology");
    keep<TechnologyRule>("TechnologyRule");
    keep<TechnologyRules>("TechnologyRules");
    keep<WipoField>("WipoField");
    keep<Assignment>("Assignment");
    keep<PatentRecord>("PatentRecord");
    keep<PatentReading>("PatentReading");
    keep<Classifier>("Classifier");
}

void keep_indicators() {
    keep<YearOnYear>("YearOnYear");
    keep<LogLinearGrowth>("LogLinearGrowth");
    keep<GrowthRate>("GrowthRate");
    keep<Concentration>("Concentration");
    keep<HhiBounds>("HhiBounds");
    keep<HubbertLinearization>("HubbertLinearization");
    keep<SupplyRisk>("SupplyRisk");
    keep<TruncationRow>("TruncationRow");
    keep<LifeCycle>("LifeCycle");
    keep<SupplyShare>("SupplyShare");
    keep<SupplyStructure>("SupplyStructure");
    keep<ReservesLifetime>("ReservesLifetime");
    keep<ReservesLifetimes>("ReservesLifetimes");
    keep<GovernanceScore>("GovernanceScore");
    keep<RiskEstimate>("RiskEstimate");
    keep<StageRisk>("StageRisk");
    keep<ElementContent>("ElementContent");
    keep<DemandItem>("DemandItem");
    keep<ElementBalance>("ElementBalance");
}

void keep_assess() {
    keep<CountryCell>("CountryCell");
    keep<CountryRank>("CountryRank");
    keep<CountryIndex>("CountryRanks");
    keep<ClaimInput>("ClaimInput");
    keep<ClaimEvidence>("ClaimEvidence");
    keep<Claim>("Claim");
    keep<SeriesAssessment>("SeriesAssessment");
    keep<SupplyStage>("SupplyStage");
    keep<ScenarioPlace>("ScenarioPlace");
    keep<ShareOverTime>("ShareOverTime");
    keep<EditionRank>("EditionRank");
    keep<EditionIndex>("EditionIndex");
    keep<ImportSource>("ImportSource");
    keep<Evidence>("Evidence");
    keep<OfficeYear>("OfficeYear");
    keep<PatentCeiling>("PatentCeiling");
    keep<PatentAssessment>("PatentAssessment");
    keep<Assessment>("Assessment");
    keep<ReportParagraph>("ReportParagraph");
    keep<ReportList>("ReportList");
    keep<ReportTable>("ReportTable");
    keep<ReportFigure>("ReportFigure");
    keep<ReportChapter>("ReportChapter");
    keep<Report>("Report");
    keep<Audit>("Audit");
}

void bind_keeping(py::module_& module) {
    module.attr("FORMAT") = value_format;
    module.def(
        "kinds",
        [] {
            std::vector<std::string> out;
            for (const auto& [kind, keeper] : keepers()) out.push_back(kind);
            return out;
        },
        "Names of the types whose fields are kept.");
    module.def(
        "fields",
        [](const std::string& kind, const py::object& value) {
            return keeper_of(kind).write(value);
        },
        py::arg("kind"), py::arg("value"), "The fields of a value by name.");
    module.def(
        "restore",
        [](const std::string& kind, const py::dict& state) { return keeper_of(kind).read(state); },
        py::arg("kind"), py::arg("state"), "The value of its fields.");
}

}  // namespace reeindex::python
