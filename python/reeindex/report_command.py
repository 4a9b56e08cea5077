"""The commands ``reeindex report`` and ``reeindex init``."""

from __future__ import annotations

import argparse
import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import reeindex as ree
from reeindex._core.assess import ReportList
from reeindex.files import write_file

if TYPE_CHECKING:
    from reeindex._core.assess import Assessment, Report

__all__ = ["add_arguments", "add_init_arguments", "run", "run_init"]

FORMATS = ("text", "markdown", "html", "json")
#: By the ending of the file that is written.
ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".txt": "text"}
PAGE = "report.html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``reeindex report``.

    Parameters
    ----------
    parser
        Of the command.
    """
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        help="the whole report in one format; without it a summary, and the page report.html",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write there; the ending (.html, .md, .json, .txt) names the format",
    )
    parser.add_argument("--data", metavar="FOLDER", help="a folder of tables instead of the paper")
    parser.add_argument("--title", help="title of the report; default: that of the data")
    parser.add_argument(
        "--until",
        type=int,
        help="last year of the forecasts; default: 2035, or 10 years after the data",
    )
    parser.add_argument("--level", type=float, default=0.95, help="level of intervals")


def add_init_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``reeindex init``.

    Parameters
    ----------
    parser
        Of the command.
    """
    parser.add_argument("folder", metavar="FOLDER", help="new, or empty")


def _last_year(dataset: ree.Dataset) -> int:
    years = [int(row["year"]) for row in dataset.table("observations") if not row.get("scenario")]
    return max(years, default=0)


def _until(arguments: argparse.Namespace, dataset: ree.Dataset) -> int:
    if arguments.until is not None:
        return int(arguments.until)
    last = _last_year(dataset)
    return 2035 if last < 2035 else last + 10


def _assessed(arguments: argparse.Namespace) -> tuple[Assessment, Report]:
    own = arguments.data is not None
    dataset = ree.read_dataset(arguments.data) if own else ree.load_paper()
    assessment = ree.assess(
        dataset,
        sources=not own,
        until=_until(arguments, dataset),
        level=arguments.level,
    )
    return assessment, assessment.report(title=arguments.title or "")


def _rendered(assessment: Assessment, report: Report, form: str) -> str:
    if form == "html":
        from reeindex.html import render_html

        return render_html(assessment, report)
    if form == "json":
        return json.dumps(ree.to_dict(assessment), indent=2, ensure_ascii=False, allow_nan=False)
    return report.to_markdown() if form == "markdown" else report.to_text()


def first_screen(report: Report, width: int = 96) -> str:
    """Return the title and the first sentences of a report for a terminal.

    Parameters
    ----------
    report
        Any report.
    width
        Columns.

    Returns
    -------
    str
    """
    lines = [report.title, ""]
    first = report.chapters[0]
    items = [
        item for block in first.blocks if isinstance(block, ReportList) for item in block.items
    ]
    for item in items or [first.answer]:
        lines += textwrap.wrap(item, width, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines)


def run(arguments: argparse.Namespace) -> str:
    """Run ``reeindex report``.

    Parameters
    ----------
    arguments
        What :func:`add_arguments` gives.

    Returns
    -------
    str
        What is printed: the report where a format is given and no file, else the first screen and
        where the file is.
    """
    output = arguments.output
    arguments.output = None  # written here, so that the first screen is printed beside it
    form = arguments.format
    if form is None and output is not None:
        form = ENDINGS.get(Path(output).suffix.lower(), "text")
    assessment, report = _assessed(arguments)
    if form is not None:
        text = _rendered(assessment, report, form)
        if output is None:
            return text
        write_file(output, text if text.endswith("\n") else text + "\n")
        return f"{first_screen(report)}\n\n{Path(output).absolute()}"
    try:
        page = _rendered(assessment, report, "html")
    except ImportError as missing:
        return (
            f"{first_screen(report)}\n\nNo page with figures: {missing}\n"
            "The whole text: reeindex report --format text"
        )
    write_file(PAGE, page)
    return (
        f"{first_screen(report)}\n\nThe report with figures: {Path(PAGE).absolute()}\n"
        "The whole text: reeindex report --format text"
    )


def run_init(arguments: argparse.Namespace) -> str:
    """Run ``reeindex init``.

    Parameters
    ----------
    arguments
        What :func:`add_init_arguments` gives.

    Returns
    -------
    str
        What is printed.
    """
    from reeindex.report_template import write_template

    folder = write_template(arguments.folder)
    return (
        f"Wrote {folder.absolute()} with invented figures in it.\n"
        f"README.md there says how to fill the tables.\n"
        f"reeindex report --data {arguments.folder}"
    )
