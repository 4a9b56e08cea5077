"""How the objects of the paper print themselves, in text and in a notebook."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from pathlib import Path

import pytest

import reeindex as ree
from reeindex.listing import Listing


@pytest.fixture(scope="module")
def paper() -> ree.Dataset:
    return ree.load_paper()


class Table(HTMLParser):
    """Rows and cells, and whether every tag is closed."""

    VOID = frozenset({"br", "hr", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def listings(paper: ree.Dataset) -> dict[str, Listing[object]]:
    group = paper.company("Baogang Group")
    audit = ree.audit(paper)
    return {
        "42 companies": paper.companies(),
        "142 figures": paper.figures(),
        "9 figures": group.capacities,
        "9 companies": group.subsidiaries,
        "10 deposits and plants": paper.deposits(),
        "10 events": paper.events(),
        "19 patents": paper.patents(),
        "10 owners of patents": paper.patent_owners(),
        "13 series": paper.all_series(),
        "3 figures": next(p for p in paper.patents() if p.reference == 56).figures,
        f"{len(paper.errata)} errata": paper.errata,
        "63 claims": audit.claims,
        "13 claims": audit.verdict("contradicted"),
    }


def test_listings_print_themselves(paper: ree.Dataset) -> None:
    for head, listing in listings(paper).items():
        assert isinstance(listing, list)
        lines = repr(listing).splitlines()
        assert lines[0] == head
        shown = min(len(listing), 60)
        assert len(lines) == 1 + shown + (len(listing) > shown)
        rows = Table(listing._repr_html_()).rows
        assert len(rows) == 1 + shown
        assert len({len(row) for row in rows}) == 1
        assert f"<b>{head}</b>" in listing._repr_html_()
        assert all(any(cell for cell in row) for row in rows)


def test_a_listing_is_a_list(paper: ree.Dataset) -> None:
    companies = paper.companies()
    assert [one.id for one in companies[:2]] == ["baogang-group", "china-north-rare-earth"]
    assert isinstance(companies[:2], Listing)
    assert repr(companies[:1]).startswith("1 company\n")
    assert companies[-1].name == "Hitachi"
    assert len(companies + companies[:1]) == 43
    assert repr(Listing([])) == "none"
    assert "<p>none</p>" in Listing([])._repr_html_()
    assert repr(Listing([1, "two"])) == "2 objects\n  1\n  'two'"


def test_html_is_escaped() -> None:
    assert "<b>&" not in Listing(["<b>&"])._repr_html_()
    assert html.escape("'<b>&'") in Listing(["<b>&"])._repr_html_()


def test_a_claim_prints_itself(paper: ree.Dataset) -> None:
    claim = ree.audit(paper)["N20"]
    rows = dict(tuple(row) for row in Table(claim._repr_html_()).rows if row[0] != "tested on")
    assert rows["stated"] == "4.47 %/a"
    assert rows["recomputed"] == "4.912 %/a"
    assert "not 4.47 % a year" in rows["explanation"]
    assert "N20 contradicted" in claim._repr_html_()


def test_country_ranks_print_themselves(paper: ree.Dataset) -> None:
    index = ree.country_index(paper, draws=50)
    lines = repr(index).splitlines()
    assert lines[0] == "CountryRanks: 11 countries, 50 draws, seed 1"
    assert lines[2].split()[:2] == ["China", "1"]
    assert len(Table(index._repr_html_()).rows) == 12
    assert index._repr_html_().count("<li>") == len(index.blind_spots)


def test_an_assessment_prints_itself(paper: ree.Dataset) -> None:
    assessment = ree.assess(paper)
    text = repr(assessment)
    assert text.startswith("Assessment of kirsanov2025, forecasts to 2035, intervals at 95 %\n")
    assert "12.19 % a year 2013-2024" in text
    assert "logistic on yearly counts 2012-2019: 21632, 19678 to 24509" in repr(assessment.patents)
    for chapter in assessment.report().chapters:
        assert repr(chapter).startswith(f"ReportChapter({chapter.id}: ")
        assert all(repr(block).startswith("Report") for block in chapter.blocks)


def test_nothing_prints_as_an_address(paper: ree.Dataset) -> None:
    """No object of this part shows itself as <reeindex._core... object at 0x...>."""
    seen: set[str] = set()

    def visit(one: object) -> None:
        if isinstance(one, (list, tuple)):
            for part in one:
                visit(part)
        elif type(one).__module__.startswith("reeindex") and type(one).__name__ not in seen:
            seen.add(type(one).__name__)
            assert " object at 0x" not in repr(one), type(one)
            for name in dir(one):
                if not name.startswith("_"):
                    visit(getattr(one, name))

    visit(paper)
    visit([paper.companies(), paper.figures(), paper.patents(), paper.patent_owners()])
    visit([paper.deposits(), paper.events(), paper.documents, paper.all_series()])
    visit([ree.audit(paper), ree.country_index(paper, draws=20), ree.assess(paper)])
    visit([chapter.blocks for chapter in ree.assess(paper).report().chapters])
    assert {"Company", "Figure", "Claim", "ReportTable", "PatentCeiling", "Document"} <= seen


# --- lists as tables


def test_lists_as_frames_and_streams() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    paper = ree.load_paper()
    for listing in (paper.errata, paper.companies(), paper.all_series(), paper.events()):
        frame = listing.to_pandas()
        assert len(frame) == len(listing)
        table = pyarrow.RecordBatchReader.from_stream(listing).read_all()
        assert table.column_names == list(frame.columns)
        assert table.num_rows == len(listing)
        part = listing[1:4]
        assert type(part) is type(listing)
        assert len(part) == 3
    polars = pytest.importorskip("polars")
    assert polars.from_arrow(
        pyarrow.RecordBatchReader.from_stream(paper.errata).read_all()
    ).height == len(paper.errata)


def test_issues_have_a_length_and_slices(tmp_path: Path) -> None:
    rows = "".join(f"nonsense {i},2019\n" for i in range(7))
    file = tmp_path / "export.csv"
    file.write_text("publication,publication_date\nCN113373326B,2019-02-10\n" + rows)
    issues = ree.read_patents(file, "plain").malformed
    assert len(issues) == issues.count == 7
    assert [one.line for one in issues[1:3]] == [4, 5]
    assert issues[-1].line == 9
    assert len(issues[::2]) == 4
    frame = issues.to_pandas()
    assert list(frame.columns) == ["line", "reason", "text"]
    assert frame["line"].tolist() == list(range(3, 10))
    pyarrow = pytest.importorskip("pyarrow")
    assert pyarrow.table(issues).num_rows == 7
    for wrong in (7, -8):
        with pytest.raises(IndexError, match="of 7"):
            issues[wrong]
    assert len(ree.read_patents(file, "plain").duplicates) == 0
