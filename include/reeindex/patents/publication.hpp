#pragma once
/// \file
/// Publication numbers of patent documents: office, number and kind (WIPO Standards ST.3 and
/// ST.16).

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/patents/clipped.hpp>
#include <reeindex/patents/office_codes.hpp>

namespace reeindex {

/// What a patent document protects or applies for.
enum class PatentType : std::uint8_t { unknown, invention, utility_model, design, plant };

/// Name of a type, for example "utility_model".
[[nodiscard]] constexpr std::string_view name(PatentType type) noexcept {
    constexpr std::array<std::string_view, 5> names{"unknown", "invention", "utility_model",
                                                    "design", "plant"};
    return names[static_cast<std::size_t>(type)];
}

namespace detail {

/// A publication number taken apart, in fixed storage: ten million of them are parsed in a row.
struct PublicationParts {
    std::array<char, 2> office{};
    std::array<char, 24> digits{};
    std::uint8_t digits_size = 0;
    std::array<char, 2> kind{};
    std::uint8_t kind_size = 0;
    /// Why the text is no publication number; null if it is one.
    const char* problem = nullptr;

    [[nodiscard]] std::string_view office_text() const noexcept { return {office.data(), 2}; }
    [[nodiscard]] std::string_view number_text() const noexcept {
        return {digits.data(), digits_size};
    }
    [[nodiscard]] std::string_view kind_text() const noexcept { return {kind.data(), kind_size}; }
};

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

/// Takes a publication number apart; never throws. Blanks, brackets and `-_/.,` anywhere are
/// separators.
[[nodiscard]] PublicationParts split_publication(std::string_view text);

struct KindMeaning {
    std::string_view office, kind, meaning;
};
/// Kinds whose meaning is the same for every document of the office that bears them.
inline constexpr std::array<KindMeaning, 35> kind_meanings{{
    {"CN", "A", "published application for an invention patent"},
    {"CN", "B", "granted invention patent"},
    {"CN", "C", "granted invention patent (until 2010)"},
    {"CN", "U", "utility model"},
    {"CN", "Y", "utility model (until 2010)"},
    {"CN", "S", "design"},
    {"CN", "D", "design (until 2010)"},
    {"EP", "A1", "published application with search report"},
    {"EP", "A2", "published application without search report"},
    {"EP", "A3", "search report"},
    {"EP", "A4", "supplementary search report"},
    {"EP", "A8", "corrected front page of an application"},
    {"EP", "A9", "reprint of a corrected application"},
    {"EP", "B1", "granted patent"},
    {"EP", "B2", "patent after opposition"},
    {"EP", "B3", "patent after limitation"},
    {"EP", "B8", "corrected front page of a patent"},
    {"EP", "B9", "reprint of a corrected patent"},
    {"US", "A", "granted patent (until 2000)"},
    {"US", "A1", "published application"},
    {"US", "A2", "republished application"},
    {"US", "A9", "corrected published application"},
    {"US", "B1", "granted patent without earlier publication"},
    {"US", "B2", "granted patent with earlier publication"},
    {"US", "E", "reissue patent"},
    {"US", "E1", "reissue patent"},
    {"US", "H", "statutory invention registration"},
    {"US", "P2", "plant patent without earlier publication"},
    {"US", "P3", "plant patent with earlier publication"},
    {"US", "S", "design patent"},
    {"US", "S1", "design patent"},
    {"WO", "A1", "international application with search report"},
    {"WO", "A2", "international application without search report"},
    {"WO", "A3", "search report of an international application"},
    {"WO", "A4", "amended claims of an international application"},
}};

/// The number as a key of 63 bits; equal keys are equal publications, but for numbers with letters
/// or more than 13 digits, whose key is a hash.
[[nodiscard]] inline std::uint64_t publication_key(const PublicationParts& parts) {
    const auto number = parts.number_text();
    const auto slot = static_cast<std::uint64_t>(office_slot(parts.office[0], parts.office[1]));
    const std::uint64_t kind_letter =
        parts.kind_size > 0 ? static_cast<std::uint64_t>(parts.kind[0] - 'A' + 1) : 0;
    const std::uint64_t kind_digit =
        parts.kind_size > 1 ? static_cast<std::uint64_t>(parts.kind[1] - '0' + 1) : 0;
    const std::uint64_t kind = kind_letter * 11 + kind_digit;  // below 297
    if (number.size() <= 13 && number.front() != '0' && is_digit(number.front())) {
        std::uint64_t value = 0;
        for (const char c : number) value = value * 10 + static_cast<std::uint64_t>(c - '0');
        return (value * 297 + kind) * 676 + slot;  // below 10^13 * 297 * 676 < 2^61
    }
    // FNV-1a, finished with the mixer of splitmix64.
    std::uint64_t hash = 1469598103934665603ULL ^ (kind * 676 + slot);
    for (const char c : number)
        hash =
            (hash ^ static_cast<std::uint64_t>(static_cast<unsigned char>(c))) * 1099511628211ULL;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return (hash ^ (hash >> 31)) | (1ULL << 63);
}

}  // namespace detail

/// A publication number, brought to one spelling.
///
/// "CN 113373326 B", "CN-113373326-B" and "cn113373326b" are the same publication, as are
/// "US 2021/0123456 A1" and "US2021123456A1", or "WO 99/12345 A1" and "WO 1999012345 A1".
class Publication {
public:
    /// \throws InvalidArgument that says why the text is no publication number.
    explicit Publication(std::string_view text) : parts_(detail::split_publication(text)) {
        if (parts_.problem != nullptr)
            throw InvalidArgument(
                "publication", detail::quoted_clip(text),
                detail::concat("an office code, a number and, where known, a kind, such as "
                               "'CN 113373326 B' or 'US 2021/0123456 A1'; this ",
                               parts_.problem));
    }

