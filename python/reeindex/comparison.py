"""Which curve and which error model the data support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy.typing as npt

from reeindex._core import fit as _fit
from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Comparison, Curve
from reeindex.describing import described_as
from reeindex.fitting import ErrorModel, _to_curve, fit
from reeindex.series_input import Missing, to_series

__all__ = ["compare"]

_Numbers = Sequence[float] | npt.NDArray[Any]


@described_as(fit)
def compare(
    series: Any,
    curves: str | Curve | Iterable[str | Curve] | None = None,
    errors: ErrorModel | Iterable[ErrorModel] = ("gaussian",),
    *,
    years: Sequence[int] | npt.NDArray[Any] | None = None,
    missing: Missing = "mark",
    on: Literal["levels", "increments"] = "levels",
    weights: _Numbers | None = None,
    completeness: _Numbers | None = None,
    include_provisional: bool = False,
    level: float = 0.95,
    max_iterations: int = 400,
) -> Comparison:
    """Fit several curves and error models to one series and rank them by AICc.

    Parameters
    ----------
    series, years, missing
        As in :func:`fit`.
    curves : str, Curve, or several, optional
        Names or :class:`Curve` objects; every shipped curve by default.
    errors : str or several
        Error models, each combined with each curve. ``"huber"`` and ``"tukey"`` have no likelihood
        and are listed without a rank.
    on, weights, completeness, include_provisional, level, max_iterations
        As in :func:`fit`. The options are the same for all fits.

    Returns
    -------
    Comparison
        ``.rows`` holds every fit with rank, ``delta``, Akaike ``weight`` and note, ``.to_pandas()``
        is the table. ``.best`` is the fit to forecast from: that of smallest AICc among those whose
        course the data show (``row.obstacle`` is None) and whose AICc is at most 10 more than the
        smallest; where that is not the first row, ``.message`` says why. Fits without a rank are
        the last rows and say why.

    Raises
    ------
    NotFound
        If there is no such curve or error model.
    InvalidArgument
        If a curve is named twice, or an argument is of another kind or out of its range. ``.best``
        raises it where no fit may be forecast from, and says why.

    Notes
    -----
    A fit that ended on a limit of its curve is ranked as that simpler curve, by the parameters of
    the limit; where that curve is compared too, the fit gets no weight. A fit whose value for the
    next year is not finite, or lies beyond 10 times the range of the data, is not ranked. AICc and weights follow Burnham and Anderson (2002),
    doi:10.1007/b97636; k counts the curve's free parameters and the one of the scatter.
    """
    if curves is None:
        chosen = [_fit.curve_by_name(name) for name in _fit.curve_names()]
    elif isinstance(curves, str | Curve):
        chosen = [_to_curve(curves)]
    elif isinstance(curves, Iterable):
        chosen = [_to_curve(one) for one in curves]
        if not chosen:
            raise InvalidArgument("curves", "empty", "at least one curve, or None for all")
    else:
        raise InvalidArgument("curves", repr(curves), "names of curves or Curve objects")
    models = [errors] if isinstance(errors, str) else errors
    if not isinstance(models, Iterable):
        raise InvalidArgument("errors", repr(errors), "names of error models")
    return _fit.compare(
        to_series(series, years, missing=missing),
        chosen,
        list(models),
        on=on,
        weights=weights,
        completeness=completeness,
        include_provisional=include_provisional,
        level=level,
        max_iterations=max_iterations,
    )
