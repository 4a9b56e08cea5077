#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <map>
#include <reeindex/industry/company.hpp>
#include <reeindex/industry/deposit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/event.hpp>
#include <string>
#include <string_view>

using namespace reeindex;
using namespace std::string_view_literals;

namespace {

const Dataset& paper() {
    static const Dataset data = load_paper();
    return data;
}

const Figure& find(const std::vector<Figure>& all, std::string_view part_of_item) {
    for (const auto& one : all)
        if (one.item.find(part_of_item) != std::string::npos) return one;
    throw NotFound("figure", part_of_item, std::vector<std::string>{});
}

// The paper's two tables that every dataset needs, and others.
Dataset dataset(std::map<std::string, std::string> texts) {
    texts["series"] = "indicator,title,unit\nmining,Mining,kt/a\n";
    texts["observations"] = "indicator,area,year,value\nmining,WLD,2013,110\n";
    std::map<std::string, CsvTable, std::less<>> tables;
    for (const auto& [name, text] : texts) tables.emplace(name, parse_csv(text, name + ".csv"));
    return {"test", std::move(tables)};
}

auto says(std::string_view message) {
    return [message](const Error& error) {
        BOOST_TEST_INFO(error.what());
        const bool found = std::string_view{error.what()}.starts_with(message);
        BOOST_CHECK_MESSAGE(found, "said '" << error.what() << "', not '" << message << "'");
        return found;
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(industry)

BOOST_AUTO_TEST_CASE(capacities_of_baogang_group) {
    // Section 4.2 of doi:10.55121/nc.v4i2.460
    struct Printed {
        std::string_view item;
        double value;
        std::string_view unit;
        Basis basis;
        std::string_view words;
    };
    constexpr std::array<Printed, 9> printed{{
        {"smelting and separation", 120, "kt/a", Basis::unspecified, "120 thousand tons/year"},
        {"metals", 10, "kt/a", Basis::metal, "10 thousand tons/year"},
        {"NiMH", 1000000, "{piece}/a", Basis::none, "1 million pcs./year"},
        {"magnetic resonance", 100, "{piece}/a", Basis::none, "100 pcs./year"},
        {"luminescent", 100, "t/a", Basis::product, "100 tons/year"},
        {"magnetic materials", 41, "kt/a", Basis::alloy, "41 thousand tons/year"},
        {"polishing", 23.5, "kt/a", Basis::product, "23.5 thousand tons/year"},
        {"hydrogen storage", 8.3, "kt/a", Basis::alloy, "8,3 thousand tons/year"},
        {"denitrification", 12, "10*3.m3/a", Basis::none, "12 thousand m\xC2\xB3/year"},
    }};
    const auto group = company(paper(), "Baogang Group");
    BOOST_TEST(group.founded->value() == 1954);
    BOOST_TEST(group.seat_subdivision == "CN-NM");
    const auto capacities = group.capacities();
    BOOST_TEST(capacities.size() == printed.size());
    for (const auto& one : printed) {
        const auto& figure = find(capacities, one.item);
        const auto quantity = figure.quantity();
        BOOST_TEST(quantity.value == one.value, one.item);
        BOOST_TEST(quantity.unit.code() == one.unit);
        BOOST_TEST((quantity.basis == one.basis), one.item);
        BOOST_TEST(figure.printed == one.words);
        BOOST_TEST((figure.nature == Nature::flow));
        BOOST_TEST(!figure.source.locator.empty());
    }
}

BOOST_AUTO_TEST_CASE(tree_of_companies) {
    const auto group = company(paper(), "baogang-group");
    BOOST_TEST(group.subsidiaries.size() == 9U);
    for (const auto& one : group.subsidiaries) BOOST_TEST(one.parent == group.id);
    const auto north = company(paper(), "China North Rare Earth (Group) High-Tech");
    BOOST_TEST(north.research_bodies().size() == 6U);
    BOOST_TEST(company(paper(), "zibo-ganoderma").capacities().front().quantity().value == 25.0);
    const std::string tree = "id,name,parent\na,Alpha,\nb,Beta,a\nc,Gamma,b\n";
    const auto all = companies(dataset({{"companies", tree}}));
    BOOST_TEST(all[0].subsidiaries[0].subsidiaries[0].name == "Gamma");
    BOOST_TEST(all[2].subsidiaries.empty());
}

BOOST_AUTO_TEST_CASE(companies_are_found_as_people_write_them) {
    BOOST_TEST(company(paper(), "BAOGANG GROUP").id == "baogang-group");
    BOOST_TEST(company(paper(), "minmetals").name == "China Minmetals");
    BOOST_TEST(company(paper(), "Hitachi").id == "hitachi");  // not Hitachi Metals
    BOOST_CHECK_EXCEPTION((void)company(paper(), "Baotou Steel"), InvalidArgument,
                          says("company = 'Baotou Steel': must be one company; it is part of "));
    BOOST_CHECK_EXCEPTION((void)company(paper(), "Xiamen Tungstem"), NotFound,
                          says("no company 'Xiamen Tungstem'; did you mean 'Xiamen Tungsten'?"));
    BOOST_CHECK_THROW((void)company(paper(), ""), NotFound);
}

BOOST_AUTO_TEST_CASE(money_is_stock_or_flow) {
    const auto xiamen = company(paper(), "Xiamen Tungsten").financials();
    BOOST_TEST((find(xiamen, "total assets").nature == Nature::stock));
    BOOST_TEST(find(xiamen, "total assets").quantity().text() == "32.42 billion CNY");
    BOOST_TEST((find(xiamen, "rare earth").nature == Nature::flow));
    const auto jl = company(paper(), "jl-mag");
    BOOST_TEST(find(jl.financials(), "NdFeB").quantity().text() == "3766 million CNY");
    BOOST_TEST((find(jl.figures, "planned production").qualifier == Qualifier::almost));
    BOOST_TEST(jl.figures.front().time.text() == "2022-06");
}

BOOST_AUTO_TEST_CASE(value_chain) {
    BOOST_TEST(company(paper(), "baogang-group").covers(Stage::magnets));
    BOOST_TEST(!company(paper(), "baogang-group").covers(Stage::recycling));
    const auto coverage = stage_coverage(paper());
    BOOST_TEST(coverage.size() == stages().size());
    for (const auto& entry : coverage)
        BOOST_TEST(entry.companies.size() == companies_covering(paper(), entry.stage).size());
    for (const Stage stage : stages()) BOOST_TEST((parse_stage(name(stage)) == stage));
    BOOST_CHECK_EXCEPTION((void)parse_stage("minning"), NotFound,
                          says("no value-chain stage 'minning'; did you mean 'mining'?"));
}

BOOST_AUTO_TEST_CASE(figures_keep_what_is_vague) {
    const auto world = figure(paper(), "fig-reserves-world");
    BOOST_TEST((world.qualifier == Qualifier::more_than));
    BOOST_TEST(world.value_text() == "> 90 Mt");
    const auto range = figure(paper(), "fig-iron-grade");
    BOOST_TEST(range.is_range());
    BOOST_TEST(range.value_text() == "16 to 70 %");
    BOOST_CHECK_EXCEPTION((void)range.quantity(), InvalidArgument,
                          says("figure = fig-iron-grade = 16 to 70 %: must be a single number"));
    const auto demand = figure(paper(), "fig-nd-demand-2013");
    BOOST_TEST(demand.quantity().value == 9.066);
    BOOST_TEST(demand.quantity(View::printed).value == 9066.0);
    BOOST_TEST(demand.erratum == "E-02");
    BOOST_CHECK_THROW((void)figure(paper(), "fig-nothing"), NotFound);
}

BOOST_AUTO_TEST_CASE(figures_are_filtered) {
    const auto all = figures(paper());
    const auto of_companies = figures(paper(), {.subject = "company"});
    const auto capacities = figures(paper(), {.subject = "company", .kind = "capacity"});
    BOOST_TEST(of_companies.size() < all.size());
    BOOST_TEST(capacities.size() == 12U);  // nine of Baogang, one of Zibo, two of JL MAG
    for (const auto& one : figures(paper(), {.stage = Stage::magnets}))
        BOOST_TEST((one.stage == Stage::magnets));
    BOOST_TEST(figures(paper(), {.subject = "world", .kind = "capacity"}).empty());
    BOOST_CHECK_THROW((void)figures(paper(), {.subject = "compan"}), NotFound);
    BOOST_CHECK_THROW((void)figures(paper(), {.kind = "capacities"}), NotFound);
    for (const auto& one : all) {
        BOOST_TEST(!one.printed.empty(), one.id);
        BOOST_TEST(!one.source.locator.empty(), one.id);
    }
}

BOOST_AUTO_TEST_CASE(deposits_and_events) {
    const auto places = deposits(paper());
    BOOST_TEST(places.size() == 10U);
    for (const auto& one : places)
        if (one.id == "steenkampskraal") BOOST_TEST(one.figures.size() == 2U);
    const auto all = events(paper());
    const auto quota = std::find_if(all.begin(), all.end(),
                                    [](const Event& one) { return one.id == "quota-2022"; });
    BOOST_TEST(quota->date.first_year().value() == 2022);
    BOOST_TEST(find(quota->figures, "mining quota").value > 0.0);
    BOOST_TEST(quota->figures.size() == 4U);
}

BOOST_AUTO_TEST_CASE(nineteen_described_patents) {
    // References 44 to 62: number, date, group as printed; kind that fits number and date.
    struct Printed {
        std::string_view publication, date, group, kind;
    };
    constexpr std::array<Printed, 19> printed{{
        {"CN110178845", "2019-08-30", "other", "A"},
        {"CN113126501", "2021-07-16", "mining", "A"},
        {"CN114743060", "2022-07-12", "mining", "A"},
        {"CN209292445", "2019-08-23", "mining", "U"},
        {"CN109295302", "2019-02-01", "mining", "A"},
        {"CN109264763", "2019-01-25", "mining", "A"},
        {"CN210596201", "2020-05-22", "mining", "U"},
        {"CN109182742", "2019-01-11", "mining", "A"},
        {"CN111636002A", "2022-04-19", "processing", "B"},
        {"CN113373326B", "2022-10-04", "processing", "B"},
        {"CN113667842B", "2022-09-20", "processing", "B"},
        {"CN111647744B", "2021-09-21", "processing", "B"},
        {"CN110205503B", "2021-04-06", "processing", "B"},
        {"CN109593977A", "2021-11-23", "processing", "B"},
        {"CN111118313B", "2022-03-25", "green", "B"},
        {"CN110156217", "2019-08-23", "green", "A"},
        {"CN108531735B", "2020-03-31", "green", "B"},
        {"CN211922648", "2020-11-13", "green", "U"},
        {"CN105969994B", "2019-04-05", "green", "B"},
    }};
    const auto all = described_patents(paper());
    BOOST_TEST(all.size() == printed.size());
    for (std::size_t i = 0; i < printed.size(); ++i) {
        BOOST_TEST(all[i].reference == static_cast<int>(44 + i));
        BOOST_TEST(all[i].publication == printed[i].publication);
        BOOST_TEST(all[i].publication_date.text() == printed[i].date);
        BOOST_TEST(all[i].group == printed[i].group);
        BOOST_TEST(all[i].kind == printed[i].kind);
        BOOST_TEST(!all[i].assignee_name.empty());
        BOOST_TEST(!all[i].effects.empty());
        const bool corrected = printed[i].publication.ends_with("A");
        BOOST_TEST(all[i].kind_corrected() == corrected);
        if (corrected) BOOST_TEST(all[i].erratum == "E-07");
    }
    BOOST_TEST(described_patents(paper(), "processing").size() == 6U);
    BOOST_TEST(described_patents(paper(), "mining").size() == 7U);
    BOOST_TEST(described_patents(paper(), "green").size() == 5U);
    BOOST_CHECK_THROW((void)described_patents(paper(), "recycling"), NotFound);
}

BOOST_AUTO_TEST_CASE(ten_owners) {
    const auto owners = patent_owners(paper());
    BOOST_TEST(owners.size() == 10U);
    BOOST_TEST(owners.front().name == "Hitachi Metals");
    BOOST_TEST(owners[3].name == "China Petroleum & Chemical");
    BOOST_TEST(owners[3].printed_country == "JP");
    BOOST_TEST(owners[3].country == "CN");
    for (std::size_t i = 0; i < owners.size(); ++i)
        BOOST_TEST(owners[i].rank == static_cast<int>(i + 1));
}

BOOST_AUTO_TEST_CASE(periods) {
    BOOST_TEST(!Period{}.dated());
    BOOST_TEST(Period{"2021/2027"}.last_year().value() == 2027);
    BOOST_TEST(Period{"2019-05-16/2019-05-19"}.first_year().value() == 2019);
    BOOST_TEST(Period{"2020-02-29"}.dated());
    BOOST_CHECK_THROW((void)Period{}.first_year(), InvalidArgument);
    for (const auto bad :
         {"20"sv, "2021-13"sv, "2021-02-29"sv, "2021-04-31"sv, "2021-1"sv, "2021/2020"sv,
          "2021-06/2021-05"sv, "2021/"sv, "May 2021"sv, "0000"sv, "2021-00-01"sv, "2021_01"sv})
        BOOST_CHECK_THROW((void)Period{bad}, InvalidArgument);
}

BOOST_AUTO_TEST_CASE(bad_tables) {
    const std::string company_table = "id,name,parent\na,Alpha,\n";
    const auto bad = [](std::map<std::string, std::string> tables, std::string_view message,
                        auto load) {
        const auto data = dataset(std::move(tables));
        BOOST_CHECK_EXCEPTION(load(data), DataError, says(message));
    };
    const auto load_companies = [](const Dataset& data) { (void)companies(data); };
    const auto load_figures = [](const Dataset& data) { (void)figures(data); };
    bad({{"companies", "id,name,parent\na,Alpha,z\n"}},
        "companies.csv, line 2: column 'parent': no company 'z'", load_companies);
    bad({{"companies", "id,name,parent\na,Alpha,b\nb,Beta,a\n"}},
        "companies.csv, line 2: column 'parent': 'a' is its own parent", load_companies);
    bad({{"companies", "id,name\na,Alpha\na,Beta\n"}},
        "companies.csv, line 3: 'a' occurs twice in column 'id'", load_companies);
    bad({{"companies", "id,name,covers\na,Alpha,mining;melting\n"}},
        "companies.csv, line 2: column 'covers': no value-chain stage 'melting'", load_companies);
    bad({{"companies", company_table}, {"company_items", "company,kind,item\na,produkt,x\n"}},
        "company_items.csv, line 2: column 'kind': no kind of item 'produkt'; did you mean "
        "'product'?",
        load_companies);
    bad({{"companies", company_table}, {"company_sites", "company,place\nb,x\n"}},
        "company_sites.csv, line 2: column 'company': no company 'b'", load_companies);
    const std::string head = "id,subject,kind,item,value,unit,printed,value_high,time\n";
    bad({{"figures", head + "f,company:a,share,x,1,%,1 %,,\n"}},
        "figures.csv, line 2: column 'subject': no company 'a'; there is none", load_figures);
    bad({{"figures", head + "f,world,share,x,,%,1 %,,\n"}},
        "figures.csv, line 2: column 'value' is empty", load_figures);
    bad({{"figures", head + "f,world,share,x,3,%,1 %,2,\n"}},
        "figures.csv, line 2: value_high 2 must be above value 3", load_figures);
    bad({{"figures", head + "f,world,share,x,3,%,1 %,,May\n"}},
        "figures.csv, line 2: column 'time': date = 'May': must be", load_figures);
    bad({{"figures", head + "f,world,share,x,\"8,3\",%,1 %,,\n"}},
        "figures.csv, line 2: column 'value': '8,3' has a comma", load_figures);
}

BOOST_AUTO_TEST_CASE(a_dataset_without_the_industry_has_none) {
    const auto data = dataset({});
    BOOST_TEST(companies(data).empty());
    BOOST_TEST(figures(data).empty());
    BOOST_TEST(deposits(data).empty());
    BOOST_TEST(events(data).empty());
    BOOST_TEST(described_patents(data).empty());
    BOOST_TEST(patent_owners(data).empty());
    BOOST_CHECK_THROW((void)company(data, "x"), NotFound);
}

BOOST_AUTO_TEST_SUITE_END()
