#include "audit_inputs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace reeindex::detail {

namespace {

bool is_count(const Unit& unit) { return unit.code().starts_with('{') || unit.code() == "a"; }

/// Text of "series:patents/CN@2018" before and behind the mark.
struct SeriesKey {
    std::string_view series, year;
};

SeriesKey split_series_key(std::string_view key) {
    const auto rest = key.substr(std::string_view{"series:"}.size());
    const auto at = rest.find('@');
    if (at == std::string_view::npos)
        throw InvalidArgument("key", concat("'", key, "'"),
                              "series:INDICATOR/AREA@YEAR, or @* for all years");
    return {rest.substr(0, at), rest.substr(at + 1)};
}

template <class T, class Id>
const T& by(const std::vector<T>& all, std::string_view what, std::string_view wanted, Id id) {
    std::vector<std::string_view> known;
    for (const auto& one : all) {
        if (id(one) == wanted) return one;
        known.push_back(id(one));
    }
    throw NotFound(what, wanted, known);
}

/// The year in a key.
Year year_of(std::string_view key, std::string_view text) {
    int year = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (failure != std::errc{} || end != text.data() + text.size())
        throw InvalidArgument("key", concat("'", key, "'"), "of one year for this method");
    return Year{year};
}

/// Half a unit of the last digit that is not zero, and at least of the second: statistical offices
/// round to two digits or more.
double half_of_printed(double value) {
    if (value == 0.0) return 0.5;
    const auto digits = to_plain(std::abs(value));
    if (const auto point = digits.find('.'); point != std::string::npos)
        return 0.5 * std::pow(10.0, -static_cast<double>(digits.size() - point - 1));
    const auto last = digits.find_last_not_of('0');
    const auto zeros =
        std::min(digits.size() - last - 1, digits.size() - std::min<std::size_t>(2, digits.size()));
    return 0.5 * std::pow(10.0, static_cast<double>(zeros));
}

std::string_view behind_colon(std::string_view key, std::string_view kind) {
    if (!key.starts_with(kind))
        throw InvalidArgument("key", concat("'", key, "'"), concat(kind, "... for this method"));
    return key.substr(kind.size());
}

}  // namespace

int decimals_of(std::string_view written) {
    const auto point = written.find('.');
    return point == std::string_view::npos ? 0 : static_cast<int>(written.size() - point - 1);
}

double rounding_of(std::string_view written, const Unit& unit) {
    return is_count(unit) ? 0.0 : 0.5 * std::pow(10.0, -decimals_of(written));
}

AuditInputs::AuditInputs(const Dataset& dataset, std::span<const Dataset> sources)
    : dataset_(&dataset),
      sources_(sources),
      figures_(reeindex::figures(dataset)),
      patents_(described_patents(dataset)),
      owners_(patent_owners(dataset)) {}

AuditValue AuditInputs::figure_value(std::string_view key, std::string_view id) const {
    const auto& figure =
        by(figures_, "figure", id, [](const Figure& one) -> std::string_view { return one.id; });
    // As printed; refuses a range.
    const Quantity quantity = figure.quantity(View::printed);
    AuditValue out{.key = std::string{key},
                   .value = quantity.value,
                   .half = 0.0,
                   .unit = figure.unit,
                   .qualifier = figure.qualifier,
                   .nature = figure.nature,
                   .year = {},
                   .date = figure.time.text(),
                   .area = figure.area,
                   .item = figure.item,
                   .text = in_words(quantity.text()),
                   .source = figure.source};
    const auto& table = dataset_->table("figures");
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table.row(i).get("id") == id)
            out.half = rounding_of(table.row(i).get("value"), figure.unit);
    if (figure.time.dated()) {
        out.year = figure.time.first_year().value();
        out.text += " (" + out.date + ")";
    } else if (figure.nature == Nature::flow || figure.nature == Nature::stock) {
        out.text += " (undated)";
    }
    return out;
}

