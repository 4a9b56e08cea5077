#!/usr/bin/env python3
"""Draw the figures of the documentation with the library itself: docs/img/."""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt

import reeindex as ree
from reeindex.plotting import style

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
UNTIL = 2030


def draw_verdicts() -> plt.Figure:
    """Draw two logistic fits, one whose ceiling the data know and one whose ceiling they do not."""
    paper = ree.load_paper()
    with style():
        figure, axes = plt.subplots(1, 2, figsize=(10.4, 3.9), layout="constrained")
        for ax, indicator, name in zip(
            axes,
            ("neodymium_oxide_demand", "mine_production"),
            ("Demand for neodymium oxide, world", "Mine production, world"),
            strict=True,
        ):
            series = paper.series(indicator, "WLD")
            fit = ree.fit(series, "logistic")
            forecast = ree.forecast(fit, horizon=UNTIL - int(series.years[-1]))
            ree.plot([series, fit, forecast], ax=ax)
            ax.set_title(f"{name}: {fit.identification}", pad=20)
            if fit.converged:
                lower, upper = fit.interval("K")
                said = (
                    f"ceiling {fit.params['K']:.1f} kt/a, 95 % interval {lower:.1f} to {upper:.1f}"
                )
                ax.axhline(fit.params["K"], color="#7d8790", linewidth=0.8, linestyle=":")
            else:
                said = f"the data do not bend: no ceiling, the fit is the {fit.limit}"
            ax.text(0, 1.02, said, transform=ax.transAxes, color="#4a555e")
            ax.set_ylim(bottom=0)
            ax.legend(loc="upper left" if not fit.converged else "lower right")
        return figure


def main() -> None:
    """Write every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=IMAGES, help="default: docs/img")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    # without the version of matplotlib, so that the file changes only with the picture
    draw_verdicts().savefig(folder / "verdicts.png", dpi=150, metadata={"Software": None})


if __name__ == "__main__":
    main()
