// Profile intervals of batches: the ends of single forecasts, by kernels.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/forecast/forecast.hpp>

#include <boost/test/unit_test.hpp>

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Sets REEINDEX_SIMD while it lives.
class Instructions {
public:
    explicit Instructions(const char* name) {
        if (const char* const before = std::getenv("REEINDEX_SIMD")) before_ = before;
        setenv("REEINDEX_SIMD", name, 1);
    }
    Instructions(const Instructions&) = delete;
    Instructions& operator=(const Instructions&) = delete;
    ~Instructions() {
        if (before_.empty())
            unsetenv("REEINDEX_SIMD");
        else
            setenv("REEINDEX_SIMD", before_.c_str(), 1);
    }

private:
    std::string before_;
};

enum class Kind { plain, gaps, falling, plateau, step };

/// Seeded series of one length; NaN is a gap.
struct Set {
    std::size_t columns = 0;
    std::vector<double> years, values, weights;
    std::vector<Kind> kinds;

    [[nodiscard]] BatchInput input() const {
        BatchInput out;
        out.values = MatrixView(values.data(), kinds.size(), columns);
        out.years = MatrixView(years.data(), 1, columns);
        if (!weights.empty()) out.weights = MatrixView(weights.data(), kinds.size(), columns);
        return out;
    }
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return {values.data() + i * columns, columns};
    }
};

Set make(const std::string& curve, std::size_t rows, std::size_t n, bool weighted,
         std::uint64_t seed) {
    Set out;
    out.columns = n;
    for (std::size_t i = 0; i < n; ++i) out.years.push_back(2000.0 + static_cast<double>(i));
    Random random(seed, 0);
    constexpr Kind kinds[] = {Kind::plain, Kind::gaps,    Kind::plain, Kind::falling,
                              Kind::plain, Kind::plateau, Kind::plain, Kind::step};
    const double span = static_cast<double>(n);
    for (std::size_t i = 0; i < rows; ++i) {
        const Kind kind = kinds[i % std::size(kinds)];
        out.kinds.push_back(kind);
        const double ceiling = std::pow(10.0, 6.0 * random.uniform() - 2.0);
        const double noise = (i / std::size(kinds)) % 2 == 0 ? 0.05 : 0.25;
        const double rate = 0.15 + 0.6 * random.uniform();
        const double middle = span * (0.3 + 0.8 * random.uniform());
        const auto jump = static_cast<std::size_t>(span * (0.3 + 0.4 * random.uniform()));
        std::vector<double> y;
        for (std::size_t j = 0; j < n; ++j) {
            const double x = static_cast<double>(j);
            double p = 1.0 / (1.0 + std::exp(-rate * (x - middle)));
            if (curve == "gompertz") p = std::exp(-std::exp(-rate * (x - middle)));
            if (curve == "exponential") p = std::exp(0.4 * rate * (x - span));
            if (kind == Kind::plateau) p = 1.0;
            if (kind == Kind::step) p = j < jump ? 0.0 : 1.0;
            y.push_back(ceiling * p);
        }
        if (kind == Kind::falling) std::reverse(y.begin(), y.end());
        for (double& value : y) value += noise * random.normal() * (0.5 * value + 0.5 * y.back());
        if (kind == Kind::gaps) y[2] = y[3] = y[n / 2] = nan;
        out.values.insert(out.values.end(), y.begin(), y.end());
        if (weighted)
            for (std::size_t j = 0; j < n; ++j) out.weights.push_back(0.5 + random.uniform());
    }
    return out;
}

Forecast single(const Set& set, std::size_t row, const std::string& curve, int horizon) {
    Sample sample;
    for (std::size_t j = 0; j < set.columns; ++j) {
        const double y = set.row(row)[j];
        if (std::isnan(y)) continue;
        sample.x.push_back(set.years[j]);
        sample.years.push_back(static_cast<int>(set.years[j]));
        sample.y.push_back(y);
        if (!set.weights.empty()) sample.weights.push_back(set.weights[row * set.columns + j]);
    }
    return forecast(fit(sample, curve_by_name(curve)), {.horizon = horizon});
}

