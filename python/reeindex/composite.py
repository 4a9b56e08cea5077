"""Composite indices: normalise, weight, aggregate, rank, and say how far the ranks can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from reeindex._core.core import InvalidArgument
from reeindex._core.indicators import CompositeRecipe
from reeindex.checks import checked_names, checked_number, checked_whole
from reeindex.composite_results import CompositeDraws, CompositeIndex, RankSensitivity
from reeindex.indicator_table import by_indicator, read_table

__all__ = ["CompositeDraws", "CompositeIndex", "RankSensitivity", "composite_index"]

Normalization = Literal["min_max", "z_score", "goalposts", "rank"]
Weighting = Literal["equal", "given", "pca"]
Aggregation = Literal["arithmetic", "geometric", "mazziotta_pareto"]
MissingData = Literal["raise", "drop_unit", "column_mean"]
_Direction = int | float | str | bool

_HIGHER = {"higher", "higher_is_better", "+", "+1", "1", "up", "max"}
_LOWER = {"lower", "lower_is_better", "-", "-1", "down", "min"}


def _higher(direction: _Direction) -> bool:
    text = str(direction).strip().lower()
    if not isinstance(direction, bool):
        if text in _HIGHER or direction == 1:
            return True
        if text in _LOWER or direction == -1:
            return False
    raise InvalidArgument("directions", repr(direction), "1 or 'higher', -1 or 'lower'")


def _weights(weights: Any, indicators: list[str]) -> tuple[Weighting, list[float]]:
    if weights is None or (isinstance(weights, str) and weights == "equal"):
        return "equal", []
    if isinstance(weights, str) and weights == "pca":
        return "pca", []
    entries = by_indicator(
        weights, indicators, "weights", "'equal', 'pca', a sequence or a mapping by indicator"
    )
    out = []
    for entry in entries:
        if isinstance(entry, (str, bytes, bool)) or entry is None:
            raise InvalidArgument("weights", repr(entry), "numbers")
        out.append(float(entry))
    return "given", out


def composite_index(
    table: Any,
    directions: Any,
    *,
    weights: Any = None,
    aggregation: Aggregation = "arithmetic",
    normalization: Normalization = "min_max",
    goalposts: Any = None,
    missing: MissingData = "raise",
    units: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    draws: int = 1000,
    seed: int = 1,
    level: float = 0.9,
    weight_spread: float = 0.25,
    normalizations: Sequence[Normalization] = (),
    aggregations: Sequence[Aggregation] = (),
    weightings: Sequence[Weighting] = (),
) -> CompositeIndex:
    """Build a composite index after the OECD/JRC Handbook.

    Parameters
    ----------
    table : DataFrame, mapping of columns, or two-dimensional array
        Units in rows, indicators in columns; ``None`` or NaN marks a missing cell. A mapping may
        hold mappings by unit.
    directions : mapping or sequence
        For each indicator 1 or ``"higher"`` if more is better, -1 or ``"lower"`` if less is.
    weights : None, "equal", "pca", mapping or sequence
        Equal by default; numbers are divided by their sum; ``"pca"`` takes the squared elements of
        the first eigenvector of the correlation matrix.
    aggregation : {"arithmetic", "geometric", "mazziotta_pareto"}
        Full compensation, partial compensation, or a mean less a penalty for imbalance.
    normalization : {"min_max", "z_score", "goalposts", "rank"}
        ``min_max`` and ``goalposts`` go from 1 to 100, so that a geometric mean is defined.
        ``z_score`` has mean 0 and deviation 1, or 100 and 10 for the other two aggregations.
    goalposts : mapping or sequence of (low, high), optional
        Fixed ends of each indicator.
    missing : {"raise", "drop_unit", "column_mean"}
        What happens to missing cells; units left out and cells put in are listed in the result.
    units, indicators : sequence of str, optional
        Names, for arrays.
    draws, seed, level
        Number of Monte Carlo draws, 10 to 1,000,000, their seed, and the level of the rank intervals.
    weight_spread : float
        In each draw every weight is multiplied by a factor from ``1 - s`` to ``1 + s``.
    normalizations, aggregations, weightings : sequence of str
        Choices to draw from. By default min_max, z_score, rank (and goalposts if given; only these
        two where an indicator is the same for every unit); all three aggregations; and the
        weighting of the index itself.

    Returns
    -------
    CompositeIndex

    Raises
    ------
    InvalidArgument
        If the parts do not fit together, an indicator does not vary, or a cell is missing under
        ``missing="raise"``.
    """
    for argument, names in (("units", units), ("indicators", indicators)):
        if isinstance(names, (str, bytes)):
            raise InvalidArgument(argument, repr(names), "a sequence of names")
    values, row_names, columns = read_table(table, units, indicators)
    if not columns:
        raise InvalidArgument("table", "without indicators", "at least one indicator")
    higher = [
        _higher(one)
        for one in by_indicator(
            directions, columns, "directions", "a sequence or a mapping by indicator"
        )
    ]
    weighting, numbers = _weights(weights, columns)
    posts: list[tuple[float, float]] = []
    if goalposts is not None:
        for pair in by_indicator(
            goalposts, columns, "goalposts", "a sequence of (low, high) or a mapping"
        ):
            if isinstance(pair, (str, bytes)) or not hasattr(pair, "__len__") or len(pair) != 2:
                raise InvalidArgument("goalposts", repr(pair), "(low, high) for each indicator")
            low, high = (checked_number(end, "goalposts") for end in pair)
            posts.append((low, high))
    draws = checked_whole(
        draws, "draws", "a whole number from 10 to 1000000", least=10, most=1_000_000
    )
    seed = checked_whole(seed, "seed", "a whole number of at least 0", least=0)
    recipe = CompositeRecipe(
        values=values,
        units=row_names,
        indicators=columns,
        higher_is_better=higher,
        normalization=normalization,
        goalposts=posts,
        weighting=weighting,
        weights=numbers,
        aggregation=aggregation,
        missing=missing,
    )
    choices: dict[str, str] = {
        "normalization": normalization,
        "weighting": weighting,
        "aggregation": aggregation,
        "missing": missing,
    }
    uncertainty = {
        "normalizations": checked_names(normalizations, "normalizations"),
        "aggregations": checked_names(aggregations, "aggregations"),
        "weightings": checked_names(weightings, "weightings"),
        "weight_spread": checked_number(weight_spread, "weight_spread"),
    }
    level = checked_number(level, "level")
    return CompositeIndex(recipe, choices, uncertainty, level, draws, seed)
