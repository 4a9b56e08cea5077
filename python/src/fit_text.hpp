#pragma once
// How fits and forecasts show themselves in a terminal and in a notebook.

#include <string>

#include <reeindex/forecast/forecast.hpp>

namespace reeindex::python {

std::string fit_text(const FitResult& fit);
std::string fit_html(const FitResult& fit);
std::string forecast_text(const Forecast& forecast);
std::string forecast_html(const Forecast& forecast);
std::string prediction_text(const Prediction& prediction);
std::string prediction_html(const Prediction& prediction);

}  // namespace reeindex::python
