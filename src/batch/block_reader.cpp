#include "batch/block_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace reeindex::detail {
namespace {

/// The power of two above a size, within the range whose inverse and square are numbers.
double power_above(double size) {
    return std::ldexp(1.0, std::clamp(std::ilogb(size) + 1, -1000, 1000));
}

}  // namespace

BlockReader::BlockReader(const Job& job, KernelCurve curve, Sinks sinks)
    : job_(job), curve_(curve), sinks_(std::move(sinks)), reader_(job) {
    const auto& values = job.input.values;
    const std::size_t n = job.columns();
    in_place_ = job.shared_years && job.input.weights.empty() && job.axis.even &&
                job.axis.points == static_cast<int>(n) && values.doubles() != nullptr &&
                values.column_stride() == 1 && static_cast<int>(n) > parameters_of(curve);
    if (!in_place_) return;
    lines_.resize(5 * block_rows);
    for (std::size_t j = 0; j < n; ++j) {
        centred_.push_back(0.5 * static_cast<double>(n - 1) - job.axis.back[j]);
        sum_xx_ += centred_.back() * centred_.back();
    }
}

void BlockReader::read(std::size_t begin, std::size_t end) {
    if (in_place_)
        for (std::size_t row = begin; row < end; row += block_rows)
            read_in_place(row, std::min(end, row + block_rows));
    else
        for (std::size_t row = begin; row < end; ++row) read_row(row);
    for (auto& [key, block] : blocks_) solve(*block);
}

/// Rows read where they lie. A line through each tells at once whether it is complete, its size
/// and its direction.
void BlockReader::read_in_place(std::size_t begin, std::size_t end) {
    const auto& values = job_.input.values;
    const std::size_t n = job_.columns();
    LineBlock lines{};
    lines.rows = end - begin;
    lines.points = static_cast<int>(n);
    lines.row_stride = values.row_stride();
    lines.y = values.doubles() + static_cast<std::ptrdiff_t>(begin) * lines.row_stride;
    lines.x = centred_.data();
    lines.sum_xx = sum_xx_;
    lines.first = 0.0;
    lines.parameters = lines_.data();
    lines.errors = lines_.data() + 2 * block_rows;
    lines.sse = lines_.data() + 4 * block_rows;
    job_.kernels.fit_lines(lines);
    const AxisPlan& axis = job_.axis;
    for (std::size_t row = begin; row < end; ++row) {
        const std::size_t i = row - begin;
        const double mean = lines.parameters[2 * i], slope = lines.parameters[2 * i + 1];
        const double points = static_cast<double>(n);
        const double square = mean * mean + (lines.sse[i] + slope * slope * sum_xx_) / points;
        // Gaps, values near the ends of the range and constant rows need a closer look.
        if (!(square < most_square && square > least_square) ||
            !(lines.sse[i] + slope * slope * sum_xx_ > 1e-20 * square)) {
            read_row(row);
            continue;
        }
        const double unit = power_above(std::sqrt(square));
        const bool falls = curve_ != KernelCurve::exponential && slope < 0.0;
        SeriesBlock& block = block_of(SeriesBlock::Kind::complete, axis.points);
        double* const y = block.y.data() + block.size() * n;
        const double* const from =
            values.doubles() + static_cast<std::ptrdiff_t>(row) * lines.row_stride;
        const double scale = 1.0 / unit;
        if (falls)
            for (std::size_t j = 0; j < n; ++j) y[j] = from[j] * scale;
        else
            for (std::size_t j = 0; j < n; ++j) y[j] = from[n - 1 - j] * scale;
        // written in its place: a copy would wait for every part
        SeriesBlock::Origin& origin = block.origins.emplace_back();
        origin.row = row;
        origin.unit = unit;
        origin.weight_unit = 1.0;
        origin.n_obs = lines.points;
        origin.last = falls ? axis.first : axis.last;
        origin.step = falls ? -axis.step : axis.step;
        origin.first_x = axis.back[0];
        if (block.size() == block_rows) solve(block);
    }
}

