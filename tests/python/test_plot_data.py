"""What is drawn is what the result holds: lines, bands, bars, labels and their order, picture by picture."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

import reeindex as ree
from class_examples import examples
from reeindex import plotting
from reeindex.drawing import DRAWN
from reeindex.plotting.curve_lines import AUTOMATIC, CURVES, curve_colour
from reeindex.plotting.style import colours, short, tick_text, unit_text, words
from reeindex.results import Drawn

mpl.use("Agg")


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    return examples()


PAPER = ree.load_paper()
DEMAND = PAPER.series("neodymium_oxide_demand", "WLD")
MINING = PAPER.series("mine_production", "WLD")


def texts(ax: Any) -> list[str]:
    return [one.get_text() for one in ax.texts]


def rows(ax: Any) -> list[str]:
    return [one.get_text() for one in ax.get_yticklabels()]


def labelled(ax: Any) -> dict[str, Any]:
    """Return what a legend names, the last of each name."""
    handles, labels = ax.get_legend_handles_labels()
    return dict(zip(labels, handles, strict=True))


def band_of(collection: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the places, the lower and the upper edge of a filled band."""
    points = collection.get_paths()[0].vertices
    x = np.unique(points[:, 0])
    low = np.array([points[points[:, 0] == one, 1].min() for one in x])
    high = np.array([points[points[:, 0] == one, 1].max() for one in x])
    return x, low, high


def widths(ax: Any) -> list[float]:
    return [float(bar.get_width()) for bar in ax.patches]


# --- series ---------------------------------------------------------------------------------------


def test_points_of_a_series_are_its_values_by_status() -> None:
    ax = ree.plot(DEMAND)
    status = np.array(DEMAND.status)
    for label, code in (("estimated by the source", "E"), ("forecast by the source", "F")):
        line = labelled(ax)[label]
        np.testing.assert_array_equal(line.get_xdata(), DEMAND.years[status == code])
        np.testing.assert_array_equal(line.get_ydata(), DEMAND.values[status == code])
    assert ax.get_ylabel() == "kt/a oxide"
    assert ax.get_title(loc="left") == DEMAND.title


def test_printed_and_corrected_lines() -> None:
    series = PAPER.series("reserves", "WLD")
    ax = plotting.plot_printed_corrected(series)
    for label, view in (("as printed", "printed"), ("corrected", "corrected")):
        line = labelled(ax)[label]
        np.testing.assert_array_equal(line.get_ydata(), series.with_view(view).values)
    assert texts(ax) == ["2019: 1200 printed, 120 meant"]
    assert ax.get_title(loc="left") == series.title
    assert ax.get_ylabel() == "Mt"


def test_panels_keep_the_order_that_was_given() -> None:
    offices = list(PAPER.series_of("patents"))[::-1]
    panels = ree.plot(offices)
    assert [one.get_title(loc="left") for one in panels] == [one.area for one in offices]
    assert panels[0].get_ylabel() == "patents"


def test_editions_are_lines() -> None:
    found = ree.revisions(ree.load("usgs_mcs"), "mine_production/WLD")
    ax = ree.plot(found)
    table = np.array(found.table, dtype=float)
    for column, vintage in enumerate(found.vintages):
        known = np.isfinite(table[:, column])
        line = labelled(ax)[vintage]
        np.testing.assert_array_equal(line.get_xdata(), np.array(found.years)[known])
        np.testing.assert_array_equal(line.get_ydata(), table[known, column])


# --- fits and forecasts -----------------------------------------------------------------------------


@pytest.mark.parametrize("curve", ["linear", "logistic", "gompertz", "bass_adoptions"])
def test_a_curve_is_what_the_fit_predicts(curve: str) -> None:
    fit = ree.fit(DEMAND, curve)
    line = labelled(ree.plot([DEMAND, fit]))[words(fit.display_name)]
    np.testing.assert_allclose(line.get_ydata(), fit.predict(line.get_xdata()))
    assert line.get_color() == CURVES[curve]


