// Automatic differentiation against central differences in extended precision.
#include <boost/test/unit_test.hpp>

#include <cmath>
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
    }
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
