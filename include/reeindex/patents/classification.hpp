#pragma once
/// \file
/// Classifier: which technologies and WIPO fields a record belongs to, and by which rule.

#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/rules.hpp>
#include <reeindex/patents/symbol.hpp>

namespace reeindex {

/// Why a record belongs to a technology.
struct Assignment {
    std::string technology;               ///< id
    std::string rule;                     ///< id of the rule that matched
    RuleScheme scheme = RuleScheme::any;  ///< where the match was found: ipc, cpc or title
    std::string matched;                  ///< the record's symbol, or the term found in its title
    std::string meaning;                  ///< what the rule says that this means
    std::string requires_technology;      ///< the condition of the rule, which the record meets
};

/// Sets of technologies and fields as bits: bit i is technology i, bit n is field n.
struct ClassBits {
    std::uint64_t technologies = 0;
    std::uint64_t fields = 0;
    /// Same technologies and fields.
    friend bool operator==(const ClassBits&, const ClassBits&) = default;
};

namespace detail {

/// Finds many terms in one pass over a text (Aho-Corasick, as a complete automaton over bytes).
class TermFinder {
public:
    TermFinder() : next_(256, 0), output_(1) {}

    /// \param terms paired with a number that matches report.
    explicit TermFinder(const std::vector<std::pair<std::string, std::size_t>>& terms)
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

    /// Calls `found(number)` for every term in the text, at the beginning of a word.
    template <class Found>
    void find(std::string_view text, Found found) const {
        std::uint32_t state = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            state = next_[state * 256 + fold(text[i])];
            for (const auto& hit : output_[state]) {
                const std::size_t start = i + 1 - hit.length;
                if (hit.whole_start && start > 0 && is_word(text[start - 1])) continue;
                found(hit.number);
            }
        }
    }

private:
    struct Hit {
        std::size_t number, length;
        bool whole_start;
    };
    [[nodiscard]] static constexpr unsigned char fold(char c) noexcept {
        if (c >= 'A' && c <= 'Z') return static_cast<unsigned char>(c - 'A' + 'a');
        return static_cast<unsigned char>(c == '-' ? ' ' : c);
    }
    [[nodiscard]] static constexpr bool is_word(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    std::vector<std::uint32_t> next_;
    std::vector<std::vector<Hit>> output_;
};

}  // namespace detail

/// Applies rules and fields to records. Built once, then read-only and safe to share among threads.
class Classifier {
public:
    /// \throws what TechnologyRules::check() throws.
    explicit Classifier(TechnologyRules rules, WipoFields fields = {})
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

    /// The rules by which technologies are assigned.
    [[nodiscard]] const TechnologyRules& rules() const noexcept { return rules_; }
    /// The concordance by which WIPO fields are assigned.
    [[nodiscard]] const WipoFields& fields() const noexcept { return fields_; }

    /// Collects the matches of one record.
    class Matcher {
    public:
        /// \param classifier must outlive the matcher.
        explicit Matcher(const Classifier& classifier) : classifier_(&classifier) {}

        /// Forgets the record before.
        void clear() noexcept {
            bits_ = {};
            pending_.clear();
        }
        /// Takes one symbol of the record; `is_cpc` says from which scheme.
        void add(const Symbol& symbol, bool is_cpc, bool with_fields) {
            classifier_->visit(symbol, [&](const Range& range) {
                if (range.field != 0) {
                    if (with_fields) bits_.fields |= std::uint64_t{1} << range.field;
                } else if (allowed(range.scheme, is_cpc)) {
                    take(range.technology, range.required);
                }
            });
        }
        /// Takes the title of the record.
        void add_title(std::string_view title) {
            if (!classifier_->has_terms_) return;
            classifier_->finder_.find(title, [&](std::size_t rule) {
                take(classifier_->technology_of_[rule], classifier_->required_of_[rule]);
            });
        }
        /// The sets, conditions applied.
        [[nodiscard]] ClassBits result() const noexcept {
            ClassBits out = bits_;
            for (const auto& [technology, required] : pending_)
                if ((bits_.technologies & required) != 0) out.technologies |= technology;
            return out;
        }

