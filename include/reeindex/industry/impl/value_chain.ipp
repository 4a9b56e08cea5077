#pragma once
#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/value_chain.hpp>

namespace reeindex {

REEINDEX_INLINE Stage parse_stage(std::string_view text) {
    for (const Stage stage : stages())
        if (name(stage) == text) return stage;
    throw NotFound("value-chain stage", text, detail::stage_names);
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE std::vector<Stage> parse_stages(std::string_view cell) {
    std::vector<Stage> out;
    for (const auto& text : split_list(cell)) out.push_back(parse_stage(text));
    return out;
}

}  // namespace reeindex::detail
