#pragma once
// From Python objects to C++ values, with errors that name the argument and the position.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/series.hpp>

namespace reeindex::python {

// Text of an object for a message, cut if it is long.
std::string shown(pybind11::handle object);

// The repr of a text.
std::string quoted(std::string_view text);

// A number: anything with __float__ or __index__ but text and booleans. None and pandas.NA are NaN.
double to_double(pybind11::handle object, std::string_view argument);

// One-dimensional sequences. NumPy and pandas arrays keep their dtype's meaning: masked and
// nullable entries become NaN, text and booleans are refused.
std::vector<double> to_doubles(pybind11::handle object, std::string_view argument);

// Whole numbers from 1 to 9999; 2013.0 is one, 2013.5, True and "2013" are not.
int to_year(pybind11::handle object, std::string_view argument);
std::vector<int> to_years(pybind11::handle object, std::string_view argument);

std::vector<std::string> to_texts(pybind11::handle object, std::string_view argument);

// A Unit or its code.
Unit to_unit(pybind11::handle object);

// A path: str or os.PathLike.
std::string to_path(pybind11::handle object);

// A new read-only array.
pybind11::array_t<double> to_array(const std::vector<double>& values);
pybind11::array_t<std::int64_t> to_array(const std::vector<std::int64_t>& values);

// Text with &, <, >, " escaped.
std::string escaped(std::string_view text);

}  // namespace reeindex::python
