#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <map>
#include <optional>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/region/climb.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/fit/region/jumps.hpp>
#include <reeindex/fit/region/starts.hpp>
#include <reeindex/fit/verdict/examination.hpp>

namespace reeindex {

/// What one region needs while it is searched.
class ConfidenceRegion::Search {
public:
    Search(const FitResult& fit, double level, Coverage coverage)
        : Search(fit, [&](const Search& of) { return of.excess_at(level, coverage); }) {}
    template <class Excess>
    Search(const FitResult& fit, const Excess& excess)
        : fit_(fit),
          refit_(fit_),
          excess_(excess(*this)),
          ceiling_(refit_.minimum + excess_),
          jumps_(fit_, refit_, ceiling_) {
        collect_pieces();
        for (auto& piece : pieces_) starts_.push_back(detail::starts_in(piece, ceiling_, excess_));
    }
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;

    [[nodiscard]] double excess() const noexcept { return excess_; }
    [[nodiscard]] const FitResult& fit() const noexcept { return fit_; }
    [[nodiscard]] const detail::Refit& refit() const noexcept { return refit_; }
    [[nodiscard]] std::vector<Limit> limits() const {
        std::vector<Limit> out;
        for (const auto& piece : pieces_)
            if (piece.limit != Limit::none) out.push_back(piece.limit);
        if (!jumps_.empty()) out.push_back(Limit::step);
        return out;
    }

    [[nodiscard]] Extent of(const detail::Goal& goal) {
        Extent out;
        if (refit_.exact) {  // no scatter: the fit itself is the region
            const double value = at_fit(goal);
            if (!std::isnan(value))
                out.lower = out.upper = goal.logarithm ? std::exp(value) : value;
            return out;
        }
        out.upper = end(goal, 1.0, out.upper_limit);
        out.lower = -end(goal, -1.0, out.lower_limit);
        if (goal.logarithm) {
            out.lower = std::exp(out.lower);
            out.upper = std::exp(out.upper);
        }
        return out;
    }

    [[nodiscard]] std::vector<double> trace(const detail::Goal& goal, double side,
                                            std::span<const double> excesses) {
        std::vector<double> out(excesses.size(), -infinity);
        std::vector<Places> found(pieces_.size());
        for (std::size_t i = 0; i < excesses.size(); ++i) {
            auto climbs = climbs_to(goal, side, refit_.minimum + excesses[i], excesses[i]);
            const auto climb_from = [&](bool known) {
                std::vector<detail::RankedPlace> places;
                for (auto& climb : climbs) {
                    const auto k = position(climb.piece());
                    rank(climb, starts_[k].places, places);
                    if (known) rank(climb, found[k], places);
                }
                for (const auto& end :
                     detail::best_climbs(std::move(places), 3, side * at_fit(goal))) {
                    out[i] = std::max(out[i], end.value);
                    if (std::isfinite(end.value))
                        found[position(end.climb->piece())].push_back(end.p);
                }
            };
            climb_from(true);
            // a larger region has a farther end: a climb that stuck is done again from elsewhere
            if (i > 0 && !(out[i] > out[i - 1])) climb_from(false);
        }
        for (std::size_t i = 1; i < out.size(); ++i) out[i] = std::max(out[i], out[i - 1]);
        for (double& end : out) end *= side;
        return out;
    }

private:
    using Places = std::vector<std::vector<double>>;

    [[nodiscard]] double excess_at(double level, Coverage coverage) const {
        if (!(level > 0.0 && level < 1.0))
            throw InvalidArgument("level", detail::to_text(level),
                                  "between 0 and 1, both excluded");
        if (coverage == Coverage::one_by_one) return refit_.threshold(level) - refit_.minimum;
        const auto p = static_cast<double>(fit_.n_free);
        if (refit_.dof == infinity) return chi_squared_quantile(level, p);
        return p * f_quantile(level, p, refit_.dof) * refit_.unit;
    }

