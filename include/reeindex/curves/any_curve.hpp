#pragma once
/// \file
/// Any curve as a value: what the fit engine works with, whatever the curve's type.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <reeindex/core/error.hpp>
#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/curve_checks.hpp>
#include <reeindex/curves/double_double.hpp>
#include <reeindex/curves/dual.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// A parameter with names of its own, for curves made at run time.
struct ParameterInfo {
    std::string name;
    double lower = -infinity;
    double upper = infinity;
    bool linear = false;  ///< the value is linear in it
    std::string meaning{};
    Role role = Role::none;  ///< what it is to the curve
};

namespace detail {
/// Whether a parameter is a height of its curve: by its role, or because the value is linear in it.
[[nodiscard]] inline bool is_height(const ParameterInfo& parameter) noexcept {
    return parameter.linear || parameter.role == Role::ceiling || parameter.role == Role::floor ||
           parameter.role == Role::level;
}
/// Position of the first parameter with a role.
[[nodiscard]] inline std::optional<std::size_t> find_role(std::span<const ParameterInfo> parameters,
                                                          Role role) noexcept {
    for (std::size_t j = 0; j < parameters.size(); ++j)
        if (parameters[j].role == role) return j;
    return std::nullopt;
}
}  // namespace detail

/// Rows of predictors, row-major.
struct Predictors {
    std::span<const double> values;
    std::size_t count = 1;  ///< predictors per row
    /// Number of rows.
    [[nodiscard]] std::size_t rows() const noexcept { return values.size() / count; }
    /// The predictors of row i.
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return values.subspan(i * count, count);
    }
};

class CurveModel;

/// The same curve in other parameters.
struct CurveChart {
    std::shared_ptr<const CurveModel> curve;
    /// The curve's own parameters; where they have none (a ceiling without bound) infinite.
    std::function<std::vector<double>(std::span<const double>)> own;
};

/// The interface behind AnyCurve; derive from it for curves that are not C++ types.
class CurveModel {
public:
    virtual ~CurveModel() = default;
    CurveModel() = default;
    CurveModel(const CurveModel&) = delete;
    CurveModel& operator=(const CurveModel&) = delete;

    /// Name by which results and messages call the curve.
    [[nodiscard]] virtual std::string name() const = 0;
    /// The parameters, in the order of every vector of their values; at least one.
    [[nodiscard]] virtual std::vector<ParameterInfo> parameters() const = 0;
    /// What the curve is as a whole.
    [[nodiscard]] virtual CurveTraits traits() const { return {}; }
    /// Predictors per row.
    [[nodiscard]] virtual std::size_t predictors() const { return 1; }
    /// Combinations of nonlinear parameters to try; empty if the curve brings `start` instead.
    [[nodiscard]] virtual StartGrid starts(const Axis& /*axis*/) const { return {}; }
    /// One start value per parameter; empty if the curve starts itself.
    [[nodiscard]] virtual std::vector<double> start() const { return {}; }
    /// Simpler shapes that the curve approaches when a parameter runs to the end of its range.
    [[nodiscard]] virtual std::vector<Limit> limits() const { return {}; }
    /// Where each parameter stands in a limit whose parameters are q.
    [[nodiscard]] virtual std::vector<AtLimit> at_limit(Limit /*limit*/,
                                                        std::span<const double> /*q*/) const {
        return {};
    }
    /// Parameters of curves that are nearly the limit with parameters q, to start from; what is
    /// linear in them is not read. None where the curve names none.
    [[nodiscard]] virtual std::vector<std::vector<double>> beside(Limit /*limit*/,
                                                                  std::span<const double> /*q*/,
                                                                  const Axis& /*axis*/) const {
        return {};
    }
    /// The curve with its origin at the start of the data; null if it has none.
    [[nodiscard]] virtual std::shared_ptr<const CurveModel> anchored(const Axis& /*axis*/) const {
        return nullptr;
    }
    /// The curve in other parameters, which keep their sense near its exponential limit; together
    /// with its own they cover all of it. None where its own do everywhere.
    [[nodiscard]] virtual std::vector<CurveChart> charts(const Axis& /*axis*/) const { return {}; }
    /// Rates so high that the change they describe lies between two points of the data (rate
    /// times gap above `most`), of curves for which no limit says so.
    [[nodiscard]] virtual std::vector<std::size_t> steep(const Axis& /*axis*/,
                                                         std::span<const double> /*p*/,
                                                         double /*most*/) const {
        return {};
    }
    /// Brings interchangeable parts of the curve into their order.
    virtual void order(std::span<double> /*p*/) const {}
    /// Same, with the same `state`, for all curves with equal values everywhere; null if that is
    /// not known.
    [[nodiscard]] virtual const void* identity(std::vector<double>& /*state*/) const {
        return nullptr;
    }
    /// Values at all rows, and the Jacobian (column-major, rows x parameters) unless it is null.
    virtual void evaluate(const Predictors& x, std::span<const double> p, double* values,
                          double* jacobian) const = 0;
    /// The same in extended precision; false where there is none.
    virtual bool evaluate(const Predictors& /*x*/, std::span<const long double> /*p*/,
                          long double* /*values*/, long double* /*jacobian*/) const {
        return false;
    }
    /// Values, Jacobian and second derivatives at all rows: those by parameters a >= b follow each
    /// other row by row from `hessian + (a (a + 1)/2 + b) rows` on. By central differences of the
    /// Jacobian where the curve has no formula of its own.
    virtual void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                                    double* jacobian, double* hessian) const {
        const std::size_t n = x.rows(), count = p.size();
        std::vector<double> moved(p.begin(), p.end()), ahead(n * count), behind(n * count);
        for (std::size_t a = 0; a < count; ++a) {
            const double h = 1e-5 * std::max(std::abs(p[a]), 1e-6);
            const auto at = [&](double change, std::vector<double>& out) {
                moved[a] = p[a] + change;
                evaluate(x, moved, values, out.data());
                for (const double v : out)
                    if (!std::isfinite(v)) return 0.0;
                return change;
            };
            const double up = at(h, ahead), down = at(-h, behind);
            moved[a] = p[a];
            if (up == 0.0 || down == 0.0)
                evaluate(x, moved, values, (up == 0.0 ? ahead : behind).data());
            for (std::size_t b = 0; b < count; ++b)
                for (std::size_t i = 0; i < n; ++i) {
                    const double change = ahead[b * n + i] - behind[b * n + i];
                    double& out =
                        hessian[(std::max(a, b) * (std::max(a, b) + 1) / 2 + std::min(a, b)) * n +
                                i];
                    out = up > down ? change / (up - down) : 0.0;
                }
        }
        evaluate(x, p, values, jacobian);
    }
    /// The design matrix of a curve that is linear in all its parameters, in double-double; false
    /// where there is none.
    virtual bool design(const Predictors& /*x*/, DoubleDouble* /*columns*/) const { return false; }
};

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
        std::copy(p.begin(), p.end(), parameters.begin());
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

