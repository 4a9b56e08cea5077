#pragma once
/// \file
/// Text split into records and cells (RFC 4180 with any separator), before anyone knows where the
/// table in it begins and ends.

#include <cstddef>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex::detail {

/// Records of a text that outlives them. Cells come without blanks at their ends.
class Records {
public:
    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    [[nodiscard]] std::span<const std::string_view> cells(std::size_t i) const {
        const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1] : cells_.size();
        return std::span{cells_}.subspan(starts_[i], end - starts_[i]);
    }
    /// 1-based line on which a record begins.
    [[nodiscard]] std::size_t line(std::size_t i) const { return lines_[i]; }
    /// The record as it stands in the text.
    [[nodiscard]] std::string_view text(std::size_t i) const { return texts_[i]; }
    /// Whether a blank line is above the record.
    [[nodiscard]] bool blank_above(std::size_t i) const { return blank_above_[i] != 0; }

private:
    friend class RecordSplitter;
    std::deque<std::string> unescaped_;
    std::vector<std::string_view> cells_;
    std::vector<std::size_t> starts_, lines_;
    std::vector<std::string_view> texts_;
    std::vector<char> blank_above_;
};

/// Splits a text, blank lines left out.
/// \param most records at most.
/// \throws DataError with file and line at a quote out of place or never closed.
[[nodiscard]] Records split_records(std::string_view text, char separator, std::string_view file,
                                    std::size_t most = std::numeric_limits<std::size_t>::max());

/// Without blanks at both ends, those of Unicode included (U+00A0, U+2007, U+2009, U+202F, U+3000).
[[nodiscard]] std::string_view trim_blanks(std::string_view text) noexcept;

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/records.ipp>
#endif
