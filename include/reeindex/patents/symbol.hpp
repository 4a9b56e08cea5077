#pragma once
/// \file
/// Symbols of the International and the Cooperative Patent Classification as ordered keys.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/clipped.hpp>

namespace reeindex {

/// A symbol of the IPC or the CPC: subclass ("C22B"), main group ("C22B 59") or subgroup
/// ("C22B 59/00"). Symbols compare in the order of the scheme, in which the digits after the slash
/// are decimals: 1/053 < 1/055 < 1/0551 < 1/06.
class Symbol {
public:
    /// Reads "C22B 59/00", "C22B59/00", "C22B 59:00", "C22B-059/00", "C22B0059/00",
    /// "C22B 59/00 (2006.01)", the zero-padded "C22B0059000000", "C22B00590000" and "C22B005900",
    /// "C22B5900" where the slash is missing before 00, "C22B 59" or "C22B". None for anything
    /// else: "C22B5901" might be 59/01 or 5/901.
    [[nodiscard]] static constexpr std::optional<Symbol> parse(std::string_view text) noexcept {
        std::size_t at = 0;
        const auto peek = [&]() -> char { return at < text.size() ? text[at] : '\0'; };
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const auto blanks = [&] {
            while (at < text.size()) {
                const char c = text[at];
                if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
                    ++at;
                else if (const auto wide = blank_beyond_ascii(text.substr(at)); wide > 0)
                    at += wide;
                else
                    break;
            }
        };
        const auto capital = [](char c) -> char {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        };
        if (!text.empty() && (text[0] <= ' ' || static_cast<unsigned char>(text[0]) >= 0x80))
            blanks();
        if (text.size() - at < 4) return std::nullopt;
        const char section = capital(text[at]);
        const char letter = capital(text[at + 3]);
        const bool section_known = (section >= 'A' && section <= 'H') || section == 'Y';
        if (!section_known || !digit(text[at + 1]) || !digit(text[at + 2]) || letter < 'A' ||
            letter > 'Z')
            return std::nullopt;
        Symbol out;
        out.subclass_ = static_cast<std::uint64_t>(
            ((section - 'A') * 100 + (text[at + 1] - '0') * 10 + (text[at + 2] - '0')) * 26 +
            (letter - 'A'));
        at += 4;
        while (peek() == ' ' || peek() == '-' || peek() == '_') ++at;
        if (static_cast<unsigned char>(peek()) >= 0x80) blanks();
        const std::size_t group_start = at;
        while (digit(peek())) ++at;
        std::string_view digits = text.substr(group_start, at - group_start);
        const bool slash = peek() == '/' || peek() == ':';
        bool with_version = false;
        // Groups of four digits are zero-padded, or the CPC's indexing codes 2000 and on.
        const bool four = digits.size() == 4 && (digits[0] == '0' || digits[0] == '2');
        if (slash || digits.size() < 4 || four) {
            if (digits.size() > 4) return std::nullopt;
            if (digits.empty() && slash) return std::nullopt;
            if (!digits.empty()) {
                out.group_ = number(digits);
                out.depth_ = 1;
            }
            if (slash) {
                ++at;
                while (peek() == ' ') ++at;
                const std::size_t start = at;
                while (digit(peek())) ++at;
                if (!out.take_subgroup(text.substr(start, at - start))) return std::nullopt;
            }
        } else {
            // Without a slash: zero-padded forms of exchange files, a version behind the longest.
            with_version = digits.size() == 18;
            if (with_version) digits = digits.substr(0, 10);
            const bool padded = digits[0] == '0' && digits.size() >= 6 && digits.size() <= 10;
            const std::size_t groups = padded || digits.size() == 10 ? 4
                                       : digits.size() <= 6 && ends_in_00(digits)
                                           ? digits.size() - 2
                                           : 0;
            if (groups == 0) return std::nullopt;
            out.group_ = number(digits.substr(0, groups));
            const auto subgroup = digits.substr(groups);
            if (!out.take_subgroup(subgroup)) return std::nullopt;
            if (subgroup.size() > 2) out.digits_ = 6;  // filled with zeros: one symbol
        }
        const std::size_t end = at;
        if (end == text.size()) return out;
        blanks();
        const char next = peek();  // a version may follow: "(2006.01)", "[2006.01]", a date
        if (next != '\0' && next != '(' && next != '[' && next != ',' && next != '@' &&
            next != ';' && at == end && !with_version)
            return std::nullopt;
        return out;
    }

