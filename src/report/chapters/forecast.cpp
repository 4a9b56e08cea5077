#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

std::string estimate_text(const FitResult& fit) {
    std::vector<std::string> parts;
    for (std::size_t j = 0; j < fit.estimates.size(); ++j) {
        const double value = fit.estimates[j];
        if (std::isinf(value) || std::isinf(fit.standard_errors[j])) {
            parts.push_back(concat(fit.parameters[j].name, " not determined"));
            continue;
        }
        const bool is_year =
            value > 1000.0 && value < 10000.0 && fit.parameters[j].role == Role::time;
        parts.push_back(concat(fit.parameters[j].name, " = ",
                               is_year ? to_fixed(value, 1) : to_significant(value, 4), " (se ",
                               to_significant(fit.standard_errors[j], 2), ")"));
    }
    return join(parts, ", ");
}

/// "too few observations" of the name of a status.
std::string words(std::string_view name) {
    std::string out{name};
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

/// The curve of a row, with the limit that its fit stands on: "logistic, on its exponential limit".
std::string row_text(const FitResult& fit) {
    if (fit.status != FitStatus::degenerate || fit.limit == Limit::none) return curve_text(fit);
    return concat(curve_text(fit), ", on its ", words(display_name(fit.limit)), " limit");
}

/// What the fits take for exact though it is not, and what they read as corrected.
std::string taken_text(const SeriesAssessment& one) {
    const auto& series = one.series;
    const auto& fitted = one.fits.front().data.years;
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
                               kind_text(seen.qualifier), ", is fitted as ", to_text(*value)));
    }
    return parts.empty() ? std::string{} : join(parts, "; ") + ".";
}

ReportTable fits_table(const SeriesAssessment& one) {
    ReportTable table{.caption = concat("Fits: ", heading(one.series)),
                      .columns = {"curve", "verdict", "estimates", "R2", "AICc"},
                      .numeric = {false, false, false, true, true},
                      .rows = {},
                      .note = {}};
    table.note = taken_text(one);
    for (const auto& fit : one.fits) {
        const bool numbers = !fit.estimates.empty();
        table.rows.push_back(
            {row_text(fit),
             fit.usable() ? std::string{name(fit.identification)} : words(name(fit.status)),
             numbers ? estimate_text(fit) : fit.message, numbers ? to_fixed(fit.r_squared, 4) : "",
             std::isfinite(fit.aicc) ? to_fixed(fit.aicc, 1) : ""});
    }
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

ReportTable forecast_table(const SeriesAssessment& one) {
    ReportTable table{
        .caption = concat("Forecast: ", heading(one.series), " [", unit_text(one.series), "]"),
        .columns = {"year", "curve", "value", "interval"},
        .numeric = {true, false, true, true},
        .rows = {},
        .note = "Value of the curve, and the interval that one year's observation falls into."};
    if (one.forecasts.empty()) return table;
    bool marked = false;
    const auto mark = [&](double value) {
        const bool impossible = is_impossible(one.series, value);
        marked = marked || impossible;
        return impossible ? " n" : "";
    };
    std::vector<std::pair<const Forecast*, std::string>> shown;
    std::vector<std::string> hidden;
    for (std::size_t f = 0; f < one.fits.size(); ++f) {
        const auto* found = one.forecast_of(f);
        if (found == nullptr) continue;
        if (one.fits[f].identification == Identification::weakly_identified)
            hidden.push_back(curve_text(one.fits[f]));
        else
            shown.emplace_back(found, row_text(one.fits[f]));
    }
    for (const auto i : shown_years(one.forecasts.front()))
        for (const auto& [ahead, curve] : shown)
            table.rows.push_back({concat(ahead->years[i]), curve,
                                  concat(to_significant(ahead->mean[i], 4), mark(ahead->mean[i])),
                                  concat(interval_text(ahead->lower[i], ahead->upper[i], "1"),
                                         mark(ahead->lower[i]))});
    if (marked)
        table.note +=
            concat(" n: ", below_zero, ": there the curve, or its interval, does not hold.");
    if (!hidden.empty())
        table.note =
            concat(table.rows.empty() ? "" : table.note + " ", "Not shown: ", join(hidden, " and "),
                   ", which the data identify too weakly to be forecast from.");
    return table;
}

/// Curves whose AICc is from `low` to below `high` above that of the best one.
std::vector<std::string> curves_between(const SeriesAssessment& one, double low, double high) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < one.fits.size(); ++i) {
        const double above = one.fits[i].aicc - one.fits[*one.best].aicc;
        if (i != *one.best && one.fits[i].usable() && std::isfinite(one.fits[i].aicc) &&
            above >= low && above < high)
            out.push_back(curve_text(one.fits[i]));
    }
    return out;
}

/// Which forecasts go further beyond the observations than these reach.
std::string reach_text(const Assessment& assessment) {
    std::vector<std::string> who, how;
    for (const auto& one : assessment.series) {
        if (one.forecasts.empty()) continue;
        const auto& years = one.fits.front().data.years;
        const int span = years.back() - years.front();
        const int ahead = one.forecasts.front().years.back() - years.back();
        if (ahead <= span) continue;
        who.push_back(subject(one.series));
        how.push_back(
            concat(ahead, " years after ", span, span == 1 ? " year" : " years", " of data"));
    }
    if (how.empty()) return {};
    const std::string head = " Forecasts that reach further than the data: ";
    if (std::equal(how.begin() + 1, how.end(), how.begin()))
        return concat(head, join(who), ", ", how.front(), ".");
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < how.size(); ++i) parts.push_back(concat(who[i], ", ", how[i]));
    return concat(head, join(parts, "; "), ".");
}

