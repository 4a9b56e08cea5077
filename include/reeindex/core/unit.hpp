#pragma once
/// \file
/// Units of measure as UCUM codes, and the basis of a mass, which is not a unit.

#include <array>
#include <string>
#include <string_view>

#include <reeindex/core/error.hpp>
#include <reeindex/core/unit_words.hpp>

namespace reeindex {

/// What a mass of rare earths is a mass of. Tonnes of oxide and tonnes of metal do not add up.
enum class Basis {
    none,         ///< not a mass of rare earths (counts, money, shares)
    unspecified,  ///< the source does not say
    reo,          ///< rare-earth oxide equivalent
    element,      ///< contained element
    oxide,        ///< one named oxide
    concentrate,  ///< mineral concentrate
    ore,          ///< ore
    metal,        ///< rare-earth metal as a product
    alloy,        ///< alloy
    product,      ///< finished product, such as magnets
};

namespace detail {
struct BasisEntry {
    Basis basis;
    std::string_view name;
};
inline constexpr std::array<BasisEntry, 10> basis_table{{
    {Basis::none, "none"},
    {Basis::unspecified, "unspecified"},
    {Basis::reo, "REO"},
    {Basis::element, "element"},
    {Basis::oxide, "oxide"},
    {Basis::concentrate, "concentrate"},
    {Basis::ore, "ore"},
    {Basis::metal, "metal"},
    {Basis::alloy, "alloy"},
    {Basis::product, "product"},
}};
}  // namespace detail

/// Name of a basis, for example "REO".
[[nodiscard]] constexpr std::string_view name(Basis basis) noexcept {
    for (const auto& entry : detail::basis_table)
        if (entry.basis == basis) return entry.name;
    return "unspecified";
}

/// Reads the name of a basis; an empty text is Basis::none.
/// \throws NotFound
[[nodiscard]] Basis parse_basis(std::string_view text);

/// A unit of measure: a UCUM code such as "kt", "10*3.m3/a" or "{patent}", or an ISO 4217 currency
/// with a power of ten such as "10*9.CNY".
///
/// Two units are commensurable when what remains of them without factors is the same
/// ("kt/a" and "t/a": both "g/a").
class Unit {
public:
    /// The unit one.
    Unit() : Unit("1") {}

    /// Reads a code: `[10*N.]ATOM[/ATOM]...`.
    /// \throws InvalidArgument if the code is not understood.
    explicit Unit(std::string_view code);

    /// The code as it was read.
    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    /// The code with a leading power of ten in words: "million CNY" for "10*6.CNY".
    [[nodiscard]] std::string label() const;
    /// The unit without factors, for example "g", "g/a", "CNY", "{patent}".
    [[nodiscard]] const std::string& dimension() const noexcept { return dimension_; }
    /// Whether a value in this unit can be given in the other: both have the same dimension().
    [[nodiscard]] bool commensurable(const Unit& other) const noexcept {
        return dimension_ == other.dimension_;
    }

    /// Number by which a value in this unit is multiplied to be in `other`.
    /// \throws UnitError if the units do not measure the same thing.
    [[nodiscard]] double factor_to(const Unit& other) const;

    /// Same code; units of equal size under two codes ("kt", "10*3.t") differ.
    friend bool operator==(const Unit& a, const Unit& b) noexcept { return a.code_ == b.code_; }

private:
    struct Atom {
        std::string dimension;
        double scale;
    };

    [[noreturn]] void refuse() const;

    [[nodiscard]] Atom atom(std::string_view text) const;

    std::string code_;
    std::string dimension_;
    double scale_ = 1.0;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/unit.ipp>
#endif
