#pragma once
/// \file
/// Bootstrap: refits to data simulated from the fit.
///
/// Gaussian and robust fits resample residuals, each divided by the root of 1 - leverage, which
/// undoes the shrinkage by n/(n - p), and centred (Davison and Hinkley 1997, section 6.2.3,
/// doi:10.1017/CBO9780511802843). Lognormal and count fits simulate from their distribution.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/fit/bootstrap_result.hpp>
#include <reeindex/fit/detail/closure.hpp>
#include <reeindex/fit/solve/replicate_fits.hpp>

namespace reeindex::detail {

/// Simulates data from a fit and refits them.
class BootstrapRunner {
public:
    explicit BootstrapRunner(const FitResult& fit)
        : fit_(fit),
          refit_(fit),
          y_(refit_.y),
          closure_(fit, refit_, infinity, refit_.predictors(), y_, refit_.weights),
          kernel_(kernel_of(fit, refit_)) {
        if (refit_.setup.error == ErrorModel::gaussian) collect_residuals();
        sigma_ = std::sqrt(refit_.unit);
    }

    struct Replicate {
        Closure::Optimum optimum;
        std::size_t member = 0;
        [[nodiscard]] bool usable() const { return std::isfinite(optimum.objective); }
    };

    /// Random numbers of one replicate; continue with them to draw future observations.
    [[nodiscard]] static Random stream(const BootstrapOptions& options, int replicate) {
        return Random(options.seed, static_cast<std::uint64_t>(replicate));
    }

    /// One replicate by the single-fit engine.
    [[nodiscard]] Replicate run(Random& random) {
        simulate(y_, random);
        return solve();
    }

    /// All replicates in order: `use(replicate, random)`, where random goes on after the draws of
    /// the data. By kernels where the fit has one.
    template <class Use>
    void run_all(const BootstrapOptions& options, Use&& use) {
        constexpr int at_once = 2048;
        for (int from = 0; from < options.replicates; from += at_once)
            run_some(options, from, std::min(at_once, options.replicates - from), use);
    }

    /// A new observation around a value of the curve.
    [[nodiscard]] double draw(double mean, double weight, Random& random) const {
        const double root = std::sqrt(weight);
        switch (refit_.setup.error) {
            case ErrorModel::lognormal:
                return mean * std::exp(sigma_ / root * random.normal());
            case ErrorModel::poisson:
                return random.poisson(std::max(mean, 0.0));
            case ErrorModel::negative_binomial:
                return random.negative_binomial(std::max(mean, 0.0), 1.0 / *fit_.size);
            default:
                return mean + residuals_[random.index(residuals_.size())] / root;
        }
    }

    [[nodiscard]] const Closure& closure() const noexcept { return closure_; }
    [[nodiscard]] const Refit& refit() const noexcept { return refit_; }

    /// Estimates of the curve's parameters in a replicate.
    [[nodiscard]] std::vector<double> estimates(const Replicate& replicate) const {
        if (replicate.member == 0) return replicate.optimum.p;
        const auto mapping = refit_.setup.curve.model().at_limit(closure_.limit(replicate.member),
                                                                 replicate.optimum.p);
        std::vector<double> out;
        for (const auto& at : mapping)
            out.push_back(at.from < 0 ? at.value
                                      : replicate.optimum.p[static_cast<std::size_t>(at.from)]);
        return out;
    }

private:
    template <class Use>
    void run_some(const BootstrapOptions& options, int from, int count, Use& use) {
        const std::size_t n = y_.size();
        std::vector<Random> randoms;
        std::vector<double> values(static_cast<std::size_t>(count) * n);
        for (int k = 0; k < count; ++k) {
            randoms.push_back(stream(options, from + k));
            simulate(row(values, k), randoms.back());
        }
        std::vector<ReplicateOptimum> optima(static_cast<std::size_t>(count));
        if (!kernel_.empty()) fit_by_kernel(values, optima);
        for (int k = 0; k < count; ++k) {
            const auto& optimum = optima[static_cast<std::size_t>(k)];
            auto replicate = accepted(optimum);
            if (!replicate) {
                const auto data = row(values, k);
                std::copy(data.begin(), data.end(), y_.begin());
                replicate = solve();
            }
            use(*replicate, randoms[static_cast<std::size_t>(k)]);
        }
    }

    [[nodiscard]] std::span<double> row(std::vector<double>& values, int k) const {
        return std::span(values).subspan(static_cast<std::size_t>(k) * y_.size(), y_.size());
    }

    void simulate(std::span<double> y, Random& random) const {
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] = draw(fit_.fitted[i], refit_.weight(i), random);
    }

    /// Refits the curve to y_.
    [[nodiscard]] Replicate solve() {
        Closure::State state = closure_.start();
        Replicate out{closure_.solve(state), 0};
        out.member = out.optimum.member;
        return out;
    }

    void fit_by_kernel([[maybe_unused]] const std::vector<double>& values,
                       [[maybe_unused]] std::vector<ReplicateOptimum>& optima) const {
#ifdef REEINDEX_COMPILED
        fit_replicates(kernel_, refit_.rows, refit_.weights, values, optima);
#endif
    }

    /// What a kernel found, as the engine would have it; none where it is left to that.
    [[nodiscard]] std::optional<Replicate> accepted(const ReplicateOptimum& optimum) const {
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

    void collect_residuals() {
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

    /// Diagonal of the hat matrix, from the covariance at the optimum.
    [[nodiscard]] std::vector<double> leverages() const {
        const std::size_t n = y_.size();
        const auto share = static_cast<double>(fit_.n_free) / static_cast<double>(n);
        std::vector<double> out(n, share);
        const auto count = static_cast<Eigen::Index>(fit_.carrier->size());
        const bool step = is_jump(fit_.limit, fit_.options.on);
        if (step || !(fit_.sigma > 0.0) || !fit_.carrier_covariance.allFinite()) return out;
        std::vector<double> values(n);
        Eigen::MatrixXd jacobian(static_cast<Eigen::Index>(n), count);
        fit_.carrier->model().evaluate(refit_.predictors(), fit_.carrier_estimates, values.data(),
                                       jacobian.data());
        if (!jacobian.allFinite()) return out;
        const Eigen::MatrixXd product = jacobian * fit_.carrier_covariance;
        for (std::size_t i = 0; i < n; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            out[i] = refit_.weight(i) * product.row(row).dot(jacobian.row(row)) /
                     (fit_.sigma * fit_.sigma);
        }
        return out;
    }

    const FitResult& fit_;
    Refit refit_;
    std::vector<double> y_, residuals_;
    Closure closure_;
    std::string_view kernel_;  ///< empty where there is none
    double sigma_ = 0.0;
};

inline void check_bootstrap(const BootstrapOptions& options, double level) {
    // the percentiles must lie between the order statistics
    const double least = 2.0 / (1.0 - level) - 1.0;
    const bool enough = static_cast<double>(options.replicates) >= least - 1e-9;
    if (options.replicates < 39 || options.replicates > 10'000'000 || !enough)
        throw InvalidArgument("replicates", concat(options.replicates),
                              concat("from ", to_plain(std::max(39.0, std::ceil(least - 1e-9))),
                                     " at this level to 10000000"));
}

/// Quantile of sorted draws at (count + 1) p, interpolated; equal infinities stay infinite.
[[nodiscard]] inline double order_quantile(const std::vector<double>& sorted, double p) {
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
