// Exponential, logistic and Gompertz curves: series are collected in blocks of one length for the
// kernels; what the kernels leave goes the careful way, and what that leaves to the single-fit
// engine.

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "batch/careful.hpp"
#include "batch/job.hpp"
#include "batch/start_table.hpp"

namespace reeindex::detail {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr int block_rows = 128;
// A limit stands for the curve where it explains the data as well up to rounding, as in the single
// fit.
constexpr double same_sum = 1e-9;

KernelCurve kernel_curve(BatchCurve::Kernel kernel) {
    if (kernel == BatchCurve::Kernel::logistic) return KernelCurve::logistic;
    return kernel == BatchCurve::Kernel::gompertz ? KernelCurve::gompertz
                                                  : KernelCurve::exponential;
}

/// Series of one number of points, all complete, all weighted (gaps have no weight), or all on
/// uneven axes.
struct Block {
    enum class Kind { complete, weighted, uneven };

    Block(Kind kind_, int points_)
        : kind(kind_),
          points(points_),
          y(cells()),
          w(kind == Kind::complete ? 0 : cells()),
          x(kind == Kind::uneven ? cells() : 0),
          node(kind == Kind::uneven ? cells() : 0),
          grid(static_cast<std::size_t>(points_)) {
        for (int i = 0; i < points_; ++i) grid[static_cast<std::size_t>(i)] = i;
    }
    [[nodiscard]] std::size_t cells() const {
        return static_cast<std::size_t>(points) * block_rows;
    }

    /// The pointers of a CurveBlock on the first `rows` series.
    [[nodiscard]] CurveBlock view(int count) const {
        CurveBlock out{};
        out.rows = count;
        out.points = out.stride = points;
        out.y = y.data();
        out.w = w.empty() ? nullptr : w.data();
        out.x = x.empty() ? nullptr : x.data();
        out.node = node.empty() ? nullptr : node.data();
        out.band = -1;
        return out;
    }

    struct Origin {
        std::size_t row;
        double unit, weight_unit, last, step, log_weights;
        double first_x;
        int n_obs;
    };

    Kind kind;
    int points;
    std::vector<double> y, w, x;
    std::vector<std::int16_t> node;
    std::vector<double> grid;  ///< x of even axes
    std::vector<Origin> origins;
};

class AlignedSpace {
public:
    void* get(std::size_t bytes) {
        if (bytes > buffer_.size()) buffer_.resize(bytes);
        return buffer_.data();
    }

private:
    BatchBuffer<unsigned char> buffer_;
};

class CurveWorker {
public:
    CurveWorker(const Job& job, const Pause& pause)
        : job_(job),
          pause_(pause),
          curve_(kernel_curve(job.curve.kernel())),
          parameters_(curve_ == KernelCurve::exponential ? 2 : 3),
          reader_(job),
          thresholds_(job.options.level),
          careful_(curve_) {
        fits_.resize(block_rows);
        exponential_fits_.resize(block_rows);
        other_fits_.resize(block_rows);
        const auto& values = job.input.values;
        const std::size_t n = job.columns();
        in_place_ = job.shared_years && job.input.weights.empty() && job.axis.even &&
                    job.axis.points == static_cast<int>(n) && values.doubles() != nullptr &&
                    values.column_stride() == 1 && static_cast<int>(n) > parameters_;
        if (!in_place_) return;
        lines_.resize(5 * block_rows);
        for (std::size_t j = 0; j < n; ++j) {
            centred_.push_back(0.5 * static_cast<double>(n - 1) - job.axis.back[j]);
            sum_xx_ += centred_.back() * centred_.back();
        }
    }

