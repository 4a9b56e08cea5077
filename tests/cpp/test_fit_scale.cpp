// The unit of the data and observations without weight do not change what a fit says.

#include <cmath>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <reeindex/reeindex.hpp>

using namespace reeindex;

namespace {

std::vector<double> years() {
    std::vector<double> out;
    for (int t = 2000; t < 2020; ++t) out.push_back(t);
    return out;
}

/// A logistic curve (K = 40) with 3 % scatter, times a factor.
std::vector<double> values(double factor) {
    std::vector<double> out;
    for (const double t : years()) {
        const double noise = std::sin(12.9898 * t) * 1.2;
        out.push_back((40.0 / (1.0 + std::exp(-0.4 * (t - 2008.0))) + noise) * factor);
    }
    return out;
}

bool near(double a, double b, double relative) { return std::abs(a - b) <= relative * std::abs(b); }

}  // namespace

BOOST_AUTO_TEST_SUITE(fit_scale)

BOOST_AUTO_TEST_CASE(any_unit_gives_the_same_fit) {
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"})
        for (const auto error : {ErrorModel::gaussian, ErrorModel::huber, ErrorModel::tukey,
                                 ErrorModel::student_t, ErrorModel::lognormal}) {
            if (error == ErrorModel::lognormal && values(1.0)[0] <= 0.0) continue;
            const FitOptions options{.error = error};
            const auto plain = fit_xy(years(), values(1.0), curve_by_name(curve), options);
            for (const double factor : {0x1p-464, 0x1p-300, 0x1p300, 0x1p490}) {
                const auto fit = fit_xy(years(), values(factor), curve_by_name(curve), options);
                BOOST_TEST_CONTEXT(curve << " " << name(error) << " times " << factor) {
                    BOOST_TEST(name(fit.status) == name(plain.status));
                    BOOST_TEST(name(fit.identification) == name(plain.identification));
                    BOOST_TEST(near(fit.r_squared, plain.r_squared, 1e-9));
                    BOOST_TEST(near(fit.sse / factor / factor, plain.sse, 1e-7));
                    for (std::size_t j = 0; j < plain.estimates.size(); ++j) {
                        const bool linear =
                            plain.parameters[j].linear || std::string(curve) == "linear";
                        const double unit = linear ? factor : 1.0;
                        BOOST_TEST(near(fit.estimates[j] / unit, plain.estimates[j], 1e-6));
                        BOOST_TEST(
                            near(fit.standard_errors[j] / unit, plain.standard_errors[j], 1e-5));
                    }
                }
            }
        }
}

BOOST_AUTO_TEST_CASE(values_whose_squares_are_lost_are_refused) {
    for (const double factor : {1e-160, 1e-170, 1e-300})
        for (const auto error : {ErrorModel::gaussian, ErrorModel::huber})
            BOOST_CHECK_EXCEPTION(
                (void)fit_xy(years(), values(factor), Logistic{}, {.error = error}),
                InvalidArgument, [](const InvalidArgument& e) {
                    return std::string(e.what()).find(
                               "must be zero throughout, or with a largest magnitude of 1e-140 to "
                               "1e150") != std::string::npos;
                });
    BOOST_TEST(fit_xy(years(), std::vector<double>(20, 0.0), Linear{}, {}).sse == 0.0);
}

BOOST_AUTO_TEST_CASE(weight_zero_leaves_an_observation_out) {
    auto x = years(), y = values(1.0);
    std::vector<double> weights(x.size(), 2.0);
    weights[3] = weights[11] = 0.0;
    y[3] = 1e6;
    const auto weighted = fit(Sample{.x = x, .y = y, .weights = weights}, Logistic{});
    BOOST_TEST(weighted.n_obs == 18U);
    for (const std::size_t i : {std::size_t{11}, std::size_t{3}}) {
        x.erase(x.begin() + static_cast<std::ptrdiff_t>(i));
        y.erase(y.begin() + static_cast<std::ptrdiff_t>(i));
    }
    const auto without =
        fit(Sample{.x = x, .y = y, .weights = std::vector<double>(18, 2.0)}, Logistic{});
    BOOST_TEST(weighted.estimates == without.estimates, boost::test_tools::per_element());
    BOOST_TEST(weighted.sse == without.sse);
    BOOST_TEST(weighted.aicc == without.aicc);

    std::vector<int> whole;
    for (const double t : years()) whole.push_back(static_cast<int>(t));
    auto all = values(1.0);
    all[3] = 1e6;
    const auto series = fit(sample_of(TimeSeries{whole, all}, {.weights = weights}), Logistic{});
    BOOST_TEST(series.estimates == without.estimates, boost::test_tools::per_element());
    BOOST_TEST(series.data.excluded.size() == 2U);
    BOOST_TEST(series.data.excluded[0].year == 2003);
    BOOST_TEST(series.data.excluded[0].reason == "weight zero");
}

BOOST_AUTO_TEST_SUITE_END()
