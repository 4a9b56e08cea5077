#pragma once
// What pickle and to_dict() keep of results: plain Python by name, with the version of the format,
// so that later versions read it as it was meant. Nothing is computed when it is read.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/note.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/forecast/forecast_result.hpp>

#include "matrix_caster.hpp"

namespace reeindex::python {

// Changes when what is kept changes its meaning; what is only added leaves it.
inline constexpr int state_format = 1;

// Throws unless this version reads the state.
inline pybind11::dict checked_state(const pybind11::object& kept, std::string_view what) {
    if (!pybind11::isinstance<pybind11::dict>(kept))
        throw pybind11::value_error(
            detail::concat("this ", what,
                           " was kept by a version before 0.2, which kept no format: make it "
                           "again"));
    const pybind11::dict state = kept;
    if (const int format = state["format"].cast<int>(); format > state_format)
        throw pybind11::value_error(
            detail::concat("this ", what, " was kept by a later version (format ", format,
                           "); this one reads formats up to ", state_format));
    return state;
}

// The enumerator with a name; `last` is the last one of its type.
template <class Enum>
Enum named(std::string_view text, Enum last) {
    for (int value = 0; value <= static_cast<int>(last); ++value)
        if (name(static_cast<Enum>(value)) == text) return static_cast<Enum>(value);
    throw pybind11::value_error(
        detail::concat("'", text, "' is not known to this version of reeindex"));
}

// Plain Python of a value.
template <class Value>
pybind11::object plain(const Value& value) {
    return pybind11::cast(value);
}
inline pybind11::object plain(const ExcludedObservation& one) {
    return pybind11::make_tuple(one.year, code(one.status), one.reason);
}
inline pybind11::object plain(const ParameterInfo& one) {
    return pybind11::make_tuple(one.name, one.lower, one.upper, one.linear, one.meaning,
                                std::string{name(one.role)});
}
inline pybind11::object plain(const LimitComparison& one) {
    return pybind11::make_tuple(std::string{name(one.limit)}, one.objective, one.parameters,
                                one.p_value, one.excluded);
}
inline pybind11::object plain(const Note& one) {
    return pybind11::make_tuple(one.kind, one.numbers, one.names);
}
inline pybind11::object plain(const PredictionBand& one) {
    return pybind11::make_tuple(one.level, one.lower, one.upper);
}

// The value of plain Python. Lists are taken for tuples, as JSON has no others.
template <class Value>
void from_plain(const pybind11::object& state, Value& value) {
    value = state.cast<Value>();
}
inline void from_plain(const pybind11::object& state, ExcludedObservation& one) {
    const pybind11::tuple parts(state);
    one = {parts[0].cast<int>(), parse_obs_status(parts[1].cast<std::string>()),
           parts[2].cast<std::string>()};
}
inline void from_plain(const pybind11::object& state, ParameterInfo& one) {
    const pybind11::tuple parts(state);
    one = {parts[0].cast<std::string>(), parts[1].cast<double>(),
           parts[2].cast<double>(),      parts[3].cast<bool>(),
           parts[4].cast<std::string>(), parse_role(parts[5].cast<std::string>())};
}
inline void from_plain(const pybind11::object& state, LimitComparison& one) {
    const pybind11::tuple parts(state);
    one = {named(parts[0].cast<std::string>(), Limit::open_phase), parts[1].cast<double>(),
           parts[2].cast<std::size_t>(), parts[3].cast<double>(), parts[4].cast<bool>()};
}
inline void from_plain(const pybind11::object& state, Note& one) {
    const pybind11::tuple parts(state);
    one.kind = parts[0].cast<std::string>();
    one.numbers = parts[1].cast<decltype(one.numbers)>();
    one.names = parts[2].cast<decltype(one.names)>();
}
inline void from_plain(const pybind11::object& state, PredictionBand& one) {
    const pybind11::tuple parts(state);
    one.level = parts[0].cast<double>();
    one.lower = parts[1].cast<std::vector<double>>();
    one.upper = parts[2].cast<std::vector<double>>();
}

template <class Value>
concept Composed = std::same_as<Value, ExcludedObservation> || std::same_as<Value, ParameterInfo> ||
    std::same_as<Value, LimitComparison> || std::same_as<Value, Note> ||
    std::same_as<Value, PredictionBand>;

template <Composed Value>
pybind11::object plain(const std::vector<Value>& values) {
    pybind11::list out;
    for (const auto& one : values) out.append(plain(one));
    return out;
}
template <Composed Value>
void from_plain(const pybind11::object& state, std::vector<Value>& values) {
    values.clear();
    for (const auto& one : state) {
        values.emplace_back();
        from_plain(pybind11::reinterpret_borrow<pybind11::object>(one), values.back());
    }
}

// Fill a state, and what it describes, field by field. What the state lacks keeps its default.
struct WriteState {
    pybind11::dict state;
    template <class Value>
    void operator()(const char* key, const Value& value) const {
        state[key] = plain(value);
    }
};
struct ReadState {
    pybind11::dict state;
    template <class Value>
    void operator()(const char* key, Value& value) const {
        if (state.contains(key)) from_plain(pybind11::object(state[key]), value);
    }
};

}  // namespace reeindex::python
