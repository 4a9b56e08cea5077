"""The report as one self-contained HTML page. Needs the extra ``report``."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from reeindex._core.core import InvalidArgument
from reeindex.extras import require

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from reeindex._core.assess import Assessment, Report, ReportFigure

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
    page: str = template.render(
        report=report if report is not None else assessment.report(),
        version=__version__,
        draw=lambda block: jinja2.utils.markupsafe.Markup(_draw(assessment, block)),
    )
    return page


def _draw(assessment: Assessment, block: ReportFigure) -> str:
    from matplotlib.figure import Figure

    from reeindex import plotting

    with plotting.style():
        figure = Figure(figsize=(7.6, 3.9), layout="constrained")
        ax = figure.subplots()
        if block.drawing == "shares":
            if assessment.patents is None:
                raise InvalidArgument("drawing", block.drawing, "of an assessment with patents")
            plotting.plot_shares(assessment.patents, ax=ax)
        else:
            assessed = next(one for one in assessment.series if one.series.key == block.subject)
            if block.drawing == "forecast":
                plotting.plot_assessment(assessed, ax=ax)
            elif block.drawing == "printed_corrected":
                plotting.plot_printed_corrected(assessed.series, ax=ax)
            else:
                raise InvalidArgument(
                    "drawing", block.drawing, "shares, forecast or printed_corrected"
                )
        return _svg(figure, block.caption, f"{block.drawing}-{block.subject}")


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
