"""The command ``reeindex data``: what the library carries."""

from __future__ import annotations

import argparse
import csv
import io
import json
from typing import TYPE_CHECKING, Any

import reeindex as ree

if TYPE_CHECKING:
    from reeindex import Dataset

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``reeindex data``.

    Parameters
    ----------
    parser
        Of the command.
    """
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="every dataset with edition, licence and size")
    show = actions.add_parser("show", help="one dataset, or one series of it")
    _add_names(show)
    export = actions.add_parser("export", help="one dataset or one series as CSV or JSON")
    _add_names(export)
    export.add_argument("--format", choices=["csv", "json"], default="csv", help="default: csv")
    export.add_argument("-o", "--output", metavar="FILE", help="write there instead of the screen")


def _add_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="DATASET", help="as 'reeindex data list' has it")
    parser.add_argument("key", metavar="KEY", nargs="?", help="for example mine_production/WLD")
    parser.add_argument("--vintage", metavar="EDITION", help="default: the newest")


def _size(count: int) -> str:
    return f"{count / 1024:.0f} KiB"


def _list() -> str:
    rows = [["name", "edition", "published", "licence", "size", "title"]]
    rows += [
        [one.name, one.edition, one.published, one.licence, _size(one.bytes), one.title]
        for one in ree.datasets()
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join(
        "  ".join([*(row[i].ljust(widths[i]) for i in range(5)), row[5]]) for row in rows
    )


def _about(dataset: Dataset) -> str:
    lines = [repr(dataset)]
    package = dataset.package
    if package is not None:
        lines = [
            f"{package.name}: {package.title}",
            package.description,
            f"publisher    {package.publisher}",
            f"edition      {package.edition}, published {package.published}",
            f"licence      {package.licence}",
            f"attribution  {package.attribution}",
            *([f"left out     {package.left_out}"] if package.left_out else []),
            f"tables       {', '.join(package.tables)}",
            *(f"vintage      {one.id}, {one.published}" for one in dataset.vintages()),
            *lines,
        ]
    return "\n".join(lines)


def _rows(arguments: argparse.Namespace, dataset: Dataset) -> list[dict[str, str]]:
    rows = dataset.table("observations")
    if arguments.key is None:
        if arguments.vintage is None:
            return rows
        wanted = arguments.vintage
        known = [one.id for one in dataset.vintages()]
        if wanted not in known:
            raise ree.NotFound(f"no vintage {wanted!r}; known: {', '.join(known)}")
        return [row for row in rows if row.get("vintage") == wanted]
    series = dataset.series(arguments.key, vintage=arguments.vintage)
    return [
        row
        for row in rows
        if row["indicator"] == series.indicator
        and row["area"] == series.area
        and row.get("vintage", "") == series.vintage
        and row.get("scenario", "") == series.scenario
    ]


def _export(arguments: argparse.Namespace, dataset: Dataset) -> str:
    rows = _rows(arguments, dataset)
    package = dataset.package
    if arguments.format == "json":
        about: dict[str, Any] = {"dataset": dataset.name}
        if package is not None:
            about |= {"licence": package.licence, "attribution": package.attribution}
        return json.dumps(about | {"observations": rows}, indent=2, ensure_ascii=False)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def run(arguments: argparse.Namespace) -> str:
    """Run ``reeindex data``.

    Parameters
    ----------
    arguments
        What :func:`add_arguments` gives.

    Returns
    -------
    str
        What is printed.
    """
    if arguments.action == "list":
        return _list()
    dataset = ree.load(arguments.name)
    if arguments.action == "export":
        return _export(arguments, dataset)
    if arguments.key is None:
        return _about(dataset)
    return repr(dataset.series(arguments.key, vintage=arguments.vintage))
