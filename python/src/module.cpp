#include <reeindex/version.hpp>

#include "bind.hpp"
#include "unlocked.hpp"

PYBIND11_MODULE(_core, module) {
    using namespace reeindex::python;
    bind_exit();
    module.attr("__version__") = REEINDEX_VERSION;
    const auto module_of = [&](const char* name, auto bind) {
        auto submodule = module.def_submodule(name);
        bind(submodule);
    };
    module_of("core", bind_core);
    module_of("data", bind_data);
    module_of("industry", bind_industry);
    module_of("patents", bind_patents);
    module_of("indicators", bind_indicators);
    module_of("fit", bind_fit);
    module_of("batch", bind_batch);
    module_of("forecast", bind_forecast);
    module_of("assess", bind_assess);
    module_of("keeping", bind_keeping);
}
