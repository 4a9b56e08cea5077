#pragma once
// Docstrings of concentration and specialisation, in the form of NumPy's.

// What several of them say alike.
#define REEINDEX_HELP_AMOUNTS                                                                 \
    "Parameters\n"                                                                            \
    "----------\n"                                                                            \
    "values : array_like, shape (n,)\n"                                                       \
    "    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts " \
    "count as\n"                                                                              \
    "    units.\n"
#define REEINDEX_HELP_NO_AMOUNTS \
    "Raises\n"                   \
    "------\n"                   \
    "InvalidArgument\n"          \
    "    If there is no amount, one is negative or not finite, or all are zero.\n"
#define REEINDEX_HELP_TABLE                                                                        \
    "Parameters\n"                                                                                 \
    "----------\n"                                                                                 \
    "table : array_like, shape (units, fields)\n"                                                  \
    "    Amounts of each unit (country) in each field, none negative. All fields must be there.\n" \
    "\n"                                                                                           \
    "Returns\n"                                                                                    \
    "-------\n"                                                                                    \
    "numpy.ndarray\n"                                                                              \
    "    Shape (units, fields); 1 is the average, 0 to infinity.\n"                                \
    "\n"                                                                                           \
    "Raises\n"                                                                                     \
    "------\n"                                                                                     \
    "InvalidArgument\n"                                                                            \
    "    If a value is negative or not finite, there are fewer than two rows or columns, or a "    \
    "row or\n"                                                                                     \
    "    column is all zero.\n"
#define REEINDEX_HELP_ADVANTAGE         \
    "Parameters\n"                      \
    "----------\n"                      \
    "advantage : float or array_like\n" \
    "    An advantage of :func:`rca` or :func:`rta`, not negative.\n"
#define REEINDEX_HELP_BAD_ADVANTAGE \
    "Raises\n"                      \
    "------\n"                      \
    "InvalidArgument\n"             \
    "    If an advantage is negative or not finite.\n"

namespace reeindex::python::help {

inline constexpr const char* shares =
    R"(Shares of the sum.

)" REEINDEX_HELP_AMOUNTS
    R"(
Returns
-------
numpy.ndarray
    Shape (n,), from 0 to 1.

)" REEINDEX_HELP_NO_AMOUNTS;

inline constexpr const char* hhi =
    R"(Herfindahl-Hirschman index: the sum of squared shares.

)" REEINDEX_HELP_AMOUNTS
    R"(scale : float
    1, or 10000 for the scale of the antitrust guidelines.

Returns
-------
float
    From 1/n to 1, times the scale.

)" REEINDEX_HELP_NO_AMOUNTS
    R"(
Notes
-----
Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761.
)";

inline constexpr const char* normalized_hhi =
    R"(Herfindahl-Hirschman index rescaled, (H - 1/n)/(1 - 1/n).

)" REEINDEX_HELP_AMOUNTS
    R"(
Returns
-------
float
    0 for n equal units, 1 for one that has all.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or there is
    one unit only, where it is 0/0.
)";

inline constexpr const char* concentration_ratio =
    R"(Sum of the n largest shares, CR_n.

Parameters
----------
values : array_like, shape (m,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
n : int
    Number of shares, from 1 to the number of units.

Returns
-------
float
    From 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or n is out of
    range.
)";

inline constexpr const char* shannon =
    R"(Shannon entropy of the shares, -sum s ln s in nats.

)" REEINDEX_HELP_AMOUNTS
    R"(
Returns
-------
float
    From 0 to ln n; exp of it is an effective number of units.

)" REEINDEX_HELP_NO_AMOUNTS
    R"(
Notes
-----
Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
)";

inline constexpr const char* theil =
    R"(Theil index of inequality, ln n less the Shannon entropy.

)" REEINDEX_HELP_AMOUNTS
    R"(
Returns
-------
float
    From 0 for equal units to ln n.

)" REEINDEX_HELP_NO_AMOUNTS;

inline constexpr const char* concentration =
    R"(Concentration of one division, by all measures.

)" REEINDEX_HELP_AMOUNTS
    R"(
Returns
-------
Concentration
    ``.hhi``, ``.normalized_hhi``, ``.effective_number``, ``.shannon``, ``.theil`` and more.

)" REEINDEX_HELP_NO_AMOUNTS;

inline constexpr const char* hhi_bounds =
    R"(Range of the Herfindahl-Hirschman index that an unknown rest allows.

Parameters
----------
shares : array_like, shape (n,)
    Known shares of the whole, 0 to 1, their sum at most 1.

Returns
-------
HhiBounds
    ``.lower`` if the rest is spread over very many units, ``.upper`` if it is one.

Raises
------
InvalidArgument
    If a share is out of range, or their sum is above 1.
)";

inline constexpr const char* hhi_thresholds =
    R"(Thresholds of a vintage of the U.S. merger guidelines.

Parameters
----------
guidelines : int
    1992, 2010 or 2023.

Returns
-------
HhiThresholds
    On the scale of 10,000.

Raises
------
InvalidArgument
    For another year.

Notes
-----
They are made for firms in a relevant market; applied to countries or offices they are a
convention.
)";

inline constexpr const char* hhi_class =
    R"(Class of an index under a vintage of the U.S. merger guidelines.

Parameters
----------
hhi : float
    On the scale of 0 to 1.
guidelines : int
    1992, 2010 or 2023.

Returns
-------
str
    ``"unconcentrated"``, ``"moderately concentrated"`` or ``"highly concentrated"``.

Raises
------
InvalidArgument
    If the index is not from 0 to 1, or for another year.
)";

inline constexpr const char* rca =
    R"(Revealed comparative advantage of every cell: the unit's share of the field over its share of all.

)" REEINDEX_HELP_TABLE
    R"(
Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x.
)";

inline constexpr const char* rta =
    R"(Revealed technological advantage: :func:`rca` of patent counts.

)" REEINDEX_HELP_TABLE
    R"(
Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x; on patents after Soete.
)";

inline constexpr const char* rsca =
    R"(Revealed symmetric comparative advantage, (B - 1)/(B + 1).

)" REEINDEX_HELP_ADVANTAGE
    R"(
Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -1 to 1.

)" REEINDEX_HELP_BAD_ADVANTAGE
    R"(
Notes
-----
Dalum, Laursen and Villumsen (1998), International Review of Applied Economics 12(3), 423-443.
)";

inline constexpr const char* rpa =
    R"(Relative patent advantage, 100 tanh(ln B).

)" REEINDEX_HELP_ADVANTAGE
    R"(
Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -100 to 100.

)" REEINDEX_HELP_BAD_ADVANTAGE
    R"(
Notes
-----
After Grupp; equal to 100 (B^2 - 1)/(B^2 + 1).
)";

}  // namespace reeindex::python::help

#undef REEINDEX_HELP_AMOUNTS
#undef REEINDEX_HELP_NO_AMOUNTS
#undef REEINDEX_HELP_TABLE
#undef REEINDEX_HELP_ADVANTAGE
#undef REEINDEX_HELP_BAD_ADVANTAGE
