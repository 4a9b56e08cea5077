"""The assessment, its report and the HTML page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import paper_figures
import reeindex as ree

ASSESSMENT = ree.assess(ree.load_paper())
REPORT = ASSESSMENT.report()
TEXT = REPORT.to_text()


def chapter(key: str) -> ree._core.assess.ReportChapter:  # type: ignore[name-defined]
    return next(one for one in REPORT.chapters if one.id == key)


def texts(key: str) -> str:
    return "\n".join(b.text for b in chapter(key).blocks if b.kind == "paragraph")


def assessed(
    folder: Path, values: dict[int, float | str], until: int = 2035
) -> dict[str, ree._core.assess.ReportChapter]:  # type: ignore[name-defined]
    """Return the chapters of a report on a folder of one series and nothing else."""
    report = ree.assess(own(folder, values), until=until).report()
    return {one.id: one for one in report.chapters}


def own(folder: Path, values: dict[int, float | str]) -> ree.Dataset:
    (folder / "series.csv").write_text("indicator,title,unit\noutput,Output,kt/a\n")
    rows = "".join(f"output,WLD,{year},{value}\n" for year, value in values.items())
    (folder / "observations.csv").write_text("indicator,area,year,value\n" + rows)
    return ree.read_dataset(folder)


def test_concentration_of_the_ten_offices() -> None:
    assert ASSESSMENT.patents is not None
    index = {one.year: round(1e4 * one.hhi) for one in ASSESSMENT.patents.years}
    assert {y: index[y] for y in (2012, 2020, 2021, 2022)} == {
        2012: 2061, 2020: 3885, 2021: 4977, 2022: 6822,
    }  # fmt: skip
    assert [one.year for one in ASSESSMENT.patents.years if one.provisional] == [2021, 2022]


def test_both_slopes_of_reserves_and_why_they_differ() -> None:
    reserves = next(one for one in ASSESSMENT.series if one.series.indicator == "reserves")
    assert reserves.printed_line is not None
    assert reserves.printed_line.params["slope"] == pytest.approx(1.22, abs=0.005)
    assert reserves.corrected_line is not None
    assert reserves.corrected_line.params["slope"] == pytest.approx(-2.55, abs=0.005)
    corrections = chapter("corrections")
    assert "-2.55" in corrections.answer
    assert "+1.22" in corrections.answer
    assert "E-01" in "".join(b.text for b in corrections.blocks if b.kind == "paragraph")


def test_one_story_with_compare_and_auto_forecast() -> None:
    for one in ASSESSMENT.series:
        ranked = ree.compare(one.series)
        assert [row.curve for row in one.comparison.rows] == [row.curve for row in ranked.rows]
        assert one.best is not None
        assert one.best.curve == ranked.best.curve
        ahead = ree.auto_forecast(one.series, until=2035, level=[80, 95])
        assert one.automatic is not None
        assert one.automatic.mean.tolist() == ahead.mean.tolist()
        assert one.automatic.upper.tolist() == ahead.upper.tolist()
        assert set(one.supported) >= {one.best.curve}


def test_no_number_for_a_ceiling_that_is_not_identified() -> None:
    mining = next(one for one in ASSESSMENT.series if one.series.indicator == "mine_production")
    logistic = next(fit for fit in mining.fits if fit.curve == "logistic")
    assert np.isinf(logistic.params["K"])
    assert "K not determined" in TEXT


def test_every_chapter_answers_first() -> None:
    for one in REPORT.chapters:
        assert one.answer.endswith("."), one.id
        assert one.blocks, one.id


@pytest.mark.parametrize("width", [60, 96, 120])
def test_every_line_keeps_to_the_width(width: int) -> None:
    text = TEXT if width == 96 else REPORT.to_text(width)
    assert [line for line in text.splitlines() if len(line) > width] == []
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_audit_keeps_to_the_width() -> None:
    lines = ree.audit(ree.load_paper()).report().to_text().splitlines()
    assert [line for line in lines if len(line) > 96] == []


def test_width_out_of_range() -> None:
    with pytest.raises(ree.InvalidArgument, match="width = 10"):
        REPORT.to_text(10)


# The ceiling of Chinese patenting, from the counts of Table 2 to 2019.


def test_ceiling_by_the_usual_way_is_passed() -> None:
    from scipy.optimize import curve_fit

    assert ASSESSMENT.patents is not None
    years = np.arange(2012, 2020)
    counts = np.cumsum(paper_figures.TABLE_2["CN"][:8]).astype(float)
    independent, _ = curve_fit(
        lambda t, k, r, t0: k / (1 + np.exp(-r * (t - t0))), years, counts, p0=(2e4, 0.3, 2016)
    )
    usual = ASSESSMENT.patents.cumulative_fit
    assert usual is not None
    assert usual.years.tolist() == years.tolist()
    assert usual.params["K"] == pytest.approx(independent[0], rel=1e-6)
    assert round(usual.params["K"]) == 13508
    assert sum(paper_figures.TABLE_2["CN"][:10]) == 13944  # 2012 to 2021
    assert "13508; the counts passed it in 2021, when they came to 13944" in texts("patent_ceiling")


def test_ceilings_have_profile_intervals() -> None:
    assert ASSESSMENT.patents is not None
    ceilings = ASSESSMENT.patents.ceilings
    assert [(one.fit.curve, one.fit.on, int(one.fit.years[-1])) for one in ceilings] == [
        ("logistic", "increments", 2019),
        ("gompertz", "increments", 2019),
        ("logistic", "increments", 2018),
        ("logistic", "levels", 2019),
    ]
    for one in ceilings:
        assert one.interval[0] < one.ceiling < one.interval[1]
        assert one.interval == one.fit.interval("K", method="profile", level=0.95)


def test_interval_of_the_ceiling_against_an_independent_profile() -> None:
    """Deviance of negative binomial increments, profiled with SciPy at the fit's own size."""
    from scipy.optimize import brentq, minimize
    from scipy.stats import chi2, nbinom

    assert ASSESSMENT.patents is not None
    ours = ASSESSMENT.patents.ceilings[0]
    size = ours.fit.size
    years = np.arange(2012, 2020)
    counts = np.array(paper_figures.TABLE_2["CN"][:8])

    def loss(p: np.ndarray, k: float) -> float:
        rate, middle = p
        level = lambda t: k / (1 + np.exp(-rate * (t - middle)))
        mu = level(years) - level(years - 1)
        return -float(nbinom.logpmf(counts, size, size / (size + mu)).sum())

    def profile(k: float) -> float:
        found = minimize(
            loss,
            (0.3, 2016.5),
            (k,),
            "Nelder-Mead",
            options={"xatol": 1e-9, "fatol": 1e-11, "maxiter": 4000},
        )
        return float(found.fun)

    least = profile(ours.ceiling)
    threshold = chi2.ppf(0.95, 1) / 2
    for end, far in zip(ours.interval, (17000.0, 30000.0), strict=True):
        root = brentq(lambda k: profile(k) - least - threshold, far, ours.ceiling, xtol=0.5)
        assert end == pytest.approx(root, rel=1e-3)


