// Claims that are a number computed from two or three others.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include <reeindex/core/country.hpp>
#include <reeindex/indicators/growth.hpp>

#include "audit_methods.hpp"

namespace reeindex::detail {

namespace {

Unit per_cent() { return Unit{"%"}; }
Unit pure_number() { return Unit{"1"}; }

double not_zero(double denominator) {
    if (denominator == 0.0) throw InvalidArgument("input", "0", "not zero, as it divides");
    return denominator;
}

/// Value of a function of the inputs, and its range within their rounding. The function must be
/// monotone in each input, as all of this file are.
struct Computed {
    double value, lower, upper;
};

Computed compute(const std::vector<AuditValue>& inputs,
                 const std::function<double(const std::vector<double>&)>& function) {
    std::vector<double> at;
    for (const auto& input : inputs) at.push_back(input.value);
    const double centre = function(at);
    Computed out{centre, centre, centre};
    for (std::size_t corner = 0; corner < (std::size_t{1} << inputs.size()); ++corner) {
        for (std::size_t i = 0; i < inputs.size(); ++i)
            at[i] = inputs[i].value + ((corner >> i & 1U) != 0U ? 1.0 : -1.0) * inputs[i].half;
        const double value = function(at);
        out.lower = std::min(out.lower, value);
        out.upper = std::max(out.upper, value);
    }
    return out;
}

/// Compares a computed number with the stated one and writes the sentence "SUBJECT is NUMBER ...".
Finding compare(const Test& test, const Computed& computed, const Unit& unit,
                const std::string& subject, std::string_view verb = "is") {
    const auto& stated = test.stated;
    if (!stated.value || !stated.unit)
        throw InvalidArgument("stated", "empty", "a number with a unit for this method");
    const double factor = unit.factor_to(*stated.unit);
    const double lower = factor * computed.lower, upper = factor * computed.upper;
    Finding out;
    out.recomputed = Quantity{factor * computed.value, *stated.unit};
    out.rounding = std::pair{lower, upper};
    const bool holds = satisfies(stated, lower, upper);
    out.verdict = holds ? Verdict::confirmed : Verdict::contradicted;
    const bool coarse = stated.decimals == 0 && stated.unit->code() == "1";
    const int decimals = shown_decimals(stated.decimals + (coarse ? 2 : 1));
    const auto low = to_fixed(lower, decimals), high = to_fixed(upper, decimals);
    out.text =
        concat(subject, " ", verb, " ", with_unit(factor * computed.value, decimals, *stated.unit));
    if (low != high)
        out.text += concat(" (", low, " to ", high, " within the rounding of the print)");
    out.text += holds ? concat(", as stated: ", stated_words(stated), ".")
                      : concat(", not ", stated_words(stated), ".");
    return out;
}

/// The name of a country, or the code of what is none.
std::string country_words(const std::string& area) {
    for (const auto& one : countries())
        if (one.code() == area) return std::string{one.name};
    return area;
}

/// A share of the total of one year.
struct YearShare {
    int year = 0;
    double total = 0.0;
    Computed share{};
    bool holds = false;  ///< satisfies what is stated, and is none above 100 %
};

/// The year of a series whose total comes nearest to the stated share, of those that satisfy it if
/// there are any.
std::optional<YearShare> nearest_share(const Test& test, const AuditValue& whole,
                                       const std::function<Computed(const AuditValue&)>& share_of) {
    const auto prefix = whole.key.substr(0, whole.key.find('@') + 1);
    const auto all = test.inputs.series(prefix + "*");
    const double factor = per_cent().factor_to(*test.stated.unit);
    const auto distance = [&](const YearShare& one) {
        return std::abs(one.share.value * factor - *test.stated.value);
    };
    std::optional<YearShare> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto value = all.value(i);
        if (!value || *value == 0.0) continue;
        const int year = all.observations()[i].year.value();
        const auto total = test.inputs.value(concat(prefix, year));
        if (std::abs(total.value) <= total.half) continue;  // may be zero
        const auto share = share_of(total);
        const bool holds = share.lower <= 100.0 &&
                           satisfies(test.stated, factor * share.lower, factor * share.upper);
        const YearShare one{year, *value, share, holds};
        const bool nearer = !out || (holds == out->holds ? distance(one) < distance(*out) : holds);
        if (nearer) out = one;
    }
    return out;
}

double growth_per_cent(const AuditValue& from, const AuditValue& to, double a, double b) {
    return 100.0 * (b * to.unit.factor_to(from.unit) / not_zero(a) - 1.0);
}

Computed growth_of(const std::vector<AuditValue>& v) {
    return compute(
        v, [&](const std::vector<double>& x) { return growth_per_cent(v[0], v[1], x[0], x[1]); });
}

/// "2019-05-19 is a Sunday." for full dates at a weekend.
std::string weekend_note(const AuditValue& value) {
    if (value.date.size() != 10) return {};
    const auto number = [&](std::size_t at, std::size_t size) {
        return std::stoi(value.date.substr(at, size));
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    const auto day = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
    if (day != 0 && day != 6) return {};
    return concat(" The second date, ", value.date, ", is a ", day == 0 ? "Sunday" : "Saturday",
                  ".");
}

/// "more than" of what divides is "less than" of the quotient.
Qualifier inverted(Qualifier qualifier) {
    switch (qualifier) {
        case Qualifier::more_than:
            return Qualifier::less_than;
        case Qualifier::less_than:
        case Qualifier::almost:
            return Qualifier::more_than;
        case Qualifier::at_least:
            return Qualifier::up_to;
        case Qualifier::up_to:
            return Qualifier::at_least;
        default:
            return qualifier;
    }
}

Qualifier joined(Qualifier a, Qualifier b) {
    if (a == Qualifier::exact || a == b) return b;
    return b == Qualifier::exact ? a : Qualifier::about;
}

/// A number that the claim implies; nothing to compare it with.
Finding implied(const Computed& computed, const Unit& unit, Qualifier qualifier,
                std::string_view what) {
    const double width = computed.upper - computed.lower;
    const int decimals =
        std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(width, 1e-12)))), 0, 6);
    const Stated number{.value = computed.value,
                        .high = {},
                        .half = 0.0,
                        .decimals = decimals,
                        .qualifier = qualifier,
                        .unit = unit,
                        .quote = {}};
    Finding out;
    const auto low = to_fixed(computed.lower, decimals), high = to_fixed(computed.upper, decimals);
    out.text = concat(
        "It implies ", stated_words(number),
        low == high ? "" : concat(" (", low, " to ", high, " within the rounding of the print)"),
        " ", what, ".");
    return out;
}

}  // namespace

