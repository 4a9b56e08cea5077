#pragma once
/// \file
/// Text files read whole, and UTF-8.

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>

namespace reeindex::detail {

/// Length of the valid UTF-8 sequence at the start of `text`; 0 if there is none.
[[nodiscard]] inline std::size_t utf8_sequence(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xED && byte(1) > 0x9F;
    const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

[[nodiscard]] inline std::string too_large(std::size_t max_bytes) {
    constexpr std::size_t mebibyte = std::size_t{1} << 20;
    return max_bytes % mebibyte == 0
               ? concat("larger than ", max_bytes / mebibyte,
                        " MiB, the limit of a table read whole")
               : concat("larger than ", max_bytes, " bytes, the limit of a table read whole");
}

/// Reads a file whole with the C library; refuses more than `max_bytes`.
[[nodiscard]] inline std::string read_file(const std::string& path, std::size_t max_bytes) {
    const auto close = [](std::FILE* file) { std::fclose(file); };
    errno = 0;
    const std::unique_ptr<std::FILE, decltype(close)> file{std::fopen(path.c_str(), "rb"), close};
    if (!file) throw FileError(concat("cannot open '", path, "': ", std::strerror(errno)));
    std::string out;
    std::vector<char> buffer(std::size_t{1} << 16);
    while (true) {
        errno = 0;
        const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get());
        out.append(buffer.data(), got);
        if (out.size() > max_bytes) throw DataError(path, 0, too_large(max_bytes));
        if (got == buffer.size()) continue;
        if (std::ferror(file.get()) != 0)
            throw FileError(concat("cannot read '", path, "': ", std::strerror(errno)));
        return out;
    }
}

}  // namespace reeindex::detail
