"""Do with pandas what reeindex.read_patents() and counts() do, for comparison of results and time.

    python pandas_reference.py EXPORT.csv [--chunk 200000]

Written apart from the library: it shares no code with it and reads its tables itself. It wants an export
written without --all-faults. Prints one JSON object: counts, seconds, peak memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import time
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

TABLES = Path(__file__).resolve().parents[2] / "data" / "classification"

COLUMNS = {
    "Display Key": "publication",
    "Title": "title",
    "Abstract": "abstract",
    "Applicants": "applicants",
    "Publication Date": "published",
    "Application Date": "filed",
    "Simple Family Members": "members",
    "IPCR Classifications": "ipc",
    "CPC Classifications": "cpc",
    "Legal Status": "last",
}


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table of the library."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SYMBOL = re.compile(r"^([A-HY])(\d\d)([A-Z])\s*(?:(\d{1,4})(?:/(\d{2,6}))?)?$")


def key_of(symbol: str, fill: str) -> int | None:
    """Order of a symbol in its scheme; what it leaves open is filled with 0 or 9."""
    match = SYMBOL.match(symbol)
    if match is None:
        return None
    section, two, letter, group, sub = match.groups()
    head = (ord(section) - 65) * 2600 + int(two) * 26 + ord(letter) - 65
    group_number = int(group) if group else int(fill * 4)
    return (head * 10_000 + group_number) * 1_000_000 + int((sub or "").ljust(6, fill))


class Rules:
    """Technology rules and fields, applied to symbols; each symbol is looked up once."""

    def __init__(self) -> None:
        self.titles: list[tuple[re.Pattern[str], str]] = []
        self.ranges: list[tuple[int, int, str, str, str]] = []
        for rule in read_table("technology_rules.csv"):
            if rule["scheme"] == "title":
                term = re.escape(rule["first"].lower().replace("-", " "))
                lead = r"(?<![a-z0-9])" if rule["first"][0].isascii() else ""
                self.titles.append((re.compile(lead + term), rule["technology"]))
                assert not rule["requires"]
                continue
            low, high = key_of(rule["first"], "0"), key_of(rule["last"] or rule["first"], "9")
            assert low is not None
            assert high is not None
            self.ranges.append((low, high, rule["technology"], rule["scheme"], rule["requires"]))
        names = {row["field"]: row["title"] for row in read_table("wipo_fields.csv")}
        self.fields = []
        for row in read_table("wipo_field_symbols.csv"):
            low, high = key_of(row["first"], "0"), key_of(row["last"] or row["first"], "9")
            self.fields.append((low, high, names[row["field"]]))
        self.cache: dict[
            tuple[str, bool], tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str]]
        ] = {}
        self.title_cache: dict[str, frozenset[str]] = {}

    def look(
        self, symbol: str, is_cpc: bool
    ) -> tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str]]:
        """Technologies without condition, with condition, and fields of a symbol."""
        found = self.cache.get((symbol, is_cpc))
        if found is None:
            key = key_of(symbol, "0")
            direct, pending, fields = set(), set(), set()
            for low, high, technology, scheme, needs in self.ranges:
                if key is None or not low <= key <= high or (scheme == "cpc" and not is_cpc):
                    continue
                if needs:
                    pending.add((technology, needs))
                else:
                    direct.add(technology)
            for low, high, field in self.fields:
                if key is not None and low <= key <= high:
                    fields.add(field)
            found = frozenset(direct), frozenset(pending), frozenset(fields)
            self.cache[symbol, is_cpc] = found
        return found

    def title(self, text: str) -> frozenset[str]:
        """Technologies that a title says."""
        found = self.title_cache.get(text)
        if found is None:
            low = text.lower().replace("-", " ")
            found = frozenset(
                technology for pattern, technology in self.titles if pattern.search(low)
            )
            if len(self.title_cache) < 100_000:
                self.title_cache[text] = found
        return found

    def classify(self, ipc: str, cpc: str, title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Technologies and fields of a record."""
        direct, pending, fields = set(self.title(title)), set(), set()
        symbols = [s for s in ipc.split(";;") if s]
        for symbol in symbols:
            a, b, c = self.look(symbol, is_cpc=False)
            direct |= a
            pending |= b
            fields |= c
        for symbol in cpc.split(";;"):
            if not symbol:
                continue
            a, b, c = self.look(symbol, is_cpc=True)
            direct |= a
            pending |= b
            if not symbols:
                fields |= c
        direct_only = frozenset(direct)
        direct.update(technology for technology, needs in pending if needs in direct_only)
        return tuple(sorted(direct)), tuple(sorted(fields))


