#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

std::string years_text(const FitResult& fit) {
    return concat(fit.data.years.front(), "-", fit.data.years.back());
}

/// "between 19680 and 24510 patents", "above 19680 patents without an upper bound".
std::string ceiling_range_text(const ParameterInterval& interval, std::string_view unit = "") {
    const auto low = to_significant(interval.lower, 4);
    const auto high = concat(to_significant(interval.upper, 4), unit);
    if (std::isinf(interval.lower) && std::isinf(interval.upper)) return "anywhere";
    if (std::isinf(interval.upper)) return concat("above ", low, unit, " without an upper bound");
    if (std::isinf(interval.lower)) return concat("below ", high);
    return concat("between ", low, " and ", high);
}

bool on_counts(const PatentCeiling& one) { return one.fit.options.on == FitOn::increments; }

/// Whether every fit of the yearly counts has a closed interval that holds every other's estimate.
bool agree(const std::vector<PatentCeiling>& ceilings) {
    for (const auto& one : ceilings)
        for (const auto& other : ceilings) {
            if (!on_counts(one) || !on_counts(other)) continue;
            if (one.interval.open() || !one.fit.identified()) return false;
            const double estimate = other.interval.estimate;
            if (!(estimate >= one.interval.lower && estimate <= one.interval.upper)) return false;
        }
    return true;
}

std::string ceiling_answer(const PatentAssessment& patents, const std::string& who) {
    const auto& ours = *patents.leader_fit;
    std::vector<std::string> parts;
    for (const auto& one : patents.ceilings) {
        if (!on_counts(one)) continue;
        const bool shorter = one.fit.n_obs < ours.n_obs;
        parts.push_back(concat(ceiling_range_text(one.interval, parts.empty() ? " patents" : ""),
                               " by a ", curve_text(one.fit), " curve",
                               shorter ? concat(" without ", ours.data.years.back()) : ""));
    }
    const bool reliable = agree(patents.ceilings);
    return concat(reliable ? "Yes: " : "None to rely on: ", "the yearly counts of ", who, " from ",
                  ours.data.years.front(), " to ", ours.data.years.back(), " put it ",
                  listing(parts), ".",
                  reliable ? "" : " Each of these holds only if patenting keeps to its curve.");
}

ReportTable ceiling_table(const PatentAssessment& patents, double level) {
    const auto& ours = *patents.leader_fit;
    ReportTable table{
        .caption = "Ceilings by what is fitted",
        .columns = {"fitted", "curve", "years", "ceiling", concat(level_text(level), " interval"),
                    "verdict", "AICc"},
        .numeric = {false, false, false, true, true, false, true},
        .rows = {},
        .note = concat("Profile intervals. A verdict and an interval hold within their curve and "
                       "say nothing of another; AICc compares curves on the same counts, the "
                       "lower the better.")};
    for (const auto& one : patents.ceilings) {
        const bool same = on_counts(one) && one.fit.n_obs == ours.n_obs;
        table.rows.push_back(
            {on_counts(one) ? "yearly counts" : "cumulative counts", curve_text(one.fit),
             years_text(one.fit),
             std::isfinite(one.interval.estimate) ? to_significant(one.interval.estimate, 4)
                                                  : "none",
             interval_text(one.interval.lower, one.interval.upper, "1"),
             std::string{name(one.fit.identification)},
             same && std::isfinite(one.fit.aicc) ? to_fixed(one.fit.aicc, 1) : ""});
    }
    return table;
}

/// The years that the fits did not see.
struct HeldOut {
    ReportTable table;
    std::vector<std::string> remarks;
};

HeldOut held_out(const PatentAssessment& patents, const TimeSeries& series, double level) {
    const auto& ours = *patents.leader_fit;
    const bool usual = patents.cumulative_fit && patents.cumulative_fit->usable();
    HeldOut out{.table = {.caption = "Years held out",
                          .columns = {"year", "count", "forecast", "interval", "inside"},
                          .numeric = {true, true, true, true, false},
                          .rows = {},
                          .note = "P: still being published; a count below its interval proves "
                                  "nothing."},
                .remarks = {}};
    if (usual) {
        out.table.columns.insert(out.table.columns.end(),
                                 {"cumulative", "forecast", "interval", "inside"});
        out.table.numeric.insert(out.table.numeric.end(), {true, true, true, false});
    }
    const int horizon = series.last_year() - Year{ours.data.years.back()};
    if (horizon < 1) return out;
    const ForecastOptions options{.horizon = horizon, .level = level};
    const auto ahead = forecast(ours, options);
    const auto usual_ahead = usual ? forecast(*patents.cumulative_fit, options) : Forecast{};
    double total = 0.0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto value = series.value(i);
        const int year = series.observations()[i].year.value();
        total += value.value_or(0.0);
        const auto found = std::find(ahead.years.begin(), ahead.years.end(), year);
        if (!value || found == ahead.years.end()) continue;
        const auto h = static_cast<std::size_t>(found - ahead.years.begin());
        const bool partial = series.status(i) == ObsStatus::provisional;
        const auto inside = [](double v, double low, double high) {
            return std::string{v < low ? "below" : v > high ? "above" : "yes"};
        };
        std::vector<std::string> row{concat(year, partial ? " P" : ""), to_text(*value),
                                     to_significant(ahead.mean[h], 4),
                                     interval_text(ahead.lower[h], ahead.upper[h], "1"),
                                     inside(*value, ahead.lower[h], ahead.upper[h])};
        if (usual) {
            row.push_back(to_text(total));
            row.push_back(to_significant(usual_ahead.mean[h], 5));
            row.push_back(concat(to_significant(usual_ahead.lower[h], 5), " to ",
                                 to_significant(usual_ahead.upper[h], 5)));
            row.push_back(inside(total, usual_ahead.lower[h], usual_ahead.upper[h]));
        }
        out.table.rows.push_back(std::move(row));
        if (partial && *value > ahead.lower[h] && *value <= ahead.upper[h])
            out.remarks.push_back(concat("The count of ", year,
                                         " lies inside its interval as far as it is published; the "
                                         "whole year lies above it if less than ",
                                         percent(*value / ahead.upper[h]),
                                         " of its patents are counted so far."));
    }
    return out;
}

