#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/forecast/auto_forecast.hpp>
#include <reeindex/indicators/concentration.hpp>

#include "assess/evidence.hpp"

namespace reeindex {

namespace {

/// Whether the series has a rate of growth: two values or more, and all above zero.
bool has_growth(const TimeSeries& series) {
    std::size_t known = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto value = series.value(i);
        if (value && *value <= 0.0) return false;
        known += value ? 1U : 0U;
    }
    return known > 1;
}

bool is_corrected(const TimeSeries& series) {
    return std::any_of(series.observations().begin(), series.observations().end(),
                       [](const Observation& one) { return one.correction.has_value(); });
}

std::size_t known_values(const TimeSeries& series) {
    std::size_t known = 0;
    for (std::size_t i = 0; i < series.size(); ++i)
        known += series.value(i) && series.status(i) != ObsStatus::provisional ? 1U : 0U;
    return known;
}

/// The last observation that fits and forecasts use: the last years may have no value.
int last_used(const TimeSeries& series) {
    int last = series.first_year().value();
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series.value(i) && series.status(i) != ObsStatus::provisional)
            last = series.observations()[i].year.value();
    return last;
}

void add_scenarios(SeriesAssessment& out, const AssessmentOptions& options) {
    for (std::size_t i = 0; i < out.comparison.rows.size(); ++i) {
        const auto& row = out.comparison.rows[i];
        const auto& one = row.fit;
        // a fit on its limit is that limit by AICc, with a wider interval: a finite ceiling that
        // the data do not exclude predicts less
        const bool limit = row.rank > 0 && row.delta < 10.0 && one.ceiling().has_value();
        if (!(out.supported(i) || limit) || row.obstacle || !one.usable() ||
            one.identification == Identification::weakly_identified)
            continue;
        out.scenarios.push_back(forecast(one, {.until = options.until, .level = options.level}));
    }
}

SeriesAssessment assess_series(const TimeSeries& series, const AssessmentOptions& options) {
    SeriesAssessment out{.series = series};
    const FitOptions fitting{.level = options.level};
    if (has_growth(series)) out.growth = growth(series, {.level = options.level});
    const auto known = known_values(series);
    constexpr int furthest = 1000;  // years that a forecast may go ahead
    const int horizon = options.until - last_used(series);
    const bool ahead = horizon > 0 && horizon <= furthest;
    if (known > 1 && ahead) {
        std::vector<double> levels{0.8};
        if (std::abs(options.level - 0.8) > 1e-9) levels.push_back(options.level);
        out.automatic = auto_forecast(series, {.until = options.until, .levels = levels});
    }
    if (known > 0) out.comparison = compare(series, {.level = options.level});
    if (ahead) add_scenarios(out, options);
    try {
        out.best = out.comparison.best_position();
    } catch (const InvalidArgument&) {  // none may be forecast from; the rows say why
    }
    if (is_corrected(series)) {
        out.printed_line = fit(series.with_view(View::printed), Linear{}, fitting);
        out.corrected_line = fit(series, Linear{}, fitting);
    }
    return out;
}

OfficeYear assess_year(const std::vector<TimeSeries>& offices, int year) {
    OfficeYear out{.year = year};
    std::vector<double> counts, national;
    double largest = 0.0;
    for (const auto& series : offices)
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (series.observations()[i].year.value() != year) continue;
            out.provisional = out.provisional || series.status(i) == ObsStatus::provisional;
            const auto value = series.value(i);
            if (!value) continue;
            counts.push_back(*value);
            out.total += *value;
            if (office(series.area()).kind == OfficeKind::national) national.push_back(*value);
            if (*value > largest) {
                largest = *value;
                out.leader = series.area();
            }
        }
    out.offices = counts.size();
    if (!(out.total > 0.0)) return out;
    out.leader_share = largest / out.total;
    out.hhi = hhi(counts);
    const bool any =
        std::any_of(national.begin(), national.end(), [](double n) { return n > 0.0; });
    if (any) out.national_hhi = hhi(national);
    return out;
}

