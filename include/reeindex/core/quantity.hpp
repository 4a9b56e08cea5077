#pragma once
/// \file
/// A number with its unit, basis and qualifier.

#include <array>
#include <string>
#include <string_view>

#include <reeindex/core/element.hpp>
#include <reeindex/core/unit.hpp>

namespace reeindex {

/// How a printed figure is to be read; part of the value ("more than 90").
enum class Qualifier { exact, about, almost, more_than, at_least, less_than, up_to };

namespace detail {
struct QualifierEntry {
    Qualifier qualifier;
    std::string_view name, sign;
};
inline constexpr std::array<QualifierEntry, 7> qualifier_table{{
    {Qualifier::exact, "exact", ""},
    {Qualifier::about, "about", "~"},
    {Qualifier::almost, "almost", "~<"},
    {Qualifier::more_than, "more_than", ">"},
    {Qualifier::at_least, "at_least", ">="},
    {Qualifier::less_than, "less_than", "<"},
    {Qualifier::up_to, "up_to", "<="},
}};
}  // namespace detail

/// Name of a qualifier, for example "more_than".
[[nodiscard]] constexpr std::string_view name(Qualifier qualifier) noexcept {
    return detail::qualifier_table[static_cast<std::size_t>(qualifier)].name;
}

/// Sign set before the number, for example ">"; empty for an exact figure.
[[nodiscard]] constexpr std::string_view sign(Qualifier qualifier) noexcept {
    return detail::qualifier_table[static_cast<std::size_t>(qualifier)].sign;
}

/// Reads the name of a qualifier; an empty text is Qualifier::exact.
/// \throws NotFound
[[nodiscard]] Qualifier parse_qualifier(std::string_view text);

/// A number with its unit and basis.
struct Quantity {
    double value = 0.0;
    Unit unit{};
    Basis basis = Basis::none;
    Qualifier qualifier = Qualifier::exact;  ///< whether the value is exact, vague or a bound

    /// The same quantity in another unit of the same kind.
    /// \throws UnitError
    [[nodiscard]] Quantity to(const Unit& other) const {
        return {value * unit.factor_to(other), other, basis, qualifier};
    }

    /// For example "> 90 Mt REO".
    [[nodiscard]] std::string text() const;
};

namespace detail {
void require_same_basis(const Quantity& a, const Quantity& b, std::string_view doing);
}  // namespace detail

/// Sum in the unit of the first.
/// \throws UnitError if units or bases differ in kind.
[[nodiscard]] Quantity operator+(const Quantity& a, const Quantity& b);

/// Difference in the unit of the first.
/// \throws UnitError if units or bases differ in kind, or if one of them is not exact: the
/// difference of two bounds is not a bound.
[[nodiscard]] Quantity operator-(const Quantity& a, const Quantity& b);

/// A multiple; the qualifier stays.
/// \throws InvalidArgument unless the factor is finite, and positive where the quantity is not
/// exact.
[[nodiscard]] Quantity operator*(const Quantity& a, double factor);
/// The same multiple.
[[nodiscard]] inline Quantity operator*(double factor, const Quantity& a) { return a * factor; }

/// Same number, unit code, basis and qualifier.
[[nodiscard]] inline bool operator==(const Quantity& a, const Quantity& b) noexcept {
    return a.value == b.value && a.unit == b.unit && a.basis == b.basis &&
           a.qualifier == b.qualifier;
}

/// Ratio of two quantities of one kind, a pure number.
/// \throws UnitError if units or bases differ in kind.
/// \throws InvalidArgument if the second is zero.
[[nodiscard]] double ratio(const Quantity& a, const Quantity& b);

/// Mass of contained element in a mass of one named oxide (default: the usual oxide).
/// \throws UnitError if the basis is not Basis::oxide.
[[nodiscard]] Quantity oxide_to_element(const Quantity& mass, const Element& of);

/// Mass of the usual oxide that holds a mass of the element.
/// \throws UnitError if the basis is not Basis::element.
[[nodiscard]] Quantity element_to_oxide(const Quantity& mass, const Element& of);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/quantity.ipp>
#endif
