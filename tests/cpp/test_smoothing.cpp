#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>

#include "trend_reference.hpp"

using namespace reeindex;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> n0001{940.66,  1084.86, 1244.98, 1445.02, 1683.17, 2038.15, 2342.52,
                                2602.45, 2927.87, 3103.96, 3360.27, 3807.63, 4387.88, 4936.99};
// The river Nile at Aswan, 1871 to 1890 (Cobb 1978).
const std::vector<double> nile{1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140,
                               995,  935,  1110, 994,  1020, 960,  1180, 799,  958,  1140};
const std::vector<double> rising{1.2, 1.9, 1.7, 2.8, 2.6, 3.9, 3.1, 4.4, 4.0, 5.6, 5.2, 6.9};

void check_near(double found, double expected, double tolerance) {
    BOOST_TEST_CONTEXT(found << " for " << expected)
    BOOST_TEST(std::abs(found - expected) <= tolerance * std::max(1e-300, std::abs(expected)));
}
void check_near(const std::vector<double>& found, const std::vector<double>& expected,
                double tolerance) {
    BOOST_TEST_REQUIRE(found.size() >= expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) check_near(found[i], expected[i], tolerance);
}

/// The draws of trend_reference.hpp.
PathDraws reference_draws(int horizon) {
    constexpr int paths = 101;
    std::vector<std::vector<double>> columns;
    for (int j = 0; j < 2 + horizon; ++j) {
        columns.emplace_back();
        for (int i = 0; i < paths; ++i) {
            const double p = ((i * (3 + 2 * j) + 7 * j) % paths + 0.5) / paths;
            columns.back().push_back(j < 2 ? normal_quantile(p) : detail::student4_quantile(p));
        }
    }
    std::vector<double> noise;
    for (std::size_t j = 2; j < columns.size(); ++j)
        noise.insert(noise.end(), columns[j].begin(), columns[j].end());
    return {columns[0], columns[1], noise};
}

/// A grid of one member, its priors one.
TrendGrid single(double alpha, double beta, double lambda, double tau, double kappa) {
    TrendGrid grid;
    grid.alpha = {alpha};
    grid.beta = {beta};
    grid.lambda = {lambda};
    grid.lambda_prior = {1.0};
    grid.tau = {tau};
    grid.kappa = {kappa};
    grid.kappa_prior = {1.0};
    return grid;
}

