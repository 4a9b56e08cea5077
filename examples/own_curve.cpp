// A curve of one's own: one type, nothing to register. See docs/adding-a-curve.md.
#include <cstdio>
#include <vector>

#include <reeindex/fit/fit.hpp>

// y = K x / (half + x), after Michaelis and Menten (1913).
struct MichaelisMenten {
    static constexpr std::string_view name = "michaelis_menten";
    static constexpr std::array<reeindex::Parameter, 2> parameters{{
        {.name = "K", .lower = 0.0, .linear = true, .role = reeindex::Role::ceiling},
        {.name = "half", .lower = 0.0, .meaning = "x at which half of the ceiling is reached"},
    }};

    template <class T>
    [[nodiscard]] T operator()(double x, std::span<const T> p) const {
        return p[0] * x / (p[1] + x);
    }

    // Start values for the parameters that are not linear, in their order.
    [[nodiscard]] reeindex::StartGrid starts(const reeindex::Axis& axis) const {
        return {reeindex::geometric(0.01 * axis.last, 100.0 * axis.last, 30)};
    }
};

int main() {
    const std::vector<double> x{1, 2, 4, 6, 9, 13, 18, 25};
    const std::vector<double> y{16.1, 28.4, 44.9, 54.3, 64.8, 71.6, 78.9, 83.1};
    const auto fit = reeindex::fit_xy(x, y, MichaelisMenten{});
    for (std::size_t j = 0; j < fit.estimates.size(); ++j)
        std::printf("%-5s %8.3f +- %.3f\n", fit.parameters[j].name.c_str(), fit.estimates[j],
                    fit.standard_errors[j]);
    std::printf("%s\n", fit.message.c_str());
    return fit.converged() ? 0 : 1;
}
