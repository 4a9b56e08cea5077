#pragma once
/// \file
/// How an export was understood.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <reeindex/patents/columns.hpp>

namespace reeindex {

/// What read_patents() took a file for. Everything here was recognised or stated, nothing guessed.
struct PatentReading {
    std::string format{};    ///< name of the format, such as "lens"; empty if the header shows none
    std::string layout{};    ///< its layout in words; empty if the header shows none
    std::string line_end{};  ///< "LF" (also with CR before it) or "CR"
    char delimiter = ',';    ///< what separates cells
    std::size_t header_line = 1;                   ///< 1-based
    std::size_t rows_before_header = 0;            ///< rows with text that were passed over
    std::map<PatentField, std::string> columns{};  ///< the columns used
    std::vector<std::string> ignored{};            ///< the other columns
    std::string list_separator{}, applicant_separator{};
    std::string office{};  ///< office of numbers that name none
    /// Order of the days, months and years of priority, filing, publication and grant dates; stated
    /// or decided by the days in the column.
    std::array<DateOrder, 4> date_orders{};
    int century_from = 0;                ///< as in PatentColumns
    std::size_t missing_cells = 0;       ///< cells with a mark such as NA for no value
    std::size_t missing_applicants = 0;  ///< records whose applicants are such a mark
    std::size_t several_numbers = 0;     ///< records whose cell held several publication numbers
};

}  // namespace reeindex
