#pragma once
/// \file
/// How observations scatter around a curve, one type for each error model: loss, working weight,
/// influence, log-likelihood, draws, and which data it takes. fit/error_model.hpp lists them.
///
/// A type has the static members
///
/// | member | is |
/// |---|---|
/// | `name` | the name that users write |
/// | `family` | squares, counts or robust: what the engine does with it |
/// | `domain` | the observations that it takes |
/// | `loss(at, mu)` | contribution to the objective; infinite where mu is impossible |
/// | `working(at, mu)` | root weight s and residual z: near mu the objective is (z - s d)^2 for a
/// change d | | `slopes(at, mu)` | half of the first and second derivative of the loss; not for
/// robust ones | | `influence(u)` | psi and its derivative, u in units of the scale; robust ones |
/// | `log_likelihood(all)` | of all observations; none where the loss is no likelihood |
/// | `draw(mean, root, sigma, size, random)` | a new observation; none where residuals are
/// resampled | | `of_forecasts` | what a forecast says of its new observations |

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>
#include <string_view>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/core/special_functions.hpp>

namespace reeindex::detail {

/// What the engine does with an error model.
enum class ErrorFamily : std::uint8_t {
    squares,  ///< least squares of the values or of their logarithms
    counts,   ///< deviance, with a variance that follows the mean
    robust    ///< iterated weights around a scale estimate
};
/// The observations that an error model takes.
enum class ErrorDomain : std::uint8_t { any, positive, not_negative };

/// Size of a negative binomial that is a Poisson.
inline constexpr double infinite_size = 1e300;

/// One observation as an error model sees it.
template <class T>
struct Seen {
    T y, root;                    ///< value and root of the weight
    double scale = 1.0;           ///< residual scale of the robust models
    double size = infinite_size;  ///< negative binomial: variance mu + mu^2/size

    [[nodiscard]] static T impossible() { return std::numeric_limits<T>::infinity(); }
};
template <class T>
struct Working {
    T s, z;
};
/// Half of the first and of the second derivative of a loss by mu.
struct Slopes {
    double first = 0.0, second = 0.0;
};
/// psi(u) and its derivative, u in units of the scale.
struct Influence {
    double value = 0.0, slope = 0.0;
};
/// Log-density of a count y >= 0, whole or not, with a mean and variance mean + dispersion mean^2;
/// dispersion 0 is Poisson. Exact to the last digits for large counts and small dispersions.
[[nodiscard]] double count_log_density(double y, double mean, double dispersion);

/// All observations and what was fitted to them.
struct FittedScatter {
    std::span<const double> y, mu, roots;
    double objective = 0.0;
    double log_weights = 0.0;  ///< sum of the logarithms of the weights
    double scale = 1.0;
    double size = infinite_size;

    [[nodiscard]] double root(std::size_t i) const { return roots.empty() ? 1.0 : roots[i]; }
    /// Of a normal distribution whose variance is the objective by the number of observations.
    [[nodiscard]] double normal() const {
        const auto n = static_cast<double>(y.size());
        return -0.5 * n * (std::log(2.0 * std::numbers::pi * objective / n) + 1.0) +
               0.5 * log_weights;
    }
    [[nodiscard]] double counts(double of_size) const {
        const double dispersion = of_size >= infinite_size ? 0.0 : 1.0 / of_size;
        double sum = 0.0;
        for (std::size_t i = 0; i < mu.size(); ++i)
            sum += root(i) * root(i) * count_log_density(y[i], mu[i], dispersion);
        return sum;
    }
};

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

struct GaussianErrors {
    static constexpr std::string_view name = "gaussian";
    static constexpr ErrorFamily family = ErrorFamily::squares;
    static constexpr ErrorDomain domain = ErrorDomain::any;
    static constexpr std::string_view of_forecasts{};

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        const T e = at.root * (at.y - mu);
        return e * e;
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        return {at.root, at.root * (at.y - mu)};
    }
    [[nodiscard]] static Slopes slopes(const Seen<double>& at, double mu) {
        const double w = at.root * at.root;
        return {w * (mu - at.y), w};
    }
    [[nodiscard]] static double log_likelihood(const FittedScatter& all) { return all.normal(); }
};

