#pragma once
/// \file
/// Measures of accuracy over plain arrays: forecasts, intervals, quantiles and samples against what
/// came. All are negatively oriented: lower is better; coverage() is best at the nominal level.

#include <span>

namespace reeindex {

/// Mean absolute error, in the unit of the values.
/// \throws InvalidArgument unless both have the same length, at least one value, and are finite.
[[nodiscard]] double mae(std::span<const double> actual, std::span<const double> forecast);

/// Root mean squared error, in the unit of the values. \throws InvalidArgument as mae()
[[nodiscard]] double rmse(std::span<const double> actual, std::span<const double> forecast);

/// Mean of forecast minus actual. \throws InvalidArgument as mae()
[[nodiscard]] double bias(std::span<const double> actual, std::span<const double> forecast);

/// Symmetric mean absolute percentage error: mean of 200 |y - f| / (|y| + |f|), 0 where both are 0,
/// from 0 to 200 (Makridakis, Spiliotis and Assimakopoulos 2020,
/// doi:10.1016/j.ijforecast.2019.04.014). \throws InvalidArgument as mae()
[[nodiscard]] double smape(std::span<const double> actual, std::span<const double> forecast);

/// Mean absolute difference of neighbours: the in-sample error of the naive forecast, by which
/// mase() and msis() are scaled (Hyndman and Koehler 2006, doi:10.1016/j.ijforecast.2006.03.001).
/// \throws InvalidArgument unless there are at least two finite values
[[nodiscard]] double naive_scale(std::span<const double> training);

/// Mean absolute scaled error: mae() over naive_scale() of the training part (Hyndman and Koehler
/// 2006, doi:10.1016/j.ijforecast.2006.03.001).
/// \throws InvalidArgument as mae() and naive_scale(), and if the training part does not move,
/// which leaves the measure undefined.
[[nodiscard]] double mase(std::span<const double> actual, std::span<const double> forecast,
                          std::span<const double> training);

/// Mean interval score: width, plus 2 / (1 - level) times the distance by which a value lies
/// outside (Winkler 1972, doi:10.1080/01621459.1972.10481224; Gneiting and Raftery 2007,
/// doi:10.1198/016214506000001437). Infinite if a bound is.
/// \throws InvalidArgument unless all have the same length, at least one value, no value is NaN,
/// the actual values are finite, lower <= upper, and 0 < level < 1
[[nodiscard]] double mean_interval_score(std::span<const double> actual,
                                         std::span<const double> lower,
                                         std::span<const double> upper, double level = 0.95);

/// Mean scaled interval score: mean_interval_score() over naive_scale() of the training part, as in
/// the M4 competition (doi:10.1016/j.ijforecast.2019.04.014).
/// \throws InvalidArgument as mean_interval_score() and mase()
[[nodiscard]] double msis(std::span<const double> actual, std::span<const double> lower,
                          std::span<const double> upper, std::span<const double> training,
                          double level = 0.95);

/// Share of actual values within their interval, bounds included.
/// \throws InvalidArgument as mean_interval_score()
[[nodiscard]] double coverage(std::span<const double> actual, std::span<const double> lower,
                              std::span<const double> upper);

/// Mean pinball loss of forecasts of one quantile: p (y - q) where y is above q, else (1 - p)(q -
/// y) (Koenker and Bassett 1978, doi:10.2307/1913643). \param probability p, between 0 and 1
/// \throws InvalidArgument as mae(), or unless 0 < p < 1
[[nodiscard]] double pinball_loss(std::span<const double> actual, std::span<const double> quantile,
                                  double probability);

/// Continuous ranked probability score of one value under the distribution of samples, E|X - y| -
/// E|X - X'| / 2 (Gneiting and Raftery 2007, doi:10.1198/016214506000001437, equation 21), in the
/// unit of the values. One sample gives the absolute error.
/// \throws InvalidArgument unless there is a sample and all values are finite
[[nodiscard]] double crps_from_samples(double actual, std::span<const double> samples);

/// The same from quantiles: twice the mean of their pinball losses (Gneiting and Ranjan 2011,
/// doi:10.1198/jbes.2010.08110), which tends to the integral where the probabilities are spread
/// evenly, as (i - 1/2) / n.
/// \throws InvalidArgument unless there is a quantile for each probability, both increase, the
/// probabilities lie between 0 and 1, and all are finite
[[nodiscard]] double crps_from_quantiles(double actual, std::span<const double> quantiles,
                                         std::span<const double> probabilities);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/accuracy.ipp>
#endif
