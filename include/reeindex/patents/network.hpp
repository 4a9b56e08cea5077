#pragma once
/// \file
/// The network of applicants that file together.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <reeindex/patents/selection.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

/// Options of co_applicant_network().
struct NetworkOptions {
    CountUnit unit = CountUnit::publication;
    DateBasis date = DateBasis::publication;  ///< decides the earliest member of a family
    PatentFilter filter{};
    /// Edges of fewer joint records are left out. Default 1.
    std::size_t min_weight = 1;
    /// Whether applicants without any edge are nodes. Default true; density depends on it.
    bool isolated = true;
};

/// Applicants joined by the records that they applied for together. Undirected.
struct ApplicantNetwork {
    /// Two applicants with joint records.
    struct Edge {
        std::uint32_t a = 0, b = 0;  ///< positions in `nodes`, a < b
        std::size_t weight = 0;      ///< joint records
        /// Same ends and weight.
        friend bool operator==(const Edge&, const Edge&) = default;
    };
    std::vector<std::string> nodes;         ///< normalised names, sorted
    std::vector<std::size_t> records;       ///< records of each node, alone or together
    std::vector<Edge> edges;                ///< sorted by a, b
    std::vector<std::size_t> degrees;       ///< partners of each node
    std::vector<std::size_t> strengths;     ///< sum of the weights of its edges
    std::vector<std::uint32_t> components;  ///< number of the component of each node, the largest 0
    std::vector<std::size_t> component_sizes;  ///< nodes of each component, largest first

    /// Edges in relation to all pairs of nodes, 2 E / (n (n - 1)); 0 with fewer than two nodes.
    [[nodiscard]] double density() const noexcept {
        const auto n = static_cast<double>(nodes.size());
        return nodes.size() < 2 ? 0.0 : 2.0 * static_cast<double>(edges.size()) / (n * (n - 1.0));
    }
};

/// Builds the network. An edge weighs the records in which both are applicants.
///
/// A record with very many applicants gives n (n - 1) / 2 edges; all are kept.
/// \throws InvalidArgument if the file has no column for applicants, or as select_patents().
[[nodiscard]] ApplicantNetwork co_applicant_network(const PatentTable& table,
                                                    const NetworkOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/network.ipp>
#endif
