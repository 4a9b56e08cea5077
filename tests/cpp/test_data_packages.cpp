#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/data/json.hpp>
#include <reeindex/data/sha256.hpp>

#include "temporary_file.hpp"
#include "test_project.hpp"

using namespace reeindex;
using reeindex::test::TemporaryFolder;

namespace {

using Files = std::map<std::string, std::string>;

std::string hash_of(const std::string& text) { return "sha256:" + detail::sha256(text); }

std::string resource(const std::string& name, const std::string& more = "") {
    return R"({"name": ")" + name + R"(", "path": ")" + name + R"(.csv")" + more + "}";
}

// A sound package of three tables with two editions.
Files package() {
    const std::string observations =
        "indicator,area,vintage,year,value\nmining,CN,E1,2013,1\nmining,CN,E2,2013,2\n"
        "mining,CN,E2,2014,3\nmining,US,E1,2013,4\n";
    Files files{
        {"series.csv", "indicator,title,unit,area_scheme\nmining,Mining,t/a,iso3166\n"},
        {"vintages.csv", "id,title,published\nE1,First,2023\nE2,Second,2024-01\n"},
        {"observations.csv", observations},
    };
    files["datapackage.json"] =
        R"({"name": "mine", "title": "Mine", "licenses": [{"name": "CC0-1.0"}], "resources": [)" +
        resource("series") + "," + resource("vintages") + "," +
        resource("observations", R"(, "bytes": )" + std::to_string(observations.size()) +
                                     R"(, "hash": ")" + hash_of(observations) + "\"") +
        "]}";
    return files;
}

void replace(std::string& text, const std::string& old, const std::string& with) {
    const auto at = text.find(old);
    BOOST_REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), with);
}

