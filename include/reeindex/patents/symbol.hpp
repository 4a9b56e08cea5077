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
    /// Reads "C22B 59/00", "C22B59/00", "C22B 59/00 (2006.01)", "C22B0059000000", "C22B 59" or
    /// "C22B". None for anything else.
    [[nodiscard]] static constexpr std::optional<Symbol> parse(std::string_view text) noexcept {
        std::size_t at = 0;
        const auto peek = [&]() -> char { return at < text.size() ? text[at] : '\0'; };
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const auto blanks = [&] {
            while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') ++at;
        };
        const auto capital = [](char c) -> char {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        };
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
        const std::size_t group_start = at;
        while (digit(peek())) ++at;
        const std::size_t length = at - group_start;
        if (length == 10 && peek() != '/') {  // zero-padded form of exchange files
            out.group_ = number(text.substr(group_start, 4));
            out.subgroup_ = number(text.substr(group_start + 4, 6));
            out.depth_ = 2;
        } else if (length > 4) {
            return std::nullopt;
        } else if (length > 0) {
            out.group_ = number(text.substr(group_start, length));
            out.depth_ = 1;
            if (peek() == '/') {
                const std::size_t start = ++at;
                while (digit(peek())) ++at;
                const std::size_t count = at - start;
                if (count < 2 || count > 6) return std::nullopt;
                out.subgroup_ = number(text.substr(start, count));
                for (std::size_t i = count; i < 6; ++i) out.subgroup_ *= 10;
                out.digits_ = static_cast<std::uint8_t>(count);
                out.depth_ = 2;
            }
        }
        const char next = peek();  // a version may follow: "(2006.01)", "[2006.01]", a date
        if (next != '\0' && next != ' ' && next != '(' && next != '[' && next != '\t' &&
            next != '\r' && next != '\n' && next != ',')
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
