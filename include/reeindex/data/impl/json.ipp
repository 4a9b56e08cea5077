#pragma once
// A JSON reader by recursive descent.

#include <algorithm>
#include <cstdint>

#include <reeindex/core/error.hpp>
#include <reeindex/core/utf8.hpp>
#include <reeindex/data/json.hpp>
#include <reeindex/data/text_file.hpp>

namespace reeindex::detail {

class JsonParser {
public:
    JsonParser(std::string_view text, std::string_view file) : all_(text), file_(file) {}

    [[nodiscard]] JsonValue parse() {
        if (all_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        JsonValue out = value(0);
        blanks();
        if (at_ != all_.size()) fail("text after the end of the JSON value");
        return out;
    }

private:
    [[noreturn]] void fail(std::string_view what) const {
        const auto end = all_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, all_.size()));
        const auto line = 1 + std::count(all_.begin(), end, '\n');
        throw DataError(file_, static_cast<std::size_t>(line), what);
    }
    [[nodiscard]] char look() const noexcept { return at_ < all_.size() ? all_[at_] : '\0'; }
    void blanks() noexcept {
        while (at_ < all_.size() && std::string_view{" \t\r\n"}.find(all_[at_]) != all_.npos) ++at_;
    }
    void take(char wanted, std::string_view where) {
        if (look() != wanted) fail(concat("'", wanted, "' is missing ", where));
        ++at_;
    }

    [[nodiscard]] JsonValue value(int depth) {
        if (depth > 64) fail("nested deeper than 64 levels");
        blanks();
        const char first = look();
        if (first == '{') return object(depth);
        if (first == '[') return array(depth);
        if (first == '"') return {.kind = JsonValue::Kind::string, .text = string()};
        for (const auto& [word, kind, truth] : {Word{"true", JsonValue::Kind::boolean, true},
                                                Word{"false", JsonValue::Kind::boolean, false},
                                                Word{"null", JsonValue::Kind::null, false}}) {
            if (!all_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return {.kind = kind, .truth = truth};
        }
        const auto end = std::min(all_.find_first_not_of("+-.0123456789eE", at_), all_.size());
        if (end == at_) fail("no JSON value here");
        JsonValue out{.kind = JsonValue::Kind::number,
                      .text = std::string{all_.substr(at_, end - at_)}};
        at_ = end;
        return out;
    }

    [[nodiscard]] JsonValue object(int depth) {
        JsonValue out{.kind = JsonValue::Kind::object};
        ++at_;
        blanks();
        if (look() == '}') return ++at_, out;
        while (true) {
            blanks();
            if (look() != '"') fail("the name of a member must be a string");
            auto name = string();
            if (out.find(name) != nullptr) fail(concat("member '", name, "' occurs twice"));
            blanks();
            take(':', "after the name of a member");
            out.members.emplace_back(std::move(name), value(depth + 1));
            blanks();
            if (look() == '}') return ++at_, out;
            take(',', "between two members");
        }
    }

    [[nodiscard]] JsonValue array(int depth) {
        JsonValue out{.kind = JsonValue::Kind::array};
        ++at_;
        blanks();
        if (look() == ']') return ++at_, out;
        while (true) {
            out.items.push_back(value(depth + 1));
            blanks();
            if (look() == ']') return ++at_, out;
            take(',', "between two items");
        }
    }

    [[nodiscard]] std::string string() {
        ++at_;
        std::string out;
        while (true) {
            if (at_ >= all_.size()) fail("a string is never closed");
            const char one = all_[at_];
            if (one == '"') return ++at_, out;
            if (static_cast<unsigned char>(one) < 0x20) fail("a control character in a string");
            if (one == '\\') {
                escape(out);
                continue;
            }
            const auto length = utf8_sequence(all_.substr(at_, 4));
            if (length == 0) fail("is not UTF-8 text");
            out.append(all_.substr(at_, length));
            at_ += length;
        }
    }

    void escape(std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        ++at_;
        const char one = look();
        if (const auto found = letters.find(one); one != '\0' && found != letters.npos) {
            out += meant[found];
            ++at_;
            return;
        }
        if (one != 'u') fail("an unknown escape in a string");
        ++at_;
        std::uint32_t code = hex();
        if (code >= 0xD800 && code < 0xDC00) {
            if (!all_.substr(at_).starts_with("\\u")) fail("half of a surrogate pair");
            at_ += 2;
            const auto low = hex();
            if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code < 0xE000) {
            fail("half of a surrogate pair");
        }
        append_utf8(out, code);
    }

    [[nodiscard]] std::uint32_t hex() {
        std::uint32_t code = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            constexpr std::string_view digits = "0123456789abcdef";
            char one = look();
            if (one >= 'A' && one <= 'F') one = static_cast<char>(one - 'A' + 'a');
            const auto digit = digits.find(one);
            if (one == '\0' || digit == digits.npos)
                fail("an escape needs four hexadecimal digits");
            code = code * 16 + static_cast<std::uint32_t>(digit);
        }
        return code;
    }

    struct Word {
        std::string_view word;
        JsonValue::Kind kind;
        bool truth;
    };

    std::string_view all_;
    std::string_view file_;
    std::size_t at_ = 0;
};

REEINDEX_INLINE JsonValue parse_json(std::string_view text, std::string_view file) {
    return JsonParser{text, file}.parse();
}

}  // namespace reeindex::detail
