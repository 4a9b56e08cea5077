#!/usr/bin/env python3
"""Check the data packages: descriptors, files, rows, keys, codes and proofs.

Usage: check_data.py [--data FOLDER] [--write]

FOLDER is a package, or a folder of packages; by default data/ of this checkout.

Without --write nothing is changed; the exit code is 0 if all holds, 1 if not
(one line per problem), 2 on misuse. With --write the sizes and hashes in
datapackage.json are recomputed from the files, and then all is checked.
Needs the standard library only.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import hashlib
import io
import json
import math
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, str]
Tables = dict[str, list[Row]]

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

# Tables whose rows are keys or titles of ours and thus have no place in a source.
WITHOUT_SOURCE = {"sources", "series", "vintages", "claim_sources"}

COUNTRIES = {
    "AT", "AU", "BI", "BR", "CA", "CD", "CL", "CN", "DE", "EE", "FR", "GB", "GL", "HK", "ID", "IN", "JP", "KG", "KP",
    "KR", "KZ", "LA", "LK", "MG", "MM", "MY", "MZ", "NG", "NL", "RU", "TH", "TW", "TZ", "US", "VN", "ZA",
}  # fmt: skip
AGGREGATES = {"WLD", "OTH"}
OFFICES = {"CN", "JP", "US", "EP", "WO", "KR", "DE", "CA", "TW", "FR"}
SUBDIVISIONS = {
    "CN-BJ", "CN-FJ", "CN-GD", "CN-GX", "CN-HN", "CN-JL", "CN-JS", "CN-JX", "CN-NM", "CN-SC", "CN-SD", "CN-YN",
    "CN-ZJ", "RU-MUR", "RU-PER", "ZA-WC",
}  # fmt: skip
CURRENCIES = {"CNY", "USD"}

# The part of UCUM in use: metric atoms take a prefix, the others do not.
UCUM_METRIC = {"t", "m", "g", "a"}
UCUM_PLAIN = {"1", "%", "Cel"}
UCUM_PREFIXES = {"", "k", "M", "G", "m", "c", "u"}

STATUS_MISSING = {"O", "M", "L", "H", "Q"}


def ucum_problem(code: str) -> str | None:
    """Say what is wrong with a unit code, or None."""
    if not code:
        return "empty unit"
    for part in re.split(r"[./]", code):
        if re.fullmatch(r"10\*-?[0-9]{1,2}", part) or re.fullmatch(r"\{[a-z_]+\}", part):
            continue
        if part in UCUM_PLAIN or part in CURRENCIES:
            continue
        atom = re.sub(r"[23]$", "", part)
        if any(atom.startswith(p) and atom[len(p) :] in UCUM_METRIC for p in UCUM_PREFIXES):
            continue
        return f"unit '{code}': '{part}' is neither UCUM nor an ISO 4217 code in use"
    return None


def parse_number(text: str) -> float:
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text):
        raise ValueError(f"'{text}' is not a plain decimal number")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"'{text}' is not finite")
    return value


def parse_integer(text: str) -> int:
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
        raise ValueError(f"'{text}' is not an integer")
    return int(text)


def parse_year(text: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise ValueError(f"'{text}' is not a year")
    return int(text)


PARSERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": parse_number,
    "integer": parse_integer,
    "year": parse_year,
    "date": datetime.date.fromisoformat,
}


class Checker:
    """Collects problems; each is one line that names file, line and field."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.tables: Tables = {}

    def say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    # Descriptor

    def check_descriptor(self, package: dict[str, Any]) -> None:
        where = "datapackage.json"
        if package.get("$schema") != PACKAGE_PROFILE:
            self.say(where, "$schema is not Data Package 2.0")
        for key in (
            "name",
            "title",
            "description",
            "version",
            "created",
            "publisher",
            "edition",
            "published",
            "attribution",
            "licenses",
            "sources",
            "contributors",
            "resources",
        ):
            if not package.get(key):
                self.say(where, f"'{key}' is missing or empty")
        names = [r.get("name") for r in package.get("resources", [])]
        if len(set(names)) != len(names):
            self.say(where, "two resources have one name")
        listed = {r.get("path") for r in package.get("resources", [])}
        for extra in sorted({p.name for p in self.folder.glob("*.csv")} - listed):
            self.say(where, f"{extra} is in the folder but not among the resources")
        for resource in package.get("resources", []):
            self.check_resource(resource, names)

    def check_resource(self, resource: dict[str, Any], names: list[Any]) -> None:
        where = f"datapackage.json, {resource.get('name')}"
        for key in ("path", "title", "licenses", "schema", "bytes", "hash"):
            if not resource.get(key):
                self.say(where, f"'{key}' is missing or empty")
        if resource.get("type") != "table":
            self.say(where, "type is not 'table'")
        path = str(resource.get("path", ""))
        if path != f"{resource.get('name')}.csv":
            self.say(where, f"path '{path}' does not follow from the name")
        schema = resource.get("schema", {})
        if schema.get("$schema") != TABLE_PROFILE:
            self.say(where, "schema.$schema is not Table Schema 2.0")
        if schema.get("missingValues") != [""]:
            self.say(where, "missingValues is not ['']")
        fields = [f.get("name") for f in schema.get("fields", [])]
        if len(set(fields)) != len(fields):
            self.say(where, "two fields have one name")
        for field in schema.get("fields", []):
            if field.get("type") not in PARSERS:
                self.say(
                    where, f"field {field.get('name')}: type '{field.get('type')}' is not in use"
                )
            if not field.get("description"):
                self.say(where, f"field {field.get('name')}: no description")
            pattern = field.get("constraints", {}).get("pattern")
            if pattern is not None:
                try:
                    re.compile(pattern)
                except re.error as error:
                    self.say(where, f"field {field.get('name')}: pattern: {error}")
        keys = row_keys(schema)
        if not keys:
            self.say(where, "neither primaryKey nor uniqueKeys")
        for name in {n for key in keys for n in key} - set(fields):
            self.say(where, f"a key names no field '{name}'")
        for key in schema.get("foreignKeys", []):
            target = key["reference"].get("resource", resource.get("name"))
            if target not in names:
                self.say(where, f"foreign key to unknown resource '{target}'")
            for name in key["fields"]:
                if name not in fields:
                    self.say(where, f"foreign key names no field '{name}'")

    # Files and rows

    def read(self, resource: dict[str, Any]) -> None:
        name, path = resource["name"], self.folder / resource["path"]
        self.tables[name] = []
        if not path.is_file():
            self.say(resource["path"], "no such file")
            return
        raw = path.read_bytes()
        if len(raw) != resource.get("bytes"):
            self.say(
                path.name, f"has {len(raw)} bytes, the descriptor says {resource.get('bytes')}"
            )
        if digest(raw) != resource.get("hash"):
            self.say(path.name, "its SHA-256 differs from the descriptor's")
        if raw.startswith(b"\xef\xbb\xbf"):
            self.say(path.name, "starts with a byte order mark")
        if b"\r" in raw:
            self.say(path.name, "holds a carriage return")
        if not raw.endswith(b"\n") or raw.endswith(b"\n\n"):
            self.say(path.name, "does not end in exactly one line feed")
        try:
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            self.say(path.name, str(error))
            return
        fields = [f["name"] for f in resource["schema"]["fields"]]
        if not rows or rows[0] != fields:
            self.say(path.name, f"header {rows[0] if rows else []} is not {fields}")
            return
        for number, row in enumerate(rows[1:], start=2):
            if len(row) != len(fields):
                self.say(f"{path.name}, row {number}", f"{len(row)} cells instead of {len(fields)}")
                continue
            for cell in row:
                if cell != cell.strip() or "\n" in cell or "  " in cell:
                    self.say(f"{path.name}, row {number}", f"stray white space in '{cell}'")
            self.tables[name].append(dict(zip(fields, row, strict=True)))
        if not self.tables[name]:
            self.say(path.name, "has no rows")

    def check_cells(self, resource: dict[str, Any]) -> None:
        schema, rows = resource["schema"], self.tables[resource["name"]]
        for field in schema["fields"]:
            name, constraints, seen = field["name"], field.get("constraints", {}), set()
            parse = PARSERS.get(field["type"], str)
            for number, row in enumerate(rows, start=2):
                where, text = f"{resource['path']}, row {number}, {name}", row[name]
                if text == "":
                    if constraints.get("required"):
                        self.say(where, "is required and empty")
                    continue
                try:
                    value = parse(text)
                except ValueError as error:
                    self.say(where, str(error))
                    continue
                if "enum" in constraints and text not in constraints["enum"]:
                    self.say(where, f"'{text}' is not one of {constraints['enum']}")
                if "pattern" in constraints and not re.fullmatch(constraints["pattern"], text):
                    self.say(where, f"'{text}' does not match {constraints['pattern']}")
                if "minimum" in constraints and value < type(value)(constraints["minimum"]):
                    self.say(where, f"{text} is below {constraints['minimum']}")
                if "maximum" in constraints and value > type(value)(constraints["maximum"]):
                    self.say(where, f"{text} is above {constraints['maximum']}")
                if constraints.get("unique"):
                    if text in seen:
                        self.say(where, f"'{text}' is there twice")
                    seen.add(text)

    def check_keys(self, resource: dict[str, Any]) -> None:
        schema, rows = resource["schema"], self.tables[resource["name"]]
        for names in row_keys(schema):
            seen: dict[tuple[str, ...], int] = {}
            for number, row in enumerate(rows, start=2):
                key = tuple(row[n] for n in names)
                if key in seen:
                    self.say(
                        f"{resource['path']}, row {number}", f"key {key} is that of row {seen[key]}"
                    )
                if names == schema.get("primaryKey") and not all(key):
                    self.say(f"{resource['path']}, row {number}", f"empty cell in key {key}")
                seen[key] = number
        for foreign in schema.get("foreignKeys", []):
            target = foreign["reference"].get("resource", resource["name"])
            there = {
                tuple(r[n] for n in foreign["reference"]["fields"])
                for r in self.tables.get(target, [])
            }
            for number, row in enumerate(rows, start=2):
                key = tuple(row[n] for n in foreign["fields"])
                if any(key) and key not in there:
                    self.say(
                        f"{resource['path']}, row {number}",
                        f"{foreign['fields']} {key} is not in {target}",
                    )

    # What a table schema cannot say

    def check_codes(self) -> None:
        for table, rows in self.tables.items():
            for number, row in enumerate(rows, start=2):
                where = f"{table}.csv, row {number}"
                if row.get("unit"):
                    problem = ucum_problem(row["unit"])
                    if problem:
                        self.say(where, problem)
                for name in ("country", "country_printed"):
                    if row.get(name) and row[name] not in COUNTRIES:
                        self.say(where, f"{name} '{row[name]}' is not an ISO 3166-1 code in use")
                for name in ("subdivision", "seat_subdivision"):
                    if row.get(name):
                        if row[name] not in SUBDIVISIONS:
                            self.say(
                                where, f"{name} '{row[name]}' is not an ISO 3166-2 code in use"
                            )
                        if row.get("country") and row[name][:2] != row["country"]:
                            self.say(
                                where, f"{name} '{row[name]}' is not in country '{row['country']}'"
                            )
                if table not in WITHOUT_SOURCE and not (row.get("source") and row.get("locator")):
                    self.say(where, "no source or no locator")
        for table in ("figures", "events"):
            for number, row in enumerate(self.tables.get(table, []), start=2):
                for area in filter(None, row["area"].split(";")):
                    if area not in COUNTRIES | SUBDIVISIONS | {"WLD"}:
                        self.say(f"{table}.csv, row {number}", f"area '{area}' is no code in use")

    def check_observations(self) -> None:
        schemes = {r["indicator"]: r["area_scheme"] for r in self.tables.get("series", [])}
        allowed = {
            "wipo_st3": OFFICES,
            "iso3166": COUNTRIES | AGGREGATES,
            "aggregate": {"WLD"},
        }
        used = set()
        for number, row in enumerate(self.tables.get("observations", []), start=2):
            where = f"observations.csv, row {number}"
            used.add(row["indicator"])
            if row["area"] not in allowed.get(schemes.get(row["indicator"], ""), set()):
                self.say(where, f"area '{row['area']}' is not in the scheme of the series")
            if (row["value"] == "") != (row["obs_status"] in STATUS_MISSING):
                self.say(where, "a value is missing exactly where the status says so")
            if (row["value"] == "") != (row["qualifier"] == ""):
                self.say(where, "a qualifier stands exactly where a value does")
            if bool(row.get("correction")) != bool(row.get("correction_status")):
                self.say(where, "correction and its status stand together")
            if row.get("correction") and not row["erratum"]:
                self.say(where, "a correction without an erratum")
        for indicator in sorted(set(schemes) - used):
            self.say("series.csv", f"'{indicator}' has no observation")

    def check_vintages(self) -> None:
        """Check that no edition is older than the one before it."""
        last = ""
        for number, row in enumerate(self.tables.get("vintages", []), start=2):
            where, published = f"vintages.csv, row {number}", row["published"]
            if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", published):
                self.say(where, f"'{published}' is not a year, a month or a day")
            known = min(len(published), len(last))
            if published[:known] < last[:known]:
                self.say(where, f"{row['id']} of {published} stands after an edition of {last}")
            last = published

    def check_totals(self) -> None:
        """Compare each printed world total with the sum of its rows; errata name what differs.

        A total is rounded, so that half a unit of its last digit that is not zero may differ, and
        one per row for the rounding of the rows.
        """
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self.tables.get("observations", []):
            if row["indicator"] in ("mine_production", "reserves") and row["value"]:
                key = (row["indicator"], row.get("vintage", ""), row["year"])
                groups.setdefault(key, []).append(row)
        named = {s for r in self.tables.get("errata", []) for s in r["subject"].split(";")}
        for (indicator, vintage, year), rows in sorted(groups.items()):
            total = [r for r in rows if r["area"] == "WLD"]
            parts = [float(r["value"]) for r in rows if r["area"] != "WLD"]
            if len(total) != 1 or len(parts) < 3 or total[0]["qualifier"] != "exact":
                continue
            printed = total[0]["value"]
            digits = len(printed.split(".")[0].rstrip("0"))
            rounding = 0.5 * 10 ** (len(printed.split(".")[0]) - max(digits, 2))
            rounding += 0.005 * max(parts)
            difference = abs(float(printed) - sum(parts))
            subject = f"observation:{indicator}/WLD@{year}"
            if difference > rounding and subject not in named:
                self.say(
                    f"observations.csv, {vintage} {indicator} {year}",
                    f"total {printed} differs from the sum of its rows, {sum(parts):.0f}; "
                    "errata.csv must name it",
                )

    def check_figures(self) -> None:
        for number, row in enumerate(self.tables.get("figures", []), start=2):
            where = f"figures.csv, row {number}, {row['id']}"
            self.check_reference(where, row["subject"])
            if row["value_high"] and float(row["value_high"]) <= float(row["value"]):
                self.say(where, "value_high is not above value")
            if row["correction"] and not row["erratum"]:
                self.say(where, "a correction without an erratum")
            mass = re.match(r"^[kM]?t(/a)?$", row["unit"])
            if mass and row["basis"] == "none":
                self.say(where, "a mass needs a basis")
            if (
                row["nature"] == "flow"
                and row["kind"] == "capacity"
                and not row["unit"].endswith("/a")
            ):
                self.say(where, "a capacity is per year")

    def check_claims(self) -> None:
        for number, row in enumerate(self.tables.get("claims", []), start=2):
            where = f"claims.csv, row {number}, {row['id']}"
            if len(row["quote"].split()) > 15:
                self.say(where, "quote of more than 15 words")
            if (row["method"] == "not_testable") != (row["inputs"] == ""):
                self.say(where, "inputs are empty exactly where the claim is not testable")
            for key in filter(None, row["inputs"].split(";")):
                self.check_reference(where, key)

    def check_reference(self, where: str, key: str) -> None:
        """Check one key such as figure:fig-x or series:reserves/WLD@2019."""
        kind, _, rest = key.partition(":")
        homes = {"company": ("companies", "id"), "deposit": ("deposits", "id"), "event": ("events", "id"),
                 "figure": ("figures", "id"), "patent": ("patents", "publication"),
                 "owner": ("patent_owners", "company")}  # fmt: skip
        if kind in homes:
            table, field = homes[kind]
            if table in self.tables and rest not in {r[field] for r in self.tables[table]}:
                self.say(where, f"'{key}' is not in {table}.csv")
        elif kind == "country":
            if rest not in COUNTRIES:
                self.say(where, f"'{key}' is no country in use")
        elif kind == "office":
            if rest not in OFFICES:
                self.say(where, f"'{key}' is no office in use")
        elif kind in ("series", "observation"):
            match = re.fullmatch(r"([a-z_]+)(?:/([A-Z]{2,3}|\*))?(?:@([0-9]{4}|\*))?", rest)
            rows = self.tables.get("observations", [])
            if not match or not any(
                r["indicator"] == match[1]
                and (match[2] in (None, "*") or r["area"] == match[2])
                and (match[3] in (None, "*") or r["year"] == match[3])
                for r in rows
            ):
                self.say(where, f"'{key}' names no observation")
        elif kind in ("reference", "section", "group") or ":" not in key:
            return
        else:
            self.say(where, f"'{key}' is of no known kind")

    def check_errata(self) -> None:
        for number, row in enumerate(self.tables.get("errata", []), start=2):
            where = f"errata.csv, row {number}, {row['id']}"
            paper = row["source"] == "kirsanov2025"
            if self.folder.name == "kirsanov2025" and (row["proof"] == "paper") != paper:
                self.say(
                    where, "the proof rests on the paper exactly where its source is the paper"
                )
            for key in row["subject"].split(";"):
                self.check_reference(where, key)
        cited = {
            r["source"]
            for t, rows in self.tables.items()
            if t not in WITHOUT_SOURCE
            for r in rows
            if "source" in r
        } | {r["document"] for r in self.tables.get("vintages", [])}
        for row in self.tables.get("errata", []):
            for name in re.findall(r"\[([a-z0-9_]+)\]", row["reason"]):
                cited.add(name)
                if name not in {r["id"] for r in self.tables["sources"]}:
                    self.say(f"errata.csv, {row['id']}", f"'{name}' is not in sources.csv")
        for row in self.tables.get("sources", []):
            if row["id"] not in cited:
                self.say("sources.csv", f"'{row['id']}' is cited by no row")

    def run(self, package: dict[str, Any]) -> None:
        self.check_descriptor(package)
        if self.problems:
            return
        for resource in package["resources"]:
            self.read(resource)
        if self.problems:
            return
        for resource in package["resources"]:
            self.check_cells(resource)
        for resource in package["resources"]:
            self.check_keys(resource)
        if self.problems:
            return
        self.check_codes()
        self.check_vintages()
        self.check_observations()
        self.check_totals()
        self.check_figures()
        self.check_claims()
        self.check_errata()


