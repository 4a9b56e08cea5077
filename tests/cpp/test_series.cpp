#include <boost/test/unit_test.hpp>
#include <limits>
#include <reeindex/core/series.hpp>
#include <string_view>
#include <vector>

using namespace reeindex;

namespace {
TimeSeries sample() {
    const std::vector<Observation> observations{
        {.year = Year{2018}, .printed = 120},
        {.year = Year{2019},
         .printed = 1200,
         .printed_status = ObsStatus::low_reliability,
         .correction = Correction{120, ObsStatus::imputed, "E-01", "one zero too many"}},
        {.year = Year{2021}, .printed_status = ObsStatus::missing},
    };
    return {{.indicator = "reserves", .area = "WLD", .unit = Unit{"Mt"}, .decimals = 0},
            observations};
}
}  // namespace

BOOST_AUTO_TEST_SUITE(time_series)

BOOST_AUTO_TEST_CASE(both_views_of_one_series) {
    const auto series = sample();
    BOOST_TEST((series.view() == View::corrected));
    BOOST_TEST(series.at(Year{2019}) == 120.0);
    BOOST_TEST((series.status(1) == ObsStatus::imputed));
    const auto printed = series.with_view(View::printed);
    BOOST_TEST(printed.at(Year{2019}) == 1200.0);
    BOOST_TEST((printed.status(1) == ObsStatus::low_reliability));
    BOOST_TEST(series.at(Year{2019}) == 120.0);  // the first is unchanged
    BOOST_TEST((parse_view("printed") == View::printed));
    BOOST_CHECK_THROW((void)parse_view("raw"), NotFound);
}

BOOST_AUTO_TEST_CASE(missing_is_not_zero) {
    const auto series = sample();
    BOOST_TEST(!series.value(2).has_value());
    BOOST_CHECK_EXCEPTION((void)series.at(Year{2021}), InvalidArgument,
                          [](const InvalidArgument& error) {
                              return std::string_view{error.what()} ==
                                     "year = 2021: must be a year with a value; reserves/WLD has "
                                     "status O (missing; reason unspecified) there";
                          });
    BOOST_CHECK_EXCEPTION((void)series.at(Year{2020}), NotFound, [](const NotFound& error) {
        return std::string_view{error.what()}.starts_with("no year '2020'");
    });
}

BOOST_AUTO_TEST_CASE(parts_and_units) {
    const auto series = sample();
    BOOST_TEST(series.key() == "reserves/WLD");
    BOOST_TEST(series.label() == "reserves/WLD");
    BOOST_TEST(series.between(Year{2019}, Year{2030}).size() == 2U);
    BOOST_TEST(series.with_view(View::printed).between(Year{2019}, Year{2019}).value(0).value() ==
               1200.0);
    BOOST_CHECK_THROW((void)series.between(Year{2022}, Year{2030}), InvalidArgument);
    const auto kilotonnes = series.to(Unit{"kt"});
    BOOST_TEST(kilotonnes.at(Year{2019}) == 120e3);
    BOOST_TEST(kilotonnes.with_view(View::printed).at(Year{2019}) == 1200e3);
    BOOST_TEST(!kilotonnes.info().decimals.has_value());
    BOOST_CHECK_THROW((void)series.to(Unit{"kt/a"}), UnitError);
    BOOST_TEST(series.first_year().value() == 2018);
    BOOST_TEST(series.last_year().value() == 2021);
}

BOOST_AUTO_TEST_CASE(from_plain_numbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<int> years{2013, 2015};
    const std::vector<double> values{1, nan};
    const std::vector<ObsStatus> status{ObsStatus::normal, ObsStatus::missing_suppressed};
    const TimeSeries declared{years, values, {}, status};
    BOOST_TEST((declared.status(1) == ObsStatus::missing_suppressed));
    const TimeSeries marked{years, values, {}, {}, MissingPolicy::mark};
    BOOST_TEST((marked.status(1) == ObsStatus::missing));
    BOOST_TEST(!marked.value(1).has_value());
    BOOST_TEST(marked.label() == "series");
}

BOOST_AUTO_TEST_CASE(sources_and_citations) {
    const Source source{"kirsanov2025", "Table 1, reserves, 2019"};
    BOOST_TEST(source.text() == "kirsanov2025: Table 1, reserves, 2019");
    BOOST_TEST(Source{}.empty());
    const Document document{.id = "k",
                            .title = "T",
                            .authors = "A; B",
                            .year = 2025,
                            .container = "J 4(2)",
                            .doi = "10.1/x",
                            .url = "",
                            .licence = ""};
    BOOST_TEST(document.citation() == "A; B (2025). T. J 4(2). doi:10.1/x");
}

BOOST_AUTO_TEST_SUITE_END()
