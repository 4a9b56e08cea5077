#pragma once
/// \file
/// A curve that is a C++ type behind the interface of any curve.

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <reeindex/curves/curve_model.hpp>
#include <reeindex/curves/dual.hpp>

namespace reeindex {

namespace detail {

template <Curve C>
class TypedCurve final : public CurveModel {
    static constexpr std::size_t count = parameter_count<C>;

public:
    explicit TypedCurve(C curve) : curve_(std::move(curve)) {}

    [[nodiscard]] std::string name() const override { return std::string{C::name}; }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        std::vector<ParameterInfo> out;
        for (const auto& p : curve_.parameters)
            out.push_back(
                {std::string{p.name}, p.lower, p.upper, p.linear, std::string{p.meaning}, p.role});
        return out;
    }
    [[nodiscard]] CurveTraits traits() const override {
        if constexpr (requires { curve_.traits; }) {
            const Traits& own = curve_.traits;
            return {std::string{own.display_name}, own.line, own.cumulative, own.instantaneous};
        } else {
            return {};
        }
    }
    [[nodiscard]] std::size_t predictors() const override { return predictor_count<C>(); }
    [[nodiscard]] StartGrid starts(const Axis& axis) const override {
        if constexpr (requires { curve_.starts(axis); })
            return curve_.starts(axis);
        else
            return {};
    }
    [[nodiscard]] std::vector<double> start() const override {
        if constexpr (requires { curve_.start; })
            return {std::begin(curve_.start), std::end(curve_.start)};
        else
            return {};
    }
    [[nodiscard]] std::vector<Limit> limits() const override {
        if constexpr (requires { curve_.limits; })
            return {std::begin(curve_.limits), std::end(curve_.limits)};
        else
            return {};
    }
    [[nodiscard]] std::vector<AtLimit> at_limit(Limit limit,
                                                std::span<const double> q) const override {
        if constexpr (requires { curve_.at_limit(limit, q); }) {
            const auto out = curve_.at_limit(limit, q);
            return {out.begin(), out.end()};
        } else {
            return {};
        }
    }
    [[nodiscard]] std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                                          const Axis& axis) const override {
        if constexpr (requires { curve_.beside(limit, q, axis); })
            return curve_.beside(limit, q, axis);
        else
            return {};
    }
    [[nodiscard]] std::shared_ptr<const CurveModel> anchored(const Axis& axis) const override {
        if constexpr (requires { curve_.anchored(axis); })
            return std::make_shared<TypedCurve>(curve_.anchored(axis));
        else
            return nullptr;
    }
    [[nodiscard]] std::vector<std::size_t> steep(const Axis& axis, std::span<const double> p,
                                                 double most) const override {
        if constexpr (requires { curve_.steep(axis, p, most); })
            return curve_.steep(axis, p, most);
        else
            return {};
    }
    [[nodiscard]] std::vector<CurveChart> charts(const Axis& axis) const override {
        std::vector<CurveChart> out;
        if constexpr (requires { curve_.charts(axis); }) {
            for (const auto& chart : curve_.charts(axis)) {
                using Chart = std::remove_cvref_t<decltype(chart)>;
                out.push_back({std::make_shared<TypedCurve<Chart>>(chart),
                               [chart](std::span<const double> p) { return chart.own(p); }});
            }
        }
        return out;
    }
    void order(std::span<double> p) const override {
        if constexpr (requires { curve_.order(p); }) curve_.order(p);
    }
    [[nodiscard]] const void* identity(std::vector<double>& state) const override {
        static constexpr char mark = 0;
        if constexpr (std::is_empty_v<C>) {
            return &mark;
        } else if constexpr (requires { state.push_back(curve_.origin); }) {
            if constexpr (sizeof(C) == sizeof(double)) {
                state.push_back(curve_.origin);
                return &mark;
            }
        } else if constexpr (requires { state.push_back(*curve_.origin); }) {
            if (sizeof(C) == sizeof(std::optional<double>) && curve_.origin) {
                state.push_back(*curve_.origin);
                return &mark;
            }
        }
        return nullptr;
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        rows<double>(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        if constexpr (takes_number<long double> || takes_row<long double>) {
            rows<long double>(x, p, values, jacobian);
            return true;
        } else {
            return false;
        }
    }
    void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                            double* jacobian, double* hessian) const override {
        using Number = Dual<double, count>;
        if constexpr (takes_number<Number> || takes_row<Number>) {
            const std::size_t n = x.rows();
            std::array<Number, count> variables{}, g{};
            for (std::size_t j = 0; j < count; ++j) variables[j] = Number::variable(p[j], j);
            for (std::size_t i = 0; i < n; ++i) {
                values[i] = with_gradient<Number>(x.row(i), variables, g).value;
                for (std::size_t a = 0; a < count; ++a) {
                    jacobian[a * n + i] = g[a].value;
                    for (std::size_t b = 0; b <= a; ++b)
                        hessian[(a * (a + 1) / 2 + b) * n + i] = g[a].derivative[b];
                }
            }
        } else {
            CurveModel::second_derivatives(x, p, values, jacobian, hessian);
        }
    }
    bool design(const Predictors& x, DoubleDouble* columns) const override {
        if constexpr (all_linear()) {
            const std::size_t n = x.rows();
            for (std::size_t j = 0; j < count; ++j) {
                std::array<DoubleDouble, count> unit{};
                unit[j] = DoubleDouble(1.0);
                for (std::size_t i = 0; i < n; ++i)
                    columns[j * n + i] =
                        value<DoubleDouble>(x.row(i), std::span<const DoubleDouble>(unit));
            }
            return true;
        } else {
            return false;
        }
    }

private:
    [[nodiscard]] static constexpr bool all_linear() {
        for (const auto& p : C::parameters)
            if (!p.linear) return false;
        return true;
    }

