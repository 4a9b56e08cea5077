#include <reeindex/patents/reader.hpp>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "patents/csv_blocks.hpp"
#include "patents/row_parser.hpp"
#include "patents/table_builder.hpp"

namespace reeindex {

namespace detail {
namespace {

/// Bytes of a file, with its size.
struct FileSource {
    ByteSource read;
    std::uint64_t size = 0;
};

[[nodiscard]] FileSource open_file(const std::string& path) {
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

[[nodiscard]] FileSource open_text(std::string_view text) {
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

/// What all ways of reading share: the file cut into blocks, and the meaning of its header.
struct Opened {
    std::string name;
    std::uint64_t size = 0;
    std::shared_ptr<const Classifier> classifier;
    ApplicantNormaliser names;
    std::unique_ptr<CsvBlocks> blocks;
    RowLayout layout;
    CsvBlock first;             ///< the block with the header
    std::size_t first_row = 0;  ///< first record of it after the header
    bool has_first = false;

    Opened(FileSource source, std::string name_, const ReadPatentsOptions& options)
        : name(std::move(name_)),
          size(source.size),
          classifier(options.classifier ? options.classifier
                                        : std::make_shared<const Classifier>(
                                              default_technology_rules(), default_wipo_fields())),
          names(options.applicant_forms ? *options.applicant_forms : default_applicant_forms(),
                options.aliases),
          blocks(std::make_unique<CsvBlocks>(
              std::move(source.read), name,
              CsvBlockOptions{options.delimiter, options.block_bytes, options.max_record_bytes})) {
        read_header(options);
    }

private:
    void read_header(const ReadPatentsOptions& options) {
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
};

/// Parses blocks in threads and hands them back in the order of the file.
class Pipeline {
public:
    Pipeline(unsigned threads, const std::function<RowParser()>& make_parser) {
        for (unsigned i = 0; i < threads; ++i)
            workers_.emplace_back([this, parser = make_parser()]() mutable { work(parser); });
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() {
        {
            const std::lock_guard lock{mutex_};
            stopped_ = true;
        }
        work_waits_.notify_all();
        for (auto& worker : workers_) worker.join();
    }

    void submit(std::unique_ptr<ParsedBlock> block) {
        {
            const std::lock_guard lock{mutex_};
            jobs_.push_back(std::make_unique<Job>());
            jobs_.back()->block = std::move(block);
            waiting_.push_back(jobs_.back().get());
        }
        work_waits_.notify_one();
    }
    [[nodiscard]] std::size_t in_flight() const noexcept { return jobs_.size(); }

    /// The oldest block, parsed. What its parsing threw is thrown here.
    [[nodiscard]] std::unique_ptr<ParsedBlock> collect() {
        std::unique_lock lock{mutex_};
        Job& oldest = *jobs_.front();
        job_done_.wait(lock, [&] { return oldest.done; });
        const auto job = std::move(jobs_.front());
        jobs_.pop_front();
        if (job->failure) std::rethrow_exception(job->failure);
        return std::move(job->block);
    }

private:
    struct Job {
        std::unique_ptr<ParsedBlock> block;
        std::exception_ptr failure;
        bool done = false;
    };

    void work(RowParser& parser) {
        while (true) {
            Job* job = nullptr;
            {
                std::unique_lock lock{mutex_};
                work_waits_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
                if (stopped_) return;
                job = waiting_.front();
                waiting_.pop_front();
            }
            std::exception_ptr failure;
            try {
                parser.parse(*job->block);
            } catch (...) {
                failure = std::current_exception();
            }
            {
                const std::lock_guard lock{mutex_};
                job->failure = failure;
                job->done = true;
            }
            job_done_.notify_one();
        }
    }

    std::mutex mutex_;
    std::condition_variable work_waits_, job_done_;
    std::deque<std::unique_ptr<Job>>
        jobs_;  // in the order of the file; main thread only adds, takes
    std::deque<Job*> waiting_;
    bool stopped_ = false;
    std::vector<std::thread> workers_;
};

[[nodiscard]] PatentTable read_all(Opened& opened, const ReadPatentsOptions& options) {
    PatentTableBuilder builder{opened.name, opened.classifier, opened.names, opened.layout,
                               options};
    const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
    const unsigned threads = options.threads == 0 ? machine : options.threads;
    const auto make_parser = [&] {
        return RowParser{opened.layout, *opened.classifier, opened.names, options.max_listed};
    };
    const auto report = [&] {
        if (!options.progress) return;
        const ReadProgress now{opened.blocks->bytes(), opened.size, builder.rows(),
                               builder.malformed()};
        if (!options.progress(now))
            throw ReadCancelled(concat("reading '", opened.name, "' was cancelled after ",
                                       builder.rows(), " rows"));
    };
    const auto append = [&](const ParsedBlock& parsed) {
        const bool is_first = builder.rows() == 0;
        builder.append(parsed);
        if (is_first && opened.size > parsed.block.text.size() && !parsed.block.text.empty()) {
            // The first block tells how long records are.
            const double ratio =
                static_cast<double>(opened.size) / static_cast<double>(parsed.block.text.size());
            builder.reserve(
                static_cast<std::size_t>(1.02 * ratio * static_cast<double>(parsed.rows.size())) +
                1024);
        }
        report();
    };

    auto start = std::make_unique<ParsedBlock>();
    start->block = std::move(opened.first);
    start->block.records.erase(
        start->block.records.begin(),
        start->block.records.begin() + static_cast<std::ptrdiff_t>(opened.first_row));
    if (threads == 1) {
        auto parser = make_parser();
        do {
            parser.parse(*start);
            append(*start);
        } while (opened.blocks->next(start->block));
        return std::move(builder).finish();
    }
    Pipeline pipeline{threads, make_parser};
    const std::size_t most = std::size_t{threads} + 2;
    std::vector<std::unique_ptr<ParsedBlock>> spare;
    pipeline.submit(std::move(start));
    while (true) {
        auto next = std::make_unique<ParsedBlock>();
        if (!spare.empty()) {
            next = std::move(spare.back());
            spare.pop_back();
        }
        if (!opened.blocks->next(next->block)) break;
        pipeline.submit(std::move(next));
        while (pipeline.in_flight() >= most) {
            spare.push_back(pipeline.collect());
            append(*spare.back());
        }
    }
    while (pipeline.in_flight() > 0) append(*pipeline.collect());
    return std::move(builder).finish();
}

}  // namespace
}  // namespace detail

PatentTable read_patents(const std::string& path, const ReadPatentsOptions& options) {
    detail::check(options);
    detail::Opened opened{detail::open_file(path), path, options};
    return detail::read_all(opened, options);
}

PatentTable parse_patents(std::string_view text, std::string_view source,
                          const ReadPatentsOptions& options) {
    detail::check(options);
    detail::Opened opened{detail::open_text(text), std::string{source}, options};
    return detail::read_all(opened, options);
}

struct PatentStream::State {
    explicit State(const std::string& path, const ReadPatentsOptions& options)
        : opened(detail::open_file(path), path, options),
          parser(opened.layout, *opened.classifier, opened.names, options.max_listed),
          max_listed(options.max_listed),
          at(opened.first_row) {}

    detail::Opened opened;
    detail::RowParser parser;
    std::size_t max_listed;
    std::size_t at;
    IssueList malformed;
};

PatentStream::PatentStream(const std::string& path, const ReadPatentsOptions& options) {
    detail::check(options);
    state_ = std::make_unique<State>(path, options);
}
PatentStream::~PatentStream() = default;
PatentStream::PatentStream(PatentStream&&) noexcept = default;
PatentStream& PatentStream::operator=(PatentStream&&) noexcept = default;

std::optional<PatentRecord> PatentStream::next() {
    auto& state = *state_;
    auto& block = state.opened.first;
    while (true) {
        while (state.at < block.records.size()) {
            std::optional<RowIssue> issue;
            auto record = state.parser.full(block, block.records[state.at++], issue);
            if (record) return record;
            if (!issue) continue;
            ++state.malformed.count;
            if (state.malformed.listed.size() < state.max_listed)
                state.malformed.listed.push_back(std::move(*issue));
        }
        if (!state.opened.blocks->next(block)) return std::nullopt;
        state.at = 0;
    }
}

const IssueList& PatentStream::malformed() const noexcept { return state_->malformed; }
const Classifier& PatentStream::classifier() const noexcept { return *state_->opened.classifier; }

}  // namespace reeindex