/// How batch and single forecasts differ. Both climb to their ends, so that the wider is right.
struct Comparison {
    int ends = 0, wider = 0, narrower = 0;
    double lacking = 0.0;  ///< most of what a batch's end is narrower by, in units of the data

    void add(double batch, double alone, double scale, bool upper) {
        ++ends;
        if (batch == alone) return;
        const double difference = std::abs(batch - alone);
        if (difference <= 1e-6 * std::abs(alone) + 1e-8 * scale) return;
        if (upper == (batch > alone)) {
            ++wider;
        } else {
            ++narrower;
            lacking = std::max(lacking, difference / scale);
        }
    }
};

/// \param exceptions years that may differ
void check_same(const BatchForecast& one, const BatchForecast& other, double tolerance,
                std::size_t horizon, int exceptions = 0) {
    const std::size_t rows = one.mean.size() / one.horizon;
    int different = 0;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t h = 0; h < horizon; ++h) {
            const std::size_t a = i * one.horizon + h, b = i * other.horizon + h;
            const auto same = [&](double x, double y) {
                return x == y || (std::isnan(x) && std::isnan(y)) ||
                       std::abs(x - y) <= tolerance * std::max(std::abs(x), std::abs(one.mean[a]));
            };
            const bool all = same(one.mean[a], other.mean[b]) &&
                             same(one.lower[a], other.lower[b]) &&
                             same(one.upper[a], other.upper[b]) &&
                             same(one.mean_lower[a], other.mean_lower[b]) &&
                             same(one.mean_upper[a], other.mean_upper[b]);
            if (!all) ++different;
        }
    BOOST_TEST(different <= exceptions);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_ends)

BOOST_AUTO_TEST_CASE(the_ends_of_single_forecasts) {
    for (const char* const curve : {"exponential", "logistic", "gompertz"})
        for (const bool weighted : {false, true}) {
            const Set set = make(curve, 32, 16, weighted, weighted ? 7 : 3);
            const auto fits = fit_batch(set.input(), curve);
            const auto ahead = forecast_batch(set.input(), curve, fits, 6);
            Comparison plain, hard;
            int open = 0;
            for (std::size_t i = 0; i < set.kinds.size(); ++i) {
                const auto alone = single(set, i, curve, 6);
                double scale = 0.0;
                for (const double y : set.row(i))
                    if (!std::isnan(y)) scale = std::max(scale, std::abs(y));
                auto& found =
                    set.kinds[i] == Kind::plain || set.kinds[i] == Kind::gaps ? plain : hard;
                for (std::size_t h = 0; h < 6; ++h) {
                    const std::size_t at = 6 * i + h;
                    found.add(ahead.lower[at], alone.lower[h], scale, false);
                    found.add(ahead.upper[at], alone.upper[h], scale, true);
                    found.add(ahead.mean_lower[at], alone.mean_lower[h], scale, false);
                    found.add(ahead.mean_upper[at], alone.mean_upper[h], scale, true);
                    if (std::isinf(ahead.upper[at])) ++open;
                }
            }
            BOOST_TEST_CONTEXT(curve << (weighted ? ", weighted" : "") << ", " << open << " open") {
                BOOST_TEST(plain.narrower == 0);
                BOOST_TEST(plain.wider <= plain.ends / 20);
                BOOST_TEST(hard.narrower <= hard.ends / 50);
                BOOST_TEST(hard.wider <= hard.ends / 20);
                BOOST_TEST(hard.lacking < 1e-4);
                BOOST_TEST(open < static_cast<int>(6 * set.kinds.size()));
            }
        }
}

