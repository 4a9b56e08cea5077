#pragma once
#include <algorithm>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/fit/region/climb.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void PositiveFactor::factor(const Eigen::MatrixXd& h, const Eigen::VectorXd& sizes,
                                            const std::vector<bool>& held) {
    open_.clear();
    for (Eigen::Index i = 0; i < h.rows(); ++i)
        if (!held[static_cast<std::size_t>(i)]) open_.push_back(i);
    const auto k = static_cast<Eigen::Index>(open_.size());
    const auto at = [&](Eigen::Index i) { return open_[static_cast<std::size_t>(i)]; };
    unit_.resize(k);
    lower_.resize(k, k);
    for (Eigen::Index i = 0; i < k; ++i)
        unit_(i) = sizes(at(i)) > 0.0 ? 1.0 / std::sqrt(sizes(at(i))) : 1.0;
    const auto scaled = [&](Eigen::Index i, Eigen::Index j) {
        return h(at(i), at(j)) * unit_(i) * unit_(j);
    };
    definite_ = true;
    for (Eigen::Index i = 0; i < k && definite_; ++i)
        for (Eigen::Index j = 0; j <= i; ++j) {
            double sum = scaled(i, j);
            for (Eigen::Index l = 0; l < j; ++l) sum -= lower_(i, l) * lower_(j, l);
            if (i == j) {
                definite_ = sum > 1e-12;
                lower_(i, i) = std::sqrt(sum);
            } else {
                lower_(i, j) = sum / lower_(j, j);
            }
            if (!definite_) break;
        }
    if (definite_) return;
    Eigen::MatrixXd whole(k, k);
    for (Eigen::Index i = 0; i < k; ++i)
        for (Eigen::Index j = 0; j < k; ++j) whole(i, j) = scaled(i, j);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(whole);
    values_ = parts.eigenvalues().cwiseAbs();
    values_ = values_.cwiseMax(std::max(1e-12 * values_.maxCoeff(), 1e-300));
    vectors_ = parts.eigenvectors();
}

REEINDEX_INLINE void PositiveFactor::solve(const Eigen::VectorXd& b, Eigen::VectorXd& out) {
    const auto k = static_cast<Eigen::Index>(open_.size());
    const auto at = [&](Eigen::Index i) { return open_[static_cast<std::size_t>(i)]; };
    Eigen::VectorXd& z = z_;
    z.resize(k);
    out.setZero(b.size());
    for (Eigen::Index i = 0; i < k; ++i) z(i) = b(at(i)) * unit_(i);
    if (definite_) {
        for (Eigen::Index i = 0; i < k; ++i) {
            for (Eigen::Index l = 0; l < i; ++l) z(i) -= lower_(i, l) * z(l);
            z(i) /= lower_(i, i);
        }
        for (Eigen::Index i = k; i-- > 0;) {
            for (Eigen::Index l = i + 1; l < k; ++l) z(i) -= lower_(l, i) * z(l);
            z(i) /= lower_(i, i);
        }
    } else {
        z = (vectors_ * (vectors_.transpose() * z).cwiseQuotient(values_)).eval();
    }
    for (Eigen::Index i = 0; i < k; ++i) out(at(i)) = z(i) * unit_(i);
}

REEINDEX_INLINE Climb::Climb(const Piece& piece, double ceiling, double excess)
    : piece_(piece),
      n_(piece.problem().rows()),
      width_(piece.data.width),
      count_(piece.setup.free.size()),
      ceiling_(ceiling / piece.prepared.unit()),
      excess_(excess / piece.prepared.unit()) {
    for (const double y : piece.data.y) largest_ = std::max(largest_, std::abs(y));
}

REEINDEX_INLINE void Climb::aim(const Goal& goal, double side) {
    goal_ = &goal;
    side_ = side;
    rows_ = piece_.data.rows;
    rows_.insert(rows_.end(), goal.rows.begin(), goal.rows.end());
    const std::size_t rows = rows_.size() / width_;
    f_.resize(rows);
    jacobian_.resize(rows * count_);
    hessian_.resize(rows * count_ * (count_ + 1) / 2);
    const bool of_level = goal.parameter && piece_.is_whole() &&
                          piece_.setup.curve.parameters()[*goal.parameter].linear;
    ordered_ = !goal.is_sum() && piece_.is_whole() && piece_.has_wall;
    unit_ = (goal.is_sum() && !goal.logarithm) || of_level ? piece_.scale() : 1.0;
}

