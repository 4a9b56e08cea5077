"""Composite indices as results: scores, ranks, and how far the ranks can be trusted."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex._core.indicators import CompositeRecipe
from reeindex.results import Table, with_style
from reeindex.text_table import padded, text_width

__all__ = ["CompositeDraws", "CompositeIndex", "RankSensitivity"]


class CompositeDraws(Table):
    """Every draw of the uncertainty analysis, with the choices it was made with.

    Attributes
    ----------
    normalization, aggregation, weighting : list of str
        Choice of each draw.
    weights : ndarray, draws x indicators
        Weights of each draw; each row adds up to 1.
    ranks : ndarray of int, draws x units
        Ranks that came of it.
    units, indicators : list of str
        What the columns stand for.
    """

    def __init__(self, found: dict[str, Any], units: list[str], indicators: list[str]) -> None:
        self.normalization: list[str] = found["normalization"]
        self.aggregation: list[str] = found["aggregation"]
        self.weighting: list[str] = found["weighting"]
        self.weights: npt.NDArray[np.float64] = found["weights"]
        self.ranks: npt.NDArray[np.int64] = found["ranks"]
        self.units = units
        self.indicators = indicators

    def __len__(self) -> int:
        return len(self.ranks)

    def __repr__(self) -> str:
        return f"CompositeDraws({len(self)} draws of {len(self.units)} units)"

    def to_pandas(self) -> Any:
        """Return the draws as a pandas DataFrame, one row each."""
        import pandas as pd

        columns: dict[str, Any] = {
            "normalization": self.normalization,
            "aggregation": self.aggregation,
            "weighting": self.weighting,
        }
        for j, name in enumerate(self.indicators):
            columns[f"weight of {name}"] = self.weights[:, j]
        for j, name in enumerate(self.units):
            columns[f"rank of {name}"] = self.ranks[:, j]
        return pd.DataFrame(columns)


class RankSensitivity(Table):
    """Sobol indices: how much each choice drives the ranks.

    Attributes
    ----------
    inputs : list of str
        The choices.
    outputs : list of str
        The units (their ranks), then ``"mean shift"``, the mean distance of all ranks from the
        index itself.
    first, total : ndarray, outputs x inputs
        First-order and total indices. Zero where the output does not vary.
    first_stderr, total_stderr : ndarray
        Monte Carlo standard errors.
    variance : ndarray
        Variance of each output; where it is 0 the choices do not matter at all.
    """

    def __init__(self, found: dict[str, Any]) -> None:
        self.inputs: list[str] = found["inputs"]
        self.outputs: list[str] = found["outputs"]
        self.first: npt.NDArray[np.float64] = found["first"]
        self.total: npt.NDArray[np.float64] = found["total"]
        self.first_stderr: npt.NDArray[np.float64] = found["first_stderr"]
        self.total_stderr: npt.NDArray[np.float64] = found["total_stderr"]
        self.variance: npt.NDArray[np.float64] = found["variance"]
        self.evaluations: int = found["evaluations"]

    def plot(self, *, ax: Any = None, title: str | None = None, **options: Any) -> Any:
        """Draw it: :func:`reeindex.plot` of this result, with the same options."""
        from reeindex.plotting import plot

        return plot(self, ax=ax, title=title, **options)

    def of(self, output: str = "mean shift") -> dict[str, dict[str, float]]:
        """Return the indices of one output, by input.

        Parameters
        ----------
        output : str
            A unit or ``"mean shift"``.

        Returns
        -------
        dict
            ``{input: {"first": ..., "total": ..., "first_stderr": ..., "total_stderr": ...}}``
        """
        if output not in self.outputs:
            raise InvalidArgument("output", repr(output), "one of " + ", ".join(self.outputs))
        row = self.outputs.index(output)
        return {
            name: {
                "first": float(self.first[row, j]),
                "total": float(self.total[row, j]),
                "first_stderr": float(self.first_stderr[row, j]),
                "total_stderr": float(self.total_stderr[row, j]),
            }
            for j, name in enumerate(self.inputs)
        }

    def __repr__(self) -> str:
        if self.variance[-1] == 0.0:
            return "RankSensitivity(no choice moves any rank)"
        width = max(text_width(name) for name in self.inputs)
        lines = [f"RankSensitivity({self.evaluations} evaluations), of the mean shift of ranks:"]
        order = np.argsort(-self.total[-1], kind="stable")
        lines += [
            f"  {padded(self.inputs[j], width)}  first {self.first[-1, j]:6.3f} "
            f"(se {self.first_stderr[-1, j]:.3f})  total {self.total[-1, j]:6.3f} "
            f"(se {self.total_stderr[-1, j]:.3f})"
            for j in order
        ]
        return "\n".join(lines)


class CompositeIndex(Table):
    """Scores and ranks of units, with their uncertainty over the choices made.

    Scores compare the units of this table with each other; they mean nothing by themselves.

    Attributes
    ----------
    units, indicators : list of str
        Rows and columns that were used.
    scores : dict of str to float
        Score of each unit; higher is better.
    rank : dict of str to int
        1 is best; equal scores share the better rank.
    weights : dict of str to float
        Weights, in sum 1.
    normalized : ndarray, units x indicators
        Normalised indicators; higher is better.
    dropped : list of str
        Units left out for missing values.
    imputed : list of tuple
        ``(unit, indicator, value)`` of cells that were put in.
    pca_explained : float or None
        Share of variance on the first component, for weights from it.
    pca_opposed : list of str
        Indicators that load against the others, whose weight is of doubtful meaning.
    """

    # copied attribute by attribute; a pickle says what to keep instead
    __reduce__ = object.__reduce__  # type: ignore[assignment]

    def __init__(
        self,
        recipe: CompositeRecipe,
        choices: dict[str, str],
        uncertainty: dict[str, Any],
        level: float,
        draws: int,
        seed: int,
    ) -> None:
        self._recipe = recipe
        self._uncertainty = uncertainty
        self._draws = draws
        self.choices = choices
        self.level = level
        self.seed = seed
        built = recipe.build()
        recipe.check(**uncertainty, level=level)  # now, not when the result is printed
        self.units: list[str] = built["units"]
        self.indicators: list[str] = built["indicators"]
        self.scores: dict[str, float] = dict(zip(self.units, built["scores"].tolist(), strict=True))
        self.rank: dict[str, int] = dict(zip(self.units, built["ranks"], strict=True))
        self.weights: dict[str, float] = dict(
            zip(self.indicators, built["weights"].tolist(), strict=True)
        )
        self.normalized: npt.NDArray[np.float64] = built["normalized"]
        self.dropped: list[str] = built["dropped"]
        self.imputed: list[tuple[str, str, float]] = built["imputed"]
        self.pca_explained: float | None = built["pca_explained"]
        self.pca_opposed: list[str] = built["pca_opposed"]

    def plot(self, *, ax: Any = None, title: str | None = None, **options: Any) -> Any:
        """Draw it: :func:`reeindex.plot` of this result, with the same options."""
        from reeindex.plotting import plot

        return plot(self, ax=ax, title=title, **options)

    @cached_property
    def _ranks(self) -> dict[str, Any]:
        return self._recipe.uncertainty(
            **self._uncertainty, draws=self._draws, seed=self.seed, level=self.level
        )

    @property
    def rank_interval(self) -> dict[str, tuple[int, int]]:
        """Central interval of each unit's rank over the draws, at ``level``."""
        found = self._ranks
        return {
            unit: (int(low), int(high))
            for unit, low, high in zip(self.units, found["lower"], found["upper"], strict=True)
        }

    @property
    def rank_median(self) -> dict[str, float]:
        """Median rank of each unit over the draws."""
        return dict(zip(self.units, self._ranks["median"], strict=True))

    @property
    def rank_frequency(self) -> npt.NDArray[np.float64]:
        """Share of the draws in which a unit (row) took a rank (column, from 1)."""
        frequency: npt.NDArray[np.float64] = self._ranks["frequency"]
        return frequency

    @property
    def mean_shift(self) -> float:
        """Mean distance of a rank in the draws from the rank in the index."""
        return float(self._ranks["mean_shift"])

    @cached_property
    def draws(self) -> CompositeDraws:
        """Every draw with its choices, weights and ranks."""
        return CompositeDraws(self._ranks, self.units, self.indicators)

    @cached_property
    def sobol(self) -> RankSensitivity:
        """Sobol indices of the ranks to the choices, from 1,024 base samples."""
        return self.sensitivity()

    def sensitivity(self, samples: int = 1024) -> RankSensitivity:
        """Sobol indices of the ranks to the choices.

        Parameters
        ----------
        samples : int
            Base samples; the index is computed ``samples * (inputs + 2)`` times.

        Returns
        -------
        RankSensitivity
        """
        return RankSensitivity(
            self._recipe.sensitivity(**self._uncertainty, seed=self.seed, samples=samples)
        )

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame, best unit first."""
        import pandas as pd

        interval = self.rank_interval
        frame = pd.DataFrame(
            {
                "score": pd.Series(self.scores),
                "rank": pd.Series(self.rank),
                "rank_lower": pd.Series({u: interval[u][0] for u in self.units}),
                "rank_upper": pd.Series({u: interval[u][1] for u in self.units}),
            }
        )
        frame.index.name = "unit"
        return frame.sort_values(["rank"], kind="stable")

    def _order(self) -> list[str]:
        return sorted(self.units, key=lambda unit: self.rank[unit])

    def _notes(self) -> list[str]:
        notes = []
        if self.dropped:
            notes.append("left out for missing values: " + ", ".join(self.dropped))
        if self.imputed:
            cells = ", ".join(f"{unit}/{name}" for unit, name, _ in self.imputed)
            notes.append("column mean put in for: " + cells)
        if self.pca_opposed:
            notes.append("loads against the other indicators: " + ", ".join(self.pca_opposed))
        return notes

    def _title(self) -> str:
        return (
            f"CompositeIndex: {len(self.units)} units, {len(self.indicators)} indicators; "
            f"{self.choices['normalization']}, {self.choices['weighting']} weights, "
            f"{self.choices['aggregation']}"
        )

    def __repr__(self) -> str:
        interval = self.rank_interval
        width = max(4, *(text_width(unit) for unit in self.units))
        share = f"{100 * self.level:g} %"
        lines = [
            self._title(),
            f"  rank  {'unit':{width}}  {'score':>10}  ranks in {share} of {self._draws} draws",
        ]
        for unit in self._order():
            low, high = interval[unit]
            name = padded(unit, width)
            lines.append(
                f"  {self.rank[unit]:4}  {name}  {self.scores[unit]:10.4g}  {low} to {high}"
            )
        return "\n".join(lines + [f"  {note}" for note in self._notes()])

    @with_style
    def _repr_html_(self) -> str:
        interval = self.rank_interval
        rows = "".join(
            f"<tr><td>{self.rank[unit]}</td><td style='text-align:left'>{escape(unit)}</td>"
            f"<td>{self.scores[unit]:.4g}</td><td>{interval[unit][0]} to {interval[unit][1]}</td>"
            "</tr>"
            for unit in self._order()
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes())
        return (
            f"<table><caption style='text-align:left'>{escape(self._title())}</caption>"
            "<thead><tr><th>rank</th><th>unit</th><th>score</th>"
            f"<th>ranks in {100 * self.level:g} % of {self._draws} draws</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>{notes}"
        )