    /// What split_publication() gave, which must be without problem.
    explicit Publication(const detail::PublicationParts& parts) : parts_(parts) {}

    /// Two-letter code of WIPO ST.3.
    [[nodiscard]] std::string office() const { return std::string{parts_.office_text()}; }
    /// Number as digits, in some cases with letters in front ("D900123", "H05123456").
    [[nodiscard]] std::string number() const { return std::string{parts_.number_text()}; }
    /// Kind code of WIPO ST.16 ("B", "A1"), empty where the text has none.
    [[nodiscard]] std::string kind() const { return std::string{parts_.kind_text()}; }

    /// "CN113373326B".
    [[nodiscard]] std::string text() const { return office() + number() + kind(); }
    /// "CN 113373326 B".
    [[nodiscard]] std::string spaced() const {
        return office() + " " + number() + (kind().empty() ? "" : " " + kind());
    }

    /// What the document is about, as far as number or kind tell.
    ///
    /// Chinese numbers of nine digits tell it by the first digit (1 invention, 2 utility model,
    /// 3 design); otherwise the letter of the kind does, where ST.16 fixes it.
    [[nodiscard]] PatentType type() const {
        if (const auto by_number = type_of_number(); by_number != PatentType::unknown)
            return by_number;
        return type_of_kind();
    }

    /// What the kind means at this office, for example "granted invention patent"; empty where the
    /// library does not know it.
    [[nodiscard]] std::string_view kind_meaning() const noexcept {
        for (const auto& entry : detail::kind_meanings)
            if (entry.office == parts_.office_text() && entry.kind == parts_.kind_text())
                return entry.meaning;
        return {};
    }

    /// Why number and kind contradict each other; empty if they do not.
    [[nodiscard]] std::string contradiction() const {
        const auto by_number = type_of_number();
        const auto by_kind = type_of_kind();
        if (by_number == PatentType::unknown || by_kind == PatentType::unknown ||
            by_number == by_kind)
            return {};
        return detail::concat("the first digit of ", text(), " says ", name(by_number),
                              ", its kind ", kind(), " says ", name(by_kind));
    }

    /// Same office, number and kind.
    friend bool operator==(const Publication& a, const Publication& b) {
        return a.tie() == b.tie();
    }
    /// By text().
    friend auto operator<=>(const Publication& a, const Publication& b) {
        return a.text() <=> b.text();
    }
    /// Key of 64 bits for hashing; see detail::publication_key().
    [[nodiscard]] std::uint64_t key() const { return detail::publication_key(parts_); }

private:
    [[nodiscard]] std::array<std::string_view, 3> tie() const noexcept {
        return {parts_.office_text(), parts_.number_text(), parts_.kind_text()};
    }

    [[nodiscard]] PatentType type_of_number() const noexcept {
        const auto number = parts_.number_text();
        if (parts_.office_text() == "CN" && number.size() == 9) {
            if (number[0] == '1') return PatentType::invention;
            if (number[0] == '2') return PatentType::utility_model;
            return PatentType::design;
        }
        if (parts_.office_text() == "US") {
            if (number[0] == 'D') return PatentType::design;
            if (number.starts_with("PP")) return PatentType::plant;
        }
        return PatentType::unknown;
    }

    [[nodiscard]] PatentType type_of_kind() const noexcept {
        if (parts_.kind_size == 0) return PatentType::unknown;
        const char letter = parts_.kind[0];
        const auto office = parts_.office_text();
        if (letter == 'U' || letter == 'Y') return PatentType::utility_model;
        if (letter == 'S' || (office == "CN" && letter == 'D')) return PatentType::design;
        if (letter == 'P' && office == "US") return PatentType::plant;
        if (letter == 'A' || letter == 'B') return PatentType::invention;
        if (letter == 'C' && office == "CN") return PatentType::invention;
        return PatentType::unknown;
    }

    detail::PublicationParts parts_;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/publication.ipp>
#endif
