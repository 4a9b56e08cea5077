#pragma once
/// \file
/// Records chosen by a filter.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/patents/office_codes.hpp>
#include <reeindex/patents/selection.hpp>

namespace reeindex {

namespace detail {

/// A filter with names looked up.
class CompiledFilter {
public:
    CompiledFilter(const PatentTable& table, const PatentFilter& filter) : table_(&table) {
        for (const auto& code : filter.offices) {
            if (!is_office_code(code))
                throw InvalidArgument("offices", concat("'", code, "'"),
                                      "codes of WIPO ST.3, such as CN");
            if (offices_.empty()) offices_.resize(office_slots, false);
            offices_[detail::office_slot(code[0], code[1])] = true;
        }
        for (const auto& id : filter.technologies)
            technologies_ |= std::uint64_t{1} << table.classifier().rules().index(id);
        for (const int field : filter.fields) {
            const auto& known = table.classifier().fields().fields;
            if (std::none_of(known.begin(), known.end(),
                             [&](const WipoField& one) { return one.number == field; }))
                throw InvalidArgument("fields", concat(field),
                                      known.empty() ? std::string{"empty, as no fields are loaded"}
                                                    : concat("from ", known.front().number, " to ",
                                                             known.back().number));
            fields_ |= std::uint64_t{1} << static_cast<unsigned>(field);
        }
        for (const auto& name : filter.applicants) {
            if (applicants_.empty()) applicants_.resize(table.applicant_count(), false);
            applicants_[table.find_applicant(name)] = true;
        }
        for (const char letter : filter.kinds)
            if (letter < 'A' || letter > 'Z')
                throw InvalidArgument("kinds", concat("'", filter.kinds, "'"),
                                      "capital letters of kind codes, such as BC");
        kinds_ = filter.kinds;
        all_ = filter.empty();
    }

    [[nodiscard]] bool operator()(std::size_t i) const {
        if (all_) return true;
        if (!offices_.empty() && !offices_[table_->office_slot(i)]) return false;
        if (technologies_ != 0 && (table_->classes(i).technologies & technologies_) == 0)
            return false;
        if (fields_ != 0 && (table_->classes(i).fields & fields_) == 0) return false;
        if (!kinds_.empty() && kinds_.find(table_->kind_letter(i)) == std::string::npos)
            return false;
        if (!applicants_.empty()) {
            const auto ids = table_->applicants(i);
            return std::any_of(ids.begin(), ids.end(), [&](auto id) { return applicants_[id]; });
        }
        return true;
    }

private:
    const PatentTable* table_;
    std::vector<bool> offices_, applicants_;
    std::uint64_t technologies_ = 0, fields_ = 0;
    std::string kinds_;
    bool all_ = true;
};

}  // namespace detail

REEINDEX_INLINE PatentSelection select_patents(const PatentTable& table, const PatentFilter& filter,
                                               CountUnit unit, DateBasis date) {
    if (unit == CountUnit::family && !table.has_families())
        throw InvalidArgument(
            "unit", "family",
            detail::concat("publication, because ", table.source(), " has no column for families"));
    if (!table.has(date))
        throw InvalidArgument("date", name(date),
                              detail::concat("a date for which ", table.source(), " has a column"));
    const detail::CompiledFilter fits{table, filter};
    PatentSelection out{.unit = unit, .date = date, .matching = 0, .records = {}};
    if (unit == CountUnit::publication) {
        for (std::size_t i = 0; i < table.size(); ++i)
            if (fits(i)) out.records.push_back(static_cast<std::uint32_t>(i));
        out.matching = out.records.size();
        return out;
    }
    constexpr auto none = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> earliest(table.family_count() + 1, none);
    const auto order = [&](std::uint32_t i) {  // no date sorts last
        const auto packed = table.packed_date(i, date);
        return packed == 0 ? none : packed;
    };
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!fits(row)) continue;
        ++out.matching;
        const auto i = static_cast<std::uint32_t>(row);
        auto& best = earliest[table.family(row)];
        if (table.family(row) != 0 && (best == none || order(i) < order(best))) best = i;
    }
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto i = static_cast<std::uint32_t>(row);
        const bool stands = table.family(row) == 0 ? fits(row) : earliest[table.family(row)] == i;
        if (stands) out.records.push_back(i);
    }
    return out;
}

}  // namespace reeindex
