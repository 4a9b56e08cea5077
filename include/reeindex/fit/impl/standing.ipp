#pragma once
// What a fit stands on, and the verdict.
#include <algorithm>
#include <cmath>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/detail/fitting.hpp>

namespace reeindex::detail {

REEINDEX_INLINE Examination Fitting::examined(const Minimum& minimum, const Precision& precision,
                                              const FitResult& out) const {
    const auto& parameters = setup_->curve.parameters();
    const bool linear = std::all_of(parameters.begin(), parameters.end(),
                                    [](const auto& one) { return one.linear; });
    const bool scatter = precision.sigma > 0.0 && std::isfinite(precision.sigma);
    // a curve that is linear in every parameter has closed intervals; one that names limits has
    // been tested against them
    if (linear || minimum.regression || !scatter || !out.limits.empty()) return {};
    const double probability = 0.5 + 0.5 * options_.level;
    const double t = is_count(setup_->error) ? normal_quantile(probability)
                                             : student_t_quantile(probability, out.dof());
    std::vector<double> errors;
    for (const double error : out.standard_errors) errors.push_back(t * error);
    return examine(*setup_, predictors(), data_.y, data_.weights, minimum, errors, options_.level,
                   excess_test(minimum, out));
}

REEINDEX_INLINE void Fitting::stand_far_out(const Minimum& minimum, const Examination& found,
                                            FitResult& out) {
    Minimum far = minimum;
    far.p = found.far;
    far.objective = found.objective;
    const auto precision = precision_at(*setup_, predictors(), data_.y, data_.weights, far);
    out.standard_errors.clear();
    carry(far, precision, out);
    for (std::size_t j = 0; j < far.p.size(); ++j) {
        if (!setup_->free[j] || found.determined[j]) continue;
        unknown(j, out);
        const double nearer = found.nearer[j], change = far.p[j] - nearer;
        const bool same_size = far.p[j] / nearer > 0.5 && far.p[j] / nearer < 2.0;
        if (same_size && std::abs(change) <= 2.0 * setup_->axis.gap) continue;
        const double end = change < 0.0 ? setup_->lower[j] : setup_->upper[j];
        out.estimates[j] = std::isfinite(end) && std::abs(far.p[j] - end) < std::abs(change)
                               ? end
                               : std::copysign(infinity, change);
        out.notes.push_back(
            {.kind = "runs_away", .names = {{"parameter", out.parameters[j].name}}});
    }
    finish(far, precision, out);
    out.reach.reset();
    out.status = FitStatus::degenerate;
    out.limit = Limit::unbounded;
    out.identification = Identification::not_identified;
}

REEINDEX_INLINE void Fitting::carry(const Minimum& minimum, const Precision& precision,
                                    FitResult& out) const {
    out.carrier = setup_->curve;
    out.carrier_estimates = minimum.p;
    out.carrier_covariance = precision.covariance;
    out.carrier_free = precision.estimated;
    out.estimates = minimum.p;
    out.covariance = precision.covariance;
    for (std::size_t j = 0; j < minimum.p.size(); ++j) {
        const auto index = static_cast<Eigen::Index>(j);
        out.standard_errors.push_back(std::sqrt(precision.covariance(index, index)));
    }
}

REEINDEX_INLINE void Fitting::stand_on_curve(const Minimum& minimum, FitResult& out) {
    const auto precision = precision_at(*setup_, predictors(), data_.y, data_.weights, minimum);
    carry(minimum, precision, out);
    std::vector<Note> at_bound, confused;
    for (std::size_t j = 0; j < minimum.p.size(); ++j) {
        if (!setup_->free[j] || precision.estimated[j]) continue;
        const auto& name = out.parameters[j].name;
        confused.push_back({.kind = "not_determined", .names = {{"parameter", name}}});
        if (minimum.p[j] <= setup_->lower[j] || minimum.p[j] >= setup_->upper[j])
            at_bound.push_back({.kind = "at_bound",
                                .numbers = {{"value", minimum.p[j]}},
                                .names = {{"parameter", name}}});
        unknown(j, out);
    }
    finish(minimum, precision, out);
    out.status = minimum.converged ? FitStatus::converged : FitStatus::max_iterations;
    double largest = 0.0;
    for (const double y : data_.y) largest = std::max(largest, std::abs(y));
    bool beyond = false;
    for (std::size_t j = 0; j < minimum.p.size(); ++j)
        beyond = beyond || (setup_->free[j] && setup_->curve.parameters()[j].linear &&
                            setup_->axis.span() > 0.0 && !limits_.empty() &&
                            std::abs(minimum.p[j]) > 1e6 * largest);
    if (beyond) {
        out.status = FitStatus::degenerate;
        out.limit = Limit::unbounded;
        for (std::size_t j = 0; j < minimum.p.size(); ++j)
            if (setup_->curve.parameters()[j].linear && std::abs(minimum.p[j]) > 1e6 * largest) {
                out.estimates[j] = minimum.p[j] > 0.0 ? infinity : -infinity;
                unknown(j, out);
            }
        out.notes = {{.kind = "no_finite_ceiling"}};
        out.reach.reset();
        return;
    }
    const auto jumping = steep_rates(minimum);
    for (const auto j : jumping) {
        out.estimates[j] = std::copysign(infinity, minimum.p[j]);
        for (std::size_t k = 0; k < minimum.p.size(); ++k) {
            if (!setup_->free[k] || out.parameters[k].linear) continue;
            unknown(k, out);
            if (std::abs(minimum.p[k]) > 1e6 * std::max(1.0, std::abs(setup_->axis.last)))
                out.estimates[k] = std::copysign(infinity, minimum.p[k]);
        }
    }
    if (!jumping.empty()) {
        out.status = FitStatus::degenerate;
        out.limit = Limit::step;
        out.notes = {{.kind = "within_a_step"}};
        return;
    }
    if (!confused.empty() && at_bound.empty()) {
        if (const auto found = examined(minimum, precision, out); found.runs_away)
            return stand_far_out(minimum, found, out);
        out.identification = Identification::not_identified;
        out.reach.reset();
        if (std::isinf(precision.sigma))
            out.notes = {{.kind = "mostly_rejected"}};
        else
            out.notes = std::move(confused);
        return;
    }
    const auto found = examined(minimum, precision, out);
    if (found.runs_away) return stand_far_out(minimum, found, out);
    const bool jump = may_jump(out);
    const bool open = !at_bound.empty() || jump || !found.open.empty() ||
                      std::any_of(out.limits.begin(), out.limits.end(),
                                  [](const auto& l) { return !l.excluded; });
    if (!minimum.converged) {
        out.notes = {{.kind = "not_converged",
                      .numbers = {{"iterations", static_cast<double>(options_.max_iterations)}}}};
        return;
    }
    out.identification = open ? Identification::weakly_identified : Identification::identified;
    out.notes = {{.kind = "converged"}};
    out.notes.insert(out.notes.end(), at_bound.begin(), at_bound.end());
    if (jump) out.notes.push_back({.kind = "may_jump"});
    for (const auto& end : found.open)
        out.notes.push_back({.kind = "no_bound",
                             .numbers = {{"level", options_.level}, {"p_value", end.p_value}},
                             .names = {{"parameter", out.parameters[end.parameter].name},
                                       {"side", end.above ? "upper" : "lower"}}});
}

REEINDEX_INLINE std::vector<std::size_t> Fitting::rates_of_jumps() const {
    std::vector<std::size_t> out;
    const auto& parameters = setup_->curve.parameters();
    const std::vector<double> any(parameters.size(), 1.0);
    for (const auto limit : setup_->curve.model().limits()) {
        if (limit != Limit::step && limit != Limit::spike && limit != Limit::pulse) continue;
        if (std::any_of(limits_.begin(), limits_.end(),
                        [&](const auto& fitted) { return fitted.limit == limit; }))
            continue;
        const auto mapping = setup_->curve.model().at_limit(limit, any);
        for (std::size_t j = 0; j < mapping.size(); ++j)
            if (mapping[j].from < 0 && std::isinf(mapping[j].value) && setup_->free[j] &&
                !parameters[j].linear)
                out.push_back(j);
    }
    return out;
}

REEINDEX_INLINE std::vector<std::size_t> Fitting::steep_rates(const Minimum& minimum) const {
    const double most = minimum.converged ? steep_rate : 8.0;
    auto out = setup_->curve.model().steep(setup_->axis, minimum.p, most);
    std::erase_if(out, [&](std::size_t j) { return !setup_->free[j]; });
    for (const auto j : rates_of_jumps())
        if (std::abs(minimum.p[j]) * setup_->axis.gap > most &&
            std::find(out.begin(), out.end(), j) == out.end())
            out.push_back(j);
    return out;
}

REEINDEX_INLINE bool Fitting::may_jump(const FitResult& out) const {
    const double t = student_t_quantile(0.5 + 0.5 * options_.level, out.dof());
    for (const auto j : rates_of_jumps()) {
        const double highest = std::abs(out.estimates[j]) + t * out.standard_errors[j];
        if (std::isfinite(highest) && highest * setup_->axis.gap > steep_rate) return true;
    }
    return false;
}

REEINDEX_INLINE void Fitting::stand_on(const LimitFit& limit, FitResult& out) {
    const auto& model = setup_->curve.model();
    const auto mapping = model.at_limit(limit.limit, limit.q);
    Setup inner{.curve = limit.curve, .axis = setup_->axis, .error = setup_->error};
    inner.lower.assign(limit.curve.size(), -infinity);
    inner.upper.assign(limit.curve.size(), infinity);
    inner.base.assign(limit.curve.size(), 0.0);
    inner.free.assign(limit.curve.size(), true);
    auto precision = precision_at(inner, predictors(), data_.y, data_.weights, limit.minimum);
    const bool step =
        (limit.limit == Limit::step || limit.limit == Limit::spike) && options_.on == FitOn::levels;
    out.limit = limit.limit;
    out.status = FitStatus::degenerate;
    out.identification = Identification::not_identified;
    out.estimates.assign(out.parameters.size(), 0.0);
    out.standard_errors.assign(out.parameters.size(), 0.0);
    out.covariance = Matrix(out.parameters.size(), out.parameters.size());
    if (limit.upper_level_only) settle_step(limit, precision, out);
    for (std::size_t j = 0; j < mapping.size(); ++j) {
        const auto from = mapping[j].from;
        out.estimates[j] = from >= 0 ? limit.q[static_cast<std::size_t>(from)] : mapping[j].value;
        if (from < 0 || (step && from > 0) ||
            !precision.estimated[static_cast<std::size_t>(from)]) {
            unknown(j, out);
            continue;
        }
        for (std::size_t k = 0; k < mapping.size(); ++k)
            if (mapping[k].from >= 0 && !(step && mapping[k].from > 0))
                out.covariance(j, k) = precision.covariance(from, mapping[k].from);
        out.standard_errors[j] = std::sqrt(out.covariance(j, j));
    }
    for (const auto j : model.steep(setup_->axis, out.estimates, steep_rate)) {
        out.estimates[j] = infinity;
        unknown(j, out);
    }
    for (std::size_t j = 0; j < mapping.size(); ++j)
        if (std::isinf(out.standard_errors[j])) unknown(j, out);
    out.carrier = limit.curve;
    out.carrier_estimates = limit.minimum.p;
    out.carrier_covariance = precision.covariance;
    out.carrier_free.assign(limit.curve.size(), true);
    finish(limit.minimum, precision, out);
}

REEINDEX_INLINE void Fitting::settle_step(const LimitFit& limit, Precision& precision,
                                          FitResult& out) {
    const double upper = limit.q[0];
    const bool rising = limit.q[1] > 0.0;
    const double year = limit.q[2];
    double before = 0.0, count = 0.0, above = 0.0;
    const bool floor_is_free = limit.parameters > 2;
    for (std::size_t i = 0; i < data_.y.size(); ++i) {
        const double x = data_.x[i * data_.predictors];
        const double w = data_.weights.empty() ? 1.0 : data_.weights[i];
        const bool low = rising ? x < year : x > year;
        if (low) {
            before += w * data_.y[i];
            count += w;
        } else if (x != year) {
            above += w;
        }
    }
    const double level = floor_is_free && count > 0.0 ? before / count : 0.0;
    for (std::size_t i = 0; i < data_.y.size(); ++i) {
        const double x = data_.x[i * data_.predictors];
        const bool low = rising ? x < year : x > year;
        precision.fitted[i] =
            low         ? level
            : x == year ? std::clamp(data_.y[i], std::min(level, upper), std::max(level, upper))
                        : upper;
    }
    const double dof = out.dof();
    precision.sigma = std::sqrt(limit.minimum.objective / dof);
    precision.covariance(0, 0) = precision.sigma * precision.sigma / std::max(above, 1.0);
}

REEINDEX_INLINE void Fitting::unknown(std::size_t j, FitResult& out) {
    out.standard_errors[j] = infinity;
    for (std::size_t k = 0; k < out.covariance.rows(); ++k)
        out.covariance(j, k) = out.covariance(k, j) = infinity;
}

}  // namespace reeindex::detail
