#pragma once
/// \file
/// The descriptor of a folder of tables, `datapackage.json` (Data Package 2.0): who published
/// them, which edition, under which licence, and the hash of each table.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>

namespace reeindex {

/// A table that a package lists.
struct PackageTable {
    std::string name;       ///< by which Dataset::table() finds it
    std::string title;      ///< may be empty
    std::string path;       ///< within the folder, with forward slashes
    std::size_t bytes = 0;  ///< size of the file; 0 if the descriptor does not say
    std::string hash;       ///< "sha256:" and 64 digits; empty if the descriptor does not say
};

/// What a package says of itself.
struct PackageInfo {
    std::string name;         ///< by which load() finds an embedded one
    std::string title;        ///< title of the source
    std::string description;  ///< what it holds
    std::string publisher;    ///< who published the source
    std::string edition;      ///< which edition or editions
    std::string published;    ///< date of the last edition: year, year and month, or day
    std::string licence;      ///< names of the licences, separated by "; "
    std::string attribution;  ///< words by which the source asks to be named
    std::string left_out;     ///< what the source has and the package has not
    std::vector<PackageTable> tables{};

    /// Size of all tables, as far as the descriptor says.
    [[nodiscard]] std::size_t bytes() const noexcept {
        std::size_t sum = 0;
        for (const auto& one : tables) sum += one.bytes;
        return sum;
    }
};

/// Reads a descriptor.
/// \param file name for messages.
/// \throws DataError if it is no JSON, lists no table, has a table without name, path or licence
/// (its own or the package's), a name twice, or a path that leaves the folder.
[[nodiscard]] PackageInfo parse_package(std::string_view text, std::string_view file);

namespace detail {
/// \throws DataError where size or hash of a table's text are not those that the package lists.
void check_table(const PackageTable& table, std::string_view text, std::string_view file);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/package.ipp>
#endif
