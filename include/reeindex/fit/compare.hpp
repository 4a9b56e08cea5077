#pragma once
/// \file
/// Which curve and which error model the data support: fits ranked by the corrected Akaike
/// information criterion.
///
/// AICc = -2 log L + 2k + 2k(k + 1)/(n - k - 1), weights exp(-delta/2) normalised over the ranked
/// fits: Burnham and Anderson (2002), Model Selection and Multimodel Inference, 2nd ed.,
/// doi:10.1007/b97636, sections 2.4 and 2.9. k counts the free parameters of the curve and the one
/// of the scatter: the residual variance, the scale of Student t, the size of the negative
/// binomial; Poisson has none. Log-likelihoods keep all their constants (and the Jacobian of the
/// logarithm), so that error models compare on the same data. BIC = -2 log L + k log n.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/note.hpp>
#include <reeindex/fit/fit.hpp>

namespace reeindex {

/// What is compared. The options mean what they mean for a single fit and hold for all.
struct CompareOptions {
    /// Curves; empty for every shipped curve.
    std::vector<AnyCurve> curves{};
    /// Error models.
    std::vector<ErrorModel> errors{ErrorModel::gaussian};
    FitOn on = FitOn::levels;
    bool include_provisional = false;  ///< of a series
    double level = 0.95;
    int max_iterations = 400;
};

/// One curve with one error model. A fit that ended on a limit of its curve is that limit: its
/// criteria count the parameters of the limit (of a jump, whose place is searched over all years,
/// those of the curve).
struct ComparisonRow {
    std::size_t rank = 0;  ///< from 1; 0 where the fit cannot be ranked
    std::string curve;
    ErrorModel error = ErrorModel::gaussian;
    std::size_t parameters = 0;              ///< k of the criteria
    double aicc = infinity, bic = infinity;  ///< with that k
    double delta = infinity;                 ///< AICc less the smallest AICc
    double weight = 0.0;                     ///< Akaike weight
    /// Why the fit is not ranked or has no weight, or what to know about it; may be empty.
    std::string note;
    /// Why the fit should not be forecast from, see forecast_obstacle(); none if it may be.
    std::optional<Note> obstacle;
    FitResult fit;
};

/// Fits of one data set, best first; those that cannot be ranked follow with their reason.
struct Comparison {
    std::vector<ComparisonRow> rows;

    /// Position of the fit that may be forecast from: the first of the ranked fits that has no
    /// obstacle and that the data support, with an AICc of at most 10 more than the smallest
    /// (Burnham and Anderson 2002, section 2.6: more leaves essentially no support).
    /// \throws InvalidArgument if there is none; the message says why.
    [[nodiscard]] std::size_t best_position() const;

    /// The fit to forecast from.
    /// \throws InvalidArgument as best_position().
    [[nodiscard]] const FitResult& best() const { return rows[best_position()].fit; }

    /// What best() is where it is not the fit of smallest AICc, and why; else empty.
    [[nodiscard]] std::string message() const;
};

/// Fits every curve with every error model to the same observations and ranks the fits by AICc.
///
/// A fit that ended on a limit of its curve is ranked as that limit, by the parameters of the
/// limit, and noted; where the simpler curve is in the list as well, it comes after it and gets no
/// weight. Curves that follow the data exactly come first, the one with the fewest parameters
/// before the others. Fits that failed, whose value for the next year is not finite or lies beyond
/// 10 times the range of the data (absurd_next_year()), that have too few observations for AICc, or
/// whose error model has no likelihood for these data are the last rows, with the reason. \throws
/// InvalidArgument on misuse.
[[nodiscard]] Comparison compare(const TimeSeries& series, const CompareOptions& options = {});

/// The same for a sample: observations with weights or shares.
[[nodiscard]] Comparison compare(Sample sample, const CompareOptions& options = {});

/// The same for plain arrays; every curve must have the same number of predictors.
/// \param x predictors, row-major
[[nodiscard]] Comparison compare_xy(std::span<const double> x, std::span<const double> y,
                                    const CompareOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/compare.ipp>
#endif
