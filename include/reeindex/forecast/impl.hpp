#pragma once
/// \file
/// The definitions of the module forecast, for one translation unit of a program.

#include <reeindex/forecast/impl/accuracy.ipp>
#include <reeindex/forecast/impl/auto_forecast.ipp>
#include <reeindex/forecast/impl/backtest.ipp>
#include <reeindex/forecast/impl/count_prediction.ipp>
#include <reeindex/forecast/impl/forecast.ipp>
#include <reeindex/forecast/impl/forecast_method.ipp>
#include <reeindex/forecast/impl/forecast_result.ipp>
#include <reeindex/forecast/impl/forecaster.ipp>
#include <reeindex/forecast/impl/past_accuracy.ipp>
#include <reeindex/forecast/impl/selection.ipp>
