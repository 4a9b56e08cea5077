#include <reeindex/audit/audit.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include "audit_methods.hpp"

namespace reeindex {

const Claim& Audit::find(std::string_view id) const {
    std::vector<std::string_view> known;
    for (const auto& one : claims_) {
        if (one.id == id) return one;
        known.push_back(one.id);
    }
    throw NotFound("claim", id, known);
}

std::vector<Claim> Audit::with(Verdict verdict) const {
    std::vector<Claim> out;
    for (const auto& one : claims_)
        if (one.verdict == verdict) out.push_back(one);
    return out;
}

namespace detail {

namespace {

struct NamedMethod {
    std::string_view name;
    Method method;
};

constexpr std::array<NamedMethod, 23> methods{{
    {"growth_rate", &test_growth_rate},
    {"trend", &test_trend},
    {"cagr", &test_cagr},
    {"ratio", &test_ratio},
    {"share", &test_share},
    {"difference", &test_difference},
    {"product", &test_product},
    {"equality", &test_equality},
    {"sum", &test_sum},
    {"quota_base", &test_quota_base},
    {"count", &test_count},
    {"unit_check", &test_unit},
    {"range_check", &test_range},
    {"rate_check", &test_rate},
    {"scope_check", &test_scope},
    {"code_check", &test_code},
    {"implied_base", &test_implied_base},
    {"implied_whole", &test_implied_whole},
    {"implied_part", &test_implied_part},
    {"value", &test_value},
    {"share_of_sum", &test_share_of_sum},
    {"above", &test_above},
    {"not_testable", &not_testable},
}};

Stated read_stated(const CsvRow& row) {
    Stated out{.value = row.number("stated"),
               .high = row.number("stated_high"),
               .half = 0.0,
               .decimals = decimals_of(row.get("stated")),
               .qualifier = row.read("qualifier", parse_qualifier),
               .unit = {},
               .quote = std::string{row.text("quote")}};
    if (row.has("unit"))
        out.unit = row.read("unit", [](std::string_view code) { return Unit{code}; });
    if (out.value && !out.unit) row.fail("a stated number without a unit");
    if (out.high && (!out.value || *out.high <= *out.value))
        row.fail("stated_high must be above stated");
    if (out.value) out.half = rounding_of(row.get("stated"), *out.unit);
    return out;
}

/// What the erratum adds to the explanation: another source in full, anything else by its id.
std::string erratum_note(const Dataset& dataset, const std::string& id) {
    const auto& erratum = dataset.erratum(id);
    if (erratum.proof != name(Proof::external)) return concat(" See ", id, ".");
    std::string cited = erratum.source.text();
    for (const auto& document : dataset.documents())
        if (document.id == erratum.source.document)
            cited = concat(document.citation(), document.url.empty() ? "" : " ", document.url,
                           erratum.source.locator.empty() ? "" : ", ", erratum.source.locator);
    std::string reason = erratum.reason;
    // Further documents stand in the reason by their id.
    for (const auto& document : dataset.documents())
        if (const auto at = reason.find("[" + document.id + "]"); at != std::string::npos)
            reason.replace(at, document.id.size() + 2,
                           concat("[", document.citation(), " ", document.url, "]"));
    return concat(" Disputed by another source (", id, "): ", reason, " [", cited, "]");
}

Claim test_claim(const AuditInputs& inputs, const CsvTable& table, const CsvRow& row) {
    const auto& dataset = inputs.dataset();
    const auto stated = read_stated(row);
    Claim out{.id = std::string{row.text("id")},
              .section = std::string{row.get("section")},
              .quote = stated.quote,
              .subject = std::string{row.text("subject")}};
    if (stated.value)
        out.stated = Quantity{*stated.value, *stated.unit, Basis::none, stated.qualifier};
    out.stated_high = stated.high;
    out.method = std::string{row.text("method")};
    out.source = dataset.source_of(table, row);
    out.erratum = dataset.erratum_of(row);
    const auto keys = split_list(row.get("inputs"));
    const auto finding = row.read("method", [&](std::string_view text) {
        const Method method = find_method(text);
        for (const auto& key : keys) out.inputs.push_back(inputs.shown(key));
        return method(Test{inputs, keys, stated});
    });
    out.recomputed = finding.recomputed;
    out.rounding = finding.rounding;
    out.verdict = finding.verdict;
    out.own_verdict = finding.verdict;
    out.proof = finding.proof;
    out.explanation = finding.text;
    if (row.has("explanation"))
        out.explanation += concat(out.explanation.empty() ? "" : " ", row.get("explanation"));
    if (!out.erratum.empty()) {
        const auto& erratum = dataset.erratum(out.erratum);
        if (out.verdict == Verdict::not_testable && !erratum.proof.empty())
            out.proof = parse_proof(erratum.proof);
        out.explanation += erratum_note(dataset, out.erratum);
    }
    return out;
}

}  // namespace

Method find_method(std::string_view name) {
    std::array<std::string_view, methods.size()> known{};
    for (std::size_t i = 0; i < methods.size(); ++i) {
        if (methods[i].name == name) return methods[i].method;
        known[i] = methods[i].name;
    }
    throw NotFound("method of an audit", name, known);
}

std::vector<AuditValue> values_of(const Test& test, std::size_t least, std::size_t most) {
    if (test.keys.size() < least || test.keys.size() > most)
        throw InvalidArgument("inputs", concat(test.keys.size()),
                              least == most ? concat(least) : concat(least, " to ", most));
    std::vector<AuditValue> out;
    for (const auto& key : test.keys) out.push_back(test.inputs.value(key));
    return out;
}

bool satisfies(const Stated& stated, double lower, double upper) {
    const double value = *stated.value;
    const double high = stated.high.value_or(value);
    const bool share = stated.unit && stated.unit->code().starts_with('%');
    // What a vague word allows: 10 % of the value, 10 points for a change of 0 %.
    const double vague =
        std::max(stated.half, value == 0.0 ? (share ? 10.0 : 0.0) : 0.1 * std::abs(value));
    // Rounding of the arithmetic itself.
    const double slack = 1e-9 * std::max(1.0, std::abs(value));
    switch (stated.qualifier) {
        case Qualifier::exact:
            break;
        case Qualifier::about:
            return upper >= value - vague - slack && lower <= high + vague + slack;
        case Qualifier::almost:
            return upper >= value - vague - slack && lower < value;
        case Qualifier::more_than:
            return upper > value;
        case Qualifier::at_least:
            return upper >= value - stated.half - slack;
        case Qualifier::less_than:
            return lower < value;
        case Qualifier::up_to:
            return lower <= high + stated.half + slack;
    }
    return upper >= value - stated.half - slack && lower <= high + stated.half + slack;
}

std::string in_words(std::string text) {
    const auto open = text.find('{');
    const auto close = text.find('}', open == std::string::npos ? 0 : open);
    if (open == std::string::npos || close == std::string::npos) return text;
    auto word = text.substr(open + 1, close - open - 1);
    word = word.ends_with('y') ? word.substr(0, word.size() - 1) + "ies" : word + "s";
    return text.substr(0, open) + word + text.substr(close + 1);
}

std::string with_unit(double value, int decimals, const Unit& unit) {
    const auto number = to_fixed(value, decimals);
    if (unit.code() == "1") return number;
    if (unit.code() == "%/a") return number + " % a year";
    if (unit.code() == "a") return number + (value > 1000.0 ? "" : " years");
    return in_words(concat(number, " ", unit.label()));
}

int shown_decimals(int decimals) { return decimals > 6 ? 4 : decimals; }

std::string stated_words(const Stated& stated) {
    std::string word{name(stated.qualifier)};
    std::replace(word.begin(), word.end(), '_', ' ');
    const int decimals = shown_decimals(stated.decimals);
    const auto low = with_unit(*stated.value, decimals, *stated.unit);
    const auto text = stated.high ? concat(to_fixed(*stated.value, decimals), " to ",
                                           with_unit(*stated.high, decimals, *stated.unit))
                                  : low;
    return stated.qualifier == Qualifier::exact ? text : concat(word, " ", text);
}

std::string share_text(double part, double whole) {
    if (whole == 0.0) throw InvalidArgument("input", "0", "not zero, as it divides");
    return concat(to_fixed(100.0 * part / whole, 1), " %");
}

}  // namespace detail

std::string Claim::stated_text() const {
    if (!stated) return {};
    // A fraction such as a third has no last digit.
    const auto number = [](double value) {
        const auto text = detail::to_plain(value);
        return detail::decimals_of(text) > 6 ? detail::to_significant(value, 4) : text;
    };
    const auto mark = sign(stated->qualifier);
    auto out = detail::concat(mark, mark.empty() ? "" : " ", number(stated->value));
    if (stated_high) out += " to " + number(*stated_high);
    if (stated->unit.code() == "1") return out;
    if (stated->unit.code() == "a") return out + (stated->value > 1000.0 ? "" : " years");
    return detail::in_words(out + " " + stated->unit.label());
}

std::string Claim::recomputed_text() const {
    if (!recomputed) return {};
    const double value = recomputed->value;
    // Whole numbers in full, others with four significant digits.
    const auto number = value == std::floor(value) && std::abs(value) < 1e15
                            ? detail::to_plain(value)
                            : detail::to_significant(value, 4);
    if (recomputed->unit.code() == "1") return number;
    if (recomputed->unit.code() == "a") return number + " years";
    return detail::in_words(number + " " + recomputed->unit.label());
}

namespace detail {
namespace {

/// The claims of the table, each tested on the dataset's own figures.
std::vector<Claim> own_claims(const AuditInputs& inputs, const CsvTable& table) {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < table.size(); ++i)
        claims.push_back(test_claim(inputs, table, table.row(i)));
    return claims;
}

const CsvTable& claims_of(const Dataset& dataset) {
    const auto& table = dataset.table("claims");
    table.require_columns({"id", "quote", "subject", "method"});
    (void)ids_of(dataset, "claims");
    return table;
}

EvidenceRole parse_role(std::string_view text) {
    if (text == "named") return EvidenceRole::named;
    if (text == "other") return EvidenceRole::other;
    throw NotFound("role", text, std::array<std::string_view, 3>{"named", "other", "needed"});
}

/// One test of a claim on other sources.
ClaimEvidence test_evidence(const AuditInputs& inputs, const Claim& claim, const Stated& stated,
                            const CsvRow& row) {
    ClaimEvidence out{.role = row.read("role", parse_role),
                      .method = std::string{row.text("method")}};
    if (out.method == "erratum") {
        if (claim.erratum.empty()) row.fail("method erratum, but the claim has no erratum");
        const auto& erratum = inputs.dataset().erratum(claim.erratum);
        out.inputs.push_back({"erratum:" + erratum.id, erratum.statement, erratum.source});
        out.explanation = erratum.statement;
    } else {
        const auto keys = split_list(row.get("inputs"));
        const auto finding = row.read("method", [&](std::string_view text) {
            const Method method = find_method(text);
            for (const auto& key : keys) out.inputs.push_back(inputs.shown(key));
            return method(Test{inputs, keys, stated});
        });
        out.recomputed = finding.recomputed;
        out.rounding = finding.rounding;
        out.holds = finding.verdict == Verdict::confirmed;
        out.explanation = finding.text;
    }
    if (row.has("note")) out.explanation += concat(" ", row.get("note"));
    return out;
}

/// The verdict of all tests of a claim together.
Verdict joint_verdict(const Claim& claim) {
    const auto distance = [&](const ClaimEvidence& one) {
        if (!claim.stated || !one.recomputed) return 0.0;
        return std::abs(one.recomputed->value - claim.stated->value);
    };
    const ClaimEvidence *named = nullptr, *other = nullptr;
    bool tested = false;
    for (const auto& one : claim.evidence) {
        tested = tested || one.role == EvidenceRole::named;
        if (!one.holds) continue;
        auto& best = one.role == EvidenceRole::named ? named : other;
        if (best == nullptr || distance(one) < distance(*best)) best = &one;
    }
    const bool own_contradicts = claim.own_verdict == Verdict::contradicted;
    if (other != nullptr && (named == nullptr || distance(*other) < distance(*named)))
        return Verdict::true_of_another_edition;
    if (own_contradicts || (tested && named == nullptr)) return Verdict::contradicted;
    return named != nullptr ? Verdict::confirmed : claim.own_verdict;
}

}  // namespace
}  // namespace detail

