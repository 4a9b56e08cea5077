"""Curves written in Python."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve

__all__ = ["curve"]

#: What a parameter is to its curve.
Role: TypeAlias = Literal["none", "ceiling", "floor", "level", "rate", "time", "shape"]

#: A complex step this small leaves no truncation error in the derivative.
_STEP = 1e-30
#: At most so many central differences, and extrapolations of each, behind one derivative.
_HALVINGS, _ORDERS = 12, 6


class PythonCurve:
    """A Python function as the fit engine sees it.

    Derivatives come from ``jacobian`` if it is given, else from the complex step, which is exact to
    rounding, else (for functions that cannot take complex numbers) from central differences.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        names: Sequence[str],
        start: Sequence[float],
        lower: Sequence[float],
        upper: Sequence[float],
        jacobian: Callable[..., Any] | None,
        predictors: int,
        name: str,
        roles: Sequence[str],
        display_name: str,
        limits: Sequence[tuple[str, list[tuple[int, float]]]] = (),
    ) -> None:
        self.function = function
        self.names = list(names)
        self.start = list(start)
        self.lower = list(lower)
        self.upper = list(upper)
        self.jacobian = jacobian
        self.predictors = predictors
        self.name = name
        self.roles = list(roles)
        self.display_name = display_name
        self.limits = list(limits)
        self._complex_step: bool | None = None

    def evaluate(
        self, x: npt.NDArray[np.float64], p: npt.NDArray[Any], with_jacobian: bool, extended: bool
    ) -> tuple[npt.NDArray[Any], npt.NDArray[Any] | None] | None:
        """Values and Jacobian; None where the function is undefined or has no such precision."""
        with np.errstate(all="ignore"):
            try:
                return self._evaluate(x, p, with_jacobian, extended)
            except ArithmeticError:  # math.exp overflows where numpy.exp gives inf
                return None

    def _evaluate(
        self, x: npt.NDArray[np.float64], p: npt.NDArray[Any], with_jacobian: bool, extended: bool
    ) -> tuple[npt.NDArray[Any], npt.NDArray[Any] | None] | None:
        kind: type[np.floating[Any]] = np.longdouble if extended else np.float64
        if extended and np.finfo(np.longdouble).eps >= np.finfo(np.float64).eps:
            return None
        points = x.astype(kind) if extended else x
        scalars = [kind(value) for value in p]
        values = self._call(points, scalars)
        if extended and values.dtype != np.longdouble:
            return None
        values = values.astype(kind)
        if not with_jacobian:
            return values, None
        return values, self._derivatives(points, scalars, len(values), extended)

    def _call(self, x: npt.NDArray[Any], p: Sequence[Any]) -> npt.NDArray[Any]:
        values = np.asarray(self.function(x, *p))
        rows = x.shape[0]
        if values.shape == ():
            values = np.broadcast_to(values, (rows,))
        if values.shape != (rows,):
            raise InvalidArgument(
                "curve",
                f"a function that returns the shape {values.shape}",
                f"a function that returns one value per observation, the shape ({rows},)",
            )
        if values.dtype.kind not in "fciu":
            raise InvalidArgument(
                "curve",
                f"a function that returns {values.dtype}",
                "a function that returns numbers",
            )
        return values

    def _derivatives(
        self, x: npt.NDArray[Any], p: list[Any], rows: int, extended: bool
    ) -> npt.NDArray[Any]:
        if self.jacobian is not None:
            given = np.asarray(self.jacobian(x, *p), dtype=p[0].dtype)
            if given.shape != (rows, len(p)):
                raise InvalidArgument(
                    "jacobian",
                    f"a function that returns the shape {given.shape}",
                    f"a function that returns the shape ({rows}, {len(p)})",
                )
            return given
        if self._complex_step is None:
            self._complex_step = self._complex_step_works(x, p)
        columns = self._by_complex_step(x, p, extended) if self._complex_step else None
        if columns is None:
            columns = self._by_differences(x, p)
        return np.column_stack(columns)

    def _by_complex_step(
        self, x: npt.NDArray[Any], p: list[Any], extended: bool
    ) -> list[npt.NDArray[Any]] | None:
        kind: Any = np.clongdouble if extended else np.complex128
        columns = []
        for j, value in enumerate(p):
            moved: list[Any] = list(p)
            moved[j] = kind(value) + kind(1j) * kind(_STEP)
            values = self._call(x, moved)
            if values.dtype.kind != "c":
                values = values.astype(kind)  # independent of this parameter
            columns.append(values.imag / p[0].dtype.type(_STEP))
        return columns

    def _by_differences(self, x: npt.NDArray[Any], p: list[Any]) -> list[npt.NDArray[Any]]:
        return [self._by_difference(x, p, j) for j in range(len(p))]

    def _by_difference(self, x: npt.NDArray[Any], p: list[Any], j: int) -> npt.NDArray[Any]:
        """Differentiate by parameter j: central differences, extrapolated to a step of zero.

        The step halves from a 64th of the parameter on. Value by value that extrapolation is kept
        which agrees best with its neighbours in the table: large steps suffer from the curve's
        bends, small ones from rounding, and the table tells which. It ends at twelve digits or
        where rounding grows (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0).
        """
        kind = p[j].dtype.type
        size = float(abs(p[j])) or 1.0
        best: npt.NDArray[Any] | None = None
        error: npt.NDArray[Any] | None = None
        above: list[npt.NDArray[Any]] = []
        stalled = 0
        for halvings in range(_HALVINGS):
            up, down = list(p), list(p)
            step = kind(size * 2.0 ** (-6 - halvings))
            up[j] += step
            down[j] -= step
            try:
                row = [(self._call(x, up) - self._call(x, down)) / (up[j] - down[j])]
            except ArithmeticError:  # undefined so far away
                above = []
                continue
            if best is None or error is None:
                best, error = row[0], np.full(row[0].shape, np.inf)
            before = float(np.max(error))
            for order, coarser in enumerate(above, start=1):
                finer = row[-1]
                row.append(finer + (finer - coarser) / (4.0**order - 1.0))
                spread = np.maximum(np.abs(row[-1] - finer), np.abs(row[-1] - coarser))
                closer = (spread < error) | ~np.isfinite(best)
                best = np.where(closer, row[-1], best)
                error = np.where(closer, spread, error)
            above = row[:_ORDERS]
            largest, left = float(np.max(np.abs(best))), float(np.max(error))
            stalled = stalled + 1 if left > 0.5 * before else 0
            if left <= 1e-12 * largest or (left <= 1e-7 * largest and stalled > 1):
                break
        if best is None:
            raise FloatingPointError("the curve is undefined beside a parameter")
        return best

    def _complex_step_works(self, x: npt.NDArray[Any], p: list[Any]) -> bool:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # a discarded imaginary part is only warned of
                exact = self._by_complex_step(x, p, extended=False)
        except (TypeError, ValueError, AttributeError, Warning):
            return False
        if exact is None:
            return False
        for by_step, by_difference in zip(exact, self._by_differences(x, p), strict=True):
            size = float(np.max(np.abs(by_difference), initial=0.0))
            if not np.isfinite(size):
                continue
            if float(np.max(np.abs(by_step - by_difference), initial=0.0)) > 1e-3 * size:
                return False  # abs, comparisons or real parts on the way
        return True


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def _bounds_of(key: str, pair: Any) -> tuple[float, float]:
    if not isinstance(pair, (Sequence, np.ndarray)) or isinstance(pair, str) or len(pair) != 2:
        raise InvalidArgument(
            f"bounds of {key}", repr(pair), "a pair (lower, upper); None for no bound"
        )
    for end in pair:
        if end is not None and not _is_number(end):
            raise InvalidArgument(f"bounds of {key}", repr(end), "a number, or None for no bound")
    low = -math.inf if pair[0] is None else float(pair[0])
    high = math.inf if pair[1] is None else float(pair[1])
    if not low < high:
        raise InvalidArgument(f"bounds of {key}", f"({low:g}, {high:g})", "an increasing pair")
    return low, high


