#include "batch/steep_starts.hpp"

#include <algorithm>
#include <cmath>

#include "batch/shape_grid.hpp"

namespace reeindex::detail {
namespace {

constexpr double steepest = 9.0;          // per gap
constexpr double most_reach = 290.0;      // rate times span that the kernels follow
constexpr double share_of_next = 0.0112;  // beside a point in transit, on a curve of rate steepest

double value(KernelCurve curve, double eta) {
    const double share =
        curve == KernelCurve::gompertz ? std::exp(-std::exp(eta)) : 1.0 / (1.0 + std::exp(eta));
    return share > 1e-18 ? share : 0.0;
}

}  // namespace

SteepShapes::SteepShapes(KernelCurve curve) : curve_(curve) {
    for (double rate = steep_from; rate < 1.34 * steepest; rate *= 1.35) {
        Rate one{.rate = rate,
                 .parts = static_cast<int>(std::ceil(rate)),
                 .window = static_cast<int>(std::ceil(9.0 / rate)),
                 .values = {}};
        for (int part = 0; part < one.parts; ++part)
            for (int i = -one.window; i <= one.window + 1; ++i)
                one.values.push_back(
                    value(curve, rate * (i - static_cast<double>(part) / one.parts)));
        rates_.push_back(std::move(one));
    }
}

/// Sums over the points before each, which are the later ones; and the gaps in which the inflection
/// of a steep curve may lie whose residual sum is below `sum`: no more than four points beside it
/// are in transit, and those have no residual between zero and the plateau.
void SteepShapes::look_at_gaps(const Series& series, double sum) {
    const std::size_t n = series.y.size();
    products_.assign(n + 1, 0.0);
    weights_.assign(n + 1, 0.0);
    gains_.assign(n + 1, 0.0);  // squares
    for (std::size_t i = 0; i < n; ++i) {
        const double w = series.weight(i), y = series.y[i];
        products_[i + 1] = products_[i] + w * y;
        weights_[i + 1] = weights_[i] + w;
        gains_[i + 1] = gains_[i] + w * y * y;
    }
    open_.assign(n, 0);
    for (std::size_t j = 0; j + 1 < n; ++j) {
        const std::size_t first = j > 0 ? j - 1 : 0, last = std::min(j + 3, n);
        const double level = weights_[first] > 0.0 ? products_[first] / weights_[first] : inf;
        double bound = gains_[n] - gains_[last];
        if (level < inf) bound += gains_[first] - std::max(level, 0.0) * products_[first];
        for (std::size_t i = first; i < last; ++i) {
            const double off = series.y[i] - std::clamp(series.y[i], 0.0, std::max(level, 0.0));
            bound += series.weight(i) * off * off;
        }
        open_[j] = bound < sum + 1e-12 ? 1 : 0;
    }
}

bool SteepShapes::add_starts(const Series& series, double squares, double sum,
                             std::vector<Start>& out) {
    const int n = static_cast<int>(series.y.size());
    const double span = n - 1, norm = std::sqrt(squares);
    const double angle = sum < squares ? std::asin(std::sqrt(sum / squares)) : 2.0;
    look_at_gaps(series, sum);
    const std::size_t before = out.size();
    bool all = true;
    struct Top {
        double gain, theta1, theta2;
    };
    std::vector<Top> tops;
    for (const auto& one : rates_) {
        const int places = one.parts * (n - 1);
        gains_.assign(static_cast<std::size_t>(places), 0.0);
        norms_.assign(static_cast<std::size_t>(places), 0.0);
        for (int j = 0; j + 1 < n; ++j) {
            if (open_[static_cast<std::size_t>(j)] == 0) continue;
            const int first = std::max(0, j - one.window),
                      last = std::min(n - 1, j + one.window + 1);
            for (int part = 0; part < one.parts; ++part) {
                const double* const p =
                    &one.values[static_cast<std::size_t>(part * (2 * one.window + 2) + one.window)];
                double dot = products_[static_cast<std::size_t>(first)],
                       square = weights_[static_cast<std::size_t>(first)];
                for (int i = first; i <= last; ++i) {
                    const auto k = static_cast<std::size_t>(i);
                    const double weighted = series.weight(k) * p[i - j];
                    dot += weighted * series.y[k];
                    square += weighted * p[i - j];
                }
                if (!(dot > 0.0) || !(square > 1e-12)) continue;
                const auto at = static_cast<std::size_t>(j * one.parts + part);
                gains_[at] = dot / std::sqrt(square);
                norms_[at] = std::sqrt(square);
            }
        }
        for (int at = 0; at < places; ++at) {
            const auto k = static_cast<std::size_t>(at);
            if (!(gains_[k] > 0.0) || (at > 0 && gains_[k - 1] > gains_[k]) ||
                (at + 1 < places && gains_[k + 1] >= gains_[k]))
                continue;
            const double reach = std::min(0.25 / norms_[k], 1.5);
            if (angle + reach < 3.0 && gains_[k] < norm * std::cos(std::min(angle + reach, 3.14)))
                continue;
            if (one.rate * span > most_reach) {
                all = false;
                continue;
            }
            const double z = static_cast<double>(at) / one.parts;
            if (curve_ == KernelCurve::gompertz)
                tops.push_back({gains_[k], one.rate * std::exp(-one.rate * z), one.rate});
            else
                tops.push_back({gains_[k], one.rate, std::exp(one.rate * z)});
        }
    }
    // Of tops a third of a gap apart the best.
    const auto place = [&](const Top& top) {
        return curve_ == KernelCurve::gompertz ? std::log(top.theta2 / top.theta1) / top.theta2
                                               : std::log(top.theta2) / top.theta1;
    };
    std::sort(tops.begin(), tops.end(), [](const Top& a, const Top& b) { return a.gain > b.gain; });
    for (std::size_t i = 0; i < tops.size() && out.size() < before + 12; ++i) {
        bool alone = true;
        for (std::size_t k = 0; k < i && alone; ++k)
            alone = std::abs(place(tops[i]) - place(tops[k])) > 0.34;
        if (alone) out.push_back({tops[i].theta1, tops[i].theta2});
    }
    return all;
}

double steepest_bound(const Series& series) {
    const std::size_t n = series.y.size();
    double rest = 0.0;  // squares of this point and the earlier ones
    for (std::size_t i = 0; i < n; ++i) rest += series.weight(i) * series.y[i] * series.y[i];
    double least = inf, sum = 0.0, count = 0.0, squares = 0.0;
    std::size_t later = n;  // the observation after this one
    for (std::size_t i = 0; i < n; ++i) {
        const double w = series.weight(i), y = series.y[i];
        if (w == 0.0) continue;
        rest = std::max(rest - w * y * y, 0.0);
        const double level = later < n ? std::max(sum / count, 0.0) : std::max(y, 0.0);
        const double off = y - std::clamp(y, 0.0, level);
        double bound = rest + w * off * off;
        if (later < n) {
            bound += std::max(squares - (2.0 * sum - level * count) * level, 0.0);
            const double under = std::max(level - series.y[later], 0.0);
            const double left = std::max(under - share_of_next * level, 0.0);
            bound -= 1.2 * series.weight(later) * (under * under - left * left);
        }
        std::size_t earlier = i + 1;
        while (earlier < n && series.weight(earlier) == 0.0) ++earlier;
        if (earlier < n) {
            const double over = std::max(series.y[earlier], 0.0);
            const double left = std::max(over - share_of_next * level, 0.0);
            bound -= 1.2 * series.weight(earlier) * (over * over - left * left);
        }
        least = std::min(least, bound);
        sum += w * y;
        count += w;
        squares += w * y * y;
        later = i;
    }
    return least;
}

}  // namespace reeindex::detail