REEINDEX_INLINE double Climb::sum_of_values() const {
    double sum = 0.0;
    for (std::size_t k = 0; k < goal_->shares.size(); ++k) sum += goal_->shares[k] * f_[n_ + k];
    return goal_->logarithm ? std::log(sum) : sum;
}

REEINDEX_INLINE double Climb::goal_of(std::span<const double> p) const {
    if (goal_->parameter && piece_.is_whole()) return p[*goal_->parameter];
    const auto of = piece_.parameters_of(p);
    return goal_->parameter ? of[*goal_->parameter] : goal_->function(of);
}

/// Step for differences by one parameter.
[[nodiscard]] REEINDEX_INLINE double difference_step(double p) {
    return 1e-5 * std::max(std::abs(p), 1e-6);
}

REEINDEX_INLINE double Climb::goal_slope(const std::vector<double>& p, std::size_t j) const {
    if (goal_->is_sum()) {
        double slope = 0.0;
        for (std::size_t k = 0; k < goal_->shares.size(); ++k)
            slope += goal_->shares[k] * jacobian_[j * f_.size() + n_ + k];
        return slope;
    }
    if (goal_->parameter && piece_.is_whole()) return *goal_->parameter == j ? 1.0 : 0.0;
    auto moved = p;
    const double h = difference_step(p[j]);
    moved[j] = p[j] + h;
    const double ahead = goal_of(moved);
    moved[j] = p[j] - h;
    return (ahead - goal_of(moved)) / (2.0 * h);
}

REEINDEX_INLINE bool Climb::eliminate_one(Place& place, double rho, bool to_edge) {
    const auto& problem = piece_.problem();
    const auto& objective = problem.objective;
    const std::size_t j = piece_.linear.front();
    const double* column = &jacobian_[j * f_.size()];
    double gram = 0.0, best = 0.0, least = 0.0;
    rest_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
        const double w = objective.root(i) * objective.root(i);
        rest_[i] = objective.y[i] - f_[i] + column[i] * place.p[j];
        best += w * column[i] * rest_[i];
        gram += w * column[i] * column[i];
    }
    if (!(gram > 1e-250 && std::isfinite(gram))) return false;
    best /= gram;
    if (!std::isfinite(best)) return false;
    for (std::size_t i = 0; i < n_; ++i) {
        const double e = rest_[i] - column[i] * best;
        least += objective.root(i) * objective.root(i) * e * e;
    }
    const double slope = goal_slope(place.p, j) * (side_ / unit_);
    if (!std::isfinite(slope)) return false;
    const double at_best = side_ * (goal_->is_sum() ? sum_of_values() : goal_of(place.p)) / unit_ +
                           slope * (best - place.p[j]);
    const double raise = slope / gram, v = slope * raise + goal_->omega;
    double share = slope * raise;
    const double highest = v > 0.0 && ceiling_ > least ? std::sqrt((ceiling_ - least) / v) : 0.0;
    const double used = to_edge ? highest : rho;
    const double lower = problem.lower[j], upper = problem.upper[j];
    double value = best + used * raise, shift = 0.0;
    const double root = std::sqrt(gram);
    const bool outside = std::max(lower - value, value - upper) * root > 0.0;
    bool edge_inside = true;
    place.s0 = least;
    place.v = v;
    if (outside) {
        value = value < lower ? lower : upper;
        shift = value - best;
        place.s0 = least + shift * (gram * shift);
        place.v = goal_->omega;
        share = 0.0;
    } else {
        const double at_edge = best + highest * raise;
        edge_inside = at_edge >= lower && at_edge <= upper;
    }
    place.p[j] = value;
    place.g0 = at_best + slope * shift;
    place.lift = used * share;
    place.s = place.s0 + used * used * share;
    place.g = place.g0 + place.lift;
    place.at_edge = -infinity;
    if (edge_inside && ceiling_ >= place.s0)
        place.at_edge = place.g0 + std::sqrt((ceiling_ - place.s0) * place.v);
    else if (ceiling_ >= place.s)
        place.at_edge = place.g + std::sqrt((ceiling_ - place.s) * goal_->omega);
    return true;
}

