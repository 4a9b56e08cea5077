"""The command `reeindex patents`."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import io
import sys

from reeindex.patents import PatentCounts, Patents, patent_format_names, read_patents
from reeindex.text_table import padded, text_width

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reeindex patents` to a parser."""
    parser.add_argument("file", help="export of a patent database, or a folder of tables to join")
    parser.add_argument(
        "--preset", choices=patent_format_names(), help="format; recognised by default"
    )
    parser.add_argument("--office", help="office of numbers that name none, such as US")
    parser.add_argument("--date-order", choices=["dmy", "mdy", "ymd"])
    parser.add_argument(
        "--by", choices=["total", "office", "applicant", "technology", "field"], default="office"
    )
    parser.add_argument("--counting", choices=["whole", "fractional"], default="whole")
    parser.add_argument(
        "--date", choices=["priority", "filing", "publication", "grant"], default="publication"
    )
    parser.add_argument("--unit", choices=["publication", "family"], default="publication")
    parser.add_argument("--technology", action="append", default=[], help="only these; repeatable")
    parser.add_argument("--top", type=int, default=10, help="keys shown; 0 for all")
    parser.add_argument("--format", choices=["text", "csv"], default="text")
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(arguments: argparse.Namespace) -> str:
    """Carry out `reeindex patents` and return what it prints."""
    patents = read_patents(
        arguments.file,
        arguments.preset,
        office=arguments.office,
        date_order=arguments.date_order,
        progress=not arguments.quiet and _can_show_progress(),
    )
    counts = patents.counts(
        arguments.by,
        counting=arguments.counting,
        date=arguments.date,
        unit=arguments.unit,
        technologies=arguments.technology,
        top=arguments.top,
    )
    if arguments.format == "csv":  # the table alone; what is wrong with the file is told beside it
        sys.stderr.writelines(f"reeindex: {line}\n" for line in _issues(patents))
        return _as_csv(counts)
    return _as_text(patents, counts)


def _can_show_progress() -> bool:
    return sys.stderr.isatty() and importlib.util.find_spec("tqdm") is not None


def _issues(patents: Patents) -> list[str]:
    lines = []
    for title, issues in (("Malformed", patents.malformed), ("Unreadable", patents.doubtful)):
        lines += [f"{title}, line {issue.line}: {issue.reason}" for issue in issues.listed[:5]]
        if issues.count > 5:
            lines.append(f"... {issues.count - 5} more.")
    return lines


def _number(value: float) -> str:
    return f"{value:.0f}" if value == round(value) else f"{value:.2f}"


def _as_csv(counts: PatentCounts) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["year", *counts.keys()])
    for j, year in enumerate(counts.years):
        writer.writerow([int(year), *(_number(value) for value in counts.table[:, j])])
    return out.getvalue()


def _as_text(patents: Patents, counts: PatentCounts) -> str:
    what = "families" if counts.unit == "family" else "publications"
    head = (
        f"{len(patents)} records of {patents.rows} rows in {patents.source}"
        f"{f' ({patents.layout})' if patents.layout else ''}: "
        f"{patents.malformed.count} malformed, {patents.duplicates.count} duplicate; "
        f"{patents.doubtful.count} unreadable cells."
    )
    lines = [head]
    if len(counts):
        names = list(counts.keys())
        table = counts.table
        cells = [["year", *names]]
        for j, year in enumerate(counts.years):
            mark = "p" if year > counts.complete_until else ""
            cells.append([f"{year}{mark}", *(_number(value) for value in table[:, j])])
        cells.append(["sum", *(_number(value) for value in table.sum(axis=1))])
        short = [[cell[:24] for cell in row] for row in cells]
        widths = [max(text_width(row[i]) for row in short) for i in range(len(short[0]))]
        lines.append(f"Patent {what} by {counts.by} and {counts.date} year, {counts.counting}:")
        lines += [
            "  ".join(
                padded(cell, width, right=True) for cell, width in zip(row, widths, strict=True)
            )
            for row in short
        ]
        if counts.years[-1] > counts.complete_until:
            lines.append("p: provisional; the file cannot hold all documents of the year.")
    else:
        lines.append(f"No {what} to count.")
    if counts.other_key_count:
        lines.append(
            f"{counts.other_key_count} further keys with {_number(counts.other_keys)} in sum."
        )
    if counts.undated:
        lines.append(f"{counts.undated.count} without {counts.date} date, in no year.")
    if counts.without_key:
        lines.append(f"{_number(counts.without_key)} without {counts.by}.")
    lines += _issues(patents)
    return "\n".join(lines) + "\n"