def test_no_confident_ceiling() -> None:
    """The intervals exclude each other's estimates, so the answer states none."""
    ceiling = chapter("patent_ceiling")
    assert ceiling.answer.startswith("None to rely on: ")
    assert "standard error" not in texts("patent_ceiling")
    table = next(block for block in ceiling.blocks if block.kind == "table")
    assert [row[0] for row in table.rows] == ["yearly counts"] * 3 + ["cumulative counts"]
    assert all(" to " in row[4] and row[5] for row in table.rows)


def test_held_out_years_of_the_ceiling() -> None:
    rows = {row[0]: row for b in chapter("patent_ceiling").blocks if b.kind == "table"
            for row in b.rows if b.caption == "Years held out"}  # fmt: skip
    assert {year: (row[1], row[4], row[5], row[8]) for year, row in rows.items()} == {
        "2020": ("1486", "yes", "12658", "yes"),
        "2021 P": ("1286", "yes", "13944", "above"),
        "2022 P": ("793", "below", "14737", "above"),
    }
    assert rows["2020"][3] == "1209 to 1488"
    assert "less than 96.0 % of its patents" in texts("patent_ceiling")


def test_no_renderer_prints_nan() -> None:
    for text in (TEXT, REPORT.to_markdown(), json.dumps(ree.to_dict(ASSESSMENT))):
        assert not re.search(r"\bnan\b", text.lower())


def test_markdown_tables_are_regular() -> None:
    widths = []
    for line in REPORT.to_markdown().splitlines():
        if line.startswith("|"):
            widths.append(line.replace("\\|", "").count("|"))
        elif widths:
            assert len(set(widths)) == 1
            widths = []


