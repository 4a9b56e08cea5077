#include "batch/end_table.hpp"

#include <algorithm>
#include <cmath>

namespace reeindex::detail {

double shape_at(KernelCurve curve, const EndPlace& place, double x, int points) {
    const double a = place.a, b = place.b;
    switch (curve) {
        case KernelCurve::exponential:
            return std::exp(a >= 0.0 ? -a * x : -a * (x - (points - 1)));
        case KernelCurve::logistic:
            return place.bent ? 1.0 / (1.0 + std::exp(std::min(a * (x - b), 700.0)))
                              : 1.0 / (b + std::exp(std::min(a * x, 700.0)));
        case KernelCurve::gompertz:
            if (place.bent) return std::exp(-std::exp(std::min(b * (x - a), 700.0)));
            return std::exp(-a * (b == 0.0 ? x : std::expm1(b * x) / b));
    }
    return 0.0;
}

bool same_place(const EndPlace& one, const EndPlace& other) noexcept {
    return one.bent == other.bent && std::abs(one.a - other.a) < 1e-3 * (0.01 + std::abs(one.a)) &&
           std::abs(one.b - other.b) < 1e-3 * (0.1 + std::abs(one.b));
}

EndTable::EndTable(KernelCurve curve, int points, bool falls)
    : curve_(curve), points_(points), falls_(falls) {
    lay_out();
    const auto n = static_cast<std::size_t>(points);
    const std::size_t count = places_.size();
    std::vector<std::vector<double>> values(count, std::vector<double>(n));
    values_.resize(n * count);
    for (std::size_t s = 0; s < count; ++s) {
        double squares = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            values[s][i] = shape_at(curve_, places_[s], static_cast<double>(i), points_);
            squares += values[s][i] * values[s][i];
        }
        norms_.push_back(1.0 / std::sqrt(squares));
        for (std::size_t i = 0; i < n; ++i) {
            values[s][i] *= norms_[s];
            values_[i * count + s] = static_cast<float>(values[s][i]);
        }
    }
    find_neighbours(values);
}

/// A shape in the unbent form, kept in the form in which climbs go on from it.
void EndTable::add(Row& row, double a, double b) {
    row.push_back(size());
    row_.push_back(static_cast<int>(rows_.size()));
    EndPlace place{a, b, false};
    if (curve_ == KernelCurve::logistic && b > 1.2) place = {a, std::log(b) / a, true};
    if (curve_ == KernelCurve::gompertz && b > 1.2 * a) place = {std::log(b / a) / b, b, true};
    places_.push_back(place);
}

void EndTable::lay_out() {
    const double span = std::max(points_ - 1, 1);
    if (curve_ == KernelCurve::exponential) {
        constexpr int half = 36;
        rows_.emplace_back();
        for (int i = -half; i <= half; ++i)
            add(rows_.back(), std::sinh(std::asinh(12.0 * span) * i / half) / span, 0.0);
        gentle_ = size();
        return;
    }
    // Rates per step; of the others, from 2.2 on, all but two points lie on one side of the change.
    constexpr double steep = 2.2, steepest = 9.0;
    std::vector<double> rates;
    for (double rate = 0.35 / span; rate < steepest; rate *= rate < steep ? 1.45 : 1.2)
        rates.push_back(rate);
    const bool logistic = curve_ == KernelCurve::logistic;
    rows_.emplace_back();  // the exponential limit, and what lies between it and a constant
    const double gentlest = (logistic ? 0.35 : 0.1) / span;
    for (double rate = 1e-4 * gentlest; rate < 0.7 * gentlest; rate *= 2.0)
        add(rows_.back(), rate, 0.0);
    if (logistic) {
        for (const double rate : rates)
            if (rate < steep) add(rows_.back(), rate, 0.0);
    } else {
        for (double rate = 0.1 / span; rate < steep; rate *= 1.3) add(rows_.back(), rate, 0.0);
    }
    for (const double rate : rates) {
        if (rate >= steep && gentle_ == 0) gentle_ = size();
        rows_.emplace_back();
        const double through = rate * span;  // change from one end of the data to the other
        if (logistic) {
            for (double z = -4.5; z <= through + 4.0; z += rate < steep ? 1.0 : 0.7)
                add(rows_.back(), rate, std::exp(z));
        } else {
            const double spacing = rate < steep && through >= 3.0 ? 1.0 : 0.7;
            const double first = -std::log(std::min(6.5 * span, 150.0) / through);
            for (double z = first; z <= through + 3.0; z += spacing)
                add(rows_.back(), rate * std::exp(-z), rate);
        }
    }
    if (gentle_ == 0) gentle_ = size();
}

