#include "batch/axis_plan.hpp"

#include <algorithm>
#include <cmath>

namespace reeindex::detail {

void AxisPlan::set(std::span<const double> years) {
    const std::size_t n = years.size();
    place.resize(n);
    back.resize(n);
    node.clear();
    even = true;
    points = static_cast<int>(n);
    step = 1.0;
    if (n == 0) return;
    first = years.front();
    last = years.back();
    const double span = last - first;
    double least = span;
    for (std::size_t i = 1; i < n; ++i) least = std::min(least, years[i] - years[i - 1]);
    if (n == 1) {
        place[0] = 0;
        back[0] = 0.0;
        return;
    }
    // A grid with more holes than points costs more than an exponential a point.
    const double cells = std::round(span / least);
    even = cells < static_cast<double>(std::max<std::size_t>(2 * n, n + 8));
    step = even ? span / cells : span / static_cast<double>(n - 1);
    for (std::size_t i = 0; i < n; ++i) {
        const double exact = (years[i] - first) / step, whole = std::round(exact);
        even = even && std::abs(exact - whole) <= 1e-11 * std::max(1.0, std::abs(last) / step);
        place[i] = static_cast<int>(std::min(whole, 1e9));
    }
    if (even) {
        points = place.back() + 1;
        for (std::size_t i = 0; i < n; ++i) back[i] = points - 1 - place[i];
        return;
    }
    step = span / static_cast<double>(n - 1);
    node.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        place[i] = static_cast<int>(i);
        back[i] = (last - years[i]) / step;
        node[i] = static_cast<std::int16_t>(
            std::lround(back[i] / static_cast<double>(n - 1) * (uneven_nodes - 1)));
    }
}

}  // namespace reeindex::detail