void BlockReader::read_row(std::size_t row) {
    reader_.read(row);
    const int n_obs = reader_.n_obs;
    if (!reader_.valid) return job_.store_failure(row, FitStatus::invalid_data, n_obs);
    if (n_obs <= parameters_of(curve_))
        return job_.store_failure(row, FitStatus::too_few_observations, n_obs);
    const AxisPlan& axis = *reader_.axis;
    const std::size_t n = reader_.y.size();
    double heaviest = 0.0, total = 0.0, weights = 0.0, moment = 0.0, moment_x = 0.0;
    double lowest = inf, highest = -inf;
    for (std::size_t i = 0; i < n; ++i) {
        const double y = reader_.y[i], w = reader_.w[i];
        if (w == 0.0) continue;
        lowest = std::min(lowest, y);
        highest = std::max(highest, y);
        heaviest = std::max(heaviest, w);
    }
    const double largest = std::max(std::abs(lowest), std::abs(highest));
    SeriesBlock::Origin origin{};
    origin.row = row;
    origin.n_obs = n_obs;
    origin.log_weights = reader_.log_weights;
    origin.unit = largest > 0.0 ? power_above(largest) : 1.0;
    origin.weight_unit =
        reader_.weighted ? std::ldexp(1.0, std::clamp(std::ilogb(heaviest), -1000, 1000)) : 1.0;
    const double scale = 1.0 / origin.unit, weight_scale = 1.0 / origin.weight_unit;
    for (std::size_t i = 0; i < n; ++i) {
        const double y = reader_.y[i] * scale, w = reader_.w[i] * weight_scale;
        total += w * y, weights += w, moment += w * y * axis.back[i], moment_x += w * axis.back[i];
    }
    // The likelier direction is solved first. The exponential curve has but one form for both.
    const bool falls = curve_ != KernelCurve::exponential && moment * weights > moment_x * total;
    origin.last = falls ? axis.first : axis.last;
    origin.step = falls ? -axis.step : axis.step;
    origin.first_x = axis.back.empty() ? 0.0 : axis.back[0];

    const auto kind = !axis.even ? SeriesBlock::Kind::uneven
                      : reader_.complete && axis.points == static_cast<int>(n)
                          ? SeriesBlock::Kind::complete
                          : SeriesBlock::Kind::weighted;
    SeriesBlock& block = block_of(kind, axis.points);
    copy_row(block, origin, falls);
    block.origins.push_back(origin);
    if (lowest == highest && (curve_ != KernelCurve::exponential || highest == 0.0)) {
        sinks_.level(block, highest);
        block.origins.pop_back();
    } else if (block.size() == block_rows) {
        solve(block);
    }
}

/// The row that was read, behind the series of the block.
void BlockReader::copy_row(SeriesBlock& block, const SeriesBlock::Origin& origin,
                           bool falls) const {
    const AxisPlan& axis = *reader_.axis;
    const std::size_t n = reader_.y.size();
    const double scale = 1.0 / origin.unit, weight_scale = 1.0 / origin.weight_unit;
    const std::size_t at = block.size() * static_cast<std::size_t>(block.points);
    double* const y = block.y.data() + at;
    if (block.kind == SeriesBlock::Kind::complete) {
        for (std::size_t i = 0; i < n; ++i) y[falls ? i : n - 1 - i] = reader_.y[i] * scale;
        return;
    }
    const auto slot = [&](std::size_t i) {
        const auto place = static_cast<std::size_t>(axis.place[i]);
        return falls ? place : static_cast<std::size_t>(block.points) - 1 - place;
    };
    double* const w = block.w.data() + at;
    std::fill_n(y, block.points, 0.0);
    std::fill_n(w, block.points, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        y[slot(i)] = reader_.y[i] * scale;
        w[slot(i)] = reader_.w[i] * weight_scale;
    }
    if (block.kind != SeriesBlock::Kind::uneven) return;
    for (std::size_t i = 0; i < n; ++i) {
        block.x[at + slot(i)] = falls ? origin.first_x - axis.back[i] : axis.back[i];
        block.node[at + slot(i)] =
            static_cast<std::int16_t>(falls ? uneven_nodes - 1 - axis.node[i] : axis.node[i]);
    }
}

void BlockReader::solve(SeriesBlock& block) {
    if (block.size() == 0) return;
    sinks_.solve(block);
    block.origins.clear();
}

SeriesBlock& BlockReader::block_of(SeriesBlock::Kind kind, int points) {
    const auto key = std::pair{static_cast<int>(kind), points};
    if (last_ != nullptr && last_key_ == key) return *last_;
    auto& found = blocks_[key];
    if (!found) found = std::make_unique<SeriesBlock>(kind, points);
    last_key_ = key;
    last_ = found.get();
    return *last_;
}

}  // namespace reeindex::detail
