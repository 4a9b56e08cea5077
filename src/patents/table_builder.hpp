#pragma once
// Gathers parsed blocks, in the order of the file, into a PatentTable.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/reader.hpp>
#include <reeindex/patents/table.hpp>

#include "patents/interner.hpp"
#include "patents/opened_table.hpp"
#include "patents/row_parser.hpp"

namespace reeindex::detail {

class PatentTableBuilder {
public:
    PatentTableBuilder(const OpenedTable& opened, const ReadPatentsOptions& options)
        : names_(&opened.names),
          keep_duplicates_(options.keep_duplicates),
          listed_(options.max_listed) {
        table_.source_ = opened.name;
        table_.classifier_ = opened.classifier;
        table_.reading_ = opened.reading;
        for (std::size_t i = 0; i < patent_field_count; ++i)
            table_.has_[i] = opened.layout.cell[i] != RowLayout::absent;
        if (table_.has(PatentField::publication_year))
            table_.has_[static_cast<std::size_t>(PatentField::publication_date)] = true;
    }

    /// Room for so many records; saves copies, changes nothing else.
    void reserve(std::size_t records) {
        table_.lines_.reserve(records);
        table_.offices_.reserve(records);
        table_.kinds_.reserve(records);
        for (std::size_t i = 0; i < table_.dates_.size(); ++i)
            if (table_.has(static_cast<DateBasis>(i))) table_.dates_[i].reserve(records);
        table_.applicant_starts_.reserve(records + 1);
        table_.class_ids_.reserve(records);
        if (table_.has_families()) table_.families_.reserve(records);
    }

    void append(const ParsedBlock& parsed) {
        table_.malformed_.count += parsed.malformed_count;
        table_.reading_.missing_cells += parsed.missing_cells;
        table_.reading_.missing_applicants += parsed.missing_applicants;
        table_.reading_.several_numbers += parsed.several_numbers;
        if (first_malformed_.line == 0 && !parsed.malformed.empty())
            first_malformed_ = parsed.malformed.front();
        for (const auto& issue : parsed.malformed)
            if (table_.malformed_.listed.size() < listed_)
                table_.malformed_.listed.push_back(issue);
        std::uint32_t start = 0;
        std::size_t doubt = 0;  // issues stand in the order of the rows
        for (std::size_t i = 0; i < parsed.rows.size(); ++i) {
            const ParsedRow& row = parsed.rows[i];
            const auto first = std::exchange(start, row.applicants_end);
            if (!keep_duplicates_ && !publications_.insert(row.publication)) {
                auto& list = table_.duplicates_;
                ++list.count;
                if (list.listed.size() < listed_) {
                    const auto& slice = parsed.block.records[parsed.slice_of[i]];
                    list.listed.push_back({row.line, excerpt(parsed.block.slice(slice)),
                                           "the publication stands in an earlier row"});
                }
                continue;
            }
            append(parsed, row, first);
            table_.doubtful_.count += row.doubts;
            if (row.doubts == 0) continue;
            while (doubt < parsed.doubtful.size() && parsed.doubtful[doubt].line < row.line)
                ++doubt;
            for (; doubt < parsed.doubtful.size() && parsed.doubtful[doubt].line == row.line;
                 ++doubt)
                if (table_.doubtful_.listed.size() < listed_)
                    table_.doubtful_.listed.push_back(parsed.doubtful[doubt]);
        }
    }

    [[nodiscard]] std::size_t rows() const noexcept { return table_.rows(); }
    [[nodiscard]] std::size_t malformed() const noexcept { return table_.malformed_.count; }

