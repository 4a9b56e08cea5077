#!/usr/bin/env python3
"""Add an edition of the USGS Mineral Commodity Summaries to a package, from its world table.

Usage: add_vintage.py TABLE.csv --into FOLDER --edition "MCS 2027" --published 2027-01
                      --document ID --title TITLE [--release-writes-zero-for-dash]

TABLE.csv is the world table of the rare earths in a data release: a row a country, a column `Country`,
columns of production that end in their year (an `est` in the name marks the estimate), and a column
of reserves. The package (data/usgs_mcs or a copy) gets the edition's rows, its vintage and its
document; nothing that is there is changed. Then the package is checked (check_data.py): totals
against sums of rows, the order of the editions, codes and statuses. What the checks find is
printed, and the exit code is 1; the folder is left as it was. Needs the standard library only.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

import check_data

COUNTRIES = {
    "Australia": "AU", "Brazil": "BR", "Burma": "MM", "Burundi": "BI", "Canada": "CA", "China": "CN",
    "Greenland": "GL", "India": "IN", "Madagascar": "MG", "Malaysia": "MY", "Nigeria": "NG", "Russia": "RU",
    "South Africa": "ZA", "Tanzania": "TZ", "Thailand": "TH", "United States": "US", "Vietnam": "VN",
}  # fmt: skip
OTHERS = {"other countries", "other"}
TOTALS = re.compile(r"world total( \(rounded\))?", re.IGNORECASE)
DASHES = {"-", "\u2013", "\u2014", "--"}
PRODUCTION = re.compile(r"prod.*?(?P<est>est)?[_ ]*(?P<year>[12][0-9]{3})$", re.IGNORECASE)

Row = dict[str, str]


class RefusedError(Exception):
    """The table is not what it must be; the message says where and why."""


def read_table(path: Path) -> list[Row]:
    """Read a release table: UTF-8, or Windows-1252 where it is no UTF-8."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
        print(f"{path.name}: read as Windows-1252, because it is no UTF-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    if not rows:
        raise RefusedError(f"{path.name}: has no rows")
    return rows


def columns(header: list[str]) -> tuple[str, list[tuple[str, int, bool]], str]:
    """Find the columns of country, production (with year and whether estimated) and reserves."""
    country = [name for name in header if name.strip().lower() == "country"]
    production = []
    for name in header:
        if "note" in name.lower() or "cap" in name.lower():
            continue
        match = PRODUCTION.search(name.strip())
        if match:
            production.append((name, int(match["year"]), bool(match["est"])))
    reserves = [n for n in header if "reserve" in n.lower() and "note" not in n.lower()]
    if len(country) != 1 or len(reserves) != 1 or len(production) != 2:
        raise RefusedError(
            f"the header must have one column Country, two of production with their years and one of "
            f"reserves; it has {header}"
        )
    if any("pct" in name.lower() or "%" in name for name in (production[0][0], reserves[0])):
        raise RefusedError("a column of production or reserves is named as a percentage")
    return country[0], sorted(production, key=lambda one: one[1]), reserves[0]


def area_of(printed: str) -> str:
    """Return the code of a country as the release prints it."""
    name = re.sub(r"\s+", " ", printed.replace("\u00a0", " ")).strip()
    if TOTALS.fullmatch(name):
        return "WLD"
    if name.lower() in OTHERS:
        return "OTH"
    if name not in COUNTRIES:
        known = ", ".join(sorted(COUNTRIES))
        raise RefusedError(
            f"unknown country '{printed}'; add its code to COUNTRIES. Known: {known}"
        )
    return COUNTRIES[name]


def observation(printed: str, estimated: bool, zero_is_dash: bool) -> Row:
    """Return value, qualifier, status and note of a printed cell."""
    text = printed.replace("\u00a0", " ").strip()
    empty = {"value": "", "qualifier": ""}
    if text == "":
        return empty | {"obs_status": "O", "note": "empty cell"}
    if text in DASHES:
        return empty | {"obs_status": "O", "note": "printed as a dash"}
    if text.upper() == "NA":
        return empty | {"obs_status": "L", "note": "NA, not available"}
    if text.upper() == "W":
        return empty | {"obs_status": "Q", "note": "W, withheld"}
    bound = text.startswith(">")
    digits = text.lstrip(">").replace(",", "").strip()
    if not re.fullmatch(r"[0-9]+", digits):
        raise RefusedError(f"'{printed}' is neither a whole number of tonnes nor a known mark")
    note = ""
    if int(digits) == 0 and zero_is_dash:
        note = "the data release writes 0 where the print has a dash"
    return {
        "value": str(int(digits)),
        "qualifier": "more_than" if bound else "exact",
        "obs_status": "E" if estimated else "A",
        "note": note,
    }


def rows_of(table: list[Row], arguments: argparse.Namespace) -> list[Row]:
    """Turn the release table into observations."""
    country, production, reserves = columns(list(table[0]))
    last = production[-1][1]
    wanted = [("mine_production", year, name, est) for name, year, est in production]
    wanted.append(("reserves", last, reserves, False))
    out = []
    for number, row in enumerate(table, start=2):
        try:
            area = area_of(row[country])
            for indicator, year, column, estimated in wanted:
                cell = row[column] or ""
                found = observation(cell, estimated, arguments.release_writes_zero_for_dash)
                out.append(
                    {
                        "indicator": indicator,
                        "area": area,
                        "vintage": arguments.edition,
                        "year": str(year),
                        "value": found["value"],
                        "qualifier": found["qualifier"],
                        "obs_status": found["obs_status"],
                        "printed": " ".join(cell.split()),
                        "source": arguments.document,
                        "locator": f"{arguments.table.name}, {row[country].strip()}, {column.strip()}",
                        "note": found["note"],
                    }
                )
        except RefusedError as error:
            raise RefusedError(f"{arguments.table.name}, line {number}: {error}") from None
    areas = {row["area"] for row in out}
    if "WLD" not in areas:
        raise RefusedError(f"{arguments.table.name}: no row of the world total")
    numbers = [float(r["value"]) for r in out if r["value"] and r["area"] == "WLD"]
    if numbers and max(numbers) < 1000:
        raise RefusedError(
            f"{arguments.table.name}: a world total of {max(numbers):.0f} t; the header may name tonnes "
            "and the column hold another unit"
        )
    return out


def append(path: Path, rows: list[Row]) -> None:
    """Append rows to a table, in the order of its columns."""
    text = path.read_text(encoding="utf-8")
    header = next(csv.reader(io.StringIO(text)))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, lineterminator="\n")
    writer.writerows(rows)
    path.write_text(text + buffer.getvalue(), encoding="utf-8", newline="\n")


