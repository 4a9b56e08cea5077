// The reader of files of statistics, compiled once.

#include <reeindex/data/csv_series.hpp>

#include <reeindex/data/impl/cell_text.ipp>
#include <reeindex/data/impl/column_roles.ipp>
#include <reeindex/data/impl/csv_series.ipp>
#include <reeindex/data/impl/found_table.ipp>
#include <reeindex/data/impl/layouts.ipp>
#include <reeindex/data/impl/number_text.ipp>
#include <reeindex/data/impl/reading.ipp>
#include <reeindex/data/impl/records.ipp>
#include <reeindex/data/impl/text_encoding.ipp>
#include <reeindex/data/impl/year_text.ipp>
