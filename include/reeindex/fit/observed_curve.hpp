#pragma once
/// \file
/// A curve as it is observed: by its yearly increments, or only in part.

#include <memory>
#include <utility>
#include <vector>

#include <reeindex/curves/any_curve.hpp>
#include <reeindex/fit/options.hpp>

namespace reeindex::detail {

/// Wraps a curve of one predictor t: the value is completeness * F(t), or completeness *
/// (F(t) - F(t - 1)). Rows are (t, completeness).
class ObservedCurve final : public CurveModel {
public:
    ObservedCurve(AnyCurve curve, FitOn on) : curve_(std::move(curve)), on_(on) {}

    [[nodiscard]] std::string name() const override { return curve_.name(); }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        return curve_.parameters();
    }
    [[nodiscard]] std::size_t predictors() const override { return 2; }
    [[nodiscard]] StartGrid starts(const Axis& axis) const override {
        return curve_.model().starts(axis);
    }
    [[nodiscard]] std::vector<double> start() const override { return curve_.model().start(); }
    [[nodiscard]] std::vector<Limit> limits() const override { return curve_.model().limits(); }
    [[nodiscard]] std::vector<AtLimit> at_limit(Limit limit,
                                                std::span<const double> q) const override {
        return curve_.model().at_limit(limit, q);
    }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        return std::make_shared<ObservedCurve>(curve_.anchored(axis), on_);
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        (void)observe<double>(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        return observe<long double>(x, p, values, jacobian);
    }

private:
    template <class T>
    [[nodiscard]] bool inner(std::span<const double> t, std::span<const T> p, T* values,
                             T* jacobian) const {
        if constexpr (std::is_same_v<T, double>) {
            curve_.model().evaluate({t, 1}, p, values, jacobian);
            return true;
        } else {
            return curve_.model().evaluate({t, 1}, p, values, jacobian);
        }
    }

    template <class T>
    [[nodiscard]] bool observe(const Predictors& x, std::span<const T> p, T* values,
                               T* jacobian) const {
        const std::size_t n = x.rows();
        const std::size_t cells = n * p.size();
        std::vector<double> t(n);
        for (std::size_t i = 0; i < n; ++i) t[i] = x.row(i)[0];
        if (!inner<T>(t, p, values, jacobian)) return false;
        if (on_ == FitOn::increments) {
            for (auto& value : t) value -= 1.0;
            std::vector<T> before(n), before_jacobian(jacobian == nullptr ? 0 : cells);
            if (!inner<T>(t, p, before.data(),
                          jacobian == nullptr ? nullptr : before_jacobian.data()))
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

    AnyCurve curve_;
    FitOn on_;
};

}  // namespace reeindex::detail
