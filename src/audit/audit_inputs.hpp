#pragma once
// What the claims of an audit are tested on: figures, cells, patents and owners, by key.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/audit/audit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/figure.hpp>

namespace reeindex::detail {

/// One number with the rounding of its print.
struct AuditValue {
    std::string key;
    double value = 0.0;
    double half = 0.0;  ///< half a unit of the last printed digit; 0 for counts
    Unit unit{};
    Qualifier qualifier = Qualifier::exact;
    Nature nature = Nature::unspecified;
    std::optional<int> year{};
    std::string date{};  ///< as far as printed
    std::string area{};
    std::string item{};
    std::string text{};  ///< "8.7 billion USD (2021)"
    Source source{};

    /// The number in another unit.
    [[nodiscard]] double in(const Unit& other) const { return value * unit.factor_to(other); }
    [[nodiscard]] double half_in(const Unit& other) const { return half * unit.factor_to(other); }
};

/// The text with a unit such as "{patent}" as a word: "patents".
[[nodiscard]] std::string in_words(std::string text);
/// Half a unit of the last digit of a number as it is written; 0 for counts, which are exact.
[[nodiscard]] double rounding_of(std::string_view written, const Unit& unit);
/// Number of decimals of a number as it is written.
[[nodiscard]] int decimals_of(std::string_view written);

/// Finds the inputs of claims. Keys are "figure:ID", "series:INDICATOR/AREA@YEAR" (or "@*" for all
/// years), "patent:PUBLICATION", "owner:COMPANY". Everything throws NotFound for an unknown key.
class AuditInputs {
public:
    /// \param sources further datasets, whose keys are "DATASET:INDICATOR/AREA@YEAR", with
    /// " in EDITION" where it is not the newest.
    explicit AuditInputs(const Dataset& dataset, std::span<const Dataset> sources = {});

    /// \throws InvalidArgument for a key that is not one number.
    [[nodiscard]] AuditValue value(std::string_view key) const;
    /// \throws InvalidArgument unless the key is that of a whole series.
    [[nodiscard]] TimeSeries series(std::string_view key) const;
    [[nodiscard]] DescribedPatent patent(std::string_view key) const;
    [[nodiscard]] PatentOwner owner(std::string_view key) const;
    [[nodiscard]] const std::vector<DescribedPatent>& patents() const noexcept { return patents_; }
    [[nodiscard]] const Dataset& dataset() const noexcept { return *dataset_; }

    /// The input as a claim shows it.
    [[nodiscard]] ClaimInput shown(std::string_view key) const;

private:
    [[nodiscard]] AuditValue figure_value(std::string_view key, std::string_view id) const;
    [[nodiscard]] AuditValue cell_value(std::string_view key, std::string_view series_key,
                                        Year year) const;
    [[nodiscard]] AuditValue source_value(std::string_view key) const;

    const Dataset* dataset_;
    std::span<const Dataset> sources_;
    std::vector<Figure> figures_;
    std::vector<DescribedPatent> patents_;
    std::vector<PatentOwner> owners_;
};

/// Whether a key is that of a whole series.
[[nodiscard]] inline bool is_whole_series(std::string_view key) noexcept {
    return key.starts_with("series:") && key.ends_with("@*");
}

}  // namespace reeindex::detail