def test_bands_of_a_fan_are_its_intervals() -> None:
    ahead = ree.auto_forecast(DEMAND, 6, level=[50, 80, 95])
    ax = ree.plot([DEMAND, ahead])
    bands = [one for one in ax.collections if one.get_paths()]
    assert len(bands) == 3
    for level, band in zip((0.95, 0.8, 0.5), bands, strict=True):
        x, low, high = band_of(band)
        lower, upper = ahead.interval(level)
        np.testing.assert_array_equal(x, ahead.years)
        np.testing.assert_allclose(low, lower)
        np.testing.assert_allclose(high, upper)
    line = labelled(ax)["automatic"]
    np.testing.assert_array_equal(line.get_ydata(), ahead.mean)
    assert line.get_color() == AUTOMATIC


def test_the_curves_of_a_comparison_best_first() -> None:
    found = ree.compare(DEMAND, ["linear", "logistic", "gompertz", "logistic_floor"])
    ax = ree.plot(found)
    ranked = [row for row in found.rows if row.rank is not None]
    shown = [one.get_text() for one in ax.get_legend().get_texts()]
    assert shown == ["observed"] + [
        f"{words(row.fit.display_name)}  (weight {row.weight:.2f}, ΔAICc {row.delta:.1f})"
        for row in ranked
    ]
    for row, label in zip(ranked, shown[1:], strict=True):
        line = labelled(ax)[label]
        np.testing.assert_allclose(line.get_ydata(), row.fit.predict(line.get_xdata()))
    assert "logistic_floor" not in " ".join(shown)


@pytest.mark.parametrize(
    ("name", "label"), [("K", "K, kt/a"), ("t0", "t0, year"), ("r", "r, a year")]
)
def test_a_profile_is_the_intervals_with_their_unit(name: str, label: str) -> None:
    fit = ree.fit(DEMAND, "logistic")
    ax = plotting.plot_profile(fit, name)
    assert ax.get_xlabel() == label
    assert rows(ax) == ["50 %", "80 %", "95 %"]
    bars = [line for line in ax.get_lines() if line.get_linewidth() == 7]
    for bar, level in zip(bars, (0.5, 0.8, 0.95), strict=True):
        assert list(bar.get_xdata()) == pytest.approx(list(fit.interval(name, "profile", level)))


def test_a_prediction_is_drawn_in_the_order_of_its_places() -> None:
    fit = ree.fit(DEMAND, "logistic")
    found = fit.predict([2030.0, 2026.0, 2028.0], level=0.9)
    ax = found.plot()
    order = np.argsort(found.x)
    np.testing.assert_array_equal(labelled(ax)["logistic"].get_ydata(), found.mean[order])
    x, low, high = band_of(labelled(ax)["90 % interval"])
    np.testing.assert_array_equal(x, [2026, 2028, 2030])
    np.testing.assert_allclose(low, found.lower[order])
    np.testing.assert_allclose(high, found.upper[order])


def test_a_series_of_an_assessment_has_its_fan(values: dict[str, Any]) -> None:
    one = next(each for each in values["Assessment"].series if each.automatic is not None)
    ax = one.plot(title="A title")
    ahead = one.automatic
    np.testing.assert_array_equal(labelled(ax)["forecast, median"].get_ydata()[1:], ahead.mean)
    for level in ahead.levels:
        x, low, high = band_of(labelled(ax)[f"{100 * level:g} % interval"])
        lower, upper = ahead.interval(level)
        np.testing.assert_array_equal(x[1:], ahead.years)
        np.testing.assert_allclose(low[1:], lower)
        np.testing.assert_allclose(high[1:], upper)
    assert ax.get_title(loc="left") == "A title"


# --- backtests ------------------------------------------------------------------------------------


def check_origin(ax: Any, found: Any, name: str, origin: int) -> None:
    mine = [one for one in found[name].forecasts if one[0] == origin]
    line = labelled(ax)[words(name)]
    np.testing.assert_array_equal(line.get_ydata()[-len(mine) :], [one[3] for one in mine])
    np.testing.assert_array_equal(line.get_xdata()[-len(mine) :], [one[1] for one in mine])
    band = labelled(ax)["95 % interval"]
    points = np.concatenate([path.vertices for path in band.get_paths()])
    assert points[:, 1].min() == pytest.approx(min(one[4] for one in mine))
    assert points[:, 1].max() == pytest.approx(max(one[5] for one in mine))
    came = {one[1]: one[2] for one in found[name].forecasts}
    observed = labelled(ax)["observed"]
    np.testing.assert_array_equal(observed.get_xdata(), sorted(came))
    np.testing.assert_array_equal(observed.get_ydata(), [came[year] for year in sorted(came)])
    if name != "naive":
        beside = [one[3] for one in found["naive"].forecasts if one[0] == origin]
        np.testing.assert_array_equal(labelled(ax)["naive"].get_ydata(), beside)


