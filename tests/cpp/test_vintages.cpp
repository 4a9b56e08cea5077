// Revisions, splices and reconciliations, on small examples and on the embedded editions.
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <reeindex/data/reconcile.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/data/splice.hpp>

#include "temporary_file.hpp"

using namespace reeindex;
using reeindex::test::TemporaryFolder;

namespace {

TimeSeries series(const std::vector<int>& years, const std::vector<double>& values,
                  const std::string& title, const std::string& unit = "t/a",
                  Basis basis = Basis::reo) {
    return {years, values,
            SeriesInfo{.indicator = "mining",
                       .area = "WLD",
                       .title = title,
                       .unit = Unit{unit},
                       .basis = basis}};
}

Dataset editions() {
    const TemporaryFolder folder{
        {{"series.csv", "indicator,title,unit,basis\nmining,Mining,t/a,REO\n"},
         {"vintages.csv", "id,title,published\nE1,a,2021\nE2,b,2022\nE3,c,2023\n"},
         {"observations.csv",
          "indicator,area,vintage,year,value,qualifier\nmining,CN,E1,2019,100,\n"
          "mining,CN,E1,2020,120,\nmining,CN,E2,2020,132,\nmining,CN,E2,2021,150,\n"
          "mining,CN,E3,2020,126,\nmining,CN,E3,2021,140,\nmining,CN,E3,2022,200,more_than\n"
          "mining,CN,E2,2022,180,\nmining,CN,E1,2021,,\n"}}};
    return Dataset::from_folder(folder.path());
}

double of(const std::vector<Note>& notes, const std::string& kind, const std::string& number) {
    for (const auto& one : notes)
        if (one.kind == kind) return one.number(number);
    return std::nan("");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vintages)

BOOST_AUTO_TEST_CASE(a_triangle_of_three_editions) {
    const auto r = revisions(editions(), "mining/CN");
    BOOST_TEST(r.vintages.size() == 3U);
    BOOST_TEST(r.years.size() == 4U);
    BOOST_TEST(r.label == "Mining: China");
    BOOST_TEST(r.at(Year{2020}, "E2").value() == 132.0);
    BOOST_TEST(!r.at(Year{2021}, "E1").has_value());
    BOOST_TEST(!r.at(Year{2019}, "E3").has_value());
    BOOST_CHECK_THROW((void)r.at(Year{2018}, "E1"), NotFound);
    BOOST_CHECK_THROW((void)r.at(Year{2019}, "E4"), NotFound);
    // 2020: 120 -> 126; 2021: 150 -> 140; 2022 is a bound, 2019 has one print.
    BOOST_TEST(r.compared == 2U);
    BOOST_TEST(r.mean_revision == -2.0);
    BOOST_TEST(r.mean_absolute_revision == 8.0);
    BOOST_TEST(r.relative_mean_absolute_revision == 16.0 / 266.0);
    BOOST_TEST(r.standard_error == 8.0, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(r.raised == 1U);
    BOOST_TEST(r.lowered == 1U);
    BOOST_TEST(r.rows[1].first_vintage == "E1");
    BOOST_TEST(r.rows[1].latest_vintage == "E3");
    BOOST_TEST(r.rows[1].prints == 3U);
    BOOST_TEST(r.rows[1].relative() == 0.05);
    BOOST_TEST(of(r.notes, "bound", "years") == 1.0);
    BOOST_TEST(of(r.notes, "single_print", "years") == 1.0);
    BOOST_TEST(of(r.notes, "few_revisions", "years") == 2.0);
    BOOST_CHECK_THROW((void)revisions(editions(), "mining/US"), NotFound);
    BOOST_CHECK_THROW((void)revisions(load_paper(), "mine_production/WLD"), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(revisions_of_the_usgs) {
    const auto r = revisions(load("usgs_mcs"), "mine_production/WLD");
    BOOST_TEST(r.at(Year{2021}, "MCS 2022").value() == 280'000.0);
    BOOST_TEST(r.at(Year{2021}, "MCS 2023").value() == 290'000.0);
    BOOST_TEST(r.at(Year{2024}, "MCS 2025").value() == 390'000.0);
    BOOST_TEST(r.at(Year{2024}, "MCS 2026 v1.3").value() == 380'000.0);
}

BOOST_AUTO_TEST_CASE(a_splice_keeps_the_source_of_each_year) {
    const std::vector<TimeSeries> parts{series({2014, 2015, 2016}, {22, 24, 26}, "new"),
                                        series({2012, 2013, 2014, 2015}, {10, 11, 20, 20}, "old")};
    const auto joined = splice(parts);
    BOOST_TEST(joined.series.size() == 5U);
    BOOST_TEST(joined.series.at(Year{2013}) == 11.0);
    BOOST_TEST(joined.series.at(Year{2014}) == 22.0);
    const std::vector<std::size_t> origins{1, 1, 0, 0, 0};
    BOOST_TEST(joined.origins == origins, boost::test_tools::per_element());
    BOOST_TEST((joined.series.status(2) == ObsStatus::break_in_series));
    BOOST_TEST(joined.series.observations()[2].note == "break: new after old");
    BOOST_TEST(joined.series.label() == "new, spliced");
    BOOST_REQUIRE(joined.overlaps.size() == 1U);
    BOOST_TEST(joined.overlaps[0].years == 2U);
    BOOST_TEST(joined.overlaps[0].mean_ratio == 1.15, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(of(joined.notes, "level_shift", "mean_ratio") == 1.15,
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(splice(parts, {.tolerance = 0.2}).notes.empty());
    const std::vector<TimeSeries> apart{parts[0], series({2010}, {1}, "oldest")};
    BOOST_TEST(splice(apart).notes[0].kind == "no_overlap");
    const std::vector<TimeSeries> other_unit{parts[0], series({2013}, {5}, "kilo", "kt/a")};
    BOOST_TEST(splice(other_unit).series.at(Year{2013}) == 5000.0);
    const std::vector<TimeSeries> bases{parts[0],
                                        series({2013}, {5}, "metal", "t/a", Basis::element)};
    BOOST_CHECK_THROW((void)splice(bases), UnitError);
    const std::vector<TimeSeries> units{parts[0], series({2013}, {5}, "money", "USD")};
    BOOST_CHECK_THROW((void)splice(units), UnitError);
    BOOST_CHECK_THROW((void)splice(std::vector{parts[0]}), InvalidArgument);
    BOOST_CHECK_THROW((void)splice(parts, {.tolerance = -1.0}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(splice_of_the_usgs) {
    const auto yearbook = load("usgs_myb").series("mine_production", "WLD");
    const auto history = load("usgs_ds140").series("mine_production", "WLD");
    const std::vector<TimeSeries> parts{yearbook, history};
    const auto joined = splice(parts);
    BOOST_TEST(joined.series.at(Year{1984}) == 41'400.0);
    BOOST_TEST(joined.series.observations().back().source.document == "myb2022");
    BOOST_TEST(joined.series.observations().front().source.document == "ds140_2020_xlsx");
    BOOST_TEST(of(joined.notes, "level_shift", "years") == 3.0);
}

BOOST_AUTO_TEST_CASE(reasons_of_differences) {
    const auto one = [](const TimeSeries& a, const TimeSeries& b, ReconcileOptions options = {}) {
        const std::vector<ReconcileSource> both{{a, nullptr}, {b, nullptr}};
        return reconcile(both, options);
    };
    const auto a = series({2013, 2014, 2015}, {100, 100, 100}, "a");
    const auto result = one(a, series({2014, 2015}, {109, 140}, "b"));
    BOOST_REQUIRE(result.cells.size() == 2U);
    BOOST_TEST(result.cells[0].agrees);
    BOOST_TEST(result.cells[0].reason.empty());
    BOOST_TEST(result.cells[1].difference == 0.4, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(result.cells[1].reason == "unexplained");
    BOOST_TEST(result.unexplained() == 1U);
    BOOST_TEST(result.agreeing() == 1U);
    BOOST_TEST(result.excluded.size() == 1U);
    // 116.6 t of Nd2O3 hold 100 t of Nd.
    const auto element = series({2014}, {100}, "element", "t/a", Basis::element);
    const auto oxide = series({2014}, {116.6}, "oxide", "t/a", Basis::oxide);
    BOOST_TEST(one(element, oxide).cells[0].reason == "oxide_or_element");
    BOOST_TEST(one(element, oxide, {.element = "Nd"}).cells[0].agrees);
    auto quota = a.info();
    quota.indicator = "mining_quota";
    const TimeSeries limit{std::vector{2014}, std::vector{200.0}, quota};
    BOOST_TEST(one(a, limit).cells[0].reason == "quota_or_output");
    BOOST_TEST(one(series({2014}, {0}, "zero"), a).cells[0].difference ==
               std::numeric_limits<double>::infinity());
    BOOST_TEST(one(series({2014}, {10}, "x"), series({2014}, {11.2}, "y"), {.tolerance = 0.05})
                   .cells[0]
                   .reason == "unexplained");
    BOOST_TEST(one(series({2014}, {10}, "x"), series({2014}, {10.9}, "y"), {.tolerance = 0.05})
                   .cells[0]
                   .reason == "rounding");
    const std::vector<ReconcileSource> alone{{a, nullptr}};
    BOOST_CHECK_THROW((void)reconcile(alone), InvalidArgument);
    BOOST_CHECK_THROW((void)one(a, a, {.tolerance = std::nan("")}), InvalidArgument);
    BOOST_CHECK_THROW((void)one(a, series({2014}, {1}, "money", "USD")), UnitError);
}

BOOST_AUTO_TEST_CASE(sources_of_the_usgs) {
    const auto mcs = load("usgs_mcs");
    const auto price = [&](const std::string& edition) {
        return ReconcileSource{mcs.series("price_neodymium_oxide", "US", {.vintage = edition}),
                               &mcs};
    };
    const std::vector<ReconcileSource> prices{price("MCS 2023"), price("MCS 2024")};
    const auto found = reconcile(prices);
    for (const auto& cell : found.cells)
        if (cell.year.value() == 2021) {
            BOOST_TEST(cell.reason == "misprint");
            BOOST_TEST(cell.detail.starts_with("M-01"));
        }
    // Burma, which the yearbook of 2018 has and that of 2017 has not.
    const auto myb = load("usgs_myb");
    const auto world = [&](const std::string& edition) {
        return ReconcileSource{myb.series("mine_production", "WLD", {.vintage = edition}), &myb};
    };
    const std::vector<ReconcileSource> totals{world("MYB 2017"), world("MYB 2018")};
    bool burma = false;
    for (const auto& cell : reconcile(totals).cells)
        if (cell.year.value() == 2017) {
            burma = true;
            BOOST_TEST(cell.reason == "coverage", cell.reason);
            BOOST_TEST(cell.detail.find("Myanmar in the second only") != std::string::npos);
        }
    BOOST_TEST(burma);
}

BOOST_AUTO_TEST_SUITE_END()
