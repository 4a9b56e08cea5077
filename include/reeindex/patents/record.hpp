#pragma once
/// \file
/// One patent record as a database exports it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/patents/patent_date.hpp>
#include <reeindex/patents/publication.hpp>
#include <reeindex/patents/symbol.hpp>

namespace reeindex {

/// One row of an export. Empty lists and texts and missing dates mean that the row gives none.
struct PatentRecord {
    Publication publication;
    std::size_t line = 0;  ///< 1-based line of the file on which the row begins
    std::string title{};
    std::vector<std::string> applicants{};  ///< as written in the file
    std::optional<PatentDate> priority_date{};
    std::optional<PatentDate> filing_date{};
    std::optional<PatentDate> publication_date{};
    std::optional<PatentDate> grant_date{};
    std::vector<Symbol> ipc{};                  ///< International Patent Classification
    std::vector<Symbol> cpc{};                  ///< Cooperative Patent Classification
    std::string family{};                       ///< id of the family, where the file has one
    std::vector<std::string> family_members{};  ///< publications of the family, as written
    std::vector<std::string> doubts{};          ///< cells that could not be read and were left out
};

}  // namespace reeindex
