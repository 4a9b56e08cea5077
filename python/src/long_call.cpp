#include "long_call.hpp"

#include <chrono>
#include <thread>

namespace reeindex::python {
namespace py = pybind11;

void end_long_calls_at_exit() {
    py::module_::import("atexit").attr("register")(py::cpp_function([] {
        LongCall::ending = true;
        const py::gil_scoped_release unlocked;
        using namespace std::chrono_literals;
        const auto latest = std::chrono::steady_clock::now() + 5s;
        while (LongCall::running > 0 && std::chrono::steady_clock::now() < latest)
            std::this_thread::sleep_for(1ms);
    }));
}

}  // namespace reeindex::python
