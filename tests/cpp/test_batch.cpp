#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/forecast/forecast.hpp>

#include "batch_workload.hpp"

using namespace reeindex;
using batch_workload::Shape;
using batch_workload::Workload;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Sets REEINDEX_SIMD while it lives.
class Simd {
public:
    explicit Simd(const char* name) {
        if (const char* before = std::getenv("REEINDEX_SIMD")) before_ = before;
        setenv("REEINDEX_SIMD", name, 1);
    }
    Simd(const Simd&) = delete;
    Simd& operator=(const Simd&) = delete;
    ~Simd() {
        if (before_.empty())
            unsetenv("REEINDEX_SIMD");
        else
            setenv("REEINDEX_SIMD", before_.c_str(), 1);
    }

private:
    std::string before_;
};

/// The instruction sets that this machine can run.
std::vector<std::string> runnable() {
    std::vector<std::string> out;
    for (const auto* name : {"baseline", "avx2", "avx512"}) {
        const Simd chosen(name);
        try {
            out.emplace_back(simd_name());
        } catch (const InvalidArgument&) {
            BOOST_TEST_MESSAGE("not on this machine: " << name);
        }
    }
    return out;
}

BatchInput input_of(const Workload& work) {
    return {.values = MatrixView(work.values.data(), work.rows, work.columns),
            .years = MatrixView(work.years.data(), 1, work.columns)};
}

bool close(double a, double b, double tolerance) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

/// Largest difference of two results, relative; codes must agree.
double difference(const BatchResult& a, const BatchResult& b) {
    BOOST_REQUIRE_EQUAL(a.size(), b.size());
    double worst = 0.0;
    const auto look = [&](double x, double y) {
        if (x == y || (std::isnan(x) && std::isnan(y))) return;
        worst = std::max(worst, std::isfinite(x) && std::isfinite(y)
                                    ? std::abs(x - y) / std::max(std::abs(x), std::abs(y))
                                    : inf);
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        BOOST_TEST_REQUIRE((a.status[i] == b.status[i] && a.limit[i] == b.limit[i] &&
                            a.identification[i] == b.identification[i] && a.n_obs[i] == b.n_obs[i]),
                           "codes of series " << i);
        look(a.sse[i], b.sse[i]);
        for (std::size_t j = 0; j < a.parameter_names.size(); ++j) {
            look(a.parameters_of(i)[j], b.parameters_of(i)[j]);
            look(a.standard_errors_of(i)[j], b.standard_errors_of(i)[j]);
        }
    }
    return worst;
}

/// Holds a batch against the single fit, series by series.
void same_as_single(const Workload& work, const char* curve,
                    const std::vector<double>& weights = {}, const std::vector<bool>& gap = {}) {
    Workload holes = work;
    for (std::size_t i = 0; i < gap.size(); ++i)
        if (gap[i]) holes.values[i] = missing;
    BatchInput input = input_of(holes);
    if (!weights.empty()) input.weights = MatrixView(weights.data(), work.rows, work.columns);
    const auto batch = fit_batch(input, curve);
    const auto model = curve_by_name(curve);
    for (std::size_t i = 0; i < work.rows; ++i) {
        Sample sample;
        const auto& x = sample.x;
        for (std::size_t j = 0; j < work.columns; ++j) {
            const std::size_t at = i * work.columns + j;
            if (std::isnan(holes.values[at]) || (!weights.empty() && weights[at] == 0.0)) continue;
            sample.x.push_back(work.years[j]);
            sample.y.push_back(holes.values[at]);
            if (!weights.empty()) sample.weights.push_back(weights[at]);
        }
        const auto single = fit(sample, model);
        BOOST_TEST_INFO_SCOPE(curve << ", series " << i);
        BOOST_TEST_REQUIRE(batch.n_obs[i] == static_cast<int>(x.size()));
        BOOST_TEST(name(batch.status[i]) == name(single.status));
        BOOST_TEST(name(batch.limit[i]) == name(single.limit));
        BOOST_TEST(name(batch.identification[i]) == name(single.identification));
        if (single.estimates.empty()) continue;
        // Never above the single fit's optimum.
        BOOST_TEST(batch.sse[i] <= single.sse * (1.0 + 1e-9));
        if (batch.sse[i] < single.sse * (1.0 - 1e-9)) continue;
        BOOST_TEST(close(batch.aicc(i), single.aicc, 1e-8));
        const bool anchored = model.name() == "linear" || model.name() == "exponential";
        for (std::size_t j = 0; j < single.estimates.size(); ++j) {
            // The batch's intercept stands at the axis' first year, the single fit's at its first
            // value.
            if (anchored && j == 0 && x.front() != work.years.front()) continue;
            BOOST_TEST(close(batch.parameters_of(i)[j], single.estimates[j], 1e-8));
            BOOST_TEST(close(batch.standard_errors_of(i)[j], single.standard_errors[j], 1e-6));
        }
    }
}

