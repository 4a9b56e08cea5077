#pragma once
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/double_double.hpp>

namespace reeindex::detail {

REEINDEX_INLINE DoubleDouble decimal(double value) {
    if (value == 0.0 || !std::isfinite(value)) return {value};
    std::array<char, 40> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific)
            .ptr;
    double digits = 0.0;
    int exponent = 0, count = 0;
    bool after_point = false;
    for (const char* c = text.data(); c != end; ++c) {
        if (*c == 'e') {
            exponent += std::atoi(c + 1);
            break;
        }
        if (*c == '.') after_point = true;
        if (*c < '0' || *c > '9') continue;
        digits = 10.0 * digits + (*c - '0');
        ++count;
        if (after_point) --exponent;
    }
    if (count > 15 || std::abs(exponent) > 60) return {value};
    DoubleDouble power(1.0);
    for (int k = 0; k < std::abs(exponent); ++k) power *= DoubleDouble(10.0);
    const DoubleDouble out =
        exponent < 0 ? DoubleDouble(digits) / power : DoubleDouble(digits) * power;
    return value < 0.0 ? -out : out;
}

}  // namespace reeindex::detail
