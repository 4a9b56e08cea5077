#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/curves/curve.hpp>
#include <reeindex/forecast/accuracy.hpp>

using namespace reeindex;
using Values = std::vector<double>;

namespace {

bool near(double a, double b, double tolerance = 1e-12) {
    return std::abs(a - b) <= tolerance * std::max({std::abs(a), std::abs(b), 1e-300});
}
const Values actual{112.0, 118.5, 121.0, 117.2}, made{110.0, 120.0, 125.0, 117.2};
const Values low{100.0, 119.0, 110.0, 105.0}, high{120.0, 125.0, 130.0, 116.0};
const Values training{90.0, 95.0, 93.0, 101.0, 108.0};

}  // namespace

BOOST_AUTO_TEST_SUITE(accuracy)

// By hand; mae, rmse, smape, mase, scaled by the naive error 22 / 4, as utilsforecast 0.2.17 has
// them.
BOOST_AUTO_TEST_CASE(points) {
    BOOST_TEST(near(mae(actual, made), 1.875));
    BOOST_TEST(near(rmse(actual, made), std::sqrt(22.25 / 4.0)));
    BOOST_TEST(near(bias(actual, made), 0.875));
    BOOST_TEST(near(smape(actual, made), 200.0 * (2.0 / 222 + 1.5 / 238.5 + 4.0 / 246) / 4.0));
    BOOST_TEST(near(naive_scale(training), 5.5));
    BOOST_TEST(near(mase(actual, made, training), 1.875 / 5.5));
    BOOST_TEST(smape(Values{0.0}, Values{0.0}) == 0.0);
    BOOST_TEST(smape(Values{1.0}, Values{-1.0}) == 200.0);
    BOOST_TEST(near(rmse(Values{1e200, 0}, Values{-1e200, 0}), 2e200 / std::sqrt(2.0)));
    BOOST_TEST(near(rmse(Values{3e-200}, Values{0}), 3e-200));
}

BOOST_AUTO_TEST_CASE(intervals) {
    // widths 20, 6, 20, 11; 118.5 is 0.5 below, 117.2 is 1.2 above; 2 / 0.05 = 40, 2 / 0.2 = 10
    BOOST_TEST(near(mean_interval_score(actual, low, high), (57.0 + 40.0 * 1.7) / 4.0));
    BOOST_TEST(near(mean_interval_score(actual, low, high, 0.8), (57.0 + 10.0 * 1.7) / 4.0));
    BOOST_TEST(near(msis(actual, low, high, training), (57.0 + 40.0 * 1.7) / 4.0 / 5.5));
    BOOST_TEST(coverage(actual, low, high) == 0.5);
    BOOST_TEST(coverage(Values{1, 2}, Values{1, 2}, Values{1, 2}) == 1.0);
    BOOST_TEST(coverage(Values{1}, Values{-infinity}, Values{infinity}) == 1.0);
    BOOST_TEST(std::isinf(mean_interval_score(Values{1}, Values{-infinity}, Values{2})));
}

BOOST_AUTO_TEST_CASE(quantiles) {
    // 0.1 (y - q) above, 0.9 (q - y) below: 0.2, 0.9 1.5, 0.9 4, 0
    BOOST_TEST(near(pinball_loss(actual, made, 0.1), (0.2 + 1.35 + 3.6) / 4.0));
    BOOST_TEST(near(pinball_loss(actual, made, 0.5), 0.5 * mae(actual, made)));
}

