#pragma once

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>

#ifdef __APPLE__
#include <xlocale.h>
#endif

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/parse_double.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::from_chars_result parse_double_fallback(const char* first, const char* last,
                                                             double& value) {
    const auto none = std::from_chars_result{first, std::errc::invalid_argument};
    const auto digit = [&](const char* at) { return at != last && *at >= '0' && *at <= '9'; };
    const auto word = [&](const char* at, std::string_view letters) {
        for (const char letter : letters) {
            if (at == last || (*at | 0x20) != letter) return false;
            ++at;
        }
        return true;
    };
    const char* end = first;
    if (end != last && *end == '-') ++end;
    const bool infinite = word(end, "inf");
    if (infinite || word(end, "nan")) {
        end += infinite && word(end, "infinity") ? 8 : 3;
        const double magnitude = infinite ? HUGE_VAL : std::nan("");
        value = *first == '-' ? -magnitude : magnitude;
        return {end, std::errc{}};
    }
    const char* const digits = end;
    bool zero = true;  // no digit but 0: what is then read as 0 is no underflow
    const auto skip = [&] {
        for (; digit(end); ++end) zero = zero && *end == '0';
    };
    skip();
    const bool whole = end != digits;
    if (end != last && *end == '.' && (whole || digit(end + 1))) {
        ++end;
        skip();
    } else if (!whole) {
        return none;
    }
    if (end != last && (*end == 'e' || *end == 'E')) {
        const char* exponent = end + 1;
        if (exponent != last && (*exponent == '-' || *exponent == '+')) ++exponent;
        if (digit(exponent)) {
            end = exponent;
            while (digit(end)) ++end;
        }
    }
    const std::string text(first, end);  // strtod wants a zero behind it
#ifdef _MSC_VER
    static const _locale_t plain = _create_locale(LC_ALL, "C");
    const double read = _strtod_l(text.c_str(), nullptr, plain);
#else
    static const locale_t plain = newlocale(LC_ALL_MASK, "C", locale_t{});
    const double read = strtod_l(text.c_str(), nullptr, plain);
#endif
    if (std::isinf(read) || (read == 0.0 && !zero)) return {end, std::errc::result_out_of_range};
    value = read;
    return {end, std::errc{}};
}

}  // namespace reeindex::detail
