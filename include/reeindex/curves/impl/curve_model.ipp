#pragma once

#include <algorithm>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/curve_model.hpp>

namespace reeindex {

REEINDEX_INLINE void CurveModel::second_derivatives(const Predictors& x, std::span<const double> p,
                                                    double* values, double* jacobian,
                                                    double* hessian) const {
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
                    hessian[(std::max(a, b) * (std::max(a, b) + 1) / 2 + std::min(a, b)) * n + i];
                out = up > down ? change / (up - down) : 0.0;
            }
    }
    evaluate(x, p, values, jacobian);
}

}  // namespace reeindex
