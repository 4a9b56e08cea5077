#include "unlocked.hpp"

#include <pthread.h>

#include <chrono>
#include <thread>

namespace reeindex::python {
namespace py = pybind11;

namespace {

std::atomic<bool> interpreter_is_ending{false};
/// Threads, other than the main one, that are in C++ without the lock, or back in Python from
/// there.
std::atomic<int> threads_away{0};
std::atomic<unsigned long> main_thread_id{0};

/// How often this thread counts in it.
thread_local int times_away = 0;

void count_away() {
    ++times_away;
    threads_away.fetch_add(1);
}

void count_back() {
    --times_away;
    threads_away.fetch_sub(1);
}

bool is_main() noexcept { return PyThread_get_thread_ident() == main_thread_id.load(); }

/// For a thread that must not touch the interpreter any more; it is gone with the process.
[[noreturn]] void wait_for_the_end() {
    threads_away.fetch_sub(times_away);
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

/// What long work on this thread does now and then, without the lock.
void check_for_interrupt() {
    if (is_main()) {
        const Locked lock;
        throw_for_signals();
    } else if (interpreter_is_ending.load()) {
        wait_for_the_end();
    }
}

/// Waits until other threads have seen that the interpreter ends, two seconds at the most.
void end_interpreter() {
    interpreter_is_ending.store(true);
    const py::gil_scoped_release unlocked;
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (threads_away.load() > 0 && std::chrono::steady_clock::now() < latest)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace

const std::atomic<bool>* end_of_interpreter() noexcept {
    return is_main() ? nullptr : &interpreter_is_ending;
}

// The thread counts as away before it lets go of the lock, and until it holds it again: so the end
// of the interpreter, which runs under the lock, sees every one.
Unlocked::Unlocked() : state_(nullptr), scope_(check_for_interrupt) {
    if (!is_main()) count_away();
    state_ = PyEval_SaveThread();
}

Unlocked::~Unlocked() {
    const bool counted = !is_main();
    if (counted && interpreter_is_ending.load()) wait_for_the_end();
    PyEval_RestoreThread(state_);
    if (counted) count_back();
}

Locked::Locked() : counted_(!is_main()), state_{} {
    if (counted_) {
        count_away();
        if (interpreter_is_ending.load()) wait_for_the_end();
    }
    state_ = PyGILState_Ensure();
}

Locked::~Locked() {
    PyGILState_Release(state_);
    if (counted_) count_back();
}

void throw_for_signals() {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

void bind_exit() {
    main_thread_id.store(
        py::module_::import("threading").attr("main_thread")().attr("ident").cast<unsigned long>());
    py::module_::import("atexit").attr("register")(py::cpp_function(&end_interpreter));
    // a child of fork has one thread, and that is its main one
    pthread_atfork(nullptr, nullptr, [] {
        threads_away.store(0);
        main_thread_id.store(PyThread_get_thread_ident());
    });
}

}  // namespace reeindex::python
