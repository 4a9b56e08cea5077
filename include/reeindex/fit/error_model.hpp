#pragma once
/// \file
/// How observations scatter around a curve: likelihoods, and the weights that Fisher scoring needs.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex {

/// Distribution of an observation around the curve's value mu.
enum class ErrorModel : std::uint8_t {
    gaussian,           ///< y = mu + e, constant variance (or known relative weights)
    lognormal,          ///< ln y = ln mu + e: multiplicative error
    poisson,            ///< counts with variance mu
    negative_binomial,  ///< counts with variance mu + mu^2/size
    huber,              ///< Gaussian core, absolute tails (Huber 1964, doi:10.1214/aoms/1177703732)
    tukey,              ///< biweight: far residuals do not count
    student_t           ///< Student t with 4 degrees of freedom (Lange et al. 1989,
                        ///< doi:10.1080/01621459.1989.10478852)
};

namespace detail {
inline constexpr std::array<std::string_view, 7> error_model_names{
    "gaussian", "lognormal", "poisson", "negative_binomial", "huber", "tukey", "student_t"};
}

[[nodiscard]] constexpr std::string_view name(ErrorModel model) noexcept {
    return detail::error_model_names[static_cast<std::size_t>(model)];
}

/// Reads the name of an error model.
/// \throws NotFound
[[nodiscard]] inline ErrorModel parse_error_model(std::string_view text) {
    for (std::size_t i = 0; i < detail::error_model_names.size(); ++i)
        if (detail::error_model_names[i] == text) return static_cast<ErrorModel>(i);
    throw NotFound("error model", text, detail::error_model_names);
}

namespace detail {

/// Whether the model is fitted by iterated weights around a scale estimate.
[[nodiscard]] constexpr bool is_robust(ErrorModel model) noexcept {
    return model == ErrorModel::huber || model == ErrorModel::tukey ||
           model == ErrorModel::student_t;
}
[[nodiscard]] constexpr bool is_count(ErrorModel model) noexcept {
    return model == ErrorModel::poisson || model == ErrorModel::negative_binomial;
}

/// Tuning constants at 95 % efficiency for Gaussian data; degrees of freedom for Student t.
inline constexpr double huber_threshold = 1.345;
inline constexpr double tukey_threshold = 4.685;
inline constexpr double student_dof = 4.0;

/// What is minimised: the weighted sum of squares for the Gaussian model, the deviance for counts,
/// twice the robust loss in units of the squared scale otherwise.
struct Objective {
    ErrorModel model = ErrorModel::gaussian;
    std::span<const double> y;
    std::span<const double>
        roots;           ///< root of each weight; Gaussian: also divided by the data's scale
    double scale = 1.0;  ///< residual scale of the robust models
    double size = infinity_size;  ///< negative binomial: variance mu + mu^2/size

    static constexpr double infinity_size = 1e300;

    [[nodiscard]] double root(std::size_t i) const { return roots.empty() ? 1.0 : roots[i]; }

    /// Contribution of one observation; infinite where mu is impossible.
    template <class T>
    [[nodiscard]] T loss(std::size_t i, T mu) const {
        using std::log, std::log1p, std::abs;
        const T observed = static_cast<T>(y[i]);
        const T w = static_cast<T>(root(i)) * static_cast<T>(root(i));
        switch (model) {
            case ErrorModel::gaussian: {
                const T e = static_cast<T>(root(i)) * (observed - mu);
                return e * e;
            }
            case ErrorModel::lognormal: {
                if (!(mu > T(0))) return impossible<T>();
                const T e = log(observed) - log(mu);
                return w * e * e;
            }
            case ErrorModel::poisson:
                if (!(mu > T(0))) return impossible<T>();
                return 2 * w *
                       ((observed > T(0) ? observed * log(observed / mu) : T(0)) - (observed - mu));
            case ErrorModel::negative_binomial: {
                if (!(mu > T(0))) return impossible<T>();
                const T k = static_cast<T>(size);
                const T first = observed > T(0) ? observed * log(observed / mu) : T(0);
                return 2 * w * (first - (observed + k) * log1p((observed - mu) / (mu + k)));
            }
            case ErrorModel::huber: {
                const T u = abs(observed - mu) / static_cast<T>(scale);
                const T c = static_cast<T>(huber_threshold);
                return w * (u <= c ? u * u : c * (2 * u - c));
            }
            case ErrorModel::tukey: {
                const T u = (observed - mu) / static_cast<T>(scale * tukey_threshold);
                const T c2 = static_cast<T>(tukey_threshold * tukey_threshold);
                if (abs(u) >= T(1)) return w * c2 / 3;
                const T v = 1 - u * u;
                return w * c2 / 3 * (1 - v * v * v);
            }
            case ErrorModel::student_t: {
                const T u = (observed - mu) / static_cast<T>(scale);
                const T nu = static_cast<T>(student_dof);
                return w * (nu + 1) * log1p(u * u / nu);
            }
        }
        return impossible<T>();
    }

    /// Root weight s and working residual z of one observation: near mu the objective behaves like
    /// (z - s d)^2 for a change d of mu.
    template <class T>
    void working(std::size_t i, T mu, T& s, T& z) const {
        using std::abs, std::log, std::sqrt;
        const T observed = static_cast<T>(y[i]);
        const T root = static_cast<T>(this->root(i));
        const T e = observed - mu;
        switch (model) {
            case ErrorModel::gaussian:
                s = root;
                z = root * e;
                return;
            case ErrorModel::lognormal:
                s = root / mu;
                z = root * (log(observed) - log(mu));
                return;
            case ErrorModel::poisson:
                s = root / sqrt(mu);
                z = s * e;
                return;
            case ErrorModel::negative_binomial:
                s = root / sqrt(mu * (1 + mu / static_cast<T>(size)));
                z = s * e;
                return;
            case ErrorModel::huber: {
                const T u = abs(e) / static_cast<T>(scale);
                const T c = static_cast<T>(huber_threshold);
                s = root / static_cast<T>(scale) * (u <= c ? T(1) : sqrt(c / u));
                z = s * e;
                return;
            }
            case ErrorModel::tukey: {
                const T u = e / static_cast<T>(scale * tukey_threshold);
                s = root / static_cast<T>(scale) * (abs(u) < T(1) ? 1 - u * u : T(0));
                z = s * e;
                return;
            }
            case ErrorModel::student_t: {
                const T u = e / static_cast<T>(scale);
                const T nu = static_cast<T>(student_dof);
                s = root / static_cast<T>(scale) * sqrt((nu + 1) / (nu + u * u));
                z = s * e;
                return;
            }
        }
    }

    template <class T>
    [[nodiscard]] T total(std::span<const T> mu) const {
        T sum(0);
        for (std::size_t i = 0; i < mu.size(); ++i) sum += loss(i, mu[i]);
        return sum;
    }

private:
    template <class T>
    [[nodiscard]] static T impossible() {
        return std::numeric_limits<T>::infinity();
    }
};

}  // namespace detail
}  // namespace reeindex
