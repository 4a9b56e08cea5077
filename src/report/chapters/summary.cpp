// The first screen: at most five sentences, each with its number, interval and source.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "../audit_tables.hpp"
#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

constexpr std::size_t most_sentences = 5;

void add_source(std::vector<std::string>& sources, const std::string& source) {
    if (!source.empty() && std::find(sources.begin(), sources.end(), source) == sources.end())
        sources.push_back(source);
}

/// "China has 69 % of mine production (2025) and 92 % of refining (2023)."
std::string supply_sentence(const Assessment& assessment) {
    std::vector<std::string> parts, sources;
    std::string leader;
    for (const auto& stage : assessment.evidence.stages) {
        if (parts.size() == 3) break;
        const auto& now = stage.years.back();
        const auto who = now.rows.front().area;
        parts.push_back(
            concat(who == leader ? "" : concat(area_in_sentence(who, parts.empty()), " has "),
                   share_text(now), " of ", lower_first(stage.title), " (", now.year.value(), ")"));
        leader = who;
        add_source(sources, stage.source);
    }
    if (parts.empty()) return {};
    return concat(listing(parts), in_brackets(join(sources, "; ")), ".");
}

/// What is left of the flows without their largest supplier.
std::string without_sentence(const Assessment& assessment) {
    std::vector<std::string> parts, sources;
    std::string leader;
    for (const auto& stage : assessment.evidence.stages) {
        const auto& now = stage.years.back();
        if (now.unit.code().find("/a") == std::string::npos || parts.size() == 2) continue;
        const auto who = area_in_sentence(now.rows.front().area);
        if (!leader.empty() && who != leader) break;
        leader = who;
        parts.push_back(concat(mass_text(now.without_largest, now.unit.code()), " of ",
                               lower_first(stage.title), " (",
                               to_fixed(100.0 * now.without_largest / now.sum, 0), " %)"));
        add_source(sources, stage.source);
    }
    if (parts.empty()) return {};
    return concat("Without ", leader, " there would be ", listing(parts),
                  in_brackets(join(sources, "; ")), ".");
}

/// A forecast, with what it was last.
std::string forecast_sentence(const Assessment& assessment, const SeriesAssessment& one) {
    auto text = ahead_text(one, assessment.options.level);
    if (text.empty()) return {};
    const auto& series = one.series;
    for (std::size_t i = series.size(); i-- > 0;)
        if (const auto value = series.value(i)) {
            const auto mark = sign(series.observations()[i].qualifier);
            text += concat(", after ", mark, mark.empty() ? "" : " ", to_text(*value), " in ",
                           series.observations()[i].year.value());
            break;
        }
    return concat(text, in_brackets(source_words(assessment, series)), ".");
}

/// What scenarios say of the last year that they and a forecast of ours have in common.
std::string scenario_sentence(const Assessment& assessment) {
    const auto& all = assessment.evidence.scenarios;
    if (all.empty()) return {};
    const auto& key = all.front().key;
    int year = 0;
    for (const auto& one : all)
        if (one.key == key) year = std::max(year, one.year);
    std::vector<std::string> values;
    const ScenarioPlace* any = nullptr;
    std::size_t inside = 0;
    for (const auto& one : all) {
        if (one.key != key || one.year != year) continue;
        values.push_back(concat(short_number(one.value, 3), " (", one.scenario, ")"));
        inside += one.value >= one.lower && one.value <= one.upper ? 1U : 0U;
        any = &one;
    }
    const auto series = std::find_if(assessment.series.begin(), assessment.series.end(),
                                     [&](const auto& one) { return one.series.key() == key; });
    const auto title = lower_first(any->title.substr(0, any->title.rfind(": ")));
    const auto ours = subject(series->series);
    const bool same = title == ours;
    const bool every = inside == values.size();
    return concat(
        "Published scenarios put ", title, " at ", listing(values), unit_words(series->series),
        " in ", year, in_brackets(any->source), ". Our ", level_text(assessment.options.level),
        " interval", same ? std::string{} : concat(" for ", ours), ", ",
        range_text(any->lower, any->upper, 3), " with median ", short_number(any->median, 3),
        ", holds ",
        every         ? values.size() == 1   ? "it"
                        : values.size() == 2 ? "both"
                                             : "them all"
        : inside == 0 ? std::string{"none of them"}
        : inside == 1 ? std::string{"one of them"}
                      : concat(inside, " of them"),
        same ? "." : concat("; the two do not count the same (", chapter_mark("scenarios"), ")."));
}

