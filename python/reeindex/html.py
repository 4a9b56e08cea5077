"""The report as one self-contained HTML page. Needs the extra ``report``."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from reeindex._core.assess import ReportFigure, ReportTable
from reeindex._core.core import InvalidArgument
from reeindex.extras import require

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from reeindex._core.assess import Assessment, Report

__all__ = ["render_html"]


def render_html(assessment: Assessment, report: Report | None = None) -> str:
    """Render an assessment as an HTML page with inline SVG figures.

    Parameters
    ----------
    assessment
        The assessment; its figures are drawn from it.
    report
        The report to render; the assessment's own by default.

    Returns
    -------
    str
        A page that loads nothing from elsewhere.

    Raises
    ------
    ImportError
        Without matplotlib or Jinja2.
    """
    jinja2 = require("jinja2", "report")
    require("matplotlib", "report")
    from reeindex import __version__

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reeindex"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    template = environment.get_template("report.html.j2")
    report = report if report is not None else assessment.report()
    if not report.chapters:
        raise InvalidArgument("report", "without chapters", "a report of at least one chapter")
    markup = jinja2.utils.markupsafe.Markup
    anchors = _anchors(report)
    page: str = template.render(
        report=report,
        first=report.chapters[0],
        glance=_glance(assessment, report, markup),
        anchors=anchors,
        version=__version__,
        draw=lambda block: markup(_draw(assessment, block)),
        linked=lambda text, own=None: markup(_linked(text, anchors - {own})),
    )
    return page


#: Pictures beside the first answer.
MOST_AT_A_GLANCE = 3
#: What a small picture shows of the quantity that it is named after.
_SMALL_CAPTION = {"share_areas": ": shares", "forecast": ": forecast"}

_LINK = re.compile(
    r"(?P<doi>\bdoi:(?P<id>10\.\d{4,9}/[^\s;,)\]]*[^\s;,)\].]))"
    r"|(?P<url>https?://[^\s<>()]*[^\s<>().,;])"
    r"|(?P<erratum>\b[A-Z]{1,2}-\d{2,}\b)"
)


def _anchors(report: Report) -> set[str]:
    """Return the numbers, such as E-13, that a table of the report has a row of its own for."""
    found: set[str] = set()
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, ReportTable):
                rows = [row[0] for row in block.rows if row and _LINK.fullmatch(row[0])]
                found |= {one for one in rows if rows.count(one) == 1}
    return found


def _linked(text: str, anchors: set[str]) -> str:
    """Escape a text and make links of its DOIs, addresses and numbers of errata."""
    from html import escape

    out, end = [], 0
    for match in _LINK.finditer(text):
        shown = escape(match.group())
        if match["doi"]:
            target = f"https://doi.org/{escape(match['id'], quote=True)}"
        elif match["url"]:
            target = escape(match["url"], quote=True)
        elif match["erratum"] in anchors:
            target = f"#{match['erratum']}"
        else:
            continue
        out += [escape(text[end : match.start()]), f'<a href="{target}">{shown}</a>']
        end = match.end()
    # a number and its sign stay on one line
    return ("".join(out) + escape(text[end:])).replace(" %", "\u00a0%")


def _glance(assessment: Assessment, report: Report, markup: Any) -> list[dict[str, Any]]:
    """Draw three figures small, to stand beside the first answer: supply first, then forecasts."""
    known = [
        (chapter.id, block)
        for chapter in report.chapters[1:]
        for block in chapter.blocks
        if isinstance(block, ReportFigure)
    ]
    wanted = ("history", "share_areas", "forecast", "dots", "shares")
    picked = [one for kind in wanted for one in known if one[1].drawing == kind]
    # what flows before what is there, as the sentences have it
    flows = {one.series.key for one in assessment.series if one.series.unit.endswith("/a")}
    picked.sort(key=lambda one: one[1].drawing == "forecast" and one[1].subject not in flows)
    supply = [one for one in picked if one[1].drawing in ("history", "share_areas")][:1]
    chosen = (supply + [one for one in picked if one not in supply])[:MOST_AT_A_GLANCE]
    if len(chosen) < 2:  # one alone would only stand twice
        return []
    return [
        {
            "chapter": chapter,
            "caption": block.caption.split(": ")[0].split(". ")[0]
            + _SMALL_CAPTION.get(block.drawing, ""),
            "svg": markup(_draw(assessment, block, small=True)),
        }
        for chapter, block in chosen
    ]


def _draw(assessment: Assessment, block: ReportFigure, *, small: bool = False) -> str:
    from matplotlib.figure import Figure

    from reeindex.plotting.style import style
    from reeindex.report_figures import draw_figure, figure_size

    with style():
        size = figure_size(assessment, block.drawing, small=small)
        figure = Figure(figsize=size, layout="constrained")
        draw_figure(assessment, block.drawing, block.subject, figure.subplots())
        if small:
            for one in figure.axes:
                legend = one.get_legend()
                if legend is not None:
                    legend.remove()
                one.set_title("", loc="right")
                one.locator_params(axis="x", nbins=4)
        prefix = f"{'small-' if small else ''}{block.drawing}-{block.subject}"
        return _svg(figure, block.caption, prefix)


def _svg(figure: Figure, label: str, prefix: str) -> str:
    from html import escape

    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    # ids are unique per figure, not per page
    prefix = re.sub(r"[^a-z0-9]+", "-", prefix.lower())
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r'(xlink:href="#|url\(#)([^")]+)', rf"\g<1>{prefix}-\2", svg)
    svg = re.sub(
        r'(<svg[^>]*?) width="[^"]*pt" height="[^"]*pt"|(<svg[^>]*?) height="[^"]*pt"',
        r"\1\2",
        svg,
        count=1,
    )
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*pt"', r"\1", svg, count=1)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label, quote=True)}" ', 1)
