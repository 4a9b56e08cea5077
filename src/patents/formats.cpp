// The layouts of patent databases. Names of columns are those of their exports.

#include <reeindex/patents/formats.hpp>

#include <algorithm>
#include <utility>

namespace reeindex {
namespace {

using enum PatentField;

[[nodiscard]] PatentFormat named(std::string name) {
    PatentFormat out;
    out.name = std::move(name);
    out.columns.list_separator = ";";
    return out;
}

[[nodiscard]] PatentFormat lens() {
    auto out = named("lens");
    out.columns.names = {{publication, {"Display Key", "Publication Number"}},
                         {title, {"Title"}},
                         {applicants, {"Applicants"}},
                         {priority_date, {"Earliest Priority Date", "Priority Numbers"}},
                         {filing_date, {"Application Date"}},
                         {publication_date, {"Publication Date"}},
                         {publication_year, {"Publication Year"}},
                         {ipc, {"IPCR Classifications"}},
                         {cpc, {"CPC Classifications"}},
                         {family_members, {"Simple Family Members"}},
                         {record_id, {"Lens ID"}}};
    out.columns.list_separator = ";;";
    out.columns.date_order = DateOrder::day_first;  // of 2015 and 2016; later ones are ISO 8601
    out.layouts = {
        {"Lens.org, CSV", {"Display Key"}, {}},
        {"Lens.org, CSV", {"Publication Number", "IPCR Classifications"}, {}},
        {"Lens.org, CSV of 2015",
         {"Jurisdiction", "Publication Number", "IPCR Classifications", "Cited Count"},
         {}},
        {"Lens.org, CSV of 2016",
         {"Jurisdiction", "Publication Number", "IPCR Classifications", "Cited Count", "Lens ID"},
         {}},
        {"Lens.org, CSV of 2021",
         {"Jurisdiction", "Publication Number", "IPCR Classifications", "Earliest Priority Date",
          "Lens ID", "Owners (US)"},
         {}},
        {"Lens.org, CSV since 2024",
         {"Jurisdiction", "Display Key", "Lens ID", "Simple Family Members", "Legal Status"},
         {}}};
    return out;
}

[[nodiscard]] PatentFormat google() {
    auto out = named("google");
    out.columns.names = {{publication, {"id"}},
                         {title, {"title"}},
                         {applicants, {"assignee"}},
                         {priority_date, {"priority date"}},
                         {filing_date, {"filing/creation date"}},
                         {publication_date, {"publication date"}},
                         {grant_date, {"grant date"}}};
    out.columns.applicant_separator = ",";
    out.layouts = {{"Google Patents, CSV", {"id", "title", "assignee", "publication date"}, {}},
                   {"Google Patents, CSV", {"id", "assignee", "inventor/author"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat google_bigquery() {
    auto out = named("google_bigquery");
    out.columns.names = {{publication, {"publication_number"}},
                         {title, {"title_localized", "title"}},
                         {applicants, {"assignee_harmonized", "assignee"}},
                         {priority_date, {"priority_date"}},
                         {filing_date, {"filing_date"}},
                         {publication_date, {"publication_date"}},
                         {grant_date, {"grant_date"}},
                         {ipc, {"ipc"}},
                         {cpc, {"cpc"}},
                         {family, {"family_id"}}};
    out.columns.no_family = "-1";
    out.layouts = {
        {"Google Patents Public Data", {"publication_number", "family_id", "publication_date"}, {}},
        {"Google Patents Public Data", {"publication_number", "country_code", "kind_code"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat espacenet() {
    auto out = named("espacenet");
    out.columns.names = {{publication, {"Publication number"}},
                         {title, {"Title"}},
                         {applicants, {"Applicant(s)", "Applicants"}},
                         {priority_date, {"Earliest priority", "Priority number(s)"}},
                         {filing_date, {"Date of application"}},
                         {publication_date, {"Publication date"}},
                         {ipc, {"International classification", "IPC"}},
                         {cpc, {"Cooperative Patent Classification", "CPC"}},
                         {family, {"Family number"}}};
    out.layouts = {
        {"Espacenet, CSV until 2019",
         {"Publication number", "Inventor(s)", "Applicant(s)", "International classification"},
         {}},
        {"Espacenet, CSV",
         {"No", "Title", "Applicants", "Publication number", "Earliest priority"},
         {}},
        {"Espacenet, CSV", {"Publication number", "Earliest priority", "Family number"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat patentscope() {
    auto out = named("patentscope");
    out.columns.names = {{publication, {"Publication Number"}},
                         {office, {"Country"}},
                         {title, {"Title"}},
                         {applicants, {"Applicants"}},
                         {priority_date, {"Priorities Data", "Priority Data"}},
                         {filing_date, {"Application Date"}},
                         {publication_date, {"Publication Date"}},
                         {ipc, {"IPC", "I P C"}}};
    out.columns.date_order = DateOrder::day_first;
    out.layouts = {
        {"PATENTSCOPE, list of results", {"Publication Number", "Priority Data", "IPC"}, {}},
        {"PATENTSCOPE, list of results",
         {"Application Id", "Application Number", "Publication Number"},
         {}},
        {"PATENTSCOPE, list of results", {"Publication Number", "National Phase Entries"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat orbit() {
    auto out = named("orbit");
    // A row is a family: it counts as its earliest publication, whose date stands beside it.
    out.columns.names = {
        {publication, {"Earliest publication number"}},
        {title, {"Title", "English title"}},
        {applicants, {"Current assignees"}},
        {priority_date, {"Earliest priority date"}},
        {filing_date, {"Earliest application date"}},
        {publication_date, {"Earliest publication date"}},
        {ipc, {"IPC - International classification", "International classification"}},
        {cpc, {"CPC - Cooperative classification", "Cooperative classification"}},
        {family, {"Questel unique family ID (FAN)"}}};
    out.layouts = {{"Orbit, a row for each family",
                    {"Questel unique family ID (FAN)", "Earliest publication number"},
                    {}}};
    return out;
}

[[nodiscard]] PatentFormat orbit_lists() {
    // Without the earliest publication: the first of the list. The earliest date is not its own.
    auto out = orbit();
    out.columns.names[publication] = {"Publication numbers"};
    out.columns.names[kind] = {"Publication kind codes"};
    out.columns.names[publication_date] = {"Publication dates"};
    out.layouts = {{"Orbit, a row for each family, without its earliest number",
                    {"Questel unique family ID (FAN)"},
                    {}},
                   {"Orbit, a row for each family, without its earliest number",
                    {"Publication numbers", "Publication kind codes"},
                    {}}};
    return out;
}

[[nodiscard]] PatentFormat derwent() {
    auto out = named("derwent");
    out.columns.names = {{publication, {"Publication Number", "公开号"}},
                         {office, {"Publication Country Code"}},
                         {title, {"Title - DWPI", "Title", "标题 - DWPI", "标题"}},
                         {applicants, {"Assignee/Applicant"}},
                         {priority_date, {"Earliest Priority Date", "Priority Date - Earliest"}},
                         {filing_date, {"Application Date"}},
                         {publication_date, {"Publication Date"}},
                         {publication_year, {"Publication Year"}},
                         {ipc, {"IPC - Current - DWPI", "IPC - Current"}},
                         {cpc, {"CPC - Current - DWPI", "CPC - Current"}},
                         {family_members, {"DWPI Family Members"}}};
    out.columns.list_separator = "|";
    out.layouts = {{"Derwent Innovation", {"Publication Number", "Title - DWPI"}, {}},
                   {"Derwent Innovation", {"Publication Number", "Assignee/Applicant"}, {}},
                   {"Derwent Innovation", {"Publication Number", "DWPI Family Members"}, {}},
                   {"Derwent Innovation, header in Chinese", {"公开号", "标题 - DWPI"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat jplatpat() {
    auto out = named("jplatpat");
    out.columns.names = {{publication, {"文献番号"}},  // number of the document
                         {title, {"発明の名称"}},      // title of the invention
                         {applicants, {"出願人/権利者"}}, {filing_date, {"出願日"}},
                         {publication_date, {"公知日"}},  {ipc, {"IPC", "FI"}}};
    out.columns.list_separator = ",";
    out.layouts = {{"J-PlatPat, CSV", {"文献番号", "出願番号"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat patstat() {
    auto out = named("patstat");
    out.columns.names = {{publication, {"publn_nr"}},
                         {office, {"publn_auth"}},
                         {kind, {"publn_kind"}},
                         {title, {"appln_title"}},
                         {applicants, {"psn_name", "person_name", "han_name"}},
                         {priority_date, {"earliest_filing_date"}},
                         {filing_date, {"appln_filing_date"}},
                         {publication_date, {"publn_date"}},
                         {ipc, {"ipc_class_symbol"}},
                         {cpc, {"cpc_class_symbol"}},
                         {family, {"docdb_family_id"}}};
    out.columns.no_family = "0";
    out.layouts = {
        {"PATSTAT, with the columns of tls211", {"publn_auth", "publn_nr", "publn_kind"}, {}},
        {"PATSTAT, tls201_appln",
         {"appln_id", "appln_auth", "appln_kind"},
         "holds applications without the numbers of their publications; read the folder that holds "
         "tls201_appln and tls211_pat_publn"}};
    return out;
}

[[nodiscard]] PatentFormat patentsview() {
    auto out = named("patentsview");
    // Grants of the US only: the date is that of grant and publication, the numbers name no office.
    out.columns.names = {{publication, {"patent_id", "patent_number"}},
                         {kind, {"wipo_kind", "patent_kind"}},
                         {title, {"patent_title"}},
                         {applicants, {"assignee_organization", "disambig_assignee_organization"}},
                         {filing_date, {"filing_date", "app_date"}},
                         {publication_date, {"patent_date"}},
                         {grant_date, {"patent_date"}}};
    out.columns.office = "US";
    out.layouts = {{"PatentsView", {"patent_id", "patent_date"}, {}},
                   {"PatentsView", {"patent_number", "patent_date"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat ops() {
    auto out = named("ops");
    out.columns.names = {{publication, {"code"}},
                         {title, {"title"}},
                         {applicants, {"applicants"}},
                         {filing_date, {"application date"}},
                         {publication_date, {"pub_date"}}};
    out.layouts = {{"records made from EPO OPS", {"code", "pub_date", "applicants"}, {}}};
    return out;
}

[[nodiscard]] PatentFormat wipo() {
    auto out = named("wipo");
    out.layouts = {{"WIPO IP Statistics Data Center",
                    {"Office", "Office Code", "Origin"},
                    "holds numbers of patents by office and year, not patent records; it is a "
                    "table of statistics, for read_csv"}};
    return out;
}

[[nodiscard]] PatentFormat plain() {
    auto out = named("plain");
    for (std::size_t i = 0; i < patent_field_count; ++i)
        out.columns.names[static_cast<PatentField>(i)] = {
            std::string{detail::patent_field_names[i]}};
    out.layouts = {{"the field names of this library", {"publication"}, {}}};
    return out;
}

}  // namespace

const std::vector<PatentFormat>& patent_formats() {
    static const std::vector<PatentFormat> formats{
        lens(),        google(),  google_bigquery(), espacenet(), patentscope(), orbit(),
        orbit_lists(), derwent(), jplatpat(),        patstat(),   patentsview(), ops(),
        wipo(),        plain()};
    return formats;
}

std::vector<std::string> patent_format_names() {
    std::vector<std::string> out;
    for (const auto& format : patent_formats())
        if (out.empty() || out.back() != format.name) out.push_back(format.name);
    return out;
}

PatentColumns patent_preset(std::string_view name) {
    for (const auto& format : patent_formats())
        if (format.name == name) return format.columns;
    throw NotFound("preset", name, patent_format_names());
}

RecognisedLayout recognise_patent_layout(std::span<const std::string> header,
                                         std::string_view format) {
    RecognisedLayout best;
    for (const auto& one : patent_formats()) {
        if (!format.empty() && one.name != format) continue;
        for (const auto& layout : one.layouts) {
            if (best.layout != nullptr && layout.shown.size() <= best.layout->shown.size())
                continue;
            const bool all = std::all_of(
                layout.shown.begin(), layout.shown.end(), [&](const std::string& wanted) {
                    return std::find(header.begin(), header.end(), wanted) != header.end();
                });
            if (all) best = {&one, &layout};
        }
    }
    return best;
}

}  // namespace reeindex
