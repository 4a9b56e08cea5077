#pragma once
#include <cmath>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/quantity.hpp>

namespace reeindex {

REEINDEX_INLINE Qualifier parse_qualifier(std::string_view text) {
    if (text.empty()) return Qualifier::exact;
    std::array<std::string_view, detail::qualifier_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = detail::qualifier_table[i].name;
        if (known[i] == text) return detail::qualifier_table[i].qualifier;
    }
    throw NotFound("qualifier", text, known);
}

REEINDEX_INLINE std::string Quantity::text() const {
    std::string out{sign(qualifier)};
    if (!out.empty()) out += ' ';
    out += detail::to_plain(value);
    if (unit.code() != "1") out += " " + unit.label();
    if (basis != Basis::none && basis != Basis::unspecified) out += " " + std::string{name(basis)};
    return out;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE void require_same_basis(const Quantity& a, const Quantity& b,
                                        std::string_view doing) {
    if (a.basis != b.basis)
        throw UnitError(concat("cannot ", doing, " ", a.text(), " and ", b.text(),
                               ": the bases differ; convert with oxide_to_element() or "
                               "element_to_oxide() and a named oxide first"));
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE Quantity operator+(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "add");
    if (a.qualifier != b.qualifier)
        throw UnitError(detail::concat("cannot add ", a.text(), " and ", b.text(),
                                       ": one is a bound or vague; take the values deliberately"));
    return {a.value + b.value * b.unit.factor_to(a.unit), a.unit, a.basis, a.qualifier};
}

REEINDEX_INLINE Quantity operator-(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "subtract");
    if (a.qualifier != Qualifier::exact || b.qualifier != Qualifier::exact)
        throw UnitError(detail::concat("cannot subtract ", b.text(), " from ", a.text(),
                                       ": one is a bound or vague; take the values deliberately"));
    return {a.value - b.value * b.unit.factor_to(a.unit), a.unit, a.basis, a.qualifier};
}

REEINDEX_INLINE Quantity operator*(const Quantity& a, double factor) {
    if (!std::isfinite(factor)) throw InvalidArgument("factor", detail::to_text(factor), "finite");
    if (a.qualifier != Qualifier::exact && factor <= 0.0)
        throw InvalidArgument("factor", detail::to_text(factor),
                              detail::concat("positive, because ", a.text(), " is not exact"));
    return {a.value * factor, a.unit, a.basis, a.qualifier};
}

REEINDEX_INLINE double ratio(const Quantity& a, const Quantity& b) {
    detail::require_same_basis(a, b, "compare");
    const double denominator = b.value * b.unit.factor_to(a.unit);
    if (denominator == 0.0) throw InvalidArgument("denominator", "0", "not zero");
    return a.value / denominator;
}

REEINDEX_INLINE Quantity oxide_to_element(const Quantity& mass, const Element& of) {
    if (mass.basis != Basis::oxide)
        throw UnitError(detail::concat(mass.text(), " is not a mass of one named oxide"));
    return {mass.value / of.oxide_factor(), mass.unit, Basis::element, mass.qualifier};
}

REEINDEX_INLINE Quantity element_to_oxide(const Quantity& mass, const Element& of) {
    if (mass.basis != Basis::element)
        throw UnitError(detail::concat(mass.text(), " is not a mass of contained element"));
    return {mass.value * of.oxide_factor(), mass.unit, Basis::oxide, mass.qualifier};
}

}  // namespace reeindex
