#pragma once
/// \file
/// Bytes of a text file as UTF-8.

#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex::detail {

/// The text of a file as UTF-8 without a byte order mark, and the encoding that it had.
struct DecodedText {
    std::string text;
    std::string encoding;  ///< "utf-8", "utf-16-le", "utf-16-be", "cp1252" or "latin-1"
    /// 1-based line of the first byte that is not UTF-8; 0 where the encoding is certain.
    std::size_t doubtful_line = 0;
};

/// What a file is that is no text of cells, and the way out: "is an Excel workbook; ...". Empty for
/// text. `beginning` is the beginning of the file, some hundred bytes of it.
[[nodiscard]] std::string_view foreign_format(std::string_view beginning);

/// Which UTF-16 a text without a byte order mark seems to be; empty for others.
[[nodiscard]] std::string_view unmarked_utf16(std::string_view bytes);

/// The name of an encoding that decode_text() knows; none for others.
[[nodiscard]] std::optional<std::string> encoding_name(std::string_view text);

/// Decodes a file.
/// \param encoding a name of encoding_name(); empty to go by a byte order mark, else UTF-8. A text
/// that is not UTF-8 is then read as cp1252 and marked as doubtful.
/// \throws DataError for a file that is no text, a NUL byte, or a byte that the encoding does not
/// have.
/// \throws InvalidArgument for an unknown encoding.
[[nodiscard]] DecodedText decode_text(std::string bytes, std::string_view encoding,
                                      std::string_view file);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/text_encoding.ipp>
#endif
