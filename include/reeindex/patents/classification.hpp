#pragma once
/// \file
/// Classifier: which technologies and WIPO fields a record belongs to, and by which rule.

#include <cstdint>
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
    TermFinder();

    /// \param terms paired with a number that matches report.
    explicit TermFinder(const std::vector<std::pair<std::string, std::size_t>>& terms);

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
    explicit Classifier(TechnologyRules rules, WipoFields fields = {});

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
                defer(technology, required);
        }
        void defer(std::uint64_t technology, std::uint64_t required);

        const Classifier* classifier_;
        ClassBits bits_;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> pending_;
    };

    /// Technologies and fields of one record. Fields come from the IPC symbols; from the CPC
    /// symbols where a record has no IPC symbol.
    [[nodiscard]] ClassBits classify(std::span<const Symbol> ipc, std::span<const Symbol> cpc,
                                     std::string_view title) const;

    /// Every rule that assigns a technology to the record, in the order of the rules.
    [[nodiscard]] std::vector<Assignment> explain(std::span<const Symbol> ipc,
                                                  std::span<const Symbol> cpc,
                                                  std::string_view title) const;

    /// Ids of the technologies in a set.
    [[nodiscard]] std::vector<std::string> technology_ids(std::uint64_t bits) const;

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

    void build_ranges();

    TechnologyRules rules_;
    WipoFields fields_;
    std::vector<Range> ranges_;          // by subclass
    std::vector<std::uint32_t> starts_;  // ranges of a subclass: starts_[s] to starts_[s + 1]
    std::vector<std::uint64_t> technology_of_, required_of_;
    detail::TermFinder finder_;
    bool has_terms_ = false;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/classification.ipp>
#endif
