// Loads the paper, fits a growth curve and forecasts it with an interval.
#include <cstdio>
#include <reeindex/reeindex.hpp>

int main() {
    const auto paper = reeindex::load_paper();
    const auto demand = paper.series("neodymium_oxide_demand", "WLD");
    const auto fit = reeindex::fit(demand, reeindex::Logistic{});
    std::printf("%s: K = %.2f (standard error %.2f)\n", fit.message.c_str(), fit.estimate("K"),
                fit.standard_error("K"));

    const auto forecast = reeindex::forecast(fit, {.horizon = 3, .level = 0.95});
    for (std::size_t i = 0; i < forecast.years.size(); ++i)
        std::printf("%d  %.1f kt/a, from %.1f to %.1f\n", forecast.years[i], forecast.mean[i],
                    forecast.lower[i], forecast.upper[i]);
}
