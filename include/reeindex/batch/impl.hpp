#pragma once
/// \file
/// The definitions of the module batch, for one translation unit of a program.

#include <reeindex/batch/impl/batch_curve.ipp>
