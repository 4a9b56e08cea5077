#include "patents/opened_table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <utility>
#include <vector>

namespace reeindex::detail {

FileSource open_file(const std::string& path) {
    errno = 0;
    std::shared_ptr<std::FILE> file{std::fopen(path.c_str(), "rb"), [](std::FILE* one) {
                                        if (one != nullptr) std::fclose(one);
                                    }};
    if (!file) throw FileError(concat("cannot open '", path, "': ", std::strerror(errno)));
    FileSource out;
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

FileSource open_text(std::string_view text) {
    return {[text](std::span<char> to) mutable {
                const std::size_t count = std::min(to.size(), text.size());
                std::copy_n(text.begin(), count, to.begin());
                text.remove_prefix(count);
                return count;
            },
            text.size()};
}

void check(const ReadPatentsOptions& options) {
    const auto& columns = options.columns;
    const char c = options.delimiter;
    if (c == '"' || c == '\n' || c == '\r' || c == '\0' || static_cast<unsigned char>(c) >= 0x80)
        throw InvalidArgument("delimiter", concat("'", c, "'"),
                              "one ASCII character, no quote and no line break");
    if (columns.list_separator.empty())
        throw InvalidArgument("list_separator", "''", "a text that is not empty");
    if (options.block_bytes < 64 || options.block_bytes > (std::size_t{256} << 20))
        throw InvalidArgument("block_bytes", concat(options.block_bytes), "from 64 to 256 MiB");
    if (options.max_record_bytes < 64 || options.max_record_bytes > (std::size_t{64} << 20))
        throw InvalidArgument("max_record_bytes", concat(options.max_record_bytes),
                              "from 64 to 64 MiB");
    if (options.threads > 256)
        throw InvalidArgument("threads", concat(options.threads), "from 0 to 256");
}
OpenedTable::OpenedTable(FileSource source, std::string name_, const ReadPatentsOptions& options)
    : name(std::move(name_)),
      size(source.size),
      classifier(options.classifier ? options.classifier
                                    : std::make_shared<const Classifier>(default_technology_rules(),
                                                                         default_wipo_fields())),
      names(options.applicant_forms ? *options.applicant_forms : default_applicant_forms(),
            options.aliases),
      blocks(std::make_unique<CsvBlocks>(
          std::move(source.read), name,
          CsvBlockOptions{options.delimiter, options.block_bytes, options.max_record_bytes})) {
    read_header(options);
}

void OpenedTable::read_header(const ReadPatentsOptions& options) {
    bool preamble_seen = false;
    while (blocks->next(first)) {
        for (std::size_t i = 0; i < first.records.size(); ++i) {
            const auto& slice = first.records[i];
            const auto record = first.slice(slice);
            if (trim(record).empty()) continue;
            std::vector<std::string_view> cells;
            std::deque<std::string> store;
            if (slice.problem != SliceProblem::none ||
                split_cells(record, options.delimiter, cells, store) != nullptr)
                throw DataError(name, slice.line, "the quotes of the header are out of place");
            const auto& preamble = options.columns.preamble;
            if (!preamble_seen && !preamble.empty() && trim(cells[0]).starts_with(preamble)) {
                preamble_seen = true;
                continue;
            }
            layout = make_layout(options.columns, options.delimiter, cells, name, slice.line);
            first_row = i + 1;
            has_first = true;
            return;
        }
    }
    throw DataError(name, 0, "empty: there is no header row");
}

}  // namespace reeindex::detail
