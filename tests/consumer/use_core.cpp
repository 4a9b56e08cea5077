// A program of somebody else's that links the headers only, its second file without definitions.
#include <array>
#include <cmath>
#include <reeindex/core/element.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/version.hpp>
#ifndef REEINDEX_HEADER_ONLY
#include <reeindex/impl.hpp>
#endif

double second_file();

int main() {
    const bool found = reeindex::element("Nd").atomic_number == 60;
    std::array<double, 20> x{}, y{};
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = static_cast<double>(i);
        y[i] = 100.0 / (1.0 + std::exp(-0.5 * (x[i] - 8.0)));
    }
    const auto fit = reeindex::fit_xy(x, y, reeindex::Logistic{});
    const bool fitted = fit.usable() && std::abs(fit.estimate("K") - 100.0) < 1e-6;
    return found && fitted && second_file() > 0.0 && !reeindex::library_version.empty() ? 0 : 1;
}
