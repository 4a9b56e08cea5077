#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// HHI times 10,000, as a range where the "other countries" leave one.
std::string hhi_text(const SupplyStructure& one) {
    const auto low = to_fixed(1e4 * one.hhi_range.lower, 0);
    const auto high = to_fixed(1e4 * one.hhi_range.upper, 0);
    return low == high ? low : concat(low, " to ", high);
}

ReportTable stages_table(const std::vector<SupplyStage>& stages) {
    ReportTable table{
        .caption = "Concentration by stage",
        .columns = {"quantity", "year", "largest", "share", "largest three", "HHI",
                    "left without the largest", "source"},
        .numeric = {false, true, false, true, true, true, true, false},
        .rows = {},
        .note =
            "Shares of the sum of the countries with a figure. HHI times 10,000 (Hirschman "
            "1945, Herfindahl 1950); a range where \"other countries\" may be one or many."};
    for (const auto& stage : stages) {
        const auto& now = stage.years.back();
        table.rows.push_back({stage.title, concat(now.year.value()),
                              area_words(now.rows.front().area), percent(now.rows.front().share),
                              percent(now.cr3), hhi_text(now),
                              mass_text(now.without_largest, now.unit.code()), stage.source});
    }
    return table;
}

/// A share that is not zero is never shown as one.
std::string part_text(double share) {
    return share > 0.0 && share < 0.0005 ? "< 0.1 %" : percent(share);
}

/// Countries by their share in each stage, the largest of the last stage first.
ReportTable countries_table(const std::vector<SupplyStage>& stages) {
    ReportTable table{.caption = "Share by country",
                      .columns = {"country"},
                      .numeric = {false},
                      .rows = {},
                      .note = {}};
    std::vector<std::pair<double, std::string>> areas;
    std::size_t missing = 0;
    for (const auto& stage : stages) {
        table.columns.push_back(concat(stage.title, ", ", stage.years.back().year.value()));
        table.numeric.push_back(true);
        missing += stage.years.back().not_available.size();
        for (const auto& row : stage.years.back().rows) {
            const auto same = std::find_if(areas.begin(), areas.end(),
                                           [&](const auto& one) { return one.second == row.area; });
            if (same == areas.end())
                areas.emplace_back(row.share, row.area);
            else
                same->first = std::max(same->first, row.share);
        }
    }
    std::stable_sort(areas.begin(), areas.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& entry : areas) {
        const auto& area = entry.second;
        std::vector<std::string> row{area == "OTH" ? "other countries" : area_words(area)};
        for (const auto& stage : stages) {
            const auto& rows = stage.years.back().rows;
            const auto found = std::find_if(rows.begin(), rows.end(),
                                            [&](const auto& one) { return one.area == area; });
            row.push_back(found == rows.end() ? "" : part_text(found->share));
        }
        table.rows.push_back(std::move(row));
    }
    table.note = "Empty: no figure, which is not zero.";
    if (missing > 0) table.note += concat(" ", missing, " cells are printed as not available.");
    return table;
}

}  // namespace

std::string mass_text(double value, std::string_view unit) {
    std::string code{unit};
    if (code == "t" || code == "t/a") {
        const bool mega = value >= 1e6, kilo = value >= 1e4;
        value /= mega ? 1e6 : kilo ? 1e3 : 1.0;
        code.insert(0, mega ? "M" : kilo ? "k" : "");
    }
    std::erase_if(code, [](char c) { return c == '{' || c == '}'; });
    return concat(short_number(value, 3), code == "1" ? "" : " ", code == "1" ? "" : code);
}

std::string lower_first(std::string text) {
    const auto word = text.substr(0, text.find(' '));
    const bool acronym = std::any_of(word.begin() + (word.empty() ? 0 : 1), word.end(),
                                     [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!acronym && !text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string share_text(const SupplyStructure& one) {
    return concat(to_fixed(100.0 * one.rows.front().share, 0), " %");
}

void supply_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& evidence = assessment.evidence;
    std::vector<std::string> parts;
    for (const auto& stage : evidence.stages) {
        if (parts.size() == 4) break;
        const auto& now = stage.years.back();
        std::string text = concat(area_in_sentence(now.rows.front().area, true), " has ",
                                  percent(now.rows.front().share), " of ", lower_first(stage.title),
                                  " in ", now.year.value());
        if (stage.before && stage.before->year < now.year) {
            const auto& then = stage.before->rows.front();
            text +=
                then.area == now.rows.front().area
                    ? concat(", after ", percent(then.share), " in ", stage.before->year.value())
                    : concat("; in ", stage.before->year.value(), " ", area_in_sentence(then.area),
                             " led with ", percent(then.share));
        }
        parts.push_back(text + ".");
    }
    chapter.answer = join(parts, " ");
    chapter.blocks.emplace_back(stages_table(evidence.stages));
    for (std::size_t i = 0; i < evidence.history.size(); ++i)
        chapter.blocks.emplace_back(ReportFigure{
            "history", concat(i),
            concat(evidence.history[i].title, ": ", area_words(evidence.history[i].country.area()),
                   " and the rest of the world, in shares. ", evidence.history[i].source, ".")});
    chapter.blocks.emplace_back(
        ReportFigure{"dots", "", "Share of each country by stage, the largest first."});
    chapter.blocks.emplace_back(countries_table(evidence.stages));
    for (std::size_t i = 0; i < evidence.stages.size(); ++i) {
        const auto& stage = evidence.stages[i];
        const auto source = stage.source.empty() ? "" : concat(" ", stage.source, ".");
        if (stage.years.size() > 2)
            chapter.blocks.emplace_back(ReportFigure{
                "share_areas", concat(i), concat(stage.title, ": shares by country.", source)});
        if (stage.before && stage.before->year < stage.years.back().year)
            chapter.blocks.emplace_back(
                ReportFigure{"slope", concat(i),
                             concat(stage.title, ": ranks of ", stage.before->year.value(), " and ",
                                    stage.years.back().year.value(), ".", source)});
    }
}

}  // namespace reeindex::detail
