#pragma once
/// \file
/// Annual time series whose observations keep their status, source and correction.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/obs_status.hpp>
#include <reeindex/core/quantity.hpp>
#include <reeindex/core/source.hpp>
#include <reeindex/core/year.hpp>

namespace reeindex {

/// Which value of an observation is read: as printed, or with proven errata applied.
enum class View { corrected, printed };

/// Name of a view.
[[nodiscard]] constexpr std::string_view name(View view) noexcept {
    return view == View::corrected ? "corrected" : "printed";
}

/// Reads "corrected" or "printed".
/// \throws NotFound
[[nodiscard]] View parse_view(std::string_view text);

/// A value that replaces a printed one in the corrected view.
struct Correction {
    double value = 0.0;
    ObsStatus status = ObsStatus::imputed;
    std::string erratum;  ///< id of the erratum that proves it
    std::string reason;   ///< in words
};

/// One year's figure.
struct Observation {
    Year year{Year::min};
    /// The value as published; none where the source has none. Never zero for missing.
    std::optional<double> printed{};
    ObsStatus printed_status = ObsStatus::normal;
    Qualifier qualifier = Qualifier::exact;
    Source source{};
    std::optional<Correction> correction{};  ///< none unless an erratum proves the value wrong
    std::string note{};
    /// Standard error of the printed value; none where the source gives none.
    std::optional<double> standard_error{};

    /// The value in a view; none where there is none.
    [[nodiscard]] std::optional<double> value(View view = View::corrected) const {
        return view == View::corrected && correction ? std::optional{correction->value} : printed;
    }
    /// The status in a view.
    [[nodiscard]] ObsStatus status(View view = View::corrected) const {
        return view == View::corrected && correction ? correction->status : printed_status;
    }
};

struct Reading;  // data/reading.hpp

/// What a series is about.
struct SeriesInfo {
    std::string indicator{};  ///< snake_case, for example "mine_production"
    std::string area{};       ///< ISO 3166, WIPO ST.3 or aggregate code, for example "WLD"
    std::string title{};
    Unit unit{};
    Basis basis = Basis::none;
    std::string scope{};          ///< what the series covers
    std::string printed_scope{};  ///< what its source says that it covers, where that differs
    /// Half a unit of the last printed digit is the rounding error; none if unknown.
    std::optional<int> decimals{};
    std::string note{};
    std::string vintage{};   ///< edition that the values are from, for example "MCS 2025"
    std::string scenario{};  ///< scenario of a projection, for example "STEPS"; part of the key
    /// How the file was read that the series comes from; null for other series.
    std::shared_ptr<const Reading> reading{};
};

/// What to do with NaN in the values of a new series.
enum class MissingPolicy {
    raise,  ///< throw and name the place
    mark    ///< keep the year with status O and no value
};

/// An annual series: strictly increasing years, gaps allowed.
class TimeSeries {
public:
    /// \throws InvalidArgument if there is no observation, the years do not strictly increase, a
    /// value is not finite, or a status and a missing value contradict each other.
    TimeSeries(SeriesInfo info, std::vector<Observation> observations, View view = View::corrected);

    /// A series from plain numbers.
    /// \param status one per value, or empty for all normal.
    /// \throws InvalidArgument as above, and if the lengths differ.
    TimeSeries(std::span<const int> years, std::span<const double> values, SeriesInfo info = {},
               std::span<const ObsStatus> status = {}, MissingPolicy missing = MissingPolicy::raise)
        : TimeSeries(std::move(info), make(years, values, status, missing)) {}

    /// What the series is about.
    [[nodiscard]] const SeriesInfo& info() const noexcept { return info_; }
    /// SeriesInfo::indicator, empty if not given.
    [[nodiscard]] const std::string& indicator() const noexcept { return info_.indicator; }
    /// SeriesInfo::area, empty if not given.
    [[nodiscard]] const std::string& area() const noexcept { return info_.area; }
    /// Unit of all values.
    [[nodiscard]] const Unit& unit() const noexcept { return info_.unit; }
    /// What the values are the mass of; Basis::none for other kinds.
    [[nodiscard]] Basis basis() const noexcept { return info_.basis; }
    /// "indicator/area", for a scenario "indicator/area/scenario".
    [[nodiscard]] std::string key() const {
        return info_.indicator + "/" + info_.area +
               (info_.scenario.empty() ? "" : "/" + info_.scenario);
    }
    /// Title, or key, or area, or "series".
    [[nodiscard]] std::string label() const;

    /// All observations, those without a value included, by year.
    [[nodiscard]] std::span<const Observation> observations() const noexcept {
        return observations_;
    }
    /// Number of observations, those without a value included.
    [[nodiscard]] std::size_t size() const noexcept { return observations_.size(); }
    /// The view in which values and statuses are read.
    [[nodiscard]] View view() const noexcept { return view_; }
    /// The same series read in another view.
    [[nodiscard]] TimeSeries with_view(View view) const;

    /// Year of the first observation, with a value or without.
    [[nodiscard]] Year first_year() const { return observations_.front().year; }
    /// Year of the last observation, with a value or without.
    [[nodiscard]] Year last_year() const { return observations_.back().year; }

    /// Value of the i-th observation in the view of the series; none where missing.
    [[nodiscard]] std::optional<double> value(std::size_t i) const {
        return observations_.at(i).value(view_);
    }
    /// Status of the i-th observation in the view of the series.
    [[nodiscard]] ObsStatus status(std::size_t i) const {
        return observations_.at(i).status(view_);
    }

    /// The value of a year.
    /// \throws NotFound if the series has no such year; InvalidArgument if it has no value there.
    [[nodiscard]] double at(Year year) const;

    /// Part of the series between two years, both included.
    /// \throws InvalidArgument if nothing is left.
    [[nodiscard]] TimeSeries between(Year first, Year last) const;

    /// The series in another unit of the same kind.
    /// \throws UnitError
    [[nodiscard]] TimeSeries to(const Unit& unit) const;

private:
    static std::vector<Observation> make(std::span<const int> years, std::span<const double> values,
                                         std::span<const ObsStatus> status, MissingPolicy missing);

    void check(std::size_t i) const;

    [[nodiscard]] std::vector<std::string> year_texts() const;

    SeriesInfo info_;
    std::vector<Observation> observations_;
    View view_ = View::corrected;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/series.ipp>
#endif
