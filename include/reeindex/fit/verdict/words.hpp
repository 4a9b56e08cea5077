#pragma once
/// \file
/// The notes of a fit in words: the one place that makes sentences of them.
///
/// Kinds of notes of a fit (FitResult::notes), with their numbers and names:
///
/// how the fit ended
/// - `too_few_observations`: `observations`, `parameters`
/// - `one_place`: all observations are at one point of the axis
/// - `not_evaluable`: `curve`
/// - `not_converged`: `iterations`
/// - `converged`
///
/// what has no finite estimate
/// - `on_limit`: the limit on which the fit stands; `limit`, `on`; the parameters of its shape with
///   the `origin` of the axis, or the `place` of a step
/// - `no_change`, `below_zero`: the same, of data that do not change, or lie where the curve cannot
/// - `no_finite_ceiling`: the best fit has none, and the curve names no limit for it
/// - `runs_away`: no finite value of a `parameter` is best
/// - `within_a_step`: the change, or a phase of it, lies between two observations
/// - `not_determined`: a `parameter`; several in a row cannot be told apart
/// - `mostly_rejected`: robust errors reject most residuals
///
/// what the data leave open
/// - `at_bound`: a `parameter` lies on its bound; `value`
/// - `may_jump`: a jump within one step is not excluded
/// - `reach`, `fallen`: `share` of the ceiling that is reached, or of the upper level that is left
/// - `no_ceiling`: the curve does not come to the `parameter` that is said to be its ceiling;
///   `estimate`, the `value` to which it goes beyond that or comes instead, `highest` of the data
/// - `limit_not_excluded`: `limit`; `level`, `p_value`
/// - `no_bound`: the data set no bound to a `parameter` on a `side` (upper, lower); `level`,
///   `p_value`
///
/// what the error model misses
/// - `overdispersed`: counts scatter more than Poisson counts; `pearson`, `dof`
/// - `as_poisson`: the negative binomial equals Poisson
/// - `not_whole`: counts that are no whole numbers; `error`
/// - `growing_scatter`: constant errors, but the scatter grows with the value; `p_value`

#include <span>
#include <string>

#include <reeindex/core/note.hpp>

namespace reeindex::detail {

/// The notes of a fit in one sentence.
[[nodiscard]] std::string fit_words(std::span<const Note> notes);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/words.ipp>
#endif
