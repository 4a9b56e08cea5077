// beside() takes the axis too.
// error: curves beside a limit are
#include <array>
#include <span>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

using namespace reeindex;

struct Proportional {
    static constexpr std::string_view name = "proportional";
    static constexpr std::array<Parameter, 1> parameters{{{.name = "slope", .linear = true}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x;
    }
    static constexpr std::array<Limit, 1> limits{Limit::constant};
    std::array<AtLimit, 1> at_limit(Limit, std::span<const double>) const { return {{{0}}}; }
#ifdef CONTROL
    std::vector<std::vector<double>> beside(Limit, std::span<const double>, const Axis&) const {
        return {};
    }
#else
    std::vector<std::vector<double>> beside(Limit, std::span<const double>) const { return {}; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
