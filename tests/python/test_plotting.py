"""Pictures: what they show is what the results hold."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest

import reeindex as ree
from reeindex import _core, plotting
from reeindex.drawing import DRAWN

mpl.use("Agg")


@pytest.fixture(autouse=True)
def _close():
    yield
    from matplotlib import pyplot

    pyplot.close("all")


@pytest.fixture(scope="module")
def paper():
    return ree.load_paper()


@pytest.fixture(scope="module")
def demand(paper):
    return paper.series("neodymium_oxide_demand", "WLD")


@pytest.fixture(scope="module")
def offices(paper):
    return ree.assess(paper).patents.offices


def texts(ax):
    return [one.get_text() for one in ax.texts]


def line_points(ax):
    return [line.get_xydata() for line in ax.get_lines()]


def test_ten_offices_are_ten_named_panels_of_their_own_values(offices):
    panels = ree.plot(offices)
    assert [one.get_title(loc="left") for one in panels] == [one.area for one in offices]
    for panel, series in zip(panels, offices, strict=True):
        drawn = panel.get_lines()[0].get_ydata()
        np.testing.assert_array_equal(
            drawn[np.isfinite(drawn)], series.values[np.isfinite(series.values)]
        )


def test_few_series_share_one_picture_with_their_names_at_the_ends(offices):
    some = offices[:4]
    ax = ree.plot(some)
    assert sorted(texts(ax)) == sorted(one.area for one in some)
    places = [one.get_position()[1] for one in ax.texts]
    assert len(set(places)) == 4
    assert ax.get_legend() is None


def test_a_gap_is_not_bridged():
    series = ree.TimeSeries([2000, 2001, 2003, 2004], [1.0, 2.0, 4.0, 5.0])
    ax = plotting.plot_series([series, series])
    x, y = ax.get_lines()[0].get_data()
    assert list(x) == [2000, 2001, 2002, 2003, 2004]
    assert np.isnan(y[2])


def test_units_never_share_an_axis(paper, demand):
    from matplotlib import pyplot

    patents = next(iter(ree.assess(paper).patents.offices))
    panels = ree.plot([demand, patents])
    assert len(panels) == 2
    assert panels[0].get_ylabel() != panels[1].get_ylabel()
    _, ax = pyplot.subplots()
    with pytest.raises(ree.UnitError, match="one axis has one"):
        ree.plot([demand, patents], ax=ax)
    with pytest.raises(ree.UnitError, match="one axis has one"):
        ree.plot([demand, ree.fit(patents, "linear")], ax=ax)


def test_a_key_has_its_colour_in_every_picture(offices):
    alone = plotting.plot_series([offices[0], offices[1]])
    together = plotting.plot_series(offices[:6])
    colour = {one.get_text(): one.get_color() for one in together.texts}
    for one in alone.texts:
        assert colour[one.get_text()] == one.get_color()
    keys = [f"K{i}" for i in range(16)]
    assert len(set(plotting.style and plotting.series.colours(keys).values())) == 16


def test_the_fan_of_a_forecast_is_its_interval(demand):
    fit = ree.fit(demand, "logistic")
    ahead = ree.forecast(fit, horizon=11)
    ax = ree.plot([demand, fit, ahead])
    band = ax.collections[0].get_paths()[0].vertices
    assert band[:, 1].min() == pytest.approx(ahead.lower.min())
    assert band[:, 1].max() == pytest.approx(ahead.upper.max())
    assert ax.get_legend_handles_labels()[1].count("95 % interval, logistic") == 1
    # beside the axes, so that it covers no data
    box = ax.get_legend().get_bbox_to_anchor().transformed(ax.transAxes.inverted())
    assert box.x0 >= 1.0


def test_an_open_bound_flattens_nothing(paper):
    production = paper.series("mine_production", "WLD")
    fit = ree.fit(production, "logistic")
    ahead = ree.forecast(fit, horizon=11)
    ax = ree.plot([production, fit, ahead])
    assert ax.get_ylim()[1] < 50 * float(np.nanmax(production.values))


def test_a_comparison_shows_ranks_and_weights(demand):
    found = ree.compare(demand, ["linear", "logistic", "gompertz", "exponential"])
    ax = found.plot()
    labels = ax.get_legend_handles_labels()[1]
    ranked = [row for row in found.rows if row.rank is not None]
    for row in ranked:
        assert any(f"weight {row.weight:.2f}" in label for label in labels)
    shown = [one.get_text() for one in ax.get_legend().get_texts()]
    assert shown[0] == "observed"
    assert f"weight {ranked[0].weight:.2f}" in shown[1]


def test_a_profile_marks_its_open_end(paper, demand):
    closed = plotting.plot_profile(ree.fit(demand, "logistic"), "K")
    assert "open" not in texts(closed)
    bars = [line for line in closed.get_lines() if line.get_linewidth() == 7]
    low, high = ree.fit(demand, "logistic").interval("K", "profile", 0.95)
    assert list(bars[-1].get_xdata()) == pytest.approx([low, high])
    fit = ree.fit(paper.series("mine_production", "WLD"), "logistic")
    if not np.isfinite(fit.interval("K", "profile", 0.95)[1]):
        assert "open" in texts(plotting.plot_profile(fit, "K"))


def test_share_areas_add_up_and_say_the_last_share(offices):
    ax = plotting.plot_share_areas(offices[:5])
    years, shares = plotting.composition.shares_over_time(offices[:5])
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
    assert {f"{100 * one:.0f} %" for one in shares[:, -1]} == {
        " ".join(text.split()[-2:]) for text in texts(ax) if text.endswith("%")
    }
    assert "incomplete" in texts(ax)
    # against a sum made by hand
    by_hand = [one.values[list(one.years).index(years[0])] for one in offices[:5]]
    np.testing.assert_allclose(shares[:, 0], np.array(by_hand) / sum(by_hand))


def test_thin_shares_have_one_label():
    parts = [
        ree.TimeSeries([2000, 2001], [big, big], area=area)
        for area, big in (("CN", 90.0), ("US", 7.0), ("IN", 1.0), ("VN", 1.5), ("RU", 0.5))
    ]
    shown = texts(plotting.plot_share_areas(parts))
    assert "CN 90 %" in shown
    assert "3 others 3 %" in shown
    assert not any(one.startswith(("IN", "VN", "RU")) for one in shown)


def test_series_without_a_key_are_told_apart_by_their_titles():
    a = ree.TimeSeries([2000, 2001], [1.0, 2.0], title="Magnets")
    b = ree.TimeSeries([2000, 2001], [3.0, 5.0], title="Ore")
    assert {"Magnets", "Ore"} <= set(texts(ree.plot([a, b])))


def test_shares_of_a_missing_year_are_not_drawn():
    a = ree.TimeSeries([2000, 2001, 2002], [1.0, 2.0, 3.0], area="AUS")
    b = ree.TimeSeries([2000, 2002], [1.0, 1.0], area="CHN")
    years, _ = plotting.composition.shares_over_time([a, b])
    assert list(years) == [2000, 2002]
    c = ree.TimeSeries([1990], [1.0], area="USA")
    with pytest.raises(ree.InvalidArgument, match="at least one year"):
        plotting.plot_share_areas([a, c])
    minus = ree.TimeSeries([2000], [-1.0], area="USA")
    with pytest.raises(ree.InvalidArgument, match="zero or more"):
        plotting.plot_share_areas([a, minus])


def test_hhi_over_time_with_its_thresholds(offices):
    ax = plotting.plot_hhi(offices[:5])
    years, shares = plotting.composition.shares_over_time(offices[:5])
    drawn = ax.get_lines()[0]
    assert list(drawn.get_xdata()) == list(years)
    np.testing.assert_allclose(drawn.get_ydata(), 1e4 * (shares**2).sum(axis=0))
    assert "highly concentrated above 1,800" in texts(ax)


def test_ranks_of_countries_are_intervals(paper):
    index = ree.country_index(paper)
    ax = ree.plot(index)
    assert [one.get_text() for one in ax.get_yticklabels()] == [one.name for one in index.countries]
    bars = [line for line in ax.get_lines() if line.get_linewidth() == 6]
    assert [tuple(map(int, bar.get_xdata())) for bar in bars] == [
        one.interval for one in index.countries
    ]


def test_the_value_chain_counts_companies(paper):
    companies = list(paper.companies())
    ax = ree.plot(companies)
    labels = [one.get_text() for one in ax.get_xticklabels()]
    counts = dict(zip(labels, texts(ax), strict=False))
    for stage in ree.stages():
        number = sum(one.covers(stage) for one in companies)
        assert counts.get(stage.replace("_", " "), "0") == str(number)
    drawn = len(ax.get_yticklabels())
    left_out = len(companies) - drawn
    assert str(left_out) in ax.get_xlabel()


def test_capacities_of_one_unit_only(paper):
    figures = [one for company in paper.companies() for one in company.capacities]
    units = {one.unit for one in figures}
    assert len(units) > 1
    with pytest.raises(ree.UnitError):
        ree.plot(figures)
    some = [one for one in figures if one.unit == "kt/a"]
    ax = ree.plot(some)
    assert len(ax.get_yticklabels()) == len(some)


def test_a_batch_by_verdict_and_by_parameter():
    years = np.arange(2000, 2020)
    generator = np.random.default_rng(1)
    ceiling = generator.lognormal(3, 1, size=(200, 1))
    values = ceiling / (1 + np.exp(-0.4 * (years - 2010.0)))
    values = values * (1 + 0.05 * generator.normal(size=(200, 20)))
    batch = ree.fit_batch(values, years, "logistic")
    ax = ree.plot(batch)
    assert [one.get_text() for one in ax.get_yticklabels()] == list(batch.counts())
    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(100.0)
    ax = batch.plot(parameter="K")
    assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(
        0.98 * batch.counts()["converged, identified"], rel=0.02
    )
    with pytest.raises(ree.InvalidArgument, match="one of K, r, t0"):
        batch.plot(parameter="height")


def test_sensitivity_shows_total_and_first():
    table = np.array([[1.0, 2, 3], [2.0, 1, 5], [3.0, 3, 1], [0.5, 4, 2]])
    index = ree.composite_index(
        table, units=list("ABCD"), indicators=["x", "y", "z"], directions=[1, 1, 1]
    )
    sobol = index.sobol
    ax = ree.plot(sobol)
    found = sobol.of()
    names = [one.get_text() for one in ax.get_yticklabels()]
    widths = [bar.get_width() for bar in ax.patches]
    assert widths[: len(names)] == pytest.approx([found[name]["total"] for name in names])
    assert widths[len(names) :] == pytest.approx([found[name]["first"] for name in names])


@pytest.mark.parametrize(
    ("what", "error", "message"),
    [
        ([], ree.InvalidArgument, "at least one thing"),
        (3, ree.InvalidArgument, "of type int"),
        ("logistic", ree.InvalidArgument, "of type str"),
        ([3, 4], ree.InvalidArgument, "with a int"),
        ({}, ree.InvalidArgument, "at least one thing"),
        (None, ree.InvalidArgument, "of type NoneType"),
    ],
)
def test_what_cannot_be_drawn(what, error, message):
    with pytest.raises(error, match=message):
        ree.plot(what)
    with pytest.raises(error, match=message):
        plotting.alt_text(what)


def test_a_dollar_sign_is_a_dollar_sign():
    series = ree.TimeSeries([2000, 2001], [1.0, 2.0], title="Price in $ and _x^2$ <b>")
    ax = ree.plot(series)
    ax.figure.canvas.draw()
    assert not ax.title.get_parse_math()


def test_the_callers_settings_are_left_alone(demand):
    before = dict(mpl.rcParams)
    ree.plot(demand)
    assert dict(mpl.rcParams) == before


def test_alt_texts_hold_the_numbers(demand, paper):
    fit = ree.fit(demand, "logistic")
    ahead = ree.forecast(fit, horizon=11)
    assert "9.1 kt/a oxide in 2013" in plotting.alt_text(demand)
    assert "for 2035" in plotting.alt_text(ahead)
    assert f"{ahead.upper[-1]:.4g}" in plotting.alt_text(ahead)
    assert "identified" in plotting.alt_text(fit)
    assert "China 1 (1 to 1)" in plotting.alt_text(ree.country_index(paper))


def vars_of(module):
    return {name: getattr(module, name) for name in dir(module)}


def test_every_result_that_is_drawn_has_the_method():
    kinds = {**vars_of(_core.assess), **{name: getattr(ree, name) for name in ree.__all__}}
    for name in [*DRAWN, "BatchFit", "CompositeIndex", "RankSensitivity"]:
        assert callable(kinds[name].plot)
        assert kinds[name].plot.__doc__
