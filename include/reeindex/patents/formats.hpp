#pragma once
/// \file
/// The layouts in which patent databases export, and their recognition by the header.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/patents/columns.hpp>

namespace reeindex {

/// A layout of a database's exports, known by its columns.
struct PatentLayout {
    std::string title;               ///< for example "Lens.org, CSV of 2021"
    std::vector<std::string> shown;  ///< columns that a header of this layout has
    /// Why files of this layout are no exports of patent records; empty if they are.
    std::string refused{};
};

/// A database, the columns of its exports and the layouts that it had.
struct PatentFormat {
    std::string name;  ///< for example "lens"
    PatentColumns columns;
    std::vector<PatentLayout> layouts;
};

/// The known formats: lens, google, google_bigquery, espacenet, patentscope, orbit, derwent,
/// jplatpat, patstat, patentsview, ops, wipo, plain. Compiled part.
[[nodiscard]] const std::vector<PatentFormat>& patent_formats();

/// Names of the known formats.
[[nodiscard]] std::vector<std::string> patent_format_names();

/// The columns of a format by name; "plain" has the field names of this library, with lists
/// separated by ";". Compiled part.
/// \throws NotFound
[[nodiscard]] PatentColumns patent_preset(std::string_view name);

/// A format and one of its layouts.
struct RecognisedLayout {
    const PatentFormat* format = nullptr;
    const PatentLayout* layout = nullptr;
};

/// The layout whose columns all stand in the header, the one with most of them; null pointers if
/// there is none. Compiled part.
/// \param format the only format looked at; empty for all.
[[nodiscard]] RecognisedLayout recognise_patent_layout(std::span<const std::string> header,
                                                       std::string_view format = {});

}  // namespace reeindex
