#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

void imports_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& imports = *assessment.evidence.imports;
    std::vector<std::string> parts;
    ReportTable table{.caption = "Net imports in percent of apparent consumption",
                      .columns = {"material", "country", "year", "net import reliance"},
                      .numeric = {false, false, true, true},
                      .rows = {},
                      .note = {}};
    for (const auto& series : imports.reliance) {
        std::size_t last = series.size();
        for (std::size_t i = series.size(); i-- > 0 && last == series.size();)
            if (series.value(i)) last = i;
        if (last == series.size()) continue;
        const auto& seen = series.observations()[last];
        const auto mark = sign(seen.qualifier);
        const auto label = series.label();
        auto name = label.substr(0, label.rfind(": "));
        if (constexpr std::string_view head = "Net import reliance "; name.starts_with(head))
            name.erase(0, head.size());
        const auto text = concat(mark, mark.empty() ? "" : " ", to_text(*series.value(last)), " %");
        table.rows.push_back({name, area_words(series.area()), concat(seen.year.value()), text});
        if (parts.size() < 2)
            parts.push_back(concat(
                parts.empty()
                    ? concat("Net of exports, ", area_in_sentence(series.area()), " imports ")
                    : std::string{},
                text, " of the ", name, " that it consumes (", seen.year.value(), ")"));
    }
    const auto& first = imports.partners.front();
    chapter.answer = parts.empty() ? std::string{} : concat(listing(parts), ". ");
    chapter.answer += concat("The largest partner for ", lower_first(first.material), " is ",
                             area_in_sentence(first.area), " with ",
                             to_fixed(100.0 * first.share, 0), " % (", first.period, ").");
    if (!table.rows.empty()) chapter.blocks.emplace_back(std::move(table));
    ReportTable partners{.caption = "Import sources",
                         .columns = {"material", "period", "partner", "share"},
                         .numeric = {false, false, false, true},
                         .rows = {},
                         .note = imports.source.empty() ? std::string{} : imports.source + "."};
    for (const auto& one : imports.partners)
        partners.rows.push_back({one.material, one.period, upright(one.partner),
                                 concat(to_fixed(100.0 * one.share, 0), " %")});
    chapter.blocks.emplace_back(std::move(partners));
}

}  // namespace reeindex::detail
