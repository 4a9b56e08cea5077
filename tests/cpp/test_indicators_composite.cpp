#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <reeindex/core/eigen_view.hpp>
#include <reeindex/indicators/composite_uncertainty.hpp>

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr auto up = Direction::higher_is_better;
constexpr auto down = Direction::lower_is_better;

template <class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const Error& e) {
        return e.what();
    }
    return "no exception";
}

bool near(double value, double expected, double tolerance = 1e-12) {
    return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

IndicatorTable table() {
    IndicatorTable out{{"A", "B", "C", "D"}, {"x", "y", "z"}, Matrix(4, 3)};
    eigen_view(out.values) << 1, 10, 4,  //
        2, 30, 3,                        //
        3, 20, 1,                        //
        5, 20, 2;
    return out;
}

const CompositeOptions plain{.directions = {up, up, down}};

}  // namespace

BOOST_AUTO_TEST_SUITE(indicators_composite)

BOOST_AUTO_TEST_CASE(by_hand) {
    // min-max on 1 to 100: x: 1, 25.75, 50.5, 100; y: 1, 100, 50.5, 50.5; z: 1, 34, 100, 67.
    const auto index = composite_index(table(), plain);
    BOOST_TEST(near(index.scores[0], 1.0));
    BOOST_TEST(near(index.scores[1], (25.75 + 100 + 34) / 3));
    BOOST_TEST(near(index.scores[2], 67.0));
    BOOST_TEST(near(index.scores[3], 72.5));
    BOOST_TEST(index.ranks == (std::vector<int>{4, 3, 2, 1}), boost::test_tools::per_element());
    auto options = plain;
    options.weighting = Weighting::given;
    options.weights = {2, 1, 1};
    options.aggregation = Aggregation::geometric;
    BOOST_TEST(near(composite_index(table(), options).scores[1],
                    std::pow(25.75, 0.5) * std::pow(100.0, 0.25) * std::pow(34.0, 0.25)));
    options.normalization = Normalization::rank;  // z: 1, 2, 4, 3; y: 1, 4, 2.5, 2.5
    options.aggregation = Aggregation::arithmetic;
    BOOST_TEST(near(composite_index(table(), options).scores[2], (2 * 3 + 2.5 + 4) / 4));
    options.normalization = Normalization::goalposts;
    options.goalposts = {{0, 10}, {0, 100}, {0, 10}};
    BOOST_TEST(near(composite_index(table(), options).scores[0],
                    (2 * (1 + 99 * 0.1) + (1 + 99 * 0.1) + (1 + 99 * 0.6)) / 4));
}

BOOST_AUTO_TEST_CASE(z_scores_and_penalty) {
    auto options = plain;
    options.normalization = Normalization::z_score;
    const auto index = composite_index(table(), options);
    for (int j = 0; j < 3; ++j) {
        BOOST_TEST(std::abs(eigen_view(index.normalized).col(j).mean()) < 1e-14);
        BOOST_TEST(near(eigen_view(index.normalized).col(j).squaredNorm() / 4, 1.0));
    }
    options.aggregation = Aggregation::mazziotta_pareto;
    const auto penalised = composite_index(table(), options);
    for (int i = 0; i < 4; ++i) {
        const Eigen::Array3d z = eigen_view(penalised.normalized).row(i);
        BOOST_TEST(near(z.mean(), 100 + 10 * index.scores[i]));
        const double variance = (z - z.mean()).square().mean();
        BOOST_TEST(near(penalised.scores[i], z.mean() - variance / z.mean()));
    }
}

