#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <reeindex/industry/company.hpp>
#include <reeindex/industry/deposit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/event.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "immutable.hpp"
#include "industry_help.hpp"
#include "listing.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::optional<std::string> stage_name(const std::optional<Stage>& stage) {
    return stage ? std::optional{std::string{name(*stage)}} : std::nullopt;
}

std::string comma_if(const std::string& text) { return text.empty() ? "" : ", " + text; }

std::string text(const Figure& one) {
    auto out = detail::concat("Figure(", one.id, ": ", one.item, ", ", one.value_text());
    if (one.correction)
        out += detail::concat(", corrected (", one.erratum, ")");
    else if (!one.erratum.empty())
        out += detail::concat(", disputed (", one.erratum, ")");
    return out + comma_if(one.time.text()) + ", printed '" + one.printed + "')";
}

// "12 products", "1 site"; nothing for none.
std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return count == 0 ? "" : detail::concat(", ", count, " ", count == 1 ? one : many);
}

std::string text(const Company& one) {
    auto out = "Company(" + one.name;
    if (one.founded)
        out += detail::concat(", ", sign(one.founded_qualifier), "founded ", one.founded->value());
    if (!one.seat_city.empty())
        out += detail::concat(", ", one.seat_city, comma_if(one.country));
    else
        out += comma_if(one.country);
    std::vector<std::string_view> covered;
    for (const Stage stage : one.stages) covered.push_back(name(stage));
    if (!covered.empty()) out += detail::concat(", covers ", detail::join(covered, " > "));
    out += counted(one.capacities().size(), "capacity", "capacities");
    out += counted(one.products().size(), "product", "products");
    out += counted(one.subsidiaries.size(), "subsidiary", "subsidiaries");
    return out + ")";
}

std::string html(const Company& one) {
    std::string out = "<table><caption style=\"text-align:left\"><b>" + escaped(one.name) + "</b>";
    if (!one.seat_city.empty()) out += ", " + escaped(one.seat_city);
    if (one.founded) out += detail::concat(", founded ", one.founded->value());
    out +=
        "</caption><thead><tr><th>figure</th><th>value</th><th>date</th><th>printed</th>"
        "<th>source</th></tr></thead><tbody>";
    for (const auto& figure : one.figures)
        out += "<tr><td style=\"text-align:left\">" + escaped(figure.item) + "</td><td>" +
               escaped(figure.value_text()) + "</td><td>" + escaped(figure.time.text()) +
               "</td><td>" + escaped(figure.printed) + "</td><td style=\"text-align:left\">" +
               escaped(figure.source.locator) + "</td></tr>";
    return out + "</tbody></table>";
}