def row_keys(schema: dict[str, Any]) -> list[list[str]]:
    """List the keys that tell the rows of a table apart."""
    keys = list(schema.get("uniqueKeys", []))
    return [schema["primaryKey"], *keys] if schema.get("primaryKey") else keys


def digest(raw: bytes) -> str:
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def write(folder: Path, package: dict[str, Any]) -> None:
    """Recompute bytes and hash of each resource whose file exists."""
    for resource in package.get("resources", []):
        path = folder / resource["path"]
        if path.is_file():
            raw = path.read_bytes()
            resource["bytes"] = len(raw)
            resource["hash"] = digest(raw)
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def packages(folder: Path) -> list[Path]:
    """List the packages in a folder: itself, or the folders in it that have a descriptor."""
    if (folder / "datapackage.json").is_file():
        return [folder]
    return sorted(p.parent for p in folder.glob("*/datapackage.json"))


def check(folder: Path, rewrite: bool) -> list[str] | None:
    """Check one package; return its problems, or None where it has no readable descriptor."""
    descriptor = folder / "datapackage.json"
    try:
        package = json.loads(descriptor.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"check_data: {descriptor}: {error}", file=sys.stderr)
        return None
    if rewrite:
        write(folder, package)
    checker = Checker(folder)
    checker.run(package)
    if not checker.problems:
        counts = ", ".join(f"{name} {len(rows)}" for name, rows in checker.tables.items())
        print(f"{folder.name} is sound: {counts}")
    return checker.problems


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the data packages.")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[1] / "data",
                        help="a package or a folder of packages (default: data/ of this checkout)")  # fmt: skip
    parser.add_argument("--write", action="store_true", help="recompute bytes and hashes first")
    options = parser.parse_args(arguments)
    folders = [p for p in packages(options.data) if (p / "observations.csv").is_file()]
    if not folders:
        folders = [options.data]
    results = [check(folder, options.write) for folder in folders]
    if None in results:
        return 2
    problems = [p for problems in results for p in problems or []]
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