class Page(HTMLParser):
    """Collects what an HTML page would load, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.figures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("script", "link", "img", "iframe"):
            self.loads.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.figures += tag == "svg"


def test_html_page_is_self_contained() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    html = ree.render_html(ASSESSMENT)
    page = Page()
    page.feed(html)
    assert page.loads == []
    assert len(page.ids) == len(set(page.ids))
    drawings = [b for c in REPORT.chapters for b in c.blocks if b.kind == "figure"]
    assert page.figures == len(drawings) + 3
    for one in REPORT.chapters:
        assert f'id="{one.id}"' in html
    assert html == ree.render_html(ASSESSMENT), "the page is not reproducible"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"until": 2024}, "until = 2024: must be a year from 2025 to 3024; the data end in 2024"),
        ({"until": 9999}, "until = 9999: must be a year from 2025 to 3024"),
        ({"until": 99999}, "until = 99999: must be a year from 2025 to 3024"),
        ({"until": 10**12}, "until = 1000000000000: must be a year from 1 to 1000 years after"),
        ({"until": "2035"}, "until = '2035'"),
        ({"until": 2035.5}, "until = 2035.5"),
        ({"level": "x"}, "level = 'x': must be a number"),
        ({"level": 1}, "level = 1"),
    ],
)
def test_bad_options(options: dict[str, object], message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.assess(ree.load_paper(), **options)  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_plot_refuses_what_it_cannot_draw() -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(ree.InvalidArgument, match="with a int"):
        ree.plot([3])
    with pytest.raises(ree.InvalidArgument, match="empty"):
        ree.plot([])


def test_plot_draws_series_fit_and_forecast() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    series = ASSESSMENT.series[0].series
    fit = ree.fit(series, "linear")
    ax = ree.plot([series, fit, ree.forecast(fit, horizon=4)])
    assert ax.get_title(loc="left") == series.title
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "observed", "lower bound", "imputed", "linear", "95 % interval, linear",
    ]  # fmt: skip


def test_the_curves_tried_are_all_named_and_the_excluded_ones_are_said_to_be() -> None:
    for one in ASSESSMENT.series:
        table = next(
            block for block in chapter("forecast").blocks
            if block.kind == "table" and block.caption.startswith(f"Curves tried: {name_of(one)}")
        )  # fmt: skip
        assert len(table.rows) == len(ree.compare(one.series).rows)
        excluded = {row[0] for row in table.rows if row[2] == "excluded"}
        delta = {row.fit.display_name: row.delta for row in one.comparison.rows}
        for row in table.rows:
            shown = row[0].split(", on its")[0].replace(" ", "_")
            found = delta.get(shown, delta.get(row[0].split(", on its")[0]))
            assert found is not None
            assert (row[0] in excluded) == (found >= 10)


def name_of(one: object) -> str:
    return one.series.title.split(": ")[0]  # type: ignore[attr-defined]


def test_what_is_no_forecast_in_one_chapter_is_none_in_another() -> None:
    items = "\n".join(
        item for block in chapter("limits").blocks if block.kind == "list" for item in block.items
    )
    assert "reserves: the data identify the logistic, Gompertz" in items
    assert "rare earths: the data set no ceiling. By the logistic and Gompertz curves" in items
    assert not re.search(r"reserves: [^\n]*ceiling", items)
    for one in ASSESSMENT.series:
        weak = {fit.curve for fit in one.fits if fit.identification == "weakly identified"}
        assert not weak & {ahead.curve for ahead in one.scenarios}


def test_axis_labels_hold_no_codes() -> None:
    pytest.importorskip("matplotlib")
    from matplotlib import pyplot

    from reeindex.plotting import plot

    for unit, label in (("{patent}", "patents"), ("1", "value"), ("kt/a", "kt/a")):
        shown = plot(ree.TimeSeries([2001, 2002], [1, 2], unit=unit))
        assert shown.get_ylabel() == label
    pyplot.close("all")


def test_the_interval_of_growth_is_not_to_be_quoted_of_smooth_values() -> None:
    note = next(
        b.note for b in chapter("series").blocks if b.kind == "table" and "Growth" in b.caption
    )
    assert "where the years deviate from it independently" in note
    assert "neodymium" in note
    assert "there the interval is too narrow" in note


def test_the_bound_of_the_reserves_is_a_blind_spot() -> None:
    index = ree.country_index(ree.load_paper())
    assert any("> 90 Mt and taken as that number" in spot for spot in index.blind_spots)
    china = next(one for one in index.countries if one.country == "CN")
    assert china.cells[2].value == 1396.5
    assert "1396.5" in repr(index)
    assert "1396.5" in TEXT


def test_a_curve_below_zero_is_marked() -> None:
    far = ree.assess(ree.load_paper(), until=2100).report()
    parts = {one.id: one for one in far.chapters}
    answer = parts["forecast"].answer
    assert not re.search(r"-\d+(\.\d+)? Mt", answer)
    assert "reach further than their data" in answer
    table = next(
        b for b in parts["forecast"].blocks if b.kind == "table" and "tried: Rare" in b.caption
    )
    for row in table.rows:
        assert row[3].startswith("-") == row[3].endswith(" n")
    assert any(row[3].endswith(" n") for row in table.rows)
    assert "n: below zero, which no stock or flow can be" in table.note


def test_marks_of_what_is_not_there_are_not_explained() -> None:
    assert " n: " not in TEXT


def test_what_goes_below_zero_may_be_forecast_below_zero(tmp_path: Path) -> None:
    balance = assessed(tmp_path, {2010 + i: 5 - i for i in range(10)})
    table = next(b for b in balance["forecast"].blocks if b.kind == "table" and "For" in b.caption)
    assert table.rows[0][2].startswith("-")
    assert not any(row[2].endswith("n") for row in table.rows)


def test_a_ceiling_is_stated_only_over_all_curves_that_are_not_excluded(tmp_path: Path) -> None:
    noise = [1.0, -0.7, 0.3, -0.5, 0.8, -1.0, 0.2, 0.5, -0.8, 0.7, 1.0, -0.7]
    years = np.arange(2013, 2025)
    values = 200 / (1 + np.exp(-0.9 * (years - 2016))) + np.array(noise)
    saturated = assessed(tmp_path, dict(zip(years.tolist(), np.round(values, 1), strict=True)))
    said = "\n".join(b.text for b in saturated["forecast"].blocks if b.kind == "paragraph")
    known = re.search(r"A ceiling lies from ([\d.]+) to ([\d.]+) kt/a, over every curve", said)
    assert known, said
    assert float(known[1]) < 200 < float(known[2])
    paper = texts("forecast")
    assert paper.count("No ceiling can be stated") == 2
    assert "A ceiling lies" not in paper


@pytest.mark.parametrize(
    "values",
    [
        {2010 + i: 100 + 8 * i + (2010 + i) % 3 * 2 for i in range(12)},
        {2020: 5, 2021: 7},
        {2020: 5},
        {2018: -1, 2019: 2, 2020: 0, 2021: 5, 2022: ""},
        {2018: 5, 2019: 5, 2020: 5, 2021: 5, 2022: 5, 2023: 5},
        {2020: 5, 2021: ""},
    ],
)
def test_a_folder_of_ones_own_has_whole_sentences(
    tmp_path: Path, values: dict[int, float | str]
) -> None:
    assessment = ree.assess(own(tmp_path, values))
    report = assessment.report()
    text = report.to_text()
    assert report.title == "Assessment of the data"
    assert report.subtitle == "Intervals at 95 % and forecasts to 2035."
    assert report.attribution == "Computations: reeindex."
    assert "Reserves divided by production" not in text
    assert "How did the series develop?" in text
    for one in report.chapters:
        assert re.match(r"\S.{8,}\.$", one.answer), (one.id, one.answer)
        for block in one.blocks:
            if block.kind == "table":
                assert block.rows, block.caption
            if block.kind == "list":
                assert block.items, one.id
    assert not re.search(r"\(0\)|\.\.|: \.|\b1 conclusions|\b0 errors", text)
    assert not re.search(r"China|the paper", text)
    if len(values) > 2:
        assert ree.render_html(assessment).count("<svg") == 1


def test_a_series_without_growth_is_told_by_its_values(tmp_path: Path) -> None:
    parts = assessed(tmp_path, {2018: -1, 2019: 2, 2020: 0, 2021: 5, 2022: ""})
    assert parts["summary"].answer == "Without a rate of growth: output."
    assert parts["series"].answer == (
        "Output: -1 kt/a in 2018 and 5 kt/a in 2021; no rate of growth, "
        "for not all values are above zero."
    )


def test_marks_are_explained_where_they_stand(tmp_path: Path) -> None:
    parts = assessed(tmp_path, {2018: 1, 2019: 2})
    assert next(b for b in parts["series"].blocks if b.kind == "table").note == ""
    assert next(b for b in chapter("series").blocks if b.kind == "table").note == (
        "c: corrected, the printed value is wrong (see errata); E: estimated; F: forecast by the "
        "source; > : the text gives a lower bound."
    )


def test_a_fit_on_its_limit_is_marked_in_its_rows() -> None:
    tables = {
        b.caption.split(" [")[0].removeprefix("Curves tried: "): b
        for b in chapter("forecast").blocks
        if b.kind == "table" and "tried" in b.caption
    }
    mining = {row[0] for row in tables["Mine production of rare earths"].rows}
    assert {"logistic, on its exponential limit", "Gompertz, on its exponential limit"} <= mining
    assert not any("limit" in row[0] for row in tables["Demand for neodymium oxide"].rows)


def test_headline_figure_and_table_show_the_same_interval() -> None:
    pytest.importorskip("matplotlib")
    from matplotlib import pyplot

    from reeindex.plotting import plot_assessment

    mining = next(one for one in ASSESSMENT.series if one.series.indicator == "mine_production")
    ahead = mining.automatic
    assert ahead is not None
    low, high = f"{ahead.lower[-1]:.0f}", f"{ahead.upper[-1]:.0f}"
    said = f"By 2035 mine production of rare earths could lie anywhere from {low} to {high} kt/a"
    assert said in chapter("forecast").answer
    assert said in "".join(i for b in chapter("summary").blocks for i in b.items)
    table = next(
        b for b in chapter("forecast").blocks
        if b.kind == "table" and b.caption.startswith("Forecast: Mine")
    )  # fmt: skip
    assert table.rows[-1][-1] == f"{low} to {high}"
    ax = plot_assessment(mining)
    drawn_to = {
        float(point)
        for band in ax.collections
        for path in band.get_paths()
        for point in path.vertices[:, 1]
    }
    pyplot.close("all")
    assert {float(ahead.lower[-1]), float(ahead.upper[-1])} <= drawn_to


def test_the_wider_interval_of_a_limit_is_explained() -> None:
    for one in chapter("forecast").blocks:
        if one.kind == "table" and any(
            "limit" in row[0] for row in one.rows if "AICc" in one.columns
        ):
            assert "interval that can be wider" in one.note


def test_numbers_and_names_are_those_of_a_reader() -> None:
    text = ree.assess(ree.load_paper(), sources=True).report().to_text(400)
    assert "Baotou" in text
    assert re.findall(r"\d\.\d{6,}", text) == []
    assert re.findall(r"\b(?:bass|logistic)_\w+", text) == []
    assert re.findall(r"(?<![\w.])0\.0{2,}(?!\d)", text) == []
    assert "~<" not in text
    assert "almost 20 %" in text
    assert not re.search(r"kirsanov2025|\[reuters2010\]|\.,", text)
    assert not re.search(r"(?<=[a-z]\. )United States (?:is|has|imports)", text)
    assert not re.search(r"(?:of|by|Without|in|,) United States (?:is|has|imports)", text)


def test_what_the_first_screen_says_of_growth_is_the_trend_of_its_chapter() -> None:
    growth = next(b for b in chapter("series").blocks if b.kind == "table" and "CAGR" in b.columns)
    mining = next(row for row in growth.rows if row[0].startswith("Mine"))
    said = f"{mining[3]} a year, {mining[4]}"
    assert said in chapter("summary").answer
    assert said in chapter("series").answer


def test_a_value_without_any_bound_is_no_number() -> None:
    values = [*(100 + 8 * i for i in range(12)), 200, 300]
    series = ree.TimeSeries(range(2010, 2024), values, unit="kt/a", title="Output")
    report = ree.assess(ree.dataset({"output/WLD": series})).report()
    forecast = next(one for one in report.chapters if one.id == "forecast")
    table = next(b for b in forecast.blocks if b.kind == "table" and "AICc" in b.columns)
    limit = next(row for row in table.rows if "open phase" in row[0])  # the last years draw it
    assert limit[2:] == ["too weakly identified", "", ""]
    assert all(
        row[3] in ("", "not determined") for row in table.rows if row[4] == "without any bound"
    )


def test_a_single_value_has_a_sentence_instead_of_tables() -> None:
    made = ree.TimeSeries([2020], [3.0], unit="kt/a", indicator="output", title="Output")
    report = ree.assess(ree.dataset([made])).report()
    forecast = next(one for one in report.chapters if one.id == "forecast")
    assert not [b for b in forecast.blocks if b.kind == "table"]
    said = [b.text for b in forecast.blocks if b.kind == "paragraph"]
    assert any("no curve is fitted" in one and "at least 3" in one for one in said)


def test_bounds_and_corrections_that_are_fitted_are_told() -> None:
    notes = {b.caption: b.note for b in chapter("forecast").blocks if b.kind == "table"}
    assert notes["Curves tried: Rare earth reserves [Mt]"].endswith(
        "120 of 2019 is imputed, where 1200 is printed; > 90 of 2024, a lower bound, is taken as "
        "90."
    )
    assert "taken as" not in notes["Curves tried: Mine production of rare earths [kt/a]"]


def test_tables_scroll_and_figures_fit_a_phone() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    html = ree.render_html(ASSESSMENT)
    tables = [b for c in REPORT.chapters for b in c.blocks if b.kind == "table"]
    assert html.count('<div class="table wide"') == len(tables)
    assert "min-width: 560px" not in html
    assert re.search(r"figure svg \{ width: 100%", html)
    assert re.search(r"\.wide \{[^}]*overflow-x: auto", html)
    assert len(html.encode()) < 1_000_000
    for rule in ("prefers-color-scheme: dark", "@media print"):
        assert rule in html


def test_errata_and_sources_are_links() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    html = ree.render_html(ASSESSMENT)
    ids = set(re.findall(r'\bid="(E-\d+)"', html))
    assert ids == {one.id for one in ASSESSMENT.errata}
    targets = set(re.findall(r'href="#([A-Z]+-\d+)"', html))
    assert targets
    assert targets <= ids
    dois = set(re.findall(r'href="https://doi\.org/([^"]+)"', html))
    assert all(one.startswith("10.") for one in dois)
    # every link within the page leads somewhere
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "see doi:10.1007/b97636.",
            '<a href="https://doi.org/10.1007/b97636">doi:10.1007/b97636</a>.',
        ),
        ("at https://www.usgs.gov/x?a=1&b=2, p. 3", 'href="https://www.usgs.gov/x?a=1&amp;b=2"'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("javascript:alert(1) E-99", "javascript:alert(1) E-99"),
        ('https://a.b/"onload="x', 'href="https://a.b/&quot;onload=&quot;x"'),
    ],
)
def test_links_are_made_of_addresses_only(text: str, shown: str) -> None:
    pytest.importorskip("jinja2")
    from reeindex.html import _linked

    assert shown in _linked(text, {"E-01"})


def drawn(
    indicator: str, assessment: ree.Assessment = ASSESSMENT
) -> tuple[list[str], list[object], str]:
    """Return the legend, the lines and the note at the right of a series' figure."""
    pytest.importorskip("matplotlib")
    from matplotlib import pyplot

    from reeindex.plotting import plot_assessment

    one = next(one for one in assessment.series if one.series.indicator == indicator)
    ax = plot_assessment(one)
    legend = ax.get_legend()
    assert legend is not None
    out = (
        [text.get_text() for text in legend.get_texts()],
        list(ax.get_lines()),
        ax.get_title("right"),
    )
    pyplot.close("all")
    return out


