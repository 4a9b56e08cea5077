#pragma once
/// \file
/// Intervals of parameters: Wald, profile likelihood, bootstrap.

#include <cmath>
#include <string>
#include <string_view>

#include <reeindex/fit/bootstrap.hpp>
#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/profile.hpp>

namespace reeindex {

/// An interval of a parameter. An end is infinite where the data set no bound.
struct ParameterInterval {
    std::string parameter;
    double estimate = 0.0;
    double lower = -infinity;
    double upper = infinity;
    double level = 0.95;
    IntervalMethod method = IntervalMethod::profile;  ///< the method used
    std::string message;

    /// Whether the data set no bound on one side.
    [[nodiscard]] bool open() const noexcept { return std::isinf(lower) || std::isinf(upper); }
};

/// Interval of a parameter.
///
/// - wald: estimate +- quantile times standard error.
/// - profile: the values v with S(v) - S <= t^2 s^2, where S(v) is the smallest objective with the
///   parameter at v, t the Student quantile with n - p degrees of freedom and s^2 = S/(n - p); for
///   counts the deviance and the chi-squared quantile, the negative binomial size held. An end is
///   infinite iff the profile never crosses that threshold on its side. Also for degenerate fits,
///   whose estimate is infinite and whose other end may be finite.
/// - bootstrap: percentiles over refits to simulated data.
/// - automatic: wald for curves linear in all their parameters, where it is exact; else profile.
///
/// Bates and Watts (1988), chapter 6, doi:10.1002/9780470316757; Venzon and Moolgavkar (1988),
/// doi:10.2307/2347496.
/// \throws NotFound for an unknown parameter; InvalidArgument if the fit has no optimum, the
/// parameter is fixed, or an option is out of range.
[[nodiscard]] ParameterInterval interval(const FitResult& fit, std::string_view parameter,
                                         IntervalMethod method = IntervalMethod::automatic,
                                         double level = 0.95, const BootstrapOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/intervals.ipp>
#endif
