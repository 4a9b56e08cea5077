#pragma once
/// \file
/// Intervals of parameters.

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/detail/bootstrap_runner.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/region/confidence_region.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE void wald_interval(const FitResult& fit, const Refit& refit, std::size_t j,
                                   ParameterInterval& out) {
    const double error = fit.standard_errors[j];
    out.lower = refit.setup.lower[j];
    out.upper = refit.setup.upper[j];
    if (std::isfinite(out.estimate) && std::isfinite(error)) {
        const double half = refit.quantile(out.level) * error;
        out.lower = out.estimate - half;
        out.upper = out.estimate + half;
        out.message = refit.dof < infinity
                          ? concat("estimate and Student t with ", refit.dof, " degrees of freedom")
                          : "estimate and normal quantile";
    } else {
        out.message = "there is no finite standard error; the interval is the parameter's range";
    }
}

REEINDEX_INLINE void bootstrap_interval(const FitResult& fit, std::size_t j,
                                        const BootstrapOptions& options, ParameterInterval& out) {
    check_bootstrap(options, out.level);
    const auto draws = bootstrap(fit, options);
    std::vector<double> values;
    for (const auto& p : draws.estimates) values.push_back(p[j]);
    if (values.size() < static_cast<std::size_t>(options.replicates) * 9 / 10)
        throw InvalidArgument("method", "bootstrap",
                              concat("another one: ", draws.failed, " of ", options.replicates,
                                     " refits found no optimum"));
    std::sort(values.begin(), values.end());
    out.lower = order_quantile(values, 0.5 - 0.5 * out.level);
    out.upper = order_quantile(values, 0.5 + 0.5 * out.level);
    const auto limits = std::count_if(draws.limits.begin(), draws.limits.end(),
                                      [](Limit limit) { return limit != Limit::none; });
    out.message = concat("percentiles of ", values.size(), " refits, seed ", draws.seed);
    if (limits > 0)
        out.message += concat("; ", limits, " of them fall back to a limit of the curve");
}

}  // namespace detail

REEINDEX_INLINE ParameterInterval interval(const FitResult& fit, std::string_view parameter,
                                           IntervalMethod method, double level,
                                           const BootstrapOptions& options) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", detail::to_text(level), "between 0 and 1, both excluded");
    if (!fit.usable())
        throw InvalidArgument("fit", name(fit.status),
                              detail::concat("converged or degenerate; ", fit.message));
    const std::size_t j = fit.index(parameter);
    if (fit.options.fixed.contains(std::string{parameter}))
        throw InvalidArgument("parameter", parameter, "one that is estimated, not fixed");
    ParameterInterval out;
    out.parameter = parameter;
    out.estimate = fit.estimates[j];
    out.level = level;
    out.method = method;
    if (method == IntervalMethod::automatic) {
        const bool linear = std::all_of(fit.parameters.begin(), fit.parameters.end(),
                                        [](const auto& p) { return p.linear; });
        const bool plain = fit.options.error == ErrorModel::gaussian && fit.options.bounds.empty();
        out.method = linear && plain ? IntervalMethod::wald : IntervalMethod::profile;
    }
    if (out.method == IntervalMethod::wald) {
        detail::wald_interval(fit, detail::Refit(fit), j, out);
        return out;
    }
    if (out.method == IntervalMethod::bootstrap) {
        detail::bootstrap_interval(fit, j, options, out);
        return out;
    }
    const detail::Refit refit(fit);
    if (refit.exact) {
        out.lower = out.upper = out.estimate;
        out.message = "the fit leaves no scatter: the interval is the estimate";
        return out;
    }
    const Extent extent = ConfidenceRegion(fit, level).parameter(parameter);
    // The estimate is of its interval; of a fit on a limit it is infinite, as the end then is.
    out.lower = std::min(extent.lower, out.estimate);
    out.upper = std::max(extent.upper, out.estimate);
    out.message = refit.dof < infinity ? detail::concat("profile at the Student t quantile with ",
                                                        refit.dof, " degrees of freedom")
                                       : "profile of the deviance at the chi-squared quantile";
    if (std::isinf(out.lower) && std::isinf(out.upper))
        out.message += "; the data give no bound";
    else if (std::isinf(out.upper))
        out.message += "; open above: the data exclude no larger value";
    else if (std::isinf(out.lower))
        out.message += "; open below: the data exclude no smaller value";
    return out;
}

}  // namespace reeindex
