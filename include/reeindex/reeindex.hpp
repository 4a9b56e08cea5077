#pragma once
/// \file
/// Every public header, module by module. Left out are the internals that these bring with them,
/// Eigen's view of a matrix, reeindex/core/eigen_view.hpp, and text tables:
/// reeindex/core/text_width.hpp, reeindex/core/impl/text_width.ipp,
/// reeindex/core/impl/text_width_tables.ipp.

#include <reeindex/version.hpp>

#include <reeindex/core/country.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/core/element.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/core/matrix.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/core/obs_status.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/core/quantity.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/core/series_arithmetic.hpp>
#include <reeindex/core/source.hpp>
#include <reeindex/core/unit.hpp>
#include <reeindex/core/year.hpp>

#include <reeindex/data/csv.hpp>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/data/layouts.hpp>
#include <reeindex/data/package.hpp>
#include <reeindex/data/reading.hpp>
#include <reeindex/data/reconcile.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/data/splice.hpp>
#include <reeindex/data/vintage.hpp>

#include <reeindex/industry/company.hpp>
#include <reeindex/industry/deposit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/event.hpp>
#include <reeindex/industry/figure.hpp>
#include <reeindex/industry/period.hpp>
#include <reeindex/industry/value_chain.hpp>

#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/clipped.hpp>
#include <reeindex/patents/columns.hpp>
#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/patent_date.hpp>
#include <reeindex/patents/publication.hpp>
#include <reeindex/patents/reader.hpp>
#include <reeindex/patents/record.hpp>
#include <reeindex/patents/rules.hpp>
#include <reeindex/patents/selection.hpp>
#include <reeindex/patents/table.hpp>

#include <reeindex/indicators/composite.hpp>
#include <reeindex/indicators/composite_uncertainty.hpp>
#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/country_index.hpp>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/element_content.hpp>
#include <reeindex/indicators/governance.hpp>
#include <reeindex/indicators/growth.hpp>
#include <reeindex/indicators/life_cycle.hpp>
#include <reeindex/indicators/sobol.hpp>
#include <reeindex/indicators/specialization.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/supply_structure.hpp>
#include <reeindex/indicators/truncation.hpp>

#include <reeindex/curves/any_curve.hpp>
#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/curve_model.hpp>
#include <reeindex/curves/curve_wrapper.hpp>
#include <reeindex/curves/early_adoption.hpp>
#include <reeindex/curves/fit_on.hpp>
#include <reeindex/curves/open_phase.hpp>
#include <reeindex/curves/polynomial.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/curves/role.hpp>
#include <reeindex/curves/shifted_exponential.hpp>
#include <reeindex/curves/shipped.hpp>
#include <reeindex/curves/typed_curve.hpp>

#include <reeindex/fit/bootstrap.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/error_model.hpp>
#include <reeindex/fit/error_types.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/life_cycle.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/fit/profile.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/solve/linear_least_squares.hpp>
#include <reeindex/fit/status.hpp>

#include <reeindex/smoothing/exponential_smoothing.hpp>
#include <reeindex/smoothing/local_global_trend.hpp>
#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/random_walk.hpp>
#include <reeindex/smoothing/sample_paths.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>
#include <reeindex/smoothing/theta.hpp>
#include <reeindex/smoothing/trend_grid.hpp>

#include <reeindex/forecast/accuracy.hpp>
#include <reeindex/forecast/auto_forecast.hpp>
#include <reeindex/forecast/backtest.hpp>
#include <reeindex/forecast/backtest_result.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/forecast_method.hpp>
#include <reeindex/forecast/past_accuracy.hpp>
#include <reeindex/forecast/scores.hpp>
#include <reeindex/forecast/selection.hpp>

#include <reeindex/batch/auto_forecast_batch.hpp>
#include <reeindex/batch/batch.hpp>
#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/batch/matrix_view.hpp>

#include <reeindex/assess/assessment.hpp>

#include <reeindex/audit/audit.hpp>

#include <reeindex/report/document.hpp>
#include <reeindex/report/report.hpp>
