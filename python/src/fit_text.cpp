#include "fit_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/text.hpp>
#include <reeindex/core/text_width.hpp>

#include "convert.hpp"

namespace reeindex::python {

namespace {

using detail::concat;
using detail::to_significant;

struct Line {
    std::vector<std::string> cells;
};

std::string shown_number(double value, int digits) {
    if (value == infinity) return "no finite value";
    if (value == -infinity) return "no finite value";
    return to_significant(value, digits);
}

// Years of midpoints are read as years, not as four significant digits.
std::string shown_estimate(const FitResult& fit, std::size_t j) {
    const double value = fit.estimates[j];
    const bool year = fit.parameters[j].role == Role::time && std::abs(value) > 1000.0 &&
                      std::abs(value) < 10000.0;
    return shown_number(value, year ? 6 : 5);
}

std::string shown_error(const FitResult& fit, std::size_t j) {
    if (fit.options.fixed.contains(fit.parameters[j].name)) return "fixed";
    if (!std::isfinite(fit.standard_errors[j])) return "";
    return to_significant(fit.standard_errors[j], 3);
}

std::string head_line(const FitResult& fit) {
    std::string text = concat("Fit of ", fit.curve, " to ", fit.data.label);
    if (fit.data.unit != "1") text += concat(" [", fit.data.unit, "]");
    return text;
}

std::string status_line(const FitResult& fit) {
    std::string text{name(fit.status)};
    if (!fit.estimates.empty()) text += concat(", ", name(fit.identification));
    return text;
}

std::string excluded_line(const std::vector<ExcludedObservation>& excluded) {
    std::string text;
    for (const auto& one : excluded) {
        if (!text.empty()) text += "; ";
        text += concat(one.year, " (", one.reason, ")");
    }
    return text;
}

std::vector<Line> fit_facts(const FitResult& fit) {
    std::vector<Line> facts{{{"status", status_line(fit)}}, {{"why", fit.message}}};
    if (!fit.estimates.empty()) {
        std::string numbers = concat("n = ", fit.n_obs, ", sse = ", to_significant(fit.sse, 5));
        if (fit.options.error == ErrorModel::gaussian)
            numbers += concat(", R2 = ", to_significant(fit.r_squared, 4));
        if (std::isfinite(fit.aicc)) numbers += concat(", AICc = ", to_significant(fit.aicc, 5));
        facts.push_back({{"fit", numbers}});
    }
    if (fit.options.error != ErrorModel::gaussian || fit.options.on == FitOn::increments)
        facts.push_back(
            {{"model", concat(name(fit.options.error), " errors on ", name(fit.options.on))}});
    if (!fit.data.excluded.empty())
        facts.push_back({{"left out", excluded_line(fit.data.excluded)}});
    return facts;
}

std::string text_table(const std::vector<Line>& lines) {
    std::vector<std::size_t> width;
    for (const auto& line : lines)
        for (std::size_t c = 0; c < line.cells.size(); ++c) {
            if (c >= width.size()) width.push_back(0);
            width[c] = std::max(width[c], detail::columns_of(line.cells[c]));
        }
    std::string out;
    for (const auto& line : lines) {
        std::string row;
        for (std::size_t c = 0; c < line.cells.size(); ++c)
            row += "  " + detail::padded(line.cells[c], width[c], c > 0);
        out += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

std::string html_table(const std::vector<Line>& lines) {
    std::string out = "<table>";
    for (std::size_t r = 0; r < lines.size(); ++r) {
        const std::string_view tag = r == 0 ? "th" : "td";
        out += "<tr>";
        for (const auto& cell : lines[r].cells)
            out += concat("<", tag, ">", escaped(cell), "</", tag, ">");
        out += "</tr>";
    }
    return out + "</table>";
}

std::vector<Line> estimate_lines(const FitResult& fit) {
    std::vector<Line> lines{{{"parameter", "estimate", "standard error"}}};
    for (std::size_t j = 0; j < fit.estimates.size(); ++j)
        lines.push_back({{fit.parameters[j].name, shown_estimate(fit, j), shown_error(fit, j)}});
    return lines;
}

std::string percent(double level) {
    auto text = detail::to_text(std::round(level * 1e6) / 1e4);
    return text + " %";
}

std::vector<Line> forecast_lines(const Forecast& forecast) {
    const auto bound = [](double value) {
        return std::isinf(value) ? std::string{value > 0 ? "unbounded" : "-unbounded"}
                                 : to_significant(value, 5);
    };
    // of several levels from the widest to the narrowest, and back
    std::vector<std::pair<std::string, const std::vector<double>*>> below, above;
    for (const auto& band : forecast.bands) {
        const auto level = detail::to_plain(std::round(band.level * 1e8) / 1e6);
        below.insert(below.begin(), {"lo-" + level, &band.lower});
        above.emplace_back("hi-" + level, &band.upper);
    }
    if (forecast.bands.empty()) {
        below.emplace_back("lower", &forecast.lower);
        above.emplace_back("upper", &forecast.upper);
    }
    Line head{{"year", "mean"}};
    for (const auto* side : {&below, &above})
        for (const auto& [name, bounds] : *side) head.cells.push_back(name);
    std::vector<Line> lines{head};
    for (std::size_t i = 0; i < forecast.years.size(); ++i) {
        Line line{{std::to_string(forecast.years[i]), to_significant(forecast.mean[i], 5)}};
        for (const auto* side : {&below, &above})
            for (const auto& [name, bounds] : *side) line.cells.push_back(bound((*bounds)[i]));
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<Line> prediction_lines(const Prediction& one) {
    constexpr std::size_t most = 40;
    std::vector<Line> lines{{{}}};
    for (std::size_t k = 0; k < one.predictors; ++k)
        lines[0].cells.push_back(one.predictors == 1 ? "x" : concat("x", k + 1));
    lines[0].cells.insert(lines[0].cells.end(), {"mean", "lower", "upper"});
    const auto bound = [](double value) {
        return std::isinf(value) ? std::string{value > 0 ? "unbounded" : "-unbounded"}
                                 : to_significant(value, 5);
    };
    for (std::size_t i = 0; i < std::min(one.mean.size(), most); ++i) {
        Line line;
        for (std::size_t k = 0; k < one.predictors; ++k)
            line.cells.push_back(to_significant(one.x[i * one.predictors + k], 6));
        line.cells.insert(line.cells.end(), {to_significant(one.mean[i], 5), bound(one.lower[i]),
                                             bound(one.upper[i])});
        lines.push_back(std::move(line));
    }
    if (one.mean.size() > most)
        lines.push_back({{concat("and ", one.mean.size() - most, " more")}});
    return lines;
}

std::string prediction_head(const Prediction& one) {
    return concat("Prediction of the ", one.curve, " curve, ", percent(one.level),
                  " prediction interval (", name(one.method), ")");
}

std::string forecast_head(const Forecast& forecast) {
    std::string text = concat("Forecast of ", forecast.label);
    if (forecast.unit != "1") text += concat(" [", forecast.unit, "]");
    std::string model = forecast.curve + " curve";
    if (forecast.curve.empty()) {
        model = forecast.model;
        std::replace(model.begin(), model.end(), '_', ' ');
        if (forecast.model == "local_global_trend") model = "automatic (" + model + ")";
    }
    std::vector<std::string> levels;
    for (const double level : forecast.levels()) levels.push_back(percent(level));
    text += concat(", ", model, ", ", detail::join(levels, " and "), " prediction interval",
                   levels.size() > 1 ? "s" : "");
    if (forecast.curve.empty()) return text;
    return text + concat(" (", name(forecast.method), ")");
}

}  // namespace

std::string fit_text(const FitResult& fit) {
    std::string out = head_line(fit) + "\n";
    if (!fit.estimates.empty()) out += text_table(estimate_lines(fit));
    for (const auto& line : fit_facts(fit))
        out += concat("  ", detail::padded(line.cells[0], 9, false), " ", line.cells[1], "\n");
    out.pop_back();
    return out;
}

std::string fit_html(const FitResult& fit) {
    std::string out = concat("<div class=\"reeindex\"><p><b>", escaped(head_line(fit)), "</b></p>");
    if (!fit.estimates.empty()) out += html_table(estimate_lines(fit));
    out += "<p>";
    for (const auto& line : fit_facts(fit))
        out += concat("<b>", escaped(line.cells[0]), "</b>: ", escaped(line.cells[1]), "<br>");
    return out + "</p></div>";
}

std::string forecast_text(const Forecast& forecast) {
    std::string out = forecast_head(forecast) + "\n" + text_table(forecast_lines(forecast));
    out += forecast.message.empty() ? "" : concat("  ", forecast.message);
    if (!forecast.excluded.empty())
        out += concat("\n  left out: ", excluded_line(forecast.excluded));
    return out;
}

std::string forecast_html(const Forecast& forecast) {
    std::string out =
        concat("<div class=\"reeindex\"><p><b>", escaped(forecast_head(forecast)), "</b></p>");
    out += html_table(forecast_lines(forecast));
    out += concat("<p>", escaped(forecast.message));
    if (!forecast.excluded.empty())
        out += concat("<br>left out: ", escaped(excluded_line(forecast.excluded)));
    return out + "</p></div>";
}

std::string prediction_text(const Prediction& prediction) {
    return concat(prediction_head(prediction), "\n", text_table(prediction_lines(prediction)), "  ",
                  prediction.message);
}

std::string prediction_html(const Prediction& prediction) {
    return concat("<div class=\"reeindex\"><p><b>", escaped(prediction_head(prediction)),
                  "</b></p>", html_table(prediction_lines(prediction)), "<p>",
                  escaped(prediction.message), "</p></div>");
}

}  // namespace reeindex::python
