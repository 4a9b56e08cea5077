#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

void ranks_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& all = assessment.evidence.indices;
    const auto& now = all.back();
    const auto* then = all.size() > 1 ? &all.front() : nullptr;
    const auto& first = now.countries.front();
    chapter.answer =
        concat(area_in_sentence(first.area, true), " is first of ", now.countries.size(),
               first.lower == 1 && first.upper == 1 ? " countries in the central 90 % of the draws."
                                                    : " countries by median rank.");
    ReportTable table{.caption = concat("Countries by reserves and mine production",
                                        now.vintage.empty() ? "" : concat(", ", now.vintage)),
                      .columns = {"country", "reserves [t]", "mined [t/a]", "median rank",
                                  "90 % interval", "extremes"},
                      .numeric = {false, true, true, true, true, true},
                      .rows = {},
                      .note = {}};
    if (then != nullptr) {
        table.columns.push_back(concat("median rank in ", then->vintage));
        table.numeric.push_back(true);
    }
    std::vector<std::string> moved;
    for (const auto& one : now.countries) {
        std::vector<std::string> row{area_words(one.area),
                                     to_plain(one.reserves),
                                     to_plain(one.production),
                                     to_text(one.median),
                                     concat(one.lower, " to ", one.upper),
                                     concat(one.best, " to ", one.worst)};
        if (then != nullptr) {
            const auto found =
                std::find_if(then->countries.begin(), then->countries.end(),
                             [&](const auto& other) { return other.area == one.area; });
            row.push_back(found == then->countries.end() ? "no figure" : to_text(found->median));
            // further apart than both intervals allow
            if (found != then->countries.end() &&
                (found->lower > one.upper || found->upper < one.lower))
                moved.push_back(concat(area_in_sentence(one.area), " moved from rank ",
                                       to_text(found->median), " to ", to_text(one.median)));
        }
        table.rows.push_back(std::move(row));
    }
    if (then != nullptr)
        chapter.answer += moved.empty() ? concat(" No rank changed from ", then->vintage, " to ",
                                                 now.vintage, " by more than the intervals.")
                                        : concat(" From ", then->vintage, " to ", now.vintage, " ",
                                                 listing(moved), ".");
    std::vector<std::string> left;
    for (const auto& area : now.left_out) left.push_back(area_words(area));
    table.note =
        "Countries with a figure of both. Each of 1,000 draws takes a normalisation (min-max, "
        "z-score, rank), an aggregation (arithmetic, geometric, Mazziotta-Pareto) and weights that "
        "differ from equal ones by up to a quarter (doi:10.1787/9789264043466-en).";
    if (!left.empty())
        table.note += concat(" Left out, for one of the two has no figure: ", join(left), ".");
    chapter.blocks.emplace_back(
        ReportFigure{"ranks", "", "Rank by reserves and mine production, with 90 % of the draws."});
    chapter.blocks.emplace_back(std::move(table));
}

}  // namespace reeindex::detail
