// The scan of a table of shapes. It is compiled once, for the least processor, so that searches
// start from the same places on every one.
#include <algorithm>
#include <array>

#include "batch/end_table.hpp"

namespace reeindex::detail {

void scan_shapes(const EndTable& table, int points, const float* y, const float* w, int from,
                 int to, float* dots, float* squares) {
    constexpr int group = 32;
    for (int first = from; first < to; first += group) {
        const int count = std::min(group, to - first);
        std::array<float, group> dot{}, square{};
        for (int i = 0; i < points; ++i) {
            const float* const p = table.values(i) + first;
            const float yi = y[i];
            if (count == group)
                for (std::size_t s = 0; s < group; ++s) dot[s] += yi * p[s];
            else
                for (int s = 0; s < count; ++s) dot[static_cast<std::size_t>(s)] += yi * p[s];
            if (w == nullptr || w[i] == 0.0F) continue;
            const float wi = w[i];
            for (int s = 0; s < count; ++s) square[static_cast<std::size_t>(s)] += wi * p[s] * p[s];
        }
        std::copy_n(dot.data(), count, dots + first);
        if (w != nullptr) std::copy_n(square.data(), count, squares + first);
    }
}

}  // namespace reeindex::detail