void bind_figure(py::module_& module) {
    py::class_<Figure> type(module, "Figure",
                            "A number printed about the industry, with its unit, qualifier, date, "
                            "words and source.");
    type.def_readonly("id", &Figure::id, "For example 'fig-baogang-separation'.")
        .def_readonly("subject", &Figure::subject,
                      "'company:ID', 'deposit:ID', 'event:ID', 'country:CN', 'world', ...")
        .def_readonly("kind", &Figure::kind, "'capacity', 'financial', 'share', 'price', ...")
        .def_readonly("item", &Figure::item, "What is counted or measured.")
        .def_property_readonly(
            "stage", [](const Figure& one) { return stage_name(one.stage); },
            "Stage of the value chain; None where it belongs to none.")
        .def_readonly("value", &Figure::value, "As printed; the lower end of a range.")
        .def_readonly("high", &Figure::high, "The upper end of a range, else None.")
        .def_readonly("correction", &Figure::correction, "The value by the erratum, else None.")
        .def_property_readonly(
            "qualifier", [](const Figure& one) { return std::string{name(one.qualifier)}; },
            "'exact', 'about', 'almost', 'more_than', 'at_least', 'less_than' or 'up_to'.")
        .def_property_readonly(
            "unit", [](const Figure& one) { return one.unit.code(); }, "UCUM or currency code.")
        .def_property_readonly(
            "basis", [](const Figure& one) { return std::string{name(one.basis)}; },
            "What a mass is a mass of: 'REO', 'oxide', ...; else 'none'.")
        .def_property_readonly(
            "nature", [](const Figure& one) { return std::string{name(one.nature)}; },
            "'stock', 'flow', 'ratio', 'level' or 'unspecified'.")
        .def_property_readonly(
            "time", [](const Figure& one) { return one.time.text(); },
            "ISO 8601 date or span; empty when undated.")
        .def_readonly("area", &Figure::area,
                      "Code of a country or aggregate; empty if there is none.")
        .def_readonly("printed", &Figure::printed, "Verbatim.")
        .def_readonly("source", &Figure::source, "Where it is printed.")
        .def_readonly("erratum", &Figure::erratum, "Id; empty unless the figure is disputed.")
        .def_readonly("note", &Figure::note, "Remarks; may be empty.")
        .def_property_readonly("is_range", &Figure::is_range, "Whether two ends are printed.")
        .def(
            "quantity",
            [](const Figure& one, const std::string& view) {
                return one.quantity(parse_view(view));
            },
            "view"_a = "corrected", "The figure as a Quantity; an error for a range.")
        .def(
            "value_text",
            [](const Figure& one, const std::string& view) {
                return one.value_text(parse_view(view));
            },
            "view"_a = "corrected", "Number, unit and basis.")
        .def("__repr__", [](const Figure& one) { return text(one); });
    show_as_public(type);
}

