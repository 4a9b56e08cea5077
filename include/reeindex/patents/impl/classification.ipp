#pragma once
#include <algorithm>
#include <queue>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/patents/classification.hpp>

namespace reeindex {

REEINDEX_INLINE detail::TermFinder::TermFinder() : next_(256, 0), output_(1) {}

REEINDEX_INLINE detail::TermFinder::TermFinder(
    const std::vector<std::pair<std::string, std::size_t>>& terms)
    : TermFinder() {
    for (const auto& [term, number] : terms) {
        std::uint32_t state = 0;
        std::string folded;
        for (const char c : term) folded.push_back(static_cast<char>(fold(c)));
        for (const char c : folded) {
            const std::size_t slot = state * 256 + static_cast<unsigned char>(c);
            if (next_[slot] == 0) {
                next_[slot] = static_cast<std::uint32_t>(output_.size());
                output_.emplace_back();
                next_.resize(next_.size() + 256, 0);
            }
            state = next_[slot];
        }
        output_[state].push_back({number, folded.size(), is_word(folded.front())});
    }
    std::vector<std::uint32_t> fail(output_.size(), 0);
    std::queue<std::uint32_t> queue;
    for (std::size_t c = 0; c < 256; ++c)
        if (next_[c] != 0) queue.push(next_[c]);
    while (!queue.empty()) {
        const auto state = queue.front();
        queue.pop();
        for (const auto& hit : output_[fail[state]]) output_[state].push_back(hit);
        for (std::size_t c = 0; c < 256; ++c) {
            auto& target = next_[state * 256 + c];
            const auto via_fail = next_[fail[state] * 256 + c];
            if (target == 0) {
                target = via_fail;
            } else {
                fail[target] = via_fail;
                queue.push(target);
            }
        }
    }
}

REEINDEX_INLINE Classifier::Classifier(TechnologyRules rules, WipoFields fields)
    : rules_(std::move(rules)), fields_(std::move(fields)) {
    rules_.check();
    build_ranges();
    std::vector<std::pair<std::string, std::size_t>> terms;
    for (std::size_t i = 0; i < rules_.rules.size(); ++i)
        if (rules_.rules[i].scheme == RuleScheme::title)
            terms.emplace_back(detail::trim(rules_.rules[i].first), i);
    has_terms_ = !terms.empty();
    finder_ = detail::TermFinder{terms};
}

REEINDEX_INLINE void Classifier::Matcher::defer(std::uint64_t technology, std::uint64_t required) {
    pending_.emplace_back(technology, required);
}

REEINDEX_INLINE ClassBits Classifier::classify(std::span<const Symbol> ipc,
                                               std::span<const Symbol> cpc,
                                               std::string_view title) const {
    Matcher matcher{*this};
    for (const auto& symbol : ipc) matcher.add(symbol, false, true);
    for (const auto& symbol : cpc) matcher.add(symbol, true, ipc.empty());
    matcher.add_title(title);
    return matcher.result();
}

REEINDEX_INLINE std::vector<Assignment> Classifier::explain(std::span<const Symbol> ipc,
                                                            std::span<const Symbol> cpc,
                                                            std::string_view title) const {
    std::vector<std::pair<std::size_t, Assignment>> found;
    std::uint64_t direct = 0;
    const auto note = [&](std::size_t number, RuleScheme scheme, std::string matched) {
        const auto& rule = rules_.rules[number];
        for (const auto& [other, assignment] : found)
            if (other == number && assignment.matched == matched) return;
        if (rule.requires_technology.empty()) direct |= technology_of_[number];
        found.emplace_back(number, Assignment{rule.technology, rule.id, scheme, std::move(matched),
                                              rule.meaning, rule.requires_technology});
    };
    const auto look = [&](std::span<const Symbol> symbols, bool is_cpc) {
        for (const auto& symbol : symbols)
            visit(symbol, [&](const Range& range) {
                if (range.field == 0 && allowed(range.scheme, is_cpc))
                    note(range.rule, is_cpc ? RuleScheme::cpc : RuleScheme::ipc, symbol.text());
            });
    };
    look(ipc, false);
    look(cpc, true);
    finder_.find(
        title, [&](std::size_t rule) { note(rule, RuleScheme::title, rules_.rules[rule].first); });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Assignment> out;
    for (auto& [number, assignment] : found)
        if (required_of_[number] == 0 || (required_of_[number] & direct) != 0)
            out.push_back(std::move(assignment));
    return out;
}

REEINDEX_INLINE std::vector<std::string> Classifier::technology_ids(std::uint64_t bits) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < rules_.technologies.size(); ++i)
        if ((bits >> i & 1U) != 0) out.push_back(rules_.technologies[i].id);
    return out;
}

REEINDEX_INLINE void Classifier::build_ranges() {
    std::vector<std::pair<std::size_t, Range>> all;
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
        const auto& rule = rules_.rules[i];
        technology_of_.push_back(std::uint64_t{1} << rules_.index(rule.technology));
        required_of_.push_back(rule.requires_technology.empty()
                                   ? 0
                                   : std::uint64_t{1} << rules_.index(rule.requires_technology));
        if (rule.scheme == RuleScheme::title) continue;
        const auto first = Symbol::read(rule.first);
        const auto last = rule.last.empty() ? first : Symbol::read(rule.last);
        all.emplace_back(first.subclass_index(),
                         Range{first.first_key(), last.last_key(), technology_of_.back(),
                               required_of_.back(), rule.scheme, 0, i});
    }
    for (const auto& entry : fields_.symbols) {
        const auto first = Symbol::read(entry.first);
        const auto last = entry.last.empty() ? first : Symbol::read(entry.last);
        all.emplace_back(first.subclass_index(), Range{first.first_key(), last.last_key(), 0, 0,
                                                       RuleScheme::any, entry.field, 0});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    starts_.assign(Symbol::subclass_count + 1, 0);
    for (const auto& [subclass, range] : all) {
        ++starts_[subclass + 1];
        ranges_.push_back(range);
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

}  // namespace reeindex