REEINDEX_INLINE bool Climb::eliminate(Place& place, double rho, bool to_edge) {
    piece_.model().evaluate({rows_, width_}, place.p, f_.data(), jacobian_.data());
    if (!all_finite<double>(f_)) return false;
    const auto& objective = piece_.problem().objective;
    const auto& linear = piece_.linear;
    const std::size_t rows = f_.size();
    const auto size = static_cast<Eigen::Index>(linear.size());
    if (size == 1) return eliminate_one(place, rho, to_edge);
    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(size, size);
    Eigen::VectorXd best = Eigen::VectorXd::Zero(size), slope = Eigen::VectorXd::Zero(size);
    const auto column = [&](Eigen::Index c, std::size_t i) {
        return jacobian_[linear[static_cast<std::size_t>(c)] * rows + i];
    };
    auto& rest = rest_;
    rest.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
        const double w = objective.root(i) * objective.root(i);
        rest[i] = objective.y[i] - f_[i];
        for (Eigen::Index c = 0; c < size; ++c)
            rest[i] += column(c, i) * place.p[linear[static_cast<std::size_t>(c)]];
        for (Eigen::Index c = 0; c < size; ++c) {
            best(c) += w * column(c, i) * rest[i];
            for (Eigen::Index d = 0; d <= c; ++d) gram(c, d) += w * column(c, i) * column(d, i);
        }
    }
    for (Eigen::Index c = 0; c < size; ++c) {
        if (!(gram(c, c) > 1e-250 && std::isfinite(gram(c, c)))) return false;
        for (Eigen::Index d = 0; d < c; ++d) gram(d, c) = gram(c, d);
    }
    best = gram.ldlt().solve(best);
    if (!best.allFinite()) return false;
    double least = 0.0, at_best = 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
        double e = rest[i];
        for (Eigen::Index c = 0; c < size; ++c) e -= column(c, i) * best(c);
        least += objective.root(i) * objective.root(i) * e * e;
    }
    const bool sum = goal_->is_sum();
    at_best = side_ * (sum ? sum_of_values() : goal_of(place.p)) / unit_;
    for (Eigen::Index c = 0; c < size; ++c) {
        const std::size_t j = linear[static_cast<std::size_t>(c)];
        slope(c) = goal_slope(place.p, j);
        slope(c) *= side_ / unit_;
        at_best += slope(c) * (best(c) - place.p[j]);
    }
    if (!slope.allFinite()) return false;
    return settle(place, rho, to_edge, gram, best, slope, least, at_best);
}

