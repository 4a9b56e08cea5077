#pragma once
#include <cstddef>
#include <string>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex {

namespace detail {

/// what() is a C string, which ends with the first NUL: one in a value is written out.
[[nodiscard]] REEINDEX_INLINE std::string without_nul(std::string text) {
    for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
        text.replace(at, 1, "\\0");
    return text;
}

}  // namespace detail

REEINDEX_INLINE InvalidArgument::InvalidArgument(std::string_view argument, std::string_view value,
                                                 std::string_view allowed)
    : Error(detail::without_nul(detail::concat(detail::clipped(argument), " = ",
                                               detail::clipped(value), ": must be ",
                                               detail::clipped_message(allowed)))),
      argument_(argument),
      value_(value),
      allowed_(allowed) {}

REEINDEX_INLINE std::string NotFound::message(std::string_view what, std::string_view key,
                                              const std::vector<std::string_view>& known) {
    std::string text =
        detail::concat("no ", what, " '", detail::without_nul(detail::clipped(key)), "'");
    if (const auto near = detail::closest(key, known); !near.empty())
        return detail::concat(text, "; did you mean '", near, "'?");
    const std::string all = detail::join(known);
    if (all.empty()) return text + "; there is none";
    return detail::concat(text, "; known: ", detail::clipped(all, 600));
}

REEINDEX_INLINE DataError::DataError(std::string_view file, std::size_t line, std::string_view what)
    : Error(
          detail::without_nul(detail::concat(file, line == 0 ? "" : detail::concat(", line ", line),
                                             ": ", detail::clipped_message(what)))),
      file_(file),
      line_(line) {}

}  // namespace reeindex
