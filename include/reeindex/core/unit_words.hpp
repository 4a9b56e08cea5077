#pragma once
/// \file
/// Units as publications write them in words, and the UCUM codes that they are.

#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>

namespace reeindex {

/// What a unit in words is as a code.
struct UnitWords {
    std::string code;   ///< UCUM or currency code, for example "kt"
    std::string basis;  ///< name of the basis that the words tell, "REO"; else empty
};

/// The code of a unit in words, "thousand metric tons" or "million US$"; none where the words are
/// not known, or may mean several units, as "tons" does.
[[nodiscard]] std::optional<UnitWords> unit_from_words(std::string_view text);

namespace detail {

/// Lower case without signs of punctuation, words apart by one blank.
[[nodiscard]] std::string plain_words(std::string_view text);

/// The power of ten of a word in plain_words(): 6 of "millions", 0 of "units"; none of others.
[[nodiscard]] std::optional<int> power_of_word(std::string_view word);

/// The shortest code of a power of ten of a unit: "kt" for 10^3 of "t".
[[nodiscard]] std::string scaled_code(std::string_view code, int power);

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/unit_words.ipp>
#endif