    /// \throws InvalidArgument
    [[nodiscard]] static Symbol read(std::string_view text) {
        if (const auto found = parse(text)) return *found;
        throw InvalidArgument("symbol", detail::quoted_clip(text),
                              "an IPC or CPC symbol such as C22B, C22B 59 or C22B 59/00");
    }

    /// Key of the first symbol that this one covers; 51 bits.
    [[nodiscard]] constexpr std::uint64_t first_key() const noexcept {
        return key(group_, subgroup_);
    }
    /// Key of the last symbol that this one covers: everything that begins with it.
    [[nodiscard]] constexpr std::uint64_t last_key() const noexcept {
        if (depth_ == 0) return key(max_group, max_subgroup);
        if (depth_ == 1) return key(group_, max_subgroup);
        std::uint64_t span = 1;
        for (unsigned i = digits_; i < 6; ++i) span *= 10;
        return key(group_, subgroup_ + span - 1);
    }
    /// Number of the subclass, below subclass_count.
    [[nodiscard]] constexpr std::size_t subclass_index() const noexcept {
        return static_cast<std::size_t>(subclass_);
    }
    /// Upper bound of subclass_index(): 25 sections, 100 classes and 26 letters.
    static constexpr std::size_t subclass_count = std::size_t{25} * 100 * 26;

    /// Whether it is only a subclass, without a group.
    [[nodiscard]] constexpr bool is_subclass() const noexcept { return depth_ == 0; }

    /// "C22B 59/00", "C22B 59" or "C22B".
    [[nodiscard]] std::string text() const {
        const auto section = subclass_ / 2600;
        const auto two = subclass_ / 26 % 100;
        std::string out = detail::concat(static_cast<char>('A' + section), two < 10 ? "0" : "", two,
                                         static_cast<char>('A' + subclass_ % 26));
        if (depth_ == 0) return out;
        out += detail::concat(" ", group_);
        if (depth_ == 1) return out;
        std::string digits = std::to_string(max_subgroup + 1 + subgroup_).substr(1);
        std::size_t keep = digits.size();
        while (keep > 2 && digits[keep - 1] == '0') --keep;
        return out + "/" + digits.substr(0, keep);
    }

    /// Same symbol.
    friend constexpr bool operator==(const Symbol& a, const Symbol& b) noexcept {
        return a.first_key() == b.first_key() && a.depth_ == b.depth_;
    }

private:
    static constexpr std::uint64_t max_group = 9999;
    static constexpr std::uint64_t max_subgroup = 999999;

    constexpr Symbol() = default;
    /// Bytes of a no-break, en, em, thin or ideographic blank at the beginning; 0 if there is none.
    [[nodiscard]] static constexpr std::size_t blank_beyond_ascii(std::string_view text) noexcept {
        if (static_cast<unsigned char>(text[0]) < 0x80) return 0;
        const auto byte = [&](std::size_t k) -> unsigned {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
        };
        if (byte(0) == 0xC2 && byte(1) == 0xA0) return 2;
        if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x80 && byte(2) <= 0x8A) return 3;
        if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) == 0xAF) return 3;
        return byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    }
    [[nodiscard]] static constexpr bool ends_in_00(std::string_view digits) noexcept {
        return digits.substr(digits.size() - 2) == "00";
    }
    /// Takes the two to six digits after the slash.
    constexpr bool take_subgroup(std::string_view digits) noexcept {
        if (digits.size() < 2 || digits.size() > 6) return false;
        subgroup_ = number(digits);
        for (std::size_t i = digits.size(); i < 6; ++i) subgroup_ *= 10;
        digits_ = static_cast<std::uint8_t>(digits.size());
        depth_ = 2;
        return true;
    }
    [[nodiscard]] static constexpr std::uint64_t number(std::string_view digits) noexcept {
        std::uint64_t value = 0;
        for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
        return value;
    }
    [[nodiscard]] constexpr std::uint64_t key(std::uint64_t group,
                                              std::uint64_t subgroup) const noexcept {
        return (subclass_ * 10000 + group) * 1000000 + subgroup;
    }

    std::uint64_t subclass_ = 0;
    std::uint64_t group_ = 0;
    std::uint64_t subgroup_ = 0;
    std::uint8_t digits_ = 6;  // digits after the slash that were written
    std::uint8_t depth_ = 0;   // 0 subclass, 1 main group, 2 subgroup
};

}  // namespace reeindex
