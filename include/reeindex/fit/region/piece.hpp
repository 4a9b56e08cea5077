#pragma once
/// \file
/// The pieces of which the closure of a curve consists: the curve and its limits.

#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <vector>

#include <reeindex/fit/region/order_wall.hpp>
#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// A curve, or a limit of it, with the data of a fit.
struct Piece {
    Piece(Setup with, const Refit& refit)
        : setup(std::move(with)),
          data(refit),
          prepared(setup, refit.predictors(), refit.y, refit.weights) {
        prepared.problem.objective.scale = setup.scale.value_or(1.0);
        prepared.problem.objective.size = setup.size.value_or(Objective::infinity_size);
        for (std::size_t j = 0; j < setup.free.size(); ++j)
            if (setup.free[j]) free.push_back(j);
        linear = prepared.problem.select(true);
    }

    [[nodiscard]] const CurveModel& model() const { return setup.curve.model(); }
    [[nodiscard]] const Problem& problem() const { return prepared.problem; }
    /// Whether its parameters are those of the fitted curve.
    [[nodiscard]] bool is_whole() const { return !whole && !own; }
    /// Root of the factor from the solver's objective to units of the data.
    [[nodiscard]] double scale() const { return std::sqrt(prepared.unit()); }
    /// The parameters of the fitted curve at parameters p of this piece.
    [[nodiscard]] std::vector<double> parameters_of(std::span<const double> p) const {
        if (own) return own(p);
        if (!whole) return {p.begin(), p.end()};
        std::vector<double> q(p.begin(), p.end());
        const bool sudden = limit == Limit::step || limit == Limit::spike ||
                            limit == Limit::pulse || limit == Limit::jump;
        if (growth && sudden)  // the levels of years become their total
            q = {std::accumulate(q.begin(), q.end(), 0.0), 1.0, of_q.back()};
        else if (growth && limit == Limit::exponential && q[0] < 0.0)
            q[1] = -q[1];  // the rate of a fall counts downwards
        q.insert(q.end(),
                 of_q.begin() + static_cast<std::ptrdiff_t>(std::min(q.size(), of_q.size())),
                 of_q.end());
        const auto mapping = whole->model().at_limit(limit, q);
        std::vector<double> out;
        for (const auto& at : mapping)
            out.push_back(at.from < 0 ? at.value : q[static_cast<std::size_t>(at.from)]);
        return out;
    }

    Setup setup;
    const Refit& data;
    Prepared prepared;
    std::vector<std::size_t> free;    ///< positions of the free parameters
    std::vector<std::size_t> linear;  ///< those of them that are eliminated
    Limit limit = Limit::none;        ///< which limit of the fitted curve this is
    std::optional<AnyCurve> whole{};  ///< of a limit: the fitted curve
    std::vector<double> of_q{};       ///< of a limit: its optimum as at_limit() reads it
    bool growth = false;              ///< yearly growth is fitted
    /// Parameters of the fitted curve, where this is the same curve in other ones.
    std::function<std::vector<double>(std::span<const double>)> own{};
    /// Linear parameters above which other parameters of the same curve serve better.
    double far_ceiling = infinity;
    bool wall = false;      ///< where interchangeable parts of the fitted curve change places
    bool has_wall = false;  ///< there is such a piece
    std::vector<std::vector<double>> beside{};  ///< near limits, linear parameters left open
    std::vector<double> optimum{};              ///< empty where only a jump of the curve has one
};

}  // namespace reeindex::detail
