#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// Figures of so many series are drawn; the tables hold all.
constexpr std::size_t most_figures = 12;

std::string estimate_text(const FitResult& fit) {
    std::vector<std::string> parts;
    for (std::size_t j = 0; j < fit.estimates.size(); ++j) {
        const double value = fit.estimates[j];
        // an error a thousand times the number says that the data do not know it
        const bool is_time = fit.parameters[j].role == Role::time;
        const double error = fit.standard_errors[j];
        if (!std::isfinite(value) || !std::isfinite(error) ||
            error > 1000.0 * (is_time ? 1.0 : std::abs(value))) {
            parts.push_back(concat(fit.parameters[j].name, " not determined"));
            continue;
        }
        const bool is_year = value > 1000.0 && value < 10000.0 && is_time;
        parts.push_back(concat(fit.parameters[j].name, " = ",
                               is_year ? to_fixed(value, 1) : to_significant(value, 4), " (se ",
                               to_significant(error, 2), ")"));
    }
    return join(parts, ", ");
}

/// The curve of a row, with the limit that its fit stands on: "logistic, on its exponential limit".
std::string row_text(const FitResult& fit) {
    if (fit.status != FitStatus::degenerate || fit.limit == Limit::none) return curve_text(fit);
    return concat(curve_text(fit), ", on its ", spaced(display_name(fit.limit)), " limit");
}

/// What the fits take for exact though it is not, and what they read as corrected.
std::string taken_text(const SeriesAssessment& one) {
    const auto& series = one.series;
    if (one.comparison.rows.empty()) return {};
    const auto& fitted = one.comparison.rows.front().fit.data.years;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto value = series.value(i);
        const auto& seen = series.observations()[i];
        const auto year = seen.year.value();
        if (!value || std::find(fitted.begin(), fitted.end(), year) == fitted.end()) continue;
        if (seen.correction) {
            std::string text =
                concat(to_text(*value), " of ", year, " is ",
                       series.status(i) == ObsStatus::imputed ? "imputed" : "corrected");
            if (seen.printed) text += concat(", where ", to_text(*seen.printed), " is printed");
            parts.push_back(std::move(text));
            continue;
        }
        if (seen.qualifier == Qualifier::exact) continue;
        parts.push_back(concat(sign(seen.qualifier), " ", to_text(*value), " of ", year, ", ",
                               kind_text(seen.qualifier), ", is taken as ", to_text(*value)));
    }
    return parts.empty() ? std::string{} : join(parts, "; ") + ".";
}

/// What the data say of a curve, in a word or two.
std::string standing_text(const SeriesAssessment& one, std::size_t i) {
    const auto& row = one.comparison.rows[i];
    if (!row.fit.usable()) return spaced(name(row.fit.status));
    if (row.rank == 0) return "not ranked";
    if (row.delta >= 10.0) return "excluded";
    if (!one.supported(i)) return "a limit";
    if (row.obstacle || row.fit.identification == Identification::weakly_identified)
        return "too weakly identified";
    return i == 0 ? "best" : "not excluded";
}

ReportTable curves_table(const SeriesAssessment& one, const AssessmentOptions& options) {
    ReportTable table{
        .caption = concat("Curves tried: ", heading(one.series), " [", unit_text(one.series), "]"),
        .columns = {"curve", "AICc", "the data", concat("value in ", options.until),
                    concat(level_text(options.level), " interval")},
        .numeric = {false, true, false, true, true},
        .rows = {},
        .note = {}};
    bool marked = false;
    const auto mark = [&](double value) {
        const bool impossible = is_impossible(one.series, value);
        marked = marked || impossible;
        return impossible ? " n" : "";
    };
    for (std::size_t i = 0; i < one.comparison.rows.size(); ++i) {
        const auto& row = one.comparison.rows[i];
        const auto* ahead = one.scenario_of(i);
        std::vector<std::string> cells{row_text(row.fit),
                                       std::isfinite(row.aicc) ? to_fixed(row.aicc, 1) : "",
                                       standing_text(one, i), "", ""};
        if (ahead != nullptr && !ahead->mean.empty()) {
            // a value that may be anything is none
            cells[3] = says_nothing(*ahead) ? "not determined"
                                            : concat(to_significant(ahead->mean.back(), 3),
                                                     mark(ahead->mean.back()));
            cells[4] = concat(range_text(ahead->lower.back(), ahead->upper.back(), 3),
                              mark(ahead->lower.back()));
        }
        table.rows.push_back(std::move(cells));
    }
    table.note =
        "A value holds if the world follows the curve. Excluded: AICc 10 or more above the lowest "
        "(doi:10.1007/b97636). A limit: on these data the curve becomes a simpler one, with an "
        "interval that can be wider. The interval is by profile likelihood.";
    if (marked) table.note += concat(" n: ", below_zero, ".");
    if (const auto taken = taken_text(one); !taken.empty()) table.note += " " + taken;
    return table;
}