void EndTable::find_neighbours(const std::vector<std::vector<double>>& values) {
    const auto distance = [&](int one, int other) {  // squared
        const auto& p = values[static_cast<std::size_t>(one)];
        const auto& q = values[static_cast<std::size_t>(other)];
        double squares = 0.0;
        for (std::size_t i = 0; i < p.size(); ++i) squares += (p[i] - q[i]) * (p[i] - q[i]);
        return squares;
    };
    beside_.resize(places_.size());
    for (std::size_t r = 0; r < rows_.size(); ++r)
        for (std::size_t i = 0; i < rows_[r].size(); ++i) {
            const int shape = rows_[r][i];
            auto& beside = beside_[static_cast<std::size_t>(shape)];
            beside.fill(shape);
            std::size_t found = 0;
            double widest = 0.0;
            const auto take = [&](int other) {
                beside[found++] = other;
                widest = std::max(widest, distance(shape, other));
            };
            if (i > 0) take(rows_[r][i - 1]);
            if (i + 1 < rows_[r].size()) take(rows_[r][i + 1]);
            // Those nearest in shape in the rows beside: two, or one on the exponential limit.
            for (const bool up : {false, true}) {
                if (up ? r + 1 == rows_.size() : r == 0) continue;
                const std::size_t other = up ? r + 1 : r - 1;
                int nearest = -1, second = -1;
                double least = 9.0, next = 9.0;
                // Rows of one rate go from one end of the data to the other: those nearest stand at
                // about the same share of it.
                const std::ptrdiff_t window = r > 0 && other > 0 ? 6 : size();
                const auto count = static_cast<std::ptrdiff_t>(rows_[other].size());
                const auto share = static_cast<double>(i) / static_cast<double>(rows_[r].size());
                const auto about = static_cast<std::ptrdiff_t>(share * static_cast<double>(count));
                const auto from = std::max<std::ptrdiff_t>(about - window, 0),
                           to = std::min<std::ptrdiff_t>(about + window + 1, count);
                for (auto at = from; at < to; ++at) {
                    const int one = rows_[other][static_cast<std::size_t>(at)];
                    const double here = distance(shape, one);
                    if (here < least) {
                        second = nearest, next = least;
                        nearest = one, least = here;
                    } else if (here < next) {
                        second = one, next = here;
                    }
                }
                if (nearest >= 0) take(nearest);
                if (second >= 0 && r > 0 && other > 0) take(second);
            }
            const double angle = 2.0 * std::asin(std::min(1.0, 0.5 * std::sqrt(widest)));
            const double half = std::min(0.75 * angle, 1.5);
            cosine_.push_back(static_cast<float>(std::cos(half)));
            sine_.push_back(static_cast<float>(std::sin(half)));
        }
}

const std::vector<float>& EndTable::ahead(int steps) {
    const auto at = static_cast<std::size_t>(steps);
    if (ahead_.size() <= at) ahead_.resize(at + 1);
    auto& out = ahead_[at];
    if (out.empty()) {
        const double x = falls_ ? points_ - 1 + steps : -steps;
        out.resize(places_.size());
        for (std::size_t s = 0; s < out.size(); ++s)
            out[s] = static_cast<float>(
                std::min(1e18, norms_[s] * shape_at(curve_, places_[s], x, points_)));
    }
    return out;
}

}  // namespace reeindex::detail