std::string patent_sentence(const Assessment& assessment) {
    if (!assessment.patents) return {};
    const auto& years = assessment.patents->years;
    const auto complete = std::find_if(years.rbegin(), years.rend(),
                                       [](const OfficeYear& one) { return !one.provisional; });
    if (complete == years.rend()) return {};
    return concat(area_in_sentence(office(complete->leader).name, true), " has ",
                  percent(complete->leader_share), " of the patents of ", complete->year,
                  ", after ", percent(years.front().leader_share), " in ", years.front().year,
                  in_brackets(source_words(assessment, assessment.patents->offices.front())), ".");
}

/// What the data are worth: claims that do not hold, values that are corrected.
std::string trust_sentence(const Assessment& assessment) {
    if (assessment.dataset && assessment.dataset->has_table("claims")) {
        const auto all = audit_of(assessment);
        return concat(all.count(Verdict::contradicted), " of ", all.size(), " claims of ",
                      source_name(assessment), " are contradicted by figures, and ",
                      all.count(Verdict::confirmed), " are confirmed",
                      in_brackets(chapter_mark("audit")), ".");
    }
    std::ptrdiff_t corrected = 0;
    for (const auto& one : assessment.series)
        corrected +=
            std::count_if(one.series.observations().begin(), one.series.observations().end(),
                          [](const Observation& seen) { return seen.correction.has_value(); });
    if (corrected == 0) return {};
    return corrected == 1 ? "One value is wrong beyond doubt and is corrected."
                          : concat(corrected, " values are wrong beyond doubt and are corrected.");
}

/// "Growing: ..., falling: ...": the answer above the sentences.
std::string growth_answer(const Assessment& assessment) {
    std::vector<std::string> growing, falling, unclear, without;
    for (const auto& one : assessment.series) {
        if (!one.growth) {
            without.push_back(subject(one.series));
            continue;
        }
        const auto& fit = one.growth->regression;
        const bool open = fit && fit->annual_lower < 0.0 && fit->annual_upper > 0.0;
        const double rate = fit ? fit->annual_rate : one.growth->value;
        (open         ? unclear
         : rate < 0.0 ? falling
                      : growing)
            .push_back(concat(subject(one.series), " (", trend_text(one), ")"));
    }
    std::vector<std::string> parts;
    const auto add = [&](std::string_view head, const std::vector<std::string>& names) {
        constexpr std::size_t most = 4;
        if (names.empty()) return;
        if (names.size() <= most) {
            parts.push_back(concat(head, ": ", join(names, "; "), "."));
        } else {
            parts.push_back(concat(head, ": ",
                                   join(std::vector(names.begin(), names.begin() + most), "; "),
                                   "; and ", names.size() - most, " more."));
        }
    };
    add("Growing", growing);
    add("Falling", falling);
    add("Without a clear trend", unclear);
    add("Without a rate of growth", without);
    if (parts.empty())
        return assessment.patents ? "Patent counts, and no other series." : "No series.";
    return join(parts, " ");
}

}  // namespace

void summary_chapter(const Assessment& assessment, ReportChapter& chapter) {
    chapter.answer = growth_answer(assessment);
    ReportList list;
    const auto add = [&](std::string sentence) {
        if (!sentence.empty() && list.items.size() < most_sentences)
            list.items.push_back(std::move(sentence));
    };
    // what stands after the forecasts has its place kept
    const auto scenario = scenario_sentence(assessment), trust = trust_sentence(assessment);
    const std::size_t kept = (scenario.empty() ? 0U : 1U) + (trust.empty() ? 0U : 1U);
    const auto room = [&] { return list.items.size() + kept < most_sentences; };
    add(supply_sentence(assessment));
    if (room()) add(without_sentence(assessment));
    // the world before its countries, what flows before what is there, the rest in its order
    std::vector<const SeriesAssessment*> order;
    for (const auto& one : assessment.series) order.push_back(&one);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        const auto rank = [](const SeriesAssessment& one) {
            return (one.series.area() == "WLD" ? 0 : 2) +
                   (one.series.unit().code().find("/a") == std::string::npos ? 1 : 0);
        };
        return rank(*a) < rank(*b);
    });
    const auto told = assessment.evidence.scenarios.empty()
                          ? std::string{}
                          : assessment.evidence.scenarios.front().key;
    for (const auto* one : order)
        if (room() && one->series.key() != told) add(forecast_sentence(assessment, *one));
    if (room()) add(patent_sentence(assessment));
    add(scenario);
    add(trust);
    if (list.items.empty())
        for (const auto& one : assessment.series)
            if (!one.growth)
                add(concat(heading(one.series), ": ", no_growth_text(one.series), "."));
    if (!list.items.empty()) chapter.blocks.emplace_back(std::move(list));
}

}  // namespace reeindex::detail
