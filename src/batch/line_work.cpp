// Straight lines: whole blocks by the kernel where every series is complete, one by one where it is
// not.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "batch/job.hpp"

namespace reeindex::detail {
namespace {

class LineWorker {
public:
    explicit LineWorker(const Job& job) : job_(job), reader_(job) {
        if (!job.shared_years || !job.input.weights.empty() || job.columns() < 3) return;
        kernel_ = true;
        const std::size_t n = job.columns();
        double mean = 0.0;
        for (const double year : job.years) mean += (year - job.years[0]) / static_cast<double>(n);
        for (const double year : job.years) x_.push_back(year - job.years[0] - mean);
        for (const double x : x_) sum_xx_ += x * x;
        in_place_ = job.input.values.doubles() != nullptr && job.input.values.column_stride() == 1;
        if (!in_place_) {
            block_ = 256;
            packed_.resize(block_ * n);
        }
        past_caches_ = job.rows() > (std::size_t{1} << 20);
    }

    void operator()(std::size_t begin, std::size_t end) {
        if (!kernel_) {
            for (std::size_t row = begin; row < end; ++row) one(row);
            return;
        }
        auto& out = job_.result;
        const int n = static_cast<int>(job_.columns());
        for (std::size_t from = begin; from < end; from += block_) {
            const std::size_t rows = std::min(block_, end - from);
            LineBlock block{};
            block.rows = rows;
            block.points = n;
            block.x = x_.data();
            block.sum_xx = sum_xx_;
            block.first = x_[0];
            block.parameters = out.parameters.data() + 2 * from;
            block.errors = out.standard_errors.data() + 2 * from;
            block.sse = out.sse.data() + from;
            block.past_caches = past_caches_;
            if (in_place_) {
                block.row_stride = job_.input.values.row_stride();
                block.y = job_.input.values.doubles() +
                          static_cast<std::ptrdiff_t>(from) * block.row_stride;
            } else {
                for (std::size_t i = 0; i < rows; ++i)
                    job_.input.values.copy_row(from + i, packed_.data() + i * job_.columns());
                block.row_stride = n;
                block.y = packed_.data();
            }
            const bool doubtful = job_.kernels.fit_lines(block);
            std::fill_n(out.n_obs.data() + from, rows, n);
            std::fill_n(out.iterations.data() + from, rows, 0);
            std::fill_n(out.status.data() + from, rows, FitStatus::converged);
            std::fill_n(out.identification.data() + from, rows, Identification::identified);
            std::fill_n(out.limit.data() + from, rows, Limit::none);
            // Results are not read back otherwise: they have gone past the caches.
            if (doubtful) look_closer(block, from);
        }
    }

private:
    void look_closer(const LineBlock& block, std::size_t from) {
        for (std::size_t i = 0; i < block.rows; ++i) {
            const double slope = block.parameters[2 * i + 1];
            const double mean = block.parameters[2 * i] - slope * x_[0];
            const double square = mean * mean + (block.sse[i] + slope * slope * sum_xx_) /
                                                    static_cast<double>(block.points);
            // The margin is for rounding: the kernel's square is not quite this one.
            if (!(square < 0.5 * most_square && square > 2.0 * least_square)) one(from + i);
        }
    }

    void one(std::size_t row) {
        reader_.read(row);
        if (!reader_.valid) return job_.store_failure(row, FitStatus::invalid_data, reader_.n_obs);
        if (reader_.n_obs < 3)
            return job_.store_failure(row, FitStatus::too_few_observations, reader_.n_obs);
        const auto& x = reader_.years;
        const auto &y = reader_.y, &w = reader_.w;
        const std::size_t n = y.size();
        double weights = 0.0, mean_x = 0.0, mean_y = 0.0;
        for (std::size_t i = 0; i < n; ++i) weights += w[i];
        for (std::size_t i = 0; i < n; ++i) {
            mean_x += (x[i] - x[0]) * (w[i] / weights);
            mean_y += y[i] * (w[i] / weights);
        }
        double xx = 0.0, xy = 0.0, sse = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const double d = x[i] - x[0] - mean_x;
            xx += w[i] * d * d;
            xy += w[i] * d * (y[i] - mean_y);
        }
        const double slope = xy / xx;
        for (std::size_t i = 0; i < n; ++i) {
            const double r = (y[i] - mean_y) - slope * (x[i] - x[0] - mean_x);
            sse += w[i] * r * r;
        }
        RowFit fit;
        const double variance = sse / (reader_.n_obs - 2);
        fit.parameters = {mean_y - slope * mean_x, slope, 0.0};
        fit.errors = {std::sqrt(variance * (1.0 / weights + mean_x * mean_x / xx)),
                      std::sqrt(variance / xx), 0.0};
        fit.sse = sse;
        fit.status = FitStatus::converged;
        fit.identification = Identification::identified;
        job_.store(row, fit, reader_.n_obs);
        job_.store_log_weights(row, reader_.log_weights);
    }

    const Job& job_;
    RowReader reader_;
    bool kernel_ = false, in_place_ = false, past_caches_ = false;
    std::size_t block_ = 8192;  ///< rows a call; after each the writes are waited for
    std::vector<double> x_, packed_;
    double sum_xx_ = 0.0;
};

}  // namespace

ChunkWork line_work(const Job& job) {
    const auto worker = std::make_shared<LineWorker>(job);
    return [worker](std::size_t begin, std::size_t end) { (*worker)(begin, end); };
}

}  // namespace reeindex::detail
