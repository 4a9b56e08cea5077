#pragma once
// NIST's Statistical Reference Datasets: data and certified values from tests/data/nist, the models
// of the nonlinear problems, and the number of digits that agree.

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <memory>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

#include "test_project.hpp"

namespace nist {

struct Certified {
    std::string name;
    double value = 0.0, standard_error = 0.0, start1 = 0.0, start2 = 0.0;
};

struct Problem {
    std::string name;
    bool linear = false;
    std::string difficulty;
    std::size_t n_obs = 0, predictors = 1;
    double rss = 0.0;
    std::vector<double> x, y;  // x row-major
    std::vector<Certified> parameters;

    [[nodiscard]] std::vector<double> start(int which) const {
        std::vector<double> out;
        for (const auto& p : parameters) out.push_back(which == 1 ? p.start1 : p.start2);
        return out;
    }
};

inline std::vector<std::vector<std::string>> read_csv(const std::string& file) {
    std::ifstream in(std::string(REEINDEX_SOURCE_DIR) + "/tests/data/nist/" + file);
    if (!in) throw std::runtime_error("tests/data/nist/" + file + " cannot be read");
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(in, line);  // header
    while (std::getline(in, line)) {
        std::vector<std::string> cells(1);
        for (const char c : line)
            if (c == ',')
                cells.emplace_back();
            else
                cells.back() += c;
        rows.push_back(std::move(cells));
    }
    return rows;
}

inline std::vector<Problem> problems(bool linear) {
    std::vector<Problem> out;
    const auto number = [](const std::string& text) {
        return text.empty() ? 0.0 : std::stod(text);
    };
    const std::string kind = linear ? "linear" : "nonlinear";
    for (const auto& row : read_csv("problems.csv"))
        if (row[1] == kind)
            out.push_back({.name = row[0],
                           .linear = linear,
                           .difficulty = row[2],
                           .n_obs = std::stoul(row[3]),
                           .rss = number(row[4]),
                           .x = {},
                           .y = {},
                           .parameters = {}});
    const auto certified = read_csv("certified.csv");
    for (auto& problem : out) {
        for (const auto& row : certified)
            if (row[0] == problem.name && row[1] == kind)
                problem.parameters.push_back(
                    {row[2], number(row[3]), number(row[4]), number(row[5]), number(row[6])});
        for (const auto& row : read_csv(kind + "/" + problem.name + ".csv")) {
            problem.y.push_back(number(row[0]));
            problem.predictors = row.size() - 1;
            for (std::size_t c = 1; c < row.size(); ++c) problem.x.push_back(number(row[c]));
        }
        if (problem.y.size() != problem.n_obs) throw std::runtime_error(problem.name);
    }
    return out;
}

/// Digits that agree: the log relative error, at most 15; the log absolute error where the
/// certified value is zero.
inline double digits(double value, double certified) {
    if (!std::isfinite(value)) return 0.0;
    const double error =
        std::abs(value - certified) / (certified == 0.0 ? 1.0 : std::abs(certified));
    return error <= 1e-15 ? 15.0 : std::max(0.0, -std::log10(error));
}

/// A model b1..bN as a user would write it.
template <std::size_t N, std::size_t Predictors, class F>
struct Model {
    static constexpr std::string_view name = "nist";
    static constexpr std::size_t predictors = Predictors;
    static constexpr std::array<reeindex::Parameter, N> parameters = [] {
        constexpr std::array<std::string_view, 9> names{"b1", "b2", "b3", "b4", "b5",
                                                        "b6", "b7", "b8", "b9"};
        std::array<reeindex::Parameter, N> out{};
        for (std::size_t j = 0; j < N; ++j) out[j].name = names[j];
        return out;
    }();
    std::vector<double> start;

