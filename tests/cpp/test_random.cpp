#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <reeindex/core/random.hpp>

using namespace reeindex;

static_assert(std::uniform_random_bit_generator<Random>);

namespace {

/// Exceeded with probability 1e-4.
constexpr double kolmogorov_limit = 2.23;

/// Kolmogorov-Smirnov distance of draws from a continuous distribution, times sqrt(n).
double kolmogorov(std::vector<double> draws, const std::function<double(double)>& cdf) {
    std::sort(draws.begin(), draws.end());
    const double n = static_cast<double>(draws.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        const double p = cdf(draws[i]);
        distance = std::max(
            {distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    return distance * std::sqrt(n);
}

/// p-value of a chi-squared test of counts against a distribution on whole numbers.
double count_test(const std::function<double()>& draw,
                  const std::function<double(double)>& log_pmf) {
    constexpr int draws = 200000;
    std::vector<double> seen(4000, 0.0);
    for (int i = 0; i < draws; ++i) seen.at(static_cast<std::size_t>(draw())) += 1.0;
    double statistic = 0.0;
    double expected = 0.0;
    double observed = 0.0;
    double rest_expected = draws;
    double rest_observed = draws;
    int cells = 0;
    for (std::size_t k = 0; k < seen.size(); ++k) {
        expected += draws * std::exp(log_pmf(static_cast<double>(k)));
        observed += seen[k];
        if (expected < 20.0 || rest_expected - expected < 20.0) continue;
        statistic += (observed - expected) * (observed - expected) / expected;
        rest_expected -= expected;
        rest_observed -= observed;
        expected = observed = 0.0;
        ++cells;
    }
    statistic += (rest_observed - rest_expected) * (rest_observed - rest_expected) / rest_expected;
    return chi_squared_survival(statistic, cells);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_numbers)

// The state after SplitMix64 and the first outputs, computed by an independent Python script with
// whole numbers modulo 2^64.
BOOST_AUTO_TEST_CASE(known_integers) {
    {
        Random random{0, 0};
        BOOST_TEST(random() == 0x84f09bf307c1073aULL);
        BOOST_TEST(random() == 0xc82ffb597ceee51bULL);
        BOOST_TEST(random() == 0xadf96905c5df4417ULL);
        BOOST_TEST(random() == 0xe9d9a8489d042c93ULL);
    }
    {
        Random random{1, 0};
        BOOST_TEST(random() == 0x704560ced7cc0501ULL);
        BOOST_TEST(random() == 0x4eef90036c89c53aULL);
        BOOST_TEST(random() == 0xdce05af2ba1364d7ULL);
        BOOST_TEST(random() == 0xe019c82160dbbf4cULL);
    }
    {
        Random random{20251124, 17};
        BOOST_TEST(random() == 0x92d862d8abb3a71aULL);
        BOOST_TEST(random() == 0xaf8bacd92680b78dULL);
        BOOST_TEST(random() == 0xafd9df0921b6f8baULL);
        BOOST_TEST(random() == 0x1f97a00008e62383ULL);
    }
}

BOOST_AUTO_TEST_CASE(streams_differ) {
    std::set<std::uint64_t> first;
    for (std::uint64_t seed = 0; seed < 30; ++seed)
        for (std::uint64_t stream = 0; stream < 300; ++stream) first.insert(Random{seed, stream}());
    BOOST_TEST(first.size() == 9000U);
    BOOST_TEST(Random(1, 2)() != Random(2, 1)());
    BOOST_TEST(Random(7, 3)() == Random(7, 3)());
    // First numbers of neighbouring streams are uniform and uncorrelated.
    std::vector<double> uniform;
    double product = 0.0;
    constexpr std::uint64_t n = 100000;
    for (std::uint64_t stream = 0; stream < n; ++stream)
        uniform.push_back(Random{5, stream}.uniform());
    for (std::size_t i = 1; i < n; ++i) product += (uniform[i] - 0.5) * (uniform[i - 1] - 0.5);
    BOOST_TEST(std::abs(product / n * 12.0) < 4.0 / std::sqrt(static_cast<double>(n)));
    BOOST_TEST(kolmogorov(uniform, [](double x) { return x; }) < kolmogorov_limit);
}

BOOST_AUTO_TEST_CASE(continuous_distributions) {
    const auto draws = [](auto draw) {
        std::vector<double> out(100000);
        for (auto& x : out) x = draw();
        return out;
    };
    Random random{42};
    BOOST_TEST(kolmogorov(draws([&] { return random.uniform(); }), [](double x) { return x; }) <
               1.95);
    BOOST_TEST(kolmogorov(draws([&] { return random.normal(); }), normal_cdf) < kolmogorov_limit);
    BOOST_TEST(kolmogorov(draws([&] { return random.exponential(); }),
                          [](double x) { return -std::expm1(-x); }) < kolmogorov_limit);
    for (const double shape : {0.05, 0.5, 1.0, 3.7, 400.0})
        BOOST_TEST(kolmogorov(draws([&] { return random.gamma(shape); }), [&](double x) {
                       return regularized_gamma_p(shape, x);
                   }) < kolmogorov_limit);
    for (const double dof : {0.7, 3.0, 25.0})
        BOOST_TEST(kolmogorov(draws([&] { return random.student_t(dof); }),
                              [&](double t) { return student_t_cdf(t, dof); }) < kolmogorov_limit);
}

BOOST_AUTO_TEST_CASE(counts_follow_their_pmf) {
    Random random{2024};
    for (const double mean : {0.01, 0.8, 9.9, 10.0, 37.5, 900.0})
        BOOST_TEST(count_test([&] { return random.poisson(mean); },
                              [&](double k) { return poisson_log_pmf(k, mean); }) > 1e-3);
    using Case = std::pair<double, double>;
    for (const auto& [mean, dispersion] :
         {Case{3.0, 0.5}, Case{40.0, 0.1}, Case{5.0, 3.0}, Case{20.0, 1e-9}})
        BOOST_TEST(
            count_test([&, m = mean, d = dispersion] { return random.negative_binomial(m, d); },
                       [m = mean, d = dispersion](double k) {
                           return negative_binomial_log_pmf(k, m, d);
                       }) > 1e-3);
    BOOST_TEST(random.poisson(0.0) == 0.0);
    BOOST_TEST(random.negative_binomial(0.0, 2.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(index_is_unbiased) {
    Random random{1};
    std::vector<double> seen(7, 0.0);
    for (int i = 0; i < 70000; ++i) seen[random.index(7)] += 1.0;
    double statistic = 0.0;
    for (const double count : seen) statistic += (count - 10000) * (count - 10000) / 10000;
    BOOST_TEST(chi_squared_survival(statistic, 6) > 1e-3);
    // With n = 3 * 2^62 the plain remainder would favour the lowest third, half against a third.
    int low = 0;
    for (int i = 0; i < 30000; ++i) low += random.index(3ULL << 62) < (1ULL << 62);
    BOOST_TEST(std::abs(low - 10000) < 330);
    BOOST_TEST(random.index(1) == 0U);
}

BOOST_AUTO_TEST_CASE(misuse) {
    Random random{1};
    BOOST_CHECK_THROW((void)random.index(0), InvalidArgument);
    BOOST_CHECK_THROW((void)random.gamma(0.0), InvalidArgument);
    BOOST_CHECK_THROW((void)random.poisson(-1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)random.poisson(1e16), InvalidArgument);
    BOOST_CHECK_THROW((void)random.negative_binomial(1.0, -1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)random.student_t(0.0), InvalidArgument);
    BOOST_CHECK_THROW((void)random.student_t(std::numeric_limits<double>::quiet_NaN()),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
