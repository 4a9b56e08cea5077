#!/usr/bin/env python3
"""Draw the figures of the documentation with the library itself: docs/img/."""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt

import reeindex as ree
from reeindex.plotting import plot_assessment, style

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"


def draw_forecasts() -> plt.Figure:
    """Draw two automatic forecasts with the curves that the data do not exclude beside them."""
    assessment = ree.assess(ree.load_paper())
    with style():
        figure, axes = plt.subplots(1, 2, figsize=(11.0, 4.3), layout="constrained")
        for ax, indicator, name in zip(
            axes,
            ("neodymium_oxide_demand", "mine_production"),
            ("Demand for neodymium oxide, world", "Mine production, world"),
            strict=True,
        ):
            one = next(each for each in assessment.series if each.series.indicator == indicator)
            plot_assessment(one, ax=ax)
            ax.set_title(name)
        return figure


def main() -> None:
    """Write every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=IMAGES, help="default: docs/img")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    # without the version of matplotlib, so that the file changes only with the picture
    draw_forecasts().savefig(folder / "forecasts.png", dpi=150, metadata={"Software": None})


if __name__ == "__main__":
    main()
