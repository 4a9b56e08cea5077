#pragma once
/// \file
/// One number printed about the industry, as exact or as vague as its source has it.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/quantity.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/core/source.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/industry/period.hpp>
#include <reeindex/industry/value_chain.hpp>

namespace reeindex {

/// Whether a number holds at a date or over a period; adding the two is a mistake.
enum class Nature { unspecified, stock, flow, ratio, level };

namespace detail {
inline constexpr std::array<std::string_view, 5> nature_names{"unspecified", "stock", "flow",
                                                              "ratio", "level"};
}  // namespace detail

/// Name of a nature, for example "stock".
[[nodiscard]] constexpr std::string_view name(Nature nature) noexcept {
    return detail::nature_names[static_cast<std::size_t>(nature)];
}

/// Reads the name of a nature; an empty text is Nature::unspecified.
/// \throws NotFound
[[nodiscard]] Nature parse_nature(std::string_view text);

/// A printed number with its unit, qualifier, date, words and source.
struct Figure {
    std::string id;       ///< for example "fig-baogang-separation"
    std::string subject;  ///< "company:ID", "deposit:ID", "event:ID", "country:CN", "world", ...
    std::string kind;     ///< "capacity", "financial", "share", "price", ...
    std::string item;     ///< what is counted or measured
    std::optional<Stage> stage;        ///< none where the figure belongs to no stage
    double value = 0.0;                ///< as printed; the lower end of a range
    std::optional<double> high;        ///< the upper end of a range
    std::optional<double> correction;  ///< replaces `value` in the corrected view
    Qualifier qualifier = Qualifier::exact;
    Unit unit;
    Basis basis = Basis::none;
    Nature nature = Nature::unspecified;
    Period time;
    std::string area;     ///< code of a country or aggregate, empty if none
    std::string printed;  ///< verbatim, for example "8,3 thousand tons/year"
    Source source;
    std::string erratum;  ///< id, empty unless the figure is disputed
    std::string note;

    /// Whether two ends are printed.
    [[nodiscard]] bool is_range() const noexcept { return high.has_value(); }

    /// The figure as a quantity.
    /// \throws InvalidArgument for a range, which is not one number.
    [[nodiscard]] Quantity quantity(View view = View::corrected) const;

    /// Number, unit and basis, for example "> 90 Mt" or "16 to 70 %".
    [[nodiscard]] std::string value_text(View view = View::corrected) const;
};

/// What figures() keeps; an empty text or option keeps all.
struct FigureFilter {
    std::string subject{};  ///< "company:jl-mag", or only its first part, "company"
    std::string kind{};
    std::optional<Stage> stage{};
};

namespace detail {

[[nodiscard]] Figure read_figure(const Dataset& dataset, const CsvTable& table, const CsvRow& row);

/// Whether `subject` is `wanted` or of the kind `wanted` ("company" of "company:jl-mag").
[[nodiscard]] inline bool is_subject(std::string_view subject, std::string_view wanted) noexcept {
    return subject == wanted || (subject.starts_with(wanted) && subject.size() > wanted.size() &&
                                 subject[wanted.size()] == ':');
}

/// Ids of a table's column `id` (or another), which must be there and unique.
[[nodiscard]] std::vector<std::string> ids_of(const Dataset& dataset, std::string_view table_name,
                                              std::string_view column = "id");

/// Throws a DataError of the row unless its cell is one of `known`.
void require_known(const CsvRow& row, std::string_view column, std::string_view what,
                   std::string_view id, const std::vector<std::string>& known);

}  // namespace detail

/// Every printed number of a dataset (table `figures`; none where it has no such table).
/// \throws DataError for a cell that cannot be read, an id that occurs twice, or a subject, source
/// or erratum that does not exist.
[[nodiscard]] std::vector<Figure> figures(const Dataset& dataset);

/// The figures that pass a filter.
/// \throws NotFound for a subject or kind that no figure has; DataError as above.
[[nodiscard]] std::vector<Figure> figures(const Dataset& dataset, const FigureFilter& filter);

/// The figure with an id.
/// \throws NotFound, DataError
[[nodiscard]] Figure figure(const Dataset& dataset, std::string_view id);

namespace detail {
/// The figures about one subject; none if there are none.
[[nodiscard]] std::vector<Figure> about(const std::vector<Figure>& all, std::string_view subject);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/figure.ipp>
#endif