std::string refusal(const Files& files) {
    const TemporaryFolder folder{files};
    try {
        (void)Dataset::from_folder(folder.path());
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(data_packages)

// The examples of FIPS 180-2, appendix B, and the empty text.
BOOST_AUTO_TEST_CASE(sha256_of_the_standard) {
    BOOST_TEST(detail::sha256("") ==
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(detail::sha256("abc") ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(detail::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(detail::sha256(std::string(1'000'000, 'a')) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_CASE(json_texts) {
    const auto value = detail::parse_json(
        "\xEF\xBB\xBF {\"a\": [1, -2.5e3, true, null], \"b\": \"x\\n\\u00e9\\ud83d\\ude00\"} ",
        "f");
    BOOST_TEST(value.find("a")->items.size() == 4U);
    BOOST_TEST(value.find("a")->items[1].text == "-2.5e3");
    BOOST_TEST(value.text_of("b") == "x\n\xC3\xA9\xF0\x9F\x98\x80");
    BOOST_TEST(value.text_of("a").empty());
    for (const std::string bad : {"", "{", "[1,]", "{\"a\" 1}", "\"x", "nul", "{} {}", "\"\\x\"",
                                  "\"\\ud800\"", "\"\xFF\"", "{\"a\":1,\"a\":2}"})
        BOOST_CHECK_THROW((void)detail::parse_json(bad, "f"), DataError);
    BOOST_CHECK_THROW((void)detail::parse_json(std::string(100, '['), "f"), DataError);
    BOOST_CHECK_EXCEPTION((void)detail::parse_json("{\n\"a\": ?}", "f"), DataError,
                          [](const DataError& error) { return error.line() == 2; });
}

BOOST_AUTO_TEST_CASE(an_edition_is_part_of_a_value) {
    const TemporaryFolder folder{package()};
    const auto data = Dataset::from_folder(folder.path());
    BOOST_TEST(data.package().value().licence == "CC0-1.0");
    BOOST_TEST(data.keys().size() == 2U);
    BOOST_TEST(data.all_series().size() == 2U);
    const auto newest = data.series("mining", "CN");
    BOOST_TEST(newest.info().vintage == "E2");
    BOOST_TEST(newest.label() == "Mining: China (E2)");
    BOOST_TEST(newest.at(Year{2013}) == 2.0);
    BOOST_TEST(data.series("mining/CN", {.vintage = "E1"}).at(Year{2013}) == 1.0);
    BOOST_TEST(data.series("mining", "US").info().vintage == "E1");
    const std::vector<std::string> both{"E1", "E2"};
    BOOST_TEST(data.vintages("mining/CN") == both, boost::test_tools::per_element());
    BOOST_TEST(data.series_of("mining").size() == 2U);
    BOOST_TEST(data.series_of("mining", {.vintage = "E2"}).size() == 1U);
    BOOST_CHECK_THROW((void)data.series("mining/US", {.vintage = "E2"}), NotFound);
    BOOST_CHECK_THROW((void)data.series("mining/CN", {.vintage = "E3"}), NotFound);
    BOOST_CHECK_THROW((void)data.vintages("mining/JP"), NotFound);
}

BOOST_AUTO_TEST_CASE(bad_packages) {
    struct Case {
        std::string name;
        std::function<void(Files&)> damage;
        std::string message;
    };
    const auto edit = [](std::string file, std::string old, std::string with) {
        return [=](Files& files) { replace(files[file], old, with); };
    };
    const std::string json = "datapackage.json";
    const std::vector<Case> cases{
        {"no licence", edit(json, R"("licenses": [{"name": "CC0-1.0"}], )", ""),
         "table 'series' has no licence, nor has the package"},
        {"empty licence", edit(json, R"({"name": "CC0-1.0"})", "{}"), "has no licence"},
        {"wrong hash", edit("observations.csv", "2014,3", "2014,5"),
         "its SHA-256 is not the one that datapackage.json lists"},
        {"wrong size", edit("observations.csv", "2014,3", "2014,33"), "datapackage.json says"},
        {"bad hash", edit(json, "sha256:", "md5:"), "must be 'sha256:' and 64"},
        {"path above", edit(json, "series.csv", "../series.csv"),
         "path '../series.csv' leaves the folder"},
        {"absolute path", edit(json, "series.csv", "/etc/series.csv"), "leaves the folder"},
        {"path of Windows", edit(json, "series.csv", "C:/series.csv"), "leaves the folder"},
        {"path inside out", edit(json, "series.csv", "a/../../series.csv"), "leaves the folder"},
        {"address", edit(json, "series.csv", "https://x.org/series.csv"), "leaves the folder"},
        {"no path", edit(json, R"("path": "series.csv")", R"("data": [])"),
         "table 'series' has no 'path'"},
        {"other file", edit(json, "series.csv", "series.xlsx"), "is no CSV file"},
        {"lost table", [](Files& files) { files.erase("vintages.csv"); }, "cannot open"},
        {"unlisted table", [](Files& files) { files["prices.csv"] = "a\n1\n"; },
         "prices.csv: is not among the tables that datapackage.json lists"},
        {"listed twice", edit(json, R"("name": "vintages")", R"("name": "series")"),
         "table 'series' is listed twice"},
        {"no resources", [&](Files& files) { files[json] = R"({"name": "x"})"; }, "lists no table"},
        {"no json", [&](Files& files) { files[json] = "name: x"; }, "line 1: no JSON value here"},
        {"backwards", edit("vintages.csv", "2024-01", "2022"),
         "vintage 'E2' of 2022 stands after 'E1' of 2023; the oldest stands first"},
        {"bad date", edit("vintages.csv", "2024-01", "January 2024"), "must be a year, 2025-01 or"},
        {"vintage twice", edit("vintages.csv", "E2", "E1"), "'E1' occurs twice"},
        {"unknown vintage", edit("vintages.csv", "E2", "E3"), "no vintage 'E2'"},
    };
    for (const auto& one : cases) {
        auto files = package();
        one.damage(files);
        const auto said = refusal(files);
        BOOST_TEST(said.find(one.message) != std::string::npos,
                   one.name << ": said '" << said << "'");
    }
    // Tables of a folder without a descriptor are read by the same rules.
    const auto plain = [&](const std::string& file, const std::string& old,
                           const std::string& with) {
        auto files = package();
        files.erase("datapackage.json");
        replace(files[file], old, with);
        return refusal(files);
    };
    BOOST_TEST(plain("observations.csv", "mining,US", "mining,UX").find("no country 'UX'") !=
               std::string::npos);
    BOOST_TEST(plain("observations.csv", "CN,E1", "CN,").find("column 'vintage' is empty") !=
               std::string::npos);
    BOOST_TEST(plain("observations.csv", "CN,E2,2014", "CN,E2,2013")
                   .find("year 2013 of mining/CN in E2 is already on line") != std::string::npos);
    auto files = package();
    files.erase("datapackage.json");
    files.erase("vintages.csv");
    BOOST_TEST(refusal(files).find("no vintages.csv") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(scenarios_are_part_of_the_key) {
    const TemporaryFolder folder{
        {{"series.csv", "indicator,title,unit\ndemand,Demand,kt/a\n"},
         {"observations.csv",
          "indicator,area,scenario,year,value\ndemand,WLD,STEPS,2030,1\ndemand,WLD,NZE,2030,2\n"}}};
    const auto data = Dataset::from_folder(folder.path());
    BOOST_TEST(data.keys()[1] == "demand/WLD/NZE");
    BOOST_TEST(data.series("demand/WLD/NZE").at(Year{2030}) == 2.0);
    BOOST_TEST(data.series("demand", "WLD", {.scenario = "STEPS"}).at(Year{2030}) == 1.0);
    BOOST_TEST(data.series("demand/WLD/NZE").key() == "demand/WLD/NZE");
    BOOST_TEST(data.scenarios("demand/WLD").size() == 2U);
    BOOST_TEST(data.series_of("demand", {.scenario = "NZE"}).size() == 1U);
    BOOST_CHECK_THROW((void)data.series("demand", "WLD"), InvalidArgument);
    BOOST_CHECK_THROW((void)data.series("demand", "WLD", {.scenario = "APS"}), NotFound);
}

BOOST_AUTO_TEST_CASE(embedded_packages_equal_their_folders) {
    const auto all = datasets();
    BOOST_TEST(all.size() >= 10U);
    BOOST_TEST(std::is_sorted(all.begin(), all.end(),
                              [](const auto& a, const auto& b) { return a.name < b.name; }));
    std::size_t bytes = 0;
    for (const auto& one : all) {
        bytes += one.bytes();
        BOOST_TEST(!one.licence.empty());
        BOOST_TEST(!one.attribution.empty(), one.name);
        BOOST_TEST(!one.publisher.empty(), one.name);
        const auto embedded = load(one.name);
        // Compares every table with its hash, too.
        const auto folder = Dataset::from_folder(REEINDEX_SOURCE_DIR "/data/" + one.name);
        BOOST_TEST(embedded.keys() == folder.keys(), boost::test_tools::per_element());
        BOOST_TEST(embedded.table_names() == folder.table_names(),
                   boost::test_tools::per_element());
        BOOST_TEST(embedded.vintages().size() == folder.vintages().size());
        for (const auto& key : embedded.keys())
            BOOST_TEST(embedded.vintages(key).size() == folder.vintages(key).size());
    }
    BOOST_TEST(bytes < 3'000'000U);
    BOOST_TEST(load("paper").name() == "kirsanov2025");
    BOOST_CHECK_THROW((void)load("usgs"), NotFound);
    BOOST_CHECK_THROW((void)load("classification"), NotFound);
}

BOOST_AUTO_TEST_CASE(editions_of_the_usgs) {
    const auto mcs = load("usgs_mcs");
    const auto world = [&](const std::string& vintage, int year) {
        return mcs.series("mine_production", "WLD", {.vintage = vintage}).at(Year{year});
    };
    BOOST_TEST(world("MCS 2025", 2024) == 390'000.0);
    BOOST_TEST(world("MCS 2026", 2024) == 380'000.0);
    BOOST_TEST(world("MCS 2022", 2021) == 280'000.0);
    BOOST_TEST(world("MCS 2023", 2021) == 290'000.0);
    BOOST_TEST(mcs.series("mine_production", "WLD").info().vintage == "MCS 2026 v1.3");
    BOOST_TEST(mcs.vintage("MCS 2026").id == "MCS 2026 v1.3");
    const auto brazil = [&](const std::string& vintage) {
        return mcs.series("reserves", "BR", {.vintage = vintage}).at(Year{2025});
    };
    BOOST_TEST(brazil("MCS 2026 v1.0") == 21e6);
    BOOST_TEST(brazil("MCS 2026 v1.3") == 11e6);
    // A dash and NA are no numbers; what the data release prints as 0 is.
    const auto canada = mcs.series("mine_production", "CA", {.vintage = "MCS 2026"});
    BOOST_TEST(!canada.value(0).has_value());
    BOOST_TEST(canada.observations()[0].note.starts_with("printed as a dash"));
    BOOST_TEST(mcs.series("mine_production", "CA", {.vintage = "MCS 2022"}).at(Year{2021}) == 0.0);
    BOOST_TEST((mcs.series("reserves", "IN").status(0) == ObsStatus::missing_not_collected));
    BOOST_TEST((mcs.series("reserves", "WLD").observations()[0].qualifier == Qualifier::more_than));
    const auto history = load("usgs_ds140").series("mine_production", "WLD");
    BOOST_TEST(history.at(Year{1900}) == 1'040.0);
    BOOST_TEST(history.at(Year{1984}) == 41'400.0);
    const auto law = load("wgi").series("wgi_rule_of_law", "US");
    BOOST_TEST(law.observations().back().standard_error.value() > 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
