#pragma once
// From the records of a block to what the table keeps of them. Stateless between blocks, so that
// several threads parse at once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/columns.hpp>
#include <reeindex/patents/publication.hpp>
#include <reeindex/patents/record.hpp>
#include <reeindex/patents/table.hpp>

#include "patents/csv_blocks.hpp"

namespace reeindex::detail {

/// Which cell of a record holds which field.
struct RowLayout {
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    std::array<std::size_t, patent_field_count> cell;
    std::size_t cells = 0;  ///< number of cells of the header
    PatentColumns columns;
    char delimiter = ',';

    [[nodiscard]] std::size_t of(PatentField field) const noexcept {
        return cell[static_cast<std::size_t>(field)];
    }
};

/// Beginning of a row for lists of issues: one line, not cut inside a UTF-8 sequence.
[[nodiscard]] std::string excerpt(std::string_view text);

/// \throws DataError for a header that lacks a required field.
[[nodiscard]] RowLayout make_layout(const PatentColumns& columns, char delimiter,
                                    const std::vector<std::string_view>& header,
                                    std::string_view file, std::size_t line);

/// Cuts a record into cells. Cells with doubled quotes are written anew into `store`.
/// \returns null, or why the record cannot be cut.
const char* split_cells(std::string_view record, char delimiter,
                        std::vector<std::string_view>& cells, std::deque<std::string>& store);

/// What is kept of one record of a block.
struct ParsedRow {
    std::uint64_t publication = 0;  ///< publication_key()
    std::uint64_t family = 0;       ///< key of the family; meaningful if has_family
    ClassBits classes;
    std::array<std::uint32_t, 4> dates{};  ///< packed, by DateBasis
    std::uint32_t line = 0;
    std::uint32_t doubts = 0;          ///< cells that could not be read
    std::uint32_t applicants_end = 0;  ///< end of its applicants in ParsedBlock::applicants
    std::uint16_t office = 0;
    char kind = '\0';
    bool has_family = false;
    bool has_symbols = false;
};

struct ApplicantText {
    std::string_view text;
    std::uint64_t hash = 0;
};

/// A block and what was parsed from it. Views point into the block and the store.
struct ParsedBlock {
    CsvBlock block;
    std::deque<std::string> store;
    std::vector<ParsedRow> rows;
    std::vector<ApplicantText> applicants;
    std::vector<std::uint32_t> slice_of;  ///< number of each row among block.records
    std::vector<RowIssue> malformed, doubtful;
    std::size_t malformed_count = 0;

    void clear();
};

/// Parses the records of blocks. One for each thread.
class RowParser {
public:
    RowParser(const RowLayout& layout, const Classifier& classifier,
              const ApplicantNormaliser& names, std::size_t max_listed)
        : layout_(&layout), names_(&names), matcher_(classifier), max_listed_(max_listed) {}

    /// Parses all records of `parsed.block`.
    void parse(ParsedBlock& parsed);

    /// Parses one record with all its texts; none, with `issue` set, if it cannot be read, or
    /// without, if the record is blank.
    [[nodiscard]] std::optional<PatentRecord> full(const CsvBlock& block, const RecordSlice& slice,
                                                   std::optional<RowIssue>& issue);

private:
    [[nodiscard]] std::string_view cell(PatentField field) const noexcept {
        const auto at = layout_->of(field);
        return at == RowLayout::absent ? std::string_view{} : trim(cells_[at]);
    }
    /// Null and the cells, or the reason why the record cannot be read.
    [[nodiscard]] std::string problem(const CsvBlock& block, const RecordSlice& slice,
                                      std::deque<std::string>& store, PublicationParts& parts);
    /// Calls `use(item)` for each item of a list cell.
    template <class Use>
    void for_items(std::string_view text, std::string_view separator, Use use) const;
    template <class Use>
    void for_applicants(std::string_view text, Use use) const;

    const RowLayout* layout_;
    const ApplicantNormaliser* names_;
    Classifier::Matcher matcher_;
    std::size_t max_listed_;
    std::vector<std::string_view> cells_;
};

}  // namespace reeindex::detail
