#pragma once
// The audit as tables of a report.

#include <string>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/audit/audit.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex::detail {

/// Counts by verdict and class of proof.
[[nodiscard]] ReportTable verdict_table(const Audit& audit);
/// Claims that were recomputed: what is stated, what the data give, why.
[[nodiscard]] ReportTable recomputed_table(const Audit& audit, Verdict verdict);
/// Claims that cannot be tested, and what is missing.
[[nodiscard]] ReportTable open_table(const Audit& audit);
/// The audit of an assessment's claims, on its sources where it has any.
[[nodiscard]] Audit audit_of(const Assessment& assessment);
/// "13 of 63 claims contradict ..."
[[nodiscard]] std::string audit_answer(const Audit& audit);

}  // namespace reeindex::detail
