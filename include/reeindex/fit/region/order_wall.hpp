#pragma once
/// \file
/// Where interchangeable parts of a curve are about to change places.

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <reeindex/fit/solve/minimise.hpp>
#include <reeindex/fit/solve/setup.hpp>

namespace reeindex::detail {

/// A curve with one of its parameters tied to another one before it.
class TiedCurve final : public CurveModel {
public:
    TiedCurve(AnyCurve curve, std::size_t to, std::size_t tied)
        : curve_(std::move(curve)), to_(to), tied_(tied) {}

    [[nodiscard]] std::string name() const override { return curve_.name(); }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        return without(curve_.parameters());
    }
    [[nodiscard]] std::size_t predictors() const override { return curve_.model().predictors(); }
    [[nodiscard]] StartGrid starts(const Axis& axis) const override {
        auto grid = curve_.model().starts(axis);
        std::size_t position = 0;
        for (std::size_t j = 0; j < tied_; ++j) position += curve_.parameters()[j].linear ? 0U : 1U;
        if (position < grid.size())
            grid.erase(grid.begin() + static_cast<std::ptrdiff_t>(position));
        return grid;
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        const std::size_t n = x.rows(), count = curve_.size();
        std::vector<double> whole(jacobian == nullptr ? 0 : n * count);
        curve_.model().evaluate(x, expand(p), values, jacobian == nullptr ? nullptr : whole.data());
        if (jacobian == nullptr) return;
        for (std::size_t i = 0; i < n; ++i) whole[to_ * n + i] += whole[tied_ * n + i];
        for (std::size_t j = 0; j < count; ++j)
            if (j != tied_) std::copy_n(&whole[j * n], n, jacobian + (j < tied_ ? j : j - 1) * n);
    }
    /// The parameters of the curve itself.
    [[nodiscard]] std::vector<double> expand(std::span<const double> p) const {
        std::vector<double> out(p.begin(), p.end());
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(tied_), p[to_]);
        return out;
    }
    template <class T>
    [[nodiscard]] std::vector<T> without(std::vector<T> values) const {
        values.erase(values.begin() + static_cast<std::ptrdiff_t>(tied_));
        return values;
    }

private:
    AnyCurve curve_;
    std::size_t to_, tied_;
};

/// Whether the curve sorts its parts anew where parameter i is `first` and parameter j `second`.
[[nodiscard]] inline bool reorders(const AnyCurve& curve, std::size_t i, double first,
                                   std::size_t j, double second) {
    std::vector<double> p(curve.size(), 1.0);
    p[i] = first;
    p[j] = second;
    const auto given = p;
    curve.model().order(p);
    return p != given;
}

/// The curve on the wall between one order of its parts and the other, where two of its parameters
/// are equal; none for a curve without such parts.
[[nodiscard]] inline std::shared_ptr<const TiedCurve> wall_of_order(const Setup& setup) {
    if (narrowed(setup)) return nullptr;
    const auto& curve = setup.curve;
    for (std::size_t i = 0; i < curve.size(); ++i)
        for (std::size_t j = i + 1; j < curve.size(); ++j)
            if (reorders(curve, i, 1.0, j, 0.5) && !reorders(curve, i, 0.25, j, 0.5) &&
                !reorders(curve, i, 1.0, j, 1.5))
                return std::make_shared<TiedCurve>(curve, i, j);
    return nullptr;
}

}  // namespace reeindex::detail
