// Data folders: the tables of one, behind lines "@name".

#include <algorithm>
#include <map>
#include <string>

#include <reeindex/data/dataset.hpp>

#include "properties.hpp"

using namespace reeindex;

namespace {

std::map<std::string, CsvTable, std::less<>> tables_of(std::string_view text) {
    std::map<std::string, CsvTable, std::less<>> out;
    while (!text.empty()) {
        const auto mark = text.find("\n@");
        auto part = text.substr(0, mark);
        text.remove_prefix(mark == std::string_view::npos ? text.size() : mark + 1);
        if (!part.starts_with('@')) continue;
        const auto end = std::min(part.find('\n'), part.size());
        const std::string name{part.substr(1, end - 1)};
        part.remove_prefix(std::min(end + 1, part.size()));
        out.insert_or_assign(name, parse_csv(part, name + ".csv"));
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    (void)fuzz::twice("Dataset", [&] {
        const Dataset dataset{"input", tables_of(text)};
        std::string out;
        for (const auto& key : dataset.keys()) {
            for (const auto view : {View::printed, View::corrected}) {
                const auto series = dataset.series(key, view);
                out += series.label();
                for (std::size_t i = 0; i < series.size(); ++i)
                    if (const auto value = series.value(i)) {
                        fuzz::require(std::isfinite(*value), "a value is finite");
                        out += std::to_string(*value);
                    }
            }
            (void)dataset.errata_of(dataset.series(key));
        }
        return out;
    });
    return 0;
}
