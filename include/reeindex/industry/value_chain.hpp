#pragma once
/// \file
/// Stages of the rare-earth value chain.

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/data/csv.hpp>

namespace reeindex {

/// A stage, from the ground to the waste.
enum class Stage {
    exploration,
    mining,
    beneficiation,
    smelting_and_separation,
    metals,
    alloys,
    magnets,
    products,
    recycling
};

namespace detail {
inline constexpr std::array<Stage, 9> stage_table{
    Stage::exploration, Stage::mining, Stage::beneficiation, Stage::smelting_and_separation,
    Stage::metals,      Stage::alloys, Stage::magnets,       Stage::products,
    Stage::recycling};
inline constexpr std::array<std::string_view, 9> stage_names{
    "exploration", "mining",   "beneficiation", "smelting_and_separation", "metals", "alloys",
    "magnets",     "products", "recycling"};
}  // namespace detail

/// All stages in order.
[[nodiscard]] constexpr std::span<const Stage> stages() noexcept { return detail::stage_table; }

/// Name of a stage, for example "smelting_and_separation".
[[nodiscard]] constexpr std::string_view name(Stage stage) noexcept {
    return detail::stage_names[static_cast<std::size_t>(stage)];
}

/// Reads the name of a stage.
/// \throws NotFound
[[nodiscard]] Stage parse_stage(std::string_view text);

namespace detail {
[[nodiscard]] std::vector<Stage> parse_stages(std::string_view cell);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/value_chain.ipp>
#endif