#: Parameters of the shapes that limits are, in their order.
_SHAPES: dict[str, tuple[str, ...]] = {
    "constant": ("level",),
    "linear": ("intercept", "slope"),
    "exponential": ("level", "rate"),
    "shifted_exponential": ("asymptote", "amplitude", "rate"),
    "step": ("upper", "direction", "place", "lower"),
    "spike": ("upper", "direction", "place", "lower"),
    "early_adoption": ("pace", "rate"),
    "gompertz": ("K", "r", "t0"),
    "logistic": ("K", "r", "t0"),
}


def _limits_of(limits: Any, names: list[str]) -> list[tuple[str, list[tuple[int, float]]]]:
    if limits is None:
        return []
    if isinstance(limits, str) or not isinstance(limits, (Sequence, Mapping)):
        raise InvalidArgument("limits", repr(limits), "a sequence of names, or a mapping from them")
    out = []
    for limit in limits:
        if limit not in _SHAPES:
            raise InvalidArgument("limits", repr(limit), f"one of {', '.join(_SHAPES)}")
        remains = limits[limit] if isinstance(limits, Mapping) else {}
        if not isinstance(remains, Mapping):
            raise InvalidArgument(
                f"limit {limit}", repr(remains), "a mapping from parameters to what they become"
            )
        for key in remains:
            if key not in names:
                raise InvalidArgument(f"limit {limit}", repr(key), f"for one of {', '.join(names)}")
        out.append((limit, [_place(limit, key, remains.get(key, math.inf)) for key in names]))
    return out


