// An anchored curve is of the same type.
// error: anchoring gives the same type
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
    Proportional anchored(const Axis&) const { return *this; }
#else
    double anchored(const Axis& axis) const { return axis.first; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
