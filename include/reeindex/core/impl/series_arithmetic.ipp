#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/series_arithmetic.hpp>

namespace reeindex::detail {

enum class Operation : std::uint8_t { add, subtract, multiply, divide };

/// The numerator of a unit's code and its denominators.
struct UnitParts {
    std::string numerator;
    std::vector<std::string> denominators;
};

REEINDEX_INLINE UnitParts unit_parts(const Unit& unit) {
    UnitParts out;
    const std::string& code = unit.code();
    auto slash = code.find('/');
    out.numerator = code.substr(0, slash);
    while (slash != std::string::npos) {
        const auto next = code.find('/', slash + 1);
        out.denominators.push_back(code.substr(slash + 1, next - slash - 1));
        slash = next;
    }
    return out;
}

REEINDEX_INLINE Unit unit_of(const UnitParts& parts) {
    std::string code = parts.numerator;
    for (const auto& one : parts.denominators) code += "/" + one;
    return Unit{code};
}

/// A unit, and the factor that values in it take over from the units it was made of.
struct DerivedUnit {
    Unit unit;
    double factor = 1.0;
};

/// Takes a denominator of the kind of `atom` out of the list, and gives the factor of the two; none
/// if there is no such denominator.
REEINDEX_INLINE std::optional<double> cancelled(std::vector<std::string>& denominators,
                                                const std::string& atom) {
    const Unit over{atom};
    for (auto it = denominators.begin(); it != denominators.end(); ++it) {
        const Unit under{*it};
        if (!over.commensurable(under)) continue;
        denominators.erase(it);
        return over.factor_to(under);
    }
    return std::nullopt;
}

[[noreturn]] REEINDEX_INLINE void refuse_unit(std::string_view doing, const TimeSeries& a,
                                              const TimeSeries& b) {
    throw UnitError(
        concat("cannot ", doing, " ", a.label(), " [", a.unit().code(), "] by ", b.label(), " [",
               b.unit().code(),
               "]: the result has no unit of one numerator; bring one of them to a pure "
               "number, or compute with the values"));
}

REEINDEX_INLINE DerivedUnit product_unit(const TimeSeries& a, const TimeSeries& b) {
    if (b.unit().dimension() == "1") return {a.unit(), b.unit().factor_to(Unit{})};
    if (a.unit().dimension() == "1") return {b.unit(), a.unit().factor_to(Unit{})};
    auto left = unit_parts(a.unit());
    auto right = unit_parts(b.unit());
    DerivedUnit out;
    // one of the numerators has to go against a denominator of the other
    if (const auto factor = cancelled(left.denominators, right.numerator)) {
        out.factor = *factor;
        left.denominators.insert(left.denominators.end(), right.denominators.begin(),
                                 right.denominators.end());
        out.unit = unit_of(left);
    } else if (const auto other = cancelled(right.denominators, left.numerator)) {
        out.factor = *other;
        right.denominators.insert(right.denominators.end(), left.denominators.begin(),
                                  left.denominators.end());
        out.unit = unit_of(right);
    } else {
        refuse_unit("multiply", a, b);
    }
    return out;
}

REEINDEX_INLINE DerivedUnit ratio_unit(const TimeSeries& a, const TimeSeries& b) {
    if (a.unit().commensurable(b.unit())) return {Unit{}, a.unit().factor_to(b.unit())};
    if (b.unit().dimension() == "1") return {a.unit(), 1.0 / b.unit().factor_to(Unit{})};
    auto left = unit_parts(a.unit());
    auto right = unit_parts(b.unit());
    DerivedUnit out;
    // what both are divided by goes out
    for (auto it = right.denominators.begin(); it != right.denominators.end();) {
        if (const auto factor = cancelled(left.denominators, *it)) {
            out.factor *= *factor;
            it = right.denominators.erase(it);
        } else {
            ++it;
        }
    }
    const Unit over{left.numerator}, under{right.numerator};
    const bool same = over.commensurable(under);
    if (right.denominators.size() > (same ? 1U : 0U)) refuse_unit("divide", a, b);
    if (same) {
        // a stock over a flow is a time: Mt over kt/a is a
        out.factor *= over.factor_to(under);
        left.numerator = right.denominators.empty() ? "1" : right.denominators.front();
    } else {
        left.denominators.push_back(right.numerator);
    }
    out.unit = unit_of(left);
    return out;
}

REEINDEX_INLINE Basis derived_basis(const TimeSeries& a, const TimeSeries& b, Operation operation,
                                    const Unit& unit) {
    const bool same = a.basis() == b.basis();
    const bool adds = operation == Operation::add || operation == Operation::subtract;
    const bool compared = operation == Operation::divide && a.unit().commensurable(b.unit());
    const bool both = a.basis() != Basis::none && b.basis() != Basis::none;
    if (!same && (adds || compared || both))
        throw UnitError(concat("cannot combine ", a.label(), " (", name(a.basis()), ") and ",
                               b.label(), " (", name(b.basis()),
                               "): the bases differ; bring both to one basis first"));
    if (adds) return a.basis();
    // a basis is what a mass is a mass of: without a mass there is none
    const auto parts = unit_parts(unit);
    bool mass = Unit{parts.numerator}.dimension() == "g";
    for (const auto& one : parts.denominators) mass = mass || Unit{one}.dimension() == "g";
    if (!mass) return Basis::none;
    return a.basis() != Basis::none ? a.basis() : b.basis();
}

/// The status of a value made of two: the one that says most against it.
REEINDEX_INLINE ObsStatus weaker(ObsStatus a, ObsStatus b) {
    constexpr std::array order{ObsStatus::forecast,    ObsStatus::provisional,
                               ObsStatus::imputed,     ObsStatus::estimated,
                               ObsStatus::unvalidated, ObsStatus::low_reliability};
    for (const auto one : order)
        if (a == one || b == one) return one;
    return a == ObsStatus::normal ? b : a;
}

/// -1 for an upper bound, 1 for a lower one, 0 for an exact value; none for a vague one.
REEINDEX_INLINE std::optional<int> bound_side(Qualifier qualifier) {
    switch (qualifier) {
        case Qualifier::exact:
            return 0;
        case Qualifier::more_than:
        case Qualifier::at_least:
            return 1;
        case Qualifier::less_than:
        case Qualifier::up_to:
            return -1;
        default:
            return std::nullopt;
    }
}

REEINDEX_INLINE Qualifier turned(Qualifier qualifier) {
    switch (qualifier) {
        case Qualifier::more_than:
            return Qualifier::less_than;
        case Qualifier::less_than:
            return Qualifier::more_than;
        case Qualifier::at_least:
            return Qualifier::up_to;
        case Qualifier::up_to:
            return Qualifier::at_least;
        case Qualifier::almost:
            return Qualifier::about;
        default:
            return qualifier;
    }
}

REEINDEX_INLINE Qualifier joint(Qualifier a, Qualifier b) {
    if (a == Qualifier::exact) return b;
    if (b == Qualifier::exact || a == b) return a;
    const auto left = bound_side(a), right = bound_side(b);
    if (!left || !right || *left != *right) return Qualifier::about;
    // one of them is strict, so is the result
    return *left > 0 ? Qualifier::more_than : Qualifier::less_than;
}

/// How a result moves with one of its parts: up, down, or either way for a value of unknown sign.
REEINDEX_INLINE Qualifier carried(Qualifier qualifier, double slope) {
    if (qualifier == Qualifier::exact || slope > 0.0) return qualifier;
    return slope < 0.0 ? turned(qualifier) : Qualifier::about;
}

REEINDEX_INLINE double combined(double a, double b, Operation operation, double factor) {
    switch (operation) {
        case Operation::add:
            return a + b * factor;
        case Operation::subtract:
            return a - b * factor;
        case Operation::multiply:
            return a * b * factor;
        default:
            return a / b * factor;
    }
}

REEINDEX_INLINE Qualifier derived_qualifier(const Observation& a, const Observation& b,
                                            Operation operation, double left, double right) {
    switch (operation) {
        case Operation::add:
            return joint(a.qualifier, b.qualifier);
        case Operation::subtract:
            return joint(a.qualifier, turned(b.qualifier));
        case Operation::multiply:
            return joint(carried(a.qualifier, right), carried(b.qualifier, left));
        default:
            return joint(carried(a.qualifier, right), carried(b.qualifier, -left * right));
    }
}

REEINDEX_INLINE std::string joined(const std::string& a, const std::string& b,
                                   std::string_view between) {
    if (a.empty() || a == b) return b;
    return b.empty() ? a : concat(a, between, b);
}

REEINDEX_INLINE Source both_sources(const Source& a, const Source& b) {
    if (a == b) return a;
    if (a.document == b.document) return {a.document, joined(a.locator, b.locator, "; ")};
    return {joined(a.document, b.document, "; "), joined(a.text(), b.text(), "; ")};
}

/// One year of the result.
REEINDEX_INLINE Observation combined(const Observation& a, const Observation& b,
                                     Operation operation, double factor) {
    Observation out{.year = a.year};
    out.source = both_sources(a.source, b.source);
    out.note = joined(a.note, b.note, "; ");
    const auto computed = [&](View view) -> std::optional<double> {
        const auto left = a.value(view), right = b.value(view);
        if (!left || !right || (operation == Operation::divide && *right == 0.0))
            return std::nullopt;
        const double value = combined(*left, *right, operation, factor);
        if (!std::isfinite(value))
            throw InvalidArgument("series",
                                  concat("with values whose result in ", a.year.value(),
                                         " is beyond the range of a double"),
                                  "in units in which they can be computed");
        return value;
    };
    out.printed = computed(View::printed);
    if (out.printed) {
        out.printed_status = weaker(a.printed_status, b.printed_status);
        out.qualifier = derived_qualifier(a, b, operation, *a.printed, *b.printed);
    } else {
        // a ratio to zero cannot exist; any other missing value comes from the data
        out.printed_status =
            a.printed && b.printed ? ObsStatus::missing_cannot_exist : ObsStatus::missing;
    }
    if (a.correction || b.correction) {
        if (const auto value = computed(View::corrected)) {
            Correction made{.value = *value,
                            .status = weaker(a.status(View::corrected), b.status(View::corrected)),
                            .erratum = {},
                            .reason = {}};
            made.erratum = joined(a.correction ? a.correction->erratum : "",
                                  b.correction ? b.correction->erratum : "", ", ");
            made.reason = joined(a.correction ? a.correction->reason : "",
                                 b.correction ? b.correction->reason : "", "; ");
            out.correction = std::move(made);
        }
    }
    return out;
}

REEINDEX_INLINE TimeSeries combined(const TimeSeries& a, const TimeSeries& b, Operation operation,
                                    std::string_view sign) {
    if (a.view() != b.view())
        throw InvalidArgument("view", concat(name(a.view()), " and ", name(b.view())),
                              "the same of both series; use with_view()");
    SeriesInfo info;
    double factor = 1.0;
    if (operation == Operation::add || operation == Operation::subtract) {
        factor = b.unit().factor_to(a.unit());
        info.unit = a.unit();
    } else {
        auto derived = operation == Operation::multiply ? product_unit(a, b) : ratio_unit(a, b);
        info.unit = derived.unit;
        factor = derived.factor;
    }
    info.basis = derived_basis(a, b, operation, info.unit);
    info.title = concat(a.label(), " ", sign, " ", b.label());
    if (a.area() == b.area()) info.area = a.area();
    if (a.indicator() == b.indicator() &&
        (operation == Operation::add || operation == Operation::subtract))
        info.indicator = a.indicator();
    info.scope = a.info().scope == b.info().scope ? a.info().scope : "";
    std::vector<Observation> out;
    const auto left = a.observations(), right = b.observations();
    for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        if (left[i].year < right[j].year) {
            ++i;
        } else if (right[j].year < left[i].year) {
            ++j;
        } else {
            out.push_back(combined(left[i++], right[j++], operation, factor));
        }
    }
    if (out.empty())
        throw InvalidArgument(
            "series",
            concat("of ", a.first_year().value(), " to ", a.last_year().value(), " and ",
                   b.first_year().value(), " to ", b.last_year().value()),
            "series that share at least one year");
    return {std::move(info), std::move(out), a.view()};
}

