#pragma once
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/unit.hpp>
#include <reeindex/core/unit_words.hpp>

namespace reeindex {

REEINDEX_INLINE Basis parse_basis(std::string_view text) {
    if (text.empty()) return Basis::none;
    std::array<std::string_view, detail::basis_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = detail::basis_table[i].name;
        if (known[i] == text) return detail::basis_table[i].basis;
    }
    throw NotFound("basis", text, known);
}

REEINDEX_INLINE Unit::Unit(std::string_view code) : code_(code) {
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
    auto slash = rest.find('/');
    const Atom numerator = atom(rest.substr(0, slash));
    scale_ *= numerator.scale;
    dimension_ = numerator.dimension;
    std::vector<std::string> denominators;
    while (slash != std::string_view::npos) {
        const auto next = rest.find('/', slash + 1);
        const Atom denominator =
            atom(rest.substr(slash + 1, next == std::string_view::npos ? next : next - slash - 1));
        scale_ /= denominator.scale;
        denominators.push_back(denominator.dimension);
        slash = next;
    }
    // the order of the denominators says nothing: kt/a/{person} is kt/{person}/a
    std::sort(denominators.begin(), denominators.end());
    for (const auto& one : denominators) dimension_ += "/" + one;
}

REEINDEX_INLINE std::string Unit::label() const {
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

REEINDEX_INLINE double Unit::factor_to(const Unit& other) const {
    if (!commensurable(other))
        throw UnitError(detail::concat("cannot convert '", code_, "' to '", other.code_,
                                       "': one measures ", dimension_, ", the other ",
                                       other.dimension_));
    return scale_ / other.scale_;
}

REEINDEX_INLINE void Unit::refuse() const {
    std::string allowed =
        "a UCUM code such as t, kt, Mt, %, a, m3, {patent}, t/a, or an ISO 4217 currency such as "
        "CNY or 10*9.USD";
    if (const auto known = unit_from_words(code_)) {
        allowed += detail::concat("; did you mean '", known->code, "'");
        if (!known->basis.empty()) allowed += detail::concat(" with basis '", known->basis, "'");
        allowed += '?';
    } else if (const auto words = detail::plain_words(code_);
               words == "tons" || words == "ton" || words.ends_with(" tons")) {
        allowed += "; tons may be metric (t), short (907 kg) or long (1016 kg)";
    }
    throw InvalidArgument("unit", detail::concat("'", code_, "'"), allowed);
}

REEINDEX_INLINE Unit::Atom Unit::atom(std::string_view text) const {
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

}  // namespace reeindex
