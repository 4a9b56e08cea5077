#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/eigen_view.hpp>
#include <reeindex/forecast/detail/forecaster.hpp>

namespace reeindex::detail {

REEINDEX_INLINE bool counts_years(const Sample& data) {
    if (data.predictors != 1 || data.x.empty()) return false;
    for (std::size_t i = 0; i < data.x.size(); ++i) {
        const double x = data.x[i];
        if (x != std::floor(x) || x < Year::min || x > Year::max) return false;
        if (i > 0 && x <= data.x[i - 1]) return false;
    }
    return true;
}

REEINDEX_INLINE std::vector<int> forecast_years(const FitResult& fit,
                                                const ForecastOptions& options) {
    const int last =
        fit.data.years.empty() ? static_cast<int>(fit.data.x.back()) : fit.data.years.back();
    if (options.until) {
        if (!options.years.empty())
            throw InvalidArgument("until", concat(*options.until), "left out when years are given");
        (void)Year{*options.until};
        if (*options.until <= last || *options.until - last > 1000)
            throw InvalidArgument("until", concat(*options.until),
                                  concat("from ", last + 1, " to ", last + 1000,
                                         ", after the last observation used"));
        std::vector<int> years;
        for (int year = last + 1; year <= *options.until; ++year) years.push_back(year);
        return years;
    }
    if (!options.years.empty()) {
        for (std::size_t i = 0; i < options.years.size(); ++i) {
            (void)Year{options.years[i]};
            if (i > 0 && options.years[i] <= options.years[i - 1])
                throw InvalidArgument("years",
                                      concat(options.years[i], " after ", options.years[i - 1]),
                                      "strictly increasing");
        }
        return options.years;
    }
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", concat(options.horizon), "from 1 to 1000 years");
    std::vector<int> years;
    for (int h = 1; h <= options.horizon; ++h) years.push_back((Year{last} + h).value());
    return years;
}

REEINDEX_INLINE Forecaster::Forecaster(const FitResult& fit, const ForecastOptions& options)
    : fit_(fit), options_(options), refit_(fit) {
    double weights = 0.0;
    for (const double w : refit_.weights) weights += w;
    weight_ = options.weight.value_or(
        refit_.weights.empty() ? 1.0 : weights / static_cast<double>(refit_.weights.size()));
    if (!(weight_ > 0.0 && std::isfinite(weight_)))
        throw InvalidArgument("weight", to_text(weight_), "positive and finite");
    log_ = refit_.setup.error == ErrorModel::lognormal;
    jump_ = is_jump(fit.limit, fit.options.on) && !stands_on_curve(fit);
    const auto free = std::count(fit.carrier_free.begin(), fit.carrier_free.end(), true);
    carrier_dof_ = is_count(fit.options.error)
                       ? infinity
                       : static_cast<double>(fit.n_obs) - static_cast<double>(free);
    linear_ = true;
    for (std::size_t j = 0; j < fit.parameters.size(); ++j)
        linear_ = linear_ &&
                  (fit.parameters[j].linear || fit.options.fixed.contains(fit.parameters[j].name));
    linear_ = linear_ && refit_.setup.error == ErrorModel::gaussian;
}

REEINDEX_INLINE void Forecaster::run(Forecast& out) {
    const std::vector<double> years(out.years.begin(), out.years.end());
    run(out, years);
}

REEINDEX_INLINE void Forecaster::run(Forecast& out, std::span<const double> x) {
    const std::size_t width = fit_.data.predictors;
    for (std::size_t i = 0; i < x.size(); i += width) {
        rows_.push_back(row_of(x.subspan(i, width)));
        at_.push_back(x[i]);
        value_at(rows_.back());
    }
    out.mean = values_;
    out.lower.assign(values_.size(), -infinity);
    out.upper.assign(values_.size(), infinity);
    out.mean_lower = out.lower;
    out.mean_upper = out.upper;
    out.method = chosen();
    if (out.method == IntervalMethod::bootstrap) {
        by_bootstrap(out);
    } else if (is_count(fit_.options.error)) {
        for_counts(out);
    } else if (out.method == IntervalMethod::delta) {
        by_delta(out);
    } else {
        by_profile(out);
    }
    if (is_count(fit_.options.error)) hold_at_zero(out);
    describe(out);
}

REEINDEX_INLINE IntervalMethod Forecaster::chosen() const {
    if (options_.method != IntervalMethod::automatic) return options_.method;
    return linear_ && bounds_are_off() ? IntervalMethod::delta : IntervalMethod::profile;
}

REEINDEX_INLINE bool Forecaster::bounds_are_off() const {
    for (std::size_t j = 0; j < fit_.estimates.size(); ++j)
        if (refit_.setup.free[j] && (fit_.estimates[j] <= refit_.setup.lower[j] ||
                                     fit_.estimates[j] >= refit_.setup.upper[j]))
            return false;
    return fit_.options.bounds.empty();
}

REEINDEX_INLINE std::vector<double> Forecaster::row_of(std::span<const double> x) const {
    std::vector<double> row(x.begin(), x.end());
    if (refit_.observed) row.push_back(1.0);
    return row;
}

REEINDEX_INLINE void Forecaster::value_at(const std::vector<double>& row) {
    double value = 0.0;
    Eigen::VectorXd gradient(static_cast<Eigen::Index>(fit_.carrier->size()));
    fit_.carrier->model().evaluate({row, row.size()}, fit_.carrier_estimates, &value,
                                   gradient.data());
    const double variance = gradient.dot(eigen_view(fit_.carrier_covariance) * gradient);
    if (jump_) {  // a jump has a value on either side of it
        double there = 0.0;
        fit_.model->model().evaluate({row, row.size()}, fit_.estimates, &there, nullptr);
        if (std::isfinite(there)) value = there;
    }
    values_.push_back(value);
    errors_.push_back(variance >= 0.0 ? std::sqrt(variance) : infinity);
}

REEINDEX_INLINE void Forecaster::by_delta(Forecast& out) const {
    const double t = student_t_quantile(0.5 + 0.5 * options_.level, carrier_dof_);
    for (std::size_t h = 0; h < values_.size(); ++h) {
        const double error = log_ ? errors_[h] / values_[h] : errors_[h];
        const double mean = t * error;
        const double half = t * std::sqrt(fit_.sigma * fit_.sigma / weight_ + error * error);
        const double centre = values_[h];
        if (log_ && !(centre > 0.0)) continue;
        if (!std::isfinite(half)) continue;
        out.lower[h] = log_ ? centre * std::exp(-half) : centre - half;
        out.upper[h] = log_ ? centre * std::exp(half) : centre + half;
        out.mean_lower[h] = log_ ? centre * std::exp(-mean) : centre - mean;
        out.mean_upper[h] = log_ ? centre * std::exp(mean) : centre + mean;
    }
}

REEINDEX_INLINE void Forecaster::by_profile(Forecast& out) {
    if (refit_.exact) {  // no scatter, no width; but of a jump nobody knows where it leads
        if (jump_) return;
        for (std::size_t h = 0; h < values_.size(); ++h)
            if (std::isfinite(values_[h]))
                out.lower[h] = out.upper[h] = out.mean_lower[h] = out.mean_upper[h] = values_[h];
        return;
    }
    const auto& region = region_at_level();
    const auto limits = region.limits();
    limits_ =
        std::any_of(limits.begin(), limits.end(), [](Limit limit) { return limit != Limit::step; });
    // so far from the data no bound of the curve has digits left for them
    double largest = 0.0;
    for (const double y : refit_.y) largest = std::max(largest, std::abs(y));
    const double most = log_ ? infinity : times_the_data * largest;
    for (std::size_t h = 0; h < values_.size(); ++h) {
        if (std::abs(values_[h]) > most && !beyond_) beyond_ = at_[h];
        if (!std::isfinite(values_[h]) || (log_ && !(values_[h] > 0.0)) ||
            std::abs(values_[h]) > most)
            continue;
        Goal goal{.rows = rows_[h], .shares = {1.0}, .logarithm = log_};
        // The estimate is of the region; where the curve is but rounding of the data, an end may
        // miss it by as much.
        const auto hold = [&](Extent extent) {
            const double value = values_[h];
            const double rounding = 1e-12 * std::max(largest, std::abs(value));
            if (value > extent.upper && value <= extent.upper + rounding) extent.upper = value;
            if (value < extent.lower && value >= extent.lower - rounding) extent.lower = value;
            return extent;
        };
        const Extent mean = hold(region.of(goal));
        goal.omega = 1.0 / weight_;
        const Extent observation = hold(region.of(goal));
        // Of robust fits to values of all magnitudes a region may miss its own estimate: no bound.
        const auto holds = [&](const Extent& extent) {
            return extent.lower <= values_[h] && values_[h] <= extent.upper;
        };
        if (!holds(mean) || !holds(observation)) continue;
        out.lower[h] = observation.lower;
        out.upper[h] = observation.upper;
        out.mean_lower[h] = std::max(mean.lower, observation.lower);
        out.mean_upper[h] = std::min(mean.upper, observation.upper);
    }
}

REEINDEX_INLINE const ConfidenceRegion& Forecaster::region_at_level() {
    if (!region_) region_.emplace(fit_, options_.level);
    return *region_;
}

REEINDEX_INLINE void Forecaster::for_counts(Forecast& out) {
    const double dispersion = fit_.options.error == ErrorModel::poisson ? 0.0
                              : fit_.size                               ? 1.0 / *fit_.size
                                                                        : 0.0;
    const bool delta = out.method == IntervalMethod::delta;
    const double z = normal_quantile(0.5 + 0.5 * options_.level);
    for (std::size_t h = 0; h < values_.size(); ++h) {
        if (!std::isfinite(values_[h]) || !std::isfinite(errors_[h])) {
            out.lower[h] = out.mean_lower[h] = 0.0;
            continue;
        }
        const bool flat = !(values_[h] > 0.0) || !(errors_[h] > 0.0);
        const auto means = delta || flat ? MeanDistribution::linear(values_[h], errors_[h])
                                         : means_at(rows_[h], values_[h]);
        // Of counts beyond 1e16 the last digit of an end may lie beyond the mean.
        out.mean_lower[h] = std::min(means.at(-z), values_[h]);
        out.mean_upper[h] = std::max(means.at(z), values_[h]);
        // the mean of a skewed distribution may lie beyond its inner quantiles
        out.lower[h] = std::min(means.quantile(0.5 - 0.5 * options_.level, dispersion),
                                std::floor(values_[h]));
        out.upper[h] =
            std::max(means.quantile(0.5 + 0.5 * options_.level, dispersion), std::ceil(values_[h]));
    }
}

REEINDEX_INLINE MeanDistribution Forecaster::means_at(const std::vector<double>& row,
                                                      double value) {
    const double z = normal_quantile(0.5 + 0.5 * options_.level);
    if (!wide_) wide_.emplace(ConfidenceRegion::of_excess(fit_, std::max(16.0, 1.01 * z * z)));
    return mean_distribution(*wide_, {.rows = row, .shares = {1.0}}, value, z);
}

REEINDEX_INLINE void Forecaster::hold_at_zero(Forecast& out) {
    const double low = 0.5 - 0.5 * options_.level, high = 0.5 + 0.5 * options_.level;
    const double z = normal_quantile(high), dispersion = fit_.size ? 1.0 / *fit_.size : 0.0;
    double exposure = 0.0;
    for (std::size_t i = 0; i < fit_.fitted.size(); ++i)
        if (fit_.fitted[i] == 0.0)
            exposure += fit_.data.completeness.empty() ? 1.0 : fit_.data.completeness[i];
    for (std::size_t h = 0; h < values_.size(); ++h) {
        out.mean_lower[h] = std::max(out.mean_lower[h], 0.0);
        out.mean_upper[h] = std::max(out.mean_upper[h], 0.0);
        std::optional<MeanDistribution> means;
        if (values_[h] < 0.0) {
            below_.push_back(at_[h]);
            means = nearest_positive(at_[h], out.method);
        } else if (values_[h] == 0.0 && exposure > 0.0) {
            none_ = exposure;
            means = MeanDistribution::without_counts(exposure);
        } else {
            continue;
        }
        out.mean[h] = out.lower[h] = out.mean_lower[h] = 0.0;
        out.mean_upper[h] = means ? std::max(out.mean_upper[h], means->at(z)) : infinity;
        out.upper[h] = means ? std::max(out.upper[h], means->quantile(high, dispersion)) : infinity;
        if (means) out.lower[h] = std::min(out.lower[h], means->quantile(low, dispersion));
    }
}

REEINDEX_INLINE std::optional<MeanDistribution> Forecaster::nearest_positive(
    double x, IntervalMethod method) {
    if (fit_.data.predictors != 1) return std::nullopt;
    std::optional<double> best;
    for (std::size_t i = 0; i < fit_.data.x.size(); ++i) {
        const double here = fit_.data.x[i];
        if (fit_.fitted[i] > 0.0 && (!best || std::abs(here - x) < std::abs(*best - x)))
            best = here;
    }
    if (!best) return std::nullopt;
    const auto row = row_of({&*best, 1});
    value_at(row);
    const double value = values_.back(), error = errors_.back();
    values_.pop_back();
    errors_.pop_back();
    if (!(value > 0.0 && error > 0.0 && std::isfinite(error))) return std::nullopt;
    if (method == IntervalMethod::delta) return MeanDistribution::linear(value, error);
    return means_at(row, value);
}

REEINDEX_INLINE void Forecaster::by_bootstrap(Forecast& out) {
    const BootstrapOptions options{.replicates = options_.replicates, .seed = options_.seed};
    check_bootstrap(options, options_.level);
    BootstrapRunner runner(fit_);
    std::vector<std::vector<double>> means(values_.size()), draws(values_.size());
    runner.run_all(options, [&](const auto& replicate, Random& random) {
        if (!replicate.usable()) {
            ++failed_;
            return;
        }
        if (replicate.member > 0) ++at_limit_;
        const auto& model = runner.closure().curve(replicate.member).model();
        for (std::size_t h = 0; h < values_.size(); ++h) {
            double mean = 0.0;
            model.evaluate({rows_[h], rows_[h].size()}, replicate.optimum.p, &mean, nullptr);
            if (std::isnan(mean)) mean = infinity;
            means[h].push_back(mean);
            const bool drawable = std::isfinite(mean) && mean < 1e15;
            draws[h].push_back(drawable ? runner.draw(mean, weight_, random) : mean);
        }
    });
    if (failed_ * 10 > options.replicates)
        throw InvalidArgument("method", "bootstrap",
                              concat("another one: ", failed_, " of ", options.replicates,
                                     " refits found no optimum"));
    const double low = 0.5 - 0.5 * options_.level, high = 0.5 + 0.5 * options_.level;
    for (std::size_t h = 0; h < values_.size(); ++h) {
        std::sort(means[h].begin(), means[h].end());
        std::sort(draws[h].begin(), draws[h].end());
        // percentiles of refits may lie all on one side of the fit, which is then an end itself
        const double mean = out.mean[h];
        out.lower[h] = std::min(order_quantile(draws[h], low), mean);
        out.upper[h] = std::max(order_quantile(draws[h], high), mean);
        out.mean_lower[h] = std::min(order_quantile(means[h], low), mean);
        out.mean_upper[h] = std::max(order_quantile(means[h], high), mean);
    }
}

REEINDEX_INLINE void Forecaster::describe(Forecast& out) {
    const bool automatic = options_.method == IntervalMethod::automatic;
    const bool degenerate = fit_.status == FitStatus::degenerate;
    std::string text = fit_.message;
    if (degenerate && !jump_)
        text += concat("; the forecast follows the ", fit_.carrier->name(), " curve");
    text += automatic ? "; interval (chosen automatically): " : "; interval: ";
    switch (out.method) {
        case IntervalMethod::bootstrap:
            text +=
                concat("percentiles of ", options_.replicates - failed_,
                       " refits with a new observation drawn around each, seed ", options_.seed);
            if (at_limit_ > 0)
                text += concat(", ", at_limit_, " of which fall back to a limit of the curve");
            break;
        case IntervalMethod::delta:
            text += linear_ && automatic ? "Student t, exact for a curve linear in its parameters"
                                         : "delta method, linearised at the optimum";
            if (!linear_ && !fit_.identified())
                text += concat(
                    ", which ignores what the data do not identify; the method 'profile' takes it "
                    "into account");
            break;
        default:
            text += "profile, the values that data and curve do not reject together";
            if (degenerate && limits_)
                text += ", over the limit and every finite value of the parameters";
            else if (limits_)
                text += ", over the curve and the limits that the data do not exclude";
    }
    describe_ceiling(out, text);
    describe_errors(out, text);
    if (beyond_)
        text += concat("; no bounds are computed where the curve is more than ",
                       to_plain(times_the_data), " times the largest observation, from ",
                       to_plain(*beyond_), " on");
    else if (std::any_of(out.upper.begin(), out.upper.end(),
                         [](double v) { return std::isinf(v); }))
        text += "; an infinite bound means that the data give none";
    out.message = std::move(text);
}

REEINDEX_INLINE void Forecaster::describe_ceiling(const Forecast& out, std::string& text) {
    if (fit_.status != FitStatus::degenerate || out.method != IntervalMethod::profile) return;
    if (refit_.exact) return;
    for (std::size_t j = 0; j < fit_.parameters.size(); ++j) {
        if (!fit_.parameters[j].linear || !std::isinf(fit_.estimates[j])) continue;
        const double lower = region_at_level().parameter(fit_.parameters[j].name).lower;
        if (std::isfinite(lower) && lower > refit_.setup.lower[j])
            text += concat("; ", fit_.parameters[j].name, " is at least ", to_significant(lower, 4),
                           " at ", to_plain(100.0 * options_.level), " %");
    }
}

REEINDEX_INLINE void Forecaster::describe_errors(const Forecast& out, std::string& text) const {
    if (refit_.exact && out.method != IntervalMethod::bootstrap)
        text += jump_ ? "; a jump that leaves no scatter says nothing about its uncertainty"
                      : "; the fit leaves no scatter, so the interval has no width";
    const auto words = with_errors(fit_.options.error, [](auto type) { return type.of_forecasts; });
    if (!words.empty()) text += concat("; ", words);
    if (log_)
        text += concat("; its expected value is larger by the factor exp(s^2/2) = ",
                       to_significant(std::exp(0.5 * fit_.sigma * fit_.sigma / weight_), 5));
    if (!below_.empty())
        text += concat("; the curve falls below 0 in ", to_plain(below_.front()),
                       below_.size() > 1 ? concat(" to ", to_plain(below_.back())) : std::string{},
                       ", where no mean of counts can be: the forecast sets the mean to 0 there "
                       "and the upper bounds to those of the nearest year of the data");
    if (none_ > 0.0)
        text += concat("; ", to_plain(none_), " years without a count do not exclude a mean of ",
                       to_significant(-std::log(0.5 - 0.5 * options_.level) / none_, 3), " at ",
                       to_plain(100.0 * options_.level), " %");
    if (!refit_.weights.empty())
        text += concat("; a future observation has the weight ", to_significant(weight_, 6));
    if (refit_.observed && fit_.options.on == FitOn::increments)
        text += "; values are yearly increments";
}

}  // namespace reeindex::detail