Finding test_growth_rate(const Test& test) {
    const auto v = values_of(test, 2, 2);
    return compare(test, growth_of(v), per_cent(),
                   concat("The change from ", v[0].text, " to ", v[1].text));
}

Finding test_trend(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto change = growth_of(v);
    const auto subject = concat("The change from ", v[0].text, " to ", v[1].text);
    Finding out;
    if (test.stated.value) {
        out = compare(test, change, per_cent(), subject);
    } else {
        // Where no number is stated, a rise is.
        out.recomputed = Quantity{change.value, per_cent()};
        out.rounding = std::pair{change.lower, change.upper};
        out.verdict = change.lower > 0.0   ? Verdict::confirmed
                      : change.upper < 0.0 ? Verdict::contradicted
                                           : Verdict::not_testable;
        out.text = concat(subject, " is ", change.value > 0.0 ? "+" : "", to_fixed(change.value, 2),
                          " %, ",
                          out.verdict == Verdict::confirmed      ? "a rise as stated."
                          : out.verdict == Verdict::contradicted ? "not a rise."
                                                                 : "which rounding may turn.");
    }
    out.text += weekend_note(v[1]);
    return out;
}

Finding test_cagr(const Test& test) {
    const auto v = values_of(test, 2, 2);
    if (!v[0].year || !v[1].year) throw InvalidArgument("input", "undated", "dated for cagr");
    const int intervals = *v[1].year - *v[0].year;
    const auto rate = compute(v, [&](const std::vector<double>& x) {
        return 100.0 * cagr(x[0], x[1] * v[1].unit.factor_to(v[0].unit), intervals);
    });
    auto out = compare(
        test, rate, Unit{"%/a"},
        concat("Growth from ", v[0].text, " to ", v[1].text, " over ", intervals, " years"));
    if (out.verdict == Verdict::contradicted) {
        const double end =
            v[0].value * std::pow(1.0 + 0.01 * *test.stated.value, static_cast<double>(intervals));
        out.text +=
            concat(" At ", with_unit(*test.stated.value, test.stated.decimals, *test.stated.unit),
                   " the first becomes ",
                   Quantity{std::round(100.0 * end) / 100.0, v[0].unit}.text(), ".");
    }
    return out;
}

