#pragma once
/// \file
/// What is checked of a curve when it is compiled: that nothing it says is overheard.
///
/// An optional member that is there has the right signature, and its partner. A member whose name
/// is misspelt cannot be found in general; `limits` and `at_limit` are, for each needs the other.

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex::detail {

/// A class and a member of some name: where the class has a member of that name too, whatever its
/// kind, template or overload, the name is ambiguous in a class that inherits from both.
#define REEINDEX_MEMBER_PROBE(NAME)                                                    \
    struct Probe_##NAME {                                                              \
        int NAME;                                                                      \
    };                                                                                 \
    template <class C>                                                                 \
    struct With_##NAME : C, Probe_##NAME {};                                           \
    template <class C>                                                                 \
    concept Mentions_##NAME = std::is_class_v<C> && !std::is_final_v<C> && !requires { \
        &With_##NAME<C>::NAME;                                                         \
    }
REEINDEX_MEMBER_PROBE(name);
REEINDEX_MEMBER_PROBE(parameters);
REEINDEX_MEMBER_PROBE(traits);
REEINDEX_MEMBER_PROBE(predictors);
REEINDEX_MEMBER_PROBE(starts);
REEINDEX_MEMBER_PROBE(start);
REEINDEX_MEMBER_PROBE(gradient);
REEINDEX_MEMBER_PROBE(anchored);
REEINDEX_MEMBER_PROBE(limits);
REEINDEX_MEMBER_PROBE(at_limit);
REEINDEX_MEMBER_PROBE(beside);
REEINDEX_MEMBER_PROBE(steep);
REEINDEX_MEMBER_PROBE(order);
#undef REEINDEX_MEMBER_PROBE

/// A range whose elements convert to T.
template <class R, class T>
concept RangeOf = requires(const R& range) {
    { *std::begin(range) } -> std::convertible_to<T>;
    std::end(range);
};

/// A type that means to be a curve.
template <class C>
concept MeansToBeCurve =
    Mentions_parameters<C> || Mentions_at_limit<C> || Mentions_starts<C> || Curve<C>;

/// Number of elements of an array type; `otherwise` for other ranges.
template <class R>
constexpr std::size_t elements(std::size_t otherwise) {
    if constexpr (requires { std::tuple_size<std::remove_cvref_t<R>>::value; })
        return std::tuple_size_v<std::remove_cvref_t<R>>;
    else
        return otherwise;
}

template <class C>
constexpr bool has_gradient() {
    using P = std::span<const double>;
    using G = std::span<double>;
    return requires(const C& c, P p, G g) { c.gradient(0.0, p, g); }
    || requires(const C& c, P x, P p, G g) { c.gradient(x, p, g); };
}

/// The members that every curve needs.
template <class C>
constexpr void check_needed_members() {
    static_assert(
        requires {
            { C::name } -> std::convertible_to<std::string_view>;
        },
        "a curve needs a name: static constexpr std::string_view name = \"...\";");
    static_assert(
        requires(const C& c) { std::span<const Parameter>(c.parameters); },
        "a curve needs parameters: static constexpr std::array<reeindex::Parameter, N> parameters");
    static_assert(
        requires(const C& c, std::span<const double> p) {
            { c(0.0, p) } -> std::convertible_to<double>;
        } ||
            requires(const C& c, std::span<const double> x, std::span<const double> p) {
                { c(x, p) } -> std::convertible_to<double>;
            },
        "a curve needs a value: template <class T> T operator()(double x, std::span<const T> p) "
        "const; of several predictors x is a std::span<const double>");
}

