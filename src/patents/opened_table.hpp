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

/// Bytes of a file, with its size.
struct FileSource {
    ByteSource read;
    std::uint64_t size = 0;
};

[[nodiscard]] FileSource open_file(const std::string& path);
[[nodiscard]] FileSource open_text(std::string_view text);

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
    CsvBlock first;             ///< the block with the header
    std::size_t first_row = 0;  ///< first record of it after the header
    bool has_first = false;

    OpenedTable(FileSource source, std::string name_, const ReadPatentsOptions& options);

private:
    void read_header(const ReadPatentsOptions& options);
};

}  // namespace reeindex::detail
