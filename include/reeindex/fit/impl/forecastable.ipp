#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/forecastable.hpp>

namespace reeindex::detail {

REEINDEX_INLINE double value_of_next_year(const FitResult& fit) {
    if (!fit.carrier) return std::nan("");
    const std::size_t width = fit.carrier->model().predictors();
    std::vector<double> row(width, 1.0);  // of a complete year where completeness is a predictor
    row.front() = static_cast<double>(fit.data.years.back()) + 1.0;
    double value = 0.0;
    fit.carrier->model().evaluate({row, width}, fit.carrier_estimates, &value, nullptr);
    return value;
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE std::optional<Note> absurd_next_year(const FitResult& fit) {
    if (!fit.usable() || !fit.carrier)
        return Note{.kind = "no_optimum",
                    .names = {{"status", std::string{name(fit.status)}}, {"message", fit.message}}};
    if (fit.data.years.empty()) return std::nullopt;
    const double year = static_cast<double>(fit.data.years.back()) + 1.0;
    const double value = detail::value_of_next_year(fit);
    if (!std::isfinite(value))
        return Note{.kind = "next_value_not_finite", .numbers = {{"year", year}}};
    const auto [lowest, highest] = std::minmax_element(fit.data.y.begin(), fit.data.y.end());
    // data that hardly move leave room for rounding
    const double largest = std::max(std::abs(*lowest), std::abs(*highest));
    const double room = detail::farthest_ranges * std::max(*highest - *lowest, 1e-9 * largest);
    if (value <= *highest + room && value >= *lowest - room) return std::nullopt;
    return Note{.kind = "next_value_beyond_range",
                .numbers = {{"year", year},
                            {"value", value},
                            {"lowest", *lowest},
                            {"highest", *highest},
                            {"times", detail::farthest_ranges}}};
}

REEINDEX_INLINE std::optional<Note> forecast_obstacle(const FitResult& fit) {
    if (auto note = absurd_next_year(fit)) return note;
    if (detail::is_sudden(fit.limit))
        return Note{.kind = "stands_on_jump", .names = {{"limit", std::string{name(fit.limit)}}}};
    // a fit on another limit is as good as the curve named so, which may be forecast from
    if (fit.status == FitStatus::degenerate) return std::nullopt;
    for (const auto& row : fit.limits)
        if (detail::is_sudden(row.limit) && !row.excluded)
            return Note{.kind = "jump_not_excluded",
                        .numbers = {{"level", fit.options.level}, {"p_value", row.p_value}},
                        .names = {{"limit", std::string{name(row.limit)}}}};
    return std::nullopt;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE std::string obstacle_in_words(const Note& note) {
    const auto number = [&](std::string_view key) { return to_significant(note.number(key), 4); };
    if (note.kind == "no_optimum") return std::string{note.text("message")};
    if (note.kind == "next_value_not_finite")
        return concat("has no finite value in ", to_plain(note.number("year")));
    if (note.kind == "next_value_beyond_range")
        return concat("its value for ", to_plain(note.number("year")), ", ", number("value"),
                      ", lies beyond ", to_plain(note.number("times")),
                      " times the range of the data, ", number("lowest"), " to ",
                      number("highest"));
    if (note.kind == "stands_on_jump")
        return "is a jump between two observations, after which the data show no course";
    return concat("the data do not exclude a jump between two observations at ",
                  to_plain(100.0 * note.number("level")), " %, after which they show no course");
}

}  // namespace reeindex::detail
