#pragma once
/// \file
/// Whether the data set bounds to the parameters of a curve: the verdict of a fit whose curve names
/// no limits, and the check on one that does.
///
/// From the optimum each free parameter is moved outwards, to either side, in steps that grow
/// from the half width of its Wald interval, and the others are fitted again. Where
/// the objective rises above what the data exclude, the parameter has a bound. Where it levels off
/// below that, the parameter runs away: there is no bound on that side. Where the objective is
/// lowest far out, the optimum is no point of the curve at all. So is an optimum that lies far out
/// already: its standard error is ten thousand times the parameter, and the objective is as low
/// where the parameter is a sixty-fourth, the others fitted again.
///
/// What the curve becomes far out has fewer parameters: the one that ran away, and each other one
/// that the data tell apart at the optimum and no longer there (the pivots of the Jacobian with
/// columns of unit length fall to a thousandth). The curve is tested against it with so many
/// degrees of freedom, as against a limit that it names. This is the model manifold's boundary:
/// Transtrum, Machta and Sethna (2011), doi:10.1103/PhysRevE.83.036701.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include <reeindex/fit/solve/setup.hpp>

namespace reeindex::detail {

/// A side on which the data set no bound to a parameter.
struct OpenEnd {
    std::size_t parameter = 0;
    bool above = true;
    double p_value = 1.0;   ///< of the test of what the curve becomes there
    std::vector<double> p;  ///< parameters far out on that side
};

/// What the examination of an optimum found.
struct Examination {
    std::vector<OpenEnd> open;
    /// The objective is lowest far out: the optimum is no point of the curve.
    bool runs_away = false;
    std::vector<double> far;     ///< parameters far out, where it runs away
    std::vector<double> nearer;  ///< on the way there
    double objective = infinity;
    std::vector<bool> determined;  ///< which of them the data determine there
};

/// p-value of an excess of the objective over the optimum, with degrees of freedom.
using ExcessTest = std::function<double(double excess, double difference)>;

/// Examines an optimum. \param errors half widths of the Wald intervals, infinite where there is
/// none \param level at which bounds are wanted
[[nodiscard]] Examination examine(const Setup& setup, Predictors x, std::span<const double> y,
                                  std::span<const double> weights, const Minimum& minimum,
                                  std::span<const double> errors, double level,
                                  const ExcessTest& test);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/examination.ipp>
#endif