/// A curve as a value. Copies share the curve.
class AnyCurve {
public:
    /// From a C++ type. What it lacks, or says in another form than is listened to, is said by a
    /// static_assert.
    template <detail::MeansToBeCurve C>
    // NOLINTNEXTLINE(google-explicit-constructor): a curve is passed wherever one is wanted
    AnyCurve(C curve) : AnyCurve(model_of(std::move(curve))) {}

    /// From a curve made at run time.
    /// \throws InvalidArgument if it has no parameter.
    explicit AnyCurve(std::shared_ptr<const CurveModel> model)
        : model_(std::move(model)),
          name_(model_->name()),
          parameters_(model_->parameters()),
          traits_(model_->traits()) {
        if (traits_.display_name.empty()) traits_.display_name = name_;
        if (parameters_.empty())
            throw InvalidArgument("parameters", "none", "at least one parameter");
    }

    /// Name of the curve, for example "logistic".
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// What the curve is as a whole; its display name is the name where it has none of its own.
    [[nodiscard]] const CurveTraits& traits() const noexcept { return traits_; }
    /// Names, bounds, meanings and roles of the parameters, in the order of their values.
    [[nodiscard]] const std::vector<ParameterInfo>& parameters() const noexcept {
        return parameters_;
    }
    /// Number of parameters.
    [[nodiscard]] std::size_t size() const noexcept { return parameters_.size(); }
    /// What evaluates the curve.
    [[nodiscard]] const CurveModel& model() const noexcept { return *model_; }
    /// The curve with its origin at the data; the same curve where it has none.
    [[nodiscard]] AnyCurve anchored(const Axis& axis) const {
        auto moved = model_->anchored(axis);
        return moved ? AnyCurve(std::move(moved)) : *this;
    }
    /// Position of the first parameter with a role; none where no parameter has it.
    [[nodiscard]] std::optional<std::size_t> find(Role role) const noexcept {
        return detail::find_role(parameters_, role);
    }
    /// Position of a parameter.
    /// \throws NotFound
    [[nodiscard]] std::size_t index(std::string_view parameter) const {
        std::vector<std::string_view> known;
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            if (parameters_[i].name == parameter) return i;
            known.emplace_back(parameters_[i].name);
        }
        throw NotFound(detail::concat("parameter of ", name_), parameter, known);
    }

private:
    template <class C>
    [[nodiscard]] static std::shared_ptr<const CurveModel> model_of(C curve) {
        if constexpr (detail::check_curve<C>())
            return std::make_shared<detail::TypedCurve<C>>(std::move(curve));
        else
            return nullptr;
    }

    std::shared_ptr<const CurveModel> model_;
    std::string name_;
    std::vector<ParameterInfo> parameters_;
    CurveTraits traits_;
};

}  // namespace reeindex
