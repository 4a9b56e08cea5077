// A curve without a call operator is told so.
// error: a curve needs a value
#include <array>
#include <span>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

using namespace reeindex;

struct Proportional {
    static constexpr std::string_view name = "proportional";
    static constexpr std::array<Parameter, 1> parameters{{{.name = "slope", .linear = true}}};
#ifdef CONTROL
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x;
    }
#else
    double value(double x, double p) const { return p * x; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
