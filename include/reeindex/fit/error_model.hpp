#pragma once
/// \file
/// How observations scatter around a curve: likelihoods, and the weights that Fisher scoring needs.

#include <algorithm>
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
inline constexpr std::array<std::string_view, 7> error_model_names{
    "gaussian", "lognormal", "poisson", "negative_binomial", "huber", "tukey", "student_t"};
}

[[nodiscard]] constexpr std::string_view name(ErrorModel model) noexcept {
    return detail::error_model_names[static_cast<std::size_t>(model)];
}

/// Reads the name of an error model.
/// \throws NotFound
[[nodiscard]] ErrorModel parse_error_model(std::string_view text);

namespace detail {

/// Whether the model is fitted by iterated weights around a scale estimate.
[[nodiscard]] constexpr bool is_robust(ErrorModel model) noexcept {
    return model == ErrorModel::huber || model == ErrorModel::tukey ||
           model == ErrorModel::student_t;
}
[[nodiscard]] constexpr bool is_count(ErrorModel model) noexcept {
    return model == ErrorModel::poisson || model == ErrorModel::negative_binomial;
}
/// Whether the model gives the data a probability, so that information criteria compare it.
[[nodiscard]] constexpr bool has_likelihood(ErrorModel model) noexcept {
    return model != ErrorModel::huber && model != ErrorModel::tukey;
}

/// Tuning constants at 95 % efficiency for Gaussian data; degrees of freedom for Student t.
inline constexpr double huber_threshold = 1.345;
inline constexpr double tukey_threshold = 4.685;
inline constexpr double student_dof = 4.0;

/// x log(x/mean) + mean - x for x >= 0 and mean > 0, without cancellation where x is near the mean.
template <class T>
[[nodiscard]] T unit_deviance(T x, T mean) {
    using std::abs, std::log;
    if (x == T(0)) return mean;
    const T difference = mean - x;
    if (!(abs(difference) <= x / 2)) return x * (log(x) - log(mean)) + difference;
    // log(1 + u) - u = r (2 (atanh(r)/r - 1) - u) with r = u/(2 + u)
    const T u = difference / x;
    const T r = u / (2 + u);
    const T square = r * r;
    T sum(0), power = square;
    for (int k = 3; power > std::numeric_limits<T>::epsilon() * square / 64 && k < 60; k += 2) {
        sum += power / static_cast<T>(k);
        power *= square;
    }
    return -x * r * (2 * sum - u);
}

/// psi(u) and its derivative of a robust model, u in units of the scale.
struct Influence {
    double value = 0.0, slope = 0.0;
};
[[nodiscard]] inline Influence influence(ErrorModel model, double u) {
    switch (model) {
        case ErrorModel::huber:
            return {std::clamp(u, -huber_threshold, huber_threshold),
                    std::abs(u) <= huber_threshold ? 1.0 : 0.0};
        case ErrorModel::tukey: {
            const double v = u / tukey_threshold;
            if (std::abs(v) >= 1.0) return {};
            const double inside = 1.0 - v * v;
            return {u * inside * inside, inside * (1.0 - 5.0 * v * v)};
        }
        case ErrorModel::student_t: {
            const double below = student_dof + u * u;
            return {(student_dof + 1.0) * u / below,
                    (student_dof + 1.0) * (student_dof - u * u) / (below * below)};
        }
        default:
            return {u, 1.0};
    }
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
                if (mu == T(0) && observed == T(0)) return T(0);
                if (!(mu > T(0))) return impossible<T>();
                return 2 * w * unit_deviance(observed, mu);
            case ErrorModel::negative_binomial: {
                if (mu == T(0) && observed == T(0)) return T(0);
                if (!(mu > T(0))) return impossible<T>();
                if (!(size < infinity_size)) return 2 * w * unit_deviance(observed, mu);  // Poisson
                const T k = static_cast<T>(size);
                return 2 * w * (unit_deviance(observed, mu) - unit_deviance(observed + k, mu + k));
            }
            case ErrorModel::huber: {
                const T u = static_cast<T>(root(i)) * abs(observed - mu) / static_cast<T>(scale);
                const T c = static_cast<T>(huber_threshold);
                return u <= c ? u * u : c * (2 * u - c);
            }
            case ErrorModel::tukey: {
                const T u = static_cast<T>(root(i)) * (observed - mu) /
                            static_cast<T>(scale * tukey_threshold);
                const T c2 = static_cast<T>(tukey_threshold * tukey_threshold);
                if (abs(u) >= T(1)) return c2 / 3;
                const T v = 1 - u * u;
                return c2 / 3 * (1 - v * v * v);
            }
            case ErrorModel::student_t: {
                const T u = static_cast<T>(root(i)) * (observed - mu) / static_cast<T>(scale);
                const T nu = static_cast<T>(student_dof);
                return (nu + 1) * log1p(u * u / nu);
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
                s = mu > T(0) ? root / sqrt(mu) : T(0);  // no count where none can be
                z = s * e;
                return;
            case ErrorModel::negative_binomial:
                s = mu > T(0) ? root / sqrt(mu * (1 + mu / static_cast<T>(size))) : T(0);
                z = s * e;
                return;
            case ErrorModel::huber: {
                const T u = root * abs(e) / static_cast<T>(scale);
                const T c = static_cast<T>(huber_threshold);
                s = root / static_cast<T>(scale) * (u <= c ? T(1) : sqrt(c / u));
                z = s * e;
                return;
            }
            case ErrorModel::tukey: {
                const T u = root * e / static_cast<T>(scale * tukey_threshold);
                s = root / static_cast<T>(scale) * (abs(u) < T(1) ? 1 - u * u : T(0));
                z = s * e;
                return;
            }
            case ErrorModel::student_t: {
                const T u = root * e / static_cast<T>(scale);
                const T nu = static_cast<T>(student_dof);
                s = root / static_cast<T>(scale) * sqrt((nu + 1) / (nu + u * u));
                z = s * e;
                return;
            }
        }
    }

    /// Half of the first and of the second derivative of the loss by mu; not for the robust models.
    struct Slopes {
        double first = 0.0, second = 0.0;
    };
    [[nodiscard]] Slopes slopes(std::size_t i, double mu) const {
        const double w = root(i) * root(i), observed = y[i];
        switch (model) {
            case ErrorModel::gaussian:
                return {w * (mu - observed), w};
            case ErrorModel::lognormal: {
                const double e = std::log(observed) - std::log(mu);
                return {-w * e / mu, w * (1.0 + e) / (mu * mu)};
            }
            default: {
                if (observed == 0.0 && mu == 0.0) return {w, 0.0};
                const double share = observed / mu;
                Slopes out{w * (1.0 - share), w * share / mu};
                if (model == ErrorModel::negative_binomial && size < infinity_size) {
                    const double other = (observed + size) / (mu + size);
                    out.first -= w * (1.0 - other);
                    out.second -= w * other / (mu + size);
                }
                return out;
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

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/error_model.ipp>
#endif
