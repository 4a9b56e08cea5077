// One curve fitted to many short series at once.
#include <cmath>
#include <cstdio>
#include <reeindex/reeindex.hpp>
#include <string>
#include <vector>

int main() {
    // 1,000 invented series of 12 years: logistic growth with 2 % noise, every fourth without a
    // bend.
    constexpr std::size_t series = 1000, columns = 12;
    std::vector<double> years(columns), values;
    for (std::size_t j = 0; j < columns; ++j) years[j] = 2013.0 + static_cast<double>(j);
    reeindex::Random random(7);
    for (std::size_t i = 0; i < series; ++i)
        for (const double year : years) {
            const double growth = i % 4 == 0 ? std::exp(0.12 * (year - 2013.0))
                                             : 9.0 / (1.0 + std::exp(-0.5 * (year - 2018.0)));
            values.push_back(growth * (1.0 + 0.02 * random.normal()));
        }

    const reeindex::BatchInput input{.values = {values.data(), series, columns},
                                     .years = {years.data(), 1, columns}};
    const auto fits = reeindex::fit_batch(input, "logistic");
    std::size_t identified = 0, without_ceiling = 0;
    for (std::size_t i = 0; i < fits.size(); ++i) {
        identified += fits.identification[i] == reeindex::Identification::identified ? 1U : 0U;
        without_ceiling += std::isinf(fits.parameters_of(i)[0]) ? 1U : 0U;
    }
    std::printf("%zu series: %zu identified, %zu without a ceiling\n", fits.size(), identified,
                without_ceiling);

    const auto forecast = reeindex::forecast_batch(input, "logistic", fits, 1);
    std::printf("series 1, %.0f: %.2f, from %.2f to %.2f\n", forecast.years[1], forecast.mean[1],
                forecast.lower[1], forecast.upper[1]);
}
