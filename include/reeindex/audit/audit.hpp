#pragma once
/// \file
/// The audit of a source: each of its claims as an object, tested on the data.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/quantity.hpp>
#include <reeindex/core/source.hpp>
#include <reeindex/data/dataset.hpp>

namespace reeindex {

/// What became of a claim.
enum class Verdict {
    confirmed,     ///< recomputed from other figures of the dataset, and they agree
    contradicted,  ///< the dataset's figures exclude it; which of them is wrong is another question
    not_testable,  ///< the dataset holds nothing that decides it; a bound that it passes proves
                   ///< nothing, nor does a figure of unknown year
    true_of_another_edition  ///< other sources: it holds in another year or edition, and not in the
                             ///< one that is meant
};

/// What a verdict rests on.
enum class Proof {
    paper,     ///< the dataset's figures alone
    standard,  ///< a code list or other standard as well
    external   ///< another published source, cited
};

namespace detail {
inline constexpr std::array<std::string_view, 4> verdict_names{
    "confirmed", "contradicted", "not_testable", "true_of_another_edition"};
inline constexpr std::array<std::string_view, 3> proof_names{"paper", "standard", "external"};
}  // namespace detail

/// Name of a verdict, for example "contradicted".
[[nodiscard]] constexpr std::string_view name(Verdict verdict) noexcept {
    return detail::verdict_names[static_cast<std::size_t>(verdict)];
}
/// Name of a class of proof, for example "paper".
[[nodiscard]] constexpr std::string_view name(Proof proof) noexcept {
    return detail::proof_names[static_cast<std::size_t>(proof)];
}

/// Reads the name of a verdict.
/// \throws NotFound
[[nodiscard]] inline Verdict parse_verdict(std::string_view text) {
    for (std::size_t i = 0; i < detail::verdict_names.size(); ++i)
        if (detail::verdict_names[i] == text) return static_cast<Verdict>(i);
    throw NotFound("verdict", text, detail::verdict_names);
}

/// Reads the name of a class of proof.
/// \throws NotFound
[[nodiscard]] inline Proof parse_proof(std::string_view text) {
    for (std::size_t i = 0; i < detail::proof_names.size(); ++i)
        if (detail::proof_names[i] == text) return static_cast<Proof>(i);
    throw NotFound("class of proof", text, detail::proof_names);
}

/// A figure, cell, patent or owner that a claim is tested on.
struct ClaimInput {
    std::string key;    ///< for example "series:mine_production/WLD@2024" or "figure:fig-cn-output"
    std::string value;  ///< as text, with unit and date
    Source source;
};

/// Which edition, year or publication a test of a claim on other sources is about.
enum class EvidenceRole {
    named,  ///< the one that the claim names, or means
    other   ///< another one
};

/// Name of a role, "named" or "other".
[[nodiscard]] constexpr std::string_view name(EvidenceRole role) noexcept {
    return role == EvidenceRole::named ? "named" : "other";
}

/// One test of a claim on other sources.
struct ClaimEvidence {
    EvidenceRole role = EvidenceRole::named;
    std::string method{};              ///< how it is tested
    std::vector<ClaimInput> inputs{};  ///< the cells that it rests on
    /// The stated quantity as these give it; none where they do not.
    std::optional<Quantity> recomputed{};
    std::optional<std::pair<double, double>> rounding{};  ///< ends of it within the rounding
    bool holds = false;                                   ///< whether the claim agrees with them
    std::string explanation{};                            ///< in words, with the numbers
};

/// One claim of a source and what the data say of it.
struct Claim {
    std::string id;                       ///< for example "N20"
    std::string section;                  ///< of the source
    std::string quote;                    ///< verbatim
    std::string subject;                  ///< what is claimed
    std::optional<Quantity> stated{};     ///< none where the claim states no number
    std::optional<double> stated_high{};  ///< upper end where a range is stated
    std::string method{};                 ///< how it is tested; see docs/audit.md
    std::vector<ClaimInput> inputs{};
    /// The stated quantity as the inputs give it; none where they do not.
    std::optional<Quantity> recomputed{};
    /// Ends of what the inputs give within the rounding of their print.
    std::optional<std::pair<double, double>> rounding{};
    Verdict verdict = Verdict::not_testable;
    std::string explanation{};  ///< in words, with the recomputed numbers
    std::string erratum{};      ///< id, empty unless the claim is disputed
    /// What the verdict rests on; where the claim is not testable, what its erratum rests on.
    Proof proof = Proof::paper;
    Source source{};
    /// What the source's own figures say, where other sources were asked too; else the verdict.
    Verdict own_verdict = Verdict::not_testable;
    std::vector<ClaimEvidence> evidence{};  ///< tests on other sources, in their order
    /// What would have to be there to test it; empty where it is tested, or nobody has said.
    std::string needed{};

