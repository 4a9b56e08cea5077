#pragma once
/// \file
/// Numbers as tables of the project write them: a decimal point, no separators.

#include <string>
#include <string_view>

namespace reeindex::detail {

/// A finite number in the C locale, or the reason why the text is none.
struct ParsedNumber {
    double value = 0.0;
    std::string problem{};  ///< empty if `value` holds
};

/// Whether a text is a usual mark of a missing value: "NA", "n/a", "..", "-", an en dash, "null".
[[nodiscard]] bool is_missing_mark(std::string_view text);

/// Reads a number with a decimal point and no separators.
[[nodiscard]] ParsedNumber parse_number(std::string_view text);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/plain_number.ipp>
#endif