/// A limit: normal noise, no local trend, nothing that grows with the level.
TrendGrid limit(double alpha, double kappa) {
    TrendGrid grid = single(alpha, 1.0, 0.0, 0.0, kappa);
    grid.rho = 0.0;
    grid.nu = std::numeric_limits<double>::infinity();
    return grid;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(local_global_trend)

BOOST_AUTO_TEST_CASE(worked_example_of_one_member) {
    const LocalGlobalTrend model(n0001, single(0.5, 0.3, 0.5, 0.5, 0.5));
    BOOST_TEST_REQUIRE(model.members().size() == 1U);
    const auto& one = model.members()[0];
    check_near(one.level, 0.8974184103620704, 1e-13);
    check_near(one.slope, 0.07788560129410672, 1e-13);
    check_near(one.gamma, 0.10575827544322, 1e-13);
    check_near(one.gamma_error, 0.01660844863053, 1e-12);
    check_near(one.sigma * one.sigma, 0.00515209620021794, 1e-12);
    check_near(one.log_weight, 24.2125025, 1e-9);
    check_near(model.mean_path(6),
               {5117.4287, 5473.5213, 5838.4000, 6212.7359, 6597.0491, 6991.7428}, 1e-8);
}

BOOST_AUTO_TEST_CASE(worked_example_of_the_family) {
    const LocalGlobalTrend model(n0001);
    BOOST_TEST(model.members().size() == 600U);
    double alpha9 = 0.0, tau1 = 0.0, half = 0.0, kappa1 = 0.0, total = 0.0, largest = 0.0;
    for (const auto& one : model.members()) {
        total += one.weight;
        alpha9 += one.alpha == 0.9 ? one.weight : 0.0;
        tau1 += one.tau == 1.0 ? one.weight : 0.0;
        half += one.lambda == 0.5 ? one.weight : 0.0;
        kappa1 += one.kappa == 1.0 ? one.weight : 0.0;
        largest = std::max(largest, one.weight);
    }
    check_near(total, 1.0, 1e-14);
    check_near(alpha9, 0.947, 6e-4);
    check_near(tau1, 0.841, 6e-4);
    check_near(half, 0.978, 6e-4);
    check_near(kappa1, 0.9645, 1e-4);
    check_near(largest, 0.4166, 1e-4);
    check_near(model.mean_path(6),
               {5432.4969, 5936.1791, 6453.8684, 6989.7991, 7546.0386, 8123.6555}, 1e-8);
    // 100,000 paths, other draws than those of the figures, and sigma drawn too
    const PathOptions many{.paths = 100'000};
    check_near(model.point(6, many), {5432.99, 5932.59, 6443.20, 6971.44, 7515.73, 8079.66}, 2e-3);
    const auto band = model.interval(6, 0.95, many);
    check_near(band.lower, {4874.03, 5016.67, 5184.11, 5375.00, 5576.39, 5785.03}, 5e-3);
    check_near(band.upper, {5984.11, 7040.03, 8270.58, 9684.46, 11293.36, 13087.49}, 1e-2);
}

// What the paths draw for sigma is sqrt((m + 2) / chi^2_m) at the strata of the hypercube.
BOOST_AUTO_TEST_CASE(scale_of_the_noise_is_drawn) {
    const PathDraws draws({.paths = 1000, .seed = 4}, 3);
    for (const std::size_t m : {1U, 2U, 7U, 8U, 13U, 40U, 300U}) {
        const auto ratios = draws.scale_ratios(m);
        BOOST_TEST_REQUIRE(ratios != nullptr);
        BOOST_TEST_REQUIRE(ratios->size() == 1000U);
        const auto dof = static_cast<double>(m);
        double worst = 0.0;
        for (std::size_t i = 0; i < 1000; ++i) {
            const double exact =
                std::sqrt((dof + 2.0) / chi_squared_quantile(draws.scale()[i], dof));
            worst = std::max(worst, std::abs((*ratios)[i] / exact - 1.0));
        }
        BOOST_TEST(worst < 2e-6);
        BOOST_TEST((draws.scale_ratios(m) == ratios));  // kept
    }
    const std::vector<double> own{0.1, -0.3};
    BOOST_TEST((PathDraws(own, own, own).scale_ratios(5) == nullptr));
}

// One member whose trends are held: the first year is a mixture of Student distributions over the
// drawn scales alone.
BOOST_AUTO_TEST_CASE(first_year_has_the_quantiles_of_the_mixture) {
    TrendGrid grid = single(0.5, 0.3, 0.5, 0.0, 1e-9);
    grid.lambda_spread = 0.0;
    grid.noise_factor = 1.0;
    for (const auto& values : {nile, rising}) {
        const LocalGlobalTrend model(values, grid);
        const auto& one = model.members().front();
        const double center = one.level + one.gamma * std::sqrt(one.level) + 0.5 * one.slope;
        for (const std::size_t paths : {100U, 1000U, 1003U}) {
            const PathOptions options{.paths = static_cast<int>(paths)};
            const PathDraws draws(options, 12);
            const auto ratios = draws.scale_ratios(values.size() - 1);
            for (const double p : {0.01, 0.025, 0.1, 0.5, 0.8, 0.975, 0.999}) {
                const double x = model.quantiles(3, {&p, 1}, options)[0][0] / model.scale();
                double below = 0.0;
                for (const double ratio : *ratios)
                    below += student_t_cdf((x - center) / (one.sigma * ratio), 4.0);
                BOOST_TEST(std::abs(below / static_cast<double>(paths) - p) <
                           1e-4 * std::min(p, 1.0 - p));
            }
        }
    }
}

// The bounds of the first year hardly depend on the seed, and are those of very many paths.
BOOST_AUTO_TEST_CASE(first_year_hardly_depends_on_the_seed) {
    for (const auto& values : {nile, rising}) {
        const LocalGlobalTrend model(values);
        const auto many = model.sample_paths(1, {.paths = 1'000'000});
        const double low = many.quantile(0.025)[0], high = many.quantile(0.975)[0];
        for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
            const auto band = model.interval(1, 0.95, {.seed = seed});
            BOOST_TEST(std::abs(band.lower[0] - low) < 0.01 * (high - low));
            BOOST_TEST(std::abs(band.upper[0] - high) < 0.01 * (high - low));
        }
    }
}

// Over a factor of 10,000 the form is that under which the series has the greater density: growth
// goes through the orders of magnitude, a mine that opens leaps over them.
BOOST_AUTO_TEST_CASE(wide_series_take_the_likelier_form) {
    const std::vector<double> opening{1, 20000, 21000, 22000, 23000, 24000, 22500, 23000, 25000};
    const std::vector<double> growth{1, 3, 8, 25, 80, 230, 700, 2100, 6500, 19000, 60000};
    for (const double unit : {1.0, 1e-6, 1e6}) {
        std::vector<double> one, other;
        for (const double value : opening) one.push_back(value * unit);
        for (const double value : growth) other.push_back(value * unit);
        const LocalGlobalTrend mine(one), grown(other);
        BOOST_TEST((mine.form() == TrendForm::positive));
        BOOST_TEST((grown.form() == TrendForm::logarithmic));
        const auto band = mine.interval(3, 0.95);
        BOOST_TEST(band.upper[2] < 60000.0 * unit);
        BOOST_TEST(band.lower[0] > 10000.0 * unit);
        BOOST_TEST(grown.point(3)[2] > 600000.0 * unit);
    }
}

BOOST_AUTO_TEST_CASE(forecasts_of_the_reference) {
    const auto draws = reference_draws(6);
    for (const auto& one : trend_references) {
        BOOST_TEST_CONTEXT(one.name) {
            const LocalGlobalTrend model(one.values);
            check_near(model.mean_path(6), one.mean, 1e-11);
            const auto paths = model.sample_paths(draws, 6);
            check_near(paths.quantile(0.5), one.median, 1e-11);
            check_near(paths.quantile((1.0 - 0.95) / 2.0), one.lower, 1e-10);
            check_near(paths.quantile((1.0 + 0.95) / 2.0), one.upper, 1e-11);
        }
    }
}

BOOST_AUTO_TEST_CASE(members_of_the_reference) {
    const auto check = [](const std::vector<double>& values,
                          const std::vector<MemberReference>& expected) {
        const LocalGlobalTrend model(values);
        for (const auto& one : expected) {
            const auto& found = model.members().at(static_cast<std::size_t>(one.member));
            check_near(found.log_weight, one.log_weight, 1e-12);
            check_near(found.weight, one.weight, 1e-11);
            check_near(found.gamma, one.gamma, 1e-12);
            check_near(found.gamma_error, one.gamma_error, 1e-12);
            check_near(found.sigma, one.sigma, 1e-12);
        }
    };
    check(trend_references[0].values, members_of_n0001);
    for (const auto& one : trend_references)
        if (one.name == "negative") check(one.values, members_of_negative);
}

BOOST_AUTO_TEST_CASE(limits_are_naive_drift_and_smoothing) {
    for (const auto& values : {n0001, nile, rising}) {
        // alpha one is the naive forecast, with a wide prior of the global trend the drift
        check_near(LocalGlobalTrend(values, limit(1.0, 1e-9)).mean_path(6), Naive(values).point(6),
                   1e-9);
        check_near(LocalGlobalTrend(values, limit(1.0, 1e6)).mean_path(6), Drift(values).point(6),
                   1e-9);
        for (const double alpha : {0.2, 0.5, 0.9}) {
            check_near(LocalGlobalTrend(values, limit(alpha, 1e-9)).mean_path(6),
                       SimpleExponentialSmoothing(values, alpha).point(6), 1e-9);
            // smoothing with drift: gamma is the mean one-year error of the smoothing
            double level = values.front(), sum = 0.0;
            for (std::size_t t = 1; t < values.size(); ++t) {
                sum += values[t] - level;
                level = alpha * values[t] + (1.0 - alpha) * level;
            }
            const double drift = sum / static_cast<double>(values.size() - 1);
            std::vector<double> expected;
            double at = level;
            for (int h = 0; h < 6; ++h) {
                expected.push_back(at + drift);
                at += alpha * drift;
            }
            check_near(LocalGlobalTrend(values, limit(alpha, 1e6)).mean_path(6), expected, 1e-9);
        }
    }
}

BOOST_AUTO_TEST_CASE(units_and_horizons_change_nothing_else) {
    const LocalGlobalTrend model(nile);
    const auto point = model.point(6);
    const auto band = model.interval(6, 0.8);
    for (const double factor : {0x1p-40, 0x1p60, 1e-6, 1e6}) {
        std::vector<double> scaled;
        for (const double value : nile) scaled.push_back(value * factor);
        const LocalGlobalTrend other(scaled);
        const bool exact = factor == 0x1p-40 || factor == 0x1p60;
        const auto there = other.point(6);
        const auto bounds = other.interval(6, 0.8);
        for (std::size_t h = 0; h < 6; ++h) {
            if (exact) {
                BOOST_TEST(there[h] == point[h] * factor);
                BOOST_TEST(bounds.lower[h] == band.lower[h] * factor);
                BOOST_TEST(bounds.upper[h] == band.upper[h] * factor);
            }
            check_near(there[h], point[h] * factor, 1e-12);
            check_near(bounds.upper[h], band.upper[h] * factor, 1e-12);
        }
    }
    // a shorter horizon is the beginning of a longer one
    const auto shorter = model.point(2);
    BOOST_TEST(shorter[0] == point[0]);
    BOOST_TEST(shorter[1] == point[1]);
    BOOST_TEST(model.point(40).back() > 0.0);
}

BOOST_AUTO_TEST_CASE(negative_series_are_mirrored) {
    std::vector<double> below, above;
    for (const double value : nile) {
        below.push_back(value - 1000.0);
        above.push_back(1000.0 - value);
    }
    const auto a = LocalGlobalTrend(below).mean_path(4), b = LocalGlobalTrend(above).mean_path(4);
    for (std::size_t h = 0; h < 4; ++h) check_near(a[h], -b[h], 1e-12);
}

BOOST_AUTO_TEST_CASE(constant_series_have_no_width) {
    for (const double value : {5.0, 0.0, -3.0, 1e-300, 1e150}) {
        const LocalGlobalTrend model(std::vector<double>(7, value));
        BOOST_TEST(model.constant());
        BOOST_TEST(model.point(3) == std::vector<double>(3, value));
        BOOST_TEST(model.interval(3, 0.95).lower == std::vector<double>(3, value));
        BOOST_TEST(model.interval(3, 0.95).upper == std::vector<double>(3, value));
    }
}

BOOST_AUTO_TEST_CASE(a_missing_year_is_a_missing_observation) {
    // A grid of one member, so that the recursion can be followed by hand.
    const auto grid = single(0.5, 0.4, 0.5, 0.0, 0.5);
    const std::vector<double> values{1.0, 1.5, missing, 2.5, 2.75, 4.0};
    const LocalGlobalTrend model(values, grid);
    // Without the gap the model is another one; with NaN in the place of a value that is what the
    // model expects anyway, the point forecast hardly moves.
    const auto whole = LocalGlobalTrend(std::vector<double>{1.0, 1.5, 2.0, 2.5, 2.75, 4.0}, grid);
    check_near(model.mean_path(3), whole.mean_path(3), 0.02);
    // A long gap before the last value: the level follows that value more than alpha says.
    std::vector<double> gap(16, missing);
    gap[0] = 1.0;
    gap[1] = 1.2;
    gap[2] = 0.9;
    gap[3] = 1.1;
    gap[15] = 3.0;
    const LocalGlobalTrend open(gap, single(0.3, 0.1, 0.5, 0.0, 0.125));
    BOOST_TEST(open.members()[0].level * open.scale() > 2.0);
    // and its uncertainty is in the paths
    const auto paths = open.interval(1, 0.8);
    BOOST_TEST(paths.upper[0] - paths.lower[0] > 0.3);
}

BOOST_AUTO_TEST_CASE(gaps_agree_with_a_kalman_filter) {
    // With rho = tau = 0 and a given gamma the model is a linear state space model with one source
    // of noise. The likelihood of the observations is that of a filter with a full covariance.
    const std::vector<double> values{0.30, 0.42, missing, missing, 0.55, 0.71, missing, 0.80, 1.0};
    for (const double alpha : {0.3, 0.7}) {
        const double beta = 0.6, lambda = 0.5, kappa = 1e-6;
        TrendGrid grid = single(alpha, beta, lambda, 0.0, kappa);
        grid.rho = 0.0;
        grid.nu = std::numeric_limits<double>::infinity();
        const LocalGlobalTrend model(values, grid);
        // state (l, b); gamma is zero
        double l = values[0], b = 0.0, p[2][2] = {{0, 0}, {0, 0}};
        double squares = 0.0, least = 0.0, before = values[0];
        int count = 0;
        for (std::size_t t = 1; t < values.size(); ++t) {
            // z = l + lambda b + e; l' = l + alpha (z - l); b' = b (1 - beta) + beta alpha (z - l)
            const double h[2] = {1.0, lambda};
            const double transition[2][2] = {{1.0, alpha * lambda},
                                             {0.0, 1.0 - beta + alpha * beta * lambda}};
            const double shock[2] = {alpha, alpha * beta};
            const double mean = l + lambda * b;
            double hp[2], variance = 1.0;
            for (int i = 0; i < 2; ++i) hp[i] = p[i][0] * h[0] + p[i][1] * h[1];
            variance += h[0] * hp[0] + h[1] * hp[1];
            double next[2] = {transition[0][0] * l + transition[0][1] * b,
                              transition[1][0] * l + transition[1][1] * b};
            double q[2][2];
            for (int i = 0; i < 2; ++i)
                for (int j = 0; j < 2; ++j) {
                    q[i][j] = shock[i] * shock[j];
                    for (int r = 0; r < 2; ++r)
                        for (int s = 0; s < 2; ++s)
                            q[i][j] += transition[i][r] * p[r][s] * transition[j][s];
                }
            if (!std::isnan(values[t])) {
                const double error = values[t] - mean;
                squares += error * error / variance;
                least += (values[t] - before) * (values[t] - before) / variance;
                before = values[t];
                ++count;
                // covariance of the next state with the observation, noise included
                double c[2];
                for (int i = 0; i < 2; ++i)
                    c[i] = transition[i][0] * hp[0] + transition[i][1] * hp[1] + shock[i];
                for (int i = 0; i < 2; ++i) {
                    next[i] += c[i] / variance * error;
                    for (int j = 0; j < 2; ++j) q[i][j] -= c[i] * c[j] / variance;
                }
            }
            l = next[0];
            b = next[1];
            for (int i = 0; i < 2; ++i)
                for (int j = 0; j < 2; ++j) p[i][j] = q[i][j];
        }
        const auto& one = model.members()[0];
        check_near(one.level, l, 1e-12);
        check_near(one.slope, b, 1e-12);
        const double s0 = 0.01 * least / count;
        check_near(one.sigma * one.sigma, (2.0 * s0 + squares) / (count + 2), 1e-9);
    }
}

BOOST_AUTO_TEST_CASE(gap_without_missing_years_is_no_gap) {
    // The recursion for gaps, with all years observed but one long before, comes close to that
    // without; of a series that starts with a gap of one year the rest has the usual recursion.
    std::vector<double> values = nile;
    values[1] = missing;
    const auto with = LocalGlobalTrend(values).point(4), without = LocalGlobalTrend(nile).point(4);
    check_near(with, without, 0.03);
}

BOOST_AUTO_TEST_CASE(hostile_series_give_no_nan) {
    std::vector<std::vector<double>> all{
        {1e-300, 2e-300},
        {1e150, 0.5e150, 0.7e150},
        {1, 10, 100, 1000, 1e4, 1e5, 1e6},
        {1e6, 1e5, 1e4, 1000, 100, 10, 1},
        {1e-300, 1e150, 1e-300, 1e150},
        {1e150, 1e-300},
        {0, 0, 0, 0, 1e-300},
        {0, 0, 0, 5},
        {5, 0, 0, 0},
        {-1e150, 1e150, -1e150},
        {1, 1, 1, 1, 1, 1, 1, 1 + 1e-15},
        {4, missing, missing, missing, missing, missing, missing, 5},
        {4, missing, 1e-9, 2, missing, 1e9},
        {1e5, 1e5, 1e5, 1e5, 1, 1, 1, 1},
    };
    std::vector<double> growing;
    for (int t = 0; t < 40; ++t) growing.push_back(std::pow(1.8, t));
    all.push_back(growing);
    for (const auto& values : all) {
        const LocalGlobalTrend model(values);
        double largest = 0.0, least = detail::infinity;
        for (const double value : values)
            if (!std::isnan(value)) {
                largest = std::max(largest, std::abs(value));
                least = std::min(least, value);
            }
        for (const int horizon : {1, 10, 100}) {
            const auto point = model.point(horizon);
            const auto band = model.interval(horizon, 0.95);
            for (std::size_t h = 0; h < point.size(); ++h) {
                BOOST_TEST((std::isfinite(point[h]) || (largest > 1e100 && h > 0)));
                BOOST_TEST(!std::isnan(band.lower[h]));
                BOOST_TEST(!std::isnan(band.upper[h]));
                BOOST_TEST(band.lower[h] <= point[h]);
                BOOST_TEST(point[h] <= band.upper[h]);
                if (least > 0.0) BOOST_TEST(band.lower[h] >= 0.0);
            }
            if (horizon == 1) BOOST_TEST(std::abs(point[0]) <= 15.0 * largest);
        }
        const auto summary = model.summary();
        BOOST_TEST(std::isfinite(summary.level));
        BOOST_TEST(std::isfinite(summary.trend));
        check_near(summary.naive_like + summary.trending, 1.0, 1e-12);
    }
}

BOOST_AUTO_TEST_CASE(student_quantiles_in_closed_form) {
    for (const double p : {1e-6, 0.0005, 0.025, 0.3, 0.4999, 0.5001, 0.75, 0.9995})
        BOOST_TEST(std::abs(detail::student4_quantile(p) - student_t_quantile(p, 4.0)) < 1e-9);
}

BOOST_AUTO_TEST_CASE(draws_are_a_latin_hypercube) {
    const PathDraws draws({.paths = 500, .seed = 7}, 3), longer({.paths = 500, .seed = 7}, 9);
    for (const double* column : {draws.global(), draws.local(), draws.gaussian(2)}) {
        std::vector<double> sorted(column, column + 500);
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < 500; ++i)
            check_near(sorted[i], normal_quantile((static_cast<double>(i) + 0.5) / 500.0), 1e-15);
    }
    for (std::size_t i = 0; i < 500; ++i) {
        BOOST_TEST(draws.noise(2)[i] == longer.noise(2)[i]);
        check_near(normal_cdf(draws.gaussian(1)[i]), student_t_cdf(draws.noise(1)[i], 4.0), 1e-9);
    }
}