void bind_company(py::module_& module) {
    py::class_<Site> site(module, "Site", "A place where a company works.");
    site.def_readonly("place", &Site::place, "As the source names it.")
        .def_readonly("subdivision", &Site::subdivision, "ISO 3166-2; empty if none is named.")
        .def_readonly("country", &Site::country,
                      "ISO 3166-1 alpha-2; empty if the source names none.")
        .def_property_readonly(
            "stage", [](const Site& one) { return stage_name(one.stage); },
            "Stage of the value chain; None if the source names none.")
        .def_readonly("source", &Site::source, "Where it is named.")
        .def_readonly("note", &Site::note, "Remarks; may be empty.")
        .def("__repr__", [](const Site& one) {
            return detail::concat("Site(", one.place, comma_if(one.subdivision),
                                  comma_if(stage_name(one.stage).value_or("")), comma_if(one.note),
                                  ")");
        });
    show_as_public(site);

    py::class_<CompanyItem> item(module, "CompanyItem", "Something named with a company.");
    item.def_readonly(
            "kind", &CompanyItem::kind,
            "'research_body', 'product', 'technology', 'supplier', 'customer' or 'market'.")
        .def_readonly("item", &CompanyItem::item, "What is named.")
        .def_readonly("source", &CompanyItem::source, "Where it is named.")
        .def_readonly("note", &CompanyItem::note, "Remarks; may be empty.")
        .def("__repr__", [](const CompanyItem& one) {
            return detail::concat("CompanyItem(", one.kind, ": ", one.item, ")");
        });
    show_as_public(item);

    py::class_<Company> type(module, "Company", "A company, university or institute.");
    copies_are_itself(type);
    type.def_readonly("id", &Company::id, "Key by which other tables refer to it.")
        .def_readonly("name", &Company::name, "Name in use.")
        .def_readonly("printed_name", &Company::printed_name, "As the source prints it.")
        .def_property_readonly(
            "founded",
            [](const Company& one) {
                return one.founded ? std::optional{one.founded->value()} : std::nullopt;
            },
            "Year; None if the source does not say.")
        .def_property_readonly(
            "founded_qualifier",
            [](const Company& one) { return std::string{name(one.founded_qualifier)}; },
            "'exact', 'about', ...: how the source states the year.")
        .def_readonly("seat_city", &Company::seat_city,
                      "Empty if the source does not state the seat.")
        .def_readonly("seat_subdivision", &Company::seat_subdivision,
                      "ISO 3166-2; empty if the source does not state the seat.")
        .def_readonly("country", &Company::country, "ISO 3166-1 alpha-2.")
        .def_readonly("parent", &Company::parent, "Id of the parent; empty if none is named.")
        .def_readonly("website", &Company::website, "Address; empty if the source names none.")
        .def_property_readonly(
            "stages",
            [](const Company& one) {
                std::vector<std::string> out;
                for (const Stage stage : one.stages) out.emplace_back(name(stage));
                return out;
            },
            "Stages that the source says it covers; empty if it does not say.")
        .def_property_readonly(
            "sites", [](const Company& one) { return listing(one.sites); },
            "Places where it works, a list of Site.")
        .def_property_readonly(
            "items", [](const Company& one) { return listing(one.items); },
            "What is named with it, a list of CompanyItem.")
        .def_property_readonly(
            "figures", [](const Company& one) { return listing(one.figures); },
            "All numbers printed about it, a list of Figure.")
        .def_property_readonly(
            "subsidiaries", [](const Company& one) { return listing(one.subsidiaries); },
            "Companies whose parent it is, a list of Company.")
        .def_property_readonly(
            "capacities", [](const Company& one) { return listing(one.capacities()); },
            "What the source says that it can make in a year, a list of Figure.")
        .def_property_readonly(
            "financials", [](const Company& one) { return listing(one.financials()); },
            "Money figures, a list of Figure; `nature` tells stocks from flows.")
        .def_property_readonly("research_bodies", &Company::research_bodies,
                               "Universities and institutes that the source names with it.")
        .def_property_readonly("products", &Company::products,
                               "What the source says that it makes.")
        .def_property_readonly("technologies", &Company::technologies,
                               "Technologies that the source names with it.")
        .def_property_readonly("suppliers", &Company::suppliers, "Suppliers that the source names.")
        .def_property_readonly("customers", &Company::customers, "Customers that the source names.")
        .def_property_readonly("markets", &Company::markets, "Markets that the source names.")
        .def_readonly("source", &Company::source, "Where it is described.")
        .def_readonly("note", &Company::note, "Remarks; may be empty.")
        .def(
            "covers",
            [](const Company& one, const py::object& stage) {
                return one.covers(parse_stage(text_of(stage, "stage")));
            },
            "stage"_a, "Whether the source says that it covers a stage of the value chain.")
        .def("__repr__", [](const Company& one) { return text(one); })
        .def("_repr_html_", [](const Company& one) { return html(one); });
    show_as_public(type);
}

void bind_places_and_events(py::module_& module) {
    py::class_<Deposit> deposit(module, "Deposit", "A deposit, a mine on it, or a plant.");
    deposit.def_readonly("id", &Deposit::id, "Key by which other tables refer to it.")
        .def_readonly("name", &Deposit::name, "As the source names it.")
        .def_readonly("kind", &Deposit::kind, "'deposit', 'mine' or 'plant'.")
        .def_readonly("country", &Deposit::country, "ISO 3166-1 alpha-2.")
        .def_readonly("subdivision", &Deposit::subdivision,
                      "ISO 3166-2; empty unless it is certain.")
        .def_property_readonly(
            "figures", [](const Deposit& one) { return listing(one.figures); },
            "Numbers printed about it, a list of Figure.")
        .def_readonly("source", &Deposit::source, "Where it is described.")
        .def_readonly("note", &Deposit::note, "Remarks; may be empty.")
        .def("__repr__", [](const Deposit& one) {
            return detail::concat("Deposit(", one.name, ", ", one.kind, ", ",
                                  one.subdivision.empty() ? one.country : one.subdivision,
                                  counted(one.figures.size(), "figure", "figures"), ")");
        });
    show_as_public(deposit);

    py::class_<Event> event(module, "Event", "Something that happened, with its figures.");
    event.def_readonly("id", &Event::id, "Key by which figures refer to it.")
        .def_property_readonly(
            "date", [](const Event& one) { return one.date.text(); }, "ISO 8601 date or span.")
        .def_readonly("title", &Event::title, "What happened.")
        .def_readonly("areas", &Event::areas,
                      "ISO 3166-1 alpha-2 codes of the countries concerned.")
        .def_property_readonly(
            "figures", [](const Event& one) { return listing(one.figures); },
            "Numbers printed about it, a list of Figure.")
        .def_readonly("source", &Event::source, "Where it is told.")
        .def_readonly("erratum", &Event::erratum, "Id; empty unless the event is disputed.")
        .def_readonly("note", &Event::note, "Remarks; may be empty.")
        .def("__repr__", [](const Event& one) {
            return detail::concat("Event(", one.date.text(), ": ", one.title, comma_if(one.erratum),
                                  ")");
        });
    show_as_public(event);
}