REEINDEX_INLINE bool Climb::settle(Place& place, double rho, bool to_edge,
                                   const Eigen::MatrixXd& gram, const Eigen::VectorXd& best,
                                   const Eigen::VectorXd& slope, double least, double at_best) {
    const auto& linear = piece_.linear;
    const auto& problem = piece_.problem();
    const auto size = static_cast<std::size_t>(gram.rows());
    const auto index = [](std::size_t c) { return static_cast<Eigen::Index>(c); };
    std::vector<double> bound(size, std::nan("")), value(size);
    for (std::size_t round = 0; round <= size; ++round) {
        std::vector<Eigen::Index> open, shut;
        for (std::size_t c = 0; c < size; ++c)
            (std::isnan(bound[c]) ? open : shut).push_back(index(c));
        Eigen::VectorXd shift = Eigen::VectorXd::Zero(index(size)), raise = shift;
        for (const auto c : shut) shift(c) = bound[static_cast<std::size_t>(c)] - best(c);
        const Eigen::VectorXd pull = gram * shift;
        if (open.size() == 1) {
            const auto c = open[0];
            shift(c) = -pull(c) / gram(c, c);
            raise(c) = slope(c) / gram(c, c);
        } else if (!open.empty()) {
            const Eigen::LDLT<Eigen::MatrixXd> part(gram(open, open));
            shift(open) = -part.solve(pull(open)).eval();
            raise(open) = part.solve(slope(open)).eval();
        }
        const double s0 = least + shift.dot(gram * shift);
        const double share = slope.dot(raise);
        const double v = share + goal_->omega;
        const double highest = v > 0.0 && ceiling_ > s0 ? std::sqrt((ceiling_ - s0) / v) : 0.0;
        const double used = to_edge ? highest : rho;
        double worst = 0.0;
        std::size_t out = size;
        bool edge_inside = true;
        for (const auto c : open) {
            const auto k = static_cast<std::size_t>(c);
            value[k] = best(c) + shift(c) + used * raise(c);
            const double lower = problem.lower[linear[k]], upper = problem.upper[linear[k]];
            const double at_edge = best(c) + shift(c) + highest * raise(c);
            edge_inside = edge_inside && at_edge >= lower && at_edge <= upper;
            const double beyond =
                std::max(lower - value[k], value[k] - upper) * std::sqrt(gram(c, c));
            if (beyond > worst) {
                worst = beyond;
                out = k;
            }
        }
        if (out < size) {
            const double lower = problem.lower[linear[out]];
            bound[out] = value[out] < lower ? lower : problem.upper[linear[out]];
            continue;
        }
        for (const auto c : shut)
            value[static_cast<std::size_t>(c)] = bound[static_cast<std::size_t>(c)];
        for (std::size_t c = 0; c < size; ++c) place.p[linear[c]] = value[c];
        place.s0 = s0;
        place.v = v;
        place.g0 = at_best + slope.dot(shift);
        place.lift = used * share;
        place.s = s0 + used * used * share;
        place.g = place.g0 + place.lift;
        place.at_edge = -infinity;
        if (edge_inside && ceiling_ >= s0)
            place.at_edge = place.g0 + std::sqrt((ceiling_ - s0) * v);
        else if (ceiling_ >= place.s)
            place.at_edge = place.g + std::sqrt((ceiling_ - place.s) * goal_->omega);
        return true;
    }
    return false;
}

REEINDEX_INLINE void Climb::objective_derivatives(Place& place) const {
    const auto& objective = piece_.problem().objective;
    const std::size_t rows = f_.size();
    const auto& free = piece_.free;
    const auto size = static_cast<Eigen::Index>(free.size());
    place.a = Eigen::VectorXd::Zero(size);
    place.sizes = Eigen::VectorXd::Zero(size);
    place.hs = Eigen::MatrixXd::Zero(size, size);
    place.s = 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
        place.s += objective.loss(i, f_[i]);
        const auto slope = objective.slopes(i, f_[i]);
        for (Eigen::Index a = 0; a < size; ++a) {
            const std::size_t ja = free[static_cast<std::size_t>(a)];
            const double by_a = jacobian_[ja * rows + i];
            place.a(a) += slope.first * by_a;
            place.sizes(a) += std::abs(slope.second) * by_a * by_a;
            for (Eigen::Index b = 0; b <= a; ++b) {
                const std::size_t jb = free[static_cast<std::size_t>(b)];
                place.hs(a, b) += slope.second * by_a * jacobian_[jb * rows + i] +
                                  slope.first * hessian_[(ja * (ja + 1) / 2 + jb) * rows + i];
            }
        }
    }
    for (Eigen::Index a = 0; a < size; ++a)
        for (Eigen::Index b = 0; b < a; ++b) place.hs(b, a) = place.hs(a, b);
}

