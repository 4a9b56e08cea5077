#pragma once
// Docstrings of the submodule `fit`.

namespace reeindex::python {

inline constexpr const char* predict_help =
    R"(Values of the fitted curve, or of the limit it falls back to.

Parameters
----------
x
    Years, or predictors: shape ``(n,)`` or ``(n, predictors)``, inside or outside of the data.
level : float, optional
    Coverage of a prediction interval; without it the values alone are given.
method, replicates, seed
    How the interval is found, as for :func:`forecast`.

Returns
-------
numpy.ndarray or Prediction
    Shape ``(n,)``, in the unit of the observations; with a level a Prediction: ``.x``, ``.mean``,
    ``.lower``, ``.upper``, ``.mean_lower``, ``.mean_upper``, ``.message``.

Raises
------
InvalidArgument
    If the fit has no optimum, or x is not finite or of another shape.
)";

inline constexpr const char* interval_help =
    R"(Interval of a parameter, or of a function of the parameters.

Parameters
----------
parameter
    Name of a parameter that is estimated; or a function that takes a dict with a value for each
    parameter and gives a number, for example ``lambda p: math.log(2) / p["r"]`` for a doubling
    time. Of a function the interval is the profile interval: its smallest and largest value over
    all parameters that the data do not reject. At a limit of the curve some parameters are
    infinite; a limit where the function is not a number, or raises an ArithmeticError or a
    ValueError, is left out.
method
    ``"wald"``: estimate and t times the standard error. ``"profile"``: every value that the data do
    not reject. ``"bootstrap"``: percentiles of refits to simulated data. ``"automatic"``: wald for
    curves linear in all their parameters, where it is exact, else profile.
level
    Between 0 and 1.
replicates, seed
    Of the bootstrap.

Returns
-------
tuple of float
    Lower and upper end; an end for which the data set no bound is infinite.

Raises
------
NotFound
    If there is no such parameter or method.
InvalidArgument
    If the fit has no optimum, the parameter is fixed, or an argument is out of range.

Notes
-----
Bates and Watts (1988), chapter 6, doi:10.1002/9780470316757; Venzon and Moolgavkar (1988),
doi:10.2307/2347496.
)";

inline constexpr const char* year_of_help =
    R"(Interval of the year in which the curve reaches a value.

The years at which the band of the curve at the level holds the value: from the first year in which
some curve that the data do not reject has reached it to the last in which one has not.

Parameters
----------
value
    In the unit of the observations.
level
    Coverage, between 0 and 1.

Returns
-------
tuple of float
    First and last year, with a fraction; an end is infinite where the data do not say that the curve
    ever reaches the value.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.
)";

inline constexpr const char* total_help =
    R"(Interval of the sum of the curve's values over some years.

Parameters
----------
first, last
    Years, both included.
level
    Coverage, between 0 and 1.

Returns
-------
tuple of float
    Smallest and largest sum over all curves that the data do not reject; an end for which the data
    set no bound is infinite. The scatter of single observations is not in it.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.
)";

inline constexpr const char* band_help = R"(Band of the curve's values.

Parameters
----------
x
    Years, or values of the predictor.
level
    Coverage, between 0 and 1.
simultaneous
    Whether the band covers the whole curve at once (Scheffe's method) and not each value by itself.

Returns
-------
tuple of numpy.ndarray
    Smallest and largest values over all curves that the data do not reject, shape ``(n,)``.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.

Notes
-----
Scheffe (1953), doi:10.1093/biomet/40.1-2.87.
)";

inline constexpr const char* bootstrap_help = R"(Estimates of refits to simulated data.

Residuals are drawn with replacement, each divided by the root of 1 - leverage; lognormal and count
fits draw from their distribution.

Parameters
----------
replicates
    Number of refits.
seed
    The same seed gives the same refits.

Returns
-------
dict of str to numpy.ndarray
    For each parameter its estimates, shape ``(replicates,)``; infinite where a refit falls back to
    a limit of the curve.

Raises
------
InvalidArgument
    If the fit has no optimum, or an argument is out of range.

Notes
-----
Davison and Hinkley (1997), section 6.2.3, doi:10.1017/CBO9780511802843.
)";

}  // namespace reeindex::python
