#pragma once
/// \file
/// The largest value of a function over {S <= C}, by Newton steps in which the value is an unknown.
///
/// Wanted is the largest U = g + rho omega with S + omega rho^2 <= C, where rho is the signed
/// residual of a future observation of weight 1/omega; omega = 0 gives the largest g itself. At the
/// optimum grad S / 2 = rho grad g, and the step of (U, parameters) that satisfies this and S +
/// omega rho^2 = C to second order is, with a = grad S / 2, b = grad g, e = rho b - a and
/// H = Hessian(S)/2 - rho Hessian(g),
///
///     c2 = 1 / (b'H^-1 b + omega),  c1 = rho - c2 b'H^-1 e,
///     c0 = S + omega rho^2 - C - e'H^-1 e + c2 (b'H^-1 e)^2,
///     dU = -c0 / (c1 + sqrt(c1^2 - c2 c0)),  dp = H^-1 (e + b c2 (dU - b'H^-1 e)).
///
/// One step is exact for a curve that is linear. Linear parameters are first moved to where they
/// are best for the others (variable projection, Golub and Pereyra 1973, doi:10.1137/0710036).
/// Without the future observation this is the profile likelihood interval of Venzon and Moolgavkar
/// (1988), doi:10.2307/2347496.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <Eigen/Core>

#include <reeindex/fit/region/goal.hpp>
#include <reeindex/fit/region/piece.hpp>

namespace reeindex::detail {

/// A symmetric matrix in coordinates of unit diagonal, made positive definite by the absolute
/// values of its eigenvalues where it is not.
class PositiveFactor {
public:
    /// \param sizes typical size of each diagonal element
    void factor(const Eigen::MatrixXd& h, const Eigen::VectorXd& sizes,
                const std::vector<bool>& held);
    /// The solution, zero where a variable is held.
    void solve(const Eigen::VectorXd& b, Eigen::VectorXd& out);

private:
    std::vector<Eigen::Index> open_;
    Eigen::VectorXd unit_;
    Eigen::MatrixXd lower_, vectors_;
    Eigen::VectorXd values_, z_;
    bool definite_ = false;
};

/// Climbs over one piece.
class Climb {
public:
    /// Where a climb ended.
    struct End {
        double value = -infinity;  ///< on the side climbed to; infinite where nothing stops it
        std::vector<double> p;
        const Climb* climb = nullptr;  ///< that got there
    };

    /// \param ceiling C, and \param excess C less the smallest objective, in units of the data
    Climb(const Piece& piece, double ceiling, double excess);
    [[nodiscard]] const Piece& piece() const noexcept { return piece_; }
    /// Sets what is maximised. \param side +1, or -1 for the smallest value
    void aim(const Goal& goal, double side);
    /// The goal itself at a place, times side.
    [[nodiscard]] double value(const std::vector<double>& p);
    /// The value at the region's edge above a place, its linear parameters free; -infinity outside.
    [[nodiscard]] double edge(const std::vector<double>& p);
    /// From a place in the region to an optimum.
    [[nodiscard]] End run(std::vector<double> p);

private:
    /// Objective and goal at a place, with the linear parameters where they are best for rho.
    struct Place {
        std::vector<double> p;
        double s = infinity, g = 0.0;
        double s0 = 0.0, g0 = 0.0, v = 0.0;  ///< the objective for an end U: s0 + (U - g0)^2 / v
        double lift = 0.0;                   ///< by which the linear parameters raise the goal
        double at_edge = -infinity;
        Eigen::VectorXd a, b, sizes;
        Eigen::MatrixXd hs, hg;
    };

    [[nodiscard]] bool eliminate(Place& place, double rho, bool to_edge);
    /// The same for one linear parameter, without storage of its own.
    [[nodiscard]] bool eliminate_one(Place& place, double rho, bool to_edge);
    /// Slope of the goal by a linear parameter, after the curve's evaluation.
    [[nodiscard]] double goal_slope(const std::vector<double>& p, std::size_t j) const;
    [[nodiscard]] bool settle(Place& place, double rho, bool to_edge, const Eigen::MatrixXd& gram,
                              const Eigen::VectorXd& best, const Eigen::VectorXd& slope,
                              double least, double at_best);
    [[nodiscard]] bool look(Place& place, double rho, bool to_edge);
    void objective_derivatives(Place& place) const;
    [[nodiscard]] bool goal_derivatives(Place& place);
    [[nodiscard]] double goal_of(std::span<const double> p) const;
    [[nodiscard]] double sum_of_values() const;

    const Piece& piece_;
    std::size_t n_, width_, count_;
    double ceiling_, excess_, largest_ = 0.0, unit_ = 1.0, side_ = 1.0;
    bool ordered_ = false;  ///< the goal tells interchangeable parts apart
    const Goal* goal_ = nullptr;
    std::vector<double> rows_, f_, jacobian_, hessian_, rest_;
    Place scratch_;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/climb.ipp>
#endif
