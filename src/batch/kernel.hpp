#pragma once
// What passes between the driver and the kernels. Plain data only: a kernel file is compiled for
// one instruction set and must share no inline function with any other file, or the linker may keep
// the wider copy for all of them.

#include <stddef.h>
#include <stdint.h>

namespace reeindex::detail {

enum class KernelCurve : int { exponential, logistic, gompertz };

/// How the kernel left a series.
enum class KernelState : int32_t {
    interior,  ///< optimum with theta2 > 0 (always for the exponential curve)
    bound,     ///< optimum on theta2 = 0: the exponential limit
    far,       ///< left early, for the residual sum stays above CurveBlock::enough
    rejected   ///< no optimum within the kernel's range; the careful path takes it
};

/// Numbers of shapes are multiples of this, the widest vector, and at most most_shapes.
constexpr int shape_group = 8;
constexpr int most_shapes = 128;

/// Curve shapes from which the start is chosen, from flat to steep in bands. `values` holds, for
/// each node, one number per shape. The steepest band, which is large, is looked at only where the
/// best of the others is in the last of them.
constexpr int bands = 4;
struct StartTable {
    int nodes;
    int band[bands + 1];  ///< first shape of each, and the number of shapes
    const double* values;
    const double* theta1;
    const double* theta2;
};

/// One series as the kernel leaves it. The model is scale * p(theta1, theta2) with
///   exponential  p = exp(-theta1 x)
///   logistic     p = 1 / (theta2 + exp(theta1 x))
///   Gompertz     p = exp(-theta1 (exp(theta2 x) - 1) / theta2)
/// where x counts steps back from the last point.
struct KernelFit {
    double scale, theta1, theta2;
    double sse;
    double constant;  ///< residual sum of the mean
    double step;      ///< least residual sum of a rising step with one free point on the jump
    double steep;     ///< lower bound of the residual sum of a curve with three points in transit
    double convex;    ///< lower bound of the residual sum of a convex curve; zero with weights
    /// (J'J)^-1 of scale, theta1, theta2: 00 01 02 11 12 22. Only 11 and 22 of a curve that bends.
    double covariance[6];
    /// Of a curve that bends: its ceiling, x of its inflection, and their elements of (J'J)^-1.
    double ceiling, inflection, ceiling_spread, inflection_spread;
    int32_t falls;  ///< not zero where a falling curve might fit better than the mean
    int32_t iterations;
    KernelState state;
};

/// Prepared series, latest point first, scaled to a largest magnitude near one.
struct CurveBlock {
    KernelCurve curve;
    int rows;
    int points;
    int stride;           ///< doubles from one row to the next
    const double* y;      ///< zero where the weight is zero
    const double* w;      ///< null where every weight is one
    const double* x;      ///< null where x is 0, 1, 2, ...
    const int16_t* node;  ///< row of the start table per point; null where it is 0, 1, 2, ...
    const StartTable* start;
    const double* given;   ///< rows x 2 start values; null to choose from the table
    int band;              ///< the only band to choose from, or -1
    const double* enough;  ///< residual sums above which a series is left; null for none
    double tolerance;
    int max_iterations;
    void* workspace;  ///< 6 x points vectors of `lanes` doubles, aligned to 64 bytes
    KernelFit* fits;
};

/// Shapes of a grid are a multiple of this.
constexpr int scan_group_shapes = 64;

/// Series beside the shapes of a grid.
struct ScanBlock {
    int rows;
    int points;
    int stride;       ///< doubles from one row to the next
    const double* y;  ///< zero where the weight is zero
    const double* w;  ///< null where every weight is one
    int shapes;
    const float* values;         ///< points x shapes, of unit norm
    const float *cosine, *sine;  ///< of the half-angle of each shape's cell
    float* gains;                ///< rows x shapes: product of the series with the unit shape
    int* best;                   ///< the shape of the largest
};

/// Mean squares of a series beyond which its line is doubtful: there is a gap or an overflow, or
/// its values are near the ends of the range.
constexpr double least_square = 1e-270, most_square = 1e290;

/// Complete series on one axis, read where they are.
struct LineBlock {
    size_t rows;
    int points;
    const double* y;
    ptrdiff_t row_stride;  ///< in doubles; the columns are contiguous
    const double* x;       ///< centred on its mean
    double sum_xx;
    double first;        ///< centred position at which the intercept stands
    double* parameters;  ///< rows x 2
    double* errors;      ///< rows x 2
    double* sse;
    /// Whether the results go past the caches, for there are more of them than these hold. They
    /// are then aligned to 64 bytes.
    bool past_caches;
};

struct Kernels {
    const char* name;
    int lanes;
    void (*fit_curves)(const CurveBlock&);
    bool (*fit_lines)(const LineBlock&);  ///< whether a line is doubtful
    void (*scan_shapes)(const ScanBlock&);
    /// Shapes whose cells may hold a curve with a residual sum below `sum`, for a series of norm
    /// `norm`; returns their number.
    int (*cells_left)(const ScanBlock&, int row, double norm, double sum, int16_t* left);
};

extern const Kernels kernels_baseline;
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;

}  // namespace reeindex::detail
