#pragma once
#include <chrono>
#include <cstdint>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>

namespace reeindex {

namespace detail {

/// The innermost scope of this thread.
REEINDEX_INLINE InterruptScope*& interrupt_scope() {
    thread_local InterruptScope* scope = nullptr;
    return scope;
}

/// A steady clock in nanoseconds: <chrono> is heavy in a header that every fit includes.
REEINDEX_INLINE std::int64_t steady_nanoseconds() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

REEINDEX_INLINE void look_for_interrupt() {
    if (InterruptScope* const scope = interrupt_scope()) scope->look();
}

}  // namespace detail

REEINDEX_INLINE InterruptScope::InterruptScope(std::function<void()> check)
    : check_(std::move(check)),
      outer_(std::exchange(detail::interrupt_scope(), this)),
      looked_(detail::steady_nanoseconds()) {}

REEINDEX_INLINE InterruptScope::~InterruptScope() { detail::interrupt_scope() = outer_; }

REEINDEX_INLINE void InterruptScope::look() {
    const auto now = detail::steady_nanoseconds();
    if (now - looked_ < 20'000'000) return;
    looked_ = now;
    check_();
}

}  // namespace reeindex
