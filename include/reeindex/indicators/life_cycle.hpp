#pragma once
/// \file
/// Stage of an S-shaped life cycle by the share of its ceiling.

#include <array>
#include <string_view>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Stages in the life of a technology, by its share of the ceiling; decline is that of a fitted
/// curve that falls, and no share of a ceiling gives it.
enum class LifeCycleStage { emergence, growth, maturity, saturation, decline };

/// Name of a stage.
[[nodiscard]] constexpr std::string_view name(LifeCycleStage stage) noexcept {
    constexpr std::array<std::string_view, 5> names{"emergence", "growth", "maturity", "saturation",
                                                    "decline"};
    return names[static_cast<std::size_t>(stage)];
}

/// Shares of the ceiling at which a stage ends. The defaults 10, 50 and 90 % are the usual marks of
/// a logistic curve (start of the 10-90 % rise, inflection, its end), a convention.
struct LifeCycleMarks {
    double emergence = 0.1, growth = 0.5, maturity = 0.9;
};

/// The stages that a ceiling allows.
struct LifeCycle {
    LifeCycleStage earliest = LifeCycleStage::emergence;  ///< under the upper bound of the ceiling
    LifeCycleStage latest = LifeCycleStage::emergence;    ///< under the lower bound of the ceiling
    /// Of the ceiling; in decline the share of the upper level that is left.
    double share_lower = 0.0, share_upper = 0.0;
    /// Whether the data say enough to name one stage.
    [[nodiscard]] bool determined() const noexcept { return earliest == latest; }
};

/// Stage of a value under a ceiling known to lie between two bounds. The upper bound may be
/// infinite, as it is when the data do not identify a ceiling. \throws InvalidArgument unless value
/// >= 0, 0 < lower <= upper, and the marks rise from 0 to 1.
[[nodiscard]] LifeCycle life_cycle_stage(double value, double ceiling_lower, double ceiling_upper,
                                         const LifeCycleMarks& marks = {});

/// Stage of a value under one ceiling.
/// \throws InvalidArgument
[[nodiscard]] inline LifeCycleStage life_cycle_stage(double value, double ceiling,
                                                     const LifeCycleMarks& marks = {}) {
    return life_cycle_stage(value, ceiling, ceiling, marks).earliest;
}

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/life_cycle.ipp>
#endif
