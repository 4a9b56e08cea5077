#pragma once
/// \file
/// How observations scatter around a curve: the error models by name, and what is minimised.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <reeindex/core/error.hpp>
#include <reeindex/fit/error_types.hpp>

namespace reeindex {

/// Distribution of an observation y around the curve's value mu. A weight w is an inverse variance:
/// the scatter of that observation is narrower by the root of w; only ratios of weights matter.
enum class ErrorModel : std::uint8_t {
    gaussian,   ///< y = mu + e, e normal: maximum likelihood is least squares
    lognormal,  ///< ln y = ln mu + e, e normal: relative errors; mu is the median of y
    poisson,    ///< counts with variance mu
    /// Counts with variance mu + mu^2/size (NB2), size by maximum likelihood; equals Poisson where
    /// the counts are not overdispersed.
    negative_binomial,
    huber,     ///< squares within 1.345 scales, absolute beyond (doi:10.1214/aoms/1177703732)
    tukey,     ///< biweight: residuals beyond 4.685 scales do not count
               ///< (doi:10.1080/00401706.1974.10489171)
    student_t  ///< Student t with 4 degrees of freedom (doi:10.1080/01621459.1989.10478852)
};

namespace detail {

/// The types of the error models, in the order of ErrorModel.
using ErrorTypes = std::tuple<GaussianErrors, LognormalErrors, PoissonErrors,
                              NegativeBinomialErrors, HuberErrors, TukeyErrors, StudentErrors>;

/// f(type) for the type of an error model.
template <class F, std::size_t I = 0>
constexpr decltype(auto) with_errors(ErrorModel model, F&& f) {
    if constexpr (I + 1 < std::tuple_size_v<ErrorTypes>)
        if (static_cast<std::size_t>(model) != I)
            return with_errors<F, I + 1>(model, std::forward<F>(f));
    return std::forward<F>(f)(std::tuple_element_t<I, ErrorTypes>{});
}

inline constexpr auto error_model_names = std::apply(
    [](auto... type) { return std::array<std::string_view, sizeof...(type)>{type.name...}; },
    ErrorTypes{});
inline constexpr auto error_families = std::apply(
    [](auto... type) { return std::array<ErrorFamily, sizeof...(type)>{type.family...}; },
    ErrorTypes{});
}  // namespace detail

[[nodiscard]] constexpr std::string_view name(ErrorModel model) noexcept {
    return detail::error_model_names[static_cast<std::size_t>(model)];
}

/// Reads the name of an error model.
/// \throws NotFound
[[nodiscard]] ErrorModel parse_error_model(std::string_view text);

namespace detail {

/// Whether the model is fitted by iterated weights around a scale estimate.
[[nodiscard]] constexpr bool is_robust(ErrorModel model) noexcept {
    return error_families[static_cast<std::size_t>(model)] == ErrorFamily::robust;
}
[[nodiscard]] constexpr bool is_count(ErrorModel model) noexcept {
    return error_families[static_cast<std::size_t>(model)] == ErrorFamily::counts;
}
/// Whether the model gives the data a probability, so that information criteria compare it.
[[nodiscard]] constexpr bool has_likelihood(ErrorModel model) noexcept {
    return with_errors(model, [](auto type) {
        return requires { decltype(type)::log_likelihood(FittedScatter{}); };
    });
}
/// The observations that a model takes.
[[nodiscard]] constexpr ErrorDomain domain_of(ErrorModel model) noexcept {
    return with_errors(model, [](auto type) { return type.domain; });
}

/// psi and its derivative of a robust model; the residual itself for any other.
[[nodiscard]] inline Influence influence(ErrorModel model, double u) {
    return with_errors(model, [&](auto type) -> Influence {
        if constexpr (requires { type.influence(u); })
            return type.influence(u);
        else
            return {u, 1.0};
    });
}

/// What is minimised: the weighted sum of squares for the Gaussian model, the deviance for counts,
/// twice the robust loss in units of the squared scale otherwise.
struct Objective {
    ErrorModel model = ErrorModel::gaussian;
    std::span<const double> y;
    std::span<const double>
        roots;           ///< root of each weight; Gaussian: also divided by the data's scale
    double scale = 1.0;  ///< residual scale of the robust models
    double size = infinity_size;  ///< negative binomial: variance mu + mu^2/size

    static constexpr double infinity_size = infinite_size;

    [[nodiscard]] double root(std::size_t i) const { return roots.empty() ? 1.0 : roots[i]; }
    template <class T>
    [[nodiscard]] Seen<T> seen(std::size_t i) const {
        return {static_cast<T>(y[i]), static_cast<T>(root(i)), scale, size};
    }

    /// Contribution of one observation; infinite where mu is impossible.
    template <class T>
    [[nodiscard]] T loss(std::size_t i, T mu) const {
        return with_errors(model, [&](auto type) { return type.loss(seen<T>(i), mu); });
    }

    /// Root weight s and working residual z of one observation: near mu the objective behaves like
    /// (z - s d)^2 for a change d of mu.
    template <class T>
    void working(std::size_t i, T mu, T& s, T& z) const {
        const auto at = with_errors(model, [&](auto type) { return type.working(seen<T>(i), mu); });
        s = at.s;
        z = at.z;
    }

    /// Half of the first and of the second derivative of the loss by mu; not for the robust models.
    [[nodiscard]] Slopes slopes(std::size_t i, double mu) const {
        return with_errors(model, [&](auto type) -> Slopes {
            if constexpr (requires { type.slopes(seen<double>(i), mu); })
                return type.slopes(seen<double>(i), mu);
            else
                return {std::numeric_limits<double>::quiet_NaN(),
                        std::numeric_limits<double>::quiet_NaN()};
        });
    }

    template <class T>
    [[nodiscard]] T total(std::span<const T> mu) const {
        T sum(0);
        for (std::size_t i = 0; i < mu.size(); ++i) sum += loss(i, mu[i]);
        return sum;
    }
};

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/error_model.ipp>
#endif