    /// \throws DataError if the file has rows and none could be read.
    [[nodiscard]] PatentTable finish() && {
        if (table_.size() == 0 && table_.malformed_.count > 0) {
            const auto& one = first_malformed_;
            throw DataError(
                table_.source_, one.line,
                concat("none of ", table_.malformed_.count,
                       " rows could be read. The first: ", one.reason,
                       one.reason.find("letters of an office") == std::string::npos &&
                               one.reason.find("office code") == std::string::npos
                           ? ""
                           : ". Where no number names its office, give the office, or the column "
                             "that holds it"));
        }
        table_.family_count_ = families_.size();
        table_.applicant_names_ = std::move(applicants_).take_texts();
        table_.spellings_ = std::move(spellings_).take_texts();
        return std::move(table_);
    }

private:
    void append(const ParsedBlock& parsed, const ParsedRow& row, std::uint32_t first) {
        table_.lines_.push_back(row.line);
        table_.offices_.push_back(row.office);
        table_.kinds_.push_back(row.kind);
        for (std::size_t i = 0; i < row.dates.size(); ++i)
            if (table_.has(static_cast<DateBasis>(i))) table_.dates_[i].push_back(row.dates[i]);
        table_.last_publication_ = std::max(
            table_.last_publication_, row.dates[static_cast<std::size_t>(DateBasis::publication)]);
        table_.with_symbols_ += row.has_symbols ? 1U : 0U;
        table_.class_ids_.push_back(class_set(row.classes));
        if (table_.has_families())
            table_.families_.push_back(row.has_family ? families_.number(row.family) : 0);
        const std::size_t start = table_.applicant_ids_.size();
        for (auto k = first; k < row.applicants_end; ++k) {
            const auto id = applicant(parsed.applicants[k]);
            const auto begin = table_.applicant_ids_.begin() + static_cast<std::ptrdiff_t>(start);
            if (std::find(begin, table_.applicant_ids_.end(), id) == table_.applicant_ids_.end())
                table_.applicant_ids_.push_back(id);
        }
        table_.applicant_starts_.push_back(
            static_cast<std::uint32_t>(table_.applicant_ids_.size()));
    }

    [[nodiscard]] std::uint32_t applicant(const ApplicantText& raw) {
        bool is_new = false;
        const auto spelling = spellings_.intern(raw.text, raw.hash, is_new);
        if (is_new) {
            const auto normal = names_->normalise(raw.text);
            bool unused = false;
            table_.spelling_of_.push_back(
                applicants_.intern(normal, TextInterner::hash_of(normal), unused));
            table_.spelling_counts_.push_back(0);
        }
        ++table_.spelling_counts_[spelling];
        return table_.spelling_of_[spelling];
    }

    [[nodiscard]] std::uint32_t class_set(const ClassBits& bits) {
        // Most neighbours in a file differ, but sets are few.
        const std::uint64_t mixed =
            (bits.technologies * 0x9e3779b97f4a7c15ULL) ^ (bits.fields * 0xc2b2ae3d27d4eb4fULL);
        if (class_slots_.empty()) class_slots_.resize(1024);
        if ((table_.class_sets_.size() + 1) * 2 > class_slots_.size()) {
            std::vector<std::uint32_t> larger(class_slots_.size() * 2);
            class_slots_.swap(larger);
            for (std::size_t i = 0; i < table_.class_sets_.size(); ++i) {
                const auto& set = table_.class_sets_[i];
                auto slot = slot_of((set.technologies * 0x9e3779b97f4a7c15ULL) ^
                                    (set.fields * 0xc2b2ae3d27d4eb4fULL));
                while (class_slots_[slot] != 0) slot = (slot + 1) & (class_slots_.size() - 1);
                class_slots_[slot] = static_cast<std::uint32_t>(i + 1);
            }
        }
        auto slot = slot_of(mixed);
        while (class_slots_[slot] != 0) {
            if (table_.class_sets_[class_slots_[slot] - 1] == bits) return class_slots_[slot] - 1;
            slot = (slot + 1) & (class_slots_.size() - 1);
        }
        table_.class_sets_.push_back(bits);
        class_slots_[slot] = static_cast<std::uint32_t>(table_.class_sets_.size());
        return class_slots_[slot] - 1;
    }
    [[nodiscard]] std::size_t slot_of(std::uint64_t mixed) const noexcept {
        return static_cast<std::size_t>((mixed ^ (mixed >> 29)) & (class_slots_.size() - 1));
    }

    const ApplicantNormaliser* names_;
    bool keep_duplicates_;
    std::size_t listed_;
    RowIssue first_malformed_;
    PatentTable table_;
    KeySet publications_;
    KeyNumbers families_;
    TextInterner spellings_, applicants_;
    std::vector<std::uint32_t> class_slots_;
};

}  // namespace reeindex::detail
