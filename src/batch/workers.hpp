#pragma once
// Chunks of rows over threads, with progress and cancellation.

#include <functional>

#include <reeindex/batch/batch.hpp>

namespace reeindex::detail {

/// Work on the rows [begin, end).
using ChunkWork = std::function<void(std::size_t begin, std::size_t end)>;

/// To be called within a chunk before anything that takes long: reports progress, and leaves the
/// chunk by an exception of its own when the work is to stop.
using Pause = std::function<void()>;

/// Calls `make(pause)` once per thread and the work it returns for chunk after chunk, until all
/// rows are done. The calling thread works too, and calls options.progress. All threads have ended
/// when this returns or throws. \throws Cancelled, and whatever the work or the progress function
/// throws.
void run_chunks(std::size_t rows, std::size_t chunk, const BatchOptions& options,
                const std::function<ChunkWork(const Pause&)>& make);

}  // namespace reeindex::detail
