#pragma once
// Simulated series, the reference optimum, and the comparison of the two; used by optimum_study.cpp
// and, with few series, by the tests.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/shipped.hpp>
#include <reeindex/fit/fit.hpp>

namespace study {
using namespace reeindex;

struct Series {
    std::vector<double> years, values;
};

// --- Reference: Levenberg-Marquardt on all parameters, bounds by projection -------------------

template <class C>
class Reference {
    static constexpr std::size_t N = detail::parameter_count<C>;
    static constexpr int width = static_cast<int>(N);
    using Vector = Eigen::Matrix<double, width, 1>;
    using Matrix = Eigen::Matrix<double, width, width>;

public:
    Reference(C curve, const Series& data, Axis axis) : curve_(curve), data_(data), axis_(axis) {
        for (const double y : data.values) scale_ = std::max(scale_, std::abs(y));
    }

    /// Lowest sum of squares from `starts` random starts, in units of the squared scale.
    [[nodiscard]] double best(Random& random, int starts) const {
        double lowest = std::numeric_limits<double>::infinity();
        for (int k = 0; k < starts; ++k) lowest = std::min(lowest, descend(draw(random)));
        return lowest;
    }
    [[nodiscard]] double scale() const { return scale_; }

private:
    [[nodiscard]] Vector draw(Random& random) const {
        const double span = axis_.span();
        Vector p;
        for (std::size_t j = 0; j < N; ++j) {
            const auto& info = C::parameters[j];
            const std::string name(info.name);
            double v = 0.0;
            if (name[0] == 't')
                v = axis_.first + span * (2.0 * random.uniform() - 0.4);
            else if (name == "nu")
                v = std::pow(10.0, 2.6 * random.uniform() - 1.6);
            else if (info.linear)
                v = scale_ * std::pow(10.0, 1.6 * random.uniform() - 0.8) *
                    (name == "URR" ? span : 1.0) * (name == "slope" ? 1.0 / span : 1.0);
            else if (name == "p")
                v = std::pow(10.0, 4.0 * random.uniform() - 4.0) / span * 3.0;
            else if (name == "exponent")
                v = 6.0 * random.uniform() - 1.0;
            else
                v = std::pow(10.0, 1.7 * random.uniform() - 0.3) / span;
            const bool both = info.lower < 0.0 && !(name[0] == 't') && name != "exponent";
            if (both && random.uniform() < 0.25) v = -v;
            p(static_cast<int>(j)) = std::clamp(v, info.lower, info.upper);
        }
        return p;
    }

    [[nodiscard]] bool evaluate(const Vector& p, Vector& slope, Matrix& gram, double& sse) const {
        std::array<double, N> q{}, g{};
        std::copy_n(p.data(), N, q.begin());
        slope.setZero();
        gram.setZero();
        sse = 0.0;
        for (std::size_t i = 0; i < data_.values.size(); ++i) {
            const double t = data_.years[i];
            const double f = curve_.gradient(t, std::span<const double>(q), std::span<double>(g));
            const double e = (data_.values[i] - f) / scale_;
            sse += e * e;
            const Vector row = Eigen::Map<const Vector>(g.data()) / scale_;
            slope += row * e;
            gram += row * row.transpose();
        }
        return std::isfinite(sse) && gram.allFinite() && slope.allFinite();
    }

    [[nodiscard]] double descend(Vector p) const {
        Vector slope, trial_slope;
        Matrix gram, trial_gram;
        double sse = 0.0, trial_sse = 0.0, damping = 1e-2;
        if (!evaluate(p, slope, gram, sse)) return std::numeric_limits<double>::infinity();
        int flat = 0;
        for (int k = 0; k < 300 && flat < 4; ++k) {
            Matrix a = gram;
            for (int j = 0; j < width; ++j) a(j, j) += damping * gram(j, j) + 1e-300;
            // parameters that would leave their bounds stay
            for (int j = 0; j < width; ++j) {
                const auto& info = C::parameters[static_cast<std::size_t>(j)];
                if ((p(j) <= info.lower && slope(j) < 0.0) ||
                    (p(j) >= info.upper && slope(j) > 0.0)) {
                    a.row(j).setZero();
                    a.col(j).setZero();
                    a(j, j) = 1.0;
                }
            }
            Vector right = slope;
            for (int j = 0; j < width; ++j)
                if (a(j, j) == 1.0 && a.row(j).squaredNorm() == 1.0) right(j) = 0.0;
            Vector trial = p + a.ldlt().solve(right);
            for (int j = 0; j < width; ++j) {
                const auto& info = C::parameters[static_cast<std::size_t>(j)];
                trial(j) = std::clamp(trial(j), info.lower, info.upper);
            }
            const bool finite =
                trial.allFinite() && evaluate(trial, trial_slope, trial_gram, trial_sse);
            if (finite && trial_sse <= sse) {
                flat = sse - trial_sse <= 1e-13 * sse ? flat + 1 : 0;
                p = trial;
                slope = trial_slope;
                gram = trial_gram;
                sse = trial_sse;
                damping = std::max(damping / 5.0, 1e-14);
            } else {
                damping *= 4.0;
                if (damping > 1e12) break;
            }
        }
        return sse;
    }

