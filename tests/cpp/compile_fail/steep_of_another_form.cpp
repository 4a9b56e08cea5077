// steep() takes the axis, the parameters and the most that is not steep.
// error: the steep rates of a curve are
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
#ifdef CONTROL
    std::vector<std::size_t> steep(const Axis&, std::span<const double>, double) const {
        return {};
    }
#else
    bool steep(std::span<const double>) const { return false; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
