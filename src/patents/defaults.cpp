// The tables of data/classification, read from what the build embeds.

#include <string>
#include <string_view>

#include <reeindex/data/csv.hpp>
#include <reeindex/patents/applicant.hpp>
#include <reeindex/patents/rules.hpp>

#include "data/embedded_files.hpp"

namespace reeindex {
namespace {

[[nodiscard]] CsvTable embedded_table(std::string_view name) {
    const std::string path = detail::concat("classification/", name);
    for (const auto& file : detail::embedded_files()) {
        if (file.name != path) continue;
        std::string text;
        for (const auto chunk : file.chunks) text.append(chunk);
        return parse_csv(text, detail::concat("data/", path));
    }
    throw Error(detail::concat("data/", path, " is not embedded in this build"));
}

}  // namespace

TechnologyRules default_technology_rules() {
    return parse_technology_rules(embedded_table("technologies.csv"),
                                  embedded_table("technology_rules.csv"));
}

WipoFields default_wipo_fields() {
    return parse_wipo_fields(embedded_table("wipo_fields.csv"),
                             embedded_table("wipo_field_symbols.csv"));
}

std::vector<ApplicantForm> default_applicant_forms() {
    return parse_applicant_forms(embedded_table("applicant_forms.csv"));
}

}  // namespace reeindex
