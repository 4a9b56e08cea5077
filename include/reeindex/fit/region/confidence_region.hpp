#pragma once
/// \file
/// The confidence region of a fit: what is largest and smallest in it.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <reeindex/fit/region/goal.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex {

/// The smallest and the largest value of a function over a confidence region.
struct Extent {
    double lower = -infinity;
    double upper = infinity;
    /// The limit of the curve through which an infinite end leaves; none where the end is finite,
    /// or where the curve itself runs away.
    Limit lower_limit = Limit::none, upper_limit = Limit::none;

    /// Whether both ends are finite.
    [[nodiscard]] bool closed() const noexcept {
        return std::isfinite(lower) && std::isfinite(upper);
    }
};

/// For which functions a region is meant.
enum class Coverage : std::uint8_t {
    one_by_one,  ///< each interval covers by itself: t^2 s^2
    all_at_once  ///< all intervals cover together (Scheffe): p F(p, n - p) s^2
};

/// All parameters, the limits of the curve included, that the data do not reject: the objective
/// stays within S + c of the fit's S, c = t^2 s^2 with Student's t and s^2 = S/(n - p). For counts
/// the deviance and the chi-squared quantile, the size of the negative binomial held; for robust
/// fits the sum of squares of Huber's pseudo-values (1973, doi:10.1214/aos/1176342503).
///
/// An interval of any function of the curve is its smallest and largest value in the region, the
/// profile interval: Bates and Watts (1988), chapter 6, doi:10.1002/9780470316757; for all
/// functions at once Scheffe (1953), doi:10.1093/biomet/40.1-2.87.
class ConfidenceRegion {
public:
    /// \throws InvalidArgument if the fit has no optimum or the level is not between 0 and 1.
    explicit ConfidenceRegion(const FitResult& fit, double level = 0.95,
                              Coverage coverage = Coverage::one_by_one);
    /// The region of a given excess of the objective; for the engine.
    [[nodiscard]] static ConfidenceRegion of_excess(const FitResult& fit, double excess);
    ConfidenceRegion(ConfidenceRegion&&) noexcept;
    ConfidenceRegion& operator=(ConfidenceRegion&&) noexcept;
    ~ConfidenceRegion();

    /// Of a parameter. \throws NotFound; InvalidArgument if the parameter is fixed.
    [[nodiscard]] Extent parameter(std::string_view name) const;
    /// Of a function of the curve's parameters, in their order; at a limit some of them are
    /// infinite, and a limit where the function is not a number is left out.
    /// \throws InvalidArgument if it is not a number at the estimates.
    [[nodiscard]] Extent function(
        const std::function<double(std::span<const double>)>& of_parameters) const;
    /// Of the curve's value at x.
    [[nodiscard]] Extent value(double x) const;
    /// Of a new observation at x, with its own scatter; only for Gaussian, lognormal and robust
    /// fits. \param weight of that observation
    [[nodiscard]] Extent observation(double x, double weight = 1.0) const;
    /// Of the sum of the curve's values at the years from `first` to `last`.
    [[nodiscard]] Extent total(int first, int last) const;
    /// Of the difference between the curve's values at two years.
    [[nodiscard]] Extent change(int from, int to) const;
    /// Of the year in which the curve first reaches a level after the last observation, or last had
    /// it; infinite where the data do not say that it ever does.
    /// \throws InvalidArgument unless the level is finite.
    [[nodiscard]] Extent year_of(double level) const;
    /// Of any goal; for the engine.
    [[nodiscard]] Extent of(const detail::Goal& goal) const;
    /// Largest values (side +1) or smallest ones (side -1) of a goal over smaller regions, whose
    /// excesses rise up to excess(); for the engine.
    [[nodiscard]] std::vector<double> trace(const detail::Goal& goal, double side,
                                            std::span<const double> excesses) const;

    /// Excess of the objective that bounds the region.
    [[nodiscard]] double excess() const noexcept;
    /// The limits of the curve that lie in the region.
    [[nodiscard]] std::vector<Limit> limits() const;

private:
    class Search;
    explicit ConfidenceRegion(std::unique_ptr<Search> search);
    std::unique_ptr<Search> search_;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/confidence_region.ipp>
#endif
