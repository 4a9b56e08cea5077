#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <reeindex/indicators/composite_uncertainty.hpp>
#include <string>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "immutable.hpp"
#include "indicator_parts.hpp"
#include "matrix_caster.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

template <class Enum, class Names>
std::vector<Enum> parse_all(const std::vector<std::string>& texts, const Names& names) {
    std::vector<Enum> out;
    for (const auto& text : texts) out.push_back(names.parse(text));
    return out;
}

template <class Range>
std::vector<std::string> names_of(const Range& values) {
    std::vector<std::string> out;
    for (const auto value : values) out.emplace_back(name(value));
    return out;
}

py::array_t<double> to_numpy(const std::vector<double>& values) {
    return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

// What is computed from: a table and the choices. Python prepares the arguments.
struct Recipe {
    IndicatorTable table;
    CompositeOptions options;
};

UncertaintyOptions uncertainty_options(const std::vector<std::string>& normalizations,
                                       const std::vector<std::string>& aggregations,
                                       const std::vector<std::string>& weightings,
                                       double weight_spread, std::size_t draws, std::uint64_t seed,
                                       double level) {
    return {parse_all<Normalization>(normalizations, detail::normalization_names),
            parse_all<Aggregation>(aggregations, detail::aggregation_names),
            parse_all<Weighting>(weightings, detail::weighting_names),
            weight_spread,
            draws,
            seed,
            level};
}

}  // namespace

