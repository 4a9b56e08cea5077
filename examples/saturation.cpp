// The curve of saturation.hpp, fitted, forecast and compared like any other.
#include "saturation.hpp"

#include <cstdio>
#include <reeindex/reeindex.hpp>
#include <vector>

int main() {
    const std::vector<int> years{2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022};
    const std::vector<double> values{2.1, 4.6, 6.0, 7.1, 7.8, 8.5, 8.8, 9.3, 9.4, 9.8};
    const reeindex::TimeSeries series(years, values);

    const auto fit = reeindex::fit(series, Saturation{});
    std::printf("ceiling %.1f (standard error %.1f); %s\n", fit.estimate("K"),
                fit.standard_error("K"), fit.message.c_str());

    const auto forecast = reeindex::forecast(fit, {.horizon = 1});
    std::printf("%d: %.1f, from %.1f to %.1f\n", forecast.years[0], forecast.mean[0],
                forecast.lower[0], forecast.upper[0]);

    const auto table = reeindex::compare(
        series, {.curves = {reeindex::Logistic{}, reeindex::Monomolecular{}, Saturation{}}});
    for (const auto& row : table.rows) std::printf("%zu  %s\n", row.rank, row.curve.c_str());

    const std::vector<double> steady{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const auto line = reeindex::fit(reeindex::TimeSeries(years, steady), Saturation{});
    std::printf("of a line: %s\n", line.message.c_str());
}
