#pragma once
/// \file
/// One fit from its data to its result: optimum, limits, precision, verdict, words.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/fit/limits/limits.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/solve/prepare.hpp>
#include <reeindex/fit/verdict/explanation.hpp>
#include <reeindex/fit/verdict/inference.hpp>

namespace reeindex {
namespace detail {

/// Everything that one fit needs while it runs.
class Fitting {
public:
    Fitting(const AnyCurve& curve, FitData data, FitOptions options)
        : data_(std::move(data)), options_(std::move(options)) {
        check_options(options_);
        check_data(data_, options_);
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

    [[nodiscard]] FitResult run() {
        FitResult out;
        out.curve = setup_->curve.name();
        out.model = setup_->curve;
        out.parameters = setup_->curve.parameters();
        out.options = options_;
        out.data = data_;
        out.n_obs = data_.y.size();
        out.n_free = setup_->free_count();
        if (out.n_obs <= out.n_free) {
            out.status = FitStatus::too_few_observations;
            out.message = concat(counted(out.n_obs, "observation"), " cannot determine ",
                                 counted(out.n_free, "parameter"), " and the scatter; at least ",
                                 out.n_free + 1, " are needed");
            return out;
        }
        if (out.n_free > 0 && width_ == 1 && !(setup_->axis.span() > 0.0)) {
            out.status = FitStatus::failed;
            out.message = "all observations are at one point of the axis";
            return out;
        }
        Minimum minimum = minimise(*setup_, predictors(), data_.y, data_.weights);
        if (!minimum.usable()) {
            out.status = FitStatus::failed;
            out.message = concat(out.curve, " could not be evaluated at any start");
            return out;
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

private:
    [[nodiscard]] Predictors predictors() const { return {rows_, width_}; }

    /// Between an optimum and a limit that is nearly as good a better optimum may lie, in a valley
    /// too narrow for a grid.
    void search_beside_limits(Minimum& minimum) const {
        if (is_robust(setup_->error) || setup_->error == ErrorModel::negative_binomial) return;
        for (const auto& limit : limits_) {
            if (limit.minimum.objective - minimum.objective > 0.1 * std::abs(minimum.objective))
                continue;
            const auto starts = starts_beside(*setup_, limit, predictors());
            if (!starts.empty())
                search_from(*setup_, predictors(), data_.y, data_.weights, starts, minimum);
        }
    }

    /// Fits every limit; the simplest one that explains the data as well as the best of them and
    /// the curve is returned.
    [[nodiscard]] const LimitFit* compare_limits(Minimum& minimum, FitResult& out) {
        for (const auto limit : setup_->curve.model().limits()) {
            auto fitted = fit_limit(*setup_, limit, options_.on, observed_, predictors(), data_.y,
                                    data_.weights, minimum);
            if (fitted) limits_.push_back(std::move(*fitted));
        }
        search_beside_limits(minimum);
        out.iterations = minimum.iterations;
        std::sort(limits_.begin(), limits_.end(),
                  [](const auto& a, const auto& b) { return a.parameters < b.parameters; });
        double squares = 0.0;
        for (std::size_t i = 0; i < data_.y.size(); ++i)
            squares += data_.y[i] * data_.y[i] * (data_.weights.empty() ? 1.0 : data_.weights[i]);
        const double rounding = setup_->error == ErrorModel::gaussian ? 1e-28 * squares : 1e-12;
        const double dof = out.dof();
        const double loss_unit =
            is_robust(setup_->error)
                ? loss_unit_at(*setup_, predictors(), data_.y, data_.weights, minimum)
                : 1.0;
        double lowest = minimum.objective;
        for (const auto& one : limits_) lowest = std::min(lowest, one.minimum.objective);
        const LimitFit* found = nullptr;
        for (const auto& candidate : limits_) {
            const double excess = candidate.minimum.objective - minimum.objective;
            LimitComparison row{.limit = candidate.limit,
                                .objective = candidate.minimum.objective,
                                .parameters = candidate.parameters};
            const double difference = std::max(
                1.0, static_cast<double>(out.n_free) - static_cast<double>(candidate.parameters));
            if (excess <= 0.0) {
                row.p_value = 1.0;
            } else if (is_count(setup_->error)) {
                row.p_value = chi_squared_survival(excess, difference);
            } else if (is_robust(setup_->error)) {
                row.p_value = f_survival(excess / difference / loss_unit, difference, dof);
            } else if (minimum.objective > 0.0) {
                row.p_value =
                    f_survival(excess / difference / (minimum.objective / dof), difference, dof);
            }
            row.excluded = row.p_value < 1.0 - options_.level;
            out.limits.push_back(row);
            if (found == nullptr &&
                candidate.minimum.objective - lowest <= 1e-9 * std::abs(lowest) + rounding)
                found = &candidate;
        }
        return found;
    }

    void stand_on_curve(const Minimum& minimum, FitResult& out) {
        const auto precision = precision_at(*setup_, predictors(), data_.y, data_.weights, minimum);
        out.carrier = setup_->curve;
        out.carrier_estimates = minimum.p;
        out.carrier_covariance = precision.covariance;
        out.carrier_free = precision.estimated;
        out.estimates = minimum.p;
        out.covariance = precision.covariance;
        const auto count = static_cast<Eigen::Index>(minimum.p.size());
        bool all_estimated = true;
        std::string at_bound, confused;
        for (Eigen::Index j = 0; j < count; ++j) {
            const auto index = static_cast<std::size_t>(j);
            if (!setup_->free[index] || precision.estimated[index]) {
                out.standard_errors.push_back(std::sqrt(precision.covariance(j, j)));
                continue;
            }
            all_estimated = false;
            confused += concat(confused.empty() ? "" : " and ", out.parameters[index].name);
            const auto& parameter = out.parameters[index];
            if (minimum.p[index] <= setup_->lower[index] ||
                minimum.p[index] >= setup_->upper[index])
                at_bound += concat("; ", parameter.name, " lies on its bound ",
                                   to_significant(minimum.p[index], 6));
            out.standard_errors.push_back(infinity);
            out.covariance.row(j).setConstant(infinity);
            out.covariance.col(j).setConstant(infinity);
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
                if (setup_->curve.parameters()[j].linear &&
                    std::abs(minimum.p[j]) > 1e6 * largest) {
                    out.estimates[j] = minimum.p[j] > 0.0 ? infinity : -infinity;
                    unknown(j, out);
                }
            out.message = "the best fit has no finite ceiling";
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
            out.message =
                "the change, or a phase of it, happens within one step; its rate cannot be stated";
            return;
        }
        if (!all_estimated && at_bound.empty()) {
            out.identification = Identification::not_identified;
            out.reach.reset();
            out.message = std::isinf(precision.sigma)
                              ? "most residuals are rejected: they give no standard error"
                          : confused.find(" and ") == std::string::npos
                              ? concat("the data do not determine ", confused)
                              : concat("the data cannot tell ", confused, " apart");
            return;
        }
        const bool jump = may_jump(out);
        const bool open = !at_bound.empty() || jump ||
                          std::any_of(out.limits.begin(), out.limits.end(),
                                      [](const auto& l) { return !l.excluded; });
        if (!minimum.converged) {
            out.message = concat("no optimum within ", options_.max_iterations, " iterations");
            return;
        }
        out.identification = open ? Identification::weakly_identified : Identification::identified;
        out.message = concat("converged", at_bound);
        if (jump) out.message += "; the data do not exclude a jump within one step";
    }

    /// Rates that are infinite on a sudden limit which could not be fitted, for a parameter of it
    /// is held or bounded.
    [[nodiscard]] std::vector<std::size_t> rates_of_jumps() const {
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

    /// Rates so high that the change lies between two points of the data, of limits that were not
    /// fitted.
    [[nodiscard]] std::vector<std::size_t> steep_rates(const Minimum& minimum) const {
        const double most = minimum.converged ? steep_rate : 8.0;
        auto out = setup_->curve.model().steep(setup_->axis, minimum.p, most);
        std::erase_if(out, [&](std::size_t j) { return !setup_->free[j]; });
        for (const auto j : rates_of_jumps())
            if (std::abs(minimum.p[j]) * setup_->axis.gap > most &&
                std::find(out.begin(), out.end(), j) == out.end())
                out.push_back(j);
        return out;
    }

    /// Whether a rate may be as high as that within its interval.
    [[nodiscard]] bool may_jump(const FitResult& out) const {
        const double t = student_t_quantile(0.5 + 0.5 * options_.level, out.dof());
        for (const auto j : rates_of_jumps()) {
            const double highest = std::abs(out.estimates[j]) + t * out.standard_errors[j];
            if (std::isfinite(highest) && highest * setup_->axis.gap > steep_rate) return true;
        }
        return false;
    }

    /// The fit on a limit: what the limit determines is reported, the rest is infinite.
    void stand_on(const LimitFit& limit, FitResult& out) {
        const auto& model = setup_->curve.model();
        const auto mapping = model.at_limit(limit.limit, limit.q);
        Setup inner{.curve = limit.curve, .axis = setup_->axis, .error = setup_->error};
        inner.lower.assign(limit.curve.size(), -infinity);
        inner.upper.assign(limit.curve.size(), infinity);
        inner.base.assign(limit.curve.size(), 0.0);
        inner.free.assign(limit.curve.size(), true);
        auto precision = precision_at(inner, predictors(), data_.y, data_.weights, limit.minimum);
        const bool step = (limit.limit == Limit::step || limit.limit == Limit::spike) &&
                          options_.on == FitOn::levels;
        out.limit = limit.limit;
        out.status = FitStatus::degenerate;
        out.identification = Identification::not_identified;
        out.estimates.assign(out.parameters.size(), 0.0);
        out.standard_errors.assign(out.parameters.size(), 0.0);
        const auto count = static_cast<Eigen::Index>(out.parameters.size());
        out.covariance = Eigen::MatrixXd::Zero(count, count);
        if (limit.upper_level_only) settle_step(limit, precision, out);
        for (std::size_t j = 0; j < mapping.size(); ++j) {
            const auto from = mapping[j].from;
            out.estimates[j] =
                from >= 0 ? limit.q[static_cast<std::size_t>(from)] : mapping[j].value;
            if (from < 0 || (step && from > 0) ||
                !precision.estimated[static_cast<std::size_t>(from)]) {
                unknown(j, out);
                continue;
            }
            const auto row = static_cast<Eigen::Index>(j);
            for (std::size_t k = 0; k < mapping.size(); ++k)
                if (mapping[k].from >= 0 && !(step && mapping[k].from > 0))
                    out.covariance(row, static_cast<Eigen::Index>(k)) =
                        precision.covariance(from, mapping[k].from);
            out.standard_errors[j] = std::sqrt(out.covariance(row, row));
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

    /// Fitted values and precision of a step, which no smooth curve describes.
    void settle_step(const LimitFit& limit, Precision& precision, FitResult& out) {
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

    static void unknown(std::size_t j, FitResult& out) {
        const auto index = static_cast<Eigen::Index>(j);
        out.standard_errors[j] = infinity;
        out.covariance.row(index).setConstant(infinity);
        out.covariance.col(index).setConstant(infinity);
    }

    void finish(const Minimum& minimum, const Precision& precision, FitResult& out) {
        out.objective = minimum.objective;
        out.sigma = precision.sigma;
        out.fitted = precision.fitted;
        out.residuals.resize(data_.y.size());
        double sse = 0.0, mean = 0.0, total = 0.0;
        const auto weight = [&](std::size_t i) {
            return data_.weights.empty() ? 1.0 : data_.weights[i];
        };
        for (std::size_t i = 0; i < data_.y.size(); ++i) {
            mean += weight(i) * data_.y[i];
            total += weight(i);
        }
        mean /= total;
        double spread = 0.0;
        for (std::size_t i = 0; i < data_.y.size(); ++i) {
            out.residuals[i] = data_.y[i] - out.fitted[i];
            sse += weight(i) * out.residuals[i] * out.residuals[i];
            spread += weight(i) * (data_.y[i] - mean) * (data_.y[i] - mean);
        }
        out.sse = setup_->error == ErrorModel::gaussian ? minimum.objective : sse;
        out.r_squared = spread > 0.0 ? 1.0 - out.sse / spread : (out.sse > 0.0 ? 0.0 : 1.0);
        if (setup_->error == ErrorModel::negative_binomial)
            out.size = minimum.size < Objective::infinity_size ? minimum.size : infinity;
        if (is_robust(setup_->error)) out.scale = minimum.scale;
        out.log_likelihood = log_likelihood(*setup_, data_.y, data_.weights, out.fitted, minimum);
        const double n = static_cast<double>(out.n_obs);
        const double k =
            static_cast<double>(out.n_free) + (setup_->error == ErrorModel::poisson ? 0.0 : 1.0);
        if (std::isfinite(out.log_likelihood)) {
            out.aic = -2.0 * out.log_likelihood + 2.0 * k;
            out.bic = -2.0 * out.log_likelihood + k * std::log(n);
            out.aicc = n - k - 1.0 > 0.0 ? out.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) : infinity;
        } else if (out.log_likelihood > 0.0) {  // exact fit
            out.aic = out.bic = -infinity;
            out.aicc = n - k - 1.0 > 0.0 ? -infinity : infinity;
        }
        reach(out);
    }

    void reach(FitResult& out) const {
        const auto own = out.ceiling();
        if (!own || data_.predictors != 1) return;
        const double ceiling = out.estimates[*own];
        if (!std::isfinite(ceiling) || ceiling == 0.0) return;
        if (const auto* seen = dynamic_cast<const ObservedCurve*>(&setup_->curve.model())) {
            out.reach = seen->level(setup_->axis.last, out.estimates) / ceiling;
            if (!std::isfinite(*out.reach)) out.reach.reset();
            return;
        }
        const auto last = std::max_element(data_.x.begin(), data_.x.end()) - data_.x.begin();
        out.reach = out.fitted[static_cast<std::size_t>(last)] / ceiling;
    }

    FitData data_;
    FitOptions options_;
    bool observed_ = false;
    std::vector<double> rows_;
    std::size_t width_ = 1;
    std::optional<Setup> setup_;
    std::vector<LimitFit> limits_;
};

}  // namespace detail
}  // namespace reeindex
