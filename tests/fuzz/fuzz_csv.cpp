// CSV tables, and files of statistics of any layout.

#include <string>

#include <reeindex/data/csv.hpp>
#include <reeindex/data/csv_series.hpp>

#include "properties.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    (void)fuzz::twice("parse_csv", [&] {
        const auto table = parse_csv(text, "input.csv");
        std::string out;
        for (std::size_t i = 0; i < table.size(); ++i)
            for (const auto& column : table.columns()) out += table.row(i).get(column);
        return out;
    });
    (void)fuzz::twice("parse_csv_series", [&] {
        std::string out;
        for (const auto& series : parse_csv_series(std::string{text}, "input.csv")) {
            out += series.label();
            int last = 0;
            for (std::size_t i = 0; i < series.size(); ++i) {
                const int year = series.observations()[i].year.value();
                fuzz::require(i == 0 || year > last, "years ascend");
                last = year;
                if (const auto value = series.value(i)) {
                    fuzz::require(std::isfinite(*value), "a value is finite");
                    out += std::to_string(*value);
                }
            }
        }
        return out;
    });
    return 0;
}
