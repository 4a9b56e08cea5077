#include "batch/end_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "batch/row_fit.hpp"

namespace reeindex::detail {
namespace {

/// A bound so many times the largest observation has no digits left: it is none. As in the single
/// forecast.
constexpr double most_times_the_data = 1e7;
/// Share of the sum of squares below which the region's width is lost in rounding.
constexpr double least_excess = 1e-8;
/// So small a part of the largest observation is zero: where a falling curve underflows, nothing
/// tells its ends apart.
constexpr double no_part_of_data = 1e-20;
/// A lower end of a positive curve below this part is as good as settled: it lies between zero and
/// what was found.
constexpr double low_enough = 1e-9;
/// Share of the way from the best curve to the end by which a hill may be lower for it to be
/// followed: another scout meets it before it has made up for more.
constexpr double followed_within = 0.05;
/// Hills met besides those of the optima, at most.
constexpr std::size_t most_others = 96;

/// Steps after the data at which hills are looked for, whatever the horizon.
constexpr std::array<int, 7> scouted_steps{1, 4, 12, 36, 108, 324, 972};
/// Up to here before any year is gone through; and in every year, where a constant is in the
/// region: the bounds hardly change there from one place to another, and the highest hill changes
/// from year to year.
constexpr int scouted_first = 12;
/// Years are gone through in whole blocks, so that those asked for change none before them.
constexpr int block_steps = 12;

void set(EndPlaces& places, std::size_t lane, const EndPlace& place) {
    places.a[lane] = place.a;
    places.b[lane] = place.b;
    places.bent[lane] = place.bent ? -1 : 0;
}
EndPlace get(const EndPlaces& places, std::size_t lane) {
    return {places.a[lane], places.b[lane], places.bent[lane] != 0};
}
/// So close to a jump that its closed form stands for the place. As in the climbs, which stop
/// there.
bool on_jump(KernelCurve curve, const EndPlace& place, int points) {
    constexpr double steepest = 12.0, beside = 14.0;
    if (curve == KernelCurve::exponential) return false;
    const bool logistic = curve == KernelCurve::logistic;
    const double rate = logistic ? place.a : place.b, middle = logistic ? place.b : place.a;
    return rate > steepest || (place.bent && rate * (middle - points) > beside);
}
/// Residual sum of the best constant.
double constant_sum(const std::vector<double>& y, const std::vector<double>& w) {
    double weights = 0.0, sum = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double weight = w.empty() ? 1.0 : w[i];
        weights += weight;
        sum += weight * y[i];
        squares += weight * y[i] * y[i];
    }
    return squares - sum * sum / weights;
}
double side_of(std::size_t bound) { return is_lower(bound) ? -1.0 : 1.0; }
double omega_of(std::size_t bound) { return is_observation(bound) ? 1.0 : 0.0; }

}  // namespace

/// The places of one bound in the last years, from which the next is guessed.
struct EndSearch::Track {
    std::array<EndPlace, 3> places{};  ///< latest first
    std::array<double, 2> multipliers{};
    int known = 0;
    EndPlace last{};  ///< in the region

    void push(const EndPlace& ahead, double multiplier, const EndPlace& at) {
        places = {ahead, places[0], places[1]};
        multipliers = {multiplier, multipliers[0]};
        known = std::min(known + 1, 3);
        last = at;
    }
    /// Quadratic extrapolation.
    [[nodiscard]] EndPlace next(bool two) const {
        EndPlace out = places[0];
        for (int i = 1; i < known; ++i)
            if (places[static_cast<std::size_t>(i)].bent != out.bent) return last;
        const auto guess = [&](double p0, double p1, double p2) {
            return known == 1 ? p0 : known == 2 ? 2.0 * p0 - p1 : 3.0 * (p0 - p1) + p2;
        };
        out.a = guess(places[0].a, places[1].a, places[2].a);
        if (!two) return out;
        out.b = guess(places[0].b, places[1].b, places[2].b);
        const double a = 0.3 * std::abs(places[0].a), b = 0.5 * std::abs(places[0].b);
        out.a = std::clamp(out.a, places[0].a - a, places[0].a + a);
        out.b = std::clamp(out.b, places[0].b - b, places[0].b + b);
        return out;
    }
    [[nodiscard]] double multiplier() const {
        if (known < 2) return known == 1 ? multipliers[0] : 0.0;
        if (!(multipliers[0] > 0.0 && multipliers[1] > 0.0)) return 0.0;
        return std::clamp(multipliers[0] * multipliers[0] / multipliers[1], 0.3 * multipliers[0],
                          3.0 * multipliers[0]);
    }
};

