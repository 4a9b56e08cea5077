#pragma once
/// \file
/// The definitions of the module curves, for one translation unit of a program.

#include <reeindex/curves/impl/any_curve.ipp>
#include <reeindex/curves/impl/curve.ipp>
#include <reeindex/curves/impl/curve_model.ipp>
#include <reeindex/curves/impl/double_double.ipp>
#include <reeindex/curves/impl/polynomial.ipp>
#include <reeindex/curves/impl/registry.ipp>
