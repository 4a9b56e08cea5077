#pragma once
// A patent table opened: its bytes cut into blocks, and the meaning of its header.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <reeindex/patents/reader.hpp>

#include "patents/csv_blocks.hpp"
#include "patents/row_parser.hpp"

namespace reeindex::detail {

[[nodiscard]] PatentSource open_file(const std::string& path);
[[nodiscard]] PatentSource open_text(std::string_view text);

/// Throws InvalidArgument for options out of range.
void check(const ReadPatentsOptions& options);

/// What all ways of reading share.
struct OpenedTable {
    std::string name;
    std::uint64_t size = 0;
    std::shared_ptr<const Classifier> classifier;
    ApplicantNormaliser names;
    std::unique_ptr<CsvBlocks> blocks;
    RowLayout layout;
    PatentReading reading;
    CsvBlock first;             ///< the block with the first rows
    std::size_t first_row = 0;  ///< first record of it after the header
    bool has_first = false;

    OpenedTable(PatentSource source, std::string name_, const ReadPatentsOptions& options);

private:
    void pass_header(std::size_t records);
};

}  // namespace reeindex::detail