    void collect_pieces() {
        auto& whole = pieces_.emplace_back(refit_.setup, refit_);
        if (detail::stands_on_curve(fit_)) whole.optimum = fit_.carrier_estimates;
        for (auto& limit : detail::limits_within(fit_, refit_, ceiling_)) {
            if (detail::is_jump(limit.limit, fit_.options.on)) continue;
            auto& piece = pieces_.emplace_back(
                detail::setup_of_limit(refit_.setup, limit, fit_.options.on), refit_);
            piece.limit = limit.limit;
            piece.whole = refit_.setup.curve;
            piece.of_q = limit.q;
            piece.growth = fit_.options.on == FitOn::increments;
            piece.optimum = limit.minimum.p;
            for (auto& p :
                 refit_.setup.curve.model().beside(limit.limit, limit.q, refit_.setup.axis))
                whole.beside.push_back(std::move(p));
        }
        if (detail::narrowed(refit_.setup)) return;
        if (const auto wall = detail::wall_of_order(refit_.setup)) {
            whole.has_wall = true;
            add_in_other_parameters({wall, [wall](auto p) { return wall->expand(p); }});
            pieces_.back().wall = true;
        }
        auto charts = refit_.setup.curve.model().charts(refit_.setup.axis);
        double largest = 0.0;
        for (const double y : refit_.y) largest = std::max(largest, std::abs(y));
        bool near_limit = !detail::stands_on_curve(fit_);
        for (const auto& row : fit_.limits)
            near_limit = near_limit || row.objective <= ceiling_ + 3.0 * excess_;
        for (const auto j : whole.linear)
            near_limit = near_limit || whole.optimum[j] > 10.0 * largest;
        if (charts.empty() || !near_limit) return;
        whole.far_ceiling = 30.0 * largest;
        for (auto& chart : charts) add_in_other_parameters(std::move(chart));
    }

    void add_in_other_parameters(CurveChart chart) {
        detail::Setup setup{.curve = AnyCurve(std::move(chart.curve)),
                            .axis = refit_.setup.axis,
                            .error = refit_.setup.error,
                            .scale = refit_.setup.scale,
                            .size = refit_.setup.size};
        for (const auto& parameter : setup.curve.parameters()) {
            setup.lower.push_back(parameter.lower);
            setup.upper.push_back(parameter.upper);
            setup.base.push_back(0.0);
            setup.free.push_back(true);
        }
        pieces_.emplace_back(std::move(setup), refit_).own = std::move(chart.own);
    }

    /// The goal at the fit itself; not a number for a jump, of which nobody knows where it leads.
    [[nodiscard]] double at_fit(const detail::Goal& goal) const {
        for (const auto& piece : pieces_) {
            if (piece.optimum.empty() || piece.limit != fit_.limit) continue;
            detail::Climb climb(piece, ceiling_, excess_);
            climb.aim(goal, 1.0);
            return climb.value(piece.optimum);
        }
        return std::nan("");
    }

    /// The largest value times side, and the limit through which it is infinite.
    [[nodiscard]] double end(const detail::Goal& goal, double side, Limit& through) {
        double best = jumps_.end(goal, side);
        if (best == infinity) {
            through = Limit::step;
            return best;
        }
        if (!goal.is_sum())
            for (const auto& piece : pieces_) {  // a limit may take the function to an infinity
                if (piece.limit == Limit::none) continue;
                if (side * value_at(piece, goal) < infinity) continue;
                through = piece.limit;
                return infinity;
            }
        auto climbs = climbs_to(goal, side, ceiling_, excess_);
        const bool ahead = goal.is_sum() && goal.shares.size() == 1 && is_ahead(goal.rows);
        std::vector<detail::RankedPlace> places;
        for (auto& climb : climbs) {
            const auto k = position(climb.piece());
            rank(climb, ahead ? places_ahead(goal, side)[k] : starts_[k].places, places);
        }
        const auto ends =
            detail::best_climbs(std::move(places), ahead ? 3 : 6, side * at_fit(goal));
        if (!ends.empty()) {
            best = std::max(best, ends.front().value);
            if (best == infinity) through = ends.front().climb->piece().limit;
        }
        const Places leaving = ahead ? leaving_level(goal.rows[0]) : Places{};
        if (!leaving.empty()) {  // low at first, for their ascent is steep
            places.clear();
            rank(climbs.front(), leaving, places);
            for (const auto& one : detail::best_climbs(std::move(places), 3, side * at_fit(goal)))
                best = std::max(best, one.value);
        }
        if (!goal.is_sum()) best = std::max(best, far_out(goal, side));
        return best > -infinity ? best : infinity;  // nothing found, nothing said
    }

