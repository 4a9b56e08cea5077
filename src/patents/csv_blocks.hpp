#pragma once
// Cuts a stream of CSV text into blocks of whole records, so that blocks can be parsed apart.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reeindex::detail {

/// Why a record cannot be cut into cells.
enum class SliceProblem : std::uint8_t { none, unclosed_quote, text_after_quote, too_long };

/// A record in a block, without its line break.
struct RecordSlice {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t line = 0;  ///< 1-based, of the file
    SliceProblem problem = SliceProblem::none;
};

/// Text and the records in it.
struct CsvBlock {
    std::string text;
    std::vector<RecordSlice> records;

    [[nodiscard]] std::string_view slice(const RecordSlice& record) const noexcept {
        return std::string_view{text}.substr(record.begin, record.end - record.begin);
    }
};

/// Fills a buffer with the next bytes; returns how many, 0 at the end.
using ByteSource = std::function<std::size_t(std::span<char>)>;

struct CsvBlockOptions {
    char delimiter = ',';
    std::size_t block_bytes = std::size_t{4} << 20;
    std::size_t max_record_bytes = std::size_t{1} << 20;
    std::size_t first_line = 1;
    char line_break = '\n';
};

/// How the lines of a file end by its beginning: LF (or CR and LF), or CR alone, whichever stands
/// first. Asked once of the whole beginning, for the first block may end before a line does.
/// \throws DataError for UTF-16 and for what is no text.
[[nodiscard]] char line_break_of(std::string_view beginning, const std::string& name);

/// A quote opens a quoted cell only where a cell begins. A cell whose quotes are out of place costs
/// one line: cutting goes on with the next.
class CsvBlocks {
public:
    /// \param name of the file, for messages.
    CsvBlocks(ByteSource source, std::string name, CsvBlockOptions options);

    /// The next block with at least one record; false at the end.
    /// \throws DataError for text without line breaks.
    bool next(CsvBlock& block);

    /// Bytes read so far.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    enum class Cut { record, more, done };
    Cut cut(CsvBlock& block, std::size_t& at);
    Cut broken(CsvBlock& block, std::size_t& at, SliceProblem problem);

    ByteSource source_;
    std::string name_;
    CsvBlockOptions options_;
    std::string carry_;
    std::uint64_t bytes_ = 0;
    std::uint64_t line_ = 1;
    std::size_t quote_ = 0;  // first quote not before the place of cutting
    bool end_ = false;
    bool started_ = false;
};

}  // namespace reeindex::detail
