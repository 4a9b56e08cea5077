#pragma once
/// \file
/// What each edition of a source said of each year, and by how much it changed its mind.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/core/unit.hpp>
#include <reeindex/core/year.hpp>
#include <reeindex/data/dataset.hpp>

namespace reeindex {

/// One year in the editions that print it.
struct RevisionRow {
    Year year{Year::min};
    std::string first_vintage{};   ///< edition of the first print with a value
    std::string latest_vintage{};  ///< edition of the latest print with a value
    double first = 0.0;            ///< first print, in the unit of the series
    double latest = 0.0;           ///< latest print
    std::size_t prints = 0;        ///< editions with a value for the year
    bool bound = false;            ///< one of the two is a bound or vague: no revision is computed

    /// Latest less first print.
    [[nodiscard]] double revision() const noexcept { return latest - first; }
    /// The same over the first print; infinite where that is zero and the latest is not.
    [[nodiscard]] double relative() const noexcept;
};

/// The revisions of one series.
///
/// The summary is of years that have two prints or more and no bound among them: with R the latest
/// less the first print and L the latest, mean revision ΣR/n (the bias), its standard error
/// s(R)/√n, mean absolute revision Σ|R|/n and relative mean absolute revision Σ|R|/Σ|L|. Source:
/// McKenzie and Gamba (2008), Interpreting the results of revision analyses: recommended summary
/// statistics, OECD/Eurostat task force on revision analysis.
struct Revisions {
    std::string key;    ///< of the series
    std::string label;  ///< title of the series, without an edition
    Unit unit{};
    Basis basis = Basis::none;
    std::vector<std::string> vintages{};  ///< columns, the oldest edition first
    std::vector<Year> years{};            ///< rows
    /// What each edition prints of each year, row by row; none where it prints no number.
    std::vector<std::optional<double>> cells{};
    std::vector<RevisionRow> rows{};  ///< years with a value in at least one edition

    std::size_t compared = 0;  ///< years in the summary
    double mean_revision = 0.0;
    double standard_error = 0.0;  ///< of the mean revision; infinite for fewer than two years
    double mean_absolute_revision = 0.0;
    double relative_mean_absolute_revision = 0.0;
    std::size_t raised = 0;   ///< years whose latest print is above the first
    std::size_t lowered = 0;  ///< years whose latest print is below the first
    /// Facts: `single_print` (years), `bound` (years left out), `few_revisions` (compared below 3).
    std::vector<Note> notes{};

    /// What an edition prints of a year.
    /// \throws NotFound for a year or an edition that is not there.
    [[nodiscard]] std::optional<double> at(Year year, std::string_view vintage) const;
};

/// The revisions of a series over the editions of a dataset.
/// \param key "indicator/area", of a projection "indicator/area/scenario".
/// \throws NotFound for an unknown key; InvalidArgument where the dataset has no editions.
[[nodiscard]] Revisions revisions(const Dataset& dataset, std::string_view key,
                                  View view = View::printed);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/revisions.ipp>
#endif