// scoringrules 0.10.0: crps_ensemble(2.3, [1, 4, 2.5, 0.5, 3.2], estimator="nrg") and
// crps_quantile(2.3, [1, 2, 3.5], [0.25, 0.5, 0.75])
BOOST_AUTO_TEST_CASE(crps) {
    const Values samples{1.0, 4.0, 2.5, 0.5, 3.2};
    BOOST_TEST(near(crps_from_samples(2.3, samples), 0.4440000000000002));
    BOOST_TEST(near(crps_from_quantiles(2.3, Values{1, 2, 3.5}, Values{0.25, 0.5, 0.75}),
                    0.5166666666666666));
    // one sample: the absolute error
    BOOST_TEST(near(crps_from_samples(2.3, Values{5.0}), 2.7));
    // the definition: the integral of (F(x) - 1{x >= y})^2 over the steps of F
    Values points = samples;
    points.push_back(2.3);
    std::sort(points.begin(), points.end());
    double integral = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double middle = 0.5 * (points[i] + points[i - 1]);
        const auto below =
            std::count_if(samples.begin(), samples.end(), [&](double x) { return x <= middle; });
        const double gap = static_cast<double>(below) / 5.0 - (middle >= 2.3 ? 1.0 : 0.0);
        integral += gap * gap * (points[i] - points[i - 1]);
    }
    BOOST_TEST(near(crps_from_samples(2.3, samples), integral));
}

// Normal distribution N(0, 1), y = 0.7: y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi), Gneiting and
// Raftery (2007), equation 20.
BOOST_AUTO_TEST_CASE(crps_of_the_normal) {
    const double y = 0.7, pi = 3.14159265358979323846;
    const double truth = y * std::erf(y / std::sqrt(2.0)) +
                         2.0 * std::exp(-0.5 * y * y) / std::sqrt(2.0 * pi) - 1.0 / std::sqrt(pi);
    Values quantiles, probabilities;
    for (int i = 0; i < 4000; ++i) {
        probabilities.push_back((i + 0.5) / 4000.0);
        quantiles.push_back(normal_quantile(probabilities.back()));
    }
    BOOST_TEST(near(crps_from_quantiles(y, quantiles, probabilities), truth, 1e-3));
    BOOST_TEST(near(crps_from_samples(y, quantiles), truth, 1e-3));
}

// Units and order of the values change nothing but units.
BOOST_AUTO_TEST_CASE(equivariance) {
    for (const double unit : {0x1p-30, 0x1p40}) {
        const auto scaled = [&](Values values) {
            for (auto& value : values) value *= unit;
            return values;
        };
        BOOST_TEST(mae(scaled(actual), scaled(made)) == unit * mae(actual, made));
        BOOST_TEST(smape(scaled(actual), scaled(made)) == smape(actual, made));
        BOOST_TEST(mase(scaled(actual), scaled(made), scaled(training)) ==
                   mase(actual, made, training));
        BOOST_TEST(msis(scaled(actual), scaled(low), scaled(high), scaled(training)) ==
                   msis(actual, low, high, training));
        BOOST_TEST(coverage(scaled(actual), scaled(low), scaled(high)) == 0.5);
    }
}

BOOST_AUTO_TEST_CASE(misuse) {
    const double nan = std::nan("");
    const Values none;
    BOOST_CHECK_THROW((void)mae(none, none), InvalidArgument);
    BOOST_CHECK_THROW((void)mae(actual, Values{1, 2}), InvalidArgument);
    BOOST_CHECK_THROW((void)rmse(Values{nan}, Values{1}), InvalidArgument);
    BOOST_CHECK_THROW((void)smape(Values{1}, Values{infinity}), InvalidArgument);
    BOOST_CHECK_THROW((void)naive_scale(Values{1}), InvalidArgument);
    BOOST_CHECK_THROW((void)mase(actual, made, Values{5, 5, 5}), InvalidArgument);
    BOOST_CHECK_THROW((void)msis(actual, low, high, Values{5, 5}), InvalidArgument);
    BOOST_CHECK_THROW((void)mean_interval_score(actual, high, low), InvalidArgument);
    BOOST_CHECK_THROW((void)mean_interval_score(actual, low, high, 1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)coverage(Values{1}, Values{nan}, Values{2}), InvalidArgument);
    BOOST_CHECK_THROW((void)pinball_loss(actual, made, 0.0), InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_samples(1.0, none), InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_samples(nan, Values{1}), InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_quantiles(1.0, Values{1, 2}, Values{0.5}), InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_quantiles(1.0, Values{2, 1}, Values{0.1, 0.9}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_quantiles(1.0, Values{1, 2}, Values{0.9, 0.1}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)crps_from_quantiles(1.0, Values{1, 2}, Values{0.0, 0.5}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
