#pragma once
/// How an optimum is examined.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/levenberg_marquardt.hpp>
#include <reeindex/fit/solve/minimise.hpp>
#include <reeindex/fit/solve/search.hpp>
#include <reeindex/fit/verdict/examination.hpp>

namespace reeindex::detail {

/// Refits with one parameter held.
class HeldFit {
public:
    HeldFit(const Setup& setup, std::size_t parameter, Predictors x, std::span<const double> y,
            std::span<const double> weights, const Minimum& at)
        : j_(parameter),
          setup_(hold(setup, parameter)),
          prepared_(setup_, x, y, weights),
          solver_(ready(prepared_.problem, at)) {}

    [[nodiscard]] const Problem& problem() const noexcept { return prepared_.problem; }
    [[nodiscard]] double unit() const noexcept { return prepared_.unit(); }

    /// The optimum with the parameter at a value, from the best of the starts; none where the curve
    /// has no value there.
    [[nodiscard]] std::optional<Point<double>> at(double value,
                                                  std::vector<std::vector<double>> starts) {
        std::optional<Point<double>> best;
        for (auto& start : starts) {
            start[j_] = value;
            for (std::size_t k = 0; k < start.size(); ++k)
                start[k] = std::clamp(start[k], setup_.lower[k], setup_.upper[k]);
            Point<double> point;
            point.p = std::move(start);
            if (!evaluate(problem(), point, false)) continue;
            if (setup_.free_count() > 0) {
                auto solution = solver_.run(point.p, {.max_iterations = 60, .offset = 1e-7});
                if (!solution.point.usable()) continue;
                point = std::move(solution.point);
            }
            if (!best || point.objective < best->objective) best = std::move(point);
        }
        return best;
    }

private:
    [[nodiscard]] static Setup hold(Setup setup, std::size_t parameter) {
        setup.free[parameter] = false;
        return setup;
    }
    [[nodiscard]] const Problem& ready(Problem& problem, const Minimum& at) const {
        problem.objective.scale = at.scale;
        problem.objective.size = at.size;
        const bool declared = std::any_of(problem.linear.begin(), problem.linear.end(),
                                          [](bool linear) { return linear; });
        if (!declared && problem.objective.model == ErrorModel::gaussian)
            problem.linear = detect_linear(problem, at.p);
        return problem;
    }

    std::size_t j_;
    Setup setup_;
    Prepared prepared_;
    LevenbergMarquardt<double> solver_;
};

/// What each column adds to those before it, of columns of unit length in the best order: 0 for
/// what is a combination of others. \param columns column-major, `rows` each
REEINDEX_INLINE std::vector<double> pivots(std::vector<double> columns, std::size_t rows) {
    const std::size_t count = rows == 0 ? 0 : columns.size() / rows;
    std::vector<std::span<double>> left;
    const auto length = [](std::span<const double> column) {
        double largest = 0.0, squares = 0.0;  // without underflow
        for (const double v : column) largest = std::max(largest, std::abs(v));
        if (!(largest > 0.0)) return 0.0;
        for (const double v : column) squares += (v / largest) * (v / largest);
        return largest * std::sqrt(squares);
    };
    for (std::size_t c = 0; c < count; ++c) {
        const auto column = std::span(columns).subspan(c * rows, rows);
        const double norm = length(column);
        if (norm > 0.0)
            for (double& v : column) v /= norm;
        left.push_back(column);
    }
    std::vector<double> out;
    while (!left.empty()) {
        const auto best = std::max_element(left.begin(), left.end(),
                                           [&](auto a, auto b) { return length(a) < length(b); });
        const double norm = length(*best);
        out.push_back(norm);
        const auto unit = *best;
        left.erase(best);
        if (!(norm > 0.0)) continue;
        for (double& v : unit) v /= norm;
        for (auto column : left) {
            double along = 0.0;
            for (std::size_t i = 0; i < rows; ++i) along += column[i] * unit[i];
            for (std::size_t i = 0; i < rows; ++i) column[i] -= along * unit[i];
        }
    }
    return out;
}

/// The walk from an optimum along one parameter.
class Walk {
public:
    Walk(const Setup& setup, std::size_t parameter, Predictors x, std::span<const double> y,
         std::span<const double> weights, const Minimum& minimum)
        : setup_(setup),
          j_(parameter),
          minimum_(minimum),
          held_(setup, parameter, x, y, weights, minimum) {}

