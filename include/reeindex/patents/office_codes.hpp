#pragma once
/// \file
/// All two-letter codes that may begin a publication number: WIPO Standard ST.3 with ISO 3166-1.

#include <array>
#include <cstddef>
#include <string_view>

namespace reeindex {

namespace detail {

/// ISO 3166-1 alpha-2, the organisations of ST.3, and former offices (CS, DD, SU, YU).
inline constexpr std::string_view st3_codes =
    "AD AE AF AG AI AL AM AO AP AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BX BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DD "
    "DE DJ DK DM DO DZ EA EC EE EG EH EM EP ER ES ET FI FJ FK FM FO FR GA GB GC GD GE GF GG GH "
    "GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IB ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF "
    "MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ "
    "OA OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA QZ RE RO RS RU RW SA SB SC SD SE SG SH "
    "SI SJ SK SL SM SN SO SR SS ST SU SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WO WS XN XV XX YE YT YU ZA ZM ZW";

inline constexpr std::size_t office_slots = 26 * 26;

/// Position of a pair of capital letters among all pairs; office_slots for anything else.
[[nodiscard]] constexpr std::size_t office_slot(char first, char second) noexcept {
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') return office_slots;
    return static_cast<std::size_t>((first - 'A') * 26 + (second - 'A'));
}

inline constexpr auto known_offices = [] {
    std::array<bool, office_slots + 1> known{};
    for (std::size_t i = 0; i + 1 < st3_codes.size(); i += 3)
        known[office_slot(st3_codes[i], st3_codes[i + 1])] = true;
    return known;
}();

}  // namespace detail

/// Whether a text is a two-letter code of WIPO ST.3, in capitals.
[[nodiscard]] constexpr bool is_office_code(std::string_view code) noexcept {
    return code.size() == 2 && detail::known_offices[detail::office_slot(code[0], code[1])];
}

}  // namespace reeindex