// Around a constant the highest curve is now nearly a line, now one that falls after the data, and
// changes from year to year: no curve of a dense grid may lie beyond the ends.
BOOST_AUTO_TEST_CASE(no_curve_within_the_region_lies_beyond_the_ends_around_a_constant) {
    Random random(8, 0);
    constexpr std::size_t n = 14, h = 8;
    std::vector<double> years, values;
    std::vector<int> whole;
    for (std::size_t j = 0; j < n; ++j) {
        years.push_back(2000.0 + static_cast<double>(j));
        whole.push_back(2000 + static_cast<int>(j));
    }
    constexpr std::size_t rows = 12;
    for (std::size_t i = 0; i < rows * n; ++i) values.push_back(0.7 + 0.2 * random.normal());
    const BatchInput input{.values = MatrixView(values.data(), rows, n),
                           .years = MatrixView(years.data(), 1, n),
                           .weights = {}};
    for (const char* const curve : {"logistic", "gompertz"}) {
        const bool logistic = curve[0] == 'l';
        const auto fits = fit_batch(input, curve);
        const auto batch = forecast_batch(input, curve, fits, h);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::span<const double> y(values.data() + i * n, n);
            const TimeSeries series(whole, {y.begin(), y.end()});
            const auto single = forecast(fit(series, curve), {.horizon = static_cast<int>(h)});
            const double t = student_t_quantile(0.975, n - 3.0);
            const double ceiling = fits.sse[i] * (1.0 + t * t / (n - 3.0));
            double squares = 0.0;
            for (const double value : y) squares += value * value;
            for (int k = -40; k <= 40; ++k) {
                const double rate = std::copysign(0.001 * std::pow(1.25, std::abs(k)), k + 0.5);
                for (double middle = -20.0; middle < 40.0; middle += 0.25) {
                    const auto shape = [&](double x) {
                        const double e = std::exp(-rate * (x - middle));
                        return logistic ? 1.0 / (1.0 + e) : std::exp(-e);
                    };
                    double yp = 0.0, pp = 1e-300;
                    for (std::size_t j = 0; j < n; ++j) {
                        const double p = shape(static_cast<double>(j));
                        yp += y[j] * p;
                        pp += p * p;
                    }
                    const double room = ceiling - squares + yp * yp / pp;
                    if (!(room > 0.0 && yp > 0.0)) continue;
                    for (std::size_t j = 0; j < h; ++j) {
                        const double p = shape(static_cast<double>(n + j)), mean = yp / pp * p;
                        const double reach = std::sqrt(room * (p * p / pp + 1.0)),
                                     own = std::sqrt(room * p * p / pp);
                        constexpr double small = 1e-5;
                        const std::size_t at = i * h + j;
                        BOOST_TEST_REQUIRE(batch.upper[at] >= mean + reach - small);
                        BOOST_TEST_REQUIRE(batch.lower[at] <= mean - reach + small);
                        BOOST_TEST_REQUIRE(batch.mean_upper[at] >= mean + own - small);
                        BOOST_TEST_REQUIRE(single.upper[j] >= mean + reach - small);
                        BOOST_TEST_REQUIRE(single.lower[j] <= mean - reach + small);
                        BOOST_TEST_REQUIRE(single.mean_upper[j] >= mean + own - small);
                    }
                }
            }
        }
    }
}

// A change in the last year leaves what follows open, unless its value there lies outside of the
// region: below zero, as here.
BOOST_AUTO_TEST_CASE(a_last_value_below_zero_is_no_beginning) {
    const std::vector<double> y{0.11, 0.15, -0.07, 0.05,  -0.16, 0.03, 0.11,  -0.23,
                                0.06, 0.01, 0.05,  -0.16, -0.08, 0.24, -0.10, 0.19,
                                0.07, 0.09, 0.11,  0.00,  0.16,  0.10, -0.06};
    std::vector<int> years(y.size());
    std::iota(years.begin(), years.end(), 2000);
    for (const char* const curve : {"logistic", "gompertz"}) {
        const auto ahead = forecast(fit(TimeSeries(years, y), curve), {.horizon = 5});
        for (const double end : ahead.upper) BOOST_TEST(std::isfinite(end));
    }
}

BOOST_AUTO_TEST_CASE(curves_on_an_exponential_limit_have_its_values) {
    for (const char* const curve : {"logistic", "gompertz"}) {
        const Set set = make("exponential", 48, 14, true, 29);
        const auto fits = fit_batch(set.input(), curve);
        const auto ahead = forecast_batch(set.input(), curve, fits, 4);
        int rows = 0;
        for (std::size_t i = 0; i < set.kinds.size(); ++i) {
            if (fits.limit[i] != Limit::exponential) continue;
            ++rows;
            const auto limit = single(set, i, "exponential", 4);
            for (std::size_t h = 0; h < 4; ++h)
                BOOST_TEST(std::abs(ahead.mean[4 * i + h] - limit.mean[h]) <=
                           1e-6 * std::abs(limit.mean[h]));
        }
        BOOST_TEST(rows > 4);
    }
}

