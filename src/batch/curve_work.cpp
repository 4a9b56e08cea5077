// Exponential, logistic and Gompertz curves: blocks of series of one length go to the kernels; what
// the kernels leave goes the careful way, and what that leaves to the single-fit engine.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "batch/block_reader.hpp"
#include "batch/careful.hpp"
#include "batch/job.hpp"
#include "batch/series_block.hpp"
#include "batch/sigmoid_search.hpp"
#include "batch/start_table.hpp"

namespace reeindex::detail {
namespace {

// A limit stands for the curve where it explains the data as well up to rounding, as in the single
// fit.
constexpr double same_sum = 1e-9;

KernelCurve kernel_curve(BatchCurve::Kernel kernel) {
    if (kernel == BatchCurve::Kernel::logistic) return KernelCurve::logistic;
    return kernel == BatchCurve::Kernel::gompertz ? KernelCurve::gompertz
                                                  : KernelCurve::exponential;
}

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
          reader_(job, curve_,
                  {.solve = [this](const SeriesBlock& block) { solve(block); },
                   .level = [this](const SeriesBlock& block,
                                   double value) { settle_level(block, value); }}),
          thresholds_(job.options.level),
          careful_(curve_),
          search_(curve_, job.kernels,
                  [this](const CurveBlock& view, const SeriesBlock* block,
                         std::vector<KernelFit>& fits) { run(view, block, curve_, fits); }) {
        fits_.resize(block_rows);
        exponential_fits_.resize(block_rows);
        other_fits_.resize(block_rows);
    }
    CurveWorker(const CurveWorker&) = delete;
    CurveWorker& operator=(const CurveWorker&) = delete;

    void operator()(std::size_t begin, std::size_t end) { reader_.read(begin, end); }

private:
    const StartTable& start_table(const SeriesBlock& block, KernelCurve curve) {
        const bool uneven = block.kind == SeriesBlock::Kind::uneven;
        auto& found = tables_[{static_cast<int>(curve), uneven ? -block.points : block.points}];
        if (!found.first) {
            const int nodes = uneven ? uneven_nodes : block.points;
            found.first =
                std::make_unique<StartShapes>(curve, nodes, std::max(1, block.points - 1));
            found.second = found.first->table();
        }
        return found.second;
    }

    /// `block` for the start table, where no starts are given.
    void run(CurveBlock view, const SeriesBlock* block, KernelCurve curve,
             std::vector<KernelFit>& fits) {
        view.curve = curve;
        view.start = block != nullptr ? &start_table(*block, curve) : nullptr;
        view.tolerance = 1e-5;
        view.max_iterations = 24;
        const auto vector_bytes = static_cast<std::size_t>(job_.kernels.lanes) * sizeof(double);
        view.workspace = space_.get(6 * static_cast<std::size_t>(view.points) * vector_bytes);
        view.fits = fits.data();
        job_.kernels.fit_curves(view);
    }

    void solve(const SeriesBlock& block) {
        const std::size_t count = block.size();
        if (curve_ == KernelCurve::exponential) {
            run(block.view(count), &block, curve_, fits_);
            for (std::size_t i = 0; i < count; ++i) settle_exponential(block, i);
            return;
        }
        if (SigmoidSearch::possible(block)) {
            search_.solve(block, fits_, how_);
        } else {
            how_.assign(count, {});
            run(block.view(count), &block, curve_, fits_);
            for (std::size_t i = 0; i < count; ++i) how_[i].note(fits_[i], false);
            if (block.kind != SeriesBlock::Kind::complete) run_from_every_band(block);
            for (std::size_t i = 0; i < count; ++i)
                how_[i].again = how_[i].careful = needs_care(block, i);
            for (std::size_t i = 0; i < count; ++i) how_[i].judge(fits_[i], block.points);
        }
        // Which series need the exponential limit beside the fit.
        compared_.clear();
        for (std::size_t i = 0; i < count; ++i)
            if (how_[i].careful || how_[i].again || may_be_open(fits_[i], block.origins[i].n_obs))
                compared_.push_back(i);
        fit_exponential_limits(block);
        std::size_t next_compared = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const KernelFit* limit = nullptr;
            if (next_compared < compared_.size() && compared_[next_compared] == i)
                limit = &exponential_fits_[next_compared++];
            settle(block, i, limit, how_[i]);
        }
    }

