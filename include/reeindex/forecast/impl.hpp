#pragma once
/// \file
/// The definitions of the module forecast, for one translation unit of a program.

#include <reeindex/forecast/impl/forecast.ipp>
