#pragma once
/// \file
/// A date or span as ISO 8601 writes it, no more precise than its source.

#include <string>
#include <string_view>

#include <reeindex/core/year.hpp>

namespace reeindex {

/// "2021", "2022-06", "2019-05-16", or two of them with a slash between; empty when undated.
class Period {
public:
    Period() = default;

    /// \throws InvalidArgument for any other form, a date that does not exist, or a span that ends
    /// before it begins.
    explicit Period(std::string_view text);

    /// As written; empty when undated.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Whether a date is given.
    [[nodiscard]] bool dated() const noexcept { return !text_.empty(); }
    /// The year, or that of the beginning of a span.
    /// \throws InvalidArgument when undated.
    [[nodiscard]] Year first_year() const { return require_year(first_); }
    /// The year, or that of the end of a span.
    /// \throws InvalidArgument when undated.
    [[nodiscard]] Year last_year() const { return require_year(last_); }

    /// Same text.
    friend bool operator==(const Period& a, const Period& b) noexcept { return a.text_ == b.text_; }

private:
    [[noreturn]] void refuse() const;
    static Year require_year(int year);

    /// Checks one date and returns its year.
    [[nodiscard]] int year_of(std::string_view date) const;

    std::string text_;
    int first_ = 0;
    int last_ = 0;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/period.ipp>
#endif
