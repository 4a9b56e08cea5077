#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>
#if __has_include(<boost/math/distributions/students_t.hpp>)
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>
#endif

#include <reeindex/core/distributions.hpp>

#include "distribution_tables.hpp"

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Relative error, or absolute where the reference is below `floor`.
double error(double value, double expected, double floor = 0.0) {
    if (value == expected) return 0.0;
    return std::abs(value - expected) / std::max(std::abs(expected), floor);
}

struct Worst {
    double value = 0.0;
    explicit Worst(double limit) : limit_(limit) {}
    void add(double err, double a, double b, double c = 0.0) {
        value = std::max(value, err);
        BOOST_TEST(err <= limit_, "error " << err << " at (" << a << ", " << b << ", " << c << ")");
        BOOST_TEST(!std::isnan(err));
    }

private:
    double limit_;
};

std::string message_of(auto call) {
    try {
        call();
    } catch (const InvalidArgument& e) {
        return e.what();
    }
    return "no exception";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(distributions)

BOOST_AUTO_TEST_CASE(normal) {
    Worst worst{2e-15};
    for (const auto& [p, x] : reference::normal_quantiles)
        worst.add(error(normal_quantile(p), x), p, x);
    for (const auto& [x, p] : reference::normal_cdfs) worst.add(error(normal_cdf(x), p), x, p);
    BOOST_TEST(normal_quantile(0.0) == -inf);
    BOOST_TEST(normal_quantile(1.0) == inf);
    BOOST_TEST(normal_quantile(0.5) == 0.0);
    BOOST_TEST(normal_cdf(inf) == 1.0);
    BOOST_TEST(normal_survival(5.0) == normal_cdf(-5.0));
    BOOST_TEST(error(normal_pdf(1.0), 0.24197072451914337) < 1e-15);
    BOOST_TEST_MESSAGE("normal: worst relative error " << worst.value);
}

BOOST_AUTO_TEST_CASE(gamma_and_digamma) {
    Worst worst{4e-15};
    for (const auto& [x, y] : reference::log_gammas) worst.add(error(log_gamma(x), y), x, y);
    for (const auto& [x, y] : reference::digammas) worst.add(error(digamma(x), y, 1.0), x, y);
    BOOST_TEST(log_gamma(1.0) == 0.0);
    BOOST_TEST(log_gamma(2.0) == 0.0);
    BOOST_TEST_MESSAGE("log gamma, digamma: worst error " << worst.value);
}

BOOST_AUTO_TEST_CASE(incomplete_functions) {
    Worst worst{3e-14};
    for (const auto& [a, x, p, q] : reference::gamma_ps) {
        worst.add(error(regularized_gamma_p(a, x), p), a, x);
        // Where Q is a complement of P its error is absolute.
        worst.add(error(regularized_gamma_q(a, x), q, x < a + 1 ? p : 0.0), a, x);
    }
    for (const auto& [a, b, x, y] : reference::betas)
        worst.add(error(regularized_beta(a, b, x), y), a, b, x);
    BOOST_TEST(regularized_beta(2, 3, 0.0) == 0.0);
    BOOST_TEST(regularized_beta(2, 3, 1.0) == 1.0);
    BOOST_TEST_MESSAGE("incomplete gamma, beta: worst relative error " << worst.value);
}

BOOST_AUTO_TEST_CASE(incomplete_gamma_of_large_arguments) {
    Worst worst{2e-13};
    for (const auto& [a, x, p, q] : reference::large_gamma_ps) {
        worst.add(error(regularized_gamma_p(a, x), p), a, x);
        worst.add(error(regularized_gamma_q(a, x), q), a, x);
    }
    // Both ways of computing it meet where one ends.
    const double last = 112000.0, next = std::nextafter(last, inf);
    BOOST_TEST(error(regularized_gamma_q(100000.0, next), regularized_gamma_q(100000.0, last)) <
               1e-11);
    // A quantile takes dozens of these: series of some root of a terms took minutes.
    BOOST_TEST(regularized_gamma_p(1e15, 1e15) > 0.5);
    BOOST_TEST(error(regularized_gamma_p(1e15, 1e15), 0.5) < 1e-7);
    BOOST_TEST_MESSAGE("incomplete gamma, large: worst relative error " << worst.value);
}

BOOST_AUTO_TEST_CASE(student_t) {
    Worst worst{1e-13};
    for (const auto& [t, dof, lower, upper] : reference::t_cdfs) {
        worst.add(error(student_t_cdf(t, dof), lower), t, dof);
        worst.add(error(student_t_survival(t, dof), upper), t, dof);
    }
    for (const auto& [t, dof, density] : reference::t_pdfs)
        worst.add(error(student_t_pdf(t, dof), density), t, dof);
    for (const auto& [p, dof, t] : reference::t_quantiles)
        // Below one degree of freedom the quantile itself is ill-conditioned, as 1 / dof.
        worst.add(error(student_t_quantile(p, dof), t) * std::min(1.0, dof), p, dof);
    BOOST_TEST_MESSAGE("Student t: worst relative error " << worst.value);
    // Symmetry, the limit of infinite degrees of freedom, and the ends.
    BOOST_TEST(student_t_quantile(0.25, 3.3) == -student_t_quantile(0.75, 3.3));
    BOOST_TEST(student_t_quantile(0.975, inf) == normal_quantile(0.975));
    BOOST_TEST(error(student_t_quantile(0.975, 1e15), normal_quantile(0.975)) < 1e-13);
    BOOST_TEST(student_t_cdf(1.3, inf) == normal_cdf(1.3));
    BOOST_TEST(student_t_quantile(1.0, 4) == inf);
    BOOST_TEST(student_t_quantile(0.5, 4) == 0.0);
    BOOST_TEST(student_t_cdf(inf, 4) == 1.0);
    // The Cauchy distribution far out: t = tan(pi (p - 1/2)), about -1/(pi p).
    BOOST_TEST(error(student_t_quantile(1e-290, 1), -1e290 / 3.14159265358979323846) < 1e-13);
    // Heavier than any double: the nearest value is infinite.
    BOOST_TEST(student_t_quantile(1e-10, 0.01) == -inf);
}

BOOST_AUTO_TEST_CASE(chi_squared_and_f) {
    Worst chi{1e-13};
    for (const auto& [p, dof, x] : reference::chi_squared_quantiles) {
        chi.add(error(chi_squared_quantile(p, dof), x), p, dof);
        chi.add(error(chi_squared_cdf(x, dof), p, 1e-3), p, dof);
        chi.add(error(chi_squared_survival(x, dof), 1 - p, 1e-3), p, dof);
    }
    Worst f{1e-13};
    for (const auto& [p, d1, d2, x] : reference::f_quantiles) {
        f.add(error(f_quantile(p, d1, d2), x), p, d1, d2);
        f.add(error(f_cdf(x, d1, d2), p, 1e-3), p, d1, d2);
        f.add(error(f_survival(x, d1, d2), 1 - p, 1e-3), p, d1, d2);
    }
    BOOST_TEST_MESSAGE("chi-squared: worst " << chi.value << ", F: worst " << f.value);
    BOOST_TEST(chi_squared_cdf(-1.0, 3) == 0.0);
    BOOST_TEST(chi_squared_quantile(1.0, 3) == inf);
    BOOST_TEST(f_survival(inf, 2, 3) == 0.0);
    // t squared with n degrees of freedom is F with 1 and n.
    const double t = student_t_quantile(0.975, 9);
    BOOST_TEST(error(f_quantile(0.95, 1, 9), t * t) < 1e-13);
}

BOOST_AUTO_TEST_CASE(counts) {
    Worst worst{1e-13};
    for (const auto& [k, mean, dispersion, log_pmf] : reference::count_log_pmfs) {
        worst.add(error(negative_binomial_log_pmf(k, mean, dispersion), log_pmf), k, mean,
                  dispersion);
        if (dispersion == 0.0) worst.add(error(poisson_log_pmf(k, mean), log_pmf), k, mean);
    }
    BOOST_TEST_MESSAGE("log pmf of counts: worst relative error " << worst.value);
    // The cdf is the sum of the pmf; the quantile is its smallest inverse.
    for (const double dispersion : {0.0, 1e-16, 1e-6, 0.3, 4.0}) {
        double sum = 0.0;
        for (int k = 0; k < 60; ++k) {
            sum += std::exp(negative_binomial_log_pmf(k, 12.5, dispersion));
            BOOST_TEST(error(negative_binomial_cdf(k, 12.5, dispersion), sum) < 1e-12);
            if (sum < 1 - 1e-9) {
                BOOST_TEST(negative_binomial_quantile(sum - 1e-12, 12.5, dispersion) == k);
                BOOST_TEST(negative_binomial_quantile(sum + 1e-12, 12.5, dispersion) == k + 1);
            }
        }
    }
    BOOST_TEST(poisson_log_pmf(0, 0) == 0.0);
    BOOST_TEST(poisson_log_pmf(3, 0) == -inf);
    BOOST_TEST(poisson_cdf(-1, 3) == 0.0);
    BOOST_TEST(poisson_quantile(0.5, 0) == 0.0);
    BOOST_TEST(poisson_quantile(0.99, 1e6) == 1002327.0);  // scipy.stats.poisson.ppf
}

BOOST_AUTO_TEST_CASE(misuse) {
    BOOST_TEST(message_of([] { (void)normal_quantile(1.5); }) == "p = 1.5: must be from 0 to 1");
    BOOST_TEST(message_of([] { (void)normal_quantile(not_a_number); }) ==
               "p = nan: must be from 0 to 1");
    BOOST_TEST(message_of([] { (void)normal_cdf(not_a_number); }) == "x = nan: must be a number");
    BOOST_TEST(message_of([] { (void)student_t_quantile(0.5, 0); }) ==
               "dof = 0: must be greater than 0");
    BOOST_TEST(message_of([] { (void)student_t_cdf(0.5, not_a_number); }) ==
               "dof = nan: must be greater than 0");
    BOOST_TEST(message_of([] { (void)chi_squared_cdf(1, -2); }) ==
               "dof = -2: must be finite and greater than 0");
    BOOST_TEST(message_of([] { (void)f_quantile(0.5, 1, inf); }) ==
               "denominator_dof = inf: must be finite and greater than 0");
    BOOST_TEST(message_of([] { (void)log_gamma(0); }) ==
               "x = 0: must be finite and greater than 0");
    BOOST_TEST(message_of([] { (void)regularized_beta(1, 1, 1.1); }) ==
               "x = 1.1: must be from 0 to 1");
    BOOST_TEST(message_of([] { (void)poisson_log_pmf(1.5, 2); }) ==
               "count = 1.5: must be a whole number, not negative");
    BOOST_TEST(message_of([] { (void)poisson_log_pmf(1, -2); }) ==
               "mean = -2: must be finite and not negative");
    BOOST_TEST(message_of([] { (void)negative_binomial_log_pmf(1, 2, not_a_number); }) ==
               "dispersion = nan: must be finite and not negative");
    BOOST_TEST(message_of([] { (void)poisson_quantile(1, 2); }) ==
               "p = 1: must be from 0 to below 1");
}

#if __has_include(<boost/math/distributions/students_t.hpp>)
// A second oracle beside the tables, out to tails of 1e-300.
BOOST_AUTO_TEST_CASE(quantiles_equal_those_of_boost_math) {
    Worst student(1e-12), chi(1e-12);
    std::vector<double> tails;
    for (double power = -300.0; power < -0.31; power += 7.7) tails.push_back(std::pow(10.0, power));
    for (double p = 0.012; p < 1.0; p += 0.061) tails.push_back(p);
    for (const double dof : {0.3, 1.0, 1.5, 2.0, 2.5, 4.0, 7.5, 18.0, 100.0, 1e5}) {
        const boost::math::students_t_distribution<long double> t(dof);
        const boost::math::chi_squared_distribution<long double> chi_squared(dof);
        for (const double p : tails) {
            if (dof > 0.5 || p > 1e-80) {  // beyond the range of double
                const auto exact = static_cast<double>(boost::math::quantile(t, p));
                student.add(error(student_t_quantile(p, dof), exact), p, dof);
            }
            const auto exact = static_cast<double>(boost::math::quantile(chi_squared, p));
            if (exact > 1e-290) chi.add(error(chi_squared_quantile(p, dof), exact), p, dof);
        }
    }
}
#endif

BOOST_AUTO_TEST_SUITE_END()