Finding test_ratio(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto computed = compute(v, [&](const std::vector<double>& x) {
        return x[0] * v[0].unit.factor_to(v[1].unit) / not_zero(x[1]);
    });
    return compare(test, computed, pure_number(), concat(v[0].text, " over ", v[1].text));
}

Finding test_share(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto share_of = [&](const AuditValue& whole) {
        return compute({v[0], whole}, [&](const std::vector<double>& x) {
            return 100.0 * x[0] * v[0].unit.factor_to(whole.unit) / not_zero(x[1]);
        });
    };
    auto out = compare(test, share_of(v[1]), per_cent(), concat(v[0].text, " of ", v[1].text));
    if (out.verdict == Verdict::contradicted && v[1].key.starts_with("series:")) {
        const auto found = nearest_share(test, v[1], share_of);
        if (found && found->year != v[1].year) {
            out.text += concat(" Nearest is the total of ", found->year, ", ",
                               to_plain(found->total), ": ", to_fixed(found->share.value, 1), " %");
            // The year of the whole is a choice where the part has none.
            if (!v[0].year && found->holds) {
                out.verdict = Verdict::not_testable;
                out.recomputed.reset();
                out.rounding.reset();
                out.text += concat(" (", to_fixed(found->share.lower, 1), " to ",
                                   to_fixed(found->share.upper, 1),
                                   " within the rounding of the print), as stated. The part is "
                                   "undated; it agrees with ",
                                   found->year, ", not with ", *v[1].year);
            }
            out.text += '.';
        }
    }
    return out;
}

Finding test_difference(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto computed = compute(v, [&](const std::vector<double>& x) {
        return x[0] - x[1] * v[1].unit.factor_to(v[0].unit);
    });
    return compare(test, computed, v[0].unit, concat(v[0].text, " less ", v[1].text));
}

Finding test_product(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const double factor = v[1].unit.factor_to(pure_number());
    const auto computed =
        compute(v, [&](const std::vector<double>& x) { return x[0] * x[1] * factor; });
    return compare(test, computed, v[0].unit, concat(v[0].text, " times ", v[1].text));
}

Finding test_equality(const Test& test) {
    const auto v = values_of(test, 2, 3);
    auto out = compare(test, compute({v[1]}, [](const std::vector<double>& x) { return x[0]; }),
                       v[1].unit, v[1].item, "is");
    if (v.size() == 3) {
        const bool bound = test.stated.qualifier == Qualifier::more_than ||
                           test.stated.qualifier == Qualifier::at_least;
        out.text += concat(" ", v[2].text, " of it is ", bound ? "at most " : "",
                           share_text(v[2].in(v[0].unit), v[0].value), ".");
    }
    return out;
}

