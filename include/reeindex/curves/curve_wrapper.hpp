#pragma once
/// \file
/// The base of curves that wrap another one.

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

namespace reeindex {

/// Forwards everything to the curve inside. A wrapper overrides what it changes; one that changes
/// the values overrides both evaluate(), second_derivatives(), charts(), design() and identity()
/// together, and every wrapper
/// anchored(), which must wrap the anchored curve again.
class CurveWrapper : public CurveModel {
public:
    explicit CurveWrapper(AnyCurve curve) : curve_(std::move(curve)) {}

    /// The curve inside.
    [[nodiscard]] const AnyCurve& curve() const noexcept { return curve_; }

    [[nodiscard]] std::string name() const override { return curve_.name(); }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        return curve_.parameters();
    }
    [[nodiscard]] CurveTraits traits() const override { return curve_.traits(); }
    [[nodiscard]] std::size_t predictors() const override { return inner().predictors(); }
    [[nodiscard]] StartGrid starts(const Axis& axis) const override { return inner().starts(axis); }
    [[nodiscard]] std::vector<double> start() const override { return inner().start(); }
    [[nodiscard]] std::vector<Limit> limits() const override { return inner().limits(); }
    [[nodiscard]] std::vector<AtLimit> at_limit(Limit limit,
                                                std::span<const double> q) const override {
        return inner().at_limit(limit, q);
    }
    [[nodiscard]] std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                                          const Axis& axis) const override {
        return inner().beside(limit, q, axis);
    }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override = 0;
    [[nodiscard]] std::vector<std::size_t> steep(const Axis& axis, std::span<const double> p,
                                                 double most) const override {
        return inner().steep(axis, p, most);
    }
    void order(std::span<double> p) const override { inner().order(p); }
    [[nodiscard]] const void* identity(std::vector<double>& state) const override {
        return inner().identity(state);
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        inner().evaluate(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        return inner().evaluate(x, p, values, jacobian);
    }
    void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                            double* jacobian, double* hessian) const override {
        inner().second_derivatives(x, p, values, jacobian, hessian);
    }
    [[nodiscard]] std::vector<CurveChart> charts(const Axis& axis) const override {
        return inner().charts(axis);
    }
    bool design(const Predictors& x, DoubleDouble* columns) const override {
        return inner().design(x, columns);
    }

protected:
    /// What evaluates the curve inside.
    [[nodiscard]] const CurveModel& inner() const noexcept { return curve_.model(); }

private:
    AnyCurve curve_;
};

}  // namespace reeindex
