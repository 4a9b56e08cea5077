#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <memory>

namespace reeindex::python {

/// Calls that run without the interpreter's lock. The interpreter kills threads that ask for its
/// lock when it ends, which C++ frames do not survive; so it first tells them to end and waits.
struct LongCall {
    static inline std::atomic<int> running{0};
    static inline std::atomic<bool> ending{false};
    LongCall() { ++running; }
    ~LongCall() { --running; }
    LongCall(const LongCall&) = delete;
    LongCall& operator=(const LongCall&) = delete;
};

/// What a long call asks now and then, without the lock: a signal's exception, or the end of the
/// interpreter, ends the work.
class Signals {
public:
    void operator()() const {
        const pybind11::gil_scoped_acquire lock;
        if (LongCall::ending) {
            PyErr_SetNone(PyExc_SystemExit);
            throw pybind11::error_already_set();
        }
        if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
    }

private:
    std::shared_ptr<LongCall> call_ = std::make_shared<LongCall>();
};

/// Registers with the interpreter what ends long calls before it does.
void end_long_calls_at_exit();

}  // namespace reeindex::python
