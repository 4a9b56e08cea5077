// Concentration, lifetimes and supply risk on the embedded figures, against hand computations.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <reeindex/indicators/governance.hpp>
#include <reeindex/indicators/supply_structure.hpp>

#include "temporary_file.hpp"

using namespace reeindex;
using reeindex::test::TemporaryFolder;
namespace tt = boost::test_tools;

namespace {

const Dataset& mcs() {
    static const Dataset data = load("usgs_mcs");
    return data;
}

const Dataset& wgi() {
    static const Dataset data = load("wgi");
    return data;
}

double estimate(const std::string& dimension, const std::string& area, int year) {
    return wgi().series("wgi_" + dimension, area).at(Year{year});
}

// A small world: A is AU, B is BR, and others.
Dataset world() {
    const TemporaryFolder folder{
        {{"series.csv",
          "indicator,title,unit,basis\nmine_production,Mining,t/a,REO\nreserves,Reserves,kt,REO\n"},
         {"observations.csv",
          "indicator,area,year,value,obs_status,qualifier\nmine_production,AU,2020,60,,\n"
          "mine_production,BR,2020,30,E,\nmine_production,OTH,2020,10,,\n"
          "mine_production,CA,2020,,O,\nmine_production,IN,2020,,L,\n"
          "mine_production,WLD,2020,110,,\nreserves,AU,2020,6,,\nreserves,CA,2020,2,,\n"
          "reserves,BR,2020,,L,\nreserves,WLD,2020,8,,more_than\n"}}};
    return Dataset::from_folder(folder.path());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(supply_structure_of_a_dataset)

BOOST_AUTO_TEST_CASE(a_small_world) {
    const auto s = supply_structure(world(), "mine_production");
    BOOST_TEST(s.year.value() == 2020);
    BOOST_TEST(s.rows.size() == 3U);
    BOOST_TEST(s.rows[0].area == "AU");
    BOOST_TEST(s.sum == 100.0);
    BOOST_TEST(s.total.value() == 110.0);
    BOOST_TEST(s.of("AU").share == 0.6);
    BOOST_TEST(s.of("AU").share_of_total.value() == 60.0 / 110.0);
    BOOST_TEST(s.concentration.hhi == 0.46, tt::tolerance(1e-12));
    BOOST_TEST(s.concentration.effective_number == 1 / 0.46, tt::tolerance(1e-12));
    // "Other countries": one more country at most, very many at least.
    BOOST_TEST(s.hhi_range.lower == 0.45, tt::tolerance(1e-12));
    BOOST_TEST(s.hhi_range.upper == 0.46, tt::tolerance(1e-12));
    BOOST_TEST(s.cr3 == 1.0);
    BOOST_TEST(s.without_largest == 40.0);
    BOOST_TEST(s.not_available.size() == 1U);
    BOOST_TEST(s.dashes.size() == 1U);
    const std::vector<std::string> kinds{"not_available", "other_countries", "total_differs",
                                         "estimated"};
    BOOST_REQUIRE(s.notes.size() == kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i) BOOST_TEST(s.notes[i].kind == kinds[i]);
    BOOST_CHECK_THROW((void)supply_structure(world(), "mine_production", {.year = 2021}), NotFound);
    BOOST_CHECK_THROW((void)supply_structure(world(), "mining"), NotFound);
    BOOST_CHECK_THROW((void)s.of("JP"), NotFound);
}

BOOST_AUTO_TEST_CASE(lifetimes_of_a_small_world) {
    const auto all = reserves_lifetimes(world());
    BOOST_REQUIRE(all.rows.size() == 5U);
    BOOST_TEST(all.rows[0].area == "AU");
    BOOST_TEST(all.rows[0].years.value() == 100.0);
    BOOST_TEST(!all.rows[1].years.has_value());  // Canada mines nothing
    BOOST_TEST(all.rows.back().area == "WLD");
    BOOST_TEST((all.rows.back().qualifier == Qualifier::more_than));
    BOOST_TEST(all.production_without_reserves == 0.4);
    BOOST_TEST(all.reserves_without_production == 0.25);
}

BOOST_AUTO_TEST_CASE(china_s_share_of_the_printed_reserves) {
    const auto share = [](const std::string& vintage) {
        return 100.0 * supply_structure(mcs(), "reserves", {.vintage = vintage})
                           .of("CN")
                           .share_of_total.value();
    };
    BOOST_TEST(share("MCS 2023") == 33.9, tt::tolerance(0.002));
    BOOST_TEST(share("MCS 2024") == 40.0, tt::tolerance(0.002));
    BOOST_TEST(share("MCS 2025") == 48.9, tt::tolerance(0.002));
    BOOST_TEST(share("MCS 2026 v1.3") == 58.7, tt::tolerance(0.002));
    BOOST_TEST(supply_structure(mcs(), "reserves").vintage == "MCS 2026 v1.3");
}

BOOST_AUTO_TEST_CASE(concentration_of_mining) {
    const auto yearbook = load("usgs_myb");
    const auto s = supply_structure(yearbook, "mine_production", {.year = 2022});
    BOOST_TEST(s.vintage == "MYB 2022");
    BOOST_TEST(s.concentration.hhi_10000 == 5250.0, tt::tolerance(0.001));
    BOOST_TEST(s.hhi_range.lower == s.hhi_range.upper);  // no row of other countries
    BOOST_TEST(supply_structures(yearbook, "mine_production").size() == 5U);
    const auto refining =
        supply_structure(load("iea"), "magnet_refining", {.year = 2023, .scenario = "base_case"});
    BOOST_TEST(refining.rows[0].area == "CN");
    BOOST_TEST(refining.rows[0].share > 0.85);
    BOOST_TEST((refining.basis == Basis::element));
}

BOOST_AUTO_TEST_CASE(the_world_without_china) {
    const auto rest = rest_of_world(load("usgs_mcs_latest"), "mine_production", "CN");
    const std::array<double, 12> expected{15, 18, 25, 24, 27, 70, 88, 100, 122, 90, 121, 110};
    for (int year = 2013; year <= 2024; ++year)
        BOOST_TEST(rest.at(Year{year}) == 1e3 * expected[static_cast<std::size_t>(year - 2013)]);
    BOOST_TEST(rest.label().find("without China") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lifetimes_of_the_usgs) {
    const auto all = reserves_lifetimes(mcs());
    BOOST_TEST(all.vintage == "MCS 2026 v1.3");
    BOOST_TEST(all.rows[0].area == "CN");
    BOOST_TEST(all.rows[0].years.value() == 44e6 / 270e3, tt::tolerance(1e-12));
    BOOST_TEST(all.production_without_reserves > 0.05);  // Burma and others
    BOOST_TEST((all.rows.back().qualifier == Qualifier::more_than));
}

BOOST_AUTO_TEST_CASE(governance_of_a_country) {
    const std::array<std::string, 6> dimensions{
        "control_of_corruption", "government_effectiveness", "political_stability",
        "rule_of_law",           "regulatory_quality",       "voice_and_accountability"};
    double mean = 0.0;
    for (const auto& one : dimensions) mean += estimate(one, "CN", 2023) / 6.0;
    const auto score = governance_score(wgi(), "CN");
    BOOST_REQUIRE(score.has_value());
    BOOST_TEST(score->year == 2023);
    BOOST_TEST(score->estimate == mean, tt::tolerance(1e-12));
    BOOST_TEST(score->dimensions == 6U);
    BOOST_TEST(!governance_score(wgi(), "OTH").has_value());
    const auto stability =
        governance_score(wgi(), "CN", {.dimension = "wgi_political_stability", .year = 2019});
    BOOST_TEST(stability->estimate == estimate("political_stability", "CN", 2019));
    BOOST_CHECK_THROW((void)governance_score(wgi(), "CN", {.dimension = "stability"}), NotFound);
}

BOOST_AUTO_TEST_CASE(supply_risk_by_hand) {
    const auto s = supply_structure(world(), "mine_production");
    const auto risk = [](const std::string& area) {
        return (2.5 - governance_score(wgi(), area)->estimate) / 5.0;
    };
    const auto error = [](const std::string& area) {
        return governance_score(wgi(), area)->standard_error / 5.0;
    };
    const auto global = governance_weighted_hhi(s, wgi());
    const double known = 0.36 * risk("AU") + 0.09 * risk("BR");
    BOOST_TEST(global.lower == known, tt::tolerance(1e-12));
    BOOST_TEST(global.upper == known + 0.01, tt::tolerance(1e-12));  // OTH: any risk
    BOOST_TEST(global.standard_error == std::hypot(0.36 * error("AU"), 0.09 * error("BR")),
               tt::tolerance(1e-12));
    BOOST_TEST(global.unknown.size() == 1U);
    BOOST_TEST(governance_weighted_hhi(s, wgi(), {.scale = 10.0}).lower == 10.0 * known,
               tt::tolerance(1e-12));

    SupplyRiskStage stage{.stage = "mining", .structure = s};
    stage.sourcing = {{.area = "AU", .name = "", .value = 1, .share = 1.0}};
    stage.import_reliance = 0.8;
    stage.recycling_input_rate = 0.01;
    stage.substitution_index = 0.9;
    const auto found = supply_risk_of_stages(std::array{stage}, wgi());
    BOOST_REQUIRE(found.size() == 1U);
    const double by_hand = (known * 0.4 + risk("AU") * 0.6) * 0.99 * 0.9;
    BOOST_TEST(found[0].risk.lower == by_hand, tt::tolerance(1e-12));
    // The formula of the general function, on the same numbers.
    const SupplyRiskInput input{
        .global = {{.share = 0.6, .governance_risk = risk("AU")},
                   {.share = 0.3, .governance_risk = risk("BR")},
                   {.share = 0.1, .governance_risk = 0.0}},
        .sourcing = std::vector<Supplier>{{.share = 1.0, .governance_risk = risk("AU")}},
        .import_reliance = 0.8,
        .recycling_input_rate = 0.01,
        .substitution_index = 0.9};
    BOOST_TEST(supply_risk(input).value.value() == found[0].risk.lower, tt::tolerance(1e-12));
    stage.import_reliance.reset();
    stage.sourcing.clear();
    const auto open = supply_risk_of_stages(std::array{stage}, wgi())[0];
    BOOST_TEST(open.missing.size() == 2U);
    BOOST_TEST(open.risk.lower <= by_hand);
    BOOST_TEST(open.risk.upper >= by_hand);
    stage.sourcing = {{.area = "AU", .name = "", .value = 1, .share = 0.5}};
    BOOST_CHECK_THROW((void)supply_risk_of_stages(std::array{stage}, wgi()), InvalidArgument);
}

// The formula of geopolrisk-py: HHI times the weighted mean of (2.5 - stability)/5 over imports and
// domestic production, the latter without risk.
BOOST_AUTO_TEST_CASE(geopolrisk_by_hand) {
    const auto s = supply_structure(world(), "mine_production");
    const std::vector<Import> imports{{"AU", 40.0}, {"BR", 10.0}};
    const auto g = [](const std::string& area) {
        return (2.5 - estimate("political_stability", area, 2023)) / 5.0;
    };
    const double by_hand = 0.46 * (40.0 * g("AU") + 10.0 * g("BR")) / 75.0;
    const auto found = geopolrisk_of(s, imports, 25.0, wgi());
    BOOST_TEST(found.lower == by_hand, tt::tolerance(1e-12));
    BOOST_TEST(found.upper == by_hand, tt::tolerance(1e-12));
    BOOST_TEST(found.standard_error > 0.0);
    const std::vector<ImportFlow> flows{{40.0, g("AU")}, {10.0, g("BR")}};
    const std::array<double, 3> production{60, 30, 10};
    BOOST_TEST(found.lower == geopolrisk(production, flows, 25.0), tt::tolerance(1e-12));
    const std::vector<Import> rest{{"AU", 40.0}, {"OTH", 10.0}};
    const auto open = geopolrisk_of(s, rest, 25.0, wgi());
    BOOST_TEST(open.upper - open.lower == 0.46 * 10.0 / 75.0, tt::tolerance(1e-12));
    BOOST_CHECK_THROW((void)geopolrisk_of(s, std::vector<Import>{}, 0.0, wgi()), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
