// Names of applicants.

#include <reeindex/patents/applicant.hpp>

#include "properties.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ApplicantNormaliser names{default_applicant_forms(),
                                           {{"Hitachi Metals", "Proterial"}}};
    const auto text = fuzz::text_of(data, size);
    const auto name = fuzz::twice("normalise", [&] { return names.normalise(text); });
    fuzz::require(names.normalise(name) == name, "a normalised name stays", name);
    (void)names.only_legal_form(text);
    const auto folded = detail::fold_name(text);
    fuzz::require(detail::fold_name(folded) == folded, "a folded name stays", folded);
    return 0;
}
