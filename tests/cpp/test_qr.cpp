// Pivoted Householder QR: normal equations hold, rank is found, the inverse is an inverse.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/double_double.hpp>
#include <reeindex/fit/solve/qr.hpp>

using reeindex::detail::PivotedQr;

namespace {
std::vector<double> random_matrix(reeindex::Random& random, std::size_t m, std::size_t n) {
    std::vector<double> a(m * n);
    for (auto& v : a) v = random.normal();
    return a;
}
}  // namespace

BOOST_AUTO_TEST_SUITE(qr)

BOOST_AUTO_TEST_CASE(residuals_are_orthogonal_to_the_columns) {
    reeindex::Random random(3);
    for (const std::size_t n : {1U, 2U, 5U}) {
        const std::size_t m = 12;
        auto a = random_matrix(random, m, n);
        for (std::size_t i = 0; i < m; ++i) a[i] *= 1e8;  // badly scaled first column
        std::vector<double> b(m);
        for (auto& v : b) v = random.normal();
        PivotedQr<double> qr;
        qr.factor(a, m, n, 1e-14);
        BOOST_TEST(qr.full_rank());
        auto z = b;
        qr.apply_transpose(z);
        const auto x = qr.solve(z);
        for (std::size_t j = 0; j < n; ++j) {
            double dot = 0.0, norm = 0.0;
            for (std::size_t i = 0; i < m; ++i) {
                double rest = b[i];
                for (std::size_t k = 0; k < n; ++k) rest -= a[k * m + i] * x[k];
                dot += a[j * m + i] * rest;
                norm += a[j * m + i] * a[j * m + i];
            }
            BOOST_TEST(std::abs(dot) < 1e-13 * std::sqrt(norm));
        }
    }
}

BOOST_AUTO_TEST_CASE(inverse_and_triangle_reproduce_the_gram_matrix) {
    reeindex::Random random(4);
    const std::size_t m = 9, n = 4;
    const auto a = random_matrix(random, m, n);
    PivotedQr<double> qr;
    qr.factor(a, m, n, 0.0);
    const auto inverse = qr.inverse_gram();
    std::vector<double> r(n * n);
    qr.triangle(r, n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double identity = 0.0, by_triangle = 0.0, gram = 0.0;
            for (std::size_t k = 0; k < n; ++k) {
                double g = 0.0;
                for (std::size_t l = 0; l < m; ++l) g += a[i * m + l] * a[k * m + l];
                identity += g * inverse[j * n + k];
                by_triangle += r[i * n + k] * r[j * n + k];
            }
            for (std::size_t l = 0; l < m; ++l) gram += a[i * m + l] * a[j * m + l];
            BOOST_TEST(std::abs(identity - (i == j ? 1.0 : 0.0)) < 1e-12);
            BOOST_TEST(std::abs(by_triangle - gram) < 1e-12);
        }
}

BOOST_AUTO_TEST_CASE(dependent_columns_lower_the_rank) {
    reeindex::Random random(5);
    const std::size_t m = 8;
    auto a = random_matrix(random, m, 3);
    for (std::size_t i = 0; i < m; ++i) a[2 * m + i] = 2.0 * a[i] - a[m + i];
    PivotedQr<double> qr;
    qr.factor(a, m, 3, 1e-12);
    BOOST_TEST(qr.rank() == 2U);
    std::vector<reeindex::DoubleDouble> wide(a.begin(), a.end());
    PivotedQr<reeindex::DoubleDouble> exact;
    exact.factor(wide, m, 3, 1e-12);
    BOOST_TEST(exact.rank() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
