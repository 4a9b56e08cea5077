#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/source.hpp>

namespace reeindex {

REEINDEX_INLINE std::string Document::citation() const {
    const std::string dated = year == 0 ? std::string{} : " (" + std::to_string(year) + ")";
    std::string text = authors.empty() ? title + dated + "." : authors + dated + ". " + title + ".";
    if (!container.empty()) text += " " + container + ".";
    if (!doi.empty()) text += " doi:" + doi;
    return text;
}

REEINDEX_INLINE std::string Source::text() const {
    if (locator.empty()) return document;
    return document.empty() ? locator : document + ": " + locator;
}

}  // namespace reeindex