std::size_t EndSearch::find(const EndTask& task) {
    if (!prepare(task)) return 0;
    const LimitEnds limits = limit_ends(curve_, y_, w_, threshold_);
    const double least = threshold_ - excess_;
    if (limits.least < least * (1.0 - doubt_)) return 0;
    jump_sum_ = limits.least;
    hard_ = curve_ != KernelCurve::exponential && limits.ends[0] > -inf;
    flat_ = hard_ && constant_sum(y_, w_) <= threshold_;
    const int asked = gap_ + static_cast<int>(task.horizon);
    last_ = (asked + block_steps - 1) / block_steps * block_steps;
    for (std::size_t bound = 0; bound < climbs_at_once; ++bound)
        ends_[bound].assign(static_cast<std::size_t>(last_ - gap_), limits.ends[bound]);
    used_ = 0;
    if (curve_ == KernelCurve::exponential) {
        add_half(false);
    } else {
        for (const bool falls : {false, true})
            if (monotone_sum(y_, w_, !falls) <= threshold_) add_half(falls);
    }
    for (std::size_t i = 0; i < used_; ++i)
        if (!find_optima(halves_[i])) return 0;
    good_ = last_;
    for (std::size_t i = 0; i < used_; ++i) search(halves_[i]);
    to_units();
    return std::min(horizon_, static_cast<std::size_t>(std::max(good_ - gap_, 0)));
}

double EndSearch::best_curve(std::size_t steps) const {
    const Half* best = nullptr;
    for (std::size_t i = 0; i < used_; ++i) {
        const Half& half = halves_[i];
        if (half.optima.empty()) continue;
        if (best == nullptr || half.optima.front().room > best->optima.front().room) best = &half;
    }
    const double least = threshold_ - excess_;
    if (jump_sum_ <= least * (1.0 + 2.0 * same_out_of_reach))
        return std::numeric_limits<double>::quiet_NaN();
    if (best == nullptr || threshold_ - best->optima.front().room > least * (1.0 + 1e-10))
        return std::numeric_limits<double>::quiet_NaN();
    const EndPlace& at = best->optima.front().at;
    double py = 0.0, pp = 0.0;
    for (int i = 0; i < points_; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const double p = shape_at(curve_, at, i, points_);
        py += best->y[k] * p;
        pp += (w_.empty() ? 1.0 : best->w[k]) * p * p;
    }
    const double x = x_of(*best, gap_ + static_cast<int>(steps));
    return unit_ * py / pp * shape_at(curve_, at, x, points_);
}

/// Ends in units of the data; those of the curve lie within those of an observation.
void EndSearch::to_units() {
    for (std::size_t bound = 0; bound < climbs_at_once; ++bound)
        for (std::size_t i = 0; i < horizon_; ++i) {
            double& end = ends_[bound][i];
            if (!(end > -inf)) good_ = std::min(good_, gap_ + static_cast<int>(i));
            if (end > most_times_the_data) end = inf;
            if (!is_observation(bound)) end = std::min(end, ends_[bound - 2][i]);
        }
    for (std::size_t bound = 0; bound < climbs_at_once; ++bound)
        for (double& end : ends_[bound]) end *= side_of(bound) * unit_;
}