std::string best_text(const SeriesAssessment& one) {
    if (!one.best) return concat(heading(one.series), ": no curve is identified by the data");
    const auto& fit = one.fits[*one.best];
    const auto* forecast = one.forecast_of(*one.best);
    if (forecast == nullptr) return concat(heading(one.series), ": nothing to forecast");
    const double value = forecast->mean.back(), lowest = forecast->lower.back();
    const bool impossible = is_impossible(one.series, value);
    std::string text = concat(heading(one.series), " in ", forecast->years.back(), ": ");
    if (impossible) {
        const auto below = std::find_if(forecast->mean.begin(), forecast->mean.end(),
                                        [](double mean) { return mean < 0.0; });
        text += concat("no value, for from ",
                       forecast->years[static_cast<std::size_t>(below - forecast->mean.begin())],
                       " on the ", curve_text(fit), " curve is ", below_zero,
                       ": it does not hold that long");
    } else {
        text += concat(
            to_significant(value, 4), " ", unit_text(one.series), " (",
            interval_text(lowest, forecast->upper.back(), "1"),
            is_impossible(one.series, lowest) ? concat("; its lower end is ", below_zero) : "",
            ") if the ", curve_text(fit), " curve goes on to hold");
    }
    const auto curves = [](const std::vector<std::string>& names) {
        return names.size() == 1 ? " curve" : " curves";
    };
    // Within 2 of the lowest AICc the data hardly tell curves apart (Burnham and Anderson 2002,
    // doi:10.1007/b97636).
    const auto others = curves_between(one, 0.0, 2.0);
    if (!impossible)
        text += others.empty() ? ", the best of those that the data identify"
                               : concat(", which the data hardly prefer to the ", choices(others),
                                        curves(others));
    const auto lower = curves_between(one, -infinity, 0.0);
    if (!lower.empty())
        text +=
            concat("; the ", join(lower, " and "), curves(lower),
                   lower.size() == 1 ? " has" : " have", " a lower AICc, but the data identify ",
                   lower.size() == 1 ? "it" : "them", " too weakly to forecast from");
    if (const auto wider = others_text(one); !wider.empty()) text += concat("; ", wider);
    return text;
}

/// What the fits of curves with a ceiling say, and their forecasts beyond it; curves that say the
/// same stand together.
std::vector<std::pair<std::string, std::vector<std::string>>> verdicts_of(
    const SeriesAssessment& one) {
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    for (std::size_t f = 0; f < one.fits.size(); ++f) {
        const auto& fit = one.fits[f];
        if (!fit.ceiling() || !fit.usable()) continue;
        const auto* ahead = one.forecast_of(f);
        std::string message = ahead == nullptr ? fit.message : ahead->message;
        if (constexpr std::string_view known = "converged; "; message.starts_with(known))
            message.erase(0, known.size());
        const auto same = std::find_if(out.begin(), out.end(),
                                       [&](const auto& entry) { return entry.first == message; });
        if (same == out.end())
            out.push_back({std::move(message), {curve_text(fit)}});
        else
            same->second.push_back(curve_text(fit));
    }
    return out;
}

}  // namespace

void forecast_chapter(const Assessment& assessment, ReportChapter& chapter) {
    std::vector<std::string> parts;
    for (const auto& one : assessment.series) parts.push_back(best_text(one));
    chapter.answer = parts.empty() ? "There is no series to forecast but patent counts."
                                   : join(parts, ". ") + "." + reach_text(assessment);
    if (std::any_of(assessment.series.begin(), assessment.series.end(),
                    [](const auto& one) { return !one.forecasts.empty(); }))
        chapter.blocks.emplace_back(
            ReportParagraph{"An interval holds only if its curve does. Where the curves disagree "
                            "by more than their "
                            "intervals, the disagreement is the uncertainty. A curve counts as "
                            "excluded where its AICc "
                            "is 10 or more above that of the best identified one."});
    for (const auto& one : assessment.series) {
        chapter.blocks.emplace_back(
            ReportFigure{"forecast", one.series.key(),
                         concat(heading(one.series), ": observations, fits and forecasts")});
        chapter.blocks.emplace_back(fits_table(one));
        auto ahead = forecast_table(one);
        if (!ahead.rows.empty())
            chapter.blocks.emplace_back(std::move(ahead));
        else if (!one.forecasts.empty())  // its note tells why no curve is shown
            chapter.blocks.emplace_back(ReportParagraph{std::move(ahead.note)});
        ReportList verdicts;
        for (const auto& [message, curves] : verdicts_of(one))
            verdicts.items.push_back(concat(join(curves, " and "), ": ", message, "."));
        if (!verdicts.items.empty()) chapter.blocks.emplace_back(std::move(verdicts));
    }
}

}  // namespace reeindex::detail
