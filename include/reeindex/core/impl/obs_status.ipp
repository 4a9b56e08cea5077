#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/obs_status.hpp>

namespace reeindex {

REEINDEX_INLINE ObsStatus parse_obs_status(std::string_view text) {
    for (const auto& entry : detail::obs_status_table)
        if (text.size() == 1 && code(entry.status) == text[0]) return entry.status;
    throw InvalidArgument("status", detail::concat("'", text, "'"),
                          "an SDMX CL_OBS_STATUS code (A B D E F G H I J K L M N O P Q S U V W)");
}

}  // namespace reeindex
