#pragma once
/// \file
/// The interface through which the fit engine sees any curve.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/double_double.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// A parameter with names of its own, for curves made at run time.
struct ParameterInfo {
    std::string name;
    double lower = -infinity;
    double upper = infinity;
    bool linear = false;  ///< the value is linear in it
    std::string meaning{};
    Role role = Role::none;  ///< what it is to the curve
};

namespace detail {
/// Whether a parameter is a height of its curve: by its role, or because the value is linear in it.
[[nodiscard]] inline bool is_height(const ParameterInfo& parameter) noexcept {
    return parameter.linear || parameter.role == Role::ceiling || parameter.role == Role::floor ||
           parameter.role == Role::level;
}
/// Position of the first parameter with a role.
[[nodiscard]] inline std::optional<std::size_t> find_role(std::span<const ParameterInfo> parameters,
                                                          Role role) noexcept {
    for (std::size_t j = 0; j < parameters.size(); ++j)
        if (parameters[j].role == role) return j;
    return std::nullopt;
}
}  // namespace detail

/// Rows of predictors, row-major.
struct Predictors {
    std::span<const double> values;
    std::size_t count = 1;  ///< predictors per row
    /// Number of rows.
    [[nodiscard]] std::size_t rows() const noexcept { return values.size() / count; }
    /// The predictors of row i.
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return values.subspan(i * count, count);
    }
};

class CurveModel;

/// The same curve in other parameters.
struct CurveChart {
    std::shared_ptr<const CurveModel> curve;
    /// The curve's own parameters; where they have none (a ceiling without bound) infinite.
    std::function<std::vector<double>(std::span<const double>)> own;
};

/// The interface behind AnyCurve; derive from it for curves that are not C++ types.
class CurveModel {
public:
    virtual ~CurveModel() = default;
    CurveModel() = default;
    CurveModel(const CurveModel&) = delete;
    CurveModel& operator=(const CurveModel&) = delete;

    /// Name by which results and messages call the curve.
    [[nodiscard]] virtual std::string name() const = 0;
    /// The parameters, in the order of every vector of their values; at least one.
    [[nodiscard]] virtual std::vector<ParameterInfo> parameters() const = 0;
    /// What the curve is as a whole.
    [[nodiscard]] virtual CurveTraits traits() const { return {}; }
    /// Predictors per row.
    [[nodiscard]] virtual std::size_t predictors() const { return 1; }
    /// Combinations of nonlinear parameters to try; empty if the curve brings `start` instead.
    [[nodiscard]] virtual StartGrid starts(const Axis& /*axis*/) const { return {}; }
    /// One start value per parameter; empty if the curve starts itself.
    [[nodiscard]] virtual std::vector<double> start() const { return {}; }
    /// Simpler shapes that the curve approaches when a parameter runs to the end of its range.
    [[nodiscard]] virtual std::vector<Limit> limits() const { return {}; }
    /// Where each parameter stands in a limit whose parameters are q.
    [[nodiscard]] virtual std::vector<AtLimit> at_limit(Limit /*limit*/,
                                                        std::span<const double> /*q*/) const {
        return {};
    }
    /// Parameters of curves that are nearly the limit with parameters q, to start from; what is
    /// linear in them is not read. None where the curve names none.
    [[nodiscard]] virtual std::vector<std::vector<double>> beside(Limit /*limit*/,
                                                                  std::span<const double> /*q*/,
                                                                  const Axis& /*axis*/) const {
        return {};
    }
    /// The curve with its origin at the start of the data; null if it has none.
    [[nodiscard]] virtual std::shared_ptr<const CurveModel> anchored(const Axis& /*axis*/) const {
        return nullptr;
    }
    /// The curve in other parameters, which keep their sense near its exponential limit; together
    /// with its own they cover all of it. None where its own do everywhere.
    [[nodiscard]] virtual std::vector<CurveChart> charts(const Axis& /*axis*/) const { return {}; }
    /// Rates so high that the change they describe lies between two points of the data (rate
    /// times gap above `most`), of curves for which no limit says so.
    [[nodiscard]] virtual std::vector<std::size_t> steep(const Axis& /*axis*/,
                                                         std::span<const double> /*p*/,
                                                         double /*most*/) const {
        return {};
    }
    /// Brings interchangeable parts of the curve into their order.
    virtual void order(std::span<double> /*p*/) const {}
    /// Same, with the same `state`, for all curves with equal values everywhere; null if that is
    /// not known.
    [[nodiscard]] virtual const void* identity(std::vector<double>& /*state*/) const {
        return nullptr;
    }
    /// Values at all rows, and the Jacobian (column-major, rows x parameters) unless it is null.
    virtual void evaluate(const Predictors& x, std::span<const double> p, double* values,
                          double* jacobian) const = 0;
    /// The same in extended precision; false where there is none.
    virtual bool evaluate(const Predictors& /*x*/, std::span<const long double> /*p*/,
                          long double* /*values*/, long double* /*jacobian*/) const {
        return false;
    }
    /// Values, Jacobian and second derivatives at all rows: those by parameters a >= b follow each
    /// other row by row from `hessian + (a (a + 1)/2 + b) rows` on. By central differences of the
    /// Jacobian where the curve has no formula of its own.
    virtual void second_derivatives(const Predictors& x, std::span<const double> p, double* values,
                                    double* jacobian, double* hessian) const;
    /// The design matrix of a curve that is linear in all its parameters, in double-double; false
    /// where there is none.
    virtual bool design(const Predictors& /*x*/, DoubleDouble* /*columns*/) const { return false; }
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/curve_model.ipp>
#endif
