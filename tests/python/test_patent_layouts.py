"""Exports in the layouts of the databases: recognised, and read to what they hold.

The files in tests/data/patents are the project's own: layouts as found, fictional rows. The table
in docs/patents.md names each of them.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import shutil
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reeindex import DataError, FileError
from reeindex import patents as ree

DATA = Path(__file__).parent.parent / "data" / "patents"
ROOT = Path(__file__).parent.parent.parent


@dataclass
class Export:
    """A test file and what is in it."""

    file: str
    format: str
    layout: str
    numbers: list[str]
    applicants: dict[str, float]
    years: list[int | None]
    priorities: list[str | None] = field(default_factory=list)
    families: int = 0
    malformed: int = 0
    doubtful: int = 0
    symbols: int = 0


NORDLAND = "NORDLAND METALS"
HARBOUR = "HARBOUR UNIVERSITY"
LENS_OLD = {
    "numbers": ["US20139100001A1", "US9100002A", "CN101910003A", "EP9100004B1"],
    "applicants": {NORDLAND: 2, HARBOUR: 1, "LUMEN WORKS": 1},
    "years": [2013, 1976, 2008, 2001],
    "priorities": ["2010-12-01", "1971-08-24", "2007-09-20", "1999-02-01"],
    "symbols": 3,
}
FOUR = ["CN119100001A", "US99100002B2", "EP9100003A1", "JP2018910004A"]
EXPORTS = [
    Export("lens_2015.csv", "lens", "Lens.org, CSV of 2015", **LENS_OLD),
    Export("lens_2016.csv", "lens", "Lens.org, CSV of 2016", **LENS_OLD),
    Export(
        "lens_2021.csv",
        "lens",
        "Lens.org, CSV of 2021",
        ["CN119100001A", "US99100002B2", "WO2021910003A1", "IN2013DE02851A"],
        {NORDLAND: 2, HARBOUR: 2},
        [2019, 2020, 2021, 2015],
        ["2018-11-20", "2015-02-10", "2019-07-02", "2013-09-26"],
        symbols=4,
    ),
    *(
        Export(
            name,
            "lens",
            "Lens.org, CSV since 2024",
            FOUR,
            {NORDLAND: 3, HARBOUR: 1},
            [2019, 2020, 2017, 2018],
            ["2018-11-20", "2015-02-10", "2015-02-10", "2015-02-10"],
            families=2,
            symbols=4,
        )
        for name in ("lens_2024.csv", "lens_2026.csv")
    ),
    Export(
        "lens.jsonl",
        "lens",
        "Lens.org, JSON Lines",
        FOUR[:3],
        {NORDLAND: 2, HARBOUR: 1},
        [2019, 2020, 2017],
        ["2018-11-20", "2015-02-10", "2015-02-10"],
        families=2,
        malformed=1,
        symbols=3,
    ),
    Export(
        "google.csv",
        "google",
        "Google Patents, CSV",
        ["CN119100001A", "US99100002B2", "WO2021910003A1", "US20169100004A1", "KR102910005B1"],
        {"示例稀土": 1, "NORDLAND METALS I": 1, HARBOUR: 1, NORDLAND: 1, "노르드란드": 1},
        [2019, 2020, 2021, 2016, 2018],
        ["2018-11-20", "2015-02-10", "2019-07-02", "2014-06-30", "2014-06-30"],
    ),
    Export(
        "google_bigquery.json",
        "google_bigquery",
        "Google Patents Public Data",
        FOUR,
        {NORDLAND: 2, HARBOUR: 2},
        [2019, 2020, 2017, 2018],
        ["2018-11-20", "2015-02-10", "2015-02-10", "2015-02-10"],
        families=2,
        symbols=4,
    ),
    Export(
        "espacenet_legacy.csv",
        "espacenet",
        "Espacenet, CSV until 2019",
        ["US20160910001A1", "KR20189100002U", "WO2015910003A1", "JPH05910004A"],
        {NORDLAND: 1, "EXAMPLE": 2, HARBOUR: 1},
        [2016, 2018, 2015, 1993],
        ["2014-09-15", "2018-04-02", "2013-07-01", None],
        symbols=4,
    ),
    Export(
        "espacenet.csv",
        "espacenet",
        "Espacenet, CSV",
        ["US20160910001A1", "CN219100002U", "WO2015910003A1"],
        {NORDLAND: 1, "EXAMPLE": 1, HARBOUR: 2},
        [2016, 2018, 2015],
        ["2014-09-15", "2018-04-02", "2013-08-23"],
        families=3,
        symbols=3,
    ),
    Export(
        "patentscope.csv",
        "patentscope",
        "PATENTSCOPE, list of results",
        ["US20099100001", "US20149100002", "WO2015910003"],
        {NORDLAND: 2, HARBOUR: 1},
        [2009, 2014, 2015],
        [None, "2012-07-26", None],
        symbols=3,
    ),
    Export(
        "patentscope_ids.csv",
        "patentscope",
        "PATENTSCOPE, list of results",
        ["WO2015910003", "US20169100004"],
        {NORDLAND: 2, HARBOUR: 1},
        [2015, 2016],
        ["2013-08-23", None],
        symbols=2,
    ),
    Export(
        "orbit.csv",
        "orbit",
        "Orbit, a row for each family",
        ["CN119100001", "EP9100003", "CN219100004"],
        {NORDLAND: 2, HARBOUR: 2},
        [2019, 2017, 2018],
        ["2018-11-20", "2015-02-10", "2018-04-02"],
        families=3,
    ),
    Export(
        "orbit_lists.csv",
        "orbit",
        "Orbit, a row for each family, without its earliest number",
        ["CN119100001A", "US99100002B2"],
        {NORDLAND: 2, HARBOUR: 1},
        [None, None],
        ["2018-11-20", "2015-02-10"],
        families=2,
    ),
    Export(
        "derwent.csv",
        "derwent",
        "Derwent Innovation",
        ["CN119100001A", "US99100002B2", "EP9100003A1"],
        {NORDLAND: 2, HARBOUR: 1},
        [2019, 2020, 2017],
        families=2,
        symbols=3,
    ),
    Export(
        "derwent_zh.csv",
        "derwent",
        "Derwent Innovation, header in Chinese",
        ["CN119100001A", "US99100002B2"],
        {},
        [None, None],
    ),
    Export(
        "jplatpat.csv",
        "jplatpat",
        "J-PlatPat, CSV",
        ["JP2018910001A", "JPH05910002A", "JP3910003U"],
        {"ノルドランド": 2, "例示大学": 1, "例示鉱業": 1},
        [2018, 1993, None],
        symbols=3,
    ),
    Export(
        "patstat",
        "patstat",
        "PATSTAT, tables joined",
        ["CN119100001A", "US20170910002A1", "US99100002B2", "KR102910003B1"],
        {NORDLAND: 3, HARBOUR: 2},
        [2019, 2017, 2020, None],
        ["2018-11-20", "2015-02-10", "2015-02-10", None],
        families=2,
        symbols=3,
    ),
    Export(
        "patstat_joined.csv",
        "patstat",
        "PATSTAT, with the columns of tls211",
        ["CN119100001A", "US99100002B2", "KR102910003B1"],
        {NORDLAND: 1, HARBOUR: 1},
        [2019, 2020, None],
        ["2018-11-20", "2015-02-10", None],
        families=2,
        symbols=2,
    ),
    Export(
        "patentsview.tsv",
        "patentsview",
        "PatentsView",
        ["US19100001B2", "USD9100002S1", "USRE91003E1"],
        {},
        [2018, 2023, 2019],
    ),
    Export(
        "patentsview",
        "patentsview",
        "PatentsView, tables joined",
        ["US19100001B2", "USD9100002S1", "USRE91003E1"],
        {NORDLAND: 1, HARBOUR: 1, "DOE JANE": 1},
        [2018, 2023, 2019],
        symbols=1,
    ),
    Export(
        "patentsview.json",
        "patentsview",
        "PatentsView, JSON",
        ["US19100001", "USRE91002", "USPP91003"],
        {NORDLAND: 1},
        [2018, 2019, 2020],
        symbols=1,
    ),
    Export(
        "ops.json",
        "ops",
        "EPO OPS, JSON",
        FOUR[:2],
        {NORDLAND: 2, HARBOUR: 1},
        [2019, 2020],
        ["2018-11-20", "2015-02-10"],
        families=2,
        symbols=2,
    ),
    Export(
        "ops_derived.json",
        "ops",
        "records made from EPO OPS, JSON",
        ["CN119100001A", "WO2015910003A1"],
        {NORDLAND: 1, "EXAMPLE": 1, HARBOUR: 1},
        [2019, 2015],
    ),
    Export(
        "plain.csv",
        "plain",
        "the field names of this library",
        ["CN119100001A", "US99100002B2"],
        {NORDLAND: 1, HARBOUR: 1, "NORDLAND": 1},
        [2019, 2020],
        ["2018-11-20", "2015-02-10"],
        families=2,
        doubtful=1,  # 09/02/2016
        symbols=2,
    ),
]


def applicants(records: ree.Patents) -> dict[str, float]:
    """Publications of each applicant; all publications get a year, so that none is left out."""
    total: dict[str, float] = {}
    for record in records:
        names = {ree.normalise_applicant(name) for name in record.applicants}
        for name in names:
            total[name] = total.get(name, 0) + 1
    return total


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.file)
@pytest.mark.parametrize("named", [False, True], ids=["recognised", "by preset"])
def test_layout(export: Export, named: bool) -> None:
    records = ree.read_patents(DATA / export.file, export.format if named else None)
    assert (records.format, records.layout) == (export.format, export.layout)
    rows = list(records)
    assert [str(one.publication) for one in rows] == export.numbers
    years = [int(one.publication_date[:4]) if one.publication_date else None for one in rows]
    assert years == export.years
    if export.priorities:
        assert [one.priority_date for one in rows] == export.priorities
    assert applicants(records) == export.applicants
    assert records.family_count == export.families
    assert records.malformed.count == export.malformed, list(records.malformed)
    assert records.doubtful.count == export.doubtful, list(records.doubtful)
    assert records.classify().without_symbols == len(rows) - export.symbols
    counted = (
        records.counts("office").totals if "publication_date" in records.fields_present else {}
    )
    assert sum(counted.values()) == (len([y for y in years if y]) if counted else 0)


def test_the_table_in_the_documentation_names_every_file() -> None:
    text = (ROOT / "docs" / "patents.md").read_text(encoding="utf-8")
    files = {one.name for one in DATA.iterdir()}
    assert files == {one.file for one in EXPORTS} | {"wipo_ipstats.csv"}
    assert not [name for name in sorted(files) if f"`{name}`" not in text]
    assert not [name for name in ree.patent_format_names() if f"`{name}`" not in text]


def test_what_was_understood_is_told() -> None:
    reading = ree.read_patents(DATA / "espacenet.csv").reading
    assert reading.rows_before_header == 4
    assert reading.header_line == 6
    assert reading.delimiter == ";"
    assert reading.columns["family"] == "Family number"
    assert "Inventors" in reading.ignored
    assert reading.several_numbers == 1
    assert "Espacenet, CSV: header in line 6" in repr(reading)
    old = ree.read_patents(DATA / "lens_2015.csv").reading
    assert (old.line_end, old.header_line) == ("CR", 1)
    assert old.date_orders["filing"] == "dmy"
    assert "lines end with CR" in repr(old)
    marks = ree.read_patents(DATA / "patentscope.csv").reading
    assert marks.missing_applicants == 1
    assert "no applicant" in repr(marks)
    views = ree.read_patents(DATA / "patentsview.tsv").reading
    assert views.office == "US"
    assert r"'\t'" in repr(views)


def test_counts_of_statistics_are_refused() -> None:
    with pytest.raises(
        DataError, match="numbers of patents by office and year, not patent records"
    ):
        ree.read_patents(DATA / "wipo_ipstats.csv")
    with pytest.raises(DataError, match="applications without the numbers of their publications"):
        ree.read_patents(DATA / "patstat" / "tls201_appln.csv")


# --- the same by other ways


def test_columns_named_by_the_caller_keep_what_the_layout_says(tmp_path: Path) -> None:
    named = ree.read_patents(
        DATA / "patentsview.tsv",
        columns={"publication": "patent_id", "publication_date": "patent_date"},
        delimiter="\t",
    )
    assert (len(named), named.malformed.count) == (3, 0)
    bare = tmp_path / "bare.csv"
    bare.write_text("nr,when\n10000001,2018-06-19\nD900001,2018-06-19\n", encoding="utf-8")
    columns = {"publication": "nr", "publication_date": "when"}
    with pytest.raises(DataError, match=r"none of 2 rows could be read.*give the office"):
        ree.read_patents(bare, columns=columns)
    assert len(ree.read_patents(bare, columns=columns, office="US")) == 2


def test_parquet_is_read_as_the_rows_of_bigquery(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = (DATA / "google_bigquery.json").read_text(encoding="utf-8").splitlines()
    table = arrow.Table.from_pylist([json.loads(line) for line in lines])
    path = tmp_path / "rows.parquet"
    parquet.write_table(table, path)
    records = ree.read_patents(path)
    assert [str(one.publication) for one in records] == FOUR
    assert applicants(records) == {NORDLAND: 2, HARBOUR: 2}
    assert records.family_count == 2
    assert records.layout == "Google Patents Public Data"
    assert records.classify(ree.technology_rules()).counts["rare_earth"] == 4
    assert records.explain("US99100002B2")


def test_tables_of_patstat_in_parquet_and_gzip(tmp_path: Path) -> None:
    arrow_csv = pytest.importorskip("pyarrow.csv")
    parquet = pytest.importorskip("pyarrow.parquet")
    for one in (DATA / "patstat").iterdir():
        if one.name.startswith("tls20"):
            (tmp_path / f"{one.name}.gz").write_bytes(gzip.compress(one.read_bytes()))
        else:
            parquet.write_table(arrow_csv.read_csv(one), tmp_path / f"{one.stem}.parquet")
    records = ree.read_patents(tmp_path)
    assert len(records) == 4
    assert applicants(records) == {NORDLAND: 3, HARBOUR: 2}


@pytest.mark.parametrize("name", ["lens_2024.csv", "lens.jsonl", "lens_2015.csv"])
def test_compressed_files(tmp_path: Path, name: str) -> None:
    plain = ree.read_patents(DATA / name)
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress((DATA / name).read_bytes()))
    archive = tmp_path / f"{name}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.write(DATA / name, name)
    for path in (packed, archive):
        records = ree.read_patents(path)
        assert [str(one.publication) for one in records] == [str(p.publication) for p in plain]
        assert [one.line for one in records] == [one.line for one in plain]
        assert records.source == str(path)


def test_lines_of_json_are_lines_of_records() -> None:
    records = ree.read_patents(DATA / "lens.jsonl")
    assert [one.line for one in records] == [1, 2, 3]
    (issue,) = records.malformed
    assert issue.line == 4
    assert issue.reason.startswith("is not JSON")


def test_keys_of_json_named_by_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    rows = [
        {
            "id": {"nr": "CN119100001A"},
            "by": [{"name": "A Ltd"}, {"name": "B"}],
            "day": "2019-01-02",
        },
        {"id": {"nr": "EP9100003A1"}, "by": [], "day": None},
    ]
    path.write_text(json.dumps({"results": rows}), encoding="utf-8")
    columns = {"publication": "id.nr", "applicants": "by.name", "publication_date": "day"}
    records = ree.read_patents(path, columns=columns)
    assert [str(one.publication) for one in records] == ["CN119100001A", "EP9100003A1"]
    assert applicants(records) == {"A": 1, "B": 1}
    with pytest.raises(DataError, match="no key for title"):
        ree.read_patents(path, columns={**columns, "title": "name"})
    with pytest.raises(DataError, match="of no known format"):
        ree.read_patents(path)


def test_names_with_commas_quotes_and_breaks_pass_through_json(tmp_path: Path) -> None:
    path = tmp_path / "hard.jsonl"
    row = {
        "publication": "CN119100001A",
        "title": 'a "b", c\nd\r\ne',
        "applicants": ['X, "Y" Ltd', "Z;Q"],
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (one,) = ree.read_patents(path)
    assert one.applicants == ['X, "Y" Ltd', "Z;Q"]
    assert one.title == 'a "b", c d  e'


def test_folders_without_tables(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="folder without tables"):
        ree.read_patents(tmp_path)
    shutil.copy(DATA / "patstat" / "tls201_appln.csv", tmp_path)
    with pytest.raises(DataError, match="no table tls211_pat_publn"):
        ree.read_patents(tmp_path)


def test_json_lines_are_streamed(tmp_path: Path) -> None:
    """The adapter holds a part of the file: it gives its bytes as they are asked for."""
    from reeindex.patent_sources import open_source

    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f'{{"publication": "US{7_000_000 + i}B2"}}\n' for i in range(50_000))
    rows = open_source(str(path), None, {})
    assert rows is not None
    read = rows.start()
    assert len(read(100)) == 100
    records: Any = ree.read_patents(path)
    assert len(records) == 50_000


# --- cells that other programs wrote


def test_missing_markers_are_no_applicants(tmp_path: Path) -> None:
    marks = ["NA", "na", "N.A.", "n.a.", "[]", "\\N", "(none)", "Unknown", "not available", "#N/A"]
    file = tmp_path / "marks.csv"
    rows = [f"US {10_000_000 + i} B2,{mark},2020-01-02\n" for i, mark in enumerate(marks)]
    file.write_text("publication,applicants,publication_date\n" + "".join(rows))
    counts = ree.read_patents(file).counts(by="applicant", date="publication")
    assert list(counts) == []
    assert counts.without_key == len(marks)
    file.write_text(
        "publication,applicants,publication_date\nUS 10000001 B2,Nordland Bank; N.A.,2020-01-02\n"
    )
    records = ree.read_patents(file)
    assert list(records.counts(by="applicant", date="publication")) == ["NORDLAND BANK"]
    assert records.reading.missing_cells == 0


def test_formulas_and_marks_of_byte_order(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(
        'publication;applicants;publication_date\n="US10000001B2";Nordland AG;2020-01-02\n'
        '"=HYPERLINK(""https://x"";""US10000002B2"")";"=""Nordland AG""";2020-01-02\n'
        "\ufeffUS10000003B2;Nordland AG [DE], ;2020-01-02\n",
        encoding="utf-8",
    )
    records = ree.read_patents(file)
    assert records.malformed.count == 0
    counts = records.counts(by="applicant", date="publication")
    assert {name: one.values.tolist() for name, one in counts.items()} == {"NORDLAND": [3.0]}


