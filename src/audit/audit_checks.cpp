// Claims that are tested by a check: kinds of quantity, bounds, scopes, codes.

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/core/country.hpp>
#include <reeindex/core/element.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/patents/publication.hpp>

#include "audit_methods.hpp"

namespace reeindex::detail {

namespace {

/// Whether two printed numbers may be the same one.
bool same_in_print(const AuditValue& a, double b, double half) {
    return std::abs(a.value - b) <= a.half + half + 1e-12 * std::abs(a.value);
}

void require_pairs(const std::vector<AuditValue>& values, std::size_t size) {
    if (values.size() % size != 0)
        throw InvalidArgument("inputs", concat(values.size()), concat("a multiple of ", size));
}

std::string area_name(const std::string& area) {
    for (const auto& one : countries())
        if (one.code() == area) return std::string{one.name};
    return area;
}

/// One pair of unit_check; adds to the finding.
void check_unit_pair(const AuditValue& a, const AuditValue& b, Finding& out) {
    const bool kinds =
        a.nature != Nature::unspecified && b.nature != Nature::unspecified && a.nature != b.nature;
    if (kinds || !a.unit.commensurable(b.unit)) {
        out.verdict = Verdict::contradicted;
        out.text += concat(kinds ? concat(a.text, " (", a.item, ") is a ", name(a.nature), ", ",
                                          b.text, " (", b.item, ") a ", name(b.nature), ".")
                                 : concat(a.text, " and ", b.text, " measure different things."),
                           " One is no part of the other, and no share can be formed.");
        return;
    }
    const double value = b.in(a.unit), half = b.half_in(a.unit);
    if (!out.recomputed) {
        out.recomputed = Quantity{value, a.unit};
        out.rounding = std::pair{value - half, value + half};
    }
    if (same_in_print(a, value, half)) {
        if (out.verdict == Verdict::not_testable) out.verdict = Verdict::confirmed;
        out.text += concat(b.item, " is ", b.text, ", as stated.");
        return;
    }
    out.verdict = Verdict::contradicted;
    out.text += concat(b.item, " is ", b.text, ", not ", a.text, ": ");
    const double factor = a.value / value;
    const double power = std::round(std::log10(std::abs(factor)));
    const double scaled = a.value / std::pow(10.0, power);
    if (power != 0.0 && std::abs(scaled - value) <= half + a.half / std::pow(10.0, power) + 1e-12)
        out.text += concat("larger by a factor of ", to_plain(std::pow(10.0, power)), ".");
    else
        out.text += concat(to_significant(factor, 4), " times as much.");
}

Finding check_kind_code(const Test& test) {
    if (test.keys.size() < 2)
        throw InvalidArgument("inputs", concat(test.keys.size()),
                              "a patent and at least one with a higher number");
    const auto patent = test.inputs.patent(test.keys.front());
    const Publication publication{patent.publication};
    Finding out;
    const auto later = [](const Publication& a, const Publication& b) {
        const auto x = a.number(), y = b.number();
        return a.office() == b.office() && a.type() == b.type() && x.size() == y.size() && x > y;
    };
    for (std::size_t i = 1; i < test.keys.size(); ++i) {
        const auto other = test.inputs.patent(test.keys[i]);
        if (!later(Publication{other.publication}, publication))
            throw InvalidArgument("input", other.publication,
                                  concat("a document of the same office and type with a higher "
                                         "number than ",
                                         patent.publication));
        // Every document of the higher number is at least as late as its document A.
        if (other.publication_date.text() >= patent.publication_date.text()) continue;
        out.verdict = Verdict::contradicted;
        out.text += concat(patent.publication, " is dated ", patent.publication_date.text(),
                           ", but the higher number ", other.publication, " was out by ",
                           other.publication_date.text(), " (reference ", other.reference,
                           "); numbers are given at first publication, so a document ",
                           patent.printed_kind, " of the lower number is not later. ");
    }
    if (out.verdict == Verdict::not_testable) {
        out.text = "No document with a higher number is earlier: no contradiction.";
        return out;
    }
    // That numbers rise with time is seen in the source's own list.
    std::vector<std::pair<std::string, std::string>> applications;
    for (const auto& one : test.inputs.patents()) {
        const Publication number{one.publication};
        if (one.kind == "A" && number.office() == publication.office() &&
            number.type() == publication.type())
            applications.emplace_back(number.number(), one.publication_date.text());
    }
    std::sort(applications.begin(), applications.end());
    const bool rising =
        std::is_sorted(applications.begin(), applications.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out.text += rising ? concat("The ", applications.size(),
                                " other application documents of the list stand in one order by "
                                "number and by date.")
                       : std::string{
                             "The other application documents of the list are not in one "
                             "order by number and date, which weakens the argument."};
    return out;
}

Finding check_owner(const Test& test) {
    const auto owner = test.inputs.owner(test.keys.front());
    Finding out;
    out.proof = Proof::external;
    const bool same = owner.country == owner.printed_country;
    out.verdict = same ? Verdict::confirmed : Verdict::contradicted;
    out.text =
        concat(owner.name, " is placed in ", country(owner.printed_country).name,
               same ? ", as on record." : concat("; it is of ", country(owner.country).name, "."));
    return out;
}

/// "EP – Eurasian Patent Office": the code and its expansion.
Finding check_office(const Test& test) {
    constexpr std::string_view dash = " \xe2\x80\x93 ";
    const std::string_view quote = test.stated.quote;
    const auto at = quote.find(dash);
    if (at == std::string_view::npos)
        throw InvalidArgument("quote", concat("'", quote, "'"), "CODE \xe2\x80\x93 NAME");
    const auto stated_code = trim(quote.substr(0, at));
    const auto stated_name = trim(quote.substr(at + dash.size()));
    const auto series = test.inputs.series(test.keys.front());
    if (series.area() != stated_code)
        throw InvalidArgument("inputs", series.area(), concat("a series of ", stated_code));
    const auto& right = office(stated_code);
    Finding out;
    out.proof = Proof::standard;
    if (right.name == stated_name) {
        out.verdict = Verdict::confirmed;
        out.text = concat("WIPO ST.3 has ", stated_code, " for ", right.name, ".");
        return out;
    }
    out.verdict = Verdict::contradicted;
    out.text = concat("In WIPO ST.3 ", stated_code, " is the ", right.name, ", not the ",
                      stated_name, ".");
    const auto first_word = stated_name.substr(0, stated_name.find(' '));
    for (const auto& one : offices())
        if (one.code != stated_code && one.name.starts_with(first_word))
            out.text += concat(" ", one.code, " is the ", one.name, ".");
    return out;
}

}  // namespace

Finding test_sum(const Test& test) {
    if (test.keys.size() < 2)
        throw InvalidArgument("inputs", concat(test.keys.size()), "parts and a whole");
    const auto whole = test.inputs.value(test.keys.back());
    double sum = 0.0, half = 0.0;
    std::string what;
    std::vector<int> missing;
    for (std::size_t i = 0; i + 1 < test.keys.size(); ++i) {
        if (is_whole_series(test.keys[i])) {
            const auto series = test.inputs.series(test.keys[i]);
            const double factor = series.unit().factor_to(whole.unit);
            const double each = series.info().decimals && !series.unit().code().starts_with('{')
                                    ? 0.5 * std::pow(10.0, -*series.info().decimals)
                                    : 0.0;
            for (std::size_t k = 0; k < series.size(); ++k) {
                if (const auto value = series.value(k)) {
                    sum += factor * *value;
                    half += factor * each;
                } else {
                    missing.push_back(series.observations()[k].year.value());
                }
            }
            what = concat("The counts of ", series.first_year().value(), " to ",
                          series.last_year().value(), " (", series.label(), ")");
        } else {
            const auto part = test.inputs.value(test.keys[i]);
            sum += part.in(whole.unit);
            half += part.half_in(whole.unit);
        }
    }
    if (what.empty() || test.keys.size() > 2) what = concat("The ", test.keys.size() - 1, " parts");
    Finding out;
    const bool above = sum - half > whole.value + whole.half;
    if (above) {
        out.recomputed = Quantity{sum, whole.unit};
        out.rounding = std::pair{sum - half, sum + half};
    }
    out.verdict = above ? Verdict::contradicted : Verdict::not_testable;
    out.text =
        concat(what, missing.empty() ? "" : concat(" (without ", join(missing), ")"), " add up to ",
               to_plain(sum), ", ", share_text(sum, whole.value), " of ", whole.text, ": ",
               above ? "a part above the whole." : "not above it, which does not prove the whole.");
    return out;
}

Finding test_count(const Test& test) {
    const auto& stated = test.stated;
    if (!stated.value || !stated.unit || test.keys.size() != 1)
        throw InvalidArgument("inputs", concat(test.keys.size()), "one, and a number stated");
    Finding out;
    double count = 0.0;
    if (is_whole_series(test.keys.front())) {
        const auto series = test.inputs.series(test.keys.front());
        count = static_cast<double>(series.size());
        out.text = concat("The table has ", to_plain(count), " years, ",
                          series.first_year().value(), " to ", series.last_year().value());
    } else if (stated.unit->code() == "{element}") {
        count = static_cast<double>(elements().size());
        out.proof = Proof::standard;
        out.text =
            concat("IUPAC names ", to_plain(count), " rare-earth elements, ",
                   elements().front().symbol, " and ", elements()[1].symbol, " and those from ",
                   elements()[2].symbol, " to ", elements().back().symbol);
    } else {
        throw InvalidArgument("inputs", test.keys.front(),
                              "a whole series, or a number of elements");
    }
    out.recomputed = Quantity{count, *stated.unit};
    out.rounding = std::pair{count, count};
    const bool holds = satisfies(stated, count, count);
    out.verdict = holds ? Verdict::confirmed : Verdict::contradicted;
    out.text += holds ? ", as stated." : concat(", not ", to_plain(*stated.value), ".");
    return out;
}

Finding test_unit(const Test& test) {
    const auto v = values_of(test, 2, 20);
    require_pairs(v, 2);
    Finding out;
    for (std::size_t i = 0; i < v.size(); i += 2) {
        if (i > 0) out.text += ' ';
        check_unit_pair(v[i], v[i + 1], out);
    }
    return out;
}

Finding test_range(const Test& test) {
    const auto v = values_of(test, 2, 2);
    const double bound = v[1].in(v[0].unit);
    const bool above = v[0].value - v[0].half > bound + v[1].half_in(v[0].unit);
    Finding out;
    out.verdict = above ? Verdict::contradicted : Verdict::not_testable;
    out.text =
        concat(above ? "" : "No second figure recomputes it. ", v[0].text, " is ",
               share_text(v[0].value, bound), " of ", v[1].text, " (", v[1].item,
               "): ", above ? "above what it is a part of." : "within that bound, no proof.");
    return out;
}

Finding test_rate(const Test& test) {
    const auto v = values_of(test, 1, 20);
    std::vector<std::string> rises, limits;
    for (const auto& one : v) {
        const double rise = one.in(Unit{"1"});
        if (!(rise > 0.0)) throw InvalidArgument("input", one.text, "a rise above 0 %");
        rises.push_back(to_plain(one.value));
        limits.push_back(to_fixed(100.0 / (1.0 + rise), 1));
    }
    Finding out;
    out.text =
        concat("No second figure recomputes it. A rate cannot pass 100 %: rises by ", join(rises),
               " % need former rates of at most ", join(limits), " %, which is possible.");
    return out;
}

Finding test_scope(const Test& test) {
    const auto v = values_of(test, 3, 30);
    require_pairs(v, 3);
    std::size_t including = 0, excluding = 0;
    Finding out;
    for (std::size_t i = 0; i < v.size(); i += 3) {
        const auto& total = v[i];
        const auto& cell = v[i + 1];
        const auto& part = v[i + 2];
        const double value = cell.in(total.unit), half = cell.half_in(total.unit);
        const double rest = total.value - part.in(total.unit);
        const bool whole = same_in_print(total, value, half);
        const bool without = std::abs(value - rest) <=
                             half + total.half + part.half_in(total.unit) + 1e-12 * total.value;
        // A part without a date may be of another year; what it leaves of the total is unknown.
        const bool known = part.year.has_value() || !cell.year;
        including += whole && (!known || !without) ? 1U : 0U;
        excluding += known && without && !whole ? 1U : 0U;
        if (i > 0) out.text += ' ';
        out.text += concat(cell.item, " is ", cell.text, " in the table and ", total.text,
                           " in the text, where it includes ",
                           known ? concat(part.text, " of ", area_name(part.area), "; without it ",
                                          to_plain(rest), " would stand there.")
                                 : concat(area_name(part.area), "; without that it would be less, ",
                                          "by an amount that ", part.text, " does not tell."));
    }
    const std::size_t all = v.size() / 3;
    out.verdict = including == all   ? Verdict::contradicted
                  : excluding == all ? Verdict::confirmed
                                     : Verdict::not_testable;
    return out;
}

Finding test_code(const Test& test) {
    if (test.keys.empty()) throw InvalidArgument("inputs", "empty", "a patent, owner or series");
    const std::string_view key = test.keys.front();
    if (key.starts_with("patent:")) return check_kind_code(test);
    if (key.starts_with("owner:")) return check_owner(test);
    return check_office(test);
}

Finding not_testable(const Test& test) {
    if (!test.keys.empty())
        throw InvalidArgument("inputs", concat(test.keys.size()),
                              "none for a claim that is not "
                              "testable");
    return {};
}

}  // namespace reeindex::detail
