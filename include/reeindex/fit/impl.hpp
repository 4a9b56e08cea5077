#pragma once
/// \file
/// The definitions of the module fit, for one translation unit of a program.

#include <reeindex/fit/impl/bootstrap.ipp>
#include <reeindex/fit/impl/climb.ipp>
#include <reeindex/fit/impl/compare.ipp>
#include <reeindex/fit/impl/confidence_region.ipp>
#include <reeindex/fit/impl/fit.ipp>
#include <reeindex/fit/impl/intervals.ipp>
#include <reeindex/fit/impl/jumps.ipp>
#include <reeindex/fit/impl/profile.ipp>
#include <reeindex/fit/impl/starts.ipp>
