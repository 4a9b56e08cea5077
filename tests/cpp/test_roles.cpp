// Names decide nothing: roles and traits do. Faults that names made, and every shipped curve under
// random names.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/curve_wrapper.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/polynomial.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/bootstrap.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/life_cycle.hpp>
#include <reeindex/forecast/forecast.hpp>

using namespace reeindex;

namespace {

/// A curve under other names.
class Renamed final : public CurveWrapper {
public:
    Renamed(AnyCurve curve, std::string name, std::vector<std::string> names)
        : CurveWrapper(std::move(curve)), name_(std::move(name)), names_(std::move(names)) {}
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        auto out = curve().parameters();
        for (std::size_t j = 0; j < out.size(); ++j) out[j].name = names_[j];
        return out;
    }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        return std::make_shared<Renamed>(curve().anchored(axis), name_, names_);
    }

private:
    std::string name_;
    std::vector<std::string> names_;
};

/// Names that once decided something, and others.
AnyCurve renamed(const AnyCurve& curve, Random& random) {
    const std::vector<std::string> baits{"K",     "m",    "URR",   "floor",   "r",   "rate", "p",
                                         "q",     "t",    "t0",    "t_peak",  "Ks",  "time", "pace",
                                         "level", "year", "alpha", "Omega_3", "r_0", "x"};
    const std::vector<std::string> curves{"linear",         "hubbert",  "pulse", "constant",
                                          "bass_adoptions", "logistic", "mine"};
    const auto pick = [&](std::size_t n) {
        return static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
    };
    std::vector<std::string> names;
    while (names.size() < curve.size()) {
        const auto& bait = baits[pick(baits.size())];
        if (std::find(names.begin(), names.end(), bait) == names.end()) names.push_back(bait);
    }
    return AnyCurve(
        std::make_shared<Renamed>(curve, curves[pick(curves.size())], std::move(names)));
}

void check_same(double a, double b, std::string_view what) {
    BOOST_TEST_CONTEXT(what << ": " << a << " and " << b)
    BOOST_TEST((std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)));
}

void check_same(const std::vector<double>& a, const std::vector<double>& b, std::string_view what) {
    BOOST_TEST_REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) check_same(a[i], b[i], what);
}

void check_same(const FitResult& a, const FitResult& b) {
    BOOST_TEST((a.status == b.status));
    BOOST_TEST((a.identification == b.identification));
    BOOST_TEST((a.limit == b.limit));
    check_same(a.estimates, b.estimates, "estimates");
    check_same(a.standard_errors, b.standard_errors, "standard errors");
    check_same(a.fitted, b.fitted, "fitted");
    check_same(a.objective, b.objective, "objective");
    check_same(a.aicc, b.aicc, "aicc");
    check_same(a.reach.value_or(-1.0), b.reach.value_or(-1.0), "reach");
    BOOST_TEST_REQUIRE(a.limits.size() == b.limits.size());
    for (std::size_t i = 0; i < a.limits.size(); ++i) {
        BOOST_TEST((a.limits[i].limit == b.limits[i].limit));
        check_same(a.limits[i].objective, b.limits[i].objective, "limit");
        BOOST_TEST(a.limits[i].excluded == b.limits[i].excluded);
    }
    BOOST_TEST(a.ceiling().has_value() == b.ceiling().has_value());
}

struct Data {
    std::vector<int> years;
    std::vector<double> values;
};

/// Counts that bend, that grow without a bend, that fall, and that jump.
std::vector<Data> samples(Random& random) {
    std::vector<Data> out;
    for (int shape = 0; shape < 4; ++shape) {
        Data data;
        for (int i = 0; i < 12; ++i) {
            const double t = 1.3 * i;
            const double mean = shape == 0   ? 4.0 + 300.0 / (1.0 + std::exp(-0.5 * (t - 7.0)))
                                : shape == 1 ? 5.0 * std::exp(0.2 * t)
                                : shape == 2 ? 200.0 * std::exp(-0.15 * t)
                                             : (i < 8 ? 3.0 : 90.0);
            data.years.push_back(2000 + i);
            data.values.push_back(
                std::max(1.0, std::round(mean * (1.0 + 0.06 * (random.uniform() - 0.5)))));
        }
        out.push_back(std::move(data));
    }
    return out;
}

