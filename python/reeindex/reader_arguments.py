"""What the command line says of the file that it reads."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reeindex._core.core import InvalidArgument
from reeindex.reading import read_csv

if TYPE_CHECKING:
    from reeindex import TimeSeries

__all__ = ["add_reader_arguments", "read_series"]

_TEXTS = {
    "year": "column of years",
    "value": "column of values",
    "area": "column of areas, or the area of the whole file",
    "indicator": "column of indicators, or the indicator of the whole file",
    "unit": "column of units, or the unit of the whole file: a UCUM code or words",
    "basis": "column of bases, or the basis of the whole file",
    "status": "column of statuses",
    "title": "title of the series",
    "layout": "name of a layout, or plain; default: what is recognised",
    "encoding": "for example cp1252; default: UTF-8, UTF-16 with a mark",
    "separator": "between columns, for example ';' or tab; default: what the file shows",
    "decimal": "'.' or ','; default: what the numbers show",
    "thousands": "'.' or ','; default: what the numbers show",
    "period": "first or last: the year that 2019/20 is taken for",
}


def add_reader_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file and the options that say what it is like; they are those of read_csv."""
    parser.add_argument(
        "file", metavar="FILE", help="a file of statistics with one series; - for standard input"
    )
    group = parser.add_argument_group("what the file is like")
    for name, meaning in _TEXTS.items():
        group.add_argument(f"--{name}", metavar=name.upper(), help=meaning)
    group.add_argument("--skip", type=int, metavar="LINES", help="lines above the header")
    group.add_argument(
        "--na", action="append", metavar="MARK", help="mark of a missing value; may be repeated"
    )
    group.add_argument(
        "--ignore",
        action="append",
        metavar="COLUMN",
        help="column to leave out, or '*' for all without a role; may be repeated",
    )
    group.add_argument(
        "--where",
        action="append",
        metavar="COLUMN=TEXT",
        help="read only rows whose column holds the text; may be repeated",
    )
    group.add_argument(
        "--wide", action=argparse.BooleanOptionalAction, default=None, help="years are columns"
    )
    group.add_argument(
        "--reading", action="store_true", help="say on standard error how the file was read"
    )


def _filters(given: list[str] | None) -> dict[str, list[str]] | None:
    if given is None:
        return None
    out: dict[str, list[str]] = {}
    for one in given:
        column, sign, text = one.partition("=")
        if not sign or not column:
            raise InvalidArgument("where", repr(one), "of the form COLUMN=TEXT")
        out.setdefault(column, []).append(text)
    return out


def read_series(arguments: argparse.Namespace) -> TimeSeries:
    """Read the one series that the arguments name."""
    source = sys.stdin.buffer if arguments.file == "-" else arguments.file
    series = read_csv(
        source,
        skip=arguments.skip,
        na=arguments.na,
        ignore=arguments.ignore,
        where=_filters(arguments.where),
        wide=arguments.wide,
        **{name: getattr(arguments, name) for name in _TEXTS},
    )
    if arguments.reading:
        sys.stderr.write(f"{series.reading}\n")
    return series