Audit audit(const Dataset& dataset, std::span<const Dataset> sources) {
    const auto& table = detail::claims_of(dataset);
    const auto& tests = dataset.table("claim_sources");
    tests.require_columns({"claim", "role", "method", "inputs"});
    const detail::AuditInputs inputs(dataset, sources);
    auto claims = detail::own_claims(inputs, table);
    std::vector<std::string_view> ids;
    for (const auto& one : claims) ids.push_back(one.id);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const CsvRow row = tests.row(i);
        const auto id = row.text("claim");
        const auto found = std::find(ids.begin(), ids.end(), id);
        if (found == ids.end())
            (void)row.read(
                "claim", [&](std::string_view text) -> int { throw NotFound("claim", text, ids); });
        const auto place = static_cast<std::size_t>(found - ids.begin());
        auto& claim = claims[place];
        if (row.text("role") == "needed") {
            claim.needed = row.text("note");
            continue;
        }
        const auto stated = detail::read_stated(table.row(place));
        claim.evidence.push_back(detail::test_evidence(inputs, claim, stated, row));
    }
    for (auto& claim : claims) {
        if (claim.evidence.empty()) continue;
        claim.verdict = detail::joint_verdict(claim);
        if (claim.verdict != claim.own_verdict) claim.proof = Proof::external;
        for (const auto& one : claim.evidence)
            if (claim.verdict != Verdict::confirmed || one.holds || one.role == EvidenceRole::named)
                claim.explanation += " " + one.explanation;
    }
    return {dataset.documents().empty() ? Document{} : dataset.documents().front(),
            std::move(claims)};
}

Audit audit(const Dataset& dataset) {
    const auto& table = detail::claims_of(dataset);
    const detail::AuditInputs inputs(dataset);
    return {dataset.documents().empty() ? Document{} : dataset.documents().front(),
            detail::own_claims(inputs, table)};
}

}  // namespace reeindex
