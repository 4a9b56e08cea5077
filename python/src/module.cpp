#include <reeindex/version.hpp>

#include "bind.hpp"

PYBIND11_MODULE(_core, module) {
    using namespace reeindex::python;
    module.attr("__version__") = REEINDEX_VERSION;
    const auto room = [&](const char* name, auto bind) {
        auto submodule = module.def_submodule(name);
        bind(submodule);
    };
    room("core", bind_core);
    room("data", bind_data);
    room("industry", bind_industry);
    room("patents", bind_patents);
    room("indicators", bind_indicators);
    room("fit", bind_fit);
    room("batch", bind_batch);
    room("forecast", bind_forecast);
    room("assess", bind_assess);
}
