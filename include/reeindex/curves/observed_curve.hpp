#pragma once
/// \file
/// A curve as it is observed: by its yearly increments, or only in part.

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include <reeindex/curves/curve_wrapper.hpp>
#include <reeindex/curves/fit_on.hpp>

namespace reeindex::detail {

/// Wraps a curve of one predictor t: the value is completeness * F(t), or completeness *
/// (F(t) - F(t - 1)). Rows are (t, completeness).
class ObservedCurve final : public CurveWrapper {
public:
    ObservedCurve(AnyCurve curve, FitOn on) : CurveWrapper(std::move(curve)), on_(on) {}

    /// What of the curve is observed.
    [[nodiscard]] FitOn on() const noexcept { return on_; }

    /// What is observed of a line by its increments is no line.
    [[nodiscard]] CurveTraits traits() const override {
        auto out = curve().traits();
        out.line = out.line && on_ == FitOn::levels;
        return out;
    }
    [[nodiscard]] std::size_t predictors() const override { return 2; }
    /// Yearly growth has the limits of its cumulative curve, but no growth at all is none of them,
    /// and what is exponential in the long run can be constant for a while.
    [[nodiscard]] std::vector<Limit> limits() const override {
        auto out = inner().limits();
        if (on_ == FitOn::levels) return out;
        std::erase(out, Limit::constant);
        const auto has = [&](Limit limit) {
            return std::find(out.begin(), out.end(), limit) != out.end();
        };
        if (has(Limit::exponential) && !has(Limit::linear)) out.push_back(Limit::linear);
        return out;
    }
    /// Yearly growth: see increments_at_limit().
    [[nodiscard]] std::vector<AtLimit> at_limit(Limit limit,
                                                std::span<const double> q) const override {
        const bool own = limit == Limit::linear || limit == Limit::step || limit == Limit::jump ||
                         limit == Limit::spike || limit == Limit::pulse ||
                         (limit == Limit::exponential && q[0] < 0.0);
        if (on_ == FitOn::increments && own) return increments_at_limit(limit, q);
        if (on_ == FitOn::increments && limit == Limit::shifted_exponential)
            return without_asymptote(q);
        return inner().at_limit(limit, q);
    }
    [[nodiscard]] std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                                          const Axis& axis) const override {
        if (on_ == FitOn::increments && limit != Limit::exponential) return {};
        return inner().beside(limit, q, axis);
    }
    /// The values are not those of the curve inside.
    [[nodiscard]] const void* identity(std::vector<double>& /*state*/) const override {
        return nullptr;
    }
    bool design(const Predictors& /*x*/, DoubleDouble* /*columns*/) const override { return false; }
    [[nodiscard]] std::vector<CurveChart> charts(const Axis& axis) const override {
        auto out = inner().charts(axis);
        for (auto& chart : out)
            chart.curve = std::make_shared<ObservedCurve>(AnyCurve(std::move(chart.curve)), on_);
        return out;
    }

    /// Value of the curve itself at t.
    [[nodiscard]] double level(double t, std::span<const double> p) const {
        double value = 0.0;
        inner().evaluate({std::span<const double>(&t, 1), 1}, p, &value, nullptr);
        return value;
    }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        return std::make_shared<ObservedCurve>(curve().anchored(axis), on_);
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        (void)observe<double>(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        return observe<long double>(x, p, values, jacobian);
    }

    void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                            double* jacobian, double* hessian) const override {
        const std::size_t n = x.rows(), pairs = p.size() * (p.size() + 1) / 2;
        std::vector<double> t(n), before(n * (1 + p.size() + pairs));
        for (std::size_t i = 0; i < n; ++i) t[i] = x.row(i)[0];
        inner().second_derivatives({t, 1}, p, values, jacobian, hessian);
        if (on_ == FitOn::increments) {
            for (auto& value : t) value -= 1.0;
            inner().second_derivatives({t, 1}, p, before.data(), before.data() + n,
                                       before.data() + n * (1 + p.size()));
        }
        const auto observe = [&](double* of, std::size_t first, std::size_t columns) {
            for (std::size_t c = 0; c < columns; ++c)
                for (std::size_t i = 0; i < n; ++i)
                    of[c * n + i] = x.row(i)[1] * (of[c * n + i] - before[(first + c) * n + i]);
        };
        observe(values, 0, 1);
        observe(jacobian, 1, p.size());
        observe(hessian, 1 + p.size(), pairs);
    }

