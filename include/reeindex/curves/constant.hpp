#pragma once
/// \file
/// Constant level, the limit of growth curves without growth.

#include <reeindex/curves/curve.hpp>

namespace reeindex {

/// y = level.
struct Constant {
    static constexpr std::string_view name = "constant";
    static constexpr std::array<Parameter, 1> parameters{{
        {.name = "level", .linear = true, .meaning = "level", .role = Role::level},
    }};

    template <class T>
    [[nodiscard]] T operator()(double /*t*/, std::span<const T> p) const {
        return p[0];
    }
    template <class T>
    void gradient(double /*t*/, std::span<const T> /*p*/, std::span<T> g) const {
        g[0] = T(1);
    }
};

}  // namespace reeindex
