#pragma once
// Latin hypercube draws.

#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/smoothing/path_draws.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE double student4_quantile(double p) {
    const double a = 4.0 * p * (1.0 - p), root = std::sqrt(a);
    const double q = std::cos(std::acos(root) / 3.0) / root;
    return (p < 0.5 ? -2.0 : 2.0) * std::sqrt(std::max(q - 1.0, 0.0));
}

REEINDEX_INLINE void check_paths(const PathOptions& options, int horizon) {
    if (options.paths < 100 || options.paths > 1'000'000)
        throw InvalidArgument("paths", concat(options.paths), "from 100 to 1000000");
    if (horizon < 1 || horizon > 1000)
        throw InvalidArgument("horizon", concat(horizon), "from 1 to 1000 years");
    if (static_cast<double>(options.paths) * horizon > 1e8)
        throw InvalidArgument(
            "paths", concat(options.paths),
            concat("at most ", 100'000'000 / horizon, " for a horizon of ", horizon, " years"));
}

}  // namespace detail

REEINDEX_INLINE PathDraws::PathDraws(const PathOptions& options, int horizon) {
    detail::check_paths(options, horizon);
    paths_ = static_cast<std::size_t>(options.paths);
    horizon_ = static_cast<std::size_t>(horizon);
    values_.resize((5 + 2 * horizon_) * paths_);
    std::vector<double> normal(paths_), student(paths_), uniform(paths_);
    for (std::size_t i = 0; i < paths_; ++i) {
        const double p = (static_cast<double>(i) + 0.5) / static_cast<double>(paths_);
        uniform[i] = p;
        normal[i] = normal_quantile(p);
        student[i] = detail::student4_quantile(p);
    }
    std::vector<std::uint32_t> order(paths_);
    for (std::size_t dimension = 0; dimension < 5 + horizon_; ++dimension) {
        std::iota(order.begin(), order.end(), 0U);
        Random random{options.seed, dimension};
        for (std::size_t i = paths_ - 1; i > 0; --i)
            std::swap(order[i], order[static_cast<std::size_t>(random.index(i + 1))]);
        double* const out = values_.data() + dimension * paths_;
        const auto& column = dimension < 4 ? normal : (dimension == 4 ? uniform : student);
        for (std::size_t i = 0; i < paths_; ++i) out[i] = column[order[i]];
        if (dimension < 5) continue;
        double* const gaussian = out + horizon_ * paths_;
        for (std::size_t i = 0; i < paths_; ++i) gaussian[i] = normal[order[i]];
    }
}

REEINDEX_INLINE PathDraws::PathDraws(std::span<const double> global, std::span<const double> local,
                                     std::span<const double> noise) {
    if (global.empty() || local.size() != global.size())
        throw InvalidArgument(
            "local", detail::concat("of length ", local.size()),
            detail::concat("of the length of global, ", global.size(), ", which is at least 1"));
    if (noise.empty() || noise.size() % global.size() != 0)
        throw InvalidArgument("noise", detail::concat("of length ", noise.size()),
                              detail::concat("a multiple of the number of paths, ", global.size()));
    for (const auto values : {global, local, noise})
        for (const double value : values)
            if (!std::isfinite(value))
                throw InvalidArgument("draws", detail::to_text(value), "finite");
    given_ = true;
    paths_ = global.size();
    horizon_ = noise.size() / paths_;
    values_.resize((5 + 2 * horizon_) * paths_, 0.0);
    std::copy(global.begin(), global.end(), values_.begin());
    std::copy(local.begin(), local.end(), values_.begin() + static_cast<std::ptrdiff_t>(paths_));
    std::copy(noise.begin(), noise.end(),
              values_.begin() + static_cast<std::ptrdiff_t>(5 * paths_));
    double* const gaussian = values_.data() + (5 + horizon_) * paths_;
    for (std::size_t i = 0; i < noise.size(); ++i)
        gaussian[i] = normal_quantile(student_t_cdf(noise[i], 4.0));
}

REEINDEX_INLINE std::shared_ptr<const PathDraws> PathDraws::shared(const PathOptions& options,
                                                                   int horizon) {
    detail::check_paths(options, horizon);
    constexpr std::size_t most_values = 1 << 22;  // what is larger is not kept
    const auto fits = [&](const PathDraws& one) {
        return one.paths_ == static_cast<std::size_t>(options.paths) &&
               one.horizon_ >= static_cast<std::size_t>(horizon);
    };
    struct Kept {
        std::uint64_t seed = 0;
        std::shared_ptr<const PathDraws> draws{};
    };
    static std::mutex mutex;
    static Kept kept;
    {
        const std::lock_guard lock(mutex);
        if (kept.draws && kept.seed == options.seed && fits(*kept.draws)) return kept.draws;
    }
    // A few years more than asked for, so that the next call finds them too.
    const int reach =
        static_cast<double>(options.paths) * horizon < 1e5 ? std::max(horizon, 12) : horizon;
    auto made = std::make_shared<const PathDraws>(options, reach);
    if (made->values_.size() <= most_values) {
        const std::lock_guard lock(mutex);
        kept = {options.seed, made};
    }
    return made;
}

}  // namespace reeindex
