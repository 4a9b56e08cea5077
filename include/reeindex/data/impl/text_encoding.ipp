#pragma once
// Definitions of data/text_encoding.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/core/utf8.hpp>
#include <reeindex/data/text_encoding.hpp>
#include <reeindex/data/text_file.hpp>

namespace reeindex::detail {

/// Code points of the bytes 0x80 to 0x9F of Windows-1252; 0 where there is none
/// (unicode.org, Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
inline constexpr std::array<std::uint16_t, 32> cp1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

REEINDEX_INLINE std::string from_single_bytes(std::string_view bytes, bool windows,
                                              std::string_view file) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    std::size_t line = 1;
    for (const char letter : bytes) {
        const auto value = static_cast<unsigned char>(letter);
        if (letter == '\n') ++line;
        if (!windows || value < 0x80 || value > 0x9F) {
            append_utf8(out, value);
            continue;
        }
        const auto point = cp1252_high[value - 0x80U];
        if (point == 0)
            throw DataError(file, line,
                            concat("holds the byte ", static_cast<int>(value),
                                   ", which cp1252 does not have; state another encoding"));
        append_utf8(out, point);
    }
    return out;
}

REEINDEX_INLINE std::string from_utf16(std::string_view bytes, bool little, std::string_view file) {
    if (bytes.size() % 2 != 0) throw DataError(file, 0, "is UTF-16 text cut within a character");
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(little ? first | (second << 8U) : second | (first << 8U));
    };
    std::string out;
    out.reserve(bytes.size());
    std::size_t line = 1;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        std::uint32_t point = unit(i);
        if (point == 0) throw DataError(file, line, "holds a NUL character; this is no text file");
        if (point == '\n') ++line;
        if (point >= 0xD800 && point < 0xE000) {
            const bool pair = point < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
                              unit(i + 2) < 0xE000;
            if (!pair) throw DataError(file, line, "holds half a character of UTF-16");
            point = 0x10000U + ((point - 0xD800U) << 10U) + (unit(i + 2) - 0xDC00U);
            i += 2;
        }
        if (i > 1 || point != 0xFEFF) append_utf8(out, point);
    }
    return out;
}

/// Line of the first byte that is not UTF-8; 0 if all of it is.
REEINDEX_INLINE std::size_t first_line_not_utf8(std::string_view text, std::string_view file) {
    std::size_t line = 1;
    std::size_t found = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\0')
            throw DataError(file, line, "holds a NUL byte; this is not a text file in UTF-8");
        const std::size_t length = utf8_sequence(text.substr(i, 4));
        if (length == 0 && found == 0) found = line;
        if (text[i] == '\n') ++line;
        i += length == 0 ? 1 : length;
    }
    return found;
}

REEINDEX_INLINE std::string_view foreign_format(std::string_view beginning) {
    using namespace std::string_view_literals;
    struct Signature {
        std::string_view bytes, message;
    };
    constexpr std::array<Signature, 12> signatures{{
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
         "is an Excel workbook (XLS), not text; save the sheet as CSV in UTF-8"sv},
        {"\x1F\x8B"sv, "is compressed with gzip; unpack it"sv},
        {"BZh"sv, "is compressed with bzip2; unpack it"sv},
        {"\xFD"
         "7zXZ"sv,
         "is compressed with xz; unpack it"sv},
        {"\x28\xB5\x2F\xFD"sv, "is compressed with Zstandard; unpack it"sv},
        {"%PDF-"sv, "is a PDF document, not a table"sv},
        {"PAR1"sv, "is a Parquet file; read it with pandas, polars or pyarrow"sv},
        {"ARROW1"sv, "is an Arrow file; read it with pandas, polars or pyarrow"sv},
        {"SQLite format 3"sv, "is an SQLite database; export the table as CSV"sv},
        {"\x89PNG"sv, "is a picture, not a table"sv},
        {"{\\rtf"sv, "is an RTF document; save the table as CSV"sv},
        {"PK\x03\x04"sv, "is a ZIP archive; unpack it"sv},
    }};
    for (const auto& one : signatures) {
        if (!beginning.starts_with(one.bytes)) continue;
        if (one.bytes == "BZh"sv && (beginning.size() < 10 || beginning.substr(4, 6) != "1AY&SY"sv))
            continue;  // a name that begins so
        const auto part = beginning.substr(0, 4096);
        if (one.bytes.starts_with("PK"sv) &&
            (part.find("[Content_Types].xml") != part.npos || part.find("xl/") != part.npos))
            return "is an Excel workbook (XLSX), not text; save the sheet as CSV in UTF-8";
        return one.message;
    }
    if (beginning.starts_with("\xFF\xFE\0\0"sv) || beginning.starts_with("\0\0\xFE\xFF"sv))
        return "is UTF-32 text; save it as UTF-8";
    if (beginning.starts_with("\xEF\xBB\xBF"sv)) beginning.remove_prefix(3);
    const auto text = trim(beginning);
    const auto starts = [&](std::string_view tag) {
        if (text.size() < tag.size()) return false;
        for (std::size_t i = 0; i < tag.size(); ++i) {
            const char c = text[i];
            if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != tag[i])
                return false;
        }
        return true;
    };
    for (const auto tag : {"<!doctype html"sv, "<html"sv, "<table"sv, "<head"sv, "<body"sv})
        if (starts(tag))
            return "is an HTML page, which some programs save as .xls or .csv; open it in a "
                   "spreadsheet and save it as CSV in UTF-8";
    if (starts("<?xml"))
        return "is XML; open it in a spreadsheet or with pandas.read_xml and save it as CSV";
    if (text.starts_with('[') || text.starts_with('{')) {
        const auto inside = trim(text.substr(1));
        if (inside.starts_with('{') || (inside.starts_with('"') && text[0] == '{') ||
            (inside.starts_with('[') && text[0] == '['))
            return "is JSON; make a frame of it, for example with pandas.read_json";
    }
    return {};
}

