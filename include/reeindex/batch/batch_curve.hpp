#pragma once
/// \file
/// Any curve of the library or of its user for batches, through the single-fit engine.

#include <span>

#include <reeindex/batch/batch.hpp>
#include <reeindex/fit/fit.hpp>

namespace reeindex {

namespace detail {
/// One series through the single-fit engine.
void fit_one(const AnyCurve& curve, const FitOptions& options, std::span<const double> years,
             std::span<const double> values, std::span<const double> weights, SeriesFit& out);

/// One series fitted again and forecast at whole future years, as forecast() does it; NaN means and
/// infinite bounds remain where there is no optimum. Part of the compiled library.
void forecast_one(const AnyCurve& curve, const FitOptions& options, std::span<const double> years,
                  std::span<const double> values, std::span<const double> weights,
                  SeriesForecast& out);
}  // namespace detail

/// A curve for fit_batch: `curve` fitted to each series and its weights as a Sample with `options`,
/// on as many threads as the batch has.
///
/// forecast_batch fits each series again and gives the mean and bounds of its single forecast, in
/// milliseconds a series; its years must be whole.
///
/// The curve must be safe to evaluate from several threads at once, as every stateless type is.
[[nodiscard]] BatchCurve batch_curve(const AnyCurve& curve, FitOptions options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/batch/impl/batch_curve.ipp>
#endif
