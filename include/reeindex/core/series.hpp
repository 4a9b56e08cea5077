#pragma once
/// \file
/// Annual time series whose observations keep their status, source and correction.

#include <cmath>
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
[[nodiscard]] inline View parse_view(std::string_view text) {
    if (text == "corrected") return View::corrected;
    if (text == "printed") return View::printed;
    throw NotFound("view", text, std::array<std::string_view, 2>{"corrected", "printed"});
}

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
    TimeSeries(SeriesInfo info, std::vector<Observation> observations, View view = View::corrected)
        : info_(std::move(info)), observations_(std::move(observations)), view_(view) {
        if (observations_.empty())
            throw InvalidArgument("observations", "empty", "at least one observation");
        for (std::size_t i = 0; i < observations_.size(); ++i) check(i);
    }

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
    [[nodiscard]] std::string label() const {
        if (!info_.title.empty()) return info_.title;
        if (!info_.indicator.empty()) return key();
        return info_.area.empty() ? "series" : info_.area;
    }

    /// All observations, those without a value included, by year.
    [[nodiscard]] std::span<const Observation> observations() const noexcept {
        return observations_;
    }
    /// Number of observations, those without a value included.
    [[nodiscard]] std::size_t size() const noexcept { return observations_.size(); }
    /// The view in which values and statuses are read.
    [[nodiscard]] View view() const noexcept { return view_; }
    /// The same series read in another view.
    [[nodiscard]] TimeSeries with_view(View view) const {
        TimeSeries copy = *this;
        copy.view_ = view;
        return copy;
    }

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
    [[nodiscard]] double at(Year year) const {
        for (std::size_t i = 0; i < observations_.size(); ++i) {
            if (observations_[i].year != year) continue;
            if (const auto found = value(i)) return *found;
            throw InvalidArgument(
                "year", detail::concat(year.value()),
                detail::concat("a year with a value; ", label(), " has status ", code(status(i)),
                               " (", meaning(status(i)), ") there"));
        }
        throw NotFound("year", detail::concat(year.value()), year_texts());
    }

    /// Part of the series between two years, both included.
    /// \throws InvalidArgument if nothing is left.
    [[nodiscard]] TimeSeries between(Year first, Year last) const {
        std::vector<Observation> kept;
        for (const auto& observation : observations_)
            if (observation.year >= first && observation.year <= last) kept.push_back(observation);
        if (kept.empty())
            throw InvalidArgument(
                "years", detail::concat(first.value(), " to ", last.value()),
                detail::concat("within ", first_year().value(), " to ", last_year().value()));
        return {info_, std::move(kept), view_};
    }

    /// The series in another unit of the same kind.
    /// \throws UnitError
    [[nodiscard]] TimeSeries to(const Unit& unit) const {
        const double factor = info_.unit.factor_to(unit);
        TimeSeries copy = *this;
        copy.info_.unit = unit;
        copy.info_.decimals.reset();
        for (auto& observation : copy.observations_) {
            if (observation.standard_error) *observation.standard_error *= factor;
            if (observation.printed) *observation.printed *= factor;
            if (observation.correction) observation.correction->value *= factor;
        }
        return copy;
    }

private:
    static std::vector<Observation> make(std::span<const int> years, std::span<const double> values,
                                         std::span<const ObsStatus> status, MissingPolicy missing) {
        if (years.size() != values.size())
            throw InvalidArgument("values", detail::concat("of length ", values.size()),
                                  detail::concat("of the length of years, ", years.size()));
        if (!status.empty() && status.size() != values.size())
            throw InvalidArgument("status", detail::concat("of length ", status.size()),
                                  detail::concat("of the length of values, ", values.size()));
        std::vector<Observation> out;
        out.reserve(years.size());
        for (std::size_t i = 0; i < years.size(); ++i) {
            Observation one{.year = Year{years[i]}};
            if (!status.empty()) one.printed_status = status[i];
            const bool expected = is_missing(one.printed_status);
            if (std::isnan(values[i])) {
                if (!expected && missing == MissingPolicy::raise)
                    throw InvalidArgument(
                        "values", detail::concat("nan at position ", i, " (year ", years[i], ")"),
                        "finite; give the year the status O (missing), ask for missing=\"mark\", "
                        "or "
                        "leave the year out");
                if (!expected) one.printed_status = ObsStatus::missing;
            } else {
                one.printed = values[i];
            }
            out.push_back(std::move(one));
        }
        return out;
    }

    void check(std::size_t i) const {
        const auto& one = observations_[i];
        const auto place = detail::concat(" at position ", i, " (year ", one.year.value(), ")");
        if (i > 0 && one.year <= observations_[i - 1].year)
            throw InvalidArgument(
                "years",
                detail::concat(one.year.value(), " after ", observations_[i - 1].year.value(),
                               " at position ", i),
                "strictly increasing");
        if (one.printed && !std::isfinite(*one.printed))
            throw InvalidArgument("values", detail::to_text(*one.printed) + place, "finite");
        if (one.correction && !std::isfinite(one.correction->value))
            throw InvalidArgument("correction", detail::to_text(one.correction->value) + place,
                                  "finite");
        if (one.printed && is_missing(one.printed_status))
            throw InvalidArgument("status", detail::concat(code(one.printed_status), place),
                                  "a status that allows a value, because there is one");
        if (!one.printed && !is_missing(one.printed_status))
            throw InvalidArgument("status", detail::concat(code(one.printed_status), place),
                                  "one of H, L, M, O, Q, because there is no value");
    }

    [[nodiscard]] std::vector<std::string> year_texts() const {
        std::vector<std::string> out;
        for (const auto& one : observations_) out.push_back(detail::concat(one.year.value()));
        return out;
    }

    SeriesInfo info_;
    std::vector<Observation> observations_;
    View view_ = View::corrected;
};

}  // namespace reeindex