Finding test_quota_base(const Test& test) {
    const auto v = values_of(test, 2, 3);
    const double rise = v[1].in(pure_number());
    const double exact = v[0].value / not_zero(1.0 + rise);
    const int decimals =
        v[0].half > 0.0 ? std::max(0, static_cast<int>(std::lround(-std::log10(2.0 * v[0].half))))
                        : 0;
    const double step = std::pow(10.0, -decimals);
    const double base = v.size() == 3 ? v[2].in(v[0].unit) : std::round(exact / step) * step;
    // Quotas are set, not measured: no rounding of the inputs.
    const double growth = 100.0 * (v[0].value / not_zero(base) - 1.0);
    return compare(test, {growth, growth, growth}, per_cent(),
                   concat(v[0].text, " less a rise of ", v[1].text, " leaves ",
                          to_fixed(exact, decimals + 2), "; the rise from ",
                          v.size() == 3 ? concat(v[2].text, ", printed as ", v[2].item, ",")
                                        : Quantity{base, v[0].unit}.text()));
}

Finding test_implied_base(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const bool rise = v[1].unit.code() != "1";
    const auto computed = compute(v, [&](const std::vector<double>& x) {
        const double number = x[1] * v[1].unit.factor_to(pure_number());
        return x[0] / not_zero(rise ? 1.0 + number : number);
    });
    return implied(computed, v[0].unit, joined(v[0].qualifier, inverted(v[1].qualifier)),
                   rise ? "for the year before" : "at the start");
}

Finding test_implied_whole(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto computed = compute(v, [&](const std::vector<double>& x) {
        return x[0] / not_zero(x[1] * v[1].unit.factor_to(pure_number()));
    });
    return implied(computed, v[0].unit, joined(v[0].qualifier, inverted(v[1].qualifier)), "in all");
}

Finding test_implied_part(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const auto computed = compute(v, [&](const std::vector<double>& x) {
        return x[0] * v[0].unit.factor_to(pure_number()) * x[1];
    });
    return implied(computed, v[1].unit, joined(v[0].qualifier, v[1].qualifier),
                   concat("of ", v[1].text));
}

Finding test_value(const Test& test) {
    const auto v = values_of(test, 1, 1);
    return compare(test, compute(v, [](const std::vector<double>& x) { return x[0]; }), v[0].unit,
                   v[0].item);
}

Finding test_above(const Test& test) {
    const auto v = values_of(test, 2, 12);
    Finding out;
    out.verdict = Verdict::confirmed;
    std::vector<std::string> others;
    for (std::size_t i = 1; i < v.size(); ++i) {
        others.push_back(concat(v[i].item, " ", v[i].text));
        const double other = v[i].in(v[0].unit), half = v[i].half_in(v[0].unit);
        if (v[0].value + v[0].half <= other - half) {
            out.verdict = Verdict::contradicted;
        } else if (v[0].value - v[0].half <= other + half && out.verdict == Verdict::confirmed) {
            out.verdict = Verdict::not_testable;  // within the rounding
        }
    }
    out.text = concat(v[0].item, " is ", v[0].text, ", against ", join(others), ".");
    return out;
}

Finding test_share_of_sum(const Test& test) {
    const auto v = values_of(test, 2, 12);
    const auto& whole = v.back();
    const auto share = compute(v, [&](const std::vector<double>& x) {
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < x.size(); ++i)
            sum += x[i] * v[i].unit.factor_to(whole.unit);
        return 100.0 * sum / not_zero(x.back());
    });
    double sum = 0.0;
    std::vector<std::string> areas;
    for (std::size_t i = 0; i + 1 < v.size(); ++i) {
        sum += v[i].in(whole.unit);
        areas.push_back(country_words(v[i].area));
    }
    return compare(test, share, per_cent(),
                   concat(join(areas, areas.size() == 2 ? " and " : ", "), " together, ",
                          to_plain(sum), ", of ", whole.text));
}

}  // namespace reeindex::detail
