#pragma once
// One series between the driver's stages.

#include <array>
#include <limits>
#include <span>
#include <vector>

#include <reeindex/fit/status.hpp>

#include "batch/kernel.hpp"

namespace reeindex::detail {

inline constexpr double inf = std::numeric_limits<double>::infinity();

/// The fit of one series in calendar years and units of the data.
struct RowFit {
    std::array<double, 3> parameters{};
    std::array<double, 3> errors{};
    double sse = 0.0;
    int iterations = 0;
    FitStatus status = FitStatus::failed;
    Identification identification = Identification::not_identified;
    Limit limit = Limit::none;
};

/// A series as the kernels see it: scaled, latest point first, and how to come back.
struct Series {
    std::span<const double> y, w;  ///< w may be empty
    std::span<const double> x;     ///< steps back from the last point
    double unit = 1.0;             ///< power of two by which y was divided
    double weight_unit = 1.0;      ///< power of two by which w was divided
    double last = 0.0;             ///< calendar year of x = 0
    double step = 1.0;
    double first_x = 0.0;  ///< x of the first year of the axis
    int n_obs = 0;

    [[nodiscard]] double weight(std::size_t i) const { return w.empty() ? 1.0 : w[i]; }
};

/// F quantiles of the verdict, by degrees of freedom.
class Thresholds {
public:
    explicit Thresholds(double level) : level_(level) {}
    /// Largest residual sum, relative to the optimum's, at which a limit with `fewer` parameters
    /// less is not excluded.
    [[nodiscard]] double ratio(int fewer, int dof) {
        auto& table = known_[fewer > 1 ? 1 : 0];
        const auto at = static_cast<std::size_t>(dof);
        return at < table.size() && table[at] != 0.0 ? table[at] : compute(table, fewer, dof);
    }

private:
    double compute(std::vector<double>& table, int fewer, int dof) const;

    double level_;
    std::array<std::vector<double>, 2> known_;
};

/// The residual sums of the limits of a series, in scaled units.
struct LimitSums {
    double constant = 0.0, exponential = 0.0, step = 0.0;
    double squares = 0.0;
};

/// Least residual sum of a step, either way, with one free point on the jump, and where it stands.
struct StepFit {
    double sse = 0.0;
    double level = 0.0;
    double jump = 0.0;   ///< in x
    double above = 0.0;  ///< weight of the upper side
    bool rising = true;
};
[[nodiscard]] StepFit best_step(const Series& series, bool ends_only = false);

/// Residual sum of the best falling (never rising) sequence of levels.
[[nodiscard]] double best_falling(const Series& series, std::vector<double>& workspace);

/// The best level that is not negative.
struct LevelFit {
    double sse = 0.0, level = 0.0, weights = 0.0;
    bool at_bound = false;  ///< the mean is negative: the level is zero
};
[[nodiscard]] LevelFit best_level(const Series& series);

/// Fits on limits, as the single fit states them.
[[nodiscard]] RowFit on_constant(const Series& series);
[[nodiscard]] RowFit on_step(const Series& series, const StepFit& step, KernelCurve curve);
/// `fit` is the exponential kernel's.
[[nodiscard]] RowFit on_exponential(const Series& series, const KernelFit& fit, KernelCurve curve);

/// A fit inside the range of the curve, written where it is kept: a copy would wait for every part.
/// What is not identified is left to the caller.
void inside(const Series& series, const KernelFit& fit, KernelCurve curve, RowFit& out);

}  // namespace reeindex::detail
