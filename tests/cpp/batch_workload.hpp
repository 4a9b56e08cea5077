#pragma once
// Seeded series for the batch tests, and a slow, careful optimum to hold the batch against.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <reeindex/core/random.hpp>

namespace batch_workload {

enum class Shape { logistic, gompertz };

struct Workload {
    std::size_t rows = 0, columns = 0;
    std::vector<double> years, values;
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return {values.data() + i * columns, columns};
    }
};

inline Workload make(Shape shape, std::size_t rows, std::size_t columns, double noise,
                     std::uint64_t seed) {
    Workload out{rows, columns, {}, {}};
    for (std::size_t j = 0; j < columns; ++j) out.years.push_back(2005.0 + static_cast<double>(j));
    reeindex::Random random(seed, 0);
    const double span = static_cast<double>(columns);
    for (std::size_t i = 0; i < rows; ++i) {
        const double ceiling = 100.0 * std::pow(1000.0, random.uniform());
        const double r = (0.1 + 0.7 * random.uniform()) * (shape == Shape::gompertz ? 0.7 : 1.0);
        const double t0 =
            2005.0 + span * (0.15 + (shape == Shape::gompertz ? 0.8 : 1.0) * random.uniform());
        for (const double t : out.years) {
            const double e = std::exp(-r * (t - t0));
            const double value =
                shape == Shape::gompertz ? ceiling * std::exp(-e) : ceiling / (1.0 + e);
            out.values.push_back(value * (1.0 + noise * random.normal()));
        }
    }
    return out;
}

/// Series of one shape as they come: plain, with gaps (NaN), plateaus, steps, waves, falling; 5 or
/// 25 % noise; 6 to 30 years.
inline std::vector<std::vector<double>> mixed(Shape shape, std::size_t count, std::uint64_t seed) {
    reeindex::Random random(seed, 0);
    std::vector<std::vector<double>> out;
    for (std::size_t i = 0; i < count; ++i) {
        const int n = 6 + static_cast<int>(25 * random.uniform());
        const std::size_t kind = i % 10;  // plain below 5
        const double noise = i / 10 % 2 == 0 ? 0.05 : 0.25;
        const double ceiling = std::pow(10.0, 6.0 * random.uniform() - 2.0);
        const double reach = 0.1 + 0.88 * random.uniform(), phase = 6.3 * random.uniform();
        const double r = shape == Shape::gompertz ? 0.08 + 0.42 * random.uniform()
                                                  : 0.15 + 0.75 * random.uniform();
        const double z = shape == Shape::gompertz ? -std::log(-std::log(reach))
                                                  : std::log(reach / (1.0 - reach));
        const double jump = 1.0 + random.uniform() * (n - 2), part = random.uniform();
        std::vector<double> y;
        for (int t = 0; t < n; ++t) {
            const double e = std::exp(r * (n - 1 - t) - z);
            double value = shape == Shape::gompertz ? std::exp(-e) : 1.0 / (1.0 + e);
            if (kind == 6) value = 1.0 / (1.0 + std::exp(-(0.5 + part) * (t - 0.25 * n)));
            if (kind == 7) value = t < jump ? 0.0 : t < jump + 1.0 ? part : 1.0;
            if (kind == 8) value = 0.6 + 0.3 * std::sin(phase + (0.1 + part) * t);
            y.push_back(ceiling * value);
        }
        if (kind == 9) std::reverse(y.begin(), y.end());
        const double largest = *std::max_element(y.begin(), y.end());
        const bool even = random.uniform() < 0.6;
        for (auto& value : y) value += noise * (even ? largest : value) * random.normal();
        if (kind == 5)
            for (int k = 0; k < 1 + n / 6; ++k)
                y[1 + static_cast<std::size_t>(random.uniform() * (n - 2))] =
                    std::numeric_limits<double>::quiet_NaN();
        out.push_back(std::move(y));
    }
    return out;
}

/// The least residual sum of K sigma(r (t - t0)), K >= 0, either sign of r, that a dense grid of
/// starts and Gauss-Newton in extended precision find, the limits (mean, exponential, steps)
/// included.
class Reference {
public:
    Reference(std::span<const double> t, std::span<const double> y, Shape shape)
        : t_(t.begin(), t.end()), y_(y.begin(), y.end()), shape_(shape) {}

