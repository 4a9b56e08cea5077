#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

double total_until(const TimeSeries& series, double year) {
    double total = 0.0;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series.observations()[i].year.value() <= year) total += series.value(i).value_or(0.0);
    return total;
}

}  // namespace

ReportChapter concentration_chapter(const Assessment& assessment) {
    const auto& patents = *assessment.patents;
    ReportChapter chapter{.id = "concentration",
                          .title = "How concentrated is patenting?",
                          .answer = {},
                          .blocks = {}};
    const auto complete = std::find_if(patents.years.rbegin(), patents.years.rend(),
                                       [](const OfficeYear& one) { return !one.provisional; });
    const auto& last = complete == patents.years.rend() ? patents.years.back() : *complete;
    const auto& first = patents.years.front();
    chapter.answer =
        concat(office(last.leader).name, " has ", percent(last.leader_share), " of the counts of ",
               last.year, ", the last complete year, after ", percent(first.leader_share), " in ",
               first.year, "; the Herfindahl-Hirschman index rose from ",
               to_fixed(1e4 * first.hhi, 0), " to ", to_fixed(1e4 * last.hhi, 0), ".");
    ReportTable counts{.caption = "Patents by year and office",
                       .columns = {"year"},
                       .numeric = {true},
                       .rows = {},
                       .note =
                           "P: provisional, still being published; none: the table has a dash, "
                           "which is not a zero."};
    for (const auto& series : patents.offices) {
        counts.columns.push_back(series.area());
        counts.numeric.push_back(true);
    }
    for (const auto& year : patents.years) {
        std::vector<std::string> row{concat(year.year, year.provisional ? " P" : "")};
        for (const auto& series : patents.offices) {
            std::string text;
            for (std::size_t i = 0; i < series.size(); ++i)
                if (series.observations()[i].year.value() == year.year)
                    text = series.value(i) ? to_text(*series.value(i)) : "none";
            row.push_back(std::move(text));
        }
        counts.rows.push_back(std::move(row));
    }
    ReportTable index{
        .caption = "Concentration by year",
        .columns = {"year", "total", "leader", "share", "HHI, all rows", "HHI, national offices",
                    "effective number"},
        .numeric = {true, true, false, true, true, true, true},
        .rows = {},
        .note = "HHI times 10,000 (Hirschman 1945, Herfindahl 1950); effective number = 1/HHI."};
    for (const auto& year : patents.years)
        index.rows.push_back({concat(year.year, year.provisional ? " P" : ""), to_text(year.total),
                              year.leader, percent(year.leader_share), to_fixed(1e4 * year.hhi, 0),
                              to_fixed(1e4 * year.national_hhi, 0), to_fixed(1.0 / year.hhi, 2)});
    chapter.blocks.emplace_back(std::move(index));
    chapter.blocks.emplace_back(
        ReportFigure{"shares", "patents", "Share of each office in the yearly counts"});
    chapter.blocks.emplace_back(std::move(counts));
    chapter.blocks.emplace_back(ReportParagraph{
        "Two warnings. The rows mix national offices with the European Patent Office and "
        "international applications, so that one invention may be counted several times. And the "
        "years marked P are incomplete to a different degree at each office: China publishes "
        "sooner, so that its share of those years is overstated."});
    return chapter;
}

ReportChapter patent_ceiling_chapter(const Assessment& assessment) {
    const auto& patents = *assessment.patents;
    ReportChapter chapter{.id = "patent_ceiling",
                          .title = "Is there a ceiling to patenting in sight?",
                          .answer = "The data are too short to say.",
                          .blocks = {}};
    if (!patents.leader_fit || !patents.cumulative_fit) return chapter;
    const auto& ours = *patents.leader_fit;
    const auto& usual = *patents.cumulative_fit;
    const auto series =
        std::find_if(patents.offices.begin(), patents.offices.end(),
                     [&](const TimeSeries& one) { return one.label() == ours.data.label; });
    if (series == patents.offices.end() || !usual.usable() || !ours.usable()) return chapter;
    double total = 0.0;
    ReportTable table{.caption = concat("Years after ", ours.data.years.back(), ", ",
                                        office(series->area()).name),
                      .columns = {"year", "count", "forecast", "interval", "inside"},
                      .numeric = {true, true, true, true, false},
                      .rows = {},
                      .note = "P: incomplete, a count below the interval proves nothing."};
    const int last = series->last_year().value();
    const auto ahead = forecast(
        ours, {.horizon = last - ours.data.years.back(), .level = assessment.options.level});
    double passed_at = 0.0;
    const double ceiling = usual.converged() ? usual.estimate("K") : infinity;
    for (std::size_t i = 0; i < series->size(); ++i) {
        const auto value = series->value(i);
        if (!value) continue;
        total += *value;
        const int year = series->observations()[i].year.value();
        if (passed_at == 0.0 && total > ceiling) passed_at = year;
        for (std::size_t h = 0; h < ahead.years.size(); ++h) {
            if (ahead.years[h] != year) continue;
            const bool inside = *value >= ahead.lower[h] && *value <= ahead.upper[h];
            table.rows.push_back(
                {concat(year, series->status(i) == ObsStatus::provisional ? " P" : ""),
                 to_text(*value), to_significant(ahead.mean[h], 4),
                 interval_text(ahead.lower[h], ahead.upper[h], "1"), inside ? "yes" : "no"});
        }
    }
    const std::string who{office(series->area()).name};
    if (ours.converged() && ours.identified()) {
        chapter.answer =
            concat("For ", who, " the yearly counts to ", ours.data.years.back(),
                   " imply a ceiling of ", to_significant(ours.estimate("K"), 4),
                   " patents (standard error ", to_significant(ours.standard_error("K"), 2), ").");
    } else {
        chapter.answer = concat("Not from these data: the yearly counts of ", who, " to ",
                                ours.data.years.back(), " do not bound it (", ours.message, ").");
    }
    if (std::isfinite(ceiling))
        chapter.blocks.emplace_back(ReportParagraph{concat(
            "The usual way, a logistic curve fitted by least squares to the cumulative counts to ",
            usual.data.years.back(), ", gives a ceiling of ", to_significant(ceiling, 5),
            " with a standard error of only ", to_significant(usual.standard_error("K"), 2),
            passed_at > 0.0
                ? concat("; the counts had passed it by ", to_fixed(passed_at, 0),
                         ", when they came to ", to_text(total_until(*series, passed_at)), ".")
                : std::string{"."},
            " Cumulative counts carry every past error along, so that their residuals are not "
            "independent and the standard error means nothing.")});
    chapter.blocks.emplace_back(ReportParagraph{
        concat("Here the yearly counts themselves are the observations: increments of a cumulative "
               "logistic curve with negative binomial scatter. Result: ",
               ours.message, ".")});
    chapter.blocks.emplace_back(std::move(table));
    return chapter;
}

}  // namespace reeindex::detail
