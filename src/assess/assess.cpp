#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/indicators/concentration.hpp>

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

SeriesAssessment assess_series(const TimeSeries& series, const AssessmentOptions& options) {
    SeriesAssessment out{.series = series};
    const FitOptions fitting{.level = options.level};
    if (has_growth(series)) out.growth = growth(series, {.level = options.level});
    for (const std::string_view curve : {"linear", "exponential", "logistic", "gompertz"}) {
        auto fitted = fit(series, curve, fitting);
        if (fitted.usable() && !fitted.data.years.empty()) {
            // from the last observation that the fit used: the last years may have no value
            std::vector<int> ahead;
            for (int year = fitted.data.years.back() + 1; year <= options.until; ++year)
                ahead.push_back(year);
            if (!ahead.empty())
                out.forecasts.push_back(
                    forecast(fitted, {.years = std::move(ahead), .level = options.level}));
        }
        out.fits.push_back(std::move(fitted));
    }
    for (std::size_t i = 0; i < out.fits.size(); ++i) {
        if (!out.fits[i].converged() || !out.fits[i].identified()) continue;
        if (!out.best || out.fits[i].aicc < out.fits[*out.best].aicc) out.best = i;
    }
    if (is_corrected(series))
        out.printed_line = fit(series.with_view(View::printed), Linear{}, fitting);
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
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    int last = 0;
    for (const auto& series : dataset.all_series())
        last = std::max(last, series.last_year().value());
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
        } else {
            out.series.push_back(assess_series(series, options));
        }
    }
    if (!offices.empty()) out.patents = assess_patents(std::move(offices), options);
    out.dataset = dataset;
    out.errata.assign(dataset.errata().begin(), dataset.errata().end());
    return out;
}

}  // namespace reeindex