    struct End {
        bool open = false;
        double p_value = 0.0;
        double objective = infinity;  ///< the lowest on the way, from the second step on
        std::vector<double> p;        ///< there
    };

    /// Whether the objective stays within what the data do not exclude, all the way to one side.
    [[nodiscard]] End go(double side, double first_step, double level, const ExcessTest& test) {
        const double from = minimum_.p[j_];
        const double bound = side < 0.0 ? setup_.lower[j_] : setup_.upper[j_];
        std::vector<std::vector<double>> path{minimum_.p};
        double before = infinity;
        End end;
        int level_off = 0;
        bool past_zero = from == 0.0;
        for (std::size_t k = 0; k < distances.size(); ++k) {
            double value = from + side * first_step * distances[k];
            // a rate of zero, a level of zero: the curve may be another one there
            if (!past_zero && side * from < 0.0 && side * value >= 0.0) {
                past_zero = true;
                if (const auto at_zero = visit(0.0, path, level, test); at_zero.open)
                    return at_zero;
            }
            const bool last = side * value >= side * bound;
            if (last) value = bound;
            if (!std::isfinite(value)) break;
            const auto here = held_.at(value, starts(path));
            if (!here && k > 6) break;
            if (!here) return end;
            const double objective = here->objective * held_.unit();
            const double excess = objective - minimum_.objective;
            const auto free = static_cast<double>(setup_.free_count());
            if (test(excess, free) < 1.0 - level) {  // whatever is lost there
                // so far out a sudden rise is of a refit that lost the way
                const bool lost_way =
                    k > 6 && excess > 2.0 * std::max(before - minimum_.objective, 0.0);
                if (!lost_way) return end;
                break;
            }
            path.push_back(here->p);
            if (last) {  // a bound of the parameter is no end out of reach, unless others are lost
                const auto gone = lost(path.back());
                end.p_value = test(excess, 1.0 + gone);
                end.open = gone > 0.0 && end.p_value >= 1.0 - level;
                end.objective = objective;
                end.p = path.back();
                return end;
            }
            const double unit = std::max(excess, 0.0);
            const bool same =
                std::abs(objective - before) <= 1e-3 * unit + 1e-9 * std::abs(minimum_.objective);
            level_off = same ? level_off + 1 : 0;
            before = objective;
            if (k > 0 && objective <= end.objective) {
                end.objective = objective;
                end.p = path.back();
            }
            if (level_off >= 2 && k >= 3) break;
        }
        if (end.p.empty()) return end;
        end.p_value = test(before - minimum_.objective, 1.0 + lost(path.back()));
        end.open = end.p_value >= 1.0 - level;
        return end;
    }