private:
    /// Constant growth: the ceiling has no bound, the rate is zero. Falling exponential growth (the
    /// tail of a curve without a beginning, q = {level < 0, rate of the fall}): no ceiling either.
    /// All growth in one year or two (q = {total, 1, year}): the rate has no bound.
    [[nodiscard]] std::vector<AtLimit> increments_at_limit(Limit limit,
                                                           std::span<const double> q) const {
        std::vector<AtLimit> out;
        const bool sudden = limit != Limit::linear && limit != Limit::exponential;
        bool first_level = true, first_rate = true;
        const auto roles = roles_seen();
        for (std::size_t j = 0; j < roles.size(); ++j) {
            if (curve().parameters()[j].linear) {
                out.push_back({-1, sudden && first_level ? q[0] : infinity});
                first_level = false;
            } else if (roles[j] == Role::rate) {
                const bool known = limit == Limit::exponential && first_rate;
                out.push_back(known ? AtLimit{1, 0.0} : AtLimit{-1, sudden ? infinity : 0.0});
                first_rate = false;
            } else if (roles[j] == Role::time) {
                out.push_back({-1, sudden                        ? q[2]
                                   : limit == Limit::exponential ? -infinity
                                                                 : infinity});
            } else {  // growth says nothing of a shape: a value that it may have
                const auto& shape = curve().parameters()[j];
                out.push_back({-1, std::isinf(shape.upper)
                                       ? infinity
                                       : std::clamp(1.0, shape.lower, shape.upper)});
            }
        }
        return out;
    }

    /// The roles of the parameters, as far as given; a nonlinear parameter without one has the role
    /// that the limits of the curve itself give it away by.
    [[nodiscard]] std::vector<Role> roles_seen() const {
        std::vector<Role> out;
        for (const auto& parameter : curve().parameters()) out.push_back(parameter.role);
        const std::vector<double> any(std::max<std::size_t>(out.size(), 4), 1.0);
        for (const auto limit : inner().limits()) {
            const auto mapping = inner().at_limit(limit, any);
            for (std::size_t j = 0; j < std::min(out.size(), mapping.size()); ++j) {
                if (out[j] != Role::none || curve().parameters()[j].linear) continue;
                const auto& end = mapping[j];
                if (limit == Limit::step && end.from < 0 && std::isinf(end.value))
                    out[j] = Role::rate;
                if (limit == Limit::step && end.from == 2) out[j] = Role::time;
                if (limit == Limit::exponential && end.from == 1) out[j] = Role::rate;
                if (limit != Limit::constant || end.from >= 0) continue;
                if (end.value == 0.0) out[j] = Role::rate;
                if (std::isinf(end.value)) out[j] = Role::time;
            }
        }
        return out;
    }

    /// Exponential growth, q = {level, rate}: of the finite asymptote yearly growth says nothing.
    [[nodiscard]] std::vector<AtLimit> without_asymptote(std::span<const double> q) const {
        const double shifted[] = {0.0, q[0], q[1]};
        auto out = inner().at_limit(Limit::shifted_exponential, shifted);
        for (auto& parameter : out) {
            if (parameter.from == 0) parameter.value = infinity;
            if (parameter.from >= 0) --parameter.from;
        }
        return out;
    }

    template <class T>
    [[nodiscard]] bool at(std::span<const double> t, std::span<const T> p, T* values,
                          T* jacobian) const {
        if constexpr (std::is_same_v<T, double>) {
            inner().evaluate({t, 1}, p, values, jacobian);
            return true;
        } else {
            return inner().evaluate({t, 1}, p, values, jacobian);
        }
    }

    template <class T>
    [[nodiscard]] bool observe(const Predictors& x, std::span<const T> p, T* values,
                               T* jacobian) const {
        const std::size_t n = x.rows();
        const std::size_t cells = n * p.size();
        std::vector<double> t(n);
        for (std::size_t i = 0; i < n; ++i) t[i] = x.row(i)[0];
        if (!at<T>(t, p, values, jacobian)) return false;
        if (on_ == FitOn::increments) {
            for (auto& value : t) value -= 1.0;
            std::vector<T> before(n), before_jacobian(jacobian == nullptr ? 0 : cells);
            if (!at<T>(t, p, before.data(), jacobian == nullptr ? nullptr : before_jacobian.data()))
                return false;
            for (std::size_t i = 0; i < n; ++i) values[i] -= before[i];
            for (std::size_t i = 0; i < before_jacobian.size(); ++i)
                jacobian[i] -= before_jacobian[i];
        }
        for (std::size_t i = 0; i < n; ++i) {
            const T share = static_cast<T>(x.row(i)[1]);
            values[i] *= share;
            if (jacobian != nullptr)
                for (std::size_t j = 0; j < p.size(); ++j) jacobian[j * n + i] *= share;
        }
        return true;
    }

    FitOn on_;
};

}  // namespace reeindex::detail
