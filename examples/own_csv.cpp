// From a CSV file to an automatic forecast.
#include <cstdio>
#include <fstream>
#include <reeindex/reeindex.hpp>

int main() {
    std::ofstream{"magnets.csv"} << "year,value,unit\n"
                                    "2014,5.1,kt/a\n2015,7.2,kt/a\n2016,10.8,kt/a\n"
                                    "2017,15.3,kt/a\n2018,20.9,kt/a\n2019,27.4,kt/a\n"
                                    "2020,33.6,kt/a\n2021,39.5,kt/a\n2022,45.2,kt/a\n";

    const auto magnets = reeindex::read_csv("magnets.csv");
    const auto ahead = reeindex::auto_forecast(magnets, {.h = 3, .levels = {0.8, 0.95}});
    for (std::size_t i = 0; i < ahead.years.size(); ++i)
        std::printf("%d  %.0f kt/a, from %.0f to %.0f\n", ahead.years[i], ahead.mean[i],
                    ahead.lower[i], ahead.upper[i]);
}
