#pragma once
// Latin hypercube draws.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
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

namespace detail {

/// The chi-squared quantile between two normal quantiles. Its cube root is nearly a line of the
/// normal quantile (Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684), so that four points
/// around leave an error below 1e-6 from 8 degrees of freedom on.
class ChiSquaredTable {
public:
    ChiSquaredTable(double dof, double most) : first_(-most), step_(2.0 * most / intervals) {
        for (std::size_t i = 0; i < roots_.size(); ++i) {
            const double z = first_ + (static_cast<double>(i) - 1.0) * step_;
            roots_[i] = std::cbrt(chi_squared_quantile(normal_cdf(z), dof));
        }
    }
    [[nodiscard]] double at(double z) const {
        const double x = std::clamp((z - first_) / step_, 0.0, static_cast<double>(intervals));
        const auto i = std::min(static_cast<std::size_t>(x), intervals - 1);
        const double u = x - static_cast<double>(i);
        const double* const r = roots_.data() + i;  // at -1, 0, 1, 2
        const double root = -u * (u - 1.0) * (u - 2.0) / 6.0 * r[0] +
                            (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0 * r[1] -
                            (u + 1.0) * u * (u - 2.0) / 2.0 * r[2] +
                            (u + 1.0) * u * (u - 1.0) / 6.0 * r[3];
        return root * root * root;
    }

private:
    static constexpr std::size_t intervals = 64;
    double first_, step_;
    std::array<double, intervals + 3> roots_{};
};

}  // namespace detail

struct PathDraws::Ratios {
    std::mutex mutex{};
    std::map<std::size_t, std::shared_ptr<const std::vector<double>>> kept{};
};

REEINDEX_INLINE std::shared_ptr<const std::vector<double>> PathDraws::scale_ratios(
    std::size_t steps) const {
    if (given_) return nullptr;
    {
        const std::lock_guard lock(ratios_->mutex);
        if (const auto found = ratios_->kept.find(steps); found != ratios_->kept.end())
            return found->second;
    }
    const auto m = static_cast<double>(steps);
    auto made = std::make_shared<std::vector<double>>(paths_);
    if (steps < 8) {
        for (std::size_t i = 0; i < paths_; ++i)
            (*made)[i] = std::sqrt((m + 2.0) / chi_squared_quantile(scale()[i], m));
    } else {
        const double most = -normal_quantile(0.5 / static_cast<double>(paths_));
        const detail::ChiSquaredTable table(m, most);
        for (std::size_t i = 0; i < paths_; ++i)
            (*made)[i] = std::sqrt((m + 2.0) / table.at(normal_quantile(scale()[i])));
    }
    constexpr std::size_t most_kept = 256, most_paths = 10'000;
    const std::lock_guard lock(ratios_->mutex);
    if (paths_ <= most_paths && ratios_->kept.size() < most_kept)
        return ratios_->kept.emplace(steps, std::move(made)).first->second;
    return made;
}

REEINDEX_INLINE PathDraws::PathDraws(const PathOptions& options, int horizon)
    : ratios_(std::make_shared<Ratios>()) {
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
