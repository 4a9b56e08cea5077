#pragma once
/// \file
/// The patents that a source describes, and the owners that it names.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/industry/company.hpp>

namespace reeindex {

/// One patent document as described in a source.
struct DescribedPatent {
    int reference = 0;        ///< number in the source's list of references
    std::string publication;  ///< as printed, for example "CN113373326B"
    Period publication_date;
    std::string assignee;        ///< Company::id
    std::string assignee_name;   ///< Company::name
    std::string assignee_place;  ///< as printed
    std::string subdivision;     ///< ISO 3166-2
    std::string group;           ///< mining, processing, green or other
    std::string title;
    std::string printed_kind;          ///< kind code printed after the number, empty if none
    std::string kind;                  ///< kind code that fits number and date: A, B or U
    std::string kind_reason;           ///< why `kind` fits
    std::vector<std::string> effects;  ///< what the source says that the invention achieves
    std::string erratum;               ///< id, empty unless the description is disputed
    Source source;
    std::vector<Figure> figures;  ///< effects with numbers

    /// Whether the printed kind code contradicts the number and the date.
    [[nodiscard]] bool kind_corrected() const noexcept {
        return !printed_kind.empty() && printed_kind != kind;
    }
};

/// A large owner of patents, by rank.
struct PatentOwner {
    int rank = 0;                 ///< 1 is the largest
    std::string company;          ///< Company::id
    std::string name;             ///< Company::name
    std::string printed_country;  ///< as the source prints it
    std::string country;          ///< ISO 3166-1 alpha-2
    std::string erratum;          ///< id, empty unless the entry is disputed
    Source source;
};

namespace detail {

/// Ids and names of the companies.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> company_names(
    const Dataset& dataset);

[[nodiscard]] std::string company_name(
    const CsvRow& row, std::string_view column,
    const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace detail

/// The patents that the source describes (table `patents`).
/// \param group "mining", "processing", "green" or "other"; empty for all.
/// \throws NotFound for another group; DataError.
[[nodiscard]] std::vector<DescribedPatent> described_patents(const Dataset& dataset,
                                                             std::string_view group = {});

/// The largest owners of patents that the source names (table `patent_owners`), by rank.
/// \throws DataError
[[nodiscard]] std::vector<PatentOwner> patent_owners(const Dataset& dataset);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/described_patent.ipp>
#endif
