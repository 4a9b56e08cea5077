#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <reeindex/batch/auto_forecast_batch.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/forecast/auto_forecast.hpp>

using namespace reeindex;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> rising{4.1,  5.3,  5.9,  8.2,  9.4,  12.6, 14.1, 18.9,
                                 21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2};

TimeSeries series_of(const std::vector<double>& values, int first, std::string_view unit = "1",
                     std::vector<ObsStatus> status = {}) {
    std::vector<int> years(values.size());
    std::iota(years.begin(), years.end(), first);
    return {years, values, {.title = "Output", .unit = Unit{unit}}, status, MissingPolicy::mark};
}

const Note* find(const Forecast& forecast, std::string_view kind) {
    for (const auto& note : forecast.notes)
        if (note.kind == kind) return &note;
    return nullptr;
}

/// Sets REEINDEX_SIMD for a scope.
class Simd {
public:
    explicit Simd(const char* name) {
        if (const char* const before = std::getenv("REEINDEX_SIMD")) before_ = before;
        setenv("REEINDEX_SIMD", name, 1);
    }
    ~Simd() {
        if (before_.empty())
            unsetenv("REEINDEX_SIMD");
        else
            setenv("REEINDEX_SIMD", before_.c_str(), 1);
    }
    Simd(const Simd&) = delete;
    Simd& operator=(const Simd&) = delete;

private:
    std::string before_;
};

bool available(const char* name) {
    const Simd chosen(name);
    try {
        return simd_name() == name;
    } catch (const InvalidArgument&) {
        return false;
    }
}

