#pragma once
#include <algorithm>
#include <span>

#include <reeindex/core/compiled.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<ApplicantVariant> PatentTable::applicant_variants(
    std::string_view name) const {
    const auto id = find_applicant(name);
    std::vector<ApplicantVariant> out;
    for (std::size_t i = 0; i < spellings_.size(); ++i)
        if (spelling_of_[i] == id) out.push_back({spellings_[i], spelling_counts_[i]});
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.occurrences != b.occurrences ? a.occurrences > b.occurrences : a.text < b.text;
    });
    return out;
}

REEINDEX_INLINE std::size_t PatentTable::find_applicant(std::string_view name) const {
    for (std::size_t i = 0; i < applicant_names_.size(); ++i)
        if (applicant_names_[i] == name) return i;
    // A near name is sought among a bounded number, as files may hold a million.
    const std::size_t few = std::min<std::size_t>(applicant_names_.size(), 10000);
    throw NotFound("applicant", name, std::span{applicant_names_.data(), few});
}

}  // namespace reeindex
