"""The assessment, its report and the HTML page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest

import reeindex as ree

ASSESSMENT = ree.assess(ree.load_paper())
REPORT = ASSESSMENT.report()
TEXT = REPORT.to_text()


def chapter(key: str) -> ree._core.assess.ReportChapter:  # type: ignore[name-defined]
    return next(one for one in REPORT.chapters if one.id == key)


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
    assert reserves.fits[0].params["slope"] == pytest.approx(-2.55, abs=0.005)
    corrections = chapter("corrections")
    assert "-2.55" in corrections.answer
    assert "+1.22" in corrections.answer
    assert "E-01" in "".join(b.text for b in corrections.blocks if b.kind == "paragraph")


def test_best_is_identified() -> None:
    for one in ASSESSMENT.series:
        if one.best is not None:
            assert one.best.identified


def test_no_number_for_a_ceiling_that_is_not_identified() -> None:
    mining = next(one for one in ASSESSMENT.series if one.series.indicator == "mine_production")
    logistic = next(fit for fit in mining.fits if fit.curve == "logistic")
    assert np.isinf(logistic.params["K"])
    assert "K not determined" in TEXT


def test_every_chapter_answers_first() -> None:
    for one in REPORT.chapters:
        assert one.answer.endswith("."), one.id
        assert one.blocks, one.id


def test_prose_keeps_to_the_width() -> None:
    prose = [line for line in TEXT.splitlines() if line and not line.startswith("  ")]
    assert max(len(line) for line in prose) <= 96
    with pytest.raises(ree.InvalidArgument, match="width = 10"):
        REPORT.to_text(10)


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
    assert page.figures == len(drawings) > 0
    for one in REPORT.chapters:
        assert f'id="{one.id}"' in html
    assert html == ree.render_html(ASSESSMENT), "the page is not reproducible"


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
        "observed", "linear", "95 % interval",
    ]  # fmt: skip
