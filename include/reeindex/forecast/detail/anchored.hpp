#pragma once
/// \file
/// The forecast of a curve that starts where the data end.
///
/// Residuals of a fit follow an autoregression of first order: e_t = phi e_(t-1) + u_t. The
/// forecast is the curve plus what is left of the last residual, m(T + h) + phi^h r_T. phi is not a
/// number but a distribution over a grid: its likelihood is the restricted one of the linearised
/// curve (Harville 1977, doi:10.1080/01621459.1977.10480998), which allows for what the curve's own
/// parameters took from the residuals; its prior leans towards 1, the random walk around the curve,
/// since a short series says little about phi. For a given phi the error of the forecast is
///
///     (J_f - phi^h J_T) (p^ - p) + the sum of the u after T,
///
/// with p^ - p of least squares under autocorrelated errors, so that its variance is closed.
/// Variances are averaged over phi, and the spread of the forecasts over phi is added.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <Eigen/QR>
#include <Eigen/SVD>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/forecast/forecast_result.hpp>

namespace reeindex::detail {

/// Values of phi, a year, and their prior weights: half of the mass is on 0.95 and more.
inline constexpr std::array<double, 9> anchor_grid{0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98};
inline constexpr std::array<double, 9> anchor_prior{1, 1, 1, 1, 1, 1, 2, 4, 8};

class AnchoredForecaster {
public:
    AnchoredForecaster(const FitResult& fit, const ForecastOptions& options)
        : fit_(fit), options_(options), log_(fit.options.error == ErrorModel::lognormal) {
        check();
        prepare();
    }

    void run(Forecast& out) {
        check_years(out.years);
        const auto h = static_cast<Eigen::Index>(out.years.size());
        curve_ = values(out.years, future_);
        out.method = IntervalMethod::delta;
        out.mean = out.lower = out.upper = out.mean_lower = out.mean_upper = curve_;
        const double sum = residuals_.squaredNorm();
        exact_ = !(sum > 1e-22 * scale_ * scale_);
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(h), about = mean, around = mean;
        if (!exact_) average(out.years, mean, about, around);
        const double t = student_t_quantile(0.5 + 0.5 * options_.level, dof_);
        for (Eigen::Index i = 0; i < h; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double half = t * std::sqrt(about[i] + around[i]),
                         narrow = t * std::sqrt(about[i]);
            const double centre = log_ ? std::log(curve_[at]) + mean[i] : curve_[at] + mean[i];
            const auto back = [&](double value) { return log_ ? std::exp(value) : value; };
            out.mean[at] = back(centre);
            out.lower[at] = back(centre - half);
            out.upper[at] = back(centre + half);
            out.mean_lower[at] = back(centre - narrow);
            out.mean_upper[at] = back(centre + narrow);
        }
        describe(out);
    }

private:
    void check() const {
        if (fit_.options.error != ErrorModel::gaussian && !log_)
            throw InvalidArgument(
                "error", name(fit_.options.error),
                "gaussian or lognormal for an anchored forecast, which models the "
                "residuals on their own scale");
        if (options_.method != IntervalMethod::automatic &&
            options_.method != IntervalMethod::delta)
            throw InvalidArgument("method", name(options_.method),
                                  "automatic or delta for an anchored forecast");
        if (is_sudden(fit_.limit))
            throw InvalidArgument("fit", name(fit_.status),
                                  "one with a course after the data for an anchored forecast; it "
                                  "is a jump between two observations");
    }

    void check_years(const std::vector<int>& years) const {
        for (const int year : years)
            if (year <= last_year_)
                throw InvalidArgument(
                    "years", concat(year),
                    concat("after ", last_year_, ", where the data end, for an anchored forecast"));
    }

    [[nodiscard]] double root_weight(std::size_t i) const {
        return fit_.data.weights.empty() ? 1.0 : std::sqrt(fit_.data.weights[i]);
    }

