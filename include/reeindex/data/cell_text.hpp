#pragma once
/// \file
/// A cell of figures: a number with its marks ("> 85,000,000", "5,500 e", "~3 (1)"), or the mark of
/// a missing value ("NA", "W", "..", ":").

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/obs_status.hpp>
#include <reeindex/core/quantity.hpp>

namespace reeindex {

/// What a mark in a file means.
struct Mark {
    std::string text;  ///< as it stands in the cell, "W"
    ObsStatus status = ObsStatus::missing;
    std::string note{};  ///< in words, "withheld"; may be empty
};

namespace detail {

/// The marks that a reader knows.
struct Marks {
    std::vector<Mark> missing;  ///< whole cells
    std::vector<Mark> flags;    ///< behind a number, or behind a mark of a missing value
    bool joined = false;        ///< whether flags stand together without a sign, as in "bep"
};

/// The marks of files whose layout is not known: NA, N/A, null, none, dots, dashes and ":" are O,
/// "W" is Q (as the USGS writes what it withholds); "e" is E, "p" is P, "r" is a remark.
[[nodiscard]] Marks common_marks();

/// A cell taken apart; the number is not read yet.
struct CellText {
    std::string_view number{};  ///< empty where there is no value
    ObsStatus status = ObsStatus::normal;
    Qualifier qualifier = Qualifier::exact;
    bool percent = false;
    std::string note{};
    std::string marks{};    ///< what is no number, as it stands, parts apart by "; "
    std::string problem{};  ///< empty if the rest holds
};

[[nodiscard]] CellText take_apart(std::string_view cell, const Marks& marks);

/// Takes a flag into a cell, or several apart by commas and blanks (or joined, where the marks say
/// so); false if one is not known.
[[nodiscard]] bool take_flag(CellText& out, std::string_view text, const Marks& marks);
[[nodiscard]] bool take_flags(CellText& out, std::string_view text, const Marks& marks);

/// Adds a status to a value; of two the graver is kept, the other becomes a note.
void add_status(CellText& out, ObsStatus status);

/// Appends a part to a list in words, "; " between.
inline void add_part(std::string& all, std::string_view part) {
    if (part.empty()) return;
    if (!all.empty()) all += "; ";
    all += part;
}

/// The status that is kept where several are told: the one that weighs most for a forecast.
[[nodiscard]] ObsStatus graver(ObsStatus a, ObsStatus b) noexcept;

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/cell_text.ipp>
#endif
