#include "patents/csv_blocks.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <reeindex/core/error.hpp>
#include <reeindex/data/text_encoding.hpp>

namespace reeindex::detail {

namespace {

/// A record cut by its line break may be longer than a quoted cell, but not without bound.
constexpr std::size_t max_line_bytes = std::size_t{64} << 20;

[[nodiscard]] std::size_t find_char(std::string_view text, char c, std::size_t from) noexcept {
    if (from >= text.size()) return text.size();
    const void* found = std::memchr(text.data() + from, c, text.size() - from);
    return found == nullptr
               ? text.size()
               : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

char line_break_of(std::string_view text, const std::string& name) {
    if (text.starts_with(std::string_view{"\xFF\xFE\0\0", 4}))
        throw DataError(name, 1, "is UTF-32 text; save it as UTF-8");
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw DataError(name, 1, "is UTF-16 text; save it as UTF-8");
    if (text.starts_with("PK\x03\x04"))
        throw DataError(name, 0, "is a spreadsheet or a ZIP archive; save it as CSV in UTF-8");
    if (text.starts_with("\xD0\xCF\x11\xE0"))
        throw DataError(name, 0, "is a spreadsheet (XLS); save it as CSV in UTF-8");
    if (text.starts_with("\x1F\x8B"))
        throw DataError(name, 0, "is compressed (gzip); the Python module reads such files");
    if (text.starts_with("PAR1"))
        throw DataError(name, 0, "is Parquet; the Python module reads such files");
    if (text.starts_with("%PDF")) throw DataError(name, 0, "is a PDF document, not an export");
    if (const auto other = foreign_format(text); !other.empty()) throw DataError(name, 0, other);
    if (const auto wide = unmarked_utf16(text); !wide.empty())
        throw DataError(name, 1, "seems to be UTF-16 without a byte order mark; save it as UTF-8");
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {  // to the first line break
        if (text[i] == '"') quoted = !quoted;
        if (quoted || (text[i] != '\n' && text[i] != '\r')) continue;
        return text[i] == '\r' && i + 1 < text.size() && text[i + 1] != '\n' ? '\r' : '\n';
    }
    return '\n';
}

CsvBlocks::CsvBlocks(ByteSource source, std::string name, CsvBlockOptions options)
    : source_(std::move(source)),
      name_(std::move(name)),
      options_(options),
      line_(options.first_line) {}

CsvBlocks::Cut CsvBlocks::broken(CsvBlock& block, std::size_t& at, SliceProblem problem) {
    const std::size_t stop = find_char(block.text, options_.line_break, at);
    if (stop == block.text.size() && !end_ && stop - at <= max_line_bytes) return Cut::more;
    block.records.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop),
                             static_cast<std::uint32_t>(line_), problem});
    ++line_;
    at = std::min(stop + 1, block.text.size());
    quote_ = find_char(block.text, '"', at);
    return Cut::record;
}

CsvBlocks::Cut CsvBlocks::cut(CsvBlock& block, std::size_t& at) {
    const std::string_view text = block.text;
    if (at >= text.size()) return end_ ? Cut::done : Cut::more;
    const std::size_t limit = options_.max_record_bytes;
    std::size_t from = at;
    std::uint64_t breaks = 0;
    while (true) {
        const std::size_t newline = find_char(text, options_.line_break, from);
        // The search for quotes goes on only when the last one found is passed.
        if (quote_ < from) quote_ = find_char(text, '"', from);
        const std::size_t quote = quote_;
        if (newline < quote || quote == text.size()) {
            if (newline == text.size() && !end_) {
                if (newline - at > max_line_bytes)
                    throw DataError(name_, line_,
                                    "has no line break within 64 MiB; this is not a CSV file");
                return Cut::more;
            }
            std::size_t stop = newline;
            if (stop > at && text[stop - 1] == '\r') --stop;
            const bool long_record = stop - at > limit;
            block.records.push_back({static_cast<std::uint32_t>(at),
                                     static_cast<std::uint32_t>(stop),
                                     static_cast<std::uint32_t>(line_),
                                     long_record ? SliceProblem::too_long : SliceProblem::none});
            line_ += breaks + 1;
            at = std::min(newline + 1, text.size());
            return Cut::record;
        }
        if (quote != at && text[quote - 1] != options_.delimiter) {
            from = quote + 1;  // a quote inside a plain cell is a character like any other
            continue;
        }
        std::size_t close = quote + 1;
        while (true) {
            close = find_char(text, '"', close);
            const bool open = close == text.size();
            if (open || close - quote > limit) {
                if (open && !end_ && close - quote <= limit) return Cut::more;
                return broken(block, at, SliceProblem::unclosed_quote);
            }
            if (close + 1 == text.size() && !end_) return Cut::more;
            if (close + 1 == text.size() || text[close + 1] != '"') break;
            close += 2;
        }
        const std::size_t after = close + 1;
        if (after < text.size() && text[after] != options_.delimiter && text[after] != '\n' &&
            text[after] != '\r') {
            return broken(block, at, SliceProblem::text_after_quote);
        }
        breaks += static_cast<std::uint64_t>(
            std::count(text.begin() + static_cast<std::ptrdiff_t>(quote),
                       text.begin() + static_cast<std::ptrdiff_t>(close), options_.line_break));
        from = after;
    }
}

bool CsvBlocks::next(CsvBlock& block) {
    block.text = std::move(carry_);
    carry_.clear();
    block.records.clear();
    while (block.records.empty()) {
        const std::size_t old = block.text.size();
        if (!end_) {
            block.text.resize(old + options_.block_bytes);
            std::size_t filled = old;
            while (filled < block.text.size() && !end_) {
                const std::size_t got =
                    source_({block.text.data() + filled, block.text.size() - filled});
                filled += got;
                bytes_ += got;
                end_ = got == 0;
            }
            block.text.resize(filled);
            if (!started_ && block.text.starts_with("\xEF\xBB\xBF")) block.text.erase(0, 3);
            started_ = true;
        }
        std::size_t at = 0;
        quote_ = find_char(block.text, '"', 0);
        Cut last = Cut::record;
        while (last == Cut::record) last = cut(block, at);
        if (last == Cut::done) return !block.records.empty();
        if (!block.records.empty()) {
            carry_.assign(block.text, at);
            block.text.resize(at);
        }
    }
    return true;
}

}  // namespace reeindex::detail
