#include "batch/job.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/fit/solve/prepare.hpp>

namespace reeindex::detail {
namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
}

void Job::store(std::size_t row, const RowFit& fit, int n_obs) const {
    const std::size_t p = result.parameter_names.size();
    if (!std::isfinite(fit.sse)) return store_failure(row, FitStatus::invalid_data, n_obs);
    for (std::size_t j = 0; j < p; ++j) {
        result.parameters[row * p + j] = fit.parameters[j];
        result.standard_errors[row * p + j] = fit.errors[j];
    }
    result.sse[row] = fit.sse;
    result.n_obs[row] = n_obs;
    result.iterations[row] = fit.iterations;
    result.status[row] = fit.status;
    result.identification[row] = fit.identification;
    result.limit[row] = fit.limit;
}

void Job::store_failure(std::size_t row, FitStatus status, int n_obs) const {
    const std::size_t p = result.parameter_names.size();
    for (std::size_t j = 0; j < p; ++j)
        result.parameters[row * p + j] = result.standard_errors[row * p + j] = nan;
    result.sse[row] = nan;
    result.n_obs[row] = n_obs;
    result.iterations[row] = 0;
    result.status[row] = status;
    result.identification[row] = Identification::not_identified;
    result.limit[row] = Limit::none;
}

void check_years(std::span<const double> years, const char* where, std::size_t row) {
    for (std::size_t i = 0; i < years.size(); ++i) {
        const auto place = [&] { return concat(where, row, ", position ", i); };
        if (!std::isfinite(years[i]) || std::abs(years[i]) > 1e9)
            throw InvalidArgument("years", concat(to_text(years[i]), " in ", place()),
                                  "finite, of magnitude below 1e9");
        if (i > 0 && !(years[i] > years[i - 1]))
            throw InvalidArgument(
                "years",
                concat(to_text(years[i]), " after ", to_text(years[i - 1]), " in ", place()),
                "strictly increasing");
    }
}

namespace {

void check_shape(const char* name, const MatrixView& matrix, const MatrixView& values) {
    if (matrix.columns() != values.columns() ||
        (matrix.rows() != 1 && matrix.rows() != values.rows()))
        throw InvalidArgument(name, concat(matrix.rows(), " x ", matrix.columns()),
                              concat("1 x ", values.columns(), " or ", values.rows(), " x ",
                                     values.columns(), ", as values are"));
}

}  // namespace

void prepare_input(JobInput& job) {
    const auto& in = job.input;
    if (in.values.rows() == 0 || in.values.columns() == 0 || in.values.empty())
        throw InvalidArgument("values", concat(in.values.rows(), " x ", in.values.columns()),
                              "at least one series (row) and one year (column)");
    if (in.values.columns() > 10000)
        throw InvalidArgument("values", concat(in.values.columns(), " columns"),
                              "at most 10000 years a series");
    if (in.years.empty()) throw InvalidArgument("years", "empty", "one year per column of values");
    check_shape("years", in.years, in.values);
    if (!in.weights.empty()) check_shape("weights", in.weights, in.values);
    if (!(job.options.level > 0.0 && job.options.level < 1.0))
        throw InvalidArgument("level", to_text(job.options.level),
                              "between 0 and 1, both excluded");
    if (job.options.threads > 4096)
        throw InvalidArgument("threads", concat(job.options.threads), "from 0 (all cores) to 4096");
    job.shared_years = in.years.rows() == 1;
    if (job.shared_years) {
        job.years.resize(job.columns());
        in.years.copy_row(0, job.years.data());
        check_years(job.years, "row ", 0);
        job.axis.set(job.years);
    }
    if (!in.weights.empty() && in.weights.rows() == 1) {
        job.shared_weights.resize(job.columns());
        in.weights.copy_row(0, job.shared_weights.data());
    }
}

void prepare_result(Job& job) {
    const auto& in = job.input;
    auto& out = job.result;
    const std::size_t rows = job.rows(), p = job.curve.parameters().size();
    out.curve = job.curve.name();
    out.parameter_names = job.curve.parameters();
    out.parameters.resize(rows * p);
    out.standard_errors.resize(rows * p);
    out.sse.resize(rows);
    out.n_obs.resize(rows);
    out.iterations.resize(rows);
    out.status.resize(rows);
    out.identification.resize(rows);
    out.limit.resize(rows);
    out.log_weights.resize(in.weights.empty() ? 0 : rows);
}

RowReader::RowReader(const JobInput& job) : job_(job) {
    y.resize(job.columns());
    w.resize(job.columns());
    line_.resize(job.columns());
    weighted = !job.input.weights.empty();
    if (job.shared_years) {
        axis = &job.axis;
        years = job.years;
    } else {
        axis = &own_axis_;
    }
}

void RowReader::read(std::size_t row) {
    const std::size_t columns = job_.columns();
    y.resize(columns);
    w.resize(columns);
    job_.input.values.copy_row(row, y.data());
    if (!job_.shared_weights.empty())
        std::copy(job_.shared_weights.begin(), job_.shared_weights.end(), w.begin());
    else if (weighted)
        job_.input.weights.copy_row(row, w.data());
    else
        std::fill(w.begin(), w.end(), 1.0);
    std::size_t n = columns;
    if (!job_.shared_years) {
        // Columns without a year hold nothing.
        line_.resize(columns);
        job_.input.years.copy_row(row, line_.data());
        n = 0;
        for (std::size_t j = 0; j < columns; ++j) {
            if (std::isnan(line_[j])) {
                if (!std::isnan(y[j]))
                    throw InvalidArgument("years", concat("nan in row ", row, ", position ", j),
                                          "a year where there is a value");
                continue;
            }
            line_[n] = line_[j], y[n] = y[j], w[n] = w[j];
            ++n;
        }
        line_.resize(n);
        if (line_ != years || n == 0) {
            years = line_;
            check_years(years, "row ", row);
            own_axis_.set(years);
        }
        y.resize(n);
        w.resize(n);
    }
    n_obs = 0;
    valid = true;
    log_weights = 0.0;
    double largest = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
        const bool gap = std::isnan(y[j]);
        if (weighted && !(gap && std::isnan(w[j])) &&
            !(w[j] >= 0.0 && w[j] <= std::numeric_limits<double>::max()))
            throw InvalidArgument("weights",
                                  concat(to_text(w[j]), " in row ", row, ", position ", j),
                                  "finite and not negative");
        if (gap || w[j] == 0.0) {
            y[j] = w[j] = 0.0;
            continue;
        }
        ++n_obs;
        largest = std::max(largest, std::abs(y[j]));
        if (weighted) log_weights += std::log(w[j]);
    }
    valid = in_range(largest);  // no infinite value is
    complete = !weighted && n_obs == static_cast<int>(n);
}

void RowReader::observations(std::vector<double>& x, std::vector<double>& values,
                             std::vector<double>& weights) const {
    x.clear();
    values.clear();
    weights.clear();
    for (std::size_t j = 0; j < y.size(); ++j) {
        if (w[j] == 0.0) continue;
        x.push_back(years[j]);
        values.push_back(y[j]);
        if (weighted) weights.push_back(w[j]);
    }
}

}  // namespace reeindex::detail
