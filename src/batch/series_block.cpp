#include "batch/series_block.hpp"

#include <algorithm>
#include <span>

namespace reeindex::detail {
namespace {

template <class T>
const T* pointer(const std::vector<T>& values) {
    return values.empty() ? nullptr : values.data();
}

/// The chosen rows of n values each; none where there are no values.
template <class T>
void copy_rows(const std::vector<T>& from, std::size_t n, const std::vector<std::size_t>& chosen,
               std::vector<T>& to) {
    to.resize(from.empty() ? 0 : chosen.size() * n);
    if (from.empty()) return;
    for (std::size_t j = 0; j < chosen.size(); ++j)
        std::copy_n(from.data() + chosen[j] * n, n, to.data() + j * n);
}

}  // namespace

SeriesBlock::SeriesBlock(Kind kind_, int points_)
    : kind(kind_),
      points(points_),
      y(cells()),
      w(kind == Kind::complete ? 0 : cells()),
      x(kind == Kind::uneven ? cells() : 0),
      node(kind == Kind::uneven ? cells() : 0),
      grid(static_cast<std::size_t>(points_)) {
    for (int i = 0; i < points_; ++i) grid[static_cast<std::size_t>(i)] = i;
}

CurveBlock SeriesBlock::view(std::size_t count) const {
    CurveBlock out{};
    out.rows = static_cast<int>(count);
    out.points = out.stride = points;
    out.y = y.data();
    out.w = pointer(w);
    out.x = pointer(x);
    out.node = pointer(node);
    out.band = -1;
    return out;
}

CurveBlock SeriesBlock::view_of(std::size_t i) const {
    CurveBlock out = view(1);
    const std::size_t at = i * static_cast<std::size_t>(points);
    out.y += at;
    if (out.w != nullptr) out.w += at;
    if (out.x != nullptr) out.x += at;
    if (out.node != nullptr) out.node += at;
    return out;
}

Series SeriesBlock::series(std::size_t i) const {
    const auto n = static_cast<std::size_t>(points);
    const auto& origin = origins[i];
    Series out;
    out.y = {y.data() + i * n, n};
    if (!w.empty()) out.w = {w.data() + i * n, n};
    out.x =
        x.empty() ? std::span<const double>{grid} : std::span<const double>{x.data() + i * n, n};
    out.unit = origin.unit;
    out.weight_unit = origin.weight_unit;
    out.last = origin.last;
    out.step = origin.step;
    out.first_x = origin.first_x;
    out.n_obs = origin.n_obs;
    return out;
}

CurveBlock ChosenSeries::copy(const SeriesBlock& block, const std::vector<std::size_t>& chosen) {
    const auto n = static_cast<std::size_t>(block.points);
    copy_rows(block.y, n, chosen, y_);
    copy_rows(block.w, n, chosen, w_);
    copy_rows(block.x, n, chosen, x_);
    copy_rows(block.node, n, chosen, node_);
    CurveBlock view = block.view(chosen.size());
    view.y = y_.data();
    view.w = pointer(w_);
    view.x = pointer(x_);
    view.node = pointer(node_);
    return view;
}

}  // namespace reeindex::detail
