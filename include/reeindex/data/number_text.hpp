#pragma once
/// \file
/// Numbers as files write them: decimal and thousands marks that a whole column decides.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex::detail {

/// The marks within numbers.
struct NumberFormat {
    char decimal = '.';
    /// '.' or ','; 0 where no mark stands between thousands but a blank or an apostrophe, which
    /// are always read.
    char thousands = 0;
};

/// A number read in a format, or why it is none.
struct NumberText {
    double value = 0.0;
    std::string problem{};  ///< empty if `value` holds
};

/// Whether a text is of the digits 0 to 9, and of at least one.
[[nodiscard]] inline bool only_digits(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

[[nodiscard]] NumberText parse_number_text(std::string_view text, NumberFormat format);

/// What the numbers of a column say about its marks.
///
/// "1,234,567" and "1,234.5" decide that commas stand between thousands, "7,5" and "1.234,5" that
/// the comma is decimal; "9,066" alone decides nothing.
class NumberEvidence {
public:
    /// Takes note of a number.
    void add(std::string_view text, std::size_t line);
    /// The format.
    /// \param decimal, thousands what the user states: '.', ',' or 0.
    /// \param dot_is_certain false where the column separator is the one of lands with decimal
    /// commas, so that "9.066" alone decides nothing either.
    /// \throws DataError where the numbers contradict each other, or decide nothing.
    [[nodiscard]] NumberFormat format(char decimal, char thousands, bool dot_is_certain,
                                      std::string_view file, std::string_view column) const;
    /// Whether any number has a mark.
    [[nodiscard]] bool any() const noexcept;

private:
    struct Seen {
        std::string text;
        std::size_t line = 0;
    };
    std::optional<Seen> decimal_comma_, thousands_comma_, decimal_dot_, thousands_dot_;
    std::optional<Seen> either_comma_, either_dot_;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/number_text.ipp>
#endif