    /// The largest value times side where parameters of a curve that names no limits run away
    /// within the region; infinite where it grows with them.
    [[nodiscard]] double far_out(const detail::Goal& goal, double side) {
        constexpr double grown = 1e3;
        double best = -infinity;
        const double here = at_fit(goal);
        for (const auto& open : open_ends()) {
            if (goal.parameter == open.parameter && open.above == (side > 0.0)) return infinity;
            const double there = goal.parameter ? open.p[*goal.parameter] : goal.function(open.p);
            if (std::isnan(there)) continue;
            if (side * there > grown * std::max(std::abs(here), 1.0)) return infinity;
            best = std::max(best, side * there);
        }
        return best;
    }

    /// Parameters that have no bound in the region, of a curve that names no limits.
    [[nodiscard]] const std::vector<detail::OpenEnd>& open_ends() {
        if (open_) return *open_;
        open_.emplace();
        const auto& setup = refit_.setup;
        const auto& parameters = setup.curve.parameters();
        const bool linear = std::all_of(parameters.begin(), parameters.end(),
                                        [](const auto& one) { return one.linear; });
        if (linear || !setup.curve.model().limits().empty() || !detail::stands_on_curve(fit_))
            return *open_;
        detail::Minimum at;
        at.p = fit_.carrier_estimates;
        at.objective = refit_.minimum;
        at.scale = setup.scale.value_or(1.0);
        at.size = setup.size.value_or(detail::Objective::infinity_size);
        std::vector<double> errors;
        for (const double error : fit_.standard_errors)
            errors.push_back(std::sqrt(excess_ / refit_.unit) * error);
        // any level serves, for the region's edge is where the p-value is 1 - level
        constexpr double level = 0.95;
        const auto inside = [&](double excess, double) { return 1.0 - level * excess / excess_; };
        *open_ = detail::examine(setup, refit_.predictors(), refit_.y, refit_.weights, at, errors,
                                 level, inside)
                     .open;
        return *open_;
    }

    /// One climb for each piece on which the goal is a number.
    [[nodiscard]] std::deque<detail::Climb> climbs_to(const detail::Goal& goal, double side,
                                                      double ceiling, double excess) const {
        std::deque<detail::Climb> out;
        for (const auto& piece : pieces_) {
            if (piece.wall && goal.is_sum()) continue;  // the order changes no value
            if (!goal.is_sum() && piece.limit != Limit::none &&
                !std::isfinite(value_at(piece, goal)))
                continue;
            out.emplace_back(piece, ceiling, excess).aim(goal, side);
        }
        return out;
    }
    static void rank(detail::Climb& climb, const Places& places,
                     std::vector<detail::RankedPlace>& out) {
        for (const auto& p : places) out.push_back({climb.edge(p), &climb, &p});
    }
    [[nodiscard]] std::size_t position(const detail::Piece& piece) const {
        std::size_t k = 0;
        while (&pieces_[k] != &piece) ++k;
        return k;
    }
    /// A goal at the optimum of a limit.
    [[nodiscard]] static double value_at(const detail::Piece& piece, const detail::Goal& goal) {
        const auto of = piece.parameters_of(piece.optimum);
        return goal.parameter ? of[*goal.parameter] : goal.function(of);
    }

    [[nodiscard]] bool is_ahead(std::span<const double> row) const {
        return refit_.setup.axis.last < row[0] && (refit_.width == 1 || refit_.observed);
    }

    /// Curves that leave the level of the data on the way from their end to x, which no grid over
    /// the data has.
    [[nodiscard]] Places leaving_level(double x) const {
        Places out;
        if (!jumps_.falls_after(refit_.setup.axis.last)) return out;
        const auto& piece = pieces_.front();
        const double way = x - refit_.setup.axis.last;
        detail::LinearElimination<double> elimination(piece.problem());
        for (const double share : {0.15, 0.3, 0.45, 0.6, 0.8, 1.0})
            for (const double steepness : {1.5, 2.2, 3.2, 4.5, 6.5, 9.0}) {
                const std::vector<double> q{1.0, -1.0, x - (1.0 - share) * way, 0.0};
                detail::Point<double> point;
                for (const auto& at : piece.model().at_limit(Limit::step, q))
                    point.p.push_back(at.from >= 0 ? q[static_cast<std::size_t>(at.from)]
                                      : std::isinf(at.value)
                                          ? std::copysign(steepness / way, at.value)
                                          : at.value);
                if (detail::evaluate(piece.problem(), point, true) &&
                    (elimination.empty() || elimination.solve(point)) &&
                    point.objective * piece.prepared.unit() <= ceiling_)
                    out.push_back(std::move(point.p));
            }
        return out;
    }