def test_a_backtest_is_a_fan_an_origin_against_what_came() -> None:
    found = ree.backtest(DEMAND, ["logistic", "linear"], h=2)
    panels = ree.plot(found)
    assert [one.get_title(loc="left") for one in panels] == [
        f"known to {origin}" for origin in found.cutoffs
    ]
    for panel, origin in zip(panels, found.cutoffs, strict=True):
        check_origin(panel, found, "logistic", origin)
    figure = panels[0].figure
    scores = figure.legends[0].get_title().get_text().replace("\n", " ")
    mine, naive = found["logistic"].scores, found["naive"].scores
    assert f"mean absolute error {mine['mae']:.4g} kt/a, naive {naive['mae']:.4g}" in scores
    assert f"MASE {mine['mase']:.4g}" in scores
    assert f"{100 * mine['coverage']:.0f} % of {mine['n']} in the 95 % interval" in scores
    check_origin(found.plot(method="linear")[0], found, "linear", found.cutoffs[0])
    check_origin(found.plot(method="naive")[0], found, "naive", found.cutoffs[0])
    with pytest.raises(ree.NotFound, match="no method 'cubic'"):
        found.plot(method="cubic")


def test_all_origins_into_one_picture() -> None:
    found = ree.backtest(DEMAND, "linear", h=2)
    _, given = plt.subplots()
    ax = found.plot(ax=given, title="Past")
    assert ax is given
    lines = [one for one in ax.get_lines() if one.get_label() == "linear"]
    assert len(lines) == len(found.cutoffs)
    shown = [one.get_text() for one in ax.get_legend().get_texts()]
    assert len(shown) == len(set(shown))


def test_many_origins_are_spread_over_all() -> None:
    series = ree.TimeSeries(range(1950, 2011), np.linspace(1.0, 30.0, 61) ** 1.2)
    found = ree.backtest(series, "linear", h=3)
    panels = found.plot()
    assert len(panels) == 9
    titles = [one.get_title(loc="left") for one in panels]
    assert titles[0] == f"known to {found.cutoffs[0]}"
    assert titles[-1] == f"known to {found.cutoffs[-1]}"
    assert f"9 of {len(found.cutoffs)} origins drawn" in panels[0].figure.legends[
        0
    ].get_title().get_text().replace("\n", " ")
    # each shows its own years, so that the fan can be seen
    low, high = panels[0].get_xlim()
    assert high - low < 20


def test_one_method_of_a_backtest() -> None:
    found = ree.backtest(DEMAND, "linear", h=2)
    panels = found.methods[0].plot()
    assert len(panels) == len(found.cutoffs)
    assert "naive" not in labelled(panels[0])


# --- shares and supply ------------------------------------------------------------------------------


def test_areas_of_shares_are_stacked() -> None:
    parts = [
        ree.TimeSeries([2000, 2001, 2002], one, area=area)
        for area, one in (("US", [1.0, 2.0, 3.0]), ("CN", [3.0, 2.0, 9.0]))
    ]
    ax = plotting.plot_share_areas(parts)
    (_, low, high), (_, low2, high2) = (band_of(one) for one in ax.collections[:2])
    np.testing.assert_allclose(high - low, [75.0, 50.0, 75.0])  # the largest of the last year below
    np.testing.assert_allclose(low2, high)
    np.testing.assert_allclose(high2, 100.0)
    assert sorted(texts(ax)) == ["CN 75 %", "US 25 %"]


def test_shares_of_offices_add_up_to_the_year(values: dict[str, Any]) -> None:
    patents = values["Assessment"].patents
    ax = patents.plot()
    heights: dict[float, float] = {}
    for bar in ax.patches:
        if bar.get_fill():
            at = bar.get_x() + bar.get_width() / 2
            heights[at] = heights.get(at, 0.0) + bar.get_height()
    for one in patents.years:
        known = sum(
            value
            for series in patents.offices
            for year, value in zip(series.years, series.values, strict=True)
            if year == one.year and np.isfinite(value)
        )
        assert heights[one.year] == pytest.approx(100 * known / one.total)


