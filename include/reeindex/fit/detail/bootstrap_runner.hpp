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
    explicit BootstrapRunner(const FitResult& fit);

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
    [[nodiscard]] Replicate run(Random& random);

    /// All replicates in order: `use(replicate, random)`, where random goes on after the draws of
    /// the data. By kernels where the fit has one.
    template <class Use>
    void run_all(const BootstrapOptions& options, Use&& use) {
        constexpr int at_once = 2048;
        for (int from = 0; from < options.replicates; from += at_once)
            run_some(options, from, std::min(at_once, options.replicates - from), use);
    }

    /// A new observation around a value of the curve.
    [[nodiscard]] double draw(double mean, double weight, Random& random) const;

    [[nodiscard]] const Closure& closure() const noexcept { return closure_; }
    [[nodiscard]] const Refit& refit() const noexcept { return refit_; }

    /// Estimates of the curve's parameters in a replicate.
    [[nodiscard]] std::vector<double> estimates(const Replicate& replicate) const;

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
    [[nodiscard]] Replicate solve();

    void fit_by_kernel([[maybe_unused]] const std::vector<double>& values,
                       [[maybe_unused]] std::vector<ReplicateOptimum>& optima) const;

    /// What a kernel found, as the engine would have it; none where it is left to that.
    [[nodiscard]] std::optional<Replicate> accepted(const ReplicateOptimum& optimum) const;

    void collect_residuals();

    /// Diagonal of the hat matrix, from the covariance at the optimum.
    [[nodiscard]] std::vector<double> leverages() const;

    const FitResult& fit_;
    Refit refit_;
    std::vector<double> y_, residuals_;
    Closure closure_;
    std::string_view kernel_;  ///< empty where there is none
    double sigma_ = 0.0;
};

void check_bootstrap(const BootstrapOptions& options, double level);

/// Quantile of sorted draws at (count + 1) p, interpolated; equal infinities stay infinite.
[[nodiscard]] double order_quantile(const std::vector<double>& sorted, double p);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/bootstrap_runner.ipp>
#endif
