#pragma once
/// \file
/// Several sources on one quantity, cell by cell, with a reason for each difference, or none.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/element.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/dataset.hpp>

namespace reeindex {

/// A series, and the dataset that it is from, which knows the rows of a total and the errata.
struct ReconcileSource {
    TimeSeries series;
    const Dataset* dataset = nullptr;  ///< optional; must outlive the call
};

/// Options of reconcile().
struct ReconcileOptions {
    /// Relative difference up to which two values agree.
    double tolerance = 0.10;
    /// Where one series is of an element and another of its oxide: the element, by which they are
    /// converted. None: such values are compared as they are, with the reason `oxide_or_element`.
    std::optional<std::string> element{};
};

/// Two values of one year.
struct ReconcileCell {
    Year year{Year::min};
    std::size_t first = 0;      ///< positions in Reconciliation::sources
    std::size_t second = 0;     ///< the greater of the two positions
    double first_value = 0.0;   ///< in the unit of the first source
    double second_value = 0.0;  ///< in the unit of the first source
    /// Second over first less 1; infinite where the first is zero and the second is not.
    double difference = 0.0;
    bool agrees = false;  ///< within the tolerance
    /// Why they differ by more than the tolerance; "unexplained" where no rule tells, empty where
    /// they agree. One of `misprint`, `oxide_or_element`, `bound`, `coverage`, `quota_or_output`,
    /// `other_edition`, `rounding`.
    std::string reason{};
    std::string detail{};  ///< what the reason rests on: an erratum, countries, editions
};

/// The comparison of several sources. Nothing is chosen.
struct Reconciliation {
    std::vector<std::string> sources{};   ///< names, in the order given
    Unit unit{};                          ///< of all values, that of the first source
    double tolerance = 0.0;               ///< of the comparison
    std::vector<ReconcileCell> cells{};   ///< by year, then by pair
    std::vector<std::string> excluded{};  ///< years of one source only, in words

    /// Number of cells that agree.
    [[nodiscard]] std::size_t agreeing() const noexcept;
    /// Number of cells above the tolerance without a reason.
    [[nodiscard]] std::size_t unexplained() const noexcept;
};

/// Compares two or more sources year by year.
///
/// Rules, in this order, for a cell above the tolerance: an erratum of its dataset names the value
/// (`misprint`); one counts element, the other oxide (`oxide_or_element`); a value is a bound or
/// vague (`bound`); for a total, the countries that only one of them lists account for the
/// difference within the tolerance (`coverage`); one is a quota (`quota_or_output`); both are
/// editions of one source (`other_edition`); the difference is within half a unit of the first two
/// digits of either value (`rounding`).
/// \throws InvalidArgument for fewer than two sources or a bad tolerance; UnitError where units
/// differ in kind; NotFound for an unknown element.
[[nodiscard]] Reconciliation reconcile(std::span<const ReconcileSource> sources,
                                       const ReconcileOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/reconcile.ipp>
#endif
