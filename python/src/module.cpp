#include <array>
#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/text.hpp>
#include <reeindex/version.hpp>

#include "bind.hpp"
#include "unlocked.hpp"
#include "values_kept.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

// A submodule. It is bound when something of it is first used, for binding all of them takes longer
// than most programs take.
struct Part {
    const char* name;
    void (*bind)(py::module_&);
    // Gives pickles to what is bound; may be null.
    void (*keep)();
    // Whose types appear in its signatures, or are given methods by it.
    std::vector<std::string_view> needs;
    // The part that completes it: it is bound with this one.
    std::string_view completed_by = {};
};

void bind_core_and_exit(py::module_& module) {
    bind_exit();
    bind_core(module);
}

const std::array<Part, 10>& parts() {
    static const std::array<Part, 10> all{{
        {"core", bind_core_and_exit, keep_core, {}},
        {"data", bind_data, keep_data, {"core"}, "industry"},
        {"industry", bind_industry, keep_industry, {"data"}},
        {"patents", bind_patents, keep_patents, {"core"}},
        {"indicators", bind_indicators, keep_indicators, {"industry"}},
        {"fit", bind_fit, nullptr, {"core"}, "forecast"},
        {"batch", bind_batch, nullptr, {"forecast"}},
        {"forecast", bind_forecast, nullptr, {"fit"}},
        {"assess", bind_assess, keep_assess, {"industry", "patents", "indicators", "forecast"}},
        {"keeping", bind_keeping, nullptr, {"assess", "batch"}},
    }};
    return all;
}

const Part& part_of(std::string_view name) {
    for (const auto& one : parts())
        if (one.name == name) return one;
    throw std::logic_error("no such part of the module");
}

std::once_flag& bound_once(const Part& part) {
    static std::array<std::once_flag, 10> flags;
    return flags.at(static_cast<std::size_t>(&part - parts().data()));
}

// Fills another module first, which is seen by this thread alone, so that no thread meets half of
// it.
void fill(const Part& part, const std::string& name) {
    auto hidden = py::reinterpret_steal<py::module_>(PyModule_New(name.c_str()));
    if (!hidden) throw py::error_already_set();
    hidden.inc_ref();  // what is bound refers to it
    part.bind(hidden);
    if (part.keep != nullptr) part.keep();
    py::module_::import("reeindex.results").attr("give_methods")(hidden);
    const py::dict seen = py::module_::import(name.c_str()).attr("__dict__");
    for (const auto& [key, value] : hidden.attr("__dict__").cast<py::dict>()) {
        const auto text = key.cast<std::string>();
        if (text == "__doc__" || !text.starts_with("__")) seen[key] = value;
    }
}

void use(const Part& part, const std::string& package) {
    for (const auto& needed : part.needs) use(part_of(needed), package);
    const py::gil_scoped_release unlocked;  // another thread may be at it, and needs the lock
    std::call_once(bound_once(part), [&] {
        const py::gil_scoped_acquire locked;
        fill(part, package + "." + part.name);
    });
}

// The submodule of a part, which binds what it holds when it is asked for something.
void add(py::module_& module, const Part& part) {
    const auto package = module.attr("__name__").cast<std::string>();
    auto submodule = module.def_submodule(part.name);
    const auto bound = [&part, package, dict = py::handle(submodule.attr("__dict__"))] {
        use(part_of(part.completed_by.empty() ? part.name : part.completed_by), package);
        return py::reinterpret_borrow<py::dict>(dict);
    };
    submodule.attr("__getattr__") = py::cpp_function([bound, &part](const std::string& wanted) {
        // Who looks through all modules for __file__ and the like uses nothing of this one.
        if (!wanted.starts_with("__")) {
            const py::dict held = bound();
            if (held.contains(wanted)) return py::object(held[wanted.c_str()]);
        }
        throw py::attribute_error(detail::concat("module 'reeindex._core.", part.name,
                                                 "' has no attribute '", wanted, "'"));
    });
    submodule.attr("__dir__") = py::cpp_function([bound] {
        py::list names;
        for (const auto& [key, value] : bound())
            if (!key.cast<std::string>().starts_with('_')) names.append(key);
        return names;
    });
}

}  // namespace
}  // namespace reeindex::python

PYBIND11_MODULE(_core, module) {
    module.attr("__version__") = REEINDEX_VERSION;
    for (const auto& part : reeindex::python::parts()) reeindex::python::add(module, part);
}