std::string usual_text(const PatentAssessment& patents, const TimeSeries& series) {
    const auto& usual = *patents.cumulative_fit;
    const double ceiling = usual.estimates[usual.ceiling().value()];
    double total = 0.0;
    std::string passed;
    for (std::size_t i = 0; i < series.size() && passed.empty(); ++i) {
        total += series.value(i).value_or(0.0);
        if (total > ceiling)
            passed = concat("; the counts passed it in ", series.observations()[i].year.value(),
                            ", when they came to ", to_text(total),
                            series.status(i) == ObsStatus::provisional
                                ? ", although that year was still incomplete"
                                : "");
    }
    return concat(
        "The usual way, a logistic curve fitted by least squares to the cumulative "
        "counts, gives ",
        std::isfinite(ceiling) ? concat("a ceiling of ", to_significant(ceiling, 5), passed)
                               : std::string{"no finite ceiling"},
        ". Cumulative counts carry every past error along, so that their residuals are "
        "not independent and every interval from them is too narrow.");
}

}  // namespace

void patent_ceiling_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& patents = *assessment.patents;
    chapter.answer = "The data are too short to say.";
    if (!patents.leader_fit) return;
    const auto& ours = *patents.leader_fit;
    const auto series =
        std::find_if(patents.offices.begin(), patents.offices.end(),
                     [&](const TimeSeries& one) { return one.label() == ours.data.label; });
    if (series == patents.offices.end()) return;
    if (!ours.usable()) {
        chapter.blocks.emplace_back(ReportParagraph{concat("The fit says: ", ours.message, ".")});
        return;
    }
    const double level = assessment.options.level;
    chapter.answer = ceiling_answer(patents, area_in_sentence(office(series->area()).name));
    chapter.blocks.emplace_back(ceiling_table(patents, level));
    std::string method = concat(
        "The yearly counts are fitted as the increments of a cumulative curve, scattered by a "
        "negative binomial distribution. The fit of the logistic curve ",
        ours.message.starts_with("converged") ? "" : "says: ", ours.message, ". ");
    if (ours.size && std::isfinite(*ours.size)) {
        double mean = 0.0;
        for (const double y : ours.data.y) mean += y / static_cast<double>(ours.n_obs);
        method += concat("The variance of the counts is ", to_fixed(1.0 + mean / *ours.size, 1),
                         " times that of Poisson counts. ");
    }
    const double before =
        ours.converged()
            ? ours.estimate("K") / (1.0 + std::exp(-ours.estimate("r") * (ours.data.years.front() -
                                                                          1 - ours.estimate("t0"))))
            : 0.0;
    if (before >= 0.5)
        method += concat("Its ceiling includes ", to_significant(before, 4),
                         " patents that the curve puts before ", ours.data.years.front(),
                         "; a fit of the cumulative counts starts from zero in that year.");
    chapter.blocks.emplace_back(ReportParagraph{std::move(method)});
    auto test = held_out(patents, *series, level);
    if (!test.table.rows.empty()) {
        chapter.blocks.emplace_back(ReportParagraph{
            concat("The fits end in ", ours.data.years.back(), ", so that ",
                   ours.data.years.back() + 1, ", the last complete year, can test them.")});
        chapter.blocks.emplace_back(std::move(test.table));
        for (auto& remark : test.remarks)
            chapter.blocks.emplace_back(ReportParagraph{std::move(remark)});
    }
    if (patents.cumulative_fit && patents.cumulative_fit->usable())
        chapter.blocks.emplace_back(ReportParagraph{usual_text(patents, *series)});
}

}  // namespace reeindex::detail
