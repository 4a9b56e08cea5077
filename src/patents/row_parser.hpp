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
#include <reeindex/patents/symbol.hpp>
#include <reeindex/patents/table.hpp>

#include "patents/csv_blocks.hpp"

namespace reeindex::detail {

/// Whether a text is a mark that databases and programs write for no value: NA, N/A, NULL, None,
/// nan, a dash.
[[nodiscard]] bool is_no_value(std::string_view text) noexcept;
inline constexpr std::size_t longest_no_value = 13;  ///< of the texts that is_no_value() knows

/// Which cell of a record holds which field.
struct RowLayout {
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    std::array<std::size_t, patent_field_count> cell;
    std::size_t cells = 0;                   ///< number of cells of the header
    std::size_t problem = absent;            ///< cell that says why the row cannot be read
    std::array<DateOrder, 4> date_orders{};  ///< of the dates by DateBasis
    PatentColumns columns;
    char delimiter = ',';

    [[nodiscard]] std::size_t of(PatentField field) const noexcept {
        return cell[static_cast<std::size_t>(field)];
    }
};

/// Beginning of a row for lists of issues: one line, not cut inside a UTF-8 sequence.
[[nodiscard]] std::string excerpt(std::string_view text);

/// \throws DataError for a header that lacks a required field.
/// \param advice end of the message where it does.
[[nodiscard]] RowLayout make_layout(const PatentColumns& columns, char delimiter,
                                    const std::vector<std::string>& header, std::string_view file,
                                    std::size_t line, std::string_view advice = {});

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
    std::size_t missing_cells = 0, missing_applicants = 0, several_numbers = 0;

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
    /// The cell of a field, trimmed; empty where it holds a mark for no value.
    [[nodiscard]] std::string_view cell(PatentField field) noexcept {
        const auto at = layout_->of(field);
        if (at == RowLayout::absent) return {};
        const auto text = trim(cells_[at]);
        if (text.size() > longest_no_value || !is_no_value(text)) return text;
        ++missing_cells_;
        return {};
    }
    /// The number of a record, with office and kind of their own cells.
    [[nodiscard]] PublicationParts number(std::string_view text, std::string_view kind) const;
    /// Empty, and the cells and the number; or the reason why the record cannot be read.
    [[nodiscard]] std::string problem(const CsvBlock& block, const RecordSlice& slice,
                                      std::deque<std::string>& store, PublicationParts& parts);
    /// The date of a cell that is no plain ISO date.
    [[nodiscard]] DateReading other_date(DateBasis basis, std::string_view text);
    /// Date of a cell; what is wrong with it goes to `doubt(field, text, reason)`.
    template <class Doubt>
    [[nodiscard]] std::optional<PatentDate> date(DateBasis basis, Doubt doubt);
    /// Year of publication, for rows without a day.
    template <class Doubt>
    [[nodiscard]] std::optional<PatentDate> year_of_publication(Doubt doubt);
    /// Calls `use(key)` for the family by its smallest member.
    template <class Doubt>
    [[nodiscard]] std::optional<std::uint64_t> family_key(std::uint64_t publication, Doubt doubt);
    /// Whether an item that is no symbol belongs to the one before it.
    [[nodiscard]] bool is_part_of_symbol(std::string_view item) const noexcept;
    /// Calls `use(item)` for each item of a list cell.
    template <class Use>
    void for_items(std::string_view text, std::string_view separator, Use use) const;
    template <class Use>
    void for_applicants(std::string_view text, Use use);

    const RowLayout* layout_;
    const ApplicantNormaliser* names_;
    Classifier::Matcher matcher_;
    std::size_t max_listed_;
    std::vector<std::string_view> cells_;
    std::size_t missing_cells_ = 0;
    std::size_t numbers_ = 1;  // in the publication cell of the record at hand
};

}  // namespace reeindex::detail