    /// Places from which to climb for values beyond the data: where the ends of some years lie,
    /// which do not depend on the years asked for.
    [[nodiscard]] const std::vector<Places>& places_ahead(const detail::Goal& goal, double side) {
        const auto key = std::array{goal.omega, side};
        const auto known = ahead_.find(key);
        if (known != ahead_.end()) return known->second;
        std::vector<Places> out(pieces_.size());
        detail::Goal there = goal;
        there.shares = {1.0};
        for (const double gaps : {1.0, 4.0, 12.0}) {
            there.rows[0] = refit_.setup.axis.last + gaps * refit_.setup.axis.gap;
            auto climbs = climbs_to(there, side, ceiling_, excess_);
            std::vector<detail::RankedPlace> places;
            for (auto& climb : climbs) {
                const auto k = position(climb.piece());
                rank(climb, starts_[k].places, places);
                rank(climb, out[k], places);
            }
            for (auto& end : detail::best_climbs(std::move(places), 8, side * at_fit(there)))
                if (std::isfinite(end.value))
                    out[position(end.climb->piece())].push_back(std::move(end.p));
        }
        for (std::size_t k = 0; k < pieces_.size(); ++k)
            if (!pieces_[k].optimum.empty()) out[k].push_back(pieces_[k].optimum);
        return ahead_.emplace(key, std::move(out)).first->second;
    }

