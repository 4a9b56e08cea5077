"""What is kept of results: pickles and plain data, and results of what was kept.

Everything is kept as its numbers, by the names of fields and with the version of the format; nothing
is computed when it is read.
"""

from __future__ import annotations

import base64
import dataclasses
import importlib
import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from reeindex._core import keeping as _keeping
from reeindex._core.core import InvalidArgument, elements
from reeindex._core.fit import FitResult
from reeindex._core.forecast import Forecast

__all__ = ["check_format", "decoded", "encoded", "from_dict", "of_fields", "restored"]

#: Changes when what is kept by this module changes its meaning.
FORMAT = 1
_KINDS: dict[str, type[FitResult | Forecast]] = {"fit": FitResult, "forecast": Forecast}
_BOUND = frozenset(_keeping.kinds())
#: What a table of the library finds again by a key.
_BY_KEY = {
    "Country": ("country", "code"),
    "Element": ("element", "symbol"),
    "HhiThresholds": ("hhi_thresholds", "year"),
    "Office": ("office", "code"),
}
#: Classes in Python that are their attributes.
_BY_ATTRIBUTES = ("CompositeDraws", "RankSensitivity")


class _NotPlainError(TypeError):
    """A part, such as a function, that JSON cannot hold."""


def restored(kind: str, state: dict[str, Any], version: int) -> Any:
    """Return the value that a pickle holds as its fields.

    Raises
    ------
    ValueError
        If a later version kept it in a format that this one does not know.
    """
    check_format(kind, version, _keeping.FORMAT)
    return _keeping.restore(kind, state)


def check_format(kind: str, found: Any, known: int) -> None:
    """Refuse what a later version kept."""
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InvalidArgument("format", repr(found), f"a whole number from 1 to {known}")
    if found > known:
        raise ValueError(
            f"this {kind} was kept by a later version (format {found}); this one reads formats up "
            f"to {known}"
        )


def _oxide(formula: str) -> Any:  # pickles name it, as they do _thresholds
    return next(one.oxide for one in elements() if one.oxide.formula == formula)


def _thresholds(year: int) -> Any:
    from reeindex._core.indicators import hhi_thresholds

    return hhi_thresholds(year)


def _members(module: str) -> list[tuple[str, Any]]:
    held = importlib.import_module(f"reeindex._core.{module}")
    return [(name, getattr(held, name)) for name in dir(held)]


_known: dict[str, Any] = {}


def _classes() -> dict[str, Any]:
    """Return every class that may be kept, by name."""
    if _known:
        return _known
    import reeindex
    from reeindex._core import batch
    from reeindex.composite_results import CompositeDraws

    found = {
        name: one
        for name in reeindex.__all__
        if inspect.isclass(one := getattr(reeindex, name)) and not issubclass(one, BaseException)
    }
    found["Fits"], found["CompositeDraws"] = batch.Fits, CompositeDraws
    for module in ("assess", "core", "data", "fit", "industry", "indicators", "patents"):
        for name, one in _members(module):
            if inspect.isclass(one) and not issubclass(one, BaseException):
                found.setdefault(name, one)
    _known.update(found)
    return _known


