#pragma once
/// \file
/// Internal: the work behind LocalGlobalTrend, on memory that is used again from series to series.

#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/smoothing/detail/trend_kernel.hpp>
#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/trend_grid.hpp>

namespace reeindex::detail {

/// What is wrong with the values of a series, or nothing.
struct SeriesFault {
    std::string value, allowed;  ///< as InvalidArgument takes them; empty where nothing is wrong

    [[nodiscard]] bool empty() const noexcept { return allowed.empty(); }
};

/// What a series is, before anything is fitted. NaN is a missing year.
struct SeriesShape {
    std::size_t observations = 0;
    double first = 0.0, last = 0.0, least = 0.0, most = 0.0;
    bool equal = true;  ///< whether all observations are

    /// Form of the model. Positive series that span more than a factor of 10,000 may be modelled by
    /// their logarithms, for a level that averages them would be that of the largest alone:
    /// TrendEngine::fit decides.
    [[nodiscard]] TrendForm form() const noexcept {
        if (!(least > 0.0)) return TrendForm::additive;
        return most > 1e4 * least ? TrendForm::logarithmic : TrendForm::positive;
    }
};

/// \throws nothing; a fault is returned
[[nodiscard]] SeriesFault examine(std::span<const double> values, SeriesShape& shape);

/// \throws InvalidArgument with `name` and the value.
void check_series(std::string_view argument, std::span<const double> values, SeriesShape& shape);

/// A grid of one form as the kernels take it: tables of the members of one alpha.
struct TrendTables {
    TrendTables(const TrendGrid& grid, bool additive);

    TrendGrid grid;
    bool additive = false;
    std::size_t inner = 0, padded = 0;  ///< members of one alpha, and with the padding
    LevelPower rho = LevelPower::half;
    bool has_powers = true;
    std::vector<double> table;  ///< rows of `padded` numbers
    [[nodiscard]] const double* row(std::size_t which) const noexcept {
        return table.data() + which * padded;
    }
    enum Row : std::size_t { beta, lambda, tau0, tau_half, tau1, precision, log_prior, kappa, tau };
    static constexpr std::size_t rows = 9;
};

/// A fitted family.
struct TrendState {
    std::shared_ptr<const TrendTables> tables;
    TrendForm form = TrendForm::positive;
    double scale = 1.0, floor = 0.0;
    double evidence = 0.0;   ///< log density of the series in units of its scale
    double log_scale = 0.0;  ///< by which logarithms are divided; zero in the other forms
    std::size_t gaps = 0, observations = 0;
    std::vector<double> results;  ///< rows of alphas x padded numbers
    std::vector<double> weights;  ///< zero in the padding

    enum Row : std::size_t {
        log_weight,
        gamma,
        gamma_error,
        sigma,
        level,
        slope,
        level_gamma,
        slope_gamma,
        level_variance,
        covariance,
        slope_variance
    };
    static constexpr std::size_t rows = 11;
    [[nodiscard]] std::size_t size() const noexcept {
        return tables->grid.alpha.size() * tables->padded;
    }
    [[nodiscard]] const double* row(std::size_t which) const noexcept {
        return results.data() + which * size();
    }
    /// A path, or a quantile of paths, in the unit of the series.
    [[nodiscard]] double value(double z) const noexcept {
        if (log_scale > 0.0) return scale * std::exp(log_scale * z);
        return std::abs(z) < ceiling ? z * scale : std::copysign(infinity, z);
    }
    /// Values, divided by the scale, beyond which a path does not go on.
    static constexpr double ceiling = 1e100;
};

/// Fits families and simulates their paths, one after the other.
class TrendEngine {
public:
    /// \throws InvalidArgument if the grid is out of range.
    explicit TrendEngine(const TrendGrid& grid);

    /// Fits a series that is not constant. Where its shape is logarithmic, the form under which the
    /// series has the greater density is taken, the positive one or that of the logarithms; beyond
    /// a factor of 1e50 it is that of the logarithms.
    /// \param values first and last are observations
    void fit(std::span<const double> values, const SeriesShape& shape, TrendState& out);

    /// Paths of a fit, divided by its scale. \param draws reach the horizon
    void simulate(const TrendState& state, const PathDraws& draws, std::size_t horizon);
    /// Paths of a year of the last simulation, counted from 0.
    [[nodiscard]] std::span<double> paths(std::size_t year) noexcept {
        return {out_.data() + year * padded_, count_};
    }

    /// Quantiles of a year of the last simulation at increasing probabilities, one each to `out`;
    /// its paths are reordered. Those of the first year are exact for the mixture of the Student
    /// distributions that the paths have before its noise is drawn, one each; those of later years,
    /// and of draws that were given, are those of the paths.
    void quantiles(std::size_t year, std::span<const double> probabilities, double* out);

    /// Observations below which the noise factor of the grid widens the drawn scale further.
    static constexpr std::size_t few_observations = 9;

private:
    void fit_form(std::span<const double> values, const SeriesShape& shape, TrendForm form,
                  TrendState& out);
    /// The quantile of the mixture near `x`.
    [[nodiscard]] double mixture_quantile(double probability, double x) const;

    const TrendKernels& kernels_;
    std::shared_ptr<const TrendTables> positive_, additive_;
    std::vector<double> scaled_, workspace_, table_, out_;
    std::vector<double> center_, scale_;  ///< of the paths in the first year
    std::size_t count_ = 0, padded_ = 0;
    double floor_ = 0.0;
    bool exact_ = false;  ///< whether quantiles of the first year are those of the mixture
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/trend_engine.ipp>
#endif
