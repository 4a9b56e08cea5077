#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/country_index.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::string cell_text(const CountryCell& cell) {
    const auto upper = cell_number(cell.upper);
    if (!cell.value) return concat("0 to ", upper);
    const auto value = cell_number(*cell.value);
    return cell.upper > cell.lower ? concat(value, " to ", upper) : value;
}

}  // namespace reeindex::detail
