#pragma once
/// \file
/// Where a figure comes from.

#include <string>

namespace reeindex {

/// A published document.
struct Document {
    std::string id;         ///< short key, for example "kirsanov2025"
    std::string title;      ///< title as published
    std::string authors;    ///< authors, separated by "; "
    int year = 0;           ///< year of publication
    std::string container;  ///< journal, series or publisher
    std::string doi;        ///< DOI without resolver, empty if none
    std::string url;        ///< address, empty if none
    std::string licence;    ///< SPDX identifier or a short statement

    /// One-line citation.
    [[nodiscard]] std::string citation() const;
};

/// Place of one figure: a document and the table, cell or section in it.
struct Source {
    std::string document;  ///< Document::id, or a file name for user data
    std::string locator;   ///< for example "Table 1, reserves, 2019"

    /// Whether neither document nor locator is given.
    [[nodiscard]] bool empty() const noexcept { return document.empty() && locator.empty(); }
    /// "document: locator", or the one of them that is given.
    [[nodiscard]] std::string text() const;
    /// Same document and locator.
    friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/source.ipp>
#endif
