#pragma once
/// \file
/// The definitions of the module fit, for one translation unit of a program.

#include <reeindex/fit/impl/bootstrap.ipp>
#include <reeindex/fit/impl/compare.ipp>
#include <reeindex/fit/impl/criteria.ipp>
#include <reeindex/fit/impl/examination.ipp>
#include <reeindex/fit/impl/explanation.ipp>
#include <reeindex/fit/impl/fit.ipp>
#include <reeindex/fit/impl/fitting.ipp>
#include <reeindex/fit/impl/intervals.ipp>
#include <reeindex/fit/impl/profile.ipp>
#include <reeindex/fit/impl/standing.ipp>
#include <reeindex/fit/impl/words.ipp>
