#pragma once
/// \file
/// Observation status, SDMX code list CL_OBS_STATUS 2.2.

#include <array>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// Status of one observation; the enumerator's value is the SDMX code.
enum class ObsStatus : char {
    normal = 'A',
    break_in_series = 'B',
    definition_differs = 'D',
    estimated = 'E',
    forecast = 'F',
    experimental = 'G',
    missing_holiday = 'H',
    imputed = 'I',
    derogation = 'J',
    included_elsewhere = 'K',
    missing_not_collected = 'L',
    missing_cannot_exist = 'M',
    not_significant = 'N',
    missing = 'O',
    provisional = 'P',
    missing_suppressed = 'Q',
    strike_or_special_event = 'S',
    low_reliability = 'U',
    unvalidated = 'V',
    includes_other = 'W',
};

namespace detail {
struct ObsStatusEntry {
    ObsStatus status;
    std::string_view meaning;
};
inline constexpr std::array<ObsStatusEntry, 20> obs_status_table{{
    {ObsStatus::normal, "normal value"},
    {ObsStatus::break_in_series, "time series break"},
    {ObsStatus::definition_differs, "definition differs"},
    {ObsStatus::estimated, "estimated by the source"},
    {ObsStatus::forecast, "forecast value"},
    {ObsStatus::experimental, "experimental value"},
    {ObsStatus::missing_holiday, "missing; holiday or weekend"},
    {ObsStatus::imputed, "imputed by the receiver of the data"},
    {ObsStatus::derogation, "derogation"},
    {ObsStatus::included_elsewhere, "included in another category"},
    {ObsStatus::missing_not_collected, "missing; exists but was not collected"},
    {ObsStatus::missing_cannot_exist, "missing; cannot exist"},
    {ObsStatus::not_significant, "not significant"},
    {ObsStatus::missing, "missing; reason unspecified"},
    {ObsStatus::provisional, "provisional value"},
    {ObsStatus::missing_suppressed, "missing; suppressed"},
    {ObsStatus::strike_or_special_event, "strike and other special events"},
    {ObsStatus::low_reliability, "low reliability"},
    {ObsStatus::unvalidated, "unvalidated value"},
    {ObsStatus::includes_other, "includes data of another category"},
}};
}  // namespace detail

/// The one-letter SDMX code.
[[nodiscard]] constexpr char code(ObsStatus status) noexcept { return static_cast<char>(status); }

/// What the code means.
[[nodiscard]] constexpr std::string_view meaning(ObsStatus status) noexcept {
    for (const auto& entry : detail::obs_status_table)
        if (entry.status == status) return entry.meaning;
    return "unknown";
}

/// Whether the status says that there is no value (H, L, M, O, Q).
[[nodiscard]] constexpr bool is_missing(ObsStatus status) noexcept {
    switch (status) {
        case ObsStatus::missing:
        case ObsStatus::missing_cannot_exist:
        case ObsStatus::missing_holiday:
        case ObsStatus::missing_not_collected:
        case ObsStatus::missing_suppressed:
            return true;
        default:
            return false;
    }
}

/// Reads a code such as "A" or "P".
/// \throws InvalidArgument for anything that is not one of the 20 codes.
[[nodiscard]] ObsStatus parse_obs_status(std::string_view text);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/obs_status.ipp>
#endif
