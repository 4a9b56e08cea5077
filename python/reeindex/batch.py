"""One curve fitted to very many short series."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core import batch as _batch
from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.batch_results import BatchFit, BatchForecast, BatchItem
from reeindex.checks import checked_level, checked_threads
from reeindex.progress import CountProgress, counting

__all__ = ["BatchFit", "BatchForecast", "BatchItem", "fit_batch", "simd_name"]

_Array = npt.NDArray[Any]


def simd_name() -> str:
    """Return the instruction set of the kernels in use.

    Returns
    -------
    str
        ``"avx512"``, ``"avx2"`` or ``"baseline"``. The environment variable ``REEINDEX_SIMD``
        chooses one; without it the widest that the processor has.

    Raises
    ------
    InvalidArgument
        If ``REEINDEX_SIMD`` names another, or one that the processor lacks.
    """
    return _batch.simd_name()


def _is_pandas_na(one: Any) -> bool:
    kind = type(one)
    return kind.__name__ == "NAType" and kind.__module__.startswith("pandas.")


def _floats(values: Any, name: str, axes: tuple[int, ...]) -> _Array:
    """Floats as they lie in memory where that is possible, else a float64 copy."""
    if np.ma.isMaskedArray(values):
        values = np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
    elif hasattr(values, "to_numpy") and not isinstance(values, np.ndarray):
        values = values.to_numpy()
    try:
        array = np.asarray(values)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(
            name, f"of type {type(values).__name__}", "an array of numbers"
        ) from error
    if array.dtype.kind == "O":
        wrong = [one for one in array.ravel() if isinstance(one, (str, bytes, bool, np.bool_))]
        if wrong:
            raise InvalidArgument(name, repr(wrong[0]), "numbers")
        missing = [_is_pandas_na(one) for one in array.ravel()]
        if any(missing):
            array = np.where(np.reshape(missing, array.shape), np.nan, array)
        try:
            array = array.astype(np.float64)
        except (TypeError, ValueError) as error:
            raise InvalidArgument(
                name, f"of dtype object ({error})", "an array of numbers"
            ) from None
    if array.dtype.kind not in "fiu":
        raise InvalidArgument(name, f"of dtype {array.dtype}", "an array of numbers")
    if array.ndim not in axes:
        shapes = " or ".join("(series, years)" if axis == 2 else "(years,)" for axis in axes)
        raise InvalidArgument(name, f"of shape {array.shape}", f"of shape {shapes}")
    plain = array.dtype in (np.float64, np.float32) and array.dtype.isnative
    steps = all(stride % array.itemsize == 0 for stride in array.strides)
    if not (plain and steps and array.flags.aligned):
        array = array.astype(np.float64)
    return array


def fit_batch(
    values: Any,
    years: Any,
    curve: str | Curve = "logistic",
    *,
    weights: Any = None,
    threads: int | None = None,
    progress: CountProgress = False,
    level: float = 0.95,
) -> BatchFit:
    """Fit one curve to every row of an array by (weighted) least squares.

    Parameters
    ----------
    values
        Shape (series, years). float64 and float32 arrays are read where they lie, whatever their
        order; other numbers are copied to float64. NaN is a gap.
    years
        Strictly increasing calendar years: shape (years,) for all series, or (series, years). A row
        of the latter may end early, with NaN.
    curve
        ``"linear"``, ``"exponential"``, ``"logistic"`` and ``"gompertz"`` have vectorised kernels;
        every other shipped curve and every :func:`curve` goes through the single-fit engine.
    weights
        Of the squared residuals; shape of ``years`` or of ``values``. Zero leaves an observation out.
    threads
        Number of threads; all cores by default. The result does not depend on it.
    progress
        True for a tqdm bar, or a function of (done, total).
    level
        Level at which the verdict judges whether the data exclude the limits of the curve.

    Returns
    -------
    BatchFit
        A series that cannot be fitted is a status of its row, not an error.

    Raises
    ------
    InvalidArgument
        If shapes do not fit together, years do not increase, weights are negative, or an argument is
        out of range.
    NotFound
        If there is no such curve.
    """
    values = _floats(values, "values", (2,))
    if 0 in values.shape:
        raise InvalidArgument(
            "values", f"of shape {values.shape}", "at least one series and one year"
        )
    years = _floats(years, "years", (1, 2))
    if weights is not None:
        weights = _floats(weights, "weights", (1, 2))
    for name, array in (("years", years), ("weights", weights)):
        if array is not None and array.shape not in (values.shape, values.shape[1:]):
            raise InvalidArgument(
                name,
                f"of shape {array.shape}",
                f"of shape {values.shape[1:]} or {values.shape}, as values are",
            )
    if not isinstance(curve, (str, Curve)):
        raise InvalidArgument("curve", repr(curve), "the name of a curve or a Curve")
    with counting(progress, "series") as report:
        fits = _batch.fit(
            values, years, weights, curve, checked_level(level), checked_threads(threads), report
        )
    return BatchFit(fits, values, years, weights, curve)
