// Starts that take no axis would never be asked.
// error: the starts of a curve are
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
    StartGrid starts(const Axis&) const { return {}; }
#else
    StartGrid starts(double first, double last) const { return {{first, last}}; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