/// The series from its first observation to its last, scaled.
bool EndSearch::prepare(const EndTask& task) {
    const auto weight = [&](std::size_t i) { return task.w.empty() ? 1.0 : task.w[i]; };
    std::size_t first = 0, last = task.y.size();
    while (first < last && weight(first) == 0.0) ++first;
    while (last > first && weight(last - 1) == 0.0) --last;
    const std::size_t n = last - first;
    if (n < 3 || n > most_end_points) return false;
    points_ = static_cast<int>(n);
    gap_ = static_cast<int>(task.y.size() - last);
    horizon_ = task.horizon;
    y_.assign(task.y.begin() + static_cast<std::ptrdiff_t>(first),
              task.y.begin() + static_cast<std::ptrdiff_t>(last));
    double unit = 0.0;
    for (const double y : y_) unit = std::max(unit, std::abs(y));
    if (!(unit > 0.0)) return false;
    for (double& y : y_) y /= unit;
    w_.clear();
    if (!task.w.empty())
        for (std::size_t i = first; i < last; ++i) w_.push_back(task.w[i] / task.new_weight);
    squares_ = 0.0;
    for (std::size_t i = 0; i < n; ++i) squares_ += (w_.empty() ? 1.0 : w_[i]) * y_[i] * y_[i];
    const double least = task.sse / unit / unit / task.new_weight;
    excess_ = least * task.factor;
    doubt_ = task.doubt;
    threshold_ = least + excess_;
    unit_ = unit;
    // A curve of zero within the region leaves the scale without a sign.
    return excess_ > least_excess * squares_ &&
           (curve_ == KernelCurve::exponential || threshold_ < squares_);
}

EndTable& EndSearch::table(int points, bool falls) {
    auto& found = tables_[{points, falls}];
    if (!found) found = std::make_unique<EndTable>(curve_, points, falls);
    return *found;
}

void EndSearch::add_half(bool falls) {
    Half& half = halves_[used_++];
    half.falls = falls;
    half.table = &table(points_, falls);
    const std::size_t n = y_.size();
    half.y.resize(n);
    half.w.resize(w_.size());
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t from = falls ? i : n - 1 - i;
        half.y[i] = y_[from] * (w_.empty() ? 1.0 : w_[from]);
        if (!w_.empty()) half.w[i] = w_[from];
    }
    half.series = {.curve = curve_,
                   .points = points_,
                   .y = half.y.data(),
                   .w = w_.empty() ? nullptr : half.w.data(),
                   .squares = squares_,
                   .threshold = threshold_,
                   .excess = excess_};
    half.optima.clear();
    half.others.clear();
    bool steep = half.table->gentle() < half.table->size();
    if (steep) {
        std::vector<double> y(n), w(w_.size());
        for (std::size_t i = 0; i < n; ++i) {
            y[i] = y_[falls ? i : n - 1 - i];
            if (!w.empty()) w[i] = half.w[i];
        }
        steep = steep_sum(y, w) <= threshold_;
    }
    scan(half, steep);
}

void EndSearch::scan(Half& half, bool steep_too) {
    const int n = half.series.points;
    half.scanned = steep_too ? half.table->size() : half.table->gentle();
    const auto count = static_cast<std::size_t>(half.scanned);
    std::array<float, most_end_points> y{}, w{};
    for (int i = 0; i < n; ++i) {
        const auto at = static_cast<std::size_t>(i);
        y[at] = static_cast<float>(half.y[at]);
        if (!half.w.empty()) w[at] = static_cast<float>(half.w[at]);
    }
    half.gain.resize(count);
    half.square.assign(count, 1.0F);
    scan_shapes(*half.table, n, y.data(), half.w.empty() ? nullptr : w.data(), 0, half.scanned,
                half.gain.data(), half.square.data());
    if (half.w.empty()) return;
    for (std::size_t s = 0; s < count; ++s)
        half.gain[s] = half.square[s] > 1e-12F ? half.gain[s] / std::sqrt(half.square[s]) : 0.0F;
}

