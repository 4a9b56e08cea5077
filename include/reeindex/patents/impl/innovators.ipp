#pragma once
/// \file
/// Applicants ranked by fractional counts.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/patents/innovators.hpp>

namespace reeindex {

REEINDEX_INLINE KeyInnovators key_innovators(const PatentTable& table,
                                             const InnovatorOptions& options) {
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
