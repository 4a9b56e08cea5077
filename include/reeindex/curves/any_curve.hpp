#pragma once
/// \file
/// Any curve as a value: what the fit engine works with, whatever the curve's type.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <reeindex/core/error.hpp>
#include <reeindex/curves/curve_checks.hpp>
#include <reeindex/curves/typed_curve.hpp>

namespace reeindex {

/// A curve as a value. Copies share the curve.
class AnyCurve {
public:
    /// From a C++ type. What it lacks, or says in another form than is listened to, is said by a
    /// static_assert.
    template <detail::MeansToBeCurve C>
    // NOLINTNEXTLINE(google-explicit-constructor): a curve is passed wherever one is wanted
    AnyCurve(C curve) : AnyCurve(model_of(std::move(curve))) {}

    /// From a curve made at run time.
    /// \throws InvalidArgument if it has no parameter.
    explicit AnyCurve(std::shared_ptr<const CurveModel> model)
        : model_(std::move(model)),
          name_(model_->name()),
          parameters_(model_->parameters()),
          traits_(model_->traits()) {
        if (traits_.display_name.empty()) traits_.display_name = name_;
        if (parameters_.empty())
            throw InvalidArgument("parameters", "none", "at least one parameter");
    }

    /// Name of the curve, for example "logistic".
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// What the curve is as a whole; its display name is the name where it has none of its own.
    [[nodiscard]] const CurveTraits& traits() const noexcept { return traits_; }
    /// Names, bounds, meanings and roles of the parameters, in the order of their values.
    [[nodiscard]] const std::vector<ParameterInfo>& parameters() const noexcept {
        return parameters_;
    }
    /// Number of parameters.
    [[nodiscard]] std::size_t size() const noexcept { return parameters_.size(); }
    /// What evaluates the curve.
    [[nodiscard]] const CurveModel& model() const noexcept { return *model_; }
    /// The curve with its origin at the data; the same curve where it has none.
    [[nodiscard]] AnyCurve anchored(const Axis& axis) const {
        auto moved = model_->anchored(axis);
        return moved ? AnyCurve(std::move(moved)) : *this;
    }
    /// Position of the first parameter with a role; none where no parameter has it.
    [[nodiscard]] std::optional<std::size_t> find(Role role) const noexcept {
        return detail::find_role(parameters_, role);
    }
    /// Position of a parameter.
    /// \throws NotFound
    [[nodiscard]] std::size_t index(std::string_view parameter) const;

private:
    template <class C>
    [[nodiscard]] static std::shared_ptr<const CurveModel> model_of(C curve) {
        if constexpr (detail::check_curve<C>())
            return std::make_shared<detail::TypedCurve<C>>(std::move(curve));
        else
            return nullptr;
    }

    std::shared_ptr<const CurveModel> model_;
    std::string name_;
    std::vector<ParameterInfo> parameters_;
    CurveTraits traits_;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/any_curve.ipp>
#endif
