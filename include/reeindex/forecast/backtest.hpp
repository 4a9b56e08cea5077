#pragma once
/// \file
/// Rolling-origin evaluation: what methods would have forecast in the past, and what came
/// (Tashman 2000, doi:10.1016/S0169-2070(00)00065-0).

#include <span>
#include <string_view>

#include <reeindex/core/series.hpp>
#include <reeindex/forecast/backtest_result.hpp>
#include <reeindex/forecast/forecast_method.hpp>

namespace reeindex {

/// Judges one method. Observations that a fit leaves out (provisional ones by default) are neither
/// known nor forecast, nor are shares of an observation forecast.
/// \throws InvalidArgument on misuse, and if the method answers with a value that is not finite, a
/// bound that is NaN, or another number of values than years; cutoffs where it throws
/// ForecastFailure are listed as failures.
[[nodiscard]] Backtest backtest(const TimeSeries& series, const ForecastMethod& method,
                                const BacktestOptions& options = {});

/// The same for a sample of years: observations with weights or shares.
/// \throws InvalidArgument if it is not of increasing years alone.
[[nodiscard]] Backtest backtest(Sample sample, const ForecastMethod& method,
                                const BacktestOptions& options = {});

/// The same with a curve, fitted to what each past year knew.
[[nodiscard]] Backtest backtest(const TimeSeries& series, const AnyCurve& curve,
                                const BacktestOptions& options = {});

/// The same with a method by name, see forecast_method().
/// \throws NotFound for an unknown name.
[[nodiscard]] Backtest backtest(const TimeSeries& series, std::string_view method,
                                const BacktestOptions& options = {});

/// The reference: the last value stays, see naive_method().
/// \throws InvalidArgument on misuse.
[[nodiscard]] Backtest backtest_naive(const TimeSeries& series,
                                      const BacktestOptions& options = {});

/// Judges several methods, and naive and drift beside them, on the cutoffs and years that all of
/// them could forecast. A method that fails at a cutoff takes that cutoff from the comparison; one
/// that fails at more than half of them is listed apart.
/// \throws InvalidArgument as backtest(), if there is no method, or a name occurs twice.
[[nodiscard]] BacktestSet backtest(const TimeSeries& series,
                                   std::span<const ForecastMethod> methods,
                                   const BacktestOptions& options = {});

/// The same for a sample of years.
[[nodiscard]] BacktestSet backtest(Sample sample, std::span<const ForecastMethod> methods,
                                   const BacktestOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/backtest.ipp>
#endif
