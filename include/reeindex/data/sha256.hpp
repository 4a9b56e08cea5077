#pragma once
/// \file
/// SHA-256, by which a data package tells whether a table is the one that it lists.

#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>

namespace reeindex::detail {

/// The SHA-256 of a text as 64 hexadecimal digits (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4).
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/sha256.ipp>
#endif