    [[nodiscard]] double best() {
        const long double first = t_.front(), last = t_.back(), span = last - first;
        long double least = std::min(mean(), exponential());
        struct Start {
            long double sse, k, c;
        };
        std::vector<Start> starts;
        for (int sign = -1; sign <= 1; sign += 2)
            for (int a = 0; a < 24; ++a)
                for (int b = 0; b < 60; ++b) {
                    const long double k = sign * 0.4L / span * std::pow(120.0L, a / 23.0L * 1.2L);
                    const long double t0 = first - 0.6L * span + b / 59.0L * 2.6L * span;
                    starts.push_back({at(k, k * (t0 - first)), k, k * (t0 - first)});
                }
        std::sort(starts.begin(), starts.end(),
                  [](const auto& a, const auto& b) { return a.sse < b.sse; });
        for (std::size_t i = 0; i < starts.size() && i < 400; i += 1 + i / 6)
            least = std::min(least, polish(starts[i].k, starts[i].c));
        return static_cast<double>(least);
    }

private:
    [[nodiscard]] long double sigma(long double eta) const {
        return shape_ == Shape::gompertz ? std::exp(-std::exp(-eta))
                                         : 1.0L / (1.0L + std::exp(-eta));
    }
    [[nodiscard]] long double slope(long double eta) const {
        if (shape_ == Shape::gompertz) return std::exp(-eta - std::exp(-eta));
        return sigma(eta) * sigma(-eta);
    }
    long double at(long double k, long double c, long double* scale = nullptr) const {
        long double pp = 0, py = 0;
        for (std::size_t i = 0; i < t_.size(); ++i) {
            const long double p = sigma(k * (t_[i] - t_[0]) - c);
            pp += p * p;
            py += p * y_[i];
        }
        const long double level = pp > 0 ? std::max(0.0L, py / pp) : 0.0L;
        if (scale != nullptr) *scale = level;
        long double sse = 0;
        for (std::size_t i = 0; i < t_.size(); ++i) {
            const long double r = y_[i] - level * sigma(k * (t_[i] - t_[0]) - c);
            sse += r * r;
        }
        return std::isfinite(sse) ? sse : std::numeric_limits<long double>::infinity();
    }
    [[nodiscard]] long double polish(long double k, long double c) const {
        long double level = 0, sse = at(k, c, &level), lambda = 1e-3L;
        for (int round = 0; round < 300; ++round) {
            long double pp = 0, pa = 0, pb = 0;
            std::vector<long double> a(t_.size()), b(t_.size()), p(t_.size());
            for (std::size_t i = 0; i < t_.size(); ++i) {
                const long double eta = k * (t_[i] - t_[0]) - c;
                p[i] = sigma(eta);
                a[i] = level * slope(eta) * (t_[i] - t_[0]);
                b[i] = -level * slope(eta);
                pp += p[i] * p[i];
                pa += p[i] * a[i];
                pb += p[i] * b[i];
            }
            long double haa = 0, hab = 0, hbb = 0, ga = 0, gb = 0;
            for (std::size_t i = 0; i < t_.size(); ++i) {
                const long double da = a[i] - p[i] * pa / pp, db = b[i] - p[i] * pb / pp;
                const long double r = y_[i] - level * p[i];
                haa += da * da, hab += da * db, hbb += db * db, ga += da * r, gb += db * r;
            }
            bool moved = false;
            for (int attempt = 0; attempt < 30 && !moved; ++attempt) {
                const long double m = haa * (1 + lambda), n = hbb * (1 + lambda),
                                  d = m * n - hab * hab;
                const long double dk = (n * ga - hab * gb) / d, dc = (m * gb - hab * ga) / d;
                long double next_level = 0;
                const long double next = at(k + dk, c + dc, &next_level);
                if (next < sse) {
                    moved = true;
                    const bool small = sse - next < 1e-14L * sse;
                    k += dk, c += dc, sse = next, level = next_level;
                    lambda = std::max(lambda / 10, 1e-14L);
                    if (small) return sse;
                } else {
                    lambda *= 6;
                }
            }
            if (!moved) return sse;
        }
        return sse;
    }
    [[nodiscard]] long double mean() const {
        long double sum = 0, sse = 0;
        for (const auto y : y_) sum += y;
        for (const auto y : y_) sse += (y - sum / y_.size()) * (y - sum / y_.size());
        return sse;
    }
    [[nodiscard]] long double exponential() const {
        const auto at_rate = [&](long double r) {
            long double pp = 0, py = 0, sse = 0;
            const long double anchor = r > 0 ? t_.back() : t_.front();
            for (std::size_t i = 0; i < t_.size(); ++i) {
                const long double p = std::exp(r * (t_[i] - anchor));
                pp += p * p;
                py += p * y_[i];
            }
            const long double level = std::max(0.0L, py / pp);
            for (std::size_t i = 0; i < t_.size(); ++i) {
                const long double e = y_[i] - level * std::exp(r * (t_[i] - anchor));
                sse += e * e;
            }
            return sse;
        };
        long double best = std::numeric_limits<long double>::infinity(), rate = 0;
        for (long double r = -3; r <= 3; r += 0.01L)
            if (at_rate(r) < best) best = at_rate(r), rate = r;
        long double low = rate - 0.01L, high = rate + 0.01L;
        for (int i = 0; i < 120; ++i) {
            const long double a = low + (high - low) * 0.382L, b = low + (high - low) * 0.618L;
            (at_rate(a) < at_rate(b) ? high : low) = at_rate(a) < at_rate(b) ? b : a;
        }
        return at_rate(0.5L * (low + high));
    }

    std::vector<long double> t_, y_;
    Shape shape_;
};

}  // namespace batch_workload