/// Descends from every shape that is the best around and whose surroundings may reach into the
/// region: at an angle to the data of at most the region's and that of its surroundings.
bool EndSearch::find_optima(Half& half) {
    const bool any_sign = curve_ == KernelCurve::exponential;
    const auto length = static_cast<float>(std::sqrt(squares_));
    const double share = std::min(threshold_ / squares_, 1.0);
    const auto sine = static_cast<float>(std::sqrt(share)) * length;
    const auto cosine = static_cast<float>(std::sqrt(1.0 - share)) * length;
    const auto gain = [&](int s) {
        const float here = half.gain[static_cast<std::size_t>(s)];
        return any_sign ? std::abs(here) : here;
    };
    std::vector<int> from;
    for (int s = 0; s < half.scanned; ++s) {
        const float here = gain(s);
        if (!(here > 0.0F)) continue;
        if (here < cosine * half.table->cosine(s) - sine * half.table->sine(s) - 1e-5F * length)
            continue;
        bool top = true;
        for (const int other : half.table->beside(s))
            top = top && (other >= half.scanned || here >= gain(other));
        if (top) from.push_back(s);
    }
    const double least = threshold_ - excess_;
    for (std::size_t i = 0; i < from.size(); i += climbs_at_once) {
        EndDescent descent{};
        for (std::size_t l = 0; l < climbs_at_once; ++l)
            set(descent.at, l, half.table->place(from[std::min(i + l, from.size() - 1)]));
        kernels_.descend(half.series, descent);
        for (std::size_t l = 0; l < climbs_at_once && i + l < from.size(); ++l) {
            const double sse = descent.sse[l];
            if (sse < least * (1.0 - doubt_)) return false;
            if (!(sse < threshold_)) continue;
            const Optimum found{get(descent.at, l), descent.scale[l], descent.weight[l],
                                threshold_ - sse};
            const auto same =
                std::find_if(half.optima.begin(), half.optima.end(),
                             [&](const Optimum& one) { return same_place(one.at, found.at); });
            if (same == half.optima.end()) half.optima.push_back(found);
        }
    }
    std::stable_sort(
        half.optima.begin(), half.optima.end(),
        [](const Optimum& one, const Optimum& other) { return one.room > other.room; });
    return true;
}

/// The shapes in the region, a sample of it.
void EndSearch::find_region(Half& half) const {
    half.region.clear();
    half.position.assign(static_cast<std::size_t>(half.table->size()), -1);
    const auto need = static_cast<float>(squares_ - threshold_);
    float best = 0.0F;
    for (int s = 0; s < half.scanned; ++s) {
        const float gain = half.gain[static_cast<std::size_t>(s)];
        if (!(gain * gain > need) || (curve_ != KernelCurve::exponential && gain < 0.0F)) continue;
        if (half.region.empty() || std::abs(gain) > best) {
            best = std::abs(gain);
            half.centre = half.table->place(s);
        }
        half.position[static_cast<std::size_t>(s)] = static_cast<int>(half.region.size());
        half.region.push_back(s);
    }
    if (!half.optima.empty()) half.centre = half.optima.front().at;
}

void EndSearch::raise(std::size_t bound, int steps, double end) {
    if (steps <= gap_ || steps > last_) return;
    double& kept = ends_[bound][static_cast<std::size_t>(steps - gap_ - 1)];
    kept = std::max(kept, end);
}

double EndSearch::value(const Half& half, const Optimum& place, std::size_t bound, double x) const {
    const double phi = shape_at(curve_, place.at, x, half.series.points);
    return side_of(bound) * place.scale * phi +
           std::sqrt(std::max(place.room, 0.0) * (phi * phi / place.weight + omega_of(bound)));
}

/// Keeps a place on a hill that no other one stands on.
void EndSearch::remember(Half& half, const Optimum& place) const {
    if (!(place.room > 0.0) || half.others.size() == most_others) return;
    const auto same = [&](const Optimum& one) { return same_place(one.at, place.at); };
    if (!half.optima.empty() && same(half.optima.front())) return;
    if (std::any_of(half.others.begin(), half.others.end(), same)) return;
    half.others.push_back(place);
}

/// The end of a bound as far as known, -infinity outside of the years gone through.
double EndSearch::found(std::size_t bound, int steps) const {
    if (steps <= gap_ || steps > last_) return -inf;
    return ends_[bound][static_cast<std::size_t>(steps - gap_ - 1)];
}

