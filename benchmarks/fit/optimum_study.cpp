// How often a fit reaches the best sum of squares that any of many random starts finds.
//
//     optimum_study CURVE|all [SERIES] [SEED] [STARTS]
//
// Series are simulated from the curve itself: 8 to 30 years with gaps, noise of 1 to 20 %, a reach
// of 10 to 95 % of the ceiling, scales from 1e-6 to 1e9. The reference is a plain
// Levenberg-Marquardt on all parameters at once from random starts, which shares no code with the
// library's solver. Prints one row a curve; failures go to stderr with their seed.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "optimum_study.hpp"

int main(int argc, char** argv) {
    using namespace reeindex;
    const std::string which = argc > 1 ? argv[1] : "all";
    const auto number = [&](int i, unsigned long fallback) {
        return argc > i ? std::strtoul(argv[i], nullptr, 10) : fallback;
    };
    const std::size_t series = number(2, 2000);
    const std::uint64_t seed = number(3, 1);
    const int starts = static_cast<int>(number(4, 50));
    std::printf("%-15s %8s %8s %10s %10s %8s %8s %8s %10s\n", "curve", "series", "regular",
                "regular %", "limits", "limits %", "unnamed", "thrown", "us/fit");
    study::for_each_curve([&](const auto& curve, const auto& generate) {
        using C = std::remove_cvref_t<decltype(curve)>;
        if (which != "all" && which != C::name) return;
        const auto row = study::run(curve, generate, series, seed, starts, true);
        const auto share = [](std::size_t good, std::size_t all) {
            return all == 0 ? 100.0 : 100.0 * static_cast<double>(good) / static_cast<double>(all);
        };
        std::printf(
            "%-15s %8zu %8zu %10.3f %10zu %8.3f %8zu %8zu %10.1f\n", std::string(C::name).c_str(),
            series, row.regular, share(row.regular_best, row.regular), row.degenerate,
            share(row.degenerate_best, row.degenerate), row.unnamed, row.thrown, row.microseconds);
        std::fflush(stdout);
    });
}
