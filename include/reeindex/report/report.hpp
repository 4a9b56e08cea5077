#pragma once
/// \file
/// The reports: an assessment and an audit as documents.

#include <string>
#include <vector>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/audit/audit.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex {

/// Options of a report.
struct ReportOptions {
    /// Title; empty for that of the folder's datapackage.json, or of its first document.
    std::string title{};
};

/// The assessment in words and tables.
[[nodiscard]] Report make_report(const Assessment& assessment, const ReportOptions& options = {});

/// A chapter that a report may have, and what must be there for it.
struct ChapterNeeds {
    std::string id;     ///< stable key, for links
    std::string title;  ///< its question
    std::string needs;  ///< the tables and rows without which it is left out
};

/// All chapters in their order.
[[nodiscard]] std::vector<ChapterNeeds> report_chapters();

/// The audit as a document: counts, then the claims contradicted, confirmed and not testable.
[[nodiscard]] Report audit_report(const Audit& audit);

}  // namespace reeindex