    template <class T>
    [[nodiscard]] T operator()(std::span<const double> x, std::span<const T> p) const {
        return F{}(x, p);
    }
};

/// The same in double only, as a Python function would give it.
class DoubleOnly final : public reeindex::CurveModel {
public:
    explicit DoubleOnly(reeindex::AnyCurve curve) : curve_(std::move(curve)) {}
    [[nodiscard]] std::string name() const override { return curve_.name(); }
    [[nodiscard]] std::vector<reeindex::ParameterInfo> parameters() const override {
        return curve_.parameters();
    }
    [[nodiscard]] std::size_t predictors() const override { return curve_.model().predictors(); }
    [[nodiscard]] std::vector<double> start() const override { return curve_.model().start(); }
    using CurveModel::evaluate;
    void evaluate(const reeindex::Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        curve_.model().evaluate(x, p, values, jacobian);
    }

private:
    reeindex::AnyCurve curve_;
};

template <std::size_t N, std::size_t Predictors = 1, class F>
reeindex::AnyCurve model(F /*formula*/, std::vector<double> start) {
    return Model<N, Predictors, F>{std::move(start)};
}

inline reeindex::AnyCurve curve(const Problem& problem, int which) {
    auto start = problem.start(which);
    const std::string& key = problem.name;
    const auto is = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* n) { return key == n; });
    };
    using std::exp;
    if (is({"Misra1a", "BoxBOD"}))
        return model<2>([](auto x, auto b) { return b[0] * (1.0 - exp(-b[1] * x[0])); }, start);
    if (is({"Misra1b"}))
        return model<2>(
            [](auto x, auto b) {
                const auto v = 1.0 + b[1] * x[0] / 2.0;
                return b[0] * (1.0 - 1.0 / (v * v));
            },
            start);
    if (is({"Misra1c"}))
        return model<2>(
            [](auto x, auto b) {
                using std::sqrt;
                return b[0] * (1.0 - 1.0 / sqrt(1.0 + 2.0 * b[1] * x[0]));
            },
            start);
    if (is({"Misra1d"}))
        return model<2>([](auto x, auto b) { return b[0] * b[1] * x[0] / (1.0 + b[1] * x[0]); },
                        start);
    if (is({"DanWood"}))
        return model<2>(
            [](auto x, auto b) {
                using std::log;
                return b[0] * exp(b[1] * log(x[0]));
            },
            start);
    if (is({"Chwirut1", "Chwirut2"}))
        return model<3>([](auto x, auto b) { return exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]); },
                        start);
    if (is({"Lanczos1", "Lanczos2", "Lanczos3"}))
        return model<6>(
            [](auto x, auto b) {
                return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) +
                       b[4] * exp(-b[5] * x[0]);
            },
            start);
    if (is({"Gauss1", "Gauss2", "Gauss3"}))
        return model<8>(
            [](auto x, auto b) {
                const auto u = (x[0] - b[3]) / b[4];
                const auto v = (x[0] - b[6]) / b[7];
                return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-u * u) + b[5] * exp(-v * v);
            },
            start);
    if (is({"Kirby2"}))
        return model<5>(
            [](auto x, auto b) {
                const double t = x[0];
                return (b[0] + b[1] * t + b[2] * (t * t)) / (1.0 + b[3] * t + b[4] * (t * t));
            },
            start);
    if (is({"Hahn1", "Thurber"}))
        return model<7>(
            [](auto x, auto b) {
                const double t = x[0];
                return (b[0] + t * (b[1] + t * (b[2] + t * b[3]))) /
                       (1.0 + t * (b[4] + t * (b[5] + t * b[6])));
            },
            start);
    if (is({"Nelson"}))  // the response is log y
        return model<3, 2>([](auto x, auto b) { return b[0] - b[1] * x[0] * exp(-b[2] * x[1]); },
                           start);
    if (is({"MGH17"}))
        return model<5>(
            [](auto x, auto b) {
                return b[0] + b[1] * exp(-b[3] * x[0]) + b[2] * exp(-b[4] * x[0]);
            },
            start);
    if (is({"Roszman1"}))
        return model<4>(
            [](auto x, auto b) {
                using std::atan;
                return b[0] - b[1] * x[0] -
                       atan(b[2] / (x[0] - b[3])) / static_cast<double>(std::numbers::pi);
            },
            start);
    if (is({"ENSO"}))
        return model<9>(
            [](auto x, auto b) {
                using std::cos, std::sin;
                const double w = 2.0 * std::numbers::pi * x[0];
                return b[0] + b[1] * std::cos(w / 12.0) + b[2] * std::sin(w / 12.0) +
                       b[4] * cos(w / b[3]) + b[5] * sin(w / b[3]) + b[7] * cos(w / b[6]) +
                       b[8] * sin(w / b[6]);
            },
            start);
    if (is({"MGH09"}))
        return model<4>(
            [](auto x, auto b) {
                const double t = x[0];
                return b[0] * (t * t + t * b[1]) / (t * t + t * b[2] + b[3]);
            },
            start);
    if (is({"MGH10"}))
        return model<3>([](auto x, auto b) { return b[0] * exp(b[1] / (x[0] + b[2])); }, start);
    if (is({"Rat42"}))
        return model<3>([](auto x, auto b) { return b[0] / (1.0 + exp(b[1] - b[2] * x[0])); },
                        start);
    if (is({"Rat43"}))
        return model<4>(
            [](auto x, auto b) {
                using std::pow;
                return b[0] / pow(1.0 + exp(b[1] - b[2] * x[0]), 1.0 / b[3]);
            },
            start);
    if (is({"Eckerle4"}))
        return model<3>(
            [](auto x, auto b) {
                const auto u = (x[0] - b[2]) / b[1];
                return b[0] / b[1] * exp(-0.5 * u * u);
            },
            start);
    if (is({"Bennett5"}))
        return model<3>(
            [](auto x, auto b) {
                using std::pow;
                return b[0] * pow(b[1] + x[0], -1.0 / b[2]);
            },
            start);
    throw std::runtime_error("no model for " + key);
}

}  // namespace nist