    void operator()(std::size_t begin, std::size_t end) {
        if (in_place_)
            for (std::size_t row = begin; row < end; row += block_rows)
                collect_complete(row, std::min(end, row + block_rows));
        else
            for (std::size_t row = begin; row < end; ++row) collect(row);
        for (auto& [key, block] : blocks_) flush(*block);
    }

private:
    /// Rows read where they lie. A line through each tells at once whether it is complete, its size
    /// and its direction.
    void collect_complete(std::size_t begin, std::size_t end) {
        const auto& values = job_.input.values;
        const std::size_t n = job_.columns();
        LineBlock lines{};
        lines.rows = end - begin;
        lines.points = static_cast<int>(n);
        lines.row_stride = values.row_stride();
        lines.y = values.doubles() + static_cast<std::ptrdiff_t>(begin) * lines.row_stride;
        lines.x = centred_.data();
        lines.sum_xx = sum_xx_;
        lines.first = 0.0;
        lines.parameters = lines_.data();
        lines.errors = lines_.data() + 2 * block_rows;
        lines.sse = lines_.data() + 4 * block_rows;
        job_.kernels.fit_lines(lines);
        const AxisPlan& axis = job_.axis;
        for (std::size_t row = begin; row < end; ++row) {
            const std::size_t i = row - begin;
            const double mean = lines.parameters[2 * i], slope = lines.parameters[2 * i + 1];
            const double points = static_cast<double>(n);
            const double square = mean * mean + (lines.sse[i] + slope * slope * sum_xx_) / points;
            // Gaps, overflows, underflows and constant rows need a closer look.
            if (!(square < 1e290 && square > 1e-290) ||
                !(lines.sse[i] + slope * slope * sum_xx_ > 1e-20 * square)) {
                collect(row);
                continue;
            }
            const double unit = power_above(std::sqrt(square));
            const bool falls = curve_ != KernelCurve::exponential && slope < 0.0;
            Block& block = block_of(Block::Kind::complete, axis.points);
            double* const y = block.y.data() + block.origins.size() * n;
            const double* const from =
                values.doubles() + static_cast<std::ptrdiff_t>(row) * lines.row_stride;
            const double scale = 1.0 / unit;
            if (falls)
                for (std::size_t j = 0; j < n; ++j) y[j] = from[j] * scale;
            else
                for (std::size_t j = 0; j < n; ++j) y[j] = from[n - 1 - j] * scale;
            // written in its place: a copy would wait for every part
            Block::Origin& origin = block.origins.emplace_back();
            origin.row = row;
            origin.unit = unit;
            origin.weight_unit = 1.0;
            origin.n_obs = lines.points;
            origin.last = falls ? axis.first : axis.last;
            origin.step = falls ? -axis.step : axis.step;
            origin.first_x = axis.back[0];
            if (block.origins.size() == block_rows) flush(block);
        }
    }

    /// The power of two above a size, within the range whose inverse and square are numbers.
    static double power_above(double size) {
        return std::ldexp(1.0, std::clamp(std::ilogb(size) + 1, -1000, 1000));
    }

