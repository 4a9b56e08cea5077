#pragma once
// The rules by which differences between sources are explained.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <reeindex/core/country.hpp>
#include <reeindex/data/reconcile.hpp>

namespace reeindex {
namespace detail {

/// One source with its values in the unit and basis of the comparison.
struct ReconcilePart {
    const ReconcileSource* source;
    TimeSeries series;
    double factor = 1.0;     ///< by which its own values were multiplied for their basis
    bool converted = false;  ///< between element and oxide
};

/// What explains a difference.
struct Reason {
    std::string kind, text;
};

REEINDEX_INLINE const Observation* cell_of(const TimeSeries& series, Year year) {
    for (const auto& one : series.observations())
        if (one.year == year && one.value(series.view())) return &one;
    return nullptr;
}

REEINDEX_INLINE bool counts_oxide(Basis basis) noexcept {
    return basis == Basis::oxide || basis == Basis::reo;
}

/// Half a unit of the second significant digit.
REEINDEX_INLINE double half_of_second_digit(double value) noexcept {
    return value == 0.0 ? 0.0 : 0.5 * std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1.0);
}

REEINDEX_INLINE std::optional<Reason> misprint(const ReconcilePart& part, Year year) {
    const auto* dataset = part.source->dataset;
    if (dataset == nullptr) return std::nullopt;
    const auto subject = concat("observation:", part.series.key(), "@", year.value());
    for (const auto& erratum : dataset->errata())
        for (const auto& one : erratum.subjects)
            if (one == subject)
                return Reason{"misprint", concat(erratum.id, ": ", erratum.statement)};
    return std::nullopt;
}

/// The countries with a value in an edition's rows, in the unit of the comparison.
REEINDEX_INLINE std::map<std::string, double> rows_of(const ReconcilePart& part, Year year) {
    std::map<std::string, double> out;
    const auto* dataset = part.source->dataset;
    const auto& info = part.series.info();
    if (dataset == nullptr) return out;
    for (const auto& one : dataset->series_of(
             info.indicator, SeriesChoice{.vintage = info.vintage, .scenario = info.scenario})) {
        if (one.area() == info.area || !one.unit().commensurable(info.unit)) continue;
        if (const auto* cell = cell_of(one, year))
            if (const double value = *cell->value(one.view()); value != 0.0)
                out[one.area()] = value * one.unit().factor_to(info.unit) * part.factor;
    }
    return out;
}

/// Whether the countries that only one of two totals lists account for their difference.
REEINDEX_INLINE std::optional<Reason> coverage(const ReconcilePart& a, const ReconcilePart& b,
                                               Year year, double difference, double tolerance) {
    if (a.series.area() != "WLD" || b.series.area() != "WLD") return std::nullopt;
    const auto left = rows_of(a, year), right = rows_of(b, year);
    if (left.empty() || right.empty()) return std::nullopt;
    double sum = 0.0, scale = 0.0;
    std::vector<std::string> names;
    const auto add = [&](const auto& rows, const auto& others, double sign) {
        for (const auto& [area, value] : rows) {
            scale += std::abs(value);
            if (others.contains(area) || area == "OTH") continue;
            sum += sign * value;
            names.push_back(concat(country(area).name,
                                   sign > 0.0 ? " in the second" : " in the first", " only"));
        }
    };
    add(left, right, -1.0);
    add(right, left, 1.0);
    if (names.empty() || std::abs(difference - sum) > tolerance * 0.5 * scale ||
        std::abs(difference - sum) >= std::abs(difference))
        return std::nullopt;
    return Reason{"coverage", join(names)};
}

REEINDEX_INLINE Reason reason_of(const ReconcilePart& a, const ReconcilePart& b, Year year,
                                 double first, double second, double tolerance) {
    for (const auto* part : {&a, &b})
        if (auto found = misprint(*part, year)) return *found;
    const auto& x = *a.source;
    const auto& y = *b.source;
    if (!a.converted && !b.converted && x.series.basis() != y.series.basis() &&
        (counts_oxide(x.series.basis()) || counts_oxide(y.series.basis())) &&
        (x.series.basis() == Basis::element || y.series.basis() == Basis::element))
        return {"oxide_or_element",
                concat(name(x.series.basis()), " against ", name(y.series.basis()))};
    for (const auto* part : {&a, &b})
        if (const auto* cell = cell_of(part->series, year); cell->qualifier != Qualifier::exact)
            return {"bound", concat(part->series.label(), " is ", name(cell->qualifier))};
    if (auto found = coverage(a, b, year, second - first, tolerance)) return *found;
    const auto quota = [](const TimeSeries& one) {
        return one.indicator().find("quota") != std::string::npos;
    };
    if (quota(x.series) != quota(y.series))
        return {"quota_or_output", concat(quota(x.series) ? "the first" : "the second",
                                          " is a quota, the other a quantity produced")};
    const auto& from = x.series.info();
    const auto& to = y.series.info();
    if (x.dataset != nullptr && x.dataset == y.dataset && from.indicator == to.indicator &&
        from.vintage != to.vintage)
        return {"other_edition", concat(from.vintage, " against ", to.vintage)};
    if (std::abs(second - first) <= half_of_second_digit(first) + half_of_second_digit(second))
        return {"rounding", "half a unit of the second digit of each"};
    return {"unexplained", ""};
}

/// The series in the unit of the first, converted between element and oxide where asked.
REEINDEX_INLINE ReconcilePart part_of(const ReconcileSource& source, const ReconcileSource& first,
                                      const ReconcileOptions& options) {
    ReconcilePart out{&source, source.series.to(first.series.unit())};
    const auto own = source.series.basis(), wanted = first.series.basis();
    if (!options.element || own == wanted) return out;
    const double oxide_factor = element(*options.element).oxide_factor();
    if (own == Basis::element && counts_oxide(wanted))
        out.factor = oxide_factor;
    else if (counts_oxide(own) && wanted == Basis::element)
        out.factor = 1.0 / oxide_factor;
    out.converted = out.factor != 1.0;
    return out;
}

REEINDEX_INLINE std::string source_name(const ReconcileSource& source, std::size_t place) {
    auto out = source.series.label();
    if (out == "series") out = concat("source ", place + 1);
    if (source.dataset != nullptr) out = source.dataset->name() + ", " + out;
    return out;
}

}  // namespace detail

