#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/region/jumps.hpp>

namespace reeindex::detail {

REEINDEX_INLINE Jumps::Jumps(const FitResult& fit, const Refit& refit, double ceiling)
    : refit_(refit), ceiling_(ceiling), stands_on_spike_(fit.limit == Limit::spike) {
    if (refit.setup.error != ErrorModel::gaussian || refit.observed || refit.width != 1) return;
    const auto limits = fit.model->model().limits();
    for (const auto limit : {Limit::step, Limit::spike})
        if (std::find(limits.begin(), limits.end(), limit) != limits.end()) collect(fit, limit);
}

REEINDEX_INLINE void Jumps::collect(const FitResult& fit, Limit limit) {
    struct Row {
        double x = 0.0, w = 0.0, wy = 0.0, wyy = 0.0;
    };
    std::vector<std::size_t> order(refit_.y.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return refit_.rows[a] < refit_.rows[b]; });
    std::vector<Row> rows;
    for (const auto i : order) {
        if (rows.empty() || rows.back().x != refit_.rows[i]) rows.push_back({refit_.rows[i]});
        const double w = refit_.weight(i), y = refit_.y[i];
        rows.back().w += w;
        rows.back().wy += w * y;
        rows.back().wyy += w * y * y;
    }
    const auto& parameters = fit.model->parameters();
    const bool floor = std::count_if(parameters.begin(), parameters.end(),
                                     [](const auto& p) { return p.linear; }) > 1;
    const std::size_t n = rows.size();
    const auto squares = [&](std::size_t from, std::size_t to, bool free, double& level,
                             double& weight) {
        Row sum;
        for (std::size_t i = from; i < to; ++i) {
            sum.w += rows[i].w;
            sum.wy += rows[i].wy;
        }
        weight = free ? sum.w : infinity;
        level = free && sum.w > 0.0 ? sum.wy / sum.w : 0.0;
        double out = 0.0;  // of deviations, so that nothing cancels
        for (std::size_t i = from; i < to; ++i) {
            const double mean = rows[i].wy / rows[i].w;
            out += rows[i].wyy - rows[i].wy * mean + rows[i].w * (mean - level) * (mean - level);
        }
        return out;
    };
    const auto consider = [&](std::size_t before, std::size_t after, bool rising) {
        Jump jump{.limit = limit, .rising = rising};
        const bool spike = limit == Limit::spike;
        jump.objective = squares(0, before, !rising || floor, rising ? jump.low : jump.high,
                                 rising ? jump.low_weight : jump.high_weight) +
                         squares(after, n, rising || floor, rising ? jump.high : jump.low,
                                 rising ? jump.high_weight : jump.low_weight);
        if (after > before) {
            const Row& row = rows[before];
            jump.has_on = true;
            jump.on = row.wy / row.w;
            jump.on_weight = row.w;
            jump.objective += row.wyy - row.wy * jump.on;
            jump.from = jump.to = row.x;
        } else {
            jump.from = before > 0 ? rows[before - 1].x : -infinity;
            jump.to = after < n ? rows[after].x : infinity;
        }
        if (spike && (!jump.has_on || (rising ? after < n : before > 0))) return;
        keep(jump);
    };
    for (std::size_t j = 0; j <= n; ++j)
        for (const bool rising : {true, false}) {
            consider(j, j, rising);
            if (j < n) consider(j, j + 1, rising);
        }
}

REEINDEX_INLINE void Jumps::keep(Jump jump) {
    if (jump.objective > ceiling_) return;
    const double sign = jump.rising ? 1.0 : -1.0;
    const double middle = std::isinf(jump.from) ? jump.to
                          : std::isinf(jump.to) ? jump.from
                                                : 0.5 * (jump.from + jump.to);
    const std::vector<double> q =
        jump.limit == Limit::spike
            ? std::vector<double>{jump.on, sign}
            : std::vector<double>{std::max(jump.high, jump.low), sign, middle, jump.low};
    if (reachable(refit_.setup, jump.limit, q)) jumps_.push_back(jump);
}

REEINDEX_INLINE double Jumps::end(const Goal& goal, double side) const {
    double best = -infinity;
    for (const auto& jump : jumps_)
        best = std::max(
            best, goal.is_sum() ? sum_end(jump, goal, side) : parameter_end(jump, goal, side));
    return best;
}

