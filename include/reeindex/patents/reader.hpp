#pragma once
/// \file
/// Reading the exports of patent databases, of any size, in bounded memory.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/columns.hpp>
#include <reeindex/patents/formats.hpp>
#include <reeindex/patents/record.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

/// How far reading has come.
struct ReadProgress {
    std::uint64_t bytes = 0;        ///< read so far
    std::uint64_t total_bytes = 0;  ///< 0 if not known
    std::size_t rows = 0;           ///< so far, kept or not
    std::size_t malformed = 0;      ///< rows so far that could not be read
};

/// Thrown when the progress function asks to stop. A table read in part would give wrong counts.
class ReadCancelled : public Error {
public:
    using Error::Error;
};

/// Options of read_patents().
struct ReadPatentsOptions {
    /// Name of the format (patent_format_names()); empty to recognise it by the header.
    std::string preset{};
    /// Columns and conventions that the caller states. Names without a preset are the only ones
    /// used; what they leave empty comes from the layout that the header shows.
    PatentColumns columns{};
    /// What separates cells; none to recognise it: a comma, a semicolon, a tab or a bar.
    std::optional<char> delimiter{};
    /// Rules and fields to classify by; null for those of the library.
    std::shared_ptr<const Classifier> classifier{};
    /// Words to normalise applicants by; none for those of the library.
    std::optional<std::vector<ApplicantForm>> applicant_forms{};
    /// Spellings of applicants and the names to count them under.
    std::map<std::string, std::string> aliases{};
    /// Whether rows that repeat a publication are kept. Default: the first row counts.
    bool keep_duplicates = false;
    /// Issues listed of each kind; all are counted. Default 1000.
    std::size_t max_listed = 1000;
    /// A quoted cell that does not end within so many bytes is malformed. Default 1 MiB.
    std::size_t max_record_bytes = std::size_t{1} << 20;
    /// Bytes read at once. Default 4 MiB.
    std::size_t block_bytes = std::size_t{4} << 20;
    /// Threads that parse; 0 for as many as the machine has. The result does not depend on it.
    unsigned threads = 0;
    /// Called after each block, in the calling thread; reading stops when it returns false.
    std::function<bool(const ReadProgress&)> progress{};
};

/// Bytes of an export, wherever they come from.
struct PatentSource {
    /// Fills the buffer with the next bytes; returns how many, 0 at the end.
    std::function<std::size_t(std::span<char>)> read{};
    std::uint64_t size = 0;      ///< bytes in all; 0 if not known
    std::size_t first_line = 1;  ///< number of the first line
};

/// Reads an export. Compiled part.
///
/// The header is the first of the first 50 rows that shows a known layout, or has the columns that
/// the caller names.
///
/// Rows that cannot be read (quotes out of place, another number of cells than the header, no
/// publication number, not UTF-8) are left out, counted and listed with line and reason, and
/// reading goes on with the next line. Cells that cannot be read (dates, symbols) are left out of
/// their row and listed apart. Memory: about 60 bytes a record while reading, and the applicants'
/// names. Publications and families are told apart by keys of 64 bits; numbers with letters and
/// family ids are hashed, so that among ten million of them two fall together with a probability of
/// 3e-6.
///
/// A publication number that names no office gets it from the row's column or from the options. Of
/// several numbers in a cell the first counts. Marks such as NA stand for no value.
///
/// \throws FileError; DataError for a file without header, without the columns asked for, in UTF-16
/// or without line breaks, for one of a layout that holds no patent records, and for one of which
/// no row can be read; InvalidArgument for options out of range; ReadCancelled.
[[nodiscard]] PatentTable read_patents(const std::string& path,
                                       const ReadPatentsOptions& options = {});

/// Reads an export held in memory; `source` names it in messages. Compiled part.
[[nodiscard]] PatentTable parse_patents(std::string_view text, std::string_view source,
                                        const ReadPatentsOptions& options = {});

/// Reads an export from wherever it comes; `name` stands for it in messages. Compiled part.
[[nodiscard]] PatentTable read_patents(const PatentSource& source, std::string_view name,
                                       const ReadPatentsOptions& options = {});

/// Reads an export record by record, with all texts; for looking at records, not for counting.
/// Compiled part.
class PatentStream {
public:
    /// \throws as read_patents().
    explicit PatentStream(const std::string& path, const ReadPatentsOptions& options = {});
    /// \throws as read_patents().
    PatentStream(const PatentSource& source, std::string_view name,
                 const ReadPatentsOptions& options = {});
    ~PatentStream();
    PatentStream(PatentStream&&) noexcept;
    PatentStream& operator=(PatentStream&&) noexcept;

    /// The next record that can be read; none at the end.
    [[nodiscard]] std::optional<PatentRecord> next();
    /// Rows left out so far.
    [[nodiscard]] const IssueList& malformed() const noexcept;
    /// The rules and fields.
    [[nodiscard]] const Classifier& classifier() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace reeindex
