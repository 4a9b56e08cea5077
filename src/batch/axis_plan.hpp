#pragma once
// How the years of a series lie: evenly, on an even grid with holes, or anyhow.

#include <cstdint>
#include <span>
#include <vector>

namespace reeindex::detail {

struct AxisPlan {
    double first = 0.0, last = 0.0;  ///< calendar years
    double step = 1.0;  ///< calendar years from one grid point to the next, or the mean distance
    bool even = true;
    int points = 0;                  ///< grid points of an even axis, else the number of years
    std::vector<int> place;          ///< grid point of each year, from the first
    std::vector<double> back;        ///< steps back from the last year, per year
    std::vector<std::int16_t> node;  ///< start table node of each year of an uneven axis

    /// \param years strictly increasing and finite
    void set(std::span<const double> years);
};

/// Nodes of the start table of uneven axes.
inline constexpr int uneven_nodes = 64;

}  // namespace reeindex::detail
