// Double-double arithmetic: identities that double cannot hold.
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/double_double.hpp>

using reeindex::DoubleDouble;

namespace {
double relative_error(const DoubleDouble& a, const DoubleDouble& b) {
    const DoubleDouble d = a - b;
    return std::abs(static_cast<double>(d)) / std::abs(static_cast<double>(b));
}
}  // namespace

BOOST_AUTO_TEST_SUITE(double_double)

BOOST_AUTO_TEST_CASE(keeps_what_double_loses) {
    const DoubleDouble small(1e-25);
    BOOST_TEST(static_cast<double>((DoubleDouble(1.0) + small) - DoubleDouble(1.0)) == 1e-25,
               boost::test_tools::tolerance(1e-6));
    const DoubleDouble third = DoubleDouble(1.0) / DoubleDouble(3.0);
    BOOST_TEST(relative_error(third * DoubleDouble(3.0), DoubleDouble(1.0)) < 1e-31);
}

BOOST_AUTO_TEST_CASE(field_and_root_identities) {
    reeindex::Random random(5);
    for (int k = 0; k < 2000; ++k) {
        const DoubleDouble a =
            DoubleDouble(random.normal()) + DoubleDouble(1e-17 * random.normal());
        const DoubleDouble b =
            DoubleDouble(random.normal()) + DoubleDouble(1e-17 * random.normal());
        if (std::abs(b.high) < 1e-3 || std::abs(a.high) < 1e-3) continue;
        BOOST_TEST(relative_error(a / b * b, a) < 1e-30);
        const DoubleDouble square = (a + b) * (a - b);
        const double size = a.high * a.high + b.high * b.high;
        BOOST_TEST(std::abs(static_cast<double>(square - (a * a - b * b))) < 1e-30 * size);
        const DoubleDouble root = sqrt(a * a);
        BOOST_TEST(relative_error(root, abs(a)) < 1e-30);
    }
}

BOOST_AUTO_TEST_CASE(order) {
    BOOST_TEST((DoubleDouble(1.0, 1e-20) > DoubleDouble(1.0)));
    BOOST_TEST((DoubleDouble(1.0) == DoubleDouble(1.0)));
    BOOST_TEST((DoubleDouble(-2.0) < DoubleDouble(1.0, -1e-20)));
}

BOOST_AUTO_TEST_CASE(decimals_are_read_as_written) {
    using reeindex::detail::decimal;
    const DoubleDouble tenth = decimal(0.1);
    BOOST_TEST(relative_error(tenth * DoubleDouble(10.0), DoubleDouble(1.0)) < 1e-31);
    BOOST_TEST(tenth.low != 0.0);
    const DoubleDouble x = decimal(-6.860120914);
    BOOST_TEST(relative_error(x * DoubleDouble(1e9), DoubleDouble(-6860120914.0)) < 1e-30);
    BOOST_TEST((decimal(1234.0) == DoubleDouble(1234.0)));
    BOOST_TEST((decimal(0.0) == DoubleDouble(0.0)));
    const double full = 0.1 + 0.2;  // 17 digits: taken as it is
    BOOST_TEST((decimal(full) == DoubleDouble(full)));
    reeindex::Random random(8);
    for (int k = 0; k < 2000; ++k) {  // never further than half a unit in the last place
        const double value = random.normal() * std::pow(10.0, 20.0 * random.uniform() - 10.0);
        BOOST_TEST(decimal(value).high == value);
    }
}

BOOST_AUTO_TEST_SUITE_END()