def test_supply_by_country_and_without_the_largest() -> None:
    found = ree.supply_structure(ree.load("usgs_mcs"), "mine_production")
    ax = ree.plot(found, most=5)
    named = [one for one in found.rows if one.area != "OTH"][:4]
    rest = found.sum - sum(one.value for one in named)
    assert rows(ax) == [
        *[one.name for one in named], f"{len(found.rows) - 4} others", "all", "without China"
    ]  # fmt: skip
    assert widths(ax) == pytest.approx(
        [*[one.value for one in named], rest, found.sum, found.without_largest]
    )
    assert f"{100 * named[0].share:.1f} %" in texts(ax)
    assert any(f"HHI {round(found.hhi_10000):,}" in text for text in texts(ax))
    assert to_hex(ax.patches[0].get_facecolor()) == colours(["CHN"])["CHN"]
    assert ax.get_xlabel() == "t/a REO"


def test_reserves_over_production_on_a_scale_of_powers() -> None:
    found = ree.reserves_lifetimes(ree.load("usgs_mcs"))
    ax = ree.plot(found)
    known = {one.name: one for one in found.rows if one.years is not None}
    assert sorted(rows(ax)) == sorted(known)
    assert rows(ax)[-1] == "World"
    points = {
        int(line.get_ydata()[0]): line for line in ax.get_lines() if len(line.get_xdata()) == 1
    }
    for place, name in enumerate(rows(ax)):
        assert points[place].get_xdata()[0] == known[name].years
        assert points[place].get_marker() == (">" if known[name].qualifier == "more_than" else "o")
    assert ax.get_xscale() == "log"
    assert any(text.startswith(f"{len(found.rows) - len(known)} without") for text in texts(ax))


def test_a_balance_is_mined_at_least_and_at_most_against_demand(values: dict[str, Any]) -> None:
    found = values["ElementBalance"]
    ax = ree.plot(found)
    assert widths(ax) == pytest.approx(
        [found.supply.upper, found.supply.lower, *[one.oxide for one in found.demands]]
    )
    lines = sorted(line.get_xdata()[0] for line in ax.get_lines())
    assert lines == pytest.approx([found.supply.lower, found.supply.upper])
    assert texts(ax)[0] == "22,737 to 103,885"
    assert texts(ax)[1] == "22,600; 136.9 to 81,285 left"
    said = ax.get_xlabel().replace("\n", " ")
    assert "t/a oxide" in said
    assert found.supply.basis in said
    assert "as each source defines it" in said
    assert "2024" in said  # the demand is of another year than the mining
    assert rows(ax)[0] == "Nd in what was mined, 2025"


def test_a_balance_says_what_is_missing() -> None:
    from reeindex.plotting.supply import _left

    assert _left(1.0, 2.0) == "1 to 2 left"
    assert _left(-2.0, -1.0) == "1 to 2 missing"
    assert _left(-2.0, 3.0) == "2 missing to 3 left"


# --- several sources --------------------------------------------------------------------------------


def test_a_joined_series_has_a_colour_a_source_and_a_line_where_they_meet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ree.SpliceWarning)
        found = ree.splice(
            [
                ree.load("usgs_myb").series("mine_production", "WLD"),
                ree.load("usgs_ds140").series("mine_production", "WLD"),
            ]
        )
    ax = ree.plot(found)
    parts = [one for one in ax.get_lines() if not one.get_label().startswith("_")]
    assert [one.get_label().rsplit(", ", 1)[1] for one in parts] == ["1900 to 2017", "2018 to 2022"]
    assert len({one.get_color() for one in parts}) == 2
    drawn = np.where(np.isnan(parts[0].get_ydata()), parts[1].get_ydata(), parts[0].get_ydata())
    np.testing.assert_array_equal(drawn, found.series.values)
    (joint,) = [one for one in ax.get_lines() if one.get_label().startswith("_")]
    assert joint.get_xdata()[0] == 2017.5
    assert any("1.016 over 3 common years" in text for text in texts(ax))


