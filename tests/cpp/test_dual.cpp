// Automatic differentiation against central differences in extended precision.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <complex>
#include <functional>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/dual.hpp>

namespace {
using D = reeindex::Dual<double, 2>;

template <class F>
void check(const F& f, double x, double y) {
    const D out = f(D::variable(x, 0), D::variable(y, 1));
    const auto value = [&](long double a, long double b) {
        using L = reeindex::Dual<long double, 2>;
        return f(L(a), L(b)).value;
    };
    const long double h = 1e-6L;
    const long double by_x = (value(x + h, y) - value(x - h, y)) / (2 * h);
    const long double by_y = (value(x, y + h) - value(x, y - h)) / (2 * h);
    BOOST_TEST(out.value == static_cast<double>(value(x, y)), boost::test_tools::tolerance(1e-14));
    const auto close = [](double a, long double b) {
        return std::abs(a - static_cast<double>(b)) <= 1e-8 * (1.0 + std::abs(a));
    };
    BOOST_TEST(close(out.derivative[0], by_x));
    BOOST_TEST(close(out.derivative[1], by_y));
}
}  // namespace

BOOST_AUTO_TEST_SUITE(dual)

BOOST_AUTO_TEST_CASE(derivatives_of_every_function_match_differences) {
    reeindex::Random random(11);
    for (int k = 0; k < 50; ++k) {
        const double x = 0.1 + 2.0 * random.uniform();
        const double y = 0.1 + 2.0 * random.uniform();
        check([](auto a, auto b) { return a + b * a - b / a; }, x, y);
        check([](auto a, auto b) { return exp(a) * log(b) + expm1(b) - log1p(a); }, x, y);
        check([](auto a, auto b) { return sqrt(a) * sin(b) + cos(a) * tanh(b); }, x, y);
        check([](auto a, auto b) { return atan(a * b) + abs(a - b * 5); }, x, y);
        check([](auto a, auto b) { return pow(a, b) + pow(a, decltype(a)(2.5)); }, x, y);
        check([](auto a, auto b) { return sinh(a) * cosh(b) + erf(a * b) + erfc(a / b); }, x, y);
        check([](auto a, auto b) { return cbrt(a) / cbrt(b * b) - cbrt(-a); }, x, y);
        check([](auto a, auto b) { return tan(a / 3) + asin(a / 3) * acos(b / 3); }, x, y);
        if (std::abs(x - y) > 1e-3)
            check([](auto a, auto b) { return min(a, b) * a + max(a, b) * 3; }, x, y);
    }
}

// The complex step f'(x) = Im f(x + ih) / h has no cancellation (Squire and Trapp 1998,
// doi:10.1137/S003614459631241X).
BOOST_AUTO_TEST_CASE(derivatives_match_the_complex_step) {
    const auto step = [](const auto& f, double x) {
        constexpr double h = 1e-100;
        return f(std::complex<double>(x, h)).imag() / h;
    };
    const auto own = [](const auto& f, double x) {
        return f(reeindex::Dual<double, 1>::variable(x, 0)).derivative[0];
    };
    const auto agree = [&](const auto& f, double x) {
        BOOST_TEST(own(f, x) == step(f, x), boost::test_tools::tolerance(1e-13));
    };
    for (const double x : {-0.9, -0.3, 0.01, 0.4, 0.95}) {
        agree([](auto a) { return sinh(a); }, x);
        agree([](auto a) { return cosh(a); }, x);
        agree([](auto a) { return tan(a); }, x);
        agree([](auto a) { return tanh(a); }, x);
        agree([](auto a) { return asin(a); }, x);
        agree([](auto a) { return acos(a); }, x);
        agree([](auto a) { return atan(a); }, x);
    }
}

BOOST_AUTO_TEST_CASE(duals_of_duals_have_second_derivatives) {
    using Inner = reeindex::Dual<double, 1>;
    using Outer = reeindex::Dual<Inner, 1>;
    const double x = 0.7;
    const Outer a = Outer::variable(Inner::variable(x, 0), 0);
    const double slope = 2.0 / std::sqrt(std::acos(-1.0)) * std::exp(-x * x);
    BOOST_TEST(erf(a).derivative[0].derivative[0] == -2.0 * x * slope,
               boost::test_tools::tolerance(1e-14));
    BOOST_TEST(sinh(a).derivative[0].derivative[0] == std::sinh(x),
               boost::test_tools::tolerance(1e-14));
    BOOST_TEST(cbrt(a).derivative[0].derivative[0] == -2.0 / 9.0 * std::pow(x, -5.0 / 3.0),
               boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(ties_of_least_and_most_take_the_first) {
    const D a = D::variable(2.0, 0), b = D::variable(2.0, 1);
    BOOST_TEST(min(a, b).derivative[0] == 1.0);
    BOOST_TEST(max(a, b).derivative[0] == 1.0);
    BOOST_TEST(min(a, D(1.0)).derivative[0] == 0.0);
    BOOST_TEST(max(a, 1.0).derivative[0] == 1.0);
}

BOOST_AUTO_TEST_CASE(compound_assignment_and_constants) {
    D a = D::variable(3.0, 0);
    a *= 2.0;
    a += 1;
    a -= D::variable(1.0, 1);
    a /= 2.0;
    BOOST_TEST(a.value == 3.0);
    BOOST_TEST(a.derivative[0] == 1.0);
    BOOST_TEST(a.derivative[1] == -0.5);
    BOOST_TEST((D(1.0) < D(2.0)));
}

BOOST_AUTO_TEST_SUITE_END()
