#include <boost/test/unit_test.hpp>
#include <map>
#include <reeindex/data/dataset.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "temporary_file.hpp"
#include "test_project.hpp"

using namespace reeindex;
using reeindex::test::TemporaryFolder;

namespace {

const std::map<std::string, std::string> two_tables{
    {"series.csv", "indicator,title,unit\nmining,Mining,kt/a\nprice,Price,CNY/t\n"},
    {"observations.csv",
     "indicator,area,year,value\nmining,CN,2014,2\nprice,CN,2013,7.5\nmining,US,2013,\n"
     "mining,CN,2013,1\n"}};

bool same(const TimeSeries& a, const TimeSeries& b) {
    if (a.key() != b.key() || a.size() != b.size() || !(a.unit() == b.unit())) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto& x = a.observations()[i];
        const auto& y = b.observations()[i];
        if (x.year != y.year || x.printed != y.printed || x.printed_status != y.printed_status ||
            x.value() != y.value() || x.status() != y.status() || !(x.source == y.source))
            return false;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dataset)

BOOST_AUTO_TEST_CASE(two_tables_are_enough) {
    const TemporaryFolder folder{two_tables};
    const auto data = Dataset::from_folder(folder.path());
    const std::vector<std::string> keys{"mining/CN", "price/CN", "mining/US"};
    BOOST_TEST(data.keys() == keys, boost::test_tools::per_element());
    BOOST_TEST(data.has("mining/US"));
    BOOST_TEST(!data.has("mining/JP"));
    const auto series = data.series("mining", "CN");
    BOOST_TEST(series.label() == "Mining: China");
    BOOST_TEST(series.first_year().value() == 2013);  // sorted
    BOOST_TEST(series.at(Year{2014}) == 2.0);
    BOOST_TEST((data.series("mining/US").status(0) == ObsStatus::missing));
    BOOST_TEST(series.observations()[0].source.locator == "line 5");
    BOOST_TEST(data.series_of("mining").size() == 2U);
    BOOST_TEST(data.documents().empty());
    BOOST_CHECK_THROW((void)data.series_of("minin"), NotFound);
    BOOST_CHECK_THROW((void)data.document("x"), NotFound);
    BOOST_CHECK_THROW((void)data.erratum("x"), NotFound);
}

BOOST_AUTO_TEST_CASE(further_tables_are_kept) {
    auto tables = two_tables;
    tables["prices.csv"] = "year,price\n2020,49\n";
    const TemporaryFolder folder{tables};
    const auto data = Dataset::from_folder(folder.path());
    BOOST_TEST(data.table_names().size() == 3U);
    BOOST_TEST(data.table("prices").row(0).text("price") == "49");
    tables["notes.csv"] = "this is; not \"a table";
    const TemporaryFolder spoilt{tables};
    BOOST_CHECK_THROW((void)Dataset::from_folder(spoilt.path()), DataError);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_there_must_be_right) {
    auto tables = two_tables;
    tables["errata.csv"] = "id,statement\nE-1,x\n";
    const TemporaryFolder folder{tables};
    BOOST_CHECK_EXCEPTION(
        (void)Dataset::from_folder(folder.path()), DataError, [](const DataError& error) {
            return std::string_view{error.what()}.find("errata.csv, line 1: no column 'reason'") !=
                   std::string_view::npos;
        });
}

BOOST_AUTO_TEST_CASE(embedded_tables_equal_the_folder) {
    const auto embedded = load_paper();
    const auto folder = Dataset::from_folder(REEINDEX_SOURCE_DIR "/data/kirsanov2025");
    BOOST_TEST(embedded.keys() == folder.keys(), boost::test_tools::per_element());
    BOOST_TEST(embedded.table_names() == folder.table_names(), boost::test_tools::per_element());
    BOOST_TEST(embedded.errata().size() == folder.errata().size());
    for (const auto& key : embedded.keys())
        BOOST_TEST(same(embedded.series(key), folder.series(key)), key);
}

BOOST_AUTO_TEST_CASE(errata_of_a_series) {
    const auto paper = load_paper();
    const auto has = [&](std::string_view key, std::string_view id) {
        for (const auto& one : paper.errata_of(paper.series(key)))
            if (one.id == id) return true;
        return false;
    };
    BOOST_TEST(has("reserves/WLD", "E-01"));  // one observation
    BOOST_TEST(has("reserves/WLD", "E-22"));  // the series
    BOOST_TEST(has("patents/FR", "E-23"));    // the indicator
    BOOST_TEST(!has("mine_production/WLD", "E-01"));
    BOOST_TEST(!has("patents/FR", "E-21"));  // patents/EP only
    BOOST_TEST(paper.erratum("E-01").proof == "paper");
    BOOST_TEST(paper.document("kirsanov2025").doi == "10.55121/nc.v4i2.460");
}

BOOST_AUTO_TEST_SUITE_END()