REEINDEX_INLINE double Jumps::sum_end(const Jump& jump, const Goal& goal, double side) const {
    const double room = ceiling_ - jump.objective;
    if (jump.limit == Limit::spike) {  // the value on the spike is free, also its sign
        double out = 0.0, level = 0.0, variance = goal.omega;
        for (std::size_t k = 0; k < goal.shares.size(); ++k) {
            const double x = goal.rows[k], share = side * goal.shares[k];
            const double most =
                share * jump.on + std::abs(share) * std::sqrt(room / jump.on_weight);
            if (x == jump.from) return -infinity;
            if ((x > jump.from) != jump.rising || share == 0.0) continue;
            level += share * jump.on;
            variance += share * share / jump.on_weight;
            if (most > 0.0)
                out = infinity;
            else if (!stands_on_spike_)
                return -infinity;
        }
        // a fit without a rate is shown as the level that it has reached
        return out == infinity ? out : level + std::sqrt(room * variance);
    }
    double by_high = 0.0, by_low = 0.0, by_on = 0.0;
    for (std::size_t k = 0; k < goal.shares.size(); ++k) {
        const double x = goal.rows[k], share = side * goal.shares[k];
        const bool inside = x > jump.from && x < jump.to;
        const bool future = x > refit_.setup.axis.last || x < refit_.setup.axis.first;
        if (jump.has_on && x == jump.from)
            by_on += share;
        else if (inside && !future)
            (share > 0.0 ? by_high : by_low) += share;
        else if ((inside ? x > refit_.setup.axis.last : x > jump.from) == jump.rising)
            by_high += share;
        else
            by_low += share;
    }
    // levels at the end move by rho b / weight
    double variance = goal.omega;
    if (jump.has_on) variance += by_on * by_on / jump.on_weight;
    if (jump.high_weight > 0.0) variance += by_high * by_high / jump.high_weight;
    if (jump.low_weight > 0.0) variance += by_low * by_low / jump.low_weight;
    const double rho = variance > 0.0 ? std::sqrt(room / variance) : 0.0;
    double low = jump.low, high = jump.high;
    // A level without data is free, if the value on the jump can lie on its side of the other one.
    const auto without_end = [&](double level_weight, double beyond) {
        if (!jump.has_on || !(beyond > 0.0)) return infinity;
        const double pooled = std::isinf(level_weight)
                                  ? jump.on_weight
                                  : jump.on_weight * level_weight / (jump.on_weight + level_weight);
        return pooled * beyond * beyond <= room ? infinity : -infinity;
    };
    if (jump.low_weight > 0.0)
        low += rho * by_low / jump.low_weight;
    else if (by_low < 0.0)
        return without_end(jump.high_weight, jump.on - jump.high);
    else
        low = std::min(jump.high, jump.has_on ? jump.on : jump.high);
    if (jump.high_weight > 0.0)
        high += rho * by_high / jump.high_weight;
    else if (by_high > 0.0)
        return without_end(jump.low_weight, jump.low - jump.on);
    else
        high = std::max(low, jump.has_on ? jump.on : low);
    const double on = jump.has_on ? jump.on + rho * by_on / jump.on_weight : low;
    if (high < low || on < low || on > high) return -infinity;
    return by_high * high + by_low * low + by_on * on + rho * goal.omega;
}

REEINDEX_INLINE double Jumps::parameter_end(const Jump& jump, const Goal& goal, double side) const {
    const double room = ceiling_ - jump.objective, sign = jump.rising ? 1.0 : -1.0;
    const auto& model = refit_.setup.curve.model();
    double best = -infinity;
    const auto consider = [&](const std::vector<double>& q) {
        std::vector<double> p;
        for (const auto& at : model.at_limit(jump.limit, q))
            p.push_back(at.from < 0 ? at.value : q[static_cast<std::size_t>(at.from)]);
        const double value = goal.parameter ? p[*goal.parameter] : goal.function(p);
        if (!std::isnan(value)) best = std::max(best, side * value);
    };
    if (jump.limit == Limit::spike) {
        consider({jump.on, sign});
        return best;
    }
    const auto reach = [&](double weight) { return weight > 0.0 ? std::sqrt(room / weight) : 0.0; };
    for (const double place : {jump.from, jump.to})
        for (const double up : {-1.0, 0.0, 1.0})
            for (const double down : {-1.0, 0.0, 1.0}) {
                if (up != 0.0 && down != 0.0) continue;
                double low = jump.low + down * reach(jump.low_weight);
                double high = jump.high + up * reach(jump.high_weight);
                if (!(jump.high_weight > 0.0)) high = up > 0.0 ? infinity : std::max(low, jump.on);
                if (!(jump.low_weight > 0.0))
                    low = down < 0.0 ? -infinity : std::min(high, jump.on);
                if (high < low || (jump.has_on && (jump.on < low || jump.on > high))) continue;
                consider({high, sign, place, low});
            }
    return best;
}

}  // namespace reeindex::detail