ReportTable estimates_table(const SeriesAssessment& one) {
    ReportTable table{.caption = concat("Estimates: ", heading(one.series)),
                      .columns = {"curve", "parameters", "verdict"},
                      .numeric = {false, false, false},
                      .rows = {},
                      .note = {},
                      .detail = true};
    for (const auto& row : one.comparison.rows)
        table.rows.push_back({row_text(row.fit),
                              row.fit.estimates.empty() ? row.fit.message : estimate_text(row.fit),
                              row.fit.usable() ? std::string{name(row.fit.identification)}
                                               : spaced(name(row.fit.status))});
    return table;
}

/// Every fifth year, the first and the last.
std::vector<std::size_t> shown_years(const Forecast& forecast) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < forecast.years.size(); ++i)
        if (i == 0 || i + 1 == forecast.years.size() || forecast.years[i] % 5 == 0)
            out.push_back(i);
    return out;
}

ReportTable forecast_table(const SeriesAssessment& one, const AssessmentOptions& options) {
    const auto& ahead = *one.automatic;
    ReportTable table{
        .caption = concat("Forecast: ", heading(one.series), " [", unit_text(one.series), "]"),
        .columns = {"year", "median"},
        .numeric = {true, true},
        .rows = {},
        .note = {}};
    std::vector<double> levels = ahead.levels();
    std::erase_if(levels, [&](double level) { return level > options.level + 1e-9; });
    for (const double level : levels) {
        table.columns.push_back(concat(level_text(level), " interval"));
        table.numeric.push_back(true);
    }
    for (const auto i : shown_years(ahead)) {
        std::vector<std::string> row{concat(ahead.years[i]), to_significant(ahead.mean[i], 3)};
        for (const double level : levels) {
            const auto band = ahead.band(level);
            row.push_back(range_text(band.lower[i], band.upper[i], 3));
        }
        table.rows.push_back(std::move(row));
    }
    table.note = concat("Automatic forecast, without a curve: ", ahead.message, ".");
    return table;
}

/// Which forecasts go further beyond the observations than these reach.
std::string reach_text(const Assessment& assessment) {
    std::vector<std::string> who;
    for (const auto& one : assessment.series) {
        if (!one.automatic) continue;
        for (const auto& note : one.automatic->notes)
            if (note.kind == "long_horizon") who.push_back(subject(one.series));
    }
    if (who.empty()) return {};
    if (who.size() > 3) return concat(" ", who.size(), " forecasts reach further than their data.");
    return concat(
        " The forecast of ", listing(who),
        who.size() == 1 ? " reaches further than its data." : " reach further than their data.");
}

/// A level that a curve without a parameter for it rises to, with its interval: what it is in a
/// year so far away that nothing changes any more. None where it goes on, or falls.
struct UpperLevel {
    double value = 0.0, lower = 0.0, upper = 0.0;
};
std::optional<UpperLevel> upper_level(const FitResult& fit, double level) {
    if (fit.data.y.empty() || !fit.converged() || !fit.identified()) return std::nullopt;
    const std::vector<double> far{9000.0, 9999.0};
    try {
        const auto there = predict(fit, far, {.level = level, .method = IntervalMethod::profile});
        const double value = there.mean[1];
        const double most = *std::max_element(fit.data.y.begin(), fit.data.y.end());
        if (!std::isfinite(value) || std::abs(value - there.mean[0]) > 1e-9 * std::abs(value) ||
            value < 0.9 * most || there.mean_lower.size() < 2)
            return std::nullopt;
        return UpperLevel{value, there.mean_lower[1], there.mean_upper[1]};
    } catch (const InvalidArgument&) {
        return std::nullopt;
    }
}

std::string last_sentence(const SeriesAssessment& one, double level) {
    if (const auto text = ahead_text(one, level); !text.empty()) return text + ".";
    return concat(heading(one.series), ": no forecast, for that takes two values.");
}

}  // namespace

std::vector<std::string> supported_names(const SeriesAssessment& one) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < one.comparison.rows.size(); ++i)
        if (one.supported(i)) out.push_back(curve_text(one.comparison.rows[i].fit));
    return out;
}