/// The best curve's value, from which a bound is counted.
double EndSearch::middle(const Half& half, std::size_t bound, int steps) const {
    if (half.optima.empty()) return 0.0;
    const Optimum& best = half.optima.front();
    return side_of(bound) * best.scale * shape_at(curve_, best.at, x_of(half, steps), points_);
}

void EndSearch::aim(const Half& half, EndClimb& climb, std::size_t lane, std::size_t bound,
                    int steps) const {
    climb.x[lane] = x_of(half, steps);
    climb.side[lane] = side_of(bound);
    climb.omega[lane] = omega_of(bound);
    climb.multiplier[lane] = 0.0;
    climb.known_value[lane] = -inf;
}

/// The ends of one year at the shapes of the region; climbs from those that are the best around.
void EndSearch::scout(Half& half, int steps) {
    auto& known = scouted_[steps];
    for (auto& one : known) one.value = -inf;
    const std::size_t count = half.region.size();
    if (count == 0) return;
    const auto& ahead = half.table->ahead(steps);
    const auto need = static_cast<float>(squares_ - threshold_);
    for (auto& values : values_) values.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto s = static_cast<std::size_t>(half.region[i]);
        const float gain = half.gain[s], room = gain * gain - need;
        const float phi = ahead[s] / std::sqrt(half.square[s]), best = gain * phi;
        const float wide = std::sqrt(room * (1.0F + phi * phi)), narrow = std::sqrt(room) * phi;
        values_[0][i] = best + wide;
        values_[1][i] = wide - best;
        values_[2][i] = best + narrow;
        values_[3][i] = narrow - best;
    }
    hills_.clear();
    for (std::size_t bound = 0; bound < climbs_at_once; ++bound) {
        const auto& values = values_[bound];
        const auto top = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) -
                                                  values.begin());
        const double high = values[top];
        known[bound] = {high - 1e-5 * std::abs(high), half.table->place(half.region[top])};
        if (count < 3) continue;
        // Tops far below the highest do not get there. Near a limit the hills are flat and the
        // shapes too far apart for them: there the best of each rate is a top.
        const double share = hard_ ? 0.35 : 0.2;
        const double least = high - share * std::max(high - middle(half, bound, steps), 0.0);
        const std::size_t before = hills_.size();
        for (std::size_t i = 0; i < count; ++i) {
            if (values[i] < least) continue;
            bool is_top = true;
            const int row = half.table->row(half.region[i]);
            for (const int other : half.table->beside(half.region[i])) {
                const int at = half.position[static_cast<std::size_t>(other)];
                if (at < 0 || (hard_ && half.table->row(other) != row)) continue;
                is_top = is_top && values[i] >= values[static_cast<std::size_t>(at)];
            }
            if (is_top) hills_.push_back({bound, steps, half.table->place(half.region[i])});
        }
        if (hills_.size() == before + 1 && (steps != 1 || high < 0.0)) hills_.pop_back();
    }
    for (std::size_t i = 0; i < hills_.size(); i += climbs_at_once) {
        EndClimb climb{};
        for (std::size_t l = 0; l < climbs_at_once; ++l) {
            const Hill& hill = hills_[std::min(i + l, hills_.size() - 1)];
            aim(half, climb, l, hill.bound, steps);
            for (EndPlaces* const at : {&climb.start, &climb.safe, &climb.known})
                set(*at, l, hill.from);
        }
        kernels_.climb(half.series, climb);
        for (std::size_t l = 0; l < climbs_at_once && i + l < hills_.size(); ++l) {
            Hill& hill = hills_[i + l];
            hill.end = climb.end[l];
            if (!(hill.end > -inf)) continue;
            hill.from = get(climb.at, l);
            raise(hill.bound, steps, hill.end);
            if (on_jump(curve_, hill.from, points_)) continue;
            remember(half, {hill.from, climb.scale[l], climb.weight[l], climb.room[l]});
        }
    }
    // Where a bound has several hills, each is followed: another one may be the highest in the
    // years between.
    for (std::size_t i = 0; i < hills_.size();) {
        std::size_t next = i + 1;
        while (next < hills_.size() && hills_[next].bound == hills_[i].bound) ++next;
        const std::size_t before = followed_.size();
        for (std::size_t k = i; k < next; ++k) {
            const Hill& hill = hills_[k];
            const double best = found(hill.bound, steps);
            const double far =
                followed_within * std::max(best - middle(half, hill.bound, steps), 0.0);
            if (!(hill.end > -inf) || hill.end < best - far) continue;
            if (on_jump(curve_, hill.from, points_)) continue;
            const bool met = std::any_of(followed_.begin() + static_cast<std::ptrdiff_t>(before),
                                         followed_.end(), [&](const Hill& one) {
                                             return same_place(one.from, hill.from) ||
                                                    std::abs(one.end - hill.end) <=
                                                        1e-9 * (std::abs(hill.end) + 1e-3);
                                         });
            if (!met) followed_.push_back(hill);
        }
        if (followed_.size() == before + 1) followed_.pop_back();
        i = next;
    }
}