    C curve_;
    const Series& data_;
    Axis axis_;
    double scale_ = 0.0;
};

// --- Simulation --------------------------------------------------------------------------------

/// Years, and the values of `shape` with noise and scale; the shape gets the time from 0 to 1.
template <class Shape>
[[nodiscard]] Series simulate(Random& random, const Shape& shape) {
    Series out;
    const auto n = 8 + random.index(23);
    const double first = 1900.0 + static_cast<double>(random.index(110));
    const double gaps = random.uniform() < 0.5 ? 0.0 : 0.15;
    std::vector<double> years;
    for (double year = first; years.size() < n; year += 1.0)
        if (years.empty() || !(random.uniform() < gaps)) years.push_back(year);
    const double span = years.back() - years.front();
    const auto curve = shape(random, span);
    double largest = 0.0;
    for (const double year : years) {
        out.years.push_back(year);
        out.values.push_back(curve(year - first));
        largest = std::max(largest, std::abs(out.values.back()));
    }
    const double noise = 0.01 + 0.19 * random.uniform();
    const bool relative = random.uniform() < 0.5;
    const double scale = std::pow(10.0, 15.0 * random.uniform() - 6.0) / largest;
    for (auto& y : out.values) {
        const double size = relative ? std::abs(y) : largest * 0.5;
        y = scale * (y + noise * size * random.normal());
    }
    return out;
}

[[nodiscard]] inline double between(Random& random, double low, double high) {
    return low + (high - low) * random.uniform();
}
[[nodiscard]] inline double log_between(Random& random, double low, double high) {
    return low * std::pow(high / low, random.uniform());
}
[[nodiscard]] inline double reach(Random& random) { return between(random, 0.10, 0.95); }

template <class Visit>
void for_each_curve(const Visit& visit) {
    const auto logit = [](double share) { return std::log(share / (1.0 - share)); };
    const auto sigmoid = [](double z) { return 1.0 / (1.0 + std::exp(-z)); };
    visit(Exponential{}, [](Random& random, double span) {
        const double rate = between(random, -2.0, 5.0) / span;
        return [=](double t) { return std::exp(rate * t); };
    });
    visit(PowerLaw{}, [](Random& random, double) {
        const double exponent = between(random, -1.0, 4.0);
        return [=](double t) { return std::pow(t + 1.0, exponent); };
    });
    visit(Logistic{}, [=](Random& random, double span) {
        const double rate = between(random, 2.0, 12.0) / span;
        const double middle = span - logit(reach(random)) / rate;
        const bool falling = random.uniform() < 0.1;
        return [=](double t) { return sigmoid(rate * ((falling ? span - t : t) - middle)); };
    });
    visit(LogisticFloor{}, [=](Random& random, double span) {
        const double rate = between(random, 3.0, 14.0) / span;
        const double middle = span - logit(reach(random)) / rate;
        const double floor = between(random, 0.0, 0.5);
        return [=](double t) { return floor + sigmoid(rate * (t - middle)); };
    });
    visit(Gompertz{}, [](Random& random, double span) {
        const double rate = between(random, 1.5, 8.0) / span;
        const double middle = span + std::log(-std::log(reach(random))) / rate;
        const bool falling = random.uniform() < 0.1;
        return [=](double t) {
            return std::exp(-std::exp(-rate * ((falling ? span - t : t) - middle)));
        };
    });
    visit(Richards{}, [](Random& random, double span) {
        const double nu = log_between(random, 0.15, 5.0);
        const double rate = between(random, 2.0, 10.0) / span * std::max(1.0, nu);
        const double at_end = reach(random);
        const double middle = span + std::log((std::pow(at_end, -nu) - 1.0) / nu) / rate;
        return [=](double t) {
            return std::pow(1.0 + nu * std::exp(-rate * (t - middle)), -1.0 / nu);
        };
    });
    visit(Monomolecular{}, [](Random& random, double span) {
        const double start = between(random, 0.0, 0.5);
        const double at_end = std::max(reach(random), start + 0.05);
        const double rate = std::log((1.0 - start) / (1.0 - at_end)) / span;
        return [=](double t) { return 1.0 - (1.0 - start) * std::exp(-rate * t); };
    });
    const auto bass = [](Random& random, double span) {
        const double q = between(random, 2.0, 10.0) / span;
        const double at_end = reach(random);
        double low = 1e-7, high = 3.0;  // innovation that gives the reach
        for (int k = 0; k < 60; ++k) {
            const double p = std::sqrt(low * high);
            const double e = std::exp(-(p + q) * (span + 1.0));
            ((1.0 - e) / (1.0 + q / p * e) < at_end ? low : high) = p;
        }
        return std::pair{low, q};
    };
    visit(Bass{}, [=](Random& random, double span) {
        const auto [p, q] = bass(random, span);
        return [p = p, q = q](double t) {
            const std::array<double, 3> at{1.0, p, q};
            return Bass{-1.0}(t, std::span<const double>(at));
        };
    });
    visit(BassAdoptions{}, [=](Random& random, double span) {
        const auto [p, q] = bass(random, span);
        return [p = p, q = q](double t) {
            const std::array<double, 3> at{1.0, p, q};
            return BassAdoptions{-1.0}(t, std::span<const double>(at));
        };
    });
    visit(BiLogistic{}, [=](Random& random, double span) {
        const double r1 = between(random, 8.0, 25.0) / span, r2 = between(random, 8.0, 25.0) / span;
        const double t1 = between(random, 0.1, 0.4) * span;
        const double t2 = std::max(t1 + 0.25 * span, span - logit(reach(random)) / r2);
        const double second = log_between(random, 0.3, 3.0);
        return [=](double t) { return sigmoid(r1 * (t - t1)) + second * sigmoid(r2 * (t - t2)); };
    });
    visit(Hubbert{}, [=](Random& random, double span) {
        const double rate = between(random, 3.0, 15.0) / span;
        const double peak = span - logit(reach(random)) / rate;
        return [=](double t) {
            const double s = sigmoid(rate * (t - peak));
            return s * (1.0 - s);
        };
    });
}

// --- Comparison --------------------------------------------------------------------------------

struct Row {
    std::size_t regular = 0, regular_best = 0, degenerate = 0, degenerate_best = 0;
    std::size_t unnamed = 0, thrown = 0;
    double microseconds = 0.0;
};

template <class C, class Generate>
[[nodiscard]] Row run(const C& curve, const Generate& generate, std::size_t count,
                      std::uint64_t seed, int starts, bool report) {
    Row row;
    double seconds = 0.0;
    const AnyCurve any(curve);
    for (std::size_t k = 0; k < count; ++k) {
        Random random(seed, k);
        const Series data = simulate(random, generate);
        Axis axis{.first = data.years.front(), .last = data.years.back(), .gap = 1.0};
        FitResult fit;
        const auto begin = std::chrono::steady_clock::now();
        try {
            fit = fit_xy(data.years, data.values, any);
        } catch (const std::exception& error) {
            ++row.thrown;
            if (report) std::fprintf(stderr, "%zu thrown: %s\n", k, error.what());
            continue;
        }
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        C placed = curve;
        if constexpr (requires { curve.anchored(axis); }) placed = curve.anchored(axis);
        const Reference<C> reference(placed, data, axis);
        const double unit = reference.scale() * reference.scale();
        const double best = reference.best(random, starts);
        const double ours = fit.sse / unit;
        const bool reached = ours <= best * (1.0 + 1e-6) + 1e-28;
        bool named = fit.usable();
        if (fit.status == FitStatus::converged)  // infinities and NaN are no estimates
            for (const double v : fit.estimates) named = named && std::isfinite(v);
        if (!named) ++row.unnamed;
        const bool degenerate = fit.status == FitStatus::degenerate;
        (degenerate ? row.degenerate : row.regular) += 1;
        if (reached) (degenerate ? row.degenerate_best : row.regular_best) += 1;
        if (report && (!named || !reached)) {
            std::fprintf(stderr,
                         "%s %zu n %zu %s %s ours/best-1 %.3g :", std::string(C::name).c_str(), k,
                         data.values.size(), std::string(name(fit.status)).c_str(),
                         std::string(name(fit.limit)).c_str(), ours / best - 1.0);
            for (const double v : fit.estimates) std::fprintf(stderr, " %.6g", v);
            std::fprintf(stderr, "\n");
        }
    }
    row.microseconds = 1e6 * seconds / static_cast<double>(count);
    return row;
}

}  // namespace study
