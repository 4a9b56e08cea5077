#pragma once
/// \file
/// Refits of a curve and its limits to data that vary, for the bootstrap.

#include <memory>
#include <span>
#include <vector>

#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// A curve together with those of its limits that the data do not exclude, refitted from warm
/// starts to data that vary a little: the smallest objective over all of them.
class Closure {
public:
    struct Optimum {
        double objective = infinity;  ///< in units of the data
        double last = 0.0;            ///< value of the curve at the last row
        std::size_t member = 0;       ///< 0: the curve; above: a limit
        std::vector<double> p;
    };
    /// Where each member was last; empty for a global search.
    using State = std::vector<std::vector<double>>;

    /// \param x, y the data to refit; they must outlive this and may change between calls
    /// \param excess objective above which a limit of the fit is left out
    Closure(const FitResult& fit, const Refit& refit, double excess, Predictors x,
            std::span<const double> y, std::span<const double> weights) {
        add(refit.setup, x, y, weights);
        start_.push_back(stands_on_curve(fit) ? fit.carrier_estimates : std::vector<double>{});
        for (auto& limit : limits_within(fit, refit, excess)) {
            if (is_jump(limit.limit, fit.options.on)) continue;
            add(setup_of_limit(refit.setup, limit, fit.options.on), x, y, weights);
            limits_.push_back(limit.limit);
            start_.push_back(limit.minimum.p);
        }
    }

    [[nodiscard]] const State& start() const noexcept { return start_; }
    [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
    [[nodiscard]] Limit limit(std::size_t member) const { return limits_[member]; }
    [[nodiscard]] const AnyCurve& curve(std::size_t member) const {
        return members_[member]->setup.curve;
    }

    /// Changes the weight of one row.
    void weigh(std::size_t row, double weight) {
        for (const auto& member : members_) member->prepared.weigh(row, weight);
    }

    /// The smallest objective, each member started where the state says; the state is moved along.
    [[nodiscard]] Optimum solve(State& state) {
        Optimum best;
        const auto curve_before = state[0];
        for (std::size_t m = 0; m < members_.size(); ++m) {
            auto found = members_[m]->solve(state[m]);
            // a limit that is as good as the curve is where the curve ends
            if (!(found.objective <= best.objective * (m == 0 ? 1.0 : 1.0 + 1e-9))) continue;
            found.objective = std::min(found.objective, best.objective);
            best = std::move(found);
            best.member = m;
        }
        // a curve that ran off towards a limit finds no way back from there
        if (best.member != 0 && !curve_before.empty()) state[0] = curve_before;
        return best;
    }
    /// The same with a global search for the curve itself.
    [[nodiscard]] Optimum solve_globally(State& state) {
        State fresh = state;
        fresh[0].clear();
        auto best = solve(fresh);
        state = std::move(fresh);
        return best;
    }

private:
    struct Member {
        Member(Setup with, Predictors x, std::span<const double> y, std::span<const double> w)
            : setup(std::move(with)), prepared(setup, x, y, w), solver(prepared.problem) {
            prepared.problem.objective.scale = setup.scale.value_or(1.0);
            prepared.problem.objective.size = setup.size.value_or(Objective::infinity_size);
        }
        [[nodiscard]] Optimum solve(std::vector<double>& from) {
            Solution<double> solution;
            if (setup.free_count() == 0) {
                solution.point.p = setup.base;
                if (!evaluate(prepared.problem, solution.point, false)) return {};
            } else if (from.empty()) {
                solution = detail::solve(setup, prepared.problem, nullptr);
            } else {
                solution = solver.run(from, {.max_iterations = 60, .offset = 1e-9});
            }
            if (!solution.point.usable()) return {};
            from = solution.point.p;
            return {solution.point.objective * prepared.unit(), solution.point.f.back(), 0,
                    std::move(solution.point.p)};
        }
        Setup setup;
        Prepared prepared;
        LevenbergMarquardt<double> solver;
    };

    void add(const Setup& setup, Predictors x, std::span<const double> y,
             std::span<const double> weights) {
        members_.push_back(std::make_unique<Member>(setup, x, y, weights));
    }

    std::vector<std::unique_ptr<Member>> members_;
    std::vector<Limit> limits_{Limit::none};
    State start_;
};

}  // namespace reeindex::detail