    /// Where years are missing, a flat curve and one whose change lies between two observations may
    /// both be optima: starts of all slopes, the best kept.
    void run_from_every_band(const SeriesBlock& block) {
        const std::size_t count = block.size();
        for (int band = 0; band + 1 < bands; ++band) {
            CurveBlock view = block.view(count);
            view.band = band;
            run(view, &block, curve_, other_fits_);
            for (std::size_t i = 0; i < count; ++i) {
                const KernelFit& other = other_fits_[i];
                how_[i].note(other, false);
                if (other.state == KernelState::rejected || !(other.scale > 0.0)) continue;
                const bool none =
                    fits_[i].state == KernelState::rejected || !(fits_[i].scale > 0.0);
                if (none || other.sse < fits_[i].sse * (1.0 - same_sum)) fits_[i] = other;
            }
        }
    }

    /// Whether the kernel's optimum may not be the best one.
    bool needs_care(const SeriesBlock& block, std::size_t i) {
        const KernelFit& fit = fits_[i];
        if (fit.state == KernelState::rejected || !(fit.scale > 0.0)) return true;
        // A steep curve may be better or, where this one is steep, one that is not.
        if (fit.steep < fit.sse * 1.02) return true;
        return fit.falls != 0 &&
               best_falling(block.series(i), falling_space_) < fit.sse * (1.0 - same_sum);
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

    void fit_exponential_limits(const SeriesBlock& block) {
        if (compared_.empty()) return;
        CurveBlock view = chosen_.copy(block, compared_);
        // Above the threshold of the verdict it does not matter where the limit lies.
        enough_.clear();
        for (const std::size_t i : compared_) {
            const KernelFit& fit = fits_[i];
            const bool reached = fit.state == KernelState::interior && fit.scale > 0.0;
            enough_.push_back(
                reached ? 1.01 * thresholds_.ratio(1, block.origins[i].n_obs - 3) * fit.sse : inf);
        }
        view.enough = enough_.data();
        run(view, &block, KernelCurve::exponential, exponential_fits_);
    }

    void settle(const SeriesBlock& block, std::size_t i, const KernelFit* exponential,
                const Searched& how) {
        const Series one = block.series(i);
        const KernelFit& fit = fits_[i];
        const bool reached = fit.state != KernelState::rejected && fit.scale > 0.0;
        const int dof = one.n_obs - 3;
        double sse = reached ? fit.sse : inf;
        RowFit best;
        if (how.careful) {
            pause_();
            SigmoidFit found;
            const bool steep = reached && !how.stall.found() && SigmoidSearch::possible(block);
            RowFit other = careful_.fit(one, found, steep, how.stall);
            if (found.sse < sse * (1.0 - 1e-12) && found.scale > 0.0) {
                sse = found.sse;
                best = other;
            }
        }
        const bool kernel_wins = reached && sse == fit.sse;
        const bool bound = kernel_wins && fit.state == KernelState::bound;
        const bool again = how.again || how.careful;
        if (kernel_wins && !bound) inside(how.reversed ? reversed(one) : one, fit, curve_, best);

        StepFit step{.sse = fit.step};
        if (again || fit.falls != 0) step = best_step(one);
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
        KernelFit refitted{};
        if (!bound && carrier != nullptr && open < sse * (1.0 - same_sum)) {
            // The limit is better than the optimum inside: a better one may lie beside the limit.
            refitted = refit(block, i, *carrier);
            if (refitted.state == KernelState::interior && refitted.scale > 0.0 &&
                refitted.sse < sse * (1.0 - same_sum)) {
                sse = refitted.sse;
                inside(one, refitted, curve_, best);
            }
        }

        // The kernel's level is the mean, of any sign.
        double constant = fit.constant;
        if (again || constant <= sse * thresholds_.ratio(2, dof)) constant = best_level(one).sse;
        double least = std::min({sse, constant, open, step.sse});
        if (!again) least = sse;
        const double squares = one.n_obs;
        const double same = least * (1.0 + same_sum) + 1e-28 * squares;
        const auto& origin = block.origins[i];
        if (constant <= same) return keep(origin, on_constant(one));
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
        if (open <= one_less || step.sse <= one_less || constant <= two_less)
            best.identification = Identification::weakly_identified;
        keep(origin, best);
    }

    /// How to come back from a fit that counts steps from the first point on.
    static Series reversed(Series series) {
        series.last -= series.step * (series.x.back() - series.x.front());
        series.step = -series.step;
        return series;
    }

    /// Magnitude of the data in their own units.
    static double largest_of(const Series& series) {
        double largest = 0.0;
        for (const double y : series.y) largest = std::max(largest, std::abs(y));
        return largest * series.unit;
    }

    /// The kernel on one series, from its exponential limit.
    KernelFit refit(const SeriesBlock& block, std::size_t i, const KernelFit& exponential) {
        return start_from(block, i, {exponential.theta1, 1e-3 * std::abs(exponential.theta1)});
    }

    /// The kernel on one series, from given parameters.
    KernelFit start_from(const SeriesBlock& block, std::size_t i, std::array<double, 2> given) {
        CurveBlock view = block.view_of(i);
        view.given = given.data();
        std::vector<KernelFit> fits(1);
        run(view, &block, curve_, fits);
        return fits[0];
    }

    void settle_exponential(const SeriesBlock& block, std::size_t i) {
        const Series one = block.series(i);
        KernelFit& fit = fits_[i];
        const auto& origin = block.origins[i];
        const StepFit spike = best_step(one, true);
        if (fit.state != KernelState::rejected && fit.sse > 0.2 * fit.constant) {
            // Data that neither rise nor fall may have an optimum of either sign.
            for (const double rate : {-fit.theta1, -0.3 * fit.theta1, -0.01 * fit.theta1}) {
                const KernelFit other = start_from(block, i, {rate, 0.0});
                if (other.state == KernelState::interior && other.scale != 0.0 &&
                    other.sse < fit.sse * (1.0 - 1e-12))
                    fit = other;
            }
        }
        if (fit.state == KernelState::rejected) return single(origin.row);
        if (spike.sse <= fit.sse * (1.0 + same_sum) + 1e-28 * one.n_obs)
            return keep(origin, on_step(one, spike, curve_));
        RowFit best;
        inside(one, fit, curve_, best);
        if (spike.sse <= fit.sse * thresholds_.ratio(1, one.n_obs - 2))
            best.identification = Identification::weakly_identified;
        keep(origin, best);
    }

    /// The last series of a block, which has one value throughout: nothing for a rate to follow.
    void settle_level(const SeriesBlock& block, double value) {
        const auto& origin = block.origins.back();
        if (curve_ == KernelCurve::exponential || value < 0.0) return single(origin.row);
        keep(origin, on_constant(block.series(block.size() - 1)));
    }

    void keep(const SeriesBlock::Origin& origin, const RowFit& fit) {
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
    BlockReader reader_;
    std::unique_ptr<RowReader> single_reader_;
    Thresholds thresholds_;
    CarefulSigmoid careful_;
    SigmoidSearch search_;
    std::map<std::pair<int, int>, std::pair<std::unique_ptr<StartShapes>, StartTable>> tables_;
    AlignedSpace space_;
    std::vector<KernelFit> fits_, exponential_fits_, other_fits_;
    std::vector<std::size_t> compared_;
    std::vector<Searched> how_;
    ChosenSeries chosen_;
    std::vector<double> enough_, falling_space_;
};

}  // namespace

ChunkWork curve_work(const Job& job, const Pause& pause) {
    const auto worker = std::make_shared<CurveWorker>(job, pause);
    return [worker](std::size_t begin, std::size_t end) { (*worker)(begin, end); };
}

}  // namespace reeindex::detail
