#pragma once
// The interval ends of one series after another, through the kernels.

#include <array>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "batch/end_limits.hpp"
#include "batch/end_table.hpp"
#include "batch/kernel_ends.hpp"

namespace reeindex::detail {

/// A series on an even grid, in the order of years. Points without an observation have no weight
/// and the value 0.
struct EndTask {
    std::span<const double> y;
    std::span<const double> w;  ///< empty where all are one
    double sse = 0.0;           ///< smallest residual sum, of the fit
    double factor = 0.0;        ///< the region reaches to (1 + factor) sse
    double doubt = 1e-7;        ///< a sum smaller by this part says that the fit missed its optimum
    double new_weight = 1.0;    ///< of a new observation
    std::size_t horizon = 0;    ///< steps after the last point of the grid
};

/// Where a ceiling is out of reach, a limit stands for the curve whose residual sum is larger by
/// this part at most.
constexpr double same_out_of_reach = 1e-5;

/// Searches the confidence regions of one curve. The numbers of a year do not depend on the years
/// after it, nor on the series before.
class EndSearch {
public:
    EndSearch(const EndKernels& kernels, KernelCurve curve) : kernels_(kernels), curve_(curve) {}

    /// Finds the ends and says for how many years, from the first on. Fewer than the horizon where
    /// a climb does not settle; none where the series is not one for the kernels: too long, without
    /// scatter that floating point could tell, with zero in the region, or with a better optimum
    /// than the fit's.
    [[nodiscard]] std::size_t find(const EndTask& task);

    /// Upper and lower bounds of a new observation and of the curve, in units of the
    /// data; of the years found.
    [[nodiscard]] std::span<const double> upper() const { return bound(0); }
    [[nodiscard]] std::span<const double> lower() const { return bound(1); }
    [[nodiscard]] std::span<const double> mean_upper() const { return bound(2); }
    [[nodiscard]] std::span<const double> mean_lower() const { return bound(3); }

    /// The best curve so many steps after the data, in their units, on a limit without finite
    /// parameters too; NaN where the region holds no curve whose residual sum is the fit's, or
    /// where a jump or the constant may stand for it.
    [[nodiscard]] double best_curve(std::size_t steps) const;

private:
    /// A place with its least squares.
    struct Optimum {
        EndPlace at;
        double scale = 0.0, weight = 1.0, room = -1.0;
    };
    /// Rising curves, counted back from the last point, or falling ones, counted from the first.
    struct Half {
        bool falls = false;
        EndTable* table = nullptr;
        EndSeries series{};
        std::vector<double> y, w;
        std::vector<float> gain;      ///< correlation of each shape with the data
        std::vector<float> square;    ///< sum of w p^2 of each shape
        int scanned = 0;              ///< shapes with a gain
        std::vector<int> region;      ///< shapes in the region
        std::vector<int> position;    ///< of a shape in `region`, or -1
        EndPlace centre{};            ///< the best place known
        std::vector<Optimum> optima;  ///< local optima in the region, best first
        std::vector<Optimum> others;  ///< places on hills of their own, as far as met
    };
    /// A place from which a bound is climbed to, so many steps after the data.
    struct Hill {
        std::size_t bound = 0;
        int steps = 0;
        EndPlace from{};
        double end = 0.0;  ///< where the climb came to
    };
    struct Track;
    /// What a scout found for a bound.
    struct Known {
        double value = 0.0;
        EndPlace at{};
    };

    bool prepare(const EndTask& task);
    void add_half(bool falls);
    static void scan(Half& half, bool steep_too);
    bool find_optima(Half& half);
    void find_region(Half& half) const;
    void search(Half& half);
    void scout(Half& half, int steps);
    void again(const Half& half, EndClimb& climb) const;
    void sweep(Half& half, int next_scout);
    [[nodiscard]] int scouted_after(int steps) const;
    void follow(Half& half);
    void aim(const Half& half, EndClimb& climb, std::size_t lane, std::size_t bound,
             int steps) const;
    [[nodiscard]] double found(std::size_t bound, int steps) const;
    [[nodiscard]] double middle(const Half& half, std::size_t bound, int steps) const;
    void to_units();
    void remember(Half& half, const Optimum& place) const;
    [[nodiscard]] double value(const Half& half, const Optimum& place, std::size_t bound,
                               double x) const;
    [[nodiscard]] double x_of(const Half& half, int steps) const {
        return half.falls ? points_ - 1 + steps : -steps;
    }
    void raise(std::size_t bound, int steps, double end);
    [[nodiscard]] std::span<const double> bound(std::size_t which) const {
        return {ends_[which].data(), horizon_};
    }
    EndTable& table(int points, bool falls);

    const EndKernels& kernels_;
    const KernelCurve curve_;
    std::map<std::pair<int, bool>, std::unique_ptr<EndTable>> tables_;
    // of the series at hand, in units of its largest value and of the new observation's weight
    int points_ = 0;
    int gap_ = 0;   ///< grid points after the last observation
    int last_ = 0;  ///< steps after it that are gone through
    /// A jump or the constant is in the region: the bounds hardly change there from one place to
    /// another.
    bool hard_ = false;
    bool flat_ = false;  ///< the constant is in the region
    int good_ = 0;       ///< those of them whose ends are found
    std::size_t horizon_ = 0;
    double jump_sum_ = 0.0;  ///< smallest residual sum of a jump or the constant
    double unit_ = 1.0, squares_ = 0.0, threshold_ = 0.0, excess_ = 0.0, doubt_ = 0.0;
    std::vector<double> y_, w_;
    std::array<Half, 2> halves_;
    std::size_t used_ = 0;
    std::array<std::vector<double>, climbs_at_once> ends_;   ///< from gap_ + 1 to last_ steps ahead
    std::array<std::vector<float>, climbs_at_once> values_;  ///< of a scout's shapes
    std::vector<Hill> hills_;                                ///< to be climbed, or climbed
    std::vector<Hill> followed_;  ///< hills to be followed over the years
    std::map<int, std::array<Known, climbs_at_once>> scouted_;
};

}  // namespace reeindex::detail