BOOST_AUTO_TEST_CASE(upper_ends_far_down_a_tail_grow_with_the_region) {
    // The best curve has fallen to 1e-11 of the data and less; others within the region have not.
    // Every end of a wider region lies further out.
    const Set set = make("gompertz", 64, 13, false, 31);
    const auto fits = fit_batch(set.input(), "gompertz");
    const auto narrow = forecast_batch(set.input(), "gompertz", fits, 8, {.level = 0.8});
    const auto wide = forecast_batch(set.input(), "gompertz", fits, 8, {.level = 0.95});
    int fallen = 0;
    for (std::size_t i = 0; i < set.kinds.size(); ++i) {
        if (set.kinds[i] != Kind::falling) continue;
        ++fallen;
        for (std::size_t h = 0; h < 8; ++h) {
            const std::size_t at = 8 * i + h;
            BOOST_TEST(wide.mean_upper[at] >= narrow.mean_upper[at] * (1.0 - 1e-3));
            BOOST_TEST(narrow.mean_upper[at] >= narrow.mean[at] * (1.0 - 1e-9));
        }
    }
    BOOST_TEST(fallen == 8);
}

BOOST_AUTO_TEST_CASE(neither_threads_nor_order_nor_neighbours_matter) {
    for (const char* const curve : {"exponential", "logistic", "gompertz"}) {
        const Set set = make(curve, 64, 14, true, 11);
        const auto fits = fit_batch(set.input(), curve);
        const auto one = forecast_batch(set.input(), curve, fits, 5, {.threads = 1});
        check_same(one, forecast_batch(set.input(), curve, fits, 5, {.threads = 3}), 0.0, 5);
        Set turned = set;
        const std::size_t rows = set.kinds.size();
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t j = 0; j < set.columns; ++j) {
                turned.values[i * set.columns + j] = set.values[(rows - 1 - i) * set.columns + j];
                turned.weights[i * set.columns + j] = set.weights[(rows - 1 - i) * set.columns + j];
            }
        const auto other = forecast_batch(turned.input(), curve, fit_batch(turned.input(), curve),
                                          5, {.threads = 2});
        int different = 0;
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t h = 0; h < 5; ++h) {
                const std::size_t a = 5 * i + h, b = 5 * (rows - 1 - i) + h;
                if (one.lower[a] != other.lower[b] || one.upper[a] != other.upper[b] ||
                    one.mean_lower[a] != other.mean_lower[b] ||
                    one.mean_upper[a] != other.mean_upper[b])
                    ++different;
            }
        BOOST_TEST(different == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_year_does_not_depend_on_the_years_asked_for) {
    for (const char* const curve : {"exponential", "logistic", "gompertz"}) {
        const Set set = make(curve, 40, 15, false, 13);
        const auto fits = fit_batch(set.input(), curve);
        // Those of rows that the kernels leave are the single forecast's.
        const auto few = forecast_batch(set.input(), curve, fits, 3);
        check_same(few, forecast_batch(set.input(), curve, fits, 12), 1e-9, 3, 2);
        check_same(few, forecast_batch(set.input(), curve, fits, 50), 1e-9, 3, 2);
    }
}

BOOST_AUTO_TEST_CASE(instruction_sets_agree) {
    for (const char* const curve : {"exponential", "logistic", "gompertz"}) {
        const Set set = make(curve, 48, 18, false, 17);
        const auto fits = fit_batch(set.input(), curve);
        // Where two hills are equally high, the last digits decide which is climbed.
        const auto widest = forecast_batch(set.input(), curve, fits, 8);
        const Instructions least("baseline");
        const auto narrowest = forecast_batch(set.input(), curve, fits, 8);
        check_same(widest, narrowest, 1e-7, 8, 3);
        // Near a jump a climb ends within exp(-12) of it, and where is a matter of last digits.
        check_same(widest, narrowest, 1e-10, 8, 10);
    }
}

