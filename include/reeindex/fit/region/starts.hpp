#pragma once
/// \file
/// Places of a piece from which the ends of its part of the region are climbed to.

#include <algorithm>
#include <cmath>
#include <vector>

#include <reeindex/fit/region/climb.hpp>

namespace reeindex::detail {

/// Places in the region, best known first.
struct Starts {
    std::vector<std::vector<double>> places;
};

/// The optimum, other optima of the objective, nodes of the start grid, and the ends of the axes of
/// the ellipsoid at the optimum.
[[nodiscard]] Starts starts_in(const Piece& piece, double ceiling, double excess);

/// A place on one piece, by the value at the region's edge above it.
struct RankedPlace {
    double edge = -infinity;
    Climb* climb = nullptr;
    const std::vector<double>* p = nullptr;
};

/// Climbs from the places whose edges are highest: at most `most` of them, none that lies on a hill
/// already climbed, and none whose edge is lower than the highest by more than `share` of what the
/// highest lies above `middle`; but from the best place of each piece always. Highest end first.
[[nodiscard]] std::vector<Climb::End> best_climbs(std::vector<RankedPlace> places, std::size_t most,
                                                  double middle, double share = 0.3);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/starts.ipp>
#endif
