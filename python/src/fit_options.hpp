#pragma once
// Options of a fit from keyword arguments.

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>

#include <reeindex/fit/options.hpp>
#include <reeindex/fit/sample.hpp>

namespace reeindex::python {

// What the keywords of a fit say: of the observations and of the fit.
struct FitRequest {
    SampleOptions sample{};
    FitOptions options{};
};

// Unknown keywords are refused with the nearest known one.
FitRequest to_fit_request(const pybind11::kwargs& keywords);

// Single options: a name, a number, a whole number of an int's range, a seed.
std::string to_name(pybind11::handle object, std::string_view argument);
double to_number(pybind11::handle object, std::string_view argument);
int to_whole(pybind11::handle object, std::string_view argument,
             std::string_view allowed = "a whole number below 2147483648");
std::uint64_t to_seed(pybind11::handle object);

}  // namespace reeindex::python