    private:
        void take(std::uint64_t technology, std::uint64_t required) {
            if (required == 0)
                bits_.technologies |= technology;
            else
                pending_.emplace_back(technology, required);
        }

        const Classifier* classifier_;
        ClassBits bits_;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> pending_;
    };

    /// Technologies and fields of one record. Fields come from the IPC symbols; from the CPC
    /// symbols where a record has no IPC symbol.
    [[nodiscard]] ClassBits classify(std::span<const Symbol> ipc, std::span<const Symbol> cpc,
                                     std::string_view title) const {
        Matcher matcher{*this};
        for (const auto& symbol : ipc) matcher.add(symbol, false, true);
        for (const auto& symbol : cpc) matcher.add(symbol, true, ipc.empty());
        matcher.add_title(title);
        return matcher.result();
    }

    /// Every rule that assigns a technology to the record, in the order of the rules.
    [[nodiscard]] std::vector<Assignment> explain(std::span<const Symbol> ipc,
                                                  std::span<const Symbol> cpc,
                                                  std::string_view title) const {
        std::vector<std::pair<std::size_t, Assignment>> found;
        std::uint64_t direct = 0;
        const auto note = [&](std::size_t number, RuleScheme scheme, std::string matched) {
            const auto& rule = rules_.rules[number];
            for (const auto& [other, assignment] : found)
                if (other == number && assignment.matched == matched) return;
            if (rule.requires_technology.empty()) direct |= technology_of_[number];
            found.emplace_back(number,
                               Assignment{rule.technology, rule.id, scheme, std::move(matched),
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
        finder_.find(title, [&](std::size_t rule) {
            note(rule, RuleScheme::title, rules_.rules[rule].first);
        });
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Assignment> out;
        for (auto& [number, assignment] : found)
            if (required_of_[number] == 0 || (required_of_[number] & direct) != 0)
                out.push_back(std::move(assignment));
        return out;
    }

    /// Ids of the technologies in a set.
    [[nodiscard]] std::vector<std::string> technology_ids(std::uint64_t bits) const {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < rules_.technologies.size(); ++i)
            if ((bits >> i & 1U) != 0) out.push_back(rules_.technologies[i].id);
        return out;
    }

private:
    struct Range {
        std::uint64_t first = 0, last = 0;
        std::uint64_t technology = 0, required = 0;
        RuleScheme scheme = RuleScheme::any;
        int field = 0;  ///< 0 for a technology rule
        std::size_t rule = 0;
    };

    [[nodiscard]] static constexpr bool allowed(RuleScheme scheme, bool is_cpc) noexcept {
        return scheme == RuleScheme::any || (scheme == RuleScheme::cpc) == is_cpc;
    }

    /// Calls `use(range)` for each range that covers the symbol. A symbol without a group is
    /// covered only by rules for the whole subclass.
    template <class Use>
    void visit(const Symbol& symbol, Use use) const {
        const auto first = symbol.first_key();
        const auto last = symbol.last_key();
        const std::size_t subclass = symbol.subclass_index();
        // A subgroup stands for itself; what it covers need not fit into the range.
        const auto end = symbol.is_subclass() ? last : first;
        for (auto i = starts_[subclass]; i < starts_[subclass + 1]; ++i)
            if (ranges_[i].first <= first && end <= ranges_[i].last) use(ranges_[i]);
    }

    void build_ranges() {
        std::vector<std::pair<std::size_t, Range>> all;
        for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
            const auto& rule = rules_.rules[i];
            technology_of_.push_back(std::uint64_t{1} << rules_.index(rule.technology));
            required_of_.push_back(rule.requires_technology.empty()
                                       ? 0
                                       : std::uint64_t{1}
                                             << rules_.index(rule.requires_technology));
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

    TechnologyRules rules_;
    WipoFields fields_;
    std::vector<Range> ranges_;          // by subclass
    std::vector<std::uint32_t> starts_;  // ranges of a subclass: starts_[s] to starts_[s + 1]
    std::vector<std::uint64_t> technology_of_, required_of_;
    detail::TermFinder finder_;
    bool has_terms_ = false;
};

}  // namespace reeindex
