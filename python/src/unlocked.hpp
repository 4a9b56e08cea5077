#pragma once
// The lock of the interpreter around work in C++: signals are looked for, and threads that still
// work when the interpreter ends are stopped, not ended by force within C++.

#include <pybind11/pybind11.h>

#include <atomic>

#include <reeindex/core/interrupt.hpp>

namespace reeindex::python {

/// The flag at which work on other threads than the main one stops, as the interpreter ends; null
/// on the main thread.
[[nodiscard]] const std::atomic<bool>* end_of_interpreter() noexcept;

/// Lets go of the lock while C++ works. On the main thread Ctrl-C is seen and thrown through the
/// work; on other threads the work ends with the interpreter.
class Unlocked {
public:
    Unlocked();
    ~Unlocked();
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;
    Unlocked(Unlocked&&) = delete;
    Unlocked& operator=(Unlocked&&) = delete;

private:
    PyThreadState* state_;
    InterruptScope scope_;
};

/// Takes the lock within work that has let go of it.
class Locked {
public:
    Locked();
    ~Locked();
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
    Locked(Locked&&) = delete;
    Locked& operator=(Locked&&) = delete;

private:
    bool counted_;
    PyGILState_STATE state_;
};

/// Throws what a signal raised, on the main thread; the lock is held.
void throw_for_signals();

/// Registers what is done when the interpreter ends and after a fork.
void bind_exit();

}  // namespace reeindex::python
