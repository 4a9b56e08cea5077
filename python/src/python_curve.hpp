#pragma once
// A curve written in Python, as the fit engine sees it.

#include <pybind11/pybind11.h>

#include <memory>

#include <reeindex/curves/any_curve.hpp>

namespace reeindex::python {

// Wraps an object of reeindex.own_curves.PythonCurve: `name`, `names`, `lower`, `upper`, `starts`,
// `predictors`, and evaluate(x, p, with_jacobian, extended) -> (values, jacobian | None) | None.
std::shared_ptr<const CurveModel> make_python_curve(pybind11::object curve);

// The object behind such a curve; None for any other.
pybind11::object python_object_of(const CurveModel& model);

}  // namespace reeindex::python
