#pragma once
/// \file
/// The records of an export in compact columns: what counts, rankings and networks are made from.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/columns.hpp>
#include <reeindex/patents/patent_date.hpp>
#include <reeindex/patents/reading.hpp>

namespace reeindex {

/// Which date of a record decides its year.
enum class DateBasis : std::size_t { priority, filing, publication, grant };

/// Name of a basis, for example "publication".
[[nodiscard]] constexpr std::string_view name(DateBasis basis) noexcept {
    constexpr std::array<std::string_view, 4> names{"priority", "filing", "publication", "grant"};
    return names[static_cast<std::size_t>(basis)];
}

/// Reads the name of a basis.
/// \throws NotFound
[[nodiscard]] inline DateBasis parse_date_basis(std::string_view text) {
    constexpr std::array<std::string_view, 4> names{"priority", "filing", "publication", "grant"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) return static_cast<DateBasis>(i);
    throw NotFound("date", text, names);
}

/// A row that was left out, or a cell of a row that could not be read.
struct RowIssue {
    std::size_t line = 0;  ///< 1-based line on which the row begins
    std::string text{};    ///< beginning of the row, or the cell
    std::string reason{};  ///< why, in words
};

/// Issues: the count is exact, the list holds the first of them.
struct IssueList {
    std::size_t count = 0;  ///< all issues, listed or not
    std::vector<RowIssue> listed{};
};

/// A spelling of an applicant and how often it occurs.
struct ApplicantVariant {
    std::string text;  ///< as written in the file
    std::size_t occurrences = 0;
};

namespace detail {
class PatentTableBuilder;
}

/// The records of an export, about 40 bytes each. Immutable; made by read_patents().
class PatentTable {
public:
    /// Number of records kept.
    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    /// Name of the file.
    [[nodiscard]] const std::string& source() const noexcept { return source_; }
    /// Number of data rows of the file: kept, malformed and duplicate.
    [[nodiscard]] std::size_t rows() const noexcept {
        return size() + malformed_.count + duplicates_.count;
    }
    /// Rows that were left out because they could not be read.
    [[nodiscard]] const IssueList& malformed() const noexcept { return malformed_; }
    /// Rows that were left out because the publication stands in an earlier row.
    [[nodiscard]] const IssueList& duplicates() const noexcept { return duplicates_; }
    /// Cells that could not be read, of rows that were kept without them.
    [[nodiscard]] const IssueList& doubtful() const noexcept { return doubtful_; }

    /// How the file was understood.
    [[nodiscard]] const PatentReading& reading() const noexcept { return reading_; }

    /// Whether the file has a column for the field.
    [[nodiscard]] bool has(PatentField field) const noexcept {
        return has_[static_cast<std::size_t>(field)];
    }
    /// Whether records have families: by an id or by a list of members.
    [[nodiscard]] bool has_families() const noexcept {
        return has(PatentField::family) || has(PatentField::family_members);
    }
    /// Whether the records have dates of the kind.
    [[nodiscard]] bool has(DateBasis basis) const noexcept {
        return has(static_cast<PatentField>(static_cast<std::size_t>(PatentField::priority_date) +
                                            static_cast<std::size_t>(basis)));
    }

    /// 1-based line of the i-th record.
    [[nodiscard]] std::size_t line(std::size_t i) const { return lines_.at(i); }
    /// Code of the office that published it.
    [[nodiscard]] std::string office(std::size_t i) const { return office_name(offices_.at(i)); }
    /// Number of the office, below 676, for grouping.
    [[nodiscard]] std::size_t office_slot(std::size_t i) const { return offices_[i]; }
    /// Code of a number of an office.
    [[nodiscard]] static std::string office_name(std::size_t slot) {
        return {static_cast<char>('A' + slot / 26), static_cast<char>('A' + slot % 26)};
    }
    /// Letter of the kind of document; '\0' where the number has none.
    [[nodiscard]] char kind_letter(std::size_t i) const { return kinds_.at(i); }
    /// A date of the i-th record; none where the row gives none.
    [[nodiscard]] std::optional<PatentDate> date(std::size_t i, DateBasis basis) const {
        const auto packed = packed_date(i, basis);
        return packed == 0 ? std::nullopt : std::optional{PatentDate::from_packed(packed)};
    }
    /// The date in 32 bits, 0 where there is none.
    [[nodiscard]] std::uint32_t packed_date(std::size_t i, DateBasis basis) const {
        const auto& column = dates_[static_cast<std::size_t>(basis)];
        return column.empty() ? 0 : column[i];
    }
    /// Applicants of the i-th record, each once.
    [[nodiscard]] std::span<const std::uint32_t> applicants(std::size_t i) const {
        return {applicant_ids_.data() + applicant_starts_[i],
                applicant_ids_.data() + applicant_starts_[i + 1]};
    }
    /// Number of applicants in the file.
    [[nodiscard]] std::size_t applicant_count() const noexcept { return applicant_names_.size(); }
    /// Normalised name of an applicant.
    [[nodiscard]] const std::string& applicant(std::size_t id) const {
        return applicant_names_.at(id);
    }
    /// The spellings that were taken for an applicant, the most frequent first.
    /// \throws NotFound
    [[nodiscard]] std::vector<ApplicantVariant> applicant_variants(std::string_view name) const;
    /// Number of an applicant by normalised name.
    /// \throws NotFound
    [[nodiscard]] std::size_t find_applicant(std::string_view name) const;
    /// Technologies and fields of the i-th record.
    [[nodiscard]] ClassBits classes(std::size_t i) const { return class_sets_[class_ids_[i]]; }
    /// Family of the i-th record, from 1; 0 where the row names none.
    [[nodiscard]] std::uint32_t family(std::size_t i) const {
        return families_.empty() ? 0 : families_[i];
    }
    /// Number of families.
    [[nodiscard]] std::size_t family_count() const noexcept { return family_count_; }
    /// The rules and fields that the records were classified by.
    [[nodiscard]] const Classifier& classifier() const noexcept { return *classifier_; }

    /// Records with a symbol of IPC or CPC.
    [[nodiscard]] std::size_t with_symbols() const noexcept { return with_symbols_; }
    /// Latest publication date in the file; none if there is none.
    [[nodiscard]] std::optional<PatentDate> last_publication() const noexcept {
        return last_publication_ == 0 ? std::nullopt
                                      : std::optional{PatentDate::from_packed(last_publication_)};
    }

private:
    friend class detail::PatentTableBuilder;
    PatentTable() = default;

    std::string source_;
    PatentReading reading_;
    std::array<bool, patent_field_count> has_{};
    std::shared_ptr<const Classifier> classifier_;
    std::vector<std::uint32_t> lines_;
    std::vector<std::uint16_t> offices_;
    std::vector<char> kinds_;
    std::array<std::vector<std::uint32_t>, 4> dates_;
    std::vector<std::uint32_t> applicant_starts_{0}, applicant_ids_;
    std::vector<std::uint32_t> class_ids_, families_;
    std::vector<ClassBits> class_sets_;
    std::vector<std::string> applicant_names_, spellings_;
    std::vector<std::uint32_t> spelling_of_;
    std::vector<std::size_t> spelling_counts_;
    std::size_t family_count_ = 0, with_symbols_ = 0;
    std::uint32_t last_publication_ = 0;
    IssueList malformed_, duplicates_, doubtful_;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/table.ipp>
#endif