    template <class T>
    static constexpr bool takes_number = requires(const C& c, std::span<const T> p) {
        c(0.0, p);
    }
    &&predictor_count<C>() == 1;
    template <class T>
    static constexpr bool takes_row = requires(const C& c, std::span<const double> x,
                                               std::span<const T> p) {
        c(x, p);
    };

    template <class T>
    [[nodiscard]] T value(std::span<const double> x, std::span<const T> p) const
        requires(takes_number<T> || takes_row<T>) {
        if constexpr (takes_number<T>)
            return static_cast<T>(curve_(x[0], p));
        else
            return static_cast<T>(curve_(x, p));
    }

    template <class T>
    [[nodiscard]] static auto argument(std::span<const double> x) {
        if constexpr (takes_number<T>)
            return x[0];
        else
            return x;
    }

    /// The curve's value; its gradient by the curve's own formula or by automatic differentiation.
    template <class T>
    [[nodiscard]] T with_gradient(std::span<const double> row, const std::array<T, count>& p,
                                  std::array<T, count>& g) const {
        const auto x = argument<T>(row);
        const std::span<const T> parameters(p);
        if constexpr (requires { curve_.gradient(x, parameters, std::span<T>(g)); }) {
            if constexpr (std::is_void_v<decltype(curve_.gradient(x, parameters,
                                                                  std::span<T>(g)))>) {
                curve_.gradient(x, parameters, std::span<T>(g));
                return value<T>(row, parameters);
            } else {
                return curve_.gradient(x, parameters, std::span<T>(g));
            }
        } else {
            std::array<Dual<T, count>, count> variables{};
            for (std::size_t j = 0; j < count; ++j)
                variables[j] = Dual<T, count>::variable(p[j], j);
            const Dual<T, count> out =
                value<Dual<T, count>>(row, std::span<const Dual<T, count>>(variables));
            g = out.derivative;
            return out.value;
        }
    }

    template <class T>
    void rows(const Predictors& x, std::span<const T> p, T* values, T* jacobian) const {
        const std::size_t n = x.rows();
        std::array<T, count> parameters{};
        for (std::size_t j = 0; j < count; ++j) parameters[j] = p[j];
        for (std::size_t i = 0; i < n; ++i) {
            if (jacobian == nullptr) {
                values[i] = value<T>(x.row(i), p);
                continue;
            }
            std::array<T, count> g{};
            values[i] = with_gradient<T>(x.row(i), parameters, g);
            for (std::size_t j = 0; j < count; ++j) jacobian[j * n + i] = g[j];
        }
    }

    C curve_;
};

}  // namespace detail

}  // namespace reeindex