void bind_patent_records(py::module_& module) {
    py::class_<DescribedPatent> patent(module, "DescribedPatent",
                                       "A patent document as described in a source.");
    patent
        .def_readonly("reference", &DescribedPatent::reference,
                      "Number in the source's list of references.")
        .def_readonly("publication", &DescribedPatent::publication, "As printed.")
        .def_property_readonly(
            "publication_date",
            [](const DescribedPatent& one) { return one.publication_date.text(); },
            "ISO 8601; empty when undated.")
        .def_readonly("assignee", &DescribedPatent::assignee, "Id of the company.")
        .def_readonly("assignee_name", &DescribedPatent::assignee_name, "Name of the company.")
        .def_readonly("assignee_place", &DescribedPatent::assignee_place,
                      "As printed; empty if none is.")
        .def_readonly("subdivision", &DescribedPatent::subdivision,
                      "ISO 3166-2 of the place; empty if there is none.")
        .def_readonly("group", &DescribedPatent::group,
                      "'mining', 'processing', 'green' or 'other'.")
        .def_readonly("title", &DescribedPatent::title, "As printed.")
        .def_readonly("printed_kind", &DescribedPatent::printed_kind,
                      "Kind code printed after the number; empty if none is.")
        .def_readonly("kind", &DescribedPatent::kind,
                      "Kind code that fits the number and the date: 'A', 'B' or 'U'.")
        .def_readonly("kind_reason", &DescribedPatent::kind_reason, "Why that kind code fits.")
        .def_property_readonly("kind_corrected", &DescribedPatent::kind_corrected,
                               "Whether the printed kind code contradicts the number and the date.")
        .def_readonly("effects", &DescribedPatent::effects,
                      "What the source says that the invention achieves.")
        .def_property_readonly(
            "figures", [](const DescribedPatent& one) { return listing(one.figures); },
            "Effects with numbers, a list of Figure.")
        .def_readonly("erratum", &DescribedPatent::erratum,
                      "Id; empty unless the description is disputed.")
        .def_readonly("source", &DescribedPatent::source, "Where it is described.")
        .def("__repr__", [](const DescribedPatent& one) {
            auto out = detail::concat("DescribedPatent([", one.reference, "] ", one.publication,
                                      ", ", one.publication_date.text(), ", ", one.assignee_name,
                                      ", ", one.group, ": ", one.title);
            if (one.kind_corrected())
                out += detail::concat("; kind ", one.kind, ", printed ", one.printed_kind, " (",
                                      one.erratum, ")");
            return out + ")";
        });
    show_as_public(patent);

    py::class_<PatentOwner> owner(module, "PatentOwner", "A large owner of patents, by rank.");
    owner.def_readonly("rank", &PatentOwner::rank, "1 is the largest owner.")
        .def_readonly("company", &PatentOwner::company, "Id of the company.")
        .def_readonly("name", &PatentOwner::name, "Name of the company.")
        .def_readonly("printed_country", &PatentOwner::printed_country, "As the source prints it.")
        .def_readonly("country", &PatentOwner::country, "ISO 3166-1 alpha-2.")
        .def_readonly("erratum", &PatentOwner::erratum, "Id; empty unless the entry is disputed.")
        .def_readonly("source", &PatentOwner::source, "Where the ranking is printed.")
        .def("__repr__", [](const PatentOwner& one) {
            auto out = detail::concat("PatentOwner(", one.rank, ". ", one.name, ", ", one.country);
            if (one.country != one.printed_country)
                out += detail::concat(", printed ", one.printed_country, " (", one.erratum, ")");
            return out + ")";
        });
    show_as_public(owner);
}

