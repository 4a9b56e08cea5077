#pragma once
/// \file
/// The definitions of the module core, for one translation unit of a program.

#include <reeindex/core/impl/distributions.ipp>
#include <reeindex/core/impl/error.ipp>
#include <reeindex/core/impl/interrupt.ipp>
#include <reeindex/core/impl/note.ipp>
#include <reeindex/core/impl/obs_status.ipp>
#include <reeindex/core/impl/parse_double.ipp>
#include <reeindex/core/impl/quantity.ipp>
#include <reeindex/core/impl/random.ipp>
#include <reeindex/core/impl/series.ipp>
#include <reeindex/core/impl/series_arithmetic.ipp>
#include <reeindex/core/impl/source.ipp>
#include <reeindex/core/impl/special_functions.ipp>
#include <reeindex/core/impl/text.ipp>
#include <reeindex/core/impl/text_width.ipp>
#include <reeindex/core/impl/unit.ipp>
#include <reeindex/core/impl/unit_words.ipp>
#include <reeindex/core/impl/utf8.ipp>
