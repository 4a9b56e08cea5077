#include <reeindex/patents/reader.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "patents/opened_table.hpp"
#include "patents/table_builder.hpp"

namespace reeindex {

namespace detail {
namespace {

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

[[nodiscard]] PatentTable read_all(OpenedTable& opened, const ReadPatentsOptions& options) {
    PatentTableBuilder builder{opened, options};
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
    detail::OpenedTable opened{detail::open_file(path), path, options};
    return detail::read_all(opened, options);
}

PatentTable read_patents(const PatentSource& source, std::string_view name,
                         const ReadPatentsOptions& options) {
    detail::check(options);
    detail::OpenedTable opened{source, std::string{name}, options};
    return detail::read_all(opened, options);
}

PatentTable parse_patents(std::string_view text, std::string_view source,
                          const ReadPatentsOptions& options) {
    detail::check(options);
    detail::OpenedTable opened{detail::open_text(text), std::string{source}, options};
    return detail::read_all(opened, options);
}

struct PatentStream::State {
    State(PatentSource source, std::string name, const ReadPatentsOptions& options)
        : opened(std::move(source), std::move(name), options),
          parser(opened.layout, *opened.classifier, opened.names, options.max_listed),
          max_listed(options.max_listed),
          at(opened.first_row) {}

    detail::OpenedTable opened;
    detail::RowParser parser;
    std::size_t max_listed;
    std::size_t at;
    IssueList malformed;
};

PatentStream::PatentStream(const std::string& path, const ReadPatentsOptions& options) {
    detail::check(options);
    state_ = std::make_unique<State>(detail::open_file(path), path, options);
}
PatentStream::PatentStream(const PatentSource& source, std::string_view name,
                           const ReadPatentsOptions& options) {
    detail::check(options);
    state_ = std::make_unique<State>(source, std::string{name}, options);
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
