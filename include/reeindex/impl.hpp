#pragma once
/// \file
/// The definitions of all modules: include it in one translation unit of a program that does not
/// link the library. What needs threads, files or the embedded data is in the library only, and
/// with it the module batch.

#ifdef REEINDEX_COMPILED
#error "reeindex/impl.hpp is for programs that do not link the library: link reeindex::core"
#endif

#include <reeindex/core/impl.hpp>
#include <reeindex/curves/impl.hpp>
#include <reeindex/data/impl.hpp>
#include <reeindex/fit/impl.hpp>
#include <reeindex/forecast/impl.hpp>
#include <reeindex/indicators/impl.hpp>
#include <reeindex/industry/impl.hpp>
#include <reeindex/patents/impl.hpp>
#include <reeindex/smoothing/impl.hpp>
