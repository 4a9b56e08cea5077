#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <reeindex/core/eigen_view.hpp>
#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/specialization.hpp>

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;

// Table 2 of the paper: CN, JP, US, EP, WO, KR, DE, CA, TW, FR.
const Values offices_2012{1006, 525, 392, 210, 331, 195, 37, 55, 65, 6};
const Values offices_2020{1486, 252, 250, 112, 201, 106, 15, 27, 37};
const Values offices_2021{1286, 130, 156, 28, 176, 40, 15, 9, 22, 2};
const Values offices_2022{793, 28, 64, 9, 51, 11, 1, 3, 6};

template <class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const Error& e) {
        return e.what();
    }
    return "no exception";
}

bool near(double value, double expected, double tolerance = 1e-13) {
    return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(indicators_concentration)

BOOST_AUTO_TEST_CASE(offices_of_the_paper) {
    BOOST_TEST(std::round(1e4 * hhi(offices_2012)) == 2061);
    BOOST_TEST(std::round(1e4 * hhi(offices_2020)) == 3885);
    BOOST_TEST(std::round(1e4 * hhi(offices_2021)) == 4977);
    BOOST_TEST(std::round(1e4 * hhi(offices_2022)) == 6822);
}

// The worked example of the U.S. Department of Justice: shares of 30, 30, 20 and 20 % give 2,600.
BOOST_AUTO_TEST_CASE(published_example) {
    const auto all = concentration(Values{30, 30, 20, 20});
    BOOST_TEST(near(all.hhi_10000, 2600.0));
    BOOST_TEST(near(all.effective_number, 1.0 / 0.26));
    BOOST_TEST(near(*all.normalized_hhi, (0.26 - 0.25) / 0.75));
    BOOST_TEST(near(concentration_ratio(Values{20, 30, 20, 30}, 3), 0.8));
    BOOST_TEST(concentration_ratio(Values{20, 30, 20, 30}, 4) == 1.0);
}

BOOST_AUTO_TEST_CASE(limits) {
    const Values one{7};
    const auto single = concentration(one);
    BOOST_TEST(single.hhi == 1.0);
    BOOST_TEST(!single.normalized_hhi);
    BOOST_TEST(single.shannon == 0.0);
    BOOST_TEST(single.theil == 0.0);
    const Values equal(8, 3.0);
    const auto even = concentration(equal);
    BOOST_TEST(near(even.hhi, 0.125));
    BOOST_TEST(*even.normalized_hhi == 0.0);
    BOOST_TEST(near(even.shannon, std::log(8.0)));
    BOOST_TEST(even.theil == 0.0);
    // A unit with nothing counts in N: Theil rises, entropy and HHI stay.
    const Values with_zero{3, 3, 0}, without{3, 3};
    BOOST_TEST(hhi(with_zero) == hhi(without));
    BOOST_TEST(shannon(with_zero) == shannon(without));
    BOOST_TEST(near(theil(with_zero), std::log(1.5)));
    BOOST_TEST(concentration(with_zero).n == 3U);
    BOOST_TEST(concentration(with_zero).n_positive == 2U);
    // Any scale.
    BOOST_TEST(near(hhi(Values{3e-300, 1e-300}), 0.625));
    BOOST_TEST(near(hhi(Values{3e306, 1e306}), 0.625));
}

BOOST_AUTO_TEST_CASE(unknown_rest) {
    const auto bounds = hhi_bounds(Values{0.5, 0.3});
    BOOST_TEST(near(bounds.lower, 0.34));
    BOOST_TEST(near(bounds.upper, 0.38));
    BOOST_TEST(near(bounds.covered, 0.8));
    const auto whole = hhi_bounds(Values{0.5, 0.5});
    BOOST_TEST(whole.lower == whole.upper);
    BOOST_CHECK_THROW((void)hhi_bounds(Values{0.8, 0.3}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(thresholds) {
    BOOST_TEST(hhi_class(0.2061, 2010) == "moderately concentrated");
    BOOST_TEST(hhi_class(0.2061, 1992) == "highly concentrated");
    BOOST_TEST(hhi_class(0.2061, 2023) == "highly concentrated");
    BOOST_TEST(hhi_class(0.05, 2023) == "unconcentrated");
    BOOST_TEST(message_of([] { (void)hhi_thresholds(1997); }) ==
               "guidelines = 1997: must be 1992, 2010 or 2023");
    BOOST_CHECK_THROW((void)hhi_class(2061, 2010), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(bad_input) {
    const struct {
        Values values;
        std::string message;
    } cases[] = {
        {{}, "values = empty: must be at least one value"},
        {{0, 0}, "values = all zero: must be positive in sum"},
        {{1, -2}, "values = -2 at position 1: must be not negative"},
        {{1, not_a_number}, "values = nan at position 1: must be finite"},
        {{inf, 1}, "values = inf at position 0: must be finite"},
        {{1.7e308, 1.7e308}, "values = too large: must be small enough that the sum is finite"},
    };
    for (const auto& one : cases) {
        BOOST_TEST(message_of([&] { (void)shares(one.values); }) == one.message);
        BOOST_TEST(message_of([&] { (void)hhi(one.values); }) == one.message);
        BOOST_TEST(message_of([&] { (void)shannon(one.values); }) == one.message);
        BOOST_TEST(message_of([&] { (void)theil(one.values); }) == one.message);
        BOOST_TEST(message_of([&] { (void)concentration(one.values); }) == one.message);
    }
    BOOST_CHECK_THROW((void)normalized_hhi(Values{1}), InvalidArgument);
    BOOST_TEST(message_of([] {
                   (void)concentration_ratio(Values{1, 2}, 3);
               }) == "n = 3: must be from 1 to the number of units, 2");
    BOOST_CHECK_THROW((void)concentration_ratio(Values{1, 2}, 0), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(advantage) {
    // Two units, two fields: row shares 0.75/0.25 and 0.25/0.75 of equal fields.
    Eigen::MatrixXd table(2, 2);
    table << 30, 10, 10, 30;
    const auto out = rca(table);
    BOOST_TEST(near(out(0, 0), 1.5));
    BOOST_TEST(near(out(0, 1), 0.5));
    BOOST_TEST((rta(table) == out));
    // Weighted by field size, each unit's advantages average to 1.
    Eigen::MatrixXd uneven(3, 4);
    uneven << 1, 2, 3, 4, 0, 5, 1, 1, 9, 9, 0, 2;
    const auto b = rca(uneven);
    const Eigen::RowVectorXd field = uneven.colwise().sum() / uneven.sum();
    for (int i = 0; i < 3; ++i) BOOST_TEST(near(eigen_view(b).row(i).dot(field), 1.0));
    BOOST_TEST(rsca(1.0) == 0.0);
    BOOST_TEST(rsca(0.0) == -1.0);
    BOOST_TEST(near(rsca(3.0), 0.5));
    BOOST_TEST(rpa(0.0) == -100.0);
    BOOST_TEST(rpa(1.0) == 0.0);
    BOOST_TEST(near(rpa(3.0), 80.0));
    BOOST_TEST(near(rpa(1.0 / 3.0), -80.0));
}

BOOST_AUTO_TEST_CASE(advantage_bad_input) {
    Eigen::MatrixXd table(2, 2);
    table << 1, 2, 0, 0;
    BOOST_TEST(message_of([&] { (void)rca(table); }) ==
               "table = row 1 all zero: must be positive in sum in every row; leave the unit out");
    table << 1, 0, 1, 0;
    BOOST_CHECK_THROW((void)rca(table), InvalidArgument);
    table << 1, -2, 1, 3;
    BOOST_TEST(message_of([&] { (void)rca(table); }) ==
               "table = -2 at row 0, column 1: must be finite and not negative");
    table << 1, not_a_number, 1, 3;
    BOOST_CHECK_THROW((void)rca(table), InvalidArgument);
    BOOST_CHECK_THROW((void)rca(Eigen::MatrixXd::Ones(1, 5)), InvalidArgument);
    BOOST_CHECK_THROW((void)rca(Eigen::MatrixXd(0, 0)), InvalidArgument);
    BOOST_CHECK_THROW((void)rsca(-0.1), InvalidArgument);
    BOOST_CHECK_THROW((void)rpa(not_a_number), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
