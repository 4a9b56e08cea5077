// What a curve lacks is named by the concept.
// error: (conversion from|no viable conversion|no matching function|could not convert)
#include <array>
#include <span>

#include <reeindex/curves/any_curve.hpp>

struct Proportional {
#ifdef CONTROL
    static constexpr std::string_view name = "proportional";
#endif
    static constexpr std::array<reeindex::Parameter, 1> parameters{
        {{.name = "slope", .linear = true}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x;
    }
};

int main() {
    const reeindex::AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