REEINDEX_INLINE TimeSeries scaled(const TimeSeries& a, double factor) {
    std::vector<Observation> out(a.observations().begin(), a.observations().end());
    for (auto& one : out) {
        if (factor == 0.0 && one.qualifier != Qualifier::exact)
            throw InvalidArgument(
                "factor", "0",
                concat("not zero, because the value of ", one.year.value(), " is not exact"));
        if (one.printed) *one.printed *= factor;
        if (one.correction) one.correction->value *= factor;
        if (factor < 0.0) one.qualifier = turned(one.qualifier);
    }
    SeriesInfo info = a.info();
    info.decimals.reset();
    return {std::move(info), std::move(out), a.view()};
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE TimeSeries operator+(const TimeSeries& a, const TimeSeries& b) {
    return detail::combined(a, b, detail::Operation::add, "+");
}

REEINDEX_INLINE TimeSeries operator-(const TimeSeries& a, const TimeSeries& b) {
    return detail::combined(a, b, detail::Operation::subtract, "-");
}

REEINDEX_INLINE TimeSeries operator*(const TimeSeries& a, const TimeSeries& b) {
    return detail::combined(a, b, detail::Operation::multiply, "*");
}

REEINDEX_INLINE TimeSeries operator/(const TimeSeries& a, const TimeSeries& b) {
    return detail::combined(a, b, detail::Operation::divide, "/");
}

REEINDEX_INLINE TimeSeries operator*(const TimeSeries& a, double factor) {
    if (!std::isfinite(factor)) throw InvalidArgument("factor", detail::to_text(factor), "finite");
    return detail::scaled(a, factor);
}

REEINDEX_INLINE TimeSeries operator/(const TimeSeries& a, double divisor) {
    if (!std::isfinite(divisor) || divisor == 0.0)
        throw InvalidArgument("divisor", detail::to_text(divisor), "finite and not zero");
    return detail::scaled(a, 1.0 / divisor);
}

}  // namespace reeindex
