#pragma once
// Definitions of data/records.hpp.

#include <algorithm>
#include <array>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/records.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::string_view trim_blanks(std::string_view text) noexcept {
    // Blanks of Unicode, and signs without width: a byte order mark stands within files that were
    // joined, a blank without width in what was copied from a page.
    constexpr std::array<std::string_view, 8> wide{"\xC2\xA0",     "\xE2\x80\x87", "\xE2\x80\x89",
                                                   "\xE2\x80\xAF", "\xE3\x80\x80", "\xEF\xBB\xBF",
                                                   "\xE2\x80\x8B", "\xE2\x81\xA0"};
    const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    while (true) {
        text = trim(text);
        if (text.empty() || (!beyond_ascii(text.front()) && !beyond_ascii(text.back())))
            return text;
        const auto front =
            std::find_if(wide.begin(), wide.end(), [&](auto one) { return text.starts_with(one); });
        if (front != wide.end()) {
            text.remove_prefix(front->size());
            continue;
        }
        const auto back =
            std::find_if(wide.begin(), wide.end(), [&](auto one) { return text.ends_with(one); });
        if (back == wide.end()) return text;
        text.remove_suffix(back->size());
    }
}

/// One pass over the text.
class RecordSplitter {
public:
    RecordSplitter(std::string_view text, char separator, std::string_view file)
        : rest_(text), file_(file), stop_{separator, '\r', '\n', '"'}, separator_(separator) {}

    [[nodiscard]] Records split(std::size_t most) {
        bool blank = false;
        while (!rest_.empty() && out_.size() < most) {
            const std::string_view before = rest_;
            const std::size_t line = line_;
            const std::size_t first = out_.cells_.size();
            quoted_ = false;
            const std::size_t length = record();
            const bool empty =
                out_.cells_.size() == first + 1 && out_.cells_.back().empty() && !quoted_;
            if (empty) {
                out_.cells_.pop_back();
                blank = true;
                continue;
            }
            out_.starts_.push_back(first);
            out_.lines_.push_back(line);
            out_.texts_.push_back(before.substr(0, length));
            out_.blank_above_.push_back(blank ? 1 : 0);
            blank = false;
        }
        return std::move(out_);
    }

private:
    /// Takes a record and its line break; returns its length without the break.
    std::size_t record() {
        const std::size_t before = rest_.size();
        while (true) {
            out_.cells_.push_back(trim_blanks(cell()));
            if (rest_.empty()) return before;
            if (rest_[0] != separator_) break;
            rest_.remove_prefix(1);
        }
        const std::size_t length = before - rest_.size();
        rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
        ++line_;
        return length;
    }

    /// A cell. ="2019" is how spreadsheets are told that a cell is text: it is 2019. Blanks before
    /// a quote are not part of the cell.
    [[nodiscard]] std::string_view cell() {
        const auto start = std::min(rest_.find_first_not_of(' '), rest_.size());
        const auto ahead = rest_.substr(start);
        if (ahead.starts_with('"')) {
            rest_ = ahead;
            const auto out = quoted_cell();
            const bool text = out.size() >= 3 && out.starts_with("=\"") && out.ends_with('"') &&
                              out.find('"', 2) == out.size() - 1;
            return text ? out.substr(2, out.size() - 3) : out;
        }
        if (!ahead.starts_with("=\"")) return plain_cell();
        rest_ = ahead.substr(1);
        return quoted_cell();
    }

    [[nodiscard]] std::string_view plain_cell() {
        const std::size_t end = std::min(
            rest_.find_first_of(std::string_view{stop_.data(), stop_.size()}), rest_.size());
        if (end < rest_.size() && rest_[end] == '"')
            throw DataError(file_, line_,
                            "a quote inside a field that does not start with one; quote the whole "
                            "field and double the quotes inside it");
        const auto out = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return out;
    }

    [[nodiscard]] std::string_view quoted_cell() {
        const std::size_t start = line_;
        quoted_ = true;
        rest_.remove_prefix(1);
        std::string_view whole = rest_;
        std::size_t length = 0;
        bool doubled = false;
        while (true) {
            const std::size_t end = rest_.find('"');
            if (end == std::string_view::npos)
                throw DataError(file_, start, "a quote that opens here is never closed");
            count_breaks(rest_.substr(0, end));
            rest_.remove_prefix(end + 1);
            length += end;
            if (!rest_.starts_with('"')) break;
            doubled = true;
            rest_.remove_prefix(1);
            length += 2;
        }
        whole = whole.substr(0, length);
        if (!rest_.empty() && rest_[0] != separator_ && rest_[0] != '\n' && rest_[0] != '\r')
            throw DataError(file_, line_,
                            "text after a closing quote; double the quotes inside a quoted field");
        if (!doubled) return whole;
        std::string& kept = out_.unescaped_.emplace_back();
        for (std::size_t i = 0; i < whole.size(); ++i) {
            kept.push_back(whole[i]);
            if (whole[i] == '"') ++i;
        }
        return kept;
    }

    void count_breaks(std::string_view part) noexcept {
        for (std::size_t i = 0; i < part.size(); ++i)
            if (part[i] == '\n' ||
                (part[i] == '\r' && (i + 1 == part.size() || part[i + 1] != '\n')))
                ++line_;
    }

    std::string_view rest_;
    std::string_view file_;
    std::array<char, 4> stop_;
    char separator_;
    std::size_t line_ = 1;
    bool quoted_ = false;
    Records out_;
};

REEINDEX_INLINE Records split_records(std::string_view text, char separator, std::string_view file,
                                      std::size_t most) {
    return RecordSplitter{text, separator, file}.split(most);
}

}  // namespace reeindex::detail
