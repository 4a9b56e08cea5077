#include <optional>
#include <string>
#include <vector>

#include <reeindex/indicators/country_index.hpp>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// None where the dataset lacks what the index compares.
std::optional<CountryIndex> index_of(const Dataset& dataset) {
    try {
        return country_index(dataset);
    } catch (const NotFound&) {
        return std::nullopt;
    } catch (const InvalidArgument&) {
        return std::nullopt;
    }
}

}  // namespace

bool has_index(const Assessment& assessment) { return index_of(*assessment.dataset).has_value(); }

void index_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const Dataset& dataset = *assessment.dataset;
    chapter.answer = "The data have no figures by country to compare.";
    const auto found = index_of(dataset);
    if (!found) return;
    const auto& index = *found;
    const auto& countries = index.countries;
    // How far down the order holds whatever is drawn.
    std::vector<std::string> settled;
    for (std::size_t i = 0; i < countries.size(); ++i) {
        if (countries[i].lower != countries[i].upper) break;
        settled.push_back(area_in_sentence(countries[i].name));
    }
    const double first = countries.front().first_share;
    chapter.answer = concat(
        area_in_sentence(countries.front().name, true), " is first in ",
        first == 1.0 ? std::string{"all"} : percent(first) + " of", " ", index.options.draws,
        " draws of what the figures leave open",
        settled.size() > 1 ? concat("; ", listing(std::vector(settled.begin() + 1, settled.end())),
                                    settled.size() == 2 ? " is second" : " follow",
                                    " in the central ", level_text(index.options.level), " of them")
                           : "",
        ". The order of the other ", countries.size() - settled.size(),
        " is open, as most of their figures are missing.");
    ReportTable table{.caption = "Countries by median rank",
                      .columns = {"country", "reserves [Mt]", "mining [kt/a]", "patents [1/a]",
                                  "rank", "interval", "extremes", "first"},
                      .numeric = {false, true, true, true, true, true, true, true},
                      .rows = {},
                      .note = concat("Ranges: no figure, or a disputed one; drawn between bounds. "
                                     "Interval: ",
                                     level_text(index.options.level), " of the draws, seed ",
                                     index.options.seed, ".")};
    for (const auto& one : countries)
        table.rows.push_back({upright(one.name), cell_text(one.cells[0]), cell_text(one.cells[1]),
                              cell_text(one.cells[2]), to_text(one.median),
                              concat(one.lower, " to ", one.upper),
                              concat(one.best, " to ", one.worst), percent(one.first_share)});
    chapter.blocks.emplace_back(std::move(table));
    chapter.blocks.emplace_back(ReportParagraph{
        "Every draw fills the missing cells within what the source's own figures allow: shares of "
        "groups in the reserves, the least output and the least count named. It takes a "
        "normalisation (min-max, z-score, rank), an aggregation (arithmetic, geometric, "
        "Mazziotta-Pareto) and weights that differ from equal ones by up to a quarter, after the "
        "OECD/JRC Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en."});
    ReportList blind{.items = index.blind_spots};
    // the document of the report needs no name in it
    const auto own = concat(assessment.document.id, ": ");
    for (auto& spot : blind.items)
        if (const auto at = spot.find(own); own.size() > 2 && at != std::string::npos)
            spot.erase(at, own.size());
    chapter.blocks.emplace_back(std::move(blind));
}

}  // namespace reeindex::detail
