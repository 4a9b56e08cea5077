#pragma once
/// \file
/// Forecasts.

#include <reeindex/core/compiled.hpp>
#include <reeindex/forecast/detail/anchored.hpp>
#include <reeindex/forecast/detail/forecaster.hpp>
#include <reeindex/forecast/forecast.hpp>

namespace reeindex {

REEINDEX_INLINE Forecast forecast(const FitResult& fit, const ForecastOptions& options) {
    if (!fit.usable() || !fit.carrier)
        throw InvalidArgument("fit", name(fit.status),
                              detail::concat("converged or degenerate; ", fit.message));
    if (fit.data.years.empty())
        throw InvalidArgument("fit", "of plain arrays", "of a series with years");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    Forecast out;
    out.years = detail::forecast_years(fit, options);
    out.level = options.level;
    out.excluded = fit.data.excluded;
    out.curve = fit.curve;
    out.display_name = fit.display_name();
    out.label = fit.data.label;
    out.unit = fit.data.unit;
    out.basis = fit.data.basis;
    if (options.anchored)
        detail::AnchoredForecaster(fit, options).run(out);
    else
        detail::Forecaster(fit, options).run(out);
    return out;
}

}  // namespace reeindex
