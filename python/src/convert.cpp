#include "convert.hpp"

#include <cmath>
#include <limits>

namespace reeindex::python {
namespace py = pybind11;

namespace {

std::string type_name(py::handle object) {
    return py::cast<std::string>(py::type::handle_of(object).attr("__name__"));
}

bool is_text(py::handle object) {
    return PyUnicode_Check(object.ptr()) != 0 || PyBytes_Check(object.ptr()) != 0;
}

bool is_boolean(py::handle object) {
    if (PyBool_Check(object.ptr()) != 0) return true;
    const auto type = type_name(object);
    return type == "bool_" || type == "bool";
}

bool is_missing_marker(py::handle object) {
    return object.is_none() || type_name(object) == "NAType" || type_name(object) == "NaTType";
}

std::string placed(std::string_view value, std::string_view place) {
    return place.empty() ? std::string{value} : detail::concat(value, " at ", place);
}

[[noreturn]] void refuse(py::handle object, std::string_view argument, std::string_view place,
                         std::string_view allowed) {
    throw InvalidArgument(
        argument, placed(detail::concat(shown(object), " (", type_name(object), ")"), place),
        allowed);
}

double number(py::handle object, std::string_view argument, std::string_view place) {
    if (is_missing_marker(object)) return std::numeric_limits<double>::quiet_NaN();
    if (is_text(object)) refuse(object, argument, place, "a number, not text");
    if (is_boolean(object)) refuse(object, argument, place, "a number, not a boolean");
    const double value = PyFloat_AsDouble(object.ptr());
    if (value == -1.0 && PyErr_Occurred() != nullptr) {
        const bool overflow = PyErr_ExceptionMatches(PyExc_OverflowError) != 0;
        PyErr_Clear();
        refuse(object, argument, place, overflow ? "within the range of a double" : "a number");
    }
    return value;
}

int year(py::handle object, std::string_view argument, std::string_view place) {
    constexpr std::string_view allowed = "a whole number from 1 to 9999";
    const double value = number(object, argument, place);
    if (std::isnan(value) || value != std::floor(value) || value < Year::min || value > Year::max)
        throw InvalidArgument(argument, placed(shown(object), place), allowed);
    return static_cast<int>(value);
}

// Calls `take(item, place)` for every item of a one-dimensional sequence.
template <class Take>
void for_each(py::handle object, std::string_view argument, std::string_view wanted, Take take) {
    if (is_text(object) || PyDict_Check(object.ptr()) != 0 || PyAnySet_Check(object.ptr()) != 0)
        refuse(object, argument, "", wanted);
    if (py::hasattr(object, "ndim")) {
        const auto dimensions = py::cast<long>(object.attr("ndim"));
        if (dimensions != 1)
            throw InvalidArgument(argument,
                                  detail::concat("an array of ", dimensions, " dimensions"),
                                  "one-dimensional");
    }
    // Items of an Arrow array are scalars that are no numbers; its list holds numbers.
    const py::object plain = py::hasattr(object, "to_pylist")
                                 ? py::object(object.attr("to_pylist")())
                                 : py::reinterpret_borrow<py::object>(object);
    PyObject* iterator = PyObject_GetIter(plain.ptr());
    if (iterator == nullptr) {
        PyErr_Clear();
        refuse(object, argument, "", wanted);
    }
    const auto items = py::reinterpret_steal<py::iterator>(iterator);
    std::size_t position = 0;
    for (const auto item : items) {
        take(item, detail::concat("position ", position));
        ++position;
    }
}

}  // namespace

std::string quoted(std::string_view text) {
    return py::cast<std::string>(py::repr(py::str(text.data(), text.size())));
}

std::string shown(py::handle object) {
    const auto text = py::cast<std::string>(py::repr(object));
    if (text.size() <= 60) return text;
    std::size_t end = 57;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "...";
}

double to_double(py::handle object, std::string_view argument) {
    return number(object, argument, "");
}

std::vector<double> to_doubles(py::handle object, std::string_view argument) {
    std::vector<double> out;
    if (py::isinstance<py::array>(object) && !py::hasattr(object, "mask")) {
        const auto array = py::reinterpret_borrow<py::array>(object);
        const char kind = array.dtype().kind();
        if (array.ndim() == 1 && (kind == 'f' || kind == 'i' || kind == 'u')) {
            const auto numbers = py::array_t<double, py::array::forcecast>::ensure(array);
            if (!numbers) throw py::error_already_set();
            const auto view = numbers.unchecked<1>();
            for (py::ssize_t i = 0; i < view.shape(0); ++i) out.push_back(view(i));
            return out;
        }
        if (kind == 'c' || kind == 'M' || kind == 'm')
            throw InvalidArgument(argument,
                                  "an array of " + py::cast<std::string>(py::str(array.dtype())),
                                  "an array of real numbers");
    }
    // A masked array's tolist() has None where masked.
    const bool masked = py::hasattr(object, "mask") && py::hasattr(object, "filled");
    const auto items =
        masked ? py::object(object.attr("tolist")()) : py::reinterpret_borrow<py::object>(object);
    for_each(items, argument, "a sequence of numbers", [&](py::handle item, const auto& place) {
        out.push_back(number(item, argument, place));
    });
    return out;
}

int to_year(py::handle object, std::string_view argument) { return year(object, argument, ""); }

namespace {

// The year of a date or period that stands for one: its first or last day, at midnight.
int year_of_date(py::handle item, std::string_view argument, std::string_view place) {
    constexpr std::string_view allowed =
        "one date a year, its first or last day; sum or average to years first, in pandas with "
        "series.groupby(series.index.year)";
    const auto part = [&](const char* name) {
        return py::hasattr(item, name) ? py::cast<long>(item.attr(name)) : 0L;
    };
    if (py::hasattr(item, "freqstr")) {  // a period of pandas
        const auto frequency = py::cast<std::string>(item.attr("freqstr"));
        if (!frequency.starts_with('Y') && !frequency.starts_with('A'))
            refuse(item, argument, place, allowed);
        return year(item.attr("year"), argument, place);
    }
    const long month = part("month");
    const long day = part("day");
    const bool end = (month == 1 && day == 1) || (month == 12 && day == 31);
    if (!end || part("hour") != 0 || part("minute") != 0 || part("second") != 0)
        refuse(item, argument, place, allowed);
    return year(item.attr("year"), argument, place);
}

}  // namespace

std::vector<int> to_years(py::handle object, std::string_view argument) {
    std::vector<int> out;
    // items of an array of dates are no dates of Python; those of its list are
    const bool dates = py::isinstance<py::array>(object) &&
                       py::reinterpret_borrow<py::array>(object).dtype().kind() == 'M';
    const auto plain = dates ? py::object(object.attr("astype")("datetime64[s]").attr("tolist")())
                             : py::reinterpret_borrow<py::object>(object);
    for_each(plain, argument, "a sequence of years", [&](py::handle item, const auto& place) {
        const bool date = py::hasattr(item, "year") && !is_missing_marker(item);
        out.push_back(date ? year_of_date(item, argument, place) : year(item, argument, place));
    });
    return out;
}

std::vector<std::string> to_texts(py::handle object, std::string_view argument) {
    std::vector<std::string> out;
    for_each(object, argument, "a sequence of texts", [&](py::handle item, const auto& place) {
        if (PyUnicode_Check(item.ptr()) == 0) refuse(item, argument, place, "a text");
        out.push_back(py::cast<std::string>(item));
    });
    return out;
}

Unit to_unit(py::handle object) {
    if (py::isinstance<Unit>(object)) return py::cast<Unit>(object);
    if (PyUnicode_Check(object.ptr()) == 0)
        refuse(object, "unit", "", "a Unit or its UCUM code as text");
    return Unit{py::cast<std::string>(object)};
}

std::string to_path(py::handle object) {
    PyObject* path = PyOS_FSPath(object.ptr());
    if (path == nullptr) {
        PyErr_Clear();
        refuse(object, "path", "", "a str or os.PathLike");
    }
    const auto held = py::reinterpret_steal<py::object>(path);
    PyObject* encoded = nullptr;
    if (PyUnicode_FSConverter(held.ptr(), &encoded) == 0) {
        PyErr_Clear();
        refuse(object, "path", "", "a path without NUL characters that the file system can encode");
    }
    return py::cast<std::string>(py::reinterpret_steal<py::bytes>(encoded));
}

namespace {
template <class T>
py::array_t<T> read_only(const std::vector<T>& values) {
    py::array_t<T> out(static_cast<py::ssize_t>(values.size()), values.data());
    out.attr("flags").attr("writeable") = false;
    return out;
}
}  // namespace

py::array_t<double> to_array(const std::vector<double>& values) { return read_only(values); }
py::array_t<std::int64_t> to_array(const std::vector<std::int64_t>& values) {
    return read_only(values);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += letter;
        }
    }
    return out;
}

}  // namespace reeindex::python
