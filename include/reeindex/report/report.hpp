#pragma once
/// \file
/// The reports: an assessment and an audit as documents.

#include <reeindex/assess/assessment.hpp>
#include <reeindex/audit/audit.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex {

/// The assessment in words and tables.
[[nodiscard]] Report make_report(const Assessment& assessment);

/// The audit as a document: counts, then the claims contradicted, confirmed and not testable.
[[nodiscard]] Report audit_report(const Audit& audit);

}  // namespace reeindex