    /// Standardised residuals of complete observations, and an orthonormal basis of what the
    /// curve's parameters can change of them.
    void prepare() {
        const auto& data = fit_.data;
        std::vector<std::size_t> used;
        double weights = 0.0;
        for (std::size_t i = 0; i < data.y.size(); ++i) {
            weights += root_weight(i) * root_weight(i);
            if (data.completeness.empty() || data.completeness[i] >= 1.0) used.push_back(i);
        }
        if (used.size() < 2)
            throw InvalidArgument("fit",
                                  concat("of ", counted(used.size(), "complete observation")),
                                  "of at least two complete observations for an anchored forecast");
        last_year_ = data.years[used.back()];
        root_last_ = root_weight(used.back());
        const double mean_weight = weights / static_cast<double>(data.y.size());
        root_future_ = std::sqrt(options_.weight.value_or(mean_weight));
        if (!(root_future_ > 0.0 && std::isfinite(root_future_)))
            throw InvalidArgument("weight", to_text(options_.weight.value_or(mean_weight)),
                                  "positive and finite");
        Eigen::MatrixXd jacobian;
        for (const auto i : used) years_.push_back(data.years[i]);
        const auto fitted = values(years_, jacobian);
        const auto n = static_cast<Eigen::Index>(used.size());
        residuals_.resize(n);
        scale_ = 0.0;
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double y = data.y[used[at]], root = root_weight(used[at]);
            residuals_[i] = root * (log_ ? std::log(y / fitted[at]) : y - fitted[at]);
            scale_ = std::max(scale_, root * (log_ ? 1.0 : std::abs(y)));
            jacobian.row(i) *= root;
        }
        basis_.resize(n, 0);
        to_basis_.resize(0, 0);
        dof_ = static_cast<double>(n);
        if (jacobian.cols() == 0) return;  // every parameter is held
        units_ = jacobian.cwiseAbs().colwise().maxCoeff().cwiseMax(1e-300).cwiseInverse();
        const Eigen::MatrixXd scaled = jacobian * units_.asDiagonal();
        const Eigen::JacobiSVD<Eigen::MatrixXd> svd(scaled,
                                                    Eigen::ComputeThinU | Eigen::ComputeThinV);
        const auto& s = svd.singularValues();
        Eigen::Index rank = 0;
        while (rank < s.size() && s[rank] > 1e-10 * s[0]) ++rank;
        basis_ = svd.matrixU().leftCols(rank);
        to_basis_ = units_.asDiagonal() * svd.matrixV().leftCols(rank) *
                    s.head(rank).cwiseInverse().asDiagonal();
        dof_ = std::max(1.0, static_cast<double>(n - rank));
    }

    /// The curve in complete years; its derivatives by the free parameters, of its logarithm where
    /// the errors are on that scale.
    [[nodiscard]] std::vector<double> values(const std::vector<int>& years,
                                             Eigen::MatrixXd& jacobian) const {
        const auto& model = fit_.carrier->model();
        const std::size_t width = model.predictors(), n = years.size();
        const auto count = static_cast<Eigen::Index>(fit_.carrier->size());
        std::vector<double> rows, out(n);
        for (const int year : years) {
            rows.push_back(year);
            rows.insert(rows.end(), width - 1, 1.0);
        }
        Eigen::MatrixXd all(static_cast<Eigen::Index>(n), count);
        model.evaluate({rows, width}, fit_.carrier_estimates, out.data(), all.data());
        const auto free = std::count(fit_.carrier_free.begin(), fit_.carrier_free.end(), true);
        jacobian.resize(static_cast<Eigen::Index>(n), free);
        Eigen::Index to = 0;
        for (Eigen::Index j = 0; j < count; ++j)
            if (fit_.carrier_free[static_cast<std::size_t>(j)]) jacobian.col(to++) = all.col(j);
        for (std::size_t i = 0; i < n; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            if (!std::isfinite(out[i]) || !jacobian.row(row).allFinite())
                throw InvalidArgument("years", concat(years[i]),
                                      "years in which the curve has a finite value");
            if (!log_) continue;
            if (!(out[i] > 0.0))
                throw InvalidArgument("years", concat(years[i]),
                                      "years in which the curve is positive, as lognormal errors "
                                      "need");
            jacobian.row(row) /= out[i];
        }
        return out;
    }

    [[nodiscard]] double gap(std::size_t i) const { return years_[i] - years_[i - 1]; }

    /// Rows made independent, with unit variance of the innovations u.
    [[nodiscard]] Eigen::MatrixXd whitened(const Eigen::MatrixXd& rows, double phi,
                                           double& log_determinant) const {
        Eigen::MatrixXd out(rows.rows(), rows.cols());
        const double stationary = 1.0 / (1.0 - phi * phi);
        out.row(0) = rows.row(0) / std::sqrt(stationary);
        log_determinant = std::log(stationary);
        for (Eigen::Index i = 1; i < rows.rows(); ++i) {
            const double decay = std::pow(phi, gap(static_cast<std::size_t>(i)));
            const double variance = (1.0 - decay * decay) * stationary;
            out.row(i) = (rows.row(i) - decay * rows.row(i - 1)) / std::sqrt(variance);
            log_determinant += std::log(variance);
        }
        return out;
    }

