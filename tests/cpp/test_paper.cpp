// Tables 1 and 2 of doi:10.55121/nc.v4i2.460, typed in here from the paper, against the dataset.
#include <array>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <reeindex/data/dataset.hpp>
#include <string>
#include <string_view>

using namespace reeindex;

namespace {

constexpr double dash = -1;

struct Row1 {
    std::string_view key, unit;
    Basis basis;
    std::array<double, 12> values;  // 2013 to 2024
};
constexpr std::array<Row1, 3> table_1{{
    {"reserves/WLD",
     "Mt",
     Basis::unspecified,
     {140, 130, 130, 120, 120, 120, 1200, 120, 120, 130, 110, 90}},
    {"mine_production/WLD",
     "kt/a",
     Basis::unspecified,
     {110, 123, 130, 129, 132, 190, 220, 240, 280, 300, 376, 390}},
    {"neodymium_oxide_demand/WLD",
     "kt/a",
     Basis::oxide,
     {9.1, 10.3, 11.6, 13.1, 14.6, 16.4, 18.4, 20.7, 21.1, 21.6, 22.0, 22.6}},
}};

struct Row2 {
    std::string_view office;
    std::array<double, 11> values;  // 2012 to 2022
};
constexpr std::array<Row2, 10> table_2{{
    {"CN", {1006, 1091, 1298, 1469, 1584, 1627, 1665, 1432, 1486, 1286, 793}},
    {"JP", {525, 451, 426, 390, 407, 387, 327, 277, 252, 130, 28}},
    {"US", {392, 350, 354, 355, 360, 321, 309, 291, 250, 156, 64}},
    {"EP", {210, 173, 184, 148, 185, 180, 142, 136, 112, 28, 9}},
    {"WO", {331, 266, 274, 221, 265, 248, 227, 202, 201, 176, 51}},
    {"KR", {195, 166, 147, 130, 133, 134, 136, 114, 106, 40, 11}},
    {"DE", {37, 37, 64, 33, 53, 30, 28, 24, 15, 15, 1}},
    {"CA", {55, 42, 42, 37, 43, 45, 30, 30, 27, 9, 3}},
    {"TW", {65, 57, 43, 30, 53, 46, 64, 42, 37, 22, 6}},
    {"FR", {6, 10, 8, 20, 11, 11, 10, 7, dash, 2, dash}},
}};

}  // namespace

BOOST_AUTO_TEST_SUITE(paper)

BOOST_AUTO_TEST_CASE(every_cell_of_table_1) {
    const auto data = load_paper();
    int cells = 0;
    for (const auto& row : table_1) {
        const auto series = data.series(row.key, View::printed);
        BOOST_TEST(series.unit().code() == row.unit);
        BOOST_TEST((series.basis() == row.basis));
        BOOST_TEST(series.size() == row.values.size());
        BOOST_TEST(series.first_year().value() == 2013);
        BOOST_TEST(series.last_year().value() == 2024);
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            BOOST_TEST(series.value(i).value() == row.values[i], row.key << " " << 2013 + i);
            BOOST_TEST(series.observations()[i].source.document == "kirsanov2025");
            BOOST_TEST(series.observations()[i].source.locator.starts_with("Table 1, "));
            ++cells;
        }
    }
    BOOST_TEST(cells == 36);
}

BOOST_AUTO_TEST_CASE(every_cell_of_table_2) {
    const auto data = load_paper();
    int numbers = 0;
    int dashes = 0;
    for (const auto& row : table_2) {
        const auto series = data.series("patents", row.office, View::printed);
        BOOST_TEST(series.unit().code() == "{patent}");
        BOOST_TEST(series.size() == row.values.size());
        BOOST_TEST(series.first_year().value() == 2012);
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const auto year = static_cast<int>(2012 + i);
            BOOST_TEST(series.observations()[i].year.value() == year);
            if (row.values[i] == dash) {
                BOOST_TEST(!series.value(i).has_value());
                BOOST_TEST((series.status(i) == ObsStatus::missing));
                ++dashes;
                continue;
            }
            BOOST_TEST(series.value(i).value() == row.values[i], row.office << " " << year);
            BOOST_TEST((series.status(i) == ObsStatus::provisional) == (year >= 2021),
                       row.office << " " << year);
            ++numbers;
        }
    }
    BOOST_TEST(numbers == 108);
    BOOST_TEST(dashes == 2);
}

BOOST_AUTO_TEST_CASE(nothing_else_is_there) {
    BOOST_TEST(load_paper().keys().size() == table_1.size() + table_2.size());
}

BOOST_AUTO_TEST_CASE(one_cell_is_corrected_and_says_why) {
    const auto data = load_paper();
    const auto series = data.series("reserves", "WLD");
    BOOST_TEST(series.at(Year{2019}) == 120.0);
    const auto& one = series.observations()[6];
    BOOST_TEST(one.printed.value() == 1200.0);
    BOOST_TEST((one.printed_status == ObsStatus::low_reliability));
    BOOST_TEST((one.status() == ObsStatus::imputed));
    BOOST_TEST(one.correction->erratum == "E-01");
    BOOST_TEST(one.correction->reason == data.erratum("E-01").reason);
    int corrected = 0;
    for (const auto& other : data.all_series())
        for (const auto& observation : other.observations())
            if (observation.correction) ++corrected;
    BOOST_TEST(corrected == 1);
}

BOOST_AUTO_TEST_CASE(bounds_scopes_and_statuses) {
    const auto data = load_paper();
    const auto reserves = data.series("reserves", "WLD");
    BOOST_TEST((reserves.observations()[11].qualifier == Qualifier::more_than));
    BOOST_TEST(reserves.info().scope == "world including China");
    BOOST_TEST(reserves.info().printed_scope == "excluding China");
    const auto demand = data.series("neodymium_oxide_demand", "WLD");
    for (std::size_t i = 0; i < demand.size(); ++i)
        BOOST_TEST((demand.status(i) == (i <= 7 ? ObsStatus::estimated : ObsStatus::forecast)));
    BOOST_TEST(demand.info().decimals.value() == 1);
    BOOST_TEST((data.series("patents/EP").status(0) == ObsStatus::definition_differs));
    BOOST_TEST((data.series("patents/WO").status(0) == ObsStatus::definition_differs));
    BOOST_TEST(data.series("patents/WO").label().ends_with(": WIPO (PCT)"));
}

BOOST_AUTO_TEST_SUITE_END()
