// How often nominal 95 % intervals hold what they promise, on series simulated from a known curve.
//
//     coverage_study [REPLICATES] [SEED] [SETTING]
//
// Series of n = 15 years whose last year reaches 30, 50, 70 or 90 % of the ceiling; a forecast is
// judged by the new observation h years later. Prints one CSV row per curve, rate, noise, error
// model, method and reach: coverage at h = 5 and over h = 1 to 5, the mean interval score (Winkler)
// at h = 5 relative to that of the true curve with its true noise, coverage of the interval for K
// and the share of degenerate fits. SETTING: all, main (one rate, three kinds of noise), rates
// (several rates, constant noise), bootstrap (fewer replicates).

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/forecast/forecast.hpp>

namespace {

using namespace reeindex;

constexpr int observations = 15;
constexpr int horizon = 5;
constexpr double noise_share = 0.05;
constexpr int last_year = 2024;

/// What the noise of 5 % is relative to.
enum class Noise { ceiling, last_value, mean_value, value };
constexpr std::string_view name(Noise noise) {
    constexpr std::string_view names[]{"ceiling", "last value", "mean value", "value"};
    return names[static_cast<int>(noise)];
}

struct Truth {
    bool gompertz = false;
    double rate = 0.25;
    double reach = 0.5;
    [[nodiscard]] double at(double t) const {
        const double ceiling = 100.0;
        if (gompertz) {
            const double t0 = last_year + std::log(-std::log(reach)) / rate;
            return ceiling * std::exp(-std::exp(-rate * (t - t0)));
        }
        const double t0 = last_year - std::log(reach / (1.0 - reach)) / rate;
        return ceiling / (1.0 + std::exp(-rate * (t - t0)));
    }
};

struct Tally {
    int count = 0, degenerate = 0, at_five = 0, all = 0, ceiling = 0, ceilings = 0;
    double score = 0.0, best_score = 0.0;
};

/// "residual" is the curve's value +- t s, as many spreadsheets draw it.
enum class Method { automatic, delta, bootstrap, residual };
constexpr std::string_view name(Method method) {
    constexpr std::string_view names[]{"default", "delta", "bootstrap", "residual"};
    return names[static_cast<int>(method)];
}

double winkler(double lower, double upper, double y) {
    const double alpha = 0.05;
    return upper - lower + 2.0 / alpha * (std::max(lower - y, 0.0) + std::max(y - upper, 0.0));
}

struct Case {
    bool gompertz;
    double rate;
    Noise noise;
    ErrorModel error;
    std::vector<Method> methods;
};

void run(const Case& what, double reach, int replicates, std::uint64_t seed) {
    const Truth truth{what.gompertz, what.rate, reach};
    double mean = 0.0;
    std::vector<int> years;
    for (int i = 0; i < observations; ++i) {
        years.push_back(last_year - observations + 1 + i);
        mean += truth.at(years.back()) / observations;
    }
    const auto sigma = [&](double value) {
        switch (what.noise) {
            case Noise::ceiling:
                return noise_share * 100.0;
            case Noise::last_value:
                return noise_share * truth.at(last_year);
            case Noise::mean_value:
                return noise_share * mean;
            default:
                return noise_share * value;
        }
    };
    const auto draw = [&](double t, Random& random) {
        const double value = truth.at(t);
        if (what.error == ErrorModel::lognormal)
            return value * std::exp(noise_share * random.normal());
        return value + sigma(value) * random.normal();
    };
    std::vector<Tally> tallies(what.methods.size());
    for (int k = 0; k < replicates; ++k) {
        Random random(seed, static_cast<std::uint64_t>(k));
        std::vector<double> values, later;
        for (const int year : years) values.push_back(draw(year, random));
        for (int h = 1; h <= horizon; ++h) later.push_back(draw(last_year + h, random));
        const TimeSeries series(years, values);
        const auto fitted =
            fit(series, what.gompertz ? "gompertz" : "logistic", {.error = what.error});
        if (!fitted.usable()) continue;
        for (std::size_t m = 0; m < what.methods.size(); ++m) {
            auto& tally = tallies[m];
            const Method method = what.methods[m];
            auto how = IntervalMethod::automatic;
            if (method == Method::delta || method == Method::residual) how = IntervalMethod::delta;
            if (method == Method::bootstrap) how = IntervalMethod::bootstrap;
            auto made = forecast(fitted, {.horizon = horizon, .method = how, .replicates = 399});
            if (method == Method::residual) {
                const double half = student_t_quantile(0.975, fitted.dof()) * fitted.sigma;
                for (std::size_t h = 0; h < made.mean.size(); ++h) {
                    made.lower[h] = made.mean[h] - half;
                    made.upper[h] = made.mean[h] + half;
                }
            }
            ++tally.count;
            tally.degenerate += fitted.status == FitStatus::degenerate ? 1 : 0;
            for (std::size_t h = 0; h < later.size(); ++h) {
                const bool inside = made.lower[h] <= later[h] && later[h] <= made.upper[h];
                tally.all += inside ? 1 : 0;
                if (h + 1 == later.size()) tally.at_five += inside ? 1 : 0;
            }
            const double y = later.back(), value = truth.at(last_year + horizon);
            tally.score += winkler(made.lower.back(), made.upper.back(), y);
            const double s = sigma(value) * 1.959963984540054;
            tally.best_score += winkler(value - s, value + s, y);
            if (method == Method::residual) continue;
            const auto ceiling = interval(
                fitted, "K", how == IntervalMethod::automatic ? IntervalMethod::profile : how, 0.95,
                {.replicates = 399});
            ++tally.ceilings;
            tally.ceiling += ceiling.lower <= 100.0 && 100.0 <= ceiling.upper ? 1 : 0;
        }
    }
    for (std::size_t m = 0; m < what.methods.size(); ++m) {
        const auto& t = tallies[m];
        const auto share = [](int part, int all) { return all > 0 ? 100.0 * part / all : NAN; };
        std::printf("%s,%g,%s,%s,%s,%g,%d,%.2f,%.2f,%.3f,%.2f,%.2f\n",
                    what.gompertz ? "gompertz" : "logistic", what.rate,
                    std::string(name(what.noise)).c_str(), std::string(name(what.error)).c_str(),
                    std::string(name(what.methods[m])).c_str(), 100.0 * reach, t.count,
                    share(t.at_five, t.count), share(t.all, horizon * t.count),
                    t.score / t.best_score, share(t.ceiling, t.ceilings),
                    share(t.degenerate, t.count));
    }
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const int replicates = argc > 1 ? std::atoi(argv[1]) : 2000;
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20240607;
    const std::string setting = argc > 3 ? argv[3] : "all";
    std::vector<Case> cases;
    const std::vector<Method> three{Method::automatic, Method::delta, Method::residual};
    for (const bool gompertz : {false, true}) {
        const double rate = gompertz ? 0.15 : 0.25;
        if (setting == "all" || setting == "main") {
            for (const Noise noise : {Noise::ceiling, Noise::last_value, Noise::mean_value})
                cases.push_back({gompertz, rate, noise, ErrorModel::gaussian, three});
            cases.push_back({gompertz, rate, Noise::value, ErrorModel::lognormal, three});
            cases.push_back({gompertz, rate, Noise::value, ErrorModel::gaussian, three});
        }
        if (setting == "all" || setting == "rates")
            for (const double factor : {0.6, 1.6, 2.4})
                cases.push_back({gompertz,
                                 rate * factor,
                                 Noise::ceiling,
                                 ErrorModel::gaussian,
                                 {Method::automatic}});
        if (setting == "all" || setting == "bootstrap")
            cases.push_back(
                {gompertz, rate, Noise::ceiling, ErrorModel::gaussian, {Method::bootstrap}});
    }
    std::printf(
        "curve,rate,noise,error,method,reach,replicates,coverage_5,coverage_1_to_5,score,"
        "coverage_K,degenerate\n");
    for (const auto& one : cases)
        for (const double reach : {0.3, 0.5, 0.7, 0.9}) {
            const bool slow = one.methods.front() == Method::bootstrap;
            run(one, reach, slow ? std::min(replicates, 500) : replicates, seed);
        }
}
