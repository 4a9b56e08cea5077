// The reader of files of statistics: years, numbers, marks, layouts, and its running time.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/data/cell_text.hpp>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/layouts.hpp>
#include <reeindex/data/number_text.hpp>
#include <reeindex/data/records.hpp>
#include <reeindex/data/text_encoding.hpp>
#include <reeindex/data/year_text.hpp>

#include "test_project.hpp"

using namespace reeindex;
using namespace std::string_view_literals;

namespace {

std::vector<TimeSeries> parse(std::string text, const CsvSeriesOptions& options = {}) {
    return parse_csv_series(std::move(text), "t.csv", options);
}

std::string year(std::string_view text, PeriodRule rule = PeriodRule::refuse) {
    const auto read = detail::parse_year_text(text, rule);
    return read.problem.empty() ? std::to_string(read.year) : "no";
}

std::vector<TimeSeries> sample(const std::string& name) {
    return read_csv_series(std::string{REEINDEX_SOURCE_DIR} + "/tests/data/layouts/" + name);
}

double seconds(const std::string& text, const CsvSeriesOptions& options = {}) {
    const auto start = std::chrono::steady_clock::now();
    (void)parse(text, options);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_files)

BOOST_AUTO_TEST_CASE(years) {
    for (const auto text :
         {"2019", "2019.0", "FY2019", "FY 2019", "CY2019", "2019-01-01", "2019-12-31",
          "2019-01-01 00:00:00", "2019-12-31T00:00:00Z", "31.12.2019", "01/01/2019", "12/31/2019",
          "20191231", "Y2019", "year 2019", "2019-12-31T00:00:00.000Z"})
        BOOST_TEST(year(text) == "2019", text);
    for (const auto text : {"19",        "",
                            "2019.5",    "0",
                            "10000",     "-5",
                            "2019-05",   "2019-03-17",
                            "May 2019",  "2019-Q1",
                            "2019M03",   "2019-M03",
                            "Q1 2019",   "201905",
                            "2010-11",   "2019/20",
                            "2019-2021", "19/20",
                            "FY19",      "2019-12-31 13:00",
                            "31.12.19",  "two thousand",
                            "2019e",     "2019 2020",
                            "1e3",       "+2019",
                            "2019,5",    "٢٠١٩",
                            "2020/19",   "2019-01-01-01-01"})
        BOOST_TEST(year(text) == "no", text);
    for (const auto text : {"2019/20", "2019/2020", "2019-2020",
                            "2019\xE2\x80\x93"
                            "20",
                            "FY2019/20", "2019 - 2020", "2019 to 2020"}) {
        BOOST_TEST(year(text, PeriodRule::first) == "2019", text);
        BOOST_TEST(year(text, PeriodRule::last) == "2020", text);
    }
    BOOST_TEST(year("1999/00", PeriodRule::last) == "2000");
}

BOOST_AUTO_TEST_CASE(years_in_names_of_columns) {
    const auto found = [](std::string_view name) {
        const auto one = detail::year_of_column(name, PeriodRule::refuse);
        return one ? std::to_string(one->year) + "|" + one->stem + "|" + one->mark : "no";
    };
    BOOST_TEST(found("2018") == "2018||");
    BOOST_TEST(found("2018 [YR2018]") == "2018||");
    BOOST_TEST(found("YR2018") == "2018||");
    BOOST_TEST(found("X2018") == "2018||");
    BOOST_TEST(found("Y2018F") == "2018||F");
    BOOST_TEST(found("2018e") == "2018||e");
    BOOST_TEST(found("2018 (est.)") == "2018||e");
    BOOST_TEST(found("Prod_t_2021") == "2021|Prod_t|");
    BOOST_TEST(found("Prod_t_est_2022") == "2022|Prod_t|e");
    BOOST_TEST(found("Output 2018") == "2018|Output|");
    BOOST_TEST(found("Output 1_2018") == "2018|Output 1|");
    BOOST_TEST(found("Output (2018)") == "2018|Output|");
    BOOST_TEST(found("2018_output") == "2018|output|");
    for (const auto name : {"value", "GDP (constant 2015 US$)", "12345", "1234", "2018 and 2019",
                            "", "ISO 31661", "2018/19", "Jan 2018", "Q1 2018", "September 2018"})
        BOOST_TEST(found(name) == "no", name);
}

BOOST_AUTO_TEST_CASE(numbers_in_a_format) {
    const auto value = [](std::string_view text, detail::NumberFormat format) {
        const auto read = detail::parse_number_text(text, format);
        return read.problem.empty() ? detail::to_text(read.value) : "no";
    };
    const detail::NumberFormat point{'.', ','};
    const detail::NumberFormat comma{',', '.'};
    BOOST_TEST(value("1,234,567.5", point) == "1234567.5");
    BOOST_TEST(value("1.234.567,5", comma) == "1234567.5");
    BOOST_TEST(value("-7,5", comma) == "-7.5");
    BOOST_TEST(value("\xE2\x88\x92"
                     "7.5",
                     point) == "-7.5");
    BOOST_TEST(value("85 000 000", {}) == "8.5e+07");
    BOOST_TEST(value("85\xC2\xA0"
                     "000",
                     {}) == "85000");
    BOOST_TEST(value("1'234.5", {}) == "1234.5");
    BOOST_TEST(value("1.5e3", {}) == "1500");
    BOOST_TEST(value("1,5E3", comma) == "1500");
    BOOST_TEST(value("9007199254740993", {}) == "9007199254740992");
    for (const auto text : {"1,23", "12,34,567", "1,,234", ",5,", "1.2.3", "0,123", "--1", "",
                            "1 23", "1,2345", "1,234,56"})
        BOOST_TEST(value(text, point) == "no", text);
}

BOOST_AUTO_TEST_CASE(a_whole_column_decides_its_marks) {
    BOOST_TEST(parse("year;value\n2019;7,5\n2020;1.234\n")[0].at(Year{2020}) == 1234.0);
    BOOST_TEST(parse("year,value\n2019,\"1,234\"\n2020,7.5\n")[0].at(Year{2019}) == 1234.0);
    BOOST_TEST(parse("year,value\n2019,\"42,400\"\n2025,\">85,000,000\"\n")[0].at(Year{2019}) ==
               42400.0);
    BOOST_TEST(parse("year,value\n2019,\"9,066\"\n", {.decimal = ','})[0].at(Year{2019}) == 9.066);
    BOOST_TEST(parse("year,value\n2019,\"9,066\"\n", {.thousands = ','})[0].at(Year{2019}) ==
               9066.0);
    BOOST_CHECK_THROW((void)parse("year,value\n2019,\"9,066\"\n"), DataError);
    BOOST_CHECK_THROW((void)parse("year,value\n1,1\n", {.decimal = ',', .thousands = ','}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_CASE(marks_of_cells) {
    struct Case {
        std::string_view cell;
        std::optional<double> value;
        char status;
        Qualifier qualifier;
        std::string_view note;
    };
    const std::vector<Case> cases{
        {"> 70,000", 70000, 'A', Qualifier::more_than, ""},
        {"<100,000", 100000, 'A', Qualifier::less_than, ""},
        {"~3", 3, 'A', Qualifier::about, ""},
        {"\xE2\x89\xA5 3", 3, 'A', Qualifier::at_least, ""},
        {"<=3", 3, 'A', Qualifier::up_to, ""},
        {"about 5,500", 5500, 'A', Qualifier::about, ""},
        {"5,500 e", 5500, 'E', Qualifier::exact, ""},
        {"5,500e", 5500, 'E', Qualifier::exact, ""},
        {"e5,500", 5500, 'E', Qualifier::exact, ""},
        {"5,500\xE1\xB5\x89", 5500, 'E', Qualifier::exact, ""},
        {"5,500 r, e", 5500, 'E', Qualifier::exact, "revised"},
        {"5,500 (p)", 5500, 'P', Qualifier::exact, ""},
        {"5,500 (1)", 5500, 'A', Qualifier::exact, "footnote 1"},
        {"5,500\xC2\xB9\xC2\xB2", 5500, 'A', Qualifier::exact, "footnote 12"},
        {"5,500[2]", 5500, 'A', Qualifier::exact, "footnote 2"},
        {"5,500*", 5500, 'A', Qualifier::exact, "footnote *"},
        {">5,500 e (3)", 5500, 'E', Qualifier::more_than, "footnote 3"},
        {"NA", std::nullopt, 'O', Qualifier::exact, ""},
        {"n/a", std::nullopt, 'O', Qualifier::exact, ""},
        {"..", std::nullopt, 'O', Qualifier::exact, ""},
        {"\xE2\x80\xA6", std::nullopt, 'O', Qualifier::exact, ""},
        {":", std::nullopt, 'O', Qualifier::exact, ""},
        {"--", std::nullopt, 'O', Qualifier::exact, ""},
        {"\xE2\x80\x94", std::nullopt, 'O', Qualifier::exact, ""},
        {"W", std::nullopt, 'Q', Qualifier::exact, "withheld"},
        {"", std::nullopt, 'O', Qualifier::exact, ""},
    };
    for (const auto& one : cases) {
        const auto series =
            parse("year,value\n2018,1.5\n2019,\"" + std::string{one.cell} + "\"\n")[0];
        const auto& got = series.observations()[1];
        BOOST_TEST((got.printed == one.value), one.cell);
        BOOST_TEST(code(got.printed_status) == one.status, one.cell);
        BOOST_TEST((got.qualifier == one.qualifier), one.cell);
        BOOST_TEST(got.note == one.note, one.cell);
    }
    for (const auto cell : {"10 kt", "10 per", "5x", "1-2", "(5)", "(1)", "$5", "5 (est)", "NaN",
                            "inf", "x", ">", "e", "*", "%", "5 (", "5)", "~~5", "5 e5"})
        BOOST_CHECK_THROW((void)parse("year,value\n2019," + std::string{cell} + "\n"), DataError);
}

BOOST_AUTO_TEST_CASE(marks_that_the_user_states) {
    const auto series = parse(
        "year,value\n2018,1\n2019,s\n2020,secret\n",
        {.na = {{"s", ObsStatus::missing, ""}, {"secret", ObsStatus::missing_suppressed, ""}}})[0];
    BOOST_TEST((series.status(1) == ObsStatus::missing));
    BOOST_TEST((series.status(2) == ObsStatus::missing_suppressed));
}

BOOST_AUTO_TEST_CASE(encodings) {
    const std::string latin = "year,value,note\n2019,1,caf\xE9\n";
    BOOST_CHECK_THROW((void)parse(latin), DataError);
    BOOST_TEST(parse(latin, {.encoding = "cp1252"})[0].observations()[0].note == "caf\xC3\xA9");
    BOOST_TEST(parse(latin, {.encoding = "ISO-8859-1"})[0].observations()[0].note == "caf\xC3\xA9");
    BOOST_CHECK_THROW((void)parse(latin, {.encoding = "utf-8"}), DataError);
    BOOST_CHECK_THROW((void)parse(latin, {.encoding = "klingon"}), InvalidArgument);
    BOOST_CHECK_THROW((void)parse("year,value\n2019,\x81\n", {.encoding = "cp1252"}), DataError);
    std::string wide = "\xFF\xFE";
    for (const char c : "year,value\n2019,5\n"sv) {
        wide += c;
        wide += '\0';
    }
    BOOST_TEST(parse(wide)[0].at(Year{2019}) == 5.0);
    BOOST_TEST(parse(wide)[0].info().reading->encoding.value == "utf-16-le");
}

BOOST_AUTO_TEST_CASE(every_layout_reads_its_sample) {
    struct Case {
        std::string file, layout, unit;
        std::size_t series, rows;
        std::string area;
        int year;
        double value;
    };
    const std::vector<Case> cases{
        {"owid.csv", "owid", "1", 2, 6, "Northland", 2020, 1350.5},
        {"world_bank.csv", "world_bank", "1", 2, 2, "Northland", 2021, 2.25},
        {"world_bank_databank.csv", "world_bank_databank", "1", 2, 2, "Northland", 2019, 1.75},
        {"usgs_mcs.csv", "usgs_mcs", "t", 5, 8, "United States", 2022, 10000},
        {"usgs_mcs_world.csv", "usgs_mcs_world", "1", 2, 2, "Northland", 2022, 210000},
        {"usgs_mcs_salient.csv", "usgs_mcs_salient", "1", 4, 3, "", 2021, 42000},
        {"usgs_myb.csv", "usgs_myb", "t", 3, 3, "Northland", 2020, 2000},
        {"bgs.csv", "bgs", "t", 2, 3, "Northland", 2020, 1300},
        {"world_mining_data.csv", "world_mining_data", "t", 3, 3, "Northland", 2021, 1250},
        {"faostat.csv", "faostat", "t", 1, 4, "Northland", 2020, 110},
        {"faostat_wide.csv", "faostat_wide", "t", 1, 1, "Northland", 2019, 100.5},
        {"undata.csv", "undata", "%", 2, 3, "Northland", 2010, 3},
        {"sdmx_csv.csv", "sdmx_csv", "10*6.USD", 2, 4, "NLD", 2020, 13.5},
        {"oecd_stat.csv", "oecd_stat", "10*3.USD", 2, 3, "Northland", 2019, 12.5},
        {"eurostat_tsv.tsv", "eurostat_tsv", "10*6.EUR", 2, 2, "NL", 2021, 12.5},
        {"iea.csv", "iea", "{vehicle}", 2, 3, "Northland", 2020, 1500},
        {"comtrade.csv", "comtrade", "USD", 2, 3, "Northland", 2020, 60000},
        {"comtrade_legacy.csv", "comtrade_legacy", "USD", 1, 2, "Northland", 2016, 61000},
        {"wipo.csv", "wipo", "1", 2, 2, "Northland", 2021, 104},
    };
    for (const auto& one : cases) {
        const auto all = sample(one.file);
        const auto& first = all.front();
        const auto& reading = *first.info().reading;
        BOOST_TEST(reading.layout.value == one.layout, one.file);
        BOOST_TEST(reading.layout.by == "found", one.file);
        BOOST_TEST(all.size() == one.series, one.file);
        BOOST_TEST(reading.rows == one.rows, one.file);
        BOOST_TEST(first.unit().code() == one.unit, one.file);
        BOOST_TEST(first.area() == one.area, one.file);
        BOOST_TEST(first.at(Year{one.year}) == one.value, one.file);
        for (const auto& column : reading.columns) BOOST_TEST(!column.role.empty(), one.file);
    }
    BOOST_TEST(cases.size() == layouts().size());
}

BOOST_AUTO_TEST_CASE(ten_times_the_rows_take_less_than_twenty_times_as_long) {
    const auto areas = [](int count) {
        std::string text = "area,year,value\n";
        for (int i = 0; i < count; ++i)
            for (int y = 2018; y < 2021; ++y)
                text += "area " + std::to_string(i) + "," + std::to_string(y) + ",1\n";
        return text;
    };
    const auto years = [](int count) {
        std::string text = "area,indicator,year,value,note\n";
        for (int i = 0; i < count; ++i)
            text += "a,i" + std::to_string(i) + ",2019,\"1,234.5 e\",\"x \"\"y\"\" z\"\n";
        return text;
    };
    const auto columns = [](int count) {
        std::string text = "Country";
        for (int i = 0; i < count; ++i)
            text += ",Output " + std::to_string(100000 + i) + "_" + std::to_string(1900 + i % 200);
        text += "\nA";
        for (int i = 0; i < count; ++i) text += ",1";
        return text + "\n";
    };
    const auto ratio = [&](const auto& make, int count) {
        const auto small = make(count);
        const auto large = make(10 * count);
        (void)seconds(small);
        const double first = std::min(seconds(small), seconds(small));
        return std::min(seconds(large), seconds(large)) / first;
    };
    BOOST_TEST(ratio(areas, 2000) < 20.0);
    BOOST_TEST(ratio(years, 6000) < 20.0);
    BOOST_TEST(ratio(columns, 600) < 20.0);
}

BOOST_AUTO_TEST_SUITE_END()
