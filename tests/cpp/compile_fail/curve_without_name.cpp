// A curve without a name is told so.
// error: a curve needs a name
#include <array>
#include <span>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

using namespace reeindex;

struct Proportional {
#ifdef CONTROL
    static constexpr std::string_view name = "proportional";
#endif
    static constexpr std::array<Parameter, 1> parameters{{{.name = "slope", .linear = true}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x;
    }
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
