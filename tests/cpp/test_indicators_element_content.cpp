// What an output holds of an element, by hand and on the embedded deposits.
#include <array>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <reeindex/indicators/element_content.hpp>

using namespace reeindex;
namespace tt = boost::test_tools;

namespace {

const std::vector<DepositShare> table{{"A", "bastnaesite", "CN", "Nd", 0.20, false, {}},
                                      {"B", "clay", "CN", "Nd", 0.10, false, {}},
                                      {"C", "monazite", "AU", "Nd", 0.16, false, {}},
                                      {"A", "bastnaesite", "CN", "Tb", 0.01, true, {}},
                                      {"B", "clay", "CN", "Tb", std::nullopt, false, {}}};

SupplyStructure structure() {
    SupplyStructure out{.indicator = "mine_production", .vintage = "E", .scenario = {}};
    out.year = Year{2022};
    out.unit = Unit{"t/a"};
    out.basis = Basis::reo;
    out.rows = {{.area = "CN", .name = "China", .value = 1000.0},
                {.area = "US", .name = "United States", .value = 100.0}};
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(element_contents)

BOOST_AUTO_TEST_CASE(ranges_by_hand) {
    const auto mine = element_content_of_deposit(table, "C", "Nd", 50.0);
    BOOST_TEST(mine.lower == 8.0);
    BOOST_TEST(mine.upper == 8.0);
    BOOST_TEST(mine.lower_element == 8.0 / 1.1664, tt::tolerance(1e-4));
    const auto china = element_content_of_country(table, "CN", "neodymium", 1000.0);
    BOOST_TEST(china.lower == 100.0);
    BOOST_TEST(china.upper == 200.0);
    BOOST_TEST(china.basis == "2 deposits of CN");
    const auto usa = element_content_of_country(table, "US", "Nd", 100.0);
    BOOST_TEST(usa.lower == 10.0);
    BOOST_TEST(usa.upper == 20.0);
    BOOST_TEST(usa.basis == "all 3 deposits");
    const auto bound = element_content_of_deposit(table, "A", "Tb", 100.0);
    BOOST_TEST(bound.lower == 0.0);
    BOOST_TEST(bound.upper == 1.0);
    const auto all = element_content(table, structure(), "Nd");
    BOOST_TEST(all.lower == 110.0);
    BOOST_TEST(all.upper == 220.0);
    BOOST_TEST(all.basis == "1 of 2 countries by their own deposits, the others by all deposits");
    BOOST_CHECK_THROW((void)element_content_of_deposit(table, "D", "Nd", 1.0), NotFound);
    BOOST_CHECK_THROW((void)element_content_of_deposit(table, "B", "Tb", 1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)element_content_of_deposit(table, "A", "Fe", 1.0), NotFound);
    BOOST_CHECK_THROW((void)element_content_of_country(table, "CN", "Nd", -1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)element_content_of_country(table, "CN", "Eu", 1.0), InvalidArgument);
    auto element_mass = structure();
    element_mass.basis = Basis::element;
    BOOST_CHECK_THROW((void)element_content(table, element_mass, "Nd"), UnitError);
}

BOOST_AUTO_TEST_CASE(a_balance_by_hand) {
    const auto series = [](Basis basis, const std::string& unit) {
        return TimeSeries{std::vector{2021, 2025}, std::vector{0.1, 0.3},
                          SeriesInfo{.title = "demand", .unit = Unit{unit}, .basis = basis}};
    };
    const std::vector<TimeSeries> demands{series(Basis::oxide, "kt/a"),
                                          series(Basis::element, "kt/a")};
    const auto balance = element_balance(table, structure(), "Nd", demands);
    BOOST_REQUIRE(balance.demands.size() == 2U);
    BOOST_TEST(balance.demands[0].year == 2021);
    BOOST_TEST(balance.demands[0].oxide == 100.0, tt::tolerance(1e-12));
    BOOST_TEST(balance.demands[0].least_surplus == 10.0, tt::tolerance(1e-9));
    BOOST_TEST(balance.demands[0].greatest_surplus == 120.0, tt::tolerance(1e-9));
    BOOST_TEST(balance.demands[1].oxide == 116.64, tt::tolerance(1e-4));
    const std::vector<TimeSeries> reo{series(Basis::reo, "kt/a")};
    BOOST_CHECK_THROW((void)element_balance(table, structure(), "Nd", reo), UnitError);
    const std::vector<TimeSeries> money{series(Basis::oxide, "USD")};
    BOOST_CHECK_THROW((void)element_balance(table, structure(), "Nd", money), UnitError);
}

BOOST_AUTO_TEST_CASE(deposits_of_the_yearbook) {
    const auto yearbook = load("usgs_myb");
    const auto shares = deposit_shares(yearbook);
    BOOST_TEST(shares.size() == 195U);
    const auto bayan =
        element_content_of_deposit(shares, "Bayan Obo, Nei Mongol Autonomous Region", "La", 100.0);
    BOOST_TEST(bayan.upper == 23.0, tt::tolerance(1e-12));
    const auto mining = supply_structure(yearbook, "mine_production", {.year = 2022});
    const auto nd = element_content(shares, mining, "Nd");
    BOOST_TEST(nd.lower > 0.0);
    BOOST_TEST(nd.lower < nd.upper);
    BOOST_TEST(nd.upper < 0.4 * mining.sum);
    const std::vector<TimeSeries> demands{
        load_paper().series("neodymium_oxide_demand", "WLD"),
        load("iea").series("neodymium_demand_clean_technologies", "WLD", {.scenario = "STEPS"})};
    const auto balance = element_balance(shares, mining, "Nd", demands);
    BOOST_TEST(balance.demands[0].oxide == 21'600.0, tt::tolerance(1e-12));
    BOOST_TEST(balance.demands[1].year == 2023);
    BOOST_TEST(balance.demands[1].oxide > balance.demands[1].printed);
}

BOOST_AUTO_TEST_SUITE_END()