def test_bounds_and_imputed_values_have_markers_of_their_own() -> None:
    names, lines, _ = drawn("reserves")
    assert {"observed", "lower bound", "imputed"} <= set(names)
    shown = {line.get_label(): line for line in lines}  # type: ignore[attr-defined]
    assert shown["lower bound"].get_xdata().tolist() == [2024]
    assert shown["imputed"].get_xdata().tolist() == [2019]
    assert len({shown[name].get_marker() for name in ("observed", "lower bound", "imputed")}) == 3


def test_the_figure_draws_the_curves_that_are_not_excluded_and_names_them() -> None:
    pytest.importorskip("matplotlib")
    from matplotlib import pyplot

    from reeindex.plotting import plot_assessment

    demand = next(
        one for one in ASSESSMENT.series if one.series.indicator == "neodymium_oxide_demand"
    )
    ax = plot_assessment(demand)
    names = {text.get_text() for text in ax.texts}
    pyplot.close("all")
    assert "Richards" in names
    assert not {"logistic", "exponential"} & names


def test_a_folder_with_patents_and_errata_has_whole_sentences(tmp_path: Path) -> None:
    (tmp_path / "series.csv").write_text(
        "indicator,title,unit\noutput,NdFeB output,kt/a\npatents,Patents,{patent}/a\n"
    )
    (tmp_path / "errata.csv").write_text("id,statement,reason\nE-1,Wrong cell.,Typing error.\n")
    (tmp_path / "sources.csv").write_text("id,title\nbook,A book\n")
    rows = "".join(
        f"output,WLD,{2010 + i},{100 + 8 * i},,,,\npatents,CN,{2010 + i},{20 + 3 * i},,,,\n"
        for i in range(12)
    )
    rows += "output,WLD,2022,2000,,200,I,E-1\noutput,WLD,2023,300,about,,,\n"
    head = "indicator,area,year,value,qualifier,correction,correction_status,erratum\n"
    (tmp_path / "observations.csv").write_text(head + rows)
    assessment = ree.assess(ree.read_dataset(tmp_path))
    parts = {one.id: one for one in assessment.report().chapters}
    text = assessment.report().to_text(400)
    assert 'Recomputed from the figures of "A book", with intervals' in text
    assert text.rstrip().endswith("Data: A book. Corrections and computations: reeindex.")
    assert parts["errata"].answer == "1 error or doubt is on record."
    assert "NdFeB output went from" in parts["series"].answer
    assert "ndFeB" not in text
    assert "(E-1" in text
    assert "(E-1, )" not in text
    assert "without an upper bound patents" not in text
    assert "marked P" not in text
    assert "~ 300 of 2023, a vague figure, is taken as 300." in text
    # three in their chapters, two of them small beside the first answer
    assert ree.render_html(assessment).count("<svg") == 5