/// Climbs that did not settle go on from the best place that they met, with full steps; from the
/// best curve where they met none.
void EndSearch::again(const Half& half, EndClimb& climb) const {
    for (int round = 0; round < 6; ++round) {
        EndClimb next = climb;
        bool any = false;
        for (std::size_t l = 0; l < climbs_at_once; ++l) {
            const bool met = climb.end[l] > -inf;
            if (climb.settled[l] && met) {
                set(next.start, l, get(climb.at, l));
                next.multiplier[l] = climb.ahead_multiplier[l];
                continue;
            }
            if (!met && (half.optima.empty() || round > 0)) continue;
            any = true;
            const EndPlace at = met ? get(climb.at, l) : half.optima.front().at;
            set(next.start, l, at);
            set(next.safe, l, at);
            next.multiplier[l] = 0.0;
        }
        if (!any) return;
        kernels_.climb(half.series, next);
        for (std::size_t l = 0; l < climbs_at_once; ++l) {
            if ((climb.settled[l] && climb.end[l] > -inf) || !(next.end[l] >= climb.end[l]))
                continue;
            climb.end[l] = next.end[l];
            climb.settled[l] = next.settled[l];
            set(climb.at, l, get(next.at, l));
            set(climb.ahead, l, get(next.ahead, l));
            climb.ahead_multiplier[l] = next.ahead_multiplier[l];
        }
    }
}

/// The year after this one in which hills are looked for.
int EndSearch::scouted_after(int steps) const {
    if (flat_ && steps < scouted_first) return steps + 1;
    const auto* const next = std::upper_bound(scouted_steps.begin(), scouted_steps.end(), steps);
    return next == scouted_steps.end() ? std::numeric_limits<int>::max() : *next;
}

void EndSearch::search(Half& half) {
    find_region(half);
    if (half.optima.empty() && half.region.empty()) return;
    scouted_.clear();
    followed_.clear();
    for (std::size_t i = 1; i < half.optima.size(); ++i) {
        remember(half, half.optima[i]);
        for (std::size_t bound = 0; bound < climbs_at_once; ++bound)
            followed_.push_back({bound, 0, half.optima[i].at, -inf});
    }
    int steps = 1;
    for (; steps <= scouted_first; steps = scouted_after(steps)) scout(half, steps);
    sweep(half, steps);
    follow(half);
}

