#pragma once
#include <cmath>
#include <cstddef>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/linear_least_squares.hpp>

namespace reeindex::detail {

REEINDEX_INLINE LinearRegression regress(std::span<const DoubleDouble> design,
                                         std::span<const double> y,
                                         std::span<const double> weights) {
    const std::size_t n = y.size();
    const std::size_t p = design.size() / n;
    std::vector<DoubleDouble> a(design.begin(), design.end());
    std::vector<DoubleDouble> b(n);
    std::vector<DoubleDouble> root(n, DoubleDouble(1.0));
    for (std::size_t i = 0; i < n; ++i) {
        if (!weights.empty()) root[i] = sqrt(DoubleDouble(weights[i]));
        b[i] = root[i] * decimal(y[i]);
        for (std::size_t j = 0; j < p; ++j) a[j * n + i] *= root[i];
    }
    PivotedQr<DoubleDouble> qr;
    qr.factor(a, n, p, 1e-28);
    auto transformed = b;
    qr.apply_transpose(transformed);
    auto x = qr.solve(transformed);
    // one refinement step: the residual of the residual
    DoubleDouble sse(0.0);
    std::vector<DoubleDouble> rest(n);
    const auto residuals = [&] {
        sse = DoubleDouble(0.0);
        for (std::size_t i = 0; i < n; ++i) {
            DoubleDouble s = b[i];
            for (std::size_t j = 0; j < p; ++j) s -= a[j * n + i] * x[j];
            rest[i] = s;
            sse += s * s;
        }
    };
    residuals();
    auto correction = rest;
    qr.apply_transpose(correction);
    const auto dx = qr.solve(correction);
    for (std::size_t j = 0; j < p; ++j) x[j] += dx[j];
    residuals();

    LinearRegression out;
    out.n_obs = n;
    out.rank = qr.rank();
    out.sse = static_cast<double>(sse);
    const DoubleDouble variance =
        n > out.rank ? sse / DoubleDouble(static_cast<double>(n - out.rank)) : DoubleDouble(0.0);
    for (const auto& value : qr.inverse_gram())
        out.covariance.push_back(static_cast<double>(value * variance));
    for (std::size_t j = 0; j < p; ++j) {
        out.coefficients.push_back(static_cast<double>(x[j]));
        out.standard_errors.push_back(std::sqrt(out.covariance[j * p + j]));
    }
    return out;
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE LinearRegression linear_least_squares(std::span<const double> design,
                                                      std::span<const double> y,
                                                      std::span<const double> weights) {
    const std::size_t n = y.size();
    if (n == 0 || design.empty() || design.size() % n != 0)
        throw InvalidArgument("design", detail::concat("of size ", design.size()),
                              detail::concat("a multiple of the number of observations, ", n));
    if (!weights.empty() && weights.size() != n)
        throw InvalidArgument("weights", detail::concat("of length ", weights.size()),
                              detail::concat("of the length of y, ", n));
    const std::size_t p = design.size() / n;
    if (n <= p)
        throw InvalidArgument("y", detail::concat("of length ", n),
                              detail::concat("longer than the number of columns, ", p));
    const auto finite = [](std::span<const double> values, std::string_view what) {
        for (const double value : values)
            if (!std::isfinite(value))
                throw InvalidArgument(what, detail::to_text(value), "finite");
    };
    finite(design, "design");
    finite(y, "y");
    finite(weights, "weights");
    std::vector<DoubleDouble> wide;
    wide.reserve(design.size());
    for (const double value : design) wide.push_back(detail::decimal(value));
    auto out = detail::regress(wide, y, weights);
    if (out.rank < p)
        throw InvalidArgument("design", detail::concat("of rank ", out.rank),
                              detail::concat("of full rank ", p));
    return out;
}

}  // namespace reeindex