BOOST_AUTO_TEST_CASE(other_units_give_the_same_ends_in_other_units) {
    for (const char* const curve : {"exponential", "logistic", "gompertz"}) {
        Set set = make(curve, 24, 16, false, 19);
        const auto here = forecast_batch(set.input(), curve, fit_batch(set.input(), curve), 4);
        for (double& y : set.values) y *= 0x1p40;
        const auto there = forecast_batch(set.input(), curve, fit_batch(set.input(), curve), 4);
        int different = 0;
        // to the tolerance of the single forecast, which some of the rows have
        const auto same = [](double one, double other) {
            return one == other || std::abs(one - other) <= 1e-6 * std::abs(one);
        };
        for (std::size_t i = 0; i < here.lower.size(); ++i)
            if (!same(here.lower[i] * 0x1p40, there.lower[i]) ||
                !same(here.upper[i] * 0x1p40, there.upper[i]))
                ++different;
        BOOST_TEST(different == 0);
    }
}

BOOST_AUTO_TEST_CASE(rows_that_the_kernels_leave) {
    // No scatter, zero within the region, half years, an uneven axis.
    const std::vector<double> even{2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007};
    std::vector<double> values;
    for (const double t : even) values.push_back(50.0 / (1.0 + std::exp(-0.7 * (t - 2004.0))));
    for (std::size_t i = 0; i < even.size(); ++i) values.push_back(i % 2 == 0 ? 1.0 : -0.9);
    const BatchInput input{.values = MatrixView(values.data(), 2, 8),
                           .years = MatrixView(even.data(), 1, 8)};
    const auto ahead = forecast_batch(input, "logistic", fit_batch(input, "logistic"), 3);
    const std::vector<int> years(even.begin(), even.end());
    for (std::size_t i = 0; i < 2; ++i) {
        const std::span<const double> row(values.data() + 8 * i, 8);
        const auto alone =
            forecast(fit(TimeSeries(years, {row.begin(), row.end()}), curve_by_name("logistic")),
                     {.horizon = 3});
        for (std::size_t h = 0; h < 3; ++h) {
            BOOST_TEST(ahead.lower[3 * i + h] == alone.lower[h]);
            BOOST_TEST(ahead.upper[3 * i + h] == alone.upper[h]);
            BOOST_TEST(ahead.mean_upper[3 * i + h] == alone.mean_upper[h]);
        }
    }
    for (const double step : {0.5, 1.3}) {
        std::vector<double> axis, y;
        for (int i = 0; i < 10; ++i) {
            axis.push_back(2000.0 + step * i + (step > 1.0 && i > 4 ? 0.21 : 0.0));
            y.push_back(30.0 / (1.0 + std::exp(-0.6 * (axis.back() - 2004.0))) +
                        0.4 * std::sin(5.0 * i));
        }
        const BatchInput other{.values = MatrixView(y.data(), 1, 10),
                               .years = MatrixView(axis.data(), 1, 10)};
        const auto found = forecast_batch(other, "logistic", fit_batch(other, "logistic"), 2);
        const auto alone = predict(fit_xy(axis, y, curve_by_name("logistic")), found.years);
        for (std::size_t h = 0; h < 2; ++h) {
            BOOST_TEST(std::abs(found.lower[h] - alone.lower[h]) < 1e-6);
            BOOST_TEST(std::abs(found.upper[h] - alone.upper[h]) < 1e-6);
        }
    }
}

BOOST_AUTO_TEST_CASE(ends_of_an_exponential_lie_on_a_line) {
    // The years between have the ends between.
    const std::vector<double> values{-0.3, -0.0, -0.01, 0.21, -0.09, 0.48, 0.2, 0.16, 0.75, 1.0};
    std::vector<double> years(10);
    std::iota(years.begin(), years.end(), 2000.0);
    const BatchInput input{.values = MatrixView(values.data(), 1, 10),
                           .years = MatrixView(years.data(), 1, 10)};
    const auto ahead = forecast_batch(input, "exponential", fit_batch(input, "exponential"), 10);
    const double expected[] = {0.655, 0.937, 1.257, 1.637, 2.099,
                               2.669, 3.379, 4.265, 5.374, 6.764};
    for (std::size_t h = 0; h < 10; ++h) BOOST_TEST(std::abs(ahead.lower[h] - expected[h]) < 0.006);
}

BOOST_AUTO_TEST_SUITE_END()