def add(arguments: argparse.Namespace) -> list[str]:
    """Add the edition to a copy, check it, and put it in place if all holds."""
    rows = rows_of(read_table(arguments.table), arguments)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / arguments.into.name
        shutil.copytree(arguments.into, copy)
        append(copy / "observations.csv", rows)
        vintage = {
            "id": arguments.edition,
            "title": arguments.title,
            "published": arguments.published,
        }
        append(copy / "vintages.csv", [vintage | {"document": arguments.document, "note": ""}])
        document = {
            "id": arguments.document,
            "title": arguments.title,
            "authors": "U.S. Geological Survey",
            "year": arguments.published[:4],
            "container": arguments.edition,
            "doi": arguments.doi,
            "url": "",
            "licence": "public domain",
        }
        with (copy / "sources.csv").open(encoding="utf-8", newline="") as file:
            known = {row["id"] for row in csv.DictReader(file)}
        if arguments.document not in known:
            append(copy / "sources.csv", [document])
        problems = check_data.check(copy, rewrite=True)
        if problems is None:
            return ["no readable datapackage.json"]
        if not problems:
            for file in copy.iterdir():
                shutil.copy2(file, arguments.into / file.name)
        return problems


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Add an edition of the MCS to a package.")
    parser.add_argument("table", type=Path, help="world table of the data release")
    parser.add_argument("--into", type=Path, required=True, help="folder of the package")
    parser.add_argument("--edition", required=True, help="id of the edition, such as 'MCS 2027'")
    parser.add_argument("--published", required=True, help="2027, 2027-01 or 2027-01-31")
    parser.add_argument("--document", required=True, help="id in sources.csv")
    parser.add_argument("--title", required=True, help="title of the edition")
    parser.add_argument("--doi", default="", help="of the data release")
    parser.add_argument(
        "--release-writes-zero-for-dash",
        action="store_true",
        help="the releases of 2022 to 2024 do; a zero then says so in its note",
    )
    options = parser.parse_args(arguments)
    try:
        problems = add(options)
    except (RefusedError, OSError, csv.Error) as error:
        print(f"add_vintage: {error}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems; {options.into} is as it was", file=sys.stderr)
        return 1
    print(f"{options.edition} is in {options.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
