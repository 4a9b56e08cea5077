// at_limit takes the parameters of the limit.
// error: where parameters stand at a limit is
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
#ifdef CONTROL
    std::array<AtLimit, 1> at_limit(Limit, std::span<const double>) const { return {{{0}}}; }
#else
    std::array<AtLimit, 1> at_limit(Limit) const { return {{{0}}}; }
#endif
};

int main() {
    const AnyCurve curve = Proportional{};
    return curve.size() == 1 ? 0 : 1;
}