REEINDEX_INLINE std::size_t Reconciliation::agreeing() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](const auto& one) { return one.agrees; }));
}

REEINDEX_INLINE std::size_t Reconciliation::unexplained() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(), [](const auto& one) { return one.reason == "unexplained"; }));
}

REEINDEX_INLINE Reconciliation reconcile(std::span<const ReconcileSource> sources,
                                         const ReconcileOptions& options) {
    if (sources.size() < 2)
        throw InvalidArgument("sources", detail::concat(sources.size()), "two series or more");
    if (!std::isfinite(options.tolerance) || options.tolerance < 0.0)
        throw InvalidArgument("tolerance", detail::to_text(options.tolerance), "finite, 0 or more");
    Reconciliation out{.unit = sources.front().series.unit(), .tolerance = options.tolerance};
    std::vector<detail::ReconcilePart> parts;
    std::map<int, std::vector<std::size_t>> years;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        out.sources.push_back(detail::source_name(sources[i], i));
        parts.push_back(detail::part_of(sources[i], sources.front(), options));
        for (const auto& one : parts.back().series.observations())
            if (one.value(parts.back().series.view())) years[one.year.value()].push_back(i);
    }
    std::vector<std::size_t> alone(sources.size());
    for (const auto& [number, present] : years) {
        if (present.size() == 1) ++alone[present.front()];
        const Year year{number};
        for (std::size_t a = 0; a < present.size(); ++a)
            for (std::size_t b = a + 1; b < present.size(); ++b) {
                const auto& x = parts[present[a]];
                const auto& y = parts[present[b]];
                ReconcileCell cell{.year = year, .first = present[a], .second = present[b]};
                cell.first_value = x.series.at(year) * x.factor;
                cell.second_value = y.series.at(year) * y.factor;
                const double change = cell.second_value - cell.first_value;
                cell.difference =
                    change == 0.0 ? 0.0
                    : cell.first_value == 0.0
                        ? std::copysign(std::numeric_limits<double>::infinity(), change)
                        : change / std::abs(cell.first_value);
                cell.agrees = std::abs(cell.difference) <= options.tolerance;
                if (!cell.agrees) {
                    auto reason = detail::reason_of(x, y, year, cell.first_value, cell.second_value,
                                                    options.tolerance);
                    cell.reason = std::move(reason.kind);
                    cell.detail = std::move(reason.text);
                }
                out.cells.push_back(std::move(cell));
            }
    }
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (alone[i] > 0)
            out.excluded.push_back(detail::concat(out.sources[i], ": ", alone[i],
                                                  alone[i] == 1 ? " year" : " years",
                                                  " that no other source has"));
    return out;
}

}  // namespace reeindex
