// A series as a small table, for terminals and notebooks.

#include <algorithm>
#include <string>
#include <vector>

#include "convert.hpp"
#include "core_parts.hpp"

namespace reeindex::python {
namespace {

struct SeriesLine {
    std::string year, value, status, remark;
};

constexpr std::size_t most_rows = 40;

std::string value_text(const TimeSeries& series, double value) {
    if (series.info().decimals) return detail::to_fixed(value, *series.info().decimals);
    return detail::to_plain(value);
}

SeriesLine line(const TimeSeries& series, std::size_t i) {
    const auto& one = series.observations()[i];
    const bool corrected = series.view() == View::corrected && one.correction;
    SeriesLine out{detail::concat(one.year.value()), "-", detail::concat(code(series.status(i))),
                   ""};
    if (const auto value = series.value(i)) {
        out.value = value_text(series, *value);
        if (!corrected && one.qualifier != Qualifier::exact)
            out.value = std::string{sign(one.qualifier)} + " " + out.value;
    }
    if (series.status(i) == ObsStatus::normal) out.status.clear();
    if (series.status(i) != ObsStatus::normal) out.remark = meaning(series.status(i));
    if (corrected)
        out.remark = detail::concat("corrected, printed ",
                                    one.printed ? value_text(series, *one.printed) : "no value",
                                    " (", one.correction->erratum, ")");
    else if (one.correction)
        out.remark += detail::concat(out.remark.empty() ? "" : "; ", "correction ",
                                     value_text(series, one.correction->value), " (",
                                     one.correction->erratum, ")");
    return out;
}

std::string heading(const TimeSeries& series) {
    const auto& info = series.info();
    if (info.indicator.empty()) {
        const auto label = series.label();
        const bool told = info.area.empty() || label.find(info.area) != std::string::npos;
        return told ? label : label + ", " + info.area;
    }
    return info.title.empty() ? series.key() : series.key() + ", " + info.title;
}

std::string about(const TimeSeries& series) {
    std::string out = "unit " + series.unit().code();
    if (series.basis() != Basis::none) out += detail::concat(", basis ", name(series.basis()));
    out += detail::concat("; ", series.size(), series.size() == 1 ? " year" : " years", ", ",
                          series.first_year().value(), " to ", series.last_year().value(), "; ",
                          name(series.view()), " view");
    return out;
}

// Indices of the rows that are shown, in two runs where the series is long.
std::vector<std::size_t> shown_rows(std::size_t size) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < size; ++i)
        if (size <= most_rows || i < most_rows / 2 || i >= size - most_rows / 2) out.push_back(i);
    return out;
}

void pad(std::string& out, std::string_view text, std::size_t width) {
    out.append(width > text.size() ? width - text.size() : 0, ' ');
    out.append(text);
}

}  // namespace

std::string series_text(const TimeSeries& series) {
    std::vector<SeriesLine> lines;
    std::size_t year_width = 4;
    std::size_t value_width = 5;
    const auto rows = shown_rows(series.size());
    for (const auto i : rows) {
        lines.push_back(line(series, i));
        year_width = std::max(year_width, lines.back().year.size());
        value_width = std::max(value_width, lines.back().value.size());
    }
    std::string out = "TimeSeries " + heading(series) + "\n" + about(series) + "\n";
    pad(out, "year", year_width);
    out += "  ";
    pad(out, "value", value_width);
    out += "  status";
    for (std::size_t k = 0; k < lines.size(); ++k) {
        if (k > 0 && rows[k] != rows[k - 1] + 1) out += "\n ...";
        out += '\n';
        pad(out, lines[k].year, year_width);
        out += "  ";
        pad(out, lines[k].value, value_width);
        if (!lines[k].status.empty())
            out += "  " + lines[k].status + "  " + lines[k].remark;
        else if (!lines[k].remark.empty())
            out += "     " + lines[k].remark;
    }
    return out;
}

std::string series_html(const TimeSeries& series) {
    std::string out =
        "<table style=\"border-collapse:collapse\"><caption style=\"text-align:left\"><b>" +
        escaped(heading(series)) + "</b><br>" + escaped(about(series)) +
        "</caption><thead><tr><th>year</th><th>value</th><th>status</th>"
        "<th style=\"text-align:left\">remark</th></tr></thead><tbody>";
    const auto rows = shown_rows(series.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (k > 0 && rows[k] != rows[k - 1] + 1) out += "<tr><td colspan=\"4\">&hellip;</td></tr>";
        const auto one = line(series, rows[k]);
        out += detail::concat("<tr><td>", one.year, "</td><td style=\"text-align:right\">",
                              escaped(one.value), "</td><td>", one.status,
                              "</td><td style=\"text-align:left\">", escaped(one.remark),
                              "</td></tr>");
    }
    return out + "</tbody></table>";
}

}  // namespace reeindex::python
