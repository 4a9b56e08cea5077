#pragma once
/// \file
/// Units of measure as UCUM codes, and the basis of a mass, which is not a unit.

#include <array>
#include <charconv>
#include <cmath>
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
[[nodiscard]] inline Basis parse_basis(std::string_view text) {
    if (text.empty()) return Basis::none;
    std::array<std::string_view, detail::basis_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = detail::basis_table[i].name;
        if (known[i] == text) return detail::basis_table[i].basis;
    }
    throw NotFound("basis", text, known);
}

/// A unit of measure: a UCUM code such as "kt", "10*3.m3/a" or "{patent}", or an ISO 4217 currency
/// with a power of ten such as "10*9.CNY".
///
/// Two units are commensurable when what remains of them without factors is the same
/// ("kt/a" and "t/a": both "g/a").
class Unit {
public:
    /// The unit one.
    Unit() : Unit("1") {}

    /// Reads a code: `[10*N.]ATOM[/ATOM]`.
    /// \throws InvalidArgument if the code is not understood.
    explicit Unit(std::string_view code) : code_(code) {
        std::string_view rest = code;
        if (rest.starts_with("10*")) {
            const auto dot = rest.find('.');
            int power = 0;
            const auto digits = rest.substr(3, dot == std::string_view::npos ? dot : dot - 3);
            const auto [end, failure] =
                std::from_chars(digits.data(), digits.data() + digits.size(), power);
            if (failure != std::errc{} || end != digits.data() + digits.size() || power < -30 ||
                power > 30)
                refuse();
            scale_ = std::pow(10.0, power);
            rest = dot == std::string_view::npos ? std::string_view{"1"} : rest.substr(dot + 1);
        }
        const auto slash = rest.find('/');
        const Atom numerator = atom(rest.substr(0, slash));
        scale_ *= numerator.scale;
        dimension_ = numerator.dimension;
        if (slash != std::string_view::npos) {
            const Atom denominator = atom(rest.substr(slash + 1));
            scale_ /= denominator.scale;
            dimension_ += "/" + denominator.dimension;
        }
    }

    /// The code as it was read.
    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    /// The code with a leading power of ten in words: "million CNY" for "10*6.CNY".
    [[nodiscard]] std::string label() const {
        struct Power {
            std::string_view code, word;
        };
        static constexpr std::array<Power, 4> powers{{{"10*3.", "thousand "},
                                                      {"10*6.", "million "},
                                                      {"10*9.", "billion "},
                                                      {"10*12.", "trillion "}}};
        for (const auto& power : powers)
            if (code_.starts_with(power.code))
                return std::string{power.word} + code_.substr(power.code.size());
        return code_;
    }
    /// The unit without factors, for example "g", "g/a", "CNY", "{patent}".
    [[nodiscard]] const std::string& dimension() const noexcept { return dimension_; }
    /// Whether a value in this unit can be given in the other: both have the same dimension().
    [[nodiscard]] bool commensurable(const Unit& other) const noexcept {
        return dimension_ == other.dimension_;
    }

    /// Number by which a value in this unit is multiplied to be in `other`.
    /// \throws UnitError if the units do not measure the same thing.
    [[nodiscard]] double factor_to(const Unit& other) const {
        if (!commensurable(other))
            throw UnitError(detail::concat("cannot convert '", code_, "' to '", other.code_,
                                           "': one measures ", dimension_, ", the other ",
                                           other.dimension_));
        return scale_ / other.scale_;
    }

    /// Same code; units of equal size under two codes ("kt", "10*3.t") differ.
    friend bool operator==(const Unit& a, const Unit& b) noexcept { return a.code_ == b.code_; }

private:
    struct Atom {
        std::string dimension;
        double scale;
    };

    [[noreturn]] void refuse() const {
        std::string allowed =
            "a UCUM code such as t, kt, Mt, %, a, m3, {patent}, t/a, or an ISO 4217 currency such "
            "as CNY or 10*9.USD";
        if (const auto known = unit_from_words(code_)) {
            allowed += detail::concat("; did you mean '", known->code, "'");
            if (!known->basis.empty())
                allowed += detail::concat(" with basis '", known->basis, "'");
            allowed += '?';
        } else if (const auto words = detail::plain_words(code_);
                   words == "tons" || words == "ton" || words.ends_with(" tons")) {
            allowed += "; tons may be metric (t), short (907 kg) or long (1016 kg)";
        }
        throw InvalidArgument("unit", detail::concat("'", code_, "'"), allowed);
    }

    [[nodiscard]] Atom atom(std::string_view text) const {
        struct Known {
            std::string_view code, dimension;
            double scale;
        };
        static constexpr std::array<Known, 21> known{{
            {"1", "1", 1.0},   {"%", "1", 0.01},    {"a", "a", 1.0},   {"mo", "a", 1.0 / 12},
            {"g", "g", 1.0},   {"mg", "g", 1e-3},   {"kg", "g", 1e3},  {"t", "g", 1e6},
            {"kt", "g", 1e9},  {"Mt", "g", 1e12},   {"Gt", "g", 1e15}, {"m3", "m3", 1.0},
            {"L", "m3", 1e-3}, {"Cel", "Cel", 1.0}, {"K", "K", 1.0},   {"m", "m", 1.0},
            {"km", "m", 1e3},  {"kW", "kW", 1.0},   {"MW", "kW", 1e3}, {"GW", "kW", 1e6},
            {"d", "d", 1.0},
        }};
        for (const auto& entry : known)
            if (entry.code == text) return {std::string{entry.dimension}, entry.scale};
        const bool annotation = text.size() > 2 && text.front() == '{' && text.back() == '}' &&
                                text.find_first_of("{}", 1) == text.size() - 1;
        const bool currency =
            text.size() == 3 &&
            text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
        if (annotation || currency) return {std::string{text}, 1.0};
        refuse();
    }

    std::string code_;
    std::string dimension_;
    double scale_ = 1.0;
};

}  // namespace reeindex
