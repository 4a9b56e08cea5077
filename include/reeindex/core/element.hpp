#pragma once
/// \file
/// The 17 rare-earth elements: scandium, yttrium and the lanthanides.

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// Light or heavy rare earth; scandium belongs to neither in the definitions given here.
enum class ElementGroup { light, heavy, neither };

/// Who draws the line between light and heavy.
enum class GroupDefinition {
    usgs,  ///< U.S. Geological Survey, doi:10.3133/fs20143078: light La-Gd (57-64), heavy Tb-Lu and
           ///< Y
    european_commission  ///< European Commission criticality studies: light La-Sm, heavy Eu-Lu and
                         ///< Y
};

/// Metal and oxygen atoms of an oxide's formula.
struct Oxide {
    std::string_view formula;  ///< for example "Nd2O3"
    int metal_atoms = 0;
    int oxygen_atoms = 0;
};

/// Conventional atomic weight of oxygen (CIAAW; the standard weight is the interval
/// [15.99903, 15.99977]).
inline constexpr double oxygen_weight = 15.999;

/// One rare-earth element.
struct Element {
    std::string_view symbol;
    std::string_view name;  ///< English, lower case
    int atomic_number;
    /// CIAAW standard atomic weight; none for promethium, which has no stable isotope.
    std::optional<double> atomic_weight;
    /// Year of the CIAAW revision that set the weight; 0 where there is none.
    int weight_year;
    /// The oxide in which the element is traded and reported.
    Oxide oxide;

    /// Mass of oxide that holds one unit mass of the metal, from the atomic weights.
    /// \throws InvalidArgument for promethium.
    [[nodiscard]] constexpr double oxide_factor() const { return oxide_factor(oxide); }

    /// The same for another oxide of the element, for example Ce2O3.
    /// \throws InvalidArgument for promethium or an oxide without metal atoms.
    [[nodiscard]] constexpr double oxide_factor(const Oxide& other) const {
        if (!atomic_weight)
            throw InvalidArgument("element", symbol, "an element with a standard atomic weight");
        if (other.metal_atoms < 1 || other.oxygen_atoms < 0)
            throw InvalidArgument("oxide", other.formula, "an oxide with at least one metal atom");
        const double metal = other.metal_atoms * *atomic_weight;
        return (metal + other.oxygen_atoms * oxygen_weight) / metal;
    }

    /// Light or heavy under the named definition.
    [[nodiscard]] constexpr ElementGroup group(
        GroupDefinition definition = GroupDefinition::usgs) const noexcept {
        if (atomic_number == 21) return ElementGroup::neither;
        if (atomic_number == 39) return ElementGroup::heavy;
        const int last_light = definition == GroupDefinition::usgs ? 64 : 62;
        return atomic_number <= last_light ? ElementGroup::light : ElementGroup::heavy;
    }
};

namespace detail {
/// Standard atomic weights as published by IUPAC CIAAW (https://www.ciaaw.org); the year is that of
/// the last revision of the element's value.
inline constexpr std::array<Element, 17> element_table{{
    {"Sc", "scandium", 21, 44.955907, 2021, {"Sc2O3", 2, 3}},
    {"Y", "yttrium", 39, 88.905838, 2021, {"Y2O3", 2, 3}},
    {"La", "lanthanum", 57, 138.90547, 2005, {"La2O3", 2, 3}},
    {"Ce", "cerium", 58, 140.116, 1995, {"CeO2", 1, 2}},
    {"Pr", "praseodymium", 59, 140.90766, 2017, {"Pr6O11", 6, 11}},
    {"Nd", "neodymium", 60, 144.242, 2005, {"Nd2O3", 2, 3}},
    {"Pm", "promethium", 61, std::nullopt, 0, {"Pm2O3", 2, 3}},
    {"Sm", "samarium", 62, 150.36, 2005, {"Sm2O3", 2, 3}},
    {"Eu", "europium", 63, 151.964, 1995, {"Eu2O3", 2, 3}},
    {"Gd", "gadolinium", 64, 157.249, 2024, {"Gd2O3", 2, 3}},
    {"Tb", "terbium", 65, 158.925354, 2021, {"Tb4O7", 4, 7}},
    {"Dy", "dysprosium", 66, 162.500, 2001, {"Dy2O3", 2, 3}},
    {"Ho", "holmium", 67, 164.930329, 2021, {"Ho2O3", 2, 3}},
    {"Er", "erbium", 68, 167.259, 1999, {"Er2O3", 2, 3}},
    {"Tm", "thulium", 69, 168.934219, 2021, {"Tm2O3", 2, 3}},
    {"Yb", "ytterbium", 70, 173.045, 2015, {"Yb2O3", 2, 3}},
    {"Lu", "lutetium", 71, 174.96669, 2024, {"Lu2O3", 2, 3}},
}};
}  // namespace detail

/// All 17 elements by atomic number.
[[nodiscard]] constexpr std::span<const Element> elements() noexcept {
    return detail::element_table;
}

/// The element with a symbol ("Nd") or English name ("neodymium").
/// \throws NotFound
[[nodiscard]] constexpr const Element& element(std::string_view symbol_or_name) {
    for (const auto& candidate : detail::element_table)
        if (candidate.symbol == symbol_or_name || candidate.name == symbol_or_name)
            return candidate;
    std::array<std::string_view, detail::element_table.size()> known{};
    const bool symbol = symbol_or_name.size() < 4;
    for (std::size_t i = 0; i < known.size(); ++i)
        known[i] = symbol ? detail::element_table[i].symbol : detail::element_table[i].name;
    throw NotFound("rare-earth element", symbol_or_name, known);
}

}  // namespace reeindex
