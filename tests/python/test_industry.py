"""Companies, figures, deposits, events and described patents, against a copy made by hand."""

from __future__ import annotations

from collections import Counter

import pytest

import paper_figures
import reeindex as ree


@pytest.fixture(scope="module")
def paper() -> ree.Dataset:
    return ree.load_paper()


def test_every_printed_figure(paper: ree.Dataset) -> None:
    printed = Counter(
        paper_figures.WORLD_FIGURES
        + paper_figures.COMPANY_FIGURES
        + paper_figures.LATER_FIGURES
        + paper_figures.OTHER_FIGURES
    )
    held = Counter((f.subject, f.value, f.unit, f.qualifier, f.printed) for f in paper.figures())
    assert held == printed
    assert held.total() == 142


def test_every_figure_has_a_source(paper: ree.Dataset) -> None:
    ids = {one.id for one in paper.errata}
    for figure in paper.figures():
        assert figure.source.document == "kirsanov2025", figure.id
        assert figure.source.locator, figure.id
        assert not figure.erratum or figure.erratum in ids


@pytest.mark.parametrize("name", paper_figures.COMPANIES)
def test_companies(paper: ree.Dataset, name: str) -> None:
    founded, seat = paper_figures.COMPANIES[name]
    company = paper.company(name)
    assert company.founded == founded
    assert company.seat_city == (seat or "")
    assert company.name in repr(company)


def test_baogang_group(paper: ree.Dataset) -> None:
    group = paper.company("Baogang Group")
    capacities = {f.item: f.quantity() for f in group.capacities}
    assert len(capacities) == 9
    assert capacities["hydrogen storage alloy"] == ree.Quantity(8.3, "kt/a", "alloy")
    assert capacities["polishing materials"] == ree.Quantity(23.5, "kt/a", "product")
    assert group.stages[0] == "mining"
    assert group.covers("magnets")
    assert not group.covers("recycling")
    assert len(group.subsidiaries) == 9
    assert len(paper.company("china-north-rare-earth").research_bodies) == 6
    assert "8,3 thousand tons/year" in group._repr_html_()
    assert repr(group).startswith("Company(Baogang Group, founded 1954, Baotou, CN, covers mining")


def test_jl_mag(paper: ree.Dataset) -> None:
    company = paper.company("jl-mag")
    before, after = company.capacities
    assert after.quantity() / before.quantity() == pytest.approx(1.739, abs=5e-4)
    assert (before.time, after.time) == ("2022-06", "2025")
    assert {site.place for site in company.sites if site.stage} == {"Ganzhou", "Baotou", "Ningbo"}
    assert company.customers == ["Tesla"]
    assert {f.nature for f in company.financials} == {"flow"}


def test_stages(paper: ree.Dataset) -> None:
    coverage = paper.stage_coverage()
    assert list(coverage) == ree.stages()
    for stage, names in coverage.items():
        assert [one.name for one in paper.companies_covering(stage)] == names
    with pytest.raises(ree.NotFound, match="did you mean 'mining'"):
        paper.companies_covering("minning")


def test_figures_are_filtered(paper: ree.Dataset) -> None:
    assert len(paper.figures(subject="company", kind="capacity")) == 12
    assert {f.subject for f in paper.figures(subject="company:jl-mag")} == {"company:jl-mag"}
    assert {f.stage for f in paper.figures(stage="magnets")} == {"magnets"}
    with pytest.raises(ree.NotFound, match="no figure with subject 'compny'"):
        paper.figures(subject="compny")
    with pytest.raises(ree.NotFound, match="no figure of kind 'capacities'"):
        paper.figures(kind="capacities")
    with pytest.raises(TypeError):
        paper.figures("company:jl-mag")


def test_vague_and_disputed_figures(paper: ree.Dataset) -> None:
    assert paper.figure("fig-reserves-world").value_text() == "> 90 Mt"
    grade = paper.figure("fig-iron-grade")
    assert (grade.value, grade.high, grade.is_range) == (16.0, 70.0, True)
    with pytest.raises(ree.InvalidArgument, match="must be a single number"):
        grade.quantity()
    demand = paper.figure("fig-nd-demand-2013")
    assert demand.quantity().value == 9.066
    assert demand.quantity("printed").value == 9066.0
    assert "corrected (E-02)" in repr(demand)
    assert "disputed (E-16)" in repr(paper.figure("fig-nd-price-2019-05-19"))