struct LognormalErrors {
    static constexpr std::string_view name = "lognormal";
    static constexpr ErrorFamily family = ErrorFamily::squares;
    static constexpr ErrorDomain domain = ErrorDomain::positive;
    static constexpr std::string_view of_forecasts =
        "the mean given is the curve's value, the median of a new observation";

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        using std::log;
        if (!(mu > T(0))) return at.impossible();
        const T e = log(at.y) - log(mu);
        return at.root * at.root * e * e;
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::log;
        return {at.root / mu, at.root * (log(at.y) - log(mu))};
    }
    [[nodiscard]] static Slopes slopes(const Seen<double>& at, double mu) {
        const double w = at.root * at.root, e = std::log(at.y) - std::log(mu);
        return {-w * e / mu, w * (1.0 + e) / (mu * mu)};
    }
    [[nodiscard]] static double log_likelihood(const FittedScatter& all) {
        double jacobian = 0.0;
        for (const double value : all.y) jacobian += std::log(value);
        return all.normal() - jacobian;
    }
    [[nodiscard]] static double draw(double mean, double root, double sigma, double /*size*/,
                                     Random& random) {
        return mean * std::exp(sigma / root * random.normal());
    }
};

struct PoissonErrors {
    static constexpr std::string_view name = "poisson";
    static constexpr ErrorFamily family = ErrorFamily::counts;
    static constexpr ErrorDomain domain = ErrorDomain::not_negative;
    static constexpr std::string_view of_forecasts =
        "Poisson quantiles over the uncertainty of the mean";

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        if (mu == T(0) && at.y == T(0)) return T(0);
        if (!(mu > T(0))) return at.impossible();
        return 2 * (at.root * at.root) * unit_deviance(at.y, mu);
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::sqrt;
        const T s = mu > T(0) ? at.root / sqrt(mu) : T(0);  // no count where none can be
        return {s, s * (at.y - mu)};
    }
    [[nodiscard]] static Slopes slopes(const Seen<double>& at, double mu) {
        const double w = at.root * at.root;
        if (at.y == 0.0 && mu == 0.0) return {w, 0.0};
        const double share = at.y / mu;
        return {w * (1.0 - share), w * share / mu};
    }
    [[nodiscard]] static double log_likelihood(const FittedScatter& all) {
        return all.counts(infinite_size);
    }
    [[nodiscard]] static double draw(double mean, double /*root*/, double /*sigma*/,
                                     double /*size*/, Random& random) {
        return random.poisson(mean < 0.0 ? 0.0 : mean);
    }
};

struct NegativeBinomialErrors {
    static constexpr std::string_view name = "negative_binomial";
    static constexpr ErrorFamily family = ErrorFamily::counts;
    static constexpr ErrorDomain domain = ErrorDomain::not_negative;
    static constexpr std::string_view of_forecasts =
        "negative binomial quantiles over the uncertainty of the mean, the size held at its "
        "estimate";

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        if (!(at.size < infinite_size) || !(mu > T(0))) return PoissonErrors::loss(at, mu);
        const T k = static_cast<T>(at.size);
        return 2 * (at.root * at.root) *
               (unit_deviance(at.y, mu) - unit_deviance(at.y + k, mu + k));
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::sqrt;
        const T s = mu > T(0) ? at.root / sqrt(mu * (1 + mu / static_cast<T>(at.size))) : T(0);
        return {s, s * (at.y - mu)};
    }
    [[nodiscard]] static Slopes slopes(const Seen<double>& at, double mu) {
        Slopes out = PoissonErrors::slopes(at, mu);
        if (!(at.size < infinite_size) || (at.y == 0.0 && mu == 0.0)) return out;
        const double w = at.root * at.root;
        const double other = (at.y + at.size) / (mu + at.size);
        out.first -= w * (1.0 - other);
        out.second -= w * other / (mu + at.size);
        return out;
    }
    [[nodiscard]] static double log_likelihood(const FittedScatter& all) {
        return all.counts(all.size);
    }
    [[nodiscard]] static double draw(double mean, double /*root*/, double /*sigma*/, double size,
                                     Random& random) {
        return random.negative_binomial(mean < 0.0 ? 0.0 : mean, 1.0 / size);
    }
};

/// Of every robust model.
inline constexpr std::string_view of_robust_forecasts =
    "a new observation is assumed to scatter like the regular ones, outliers are not foreseen";

