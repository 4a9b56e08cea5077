#pragma once
/// \file
/// JSON texts (RFC 8259) as small trees, for the descriptors of data packages.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>

namespace reeindex::detail {

/// One value of a JSON text.
struct JsonValue {
    enum class Kind { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    std::string text{};              ///< of a string its characters, of a number its digits
    bool truth = false;              ///< of a boolean
    std::vector<JsonValue> items{};  ///< of an array
    std::vector<std::pair<std::string, JsonValue>> members{};  ///< of an object, in its order

    /// The member of an object; none for another kind or another name.
    [[nodiscard]] const JsonValue* find(std::string_view name) const noexcept {
        for (const auto& [key, value] : members)
            if (key == name) return &value;
        return nullptr;
    }
    /// The text of a string member; empty where there is none.
    [[nodiscard]] std::string_view text_of(std::string_view name) const noexcept {
        const auto* found = find(name);
        return found != nullptr && found->kind == Kind::string ? std::string_view{found->text}
                                                               : std::string_view{};
    }
};

/// Reads a JSON text.
/// \param file name for messages.
/// \throws DataError with file and line where the text is no JSON, nests deeper than 64 levels, or
/// names a member of an object twice.
[[nodiscard]] JsonValue parse_json(std::string_view text, std::string_view file);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/json.ipp>
#endif
