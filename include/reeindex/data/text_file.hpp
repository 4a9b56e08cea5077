#pragma once
/// \file
/// Text files read whole.

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/utf8.hpp>

namespace reeindex::detail {

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
