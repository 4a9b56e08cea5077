#pragma once
// What every fuzz target holds to: an input is read or refused with an error of the library, the
// same twice, in bounded time. A property that fails ends the program, and libFuzzer keeps the
// input.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>

#include <reeindex/core/error.hpp>

namespace reeindex::fuzz {

/// Ends the program and says which property failed.
[[noreturn]] inline void fail(std::string_view property, const std::string& detail = {}) {
    std::fprintf(stderr, "property failed: %.*s %s\n", static_cast<int>(property.size()),
                 property.data(), detail.c_str());
    std::abort();
}

inline void require(bool holds, std::string_view property, const std::string& detail = {}) {
    if (!holds) fail(property, detail);
}

/// The bytes as text.
[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) noexcept {
    return size == 0 ? std::string_view{}
                     : std::string_view{reinterpret_cast<const char*>(data), size};
}

/// Seconds of the processor that one input may take: one, or as much longer as sanitizers make it.
#ifndef REEINDEX_FUZZ_SECONDS
#define REEINDEX_FUZZ_SECONDS 1.0
#endif

/// Of the processor, not of the wall: what else runs changes nothing.
class Clock {
public:
    explicit Clock(std::string what) : what_(std::move(what)) {}
    ~Clock() {
        const double taken = static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
        if (taken > REEINDEX_FUZZ_SECONDS)
            fail("done in time", what_ + ": " + std::to_string(taken) + " s");
    }
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;

private:
    std::string what_;
    std::clock_t start_ = std::clock();
};

/// What `make` gives as text, or the message of the library's error. Any other exception is a
/// finding.
template <class Make>
[[nodiscard]] std::string outcome(Make make) {
    try {
        return make();
    } catch (const Error& error) {
        require(!std::string_view{error.what()}.empty(), "an error has a message");
        return std::string{"error: "} + error.what();
    }
}

/// The same twice; once only where `again` is false.
template <class Make>
std::string twice(std::string_view what, Make make, bool again = true) {
    const Clock clock{std::string{what}};
    const std::string first = outcome(make);
    if (!again) return first;
    require(first == outcome(make), "the same twice", std::string{what});
    return first;
}

}  // namespace reeindex::fuzz
