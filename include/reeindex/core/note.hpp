#pragma once
/// \file
/// Facts that a result states about itself, before anybody puts them into words.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeindex {

/// One fact about a result: its kind, and the numbers and names it is about. Sentences are made
/// from notes in one place; nothing reads a sentence back.
///
/// \code
/// Note{.kind = "data_reach", .numbers = {{"share", 0.83}}, .names = {{"parameter", "K"}}};
/// \endcode
struct Note {
    std::string kind;  ///< snake_case, documented where it is made
    std::vector<std::pair<std::string, double>> numbers{};  ///< by name, always finite or infinite
    std::vector<std::pair<std::string, std::string>> names{};  ///< parameters, curves, limits, keys

    /// The number called `name`, or `otherwise` where the note has none.
    [[nodiscard]] double number(std::string_view name, double otherwise = 0.0) const noexcept;
    /// The name called `key`, or an empty text where the note has none.
    [[nodiscard]] std::string_view text(std::string_view key) const noexcept;
    friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/note.ipp>
#endif
