#pragma once
/// \file
/// The definitions of the module smoothing, for one translation unit of a program.

#include <reeindex/smoothing/impl/exponential_smoothing.ipp>
#include <reeindex/smoothing/impl/local_global_trend.ipp>
#include <reeindex/smoothing/impl/path_draws.ipp>
#include <reeindex/smoothing/impl/random_walk.ipp>
#include <reeindex/smoothing/impl/sample_paths.ipp>
#include <reeindex/smoothing/impl/smoothing_model.ipp>
#include <reeindex/smoothing/impl/theta.ipp>
#include <reeindex/smoothing/impl/trend_engine.ipp>