BOOST_AUTO_TEST_CASE(quantiles_of_paths) {
    Random random{3};
    SamplePaths paths{.paths = 997, .horizon = 2};
    for (int i = 0; i < 2 * 997; ++i)
        paths.values.push_back(i % 3 == 0 ? 1.0 : std::floor(50.0 * random.uniform()));
    for (const double p : {0.0001, 0.025, 0.31, 0.5, 0.975, 0.9999})
        for (std::size_t h = 0; h < 2; ++h) {
            std::vector<double> row(paths.year(h).begin(), paths.year(h).end());
            std::sort(row.begin(), row.end());
            const double place = std::clamp(p * 997 - 0.5, 0.0, 996.0);
            const auto i = std::min<std::size_t>(static_cast<std::size_t>(place), 995);
            const double share = place - static_cast<double>(i);
            check_near(paths.quantile(p)[h], row[i] * (1 - share) + row[i + 1] * share, 1e-12);
        }
    // several at once, as the batches take them
    std::vector<double> row(paths.year(1).begin(), paths.year(1).end());
    const std::vector<double> p{0.025, 0.1, 0.5, 0.9, 0.975};
    std::vector<double> out(5);
    detail::select_quantiles(row, p, out.data());
    for (std::size_t j = 0; j < 5; ++j) check_near(out[j], paths.quantile(p[j])[1], 1e-12);
}