std::vector<double> many_series(std::size_t rows, std::size_t columns) {
    std::vector<double> out;
    for (std::size_t i = 0; i < rows; ++i) {
        Random random{5, i};
        double level = 50.0 + 100.0 * random.uniform();
        for (std::size_t t = 0; t < columns; ++t) {
            const bool gone = t < i % 5 || (i % 3 == 0 && t % 7 == 6);
            out.push_back(gone ? missing : level);
            level += (i % 4 == 0 ? 3.0 : 0.0) + 4.0 * random.normal();
            if (i % 2 == 0) level = std::max(level, 1.0);
        }
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(auto_forecasts)

BOOST_AUTO_TEST_CASE(a_series_and_its_notes) {
    const auto ahead = auto_forecast(series_of(rising, 2010, "kt/a"), {.h = 3});
    BOOST_TEST(ahead.years == (std::vector<int>{2025, 2026, 2027}));
    const LocalGlobalTrend model(rising);
    BOOST_TEST(ahead.mean == model.point(3));
    BOOST_TEST(ahead.lower == model.interval(3, 0.95).lower);
    BOOST_TEST(ahead.upper == model.interval(3, 0.95).upper);
    BOOST_TEST(ahead.level == 0.95);
    BOOST_TEST(ahead.unit == "kt/a");
    BOOST_TEST(ahead.label == "Output");
    BOOST_TEST(ahead.curve.empty());
    BOOST_TEST(ahead.model == "local_global_trend");
    BOOST_TEST(ahead.mean_lower.empty());
    BOOST_TEST(ahead.bands.empty());
    BOOST_TEST((ahead.method == IntervalMethod::automatic));
    const auto* const level = find(ahead, "level");
    BOOST_TEST_REQUIRE(level != nullptr);
    BOOST_TEST(std::abs(level->number("value") - 46.2) < 4.0);
    BOOST_TEST(find(ahead, "trend")->number("change") > 2.0);
    BOOST_TEST(find(ahead, "members")->number("trending") > 0.9);
    BOOST_TEST(find(ahead, "memory")->number("years") >= 1.0);
    BOOST_TEST(find(ahead, "few_observations") == nullptr);
    BOOST_TEST(ahead.message.find("kt/a above it") != std::string::npos);
    BOOST_TEST(auto_forecast(series_of(rising, 2010), {.until = 2030}).years.back() == 2030);
    BOOST_TEST(auto_forecast(rising).years.front() == 16);
}

BOOST_AUTO_TEST_CASE(several_levels) {
    const auto ahead = auto_forecast(series_of(rising, 2010), {.h = 4, .levels = {0.95, 0.5, 0.8}});
    BOOST_TEST(ahead.levels() == (std::vector<double>{0.5, 0.8, 0.95}));
    BOOST_TEST(ahead.level == 0.95);
    BOOST_TEST(ahead.band(0.95).lower == ahead.lower);
    for (std::size_t h = 0; h < 4; ++h) {
        BOOST_TEST(ahead.band(0.8).lower[h] > ahead.lower[h]);
        BOOST_TEST(ahead.band(0.8).upper[h] > ahead.band(0.5).upper[h]);
    }
    BOOST_CHECK_THROW((void)ahead.band(0.9), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(years_change_nothing_but_years) {
    const auto early = auto_forecast(series_of(rising, 1800), {.h = 6});
    const auto late = auto_forecast(series_of(rising, 2010), {.h = 6});
    BOOST_TEST(early.mean == late.mean);
    BOOST_TEST(early.upper == late.upper);
    BOOST_TEST(early.years.front() == 1815);
}

BOOST_AUTO_TEST_CASE(missing_and_provisional_years) {
    auto values = rising;
    values[6] = missing;
    std::vector<ObsStatus> status(values.size(), ObsStatus::normal);
    status[6] = ObsStatus::missing;
    status[14] = ObsStatus::provisional;
    const auto series = series_of(values, 2010, "1", status);
    const auto ahead = auto_forecast(series, {.h = 2});
    BOOST_TEST(ahead.years.front() == 2024);  // the provisional year is not known yet
    BOOST_TEST_REQUIRE(ahead.excluded.size() == 2U);
    BOOST_TEST(ahead.excluded[1].reason == "provisional value");
    BOOST_TEST(find(ahead, "missing_years")->number("years") == 1.0);
    BOOST_TEST(auto_forecast(series, {.h = 2, .include_provisional = true}).years.front() == 2025);
}

BOOST_AUTO_TEST_CASE(counts_have_whole_bounds) {
    const std::vector<double> counts{3, 5, 2, 8, 6, 9, 12, 7, 11, 15, 13, 12};
    const auto ahead = auto_forecast(series_of(counts, 2000, "{patent}"), {.h = 5});
    const auto plain = auto_forecast(series_of(counts, 2000), {.h = 5});
    BOOST_TEST(find(ahead, "counts") != nullptr);
    BOOST_TEST(find(plain, "counts") == nullptr);
    BOOST_TEST(ahead.mean == plain.mean);
    for (std::size_t h = 0; h < 5; ++h) {
        BOOST_TEST(ahead.lower[h] == std::round(plain.lower[h]));
        BOOST_TEST(ahead.upper[h] == std::round(plain.upper[h]));
    }
    BOOST_TEST(auto_forecast(series_of(rising, 2000, "{patent}"), {.h = 5}).notes.back().kind !=
               "counts");
    // no count in n years: the upper bound is a quantile of the negative binomial distribution
    const auto none = auto_forecast(std::vector<double>(4, 0.0), {.h = 1, .counts = true});
    BOOST_TEST(none.lower[0] == 0.0);
    BOOST_TEST(none.upper[0] == negative_binomial_quantile(0.975, 0.125, 2.0));
    BOOST_TEST(find(none, "constant_counts") != nullptr);
    BOOST_CHECK_THROW((void)auto_forecast(rising, {.counts = true}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(few_observations_are_told) {
    const auto two = auto_forecast(series_of({10.0, 12.0}, 2020), {.h = 3});
    BOOST_TEST(find(two, "few_observations")->number("observations") == 2.0);
    BOOST_TEST(find(two, "long_horizon")->number("horizon") == 3.0);
    BOOST_TEST(two.upper[0] - two.lower[0] > 20.0);  // ten times the only change known
    try {
        (void)auto_forecast(series_of({10.0}, 2020));
        BOOST_TEST(false);
    } catch (const InvalidArgument& error) {
        BOOST_TEST(std::string{error.what()}.find("1 observation") != std::string::npos);
        BOOST_TEST(std::string{error.what()}.find("neither a change nor a scatter") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(every_model_by_name) {
    for (const auto model : smoothing_model_names()) {
        const auto ahead = auto_forecast(
            series_of(rising, 2010), {.h = 4, .levels = {0.8, 0.95}, .model = std::string{model}});
        BOOST_TEST(ahead.model == model);
        BOOST_TEST(ahead.mean.size() == 4U);
        BOOST_TEST(ahead.lower[3] < ahead.band(0.8).lower[3]);
    }
    BOOST_CHECK_THROW((void)auto_forecast(rising, {.model = "naïve"}), NotFound);
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto series = series_of(rising, 2010);
    const auto refuse = [&](AutoForecastOptions options, std::string_view part) {
        try {
            (void)auto_forecast(series, options);
            BOOST_TEST(false, part);
        } catch (const InvalidArgument& error) {
            BOOST_TEST_CONTEXT(error.what())
            BOOST_TEST(std::string_view{error.what()}.find(part) != std::string_view::npos);
        }
    };
    refuse({.h = 0}, "h = 0: must be from 1 to 1000");
    refuse({.h = 1001}, "from 1 to 1000");
    refuse({.h = 2, .until = 2030}, "left out when h is given");
    refuse({.until = 2024}, "from 1 to 1000 years after 2024");
    refuse({.until = 4000}, "from 1 to 1000 years after 2024");
    refuse({.level = 1.0}, "between 0 and 1");
    refuse({.levels = {0.5, missing}}, "between 0 and 1");
    refuse({.paths = {.paths = 10}}, "from 100 to 1000000");
    BOOST_CHECK_THROW((void)auto_forecast(series_of(rising, 9980), {.h = 20}), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(auto_forecast_batches)

BOOST_AUTO_TEST_CASE(rows_are_single_forecasts) {
    const auto values = many_series(40, 18);
    const auto batch = auto_forecast_batch(MatrixView(values.data(), 40, 18),
                                           {.horizon = 4, .levels = {0.8, 0.95}, .threads = 1});
    for (std::size_t i = 0; i < 40; ++i) {
        std::size_t first = 0, last = 18;
        while (std::isnan(values[i * 18 + first])) ++first;
        while (std::isnan(values[i * 18 + last - 1])) --last;
        BOOST_TEST(batch.last[i] == static_cast<std::int32_t>(last) - 1);
        const std::vector<double> row(values.begin() + static_cast<std::ptrdiff_t>(i * 18 + first),
                                      values.begin() + static_cast<std::ptrdiff_t>(i * 18 + last));
        const auto one = auto_forecast(row, {.h = 4, .levels = {0.8, 0.95}});
        for (std::size_t h = 0; h < 4; ++h) {
            BOOST_TEST(batch.mean[i * 4 + h] == one.mean[h]);
            BOOST_TEST(batch.lower[(i * 2 + 1) * 4 + h] == one.lower[h]);
            BOOST_TEST(batch.upper[i * 8 + h] == one.band(0.8).upper[h]);
        }
    }
}

BOOST_AUTO_TEST_CASE(threads_change_no_bit) {
    const auto values = many_series(150, 20);
    const MatrixView view(values.data(), 150, 20);
    const auto one = auto_forecast_batch(view, {.horizon = 3, .threads = 1});
    for (const unsigned threads : {2U, 5U}) {
        const auto other = auto_forecast_batch(view, {.horizon = 3, .threads = threads});
        for (std::size_t i = 0; i < 450; ++i) {
            BOOST_TEST(one.mean[i] == other.mean[i]);
            BOOST_TEST(one.lower[i] == other.lower[i]);
            BOOST_TEST(one.upper[i] == other.upper[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(instruction_sets_agree) {
    const auto values = many_series(200, 21);
    const MatrixView view(values.data(), 200, 21);
    const auto run = [&](const char* name) {
        const Simd chosen(name);
        return auto_forecast_batch(view, {.horizon = 6, .threads = 1});
    };
    const auto base = run("baseline");
    for (const char* name : {"avx2", "avx512"}) {
        if (!available(name)) continue;
        const auto other = run(name);
        for (std::size_t i = 0; i < base.mean.size(); ++i)
            for (const auto pair :
                 {&AutoForecastBatch::mean, &AutoForecastBatch::lower, &AutoForecastBatch::upper}) {
                const double a = (base.*pair)[i], b = (other.*pair)[i];
                BOOST_TEST(std::abs(a - b) <= 1e-10 * std::max(std::abs(a), 1.0));
            }
    }
}

BOOST_AUTO_TEST_CASE(a_poisoned_series_changes_no_other) {
    auto values = many_series(12, 15);
    const MatrixView view(values.data(), 12, 15);
    const auto clean = auto_forecast_batch(view, {.horizon = 2});
    const auto row = [&](std::size_t i) { return values.data() + i * 15; };
    row(1)[7] = std::numeric_limits<double>::infinity();
    std::fill(row(3), row(3) + 15, missing);
    std::fill(row(4), row(4) + 14, missing);
    std::fill(row(5), row(5) + 15, 1e200);
    row(5)[0] = 2e200;
    std::fill(row(6), row(6) + 15, 7.0);
    const auto found = auto_forecast_batch(view, {.horizon = 2});
    using enum AutoForecastStatus;
    BOOST_TEST((found.status[1] == invalid_data));
    BOOST_TEST((found.status[3] == too_few_observations));
    BOOST_TEST((found.status[4] == too_few_observations));
    BOOST_TEST((found.status[5] == invalid_data));
    BOOST_TEST((found.status[6] == constant));
    BOOST_TEST(found.last[3] == -1);
    BOOST_TEST(found.n_obs[4] == 1);
    BOOST_TEST(found.mean[12] == 7.0);
    BOOST_TEST(std::isnan(found.mean[2]));
    BOOST_TEST(!reason(found.status[4]).empty());
    BOOST_TEST(reason(found.status[0]).empty());
    BOOST_TEST(name(found.status[5]) == "invalid_data");
    for (const std::size_t i : {0U, 2U, 7U, 11U})
        for (std::size_t h = 0; h < 2; ++h) {
            BOOST_TEST(found.mean[i * 2 + h] == clean.mean[i * 2 + h]);
            BOOST_TEST(found.lower[i * 2 + h] == clean.lower[i * 2 + h]);
        }
    const auto counts = auto_forecast_batch(view, {.horizon = 2, .counts = true});
    BOOST_TEST((counts.status[0] == not_counts));
    BOOST_TEST((counts.status[6] == constant));
    BOOST_TEST(counts.lower[12] < 7.0);
}

BOOST_AUTO_TEST_CASE(misuse) {
    const std::vector<double> values(6, 1.0);
    const MatrixView view(values.data(), 2, 3);
    BOOST_CHECK_THROW((void)auto_forecast_batch(view, {.horizon = 0}), InvalidArgument);
    BOOST_CHECK_THROW((void)auto_forecast_batch(view, {.levels = {}}), InvalidArgument);
    BOOST_CHECK_THROW((void)auto_forecast_batch(view, {.levels = {0.9, 0.8}}), InvalidArgument);
    BOOST_CHECK_THROW((void)auto_forecast_batch(view, {.paths = {.paths = 0}}), InvalidArgument);
    std::atomic<bool> stop{true};
    BOOST_CHECK_THROW((void)auto_forecast_batch(view, {.cancel = &stop}), Cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
