#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/logistic_floor.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/life_cycle.hpp>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/life_cycle.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/truncation.hpp>

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const Error& e) {
        return e.what();
    }
    return "no exception";
}

bool near(double value, double expected, double tolerance = 1e-13) {
    return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(indicators_supply)

BOOST_AUTO_TEST_CASE(lifetimes_of_the_paper) {
    const double rp = reserves_to_production(90e3, 390.0);
    BOOST_TEST(near(rp, 230.76923076923077));
    BOOST_TEST(std::round(10 * growth_adjusted_lifetime(rp, 0.1219)) == 293);
    BOOST_TEST(std::round(10 * growth_adjusted_lifetime(rp, 0.12194140204325588)) == 293);
    // Summing 390 (1 + g)^k until 90,000 is used up gives the same.
    const double g = 0.12194140204325588;
    const double years = growth_adjusted_lifetime(rp, g);
    BOOST_TEST(near(390.0 * std::expm1(years * std::log1p(g)) / g, 90e3, 1e-12));
    BOOST_TEST(near(growth_adjusted_lifetime_continuous(rp, 0.1), std::log1p(0.1 * rp) / 0.1));
    // The limit of no growth, and of decline.
    BOOST_TEST(growth_adjusted_lifetime(rp, 0.0) == rp);
    BOOST_TEST(near(growth_adjusted_lifetime(rp, 1e-12), rp, 1e-9));
    BOOST_TEST(growth_adjusted_lifetime(rp, -0.01) == inf);
    BOOST_TEST(near(growth_adjusted_lifetime(10, -0.05), std::log(0.5) / std::log(0.95)));
    BOOST_TEST(growth_adjusted_lifetime_continuous(rp, -0.01) == inf);
}

BOOST_AUTO_TEST_CASE(a_bound_stays_a_bound) {
    const Quantity reserves{90, Unit{"Mt"}, Basis::reo, Qualifier::more_than};
    const Quantity production{390, Unit{"kt/a"}, Basis::reo, Qualifier::exact};
    const auto rp = reserves_to_production(reserves, production);
    BOOST_TEST(near(rp.value, 230.76923076923077));
    BOOST_TEST(rp.unit.code() == "a");
    BOOST_TEST((rp.qualifier == Qualifier::more_than));
    BOOST_TEST(rp.text().substr(0, 6) == "> 230.");
    const auto of = [&](Qualifier top, Qualifier bottom) {
        auto r = reserves;
        auto p = production;
        r.qualifier = top;
        p.qualifier = bottom;
        return reserves_to_production(r, p).qualifier;
    };
    using Q = Qualifier;
    BOOST_TEST((of(Q::exact, Q::exact) == Q::exact));
    BOOST_TEST((of(Q::exact, Q::more_than) == Q::less_than));
    BOOST_TEST((of(Q::exact, Q::up_to) == Q::at_least));
    BOOST_TEST((of(Q::at_least, Q::exact) == Q::at_least));
    BOOST_TEST((of(Q::almost, Q::exact) == Q::less_than));
    BOOST_TEST((of(Q::about, Q::exact) == Q::about));
    BOOST_TEST((of(Q::more_than, Q::less_than) == Q::more_than));
    BOOST_CHECK_THROW((void)of(Q::more_than, Q::more_than), InvalidArgument);
    auto metal = production;
    metal.basis = Basis::element;
    BOOST_CHECK_THROW((void)reserves_to_production(reserves, metal), UnitError);
    auto patents = production;
    patents.unit = Unit{"{patent}"};
    BOOST_CHECK_THROW((void)reserves_to_production(reserves, patents), UnitError);
}

BOOST_AUTO_TEST_CASE(series_ratio) {
    std::vector<Observation> list(1);
    list[0] = {.year = Year{2024}, .printed = 90.0, .qualifier = Qualifier::more_than};
    const TimeSeries reserves{SeriesInfo{.unit = Unit{"Mt"}}, list};
    const std::vector<int> years{2023, 2024};
    const TimeSeries production{years, std::vector<double>{376, 390},
                                SeriesInfo{.unit = Unit{"kt/a"}}};
    const auto rp = reserves_to_production(reserves, production, Year{2024});
    BOOST_TEST(near(rp.value, 230.76923076923077));
    BOOST_TEST((rp.qualifier == Qualifier::more_than));
    BOOST_CHECK_THROW((void)reserves_to_production(reserves, production, Year{2023}), NotFound);
}

BOOST_AUTO_TEST_CASE(depletion_bad_input) {
    BOOST_CHECK_THROW((void)reserves_to_production(-1, 2), InvalidArgument);
    BOOST_CHECK_THROW((void)reserves_to_production(1, 0), InvalidArgument);
    BOOST_CHECK_THROW((void)reserves_to_production(not_a_number, 2), InvalidArgument);
    BOOST_CHECK_THROW((void)growth_adjusted_lifetime(10, -1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)growth_adjusted_lifetime(10, not_a_number), InvalidArgument);
    BOOST_CHECK_THROW((void)growth_adjusted_lifetime(-1, 0.1), InvalidArgument);
    BOOST_CHECK_THROW((void)growth_adjusted_lifetime_continuous(1, inf), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(hubbert) {
    // P = r Q (1 - Q/URR) on chosen Q lies on the line exactly.
    std::vector<double> q, p;
    for (int i = 1; i <= 10; ++i) {
        q.push_back(50.0 * i);
        p.push_back(0.07 * q.back() * (1.0 - q.back() / 2000.0));
    }
    const auto line = hubbert_linearization(q, p);
    BOOST_TEST(near(line.rate, 0.07));
    BOOST_TEST(near(*line.urr, 2000.0, 1e-11));
    BOOST_TEST(near(line.r_squared, 1.0));
    // Exponential growth has no ceiling.
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = 0.05 * q[i] * (1.0 + 0.001 * q[i]);
    const auto rising = hubbert_linearization(q, p);
    BOOST_TEST(!rising.urr);
    BOOST_TEST(rising.message == "P/Q does not fall with Q: the data contain no ceiling");
    BOOST_CHECK_THROW((void)hubbert_linearization(q, std::vector<double>{1}), InvalidArgument);
    BOOST_CHECK_THROW(
        (void)hubbert_linearization(std::vector<double>{2, 1}, std::vector<double>{1, 1}),
        InvalidArgument);
    BOOST_CHECK_THROW((void)hubbert_linearization(std::vector<double>{1}, std::vector<double>{1}),
                      InvalidArgument);
    BOOST_CHECK_THROW(
        (void)hubbert_linearization(std::vector<double>{0, 1}, std::vector<double>{1, 1}),
        InvalidArgument);
}

// Worked by hand: global 0.6^2 5 + 0.4^2 2 = 2.12; sourcing 0.5^2 5 * 1.1 + 0.5^2 3 = 2.125;
// IR 0.8: 2.12 * 0.4 + 2.125 * 0.6 = 2.123; times (1 - 0.1) * 0.9 = 1.71963.
BOOST_AUTO_TEST_CASE(european_formula) {
    SupplyRiskInput input;
    input.global = {{0.6, 5.0}, {0.4, 2.0}};
    input.sourcing = std::vector<Supplier>{{0.5, 5.0, 1.1}, {0.5, 3.0}};
    input.import_reliance = 0.8;
    input.recycling_input_rate = 0.1;
    input.substitution_index = 0.9;
    const auto full = supply_risk(input);
    BOOST_TEST(near(*full.value, 1.71963));
    BOOST_TEST(near(full.hhi_global, 2.12));
    BOOST_TEST(near(*full.hhi_sourcing, 2.125));
    BOOST_TEST(full.missing.empty());
    // The scale of governance risk is the scale of the result.
    for (auto& one : input.global) one.governance_risk /= 10;
    for (auto& one : *input.sourcing) one.governance_risk /= 10;
    BOOST_TEST(near(*supply_risk(input).value, 0.171963));
}

BOOST_AUTO_TEST_CASE(missing_inputs_are_errors_or_bounds) {
    SupplyRiskInput input;
    input.global = {{0.6, 5.0}, {0.4, 2.0}};
    input.sourcing = std::vector<Supplier>{{0.5, 5.0}, {0.5, 3.0}};  // 2
    input.import_reliance = 0.8;
    input.substitution_index = 0.9;
    BOOST_TEST(message_of([&] { (void)supply_risk(input); }) ==
               "recycling input rate = missing: must be given, or ask for a bound");
    const auto bound = supply_risk(input, MissingInput::bound);
    BOOST_TEST(!bound.value);
    BOOST_TEST(bound.lower == 0.0);
    BOOST_TEST(near(bound.upper, (2.12 * 0.4 + 2.0 * 0.6) * 0.9));
    BOOST_TEST(bound.missing == std::vector<std::string>{"recycling input rate"},
               boost::test_tools::per_element());
    // Every completion lies within the bound.
    input.import_reliance.reset();
    input.sourcing.reset();
    BOOST_CHECK_THROW((void)supply_risk(input), InvalidArgument);
    const auto wide = supply_risk(input, MissingInput::bound);
    BOOST_TEST(wide.missing.size() == 3U);
    for (const double ir : {0.0, 0.3, 1.0})
        for (const double eol : {0.0, 0.5, 1.0})
            for (const double share : {0.0, 0.5, 1.0}) {
                input.import_reliance = ir;
                input.recycling_input_rate = eol;
                input.sourcing = std::vector<Supplier>{{share, 5.0}, {1 - share, 2.0}};
                const double value = *supply_risk(input).value;
                BOOST_TEST(value >= wide.lower);
                BOOST_TEST(value <= wide.upper);
            }
}

BOOST_AUTO_TEST_CASE(supply_risk_bad_input) {
    SupplyRiskInput input;
    BOOST_CHECK_THROW((void)supply_risk(input), InvalidArgument);
    input.global = {{0.6, 5.0}};
    BOOST_TEST(message_of([&] { (void)supply_risk(input); }) ==
               "shares = in sum 0.6: must be 1 in sum; give the rest as a supplier of its own");
    BOOST_CHECK_THROW((void)weighted_hhi(std::vector<Supplier>{{1.0, -1.0}}), InvalidArgument);
    BOOST_CHECK_THROW((void)weighted_hhi(std::vector<Supplier>{{1.2, 1.0}, {-0.2, 1.0}}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)weighted_hhi(std::vector<Supplier>{{not_a_number, 1.0}}),
                      InvalidArgument);
    BOOST_TEST(near(governance_risk(-2.5, 10), 10.0));
    BOOST_TEST(near(governance_risk(0.5, 1), 0.4));
    BOOST_CHECK_THROW((void)governance_risk(3.0, 10), InvalidArgument);
    BOOST_CHECK_THROW((void)governance_risk(0.0, 0), InvalidArgument);
    BOOST_TEST(near(net_import_reliance(90, 10, 20), 0.8));
    BOOST_TEST(net_import_reliance(0, 10, 20) == -1.0);
    BOOST_CHECK_THROW((void)net_import_reliance(0, 30, 20), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(geopolitical_score) {
    // HHI 0.5^2 + 0.3^2 + 0.2^2 = 0.38; (60 * 0.5 + 20 * 0.2) / (20 + 80) = 0.34.
    const std::vector<double> world{50, 30, 20};
    const std::vector<ImportFlow> imports{{60, 0.5}, {20, 0.2}};
    BOOST_TEST(near(geopolrisk(world, imports, 20), 0.38 * 0.34));
    BOOST_TEST(geopolrisk(world, {}, 5) == 0.0);
    BOOST_CHECK_THROW((void)geopolrisk(world, {}, 0), InvalidArgument);
    BOOST_CHECK_THROW((void)geopolrisk({}, imports, 1), InvalidArgument);
    BOOST_CHECK_THROW((void)geopolrisk(world, std::vector<ImportFlow>{{-1, 1}}, 1),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)geopolrisk(world, imports, not_a_number), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(truncation) {
    const std::vector<int> years{2019, 2020, 2021, 2022};
    const TimeSeries counts{years, std::vector<double>{100, 90, 60, 5}};
    const LagDistribution lag{{0.0, 0.5, 0.9, 1.0}};
    const auto rows = truncation_correction(counts, Year{2022}, lag);
    BOOST_TEST(*rows[0].corrected == 100.0);
    BOOST_TEST(*rows[0].standard_error == 0.0);
    BOOST_TEST(near(*rows[1].corrected, 100.0));
    BOOST_TEST(near(*rows[2].corrected, 120.0));
    BOOST_TEST(near(*rows[2].standard_error, std::sqrt(60 * 0.5) / 0.5));
    BOOST_TEST(!rows[3].corrected);
    const auto series = truncation_corrected(counts, Year{2022}, lag);
    BOOST_TEST(near(*series.value(2), 120.0));
    BOOST_TEST((series.status(2) == ObsStatus::imputed));
    BOOST_TEST(*series.with_view(View::printed).value(2) == 60.0);
    BOOST_TEST(!series.value(3));
    BOOST_TEST((series.status(3) == ObsStatus::missing));
    BOOST_TEST((series.status(0) == ObsStatus::normal));
    BOOST_CHECK_THROW((void)truncation_correction(counts, Year{2021}, lag), InvalidArgument);
    BOOST_CHECK_THROW(LagDistribution({}), InvalidArgument);
    BOOST_CHECK_THROW(LagDistribution({0.5, 0.4, 1.0}), InvalidArgument);
    BOOST_CHECK_THROW(LagDistribution({0.5, 0.9}), InvalidArgument);
    BOOST_CHECK_THROW(LagDistribution({0.5, 1.1}), InvalidArgument);
    BOOST_CHECK_THROW(LagDistribution({not_a_number, 1.0}), InvalidArgument);
    BOOST_CHECK_THROW((void)lag(-1), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(stages) {
    BOOST_TEST((life_cycle_stage(5, 100) == LifeCycleStage::emergence));
    BOOST_TEST((life_cycle_stage(10, 100) == LifeCycleStage::growth));
    BOOST_TEST((life_cycle_stage(50, 100) == LifeCycleStage::maturity));
    BOOST_TEST((life_cycle_stage(95, 100) == LifeCycleStage::saturation));
    const auto open = life_cycle_stage(60, 70, inf);
    BOOST_TEST(!open.determined());
    BOOST_TEST((open.earliest == LifeCycleStage::emergence));
    BOOST_TEST((open.latest == LifeCycleStage::maturity));
    BOOST_TEST(life_cycle_stage(60, 70, 80).determined());
    BOOST_CHECK_THROW((void)life_cycle_stage(-1, 10), InvalidArgument);
    BOOST_CHECK_THROW((void)life_cycle_stage(1, 0), InvalidArgument);
    BOOST_CHECK_THROW((void)life_cycle_stage(1, 10, 5), InvalidArgument);
    BOOST_CHECK_THROW((void)life_cycle_stage(1, 10, not_a_number), InvalidArgument);
    BOOST_CHECK_THROW((void)life_cycle_stage(1, 10, {0.5, 0.1, 0.9}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(the_life_cycle_of_a_fit) {
    const auto series = [](double rate) {
        std::vector<double> x, y;
        for (int i = 0; i < 21; ++i) {
            x.push_back(2000.0 + i);
            y.push_back(100.0 / (1.0 + std::exp(-rate * (i - 10))) + 0.1 * ((i * 7) % 5 - 2));
        }
        return std::pair{x, y};
    };
    const auto [x, rising] = series(0.4);
    const auto grown = life_cycle_stage(fit_xy(x, rising, Logistic{}));
    BOOST_TEST((grown.earliest == LifeCycleStage::saturation));
    const auto falling = series(-0.4).second;
    for (const auto& fallen :
         {fit_xy(x, falling, Logistic{}), fit_xy(x, falling, LogisticFloor{})}) {
        const auto stage = life_cycle_stage(fallen);
        BOOST_TEST((stage.earliest == LifeCycleStage::decline));
        BOOST_TEST(stage.determined());
        BOOST_TEST(stage.share_upper < 0.03);
        BOOST_TEST(fallen.message.find("has fallen to") != std::string::npos);
    }
    BOOST_CHECK_THROW((void)life_cycle_stage(fit_xy(x, rising, Linear{})), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
