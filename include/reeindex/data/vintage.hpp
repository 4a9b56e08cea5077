#pragma once
/// \file
/// Editions of a source: the same year has several values in several editions.

#include <string>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// One edition of a source.
struct Vintage {
    std::string id;         ///< for example "MCS 2025"
    std::string title;      ///< title of the edition
    std::string published;  ///< date as exact as known: "2025", "2025-01" or "2025-01-31"
    std::string document;   ///< Document::id; empty if not given
    std::string note;       ///< remarks; may be empty
};

namespace detail {

/// Whether a text is a year, a year and month, or a date of ISO 8601.
[[nodiscard]] inline bool is_part_date(std::string_view text) noexcept {
    constexpr std::string_view form = "dddd-dd-dd";
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == 'd' ? !digit : text[i] != '-') return false;
    }
    return true;
}

/// Whether a date lies before another as far as both are known: "2025" is not before "2025-04".
[[nodiscard]] inline bool is_before(std::string_view a, std::string_view b) noexcept {
    const auto known = a.size() < b.size() ? a.size() : b.size();
    return a.substr(0, known) < b.substr(0, known);
}

}  // namespace detail

}  // namespace reeindex
