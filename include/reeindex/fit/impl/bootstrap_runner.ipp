#pragma once
#include <algorithm>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/eigen_view.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/fit/detail/bootstrap_runner.hpp>

namespace reeindex::detail {

REEINDEX_INLINE BootstrapRunner::BootstrapRunner(const FitResult& fit)
    : fit_(fit),
      refit_(fit),
      y_(refit_.y),
      closure_(fit, refit_, infinity, refit_.predictors(), y_, refit_.weights),
      kernel_(kernel_of(fit, refit_)) {
    if (refit_.setup.error == ErrorModel::gaussian) collect_residuals();
    sigma_ = std::sqrt(refit_.unit);
}

REEINDEX_INLINE BootstrapRunner::Replicate BootstrapRunner::run(Random& random) {
    simulate(y_, random);
    return solve();
}

REEINDEX_INLINE double BootstrapRunner::draw(double mean, double weight, Random& random) const {
    const double root = std::sqrt(weight);
    return with_errors(refit_.setup.error, [&](auto type) {
        if constexpr (requires { type.draw(mean, root, sigma_, 1.0, random); })
            return type.draw(mean, root, sigma_, fit_.size.value_or(infinite_size), random);
        else
            return mean + residuals_[random.index(residuals_.size())] / root;
    });
}

REEINDEX_INLINE std::vector<double> BootstrapRunner::estimates(const Replicate& replicate) const {
    if (replicate.member == 0) return replicate.optimum.p;
    const auto mapping =
        refit_.setup.curve.model().at_limit(closure_.limit(replicate.member), replicate.optimum.p);
    std::vector<double> out;
    for (const auto& at : mapping)
        out.push_back(at.from < 0 ? at.value
                                  : replicate.optimum.p[static_cast<std::size_t>(at.from)]);
    return out;
}

REEINDEX_INLINE BootstrapRunner::Replicate BootstrapRunner::solve() {
    look_for_interrupt();
    Closure::State state = closure_.start();
    Replicate out{closure_.solve(state), 0};
    out.member = out.optimum.member;
    return out;
}

REEINDEX_INLINE void BootstrapRunner::fit_by_kernel(
    [[maybe_unused]] const std::vector<double>& values,
    [[maybe_unused]] std::vector<ReplicateOptimum>& optima) const {
#ifdef REEINDEX_COMPILED
    fit_replicates(kernel_, refit_.rows, refit_.weights, values, optima);
#endif
}

REEINDEX_INLINE std::optional<BootstrapRunner::Replicate> BootstrapRunner::accepted(
    const ReplicateOptimum& optimum) const {
    look_for_interrupt();
    if (!std::isfinite(optimum.objective)) return std::nullopt;
    std::size_t member = 0;
    if (optimum.limit != Limit::none) {
        member = 1;
        while (member < closure_.size() && closure_.limit(member) != optimum.limit) ++member;
        if (member == closure_.size()) return std::nullopt;
    }
    const auto count = static_cast<std::ptrdiff_t>(closure_.curve(member).size());
    Replicate out;
    out.optimum.objective = optimum.objective;
    out.optimum.member = out.member = member;
    out.optimum.p.assign(optimum.p.begin(), optimum.p.begin() + count);
    return out;
}

REEINDEX_INLINE void BootstrapRunner::collect_residuals() {
    const std::size_t n = y_.size();
    const auto leverage = leverages();
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double e = std::sqrt(refit_.weight(i)) * (refit_.y[i] - fit_.fitted[i]);
        residuals_.push_back(e / std::sqrt(std::max(1.0 - leverage[i], 1e-3)));
        sum += residuals_.back();
    }
    for (auto& e : residuals_) e -= sum / static_cast<double>(n);
}

REEINDEX_INLINE std::vector<double> BootstrapRunner::leverages() const {
    const std::size_t n = y_.size();
    const auto share = static_cast<double>(fit_.n_free) / static_cast<double>(n);
    std::vector<double> out(n, share);
    const auto count = static_cast<Eigen::Index>(fit_.carrier->size());
    const bool step = is_jump(fit_.limit, fit_.options.on);
    if (step || !(fit_.sigma > 0.0) || !eigen_view(fit_.carrier_covariance).allFinite()) return out;
    std::vector<double> values(n);
    Eigen::MatrixXd jacobian(static_cast<Eigen::Index>(n), count);
    fit_.carrier->model().evaluate(refit_.predictors(), fit_.carrier_estimates, values.data(),
                                   jacobian.data());
    if (!jacobian.allFinite()) return out;
    const Eigen::MatrixXd product = jacobian * eigen_view(fit_.carrier_covariance);
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        out[i] =
            refit_.weight(i) * product.row(row).dot(jacobian.row(row)) / (fit_.sigma * fit_.sigma);
    }
    return out;
}

REEINDEX_INLINE void check_bootstrap(const BootstrapOptions& options, double level) {
    // the percentiles must lie between the order statistics
    const double least = 2.0 / (1.0 - level) - 1.0;
    const bool enough = static_cast<double>(options.replicates) >= least - 1e-9;
    if (options.replicates < 39 || options.replicates > 10'000'000 || !enough)
        throw InvalidArgument("replicates", concat(options.replicates),
                              concat("from ", to_plain(std::max(39.0, std::ceil(least - 1e-9))),
                                     " at this level to 10000000"));
}

REEINDEX_INLINE double order_quantile(const std::vector<double>& sorted, double p) {
    const auto count = static_cast<double>(sorted.size());
    const double position = std::clamp((count + 1.0) * p, 1.0, count) - 1.0;
    const auto below = static_cast<std::size_t>(std::floor(position));
    const auto above = std::min(below + 1, sorted.size() - 1);
    const double share = position - std::floor(position);
    if (share <= 1e-9 || sorted[below] == sorted[above]) return sorted[below];
    if (std::isinf(sorted[below]) || std::isinf(sorted[above]))
        return std::isinf(sorted[above]) ? sorted[above] : sorted[below];
    return sorted[below] + share * (sorted[above] - sorted[below]);
}

}  // namespace reeindex::detail