def _place(limit: str, key: str, value: Any) -> tuple[int, float]:
    """Where a parameter stands at a limit: a parameter of the shape, or a number."""
    shape = _SHAPES[limit]
    if isinstance(value, str) and value in shape:
        return shape.index(value), 0.0
    if not _is_number(value) or math.isnan(value):
        raise InvalidArgument(
            f"{key} at the limit {limit}", repr(value), f"a number, or one of {', '.join(shape)}"
        )
    return -1, float(value)


def _roles_of(roles: Any, names: list[str]) -> list[str]:
    if roles is None:
        return ["none"] * len(names)
    if not isinstance(roles, Mapping):
        raise InvalidArgument("roles", repr(roles), "a mapping from names to roles")
    known = get_args(Role)
    for key, role in roles.items():
        if key not in names:
            raise InvalidArgument("roles", repr(key), f"for one of {', '.join(names)}")
        if role not in known:
            raise InvalidArgument(f"role of {key}", repr(role), f"one of {', '.join(known)}")
    for role in ("ceiling", "floor"):
        first, *others = [key for key in names if roles.get(key) == role] or [""]
        if others:
            raise InvalidArgument(
                f"role of {others[0]}",
                repr(role),
                f"another one: {first} is the {role} already, and a curve has one; "
                "'level' is the role of any other height",
            )
    return [roles.get(key, "none") for key in names]


def _check_heights(
    roles: list[str], names: list[str], lower: list[float], upper: list[float]
) -> None:
    """Refuse bounds that keep the ceiling below the floor."""
    if "ceiling" not in roles or "floor" not in roles:
        return
    top, bottom = roles.index("ceiling"), roles.index("floor")
    if not upper[top] > lower[bottom]:
        raise InvalidArgument(
            f"role of {names[top]}",
            f"ceiling, at most {upper[top]:g}",
            f"of a parameter that may lie above the floor {names[bottom]}, at least "
            f"{lower[bottom]:g}: exchange the two roles, or widen the bounds",
        )