    void collect(std::size_t row) {
        reader_.read(row);
        const int n_obs = reader_.n_obs;
        if (!reader_.valid) return job_.store_failure(row, FitStatus::invalid_data, n_obs);
        if (n_obs <= parameters_)
            return job_.store_failure(row, FitStatus::too_few_observations, n_obs);
        const AxisPlan& axis = *reader_.axis;
        const std::size_t n = reader_.y.size();
        double largest = 0.0, heaviest = 0.0, total = 0.0, weights = 0.0, moment = 0.0,
               moment_x = 0.0;
        double lowest = inf, highest = -inf;
        for (std::size_t i = 0; i < n; ++i) {
            const double y = reader_.y[i], w = reader_.w[i];
            if (w == 0.0) continue;
            lowest = std::min(lowest, y);
            highest = std::max(highest, y);
            heaviest = std::max(heaviest, w);
        }
        largest = std::max(std::abs(lowest), std::abs(highest));
        Block::Origin origin{};
        origin.row = row;
        origin.n_obs = n_obs;
        origin.log_weights = reader_.log_weights;
        origin.unit =
            largest > 0.0 ? std::ldexp(1.0, std::clamp(std::ilogb(largest) + 1, -1000, 1000)) : 1.0;
        origin.weight_unit =
            reader_.weighted ? std::ldexp(1.0, std::clamp(std::ilogb(heaviest), -1000, 1000)) : 1.0;
        const double scale = 1.0 / origin.unit, weight_scale = 1.0 / origin.weight_unit;
        for (std::size_t i = 0; i < n; ++i) {
            const double y = reader_.y[i] * scale, w = reader_.w[i] * weight_scale;
            total += w * y, weights += w, moment += w * y * axis.back[i],
                moment_x += w * axis.back[i];
        }
        // The likelier direction is solved first. The exponential curve has but one form for both.
        const bool falls =
            curve_ != KernelCurve::exponential && moment * weights > moment_x * total;
        origin.last = falls ? axis.first : axis.last;
        origin.step = falls ? -axis.step : axis.step;
        const double length = axis.back.empty() ? 0.0 : axis.back[0];
        origin.first_x = length;

        const auto kind = !axis.even ? Block::Kind::uneven
                          : reader_.complete && axis.points == static_cast<int>(n)
                              ? Block::Kind::complete
                              : Block::Kind::weighted;
        Block& block = block_of(kind, axis.points);
        const std::size_t at = block.origins.size() * static_cast<std::size_t>(block.points);
        double* const y = block.y.data() + at;
        const auto slot = [&](std::size_t i) {
            const auto place = static_cast<std::size_t>(axis.place[i]);
            return falls ? place : static_cast<std::size_t>(block.points) - 1 - place;
        };
        if (kind == Block::Kind::complete) {
            for (std::size_t i = 0; i < n; ++i) y[falls ? i : n - 1 - i] = reader_.y[i] * scale;
        } else {
            double* const w = block.w.data() + at;
            std::fill_n(y, block.points, 0.0);
            std::fill_n(w, block.points, 0.0);
            for (std::size_t i = 0; i < n; ++i) {
                y[slot(i)] = reader_.y[i] * scale;
                w[slot(i)] = reader_.w[i] * weight_scale;
            }
            if (kind == Block::Kind::uneven)
                for (std::size_t i = 0; i < n; ++i) {
                    block.x[at + slot(i)] = falls ? length - axis.back[i] : axis.back[i];
                    block.node[at + slot(i)] = static_cast<std::int16_t>(
                        falls ? uneven_nodes - 1 - axis.node[i] : axis.node[i]);
                }
        }
        block.origins.push_back(origin);
        if (lowest == highest && (curve_ != KernelCurve::exponential || highest == 0.0)) {
            // Without any change there is nothing for a rate to follow.
            if (curve_ == KernelCurve::exponential || highest < 0.0)
                single(row);
            else
                keep(origin, on_constant(series(block, block.origins.size() - 1)));
            block.origins.pop_back();
            return;
        }
        if (block.origins.size() == block_rows) flush(block);
    }

    Block& block_of(Block::Kind kind, int points) {
        const auto key = std::pair{static_cast<int>(kind), points};
        if (last_ != nullptr && last_key_ == key) return *last_;
        auto& found = blocks_[key];
        if (!found) found = std::make_unique<Block>(kind, points);
        last_key_ = key;
        last_ = found.get();
        return *last_;
    }

    const StartTable& start_table(const Block& block, KernelCurve curve) {
        const bool uneven = block.kind == Block::Kind::uneven;
        auto& found = tables_[{static_cast<int>(curve), uneven ? -block.points : block.points}];
        if (!found.first) {
            const int nodes = uneven ? uneven_nodes : block.points;
            found.first =
                std::make_unique<StartShapes>(curve, nodes, std::max(1, block.points - 1));
            found.second = found.first->table();
        }
        return found.second;
    }

    Series series(const Block& block, std::size_t i) const {
        const auto n = static_cast<std::size_t>(block.points);
        const auto& origin = block.origins[i];
        Series out;
        out.y = {block.y.data() + i * n, n};
        if (!block.w.empty()) out.w = {block.w.data() + i * n, n};
        out.x = block.x.empty() ? std::span<const double>{block.grid}
                                : std::span<const double>{block.x.data() + i * n, n};
        out.unit = origin.unit;
        out.weight_unit = origin.weight_unit;
        out.last = origin.last;
        out.step = origin.step;
        out.first_x = origin.first_x;
        out.n_obs = origin.n_obs;
        return out;
    }