def test_a_reconciliation_shows_both_figures_and_marks_what_differs() -> None:
    a = ree.TimeSeries([2000, 2001, 2002], [10.0, 20.0, 30.0], unit="t", title="Ore: A")
    b = ree.TimeSeries([2000, 2001, 2002], [10.0, 20.1, 45.0], unit="t", title="Ore: B")
    found = ree.reconcile([a, b], tolerance=0.05)
    ax = ree.plot(found)
    (first, second) = (labelled(ax)[name] for name in found.sources)
    np.testing.assert_array_equal(first.get_ydata(), a.values)
    np.testing.assert_array_equal(second.get_ydata(), b.values)
    apart = labelled(ax)["not within tolerance"]
    assert list(apart.get_xdata()) == [2002, 2002]
    assert sorted(apart.get_ydata()) == [30.0, 45.0]
    assert any(text.startswith("2 of 3 pairs of figures agree within 5 %") for text in texts(ax))


# --- changes, patents, indices, batches, audit ------------------------------------------------------


def test_changes_are_bars_and_falls_have_another_colour() -> None:
    found = ree.year_on_year(MINING)
    ax = ree.plot(found)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx(list(100 * found.rates))
    assert [bar.get_x() + bar.get_width() / 2 for bar in ax.patches] == pytest.approx(
        list(found.years)
    )
    shades = {to_hex(bar.get_facecolor()): bar.get_height() < 0 for bar in ax.patches}
    assert len(shades) == 2


def test_the_delay_of_publication(values: dict[str, Any]) -> None:
    found = values["PublicationLag"]
    ax = ree.plot(found)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx(
        [100 * one for one in found.shares]
    )
    assert any(f"half within {found.median}" in text for text in texts(ax))


def test_counts_of_patents_and_the_years_that_are_not_complete(values: dict[str, Any]) -> None:
    found = values["PatentCounts"]
    ax = ree.plot(found)
    keys = sorted(found.totals, key=lambda key: (-found.totals[key], key))[:8]
    for line, key in zip(ax.get_lines(), keys, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), found[key].values)
    spans = [one for one in ax.patches if one.get_width() > 0]
    incomplete = found.complete_until < int(found.years[-1])
    assert bool(spans) == incomplete == ("incomplete" in texts(ax))
    if incomplete:
        assert spans[0].get_x() == found.complete_until + 0.5
    assert ax.get_ylabel().startswith(("families", "records", "publications"))
    assert ax.get_xlabel().startswith("year of ")


def test_leading_applicants_alone_and_with_others(values: dict[str, Any]) -> None:
    found = list(values["KeyInnovators"])
    ax = values["KeyInnovators"].plot()
    assert rows(ax) == [one.name for one in found[:20]]
    drawn = widths(ax)
    assert drawn[: len(found)] == [one.records - one.joint for one in found]
    assert drawn[len(found) :] == [one.joint for one in found]


def test_a_network_has_a_dot_an_applicant_and_a_line_a_pair(values: dict[str, Any]) -> None:
    found = values["ApplicantNetwork"]
    ax = found.plot()
    dots = [one for one in ax.get_lines() if one.get_marker() == "o"]
    pairs = [one for one in ax.get_lines() if one.get_marker() == "None"]
    joined = {name for edge in found.edges for name in edge[:2]}
    assert len(dots) == len(joined)
    assert len(pairs) == len(found.edges)
    assert set(texts(ax)) <= joined


def test_ranks_of_an_index(values: dict[str, Any]) -> None:
    found = values["CompositeIndex"]
    ax = found.plot()
    order = sorted(found.units, key=lambda unit: (found.rank[unit], unit))
    assert rows(ax) == order
    bars = [line for line in ax.get_lines() if line.get_linewidth() == 6]
    assert [tuple(bar.get_xdata()) for bar in bars] == [found.rank_interval[unit] for unit in order]
    dots = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == [found.rank[unit] for unit in order]


def test_companies_are_squares_at_their_stages() -> None:
    companies = list(PAPER.companies())[:8]
    ax = plotting.plot_value_chain(companies)
    stages = [one.get_text().replace(" ", "_") for one in ax.get_xticklabels()]
    squares = {
        int(line.get_ydata()[0]): {stages[int(x)] for x in line.get_xdata()}
        for line in ax.get_lines()
        if line.get_marker() == "s"
    }
    by_name = {one.name: one for one in companies}
    for place, name in enumerate(rows(ax)):
        assert squares[place] == set(by_name[name].stages)


