#pragma once
/// \file
/// Concentration and diversity of a whole divided among units (countries, offices, firms).
///
/// The functions take amounts (counts, tonnes, sales) and divide by their sum. Zero amounts are
/// units too: they count in N. Units that are missing from the list are not; where a rest is
/// unknown, use hhi_bounds().

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Shares of the sum, from 0 to 1.
/// \throws InvalidArgument if amounts are empty, negative, not finite or all zero.
[[nodiscard]] std::vector<double> shares(std::span<const double> amounts);

/// Herfindahl-Hirschman index: the sum of squared shares, from 1/N to 1. Times 10,000 it is the
/// scale of the antitrust guidelines.
/// \throws InvalidArgument as shares().
[[nodiscard]] double hhi(std::span<const double> amounts);

/// Herfindahl-Hirschman index rescaled to 0 for N equal units and 1 for a single one:
/// (H - 1/N) / (1 - 1/N).
/// \throws InvalidArgument as shares(), and for a single unit, where it is 0/0.
[[nodiscard]] double normalized_hhi(std::span<const double> amounts);

/// Sum of the n largest shares, CR_n.
/// \throws InvalidArgument as shares(), or unless 1 <= n <= N.
[[nodiscard]] double concentration_ratio(std::span<const double> amounts, std::size_t n);

/// Shannon entropy -sum s ln s in nats, with 0 ln 0 = 0; exp of it is an effective number.
/// Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x.
/// \throws InvalidArgument as shares().
[[nodiscard]] double shannon(std::span<const double> amounts);

/// Theil index of inequality, ln N - Shannon entropy, from 0 to ln N.
/// \throws InvalidArgument as shares().
[[nodiscard]] double theil(std::span<const double> amounts);

/// Concentration of one division, by all measures.
struct Concentration {
    std::size_t n = 0;                       ///< units, those with zero included
    std::size_t n_positive = 0;              ///< units with a positive amount
    double hhi = 0.0;                        ///< 0 to 1
    double hhi_10000 = 0.0;                  ///< the same times 10,000
    std::optional<double> normalized_hhi{};  ///< none for a single unit
    double effective_number = 0.0;           ///< 1 / hhi
    double largest_share = 0.0;              ///< 0 to 1
    double shannon = 0.0;                    ///< nats
    double theil = 0.0;                      ///< nats, 0 to ln n
};

/// All measures of one division.
/// \throws InvalidArgument as shares().
[[nodiscard]] Concentration concentration(std::span<const double> amounts);

/// Range of an index that a list with an unknown rest allows.
struct HhiBounds {
    double lower = 0.0;    ///< the rest is spread over very many units
    double upper = 0.0;    ///< the rest is one further unit
    double covered = 0.0;  ///< sum of the known shares
};

/// Bounds of the Herfindahl-Hirschman index from some of the shares of a whole.
/// \param known_shares fractions of the whole, their sum at most 1.
/// \throws InvalidArgument
[[nodiscard]] HhiBounds hhi_bounds(std::span<const double> known_shares);

/// Thresholds of a vintage of the merger guidelines of the U.S. antitrust agencies, on the scale of
/// 10,000. They are made for firms in a relevant market; applied to countries or patent offices
/// they are a convention.
struct HhiThresholds {
    int year;         ///< of the guidelines
    double moderate;  ///< above it: moderately concentrated
    double high;      ///< above it: highly concentrated
    std::string_view source;
};

namespace detail {
inline constexpr std::array<HhiThresholds, 3> hhi_threshold_table{{
    {1992, 1000.0, 1800.0,
     "U.S. Department of Justice and Federal Trade Commission, Horizontal Merger Guidelines, 1992"},
    {2010, 1500.0, 2500.0,
     "U.S. Department of Justice and Federal Trade Commission, Horizontal Merger Guidelines, 2010"},
    {2023, 1000.0, 1800.0,
     "U.S. Department of Justice and Federal Trade Commission, Merger Guidelines, 2023, section "
     "2.1, as summarised by the Antitrust Division"},
}};
}  // namespace detail

/// The thresholds of 1992, 2010 or 2023.
/// \throws InvalidArgument for another year.
[[nodiscard]] constexpr const HhiThresholds& hhi_thresholds(int guidelines) {
    for (const auto& entry : detail::hhi_threshold_table)
        if (entry.year == guidelines) return entry;
    throw InvalidArgument("guidelines", detail::concat(guidelines), "1992, 2010 or 2023");
}

/// "unconcentrated", "moderately concentrated" or "highly concentrated" under a vintage.
/// \param index on the scale of 0 to 1.
/// \throws InvalidArgument
[[nodiscard]] std::string_view hhi_class(double index, int guidelines);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/concentration.ipp>
#endif