AuditValue AuditInputs::cell_value(std::string_view key, std::string_view series_key,
                                   Year year) const {
    const auto series = dataset_->series(series_key);
    AuditValue out{
        .key = std::string{key},
        .value = series.at(year),
        .half = 0.0,
        .unit = series.unit(),
        .nature = series.unit().dimension().ends_with("/a") ? Nature::flow : Nature::stock,
        .year = year.value(),
        .date = concat(year.value()),
        .area = series.area(),
        .item = series.label()};
    if (series.info().decimals && !is_count(series.unit()))
        out.half = 0.5 * std::pow(10.0, -*series.info().decimals);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& cell = series.observations()[i];
        if (cell.year != year) continue;
        out.qualifier = cell.qualifier;
        out.source = cell.source;
        out.text =
            concat(in_words(Quantity{out.value, out.unit, series.basis(), out.qualifier}.text()),
                   " (", out.date, cell.correction ? ", corrected" : "", ")");
    }
    return out;
}

AuditValue AuditInputs::source_value(std::string_view key) const {
    const auto colon = key.find(':');
    const auto name = key.substr(0, colon);
    std::vector<std::string_view> known;
    const Dataset* dataset = nullptr;
    for (const auto& one : sources_) {
        known.push_back(one.name());
        if (one.name() == name) dataset = &one;
    }
    if (dataset == nullptr) throw NotFound("source of an audit", name, known);
    constexpr std::string_view mark = " in ";
    auto rest = key.substr(colon + 1);
    std::string vintage;
    if (const auto at = rest.find(mark); at != std::string_view::npos) {
        vintage = rest.substr(at + mark.size());
        rest = rest.substr(0, at);
    }
    const auto at = rest.find('@');
    const auto series = dataset->series(rest.substr(0, at), SeriesChoice{.vintage = vintage});
    const Year year = year_of(key, at == std::string_view::npos ? "" : rest.substr(at + 1));
    AuditValue out{.key = std::string{key}, .value = series.at(year), .half = 0.0};
    out.unit = series.unit();
    out.nature = series.unit().dimension().ends_with("/a") ? Nature::flow : Nature::stock;
    out.year = year.value();
    out.date = concat(year.value());
    out.area = series.area();
    out.item = series.label();
    if (!is_count(series.unit())) out.half = half_of_printed(out.value);
    for (const auto& cell : series.observations()) {
        if (cell.year != year) continue;
        out.qualifier = cell.qualifier;
        out.source = cell.source;
        const auto& edition = series.info().vintage;
        out.text = concat(
            in_words(Quantity{out.value, out.unit, series.basis(), out.qualifier}.text()), " (",
            out.date, edition.empty() || edition == "as cited" ? "" : ", " + edition, ")");
    }
    for (const auto& document : dataset->documents())
        if (document.id == out.source.document) out.source.document = document.citation();
    return out;
}

AuditValue AuditInputs::value(std::string_view key) const {
    if (key.starts_with("figure:")) return figure_value(key, behind_colon(key, "figure:"));
    if (!sources_.empty() && !key.starts_with("series:") && key.find(':') != std::string_view::npos)
        return source_value(key);
    (void)behind_colon(key, "series:");
    const auto [series, year_text] = split_series_key(key);
    return cell_value(key, series, year_of(key, year_text));
}

TimeSeries AuditInputs::series(std::string_view key) const {
    if (!is_whole_series(key))
        throw InvalidArgument("key", concat("'", key, "'"),
                              "a whole series, series:INDICATOR/AREA@*, for this method");
    return dataset_->series(split_series_key(key).series);
}

DescribedPatent AuditInputs::patent(std::string_view key) const {
    return by(patents_, "patent", behind_colon(key, "patent:"),
              [](const DescribedPatent& one) -> std::string_view { return one.publication; });
}

PatentOwner AuditInputs::owner(std::string_view key) const {
    return by(owners_, "patent owner", behind_colon(key, "owner:"),
              [](const PatentOwner& one) -> std::string_view { return one.company; });
}

ClaimInput AuditInputs::shown(std::string_view key) const {
    if (key.starts_with("patent:")) {
        const auto one = patent(key);
        return {std::string{key}, concat(one.publication, ", ", one.publication_date.text()),
                one.source};
    }
    if (key.starts_with("owner:")) {
        const auto one = owner(key);
        return {std::string{key},
                concat(one.name, ", printed ", one.printed_country, ", ", one.country), one.source};
    }
    if (is_whole_series(key)) {
        const auto one = series(key);
        const auto& first = one.observations().front().source;
        return {
            std::string{key},
            concat(one.label(), ", ", one.first_year().value(), " to ", one.last_year().value()),
            {first.document, first.locator.substr(0, first.locator.find(','))}};
    }
    const auto one = value(key);
    return {std::string{key}, one.text, one.source};
}

}  // namespace reeindex::detail