def test_capacities_are_at_their_values() -> None:
    figures = [
        one for company in PAPER.companies() for one in company.capacities if one.unit == "kt/a"
    ]
    ax = ree.plot(figures)
    order = sorted(figures, key=lambda one: -(one.correction or one.value))
    for line, one in zip(ax.get_lines(), order, strict=True):
        low = one.value if one.correction is None else one.correction
        assert list(line.get_xdata()) == ([low, one.high] if one.is_range else [low])
    assert ax.get_xlabel() == "kt/a"


@pytest.mark.parametrize("name", ["BatchForecast", "AutoForecastBatch"])
def test_forecasts_of_a_batch(name: str, values: dict[str, Any]) -> None:
    found = values[name]
    panels = found.plot()
    assert [one.get_title(loc="left") for one in panels] == ["series 0", "series 1"]
    for row, panel in enumerate(panels):
        np.testing.assert_array_equal(labelled(panel)["forecast"].get_ydata(), found.mean[row])
        lower, upper = (
            found.interval(0.95) if name == "AutoForecastBatch" else (found.lower, found.upper)
        )
        _, low, high = band_of(labelled(panel)["95 % interval"])
        np.testing.assert_allclose(low, lower[row])
        np.testing.assert_allclose(high, upper[row])
    assert labelled(found.plot(rows=[1]))["forecast"].get_ydata()[0] == found.mean[1, 0]
    with pytest.raises(ree.InvalidArgument, match="from 0 to 1"):
        found.plot(rows=[2])


def test_verdicts_of_an_audit(values: dict[str, Any]) -> None:
    found = values["Audit"]
    ax = ree.plot(found)
    assert rows(ax) == [words(one) for one in found.counts]
    assert widths(ax) == list(found.counts.values())
    assert "_" not in " ".join(rows(ax))


# --- what all have in common --------------------------------------------------------------------------

#: Of each drawn class what its text must say: a function of the value.
ALT: dict[str, Callable[[Any], list[str]]] = {
    "TimeSeries": lambda one: [f"{one.values[0]:.4g}", str(one.years[-1])],
    "FitResult": lambda one: [f"K {one.params['K']:.4g}", one.status, one.identification],
    "Forecast": lambda one: [f"{one.mean[-1]:.4g}", f"{one.lower[-1]:.4g}", str(one.years[-1])],
    "Prediction": lambda one: [f"{one.mean[-1]:.4g}", f"{one.upper[-1]:.4g}"],
    "Comparison": lambda one: [f"{one.rows[0].weight:.2f}"],
    "Backtest": lambda one: [
        f"{one['linear'].scores['mae']:.4g}",
        f"naive {one['naive'].scores['mae']:.4g}",
    ],
    "MethodBacktest": lambda one: [f"{one.scores['mase']:.4g}"],
    "BatchFit": lambda one: [f"{len(one)} fits"],
    "BatchForecast": lambda one: ["2 of 2 series", "95 % interval"],
    "AutoForecastBatch": lambda one: ["2 of 2 series", "95 % interval"],
    "Revisions": lambda one: [f"{len(one.vintages)} editions"],
    "Splice": lambda one: [f"{one.overlaps[0].mean_ratio:.3f}", "2013"],
    "Reconciliation": lambda one: [f"{one.agreeing} of {len(one.cells)}"],
    "SupplyStructure": lambda one: [
        f"{100 * one.rows[0].share:.1f} %",
        f"{round(one.hhi_10000):,}",
    ],
    "ReservesLifetimes": lambda one: ["China 163", "World" if len(one.rows) < 6 else "of 18"],
    "ElementBalance": lambda one: ["22,737", "103,885", "136.9 to 81,285 left"],
    "YearOnYear": lambda one: [f"{100 * one.rates.max():.1f} %", f"{100 * one.rates.min():.1f} %"],
    "PatentCounts": lambda one: [str(one.years[0]), str(one.complete_until)],
    "KeyInnovators": lambda one: [f"{next(iter(one)).records} records"],
    "ApplicantNetwork": lambda one: [f"{len(one.nodes)} applicants", str(len(one.edges))],
    "PublicationLag": lambda one: [f"{one.records:,} records", f"half within {one.median}"],
    "CountryRanks": lambda one: ["China 1 (1 to 1)"],
    "CompositeIndex": lambda one: [f"{one.units[0]} {one.rank[one.units[0]]:g}"],
    "RankSensitivity": lambda one: [f"{max(each['total'] for each in one.of().values()):.2f}"],
    "Audit": lambda one: [f"confirmed {one.counts['confirmed']}"],
    "Assessment": lambda one: [f"{one.series[0].series.values[0]:.4g}"],
}