    FitResult fit_;
    detail::Refit refit_;
    double excess_, ceiling_;
    detail::Jumps jumps_;
    std::deque<detail::Piece> pieces_;
    std::vector<detail::Starts> starts_;
    std::optional<std::vector<detail::OpenEnd>> open_;
    std::map<std::array<double, 2>, std::vector<Places>> ahead_;
};

REEINDEX_INLINE ConfidenceRegion::ConfidenceRegion(const FitResult& fit, double level,
                                                   Coverage coverage)
    : search_(std::make_unique<Search>(fit, level, coverage)) {}
REEINDEX_INLINE ConfidenceRegion::ConfidenceRegion(std::unique_ptr<Search> search)
    : search_(std::move(search)) {}
REEINDEX_INLINE ConfidenceRegion ConfidenceRegion::of_excess(const FitResult& fit, double excess) {
    return ConfidenceRegion(std::make_unique<Search>(fit, [&](const Search&) { return excess; }));
}
REEINDEX_INLINE ConfidenceRegion::ConfidenceRegion(ConfidenceRegion&&) noexcept = default;
REEINDEX_INLINE ConfidenceRegion& ConfidenceRegion::operator=(ConfidenceRegion&&) noexcept =
    default;
REEINDEX_INLINE ConfidenceRegion::~ConfidenceRegion() = default;

REEINDEX_INLINE Extent ConfidenceRegion::of(const detail::Goal& goal) const {
    return search_->of(goal);
}
REEINDEX_INLINE std::vector<double> ConfidenceRegion::trace(
    const detail::Goal& goal, double side, std::span<const double> excesses) const {
    return search_->trace(goal, side, excesses);
}
REEINDEX_INLINE double ConfidenceRegion::excess() const noexcept { return search_->excess(); }
REEINDEX_INLINE std::vector<Limit> ConfidenceRegion::limits() const { return search_->limits(); }

REEINDEX_INLINE Extent ConfidenceRegion::parameter(std::string_view name) const {
    const auto& fit = search_->fit();
    const std::size_t j = fit.index(name);
    if (!search_->refit().setup.free[j])
        throw InvalidArgument("parameter", name, "one that is estimated, not fixed");
    return of({.parameter = j});
}

REEINDEX_INLINE Extent ConfidenceRegion::function(
    const std::function<double(std::span<const double>)>& of_parameters) const {
    const auto& estimates = search_->fit().estimates;
    if (detail::all_finite<double>(estimates) && std::isnan(of_parameters(estimates)))
        throw InvalidArgument("function", "nan at the estimates",
                              "a function that is a number there");
    return of({.function = of_parameters});
}

namespace detail {
/// A sum of values of the curve at predictors x.
[[nodiscard]] REEINDEX_INLINE Goal sum_at(const Refit& refit, std::span<const double> x,
                                          std::vector<double> shares) {
    if (refit.width != (refit.observed ? 2U : 1U))
        throw InvalidArgument("fit", "with several predictors", "with one predictor");
    Goal goal{.shares = std::move(shares)};
    for (const double at : x) {
        goal.rows.push_back(at);
        if (refit.observed) goal.rows.push_back(1.0);
    }
    return goal;
}
}  // namespace detail

REEINDEX_INLINE Extent ConfidenceRegion::value(double x) const {
    auto goal = detail::sum_at(search_->refit(), std::array{x}, {1.0});
    goal.logarithm = search_->refit().setup.error == ErrorModel::lognormal;
    return of(goal);
}

REEINDEX_INLINE Extent ConfidenceRegion::observation(double x, double weight) const {
    if (detail::is_count(search_->refit().setup.error))
        throw InvalidArgument("fit", name(search_->refit().setup.error),
                              "Gaussian, lognormal or robust; forecast() gives bounds of counts");
    if (!(weight > 0.0 && std::isfinite(weight)))
        throw InvalidArgument("weight", detail::to_text(weight), "positive and finite");
    auto goal = detail::sum_at(search_->refit(), std::array{x}, {1.0});
    goal.logarithm = search_->refit().setup.error == ErrorModel::lognormal;
    goal.omega = 1.0 / weight;
    return of(goal);
}

REEINDEX_INLINE Extent ConfidenceRegion::total(int first, int last) const {
    if (first > last)
        throw InvalidArgument("first", detail::concat(first),
                              detail::concat("at most last, ", last));
    std::vector<double> years;
    for (int year = first; year <= last; ++year) years.push_back(year);
    return of(detail::sum_at(search_->refit(), years, std::vector<double>(years.size(), 1.0)));
}

REEINDEX_INLINE Extent ConfidenceRegion::change(int from, int to) const {
    return of(
        detail::sum_at(search_->refit(), std::array<double, 2>{1.0 * from, 1.0 * to}, {-1.0, 1.0}));
}

namespace detail {
/// Where a function that is below zero at `from` and above it at `to` is zero.
template <class F>
[[nodiscard]] double zero_between(const F& f, double from, double to, double below, double above) {
    int same = 0;
    for (int round = 0; round < 60 && std::abs(to - from) > 1e-9 * (1.0 + std::abs(to)); ++round) {
        double share = std::isfinite(below) && std::isfinite(above) ? below / (below - above) : 0.5;
        if (round % 8 == 7) share = 0.5;
        const double at = from + std::clamp(share, 1e-3, 1.0 - 1e-3) * (to - from);
        const double value = f(at);
        if (value == 0.0) return at;
        if (value < 0.0) {
            from = at;
            below = value;
            if (same < 0) above *= 0.5;
            same = -1;
        } else {
            to = at;
            above = value;
            if (same > 0) below *= 0.5;
            same = 1;
        }
    }
    return 0.5 * (from + to);
}
}  // namespace detail

REEINDEX_INLINE Extent ConfidenceRegion::year_of(double level) const {
    if (!std::isfinite(level)) throw InvalidArgument("level", detail::to_text(level), "finite");
    const auto& fit = search_->fit();
    const auto& axis = search_->refit().setup.axis;
    const auto [first, last] = std::minmax_element(fit.data.x.begin(), fit.data.x.end());
    const double before = fit.fitted[static_cast<std::size_t>(first - fit.data.x.begin())];
    const double after = fit.fitted[static_cast<std::size_t>(last - fit.data.x.begin())];
    const double sign = after >= before ? 1.0 : -1.0;  // a rising curve reaches it from below
    // how far the side of the band that comes first (ahead) or last is beyond the level
    const auto beyond = [&](double year, bool ahead) {
        const Extent band = value(year);
        return sign * ((ahead == (sign > 0.0) ? band.upper : band.lower) - level);
    };
    constexpr double farthest = 1000.0;
    const auto crossing = [&](bool ahead) {
        double at = axis.last, here = beyond(at, ahead);
        const double way = here < 0.0 ? 1.0 : -1.0;
        for (double step = axis.gap; step < farthest; step *= 2.0) {
            const double next = axis.last + way * step, there = beyond(next, ahead);
            if ((there < 0.0) != (here < 0.0))
                return detail::zero_between([&](double x) { return beyond(x, ahead); },
                                            here < 0.0 ? at : next, here < 0.0 ? next : at,
                                            std::min(here, there), std::max(here, there));
            at = next;
            here = there;
        }
        return way * infinity;
    };
    Extent out;
    out.lower = crossing(true);
    out.upper = crossing(false);
    return out;
}

}  // namespace reeindex