def curve(
    function: Callable[..., Any],
    params: Mapping[str, float],
    *,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
    jacobian: Callable[..., Any] | None = None,
    predictors: int = 1,
    name: str | None = None,
    display_name: str | None = None,
    roles: Mapping[str, Role] | None = None,
    limits: Sequence[str] | Mapping[str, Mapping[str, str | float]] | None = None,
) -> Curve:
    """Make a curve of a Python function.

    Parameters
    ----------
    function : callable
        ``function(x, *params)`` returns one value per observation. ``x`` is an array of shape
        ``(n,)``, or ``(n, predictors)`` for several predictors. Written with NumPy functions it is
        differentiated exactly (complex step) and polished in extended precision.
    params : dict of str to float
        Parameter names with start values, in the order of the arguments.
    bounds : dict, optional
        ``{name: (lower, upper)}``; ``None`` for no bound.
    jacobian : callable, optional
        ``jacobian(x, *params)`` returns the derivatives, shape ``(n, len(params))``.
    predictors : int
        Number of predictors per observation.
    name : str, optional
        Name in results; the function's by default. It decides nothing.
    display_name : str, optional
        Name in sentences and legends; ``name`` by default.
    roles : dict, optional
        ``{name: role}``: what parameters are to the curve. ``"ceiling"``, the level that it comes to
        in the end (the fit then tells how much of it the data reach); ``"floor"``, the level that it
        comes from; ``"level"``, another height; ``"rate"``, how fast; ``"time"``, a year;
        ``"shape"``; ``"none"`` by default. Without a ceiling none is reported; where the curve does
        not come to the one that is named, the fit says so and reports no reach.
    limits : sequence or dict, optional
        Simpler shapes that the curve becomes when parameters have no bound: ``"constant"``,
        ``"linear"``, ``"exponential"``, ``"shifted_exponential"``, ``"step"``, ``"spike"``,
        ``"early_adoption"``, ``"gompertz"``, ``"logistic"``. Each is fitted too; where it fits as
        well, the fit falls back to it and says so. With what remains, as
        ``{"exponential": {"r": "rate"}}``: a parameter of the curve equals one of the shape, or
        goes to a number; of the others the data say nothing. Without limits the fit is examined
        all the same: parameters are moved out until the data exclude them, or never do.

    Returns
    -------
    Curve
        Usable wherever the name of a shipped curve is.

    Raises
    ------
    InvalidArgument
        If there is no parameter, a start value is not finite or outside its bounds, a bound is not
        an increasing pair, two parameters are the ceiling or the floor, the bounds keep the ceiling
        below the floor, or an argument is of the wrong type. What the function itself raises in a
        fit is passed on, but for arithmetic errors: there the curve is undefined.

    Notes
    -----
    The complex step differentiates without cancellation: Squire and Trapp (1998),
    doi:10.1137/S003614459631241X.

    Examples
    --------
    >>> import numpy as np, reeindex as ree
    >>> misra = ree.curve(lambda x, b1, b2: b1 * (1 - np.exp(-b2 * x)),
    ...                   params={"b1": 500, "b2": 1e-4})
    """
    if not callable(function):
        raise InvalidArgument("function", repr(function), "callable")
    if jacobian is not None and not callable(jacobian):
        raise InvalidArgument("jacobian", repr(jacobian), "callable, or None")
    if name is not None and not (isinstance(name, str) and name):
        raise InvalidArgument("name", repr(name), "a text that is not empty, or None")
    given: Any = params
    if not isinstance(given, Mapping) or not given:
        raise InvalidArgument("params", repr(given), "a mapping from names to start values")
    for key in given:
        if not isinstance(key, str) or not key:
            raise InvalidArgument("params", repr(key), "a mapping whose keys are names")
    width: Any = predictors
    if isinstance(width, bool) or not isinstance(width, int) or width < 1:
        raise InvalidArgument("predictors", repr(width), "a whole number of at least 1")
    wanted: Any = {} if bounds is None else bounds
    if not isinstance(wanted, Mapping):
        raise InvalidArgument("bounds", repr(wanted), "a mapping from names to (lower, upper)")
    for key in wanted:
        if key not in given:
            raise InvalidArgument("bounds", repr(key), f"for one of {', '.join(given)}")
    start, lower, upper = [], [], []
    for key, value in given.items():
        if not _is_number(value) or not abs(value) <= sys.float_info.max:
            raise InvalidArgument(f"params of {key}", repr(value), "a finite start value")
        low, high = _bounds_of(key, wanted.get(key, (None, None)))
        if not low <= value <= high:
            raise InvalidArgument(f"params of {key}", repr(value), f"within {low:g} to {high:g}")
        start.append(float(value))
        lower.append(low)
        upper.append(high)
    if display_name is not None and not (isinstance(display_name, str) and display_name):
        raise InvalidArgument(
            "display_name", repr(display_name), "a text that is not empty, or None"
        )
    said = _roles_of(roles, list(given))
    _check_heights(said, list(given), lower, upper)
    known_limits = _limits_of(limits, list(given))
    label = name if name is not None else getattr(function, "__name__", "curve")
    label = "curve" if label == "<lambda>" else label
    return Curve.from_python(
        PythonCurve(
            function,
            list(params),
            start,
            lower,
            upper,
            jacobian,
            predictors,
            label,
            said,
            display_name or label,
            known_limits,
        )
    )