std::string ceiling_text(const SeriesAssessment& one, double level) {
    std::vector<std::string> ceilings, without, undetermined;
    double lower = infinity, upper = -infinity;
    const auto add = [&](const FitResult& fit, double value, double low, double high) {
        lower = std::min(lower, low);
        upper = std::max(upper, high);
        ceilings.push_back(concat(short_number(value, 3), " by the ", curve_text(fit), " curve (",
                                  range_text(low, high, 3), ")"));
    };
    for (std::size_t i = 0; i < one.comparison.rows.size(); ++i) {
        if (!one.supported(i)) continue;
        const auto& fit = one.comparison.rows[i].fit;
        if (!fit.ceiling()) {
            if (const auto found = upper_level(fit, level))
                add(fit, found->value, found->lower, found->upper);
            else if (fit.identified())
                without.push_back(curve_text(fit));
            else
                undetermined.push_back(curve_text(fit));
        } else if (!has_ceiling(fit)) {
            undetermined.push_back(curve_text(fit));
        } else {
            const auto& ceiling = fit.parameters[fit.ceiling().value()].name;
            const auto around = interval(fit, ceiling, IntervalMethod::profile, level);
            add(fit, around.estimate, around.lower, around.upper);
        }
    }
    const auto curves = [](const std::vector<std::string>& names) {
        return concat("the ", listing(names), names.size() == 1 ? " curve" : " curves");
    };
    if (ceilings.empty() && without.empty() && undetermined.empty())
        return "No ceiling can be stated: no curve has support.";
    if (ceilings.empty() || !without.empty() || !undetermined.empty()) {
        std::string why;
        if (!without.empty())
            why = concat(curves(without), without.size() == 1
                                              ? ", which the data do not exclude, has none"
                                              : ", which the data do not exclude, have none");
        if (!undetermined.empty())
            why += concat(
                why.empty() ? "" : ", and ", curves(undetermined),
                undetermined.size() == 1 ? " does not determine one" : " do not determine one");
        std::string text = concat("No ceiling can be stated: ", why, ".");
        if (!ceilings.empty())
            text += concat(" Only if the world follows the curve, it is ", choices(ceilings), ".");
        return text;
    }
    return concat("A ceiling lies ", std::isinf(upper) ? "at " : "from ",
                  range_text(lower, upper, 3), unit_words(one.series),
                  ", over every curve that the "
                  "data do not exclude: ",
                  listing(ceilings), ".");
}

void forecast_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& options = assessment.options;
    std::vector<std::string> parts;
    for (const auto& one : assessment.series)
        if (parts.size() < 3) parts.push_back(last_sentence(one, options.level));
    if (parts.empty()) {
        chapter.answer = "There is no series to forecast but patent counts.";
        return;
    }
    chapter.answer = join(parts, " ");
    if (assessment.series.size() > parts.size())
        chapter.answer +=
            concat(" ", assessment.series.size() - parts.size(), " more series follow below.");
    chapter.answer += reach_text(assessment);
    chapter.blocks.emplace_back(ReportParagraph{
        "The forecast is automatic: it averages trends over the series and follows no curve. The "
        "curves below are scenarios. Each says what comes if the world follows it, and its "
        "interval holds only then."});
    std::size_t drawn = 0;
    for (const auto& one : assessment.series) {
        if (one.automatic && drawn++ < most_figures)
            chapter.blocks.emplace_back(ReportFigure{
                "forecast", one.series.key(),
                concat(heading(one.series), ": observations, forecast and scenarios")});
        if (one.automatic) chapter.blocks.emplace_back(forecast_table(one, options));
        if (one.comparison.rows.empty()) continue;
        const auto& fits = one.comparison.rows;
        if (std::all_of(fits.begin(), fits.end(), [](const ComparisonRow& row) {
                return row.fit.status == FitStatus::too_few_observations;
            })) {  // a row of "too few" for every curve tells nothing more
            chapter.blocks.emplace_back(ReportParagraph{
                concat(heading(one.series), ": no curve is fitted. Already for the ",
                       curve_text(fits.front().fit), " curve, ", fits.front().fit.message, ".")});
            continue;
        }
        chapter.blocks.emplace_back(curves_table(one, options));
        chapter.blocks.emplace_back(estimates_table(one));
        const bool grows = one.growth && one.growth->value > 0.0;
        const auto supported = supported_names(one);
        std::string text =
            supported.empty()
                ? concat(heading(one.series), ": none of the ", one.comparison.rows.size(),
                         " curves tried can be ranked.")
                : concat(heading(one.series), ": of ", one.comparison.rows.size(),
                         " curves tried the data do not exclude ", listing(supported), ".");
        if (grows) text += " " + ceiling_text(one, options.level);
        chapter.blocks.emplace_back(ReportParagraph{std::move(text)});
    }
}

}  // namespace reeindex::detail