BOOST_AUTO_TEST_CASE(quantiles_of_values_far_apart) {
    constexpr double most = std::numeric_limits<double>::max();
    const std::vector<double> p{0.001, 0.025, 0.0251, 0.5, 0.975, 0.999};
    const std::vector<double (*)(double)> kinds{
        [](double u) { return u; },
        [](double u) { return std::max(u - 0.4, 0.0); },                  // a floor
        [](double u) { return u < 0.9 ? u : std::exp(700.0 * u); },       // outliers
        [](double u) { return u < 0.1 ? -most : (u > 0.9 ? most : u); },  // a range beyond double
        [](double u) { return u > 0.9 ? std::numeric_limits<double>::infinity() : u; },
        [](double u) { return 1e-310 * u; },
        [](double) { return 3.0; },
    };
    for (const auto kind : kinds)
        for (const std::size_t count : {1UL, 2UL, 3UL, 25UL, 100UL, 1000UL, 5000UL}) {
            Random random{5};
            std::vector<double> values(count), out(p.size());
            for (auto& value : values) value = kind(random.uniform());
            detail::select_quantiles(values, p, out.data());
            std::sort(values.begin(), values.end());
            for (std::size_t j = 0; j < p.size(); ++j) {
                const auto n = static_cast<double>(count);
                const double place = std::clamp(p[j] * n - 0.5, 0.0, n - 1.0);
                const auto i = static_cast<std::size_t>(place);
                const double low = values[i], high = values[std::min(i + 1, count - 1)];
                const double share = place - static_cast<double>(i);
                if (low == high || share == 0.0)
                    BOOST_TEST(out[j] == low);
                else if (std::isinf(high))
                    BOOST_TEST(out[j] == high);
                else
                    check_near(out[j], low * (1.0 - share) + high * share, 1e-9);
            }
        }
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto refused = [](const std::vector<double>& values) {
        try {
            (void)LocalGlobalTrend{values};
        } catch (const InvalidArgument& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    BOOST_TEST(refused({}).find("at least 2 observations") != std::string::npos);
    BOOST_TEST(refused({4.0}).find("one value tells neither a change nor a scatter") !=
               std::string::npos);
    BOOST_TEST(refused({4.0, missing}).find("1 observation") != std::string::npos);
    BOOST_TEST(refused({missing, 4.0, 5.0}).find("missing years before the first") !=
               std::string::npos);
    BOOST_TEST(refused({1.0, detail::infinity}).find("inf at position 1") != std::string::npos);
    BOOST_TEST(refused({1e151, 1.0}).find("1e-300 to 1e150") != std::string::npos);
    BOOST_TEST(refused({1e-301, 0.0}).find("another unit") != std::string::npos);
    BOOST_TEST(refused(std::vector<double>(10'001, 1.0)).find("10000 years") != std::string::npos);
    const LocalGlobalTrend model(nile);
    BOOST_CHECK_THROW((void)model.point(0), InvalidArgument);
    BOOST_CHECK_THROW((void)model.point(1001), InvalidArgument);
    BOOST_CHECK_THROW((void)model.interval(3, 1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)model.point(3, {.paths = 99}), InvalidArgument);
    BOOST_CHECK_THROW((void)model.point(1000, {.paths = 1'000'000}), InvalidArgument);
    const auto bad_grid = [](auto change) {
        TrendGrid grid;
        change(grid);
        BOOST_CHECK_THROW((LocalGlobalTrend{nile, grid}), InvalidArgument);
    };
    bad_grid([](TrendGrid& grid) { grid.alpha = {0.0}; });
    bad_grid([](TrendGrid& grid) { grid.beta.clear(); });
    bad_grid([](TrendGrid& grid) { grid.tau = {0.3}; });
    bad_grid([](TrendGrid& grid) { grid.kappa_prior.pop_back(); });
    bad_grid([](TrendGrid& grid) { grid.lambda_prior = {1.0, -1.0}; });
    bad_grid([](TrendGrid& grid) { grid.nu = 0.5; });
    bad_grid([](TrendGrid& grid) { grid.rho = 2.0; });
    bad_grid([](TrendGrid& grid) { grid.passes = 0; });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(baselines)

BOOST_AUTO_TEST_CASE(naive_and_drift) {
    // statsforecast 2.1.1, Naive and RandomWalkWithDrift; its sigma of the drift has n - 1 degrees
    // of freedom, ours n - 2
    const auto naive = Naive(n0001).interval(4, 0.95);
    check_near(naive.lower, {4277.842341, 4004.81444, 3795.312764, 3618.694681}, 1e-9);
    check_near(naive.upper, {5596.137659, 5869.16556, 6078.667236, 6255.285319}, 1e-9);
    check_near(Drift(n0001).point(4), {5244.4, 5551.81, 5859.22, 6166.63}, 1e-12);
    const auto drift = Drift(n0001).interval(4, 0.95);
    const std::vector<double> upper{5521.800025, 5957.882057, 6372.865038, 6777.989879};
    for (std::size_t h = 0; h < 4; ++h) {
        const double half = upper[h] - Drift(n0001).point(4)[h];
        check_near(drift.upper[h] - Drift(n0001).point(4)[h], half * std::sqrt(13.0 / 12.0), 1e-6);
    }
    BOOST_TEST(std::isinf(Drift(std::vector<double>{1.0, 2.0}).interval(1, 0.5).upper[0]));
    // a missing year is a step of two years
    const std::vector<double> gap{1.0, missing, 4.0, 5.0};
    check_near(Naive(gap).sigma(), std::sqrt((9.0 / 2.0 + 1.0) / 2.0), 1e-14);
    check_near(Drift(gap).slope(), 4.0 / 3.0, 1e-14);
}

BOOST_AUTO_TEST_CASE(simple_exponential_smoothing) {
    // statsmodels 0.15.0, SimpleExpSmoothing with the first value as initial level
    const SimpleExponentialSmoothing model(nile);
    check_near(model.alpha(), 0.08340807, 1e-6);
    check_near(model.point(1)[0], 1061.833017, 1e-8);
    check_near(model.sigma() * model.sigma() * 18.0, 423229.86356597976, 1e-10);
    BOOST_TEST(SimpleExponentialSmoothing(n0001).alpha() == 1.0);
    BOOST_CHECK_THROW((SimpleExponentialSmoothing{nile, 1.5}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(damped_trend) {
    // statsmodels 0.15.0, ETSModel(error="add", trend="add", damped_trend=True)
    const DampedTrend first(n0001);
    BOOST_TEST(first.sigma() * first.sigma() * 9.0 <= 113542.34767057118);
    check_near(first.point(4), {5475.13748036, 6002.52009892, 6519.35506511, 7025.85333197}, 1e-5);
    const DampedTrend third(rising);
    BOOST_TEST(third.sigma() * third.sigma() * 7.0 <= 3.0368307702438484 * (1.0 + 1e-9));
    check_near(third.point(4), {6.42172715, 6.81495695, 7.20032215, 7.57798004}, 1e-4);
    BOOST_CHECK_THROW((DampedTrend{std::vector<double>{1, 2, 3, 4, 5}}), InvalidArgument);
    // interval and paths are of the same model
    const auto band = first.interval(6, 0.8);
    const auto paths = first.sample_paths(6, {.paths = 20'000});
    check_near(paths.quantile(0.9), band.upper, 5e-3);
    check_near(paths.quantile(0.1), band.lower, 5e-3);
}

BOOST_AUTO_TEST_CASE(theta_models) {
    // statsforecast 2.1.1, AutoTheta(model="STM")
    check_near(Theta(n0001).point(4), {5081.056531, 5229.176476, 5377.296421, 5525.416366}, 1e-8);
    // and DynamicOptimizedTheta, whose search stops before the optimum
    check_near(DynamicOptimizedTheta(n0001).point(4),
               {5230.623247, 5538.026543, 5852.821435, 6172.691356}, 1e-4);
    // the definition, minimised by differential evolution (SciPy) over l0, alpha, 1 - 1/theta
    const DynamicOptimizedTheta one(nile), other(rising);
    check_near(one.sse(), 410568.31314071454, 1e-9);
    check_near(one.first_level(), 1061.51603, 1e-6);
    BOOST_TEST(one.trend_weight() == 0.0);
    check_near(other.sse(), 5.485657542616765, 1e-9);
    check_near(other.alpha(), 0.21614595, 1e-5);
    check_near(other.first_level(), -0.23450244, 1e-4);
    // Hyndman and Billah (2003): smoothing with half the slope of the line as drift
    const Theta theta(rising);
    const double n = 12.0, alpha = theta.alpha();
    double mean = 0.0, tilt = 0.0;
    for (std::size_t t = 0; t < rising.size(); ++t) mean += rising[t] / n;
    for (std::size_t t = 0; t < rising.size(); ++t)
        tilt += (static_cast<double>(t) - 5.5) * (rising[t] - mean) / 143.0;
    const auto point = theta.point(5);
    for (std::size_t h = 1; h < 5; ++h) check_near(point[h] - point[h - 1], tilt / 2.0, 1e-9);
    const double intercept = mean - 6.5 * tilt, rest = std::pow(1.0 - alpha, n);
    check_near(
        point[0],
        theta.level() + 0.5 * (rest * intercept + (1.0 - rest * (1.0 - alpha)) / alpha * tilt),
        1e-9);
    BOOST_CHECK_THROW((Theta{std::vector<double>{1, 2, 3, 4}}), InvalidArgument);
    BOOST_CHECK_THROW((DynamicOptimizedTheta{std::vector<double>{1, 2, 3, 4, 5}}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(models_by_name) {
    const std::vector<double> levels{0.5, 0.8, 0.95};
    for (const auto name : smoothing_model_names()) {
        for (const double factor : {1.0, 0x1p-900, 0x1p400}) {
            std::vector<double> values, gap;
            for (const double value : rising) values.push_back(value * factor);
            gap = values;
            gap[4] = gap[5] = missing;
            const auto made = smoothing_forecast(values, name, 5, levels);
            const auto filled = smoothing_forecast(gap, name, 5, levels);
            BOOST_TEST(made.model == name);
            BOOST_TEST_REQUIRE(made.bands.size() == 3U);
            for (std::size_t h = 0; h < 5; ++h) {
                BOOST_TEST(std::isfinite(filled.point[h]));
                BOOST_TEST(made.bands[2].lower[h] < made.bands[1].lower[h]);
                BOOST_TEST(made.bands[0].lower[h] < made.point[h]);
                BOOST_TEST(made.bands[1].upper[h] < made.bands[2].upper[h]);
                const auto plain = smoothing_forecast(rising, name, 5, levels);
                BOOST_TEST(made.point[h] == plain.point[h] * factor);
            }
        }
    }
    BOOST_CHECK_THROW((void)smoothing_forecast(nile, "sess", 3, levels), NotFound);
    BOOST_CHECK_THROW((void)smoothing_forecast(nile, "ses", 3, std::vector<double>{}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)smoothing_forecast(nile, "ses", 3, std::vector<double>{0.9, 0.8}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