FORMS = read_table("applicant_forms.csv")
SPECIAL = str.maketrans({"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "ß": "SS", "Æ": "AE", "æ": "ae"})


def fold(text: str) -> list[str]:
    """Capitals without diacritics, as words."""
    text = unicodedata.normalize("NFD", text.translate(SPECIAL))
    text = (
        "".join(c for c in text if not "\u0300" <= c <= "\u036f")
        .upper()
        .replace("'", "")
        .replace("&", " & ")
    )
    return re.sub(r"[\x00-\x25\x27-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]", " ", text).split()


LEGAL = {tuple(fold(row["text"])) for row in FORMS if row["kind"] == "legal_form"}
CJK = [row["text"] for row in FORMS if row["kind"] == "legal_form_cjk"]
SHORT = {row["text"]: row["replacement"] for row in FORMS if row["kind"] == "abbreviation"}


def normal_name(raw: str) -> str:
    """One spelling of an applicant."""
    words = fold(raw)
    if len(words) > 1 and words[0] == "THE":
        words = words[1:]
    words = [SHORT.get(word, word) for word in words]
    changed = True
    while changed:
        changed = False
        for n in range(min(4, len(words) - 1), 0, -1):
            if tuple(words[-n:]) in LEGAL:
                words = words[:-n]
                changed = True
                break
    for form in CJK:
        words = [w.removesuffix(form) if len(w) > len(form) else w for w in words]
        words = [w.removeprefix(form) if len(w) > len(form) else w for w in words]
    return " ".join(words)


def publications(text: pd.Series) -> pd.DataFrame:
    """Office, number and kind; NaN where a text is no publication."""
    plain = text.str.upper().str.replace(r"[ \-_/.,]", "", regex=True)
    parts = plain.str.extract(r"^([A-Z]{2})(\d{1,16})([A-Z]\d?)?$")
    parts.columns = ["office", "number", "kind"]
    parts["kind"] = parts["kind"].fillna("")
    digits = parts["number"].str.len()
    known = parts["office"].isin(["CN", "US", "EP", "WO", "JP", "KR", "DE", "RU"])
    bad = ~known | ((parts["office"] == "CN") & ~digits.between(7, 9))
    parts.loc[bad] = np.nan
    ep = parts["office"] == "EP"
    parts.loc[ep, "number"] = parts.loc[ep, "number"].str.zfill(7)
    return parts


def family_keys(members: pd.Series) -> pd.Series:
    """The smallest spelling among the members; empty without members."""
    cache: dict[str, str] = {}

    def key(cell: str) -> str:
        found = cache.get(cell)
        if found is None:
            found = min(re.sub(r"[ /]", "", one) for one in cell.split(";;"))
            cache[cell] = found
        return found

    return members.map(lambda cell: key(cell) if cell else "")


def run(path: Path, chunk: int) -> dict[str, Any]:
    """All counts of a file."""
    start = time.perf_counter()
    rules = Rules()
    names: dict[str, str] = {}
    kept: list[pd.DataFrame] = []
    rows = malformed = 0
    # With usecols pandas drops the cells of too long rows without a word: the export must have none.
    reader = pd.read_csv(
        path, usecols=["#", *COLUMNS], dtype=str, keep_default_na=False, chunksize=chunk,
        encoding="utf-8-sig", encoding_errors="replace", na_values={"Legal Status": [""]},
    )  # fmt: skip
    for raw in reader:
        frame = raw.rename(columns=COLUMNS)
        rows += len(frame)
        whole = frame["last"].notna()
        text = frame["publication"].fillna("")
        parts = publications(text)
        broken = frame.drop(columns=["last", "#"]).apply(
            lambda c: c.str.contains("\ufffd", regex=False).fillna(False)
        )
        good = whole & parts["office"].notna() & ~broken.any(axis=1)
        malformed += int((~good).sum())
        frame, parts = frame[good], parts[good]
        frame = pd.concat([frame, parts], axis=1)
        frame["id"] = frame["office"] + frame["number"] + frame["kind"]
        frame["year"] = pd.to_datetime(frame["published"], format="%Y-%m-%d", errors="coerce")
        frame["filed"] = pd.to_datetime(frame["filed"], format="%Y-%m-%d", errors="coerce")
        frame["family"] = family_keys(frame["members"])
        sets = [
            rules.classify(i, c, t)
            for i, c, t in zip(frame["ipc"], frame["cpc"], frame["title"], strict=True)
        ]
        frame["technology"] = [s[0] for s in sets]
        frame["field"] = [s[1] for s in sets]
        who = []
        for cell in frame["applicants"]:
            seen = {}
            for one in cell.split(";;"):
                if one:
                    if one not in names:
                        names[one] = normal_name(one)
                    seen[names[one]] = None
            who.append(tuple(seen))
        frame["applicant"] = who
        kept.append(
            frame[["id", "office", "year", "filed", "family", "technology", "field", "applicant"]]
        )
    table = pd.concat(kept, ignore_index=True)
    before = len(table)
    table = table.drop_duplicates("id")
    read_seconds = time.perf_counter() - start

    counts: dict[str, Any] = {}
    single = table[table["family"] == ""]
    families = table[table["family"] != ""].sort_values("year", kind="stable", na_position="last")
    families = families.drop_duplicates("family")
    for unit, chosen in (("publication", table), ("family", pd.concat([single, families]))):
        dated = chosen[chosen["year"].notna()].assign(year=lambda f: f["year"].dt.year)
        counts[f"{unit}/undated"] = int(chosen["year"].isna().sum())
        for by in ("office", "applicant", "technology", "field"):
            for counting in ("whole", "fractional"):
                if by == "office":
                    exploded = dated[["year", by]].assign(w=1.0)
                else:
                    exploded = dated[["year", by]].assign(
                        w=1.0 if counting == "whole" else 1.0 / dated[by].str.len().clip(lower=1)
                    ).explode(by).dropna(subset=[by])  # fmt: skip
                grouped = exploded.groupby([by, "year"])["w"].sum()
                if by == "applicant":
                    top = (
                        grouped.groupby(level=0).sum().sort_values(ascending=False).head(100).index
                    )
                    grouped = grouped[grouped.index.get_level_values(0).isin(top)]
                counts[f"{unit}/{by}/{counting}"] = {
                    f"{k[0]}@{k[1]}": float(v) for k, v in grouped.items()
                }
    edges: dict[tuple[str, str], int] = {}
    for who in table["applicant"]:
        if len(who) > 1:
            for i, a in enumerate(who):
                for b in who[:i]:
                    pair = (min(a, b), max(a, b))
                    edges[pair] = edges.get(pair, 0) + 1
    return {
        "rows_read": rows,
        "malformed_seen": malformed,
        "kept": len(table),
        "duplicates": before - len(table),
        "families": int(families["family"].nunique()),
        "applicants": len({n for who in table["applicant"] for n in who}),
        "edges": len(edges),
        "joint": sum(edges.values()),
        "read_seconds": read_seconds,
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "counts": counts,
    }


def main() -> None:
    """Read the arguments and print the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--chunk", type=int, default=200_000)
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.file, arguments.chunk)))


if __name__ == "__main__":
    main()
