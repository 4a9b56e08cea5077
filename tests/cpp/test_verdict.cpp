// A verdict is earned: curves that name no limits are examined.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/monomolecular.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/intervals.hpp>

using namespace reeindex;

namespace {

/// The formula of a curve without anything else, as somebody would write it down.
class Formula final : public CurveModel {
public:
    Formula(AnyCurve curve, std::vector<double> start)
        : curve_(std::move(curve)), start_(std::move(start)) {}
    [[nodiscard]] std::string name() const override { return "formula"; }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        auto out = curve_.parameters();
        for (auto& parameter : out) parameter.linear = false;
        return out;
    }
    [[nodiscard]] std::vector<double> start() const override { return start_; }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        curve_.model().evaluate(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        return curve_.model().evaluate(x, p, values, jacobian);
    }

private:
    AnyCurve curve_;
    std::vector<double> start_;
};

struct Data {
    std::vector<double> x, y;
};

template <class F>
Data observed(int n, double noise, const F& f, std::uint64_t seed = 1) {
    Random random(seed);
    Data out;
    for (int i = 0; i < n; ++i) {
        out.x.push_back(2000.0 + i);
        out.y.push_back(f(i) + noise * random.normal());
    }
    return out;
}

AnyCurve formula(AnyCurve curve, std::vector<double> start) {
    return AnyCurve(std::make_shared<Formula>(std::move(curve), std::move(start)));
}

bool has(const FitResult& fit, std::string_view kind) {
    for (const auto& note : fit.notes)
        if (note.kind == kind) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verdict)

BOOST_AUTO_TEST_CASE(growth_without_a_bend_has_no_ceiling) {
    const auto data = observed(14, 0.3, [](int i) { return 10.0 * std::exp(0.12 * i); });
    const auto shipped = fit_xy(data.x, data.y, Logistic{});
    const auto own = fit_xy(data.x, data.y, formula(Logistic{}, {100.0, 0.2, 2010.0}));
    BOOST_TEST_REQUIRE((shipped.status == FitStatus::degenerate));
    BOOST_TEST((own.status == FitStatus::degenerate));
    BOOST_TEST((own.limit == Limit::unbounded));
    BOOST_TEST((own.identification == Identification::not_identified));
    BOOST_TEST(std::isinf(own.estimate("K")));
    BOOST_TEST(std::isinf(own.standard_error("K")));
    BOOST_TEST(own.estimate("r") == shipped.estimate("r"), boost::test_tools::tolerance(1e-4));
    BOOST_TEST(std::isinf(interval(own, "K", IntervalMethod::profile).upper));
    BOOST_TEST(has(own, "runs_away"));
    BOOST_TEST(!own.reach.has_value());
}

BOOST_AUTO_TEST_CASE(a_straight_line_has_no_ceiling) {
    const auto data = observed(15, 0.5, [](int i) { return 5.0 + 2.0 * i; });
    const auto shipped = fit_xy(data.x, data.y, Monomolecular{});
    const AnyCurve curve = AnyCurve(Monomolecular{}).anchored({.first = 2000.0, .last = 2014.0});
    const auto own = fit_xy(data.x, data.y, formula(curve, {60.0, 5.0, 0.05}));
    BOOST_TEST((shipped.identification == own.identification));
    BOOST_TEST(!own.identified());
}

BOOST_AUTO_TEST_CASE(a_bend_that_is_seen_is_identified) {
    for (const auto& curve : {AnyCurve(Logistic{}), AnyCurve(Gompertz{})}) {
        const auto data =
            observed(24, 1.0, [](int i) { return 100.0 / (1.0 + std::exp(-0.5 * (i - 10.0))); });
        const auto own = fit_xy(data.x, data.y, formula(curve, {150.0, 0.2, 2010.0}));
        BOOST_TEST(own.identified());
        BOOST_TEST(!has(own, "no_bound"));
    }
}

BOOST_AUTO_TEST_CASE(a_ceiling_without_an_upper_bound_is_said) {
    const auto data = observed(
        14, 1.0, [](int i) { return 100.0 / (1.0 + std::exp(-0.4 * (i - 13.0))); }, 4);
    const auto shipped = fit_xy(data.x, data.y, Logistic{});
    const auto own = fit_xy(data.x, data.y, formula(Logistic{}, {150.0, 0.2, 2010.0}));
    BOOST_TEST((shipped.identification == own.identification));
    const bool open = std::isinf(interval(shipped, "K", IntervalMethod::profile).upper);
    BOOST_TEST(std::isinf(interval(own, "K", IntervalMethod::profile).upper) == open);
    BOOST_TEST(has(own, "no_bound") == (own.identification == Identification::weakly_identified));
}

BOOST_AUTO_TEST_CASE(no_growth_is_a_point_of_the_curve_like_any_other) {
    class Model final : public CurveModel {
    public:
        [[nodiscard]] std::string name() const override { return "growth"; }
        [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
            return {{.name = "a"}, {.name = "b"}};
        }
        [[nodiscard]] std::vector<double> start() const override { return {1.0, 0.1}; }
        void evaluate(const Predictors& x, std::span<const double> p, double* values,
                      double* jacobian) const override {
            for (std::size_t i = 0; i < x.rows(); ++i) {
                const double t = x.row(i)[0] - 2000.0, e = std::exp(p[1] * t);
                values[i] = p[0] * e;
                if (jacobian == nullptr) continue;
                jacobian[i] = e;
                jacobian[x.rows() + i] = p[0] * e * t;
            }
        }
    };
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto data = observed(
            15, 0.5, [](int) { return 4.0; }, seed);
        const auto own = fit_xy(data.x, data.y, AnyCurve(std::make_shared<Model>()));
        BOOST_TEST_CONTEXT("seed " << seed << ": " << own.message)
        BOOST_TEST(own.identified());
    }
}

BOOST_AUTO_TEST_SUITE_END()
