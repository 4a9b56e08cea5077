"""What is kept of results as plain data, and results of what was kept."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import FitResult
from reeindex._core.forecast import Forecast

__all__ = ["from_dict"]

_KINDS: dict[str, type[FitResult | Forecast]] = {"fit": FitResult, "forecast": Forecast}


class _NotPlainError(TypeError):
    """A part, such as a function, that JSON cannot hold."""


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"number": str(value)}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    raise _NotPlainError(f"of type {type(value).__name__}")


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        if list(value) == ["number"] and isinstance(value["number"], str):
            return float(value["number"])
        return {key: _read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_read(one) for one in value]
    return value


def kept(what: FitResult | Forecast) -> dict[str, Any]:
    """Return ``{"kept": ...}``, of which :func:`from_dict` makes the result again.

    Empty for fits of curves that are Python functions: plain data cannot hold those.
    """
    kind = "fit" if isinstance(what, FitResult) else "forecast"
    try:
        state = _plain(what.__getstate__())
    except TypeError:
        return {}
    return {"kept": {"kind": kind, **state}}


def from_dict(data: dict[str, Any]) -> FitResult | Forecast:
    """Make a fit or a forecast again of what :func:`to_dict` gave, also after a way through JSON.

    Its numbers are those that were kept; nothing is fitted again. Later versions read what earlier
    ones kept.

    Parameters
    ----------
    data : dict
        What :func:`to_dict` returned for a :class:`FitResult` or a :class:`Forecast`.

    Returns
    -------
    FitResult or Forecast

    Raises
    ------
    InvalidArgument
        If ``data`` holds no fit or forecast, as of a curve that is a Python function.
    ValueError
        If a later version kept it in a format that this one does not know.
    """
    state = data.get("kept") if isinstance(data, dict) else None
    if not isinstance(state, dict) or state.get("kind") not in _KINDS:
        raise InvalidArgument(
            "data",
            f"of type {type(data).__name__}" if state is None else "without a known kind",
            "what to_dict() gave for a fit or a forecast; fits of Python functions are not kept",
        )
    kind = _KINDS[state["kind"]]
    result = kind.__new__(kind)
    result.__setstate__(  # type: ignore[union-attr]
        _read({key: one for key, one in state.items() if key != "kind"})
    )
    return result
