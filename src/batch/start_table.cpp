#include "batch/start_table.hpp"

#include <array>
#include <cmath>

namespace reeindex::detail {
namespace {

double shape(KernelCurve curve, double theta1, double theta2, double x) {
    switch (curve) {
        case KernelCurve::exponential:
            return std::exp(-theta1 * x);
        case KernelCurve::logistic:
            return 1.0 / (theta2 + std::exp(theta1 * x));
        case KernelCurve::gompertz:
            return std::exp(-theta1 * std::expm1(theta2 * x) / theta2);
    }
    return 0.0;
}

}  // namespace

StartShapes::StartShapes(KernelCurve curve, int nodes, double span) : nodes_(nodes) {
    const auto add = [&](double theta1, double theta2) {
        theta1_.push_back(theta1);
        theta2_.push_back(theta2);
    };
    const auto end_band = [&](std::size_t band) {
        while (theta1_.size() % shape_group != 0) add(theta1_.back(), theta2_.back());
        band_[band + 1] = static_cast<int>(theta1_.size());
    };
    // Rates per span; positions of the inflection, as shares of the span before the last point.
    const auto logistic = [&](double rate) {
        for (double z = -4.0 / rate; z <= 1.0 + 1.0 / rate; z += 2.2 / rate)
            add(rate / span, std::exp(rate * z));
    };
    const auto gompertz = [&](double rate) {
        // Slow curves are near exponentials, whose rate has to be met more closely.
        const double spacing = (rate < 2.0 ? 1.2 : rate < 40.0 ? 2.0 : 2.4) / rate;
        for (double z = -std::log(20.0 / rate) / rate; z <= 1.0 + 1.0 / rate; z += spacing)
            if (rate <= 20.0 || z > -1.0 / rate)
                add(rate / span * std::exp(-rate * z), rate / span);
    };
    using Rates = std::vector<double>;
    const std::array<Rates, bands> rates =
        curve == KernelCurve::exponential
            ? std::array<Rates, bands>{Rates{-24.0, -12.0, -6.0, -3.0, -1.5, -0.5, 0.2, 0.8, 1.5,
                                             2.5, 4.0, 6.0, 10.0, 16.0, 26.0, 42.0}}
        : curve == KernelCurve::logistic
            ? std::array<Rates, bands>{Rates{1.5, 3.0}, Rates{6.0, 12.0}, Rates{24.0}, Rates{48.0}}
            : std::array<Rates, bands>{Rates{0.4, 1.5}, Rates{3.0, 6.0, 12.0}, Rates{24.0},
                                       Rates{48.0}};
    for (std::size_t band = 0; band < bands; ++band) {
        for (const double rate : rates[band]) switch (curve) {
                case KernelCurve::exponential:
                    add(rate / span, 0.0);
                    break;
                case KernelCurve::logistic:
                    logistic(rate);
                    break;
                case KernelCurve::gompertz:
                    gompertz(rate);
                    break;
            }
        end_band(band);
    }

    const std::size_t count = theta1_.size();
    values_.resize(static_cast<std::size_t>(nodes) * count);
    const double step = nodes > 1 ? span / (nodes - 1) : 0.0;
    for (std::size_t s = 0; s < count; ++s) {
        double squares = 0.0;
        for (int node = 0; node < nodes; ++node) {
            const double value = shape(curve, theta1_[s], theta2_[s], step * node);
            values_[static_cast<std::size_t>(node) * count + s] = value;
            squares += value * value;
        }
        const double unit = 1.0 / std::sqrt(squares);
        for (int node = 0; node < nodes; ++node)
            values_[static_cast<std::size_t>(node) * count + s] *= unit;
    }
}

}  // namespace reeindex::detail
