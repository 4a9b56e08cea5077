#pragma once
/// \file
/// Annual series from files of statistics: the plain form of this library, the layouts of
/// publishers (data/layouts.hpp), and others by a description.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/cell_text.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/reading.hpp>
#include <reeindex/data/year_text.hpp>

namespace reeindex {

/// Rows that are read: those whose cell in a column is one of some texts.
struct RowFilter {
    std::string column;
    std::vector<std::string> values;
};

/// What a file is like. What is left empty is found where the file is certain, and asked for in the
/// message of an error where it is not.
struct CsvSeriesOptions {
    std::string encoding{};  ///< "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"
    /// What the text was in before it was decoded to UTF-8 elsewhere; for Reading::encoding.
    std::string decoded_from{};
    std::string layout{};               ///< name of one of layouts(), or "plain" to recognise none
    char separator = 0;                 ///< between columns
    char decimal = 0;                   ///< '.' or ','
    char thousands = 0;                 ///< '.' or ','; blanks and apostrophes are always read
    std::vector<Mark> na{};             ///< marks of missing values beside those that are known
    std::optional<std::size_t> skip{};  ///< lines above the header
    std::optional<bool> wide{};         ///< whether years are columns
    std::string year{};                 ///< column of years
    std::vector<std::string> value{};   ///< columns of values; several are an indicator each
    std::string area{};                 ///< a column, or the area of the whole file
    std::vector<std::string> indicator{};  ///< columns, or one text for the whole file
    std::string unit{};    ///< a column, or a UCUM code or words ("metric tons") for the whole file
    std::string basis{};   ///< a column, or the name of a basis for the whole file
    std::string status{};  ///< column of statuses
    std::string title{};   ///< default: the name of the file, if there is no indicator
    std::vector<std::string> ignore{};       ///< columns left out; {"*"}: all that have no role
    std::vector<RowFilter> where{};          ///< all of them must hold
    PeriodRule period = PeriodRule::refuse;  ///< what "2019/20" and "2007-2010" stand for
    CsvOptions csv{};
};

/// Every series of a text, with how it was read (SeriesInfo::reading).
///
/// The plain form has the columns `year`, `value` and, optionally, `status` (SDMX code),
/// `qualifier`, `unit`, `basis`, `area`, `indicator`, `source`, `note`, in any order. Rows come in
/// any order; those of one indicator and area form a series, sorted by year. An empty value is a
/// missing year (status O unless another status for missing is given). Runs in linear time.
/// \param bytes the file as it is.
/// \param file name for messages and sources.
/// \throws DataError with file and line for what cannot be read or may mean two things;
/// UnitError if the unit or basis of a series changes; InvalidArgument, NotFound for options.
[[nodiscard]] std::vector<TimeSeries> parse_csv_series(std::string bytes, std::string_view file,
                                                       const CsvSeriesOptions& options = {});

/// Every series of a file; see parse_csv_series().
/// \throws FileError, DataError, UnitError, InvalidArgument, NotFound
[[nodiscard]] std::vector<TimeSeries> read_csv_series(const std::string& path,
                                                      const CsvSeriesOptions& options = {});

/// The one series of a file; see parse_csv_series().
/// \throws as read_csv_series(), and DataError if the file holds several series.
[[nodiscard]] TimeSeries read_csv(const std::string& path, const CsvSeriesOptions& options = {});

namespace detail {
/// The one series of a list; a DataError that names them all otherwise.
[[nodiscard]] TimeSeries only_series(std::vector<TimeSeries> all, std::string_view file);

/// File name without folders and without its last extension.
[[nodiscard]] inline std::string file_stem(std::string_view path) {
    if (const auto slash = path.find_last_of("/\\"); slash != std::string_view::npos)
        path.remove_prefix(slash + 1);
    if (const auto dot = path.rfind('.'); dot != std::string_view::npos && dot > 0)
        path = path.substr(0, dot);
    return std::string{path};
}
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/csv_series.ipp>
#endif
