#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/source.hpp>

namespace reeindex {

REEINDEX_INLINE std::string Document::citation() const {
    std::string text = authors;
    if (year != 0) text += " (" + std::to_string(year) + ")";
    if (!text.empty()) text += ". ";
    text += title + ".";
    if (!container.empty()) text += " " + container + ".";
    if (!doi.empty()) text += " doi:" + doi;
    return text;
}

REEINDEX_INLINE std::string Source::text() const {
    if (locator.empty()) return document;
    return document.empty() ? locator : document + ": " + locator;
}

}  // namespace reeindex
