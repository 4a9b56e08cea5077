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

#include <optional>
#include <string>

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
[[nodiscard]] double value_of_next_year(const FitResult& fit);

}  // namespace detail

/// Why the fit of a series cannot be right about the next year: it has no optimum, or its value
/// there is not finite or lies more than 10 times the range of the data outside of them. Nothing
/// for a fit that passes, and of a fit of plain arrays only whether it has an optimum.
[[nodiscard]] std::optional<Note> absurd_next_year(const FitResult& fit);

/// Why the fit should not be forecast from: absurd_next_year(), or the data do not exclude a jump
/// between two observations, so that nothing shows how the series goes on. Nothing for a fit that
/// may be.
[[nodiscard]] std::optional<Note> forecast_obstacle(const FitResult& fit);

namespace detail {

/// The obstacle in words, to follow the name of a curve.
[[nodiscard]] std::string obstacle_in_words(const Note& note);

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/forecastable.ipp>
#endif
