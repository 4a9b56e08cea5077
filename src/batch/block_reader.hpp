#pragma once
// Rows of a batch read into blocks of series of one length.

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "batch/job.hpp"
#include "batch/series_block.hpp"

namespace reeindex::detail {

class BlockReader {
public:
    /// What becomes of the series that are read.
    struct Sinks {
        /// All series of a block, before it is emptied.
        std::function<void(const SeriesBlock&)> solve;
        /// The last series of a block, which has one value throughout.
        std::function<void(const SeriesBlock&, double value)> level;
    };

    BlockReader(const Job& job, KernelCurve curve, Sinks sinks);

    /// Reads rows and passes them on; rows without a fit get their status.
    void read(std::size_t begin, std::size_t end);

private:
    void read_row(std::size_t row);
    void read_in_place(std::size_t begin, std::size_t end);
    void copy_row(SeriesBlock& block, const SeriesBlock::Origin& origin, bool falls) const;
    void solve(SeriesBlock& block);
    SeriesBlock& block_of(SeriesBlock::Kind kind, int points);

    const Job& job_;
    KernelCurve curve_;
    Sinks sinks_;
    RowReader reader_;
    std::map<std::pair<int, int>, std::unique_ptr<SeriesBlock>> blocks_;
    std::pair<int, int> last_key_{};
    SeriesBlock* last_ = nullptr;
    bool in_place_ = false;
    std::vector<double> centred_, lines_;
    double sum_xx_ = 0.0;
};

/// Number of parameters of a kernel's curve.
[[nodiscard]] constexpr int parameters_of(KernelCurve curve) noexcept {
    return curve == KernelCurve::exponential ? 2 : 3;
}

}  // namespace reeindex::detail
