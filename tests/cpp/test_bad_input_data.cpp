// Bad input of the modules core and data: exception type and message of each case.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/dataset.hpp>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "temporary_file.hpp"

using namespace reeindex;
using reeindex::test::TemporaryFile;
using namespace std::string_literals;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// Asserts the exact type and that the message is, or begins with, `message`.
template <class Expected>
void expect(const std::string& name, const std::string& message, const std::function<void()>& act) {
    try {
        act();
        BOOST_ERROR(name << ": nothing was thrown");
    } catch (const Error& error) {
        BOOST_TEST((typeid(error) == typeid(Expected)),
                   name << ": threw " << typeid(error).name() << ": " << error.what());
        BOOST_TEST(std::string{error.what()}.starts_with(message),
                   name << ": said '" << error.what() << "', not '" << message << "'");
    }
}

struct SeriesCase {
    std::string name;
    std::vector<int> years;
    std::vector<double> values;
    std::string message;
};

struct CsvCase {
    std::string name;
    std::string content;
    std::string message;  // after the file name
};

using Tables = std::map<std::string, CsvTable, std::less<>>;

// A dataset of four small tables, of which a case replaces one.
Dataset dataset(const std::string& replaced = "", const std::string& content = "") {
    std::map<std::string, std::string> texts{
        {"sources", "id,title\ndoc,A document\n"},
        {"series", "indicator,title,unit,basis\nmining,Mining,kt/a,REO\n"},
        {"errata", "id,statement,reason\nE-1,wrong,because\n"},
        {"observations",
         "indicator,area,year,value,correction,correction_status,erratum,source\n"
         "mining,WLD,2013,110,,,,doc\n"}};
    if (!replaced.empty()) texts[replaced] = content;
    Tables tables;
    for (const auto& [name, text] : texts) tables.emplace(name, parse_csv(text, name + ".csv"));
    return {"test", std::move(tables)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input_data)

BOOST_AUTO_TEST_CASE(series_from_numbers) {
    const std::vector<SeriesCase> cases{
        {"empty", {}, {}, "observations = empty: must be at least one observation"},
        {"lengths differ",
         {2013},
         {1, 2},
         "values = of length 2: must be of the length of years, 1"},
        {"nan",
         {2013, 2014},
         {1, not_a_number},
         "values = nan at position 1 (year 2014): must be finite"},
        {"infinity", {2013, 2014}, {infinity, 1}, "values = inf at position 0 (year 2013)"},
        {"minus infinity", {2013}, {-infinity}, "values = -inf at position 0 (year 2013)"},
        {"duplicate years",
         {2013, 2013},
         {1, 2},
         "years = 2013 after 2013 at position 1: must be strictly increasing"},
        {"unordered years",
         {2014, 2013},
         {1, 2},
         "years = 2013 after 2014 at position 1: must be strictly increasing"},
        {"year 0", {0}, {1}, "year = 0: must be from 1 to 9999"},
        {"year 10000", {10000}, {1}, "year = 10000: must be from 1 to 9999"},
        {"negative year", {-5}, {1}, "year = -5: must be from 1 to 9999"},
    };
    for (const auto& one : cases)
        expect<InvalidArgument>(one.name, one.message, [&] {
            (void)TimeSeries{std::span<const int>{one.years}, std::span<const double>{one.values}};
        });
}

BOOST_AUTO_TEST_CASE(series_that_are_fine) {
    const auto make = [](std::vector<int> years, std::vector<double> values) {
        return TimeSeries{std::span<const int>{years}, std::span<const double>{values}};
    };
    BOOST_TEST(make({2013}, {1}).size() == 1U);
    BOOST_TEST(make({2013, 2020}, {0, -3}).at(Year{2020}) == -3.0);
    BOOST_TEST(make({2013, 2014}, {1e308, -1e308}).at(Year{2013}) == 1e308);
    BOOST_TEST(make({1, 9999}, {5, 5}).last_year().value() == 9999);
}

BOOST_AUTO_TEST_CASE(series_from_observations) {
    const auto make = [](Observation one) {
        return [one] { (void)TimeSeries{SeriesInfo{}, {one}}; };
    };
    expect<InvalidArgument>(
        "value with a status for missing",
        "status = O at position 0 (year 2013): must be a status that allows a value",
        make({.year = Year{2013}, .printed = 1, .printed_status = ObsStatus::missing}));
    expect<InvalidArgument>("no value with a status for a value",
                            "status = A at position 0 (year 2013): must be one of H, L, M, O, Q",
                            make({.year = Year{2013}}));
    expect<InvalidArgument>("correction is not finite",
                            "correction = nan at position 0 (year 2013): must be finite",
                            make({.year = Year{2013},
                                  .printed = 1,
                                  .correction = Correction{not_a_number, {}, "E", "x"}}));
    const std::vector<int> years{2013, 2014};
    const std::vector<double> values{1, 2};
    const std::vector<ObsStatus> status{ObsStatus::normal};
    expect<InvalidArgument>("status of another length",
                            "status = of length 1: must be of the length of values, 2", [&] {
                                (void)TimeSeries{years, values, {}, status};
                            });
}

BOOST_AUTO_TEST_CASE(csv_files) {
    const std::vector<CsvCase> cases{
        {"empty file", "", ": empty: there is no header row"},
        {"only blank lines", "\n\n", ": empty: there is no header row"},
        {"only a byte order mark", "\xEF\xBB\xBF", ": empty: there is no header row"},
        {"only a header", "year,value\n", ": a header, but no rows"},
        {"missing column", "year,vaule\n2013,1\n",
         ", line 1: no column 'value'; did you mean 'vaule'? The header has: year, vaule; name it "
         "with value="},
        {"other column", "year,value,valeu\n2013,1,2\n",
         ", line 1: columns that would be ignored: 'valeu' (did you mean 'value'?)"},
        {"duplicate column", "year,value,year\n2013,1,2\n",
         ", line 1: column 'year' occurs twice (1 and 3)"},
        {"unnamed column", "year,value,\n2013,1,2\n", ", line 1: column 3 has no name"},
        {"thousands, quoted", "year,value\n2013,\"9,066\"\n",
         ", line 2: column 'value': '9,066' has a comma, which may be a decimal comma or a "
         "thousands separator: 9.066 or 9066; state decimal=',' or thousands=','"},
        {"point behind semicolons", "year;value\n2013;9.066\n",
         ", line 2: column 'value': '9.066' has a point, which may be a decimal point or a "
         "thousands separator: 9.066 or 9066; state decimal='.' or thousands='.'"},
        {"both marks", "year,value\n2013,\"7,5\"\n2014,7.5\n",
         ", line 3: column 'value': '7.5' on line 3 has a decimal point, '7,5' on line 2 a decimal "
         "comma"},
        {"two digits", "year,value\n19,1\n",
         ", line 2: column 'year': '19' has two digits and no century"},
        {"month", "year,value\n2013-05,1\n", ", line 2: column 'year': '2013-05' is a month"},
        {"month or period", "year,value\n2010-11,1\n",
         ", line 2: column 'year': '2010-11' may be a month or a period of years"},
        {"period", "year,value\n2010/11,1\n",
         ", line 2: column 'year': '2010/11' is a period of 2 years; state period='first' (2010) "
         "or "
         "period='last' (2011)"},
        {"day within a year", "year,value\n2013-05-17,1\n",
         ", line 2: column 'year': '2013-05-17' is a day within 2013"},
        {"percent sign", "year,value\n2013,5%\n",
         ", line 2: numbers with a percent sign, but no unit: state unit='%'"},
        {"two separators", "a;b,c\n1;2,3\n",
         ", line 1: columns may be separated by ',' or by ';': state separator="},
        {"decimal comma, bare", "year,value\n2013,7,5\n",
         ", line 2: 3 fields, but the header has 2; a number with a decimal comma would look like "
         "this"},
        {"text with a comma", "value,note\n7,so, then\n",
         ", line 2: 3 fields, but the header has 2; quote text that holds a comma"},
        {"short row", "year,value\n2013\n", ", line 2: 1 field, but the header has 2"},
        {"text for a number", "year,value\n2013,ten\n",
         ", line 2: column 'value': 'ten' is not a number"},
        {"number with unit", "year,value\n2013,10 kt\n",
         ", line 2: column 'value': '10 kt' is not a number"},
        {"nan", "year,value\n2013,nan\n",
         ", line 2: column 'value': 'nan' is not a finite number; leave the cell empty"},
        {"infinity", "year,value\n2013,inf\n", ", line 2: column 'value': 'inf' is not a finite"},
        {"1e309", "year,value\n2013,1e309\n",
         ", line 2: column 'value': '1e309' is outside the range of a double"},
        {"two signs", "year,value\n2013,+-1\n", ", line 2: column 'value': '+-1' is not a number"},
        {"year 2013.5", "year,value\n2013.5,1\n",
         ", line 2: column 'year': '2013.5' is not a year; must be a whole number from 1 to 9999"},
        {"year 0", "year,value\n0,1\n", ", line 2: column 'year': '0' is not a year"},
        {"empty year", "year,value\n,1\n", ", line 2: column 'year' is empty"},
        {"duplicate year", "year,value\n2013,1\n2014,2\n2013,3\n",
         ", line 4: year 2013 is already on line 2"},
        {"unknown status", "year,value,status\n2013,1,X\n",
         ", line 2: column 'status': status = 'X': must be an SDMX"},
        {"status contradicts value", "year,value,status\n2013,1,O\n",
         ", line 2: status O (missing; reason unspecified) does not fit a value that is there"},
        {"value contradicts status", "year,value,status\n2013,,A\n",
         ", line 2: status A (normal value) does not fit an empty value"},
        {"unknown qualifier", "year,value,qualifier\n2013,1,abuot\n",
         ", line 2: column 'qualifier': no qualifier 'abuot'; did you mean 'about'?"},
        {"unknown unit", "year,value,unit\n2013,1,tonnes\n", ", line 2: unit = 'tonnes': must be"},
        {"unknown basis", "year,value,basis\n2013,1,ree\n", ", line 2: no basis 'ree'"},
        {"two series", "year,value,area\n2013,1,CN\n2013,2,US\n",
         ", line 3: a second series begins; the file holds 2 (/CN, /US). Read them all with "
         "read_csv_series()"},
        {"quote never closed", "year,value\n2013,\"1\n2014,2\n",
         ", line 2: a quote that opens here is never closed"},
        {"quote in a field", "year,value\n2013,1\"2\n",
         ", line 2: a quote inside a field that does not start with one"},
        {"text after a quote", "year,value\n2013,\"1\"2\n", ", line 2: text after a closing quote"},
        {"NUL byte", "year,value\n2013,\0001\n"s, ", line 2: holds a NUL byte"},
        {"not UTF-8", "year,value,note\n2013,1,caf\xE9\n", ", line 2: is not UTF-8 text"},
        {"UTF-16 cut", "\xFF\xFEy\0e"s, ": is UTF-16 text cut within a character"},
        {"binary",
         "\x7F"
         "ELF\x02\x01\x01\0\0"s,
         ", line 1: holds a NUL byte"},
    };
    for (const auto& one : cases) {
        const TemporaryFile file{one.content};
        expect<DataError>(one.name, file.path() + one.message,
                          [&] { (void)read_csv(file.path()); });
    }
}

BOOST_AUTO_TEST_CASE(mixed_units_in_a_file) {
    const TemporaryFile units{"year,value,unit\n2013,1,kt\n2014,2,t\n"};
    expect<UnitError>("units", units.path() + ", line 3: unit 't' after 'kt' on line 2",
                      [&] { (void)read_csv(units.path()); });
    const TemporaryFile bases{"year,value,basis\n2013,1,REO\n2014,2,oxide\n"};
    expect<UnitError>("bases", bases.path() + ", line 3: basis 'oxide' after 'REO' on line 2",
                      [&] { (void)read_csv(bases.path()); });
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read) {
    const auto folder = std::filesystem::temp_directory_path().string();
    expect<FileError>("missing", "cannot open 'no/such/file.csv': No such file or directory",
                      [] { (void)read_csv("no/such/file.csv"); });
    expect<FileError>("directory", "cannot read '" + folder + "': Is a directory",
                      [&] { (void)read_csv(folder); });
    expect<FileError>("folder without tables", "cannot open '" + folder + "/nothing/series.csv'",
                      [&] { (void)Dataset::from_folder(folder + "/nothing"); });
    const TemporaryFile file{"year,value\n2013,1\n2014,2\n"};
    expect<DataError>("huge", file.path() + ": larger than 20 bytes",
                      [&] { (void)read_csv(file.path(), {.csv = {.max_bytes = 20}}); });
}

BOOST_AUTO_TEST_CASE(files_that_are_fine) {
    const TemporaryFile unordered{"\xEF\xBB\xBFvalue,year\r\n3,2015\r\n1e308,2013\r\n,2014\r\n"};
    const auto series = read_csv(unordered.path());
    BOOST_TEST(series.first_year().value() == 2013);
    BOOST_TEST(series.at(Year{2013}) == 1e308);
    BOOST_TEST((series.status(1) == ObsStatus::missing));
    BOOST_TEST(series.observations()[2].source.locator == "line 2");
    const TemporaryFile two{"year,value,area,unit\n2013,1,CN,t\n2013,2,US,kt\n"};
    const auto all = read_csv_series(two.path());
    BOOST_TEST(all.size() == 2U);
    BOOST_TEST(all[1].unit().code() == "kt");
    const TemporaryFile named{"Jahr,Menge\n2013,1\n"};
    const auto renamed =
        read_csv(named.path(), {.year = "Jahr", .value = {"Menge"}, .unit = "kt", .basis = "REO"});
    BOOST_TEST(renamed.unit().code() == "kt");
    BOOST_TEST((renamed.basis() == Basis::reo));
    BOOST_TEST(renamed.label() == "file");
}

BOOST_AUTO_TEST_CASE(datasets) {
    BOOST_TEST(dataset().keys().size() == 1U);
    struct Case {
        std::string name, table, content, message;
    };
    const auto observations = [](const std::string& row) {
        return "indicator,area,year,value,correction,correction_status,erratum,source\n" + row +
               "\n";
    };
    const std::vector<Case> cases{
        {"unknown indicator", "observations", observations("minig,WLD,2013,1,,,,"),
         "observations.csv, line 2: column 'indicator': no indicator 'minig'; did you mean "
         "'mining'?"},
        {"unknown source", "observations", observations("mining,WLD,2013,1,,,,dog"),
         "observations.csv, line 2: column 'source': no document 'dog'; did you mean 'doc'?"},
        {"unknown erratum", "observations", observations("mining,WLD,2013,1,2,I,E-2,doc"),
         "observations.csv, line 2: column 'erratum': no erratum 'E-2'; did you mean 'E-1'?"},
        {"correction without proof", "observations", observations("mining,WLD,2013,1,2,I,,doc"),
         "observations.csv, line 2: a correction without an erratum that proves it"},
        {"correction without status", "observations", observations("mining,WLD,2013,1,2,,E-1,doc"),
         "observations.csv, line 2: a correction without correction_status"},
        {"status without correction", "observations", observations("mining,WLD,2013,1,,I,,doc"),
         "observations.csv, line 2: correction_status without a correction"},
        {"missing correction", "observations", observations("mining,WLD,2013,1,2,O,E-1,doc"),
         "observations.csv, line 2: correction_status O means missing, but there is a correction"},
        {"same cell twice", "observations",
         observations("mining,WLD,2013,1,,,,doc\nmining,WLD,2013,2,,,,doc"),
         "observations.csv, line 3: year 2013 of mining/WLD is already on line 2"},
        {"empty area", "observations", observations("mining,,2013,1,,,,doc"),
         "observations.csv, line 2: column 'area' is empty"},
        {"no unit", "series", "indicator,title\nmining,Mining\n",
         "series.csv, line 1: no column 'unit'"},
        {"bad unit", "series", "indicator,title,unit\nmining,Mining,tons\n",
         "series.csv, line 2: column 'unit': unit = 'tons'"},
        {"bad scheme", "series", "indicator,title,unit,area_scheme\nmining,Mining,t,iso\n",
         "series.csv, line 2: column 'area_scheme': 'iso' must be iso3166, wipo_st3 or aggregate"},
        {"bad decimals", "series", "indicator,title,unit,decimals\nmining,Mining,t,99\n",
         "series.csv, line 2: column 'decimals': 99 must be from 0 to 15"},
        {"indicator twice", "series", "indicator,title,unit\nmining,M,t\nmining,M,t\n",
         "series.csv, line 3: 'mining' occurs twice"},
        {"erratum twice", "errata", "id,statement,reason\nE-1,a,b\nE-1,a,b\n",
         "errata.csv, line 3: 'E-1' occurs twice"},
        {"erratum without reason", "errata", "id,statement,reason\nE-1,a,\n",
         "errata.csv, line 2: column 'reason' is empty"},
        {"year of a source", "sources", "id,title,year\ndoc,T,soon\n",
         "sources.csv, line 2: column 'year': 'soon' is not a number"},
    };
    for (const auto& one : cases)
        expect<DataError>(one.name, one.message, [&] { (void)dataset(one.table, one.content); });
    expect<NotFound>("series", "no series 'mining/WLT'; did you mean 'mining/WLD'?",
                     [] { (void)dataset().series("mining", "WLT"); });
    expect<NotFound>("table", "no table 'claims'; known: errata, observations, series, sources",
                     [] { (void)dataset().table("claims"); });
}

BOOST_AUTO_TEST_SUITE_END()
