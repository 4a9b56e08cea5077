#include "batch/shape_grid.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

namespace reeindex::detail {
namespace {

constexpr double widest = 0.17;

}  // namespace

double shape_value(KernelCurve curve, double theta1, double theta2, double x) {
    switch (curve) {
        case KernelCurve::exponential:
            return std::exp(-theta1 * x);
        case KernelCurve::logistic:
            return 1.0 / (theta2 + std::exp(theta1 * x));
        case KernelCurve::gompertz:
            return std::exp(-theta1 * (theta2 > 0.0 ? std::expm1(theta2 * x) / theta2 : x));
    }
    return 0.0;
}

void ShapeGrid::lay(KernelCurve curve, int points) {
    const double span = std::max(1, points - 1);
    const auto row = [&](const auto& fill) {
        const int first = size();
        fill();
        rows_.push_back({first, size()});
    };
    const auto add = [&](double first, double second) {
        theta1.push_back(first);
        theta2.push_back(second);
    };
    // Along a row every shape is about as far from the next; between rates, as inflections are
    // spaced by an e-fold of the odds, at most.
    std::vector<double> here(static_cast<std::size_t>(points)), next(here);
    const auto fill = [&](std::vector<double>& to, double first, double second) {
        double squares = 0.0;
        for (int i = 0; i < points; ++i) {
            const double value = shape_value(curve, first, second, i);
            to[static_cast<std::size_t>(i)] = value;
            squares += value * value;
        }
        for (auto& value : to) value /= std::sqrt(squares);
    };
    const auto walk = [&](double from, double to, const auto& shape) {
        double w = from;
        while (w <= to) {
            const auto [first, second] = shape(w);
            add(first, second);
            fill(here, first, second);
            double step = 1.0;
            for (; step > 0.1; step *= 0.75) {
                const auto [third, fourth] = shape(w + step);
                fill(next, third, fourth);
                double squares = 0.0;
                for (std::size_t i = 0; i < here.size(); ++i)
                    squares += (here[i] - next[i]) * (here[i] - next[i]);
                if (squares < widest * widest) break;
            }
            w += step;
        }
    };
    // Rates per span.
    std::vector<double> rates;
    const double most = std::min(1.3 * steep_from * span, 300.0);
    for (double rate = 0.35; rate < most; rate *= 1.45) rates.push_back(rate);
    if (curve == KernelCurve::logistic) {
        // theta2 of the first is as good as zero, where the curve is exponential
        for (const double rate : rates)
            row([&] {
                walk(-4.5, rate + 4.0, [&](double w) {
                    return std::pair{rate / span, std::exp(w)};
                });
            });
    } else {
        row([&] {
            for (double rate = 0.1; rate < most; rate *= 1.3) add(rate / span, 0.0);
        });
        for (const double rate : rates)
            row([&] {
                const double end = std::min(6.5 * span, 150.0);
                walk(-std::log(end / rate), rate + 3.0, [&](double w) {
                    return std::pair{rate / span * std::exp(-w), rate / span};
                });
            });
    }
}

void ShapeGrid::compare(int points) {
    const auto& rows = rows_;
    const auto count = theta1.size();
    const auto angle = [&](int a, int b) {
        double squares = 0.0;
        for (int i = 0; i < points; ++i) {
            const float* const at = values.data() + static_cast<std::size_t>(i) * count;
            const double d = static_cast<double>(at[a]) - static_cast<double>(at[b]);
            squares += d * d;
        }
        return 2.0 * std::asin(std::min(1.0, 0.5 * std::sqrt(squares)));
    };
    cosine.assign(count, 2.0F);  // no gain reaches a cell that is no cell
    sine.assign(count, 0.0F);
    near.assign(count, {});
    for (std::size_t r = 0; r < rows.size(); ++r) {
        // the nearest in a row beside it moves along as this row does
        std::array<int, 4> nearest{};
        constexpr std::array<int, 4> offset{-1, 1, -2, 2};
        for (std::size_t k = 0; k < 4; ++k)
            if (const auto other = static_cast<std::ptrdiff_t>(r) + offset[k];
                other >= 0 && other < std::ssize(rows))
                nearest[k] = rows[static_cast<std::size_t>(other)].first;
        const auto follow = [&](int me, int& at, const Row& other) {
            if (me == rows[r].first)  // anywhere
                for (int k = other.first; k < other.last; ++k)
                    if (angle(me, k) < angle(me, at)) at = k;
            while (at + 1 < other.last && angle(me, at + 1) <= angle(me, at)) ++at;
            while (at > other.first && angle(me, at - 1) < angle(me, at)) --at;
        };
        for (int me = rows[r].first; me < rows[r].last; ++me) {
            auto& beside = near[static_cast<std::size_t>(me)];
            beside.fill(static_cast<std::int16_t>(me));
            std::size_t found = 0;
            double far = 0.0;
            const auto keep = [&](int other) {
                far = std::max(far, angle(me, other));
                beside[found++] = static_cast<std::int16_t>(other);
            };
            if (me > rows[r].first) keep(me - 1);
            if (me + 1 < rows[r].last) keep(me + 1);
            for (std::size_t k = 0; k < 4; ++k) {
                const auto place = static_cast<std::ptrdiff_t>(r) + offset[k];
                if (place < 0 || place >= std::ssize(rows)) continue;
                const Row& other = rows[static_cast<std::size_t>(place)];
                int& at = nearest[k];
                follow(me, at, other);
                // Two rows on only as a neighbour: a valley may run between the shapes of one row.
                const bool adjacent = k < 2;
                if (adjacent) {
                    keep(at);
                    const bool later = at + 1 < other.last &&
                                       (at == other.first || angle(me, at + 1) < angle(me, at - 1));
                    if (later || at > other.first)
                        far = std::max(far, angle(me, later ? at + 1 : at - 1));
                } else {
                    beside[found++] = static_cast<std::int16_t>(at);
                }
                for (const int step : {-1, 1, -2, 2})
                    if ((adjacent || std::abs(step) == 1) && at + step >= other.first &&
                        at + step < other.last)
                        beside[found++] = static_cast<std::int16_t>(at + step);
            }
            const double reach = std::min(0.75 * far, 1.5);
            cosine[static_cast<std::size_t>(me)] = static_cast<float>(std::cos(reach));
            sine[static_cast<std::size_t>(me)] = static_cast<float>(std::sin(reach));
        }
    }
}

ShapeGrid::ShapeGrid(KernelCurve curve, int points) {
    lay(curve, points);
    const std::size_t real = theta1.size();
    const std::size_t count =
        (real + scan_group_shapes - 1) / scan_group_shapes * scan_group_shapes;
    theta1.resize(count, 1.0);
    theta2.resize(count, 0.0);
    values.assign(static_cast<std::size_t>(points) * count, 0.0F);
    std::vector<double> column(static_cast<std::size_t>(points));
    for (std::size_t s = 0; s < real; ++s) {
        double squares = 0.0;
        for (int i = 0; i < points; ++i) {
            const double value = shape_value(curve, theta1[s], theta2[s], i);
            column[static_cast<std::size_t>(i)] = value;
            squares += value * value;
        }
        const double unit = 1.0 / std::sqrt(squares);
        for (int i = 0; i < points; ++i) {
            const double value = unit * column[static_cast<std::size_t>(i)];
            // smaller ones would be slow, and are nothing
            values[static_cast<std::size_t>(i) * count + s] =
                value > 1e-18 ? static_cast<float>(value) : 0.0F;
        }
    }
    compare(points);
}

void ShapeGrid::tops(const float* gains, const std::int16_t* some, int count,
                     std::vector<std::int16_t>& out) const {
    out.clear();
    for (int k = 0; k < count; ++k) {
        const auto s = static_cast<std::size_t>(some[k]);
        const float here = gains[s];
        const bool top = std::none_of(near[s].begin(), near[s].end(), [&](std::int16_t other) {
            const float there = gains[static_cast<std::size_t>(other)];
            return there > here || (there == here && other < some[k]);
        });
        if (top) out.push_back(some[k]);
    }
}

std::shared_ptr<const ShapeGrid> shape_grid(KernelCurve curve, int points) {
    static std::mutex guard;
    static std::map<std::pair<int, int>, std::shared_ptr<const ShapeGrid>> kept;
    const std::pair<int, int> key{static_cast<int>(curve), points};
    {
        const std::lock_guard lock(guard);
        if (const auto found = kept.find(key); found != kept.end()) return found->second;
    }
    auto made = std::make_shared<const ShapeGrid>(curve, points);
    const std::lock_guard lock(guard);
    if (kept.size() > 64) kept.clear();
    return kept.try_emplace(key, std::move(made)).first->second;
}

}  // namespace reeindex::detail
