// A gradient of another form would never be asked.
// error: the gradient of a curve is
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
    template <class T>
    void gradient(double x, std::span<const T>, std::span<T> g) const {
        g[0] = T(x);
    }
#else
    std::array<double, 1> gradient(double x) const { return {x}; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
