#pragma once
/// \file
/// Whether a fit says anything about the year after the data, and why not.
///
/// Kinds of notes made here:
/// - `no_optimum`: the fit has no optimum; names: `status`, `message`.
/// - `next_value_not_finite`: the curve has no finite value in the next year; numbers: `year`.
/// - `next_value_beyond_range`: its value there lies more than 10 times the range of the data
///   outside of them; numbers: `year`, `value`, `lowest`, `highest`, `times`.
/// - `stands_on_jump`: the fit is a jump between two observations; names: `limit`.
/// - `jump_not_excluded`: a jump explains the data as well as the curve does, at the level of the
///   fit; names: `limit`; numbers: `level`, `p_value`.

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/core/note.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex {

namespace detail {

/// A value that many ranges of the data outside of them is no forecast.
inline constexpr double farthest_ranges = 10.0;

/// Whether a limit is a sudden change, after which the data show no course.
[[nodiscard]] constexpr bool is_sudden(Limit limit) noexcept {
    return limit == Limit::step || limit == Limit::spike || limit == Limit::pulse ||
           limit == Limit::jump;
}

/// What the fit says of the year after its last observation; NaN without a carrier.
[[nodiscard]] inline double value_of_next_year(const FitResult& fit) {
    if (!fit.carrier) return std::nan("");
    const std::size_t width = fit.carrier->model().predictors();
    std::vector<double> row(width, 1.0);  // of a complete year where completeness is a predictor
    row.front() = static_cast<double>(fit.data.years.back()) + 1.0;
    double value = 0.0;
    fit.carrier->model().evaluate({row, width}, fit.carrier_estimates, &value, nullptr);
    return value;
}

}  // namespace detail

/// Why the fit of a series cannot be right about the next year: it has no optimum, or its value
/// there is not finite or lies more than 10 times the range of the data outside of them. Nothing
/// for a fit that passes, and of a fit of plain arrays only whether it has an optimum.
[[nodiscard]] inline std::optional<Note> absurd_next_year(const FitResult& fit) {
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

/// Why the fit should not be forecast from: absurd_next_year(), or the data do not exclude a jump
/// between two observations, so that nothing shows how the series goes on. Nothing for a fit that
/// may be.
[[nodiscard]] inline std::optional<Note> forecast_obstacle(const FitResult& fit) {
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

namespace detail {

/// The obstacle in words, to follow the name of a curve.
[[nodiscard]] inline std::string obstacle_in_words(const Note& note) {
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

}  // namespace detail
}  // namespace reeindex
