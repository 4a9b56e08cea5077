#pragma once
/// \file
/// Key innovators: the applicants with most patents, and how concentrated patenting is among them.

#include <cstddef>
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
[[nodiscard]] KeyInnovators key_innovators(const PatentTable& table,
                                           const InnovatorOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/innovators.ipp>
#endif
