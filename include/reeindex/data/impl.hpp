#pragma once
/// \file
/// The definitions of the module data, for one translation unit of a program.

#include <reeindex/data/impl/cell_text.ipp>
#include <reeindex/data/impl/column_roles.ipp>
#include <reeindex/data/impl/csv.ipp>
#include <reeindex/data/impl/csv_series.ipp>
#include <reeindex/data/impl/dataset.ipp>
#include <reeindex/data/impl/found_table.ipp>
#include <reeindex/data/impl/json.ipp>
#include <reeindex/data/impl/layouts.ipp>
#include <reeindex/data/impl/number_text.ipp>
#include <reeindex/data/impl/package.ipp>
#include <reeindex/data/impl/plain_number.ipp>
#include <reeindex/data/impl/reading.ipp>
#include <reeindex/data/impl/reconcile.ipp>
#include <reeindex/data/impl/records.ipp>
#include <reeindex/data/impl/revisions.ipp>
#include <reeindex/data/impl/sha256.ipp>
#include <reeindex/data/impl/splice.ipp>
#include <reeindex/data/impl/text_encoding.ipp>
#include <reeindex/data/impl/year_text.ipp>