/// Year after year, each from where the last ones were; from a better place where one is known.
void EndSearch::sweep(Half& half, int next_scout) {
    std::array<Track, climbs_at_once> tracks;
    const bool two = curve_ != KernelCurve::exponential;
    int scouted_to = scouted_first;
    for (int steps = gap_ + 1; steps <= last_; ++steps) {
        if (steps > scouted_to) {
            scout(half, next_scout);
            scouted_to = next_scout;
            next_scout = scouted_after(next_scout);
        }
        const double x = x_of(half, steps);
        const auto scouted = scouted_.find(steps);
        EndClimb climb{};
        std::array<Known, climbs_at_once> best;
        for (std::size_t bound = 0; bound < climbs_at_once; ++bound) {
            const Track& track = tracks[bound];
            aim(half, climb, bound, bound, steps);
            Known& known = best[bound];
            known.value = -inf;
            if (scouted != scouted_.end()) known = scouted->second[bound];
            for (const auto& other : half.others) {
                const double there = value(half, other, bound, x);
                if (there > known.value) known = {there, other.at};
            }
            climb.known_value[bound] = known.value;
            set(climb.known, bound, known.at);
            if (track.known == 0) {
                set(climb.start, bound, half.centre);
                set(climb.safe, bound, half.centre);
            } else {
                set(climb.start, bound, track.next(two));
                set(climb.safe, bound, track.last);
                climb.multiplier[bound] = two ? track.multiplier() : 0.0;
            }
        }
        kernels_.climb(half.series, climb);
        again(half, climb);
        for (std::size_t bound = 0; bound < climbs_at_once; ++bound) {
            double end = climb.end[bound];
            if (!(end > -inf)) {
                // So small a value that its square underflows.
                end = best[bound].value;
                if (!half.optima.empty())
                    end = std::max(end, value(half, half.optima.front(), bound, x));
            }
            const bool settled = climb.end[bound] > -inf && climb.settled[bound];
            const bool positive = two && is_lower(bound) && !is_observation(bound);
            if (!settled && !(std::abs(end) < (positive ? low_enough : no_part_of_data)))
                good_ = std::min(good_, steps - 1);
            raise(bound, steps, end);
            const EndPlace at = get(climb.at, bound);
            if (climb.moved[bound] && steps > gap_ + 1 && !on_jump(curve_, at, points_))
                followed_.push_back({bound, steps, at, end});
            tracks[bound].push(get(climb.ahead, bound), climb.ahead_multiplier[bound], at);
        }
    }
}

/// Hills that are not the highest where they were met, or were not before: back to the scout
/// before theirs and on to the next, as long as they stand out.
void EndSearch::follow(Half& half) {
    struct Walk {
        Hill hill;
        int way = 1, until = 0;
        Track track{};
    };
    std::vector<Walk> walks;
    const bool two = curve_ != KernelCurve::exponential;
    for (const Hill& hill : followed_) {
        int before = gap_, after = last_;
        for (const int steps : scouted_steps) {
            if (steps < hill.steps) before = std::max(before, steps);
            if (steps > hill.steps && hill.steps > 0) after = std::min(after, steps);
        }
        Hill from = hill;
        from.steps = std::max(from.steps, gap_);
        if (from.steps < after) walks.push_back({from, 1, after, {}});
        if (from.steps > before + 1) walks.push_back({from, -1, before + 1, {}});
    }
    while (!walks.empty()) {
        const std::size_t group = std::min<std::size_t>(walks.size(), climbs_at_once);
        EndClimb climb{};
        for (std::size_t l = 0; l < climbs_at_once; ++l) {
            const Walk& walk = walks[std::min(l, group - 1)];
            aim(half, climb, l, walk.hill.bound, walk.hill.steps + walk.way);
            set(climb.start, l, walk.track.known > 0 ? walk.track.next(two) : walk.hill.from);
            set(climb.safe, l, walk.track.known > 0 ? walk.track.last : walk.hill.from);
        }
        kernels_.climb(half.series, climb);
        again(half, climb);
        for (std::size_t l = group; l-- > 0;) {
            Walk& walk = walks[l];
            Hill& hill = walk.hill;
            hill.steps += walk.way;
            const double end = climb.end[l], best = found(hill.bound, hill.steps);
            const double small = 1e-9 * (std::abs(best) + 1e-3);
            const double far =
                followed_within * std::max(best - middle(half, hill.bound, hill.steps), 0.0);
            raise(hill.bound, hill.steps, end);
            walk.track.push(get(climb.ahead, l), 0.0, get(climb.at, l));
            const bool merged = best > -inf && std::abs(end - best) <= small;
            if (!(end > -inf) || merged || end < best - far || best == inf ||
                hill.steps == walk.until)
                walks.erase(walks.begin() + static_cast<std::ptrdiff_t>(l));
        }
    }
}

}  // namespace reeindex::detail
