#pragma once
/// \file
/// The random numbers behind sample paths: a Latin hypercube, the same for every series.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace reeindex {

/// How many sample paths are drawn, and from which seed.
struct PathOptions {
    int paths = 1000;        ///< from 100 to 1,000,000
    std::uint64_t seed = 1;  ///< the same seed gives the same paths, on every machine and thread
};

/// Probabilities of a Latin hypercube (McKay, Beckman and Conover 1979, doi:10.2307/1268522): in
/// each dimension every path has another of the strata (i + 1/2) / paths. Dimension d is permuted
/// by the stream d of Random, so that a longer horizon adds dimensions and changes none.
class PathDraws {
public:
    /// \throws InvalidArgument unless paths is from 100 to 1,000,000, horizon from 1 to 1000 and
    /// their product at most 100,000,000.
    PathDraws(const PathOptions& options, int horizon);

    /// Tables of one's own: standard normal draws for the global and for the local trend, one a
    /// path, and Student draws with 4 degrees of freedom, horizon x paths. The draws of a state
    /// that a gap leaves open are zero, and the scale of the noise is not drawn.
    /// \throws InvalidArgument if the lengths do not fit together or a number is not finite.
    PathDraws(std::span<const double> global, std::span<const double> local,
              std::span<const double> noise);

    /// Number of paths.
    [[nodiscard]] std::size_t paths() const noexcept { return paths_; }
    /// Years that the tables reach.
    [[nodiscard]] std::size_t horizon() const noexcept { return horizon_; }
    /// Standard normal, one a path: the coefficient of the global trend.
    [[nodiscard]] const double* global() const noexcept { return values_.data(); }
    /// Standard normal: the coefficient of the local trend.
    [[nodiscard]] const double* local() const noexcept { return values_.data() + paths_; }
    /// Standard normal: the level, where a gap leaves it open.
    [[nodiscard]] const double* level() const noexcept { return values_.data() + 2 * paths_; }
    /// Standard normal: the slope, where a gap leaves it open.
    [[nodiscard]] const double* slope() const noexcept { return values_.data() + 3 * paths_; }
    /// Probabilities of the scale of the noise; null where tables were given.
    [[nodiscard]] const double* scale() const noexcept {
        return given_ ? nullptr : values_.data() + 4 * paths_;
    }
    /// The scale itself, one a path, over its estimate after `steps` changes: the root of
    /// (steps + 2) / chi^2 with `steps` degrees of freedom, which is what they leave open. Kept for
    /// the next call; null where tables were given.
    [[nodiscard]] std::shared_ptr<const std::vector<double>> scale_ratios(std::size_t steps) const;
    /// Student t with 4 degrees of freedom: the noise of a year, counted from 0.
    [[nodiscard]] const double* noise(std::size_t year) const noexcept {
        return values_.data() + (5 + year) * paths_;
    }
    /// Standard normal noise of a year, of the same strata.
    [[nodiscard]] const double* gaussian(std::size_t year) const noexcept {
        return values_.data() + (5 + horizon_ + year) * paths_;
    }

    /// Draws that reach at least `horizon`, kept for the next call.
    /// \throws InvalidArgument as the constructor.
    [[nodiscard]] static std::shared_ptr<const PathDraws> shared(const PathOptions& options,
                                                                 int horizon);

private:
    struct Ratios;

    std::size_t paths_ = 0, horizon_ = 0;
    bool given_ = false;
    std::vector<double> values_;
    std::shared_ptr<Ratios> ratios_;  ///< by number of changes, made when asked for
};

namespace detail {
/// Quantile of Student's t with 4 degrees of freedom in closed form (Shaw 2006,
/// doi:10.21314/JCF.2006.150): 2 sqrt(q - 1) with q = cos(arccos(sqrt a) / 3) / sqrt a and a = 4 p
/// (1 - p), with the sign of p - 1/2.
[[nodiscard]] double student4_quantile(double p);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/path_draws.ipp>
#endif