/// Logistic with the names of a user and without roles.
struct Takeover {
    static constexpr std::string_view name = "takeover";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "height", .lower = 0.0, .linear = true},
        {.name = "speed"},
        {.name = "middle"},
    }};
    static constexpr auto limits = Logistic::limits;
    template <class T>
    T operator()(double t, std::span<const T> p) const {
        return Logistic{}(t, p);
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        return Logistic{}.gradient(t, p, g);
    }
    StartGrid starts(const Axis& axis) const { return Logistic{}.starts(axis); }
    std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                            const Axis& axis) const {
        return Logistic{}.beside(limit, q, axis);
    }
    std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        return Logistic{}.at_limit(limit, q);
    }
};

/// Michaelis-Menten, whose constant is called K in every book.
struct MichaelisMenten {
    static constexpr std::string_view name = "michaelis_menten";
    static constexpr std::array<Parameter, 2> parameters{{
        {.name = "Vmax", .lower = 0.0, .linear = true, .role = Role::ceiling},
        {.name = "K", .lower = 0.0},
    }};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x / (p[1] + x);
    }
    StartGrid starts(const Axis& axis) const {
        return {geometric(axis.last / 100, axis.last * 100, 20)};
    }
};

/// A decay that calls itself a line.
struct Decay {
    static constexpr std::string_view name = "linear";
    static constexpr std::array<Parameter, 2> parameters{
        {{.name = "a", .lower = 0.0, .linear = true}, {.name = "b", .lower = 0.0}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        using std::exp;
        return p[0] * exp(-p[1] * x);
    }
    StartGrid starts(const Axis&) const { return {geometric(0.001, 10.0, 30)}; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(roles)

BOOST_AUTO_TEST_CASE(a_constant_named_K_is_no_ceiling) {
    const std::vector<double> x{0.02, 0.06, 0.11, 0.22, 0.56, 1.1};  // Puromycin, Bates and Watts
    const std::vector<double> y{47, 97, 123, 152, 191, 200};
    const auto fit = fit_xy(x, y, MichaelisMenten{});
    BOOST_TEST_REQUIRE(fit.converged());
    BOOST_TEST_REQUIRE(fit.reach.has_value());
    BOOST_TEST(*fit.reach == fit.fitted.back() / fit.estimate("Vmax"),
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(*fit.reach < 1.0);
}

BOOST_AUTO_TEST_CASE(a_curve_named_linear_is_fitted_as_itself) {
    const std::vector<double> x{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const std::vector<double> y{102, 65, 38, 20, 16, 7, 5, 3, 1, 0};
    const auto fit = fit_xy(x, y, Decay{}, {.error = ErrorModel::poisson});
    // Poisson regression with a log link has its score equations zero at the optimum
    double score = 0.0, slope = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        score += y[i] - fit.fitted[i];
        slope += x[i] * (y[i] - fit.fitted[i]);
    }
    BOOST_TEST(fit.converged());
    BOOST_TEST(std::abs(score) < 1e-6);
    BOOST_TEST(std::abs(slope) < 1e-6);
    BOOST_TEST(fit.objective < 12.0);
}

BOOST_AUTO_TEST_CASE(a_line_of_incomplete_counts_has_its_own_optimum) {
    const std::vector<double> x{0, 1, 2, 3, 4, 5};
    const std::vector<double> y{50, 41, 30, 19, 11, 0};
    const auto fit =
        reeindex::fit(Sample{.x = x, .y = y, .completeness = {1.0, 1.0, 1.0, 1.0, 1.0, 0.5}},
                      Linear{}, {.error = ErrorModel::poisson});
    BOOST_TEST(fit.usable());
    const auto deviance = [&](double a, double b) {
        double sum = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double mean = (a + b * x[i]) * (i + 1 == x.size() ? 0.5 : 1.0);
            if (mean < 0.0 || (mean == 0.0 && y[i] > 0.0)) return infinity;
            sum += 2.0 * (mean - y[i] + (y[i] > 0.0 ? y[i] * std::log(y[i] / mean) : 0.0));
        }
        return sum;
    };
    double best = infinity;
    for (double a = 45.0; a < 60.0; a += 0.02)
        for (double b = -12.0; b < -8.0; b += 0.005) best = std::min(best, deviance(a, b));
    BOOST_TEST(fit.objective <= best + 1e-9);
}

BOOST_AUTO_TEST_CASE(rates_of_increments_do_not_hang_on_names) {
    std::vector<double> x, steady;
    for (int i = 0; i < 9; ++i) {
        x.push_back(2000.0 + i);
        steady.push_back(50.0 + (i % 2 == 0 ? 1.0 : -1.0));
    }
    const FitOptions options{.on = FitOn::increments};
    const auto shipped = fit_xy(x, steady, Logistic{}, options);
    const auto own = fit_xy(x, steady, Takeover{}, options);
    BOOST_TEST_REQUIRE((shipped.limit == Limit::linear));
    BOOST_TEST((own.limit == shipped.limit));
    check_same(shipped.estimates, own.estimates, "estimates");
    BOOST_TEST(own.estimates[1] == 0.0);
}

BOOST_AUTO_TEST_CASE(every_shipped_curve_under_random_names_gives_the_same_bits) {
    Random random(2026);
    const auto data = samples(random);
    auto curves = shipped_curves();
    curves.push_back(polynomial(1));
    curves.push_back(polynomial(3));
    std::size_t turn = 0;
    for (const auto& curve : curves)
        for (const auto error : {ErrorModel::gaussian, ErrorModel::lognormal, ErrorModel::poisson,
                                 ErrorModel::negative_binomial, ErrorModel::student_t,
                                 ErrorModel::huber, ErrorModel::tukey})
            for (const auto on : {FitOn::levels, FitOn::increments}) {
                // all samples for least squares; of others, which take longer, one after the other
                if (curve.size() > 4 && (error != ErrorModel::gaussian || on != FitOn::levels))
                    continue;
                if (curve.size() > 3 && error != ErrorModel::gaussian && on != FitOn::levels)
                    continue;
                const bool all = error == ErrorModel::gaussian && curve.size() < 4;
                ++turn;
                for (std::size_t k = 0; k < data.size(); ++k) {
                    if (!all && k != turn % data.size()) continue;
                    const TimeSeries series(data[k].years, data[k].values);
                    const FitOptions options{.error = error, .on = on};
                    const auto other = renamed(curve, random);
                    BOOST_TEST_CONTEXT(curve.name() << " as " << other.name() << ", " << name(error)
                                                    << " on " << name(on) << ", sample " << k)
                    check_same(fit(series, curve, options), fit(series, other, options));
                }
            }
}

BOOST_AUTO_TEST_CASE(names_decide_nothing_of_what_follows_a_fit) {
    Random random(7);
    const auto data = samples(random);
    for (const auto& curve :
         {AnyCurve(Logistic{}), AnyCurve(Gompertz{}), AnyCurve(Exponential{})}) {
        const TimeSeries series(data[0].years, data[0].values);
        const auto other = renamed(curve, random);
        const auto a = fit(series, curve), b = fit(series, other);
        const auto ahead = forecast(a, {.horizon = 3}), ahead_b = forecast(b, {.horizon = 3});
        check_same(ahead.upper, ahead_b.upper, "upper");
        check_same(ahead.lower, ahead_b.lower, "lower");
        const auto draws = bootstrap(a, {.replicates = 40}),
                   draws_b = bootstrap(b, {.replicates = 40});
        for (std::size_t k = 0; k < draws.estimates.size(); ++k)
            check_same(draws.estimates[k], draws_b.estimates[k], "bootstrap");
        for (std::size_t j = 0; j < curve.size(); ++j) {
            const auto one = interval(a, a.parameters[j].name, IntervalMethod::profile);
            const auto two = interval(b, b.parameters[j].name, IntervalMethod::profile);
            check_same(one.lower, two.lower, "interval");
            check_same(one.upper, two.upper, "interval");
        }
        if (!a.ceiling()) continue;
        BOOST_TEST((life_cycle_stage(a).earliest == life_cycle_stage(b).earliest));
        BOOST_TEST((life_cycle_stage(a).latest == life_cycle_stage(b).latest));
    }
}

BOOST_AUTO_TEST_CASE(what_shipped_curves_say_of_themselves) {
    std::vector<std::string> ceilings, lines;
    for (const auto& curve : shipped_curves()) {
        if (const auto j = curve.find(Role::ceiling); j && curve.traits().cumulative)
            ceilings.push_back(curve.name() + "." + curve.parameters()[*j].name);
        if (curve.traits().line) lines.push_back(curve.name());
    }
    const std::vector<std::string> expected{"logistic.K", "logistic_floor.K", "gompertz.K",
                                            "richards.K", "monomolecular.K",  "bass.m"};
    BOOST_TEST(ceilings == expected, boost::test_tools::per_element());
    BOOST_TEST(lines == std::vector<std::string>{"linear"}, boost::test_tools::per_element());
    BOOST_TEST(AnyCurve(Gompertz{}).traits().display_name == "Gompertz");
    BOOST_TEST(AnyCurve(Logistic{}).traits().display_name == "logistic");
    BOOST_TEST((parse_role("ceiling") == Role::ceiling));
    BOOST_CHECK_THROW((void)parse_role("cieling"), NotFound);
}

namespace {
/// A line that calls its slope whatever is asked.
class Said final : public CurveWrapper {
public:
    Said(std::vector<ParameterInfo> parameters, CurveTraits traits)
        : CurveWrapper(Linear{}), parameters_(std::move(parameters)), traits_(std::move(traits)) {}
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override { return parameters_; }
    [[nodiscard]] CurveTraits traits() const override { return traits_; }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& /*axis*/) const override {
        return std::make_shared<Said>(parameters_, traits_);
    }

private:
    std::vector<ParameterInfo> parameters_;
    CurveTraits traits_;
};

std::string refusal(Role first, Role second, double most = infinity, double least = -infinity,
                    bool line = false) {
    const AnyCurve curve(std::make_shared<Said>(
        std::vector<ParameterInfo>{{.name = "a", .upper = most, .linear = true, .role = first},
                                   {.name = "b", .lower = least, .linear = true, .role = second}},
        CurveTraits{.line = line}));
    const std::vector<double> x{1.0, 2.0, 3.0, 4.0, 5.0}, y{1.1, 1.9, 3.0, 4.2, 4.9};
    try {
        (void)fit_xy(x, y, curve);
    } catch (const InvalidArgument& error) {
        return error.what();
    }
    return {};
}
}  // namespace

BOOST_AUTO_TEST_CASE(roles_and_traits_that_contradict_are_refused) {
    BOOST_TEST(refusal(Role::ceiling, Role::level).empty());
    BOOST_TEST(refusal(Role::ceiling, Role::floor).empty());
    const auto has = [](const std::string& text, std::string_view part) {
        BOOST_TEST_CONTEXT(text) BOOST_TEST((text.find(part) != std::string::npos));
    };
    has(refusal(Role::ceiling, Role::ceiling), "role of b = ceiling: must be another one: a of");
    has(refusal(Role::floor, Role::floor), "role of b = floor: must be another one: a of linear");
    has(refusal(Role::floor, Role::floor), "level is the role of any other height");
    has(refusal(Role::ceiling, Role::floor, 1.0, 2.0), "role of a = ceiling, at most 1: must be");
    has(refusal(Role::ceiling, Role::floor, 1.0, 2.0), "exchange the two roles");
    has(refusal(Role::ceiling, Role::none, infinity, -infinity, true),
        "linear is a line, which comes to no level");
}

BOOST_AUTO_TEST_SUITE_END()
