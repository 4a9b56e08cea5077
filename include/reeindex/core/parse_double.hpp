#pragma once
/// \file
/// Reads a floating-point number as std::from_chars does, also where the standard library has that
/// function for whole numbers only: libc++ before 20, which Xcode carries up to 16.

#include <charconv>

#if !defined(REEINDEX_PARSE_DOUBLE_FALLBACK)
#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 200000
/// 1 where the library's own reader stands in for std::from_chars.
#define REEINDEX_PARSE_DOUBLE_FALLBACK 1
#else
#define REEINDEX_PARSE_DOUBLE_FALLBACK 0
#endif
#endif

namespace reeindex::detail {

/// The number at the start of [first, last) in the notation of JSON, with `inf` and `nan`; no
/// blank, no plus sign, always a decimal point whatever the locale. By std::strtod in the locale
/// "C".
///
/// \return as std::from_chars: where the number ends and whether there is one; `value` is untouched
///         if there is none (invalid_argument) or it is no double (result_out_of_range).
[[nodiscard]] std::from_chars_result parse_double_fallback(const char* first, const char* last,
                                                           double& value);

/// \copydoc parse_double_fallback
[[nodiscard]] inline std::from_chars_result parse_double(const char* first, const char* last,
                                                         double& value) {
#if REEINDEX_PARSE_DOUBLE_FALLBACK
    return parse_double_fallback(first, last, value);
#else
    return std::from_chars(first, last, value);
#endif
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/parse_double.ipp>
#endif