    void run(CurveBlock view, const Block& block, KernelCurve curve, std::vector<KernelFit>& fits) {
        view.curve = curve;
        view.start = &start_table(block, curve);
        view.tolerance = 1e-5;
        view.max_iterations = 60;
        const auto vector_bytes = static_cast<std::size_t>(job_.kernels.lanes) * sizeof(double);
        view.workspace = space_.get(6 * static_cast<std::size_t>(block.points) * vector_bytes);
        view.fits = fits.data();
        job_.kernels.fit_curves(view);
    }

    void flush(Block& block) {
        const std::size_t count = block.origins.size();
        if (count == 0) return;
        run(block.view(static_cast<int>(count)), block, curve_, fits_);
        if (curve_ != KernelCurve::exponential && block.kind != Block::Kind::complete)
            run_from_every_band(block);
        if (curve_ == KernelCurve::exponential) {
            for (std::size_t i = 0; i < count; ++i) settle_exponential(block, i);
            block.origins.clear();
            return;
        }
        // Which series need the careful way, and which the exponential limit beside the fit.
        careful_rows_.clear();
        compared_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const bool careful = needs_care(block, i);
            if (careful) careful_rows_.push_back(i);
            if (careful || may_be_open(fits_[i], block.origins[i].n_obs)) compared_.push_back(i);
        }
        fit_exponential_limits(block);
        std::size_t next_careful = 0, next_compared = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const KernelFit* limit = nullptr;
            if (next_compared < compared_.size() && compared_[next_compared] == i)
                limit = &exponential_fits_[next_compared++];
            const bool careful =
                next_careful < careful_rows_.size() && careful_rows_[next_careful] == i;
            if (careful) ++next_careful;
            settle(block, i, limit, careful);
        }
        block.origins.clear();
    }

    /// Where years are missing, a flat curve and one whose change lies between two observations may
    /// both be optima: starts of all slopes, the best kept.
    void run_from_every_band(const Block& block) {
        const std::size_t count = block.origins.size();
        for (int band = 0; band + 1 < bands; ++band) {
            CurveBlock view = block.view(static_cast<int>(count));
            view.band = band;
            run(view, block, curve_, other_fits_);
            for (std::size_t i = 0; i < count; ++i) {
                const KernelFit& other = other_fits_[i];
                if (other.state == KernelState::rejected || !(other.scale > 0.0)) continue;
                const bool none =
                    fits_[i].state == KernelState::rejected || !(fits_[i].scale > 0.0);
                if (none || other.sse < fits_[i].sse * (1.0 - same_sum)) fits_[i] = other;
            }
        }
    }

    /// Whether the kernel's optimum may not be the best one.
    bool needs_care(const Block& block, std::size_t i) {
        const KernelFit& fit = fits_[i];
        if (fit.state == KernelState::rejected || !(fit.scale > 0.0)) return true;
        // A steep curve may be better or, where this one is steep, one that is not.
        if (fit.steep < fit.sse * 1.02) return true;
        return fit.falls != 0 &&
               best_falling(series(block, i), falling_space_) < fit.sse * (1.0 - same_sum);
    }

    /// Whether the exponential limit could lie below the threshold: not where all convex curves lie
    /// above it. The quadratic estimate gets a wide margin.
    bool may_be_open(const KernelFit& fit, int n_obs) {
        if (fit.state != KernelState::interior) return false;
        const double rounding = 1e-26 * n_obs;
        if (fit.convex > 1.01 * thresholds_.ratio(1, n_obs - 3) * fit.sse + rounding) return false;
        // the rise of the residual sum is theta2^2 / covariance
        const double most = 4.0 * (thresholds_.ratio(1, n_obs - 3) - 1.0) * fit.sse;
        return !(fit.covariance[5] > 0.0 && fit.theta2 * fit.theta2 > most * fit.covariance[5]);
    }

    void fit_exponential_limits(const Block& block) {
        if (compared_.empty()) return;
        const auto n = static_cast<std::size_t>(block.points);
        compact_y_.resize(compared_.size() * n);
        compact_w_.resize(block.w.empty() ? 0 : compared_.size() * n);
        compact_x_.resize(block.x.empty() ? 0 : compared_.size() * n);
        compact_node_.resize(block.node.empty() ? 0 : compared_.size() * n);
        for (std::size_t j = 0; j < compared_.size(); ++j) {
            const std::size_t from = compared_[j] * n, to = j * n;
            std::copy_n(block.y.data() + from, n, compact_y_.data() + to);
            if (!block.w.empty()) std::copy_n(block.w.data() + from, n, compact_w_.data() + to);
            if (!block.x.empty()) std::copy_n(block.x.data() + from, n, compact_x_.data() + to);
            if (!block.node.empty())
                std::copy_n(block.node.data() + from, n, compact_node_.data() + to);
        }
        CurveBlock view = block.view(static_cast<int>(compared_.size()));
        view.y = compact_y_.data();
        view.w = compact_w_.empty() ? nullptr : compact_w_.data();
        view.x = compact_x_.empty() ? nullptr : compact_x_.data();
        view.node = compact_node_.empty() ? nullptr : compact_node_.data();
        // Above the threshold of the verdict it does not matter where the limit lies.
        enough_.clear();
        for (const std::size_t i : compared_) {
            const KernelFit& fit = fits_[i];
            const bool reached = fit.state == KernelState::interior && fit.scale > 0.0;
            enough_.push_back(
                reached ? 1.01 * thresholds_.ratio(1, block.origins[i].n_obs - 3) * fit.sse : inf);
        }
        view.enough = enough_.data();
        run(view, block, KernelCurve::exponential, exponential_fits_);
    }

    void settle(const Block& block, std::size_t i, const KernelFit* exponential, bool careful) {
        const Series one = series(block, i);
        const KernelFit& fit = fits_[i];
        const bool reached = fit.state != KernelState::rejected && fit.scale > 0.0;
        const int dof = one.n_obs - 3;
        double sse = reached ? fit.sse : inf;
        RowFit best;
        if (careful) {
            pause_();
            SigmoidFit found;
            RowFit other = careful_.fit(one, found);
            if (found.sse < sse * (1.0 - 1e-12) && found.scale > 0.0) {
                sse = found.sse;
                best = other;
            }
        }
        const bool kernel_wins = reached && sse == fit.sse;
        const bool bound = kernel_wins && fit.state == KernelState::bound;
        if (kernel_wins && !bound) inside(one, fit, curve_, best);

        StepFit step{.sse = fit.step};
        if (careful || fit.falls != 0) step = best_step(one);
        double open = inf;  // residual sum on the exponential limit
        const KernelFit* carrier = nullptr;
        if (bound) {
            carrier = &fit;
        } else if (exponential != nullptr && exponential->state == KernelState::interior &&
                   exponential->scale > 0.0) {
            carrier = exponential;
        } else if (exponential != nullptr && exponential->state != KernelState::far) {
            open = best_step(one, true).sse;
        }
        if (carrier != nullptr) open = carrier->sse;
        KernelFit again{};
        if (!bound && carrier != nullptr && open < sse * (1.0 - same_sum)) {
            // The limit is better than the optimum inside: a better one may lie beside the limit.
            again = refit(block, i, *carrier);
            if (again.state == KernelState::interior && again.scale > 0.0 &&
                again.sse < sse * (1.0 - same_sum)) {
                sse = again.sse;
                inside(one, again, curve_, best);
            }
        }

        double least = std::min({sse, fit.constant, open, step.sse});
        if (!careful) least = sse;
        const double squares = one.n_obs;
        const double same = least * (1.0 + same_sum) + 1e-28 * squares;
        const auto& origin = block.origins[i];
        if (fit.constant <= same) return keep(origin, on_constant(one));
        if (carrier != nullptr && open <= same)
            return keep(origin, on_exponential(one, *carrier, curve_));
        if (step.sse <= same) return keep(origin, on_step(one, best_step(one), curve_));
        if (best.status != FitStatus::converged || sse > same) return single(origin.row);
        // unit is at most twice the largest value
        if (!(best.parameters[0] <= 0.5e6 * origin.unit) &&
            !(best.parameters[0] <= 1e6 * largest_of(one))) {
            // A ceiling so far away is none, as in the single fit.
            best.parameters[0] = best.errors[0] = inf;
            best.status = FitStatus::degenerate;
            best.identification = Identification::not_identified;
            best.limit = Limit::unbounded;
            return keep(origin, best);
        }
        const double one_less = sse * thresholds_.ratio(1, dof),
                     two_less = sse * thresholds_.ratio(2, dof);
        if (open <= one_less || step.sse <= one_less || fit.constant <= two_less)
            best.identification = Identification::weakly_identified;
        keep(origin, best);
    }

    /// Magnitude of the data in their own units.
    static double largest_of(const Series& series) {
        double largest = 0.0;
        for (const double y : series.y) largest = std::max(largest, std::abs(y));
        return largest * series.unit;
    }

    /// The kernel on one series, from its exponential limit.
    KernelFit refit(const Block& block, std::size_t i, const KernelFit& exponential) {
        const auto n = static_cast<std::size_t>(block.points);
        const double given[2] = {exponential.theta1, 1e-3 * std::abs(exponential.theta1)};
        CurveBlock view = block.view(1);
        view.y += i * n;
        if (view.w != nullptr) view.w += i * n;
        if (view.x != nullptr) view.x += i * n;
        if (view.node != nullptr) view.node += i * n;
        view.given = given;
        std::vector<KernelFit> fits(1);
        run(view, block, curve_, fits);
        return fits[0];
    }

    void settle_exponential(const Block& block, std::size_t i) {
        const Series one = series(block, i);
        const KernelFit& fit = fits_[i];
        const auto& origin = block.origins[i];
        const StepFit spike = best_step(one, true);
        if (fit.state == KernelState::rejected) return single(origin.row);
        if (spike.sse <= fit.sse * (1.0 + same_sum) + 1e-28 * one.n_obs)
            return keep(origin, on_step(one, spike, curve_));
        RowFit best;
        inside(one, fit, curve_, best);
        if (spike.sse <= fit.sse * thresholds_.ratio(1, one.n_obs - 2))
            best.identification = Identification::weakly_identified;
        keep(origin, best);
    }

    void keep(const Block::Origin& origin, const RowFit& fit) {
        job_.store(origin.row, fit, origin.n_obs);
        job_.store_log_weights(origin.row, origin.log_weights);
    }

    void single(std::size_t row) {
        pause_();
        single_reader().read(row);
        job_.store(row, single_fit(job_, *single_reader_), single_reader_->n_obs);
        job_.store_log_weights(row, single_reader_->log_weights);
    }

    RowReader& single_reader() {
        if (!single_reader_) single_reader_ = std::make_unique<RowReader>(job_);
        return *single_reader_;
    }

    const Job& job_;
    const Pause& pause_;
    KernelCurve curve_;
    int parameters_;
    RowReader reader_;
    std::unique_ptr<RowReader> single_reader_;
    Thresholds thresholds_;
    CarefulSigmoid careful_;
    std::map<std::pair<int, int>, std::unique_ptr<Block>> blocks_;
    std::map<std::pair<int, int>, std::pair<std::unique_ptr<StartShapes>, StartTable>> tables_;
    std::pair<int, int> last_key_{};
    Block* last_ = nullptr;
    AlignedSpace space_;
    std::vector<KernelFit> fits_, exponential_fits_, other_fits_;
    bool in_place_ = false;
    std::vector<double> centred_, lines_;
    double sum_xx_ = 0.0;
    std::vector<std::size_t> careful_rows_, compared_;
    std::vector<double> compact_y_, compact_w_, compact_x_, enough_, falling_space_;
    std::vector<std::int16_t> compact_node_;
};

}  // namespace

ChunkWork curve_work(const Job& job, const Pause& pause) {
    const auto worker = std::make_shared<CurveWorker>(job, pause);
    return [worker](std::size_t begin, std::size_t end) { (*worker)(begin, end); };
}

}  // namespace reeindex::detail
