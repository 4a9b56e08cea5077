#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// A value with its marks: printed qualifier before, status behind.
std::string cell(const TimeSeries& series, std::size_t i) {
    const auto value = series.value(i);
    if (!value) return "none";
    const auto& one = series.observations()[i];
    std::string text =
        concat(sign(one.qualifier), one.qualifier == Qualifier::exact ? "" : " ", to_text(*value));
    if (one.correction) return text + " c";
    const auto status = series.status(i);
    if (status == ObsStatus::normal) return text;
    return concat(text, " ", code(status));
}

/// The marks that the values carry, and what they mean.
std::string marks_text(std::span<const SeriesAssessment> series) {
    bool corrected = false;
    std::set<Qualifier> qualifiers;
    std::set<ObsStatus> statuses;
    for (const auto& one : series)
        for (std::size_t i = 0; i < one.series.size(); ++i) {
            if (!one.series.value(i)) continue;
            const auto& seen = one.series.observations()[i];
            qualifiers.insert(seen.qualifier);
            if (seen.correction)
                corrected = true;
            else
                statuses.insert(one.series.status(i));
        }
    std::vector<std::string> parts;
    if (corrected) parts.emplace_back("c: corrected, the printed value is wrong (see errata)");
    for (const auto status : statuses)
        if (status != ObsStatus::normal)
            parts.push_back(concat(code(status), ": ",
                                   status == ObsStatus::estimated  ? "estimated"
                                   : status == ObsStatus::forecast ? "forecast by the source"
                                                                   : meaning(status)));
    for (const auto qualifier : qualifiers) {
        if (qualifier == Qualifier::exact) continue;
        parts.push_back(concat(sign(qualifier), " : the text gives ", kind_text(qualifier)));
    }
    return parts.empty() ? std::string{} : join(parts, "; ") + ".";
}

/// The values of some series, a column each.
ReportTable values_table(std::span<const SeriesAssessment> series, std::string caption) {
    ReportTable table{.caption = std::move(caption),
                      .columns = {"year"},
                      .numeric = {true},
                      .rows = {},
                      .note = {}};
    std::vector<int> years;
    for (const auto& one : series) {
        table.columns.push_back(concat(heading(one.series), " [", unit_text(one.series), "]"));
        table.numeric.push_back(true);
        for (const auto& observation : one.series.observations())
            years.push_back(observation.year.value());
    }
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    for (const int year : years) {
        std::vector<std::string> row{concat(year)};
        for (const auto& one : series) {
            std::string text;
            for (std::size_t i = 0; i < one.series.size(); ++i)
                if (one.series.observations()[i].year.value() == year) text = cell(one.series, i);
            row.push_back(text);
        }
        table.rows.push_back(std::move(row));
    }
    table.note = marks_text(series);
    return table;
}

ReportTable growth_table(const Assessment& assessment) {
    ReportTable table{
        .caption = "Growth per year",
        .columns = {"series", "years", "CAGR", "regression", "interval", "doubling time"},
        .numeric = {false, false, true, true, true, true},
        .rows = {},
        .note =
            "CAGR compares the first and the last value only. The regression of the logarithm is "
            "the trend: it uses every year, and its 95 % interval is the one to quote where the "
            "years deviate from it independently."};
    std::vector<std::string> smooth;
    for (const auto& one : assessment.series)
        if (one.growth && is_modelled(one.series)) smooth.push_back(subject(one.series));
    if (!smooth.empty())
        table.note += concat(" The values of ", join(smooth, " and "),
                             " are a model's and smooth: there the interval is too narrow.");
    for (const auto& one : assessment.series) {
        if (!one.growth) continue;
        const auto& growth = *one.growth;
        const auto& regression = growth.regression;
        table.rows.push_back(
            {heading(one.series), concat(growth.first_year, "-", growth.last_year),
             percent(growth.value), regression ? percent(regression->annual_rate) : "",
             regression ? concat(percent(regression->annual_lower), " to ",
                                 percent(regression->annual_upper))
                        : "",
             growth.doubling_time ? concat(to_significant(*growth.doubling_time, 3), " years")
                                  : "none: it falls"});
    }
    return table;
}

}  // namespace

std::string trend_text(const SeriesAssessment& one) {
    const auto& growth = *one.growth;
    if (!growth.regression) return concat(percent(growth.value), " a year");
    const auto& fit = *growth.regression;
    // the values of a model are smooth, so that the interval says nothing
    if (is_modelled(one.series)) return concat(percent(fit.annual_rate), " a year");
    return concat(percent(fit.annual_rate), " a year, ", percent(fit.annual_lower), " to ",
                  percent(fit.annual_upper));
}

namespace {

/// Whether the series are those of the paper.
bool of_the_paper(const Assessment& assessment) {
    const auto has = [&](std::string_view indicator) {
        return std::any_of(assessment.series.begin(), assessment.series.end(),
                           [&](const auto& one) { return one.series.indicator() == indicator; });
    };
    return assessment.series.size() == 3 && has("reserves") && has("mine_production") &&
           has("neodymium_oxide_demand");
}

}  // namespace

void series_chapter(const Assessment& assessment, ReportChapter& chapter) {
    if (of_the_paper(assessment)) chapter.title = "How did reserves, mining and demand develop?";
    std::vector<std::string> parts;
    for (const auto& one : assessment.series) {
        if (!one.growth) {
            parts.push_back(concat(in_sentence(one.series), ": ", no_growth_text(one.series), "."));
            continue;
        }
        const auto& growth = *one.growth;
        parts.push_back(concat(in_sentence(one.series), " went from ", to_text(growth.first_value),
                               " to ", to_text(growth.last_value), unit_words(one.series), " (",
                               growth.first_year, " to ", growth.last_year, "; trend ",
                               trend_text(one), ")."));
    }
    constexpr std::size_t most = 4;
    const auto more = parts.size() > most ? parts.size() - most : 0;
    if (more > 0) parts.resize(most);
    chapter.answer = parts.empty() ? "There is no series but patent counts." : join(parts, " ");
    if (more > 0) chapter.answer += concat(" ", more, " more series follow in the tables.");
    // side by side while they are few; else a table an indicator
    constexpr std::size_t side_by_side = 6;
    const std::span<const SeriesAssessment> all = assessment.series;
    if (!all.empty() && all.size() <= side_by_side) {
        chapter.blocks.emplace_back(values_table(all, "The series, corrected view"));
    } else {
        for (std::size_t i = 0; i < all.size();) {
            std::size_t j = i + 1;
            while (j < all.size() && j < i + side_by_side &&
                   all[j].series.indicator() == all[i].series.indicator())
                ++j;
            const auto label = all[i].series.label();
            chapter.blocks.emplace_back(
                values_table(all.subspan(i, j - i), label.substr(0, label.rfind(": "))));
            i = j;
        }
    }
    if (auto growth = growth_table(assessment); !growth.rows.empty())
        chapter.blocks.emplace_back(std::move(growth));
    for (const auto& one : assessment.series)
        if (!one.series.info().printed_scope.empty() &&
            one.series.info().printed_scope != one.series.info().scope) {
            chapter.blocks.emplace_back(
                ReportParagraph{concat("Scope: ", source_name(assessment), " heads the table \"",
                                       one.series.info().printed_scope,
                                       "\"; its own text shows that the figures are of the ",
                                       one.series.info().scope, ".")});
            break;
        }
}

}  // namespace reeindex::detail
