#pragma once
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

REEINDEX_INLINE void look_for_interrupt() {
    if (InterruptScope* const scope = interrupt_scope()) scope->look();
}

}  // namespace detail

REEINDEX_INLINE InterruptScope::InterruptScope(std::function<void()> check)
    : check_(std::move(check)),
      outer_(std::exchange(detail::interrupt_scope(), this)),
      looked_(std::chrono::steady_clock::now()) {}

REEINDEX_INLINE InterruptScope::~InterruptScope() { detail::interrupt_scope() = outer_; }

REEINDEX_INLINE void InterruptScope::look() {
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_ < std::chrono::milliseconds(20)) return;
    looked_ = now;
    check_();
}

}  // namespace reeindex
