#pragma once
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/polynomial.hpp>

namespace reeindex {

namespace detail {

class PolynomialModel final : public CurveModel {
public:
    PolynomialModel(std::size_t degree, std::optional<double> origin)
        : degree_(degree), origin_(origin) {}

    [[nodiscard]] std::string name() const override { return concat("polynomial(", degree_, ")"); }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        std::vector<ParameterInfo> out;
        for (std::size_t j = 0; j <= degree_; ++j)
            out.push_back({.name = concat("b", j),
                           .linear = true,
                           .meaning = j == 0 ? std::string{"level at the origin"}
                                             : concat("coefficient of (t - origin)^", j),
                           .role = j == 0 ? Role::level : Role::none});
        return out;
    }
    [[nodiscard]] CurveTraits traits() const override { return {.line = degree_ == 1}; }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        return std::make_shared<PolynomialModel>(degree_, origin_.value_or(axis.first));
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        rows(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        rows(x, p, values, jacobian);
        return true;
    }
    bool design(const Predictors& x, DoubleDouble* columns) const override {
        const std::size_t n = x.rows();
        for (std::size_t i = 0; i < n; ++i) {
            const DoubleDouble t = decimal(x.row(i)[0]) - decimal(origin_.value_or(0.0));
            DoubleDouble power(1.0);
            for (std::size_t j = 0; j <= degree_; ++j, power *= t) columns[j * n + i] = power;
        }
        return true;
    }

private:
    template <class T>
    void rows(const Predictors& x, std::span<const T> p, T* values, T* jacobian) const {
        const std::size_t n = x.rows();
        for (std::size_t i = 0; i < n; ++i) {
            const T t = static_cast<T>(x.row(i)[0]) - static_cast<T>(origin_.value_or(0.0));
            T sum = p[degree_];
            for (std::size_t j = degree_; j-- > 0;) sum = sum * t + p[j];
            values[i] = sum;
            if (jacobian == nullptr) continue;
            T power(1);
            for (std::size_t j = 0; j <= degree_; ++j, power *= t) jacobian[j * n + i] = power;
        }
    }

    std::size_t degree_;
    std::optional<double> origin_;
};

}  // namespace detail

REEINDEX_INLINE AnyCurve polynomial(int degree, std::optional<double> origin) {
    if (degree < 0 || degree > 30)
        throw InvalidArgument("degree", detail::concat(degree), "from 0 to 30");
    if (origin && !std::isfinite(*origin))
        throw InvalidArgument("origin", detail::to_text(*origin), "finite");
    return AnyCurve(
        std::make_shared<detail::PolynomialModel>(static_cast<std::size_t>(degree), origin));
}

}  // namespace reeindex
