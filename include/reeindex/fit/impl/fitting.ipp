#pragma once
// One fit from its data to its optimum and the limits of its curve.
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/detail/fitting.hpp>

namespace reeindex::detail {

/// Refuses roles and traits that contradict one another.
inline void check_roles(const AnyCurve& curve) {
    const auto& parameters = curve.parameters();
    const auto named = [&](std::size_t j) { return concat("role of ", parameters[j].name); };
    std::optional<std::size_t> ceiling, floor;
    for (std::size_t j = 0; j < parameters.size(); ++j) {
        const auto role = parameters[j].role;
        if (role != Role::ceiling && role != Role::floor) continue;
        auto& first = role == Role::ceiling ? ceiling : floor;
        if (first)
            throw InvalidArgument(named(j), name(role),
                                  concat("another one: ", parameters[*first].name, " of ",
                                         curve.name(), " is the ", name(role),
                                         " already, and a curve has one; level is the role of any "
                                         "other height"));
        if (curve.traits().line)
            throw InvalidArgument(named(j), name(role),
                                  concat("another one: ", curve.name(),
                                         " is a line, which comes to no level; none and level are "
                                         "roles of its parameters"));
        first = j;
    }
    if (ceiling && floor && !(parameters[*ceiling].upper > parameters[*floor].lower))
        throw InvalidArgument(
            named(*ceiling), concat("ceiling, at most ", to_text(parameters[*ceiling].upper)),
            concat("of a parameter that may lie above the floor ", parameters[*floor].name,
                   ", at least ", to_text(parameters[*floor].lower),
                   ": exchange the two roles, or widen the bounds"));
    if (curve.traits().line && parameters.size() != 2)
        throw InvalidArgument(concat("traits of ", curve.name()),
                              concat("a line of ", counted(parameters.size(), "parameter")),
                              "a line of 2 parameters, p[0] + p[1] (x - origin); leave the trait "
                              "away for any other curve");
}

REEINDEX_INLINE Fitting::Fitting(const AnyCurve& curve, Sample data, FitOptions options)
    : data_(std::move(data)), options_(std::move(options)) {
    check_options(options_);
    check_data(data_, options_);
    check_roles(curve);
    if (curve.model().predictors() != data_.predictors)
        throw InvalidArgument(
            "x", concat("with ", data_.predictors, " predictors"),
            concat("with ", curve.model().predictors(), ", as ", curve.name(), " has"));
    observed_ = options_.on == FitOn::increments || !data_.completeness.empty();
    if (observed_ && data_.predictors != 1)
        throw InvalidArgument("on", name(options_.on), "used with one predictor only");
    rows_ = data_.x;
    width_ = data_.predictors;
    if (observed_) {
        rows_.clear();
        width_ = 2;
        for (std::size_t i = 0; i < data_.y.size(); ++i) {
            rows_.push_back(data_.x[i]);
            rows_.push_back(data_.completeness.empty() ? 1.0 : data_.completeness[i]);
        }
    }
    if (is_count(options_.error)) scale_to_mean_one(data_.weights);
    const Axis axis = axis_of(data_);
    AnyCurve seen =
        observed_ ? AnyCurve(std::make_shared<ObservedCurve>(curve, options_.on)) : curve;
    setup_.emplace(make_setup(seen.anchored(axis), axis, options_));
}

REEINDEX_INLINE FitResult Fitting::run() {
    FitResult out;
    out.curve = setup_->curve.name();
    out.model = setup_->curve;
    out.parameters = setup_->curve.parameters();
    out.options = options_;
    out.data = data_;
    out.n_obs = data_.y.size();
    out.n_free = setup_->free_count();
    if (out.n_obs <= out.n_free) {
        return failed(FitStatus::too_few_observations,
                      {.kind = "too_few_observations",
                       .numbers = {{"observations", static_cast<double>(out.n_obs)},
                                   {"parameters", static_cast<double>(out.n_free)}}},
                      std::move(out));
    }
    if (out.n_free > 0 && width_ == 1 && !(setup_->axis.span() > 0.0)) {
        return failed(FitStatus::failed, {.kind = "one_place"}, std::move(out));
    }
    if (setup_->error == ErrorModel::gaussian)
        setup_->leads_to_limit = [this](const auto& p, double objective) {
            return leads_to_limit(p, objective);
        };
    Minimum minimum = minimise(*setup_, predictors(), data_.y, data_.weights);
    if (!minimum.usable()) {
        const auto named = out.curve.empty() ? std::string{"curve"} : out.curve;
        return failed(FitStatus::failed, {.kind = "not_evaluable", .names = {{"curve", named}}},
                      std::move(out));
    }
    const LimitFit* degenerate = compare_limits(minimum, out);
    if (degenerate != nullptr) {
        stand_on(*degenerate, out);
    } else {
        stand_on_curve(minimum, out);
    }
    explain(out, limits_, setup_->axis);
    return out;
}

REEINDEX_INLINE FitResult Fitting::failed(FitStatus status, Note why, FitResult out) {
    out.status = status;
    out.notes = {std::move(why)};
    out.message = fit_words(out.notes);
    return out;
}

REEINDEX_INLINE void Fitting::search_beside_limits(Minimum& minimum) const {
    if (is_robust(setup_->error) || setup_->error == ErrorModel::negative_binomial) return;
    for (const auto& limit : limits_) {
        if (limit.minimum.objective - minimum.objective > 0.1 * std::abs(minimum.objective))
            continue;
        const auto starts = starts_beside(*setup_, limit, predictors());
        if (!starts.empty())
            search_from(*setup_, predictors(), data_.y, data_.weights, starts, minimum);
    }
}

/// Sum of the smallest three quarters of the squared residuals, by which robust fits choose among
/// their optima; infinite where the curve has no value.
inline double core_squares(const AnyCurve& curve, std::span<const double> p, Predictors x,
                           const Sample& data) {
    const std::size_t n = data.y.size();
    std::vector<double> squares(n);
    curve.model().evaluate(x, p, squares.data(), nullptr);
    for (std::size_t i = 0; i < n; ++i) {
        const double e = data.y[i] - squares[i];
        squares[i] = e * e * (data.weights.empty() ? 1.0 : data.weights[i]);
        if (!std::isfinite(squares[i])) return infinity;
    }
    std::sort(squares.begin(), squares.end());
    return std::accumulate(squares.begin(),
                           squares.begin() + static_cast<std::ptrdiff_t>((3 * n + 3) / 4), 0.0);
}

REEINDEX_INLINE void Fitting::fit_limits(const Minimum& minimum) {
    if (limits_are_fitted_) return;
    limits_are_fitted_ = true;
    for (const auto limit : setup_->curve.model().limits()) {
        auto fitted = fit_limit(*setup_, limit, options_.on, observed_, predictors(), data_.y,
                                data_.weights, minimum);
        if (fitted) limits_.push_back(std::move(*fitted));
    }
}

REEINDEX_INLINE bool Fitting::leads_to_limit(const std::vector<double>& p, double objective) {
    fit_limits({});
    double least = infinity, largest = 0.0;
    for (const auto& one : limits_) least = std::min(least, one.minimum.objective);
    if (!(objective >= least * (1.0 - 1e-9))) return false;
    if (objective <= least * (1.0 + 1e-3)) return true;
    for (const double y : data_.y) largest = std::max(largest, std::abs(y));
    for (std::size_t j = 0; j < p.size(); ++j) {
        const auto& parameter = setup_->curve.parameters()[j];
        if (parameter.linear
                ? std::abs(p[j]) > 1e3 * largest
                : parameter.role == Role::rate && std::abs(p[j]) * setup_->axis.gap > steep_rate)
            return true;
    }
    return false;
}

REEINDEX_INLINE const LimitFit* Fitting::compare_limits(Minimum& minimum, FitResult& out) {
    fit_limits(minimum);
    search_beside_limits(minimum);
    out.iterations = minimum.iterations;
    std::sort(limits_.begin(), limits_.end(),
              [](const auto& a, const auto& b) { return a.parameters < b.parameters; });
    double squares = 0.0;
    for (std::size_t i = 0; i < data_.y.size(); ++i)
        squares += data_.y[i] * data_.y[i] * (data_.weights.empty() ? 1.0 : data_.weights[i]);
    const double rounding = setup_->error == ErrorModel::gaussian ? 1e-28 * squares : 1e-12;
    if (is_robust(setup_->error))
        loss_unit_ = loss_unit_at(*setup_, predictors(), data_.y, data_.weights, minimum);
    // where a height is out of reach, the last digits of the curve decide nothing
    double largest = 0.0;
    for (const double y : data_.y) largest = std::max(largest, std::abs(y));
    bool out_of_reach = false;
    for (std::size_t j = 0; j < minimum.p.size(); ++j)
        out_of_reach = out_of_reach || (setup_->free[j] && setup_->curve.parameters()[j].linear &&
                                        std::abs(minimum.p[j]) > 1e6 * largest);
    const double share = out_of_reach ? 1e-5 : 1e-9;
    double lowest = minimum.objective;
    for (const auto& one : limits_) lowest = std::min(lowest, one.minimum.objective);
    // A limit may have a lower robust loss than the curve because it follows a gross error and
    // leaves the others: it is as good as the curve only if most of the data are as near to it.
    // Where they lie on the curve without scatter, they exclude every limit on which they do not.
    const bool robust = is_robust(setup_->error);
    const double core =
        robust ? core_squares(setup_->curve, minimum.p, predictors(), data_) : infinity;
    const bool exact = core <= 1e-22 * squares;
    const LimitFit* found = nullptr;
    for (const auto& candidate : limits_) {
        const bool near =
            !robust || core_squares(candidate.curve, candidate.minimum.p, predictors(), data_) <=
                           1.5 * core + 1e-18 * squares;
        const double excess = candidate.minimum.objective - minimum.objective;
        LimitComparison row{.limit = candidate.limit,
                            .objective = candidate.minimum.objective,
                            .parameters = candidate.parameters};
        const double difference = std::max(
            1.0, static_cast<double>(out.n_free) - static_cast<double>(candidate.parameters));
        row.p_value = exact && !near ? 0.0 : excess_test(minimum, out)(excess, difference);
        row.excluded = row.p_value < 1.0 - options_.level;
        out.limits.push_back(row);
        if (found == nullptr && near &&
            candidate.minimum.objective - lowest <= share * std::abs(lowest) + rounding)
            found = &candidate;
    }
    return found;
}

REEINDEX_INLINE ExcessTest Fitting::excess_test(const Minimum& minimum,
                                                const FitResult& out) const {
    const bool counts = is_count(setup_->error);
    const double dof = out.dof();
    const double unit = is_robust(setup_->error) ? loss_unit_ : minimum.objective / dof;
    return [counts, dof, unit](double excess, double difference) {
        if (excess <= 0.0) return 1.0;
        if (counts) return chi_squared_survival(excess, difference);
        return unit > 0.0 ? f_survival(excess / difference / unit, difference, dof) : 0.0;
    };
}

}  // namespace reeindex::detail
