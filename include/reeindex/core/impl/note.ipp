#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/note.hpp>

namespace reeindex {

REEINDEX_INLINE double Note::number(std::string_view name, double otherwise) const noexcept {
    for (const auto& [key, value] : numbers)
        if (key == name) return value;
    return otherwise;
}

REEINDEX_INLINE std::string_view Note::text(std::string_view key) const noexcept {
    for (const auto& [name, value] : names)
        if (name == key) return value;
    return {};
}

}  // namespace reeindex