def test_described_patents(paper: ree.Dataset) -> None:
    patents = paper.patents()
    names = {one.id: one.printed_name for one in paper.companies()}
    assert [
        (p.reference, p.publication, p.publication_date, names[p.assignee], p.group)
        for p in patents
    ] == list(paper_figures.PATENTS)
    assert Counter(p.kind for p in patents) == {"A": 7, "B": 9, "U": 3}
    assert [p.reference for p in patents if p.kind_corrected] == [52, 57]
    assert all(p.erratum == "E-07" and p.kind_reason for p in patents if p.kind_corrected)
    assert len(paper.patents(group="processing")) == 6
    effects = next(p for p in patents if p.reference == 56).figures
    assert [f.value for f in effects] == [71.5, 95.0, 97.0]
    with pytest.raises(ree.NotFound, match="did you mean 'processing'"):
        paper.patents("procesing")


def test_patent_owners(paper: ree.Dataset) -> None:
    owners = paper.patent_owners()
    names = {one.id: one.printed_name for one in paper.companies()}
    assert tuple(names[one.company] for one in owners) == paper_figures.PATENT_OWNERS
    assert [one.rank for one in owners] == list(range(1, 11))
    assert {one.printed_country for one in owners} == {"JP"}
    assert [one.name for one in owners if one.country != "JP"] == ["China Petroleum & Chemical"]


def test_deposits_and_events(paper: ree.Dataset) -> None:
    deposits = {one.id: one for one in paper.deposits()}
    assert len(deposits) == 10
    assert [f.value for f in deposits["steenkampskraal"].figures] == [2.58, 15.6]
    events = {one.id: one for one in paper.events()}
    assert events["quota-2022"].date == "2022"
    assert events["embargo-2010"].areas == ["CN", "JP"]
    assert len(events["quota-2022"].figures) == 4


def test_companies_that_are_not_there(paper: ree.Dataset) -> None:
    with pytest.raises(ree.NotFound, match="did you mean 'Xiamen Tungsten'"):
        paper.company("Xiamen Tungstem")
    with pytest.raises(ree.InvalidArgument, match="must be one company; it is part of "):
        paper.company("Baotou Steel")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: p.company(3), "name = 3"),
        (lambda p: p.company(None), "name = None"),
        (lambda p: p.companies_covering(3), "stage = 3"),
        (lambda p: p.company("JL MAG").covers(None), "stage = None"),
        (lambda p: p.figures(kind=1), "kind = 1"),
        (lambda p: p.figures(subject=["company"]), "subject"),
        (lambda p: p.figure(0), "key = 0"),
        (lambda p: p.patents(group=3), "group = 3"),
        (lambda p: p.series(3), "indicator = 3"),
        (lambda p: p.series("reserves", 1), "area = 1"),
        (lambda p: p.series("reserves", "WLD", view=2), "view = 2"),
        (lambda p: p[0], "key = 0"),
        (lambda p: p.all_series(view=None), "view = None"),
        (lambda p: p.series_of(1.5), "indicator = 1.5"),
        (lambda p: p.table(b"claims"), "name = b'claims'"),
        (lambda p: p.erratum(1), "key = 1"),
        (lambda p: p.document(None), "key = None"),
        (lambda p: p.errata_of("reserves/WLD"), "series = 'reserves/WLD'"),
    ],
)
def test_wrong_types_are_named(paper: ree.Dataset, call: object, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        call(paper)  # type: ignore[operator]
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 120


def test_nothing_else_is_in_a_dataset(paper: ree.Dataset) -> None:
    assert "reserves/WLD" in paper
    assert 3 not in paper  # type: ignore[operator]
    assert None not in paper  # type: ignore[operator]


def test_suggestions_are_what_was_meant() -> None:
    paper = ree.load_paper()
    with pytest.raises(ree.NotFound, match="did you mean 'neodymium'"):
        ree.element("Neodynium")
    with pytest.raises(ree.NotFound, match="did you mean 'Baogang Group'"):
        paper.company("Baogong")
    with pytest.raises(ree.NotFound, match="no country 'UK'; known"):
        ree.country("UK")
