#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/forecastable.hpp>

namespace reeindex::detail {

/// What the fit says of a year after its last observation.
inline double value_ahead(const FitResult& fit, int years) {
    if (!fit.carrier) return std::nan("");
    const std::size_t width = fit.carrier->model().predictors();
    std::vector<double> row(width, 1.0);  // of a complete year where completeness is a predictor
    row.front() = static_cast<double>(fit.data.years.back()) + static_cast<double>(years);
    double value = 0.0;
    fit.carrier->model().evaluate({row, width}, fit.carrier_estimates, &value, nullptr);
    return value;
}

REEINDEX_INLINE double value_of_next_year(const FitResult& fit) { return value_ahead(fit, 1); }

/// A note where the fit leaves the data by more than farthest_ranges so many years ahead.
inline std::optional<Note> beyond_range(const FitResult& fit, int years, std::string kind) {
    const double year = static_cast<double>(fit.data.years.back()) + static_cast<double>(years);
    const double value = value_ahead(fit, years);
    const auto [lowest, highest] = std::minmax_element(fit.data.y.begin(), fit.data.y.end());
    // data that hardly move leave room for rounding
    const double largest = std::max(std::abs(*lowest), std::abs(*highest));
    const double room = farthest_ranges * std::max(*highest - *lowest, 1e-9 * largest);
    if (value <= *highest + room && value >= *lowest - room) return std::nullopt;
    return Note{.kind = std::move(kind),
                .numbers = {{"year", year},
                            {"value", value},
                            {"lowest", *lowest},
                            {"highest", *highest},
                            {"times", farthest_ranges},
                            {"first", static_cast<double>(fit.data.years.front())},
                            {"last", static_cast<double>(fit.data.years.back())}}};
}

/// Whether a fit stands on a limit that grows without end and that no curve is named after: as good
/// as any that bends again, and often the growth of the last few years.
constexpr bool is_open(Limit limit) noexcept {
    return limit == Limit::open_phase || limit == Limit::shifted_exponential ||
           limit == Limit::early_adoption || limit == Limit::unbounded;
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
    return detail::beyond_range(fit, 1, "next_value_beyond_range");
}

REEINDEX_INLINE std::optional<Note> forecast_obstacle(const FitResult& fit) {
    if (auto note = absurd_next_year(fit)) return note;
    if (detail::is_sudden(fit.limit))
        return Note{.kind = "stands_on_jump", .names = {{"limit", std::string{name(fit.limit)}}}};
    // a fit on another limit is as good as the curve named so, which may be forecast from
    if (fit.status == FitStatus::degenerate && !detail::is_open(fit.limit)) return std::nullopt;
    for (const auto& row : fit.limits)
        if (detail::is_sudden(row.limit) && !row.excluded)
            return Note{.kind = "jump_not_excluded",
                        .numbers = {{"level", fit.options.level}, {"p_value", row.p_value}},
                        .names = {{"limit", std::string{name(row.limit)}}}};
    if (fit.status == FitStatus::degenerate && !fit.data.years.empty()) {
        const int span = fit.data.years.back() - fit.data.years.front();
        return detail::beyond_range(fit, std::clamp((span + 1) / 2, 1, 10),
                                    "open_end_beyond_range");
    }
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
    if (note.kind == "open_end_beyond_range")
        return concat("grows without end: its value for ", to_plain(note.number("year")), ", ",
                      number("value"), ", lies beyond ", to_plain(note.number("times")),
                      " times the range of the data, ", number("lowest"), " to ", number("highest"),
                      " from ", to_plain(note.number("first")), " to ",
                      to_plain(note.number("last")));
    if (note.kind == "stands_on_jump")
        return "is a jump between two observations, after which the data show no course";
    return concat("the data do not exclude a jump between two observations at ",
                  to_plain(100.0 * note.number("level")), " %, after which they show no course");
}

}  // namespace reeindex::detail
