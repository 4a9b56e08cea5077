// The shipped curves: gradients against automatic differentiation, equivariance, limits by name.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/early_adoption.hpp>
#include <reeindex/curves/open_phase.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/curves/shifted_exponential.hpp>
#include <reeindex/curves/shipped.hpp>
#include <reeindex/fit/fit.hpp>

#include "../../benchmarks/fit/optimum_study.hpp"

using namespace reeindex;

namespace {

const Axis axis{.first = 1990.0, .last = 2015.0, .gap = 1.0};

template <class C>
std::array<double, detail::parameter_count<C>> random_parameters(Random& random) {
    std::array<double, detail::parameter_count<C>> p{};
    for (std::size_t j = 0; j < p.size(); ++j) {
        const auto& info = C::parameters[j];
        const std::string key(info.name);
        if (key[0] == 't')
            p[j] = 1985.0 + 35.0 * random.uniform();
        else if (info.linear)
            p[j] = std::pow(10.0, 6.0 * random.uniform() - 2.0);
        else if (key == "nu")
            p[j] = std::pow(10.0, 3.0 * random.uniform() - 1.7);
        else
            p[j] = std::pow(10.0, 2.0 * random.uniform() - 2.0);
        if (info.lower < 0.0 && key[0] != 't' && random.uniform() < 0.4) p[j] = -p[j];
    }
    return p;
}

template <class C>
void check_gradient(C curve) {
    constexpr std::size_t N = detail::parameter_count<C>;
    if constexpr (requires { curve.anchored(axis); }) curve = curve.anchored(axis);
    Random random(17);
    for (int k = 0; k < 300; ++k) {
        const auto p = random_parameters<C>(random);
        std::array<Dual<long double, N>, N> variables{};
        for (std::size_t j = 0; j < N; ++j)
            variables[j] = Dual<long double, N>::variable(static_cast<long double>(p[j]), j);
        std::vector<std::array<double, N>> ours;
        std::vector<std::array<long double, N>> automatic;
        std::array<double, N> largest{};
        for (double t = 1990.0; t <= 2020.0; t += 2.5) {
            const auto out = curve(t, std::span<const Dual<long double, N>>(variables));
            std::array<double, N> g{};
            curve.gradient(t, std::span<const double>(p), std::span<double>(g));
            ours.push_back(g);
            automatic.push_back(out.derivative);
            for (std::size_t j = 0; j < N; ++j) largest[j] = std::max(largest[j], std::abs(g[j]));
            const double value = curve(t, std::span<const double>(p));
            BOOST_TEST_CONTEXT(C::name << " at " << t)
            BOOST_TEST(std::abs(value - static_cast<double>(out.value)) <=
                       1e-10 * std::abs(value) + 1e-300);
        }
        for (std::size_t i = 0; i < ours.size(); ++i)
            for (std::size_t j = 0; j < N; ++j) {
                const double exact = static_cast<double>(automatic[i][j]);
                if (std::abs(exact) < 1e-290) continue;
                BOOST_TEST_CONTEXT(C::name << " " << C::parameters[j].name << " " << exact << " "
                                           << ours[i][j])
                BOOST_TEST(std::abs(ours[i][j] - exact) <=
                           1e-10 * std::abs(exact) + 1e-14 * largest[j]);
            }
    }
}

double relative(double a, double b) {
    return std::abs(a - b) / std::max({std::abs(a), std::abs(b), 1e-300});
}

FitResult fit_named(const std::string& name, const std::vector<double>& values) {
    std::vector<double> years;
    for (std::size_t i = 0; i < values.size(); ++i)
        years.push_back(2000.0 + static_cast<double>(i));
    return fit_xy(years, values, curve_by_name(name));
}
template <class F>
std::vector<double> sampled(int n, const F& f) {
    std::vector<double> out;
    for (int i = 0; i < n; ++i) out.push_back(f(static_cast<double>(i)));
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(curves)

BOOST_AUTO_TEST_CASE(gradients_equal_automatic_differentiation) {
    check_gradient(Linear{});
    check_gradient(Exponential{});
    check_gradient(PowerLaw{});
    check_gradient(Logistic{});
    check_gradient(LogisticFloor{});
    check_gradient(Gompertz{});
    check_gradient(Richards{});
    check_gradient(Monomolecular{});
    check_gradient(Bass{});
    check_gradient(BassAdoptions{});
    check_gradient(BiLogistic{});
    check_gradient(Hubbert{});
    check_gradient(ShiftedExponential{});
    check_gradient(OpenPhase{});
}

BOOST_AUTO_TEST_CASE(special_cases_of_richards) {
    const std::array<double, 4> as_logistic{100.0, 0.4, 2003.0, 1.0};
    const std::array<double, 4> as_gompertz{100.0, 0.4, 2003.0, 0.0};
    const std::array<double, 3> p{100.0, 0.4, 2003.0};
    for (double t = 1990.0; t < 2020.0; t += 1.0) {
        BOOST_TEST(Richards{}(t, std::span<const double>(as_logistic)) ==
                       Logistic{}(t, std::span<const double>(p)),
                   boost::test_tools::tolerance(1e-13));
        BOOST_TEST(Richards{}(t, std::span<const double>(as_gompertz)) ==
                       Gompertz{}(t, std::span<const double>(p)),
                   boost::test_tools::tolerance(1e-13));
    }
}

BOOST_AUTO_TEST_CASE(bass_adoptions_add_up_and_nothing_happens_before_the_launch) {
    const std::array<double, 3> p{1000.0, 0.02, 0.4};
    const Bass cumulative{1999.0};
    const BassAdoptions yearly{1999.0};
    double sum = 0.0;
    for (double t = 2000.0; t <= 2030.0; t += 1.0) {
        sum += yearly(t, std::span<const double>(p));
        BOOST_TEST(sum == cumulative(t, std::span<const double>(p)),
                   boost::test_tools::tolerance(1e-12));
    }
    BOOST_TEST(cumulative(1998.0, std::span<const double>(p)) == 0.0);
}

BOOST_AUTO_TEST_CASE(hubbert_adds_up_to_its_resource) {
    const std::array<double, 3> p{500.0, 0.3, 2000.0};
    double sum = 0.0;
    for (double t = 1900.0; t <= 2100.0; t += 1.0) sum += Hubbert{}(t, std::span<const double>(p));
    BOOST_TEST(sum == 500.0, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(fits_follow_scale_shift_and_order_of_the_data) {
    study::for_each_curve([](const auto& curve, const auto& generate) {
        using C = std::remove_cvref_t<decltype(curve)>;
        const std::string key(C::name);
        int compared = 0;
        for (std::uint64_t k = 0; k < 8U; ++k) {
            Random random(99, k);
            const auto data = study::simulate(random, generate);
            const auto base = fit_xy(data.years, data.values, AnyCurve(curve));
            if (!base.converged()) continue;
            auto scaled = data, shifted = data, turned = data;
            for (auto& y : scaled.values) y *= 4096.0;
            for (auto& t : shifted.years) t += 64.0;
            std::reverse(turned.years.begin(), turned.years.end());
            std::reverse(turned.values.begin(), turned.values.end());
            const auto by_scale = fit_xy(scaled.years, scaled.values, AnyCurve(curve));
            const auto by_shift = fit_xy(shifted.years, shifted.values, AnyCurve(curve));
            const auto by_order = fit_xy(turned.years, turned.values, AnyCurve(curve));
            BOOST_TEST_CONTEXT(key << " series " << k) {
                BOOST_TEST(relative(by_scale.sse, base.sse * 4096.0 * 4096.0) < 1e-9);
                BOOST_TEST(relative(by_shift.sse, base.sse) < 1e-9);
                BOOST_TEST(relative(by_order.sse, base.sse) < 1e-9);
                for (std::size_t j = 0; j < base.estimates.size(); ++j) {
                    if (!(base.standard_errors[j] < std::abs(base.estimates[j]))) continue;
                    const bool linear = C::parameters[j].linear;
                    const bool year = C::parameters[j].name[0] == 't';
                    const double value = base.estimates[j];
                    BOOST_TEST(relative(by_scale.estimates[j], linear ? 4096.0 * value : value) <
                               1e-6);
                    BOOST_TEST(relative(by_shift.estimates[j], year ? value + 64.0 : value) < 1e-6);
                    BOOST_TEST(relative(by_order.estimates[j], value) < 1e-6);
                }
                ++compared;
            }
        }
        BOOST_TEST_CONTEXT(key) { BOOST_TEST(compared > 0); }
    });
}

BOOST_AUTO_TEST_CASE(every_shipped_curve_is_found_and_starts_itself) {
    BOOST_TEST(shipped_curves().size() == 12U);
    for (const auto& curve : shipped_curves()) {
        const auto found = curve_by_name(curve.name());
        BOOST_TEST(found.size() == curve.size());
        for (const auto& parameter : found.parameters()) BOOST_TEST(!parameter.meaning.empty());
    }
    BOOST_CHECK_THROW((void)curve_by_name("logistics"), NotFound);
}

BOOST_AUTO_TEST_CASE(parameters_are_recovered_from_exact_data) {
    const auto floor = fit_named("logistic_floor", sampled(15, [](double t) {
                                     return 10.0 + 40.0 / (1.0 + std::exp(-0.6 * (t - 7.0)));
                                 }));
    BOOST_TEST(floor.estimate("floor") == 10.0, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(floor.estimate("K") == 50.0, boost::test_tools::tolerance(1e-8));
    const auto mono = fit_named(
        "monomolecular", sampled(10, [](double t) { return 80.0 - 60.0 * std::exp(-0.3 * t); }));
    BOOST_TEST(mono.estimate("K") == 80.0, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(mono.estimate("y0") == 20.0, boost::test_tools::tolerance(1e-8));
    const auto two = fit_named("bilogistic", sampled(25, [](double t) {
                                   return 30.0 / (1.0 + std::exp(-1.0 * (t - 5.0))) +
                                          50.0 / (1.0 + std::exp(-0.8 * (t - 17.0)));
                               }));
    BOOST_TEST(two.estimate("K1") == 30.0, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(two.estimate("t2") == 2017.0, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(two.estimate("t1") < two.estimate("t2"));
}

BOOST_AUTO_TEST_CASE(what_the_data_cannot_bound_is_named) {
    const auto growth = sampled(12, [](double t) { return 3.0 * std::exp(0.2 * t); });
    for (const auto* name : {"logistic", "gompertz", "richards"}) {
        const auto fit = fit_named(name, growth);
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST((fit.status == FitStatus::degenerate));
            BOOST_TEST((fit.limit == Limit::exponential));
            BOOST_TEST(std::isinf(fit.estimate("K")));
            BOOST_TEST(std::isinf(fit.standard_error("K")));
        }
    }
    BOOST_TEST((fit_named("hubbert", growth).limit == Limit::exponential));
    const auto line = sampled(12, [](double t) { return 5.0 + 2.0 * t; });
    BOOST_TEST((fit_named("monomolecular", line).limit == Limit::linear));
    BOOST_TEST((fit_named("logistic_floor", line).limit == Limit::linear));
    const auto flat = sampled(12, [](double t) { return t < 6.0 ? 1.0 : 1.0 + 1e-3 * (t < 9.0); });
    for (const auto* name : {"logistic", "monomolecular", "bass"})
        BOOST_TEST(fit_named(name, flat).usable());
    const auto step = sampled(12, [](double t) { return t < 5.5 ? 2.0 : 7.0; });
    const auto jump = fit_named("logistic_floor", step);
    BOOST_TEST((jump.limit == Limit::step));
    BOOST_TEST(jump.estimate("floor") == 2.0);
    BOOST_TEST(jump.estimate("K") == 7.0);
    BOOST_TEST(std::isinf(jump.estimate("r")));
    const auto first = sampled(9, [](double t) { return t < 0.5 ? 2.0 : 7.0; });
    BOOST_TEST((fit_named("monomolecular", first).limit == Limit::jump));
    const auto one_year = sampled(9, [](double t) { return t == 4.0 ? 9.0 : 0.0; });
    BOOST_TEST((fit_named("hubbert", one_year).limit == Limit::pulse));
    const auto adoption = sampled(9, [](double t) { return std::expm1(0.4 * (t + 1.0)); });
    const auto bass = fit_named("bass", adoption);
    BOOST_TEST((bass.limit == Limit::early_adoption));
    BOOST_TEST(std::isinf(bass.estimate("m")));
    BOOST_TEST(bass.estimate("q") == 0.4, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(a_known_or_bounded_resource_is_kept) {
    const auto production = sampled(14, [](double t) {
        const double s = 1.0 / (1.0 + std::exp(-0.35 * (t - 9.0)));
        return 400.0 * 0.35 * s * (1.0 - s) * (1.0 + 0.02 * std::sin(5.0 * t));
    });
    std::vector<double> years;
    for (int i = 0; i < 14; ++i) years.push_back(2000.0 + i);
    const auto fixed = fit_xy(years, production, Hubbert{}, {.fixed = {{"URR", 450.0}}});
    BOOST_TEST(fixed.estimate("URR") == 450.0);
    BOOST_TEST(fixed.standard_error("URR") == 0.0);
    const auto bounded = fit_xy(years, production, Hubbert{}, {.bounds = {{"URR", {0.0, 300.0}}}});
    BOOST_TEST(bounded.estimate("URR") == 300.0);
    BOOST_TEST(bounded.message.find("bound") != std::string::npos);
}

// Yearly growth says nothing of the level from which it started.
BOOST_AUTO_TEST_CASE(parameters_that_only_their_difference_determines_have_no_standard_error) {
    std::vector<int> years;
    for (int year = 2012; year <= 2020; ++year) years.push_back(year);
    const TimeSeries growth(
        years, std::vector<double>{1006, 1091, 1298, 1469, 1584, 1627, 1665, 1432, 1486});
    const auto f = fit(growth, "logistic_floor", {.on = FitOn::increments});
    BOOST_TEST((f.identification == Identification::not_identified));
    BOOST_TEST(std::isinf(f.standard_error("floor")));
    BOOST_TEST(std::isinf(f.standard_error("K")));
    BOOST_TEST(std::isfinite(f.standard_error("r")));
    BOOST_TEST(!f.reach.has_value());
    BOOST_TEST(f.message.find("cannot tell floor and K apart") != std::string::npos);
}

// The limits of yearly growth are those of the cumulative curve, short of what growth cannot tell.
BOOST_AUTO_TEST_CASE(growth_of_every_curve_and_shape_is_fitted_or_named) {
    std::vector<int> years;
    for (int year = 2001; year <= 2012; ++year) years.push_back(year);
    const auto shaped = [&](auto&& at) {
        std::vector<double> values;
        for (int i = 0; i < 12; ++i) values.push_back(at(i) * (1.0 + 0.01 * std::sin(9.0 * i)));
        return TimeSeries(years, values);
    };
    const std::array<TimeSeries, 5> growth{
        shaped([](int i) { return 50.0 * std::exp(0.3 * i); }),
        shaped([](int i) { return 900.0 * std::exp(-0.3 * i); }), shaped([](int) { return 70.0; }),
        shaped([](int i) { return 400.0 / (1.0 + std::exp(1.1 * (i - 5))); }),
        shaped([](int i) { return i == 6 ? 900.0 : 3.0; })};
    for (const auto& curve : shipped_curves()) {
        for (const auto& series : growth) {
            const auto f = fit(series, curve, {.on = FitOn::increments});
            BOOST_TEST_CONTEXT(f.curve << ": " << f.message) {
                BOOST_TEST(f.estimates.size() == f.parameters.size());
                for (const double estimate : f.estimates) BOOST_TEST(!std::isnan(estimate));
                BOOST_TEST((f.usable() || !f.message.empty()));
            }
        }
    }
}

// A finite floor under unbounded growth is not read from yearly growth.
BOOST_AUTO_TEST_CASE(exponential_growth_does_not_tell_the_floor) {
    std::vector<int> years;
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) {
        years.push_back(2001 + i);
        values.push_back(50.0 * std::exp(0.3 * i) * (1.0 + 0.01 * std::cos(9.0 * i)));
    }
    const TimeSeries growth(years, values);
    const auto f = fit(growth, "logistic_floor", {.on = FitOn::increments});
    BOOST_TEST((f.status == FitStatus::degenerate));
    BOOST_TEST((f.limit == Limit::shifted_exponential));
    BOOST_TEST(f.message.find("follows an exponential (35.0 % per year)") != std::string::npos);
    BOOST_TEST(!std::isfinite(f.estimate("K")));
    BOOST_TEST(!std::isfinite(f.estimate("floor")));
    // differences of an exponential are an exponential of the same rate
    BOOST_TEST(f.estimate("r") == fit(growth, "exponential").estimate("rate"),
               boost::test_tools::tolerance(1e-8));
}

// A limit beyond a bound is none, and a ceiling that is held hides no jump.
BOOST_AUTO_TEST_CASE(held_and_bounded_ceilings_keep_their_verdict_honest) {
    std::vector<double> years;
    for (int i = 0; i < 12; ++i) years.push_back(2013.0 + i);
    const std::vector<double> demand{9.1,  10.3, 11.6, 13.1, 14.6, 16.4,
                                     18.4, 20.7, 21.1, 21.6, 22.0, 22.6};
    const std::vector<double> jump{1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9};
    for (const auto* const name : {"logistic", "gompertz"}) {
        const auto curve = curve_by_name(name);
        const auto bounded = fit_xy(years, demand, curve, {.bounds = {{"K", {0.0, 10.0}}}});
        BOOST_TEST(bounded.estimate("K") <= 10.0);
        BOOST_TEST(!bounded.identified());
        const auto below = fit_xy(years, demand, curve, {.fixed = {{"K", 10.0}}});
        BOOST_TEST((below.status == FitStatus::degenerate));
        BOOST_TEST(below.estimate("r") == infinity);
        const auto held = fit_xy(years, jump, curve, {.fixed = {{"K", 9.0}}});
        BOOST_TEST((held.identification != Identification::identified));
        BOOST_TEST(held.message.find("within one step") != std::string::npos);
        BOOST_TEST(fit_xy(years, demand, curve, {.fixed = {{"K", 30.0}}}).identified());
    }
    const auto hubbert = fit_xy(years, demand, Hubbert{}, {.fixed = {{"URR", 10.0}}});
    BOOST_TEST(!hubbert.identified());
}

BOOST_AUTO_TEST_SUITE_END()