REEINDEX_INLINE std::string_view unmarked_utf16(std::string_view bytes) {
    std::array<std::size_t, 2> zeros{};
    const std::size_t size = std::min<std::size_t>(bytes.size(), 512) / 2 * 2;
    for (std::size_t i = 0; i < size; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
    const auto most = [&](std::size_t i) { return zeros[i] * 4 > size && zeros[1 - i] == 0; };
    return most(1) ? "utf-16-le" : most(0) ? "utf-16-be" : std::string_view{};
}

REEINDEX_INLINE std::optional<std::string> encoding_name(std::string_view text) {
    std::string key;
    for (const char letter : text)
        if (letter != '-' && letter != '_' && letter != ' ')
            key += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    if (key == "utf8" || key == "utf8sig" || key == "ascii" || key == "usascii") return "utf-8";
    if (key == "utf16") return "utf-16";
    if (key == "utf16le") return "utf-16-le";
    if (key == "utf16be") return "utf-16-be";
    if (key == "cp1252" || key == "windows1252") return "cp1252";
    if (key == "latin1" || key == "iso88591" || key == "88591") return "latin-1";
    return std::nullopt;
}

REEINDEX_INLINE DecodedText decode_text(std::string bytes, std::string_view encoding,
                                        std::string_view file) {
    using namespace std::string_view_literals;
    const bool stated = !encoding.empty();
    const auto name = stated ? encoding_name(encoding) : std::optional<std::string>{"utf-8"};
    if (!name)
        throw InvalidArgument("encoding", concat("'", encoding, "'"),
                              "utf-8, utf-16, utf-16-le, utf-16-be, cp1252 or latin-1");
    if (const auto other = foreign_format(bytes); !other.empty()) throw DataError(file, 0, other);
    const bool little = bytes.starts_with("\xFF\xFE"sv);
    const bool big = bytes.starts_with("\xFE\xFF"sv);
    if ((!stated && (little || big)) || *name == "utf-16") {
        if (!little && !big)
            throw DataError(file, 1, "has no byte order mark; state utf-16-le or utf-16-be");
        return {from_utf16(bytes, little, file), little ? "utf-16-le" : "utf-16-be"};
    }
    if (name->starts_with("utf-16-")) return {from_utf16(bytes, *name == "utf-16-le", file), *name};
    if (*name == "cp1252" || *name == "latin-1")
        return {from_single_bytes(bytes, *name == "cp1252", file), *name};
    while (bytes.starts_with("\xEF\xBB\xBF"sv)) bytes.erase(0, 3);
    if (const auto wide = unmarked_utf16(bytes); !wide.empty())
        throw DataError(
            file, 1,
            concat("seems to be UTF-16 without a byte order mark; state encoding='", wide, "'"));
    const std::size_t wrong = first_line_not_utf8(bytes, file);
    if (wrong == 0) return {std::move(bytes), "utf-8"};
    if (stated)
        throw DataError(file, wrong,
                        "is not UTF-8 text, which encoding='utf-8' states; files of Windows are "
                        "often encoding='cp1252'");
    try {
        return {from_single_bytes(bytes, true, file), "cp1252", wrong};
    } catch (const DataError&) {
        return {from_single_bytes(bytes, false, file), "latin-1", wrong};
    }
}

}  // namespace reeindex::detail