// Methods of Dataset that answer with the types of this module.
template <class Function, class... Extra>
void add_method(const char* name, Function function, const Extra&... extra) {
    const py::object type = py::type::of<Dataset>();
    type.attr(name) = py::cpp_function(function, py::name(name), py::is_method(type), extra...);
}

void add_dataset_methods() {
    add_method(
        "companies", [](const Dataset& one) { return listing(companies(one)); },
        "Every company, with its sites, items, figures and subsidiaries.");
    add_method(
        "company",
        [](const Dataset& one, const py::object& name) {
            return company(one, text_of(name, "name"));
        },
        "name"_a,
        "The company with a name, an id, or a part of exactly one name; case does not "
        "matter.");
    add_method(
        "companies_covering",
        [](const Dataset& one, const py::object& stage) {
            return listing(companies_covering(one, parse_stage(text_of(stage, "stage"))));
        },
        "stage"_a, "The companies that the source says cover a value-chain stage.");
    add_method(
        "stage_coverage",
        [](const Dataset& one) {
            py::dict out;
            for (const auto& entry : stage_coverage(one))
                out[py::str(std::string{name(entry.stage)})] = entry.companies;
            return out;
        },
        "Names of the companies by value-chain stage, in the order of the chain.");
    add_method(
        "figures",
        [](const Dataset& one, const py::object& subject, const py::object& kind,
           const py::object& stage) {
            FigureFilter filter{
                .subject = text_of(subject, "subject"), .kind = text_of(kind, "kind"), .stage = {}};
            if (const auto wanted = text_of(stage, "stage"); !wanted.empty())
                filter.stage = parse_stage(wanted);
            return listing(figures(one, filter));
        },
        py::kw_only(), "subject"_a = "", "kind"_a = "", "stage"_a = "",
        "The printed numbers about a subject ('company:jl-mag', or 'company' for all), of a "
        "kind ('capacity', 'share', ...), of a stage.");
    add_method(
        "figure",
        [](const Dataset& one, const py::object& id) { return figure(one, text_of(id, "key")); },
        "key"_a, "The printed number with an id.");
    add_method(
        "deposits", [](const Dataset& one) { return listing(deposits(one)); },
        "Deposits, mines and plants.");
    add_method(
        "events", [](const Dataset& one) { return listing(events(one)); },
        "Events, in the order of the file.");
    add_method(
        "patents",
        [](const Dataset& one, const py::object& group) {
            return listing(described_patents(one, text_of(group, "group")));
        },
        "group"_a = "",
        "The patents that the source describes: all, or the group 'mining', 'processing', "
        "'green' or 'other'.");
    add_method(
        "patent_owners", [](const Dataset& one) { return listing(patent_owners(one)); },
        "The largest owners of patents, by rank.");
}

}  // namespace

void bind_industry(py::module_& module) {
    module.doc() = "Companies, deposits, events, figures and described patents.";
    bind_figure(module);
    bind_company(module);
    bind_places_and_events(module);
    bind_patent_records(module);
    add_dataset_methods();
    module.def(
        "stages",
        [] {
            std::vector<std::string> out;
            for (const Stage stage : stages()) out.emplace_back(name(stage));
            return out;
        },
        stages_help);
}

}  // namespace reeindex::python