void bind_composite(py::module_& module) {
    py::class_<Recipe> bound(module, "CompositeRecipe", "A table of indicators and the choices.");
    copies_are_itself(bound);
    is_not_pickled(bound,
                   "keep the table of indicators and the choices, which make the index again");
    bound
        .def(
            py::init([](Matrix values, std::vector<std::string> units,
                        std::vector<std::string> indicators,
                        const std::vector<bool>& higher_is_better, const std::string& normalization,
                        std::vector<std::pair<double, double>> goalposts,
                        const std::string& weighting, std::vector<double> weights,
                        const std::string& aggregation, const std::string& missing) {
                Recipe out;
                out.table = {std::move(units), std::move(indicators), std::move(values)};
                for (const bool higher : higher_is_better)
                    out.options.directions.push_back(higher ? Direction::higher_is_better
                                                            : Direction::lower_is_better);
                out.options.normalization = detail::normalization_names.parse(normalization);
                out.options.goalposts = std::move(goalposts);
                out.options.weighting = detail::weighting_names.parse(weighting);
                out.options.weights = std::move(weights);
                out.options.aggregation = detail::aggregation_names.parse(aggregation);
                out.options.missing = detail::missing_data_names.parse(missing);
                return out;
            }),
            py::kw_only(), "values"_a, "units"_a, "indicators"_a, "higher_is_better"_a,
            "normalization"_a, "goalposts"_a, "weighting"_a, "weights"_a, "aggregation"_a,
            "missing"_a)
        .def(
            "build",
            [](const Recipe& recipe) {
                const auto index = composite_index(recipe.table, recipe.options);
                py::list imputed;
                for (const auto& cell : index.imputed)
                    imputed.append(py::make_tuple(cell.unit, cell.indicator, cell.value));
                return py::dict("units"_a = index.units, "indicators"_a = index.indicators,
                                "scores"_a = to_numpy(index.scores), "ranks"_a = index.ranks,
                                "weights"_a = to_numpy(index.weights),
                                "normalized"_a = index.normalized, "dropped"_a = index.dropped,
                                "imputed"_a = imputed, "pca_explained"_a = index.pca_explained,
                                "pca_opposed"_a = index.pca_opposed);
            },
            "Scores, ranks and what they rest on.")
        .def(
            "check",
            [](const Recipe& recipe, const std::vector<std::string>& normalizations,
               const std::vector<std::string>& aggregations,
               const std::vector<std::string>& weightings, double weight_spread, double level) {
                check_uncertainty(recipe.table, recipe.options,
                                  uncertainty_options(normalizations, aggregations, weightings,
                                                      weight_spread, 1000, 1, level));
            },
            py::kw_only(), "normalizations"_a, "aggregations"_a, "weightings"_a, "weight_spread"_a,
            "level"_a, "Raises unless every choice can be drawn.")
        .def(
            "uncertainty",
            [](const Recipe& recipe, const std::vector<std::string>& normalizations,
               const std::vector<std::string>& aggregations,
               const std::vector<std::string>& weightings, double weight_spread, std::size_t draws,
               std::uint64_t seed, double level) {
                const auto choices = uncertainty_options(normalizations, aggregations, weightings,
                                                         weight_spread, draws, seed, level);
                RankUncertainty out;
                {
                    const Unlocked unlocked;
                    out = rank_uncertainty(recipe.table, recipe.options, choices);
                }
                const auto n = static_cast<py::ssize_t>(out.draws.size());
                const auto units = static_cast<py::ssize_t>(out.units.size());
                const auto k = static_cast<py::ssize_t>(recipe.table.indicators.size());
                py::array_t<std::int64_t> ranks({n, units});
                py::array_t<double> weights({n, k});
                std::vector<std::string> normalization, aggregation, weighting;
                for (py::ssize_t i = 0; i < n; ++i) {
                    const auto& draw = out.draws[static_cast<std::size_t>(i)];
                    normalization.emplace_back(name(draw.normalization));
                    aggregation.emplace_back(name(draw.aggregation));
                    weighting.emplace_back(name(draw.weighting));
                    for (py::ssize_t j = 0; j < units; ++j)
                        ranks.mutable_at(i, j) = draw.ranks[static_cast<std::size_t>(j)];
                    for (py::ssize_t j = 0; j < k; ++j)
                        weights.mutable_at(i, j) = draw.weights[static_cast<std::size_t>(j)];
                }
                return py::dict("median"_a = out.median, "lower"_a = out.lower,
                                "upper"_a = out.upper, "best"_a = out.best, "worst"_a = out.worst,
                                "frequency"_a = out.frequency, "mean_shift"_a = out.mean_shift,
                                "normalization"_a = normalization, "aggregation"_a = aggregation,
                                "weighting"_a = weighting, "weights"_a = weights, "ranks"_a = ranks,
                                "normalizations"_a = names_of(out.options.normalizations),
                                "aggregations"_a = names_of(out.options.aggregations),
                                "weightings"_a = names_of(out.options.weightings));
            },
            py::kw_only(), "normalizations"_a, "aggregations"_a, "weightings"_a, "weight_spread"_a,
            "draws"_a, "seed"_a, "level"_a, "Ranks over random choices.")
        .def(
            "sensitivity",
            [](const Recipe& recipe, const std::vector<std::string>& normalizations,
               const std::vector<std::string>& aggregations,
               const std::vector<std::string>& weightings, double weight_spread, std::uint64_t seed,
               std::size_t samples) {
                const auto choices = uncertainty_options(normalizations, aggregations, weightings,
                                                         weight_spread, 1000, seed, 0.9);
                RankSensitivity out;
                {
                    const Unlocked unlocked;
                    out = rank_sensitivity(recipe.table, recipe.options, choices, samples);
                }
                return py::dict("outputs"_a = out.outputs, "inputs"_a = out.inputs,
                                "first"_a = out.indices.first, "total"_a = out.indices.total,
                                "first_stderr"_a = out.indices.first_stderr,
                                "total_stderr"_a = out.indices.total_stderr,
                                "variance"_a = to_numpy(out.indices.variance),
                                "evaluations"_a = out.indices.evaluations);
            },
            py::kw_only(), "normalizations"_a, "aggregations"_a, "weightings"_a, "weight_spread"_a,
            "seed"_a, "samples"_a, "Sobol indices of the ranks.");
}

}  // namespace reeindex::python