struct HuberErrors {
    static constexpr std::string_view name = "huber";
    static constexpr ErrorFamily family = ErrorFamily::robust;
    static constexpr ErrorDomain domain = ErrorDomain::any;
    static constexpr std::string_view of_forecasts = of_robust_forecasts;
    /// 95 % efficient for Gaussian data.
    static constexpr double threshold = 1.345;

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        using std::abs;
        const T u = at.root * abs(at.y - mu) / static_cast<T>(at.scale);
        const T c = static_cast<T>(threshold);
        return u <= c ? u * u : c * (2 * u - c);
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::abs, std::sqrt;
        const T e = at.y - mu, scale = static_cast<T>(at.scale), c = static_cast<T>(threshold);
        const T u = at.root * abs(e) / scale;
        const T s = at.root / scale * (u <= c ? T(1) : sqrt(c / u));
        return {s, s * e};
    }
    [[nodiscard]] static Influence influence(double u) {
        return {u < -threshold  ? -threshold
                : threshold < u ? threshold
                                : u,
                std::abs(u) <= threshold ? 1.0 : 0.0};
    }
};

struct TukeyErrors {
    static constexpr std::string_view name = "tukey";
    static constexpr ErrorFamily family = ErrorFamily::robust;
    static constexpr ErrorDomain domain = ErrorDomain::any;
    static constexpr std::string_view of_forecasts = of_robust_forecasts;
    /// 95 % efficient for Gaussian data.
    static constexpr double threshold = 4.685;

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        using std::abs;
        const T u = at.root * (at.y - mu) / static_cast<T>(at.scale * threshold);
        const T c2 = static_cast<T>(threshold * threshold);
        if (abs(u) >= T(1)) return c2 / 3;
        const T v = 1 - u * u;
        return c2 / 3 * (1 - v * v * v);
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::abs;
        const T e = at.y - mu;
        const T u = at.root * e / static_cast<T>(at.scale * threshold);
        const T s = at.root / static_cast<T>(at.scale) * (abs(u) < T(1) ? 1 - u * u : T(0));
        return {s, s * e};
    }
    [[nodiscard]] static Influence influence(double u) {
        const double v = u / threshold;
        if (std::abs(v) >= 1.0) return {};
        const double inside = 1.0 - v * v;
        return {u * inside * inside, inside * (1.0 - 5.0 * v * v)};
    }
};

struct StudentErrors {
    static constexpr std::string_view name = "student_t";
    static constexpr ErrorFamily family = ErrorFamily::robust;
    static constexpr ErrorDomain domain = ErrorDomain::any;
    static constexpr std::string_view of_forecasts = of_robust_forecasts;
    /// Degrees of freedom.
    static constexpr double nu = 4.0;

    template <class T>
    [[nodiscard]] static T loss(const Seen<T>& at, T mu) {
        using std::log1p;
        const T u = at.root * (at.y - mu) / static_cast<T>(at.scale);
        const T dof = static_cast<T>(nu);
        return (dof + 1) * log1p(u * u / dof);
    }
    template <class T>
    [[nodiscard]] static Working<T> working(const Seen<T>& at, T mu) {
        using std::sqrt;
        const T e = at.y - mu, scale = static_cast<T>(at.scale), dof = static_cast<T>(nu);
        const T u = at.root * e / scale;
        const T s = at.root / scale * sqrt((dof + 1) / (dof + u * u));
        return {s, s * e};
    }
    [[nodiscard]] static Influence influence(double u) {
        const double below = nu + u * u;
        return {(nu + 1.0) * u / below, (nu + 1.0) * (nu - u * u) / (below * below)};
    }
    [[nodiscard]] static double log_likelihood(const FittedScatter& all) {
        double sum = 0.0;
        const double constant = log_gamma(0.5 * (nu + 1)) - log_gamma(0.5 * nu) -
                                0.5 * std::log(nu * std::numbers::pi) - std::log(all.scale);
        for (std::size_t i = 0; i < all.y.size(); ++i) {
            const double u = all.root(i) * (all.y[i] - all.mu[i]) / all.scale;
            sum += constant - 0.5 * (nu + 1) * std::log1p(u * u / nu);
        }
        return sum + 0.5 * all.log_weights;
    }
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/error_types.ipp>
#endif