def test_every_drawn_class_has_a_text() -> None:
    in_python = {name for name in ree.__all__ if issubclass_of(getattr(ree, name), Drawn)}
    in_python |= {"BatchFit", "CompositeIndex", "RankSensitivity"}  # with a plot() of their own
    assert (DRAWN & set(ree.__all__)) | in_python == set(ALT)


def issubclass_of(one: Any, kind: type) -> bool:
    return isinstance(one, type) and issubclass(one, kind)


@pytest.mark.parametrize("name", sorted(ALT))
def test_the_text_of_a_picture_has_its_numbers(name: str, values: dict[str, Any]) -> None:
    text = plotting.alt_text(values[name])
    for part in ALT[name](values[name]):
        assert part in text
    assert text.endswith(".")
    assert "nan" not in text.lower().split()
    assert "_" not in text.replace("logistic_", "_")


@pytest.mark.parametrize("name", sorted(ALT))
def test_nothing_is_cut_and_no_legend_covers_data(name: str, values: dict[str, Any]) -> None:
    drawn = values[name].plot()
    check(np.ravel(np.array(drawn, dtype=object))[0].figure)


def check(figure: Any) -> None:
    """Assert that texts lie within the figure, that legends lie off the axes, and that axes are named."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    # everything that is drawn, labels of ticks in view included
    drawn = figure.get_tightbbox(renderer)
    width, height = figure.get_size_inches()
    assert drawn.x0 >= -0.03
    assert drawn.y0 >= -0.03
    assert drawn.x1 <= width + 0.03
    assert drawn.y1 <= height + 0.03
    shown = [ax for ax in figure.axes if ax.get_visible() and ax.axison]
    for ax in shown:
        for legend in [ax.get_legend(), *figure.legends]:
            if legend is not None:
                box = legend.get_window_extent(renderer)
                inner = ax.get_window_extent(renderer)
                assert not (box.x0 < inner.x1 - 2 and box.x1 > inner.x0 + 2
                            and box.y0 < inner.y1 - 2 and box.y1 > inner.y0 + 2)  # fmt: skip
    if shown:
        assert any(ax.get_ylabel() or ax.get_xlabel() for ax in shown)


def long_names(count: int) -> list[ree.TimeSeries]:
    return [
        ree.TimeSeries(
            range(2000, 2011), np.arange(11.0) + i, unit="t/a",
            title=f"Imports of permanent magnets of sintered neodymium, iron and boron by region {i}",
        )
        for i in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "series",
    [
        long_names(3),
        long_names(12),
        [ree.TimeSeries([2020], [5.0], unit="t", area=area) for area in ("CN", "US")],
        [
            ree.TimeSeries([2020, 2021, 2022], [0.0, 0.0, 0.0], unit="t", area=a)
            for a in ("CN", "US")
        ],
        [
            ree.TimeSeries([2020, 2021, 2022], [-5.0, 3.0, -1.0], unit="t", area=a)
            for a in ("CN", "US")
        ],
        [ree.TimeSeries([2020, 2021], [float(i), 2.0], unit="t", title=f"S{i}") for i in range(60)],
        [
            ree.TimeSeries([2020, 2021], [np.nan, np.nan], unit="t", area=a, missing="mark")
            for a in ("CN", "US")
        ],
    ],
    ids=["long", "long panels", "one point", "zeros", "negative", "sixty", "without values"],
)
def test_unusual_series(series: list[ree.TimeSeries]) -> None:
    drawn = ree.plot(series)
    figure = np.ravel(np.array(drawn, dtype=object))[0].figure
    check(figure)
    lowest = min(
        (np.nanmin(one.values) for one in series if np.isfinite(one.values).any()), default=0.0
    )
    for ax in figure.axes:
        if ax.get_visible():
            low, high = ax.get_ylim()
            assert low < high
            assert (low <= lowest < 0.0) or lowest >= 0.0
    assert plotting.alt_text(series)


def test_a_single_point_has_one_tick_at_its_year() -> None:
    ax = ree.plot([ree.TimeSeries([2020], [5.0], area=a) for a in ("CN", "US")])
    ax.figure.canvas.draw()
    low, high = ax.get_xlim()
    assert [tick for tick in ax.get_xticks() if low < tick < high] == [2020]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Records of 230 applicants with long names, each with a neighbour."""
    head = (
        "Display Key,Publication Date,Application Date,Earliest Priority Date,Applicants,"
        "Simple Family Members,IPCR Classifications\n"
    )
    name = "APPLICANT OF A VERY LONG NAME WITH MANY WORDS"
    lines = [
        f"CN {110000000 + i} A,2016-03-15,2014-06-01,2014-06-01,{name} {i % 230};;{name} "
        f"{(i + 1 + i // 230) % 230},CN {110000000 + i} A,C22B 59/00\n"
        for i in range(460)
    ]
    path = tmp_path_factory.mktemp("crowd") / "export.csv"
    path.write_text(head + "".join(lines), encoding="utf-8")
    return ree.read_patents(path)


