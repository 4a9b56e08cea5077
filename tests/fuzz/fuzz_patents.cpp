// Exports of patents, of every layout.

#include <memory>

#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/reader.hpp>

#include "properties.hpp"

using namespace reeindex;

namespace {

std::string summary(const PatentTable& table) {
    fuzz::require(table.rows() == table.size() + table.malformed().count + table.duplicates().count,
                  "every row is a record, malformed or a duplicate");
    std::string out = detail::concat(table.size(), " ", table.malformed().count, " ",
                                     table.duplicates().count, " ", table.doubtful().count, " ",
                                     table.family_count(), " ", table.reading().layout, "\n");
    for (std::size_t i = 0; i < table.size(); ++i) {
        fuzz::require(table.family(i) <= table.family_count(), "a family is one of the table");
        out += table.office(i);
        for (const auto id : table.applicants(i)) out += table.applicant(id) + ";";
        if (const auto date = table.date(i, DateBasis::publication)) out += date->text();
    }
    for (const auto& issue : table.malformed().listed)
        fuzz::require(!issue.reason.empty(), "a malformed row has a reason");
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    // made once: reading the rules takes longer than reading most inputs
    static const auto classifier =
        std::make_shared<const Classifier>(default_technology_rules(), default_wipo_fields());
    static const auto forms = default_applicant_forms();
    ReadPatentsOptions options;
    options.threads = 1;
    options.classifier = classifier;
    options.applicant_forms = forms;
    const auto whole =
        fuzz::twice("read_patents", [&] { return summary(parse_patents(text, "input", options)); });
    ReadPatentsOptions cut = options;
    cut.block_bytes = 64;
    fuzz::require(
        whole == fuzz::outcome([&] { return summary(parse_patents(text, "input", cut)); }),
        "the size of blocks changes nothing");
    (void)fuzz::outcome([&] {
        const auto table = parse_patents(text, "input", options);
        if (table.has(DateBasis::publication)) {
            CountPatentsOptions by_office;
            by_office.by = CountBy::office;
            const auto counts = count_patents(table, by_office);
            double sum = 0.0;
            for (const double value : counts.values) sum += value;
            fuzz::require(sum == static_cast<double>(counts.dated), "the counts add up");
            fuzz::require(counts.dated + counts.undated.count == table.size(),
                          "every record is dated or undated");
        }
        (void)co_applicant_network(table);
        return std::string{};
    });
    return 0;
}
