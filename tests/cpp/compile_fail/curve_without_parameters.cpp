// A curve without parameters is told so.
// error: a curve needs parameters
#include <array>
#include <span>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

using namespace reeindex;

struct Proportional {
    static constexpr std::string_view name = "proportional";
#ifdef CONTROL
    static constexpr std::array<Parameter, 1> parameters{{{.name = "slope", .linear = true}}};
#endif
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x;
    }
    StartGrid starts(const Axis&) const { return {}; }
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
