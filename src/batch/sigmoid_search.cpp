#include "batch/sigmoid_search.hpp"

#include <algorithm>
#include <cmath>

namespace reeindex::detail {
namespace {

constexpr double same_end_sum = 1e-9;
constexpr std::size_t most_tops = 16;

bool reached(const KernelFit& fit) { return fit.state != KernelState::rejected && fit.scale > 0.0; }

}  // namespace

void SigmoidSearch::scan(const CurveBlock& view, Scan& to) {
    const auto rows = static_cast<std::size_t>(view.rows);
    const auto shapes = static_cast<std::size_t>(grid_->size());
    if (to.gains.size() < rows * shapes) to.gains.resize(rows * shapes);
    if (to.best.size() < rows) to.best.resize(rows);
    to.block.rows = view.rows;
    to.block.points = view.points;
    to.block.stride = view.stride;
    to.block.y = view.y;
    to.block.w = view.w;
    to.block.shapes = grid_->size();
    to.block.values = grid_->values.data();
    to.block.cosine = grid_->cosine.data();
    to.block.sine = grid_->sine.data();
    to.block.gains = to.gains.data();
    to.block.best = to.best.data();
    kernels_.scan_shapes(to.block);
}

void SigmoidSearch::add_tops(const Scan& scan, std::size_t at, double norm, const KernelFit* found,
                             Further further) {
    const auto shapes = static_cast<std::size_t>(grid_->size());
    if (left_.size() < shapes + 16) left_.resize(shapes + 16);
    const float* const gains = scan.gains.data() + at * shapes;
    // Weights, gaps among them, stretch the cells.
    const double wider = scan.block.w != nullptr ? 1.15 : 1.0;
    const int count =
        kernels_.cells_left(scan.block, static_cast<int>(at), norm,
                            found != nullptr ? wider * found->sse : inf, left_.data());
    if (count == 0) return;
    grid_->tops(gains, left_.data(), count, tops_);
    if (tops_.size() > most_tops) {
        std::partial_sort(tops_.begin(), tops_.begin() + most_tops, tops_.end(),
                          [&](std::int16_t a, std::int16_t b) { return gains[a] > gains[b]; });
        tops_.resize(most_tops);
    }
    for (const auto top : tops_) {
        const auto s = static_cast<std::size_t>(top);
        further.start = {grid_->theta1[s], grid_->theta2[s]};
        further_.push_back(further);
    }
}

void SigmoidSearch::add_steep(const Series& series, double squares, double sum, Further further,
                              Searched& how) {
    starts_.clear();
    how.again = true;
    if (!steep_.add_starts(series, squares, sum, starts_)) how.careful = true;
    for (const auto& start : starts_) {
        further.start = start;
        further_.push_back(further);
    }
}

void SigmoidSearch::search_falling(const SeriesBlock& block, const std::vector<KernelFit>& fits,
                                   std::vector<Searched>& how) {
    if (falling_.empty()) return;
    const auto n = static_cast<std::size_t>(block.points);
    reversed_y_.resize(falling_.size() * n);
    reversed_w_.resize(block.w.empty() ? 0 : falling_.size() * n);
    for (std::size_t j = 0; j < falling_.size(); ++j) {
        const Series one = block.series(falling_[j]);
        std::reverse_copy(one.y.begin(), one.y.end(),
                          reversed_y_.begin() + static_cast<std::ptrdiff_t>(j * n));
        std::reverse_copy(
            one.w.begin(), one.w.end(),
            reversed_w_.begin() + static_cast<std::ptrdiff_t>(one.w.empty() ? 0 : j * n));
    }
    CurveBlock view = block.view(falling_.size());
    view.y = reversed_y_.data();
    view.w = reversed_w_.empty() ? nullptr : reversed_w_.data();
    scan(view, reversed_scan_);
    for (std::size_t j = 0; j < falling_.size(); ++j) {
        const std::size_t i = falling_[j];
        const double sum = reached(fits[i]) ? fits[i].sse : inf;
        const Further further{i, j, {}};
        add_tops(reversed_scan_, j, std::sqrt(squares_[i]), reached(fits[i]) ? &fits[i] : nullptr,
                 further);
        Series back = block.series(i);
        back.y = {view.y + j * n, n};
        if (view.w != nullptr) back.w = {view.w + j * n, n};
        add_steep(back, squares_[i], sum, further, how[i]);
        if (steepest_bound(back) < sum * (1.0 - same_end_sum)) how[i].careful = true;
    }
}

void SigmoidSearch::run_further(const SeriesBlock& block, std::vector<KernelFit>& fits,
                                std::vector<Searched>& how) {
    if (further_.empty()) return;
    const auto n = static_cast<std::size_t>(block.points);
    const bool weighted = !block.w.empty();
    y_.resize(further_.size() * n);
    w_.resize(weighted ? further_.size() * n : 0);
    given_.resize(2 * further_.size());
    for (std::size_t k = 0; k < further_.size(); ++k) {
        const auto& one = further_[k];
        const bool back = one.reversed != none;
        const std::size_t from = (back ? one.reversed : one.row) * n;
        std::copy_n((back ? reversed_y_ : block.y).data() + from, n, y_.data() + k * n);
        if (weighted)
            std::copy_n((back ? reversed_w_ : block.w).data() + from, n, w_.data() + k * n);
        given_[2 * k] = one.start.theta1;
        given_[2 * k + 1] = one.start.theta2;
    }
    CurveBlock view = block.view(further_.size());
    view.y = y_.data();
    view.w = weighted ? w_.data() : nullptr;
    view.given = given_.data();
    if (further_fits_.size() < further_.size()) further_fits_.resize(further_.size());
    run_(view, nullptr, further_fits_);
    for (std::size_t k = 0; k < further_.size(); ++k) {
        const auto& one = further_[k];
        KernelFit& fit = fits[one.row];
        Searched& found = how[one.row];
        const KernelFit& other = further_fits_[k];
        const bool back = one.reversed != none;
        found.note(other, back);
        if (!reached(other)) continue;
        if (back && other.state == KernelState::bound) continue;  // a falling exponential
        if (reached(fit)) {
            // Of optima as good up to rounding the slower, so that no last digit decides.
            const bool better = other.sse < fit.sse * (1.0 - same_end_sum);
            const bool same = !better && other.sse <= fit.sse * (1.0 + same_end_sum);
            if (!better && !(same && rate_of(other) < rate_of(fit) * (1.0 - 1e-6))) continue;
        }
        KernelFit next = other;
        next.constant = fit.constant, next.step = fit.step, next.steep = fit.steep;
        next.convex = fit.convex, next.falls = fit.falls;
        if (back) next.convex = 0.0;
        fit = next;
        found.reversed = back;
    }
}

/// Curves that bend, through two points of an exponential: beside it there may be a better one, in
/// the same cells.
void SigmoidSearch::add_bent(const KernelFit& exponential, Further further) {
    const double k = exponential.theta1;
    if (!(k > 0.0)) return;
    const double x = 1.5 / k;
    for (const double bend : {0.5, 2.0}) {
        if (curve_ == KernelCurve::gompertz)
            further.start = {1.5 * bend / x / std::expm1(bend), bend / x};
        else
            further.start = {std::log((bend + 1.0) * std::exp(1.5) - bend) / x, bend};
        further_.push_back(further);
    }
}

/// Whether a fit may be taken as it is: the residual is so small that the series lies near one
/// curve only.
bool SigmoidSearch::easy(const SeriesBlock& block, const KernelFit& fit, double squares) {
    return reached(fit) && fit.state == KernelState::interior && block.w.empty() &&
           fit.falls == 0 && fit.sse < 0.01 * squares && fit.steep >= fit.sse;
}

void SigmoidSearch::solve(const SeriesBlock& block, std::vector<KernelFit>& fits,
                          std::vector<Searched>& how) {
    const std::size_t count = block.size(), n = static_cast<std::size_t>(block.points);
    how.assign(count, {});
    run_(block.view(count), &block, fits);
    for (std::size_t i = 0; i < count; ++i) how[i].note(fits[i], false);
    further_.clear();
    falling_.clear();
    hard_.clear();
    squares_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double* const y = block.y.data() + i * n;
        const double* const w = block.w.empty() ? nullptr : block.w.data() + i * n;
        double squares = 0.0;
        for (std::size_t k = 0; k < n; ++k) squares += (w != nullptr ? w[k] : 1.0) * y[k] * y[k];
        squares_[i] = squares;
        if (!easy(block, fits[i], squares)) hard_.push_back(i);
    }
    if (hard_.empty()) return;
    if (grid_points_ != block.points) {
        grid_ = shape_grid(curve_, block.points);
        grid_points_ = block.points;
    }
    scan(chosen_.copy(block, hard_), scan_);
    for (std::size_t j = 0; j < hard_.size(); ++j) {
        const std::size_t i = hard_[j];
        const KernelFit& fit = fits[i];
        const double sum = reached(fit) ? fit.sse : inf;
        const Further further{i, none, {}};
        add_tops(scan_, j, std::sqrt(squares_[i]), reached(fit) ? &fit : nullptr, further);
        if (fit.state == KernelState::bound) add_bent(fit, further);
        if (!(fit.steep >= sum)) add_steep(block.series(i), squares_[i], sum, further, how[i]);
        if (fit.falls != 0 && best_falling(block.series(i), space_) < sum * (1.0 - same_end_sum))
            falling_.push_back(i);
    }
    search_falling(block, fits, how);
    run_further(block, fits, how);
    for (const std::size_t i : hard_) {
        const KernelFit& fit = fits[i];
        if (!reached(fit) || (fit.steep < fit.sse &&
                              steepest_bound(block.series(i)) < fit.sse * (1.0 - same_end_sum)))
            how[i].careful = true;
        how[i].judge(fit, block.points);
    }
}

}  // namespace reeindex::detail
