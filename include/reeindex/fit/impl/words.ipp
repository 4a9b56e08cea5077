#pragma once
/// Sentences of the notes of a fit.

#include <array>
#include <cmath>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/curves/limit.hpp>
#include <reeindex/fit/verdict/words.hpp>

namespace reeindex::detail {

/// The curve of a limit as a formula, t the predictor: "112.93 + 8.1062 exp(0.1598 (t - 277.15))".
REEINDEX_INLINE std::string limit_formula(const Note& note, Limit limit) {
    const auto number = [](double value) { return to_significant(value, 6); };
    const auto plus = [&](double value) {
        return concat(value < 0.0 ? " - " : " + ", number(std::abs(value)));
    };
    const auto since = concat(" (t - ", to_text(note.number("origin")), ")");
    const auto exponent = concat(" exp(", number(note.number("rate")), since, ")");
    switch (limit) {
        case Limit::exponential:
            return number(note.number("level")) + exponent;
        case Limit::shifted_exponential:
            return number(note.number("asymptote")) + plus(note.number("amplitude")) + exponent;
        case Limit::constant:
            return number(note.number("level"));
        default:
            return number(note.number("intercept")) + plus(note.number("slope")) + since;
    }
}

/// Why a degenerate fit has no finite optimum.
REEINDEX_INLINE std::string limit_words(const Note& note) {
    const auto limit = parse_limit(note.text("limit"));
    const bool increments = note.text("on") == "increments";
    const double rate = note.number("rate");
    switch (limit) {
        case Limit::exponential:
        case Limit::shifted_exponential:
            if (increments)
                return concat("the yearly growth follows an exponential (",
                              to_significant(100.0 * std::expm1(rate), 3),
                              " % per year): the data do not bend, so the fit reports no ceiling");
            if (limit == Limit::shifted_exponential)
                return concat(
                    "the fit improves without end as one asymptote moves away, so it reports only "
                    "the other and falls back to ",
                    limit_formula(note, limit));
            return concat(
                "the fit improves without end as the ceiling grows: the data do not bend, so the "
                "fit reports no ceiling and falls back to the exponential ",
                limit_formula(note, limit));
        case Limit::constant: {
            const std::string_view text =
                "the curve follows the data no better than a constant level";
            return increments ? std::string{text}
                              : concat(text, " of ", limit_formula(note, limit));
        }
        case Limit::step:
            return concat("the change happens within one step at ", to_text(note.number("place")),
                          ", so the fit reports no rate");
        case Limit::spike:
            return "all of the change is in the first or last observation, so the fit reports no "
                   "rate";
        case Limit::pulse:
            return "everything happens in one year or two neighbouring ones, so the fit reports "
                   "no rate";
        case Limit::linear:
            if (increments)
                return "constant yearly growth follows the data best, so the fit reports no "
                       "ceiling";
            return concat(
                "a straight line follows the data best, so the fit reports no ceiling and falls "
                "back to ",
                limit_formula(note, limit));
        case Limit::open_phase:
            return "the fit improves without end as the ceiling of the second phase grows: that "
                   "phase does not bend, so the fit reports no ceiling and falls back to a first "
                   "phase and exponential growth";
        default:
            break;
    }
    return concat("the fit falls back to a limit of its curve, ", description(limit));
}

/// Whether notes of a kind that follow one another make one sentence.
REEINDEX_INLINE bool gathers(std::string_view kind) {
    return kind == "not_determined" || kind == "limit_not_excluded" || kind == "no_bound" ||
           kind == "runs_away";
}

/// One sentence of notes of a kind that gathers.
REEINDEX_INLINE std::string gathered_words(std::span<const Note> notes) {
    const auto& first = notes.front();
    const auto level = to_text(std::round(1e6 * first.number("level")) / 1e4);
    const auto list = [&](std::string_view last, const auto& each) {
        std::string out;
        for (const auto& note : notes) out += concat(out.empty() ? "" : last, each(note));
        return out;
    };
    const auto parameter = [](const Note& note) { return std::string{note.text("parameter")}; };
    if (first.kind == "limit_not_excluded")
        return concat("at the ", level, " % level the data do not exclude ",
                      list(" or ", [](const Note& note) {
                          return std::string{description(parse_limit(note.text("limit")))};
                      }));
    if (first.kind == "no_bound")
        return concat("at the ", level, " % level the data give ",
                      list(" and ", [&](const Note& note) {
                          return concat("no ", note.text("side"), " bound on ", parameter(note));
                      }));
    if (first.kind == "runs_away")
        return concat("the fit gets no worse however far ", list(" and ", parameter),
                      notes.size() == 1 ? " goes, so it has no finite value"
                                        : " go, so they have no finite values");
    return notes.size() == 1 ? concat("the data do not determine ", parameter(first))
                             : concat("the data cannot tell ", list(" and ", parameter), " apart");
}

/// The sentence of a note of any other kind.
REEINDEX_INLINE std::string note_words(const Note& note) {
    const std::string_view kind = note.kind;
    const auto number = [&](std::string_view key, int digits) {
        return to_significant(note.number(key), digits);
    };
    const auto whole = [&](std::string_view key) {
        return static_cast<std::size_t>(note.number(key));
    };
    if (kind == "on_limit") return limit_words(note);
    if (kind == "reach")
        return concat("the data reach ", to_significant(100.0 * note.number("share"), 3),
                      " % of the ceiling");
    if (kind == "fallen")
        return concat("the curve has fallen to ", to_significant(100.0 * note.number("share"), 3),
                      " % of its upper level");
    if (kind == "no_ceiling") {
        const auto start =
            concat(note.text("parameter"), " is not the ceiling that its role says, ");
        if (note.number("highest") > note.number("estimate"))
            return concat(start, "for the data exceed its value, ", number("estimate", 4));
        return concat(start, "for the curve comes to ", number("value", 4), " and not to ",
                      number("estimate", 4));
    }
    if (kind == "at_bound")
        return concat(note.text("parameter"), " lies on its bound ", number("value", 6));
    if (kind == "too_few_observations")
        return concat(counted(whole("observations"), "observation"), " cannot determine ",
                      counted(whole("parameters"), "parameter"), " and the scatter; at least ",
                      whole("parameters") + 1, " are needed");
    if (kind == "not_evaluable")
        return concat(note.text("curve"), " could not be evaluated at any start value");
    if (kind == "not_converged")
        return concat("no optimum within ", whole("iterations"), " iterations");
    if (kind == "overdispersed")
        return concat("the counts scatter more than Poisson counts (Pearson chi-squared ",
                      number("pearson", 4), " on ", to_text(note.number("dof")),
                      " degrees of freedom), so the standard errors are too small: "
                      "negative_binomial errors allow for it");
    if (kind == "not_whole")
        return concat("not all values are whole numbers: the ", note.text("error"),
                      " errors are right only if the variance follows the value in this unit");
    if (kind == "growing_scatter")
        return concat(
            "the scatter grows with the value (likelihood ratio, p = ", number("p_value", 2),
            "), so constant errors make intervals too wide at small values and too narrow "
            "at large ones: lognormal errors allow for it");
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> plain{{
        {"converged", "converged"},
        {"one_place", "all observations are at the same x"},
        {"no_change", "the data show no change, so the fit reports no rate"},
        {"below_zero",
         "the observations lie below 0, where the curve cannot be, so they determine none of its "
         "parameters"},
        {"no_finite_ceiling", "the best fit has no finite ceiling"},
        {"within_a_step",
         "the change, or a phase of it, happens within one step, so its rate is not determined"},
        {"mostly_rejected",
         "most residuals are rejected as outliers, so they give no standard error"},
        {"may_jump", "the data do not exclude a jump within one step"},
        {"as_poisson",
         "the counts scatter no more than Poisson counts, so the negative binomial equals the "
         "Poisson distribution"},
    }};
    for (const auto& [of, words] : plain)
        if (of == kind) return std::string{words};
    return note.kind;
}

REEINDEX_INLINE std::string fit_words(std::span<const Note> notes) {
    std::string out;
    for (std::size_t i = 0; i < notes.size();) {
        std::size_t count = 1;
        while (gathers(notes[i].kind) && i + count < notes.size() &&
               notes[i + count].kind == notes[i].kind)
            ++count;
        out += out.empty() ? "" : "; ";
        out +=
            gathers(notes[i].kind) ? gathered_words(notes.subspan(i, count)) : note_words(notes[i]);
        i += count;
    }
    return out;
}

}  // namespace reeindex::detail
