#include "fit_options.hpp"

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "convert.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

std::map<std::string, double> to_named_numbers(const py::handle& object,
                                               std::string_view argument) {
    std::map<std::string, double> out;
    if (!py::isinstance<py::dict>(object))
        throw InvalidArgument(argument, shown(object), "a dict from parameter names to numbers");
    for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(object)) {
        if (!py::isinstance<py::str>(key))
            throw InvalidArgument(argument, shown(key), "a dict whose keys are parameter names");
        const auto name = key.cast<std::string>();
        out[name] = to_number(value, detail::concat(argument, " of ", name));
    }
    return out;
}

std::map<std::string, std::pair<double, double>> to_bounds(const py::handle& object) {
    std::map<std::string, std::pair<double, double>> out;
    if (!py::isinstance<py::dict>(object))
        throw InvalidArgument("bounds", shown(object),
                              "a dict from parameter names to (lower, upper)");
    for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(object)) {
        if (!py::isinstance<py::str>(key))
            throw InvalidArgument("bounds", shown(key), "a dict whose keys are parameter names");
        const auto name = key.cast<std::string>();
        if (!py::isinstance<py::sequence>(value) || py::isinstance<py::str>(value) ||
            py::len(value) != 2)
            throw InvalidArgument(detail::concat("bounds of ", name), shown(value),
                                  "a pair (lower, upper); None for no bound");
        const auto pair = py::reinterpret_borrow<py::sequence>(value);
        const auto bound = [&](std::size_t i, double none) {
            const py::object one = pair[i];
            return one.is_none() ? none : to_double(one, detail::concat("bounds of ", name));
        };
        out[name] = {bound(0, -infinity), bound(1, infinity)};
    }
    return out;
}

bool to_flag(const py::handle& object, std::string_view argument) {
    if (!py::isinstance<py::bool_>(object))
        throw InvalidArgument(argument, shown(object), "True or False");
    return object.cast<bool>();
}

FitOn to_fit_on(std::string_view text) {
    if (text == "levels") return FitOn::levels;
    if (text == "increments") return FitOn::increments;
    throw NotFound("kind of observation", text,
                   std::array<std::string_view, 2>{"levels", "increments"});
}

// Nothing for what does not fit into a long long.
std::optional<long long> to_long(py::handle object) {
    if (py::isinstance<py::bool_>(object) || !PyIndex_Check(object.ptr())) return std::nullopt;
    const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(object.ptr()));
    if (!whole) throw py::error_already_set();
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
    return overflow == 0 ? std::optional{value} : std::nullopt;
}

}  // namespace

std::string to_name(py::handle object, std::string_view argument) {
    if (!py::isinstance<py::str>(object)) throw InvalidArgument(argument, shown(object), "a name");
    return object.cast<std::string>();
}

double to_number(py::handle object, std::string_view argument) {
    if (object.is_none()) throw InvalidArgument(argument, "None", "a number");
    return to_double(object, argument);
}

int to_whole(py::handle object, std::string_view argument, std::string_view allowed) {
    const auto value = to_long(object);
    if (!value || *value < std::numeric_limits<int>::min() ||
        *value > std::numeric_limits<int>::max())
        throw InvalidArgument(argument, shown(object), allowed);
    return static_cast<int>(*value);
}

std::uint64_t to_seed(py::handle object) {
    const auto value = to_long(object);
    if (!value || *value < 0)
        throw InvalidArgument("seed", shown(object),
                              "a whole number from 0 to 9223372036854775807");
    return static_cast<std::uint64_t>(*value);
}

FitRequest to_fit_request(const py::kwargs& keywords) {
    static constexpr std::array<std::string_view, 12> known{"error",        "on",
                                                            "fixed",        "bounds",
                                                            "start",        "weights",
                                                            "completeness", "include_provisional",
                                                            "level",        "max_iterations",
                                                            "starts",       "seed"};
    FitRequest out;
    auto& options = out.options;
    for (const auto& [key, value] : keywords) {
        const auto name = key.cast<std::string>();
        const bool none = value.is_none();
        if (name == "error") {
            options.error = parse_error_model(to_name(value, name));
        } else if (name == "on") {
            options.on = to_fit_on(to_name(value, name));
        } else if (name == "fixed") {
            if (!none) options.fixed = to_named_numbers(value, name);
        } else if (name == "bounds") {
            if (!none) options.bounds = to_bounds(value);
        } else if (name == "start") {
            if (!none) options.start = to_named_numbers(value, name);
        } else if (name == "weights") {
            if (!none) out.sample.weights = to_doubles(value, name);
        } else if (name == "completeness") {
            if (!none) out.sample.completeness = to_doubles(value, name);
        } else if (name == "include_provisional") {
            out.sample.include_provisional = options.include_provisional = to_flag(value, name);
        } else if (name == "level") {
            options.level = to_number(value, name);
        } else if (name == "max_iterations") {
            options.max_iterations = to_whole(value, name);
        } else if (name == "starts") {
            options.starts = to_whole(value, name);
        } else if (name == "seed") {
            options.seed = to_seed(value);
        } else {
            throw NotFound("option of a fit", name, known);
        }
    }
    return out;
}

}  // namespace reeindex::python