    /// Whether the optimum lies far out already, where a valley without a slope leads: another
    /// point of the valley. \param error half width of the parameter's Wald interval
    [[nodiscard]] std::optional<std::vector<double>> valley(double error, double level,
                                                            const ExcessTest& test) {
        const double p = minimum_.p[j_];
        if (p == 0.0 || !(error > hopeless * std::abs(p))) return std::nullopt;
        auto outside = minimum_.p;  // a valley, not a parameter without effect
        outside[j_] *= growth;
        if (!is_far(outside, level, test)) return std::nullopt;
        std::vector<std::vector<double>> path{minimum_.p};
        const auto within = [&](double value) {
            return value >= setup_.lower[j_] && value <= setup_.upper[j_];
        };
        for (const double share : {1.0 / growth, 1.0 / (growth * growth)}) {
            if (!within(share * p)) return std::nullopt;
            const auto here = held_.at(share * p, starts(path));
            if (!here || !same(*here, test)) return std::nullopt;
            path.push_back(here->p);
        }
        auto nearer = path.back();
        // where it has no beginning either, two parameters say the same thing, and neither runs
        // away
        double share = 1.0 / (growth * growth);
        for (int k = 0; k < 30; ++k) {
            share /= growth * growth;
            if (!within(share * p)) return nearer;
            const auto here = held_.at(share * p, starts(path));
            if (!here || !same(*here, test)) return nearer;
            path.push_back(here->p);
        }
        return std::nullopt;
    }

    /// Whether the parameter is so far out at p that the data would exclude it, were the others not
    /// fitted again.
    [[nodiscard]] bool is_far(const std::vector<double>& p, double level,
                              const ExcessTest& test) const {
        Point<double> alone;
        alone.p = minimum_.p;
        alone.p[j_] = p[j_];
        if (!evaluate(held_.problem(), alone, false)) return true;
        const double excess = alone.objective * held_.unit() - minimum_.objective;
        return test(excess, 1.0) < 1.0 - level;
    }

    /// Parameters that the data determine at p, of those not held.
    [[nodiscard]] std::vector<bool> determined(const std::vector<double>& p) const {
        std::vector<bool> out(p.size(), false);
        const auto all = pivots(columns(p, p.size(), p.size()), rows());
        for (std::size_t k = 0; k < p.size(); ++k) {
            if (k == j_ || !setup_.free[k]) continue;
            const auto without = pivots(columns(p, k, p.size()), rows());
            // it stands alone if the others, the one that ran away among them, miss a direction
            out[k] = significant(all) > significant(without);
        }
        return out;
    }

private:
    /// Of the values along the walk, in first steps. The last ones are for curves that come to
    /// their limit by the logarithm only, as the Gompertz curve does.
    static constexpr std::array<double, 18> distances{1.0,   8.0,  64.0, 512.0, 4096.0, 32768.0,
                                                      2.6e5, 1e7,  1e9,  1e12,  1e16,   1e22,
                                                      1e30,  1e42, 1e60, 1e85,  1e110,  1e140};
    static constexpr double growth = 8.0;
    static constexpr double vanished = 1e-3;
    static constexpr double hopeless = 1e4;

    [[nodiscard]] std::size_t rows() const { return held_.problem().rows(); }

    /// Whether the data see no difference to the optimum.
    [[nodiscard]] bool same(const Point<double>& here, const ExcessTest& test) const {
        return test(here.objective * held_.unit() - minimum_.objective, 1.0) >= 0.99;
    }

    [[nodiscard]] static std::size_t significant(const std::vector<double>& pivots) {
        return static_cast<std::size_t>(
            std::count_if(pivots.begin(), pivots.end(), [](double v) { return v > vanished; }));
    }

    /// Columns of the Jacobian at p of the parameters that were free, but one or two.
    [[nodiscard]] std::vector<double> columns(const std::vector<double>& p, std::size_t without,
                                              std::size_t or_without) const {
        std::vector<double> out;
        Point<double> point;
        point.p = p;
        if (!evaluate(held_.problem(), point, true)) return out;
        for (std::size_t k = 0; k < p.size(); ++k) {
            if (k == without || k == or_without || !setup_.free[k]) continue;
            const auto column = point.column(k);
            for (std::size_t i = 0; i < rows(); ++i)
                out.push_back(column[i] * held_.problem().objective.root(i));
        }
        return out;
    }

