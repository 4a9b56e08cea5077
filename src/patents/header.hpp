#pragma once
// Finds the header of an export and says what its columns hold.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/reader.hpp>

#include "patents/row_parser.hpp"

namespace reeindex::detail {

/// The header of a file, found in its beginning.
struct FoundHeader {
    RowLayout layout;
    PatentReading reading;
    std::size_t records = 0;  ///< records of the file up to the header, itself included
    char line_break = '\n';
};

/// \param head beginning of the file.
/// \param whole whether it is the whole file.
/// \throws DataError for a file without header or without the columns asked for.
[[nodiscard]] FoundHeader find_header(std::string_view head, bool whole, const std::string& name,
                                      const ReadPatentsOptions& options, std::size_t first_line);

}  // namespace reeindex::detail
