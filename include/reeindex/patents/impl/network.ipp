#pragma once
/// \file
/// The network of applicants that file together.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/patents/network.hpp>

namespace reeindex {

REEINDEX_INLINE ApplicantNetwork co_applicant_network(const PatentTable& table,
                                                      const NetworkOptions& options) {
    if (!table.has(PatentField::applicants))
        throw InvalidArgument("table", table.source(), "a file with a column for applicants");
    if (options.min_weight == 0) throw InvalidArgument("min_weight", "0", "at least 1");
    const auto selection = select_patents(table, options.filter, options.unit, options.date);
    std::vector<std::size_t> records(table.applicant_count(), 0);
    std::vector<std::uint64_t> pairs;
    std::vector<std::pair<std::uint64_t, std::size_t>> weighted;
    // Pairs are folded into weights whenever they grow, so that memory follows the number of edges.
    const auto fold = [&] {
        std::sort(pairs.begin(), pairs.end());
        std::vector<std::pair<std::uint64_t, std::size_t>> merged;
        merged.reserve(weighted.size() + pairs.size() / 4);
        std::size_t w = 0;
        for (std::size_t i = 0; i < pairs.size();) {
            const auto end = std::upper_bound(pairs.begin() + static_cast<std::ptrdiff_t>(i),
                                              pairs.end(), pairs[i]);
            const auto count = static_cast<std::size_t>(end - pairs.begin()) - i;
            while (w < weighted.size() && weighted[w].first < pairs[i])
                merged.push_back(weighted[w++]);
            if (w < weighted.size() && weighted[w].first == pairs[i])
                merged.emplace_back(pairs[i], count + weighted[w++].second);
            else
                merged.emplace_back(pairs[i], count);
            i += count;
        }
        while (w < weighted.size()) merged.push_back(weighted[w++]);
        weighted.swap(merged);
        pairs.clear();
    };
    for (const auto row : selection.records) {
        const auto ids = table.applicants(row);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            ++records[ids[i]];
            for (std::size_t j = 0; j < i; ++j)
                pairs.push_back((std::uint64_t{std::min(ids[i], ids[j])} << 32) |
                                std::max(ids[i], ids[j]));
        }
        if (pairs.size() > 4'000'000) fold();
    }
    fold();
    std::erase_if(weighted, [&](const auto& edge) { return edge.second < options.min_weight; });

    std::vector<bool> joined(records.size(), false);
    for (const auto& [pair, weight] : weighted)
        joined[pair >> 32] = joined[pair & 0xFFFFFFFFU] = true;
    std::vector<std::uint32_t> order;
    for (std::size_t id = 0; id < records.size(); ++id)
        if (joined[id] || (options.isolated && records[id] > 0))
            order.push_back(static_cast<std::uint32_t>(id));
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return table.applicant(a) < table.applicant(b); });
    std::vector<std::uint32_t> position(records.size(), 0);
    ApplicantNetwork out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        position[order[i]] = static_cast<std::uint32_t>(i);
        out.nodes.push_back(table.applicant(order[i]));
        out.records.push_back(records[order[i]]);
    }
    out.degrees.assign(order.size(), 0);
    out.strengths.assign(order.size(), 0);
    std::vector<std::uint32_t> parent(order.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t node) {
        while (parent[node] != node) node = parent[node] = parent[parent[node]];
        return node;
    };
    for (const auto& [pair, weight] : weighted) {
        const auto a = position[pair >> 32];
        const auto b = position[pair & 0xFFFFFFFFU];
        out.edges.push_back({std::min(a, b), std::max(a, b), weight});
        for (const auto node : {a, b}) {
            ++out.degrees[node];
            out.strengths[node] += weight;
        }
        parent[std::max(root(a), root(b))] = std::min(root(a), root(b));
    }
    std::sort(out.edges.begin(), out.edges.end(),
              [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    // Components by size, then by their first node.
    std::vector<std::size_t> size(order.size(), 0);
    for (std::uint32_t i = 0; i < order.size(); ++i) ++size[root(i)];
    std::vector<std::uint32_t> roots;
    for (std::uint32_t i = 0; i < order.size(); ++i)
        if (size[i] > 0) roots.push_back(i);
    std::stable_sort(roots.begin(), roots.end(), [&](auto a, auto b) { return size[a] > size[b]; });
    std::vector<std::uint32_t> number(order.size(), 0);
    for (std::size_t k = 0; k < roots.size(); ++k) {
        number[roots[k]] = static_cast<std::uint32_t>(k);
        out.component_sizes.push_back(size[roots[k]]);
    }
    for (std::uint32_t i = 0; i < order.size(); ++i) out.components.push_back(number[root(i)]);
    return out;
}

}  // namespace reeindex
