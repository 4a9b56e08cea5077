#pragma once
/// \file
/// How long work is stopped from outside: a check that it calls now and then, and that throws.

#include <cstdint>
#include <functional>

#include <reeindex/core/compiled.hpp>

namespace reeindex {

/// While it lives, fits, intervals, bootstraps and simulations on this thread call `check`, at most
/// once in 20 ms. An exception that it throws ends the work and reaches the caller; nothing is left
/// half done, for results are returned and not written in place. Scopes nest; the inner one counts.
///
///     const reeindex::InterruptScope scope([&] { if (stop.load()) throw Stopped{}; });
///     const auto draws = reeindex::bootstrap(fit, {.replicates = 1'000'000});
class InterruptScope {
public:
    explicit InterruptScope(std::function<void()> check);
    ~InterruptScope();
    InterruptScope(const InterruptScope&) = delete;
    InterruptScope& operator=(const InterruptScope&) = delete;
    InterruptScope(InterruptScope&&) = delete;
    InterruptScope& operator=(InterruptScope&&) = delete;

    /// Calls the check where 20 ms have passed since it was last called.
    void look();

private:
    std::function<void()> check_;
    InterruptScope* outer_;
    std::int64_t looked_;  ///< nanoseconds of a steady clock
};

namespace detail {

/// To be called in every loop that may take long: calls the check of this thread's scope, if any.
/// Without a scope it costs a nanosecond, with one some tens.
void look_for_interrupt();

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/interrupt.ipp>
#endif