/// The optional members that are there.
template <class C>
constexpr void check_optional_members() {
    using P = std::span<const double>;
    constexpr std::size_t count = parameter_count<C>;
    if constexpr (Mentions_traits<C>)
        static_assert(
            requires(const C& c) {
                { c.traits } -> std::convertible_to<const Traits&>;
            },
            "the traits of a curve are: static constexpr reeindex::Traits traits{...};");
    if constexpr (Mentions_predictors<C>)
        static_assert(
            requires {
                { C::predictors } -> std::convertible_to<std::size_t>;
            },
            "the predictors of a curve are: static constexpr std::size_t predictors = N;");
    if constexpr (Mentions_starts<C>)
        static_assert(
            requires(const C& c, const Axis& axis) {
                { c.starts(axis) } -> std::convertible_to<StartGrid>;
            },
            "the starts of a curve are: reeindex::StartGrid starts(const reeindex::Axis&) const");
    if constexpr (Mentions_start<C>) {
        static_assert(
            requires(const C& c) { requires RangeOf<decltype(c.start), double>; },
            "the start of a curve is an array or vector of one double for each parameter");
        if constexpr (requires(const C& c) { c.start; })
            static_assert(elements<decltype(std::declval<const C&>().start)>(count) == count,
                          "the start of a curve has one value for each parameter");
    }
    if constexpr (Mentions_gradient<C>)
        static_assert(has_gradient<C>(),
                      "the gradient of a curve is: template <class T> void (or T) gradient(double "
                      "x, std::span<const T> p, std::span<T> g) const");
    if constexpr (Mentions_anchored<C>)
        static_assert(
            requires(const C& c, const Axis& axis) {
                { c.anchored(axis) } -> std::convertible_to<C>;
            },
            "anchoring gives the same type of curve: C anchored(const reeindex::Axis&) const");
    if constexpr (Mentions_steep<C>)
        static_assert(
            requires(const C& c, const Axis& axis, P p) {
                { c.steep(axis, p, 1.0) } -> std::convertible_to<std::vector<std::size_t>>;
            },
            "the steep rates of a curve are: std::vector<std::size_t> steep(const reeindex::Axis&, "
            "std::span<const double> p, double most) const");
    if constexpr (Mentions_order<C>)
        static_assert(
            requires(const C& c, std::span<double> p) { c.order(p); },
            "the order of a curve is: void order(std::span<double> p) const");
}

/// The limits of a curve, and what goes with them.
template <class C>
constexpr void check_limits() {
    using P = std::span<const double>;
    if constexpr (Mentions_limits<C> || Mentions_at_limit<C> || Mentions_beside<C>) {
        static_assert(Mentions_limits<C>,
                      "at_limit() and beside() are of a curve that names limits: static constexpr "
                      "std::array<reeindex::Limit, N> limits");
        static_assert(Mentions_at_limit<C>,
                      "a curve that names limits says where its parameters stand there: "
                      "std::array<reeindex::AtLimit, N> at_limit(reeindex::Limit, "
                      "std::span<const double> q) const");
    }
    if constexpr (Mentions_limits<C>)
        static_assert(
            requires(const C& c) { requires RangeOf<decltype(c.limits), Limit>; },
            "the limits of a curve are: static constexpr std::array<reeindex::Limit, N> limits");
    if constexpr (Mentions_at_limit<C>) {
        static_assert(
            requires(const C& c, P q) {
                requires RangeOf<decltype(c.at_limit(Limit::none, q)), AtLimit>;
            },
            "where parameters stand at a limit is: std::array<reeindex::AtLimit, N> "
            "at_limit(reeindex::Limit, std::span<const double> q) const");
        if constexpr (requires(const C& c, P q) { c.at_limit(Limit::none, q); }) {
            using Result = decltype(std::declval<const C&>().at_limit(Limit::none, P{}));
            constexpr std::size_t count = parameter_count<C>;
            static_assert(elements<Result>(count) == count,
                          "at_limit() gives one place for each parameter");
        }
    }
    if constexpr (Mentions_beside<C>)
        static_assert(
            requires(const C& c, P q, const Axis& axis) {
                {
                    c.beside(Limit::none, q, axis)
                    } -> std::convertible_to<std::vector<std::vector<double>>>;
            },
            "curves beside a limit are: std::vector<std::vector<double>> beside(reeindex::Limit, "
            "std::span<const double> q, const reeindex::Axis&) const");
}

/// Checks a curve that is compiled; false where it is none, after a sentence that says why.
template <class C>
constexpr bool check_curve() {
    check_needed_members<C>();
    if constexpr (Curve<C>) {
        check_optional_members<C>();
        check_limits<C>();
    }
    return Curve<C>;
}

}  // namespace reeindex::detail