def encoded(value: Any) -> Any:
    """Return a value, or a result of this library, as data that JSON holds."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$number": str(value)}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, np.generic):
        return encoded(value.item())
    if isinstance(value, np.ndarray):
        return {"$array": encoded(value.tolist()), "dtype": str(value.dtype)}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return {"$tuple": [encoded(one) for one in value]}
    if isinstance(value, list):
        return [encoded(one) for one in value]
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: encoded(one) for key, one in value.items()}
        return {"$map": [[encoded(key), encoded(one)] for key, one in value.items()]}
    return _object(value)


def _object(value: Any) -> dict[str, Any]:
    name = type(value).__name__
    if _classes().get(name) is not type(value):
        raise _NotPlainError(f"of type {name}")
    head: dict[str, Any] = {"$kind": name, "format": FORMAT}
    if name in _BOUND:
        fields = encoded(_keeping.fields(name, value))
        return {"$kind": name, "format": _keeping.FORMAT, "fields": fields}
    if name in _BY_KEY:
        return {**head, "key": getattr(value, _BY_KEY[name][1])}
    if name == "Oxide":
        return {**head, "key": value.formula}
    if dataclasses.is_dataclass(value):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        return {**head, "fields": encoded(fields)}
    if name in _BY_ATTRIBUTES:
        return {**head, "fields": encoded(dict(vars(value)))}
    if name == "BatchFit":
        return {**head, "parts": encoded(value.__reduce__()[1])}
    if hasattr(type(value), "__setstate__"):
        return {**head, "state": encoded(value.__getstate__())}
    raise _NotPlainError(f"of type {name}")


def decoded(value: Any) -> Any:
    """Return what :func:`encoded` made into data."""
    if isinstance(value, list):
        return [decoded(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$kind" in value:
        return _made(value)
    if "$number" in value:
        return float(value["$number"])
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$array" in value:
        return np.asarray(decoded(value["$array"]), dtype=value["dtype"])
    if "$tuple" in value:
        return tuple(decoded(one) for one in value["$tuple"])
    if "$map" in value:
        return {decoded(key): decoded(one) for key, one in value["$map"]}
    return {key: decoded(one) for key, one in value.items()}


def _made(value: dict[str, Any]) -> Any:
    name = value["$kind"]
    kind = _classes().get(name)
    if kind is None:
        raise InvalidArgument("kind", repr(name), "a class of this library")
    check_format(name, value.get("format"), _keeping.FORMAT if name in _BOUND else FORMAT)
    if name in _BOUND:
        return restored(name, decoded(value["fields"]), value["format"])
    if name in _BY_KEY:
        import reeindex

        finder: Callable[[Any], Any] = getattr(reeindex, _BY_KEY[name][0])
        return finder(value["key"])
    if name == "Oxide":
        return _oxide(value["key"])
    if "fields" in value:
        return of_fields(name, decoded(value["fields"]))
    if name == "BatchFit":
        return kind(*decoded(value["parts"]))
    made = kind.__new__(kind)
    made.__setstate__(decoded(value["state"]))
    return made


def of_fields(name: str, fields: dict[str, Any]) -> Any:
    """Return a result in Python of its fields by name."""
    kind = _classes()[name]
    by_fields = dataclasses.is_dataclass(kind)
    if by_fields:
        return kind(**fields)
    if name not in _BY_ATTRIBUTES:
        raise InvalidArgument("kind", repr(name), "a class that is kept by its fields")
    made = kind.__new__(kind)
    made.__dict__.update(fields)
    return made


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


def kept_object(what: Any) -> dict[str, Any]:
    """Return a result by its fields, of which :func:`from_dict` makes it again.

    Raises
    ------
    InvalidArgument
        For what plain data cannot hold.
    """
    try:
        found = _object(what)
    except TypeError as error:
        raise InvalidArgument(
            "what",
            f"of type {type(what).__name__} ({error})",
            "a result of this library that is data; functions and open files are not",
        ) from None
    return {"kind": found.pop("$kind"), **found}


def from_dict(data: dict[str, Any]) -> Any:
    """Make a result again of what :func:`to_dict` gave, also after a way through JSON.

    Its numbers are those that were kept; nothing is fitted again. Later versions read what earlier
    ones kept.

    Parameters
    ----------
    data : dict
        What :func:`to_dict` returned.

    Returns
    -------
    object
        Of the class that was kept.

    Raises
    ------
    InvalidArgument
        If ``data`` holds no result, as of a curve that is a Python function.
    ValueError
        If a later version kept it in a format that this one does not know.

    Examples
    --------
    >>> import reeindex as ree
    >>> kept = ree.to_dict(ree.concentration([60, 30, 10]))
    >>> round(ree.from_dict(kept).hhi, 2)
    0.46
    """
    if isinstance(data, dict) and isinstance(data.get("kind"), str) and data["kind"] in _classes():
        try:
            return _made({"$kind": data["kind"], **{k: v for k, v in data.items() if k != "kind"}})
        except (KeyError, TypeError, AttributeError) as error:
            raise InvalidArgument(
                "data", f"a {data['kind']} without what it needs ({error})", "what to_dict() gave"
            ) from None
    state = data.get("kept") if isinstance(data, dict) else None
    if isinstance(state, dict) and state.get("$kind") in _classes():
        return _made(state)
    if not isinstance(state, dict) or state.get("kind") not in _KINDS:
        raise InvalidArgument(
            "data",
            f"of type {type(data).__name__}" if state is None else "without a known kind",
            "what to_dict() gave for a result; fits of Python functions are not kept",
        )
    kind = _KINDS[state["kind"]]
    result = kind.__new__(kind)
    result.__setstate__(  # type: ignore[union-attr]
        _read({key: one for key, one in state.items() if key != "kind"})
    )
    return result
