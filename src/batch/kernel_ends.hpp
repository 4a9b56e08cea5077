#pragma once
// What the driver of batch intervals and the kernels agree on. Plain data only, as in kernel.hpp.

#include <stdint.h>

#include "batch/kernel.hpp"

namespace reeindex::detail {

/// Climbs go four at a time, on every instruction set: the four bounds of one series and year, or
/// four starts. Each climbs as if it were alone.
constexpr int climbs_at_once = 4;
/// Longest series, in grid points.
constexpr int most_end_points = 64;

/// Shapes of a curve, by two parameters. x counts steps from the end of the data at which the
/// curve has not bent: back from the last point where it rises, forward from the first where it
/// falls.
///   exponential  p = exp(-a x), a of any sign
///   logistic     p = 1 / (b + exp(a x)), b >= 0;               bent: p = 1 / (1 + exp(a (x - b)))
///   Gompertz     p = exp(-a (exp(b x) - 1) / b), b >= 0;       bent: p = exp(-exp(b (x - a)))
/// The unbent form reaches the exponential limit, b = 0; the bent one keeps its digits where the
/// inflection is well within the data.
struct EndPlaces {
    double a[climbs_at_once], b[climbs_at_once];
    int64_t bent[climbs_at_once];  ///< 0 or -1
};

/// A series and the region of its curves: all with a residual sum of at most `threshold`.
struct EndSeries {
    KernelCurve curve;
    int points;
    const double* y;  ///< times the weight, in the order of x
    const double* w;  ///< null where every weight is one
    double squares;   ///< sum of w y^2
    double threshold;
    double excess;  ///< threshold less the smallest residual sum
};

/// Least squares from four places.
struct EndDescent {
    EndPlaces at;                   ///< from where, and where to
    double sse[climbs_at_once];     ///< infinite where there is none above zero
    double scale[climbs_at_once];   ///< best factor of the shape
    double weight[climbs_at_once];  ///< sum of w p^2
};

/// The largest value of a bound over the region. Lower bounds are upper ones of the negative curve.
struct EndClimb {
    double x[climbs_at_once];
    double side[climbs_at_once];   ///< 1 or -1
    double omega[climbs_at_once];  ///< 1 with the scatter of a new observation, 0 without
    EndPlaces start;
    double multiplier[climbs_at_once];  ///< guess at the start; 0 for none
    EndPlaces safe;                     ///< a place of the region
    EndPlaces known;                    ///< a good place, and its value; -infinity for none
    double known_value[climbs_at_once];
    // What comes out:
    double end[climbs_at_once];  ///< -infinity where the climb found no place of the region
    EndPlaces at;                ///< best place of the region that was met, with its
    double scale[climbs_at_once], weight[climbs_at_once];
    double room[climbs_at_once];  ///< and threshold less residual sum
    EndPlaces ahead;              ///< the place to which the last step leads
    double ahead_multiplier[climbs_at_once];
    bool settled[climbs_at_once];  ///< whether the end met its tolerance
    bool moved[climbs_at_once];    ///< whether the known place was well above the start
};

struct EndKernels {
    const char* name;
    void (*descend)(const EndSeries&, EndDescent&);
    void (*climb)(const EndSeries&, EndClimb&);
};

extern const EndKernels end_kernels_baseline;
extern const EndKernels end_kernels_avx2;
extern const EndKernels end_kernels_avx512;

}  // namespace reeindex::detail