    /// "4.47 %/a", "10 to 25 %", "10920 patents"; empty where no number is stated.
    [[nodiscard]] std::string stated_text() const;
    /// The recomputed quantity with four significant digits; empty where there is none.
    [[nodiscard]] std::string recomputed_text() const;
};

/// All claims of a source, in its order.
class Audit {
public:
    /// \param claims in the order of the source.
    Audit(Document document, std::vector<Claim> claims)
        : document_(std::move(document)), claims_(std::move(claims)) {}

    /// The claims, in the order of the source.
    [[nodiscard]] const std::vector<Claim>& claims() const noexcept { return claims_; }
    /// Number of claims.
    [[nodiscard]] std::size_t size() const noexcept { return claims_.size(); }
    /// The first claim, for loops over all of them.
    [[nodiscard]] auto begin() const noexcept { return claims_.begin(); }
    /// The end of the claims.
    [[nodiscard]] auto end() const noexcept { return claims_.end(); }

    /// The claim with an id.
    /// \throws NotFound
    [[nodiscard]] const Claim& find(std::string_view id) const;
    /// The claims with a verdict.
    [[nodiscard]] std::vector<Claim> with(Verdict verdict) const;
    /// Number of claims with a verdict.
    [[nodiscard]] std::size_t count(Verdict verdict) const noexcept {
        std::size_t out = 0;
        for (const auto& one : claims_) out += one.verdict == verdict ? 1U : 0U;
        return out;
    }
    /// What is audited; empty if the dataset names no document.
    [[nodiscard]] const Document& document() const noexcept { return document_; }

private:
    Document document_;
    std::vector<Claim> claims_;
};

/// Tests every row of the dataset's table `claims` on its inputs.
///
/// A claim is contradicted only if no numbers that round to the printed ones satisfy it: the inputs
/// may lie within half a unit of their last printed digit, and the stated value within half a unit
/// of its own, widened by its qualifier. "About" allows 10 % of the value (10 points for a change
/// of 0 %), "almost" the same below it and nothing above, "more than" and the like one side.
/// Figures are taken as printed, series with their corrections. \throws NotFound without a table
/// `claims`; DataError for a claim whose method or inputs do not fit.
[[nodiscard]] Audit audit(const Dataset& dataset);

/// Tests every claim as audit(dataset), and then on other sources by the dataset's table
/// `claim_sources` (claim, step, role, method, inputs, note).
///
/// A claim that a test of the named edition confirms or contradicts has that verdict; where no test
/// of it holds, but one of another year or edition does, it is `true_of_another_edition`. Where
/// both hold, because the claim names no year, the figure nearest to the stated one decides. What
/// the source's own figures contradict stays contradicted, unless another edition has it.
/// \param sources by their Dataset::name(); inputs are keys "DATASET:INDICATOR/AREA@YEAR", with
/// " in EDITION" where it is not the newest.
/// 	hrows NotFound without one of the two tables or for a dataset that is not among the sources;
/// DataError as audit().
[[nodiscard]] Audit audit(const Dataset& dataset, std::span<const Dataset> sources);

}  // namespace reeindex
