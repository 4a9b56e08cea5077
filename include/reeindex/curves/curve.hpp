#pragma once
/// \file
/// What a curve is: the `Curve` concept and the pieces of which a curve describes itself.
///
/// A curve is any type with a `name`, `parameters`, and a call operator templated on its scalar:
///
/// \code
/// struct Saturation {  // Michaelis-Menten
///     static constexpr std::string_view name = "saturation";
///     static constexpr std::array<reeindex::Parameter, 2> parameters{{
///         {.name = "Vmax", .lower = 0.0, .linear = true, .role = reeindex::Role::ceiling},
///         {.name = "K", .lower = 0.0, .meaning = "x at half the ceiling"}}};
///     template <class T>
///     T operator()(double x, std::span<const T> p) const { return p[0] * x / (p[1] + x); }
///     reeindex::StartGrid starts(const reeindex::Axis& axis) const {
///         return {reeindex::geometric(axis.last / 100, axis.last * 100, 20)};
///     }
/// };
/// \endcode
///
/// The call operator takes x and the parameters, in the order of `parameters`, and gives the
/// curve's value. Everything else is optional, and means the same in every curve:
///
/// - `gradient(x, p, g)` writes the derivatives of the value by each parameter to g; it may return
///   the value too. Without it derivatives come from automatic differentiation.
/// - `starts(axis)` gives for each parameter that is not linear the values to try; `start` is one
///   value for each parameter, for curves that bring no `starts`.
/// - `limits` are simpler shapes that the curve approaches when a parameter runs to the end of its
///   range; `at_limit(limit, q)` says where each parameter stands in a limit with parameters q.
/// - `beside(limit, q, axis)` gives curves that are nearly a limit, to start from, as
///   CurveModel::beside().
/// - `anchored(axis)` gives the same curve with its origin at the data.
/// - `charts(axis)` gives the curve in other parameters, near a limit where its own run away, as
///   CurveModel::charts(); each says its `own(p)`.
/// - `order(p)` brings interchangeable parts of the curve into their order.
/// - `steep(axis, p, most)` names the rates of a jump that no limit describes, as
///   CurveModel::steep().
/// - `traits` says what the curve is as a whole, see Traits.
/// - `predictors` is the number of predictors, where x is a span.
///
/// Parameters have roles (Role), which say what is asked of them; their names decide nothing.

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/curves/role.hpp>

namespace reeindex {

/// Where a parameter has no bound.
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// One parameter of a curve.
struct Parameter {
    std::string_view name;
    double lower = -infinity;  ///< natural lower bound
    double upper = infinity;   ///< natural upper bound
    bool linear = false;       ///< the value is linear in it, so that it can be eliminated exactly
    std::string_view meaning = {};
    Role role = Role::none;  ///< what it is to the curve
};

/// The predictor axis of the data to be fitted.
struct Axis {
    double first = 0.0;  ///< smallest predictor
    double last = 0.0;   ///< largest predictor
    double gap = 1.0;    ///< smallest distance between neighbours
    /// Distance from the first to the last predictor.
    [[nodiscard]] constexpr double span() const noexcept { return last - first; }
};

/// Start values: for each nonlinear parameter, in order, the values whose combinations are tried.
using StartGrid = std::vector<std::vector<double>>;

/// `count` values from `from` to `to`, equally spaced.
[[nodiscard]] inline std::vector<double> arithmetic(double from, double to, std::size_t count) {
    std::vector<double> out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = count == 1
                     ? from
                     : from + (to - from) * static_cast<double>(i) / static_cast<double>(count - 1);
    return out;
}

/// `count` values from `from` to `to` in geometric progression.
[[nodiscard]] inline std::vector<double> geometric(double from, double to, std::size_t count) {
    auto out = arithmetic(std::log(from), std::log(to), count);
    for (auto& value : out) value = std::exp(value);
    return out;
}

namespace detail {
/// `value`, or the end of the range that it lies beyond.
[[nodiscard]] constexpr double within(double value, double low, double high) noexcept {
    return value < low ? low : high < value ? high : value;
}
/// The values in increasing order. Compiled, as <algorithm> is heavy for a header.
[[nodiscard]] std::vector<double> sorted(std::vector<double> values);
}  // namespace detail

/// `values` with their negatives before them.
[[nodiscard]] inline std::vector<double> both_signs(const std::vector<double>& values) {
    std::vector<double> out;
    for (auto it = values.rbegin(); it != values.rend(); ++it) out.push_back(-*it);
    out.insert(out.end(), values.begin(), values.end());
    return out;
}

/// A curve of one predictor (x is a number) or several (x is a span, `predictors` says how many).
template <class C>
concept Curve = requires(const C& curve, double x, std::span<const double> xs,
                         std::span<const double> p) {
    { C::name } -> std::convertible_to<std::string_view>;
    {std::span<const Parameter>(curve.parameters)};
    requires requires {
        { curve(x, p) } -> std::convertible_to<double>;
    } || requires {
        { curve(xs, p) } -> std::convertible_to<double>;
    };
};

namespace detail {
/// Number of parameters of a curve type.
template <class C>
inline constexpr std::size_t parameter_count =
    std::tuple_size_v<std::remove_cvref_t<decltype(std::declval<const C&>().parameters)>>;

/// Number of predictors of a curve type.
template <class C>
[[nodiscard]] constexpr std::size_t predictor_count() {
    if constexpr (requires { C::predictors; })
        return C::predictors;
    else
        return 1;
}

/// 1 / (1 + exp(-z)) without overflow.
template <class T>
[[nodiscard]] T sigmoid(const T& z) {
    using std::exp;
    if (z >= T(0)) return T(1) / (T(1) + exp(-z));
    const T e = exp(z);
    return e / (T(1) + e);
}

/// The sigmoid s = 1 / (1 + exp(-z)) and 1 - s, both to full precision.
template <class T>
struct SigmoidPair {
    T value, rest;
};
template <class T>
[[nodiscard]] SigmoidPair<T> sigmoid_pair(const T& z) {
    using std::exp;
    const T e = exp(z >= T(0) ? T(-z) : z);
    const T high = T(1) / (T(1) + e);
    const T low = e * high;
    return z >= T(0) ? SigmoidPair<T>{high, low} : SigmoidPair<T>{low, high};
}
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/curve.ipp>
#endif