REEINDEX_INLINE bool Climb::goal_derivatives(Place& place) {
    const auto& free = piece_.free;
    const std::size_t rows = f_.size();
    const auto size = static_cast<Eigen::Index>(free.size());
    const double factor = side_ / unit_;
    place.b = Eigen::VectorXd::Zero(size);
    place.hg = Eigen::MatrixXd::Zero(size, size);
    const auto at = [&](Eigen::Index a) { return free[static_cast<std::size_t>(a)]; };
    if (goal_->is_sum()) {
        for (std::size_t k = 0; k < goal_->shares.size(); ++k)
            for (Eigen::Index a = 0; a < size; ++a) {
                place.b(a) += goal_->shares[k] * jacobian_[at(a) * rows + n_ + k];
                for (Eigen::Index b = 0; b <= a; ++b)
                    place.hg(a, b) += goal_->shares[k] *
                                      hessian_[(at(a) * (at(a) + 1) / 2 + at(b)) * rows + n_ + k];
            }
        const double value = sum_of_values();
        if (goal_->logarithm) {
            const double total = std::exp(value);
            place.b /= total;
            place.hg = place.hg / total - place.b * place.b.transpose();
        }
        place.g = factor * value;
    } else if (goal_->parameter && piece_.is_whole()) {
        for (Eigen::Index a = 0; a < size; ++a)
            if (at(a) == *goal_->parameter) place.b(a) = 1.0;
        place.g = factor * place.p[*goal_->parameter];
    } else {
        auto moved = place.p;
        const auto value = [&](Eigen::Index a, double da, Eigen::Index b, double db) {
            moved[at(a)] += da;
            moved[at(b)] += db;
            const double out = goal_of(moved);
            moved[at(a)] = place.p[at(a)];
            moved[at(b)] = place.p[at(b)];
            return out;
        };
        const double here = goal_of(place.p);
        place.g = factor * here;
        const auto step = [&](Eigen::Index a, double times) {
            return times * difference_step(place.p[at(a)]);
        };
        for (Eigen::Index a = 0; a < size; ++a) {
            const double h = step(a, 1.0);
            place.b(a) = (value(a, h, a, 0.0) - value(a, -h, a, 0.0)) / (2.0 * h);
            for (Eigen::Index b = 0; b <= a; ++b) {
                const double d = step(a, 10.0), e = step(b, 10.0);
                place.hg(a, b) = (value(a, d, b, e) - value(a, d, b, -e) - value(a, -d, b, e) +
                                  value(a, -d, b, -e)) /
                                 (4.0 * d * e);
            }
        }
    }
    place.b *= factor;
    place.hg *= factor;
    for (Eigen::Index a = 0; a < size; ++a)
        for (Eigen::Index b = 0; b < a; ++b) place.hg(b, a) = place.hg(a, b);
    return std::isfinite(place.g) && place.b.allFinite() && place.hg.allFinite();
}

REEINDEX_INLINE bool Climb::look(Place& place, double rho, bool to_edge) {
    const bool eliminates = !piece_.linear.empty();
    place.lift = 0.0;
    if (ordered_) {  // beyond the wall the parts have each other's parameters
        auto p = place.p;
        piece_.model().order(p);
        if (p != place.p) return false;
    }
    if (eliminates && !eliminate(place, rho, to_edge)) return false;
    piece_.model().second_derivatives({rows_, width_}, place.p, f_.data(), jacobian_.data(),
                                      hessian_.data());
    if (!all_finite<double>(f_) || !all_finite<double>(jacobian_)) return false;
    for (double& value : hessian_)
        if (!std::isfinite(value)) value = 0.0;  // an overflow where the curve is flat
    objective_derivatives(place);
    if (!std::isfinite(place.s) || !place.hs.allFinite() || !goal_derivatives(place)) return false;
    if (eliminates) {
        const bool exact = goal_->is_sum() || (goal_->parameter && piece_.is_whole());
        if (!exact) place.at_edge = place.s <= ceiling_ ? place.g : -infinity;
        place.g0 = place.g - place.lift;
        return true;
    }
    place.s0 = place.s;
    place.g0 = place.g;
    place.v = goal_->omega;
    const double room = ceiling_ - place.s;
    place.at_edge = room >= 0.0 ? place.g + std::sqrt(room * place.v) : -infinity;
    return true;
}

REEINDEX_INLINE double Climb::value(const std::vector<double>& p) {
    piece_.model().evaluate({rows_, width_}, p, f_.data(), nullptr);
    return side_ * (goal_->is_sum() ? sum_of_values() : goal_of(p));
}

