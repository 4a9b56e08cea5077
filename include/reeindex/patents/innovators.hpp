#pragma once
/// \file
/// Key innovators: the applicants with most patents, and how concentrated patenting is among them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/selection.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

/// An applicant among the key innovators.
struct Innovator {
    std::string name;
    std::size_t records = 0;  ///< publications or families in which it is an applicant
    double fractional = 0.0;  ///< the same, a record of n applicants counting 1/n
    double share = 0.0;       ///< of the fractional counts of all applicants
    std::size_t joint = 0;    ///< records with other applicants
    int first_year = 0;       ///< of its dated records; 0 if it has none
    int last_year = 0;        ///< the same
    std::vector<std::string> technologies{};  ///< of its records, the most frequent first
};

/// The key innovators of a table.
struct KeyInnovators {
    std::vector<Innovator> applicants;  ///< by fractional count, then by name
    std::size_t applicant_count = 0;    ///< all applicants of the selection
    std::size_t records = 0;            ///< records of the selection with an applicant
    std::size_t without_applicant = 0;  ///< records of the selection without one
    std::vector<double> shares{};       ///< of all applicants, the largest first

    /// Share of the n largest applicants, CR_n, from fractional counts, so that all shares sum
    /// to 1. \throws InvalidArgument unless 1 <= n <= applicant_count.
    [[nodiscard]] double concentration_ratio(std::size_t n) const {
        if (n < 1 || n > shares.size())
            throw InvalidArgument(
                "n", detail::concat(n),
                detail::concat("from 1 to ", shares.size(), ", the number of applicants"));
        double sum = 0.0;
        for (std::size_t i = 0; i < n; ++i) sum += shares[i];
        return sum;
    }
};

/// Options of key_innovators().
struct InnovatorOptions {
    std::size_t top = 10;  ///< applicants described; at least 1
    CountUnit unit = CountUnit::publication;
    DateBasis date =
        DateBasis::publication;  ///< of the years, and of the earliest member of a family
    PatentFilter filter{};
};

/// Ranks applicants by fractional counts.
/// \throws InvalidArgument if the file has no column for applicants or `top` is 0, or as
/// select_patents().
[[nodiscard]] inline KeyInnovators key_innovators(const PatentTable& table,
                                                  const InnovatorOptions& options = {}) {
    if (!table.has(PatentField::applicants))
        throw InvalidArgument("table", table.source(), "a file with a column for applicants");
    if (options.top == 0) throw InvalidArgument("top", "0", "at least 1");
    const auto selection = select_patents(table, options.filter, options.unit, options.date);
    KeyInnovators out;
    std::vector<double> fractional(table.applicant_count(), 0.0);
    for (const auto row : selection.records) {
        const auto ids = table.applicants(row);
        if (ids.empty()) {
            ++out.without_applicant;
            continue;
        }
        ++out.records;
        for (const auto id : ids) fractional[id] += 1.0 / static_cast<double>(ids.size());
    }
    std::vector<std::uint32_t> order;
    for (std::size_t id = 0; id < fractional.size(); ++id)
        if (fractional[id] > 0.0) order.push_back(static_cast<std::uint32_t>(id));
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        if (fractional[a] != fractional[b]) return fractional[a] > fractional[b];
        return table.applicant(a) < table.applicant(b);
    });
    out.applicant_count = order.size();
    for (const auto id : order)
        out.shares.push_back(fractional[id] / static_cast<double>(out.records));
    const std::size_t described = std::min(options.top, order.size());
    constexpr auto absent = static_cast<std::size_t>(-1);
    std::vector<std::size_t> place(fractional.size(), absent);
    for (std::size_t i = 0; i < described; ++i) {
        place[order[i]] = i;
        out.applicants.push_back({.name = table.applicant(order[i]),
                                  .fractional = fractional[order[i]],
                                  .share = out.shares[i]});
    }
    const auto& technologies = table.classifier().rules().technologies;
    std::vector<std::vector<std::size_t>> per_technology(
        described, std::vector<std::size_t>(technologies.size(), 0));
    for (const auto row : selection.records) {
        const auto ids = table.applicants(row);
        for (const auto id : ids) {
            if (place[id] == absent) continue;
            auto& one = out.applicants[place[id]];
            ++one.records;
            one.joint += ids.size() > 1 ? 1U : 0U;
            if (const auto date = table.date(row, options.date)) {
                one.first_year =
                    one.first_year == 0 ? date->year() : std::min(one.first_year, date->year());
                one.last_year = std::max(one.last_year, date->year());
            }
            const auto set = table.classes(row).technologies;
            for (std::size_t t = 0; t < technologies.size(); ++t)
                per_technology[place[id]][t] += static_cast<std::size_t>(set >> t & 1U);
        }
    }
    for (std::size_t i = 0; i < described; ++i) {
        std::vector<std::size_t> ranked;
        for (std::size_t t = 0; t < technologies.size(); ++t)
            if (per_technology[i][t] > 0) ranked.push_back(t);
        std::stable_sort(ranked.begin(), ranked.end(), [&](auto a, auto b) {
            return per_technology[i][a] > per_technology[i][b];
        });
        for (const auto t : ranked) out.applicants[i].technologies.push_back(technologies[t].id);
    }
    return out;
}

}  // namespace reeindex
