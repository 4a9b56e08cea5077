#include "patents/opened_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <utility>
#include <vector>

#include <reeindex/data/csv.hpp>
#include <reeindex/patents/office_codes.hpp>

#include "patents/header.hpp"

namespace reeindex::detail {

PatentSource open_file(const std::string& path) {
    errno = 0;
    std::shared_ptr<std::FILE> file{std::fopen(path.c_str(), "rb"), [](std::FILE* one) {
                                        if (one != nullptr) std::fclose(one);
                                    }};
    if (!file) throw FileError(concat("cannot open '", path, "': ", std::strerror(errno)));
    PatentSource out;
    if (std::fseek(file.get(), 0, SEEK_END) == 0) {
        const long end = std::ftell(file.get());
        out.size = end > 0 ? static_cast<std::uint64_t>(end) : 0;
        std::rewind(file.get());
    }
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    out.read = [file, path](std::span<char> to) {
        errno = 0;
        const std::size_t got = std::fread(to.data(), 1, to.size(), file.get());
        if (got < to.size() && std::ferror(file.get()) != 0)
            throw FileError(concat("cannot read '", path, "': ", std::strerror(errno)));
        return got;
    };
    return out;
}

PatentSource open_text(std::string_view text) {
    return {[text](std::span<char> to) mutable {
                const std::size_t count = std::min(to.size(), text.size());
                std::copy_n(text.begin(), count, to.begin());
                text.remove_prefix(count);
                return count;
            },
            text.size(), 1};
}

void check(const ReadPatentsOptions& options) {
    const auto& columns = options.columns;
    const char c = options.delimiter.value_or(',');
    if (c == '"' || c == '\n' || c == '\r' || c == '\0' || static_cast<unsigned char>(c) >= 0x80)
        throw InvalidArgument("delimiter", concat("'", c, "'"),
                              "one ASCII character, no quote and no line break");
    if (!columns.office.empty() && !is_office_code(columns.office))
        throw InvalidArgument("office", concat("'", columns.office, "'"),
                              "a two-letter code of WIPO ST.3, such as US");
    if (columns.century_from != 0 && (columns.century_from < PatentDate::min_year ||
                                      columns.century_from > PatentDate::max_year - 99))
        throw InvalidArgument(
            "century_from", concat(columns.century_from),
            concat("from ", PatentDate::min_year, " to ", PatentDate::max_year - 99, ", or 0"));
    if (!options.preset.empty()) (void)patent_preset(options.preset);
    if (options.block_bytes < 64 || options.block_bytes > (std::size_t{256} << 20))
        throw InvalidArgument("block_bytes", concat(options.block_bytes), "from 64 to 256 MiB");
    if (options.max_record_bytes < 64 || options.max_record_bytes > (std::size_t{64} << 20))
        throw InvalidArgument("max_record_bytes", concat(options.max_record_bytes),
                              "from 64 to 64 MiB");
    if (options.threads > 256)
        throw InvalidArgument("threads", concat(options.threads), "from 0 to 256");
}

namespace {

/// Bytes in which the header stands.
constexpr std::size_t head_bytes = std::size_t{256} << 10;

[[nodiscard]] std::string read_head(const PatentSource& source) {
    std::string out(head_bytes, '\0');
    std::size_t filled = 0;
    while (filled < out.size()) {
        const std::size_t got = source.read({out.data() + filled, out.size() - filled});
        if (got == 0) break;
        filled += got;
    }
    out.resize(filled);
    return out;
}

[[nodiscard]] bool is_json(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    head = trim(head);
    if (head.empty() || (head[0] != '{' && head[0] != '[')) return false;
    const auto next = trim(head.substr(1));
    return !next.empty() && (next[0] == '{' || next[0] == '"' || next[0] == '}' || next[0] == ']');
}

}  // namespace

OpenedTable::OpenedTable(PatentSource source, std::string name_, const ReadPatentsOptions& options)
    : name(std::move(name_)),
      size(source.size),
      classifier(options.classifier ? options.classifier
                                    : std::make_shared<const Classifier>(default_technology_rules(),
                                                                         default_wipo_fields())),
      names(options.applicant_forms ? *options.applicant_forms : default_applicant_forms(),
            options.aliases) {
    if (!source.read) throw InvalidArgument("source", "no function to read", "a source of bytes");
    std::string head = read_head(source);
    if (is_json(head))
        throw DataError(name, 0, "is JSON, not CSV; the Python module reads JSON exports");
    auto found = find_header(head, head.size() < head_bytes, name, options, source.first_line);
    layout = std::move(found.layout);
    reading = std::move(found.reading);
    // What was looked at comes first again.
    auto read = [text = std::move(head), at = std::size_t{0},
                 rest = std::move(source.read)](std::span<char> to) mutable {
        if (at == text.size()) return rest(to);
        const std::size_t count = std::min(to.size(), text.size() - at);
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), count, to.begin());
        at += count;
        if (at == text.size()) std::string{}.swap(text), at = 0;
        return count;
    };
    blocks = std::make_unique<CsvBlocks>(
        std::move(read), name,
        CsvBlockOptions{reading.delimiter, options.block_bytes, options.max_record_bytes,
                        source.first_line, found.line_break});
    pass_header(found.records);
}

void OpenedTable::pass_header(std::size_t records) {
    while (blocks->next(first)) {
        if (records <= first.records.size()) {
            first_row = records;
            has_first = true;
            return;
        }
        records -= first.records.size();
    }
    throw DataError(name, 0, "empty: there is no header row");
}

}  // namespace reeindex::detail