def test_two_hundred_applicants_are_drawn_and_the_rest_is_counted(crowd: Any) -> None:
    ax = ree.plot(crowd.network(), labels=6)
    dots = [one for one in ax.get_lines() if one.get_marker() == "o"]
    assert len(dots) == 200
    assert ax.get_title(loc="left") == "200 applicants with partners, 30 more not drawn"
    assert 1 <= len(texts(ax)) <= 6
    assert all(len(text) <= 28 for text in texts(ax))
    check(ax.figure)


def test_long_names_leave_room_for_the_bars(crowd: Any) -> None:
    ax = ree.plot(crowd.innovators(12))
    check(ax.figure)
    inner = ax.get_window_extent()
    assert inner.width > 0.4 * ax.figure.bbox.width
    for bar, text in zip(ax.patches, ax.texts, strict=False):
        assert text.get_window_extent().x1 <= ax.figure.bbox.x1
        assert bar.get_width() >= 0.0


def test_the_largest_value_has_room_above_it() -> None:
    series = [ree.TimeSeries([2020, 2021], [100.0, 100.5 + i], title=f"S{i}") for i in range(9)]
    for panel, one in zip(ree.plot(series), series, strict=True):
        low, high = panel.get_ylim()
        assert low == 0.0
        assert high == pytest.approx(1.06 * one.values.max())
    ax = ree.plot(series[:2])
    assert ax.get_ylim()[1] == pytest.approx(1.06 * 101.5)


def test_colours_stay_with_a_country_however_it_is_written() -> None:
    for code in ("CN", "US", "AU", "MM", "JP", "RU", "IN", "BR", "KR"):
        three = ree.country(code).alpha3
        assert colours([code])[code] == colours([three])[three]
        assert colours(["X", three, "Y"])[three] == colours([code])[code]
    assert colours(["WLD"])["WLD"] == colours(["A", "WLD"])["WLD"]


def test_every_curve_has_a_colour_of_its_own() -> None:
    names = {one.name for one in ree.curves()}
    assert set(CURVES) == names
    assert len(set(CURVES.values()) | {AUTOMATIC}) == len(names) + 1
    assert curve_colour("my own curve") == curve_colour("my own curve")
    for one in ree.curves():
        assert "_" not in words(one.display_name)


@pytest.mark.parametrize(
    ("code", "text"),
    [("{patent}", "patents"), ("{family}/a", "families a year"), ("1", "value"), ("kt/a", "kt/a"),
     ("t{REO}/a", "tREO/a")],
)  # fmt: skip
def test_units_as_words(code: str, text: str) -> None:
    assert unit_text(code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1234.5, "1,234.5"), (300000.0, "300,000"), (0.30000000000000004, "0.3"),
     (-25.0, "-25"), (1.5e12, "1.5e+12"), (2e-7, "2e-07")],
)  # fmt: skip
def test_ticks(value: float, text: str) -> None:
    assert tick_text(value) == text


def test_short_names() -> None:
    assert short("short") == "short"
    assert len(short("x" * 100)) == 44
    assert short("a" * 60 + "END").endswith("END")
