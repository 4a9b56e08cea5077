// Arithmetic of series: units, bases, bounds, missing values, corrections, sources.

#include <boost/test/unit_test.hpp>
#include <cmath>

#include <reeindex/core/series_arithmetic.hpp>

using namespace reeindex;

namespace {

TimeSeries make(std::vector<int> years, std::vector<double> values, std::string_view unit,
                Basis basis = Basis::none, std::vector<ObsStatus> status = {},
                std::string area = "WLD") {
    SeriesInfo info;
    info.indicator = "output";
    info.area = std::move(area);
    info.unit = Unit{unit};
    info.basis = basis;
    return {years, values, info, status};
}

Observation bound(int year, double value, Qualifier qualifier) {
    Observation one{.year = Year{year}};
    one.printed = value;
    one.qualifier = qualifier;
    return one;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(series_arithmetic)

BOOST_AUTO_TEST_CASE(sums_convert_units_and_keep_common_years) {
    const auto a = make({2000, 2001, 2002}, {1.0, 2.0, 3.0}, "kt/a");
    const auto b = make({2001, 2002, 2003}, {500.0, 250.0, 1.0}, "t/a");
    const auto sum = a + b;
    BOOST_TEST(sum.size() == 2U);
    BOOST_TEST(sum.at(Year{2001}) == 2.5);
    BOOST_TEST(sum.at(Year{2002}) == 3.25);
    BOOST_TEST(sum.unit().code() == "kt/a");
    const auto difference = b - a;
    BOOST_TEST(difference.at(Year{2001}) == -1500.0);
    BOOST_TEST(difference.unit().code() == "t/a");
}

BOOST_AUTO_TEST_CASE(missing_is_not_zero) {
    const auto a = make({2000, 2001}, {1.0, std::nan("")}, "t", Basis::none,
                        {ObsStatus::normal, ObsStatus::missing_suppressed});
    const auto b = make({2000, 2001}, {2.0, 5.0}, "t");
    const auto sum = a + b;
    BOOST_TEST(!sum.value(1).has_value());
    BOOST_TEST(is_missing(sum.status(1)));
    const auto zero = make({2000, 2001}, {0.0, 4.0}, "t");
    const auto ratio = b / zero;
    BOOST_TEST(!ratio.value(0).has_value());
    BOOST_TEST(code(ratio.status(0)) == 'M');
    BOOST_TEST(ratio.at(Year{2001}) == 1.25);
}

BOOST_AUTO_TEST_CASE(units_of_products_and_ratios) {
    const auto price = make({2000}, {3000.0}, "USD/t");
    const auto output = make({2000}, {2.0}, "kt/a", Basis::reo);
    const auto value = price * output;
    BOOST_TEST(value.unit().code() == "USD/a");
    BOOST_TEST(value.at(Year{2000}) == 6e6);
    BOOST_TEST((value.basis() == Basis::none));
    BOOST_TEST((output * price).at(Year{2000}) == 6e6);
    const auto people = make({2000}, {4.0}, "{person}");
    const auto each = output / people;
    BOOST_TEST(each.unit().code() == "kt/a/{person}");
    BOOST_TEST(each.at(Year{2000}) == 0.5);
    BOOST_TEST((each.basis() == Basis::reo));
    BOOST_TEST(Unit{"kt/{person}/a"}.commensurable(each.unit()));
    const auto reserves = make({2000}, {1.0}, "Mt", Basis::reo);
    const auto lifetime = reserves / output;  // years
    BOOST_TEST(lifetime.at(Year{2000}) * lifetime.unit().factor_to(lifetime.unit()) == 500.0);
    BOOST_TEST(lifetime.unit().dimension() == "a");
    const auto share = output / make({2000}, {8000.0}, "t/a", Basis::reo);
    BOOST_TEST(share.unit().code() == "1");
    BOOST_TEST(share.at(Year{2000}) == 0.25);
    const auto percent = make({2000}, {50.0}, "%");
    BOOST_TEST((output * percent).at(Year{2000}) == 1.0);
    BOOST_CHECK_THROW((void)(people * output), UnitError);
}

BOOST_AUTO_TEST_CASE(bases_do_not_mix) {
    const auto oxide = make({2000}, {1.0}, "t", Basis::reo);
    const auto metal = make({2000}, {1.0}, "t", Basis::metal);
    BOOST_CHECK_THROW((void)(oxide + metal), UnitError);
    BOOST_CHECK_THROW((void)(oxide / metal), UnitError);
    BOOST_CHECK_THROW((void)(oxide - make({2000}, {1.0}, "m3")), UnitError);
}

BOOST_AUTO_TEST_CASE(bounds_follow_the_operation) {
    SeriesInfo info;
    info.unit = Unit{"t"};
    const TimeSeries at_least{info, {bound(2000, 90.0, Qualifier::more_than)}};
    const TimeSeries exact{info, {bound(2000, 10.0, Qualifier::exact)}};
    const TimeSeries at_most{info, {bound(2000, 5.0, Qualifier::up_to)}};
    const auto of = [](const TimeSeries& one) { return one.observations()[0].qualifier; };
    BOOST_TEST((of(at_least + exact) == Qualifier::more_than));
    BOOST_TEST((of(exact - at_least) == Qualifier::less_than));
    BOOST_TEST((of(at_least + at_most) == Qualifier::about));
    BOOST_TEST((of(at_least - at_most) == Qualifier::more_than));
    BOOST_TEST((of(exact / at_least) == Qualifier::less_than));
    BOOST_TEST((of(at_least / exact) == Qualifier::more_than));
    BOOST_TEST((of(at_least * -1.0) == Qualifier::less_than));
    BOOST_CHECK_THROW((void)(at_least * 0.0), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(corrections_sources_and_statuses_stay) {
    SeriesInfo info;
    info.unit = Unit{"Mt"};
    Observation wrong = bound(2019, 1200.0, Qualifier::exact);
    wrong.correction = Correction{120.0, ObsStatus::imputed, "E-01", "misprint"};
    wrong.source = {"paper", "Table 1"};
    Observation other = bound(2019, 10.0, Qualifier::exact);
    other.printed_status = ObsStatus::provisional;
    other.source = {"usgs", "page 2"};
    const TimeSeries a{info, {wrong}}, b{info, {other}};
    const auto sum = a + b;
    BOOST_TEST(sum.at(Year{2019}) == 130.0);
    BOOST_TEST(sum.with_view(View::printed).at(Year{2019}) == 1210.0);
    const auto& one = sum.observations()[0];
    BOOST_TEST(one.correction->erratum == "E-01");
    BOOST_TEST(code(one.printed_status) == 'P');
    BOOST_TEST(one.source.text().find("Table 1") != std::string::npos);
    BOOST_TEST(one.source.text().find("page 2") != std::string::npos);
    BOOST_CHECK_THROW((void)(a + b.with_view(View::printed)), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(misuse_says_what_is_wrong) {
    const auto a = make({2000}, {1.0}, "t"), b = make({2010}, {1.0}, "t");
    BOOST_CHECK_EXCEPTION((void)(a + b), InvalidArgument, [](const Error& error) {
        return std::string{error.what()}.find("share at least one year") != std::string::npos;
    });
    BOOST_CHECK_THROW((void)(a * std::nan("")), InvalidArgument);
    BOOST_CHECK_THROW((void)(a / 0.0), InvalidArgument);
    BOOST_CHECK_THROW((void)(make({2000}, {1e200}, "t") * make({2000}, {1e200}, "1")),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