    /// How many of the other parameters the data tell apart at the optimum and no longer at p.
    [[nodiscard]] double lost(const std::vector<double>& p) const {
        const auto here = pivots(columns(p, j_, j_), rows());
        const auto there = pivots(columns(minimum_.p, j_, j_), rows());
        double out = 0.0;
        for (std::size_t k = 0; k < std::min(here.size(), there.size()); ++k)
            out += here[k] < vanished * there[k] ? 1.0 : 0.0;
        return out;
    }

    /// Where to start from for the next value: where the last one ended, and where the path leads.
    [[nodiscard]] static std::vector<std::vector<double>> starts(
        const std::vector<std::vector<double>>& path) {
        std::vector<std::vector<double>> out{path.back()};
        if (path.size() < 3) return out;
        const auto& b = path.back();
        const auto& a = path[path.size() - 2];
        std::vector<double> sum(b.size()), ratio(b.size());
        for (std::size_t k = 0; k < b.size(); ++k) {
            sum[k] = b[k] + (b[k] - a[k]);
            ratio[k] = a[k] != 0.0 && b[k] / a[k] > 0.0 ? b[k] * (b[k] / a[k]) : b[k];
        }
        out.push_back(std::move(sum));
        out.push_back(std::move(ratio));
        return out;
    }

    [[nodiscard]] End visit(double value, const std::vector<std::vector<double>>& path,
                            double level, const ExcessTest& test) {
        End end;
        const auto here = held_.at(value, {path.back()});
        if (!here) return end;
        const double gone = lost(here->p);
        end.objective = here->objective * held_.unit();
        end.p = here->p;
        end.p_value = test(end.objective - minimum_.objective, 1.0 + gone);
        end.open = gone > 0.0 && end.p_value >= 1.0 - level;
        return end;
    }

    const Setup& setup_;
    std::size_t j_;
    const Minimum& minimum_;
    HeldFit held_;
};

REEINDEX_INLINE Examination examine(const Setup& setup, Predictors x, std::span<const double> y,
                                    std::span<const double> weights, const Minimum& minimum,
                                    std::span<const double> errors, double level,
                                    const ExcessTest& test) {
    Examination out;
    const Prepared prepared(setup, x, y, weights);
    const auto linear = detect_linear(prepared.problem, minimum.p);
    double largest = 0.0;
    for (const double value : y) largest = std::max(largest, std::abs(value));
    for (std::size_t j = 0; j < setup.free.size(); ++j) {
        if (!setup.free[j]) continue;
        Walk walk(setup, j, x, y, weights, minimum);
        if (auto nearer = walk.valley(errors[j], level, test)) {
            out.open.push_back({j, minimum.p[j] > 0.0, 1.0, minimum.p});
            if (out.runs_away) continue;
            out.runs_away = true;
            out.objective = minimum.objective;
            out.far = minimum.p;
            out.nearer = std::move(*nearer);
            out.determined = walk.determined(out.far);
            continue;
        }
        const double size = minimum.p[j] != 0.0 ? std::abs(minimum.p[j]) : 1.0;
        const double step = std::isfinite(errors[j]) && errors[j] > 0.0 ? errors[j] : size;
        for (const double side : {-1.0, 1.0}) {
            auto end = walk.go(side, step, level, test);
            if (!end.open && step > 10.0 * size) {  // so far at once that the walk is lost
                end = walk.go(side, size, level, test);
                end.open = end.open && walk.is_far(end.p, level, test);
            }
            if (!end.open) continue;
            out.open.push_back({j, side > 0.0, end.p_value, end.p});
            const double change = end.objective - minimum.objective;
            const bool out_of_reach = linear[j] && std::abs(minimum.p[j]) > 1e6 * largest;
            if ((out_of_reach || change <= 1e-9 * std::abs(minimum.objective)) &&
                end.objective < out.objective) {
                out.runs_away = true;
                out.objective = end.objective;
                out.determined = walk.determined(end.p);
                out.far = std::move(end.p);
                out.nearer = minimum.p;
            }
        }
    }
    return out;
}

}  // namespace reeindex::detail
