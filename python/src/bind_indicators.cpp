#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/life_cycle.hpp>
#include <reeindex/indicators/life_cycle.hpp>
#include <string>
#include <tuple>
#include <utility>

#include "bind.hpp"
#include "indicator_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

void bind_life_cycle(py::module_& module) {
    auto cycle = py::class_<LifeCycle>(module, "LifeCycle", "The stages that the data allow.");
    show_as_public(cycle);
    cycle
        .def_property_readonly(
            "earliest", [](const LifeCycle& c) { return std::string{name(c.earliest)}; },
            "Stage under the highest ceiling.")
        .def_property_readonly(
            "latest", [](const LifeCycle& c) { return std::string{name(c.latest)}; },
            "Stage under the lowest ceiling.")
        .def_property_readonly("determined", &LifeCycle::determined,
                               "Whether one stage can be named.")
        .def_property_readonly(
            "share",
            [](const LifeCycle& c) {
                return std::pair{c.share_lower, c.share_upper};
            },
            "Of the ceiling, lower and upper; in decline of the upper level, what is left.")
        .def("__repr__", [](const LifeCycle& c) {
            if (c.earliest == LifeCycleStage::decline)
                return detail::concat("LifeCycle(decline, ", percent(c.share_lower), " to ",
                                      percent(c.share_upper), " of the upper level left)");
            if (c.determined())
                return detail::concat("LifeCycle(", name(c.earliest), ", ", percent(c.share_lower),
                                      " to ", percent(c.share_upper), " of the ceiling)");
            return detail::concat("LifeCycle(not determined: ", name(c.earliest), " to ",
                                  name(c.latest), ", ", percent(c.share_lower), " to ",
                                  percent(c.share_upper), " of the ceiling)");
        });
    module.def(
        "life_cycle_bounds",
        [](double value, double ceiling_lower, double ceiling_upper,
           std::tuple<double, double, double> marks) {
            return life_cycle_stage(value, ceiling_lower, ceiling_upper,
                                    {std::get<0>(marks), std::get<1>(marks), std::get<2>(marks)});
        },
        "value"_a, "ceiling_lower"_a, "ceiling_upper"_a, "marks"_a = std::tuple{0.1, 0.5, 0.9},
        "Stages of a value under a ceiling between two bounds.");
    module.def(
        "life_cycle_of_fit",
        [](const FitResult& fit, double level, std::tuple<double, double, double> marks) {
            return life_cycle_stage(fit, level,
                                    {std::get<0>(marks), std::get<1>(marks), std::get<2>(marks)});
        },
        "fit"_a, "level"_a = 0.95, "marks"_a = std::tuple{0.1, 0.5, 0.9},
        "Stages at the last observation of a fit.");
}

}  // namespace

void bind_indicators(py::module_& module) {
    module.def("student_t_quantile", &student_t_quantile, "p"_a, "dof"_a,
               "Quantile of the Student t distribution.");
    module.doc() =
        "Growth, concentration, specialization, depletion, supply risk, composite index.";
    bind_growth(module);
    bind_concentration(module);
    bind_specialization(module);
    bind_depletion(module);
    bind_supply_risk(module);
    bind_truncation(module);
    bind_life_cycle(module);
    bind_composite(module);
    bind_supply_structure(module);
}

}  // namespace reeindex::python