    /// Covariance of the residuals times the basis, in units of the variance of u.
    [[nodiscard]] Eigen::MatrixXd covariance_times_basis(double phi) const {
        Eigen::MatrixXd from_before = basis_, from_after = basis_;
        const auto n = basis_.rows();
        for (Eigen::Index i = 1; i < n; ++i)
            from_before.row(i) +=
                std::pow(phi, gap(static_cast<std::size_t>(i))) * from_before.row(i - 1);
        for (Eigen::Index i = n - 1; i-- > 0;)
            from_after.row(i) +=
                std::pow(phi, gap(static_cast<std::size_t>(i + 1))) * from_after.row(i + 1);
        return (from_before + from_after - basis_) / (1.0 - phi * phi);
    }

    /// What is added to the curve, the variance about it and the variance of what comes around it,
    /// averaged over phi.
    void average(const std::vector<int>& years, Eigen::VectorXd& mean, Eigen::VectorXd& about,
                 Eigen::VectorXd& around) {
        std::array<double, anchor_grid.size()> weights{}, s2{};
        double most = -infinity, total = 0.0;
        for (std::size_t k = 0; k < anchor_grid.size(); ++k) {
            double log_determinant = 0.0, none = 0.0;
            const Eigen::MatrixXd a = whitened(basis_, anchor_grid[k], log_determinant);
            const Eigen::VectorXd z = whitened(residuals_, anchor_grid[k], none);
            Eigen::VectorXd e = z;
            double log_gram = 0.0;
            if (a.cols() > 0) {
                const Eigen::HouseholderQR<Eigen::MatrixXd> qr(a);
                e -= a * qr.solve(z);
                log_gram = qr.matrixQR().diagonal().array().abs().log().sum();
            }
            const double sum = std::max(e.squaredNorm(), 1e-300);
            s2[k] = sum / dof_;
            weights[k] = std::log(anchor_prior[k]) - 0.5 * log_determinant - log_gram -
                         0.5 * dof_ * std::log(sum);
            most = std::max(most, weights[k]);
        }
        for (auto& weight : weights) total += weight = std::exp(weight - most);
        const Eigen::MatrixXd ahead = future_ * to_basis_;
        const Eigen::RowVectorXd end = basis_.row(basis_.rows() - 1) / root_future_;
        Eigen::VectorXd squares = mean;
        for (std::size_t k = 0; k < anchor_grid.size(); ++k) {
            const double phi = anchor_grid[k], weight = weights[k] / total;
            phi_ += weight * phi;
            const Eigen::MatrixXd spread = basis_.transpose() * covariance_times_basis(phi);
            for (Eigen::Index i = 0; i < mean.size(); ++i) {
                const double decay = std::pow(phi, years[static_cast<std::size_t>(i)] - last_year_);
                const double left = decay * residuals_[residuals_.size() - 1] / root_future_;
                const Eigen::RowVectorXd d = ahead.row(i) - decay * end;
                mean[i] += weight * left;
                squares[i] += weight * left * left;
                about[i] += weight * s2[k] * (d * spread).dot(d);
                around[i] += weight * s2[k] * (1.0 - decay * decay) / (1.0 - phi * phi) /
                             (root_future_ * root_future_);
            }
        }
        about += (squares - mean.cwiseAbs2()).cwiseMax(0.0);
    }

    void describe(Forecast& out) const {
        std::string text = fit_.message;
        if (fit_.status == FitStatus::degenerate)
            text += concat("; the forecast follows the ", fit_.carrier->name(), " curve");
        text += concat("; anchored at ", last_year_);
        if (exact_) {
            text += "; the fit leaves no scatter, so that the interval has no width";
        } else {
            text += concat(": what the curve misses there, ",
                           to_significant(residuals_[residuals_.size() - 1] / root_last_, 3),
                           log_ ? " in logarithms" : "", ", fades by the factor ",
                           to_significant(phi_, 2),
                           " a year; interval: Student t over autocorrelated residuals, linearised "
                           "at the optimum");
            if (!fit_.identified()) text += ", which ignores what the data do not identify";
        }
        if (log_) text += "; the mean given is the median of a new observation";
        out.message = std::move(text);
    }

    const FitResult& fit_;
    const ForecastOptions& options_;
    bool log_ = false, exact_ = false;
    std::vector<int> years_;  ///< of the complete observations
    int last_year_ = 0;
    double root_last_ = 1.0, root_future_ = 1.0, dof_ = 1.0, scale_ = 1.0, phi_ = 0.0;
    Eigen::VectorXd residuals_;
    Eigen::RowVectorXd units_;
    Eigen::MatrixXd basis_, to_basis_, future_;
    std::vector<double> curve_;
};

}  // namespace reeindex::detail