/// Running sums of a series of yearly counts; none if a year is missing, for a sum has no gaps.
std::optional<TimeSeries> cumulative(const TimeSeries& series) {
    std::vector<int> years;
    std::vector<double> sums;
    double sum = 0.0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const int year = series.observations()[i].year.value();
        const auto value = series.value(i);
        if (!value || (i > 0 && year != years.back() + 1)) return std::nullopt;
        sum += *value;
        years.push_back(year);
        sums.push_back(sum);
    }
    SeriesInfo info = series.info();
    info.title += ", cumulative";
    return TimeSeries{years, sums, std::move(info)};
}

/// The ceilings of `leader` by the counts up to a year.
void assess_ceilings(const TimeSeries& leader, Year until, double level, PatentAssessment& out) {
    const FitOptions counts{
        .error = ErrorModel::negative_binomial, .on = FitOn::increments, .level = level};
    const auto training = leader.between(leader.first_year(), until);
    out.leader_fit = fit(training, Logistic{}, counts);
    if (const auto sums = cumulative(training))
        out.cumulative_fit = fit(*sums, Logistic{}, {.level = level});
    const auto add = [&](FitResult fitted) {
        if (!fitted.usable()) return;
        const auto& ceiling = fitted.parameters[fitted.ceiling().value()].name;
        auto around = interval(fitted, ceiling, IntervalMethod::profile, level);
        out.ceilings.push_back({std::move(fitted), std::move(around)});
    };
    add(*out.leader_fit);
    add(fit(training, Gompertz{}, counts));
    if (training.size() > 2)
        add(fit(leader.between(leader.first_year(), until + -1), Logistic{}, counts));
    if (out.cumulative_fit) add(*out.cumulative_fit);
}

PatentAssessment assess_patents(std::vector<TimeSeries> offices, const AssessmentOptions& options) {
    PatentAssessment out{.offices = std::move(offices)};
    std::map<int, int> years;
    for (const auto& series : out.offices)
        for (std::size_t i = 0; i < series.size(); ++i)
            if (series.value(i)) ++years[series.observations()[i].year.value()];
    for (const auto& [year, count] : years) out.years.push_back(assess_year(out.offices, year));
    const auto complete = std::find_if(out.years.rbegin(), out.years.rend(),
                                       [](const OfficeYear& one) { return !one.provisional; });
    if (complete == out.years.rend()) return out;
    const auto leader =
        std::find_if(out.offices.begin(), out.offices.end(),
                     [&](const TimeSeries& series) { return series.area() == complete->leader; });
    if (leader == out.offices.end() || leader->first_year().value() >= complete->year) return out;
    assess_ceilings(*leader, Year{complete->year - 1}, options.level, out);
    return out;
}

}  // namespace

Assessment assess(const Dataset& dataset, const AssessmentOptions& options) {
    return assess(dataset, std::span<const Dataset>{}, options);
}

Assessment assess(const Dataset& dataset, std::span<const Dataset> sources,
                  const AssessmentOptions& options) {
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    int last = 0;
    for (const auto& series : dataset.all_series())
        if (series.info().scenario.empty()) last = std::max(last, series.last_year().value());
    constexpr int furthest = 1000;  // years after the last one of the data
    const int latest = std::min(last + furthest, int{Year::max});
    if (options.until <= last || options.until > latest)
        throw InvalidArgument(
            "until", detail::concat(options.until),
            detail::concat("a year from ", last + 1, " to ", latest, "; the data end in ", last));
    Assessment out{.options = options};
    if (!dataset.documents().empty()) out.document = dataset.documents().front();
    std::vector<TimeSeries> offices;
    for (const auto& series : dataset.all_series()) {
        if (series.indicator() == "patents") {
            offices.push_back(series);
        } else if (series.info().scenario.empty()) {
            out.series.push_back(assess_series(series, options));
        }
    }
    if (!offices.empty()) out.patents = assess_patents(std::move(offices), options);
    out.evidence = detail::evidence_of(dataset, sources, out.series, options.level);
    out.dataset = dataset;
    out.sources.assign(sources.begin(), sources.end());
    out.errata.assign(dataset.errata().begin(), dataset.errata().end());
    return out;
}

}  // namespace reeindex
