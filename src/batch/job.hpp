#pragma once
// One call of fit_batch or forecast_batch, shared by its threads.

#include <memory>
#include <span>
#include <vector>

#include <reeindex/batch/batch.hpp>

#include "batch/axis_plan.hpp"
#include "batch/kernel.hpp"
#include "batch/row_fit.hpp"
#include "batch/workers.hpp"

namespace reeindex::detail {

/// What a call works on, and what all rows share. Nothing in it is written while threads run.
struct JobInput {
    const BatchInput& input;
    const BatchCurve& curve;
    const BatchOptions& options;
    const Kernels& kernels;
    bool shared_years = true;
    AxisPlan axis{};              ///< of shared years
    std::vector<double> years{};  ///< shared years
    std::vector<double> shared_weights{};

    [[nodiscard]] std::size_t rows() const noexcept { return input.values.rows(); }
    [[nodiscard]] std::size_t columns() const noexcept { return input.values.columns(); }
};

/// A call of fit_batch: its input, and the result that its threads fill, each row by one thread.
struct Job : JobInput {
    BatchResult& result;

    void store(std::size_t row, const RowFit& fit, int n_obs) const;
    /// A row without a fit: NaN and the status.
    void store_failure(std::size_t row, FitStatus status, int n_obs) const;
    void store_log_weights(std::size_t row, double sum) const {
        if (result.log_weights.size() > 0) result.log_weights[row] = sum;
    }
};

/// One row as it was given, with what is left of it.
class RowReader {
public:
    explicit RowReader(const JobInput& job);

    /// Reads a row. \throws InvalidArgument for bad years or weights, naming their place.
    void read(std::size_t row);

    /// Of the years of the axis, those with a number; y and w are zero where there is no
    /// observation.
    std::vector<double> years, y, w;
    const AxisPlan* axis = nullptr;
    int n_obs = 0;
    bool complete = true;  ///< every year of the axis has an observation
    bool weighted = false;
    bool valid = true;  ///< in the range that a fit takes
    double log_weights = 0.0;

    /// The observations alone.
    void observations(std::vector<double>& x, std::vector<double>& values,
                      std::vector<double>& weights) const;

private:
    const JobInput& job_;
    AxisPlan own_axis_;
    std::vector<double> line_, own_years_;
};

/// Strictly increasing and finite, else throws and names the place.
void check_years(std::span<const double> years, const char* where, std::size_t row);

/// Checks shapes and options; fills what all rows share.
void prepare_input(JobInput& job);
/// Gives the result its size.
void prepare_result(Job& job);

[[nodiscard]] ChunkWork line_work(const Job& job);
[[nodiscard]] ChunkWork curve_work(const Job& job, const Pause& pause);
[[nodiscard]] ChunkWork general_work(const Job& job);

/// The single-fit engine on one row, for what the kernels and the careful path leave.
[[nodiscard]] RowFit single_fit(const JobInput& job, const RowReader& row);

}  // namespace reeindex::detail
