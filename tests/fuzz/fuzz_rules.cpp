// Rules of technologies: two tables, divided by a line "@".

#include <algorithm>
#include <string>
#include <vector>

#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/rules.hpp>

#include "properties.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto mark = std::min(text.find("\n@\n"), text.size());
    const auto second = text.substr(std::min(mark + 3, text.size()));
    (void)fuzz::twice("rules", [&] {
        const auto rules = parse_technology_rules(
            parse_csv(text.substr(0, mark), "technologies.csv"), parse_csv(second, "rules.csv"));
        const Classifier classifier{rules, {}};
        const auto one = Symbol::read("C22B 59/00"), other = Symbol::read("H01F 1/057");
        std::string out;
        const std::vector ipc{one}, cpc{other};
        for (const auto& reason : classifier.explain(ipc, cpc, "a rare earth magnet"))
            out += reason.technology + " " + reason.rule + " ";
        return out;
    });
    return 0;
}
