#include "python_curve.hpp"
#include "unlocked.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace reeindex::python {
namespace py = pybind11;

namespace {

using LimitRow = std::pair<std::string, std::vector<std::pair<int, double>>>;

class PythonCurve final : public CurveModel {
public:
    explicit PythonCurve(py::object curve) : curve_(new py::object(std::move(curve))) {
        name_ = curve_->attr("name").cast<std::string>();
        predictors_ = curve_->attr("predictors").cast<std::size_t>();
        start_ = curve_->attr("start").cast<std::vector<double>>();
        const auto names = curve_->attr("names").cast<std::vector<std::string>>();
        const auto lower = curve_->attr("lower").cast<std::vector<double>>();
        const auto upper = curve_->attr("upper").cast<std::vector<double>>();
        const auto roles = curve_->attr("roles").cast<std::vector<std::string>>();
        for (std::size_t j = 0; j < names.size(); ++j)
            parameters_.push_back({.name = names[j],
                                   .lower = lower[j],
                                   .upper = upper[j],
                                   .role = parse_role(roles[j])});
        for (const auto& row : curve_->attr("limits").cast<std::vector<LimitRow>>()) {
            std::vector<AtLimit> mapping;
            for (const auto& [from, value] : row.second) mapping.push_back({from, value});
            limits_.emplace_back(parse_limit(row.first), std::move(mapping));
        }
        traits_.display_name = curve_->attr("display_name").cast<std::string>();
    }
    ~PythonCurve() override {
        const py::gil_scoped_acquire gil;
        delete curve_;
    }
    PythonCurve(const PythonCurve&) = delete;
    PythonCurve& operator=(const PythonCurve&) = delete;

    [[nodiscard]] const py::object& object() const { return *curve_; }
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::vector<ParameterInfo> parameters() const override { return parameters_; }
    [[nodiscard]] CurveTraits traits() const override { return traits_; }
    [[nodiscard]] std::size_t predictors() const override { return predictors_; }
    [[nodiscard]] std::vector<double> start() const override { return start_; }
    [[nodiscard]] std::vector<Limit> limits() const override {
        std::vector<Limit> out;
        for (const auto& [limit, mapping] : limits_) out.push_back(limit);
        return out;
    }
    [[nodiscard]] std::vector<AtLimit> at_limit(Limit limit,
                                                std::span<const double> /*q*/) const override {
        for (const auto& [own, mapping] : limits_)
            if (own == limit) return mapping;
        return std::vector<AtLimit>(parameters_.size(), AtLimit{-1, infinity});
    }

    void evaluate(const Predictors& x, std::span<const double> p, double* values,
                  double* jacobian) const override {
        const Locked lock;
        if (!call<double>(x, p, values, jacobian, false))
            std::fill_n(values, x.rows(), std::numeric_limits<double>::quiet_NaN());
    }
    bool evaluate(const Predictors& x, std::span<const long double> p, long double* values,
                  long double* jacobian) const override {
        if (no_extended_) return false;
        const Locked lock;
        if (call<long double>(x, p, values, jacobian, true)) return true;
        no_extended_ = true;
        return false;
    }

private:
    template <class T>
    [[nodiscard]] bool call(const Predictors& x, std::span<const T> p, T* values, T* jacobian,
                            bool extended) const {
        const auto rows = static_cast<py::ssize_t>(x.rows());
        const auto width = static_cast<py::ssize_t>(x.count);
        const auto count = static_cast<py::ssize_t>(p.size());
        py::array_t<double> points = width == 1
                                         ? py::array_t<double>(rows, x.values.data())
                                         : py::array_t<double>({rows, width}, x.values.data());
        const py::object out = curve_->attr("evaluate")(points, py::array_t<T>(count, p.data()),
                                                        jacobian != nullptr, extended);
        if (out.is_none()) return false;
        const auto pair = out.cast<py::tuple>();
        const auto f = pair[0].cast<py::array_t<T, py::array::c_style | py::array::forcecast>>();
        std::copy_n(f.data(), rows, values);
        if (jacobian != nullptr) {
            const auto j =
                pair[1].cast<py::array_t<T, py::array::f_style | py::array::forcecast>>();
            std::copy_n(j.data(), rows * count, jacobian);
        }
        return true;
    }

    py::object* curve_;  // deleted under the interpreter lock
    std::string name_;
    std::size_t predictors_ = 1;
    std::vector<double> start_;
    std::vector<ParameterInfo> parameters_;
    std::vector<std::pair<Limit, std::vector<AtLimit>>> limits_;
    CurveTraits traits_;
    mutable std::atomic<bool> no_extended_{false};
};

}  // namespace

std::shared_ptr<const CurveModel> make_python_curve(py::object curve) {
    return std::make_shared<PythonCurve>(std::move(curve));
}

py::object python_object_of(const CurveModel& model) {
    const auto* written = dynamic_cast<const PythonCurve*>(&model);
    return written != nullptr ? written->object() : py::none();
}

}  // namespace reeindex::python