BOOST_AUTO_TEST_CASE(pca) {
    // Correlation matrix of two indicators: the first eigenvector is (1, 1)/sqrt 2.
    IndicatorTable two{{"A", "B", "C"}, {"x", "y"}, Matrix(3, 2)};
    eigen_view(two.values) << 1, 2, 2, 5, 3, 6;
    CompositeOptions options{.directions = {up, up}, .weighting = Weighting::pca};
    const auto index = composite_index(two, options);
    BOOST_TEST(near(index.weights[0], 0.5));
    BOOST_TEST(near(*index.pca_explained, 0.5 * (1 + 0.9607689228305228), 1e-9));
    BOOST_TEST(index.pca_opposed.empty());
    // An indicator against the others is named.
    auto opposed = table();
    eigen_view(opposed.values).col(0) << 1, 2, 3, 4;
    eigen_view(opposed.values).col(1) << 1, 2, 3, 5;
    eigen_view(opposed.values).col(2) << 9, 7, 3, 1;
    auto all_up = options;
    all_up.directions = {up, up, up};
    BOOST_TEST(composite_index(opposed, all_up).pca_opposed == std::vector<std::string>{"z"},
               boost::test_tools::per_element());
    // Without a leading component the weights would be arbitrary.
    eigen_view(two.values) << 1, 0, 2, 3, 3, 0;
    BOOST_CHECK_THROW((void)composite_index(two, options), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(missing_cells) {
    auto holes = table();
    holes.values(1, 1) = not_a_number;
    BOOST_TEST(message_of([&] { (void)composite_index(holes, plain); }) ==
               "table = missing for B, y: must be complete; or choose drop_unit or column_mean");
    auto options = plain;
    options.missing = MissingData::drop_unit;
    const auto dropped = composite_index(holes, options);
    BOOST_TEST(dropped.units == (std::vector<std::string>{"A", "C", "D"}),
               boost::test_tools::per_element());
    BOOST_TEST(dropped.dropped == std::vector<std::string>{"B"}, boost::test_tools::per_element());
    options.missing = MissingData::column_mean;
    const auto imputed = composite_index(holes, options);
    BOOST_TEST(imputed.imputed.size() == 1U);
    BOOST_TEST(near(imputed.imputed[0].value, 50.0 / 3));
}

BOOST_AUTO_TEST_CASE(ties_share_the_better_rank) {
    IndicatorTable tied{{"A", "B", "C"}, {"x"}, Matrix(3, 1)};
    eigen_view(tied.values) << 5, 5, 1;
    const auto index = composite_index(tied, {.directions = {up}});
    BOOST_TEST(index.ranks == (std::vector<int>{1, 1, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(bad_input) {
    auto constant = table();
    eigen_view(constant.values).col(1).setConstant(3);
    BOOST_TEST(message_of([&] { (void)composite_index(constant, plain); }) ==
               "table = indicator 'y' the same for every unit: must be varying; leave it out or "
               "choose goalposts or rank");
    auto infinite = table();
    infinite.values(0, 0) = inf;
    BOOST_CHECK_THROW((void)composite_index(infinite, plain), InvalidArgument);
    const auto with = [](auto change) {
        auto options = plain;
        change(options);
        return message_of([&] { (void)composite_index(table(), options); });
    };
    BOOST_TEST(with([](auto& o) { o.directions = {up}; }) ==
               "directions = of length 1: must be of length 3");
    BOOST_TEST(with([](auto& o) {
                   o.weighting = Weighting::given;
                   o.weights = {1, 2};
               }) == "weights = of length 2: must be of length 3");
    BOOST_TEST(with([](auto& o) {
                   o.weighting = Weighting::given;
                   o.weights = {1, -1, 3};
               }) == "weights = -1 at position 1: must be finite and not negative");
    BOOST_TEST(with([](auto& o) {
                   o.weighting = Weighting::given;
                   o.weights = {0, 0, 0};
               }) == "weights = in sum 0: must be positive in sum");
    BOOST_TEST(with([](auto& o) {
                   o.normalization = Normalization::goalposts;
                   o.goalposts = {{0, 4}, {0, 100}, {0, 10}};
               }) == "goalposts = (0, 4) for x: must be around all values, 1 to 5");
    IndicatorTable twice = table();
    twice.units[1] = "A";
    BOOST_TEST(message_of([&] { (void)composite_index(twice, plain); }) ==
               "units = 'A' twice: must be distinct");
    IndicatorTable single{{"A"}, {"x"}, Matrix(1, 1, 1.0)};
    BOOST_CHECK_THROW((void)composite_index(single, {.directions = {up}}), InvalidArgument);
    BOOST_CHECK_THROW((void)composite_index({{}, {}, Matrix(0, 0)}, {}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(uncertainty_of_ranks) {
    const UncertaintyOptions uncertainty{.draws = 400, .seed = 7};
    const auto ranks = rank_uncertainty(table(), plain, uncertainty);
    BOOST_TEST(ranks.draws.size() == 400U);
    BOOST_TEST(near(eigen_view(ranks.frequency).sum(), 4.0));
    for (std::size_t i = 0; i < 4; ++i) {
        BOOST_TEST(ranks.best[i] <= ranks.lower[i]);
        BOOST_TEST(ranks.lower[i] <= ranks.median[i]);
        BOOST_TEST(ranks.median[i] <= ranks.upper[i]);
        BOOST_TEST(ranks.upper[i] <= ranks.worst[i]);
    }
    // Every draw can be built again from the parameters that it kept.
    for (std::size_t i = 0; i < ranks.draws.size(); i += 37) {
        const auto& draw = ranks.draws[i];
        auto options = plain;
        options.normalization = draw.normalization;
        options.aggregation = draw.aggregation;
        options.weighting = Weighting::given;
        options.weights.assign(draw.weights.begin(), draw.weights.end());
        BOOST_TEST(composite_index(table(), options).ranks == draw.ranks,
                   boost::test_tools::per_element());
    }
    // The same seed gives the same draws, another seed others.
    const auto again = rank_uncertainty(table(), plain, uncertainty);
    BOOST_TEST(again.draws[399].weights == ranks.draws[399].weights);
    const auto other = rank_uncertainty(table(), plain, {.draws = 400, .seed = 8});
    BOOST_TEST(other.draws[399].weights != ranks.draws[399].weights);
    // A unit that leads in everything always leads.
    auto dominated = table();
    eigen_view(dominated.values).row(2) << 9, 99, 0;
    const auto sure = rank_uncertainty(dominated, plain, uncertainty);
    BOOST_TEST(sure.worst[2] == 1);
    BOOST_CHECK_THROW((void)rank_uncertainty(table(), plain, {.draws = 5}), InvalidArgument);
    BOOST_CHECK_THROW((void)rank_uncertainty(table(), plain, {.weight_spread = 1.0}),
                      InvalidArgument);
    // One choice of each kind: no rank moves.
    const auto settled = rank_uncertainty(table(), plain,
                                          {.normalizations = {Normalization::min_max},
                                           .aggregations = {Aggregation::arithmetic},
                                           .weight_spread = 0.0,
                                           .draws = 20});
    BOOST_TEST(settled.best == settled.worst);
    BOOST_CHECK_THROW(
        (void)rank_uncertainty(table(), plain, {.normalizations = {Normalization::goalposts}}),
        InvalidArgument);
}

BOOST_AUTO_TEST_CASE(sensitivity_of_ranks) {
    const auto drivers = rank_sensitivity(table(), plain, {.seed = 3}, 2000);
    BOOST_TEST(
        drivers.inputs == (std::vector<std::string>{"normalization", "aggregation", "weight of x",
                                                    "weight of y", "weight of z"}),
        boost::test_tools::per_element());
    BOOST_TEST(drivers.outputs.back() == "mean shift");
    BOOST_TEST(drivers.indices.evaluations == 2000U * 7U);
    for (std::size_t o = 0; o < drivers.indices.first.rows(); ++o)
        for (std::size_t i = 0; i < drivers.indices.first.cols(); ++i) {
            BOOST_TEST(drivers.indices.total(o, i) >= 0.0);
            BOOST_TEST(drivers.indices.first(o, i) <= drivers.indices.total(o, i) +
                                                          5 * drivers.indices.first_stderr(o, i) +
                                                          1e-12);
        }
}

// Ishigami and Homma 1990, a = 7, b = 0.1: indices known in closed form.
BOOST_AUTO_TEST_CASE(ishigami) {
    constexpr double pi = 3.14159265358979323846;
    const double a = 7.0, b = 0.1;
    const double pi4 = std::pow(pi, 4), pi8 = pi4 * pi4;
    const double variance = a * a / 8 + b * pi4 / 5 + b * b * pi8 / 18 + 0.5;
    const double v1 = 0.5 * std::pow(1 + b * pi4 / 5, 2);
    const double v2 = a * a / 8;
    const double v13 = b * b * pi8 * (1.0 / 18 - 1.0 / 50);
    const double first[] = {v1 / variance, v2 / variance, 0.0};
    const double total[] = {(v1 + v13) / variance, v2 / variance, v13 / variance};
    const auto indices = sobol_indices(
        [&](std::span<const double> u, std::span<double> y) {
            const auto x = [&](int i) { return pi * (2 * u[static_cast<std::size_t>(i)] - 1); };
            y[0] = std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) +
                   b * std::pow(x(2), 4) * std::sin(x(0));
        },
        3, 1, 1'000'000, 2024);
    BOOST_TEST(std::abs(indices.variance[0] / variance - 1) < 0.01);
    for (int i = 0; i < 3; ++i) {
        const double scale_first = first[i] > 0 ? first[i] : 1.0;
        BOOST_TEST(std::abs(indices.first(0, i) - first[i]) < 0.01 * scale_first);
        BOOST_TEST(std::abs(indices.total(0, i) - total[i]) < 0.01 * total[i]);
        // The stated errors are honest.
        BOOST_TEST(std::abs(indices.first(0, i) - first[i]) < 4 * indices.first_stderr(0, i));
        BOOST_TEST(std::abs(indices.total(0, i) - total[i]) < 4 * indices.total_stderr(0, i));
        BOOST_TEST_MESSAGE("Ishigami " << i + 1 << ": first " << indices.first(0, i) << " ("
                                       << first[i] << "), total " << indices.total(0, i) << " ("
                                       << total[i] << ")");
    }
}

// The standard errors cover: 200 runs on an additive function with known indices 0.8 and 0.2.
BOOST_AUTO_TEST_CASE(standard_errors_cover) {
    int inside = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto indices = sobol_indices(
            [](std::span<const double> u, std::span<double> y) { y[0] = 2 * u[0] + u[1]; }, 2, 1,
            500, seed);
        inside += std::abs(indices.first(0, 0) - 0.8) < 1.96 * indices.first_stderr(0, 0);
    }
    BOOST_TEST(inside >= 180);
    BOOST_TEST(inside <= 199);
    const auto constant = sobol_indices(
        [](std::span<const double>, std::span<double> y) { y[0] = 4.0; }, 2, 1, 50, 1);
    BOOST_TEST(constant.variance[0] == 0.0);
    BOOST_TEST(constant.first(0, 0) == 0.0);
    const auto nothing = [](std::span<const double>, std::span<double> y) { y[0] = not_a_number; };
    BOOST_CHECK_THROW((void)sobol_indices(nothing, 2, 1, 50, 1), InvalidArgument);
    BOOST_CHECK_THROW((void)sobol_indices(nothing, 0, 1, 50, 1), InvalidArgument);
    BOOST_CHECK_THROW((void)sobol_indices(nothing, 1, 1, 5, 1), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
