#pragma once
/// \file
/// A number with its unit, basis and qualifier.

#include <array>
#include <cmath>
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
[[nodiscard]] inline Qualifier parse_qualifier(std::string_view text) {
    if (text.empty()) return Qualifier::exact;
    std::array<std::string_view, detail::qualifier_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = detail::qualifier_table[i].name;
        if (known[i] == text) return detail::qualifier_table[i].qualifier;
    }
    throw NotFound("qualifier", text, known);
}

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
    [[nodiscard]] std::string text() const {
        std::string out{sign(qualifier)};
        if (!out.empty()) out += ' ';
        out += detail::to_plain(value);
        if (unit.code() != "1") out += " " + unit.label();
        if (basis != Basis::none && basis != Basis::unspecified)
            out += " " + std::string{name(basis)};
        return out;
    }
};

namespace detail {
inline void require_same_basis(const Quantity& a, const Quantity& b, std::string_view doing) {
    if (a.basis != b.basis)
        throw UnitError(concat("cannot ", doing, " ", a.text(), " and ", b.text(),
                               ": the bases differ; convert with oxide_to_element() or "
                               "element_to_oxide() and a named oxide first"));
}
}  // namespace detail

/// Sum in the unit of the first.
/// \throws UnitError if units or bases differ in kind.
[[nodiscard]] inline Quantity operator+(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "add");
    if (a.qualifier != b.qualifier)
        throw UnitError(detail::concat("cannot add ", a.text(), " and ", b.text(),
                                       ": one is a bound or vague; take the values deliberately"));
    return {a.value + b.value * b.unit.factor_to(a.unit), a.unit, a.basis, a.qualifier};
}

/// Difference in the unit of the first.
/// \throws UnitError if units or bases differ in kind, or if one of them is not exact: the
/// difference of two bounds is not a bound.
[[nodiscard]] inline Quantity operator-(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "subtract");
    if (a.qualifier != Qualifier::exact || b.qualifier != Qualifier::exact)
        throw UnitError(detail::concat("cannot subtract ", b.text(), " from ", a.text(),
                                       ": one is a bound or vague; take the values deliberately"));
    return {a.value - b.value * b.unit.factor_to(a.unit), a.unit, a.basis, a.qualifier};
}

/// A multiple; the qualifier stays.
/// \throws InvalidArgument unless the factor is finite, and positive where the quantity is not
/// exact.
[[nodiscard]] inline Quantity operator*(const Quantity& a, double factor) {
    if (!std::isfinite(factor)) throw InvalidArgument("factor", detail::to_text(factor), "finite");
    if (a.qualifier != Qualifier::exact && factor <= 0.0)
        throw InvalidArgument("factor", detail::to_text(factor),
                              detail::concat("positive, because ", a.text(), " is not exact"));
    return {a.value * factor, a.unit, a.basis, a.qualifier};
}
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
[[nodiscard]] inline double ratio(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "compare");
    const double denominator = b.value * b.unit.factor_to(a.unit);
    if (denominator == 0.0) throw InvalidArgument("denominator", "0", "not zero");
    return a.value / denominator;
}

/// Mass of contained element in a mass of one named oxide (default: the usual oxide).
/// \throws UnitError if the basis is not Basis::oxide.
[[nodiscard]] inline Quantity oxide_to_element(const Quantity& mass, const Element& of) {
    if (mass.basis != Basis::oxide)
        throw UnitError(detail::concat(mass.text(), " is not a mass of one named oxide"));
    return {mass.value / of.oxide_factor(), mass.unit, Basis::element, mass.qualifier};
}

/// Mass of the usual oxide that holds a mass of the element.
/// \throws UnitError if the basis is not Basis::element.
[[nodiscard]] inline Quantity element_to_oxide(const Quantity& mass, const Element& of) {
    if (mass.basis != Basis::element)
        throw UnitError(detail::concat(mass.text(), " is not a mass of contained element"));
    return {mass.value * of.oxide_factor(), mass.unit, Basis::oxide, mass.qualifier};
}

}  // namespace reeindex
