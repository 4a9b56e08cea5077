#pragma once
// Definitions of data/layouts.hpp.

#include <algorithm>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/layouts.hpp>

namespace reeindex {
namespace detail {

REEINDEX_INLINE std::string column_key(std::string_view name) {
    std::string out;
    for (const char letter : name) {
        if (letter >= 'A' && letter <= 'Z') {
            out += static_cast<char>(letter - 'A' + 'a');
        } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   (static_cast<unsigned char>(letter) & 0x80U) != 0) {
            out += letter;
        }
    }
    return out;
}

/// Marks of the USGS beside the common ones. A dash is the USGS's sign for zero or nothing; it is
/// kept as a missing value, because tables of several years do not tell the two apart.
REEINDEX_INLINE Marks usgs_marks() {
    Marks out = common_marks();
    out.missing.push_back({"NA", ObsStatus::missing_not_collected, "not available"});
    out.missing.push_back({"E", ObsStatus::missing_cannot_exist, "net exporter"});
    out.missing.push_back({"XX", ObsStatus::missing_cannot_exist, "not applicable"});
    for (const auto* dash : {"\xE2\x80\x94", "--", "\xE2\x80\x93", "-"})
        out.missing.push_back({dash, ObsStatus::missing, "a dash, by which the USGS means zero"});
    return out;
}

/// Flags of Eurostat (ec.europa.eu/eurostat, "Statistical symbols").
REEINDEX_INLINE Marks eurostat_marks() {
    return {.missing = {{":", ObsStatus::missing, {}}},
            .flags = {{"b", ObsStatus::break_in_series, {}},
                      {"c", ObsStatus::missing_suppressed, "confidential"},
                      {"d", ObsStatus::definition_differs, {}},
                      {"e", ObsStatus::estimated, {}},
                      {"f", ObsStatus::forecast, {}},
                      {"i", ObsStatus::normal, "see the publisher's remarks"},
                      {"n", ObsStatus::not_significant, {}},
                      {"p", ObsStatus::provisional, {}},
                      {"r", ObsStatus::normal, "revised"},
                      {"s", ObsStatus::estimated, "estimate of Eurostat"},
                      {"u", ObsStatus::low_reliability, {}},
                      {"z", ObsStatus::missing_cannot_exist, "not applicable"}},
            .joined = true};
}

/// Flags of FAOSTAT (fao.org/faostat, "Flags"), which are SDMX codes but for X and T.
REEINDEX_INLINE Marks faostat_marks() {
    Marks out = common_marks();
    for (const auto& one : obs_status_table)
        if (one.status != ObsStatus::includes_other)
            out.flags.push_back({std::string(1, code(one.status)), one.status, {}});
    out.flags.push_back({"X", ObsStatus::normal, "figure of an international organisation"});
    out.flags.push_back({"T", ObsStatus::normal, "unofficial figure"});
    return out;
}

REEINDEX_INLINE std::vector<Layout> make_statistics_layouts() {
    std::vector<Layout> all;
    all.push_back({.name = "world_bank",
                   .title = "World Bank, World Development Indicators",
                   .required = {"Country Name", "Country Code", "Indicator Name"},
                   .wide = true,
                   .area = {"Country Name"},
                   .indicator = {"Indicator Name"},
                   .repeated = {"Country Code", "Indicator Code"}});
    all.push_back({.name = "world_bank_databank",
                   .title = "World Bank, DataBank",
                   .required = {"Country Name", "Country Code", "Series Name"},
                   .wide = true,
                   .area = {"Country Name"},
                   .indicator = {"Series Name"},
                   .repeated = {"Country Code", "Series Code"}});
    all.push_back({.name = "faostat",
                   .title = "FAOSTAT",
                   .required = {"Area", "Element", "Item", "Year", "Value"},
                   .year = {"Year"},
                   .value = {"Value"},
                   .area = {"Area"},
                   .unit = {"Unit"},
                   .status = {"Flag"},
                   .about_status = {"Flag Description"},
                   .indicator = {"Element", "Item"},
                   .dimensions = {"Domain"},
                   .notes = {"Note"},
                   .repeated = {"Domain Code", "Area Code", "Area Code (M49)", "Area Code (FAO)",
                                "Area Code (ISO3)", "Element Code", "Item Code", "Item Code (CPC)",
                                "Item Code (FAO)", "Item Code (CPC2.1)", "Year Code"}});
    all.push_back({.name = "faostat_wide",
                   .title = "FAOSTAT, years as columns",
                   .required = {"Area", "Element", "Item", "Unit"},
                   .wide = true,
                   .area = {"Area"},
                   .unit = {"Unit"},
                   .indicator = {"Element", "Item"},
                   .repeated = {"Area Code", "Area Code (M49)", "Element Code", "Item Code",
                                "Item Code (CPC)"},
                   .marks = faostat_marks()});
    all.push_back({.name = "undata",
                   .title = "UNdata",
                   .required = {"Country or Area", "Year", "Value"},
                   .year = {"Year"},
                   .value = {"Value"},
                   .area = {"Country or Area"},
                   .unit = {"Unit"},
                   .notes = {"Value Footnotes"},
                   .others_are_dimensions = true,
                   .period = PeriodRule::last,
                   .period_reason = "UNdata gives the latest year available in a period"});
    all.push_back({.name = "oecd_stat",
                   .title = "OECD.Stat or IEA, one value a row",
                   .required = {"Value", "Flag Codes", "Flags"},
                   .year = {"TIME", "Year", "YEA", "Time"},
                   .value = {"Value"},
                   .area = {"Country", "Location", "Reference area", "LOCATION"},
                   .unit = {"Unit"},
                   .status = {"Flag Codes"},
                   .power = {"PowerCode"},
                   .about_status = {"Flags"},
                   .repeated = {"Unit Code", "PowerCode Code", "Reference Period Code", "TIME",
                                "Year", "YEA", "Time"},
                   .others_are_dimensions = true});
    all.push_back({.name = "sdmx_csv",
                   .title = "SDMX-CSV (OECD, Eurostat, IMF and others)",
                   .required = {"TIME_PERIOD", "OBS_VALUE"},
                   .year = {"TIME_PERIOD"},
                   .value = {"OBS_VALUE"},
                   .area = {"REF_AREA", "geo", "COUNTRY"},
                   .unit = {"UNIT_MEASURE", "unit"},
                   .status = {"OBS_STATUS", "OBS_FLAG"},
                   .power = {"UNIT_MULT"},
                   .repeated = {"STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW",
                                "LAST UPDATE", "Time period", "Observation value"},
                   .others_are_dimensions = true});
    all.back().marks.missing.push_back({"NaN", ObsStatus::missing, {}});
    all.push_back({.name = "comtrade",
                   .title = "UN Comtrade",
                   .required = {"reporterCode", "flowCode", "cmdCode", "primaryValue"},
                   .year = {"refYear", "period"},
                   .value = {"primaryValue"},
                   .area = {"reporterDesc", "reporterISO", "reporterCode"},
                   .indicator = {"flowDesc|flowCode", "cmdCode", "partnerDesc|partnerCode"},
                   .dimensions = {"partner2Desc|partner2Code", "classificationCode", "customsCode",
                                  "motCode", "mosCode"},
                   .unit_code = "USD"});
    all.push_back(
        {.name = "comtrade_legacy",
         .title = "UN Comtrade, downloads before 2023",
         .required = {"Year", "Trade Flow", "Reporter", "Commodity Code", "Trade Value (US$)"},
         .year = {"Year"},
         .value = {"Trade Value (US$)"},
         .area = {"Reporter"},
         .indicator = {"Trade Flow", "Commodity Code", "Partner"},
         .dimensions = {"2nd Partner", "Classification", "Customs Proc. Code",
                        "Mode of Transport Code"},
         .unit_code = "USD"});
    return all;
}

REEINDEX_INLINE std::vector<Layout> make_layouts() {
    auto all = make_statistics_layouts();
    all.push_back(
        {.name = "usgs_mcs",
         .title = "USGS Mineral Commodity Summaries, data release",
         .required = {"MCS chapter", "Commodity", "Country", "Statistics", "Year", "Value"},
         .year = {"Year"},
         .value = {"Value"},
         .area = {"Country"},
         .unit = {"Unit"},
         .indicator = {"Statistics", "Statistics_detail"},
         .dimensions = {"MCS chapter", "Section", "Commodity"},
         .notes = {"Notes", "Other notes"},
         .encoding = "cp1252",
         .thousands = ',',
         .period = PeriodRule::last,
         .period_reason = "the USGS gives one figure for several years, which is kept at "
                          "the last of them",
         .marks = usgs_marks()});
    all.push_back({.name = "usgs_mcs_world",
                   .title = "USGS Mineral Commodity Summaries, world table",
                   .required = {"Source", "Country", "Type"},
                   .wide = true,
                   .area = {"Country"},
                   .indicator = {"Type"},
                   .dimensions = {"Source"},
                   .notes = {"Prod_notes"},
                   .encoding = "cp1252",
                   .thousands = ',',
                   .marks = usgs_marks()});
    all.push_back({.name = "usgs_mcs_salient",
                   .title = "USGS Mineral Commodity Summaries, salient statistics",
                   .required = {"DataSource", "Commodity", "Year"},
                   .year = {"Year"},
                   .dimensions = {"DataSource", "Commodity"},
                   .values_are_the_rest = true,
                   .encoding = "cp1252",
                   .thousands = ',',
                   .marks = usgs_marks()});
    all.push_back({.name = "bgs",
                   .title = "BGS World Mineral Statistics",
                   .required = {"year", "quantity", "country_trans", "bgs_statistic_type_trans"},
                   .year = {"year"},
                   .value = {"quantity"},
                   .area = {"country_trans"},
                   .unit = {"units"},
                   .indicator = {"bgs_statistic_type_trans", "bgs_commodity_trans"},
                   .dimensions = {"bgs_sub_commodity_trans", "erml_commodity"},
                   .notes = {"concat_table_notes_text", "concat_figure_notes_text"},
                   .repeated = {"country_iso2_code", "country_iso3_code"}});
    all.push_back({.name = "world_mining_data",
                   .title = "World Mining Data",
                   .required = {"Country", "unit", "data source"},
                   .wide = true,
                   .area = {"Country"},
                   .unit = {"unit"},
                   .notes = {"data source"}});
    all.push_back({.name = "iea",
                   .title = "IEA, data explorer",
                   .required = {"region", "category", "parameter", "mode", "year", "unit", "value"},
                   .year = {"year"},
                   .value = {"value"},
                   .area = {"region"},
                   .unit = {"unit"},
                   .indicator = {"parameter"},
                   .dimensions = {"category", "mode", "powertrain"}});
    all.push_back({.name = "wipo",
                   .title = "WIPO IP Statistics",
                   .required = {"Office", "Origin"},
                   .wide = true,
                   .area = {"Office"},
                   .repeated = {"Office (Code)", "Office Code", "Origin (Code)", "Origin Code"},
                   .others_are_dimensions = true});
    all.push_back({.name = "eurostat_tsv",
                   .title = "Eurostat, tab-separated",
                   .wide = true,
                   .area = {"geo"},
                   .unit = {"unit"},
                   .others_are_dimensions = true,
                   .marks = eurostat_marks()});
    all.push_back({.name = "usgs_myb",
                   .title = "USGS Minerals Yearbook",
                   .wide = true,
                   .area = {"Country", "Country or locality"},
                   .others_are_dimensions = true,
                   .encoding = "cp1252",
                   .thousands = ',',
                   .marks = usgs_marks()});
    all.push_back({.name = "owid",
                   .title = "Our World in Data",
                   .required = {"Entity", "Year"},
                   .year = {"Year"},
                   .area = {"Entity"},
                   .repeated = {"Code"},
                   .values_are_the_rest = true});
    return all;
}

REEINDEX_INLINE bool has_layout(const Layout& one, std::span<const std::string> columns) {
    if (one.required.empty()) return false;
    const bool all = std::all_of(one.required.begin(), one.required.end(), [&](const auto& name) {
        const auto key = column_key(name);
        return std::any_of(columns.begin(), columns.end(),
                           [&](const auto& column) { return column_key(column) == key; });
    });
    if (!all || !one.wide) return all;
    return std::any_of(columns.begin(), columns.end(), [](const auto& column) {
        return year_of_column(column, PeriodRule::last).has_value();
    });
}

REEINDEX_INLINE const Layout* recognise(std::span<const std::string> columns) {
    for (const auto& one : layouts())
        if (has_layout(one, columns)) return &one;
    return nullptr;
}

}  // namespace detail

REEINDEX_INLINE std::span<const Layout> layouts() {
    static const std::vector<Layout> all = detail::make_layouts();
    return all;
}

REEINDEX_INLINE const Layout& layout(std::string_view name) {
    std::vector<std::string> known;
    for (const auto& one : layouts()) {
        if (one.name == name) return one;
        known.push_back(one.name);
    }
    known.emplace_back("plain");
    throw NotFound("layout", name, known);
}

}  // namespace reeindex
