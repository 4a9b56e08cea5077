#pragma once
// The files of data/ as the build embeds them (cmake/EmbedData.cmake writes the definition).

#include <span>
#include <string_view>

namespace reeindex::detail {

/// One embedded file. Its text is the chunks joined in order: compilers limit the length of one
/// string literal.
struct EmbeddedFile {
    std::string_view name;                     ///< path relative to data/, with forward slashes
    std::span<const std::string_view> chunks;  ///< no chunk ends inside a UTF-8 sequence
};

/// Every embedded file, in order of name. The storage is static.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

}  // namespace reeindex::detail
