#pragma once
// The triangle of editions and years, and its summary.

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/data/revisions.hpp>

namespace reeindex {

REEINDEX_INLINE double RevisionRow::relative() const noexcept {
    if (first != 0.0) return revision() / std::abs(first);
    if (latest == 0.0) return 0.0;
    return latest > 0.0 ? std::numeric_limits<double>::infinity()
                        : -std::numeric_limits<double>::infinity();
}

REEINDEX_INLINE std::optional<double> Revisions::at(Year year, std::string_view vintage) const {
    const auto row = std::find(years.begin(), years.end(), year);
    if (row == years.end()) {
        std::vector<std::string> known;
        for (const auto one : years) known.push_back(detail::concat(one.value()));
        throw NotFound("year", detail::concat(year.value()), known);
    }
    const auto column = std::find(vintages.begin(), vintages.end(), vintage);
    if (column == vintages.end()) throw NotFound("vintage of " + key, vintage, vintages);
    return cells[static_cast<std::size_t>(row - years.begin()) * vintages.size() +
                 static_cast<std::size_t>(column - vintages.begin())];
}

namespace detail {

/// Fills what is computed over the rows.
REEINDEX_INLINE void summarise(Revisions& out) {
    double sum = 0.0, absolute = 0.0, latest = 0.0;
    std::size_t single = 0, bounds = 0;
    std::vector<double> changes;
    for (const auto& row : out.rows) {
        if (row.prints < 2) {
            ++single;
        } else if (row.bound) {
            ++bounds;
        } else {
            changes.push_back(row.revision());
            sum += row.revision();
            absolute += std::abs(row.revision());
            latest += std::abs(row.latest);
            out.raised += row.revision() > 0.0 ? 1U : 0U;
            out.lowered += row.revision() < 0.0 ? 1U : 0U;
        }
    }
    out.compared = changes.size();
    const auto n = static_cast<double>(changes.size());
    out.standard_error = std::numeric_limits<double>::infinity();
    if (!changes.empty()) {
        out.mean_revision = sum / n;
        out.mean_absolute_revision = absolute / n;
        if (latest > 0.0) out.relative_mean_absolute_revision = absolute / latest;
    }
    if (changes.size() > 1) {
        double squares = 0.0;
        for (const double one : changes) squares += std::pow(one - out.mean_revision, 2);
        out.standard_error = std::sqrt(squares / (n - 1.0) / n);
    }
    const auto note = [&](std::string kind, std::size_t years) {
        out.notes.push_back(
            {.kind = std::move(kind), .numbers = {{"years", static_cast<double>(years)}}});
    };
    if (single > 0) note("single_print", single);
    if (bounds > 0) note("bound", bounds);
    if (out.compared < 3) note("few_revisions", out.compared);
}

}  // namespace detail

REEINDEX_INLINE Revisions revisions(const Dataset& dataset, std::string_view key, View view) {
    const auto ids = dataset.vintages(key);
    if (ids.empty())
        throw InvalidArgument("key", key,
                              "a series of several editions; the dataset has no vintages");
    std::vector<TimeSeries> prints;
    for (const auto& id : ids)
        prints.push_back(dataset.series(key, SeriesChoice{.vintage = id, .view = view}));
    Revisions out{.key = std::string{key},
                  .label = prints.back().label(),
                  .unit = prints.back().unit(),
                  .basis = prints.back().basis(),
                  .vintages = ids};
    if (const auto mark = " (" + ids.back() + ")"; out.label.ends_with(mark))
        out.label.resize(out.label.size() - mark.size());
    for (const auto& one : prints)
        for (const auto& cell : one.observations()) out.years.push_back(cell.year);
    std::sort(out.years.begin(), out.years.end());
    out.years.erase(std::unique(out.years.begin(), out.years.end()), out.years.end());
    for (const auto year : out.years) {
        RevisionRow row{.year = year};
        for (std::size_t j = 0; j < prints.size(); ++j) {
            const auto cells = prints[j].observations();
            const auto found = std::find_if(cells.begin(), cells.end(),
                                            [&](const auto& cell) { return cell.year == year; });
            const auto value = found == cells.end() ? std::nullopt : found->value(view);
            out.cells.push_back(value);
            if (!value) continue;
            const bool bound = found->qualifier != Qualifier::exact;
            if (row.prints == 0) {
                row.first = *value;
                row.first_vintage = ids[j];
                row.bound = bound;
            }
            row.latest = *value;
            row.latest_vintage = ids[j];
            row.bound = row.bound || bound;
            ++row.prints;
        }
        if (row.prints > 0) out.rows.push_back(std::move(row));
    }
    detail::summarise(out);
    return out;
}

}  // namespace reeindex
