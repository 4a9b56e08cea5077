#pragma once
#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/error_model.hpp>

namespace reeindex {

REEINDEX_INLINE ErrorModel parse_error_model(std::string_view text) {
    for (std::size_t i = 0; i < detail::error_model_names.size(); ++i)
        if (detail::error_model_names[i] == text) return static_cast<ErrorModel>(i);
    throw NotFound("error model", text, detail::error_model_names);
}

}  // namespace reeindex
