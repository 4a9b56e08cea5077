"""A folder of tables to start a report of one's own from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from reeindex._core.core import InvalidArgument
from reeindex.files import write_file

__all__ = ["write_template"]

_YEARS = range(2012, 2025)
#: Invented, and said to be so in the title, the source and every locator.
_PRODUCTION = {
    "AU": [12, 13, 15, 14, 17, 19, 20, 22, 21, 24, 26, 27, 29],
    "CL": [30, 31, 30, 34, 37, 38, 41, 45, 44, 49, 55, 58, 61],
    "FI": [5, 5, 6, 6, 5, 7, 7, 8, 8, 8, 9, 9, 10],
}
_RESERVES = {"AU": 900, "CL": 2400, "FI": 150}
_EDITIONS = (("edition 2024", 2023), ("edition 2025", 2024))
#: What the older edition says otherwise, as editions do.
_BEFORE = {("CL", 2023): 56, ("AU", 2023): 26}
_SCENARIOS = {"high": {2030: 160, 2035: 210}, "low": {2030: 105, 2035: 100}}


def _observations() -> str:
    lines = ["indicator,area,scenario,vintage,year,value,qualifier,obs_status,source,locator,note"]
    newest = _EDITIONS[-1][0]
    for edition, last in _EDITIONS:
        rows: list[tuple[str, int, int]] = []
        for area, values in _PRODUCTION.items():
            for year, value in zip(_YEARS, values, strict=True):
                said = value if edition == newest else _BEFORE.get((area, year), value)
                if year <= last:
                    rows.append((area, year, said))
        world = dict.fromkeys((year for year in _YEARS if year <= last), 0)
        for _, year, said in rows:
            world[year] += said
        for area, year, said in [*(("WLD", *each) for each in world.items()), *rows]:
            status = "E" if year == last else "A"
            lines.append(
                f"production,{area},,{edition},{year},{said},exact,{status},example,invented,"
            )
    lines += [
        f"reserves,{area},,{newest},2024,{value},exact,A,example,invented,"
        for area, value in _RESERVES.items()
    ]
    lines += [
        f"production,WLD,{name},{newest},{year},{value},exact,F,example,invented,"
        for name, values in _SCENARIOS.items()
        for year, value in values.items()
    ]
    return "\n".join(lines) + "\n"


_SERIES = """\
indicator,title,unit,basis,area_scheme,scope,decimals,note
production,Production of the example material,kt/a,none,iso3166,world and countries,0,invented figures
reserves,Reserves of the example material,kt,none,iso3166,countries,0,invented figures
"""

_SOURCES = """\
id,title,authors,year,container,doi,url,licence
example,Invented figures to try a report with,,2025,,,,CC0-1.0
"""

_VINTAGES = """\
id,title,published,document,note
edition 2024,First edition of the example,2024-01,example,invented
edition 2025,Second edition of the example,2025-01,example,invented
"""

_README = """\
# A report of your own

    reeindex report --data .

makes report.html from the tables of this folder. All figures in it are invented: replace them.

| table | a row is | columns that must be filled |
|---|---|---|
| series.csv | a quantity | indicator (a short key), title (as headings have it), unit (kt/a, t, USD, 1), area_scheme |
| observations.csv | a value of one year | indicator, area, year, value |
| sources.csv | a publication | id, title |
| vintages.csv | an edition of the source, the oldest first | id, title, published |

- `area`: a country by ISO 3166 (CL or CHL), `WLD` for the world, `OTH` for other countries.
- `area_scheme`: `iso3166`. With it two countries or more give shares, HHI and ranks.
- `basis`: what a mass is a mass of: oxide, element, REO, metal, concentrate, product; else none.
- `value`: empty where there is none. A missing value is not zero.
- `obs_status`: A normal, E estimated, P provisional, F forecast by the source, O missing.
- `qualifier`: exact, about, more_than, less_than, at_least, up_to.
- `scenario`: the name of a projection; empty for what was observed. The report says where a
  scenario lies in its forecast.
- `vintage`: the edition that prints the value; the same year may stand in several. Without
  editions delete vintages.csv, its entry in datapackage.json and the column.
- `source`, `locator`: an id of sources.csv, and the place in it.

datapackage.json holds the title of the report, the publisher and the licence, and lists the
tables. `reeindex.report_chapters()` lists what each chapter of the report needs.
"""


def _package() -> dict[str, Any]:
    names = ("series", "observations", "sources", "vintages")
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "my-report",
        "title": "Production of the example material",
        "description": "Invented figures to try a report with; see README.md.",
        "publisher": "Invented",
        "edition": "2025",
        "published": "2025-01",
        "attribution": "Invented figures.",
        "licenses": [
            {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
        ],
        "resources": [
            {"name": name, "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv"}
            for name in names
        ],
    }


def write_template(folder: str | os.PathLike[str]) -> Path:
    """Write a folder of tables that ``reeindex report --data`` takes at once.

    Parameters
    ----------
    folder
        New, or empty.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InvalidArgument
        If it holds anything, or is no folder.
    OSError
        If it cannot be written.
    """
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise InvalidArgument("FOLDER", repr(str(folder)), "a folder; a file has this name")
    if target.is_dir() and any(target.iterdir()):
        raise InvalidArgument(
            "FOLDER",
            repr(str(folder)),
            "a folder that is empty or not there yet; nothing is replaced",
        )
    target.mkdir(parents=True, exist_ok=True)
    files = {
        "series.csv": _SERIES,
        "observations.csv": _observations(),
        "sources.csv": _SOURCES,
        "vintages.csv": _VINTAGES,
        "README.md": _README,
        "datapackage.json": json.dumps(_package(), indent=2) + "\n",
    }
    for name, text in files.items():
        write_file(target / name, text)
    return target