def test_several_numbers_with_a_comma(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        'publication;publication_date\n"KR102000001 (B1), EP3000001 (A1)";2020-01-02\n'
        "US 7,654,321;2020-01-02\n"
    )
    records = ree.read_patents(file)
    assert [str(one.publication) for one in records] == ["KR102000001B1", "US7654321"]
    assert records.reading.several_numbers == 1
    # of two numbers, the thousands marks of the second are no further numbers
    file.write_text('publication,publication_date\n"US 7654321|US 7,654,322",2020-01-02\n')
    assert ree.read_patents(file).reading.several_numbers == 1


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("utf-16", ""), ("utf-8-sig", ""), ("utf-8-sig", "bz2"), ("utf-8-sig", "xz")],
)
def test_encodings_and_archives(tmp_path: Path, encoding: str, packed: str) -> None:
    file = tmp_path / "export"
    file.write_bytes(packed_export(encoding, packed))
    assert next(iter(ree.read_patents(file))).applicants == ["Müller GmbH"]


@pytest.mark.parametrize("packed", ["bz2", "xz"])
def test_utf_16_within_an_archive_is_refused(tmp_path: Path, packed: str) -> None:
    file = tmp_path / "export"
    file.write_bytes(packed_export("utf-16", packed))
    with pytest.raises(DataError, match="is UTF-16 text; save it as UTF-8"):
        ree.read_patents(file)


def packed_export(encoding: str, packed: str) -> bytes:
    content = "publication;applicants\nUS 10000001 B2;Müller GmbH\n".encode(encoding)
    return {"": bytes, "bz2": bz2.compress, "xz": lzma.compress}[packed](content)


def test_translations_of_european_patents() -> None:
    for office in ("DK", "NO", "PL", "ES", "PT"):
        assert str(ree.Publication(f"{office}/EP 2345678 T3")) == f"{office}2345678T3"