def test_a_curve_that_leaves_the_figure_is_told_with_its_last_value() -> None:
    _, _, note = drawn("reserves", ree.assess(ree.load_paper(), until=2100))
    assert "linear below zero" in note


def test_a_reference_to_a_chapter_is_its_number() -> None:
    place = next(i for i, one in enumerate(REPORT.chapters, 1) if one.id == "forecast")
    items = [item for b in chapter("limits").blocks if b.kind == "list" for item in b.items]
    referring = [item for item in items if "chapter" in item]
    assert referring
    assert all(f"chapter {place}" in item for item in referring)
    assert "{chapter" not in REPORT.to_text()


def test_a_folder_of_ones_own_prints_no_place_of_the_paper(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "data"
    found = source if (source / "claims.csv").exists() else source / "kirsanov2025"
    for file in found.glob("*.csv"):
        text = file.read_text(encoding="utf-8").replace("kirsanov2025", "somebody2026")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    theirs = ree.assess(ree.read_dataset(tmp_path)).report()
    outlook = next(one for one in theirs.chapters if one.id == "outlook")
    rows = [row for b in outlook.blocks if b.kind == "table" for row in b.rows]
    leader = next(row for row in rows if row[0].endswith("stays the leader"))
    assert leader[-1] == ""
    of_the_paper = [row for b in chapter("outlook").blocks if b.kind == "table" for row in b.rows]
    leader = next(row for row in of_the_paper if row[0].endswith("stays the leader"))
    assert leader[-1] == "Section 6, item 1"


def test_stage_coverage_is_one_number_everywhere() -> None:
    industry = chapter("industry")
    coverage = ree.load_paper().stage_coverage()
    table = next(b for b in industry.blocks if b.kind == "table" and "covers which" in b.caption)
    stages = [row[1].split(", ") for row in table.rows]
    for stage, does in (
        ("mining", "are said to mine"),
        ("smelting and separation", "to smelt and separate"),
        ("magnets", "to make magnets"),
    ):
        companies = len(coverage[stage.replace(" ", "_")])
        groups = sum(stage in one for one in stages)
        assert f"{companies} companies of {groups} groups {does}" in industry.answer
    widest = max(len(one) for one in stages)
    assert f"covers most, {widest} of 9 stages" in industry.answer


def test_the_page_numbers_its_chapters_as_the_sentences_do() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    html = ree.render_html(ASSESSMENT)
    for place, one in enumerate(REPORT.chapters, 1):
        if place > 1:
            assert re.search(rf'id="{one.id}">\s*<h2><span class="number">{place}</span>', html)