REEINDEX_INLINE double Climb::edge(const std::vector<double>& p) {
    Place& place = scratch_;
    place.p = p;
    if (!piece_.linear.empty()) {
        if (!eliminate(place, 0.0, true)) return -infinity;
        const bool exact = goal_->is_sum() || (goal_->parameter && piece_.is_whole());
        if (exact) return place.at_edge * unit_;
        const double g = side_ * goal_of(place.p);
        return place.s <= ceiling_ && std::isfinite(g) ? g : -infinity;
    }
    return look(place, 0.0, true) ? place.at_edge * unit_ : -infinity;
}

REEINDEX_INLINE Climb::End Climb::run(std::vector<double> start) {
    constexpr int most = 100;
    const auto& free = piece_.free;
    const auto& problem = piece_.problem();
    const auto size = static_cast<Eigen::Index>(free.size());
    const auto at = [&](Eigen::Index a) { return free[static_cast<std::size_t>(a)]; };
    End end;
    Place here, trial;
    std::vector<double> best_p = start;
    trial.p = std::move(start);
    Eigen::VectorXd step = Eigen::VectorXd::Zero(size);
    Eigen::VectorXd e, ie, ib;
    Eigen::MatrixXd h;
    std::vector<bool> held;
    PositiveFactor factor;
    double best = -infinity, rho = 0.0, next = 0.0, radius = 3.0 * excess_, target = 0.0;
    double promised = 0.0, kappa = 0.0, scale = 1.0, first_spread = 0.0;
    int refused = 0;
    bool fresh = true;
    const auto merit = [&](const Place& place) {
        const double off = target - place.g0;
        return place.v > 0.0 ? place.s0 + off * off / place.v
                             : place.s + 2.0 * next * off + kappa * off * off;
    };
    const auto finished = [&](double value, const std::vector<double>& p) {
        end.climb = this;
        end.value = value * unit_;
        end.p = p;
        return end;
    };
    for (int round = 0; round < most; ++round) {
        look_for_interrupt();
        bool good = look(trial, next, fresh);
        if (fresh) {
            if (!good) break;
        } else {
            good = good && trial.s0 < ceiling_ + 2.0 * excess_ && merit(trial) <= promised;
        }
        if (!good) {
            scale *= 0.35;
            if (++refused > 3) {
                trial.p = best_p;
                fresh = true;
                refused = 0;
                scale = 1.0;
                radius *= 0.06;
                if (radius < 1e-9 * excess_) break;
                continue;
            }
            trial.p = here.p;
            for (Eigen::Index a = 0; a < size; ++a) trial.p[at(a)] += scale * step(a);
            continue;
        }
        std::swap(here, trial);
        radius = std::min(2.0 * radius, 3.0 * excess_);
        refused = 0;
        scale = 1.0;
        if (here.at_edge > best) {
            best = here.at_edge;
            best_p = here.p;
        }
        const double room = ceiling_ - here.s0;
        const double inner = here.v > 0.0 ? std::sqrt(std::max(room, 0.0) / here.v) : 0.0;
        if (!fresh) {
            rho = here.v > 0.0 ? std::max(next, 0.3 * inner) : next;
        } else if (here.v > 0.0) {
            rho = inner;
        } else {
            factor.factor(here.hs, here.sizes, std::vector<bool>(free.size(), false));
            factor.solve(here.b, ib);
            const double along = here.b.dot(ib);
            rho = std::sqrt(std::max(room, 0.0) / std::max(along, 1e-300));
        }
        fresh = false;
        const double value = here.g + rho * goal_->omega;
        const double off_edge = here.s + goal_->omega * rho * rho - ceiling_;
        e = rho * here.b - here.a;
        h = here.hs - rho * here.hg;
        held.assign(free.size(), false);
        for (Eigen::Index a = 0; a < size; ++a)
            held[static_cast<std::size_t>(a)] =
                (here.p[at(a)] <= problem.lower[at(a)] && e(a) < 0.0) ||
                (here.p[at(a)] >= problem.upper[at(a)] && e(a) > 0.0);
        double gain = 0.0, root = 0.0, spread = 0.0;
        bool limited = false;
        for (Eigen::Index pass = 0; pass <= size; ++pass) {
            factor.factor(h, here.sizes, held);
            factor.solve(e, ie);
            factor.solve(here.b, ib);
            const double ee = e.dot(ie), be = here.b.dot(ie), bb = here.b.dot(ib);
            const double c2 = 1.0 / std::max(bb + goal_->omega, 1e-300);
            const double c1 = rho - be * c2, c0 = off_edge - ee + be * be * c2;
            root = std::sqrt(std::max(c1 * c1 - c2 * c0, 1e-6 * c1 * c1));
            gain = c1 > 0.0 ? -c0 / (c1 + root) : (root - c1) / c2;
            spread = std::sqrt(excess_ / c2);
            const double spare = radius - (ee - be * be * c2);
            limited = spare < 0.0 || c2 * gain * gain > spare;
            if (limited) {
                const double size_of_gain = spare < 0.0 ? 0.0 : std::sqrt(spare / c2);
                gain = std::copysign(size_of_gain, gain);
                root = c1 + c2 * gain;
            }
            if (best > -infinity) gain = std::max(gain, best - value);
            step = ie + ib * ((gain - be) * c2);
            kappa = 1.0 / std::max(bb, 1e-300);
            bool again = false;
            for (Eigen::Index a = 0; a < size; ++a) {
                const bool down = here.p[at(a)] <= problem.lower[at(a)] && step(a) < 0.0;
                const bool up = here.p[at(a)] >= problem.upper[at(a)] && step(a) > 0.0;
                const auto k = static_cast<std::size_t>(a);
                if (!held[k] && (down || up)) held[k] = again = true;
            }
            if (!again) break;
        }
        if (!step.allFinite()) break;
        // beyond this the other charts go on; the least value of the parameter itself lies on the
        // way back
        const auto comes_back = [&](std::size_t j) {
            return goal_->parameter && *goal_->parameter == j && side_ < 0.0;
        };
        for (const auto j : piece_.linear)
            if (here.p[j] > piece_.far_ceiling && !comes_back(j)) return finished(best, best_p);
        double share = 1.0;
        for (Eigen::Index a = 0; a < size; ++a) {
            const double to = here.p[at(a)] + step(a);
            const double lower = problem.lower[at(a)], upper = problem.upper[at(a)];
            if (to < lower && here.p[at(a)] > lower)
                share = std::min(share, (lower - here.p[at(a)]) / step(a));
            if (to > upper && here.p[at(a)] < upper)
                share = std::min(share, (upper - here.p[at(a)]) / step(a));
        }
        const bool cut = share < 1.0;
        if (cut) {
            step *= share;
            gain *= share;
            root = rho + share * (root - rho);
        }
        next = std::max(root, 1e-3 * rho);
        target = value + gain;
        promised = merit(here) + 1e-12 * ceiling_;
        // the step's own error is of the order of its square
        const double small = 1e-6 * spread + 1e-12 * std::abs(value);
        if (!limited && !cut && std::abs(gain) <= small &&
            std::abs(off_edge) <= 20.0 * rho * small) {
            trial.p = here.p;
            for (Eigen::Index a = 0; a < size; ++a) trial.p[at(a)] += step(a);
            return finished(std::max(target, best), trial.p);
        }
        if (first_spread == 0.0) first_spread = spread + std::abs(value);
        // so far from the data nothing stops it
        if (goal_->is_sum() ? value * unit_ > 1e7 * largest_ && !goal_->logarithm
                            : std::abs(value) > 1e9 * first_spread)
            return finished(infinity, here.p);
        trial.p = here.p;
        for (Eigen::Index a = 0; a < size; ++a) {
            double& p = trial.p[at(a)];
            p += step(a);
            if (cut) p = std::clamp(p, problem.lower[at(a)], problem.upper[at(a)]);
        }
    }
    if (best == -infinity) return end;
    return finished(best, best_p);
}

}  // namespace reeindex::detail
