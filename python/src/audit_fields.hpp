#pragma once
// The fields of the values of claims that are kept, see kept_field.hpp.

#include <reeindex/audit/audit.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

template <>
struct Kept<ClaimInput> {
    using T = ClaimInput;
    static constexpr std::tuple fields{REEINDEX_FIELD(key), REEINDEX_FIELD(value),
                                       REEINDEX_FIELD(source)};
};
template <>
struct Kept<ClaimEvidence> {
    using T = ClaimEvidence;
    static constexpr std::tuple fields{REEINDEX_FIELD(role),       REEINDEX_FIELD(method),
                                       REEINDEX_FIELD(inputs),     REEINDEX_FIELD(recomputed),
                                       REEINDEX_FIELD(rounding),   REEINDEX_FIELD(holds),
                                       REEINDEX_FIELD(explanation)};
};
template <>
struct Kept<Claim> {
    using T = Claim;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(id),          REEINDEX_FIELD(section),  REEINDEX_FIELD(quote),
        REEINDEX_FIELD(subject),     REEINDEX_FIELD(stated),   REEINDEX_FIELD(stated_high),
        REEINDEX_FIELD(method),      REEINDEX_FIELD(inputs),   REEINDEX_FIELD(recomputed),
        REEINDEX_FIELD(rounding),    REEINDEX_FIELD(verdict),  REEINDEX_FIELD(explanation),
        REEINDEX_FIELD(erratum),     REEINDEX_FIELD(proof),    REEINDEX_FIELD(source),
        REEINDEX_FIELD(own_verdict), REEINDEX_FIELD(evidence), REEINDEX_FIELD(needed)};
};

}  // namespace reeindex::python
