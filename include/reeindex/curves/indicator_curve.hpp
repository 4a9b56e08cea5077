#pragma once
/// \file
/// Levels over ranges of the axis: the shape that curves take when a rate has no bound.

#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

namespace reeindex::detail {

/// One level for each range [from, to] of the first predictor, zero outside of them.
class IndicatorCurve final : public CurveModel {
public:
    IndicatorCurve(std::string name, std::vector<std::pair<double, double>> ranges)
        : name_(std::move(name)), ranges_(std::move(ranges)) {}

    [[nodiscard]] std::string name() const override { return name_; }
    /// One for each level.
    [[nodiscard]] const std::vector<std::pair<double, double>>& ranges() const noexcept {
        return ranges_;
    }
    [[nodiscard]] std::size_t predictors() const override { return 1; }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override {
        std::vector<ParameterInfo> out;
        for (std::size_t j = 0; j < ranges_.size(); ++j)
            out.push_back({.name = concat("level", j + 1),
                           .linear = true,
                           .meaning = concat("level from ", to_text(ranges_[j].first), " to ",
                                             to_text(ranges_[j].second)),
                           .role = Role::level});
        return out;
    }
    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        rows(x, p, values, jacobian);
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        rows(x, p, values, jacobian);
        return true;
    }
    bool design(const Predictors& x, DoubleDouble* columns) const override {
        for (std::size_t j = 0; j < ranges_.size(); ++j)
            for (std::size_t i = 0; i < x.rows(); ++i)
                columns[j * x.rows() + i] = DoubleDouble(inside(j, x.row(i)[0]) ? 1.0 : 0.0);
        return true;
    }

private:
    [[nodiscard]] bool inside(std::size_t j, double t) const {
        return t >= ranges_[j].first && t <= ranges_[j].second;
    }
    template <class T>
    void rows(const Predictors& x, std::span<const T> p, T* values, T* jacobian) const {
        const std::size_t n = x.rows();
        for (std::size_t i = 0; i < n; ++i) {
            values[i] = T(0);
            for (std::size_t j = 0; j < ranges_.size(); ++j) {
                const bool in = inside(j, x.row(i)[0]);
                if (in) values[i] += p[j];
                if (jacobian != nullptr) jacobian[j * n + i] = T(in ? 1 : 0);
            }
        }
    }

    std::string name_;
    std::vector<std::pair<double, double>> ranges_;
};

}  // namespace reeindex::detail
