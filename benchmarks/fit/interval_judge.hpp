#pragma once
// The ends of prediction intervals by brute force: a dense grid over the two shape parameters, then
// a simplex search from every local top of it. Shares no code with the library.

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace judge {
inline constexpr double inf = std::numeric_limits<double>::infinity();

enum class Family { logistic, gompertz, exponential };
/// Upper and lower end of a new observation, upper and lower end of the curve.
using Ends = std::array<double, 4>;

class Judge {
public:
    Judge(Family family, std::vector<double> x, std::vector<double> y)
        : family_(family), x_(std::move(x)), y_(std::move(y)) {
        for (const double v : y_) unit_ = std::max(unit_, std::abs(v));
        for (double& v : y_) v /= unit_;
        for (const double side : {1.0, -1.0}) scan(side);
        least_ = std::min(jumps(-1.0, 0.0, nullptr), smooth_minimum());
    }

    [[nodiscard]] double sse() const { return least_ * unit_ * unit_; }

    /// \param factor the threshold is (1 + factor) times the smallest sum of squares
    [[nodiscard]] Ends ends(double t, double factor) const {
        const double threshold = least_ * (1.0 + factor);
        Ends out;
        std::array<double, 4> sudden{-inf, -inf, -inf, -inf};
        (void)jumps(threshold, t, &sudden);
        for (int kind = 0; kind < 4; ++kind) {
            const double best = std::max(
                sudden[kind], top([&](double side, double a,
                                      double b) { return end(side, a, b, t, kind, threshold); },
                                  true));
            out[kind] = (kind % 2 == 0 ? best : -best) * unit_;
        }
        return out;
    }

private:
    struct Cell {
        double a, b;
    };
    struct Half {
        double side;
        std::vector<std::vector<Cell>> rows;
    };
    struct Fit {
        double level, weight, sse;
    };

    /// The curve over its value at the data's end (side > 0) or beginning. a is the logarithm of
    /// the rate, b how far the curve has come there; b = -inf is the exponential.
    [[nodiscard]] double shape(double side, double a, double b, double t) const {
        const double rate = side * std::exp(a), reference = side > 0.0 ? x_.back() : x_.front();
        const double step = rate * (t - reference);
        if (family_ == Family::exponential || b == -inf) return std::exp(step);
        if (family_ == Family::logistic) {  // 1/(1 + exp(-z)) over its value at z = b
            const double z = b + step;
            const auto log_share = [](double v) {
                return v < -30.0 ? v : -std::log1p(std::exp(-v));
            };
            return std::exp(log_share(z) - log_share(b));
        }
        return std::exp(-std::exp(-b) * std::expm1(-step));
    }

    [[nodiscard]] Fit fit(double side, double a, double b) const {
        double g = 0.0, py = 0.0, sse = 0.0;
        std::array<double, 64> p{};
        for (std::size_t i = 0; i < x_.size(); ++i) {
            p[i] = shape(side, a, b, x_[i]);
            g += p[i] * p[i];
            py += p[i] * y_[i];
        }
        double level = py / g;
        if (family_ != Family::exponential) level = std::max(level, 0.0);
        for (std::size_t i = 0; i < x_.size(); ++i)
            sse += (y_[i] - level * p[i]) * (y_[i] - level * p[i]);
        if (!(g > 0.0) || !std::isfinite(sse)) return {0.0, 0.0, inf};
        return {py / g, g, sse};
    }

    [[nodiscard]] double end(double side, double a, double b, double t, int kind,
                             double threshold) const {
        if (a > std::log(40.0)) return -inf;
        const Fit at = fit(side, a, b);
        const double room = threshold - at.sse, sign = kind % 2 == 0 ? 1.0 : -1.0;
        if (!(room >= 0.0)) return -inf;
        const double phi = shape(side, a, b, t), omega = kind < 2 ? 1.0 : 0.0;
        const double variance = phi * phi / at.weight + omega;
        const double level = at.level + sign * std::sqrt(room / variance) * phi / at.weight;
        if (family_ != Family::exponential && (level < 0.0 || at.level < 0.0)) {
            double squares = 0.0;
            for (const double v : y_) squares += v * v;
            return threshold >= squares ? std::sqrt((threshold - squares) * omega) : -inf;
        }
        return sign * at.level * phi + std::sqrt(room * variance);
    }

    void scan(double side) {
        Half half{side, {}};
        const double span = x_.back() - x_.front();
        if (family_ == Family::exponential) {
            std::vector<Cell> row;
            for (double rate = 1e-4 / span; rate < 40.0; rate *= 1.02)
                row.push_back({std::log(rate), -inf});
            half.rows.push_back(std::move(row));
        } else {
            std::vector<Cell> line;
            for (double rate = 2e-3 / span; rate < 20.0; rate *= 1.03)
                line.push_back({std::log(rate), -inf});
            half.rows.push_back(std::move(line));
            for (double rate = 0.01 / span; rate < 20.0; rate *= 1.08) {
                std::vector<Cell> row;
                const double from = family_ == Family::logistic ? -14.0 : -4.5;
                for (double b = from; b < rate * span + 10.0; b += 0.2)
                    row.push_back({std::log(rate), b});
                half.rows.push_back(std::move(row));
            }
        }
        halves_.push_back(std::move(half));
    }

    using Function = std::function<double(double, double, double)>;

    /// The largest value of f over both halves; -inf where it has none.
    [[nodiscard]] double top(const Function& f, bool) const {
        double best = -inf;
        for (const auto& half : halves_) {
            struct Top {
                double value;
                Cell cell;
            };
            std::vector<Top> tops;
            for (const auto& row : half.rows) {
                std::vector<double> values;
                for (const auto& cell : row) values.push_back(f(half.side, cell.a, cell.b));
                for (std::size_t i = 0; i < row.size(); ++i) {
                    if (!(values[i] > -inf)) continue;
                    if (i > 0 && values[i - 1] > values[i]) continue;
                    if (i + 1 < row.size() && values[i + 1] > values[i]) continue;
                    tops.push_back({values[i], row[i]});
                }
            }
            std::sort(tops.begin(), tops.end(),
                      [](const Top& a, const Top& b) { return a.value > b.value; });
            if (tops.size() > 14) tops.resize(14);
            for (const auto& one : tops)
                best = std::max({best, one.value, climb(f, half.side, one.cell)});
        }
        return best;
    }

    [[nodiscard]] static double climb(const Function& f, double side, Cell from) {
        if (from.b == -inf) {  // along the exponential: golden section
            double low = from.a - 0.06, high = from.a + 0.06;
            constexpr double share = 0.6180339887498949;
            double left = high - share * (high - low), right = low + share * (high - low);
            double at_left = f(side, left, -inf), at_right = f(side, right, -inf);
            for (int round = 0; round < 80; ++round) {
                if (at_left > at_right) {
                    high = right;
                    right = left;
                    at_right = at_left;
                    at_left = f(side, left = high - share * (high - low), -inf);
                } else {
                    low = left;
                    left = right;
                    at_left = at_right;
                    at_right = f(side, right = low + share * (high - low), -inf);
                }
            }
            return std::max(at_left, at_right);
        }
        double best = simplex(f, side, from, 0.05, 0.1);
        best = std::max(best, simplex(f, side, from, 0.01, 0.02));
        return std::max(best, simplex(f, side, from, 1e-3, 2e-3));
    }

    /// Nelder and Mead (1965), doi:10.1093/comjnl/7.4.308; `from` is moved to the top.
    [[nodiscard]] static double simplex(const Function& f, double side, Cell& from, double da,
                                        double db) {
        std::array<Cell, 3> p{from, Cell{from.a + da, from.b}, Cell{from.a, from.b + db}};
        std::array<double, 3> v{};
        for (int i = 0; i < 3; ++i) v[i] = f(side, p[i].a, p[i].b);
        for (int round = 0; round < 400; ++round) {
            std::array<int, 3> o{0, 1, 2};
            std::sort(o.begin(), o.end(), [&](int i, int j) { return v[i] > v[j]; });
            if (round > 30 && std::abs(v[o[0]] - v[o[2]]) <= 1e-14 * std::abs(v[o[0]])) break;
            const Cell middle{0.5 * (p[o[0]].a + p[o[1]].a), 0.5 * (p[o[0]].b + p[o[1]].b)};
            const Cell worst = p[o[2]];
            const auto try_at = [&](double share, Cell& cell) {
                cell = {middle.a + share * (middle.a - worst.a),
                        middle.b + share * (middle.b - worst.b)};
                return f(side, cell.a, cell.b);
            };
            Cell mirrored{}, other{};
            const double reflected = try_at(1.0, mirrored);
            if (reflected > v[o[0]]) {
                const double further = try_at(2.0, other);
                p[o[2]] = further > reflected ? other : mirrored;
                v[o[2]] = std::max(further, reflected);
            } else if (reflected > v[o[1]]) {
                p[o[2]] = mirrored;
                v[o[2]] = reflected;
            } else {
                const double nearer = try_at(reflected > v[o[2]] ? 0.5 : -0.5, other);
                if (nearer > std::max(reflected, v[o[2]])) {
                    p[o[2]] = other;
                    v[o[2]] = nearer;
                } else {
                    for (const int i : {o[1], o[2]}) {
                        p[i] = {0.5 * (p[i].a + p[o[0]].a), 0.5 * (p[i].b + p[o[0]].b)};
                        v[i] = f(side, p[i].a, p[i].b);
                    }
                }
            }
        }
        const auto best = std::max_element(v.begin(), v.end()) - v.begin();
        from = p[best];
        return v[best];
    }

    [[nodiscard]] double smooth_minimum() const {
        return -top([&](double side, double a, double b) { return -fit(side, a, b).sse; }, false);
    }

    /// Jumps to or from zero between two observations, or with one on the jump. Returns the
    /// smallest sum of squares and raises the ends within the threshold.
    double jumps(double threshold, double t, Ends* ends) const {
        (void)t;
        const std::size_t n = x_.size();
        double least = inf;
        const auto raise = [&](int kind, double value) {
            if (ends != nullptr) (*ends)[kind] = std::max((*ends)[kind], value);
        };
        if (family_ == Family::exponential) {  // all of it in the last or in the first year
            double all = 0.0;
            for (const double v : y_) all += v * v;
            const double last = all - y_[n - 1] * y_[n - 1], first = all - y_[0] * y_[0];
            if (threshold >= last) {
                const double spread = std::sqrt(threshold - last);
                for (int kind = 0; kind < 4; ++kind)
                    if ((kind % 2 == 0 ? y_[n - 1] : -y_[n - 1]) + spread > 0.0) raise(kind, inf);
            }
            if (threshold >= first)
                for (int kind = 0; kind < 4; ++kind)
                    raise(kind, kind < 2 ? std::sqrt(threshold - first) : 0.0);
            return std::min(last, first);
        }
        for (std::size_t j = 0; j <= n; ++j)
            for (const bool on : {false, true})
                for (const bool rising : {true, false}) {
                    if (on && (j == n || y_[j] < 0.0)) continue;
                    double weight = 0.0, sum = 0.0, sse = 0.0;
                    const auto high = [&](std::size_t i) {
                        return rising ? i >= j + (on ? 1 : 0) : i < j;
                    };
                    for (std::size_t i = 0; i < n; ++i)
                        if (high(i)) {
                            weight += 1.0;
                            sum += y_[i];
                        }
                    const double level = weight > 0.0 ? std::max(sum / weight, 0.0) : 0.0;
                    for (std::size_t i = 0; i < n; ++i) {
                        if (on && i == j) continue;
                        const double e = y_[i] - (high(i) ? level : 0.0);
                        sse += e * e;
                    }
                    const bool held = !on || weight == 0.0 || y_[j] <= level;
                    if (held) least = std::min(least, sse);
                    const double room = threshold - sse;
                    if (!(room >= 0.0)) continue;
                    if (!rising) {  // zero ahead
                        if (!held) continue;
                        for (int kind = 0; kind < 4; ++kind)
                            raise(kind, kind < 2 ? std::sqrt(room) : 0.0);
                        continue;
                    }
                    for (int kind = 0; kind < 4; ++kind) {
                        const double sign = kind % 2 == 0 ? 1.0 : -1.0,
                                     omega = kind < 2 ? 1.0 : 0.0;
                        if (weight == 0.0) {
                            raise(kind,
                                  sign > 0.0 ? inf : -(on ? y_[j] : 0.0) + std::sqrt(room * omega));
                            continue;
                        }
                        const double variance = 1.0 / weight + omega;
                        const double end = level + sign * std::sqrt(room / variance) / weight;
                        if (end < 0.0 || (on && end < y_[j])) continue;
                        raise(kind, sign * level + std::sqrt(room * variance));
                    }
                }
        return least;
    }

    Family family_;
    std::vector<double> x_, y_;
    std::vector<Half> halves_;
    double unit_ = 0.0, least_ = inf;
};

}  // namespace judge
