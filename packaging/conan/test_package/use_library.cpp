// A program of somebody else's that uses the compiled part too.
#include <cmath>
#include <reeindex/reeindex.hpp>

int main() {
    const auto paper = reeindex::load_paper();
    const auto series = paper.series("mine_production", "WLD");
    const double rate = reeindex::cagr(series);
    return std::abs(rate - 0.12194140204325588) < 1e-12 ? 0 : 1;
}
