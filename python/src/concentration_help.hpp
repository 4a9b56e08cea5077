#pragma once
// Docstrings of the indicators of concentration and specialization.

namespace reeindex::python {

inline constexpr const char* shares_help = R"(Shares of the sum.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
numpy.ndarray
    Shape (n,), from 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* hhi_help = R"(Herfindahl-Hirschman index: the sum of squared shares.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
scale : float
    1, or 10000 for the scale of the antitrust guidelines.

Returns
-------
float
    From 1/n to 1, times the scale.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761.
)";

inline constexpr const char* normalized_hhi_help =
    R"(Herfindahl-Hirschman index rescaled, (H - 1/n)/(1 - 1/n).

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

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

inline constexpr const char* concentration_ratio_help = R"(Sum of the n largest shares, CR_n.

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

inline constexpr const char* shannon_help = R"(Shannon entropy of the shares, -sum s ln s in nats.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 to ln n; exp of it is an effective number of units.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
)";

inline constexpr const char* theil_help =
    R"(Theil index of inequality, ln n less the Shannon entropy.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 for equal units to ln n.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* concentration_help = R"(Concentration of one division, by all measures.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
Concentration
    ``.hhi``, ``.normalized_hhi``, ``.effective_number``, ``.shannon``, ``.theil`` and more.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* hhi_bounds_help =
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

inline constexpr const char* hhi_thresholds_help =
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

inline constexpr const char* hhi_class_help =
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

inline constexpr const char* rca_help =
    R"(Revealed comparative advantage of every cell: the unit's share of the field over its share of all.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x.
)";

inline constexpr const char* rta_help =
    R"(Revealed technological advantage: :func:`rca` of patent counts.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x; on patents after Soete.
)";

inline constexpr const char* rsca_help =
    R"(Revealed symmetric comparative advantage, (B - 1)/(B + 1).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -1 to 1.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
Dalum, Laursen and Villumsen (1998), International Review of Applied Economics 12(3), 423-443.
)";

inline constexpr const char* rpa_help = R"(Relative patent advantage, 100 tanh(ln B).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -100 to 100.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
After Grupp; equal to 100 (B^2 - 1)/(B^2 + 1).
)";

}  // namespace reeindex::python
