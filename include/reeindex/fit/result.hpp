#pragma once
/// \file
/// What a fit gives back.

#include <optional>
#include <string>
#include <vector>

#include <reeindex/core/matrix.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/fit/sample.hpp>
#include <reeindex/fit/status.hpp>

namespace reeindex {

/// A limit of the curve, fitted to the same data, and whether the data exclude it.
struct LimitComparison {
    Limit limit = Limit::none;
    double objective = infinity;  ///< minimum of the objective on the limit
    std::size_t parameters = 0;
    double p_value = 0.0;  ///< of the test of the limit against the curve
    bool excluded = true;  ///< at FitOptions::level
};

/// A fitted curve, or the reason why there is none.
struct FitResult {
    std::string curve;  ///< name of the curve
    /// The curve as it was fitted: anchored at the data, observed as the options say.
    std::optional<AnyCurve> model;
    std::vector<ParameterInfo> parameters;
    FitOptions options;
    Sample data;

    FitStatus status = FitStatus::failed;
    Identification identification = Identification::not_identified;
    Limit limit = Limit::none;  ///< the limit on which a degenerate fit stands
    std::vector<LimitComparison> limits;
    /// What the fit states of itself: kinds in fit/verdict/words.hpp.
    std::vector<Note> notes;
    std::string message;  ///< the notes in words
    int iterations = 0;

    /// Estimates in the order of `parameters`; infinite where the data give none; empty unless the
    /// status is converged, degenerate or max_iterations.
    std::vector<double> estimates;
    /// Standard errors; 0 for fixed parameters, infinite where there is no finite one.
    std::vector<double> standard_errors;
    /// Covariance of the estimates; rows and columns without a finite estimate are infinite.
    Matrix covariance;

    double objective = infinity;  ///< minimised: weighted sum of squares, deviance or robust loss
    double sse = infinity;        ///< (weighted) sum of squared residuals in units of y squared
    double sigma = infinity;      ///< residual standard deviation (log scale for lognormal)
    double r_squared = 0.0;
    double log_likelihood = -infinity;
    double aic = infinity, aicc = infinity, bic = infinity;
    /// Negative binomial only: variance mu + mu^2/size; infinite where the counts scatter no more
    /// than Poisson counts.
    std::optional<double> size;
    std::optional<double> scale;  ///< residual scale of the robust error models
    std::size_t n_obs = 0;
    std::size_t n_free = 0;  ///< free parameters of the curve
    std::vector<double> fitted, residuals;

    /// Share of the ceiling that the curve reaches at the last observation, if it has a ceiling. Of
    /// a curve that falls: the share of its upper level that is left (K; of logistic_floor the
    /// higher of K and floor), empty where it comes from no level, as the monomolecular curve.
    std::optional<double> reach;

    /// What predictions stand on: the curve itself, or its limit for a degenerate fit.
    std::optional<AnyCurve> carrier;
    std::vector<double> carrier_estimates;
    std::vector<bool> carrier_free;
    Matrix carrier_covariance;

    /// Whether a finite optimum was reached.
    [[nodiscard]] bool converged() const noexcept { return status == FitStatus::converged; }
    /// Whether there is an optimum that can be forecast.
    [[nodiscard]] bool usable() const noexcept {
        return status == FitStatus::converged || status == FitStatus::degenerate;
    }
    /// Whether the data bound every parameter, see Identification.
    [[nodiscard]] bool identified() const noexcept {
        return identification == Identification::identified;
    }
    /// Degrees of freedom of the residuals: observations less free parameters.
    [[nodiscard]] double dof() const noexcept {
        return static_cast<double>(n_obs) - static_cast<double>(n_free);
    }
    /// Position of the first parameter with a role; none where no parameter has it.
    [[nodiscard]] std::optional<std::size_t> find(Role role) const noexcept {
        return detail::find_role(parameters, role);
    }
    /// Position of the ceiling of the curve's value; none where it has none, or where the value is
    /// what a year adds to a total.
    [[nodiscard]] std::optional<std::size_t> ceiling() const noexcept {
        return model && model->traits().cumulative ? find(Role::ceiling) : std::nullopt;
    }
    /// Name of the curve in a sentence or a legend.
    [[nodiscard]] const std::string& display_name() const noexcept {
        return model ? model->traits().display_name : curve;
    }
    /// Estimate of a parameter.
    /// \throws NotFound; InvalidArgument if the fit has no estimates.
    [[nodiscard]] double estimate(std::string_view parameter) const {
        return estimates[index(parameter)];
    }
    /// Standard error of a parameter; infinite where it has no finite estimate.
    /// \throws as estimate().
    [[nodiscard]] double standard_error(std::string_view parameter) const {
        return standard_errors[index(parameter)];
    }
    /// Position of a parameter.
    [[nodiscard]] std::size_t index(std::string_view parameter) const;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/result.ipp>
#endif
