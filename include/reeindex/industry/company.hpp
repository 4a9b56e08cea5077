#pragma once
/// \file
/// Companies, what they make and where, and who belongs to whom.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/industry/figure.hpp>

namespace reeindex {

/// A place where a company works.
struct Site {
    std::string place;
    std::string subdivision;     ///< ISO 3166-2, empty if the source names none
    std::string country;         ///< ISO 3166-1 alpha-2, empty if the source names none
    std::optional<Stage> stage;  ///< none if the source names none
    Source source;
    std::string note;
};

/// Something named in connection with a company.
struct CompanyItem {
    std::string kind;  ///< research_body, product, technology, supplier, customer or market
    std::string item;
    Source source;
    std::string note;
};

/// A company, university or institute.
struct Company {
    std::string id;
    std::string name;
    std::string printed_name;     ///< as the source prints it
    std::optional<Year> founded;  ///< none if the source does not say
    Qualifier founded_qualifier = Qualifier::exact;
    std::string seat_city;         ///< empty if the source does not state the seat
    std::string seat_subdivision;  ///< ISO 3166-2
    std::string country;           ///< ISO 3166-1 alpha-2
    std::string parent;            ///< id of the parent, empty if none is named
    std::string website;
    std::vector<Stage> stages;  ///< stages that the source says it covers; empty if it does not say
    Source source;
    std::string note;
    std::vector<Site> sites;
    std::vector<CompanyItem> items;
    std::vector<Figure> figures;
    std::vector<Company> subsidiaries;  ///< the tree below

    /// What the source says that the company can make in a year.
    [[nodiscard]] std::vector<Figure> capacities() const { return figures_of("capacity"); }
    /// Money figures; Figure::nature tells stocks (assets) from flows (revenue).
    [[nodiscard]] std::vector<Figure> financials() const { return figures_of("financial"); }
    /// Universities and institutes that the source names with the company.
    [[nodiscard]] std::vector<std::string> research_bodies() const {
        return items_of("research_body");
    }
    /// What the source says that the company makes.
    [[nodiscard]] std::vector<std::string> products() const { return items_of("product"); }
    /// Technologies that the source names with the company.
    [[nodiscard]] std::vector<std::string> technologies() const { return items_of("technology"); }
    /// Suppliers that the source names.
    [[nodiscard]] std::vector<std::string> suppliers() const { return items_of("supplier"); }
    /// Customers that the source names.
    [[nodiscard]] std::vector<std::string> customers() const { return items_of("customer"); }
    /// Markets that the source names.
    [[nodiscard]] std::vector<std::string> markets() const { return items_of("market"); }
    /// Whether the source says that the company covers a stage.
    [[nodiscard]] bool covers(Stage stage) const noexcept {
        for (const Stage one : stages)
            if (one == stage) return true;
        return false;
    }

private:
    [[nodiscard]] std::vector<Figure> figures_of(std::string_view kind) const;
    [[nodiscard]] std::vector<std::string> items_of(std::string_view kind) const;
};

/// The companies that cover one stage.
struct StageCoverage {
    Stage stage = Stage::exploration;
    std::vector<std::string> companies;  ///< names
};

namespace detail {

[[nodiscard]] std::string lower(std::string_view text);

[[nodiscard]] Company read_company(const Dataset& dataset, const CsvTable& table,
                                   const CsvRow& row);

/// Calls `take(company id, row, table)` for every row of a table that belongs to a company.
template <class Take>
void for_company_rows(const Dataset& dataset, std::string_view table_name,
                      const std::vector<std::string>& ids, Take take) {
    if (!dataset.has_table(table_name)) return;
    const auto& table = dataset.table(table_name);
    table.require_columns({"company"});
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        const auto id = row.text("company");
        require_known(row, "company", "company", id, ids);
        take(id, row, table);
    }
}

/// A company with its subsidiaries, and theirs.
[[nodiscard]] Company with_subsidiaries(const std::vector<Company>& flat, const Company& company);

void check_parents(const CsvTable& table, const std::vector<Company>& all,
                   const std::vector<std::string>& ids);

}  // namespace detail

/// Every company of a dataset (table `companies`), with its sites, items, figures and subsidiaries.
/// \throws DataError for a cell that cannot be read, or a reference that does not exist.
[[nodiscard]] std::vector<Company> companies(const Dataset& dataset);

/// The company with an id, a name, or a part of exactly one company's name; case does not matter.
/// \throws NotFound, DataError
[[nodiscard]] Company company(const Dataset& dataset, std::string_view name_or_id);

/// The companies that the source says cover a stage.
/// \throws DataError
[[nodiscard]] std::vector<Company> companies_covering(const Dataset& dataset, Stage stage);

/// Every stage and the companies that the source says cover it.
/// \throws DataError
[[nodiscard]] std::vector<StageCoverage> stage_coverage(const Dataset& dataset);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/company.ipp>
#endif