std::string message_of(const BatchInput& input, const BatchCurve& curve = "logistic",
                       const BatchOptions& options = {}) {
    try {
        (void)fit_batch(input, curve, options);
    } catch (const InvalidArgument& error) {
        return error.what();
    }
    return "no error";
}

struct Saturation {
    static constexpr std::string_view name = "saturation";
    static constexpr std::array<Parameter, 2> parameters{
        {{.name = "K", .lower = 0.0, .linear = true, .meaning = "ceiling"},
         {.name = "half", .lower = 0.0, .meaning = "x at half the ceiling"}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x / (p[1] + x);
    }
    StartGrid starts(const Axis& axis) const {
        return {geometric(axis.last / 100, axis.last * 100, 20)};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

BOOST_AUTO_TEST_CASE(the_same_as_single_fits) {
    same_as_single(batch_workload::make(Shape::logistic, 120, 20, 0.05, 1), "logistic");
    same_as_single(batch_workload::make(Shape::logistic, 60, 12, 0.25, 2), "logistic");
    same_as_single(batch_workload::make(Shape::gompertz, 60, 20, 0.05, 3), "gompertz");
    same_as_single(batch_workload::make(Shape::logistic, 60, 20, 0.05, 4), "exponential");
    same_as_single(batch_workload::make(Shape::logistic, 60, 20, 0.05, 5), "linear");
    same_as_single(batch_workload::make(Shape::logistic, 30, 8, 0.1, 6), "logistic");
}

/// Series whose optimum lies in a narrow valley beside a step, on the less simple of two limits, or
/// below zero, where a ceiling cannot follow: both ways reach it.
BOOST_AUTO_TEST_CASE(the_same_optimum_beside_limits) {
    struct Case {
        const char* curve;
        std::vector<double> years, values;
        const char* limit;
        double sse;
    };
    const std::vector<Case> cases{
        {"gompertz",
         {1960, 1966, 1968, 1969, 1971, 1976, 1986, 1988, 1995, 1999, 2000, 2002, 2005, 2006, 2009,
          2014, 2016, 2024},
         {.16, .19, .23, .19, .88, .9, .86, 1.05, .78, 1, .96, .9, .99, .79, .91, .97, .93, .83},
         "none",
         0.195459851},
        {"gompertz",
         {2020, 2021, 2022, 2023, 2024},
         {1.98, 1.97, 2.03, 8.92, 8.95},
         "none",
         7.8013},
        {"logistic",
         {2018, 2019, 2020, 2021, 2022, 2023, 2024},
         {5.89, 6.87, 4.76, 3.76, 6.15, 4.85, 6.84},
         "exponential",
         8.18829575},
        {"logistic",
         {2018, 2019, 2020, 2021, 2022, 2023},
         {-3, -5, -9, -12, -14, -15},
         "constant",
         680.0}};
    for (const auto& [curve, years, values, limit, sse] : cases) {
        const std::size_t n = values.size();
        const auto batch = fit_batch(
            {.values = MatrixView(values.data(), 1, n), .years = MatrixView(years.data(), 1, n)},
            curve);
        const auto single = fit_xy(years, values, curve_by_name(curve), {});
        BOOST_TEST_CONTEXT(curve << " of " << n) {
            BOOST_TEST(close(single.sse, sse, 1e-8));
            BOOST_TEST(close(batch.sse[0], single.sse, 1e-9));
            BOOST_TEST(name(single.limit) == limit);
            BOOST_TEST(name(batch.limit[0]) == limit);
            BOOST_TEST(name(batch.status[0]) == name(single.status));
            for (std::size_t j = 0; j < 3; ++j)
                if (std::isfinite(single.estimates[j]))
                    BOOST_TEST(close(batch.parameters_of(0)[j], single.estimates[j], 1e-7));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_worse_than_single_fits_of_all_kinds) {
    for (const Shape shape : {Shape::logistic, Shape::gompertz}) {
        const char* const curve = shape == Shape::gompertz ? "gompertz" : "logistic";
        const auto all = batch_workload::mixed(shape, 250, 31);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& row = all[i];
            std::vector<double> years, x, y;
            for (std::size_t j = 0; j < row.size(); ++j) {
                years.push_back(2000.0 + static_cast<double>(j));
                if (std::isnan(row[j])) continue;
                x.push_back(years.back());
                y.push_back(row[j]);
            }
            if (x.size() < 5) continue;
            const auto single = fit_xy(x, y, curve_by_name(curve), {});
            const auto batch = fit_batch({.values = MatrixView(row.data(), 1, row.size()),
                                          .years = MatrixView(years.data(), 1, years.size())},
                                         curve);
            double squares = 0.0;
            for (const double value : y) squares += value * value;
            BOOST_TEST_CONTEXT(curve << " series " << i) {
                BOOST_TEST(batch.sse[0] <= single.sse * (1.0 + 1e-9) + 1e-24 * squares);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(falling_series) {
    Workload work = batch_workload::make(Shape::logistic, 60, 20, 0.05, 7);
    for (std::size_t i = 0; i < work.rows; ++i)
        std::reverse(work.values.begin() + static_cast<std::ptrdiff_t>(i * 20),
                     work.values.begin() + static_cast<std::ptrdiff_t>(i * 20 + 20));
    same_as_single(work, "logistic");
    same_as_single(work, "exponential");
    same_as_single(work, "gompertz");
}

BOOST_AUTO_TEST_CASE(gaps_and_weights) {
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
        const Workload work = batch_workload::make(Shape::logistic, 40, 20, 0.05, 8);
        Random random(9, 0);
        std::vector<double> weights;
        std::vector<bool> gap;
        for (std::size_t i = 0; i < work.values.size(); ++i) {
            const double u = random.uniform();
            weights.push_back(u < 0.1 ? 0.0 : 1e4 * (0.2 + u));
            gap.push_back(random.uniform() < 0.2);
        }
        same_as_single(work, curve, {}, gap);
        same_as_single(work, curve, weights);
        same_as_single(work, curve, weights, gap);
    }
}

BOOST_AUTO_TEST_CASE(best_sum_of_squares_of_a_careful_reference) {
    struct Set {
        Shape shape;
        double noise;
        std::size_t rows;
        std::uint64_t seed;
    };
    for (const Set& set :
         {Set{Shape::logistic, 0.05, 60, 11}, Set{Shape::logistic, 0.25, 100, 12},
          Set{Shape::gompertz, 0.05, 40, 13}, Set{Shape::gompertz, 0.25, 60, 14}}) {
        const Workload work = batch_workload::make(set.shape, set.rows, 20, set.noise, set.seed);
        const auto batch =
            fit_batch(input_of(work), set.shape == Shape::gompertz ? "gompertz" : "logistic");
        std::size_t missed = 0;
        for (std::size_t i = 0; i < work.rows; ++i) {
            const double best =
                batch_workload::Reference(work.years, work.row(i), set.shape).best();
            if (batch.sse[i] > best * (1.0 + 1e-6)) ++missed;
        }
        BOOST_TEST(missed == 0U, missed << " of " << work.rows << " missed at noise " << set.noise);
    }
}

BOOST_AUTO_TEST_CASE(every_instruction_set_gives_the_same) {
    const auto names = runnable();
    BOOST_REQUIRE(!names.empty());
    for (const auto shape : {Shape::logistic, Shape::gompertz}) {
        const Workload work = batch_workload::make(shape, 700, 20, 0.08, 21);
        for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
            const BatchResult first = [&] {
                const Simd chosen("baseline");
                return fit_batch(input_of(work), curve);
            }();
            for (const auto& name : names) {
                const Simd chosen(name.c_str());
                BOOST_TEST_REQUIRE(simd_name() == name);
                const auto again = fit_batch(input_of(work), curve);
                // Steep Gompertz curves on logistic data leave a rate to be told from its last
                // digits.
                BOOST_TEST(difference(first, again) < 1e-10, curve << " with " << name);
            }
        }
    }
}

// A few values over dozens of orders of magnitude on a steep curve. Rounding decides whether a
// start of the kernels ends there as an optimum or without one.
BOOST_AUTO_TEST_CASE(every_instruction_set_finds_steep_curves_through_few_values) {
    const std::vector<std::vector<double>> rows = {
        {0.0, 8.8252537113211045e-167, 1.3146527901597156e-80, missing, 3.7802060790567945e-19,
         1.5725988822865192e-9, 4.1694701919342017e-5, missing, 5.999959592862697e-2, missing},
        {9.2534012732668388e-41, 1.2004445534509253e-26, 1.0966605814376253e-17, missing,
         8.0798448370674089e-8, 2.3137125145799294e-5, 1.2212805823615936e-3, missing,
         6.4746185599134934e-2, missing},
        {1.7414715237276848e69, 1.1645722782451235e83, 1.1464150309795941e90, 2.0260650563925279e93,
         1.1492368904802600e95, missing, 2.8142475799408352e96, missing, missing,
         5.0052341095628171e96}};
    // Residual sums that the curves reach, in units of the largest value.
    const std::vector<double> sums = {1e-28, 4.4e-13, 1.1e-7};
    const auto simd = runnable();
    for (const auto& name : simd) {
        const Simd chosen(name.c_str());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::vector<double> years(rows[i].size());
            std::iota(years.begin(), years.end(), 2000.0);
            const auto fit = fit_batch({.values = MatrixView(rows[i].data(), 1, years.size()),
                                        .years = MatrixView(years.data(), 1, years.size())},
                                       "gompertz");
            double largest = 0.0;
            for (const double value : rows[i]) largest = std::fmax(largest, value);
            BOOST_TEST_CONTEXT(name << ", row " << i) {
                BOOST_TEST(reeindex::name(fit.limit[0]) == "none");
                BOOST_TEST(fit.sse[0] / largest / largest < sums[i]);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_instruction_set_is_refused) {
    const Simd chosen("sse9");
    BOOST_CHECK_EXCEPTION((void)simd_name(), InvalidArgument, [](const InvalidArgument& error) {
        return std::string(error.what()) ==
               "REEINDEX_SIMD = 'sse9': must be avx512, avx2 or baseline";
    });
    const Workload work = batch_workload::make(Shape::logistic, 2, 20, 0.05, 1);
    BOOST_CHECK_THROW((void)fit_batch(input_of(work), "logistic"), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(permuted_rows_give_permuted_results_bit_by_bit) {
    for (const auto& name : runnable()) {
        const Simd chosen(name.c_str());
        Workload work = batch_workload::make(Shape::logistic, 501, 17, 0.15, 31);
        Random random(32, 0);
        for (auto& value : work.values)
            if (random.uniform() < 0.02) value = missing;
        std::vector<std::size_t> order(work.rows);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), random);
        Workload mixed = work;
        for (std::size_t i = 0; i < work.rows; ++i)
            std::copy_n(work.values.begin() + static_cast<std::ptrdiff_t>(order[i] * 17), 17,
                        mixed.values.begin() + static_cast<std::ptrdiff_t>(i * 17));
        for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
            const auto a = fit_batch(input_of(work), curve), b = fit_batch(input_of(mixed), curve);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < work.rows; ++i) {
                for (std::size_t j = 0; j < a.parameter_names.size(); ++j)
                    if (!close(a.parameters_of(order[i])[j], b.parameters_of(i)[j], 0.0) ||
                        !close(a.standard_errors_of(order[i])[j], b.standard_errors_of(i)[j], 0.0))
                        ++wrong;
                if (!close(a.sse[order[i]], b.sse[i], 0.0) || a.status[order[i]] != b.status[i] ||
                    a.iterations[order[i]] != b.iterations[i])
                    ++wrong;
            }
            BOOST_TEST(wrong == 0U, curve << " with " << name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_row_alone_is_as_in_company) {
    // Wild series, of which the kernels leave many: nothing of one may reach another.
    for (const auto shape : {Shape::logistic, Shape::gompertz}) {
        Workload work = batch_workload::make(shape, 1500, 20, 0.5, 33);
        for (std::size_t i = 0; i < work.rows; i += 3)  // a fall before the end, below zero
            work.values[20 * i + 18] = -0.3 * std::abs(work.values[20 * i + 17]);
        for (std::size_t i = 0; i < work.rows; i += 4)  // growth by many orders of magnitude
            for (std::size_t j = 0; j < 18; ++j)
                work.values[20 * i + j] *= std::exp(-1.2 * static_cast<double>(17 - j));
        for (const char* curve : {"logistic", "gompertz", "exponential"}) {
            const auto all = fit_batch(input_of(work), curve);
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < work.rows; ++i) {
                const auto alone = fit_batch({.values = MatrixView(work.row(i).data(), 1, 20),
                                              .years = MatrixView(work.years.data(), 1, 20)},
                                             curve);
                bool same = all.status[i] == alone.status[0] && all.limit[i] == alone.limit[0] &&
                            all.identification[i] == alone.identification[0] &&
                            close(all.sse[i], alone.sse[0], 0.0);
                for (std::size_t j = 0; j < all.parameter_names.size(); ++j)
                    same = same && close(all.parameters_of(i)[j], alone.parameters_of(0)[j], 0.0) &&
                           close(all.standard_errors_of(i)[j], alone.standard_errors_of(0)[j], 0.0);
                if (!same) ++wrong;
            }
            BOOST_TEST(wrong == 0U, curve);
        }
    }
    same_as_single(batch_workload::make(Shape::logistic, 60, 20, 0.5, 34), "gompertz");
}

BOOST_AUTO_TEST_CASE(any_layout_of_the_same_numbers) {
    Workload work = batch_workload::make(Shape::logistic, 300, 20, 0.05, 41);
    for (auto& value : work.values) value = static_cast<double>(static_cast<float>(value));
    std::vector<double> columns(work.values.size());
    std::vector<float> floats(work.values.size());
    std::vector<double> by_row;
    for (std::size_t i = 0; i < work.rows; ++i) {
        by_row.insert(by_row.end(), work.years.begin(), work.years.end());
        for (std::size_t j = 0; j < work.columns; ++j) {
            columns[j * work.rows + i] = work.values[i * work.columns + j];
            floats[i * work.columns + j] = static_cast<float>(work.values[i * work.columns + j]);
        }
    }
    const BatchInput plain = input_of(work);
    BatchInput transposed = plain, single = plain, each = plain;
    transposed.values = MatrixView(columns.data(), work.rows, work.columns, 1,
                                   static_cast<std::ptrdiff_t>(work.rows));
    single.values = MatrixView(floats.data(), work.rows, work.columns);
    each.years = MatrixView(by_row.data(), work.rows, work.columns);
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
        const auto expected = fit_batch(plain, curve);
        for (const auto* other : {&transposed, &single, &each})
            BOOST_TEST(difference(expected, fit_batch(*other, curve)) < 1e-10, curve);
    }
}

BOOST_AUTO_TEST_CASE(lines_that_fill_the_caches) {
    // Many results take another way to memory; rows of all lengths take other ways in the kernel.
    for (const auto& name : runnable()) {
        const Simd chosen(name.c_str());
        for (std::size_t columns = 3; columns <= 44; columns += columns == 3 ? 1 : 8) {
            const Workload few = batch_workload::make(Shape::logistic, 101, columns, 0.1, 43);
            const std::size_t rows = columns == 3 ? (std::size_t{1} << 20) + 5 : few.rows;
            std::vector<double> values(rows * columns);
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = few.values[i % few.values.size()];
            const auto fits = fit_batch({.values = MatrixView(values.data(), rows, columns),
                                         .years = MatrixView(few.years.data(), 1, columns)},
                                        "linear");
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                if (i < few.rows) {
                    const auto single = fit_xy(few.years, few.row(i), curve_by_name("linear"));
                    for (std::size_t j = 0; j < 2; ++j)
                        if (!close(fits.parameters_of(i)[j], single.estimates[j], 1e-9) ||
                            !close(fits.standard_errors_of(i)[j], single.standard_errors[j], 1e-9))
                            ++wrong;
                    if (!close(fits.sse[i], single.sse, 1e-9)) ++wrong;
                    continue;
                }
                const std::size_t same = i % few.rows;
                for (std::size_t j = 0; j < 2; ++j)
                    if (fits.parameters_of(i)[j] != fits.parameters_of(same)[j] ||
                        fits.standard_errors_of(i)[j] != fits.standard_errors_of(same)[j])
                        ++wrong;
                if (fits.sse[i] != fits.sse[same] || fits.status[i] != FitStatus::converged)
                    ++wrong;
            }
            BOOST_TEST(wrong == 0U, name << ", " << columns << " columns");
        }
    }
}

BOOST_AUTO_TEST_CASE(years_of_their_own) {
    // Series of different lengths and years, uneven ones among them, in one ragged matrix.
    const Workload work = batch_workload::make(Shape::logistic, 80, 20, 0.05, 51);
    std::vector<double> years(work.values.size(), missing), values(work.values.size(), missing);
    Random random(52, 0);
    std::vector<std::vector<double>> xs(work.rows), ys(work.rows);
    for (std::size_t i = 0; i < work.rows; ++i) {
        for (std::size_t j = 0; j < work.columns; ++j) {
            if (random.uniform() < 0.25) continue;
            const double shift = i % 3 == 0 ? 0.3 * random.uniform() : 0.0;
            xs[i].push_back(work.years[j] + shift - static_cast<double>(i % 7));
            ys[i].push_back(work.values[i * work.columns + j]);
        }
        std::copy(xs[i].begin(), xs[i].end(), years.begin() + static_cast<std::ptrdiff_t>(i * 20));
        std::copy(ys[i].begin(), ys[i].end(), values.begin() + static_cast<std::ptrdiff_t>(i * 20));
    }
    const BatchInput input{.values = MatrixView(values.data(), work.rows, work.columns),
                           .years = MatrixView(years.data(), work.rows, work.columns)};
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
        const auto batch = fit_batch(input, curve);
        const auto model = curve_by_name(curve);
        for (std::size_t i = 0; i < work.rows; ++i) {
            const auto single = fit_xy(xs[i], ys[i], model);
            BOOST_TEST_INFO_SCOPE(curve << ", series " << i);
            BOOST_TEST(name(batch.status[i]) == name(single.status));
            BOOST_TEST(name(batch.limit[i]) == name(single.limit));
            BOOST_TEST(batch.sse[i] <= single.sse * (1.0 + 1e-9));
            for (std::size_t j = 0; j < single.estimates.size(); ++j)
                if (batch.sse[i] > single.sse * (1.0 - 1e-9))
                    BOOST_TEST(close(batch.parameters_of(i)[j], single.estimates[j], 1e-8));
        }
    }
}

BOOST_AUTO_TEST_CASE(limits_by_name) {
    std::vector<double> years(12), values;
    std::iota(years.begin(), years.end(), 2010.0);
    for (int i = 0; i < 12; ++i) values.push_back(3.0 * std::exp(0.2 * i));     // exponential
    for (int i = 0; i < 12; ++i) values.push_back(7.0);                         // constant
    for (int i = 0; i < 12; ++i) values.push_back(i < 5 ? 0.0 : 10.0 + i % 2);  // step
    const BatchInput input{.values = MatrixView(values.data(), 3, 12),
                           .years = MatrixView(years.data(), 1, 12)};
    const auto fits = fit_batch(input, "logistic");
    BOOST_TEST(name(fits.limit[0]) == "exponential");
    BOOST_TEST(name(fits.limit[1]) == "constant");
    BOOST_TEST(name(fits.limit[2]) == "step");
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(name(fits.status[i]) == "degenerate");
        BOOST_TEST(name(fits.identification[i]) == "not identified");
    }
    BOOST_TEST(fits.parameters_of(0)[0] == inf);
    BOOST_TEST(close(fits.parameters_of(0)[1], 0.2, 1e-9));
    BOOST_TEST(fits.parameters_of(0)[2] == inf);
    BOOST_TEST(fits.standard_errors_of(0)[0] == inf);
    BOOST_TEST(close(fits.parameters_of(1)[0], 7.0, 1e-15));
    BOOST_TEST(fits.parameters_of(2)[1] == inf);
    const auto gompertz = fit_batch(input, "gompertz");
    BOOST_TEST(name(gompertz.limit[0]) == "exponential");
    BOOST_TEST(gompertz.parameters_of(0)[0] == inf);
}

BOOST_AUTO_TEST_CASE(series_that_cannot_be_fitted_are_rows_with_a_status) {
    Workload work = batch_workload::make(Shape::logistic, 7, 20, 0.05, 61);
    const auto row = [&](std::size_t i) {
        return work.values.begin() + static_cast<std::ptrdiff_t>(20 * i);
    };
    std::fill(row(0), row(0) + 20, missing);
    std::fill(row(1) + 3, row(1) + 20, missing);
    *(row(2) + 4) = inf;
    for (auto it = row(3); it != row(3) + 20; ++it) *it = 1e308;
    *row(3) = 1e307;
    std::fill(row(4), row(4) + 20, 0.0);
    for (auto it = row(5); it != row(5) + 20; ++it) *it *= 1e-200;
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
        const auto fits = fit_batch(input_of(work), curve);
        BOOST_TEST(name(fits.status[0]) == "too_few_observations");
        BOOST_TEST(fits.n_obs[0] == 0);
        BOOST_TEST(std::isnan(fits.sse[0]));
        BOOST_TEST(std::isnan(fits.parameters_of(0)[0]));
        if (fits.parameter_names.size() == 3)
            BOOST_TEST(name(fits.status[1]) == "too_few_observations");
        BOOST_TEST(name(fits.status[2]) == "invalid_data");
        BOOST_TEST(name(fits.status[3]) == "invalid_data");
        BOOST_TEST(std::isfinite(fits.sse[4]));
        BOOST_TEST(name(fits.status[5]) == "invalid_data");
        BOOST_TEST(name(fits.status[6]) == "converged");
    }
}

/// What the single fit refuses is invalid in a batch, to the same magnitude.
BOOST_AUTO_TEST_CASE(range_of_the_single_fit) {
    Workload work = batch_workload::make(Shape::logistic, 6, 20, 0.05, 63);
    const double largest[] = {0.99e-140, 1.01e-140, 0.99e150, 1.01e150, 4.7e150, 1e-300};
    for (std::size_t i = 0; i < work.rows; ++i) {
        double* const row = work.values.data() + i * work.columns;
        double most = 0.0;
        for (std::size_t j = 0; j < work.columns; ++j) most = std::max(most, std::abs(row[j]));
        for (std::size_t j = 0; j < work.columns; ++j) row[j] *= largest[i] / most;
    }
    for (const char* curve : {"logistic", "gompertz", "exponential", "linear"}) {
        const auto fits = fit_batch(input_of(work), curve);
        for (std::size_t i = 0; i < work.rows; ++i) {
            bool refused = false;
            try {
                const std::span<const double> values(work.values);
                (void)fit_xy(work.years, values.subspan(i * work.columns, work.columns),
                             curve_by_name(curve), {});
            } catch (const InvalidArgument&) {
                refused = true;
            }
            BOOST_TEST(refused == (i != 1 && i != 2));
            BOOST_TEST((fits.status[i] == FitStatus::invalid_data) == refused,
                       curve << " row " << i << " " << name(fits.status[i]));
        }
    }
}

BOOST_AUTO_TEST_CASE(scale_does_not_matter) {
    const Workload work = batch_workload::make(Shape::logistic, 100, 20, 0.05, 62);
    const auto plain = fit_batch(input_of(work), "logistic");
    for (const double factor : {0x1p-300, 0x1p-20, 0x1p300}) {
        Workload scaled = work;
        for (auto& value : scaled.values) value *= factor;
        const auto fits = fit_batch(input_of(scaled), "logistic");
        for (std::size_t i = 0; i < work.rows; ++i) {
            BOOST_TEST(close(fits.parameters_of(i)[0], plain.parameters_of(i)[0] * factor, 1e-12));
            BOOST_TEST(close(fits.parameters_of(i)[1], plain.parameters_of(i)[1], 1e-12));
            BOOST_TEST(name(fits.status[i]) == name(plain.status[i]));
        }
    }
}

BOOST_AUTO_TEST_CASE(misuse_names_argument_value_and_range) {
    const Workload work = batch_workload::make(Shape::logistic, 3, 5, 0.05, 63);
    const BatchInput good = input_of(work);
    BatchInput bad = good;
    bad.values = MatrixView(work.values.data(), 0, 5);
    BOOST_TEST(message_of(bad) ==
               "values = 0 x 5: must be at least one series (row) and one year (column)");
    bad = good;
    bad.years = {};
    BOOST_TEST(message_of(bad) == "years = empty: must be one year per column of values");
    bad = good;
    bad.years = MatrixView(work.years.data(), 1, 4);
    BOOST_TEST(message_of(bad) == "years = 1 x 4: must be 1 x 5 or 3 x 5, as values are");
    bad = good;
    bad.weights = MatrixView(work.values.data(), 2, 5);
    BOOST_TEST(message_of(bad) == "weights = 2 x 5: must be 1 x 5 or 3 x 5, as values are");
    std::vector<double> years{2001, 2003, 2002, 2004, 2005};
    bad = good;
    bad.years = MatrixView(years.data(), 1, 5);
    BOOST_TEST(message_of(bad) ==
               "years = 2002 after 2003 in row 0, position 2: must be strictly increasing");
    years[2] = missing;
    BOOST_TEST(message_of(bad) ==
               "years = nan in row 0, position 2: must be finite, of magnitude below 1e9");
    std::vector<double> weights{1, 1, -2, 1, 1};
    bad = good;
    bad.weights = MatrixView(weights.data(), 1, 5);
    BOOST_TEST(message_of(bad) ==
               "weights = -2 in row 0, position 2: must be finite and not negative");
    BOOST_TEST(message_of(good, "logistic", {.level = 1.0}) ==
               "level = 1: must be between 0 and 1, both excluded");
    BOOST_TEST(message_of(good, "logistic", {.threads = 5000}) ==
               "threads = 5000: must be from 0 (all cores) to 4096");
    BOOST_CHECK_THROW(BatchCurve("logistics"), NotFound);
    BOOST_CHECK_THROW(BatchCurve("mine", {}, {}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(curves_of_the_library_and_of_the_user) {
    std::vector<double> x, y;
    for (int i = 1; i <= 10; ++i) x.push_back(i);
    for (const double half : {0.5, 3.0, 8.0})
        for (const double at : x) y.push_back(20.0 * at / (half + at) + 0.01 * std::sin(7 * at));
    const BatchInput input{.values = MatrixView(y.data(), 3, 10),
                           .years = MatrixView(x.data(), 1, 10)};
    const auto fits = fit_batch(input, batch_curve(Saturation{}));
    BOOST_TEST(fits.parameter_names == (std::vector<std::string>{"K", "half"}),
               boost::test_tools::per_element());
    for (std::size_t i = 0; i < 3; ++i) {
        const auto single = fit_xy(x, std::span(y).subspan(10 * i, 10), Saturation{});
        BOOST_TEST(close(fits.parameters_of(i)[1], single.estimates[1], 1e-12));
        BOOST_TEST(close(fits.sse[i], single.sse, 1e-12));
    }
    const auto ahead = forecast_batch(input, batch_curve(Saturation{}), fits, 2);
    for (std::size_t i = 0; i < 3; ++i) {
        const std::vector<int> years(x.begin(), x.end());
        const auto values = std::span<const double>(y).subspan(10 * i, 10);
        const auto alone = forecast(fit(TimeSeries(years, values), Saturation{}), {.horizon = 2});
        for (std::size_t h = 0; h < 2; ++h) {
            BOOST_TEST(ahead.years[2 * i + h] == alone.years[h]);
            BOOST_TEST(close(ahead.mean[2 * i + h], alone.mean[h], 1e-12));
            BOOST_TEST(close(ahead.lower[2 * i + h], alone.lower[h], 1e-12));
            BOOST_TEST(close(ahead.upper[2 * i + h], alone.upper[h], 1e-12));
        }
    }
}

BOOST_AUTO_TEST_CASE(forecasts) {
    const Workload work = batch_workload::make(Shape::logistic, 200, 20, 0.05, 71);
    const auto input = input_of(work);
    for (const char* curve : {"linear", "exponential", "logistic"}) {
        const auto fits = fit_batch(input, curve);
        const auto ahead = forecast_batch(input, curve, fits, 3, {.method = BatchInterval::delta});
        const auto model = curve_by_name(curve);
        for (std::size_t i = 0; i < work.rows; i += 20) {
            for (std::size_t h = 0; h < 3; ++h)
                BOOST_TEST(ahead.years[3 * i + h] == 2025.0 + static_cast<double>(h));
            if (fits.status[i] != FitStatus::converged) continue;
            const auto single = fit_xy(work.years, work.row(i), model);
            const double t[] = {2027.0};
            double value = 0.0;
            std::vector<double> gradient(single.estimates.size());
            single.carrier->model().evaluate({t, 1}, single.estimates, &value, gradient.data());
            double variance = single.sigma * single.sigma;
            for (std::size_t a = 0; a < gradient.size(); ++a)
                for (std::size_t b = 0; b < gradient.size(); ++b)
                    variance += gradient[a] * gradient[b] * single.covariance(a, b);
            BOOST_TEST(close(ahead.mean[3 * i + 2], value, 1e-9));
            if (fits.identification[i] != Identification::identified) {
                BOOST_TEST(ahead.upper[3 * i + 2] == inf);
                continue;
            }
            const double half = student_t_quantile(0.975, single.dof()) * std::sqrt(variance);
            BOOST_TEST(close(ahead.upper[3 * i + 2], value + half, 1e-8));
            BOOST_TEST(close(ahead.lower[3 * i + 2], value - half, 1e-6));
        }
    }
    const auto fits = fit_batch(input, "logistic");
    BOOST_CHECK_THROW((void)forecast_batch(input, "logistic", fits, 0), InvalidArgument);
    BOOST_CHECK_THROW((void)forecast_batch(input, "gompertz", fits, 3), InvalidArgument);
    BOOST_CHECK_THROW((void)forecast_batch(input, "logistic", fits, 3, {.level = 0.0}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
