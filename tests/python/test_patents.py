"""Patents: publication numbers, reading, counting, classifying, connecting."""

from __future__ import annotations

import argparse
import pickle
import string
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeindex import NotFound
from reeindex import patents as ree
from reeindex.patents_command import add_arguments, run

LENS = """\
#,Jurisdiction,Display Key,Title,Applicants,Publication Date,Application Date,Earliest Priority Date,\
IPCR Classifications,CPC Classifications,Simple Family Members
1,CN,CN 113373326 B,Rare earth process,TDK Corp;;Hitachi Ltd,2021-10-04,2020-05-01,2020-05-01,\
C22B59/00;;C22B7/00,Y02P10/20,CN 113373326 B;;US 2020/0167999 A1
2,US,US 2020/0167999 A1,Process,TDK CORPORATION,2020-07-01,2020-05-02,2020-05-01,C22B59/00,,\
CN 113373326 B;;US 2020/0167999 A1
3,EP,EP 1234567 A1,Laser,,,2019-01-01,2019-01-01,H01S3/00,,
4,WO,not a number,Laser,,,2019-01-01,2019-01-01,H01S3/00,,
5,JP,JP 2020123456 A,Magnet,Hitachi,2022-12-30,2021-01-01,2021-01-01,H01F1/057,,
"""


@pytest.fixture
def lens(tmp_path: Path) -> Path:
    path = tmp_path / "lens.csv"
    path.write_text(LENS, encoding="utf-8")
    return path


@pytest.fixture
def patents(lens: Path) -> ree.Patents:
    return ree.read_patents(lens, preset="lens")


# --- publication numbers


def test_a_publication_number_is_taken_apart() -> None:
    one = ree.Publication("CN113373326B")
    assert (one.office, one.number, one.kind) == ("CN", "113373326", "B")
    assert one.type == "invention"
    assert one.kind_meaning == "granted invention patent"
    assert one == ree.Publication("CN 113373326 B")
    assert one != ree.Publication("CN 113373326 A")
    assert len({one, ree.Publication("cn-113373326-b")}) == 1
    assert str(one) == "CN113373326B"
    assert repr(one) == "Publication('CN 113373326 B')"
    assert pickle.loads(pickle.dumps(one)) == one


NUMBERS = st.one_of(
    st.tuples(st.just("CN"), st.integers(100_000_000, 399_999_999).map(str), st.sampled_from(["", "A", "B"])),
    st.tuples(st.just("US"), st.integers(1_000_000, 99_999_999).map(str), st.sampled_from(["B1", "B2", "A", ""])),
    st.tuples(
        st.just("US"),
        st.tuples(st.integers(2001, 2099), st.integers(0, 9_999_999)).map(lambda t: f"{t[0]}{t[1]:07d}"),
        st.sampled_from(["A1", "A9"]),
    ),
    st.tuples(st.just("EP"), st.integers(0, 9_999_999).map(lambda n: f"{n:07d}"), st.sampled_from(["A1", "B1", "A3"])),
    st.tuples(
        st.just("WO"),
        st.tuples(st.integers(1978, 2099), st.integers(0, 999_999)).map(lambda t: f"{t[0]}{t[1]:06d}"),
        st.sampled_from(["A1", "A2", ""]),
    ),
    st.tuples(
        st.sampled_from(["FR", "GB", "RU", "KR", "DE", "SU"]),
        st.text(string.digits, min_size=3, max_size=12),  # 13 digits are applications in DE and KR
        st.sampled_from(["A", "C1", "U1", "T2"]),
    ),
)  # fmt: skip
SEPARATORS = st.sampled_from(["", " ", "-", "_", "  ", ".", "/"])


@given(NUMBERS, SEPARATORS, SEPARATORS, st.booleans())
def test_spelling_and_reading_are_inverse(
    parts: tuple[str, str, str], before: str, after: str, lower: bool
) -> None:
    office, number, kind = parts
    text = f"{office}{before}{number}{after}{kind}"
    one = ree.Publication(text.lower() if lower else text)
    assert (one.office, one.number, one.kind) == parts
    assert ree.Publication(one.text) == one
    assert ree.Publication(one.spaced) == one
    assert one.text == "".join(parts)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_an_error(text: str) -> None:
    try:
        one = ree.Publication(text)
    except ValueError as error:
        assert str(error).startswith("publication = ")  # noqa: PT017
    else:
        assert ree.Publication(one.text) == one


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("113373326", "two letters of an office"),
        ("QQ 1", "office code of WIPO ST.3"),
        ("CN202010123456.7", "application number"),
        ("CN 12", "7, 8 or 9 digits"),
    ],
)
def test_what_is_no_number_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        ree.Publication(text)


def test_a_number_that_is_no_text() -> None:
    with pytest.raises(ree.InvalidArgument, match="text = 113373326: must be a text"):
        ree.Publication(113373326)  # type: ignore[arg-type]


# --- reading


def test_reading(patents: ree.Patents) -> None:
    assert len(patents) == 4
    assert patents.rows == 5
    assert patents.malformed.count == 1
    (issue,) = patents.malformed
    assert issue.line == 5
    assert "not a number" in issue.reason
    assert not patents.duplicates
    assert patents.applicant_count == 2
    assert patents.applicant_variants("TDK") == [("TDK CORPORATION", 1), ("TDK Corp", 1)]
    assert "1 malformed" in repr(patents)
    assert "grant_date" not in patents.fields_present


def test_iterating_gives_the_records_with_their_texts(patents: ree.Patents) -> None:
    records = list(patents)
    assert [str(r.publication) for r in records] == [
        "CN113373326B", "US20200167999A1", "EP1234567A1", "JP2020123456A",
    ]  # fmt: skip
    assert records[0].title == "Rare earth process"
    assert records[0].ipc == ["C22B 59/00", "C22B 7/00"]
    assert records[2].publication_date is None
    assert records[3].publication_date == "2022-12-30"
    assert len(list(patents)) == 4  # and again


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        ({"preset": "lense"}, LookupError, "did you mean 'lens'"),
        ({"preset": "plain"}, ValueError, "no column for publication"),
        ({"preset": "lens", "columns": {"titel": "Title"}}, LookupError, "did you mean 'title'"),
        ({"preset": "lens", "columns": {"family": "Family"}}, ValueError, "no column for family"),
        ({"preset": "lens", "delimiter": ";;"}, ValueError, "one character"),
        ({"preset": "lens", "separator": ""}, ValueError, "list_separator"),
        ({"preset": "lens", "threads": 1000}, ValueError, "from 0 to 256"),
        ({"preset": "lens", "threads": -1}, TypeError, "incompatible"),
        ({"preset": "lens", "progress": 7}, TypeError, "progress"),
        ({"preset": "lens", "aliases": {"TDK": ""}}, ValueError, "aliases"),
    ],
)
def test_bad_options(
    lens: Path, arguments: dict[str, object], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        ree.read_patents(lens, **arguments)  # type: ignore[arg-type]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot open"):
        ree.read_patents(tmp_path / "none.csv")


def test_own_columns(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Nr;Who;When\nCN113373326B;TDK|BASF SE;2019\n", encoding="utf-8")
    columns = {"publication": "Nr", "applicants": ["Owner", "Who"], "publication_date": "When"}
    one = ree.read_patents(path, columns=columns, delimiter=";", separator="|")
    assert list(one.counts("applicant")) == ["BASF", "TDK"]


def test_progress_may_stop_the_reading(lens: Path) -> None:
    seen = []
    ree.read_patents(lens, "lens", progress=lambda now: seen.append((now.rows, now.malformed)))
    assert seen[-1] == (5, 1)
    with pytest.raises(Exception, match="was cancelled after 5 rows"):
        ree.read_patents(lens, "lens", progress=lambda now: False)

    def fail(now: object) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        ree.read_patents(lens, "lens", progress=fail)


def test_shown_progress_is_on_standard_error(
    lens: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ree.read_patents(lens, "lens", progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err != ""
    ree.read_patents(lens, "lens")
    assert capsys.readouterr().err == ""


# --- counting


def test_counts_are_a_mapping_of_series(patents: ree.Patents) -> None:
    counts = patents.counts(by="office")
    assert isinstance(counts, Mapping)
    assert list(counts) == ["CN", "JP", "US"]
    assert len(counts) == 3
    series = counts["CN"]
    assert series.indicator == "patents"
    assert list(counts.years) == [2020, 2021, 2022]
    np.testing.assert_array_equal(counts.table, [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert dict(counts.items()).keys() == {"CN", "JP", "US"}
    assert counts.get("DE") is None
    assert "DE" not in counts
    assert 7 not in counts
    with pytest.raises(NotFound, match=r"^no office 'DE'; known: CN, JP, US$"):
        counts["DE"]
    assert counts.totals == {"CN": 1.0, "JP": 1.0, "US": 1.0}
    assert counts.undated.count == 1
    assert [issue.line for issue in counts.undated] == [4]
    assert counts.complete_until == 2022
    assert "CN: 1" in repr(counts)


def test_families_and_fractions(patents: ree.Patents) -> None:
    families = patents.counts("office", unit="family")
    assert families.totals == {"JP": 1.0, "US": 1.0}
    parts = patents.counts("applicant", counting="fractional")
    assert parts.totals == {"HITACHI": 1.5, "TDK": 1.5}
    assert patents.counts(technologies=["magnets"]).totals == {"total": 1.0}


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        ({"by": "country"}, LookupError, "known: total, office"),
        ({"counting": "half"}, LookupError, "whole, fractional"),
        ({"date": "granted"}, LookupError, "did you mean 'grant'"),
        ({"date": "grant"}, ValueError, "has a column"),
        ({"unit": "families"}, LookupError, "known: publication, family"),
        ({"technologies": "magnets"}, TypeError, "list of texts"),
        ({"technologies": ["magnet"]}, LookupError, "did you mean 'magnets'"),
        ({"applicants": ["TDK Corp"]}, LookupError, "no applicant 'TDK Corp'"),
        ({"offices": ["China"]}, ValueError, "WIPO ST.3"),
        ({"first_year": 2021, "last_year": 2020}, ValueError, "first_year"),
    ],
)
def test_bad_counts(
    patents: ree.Patents, arguments: dict[str, object], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        patents.counts(**arguments)  # type: ignore[arg-type]


def test_counts_as_a_frame(patents: ree.Patents) -> None:
    pytest.importorskip("pandas")
    frame = patents.counts("office").to_pandas()
    assert frame.loc[2021, "CN"] == 1
    assert frame.shape == (3, 3)


# --- classifying


def test_classification_and_its_reasons(patents: ree.Patents) -> None:
    result = patents.classify()
    assert result.counts["rare_earth"] == 3
    assert result.counts["recycling"] == 1
    assert (result.unclassified, result.without_symbols, result.records) == (1, 0, 4)
    reasons = patents.explain("CN 113373326 B")
    assert [(r.technology, r.rule, r.matched) for r in reasons] == [
        ("rare_earth", "RE-01", "C22B 59/00"),
        ("rare_earth", "RT-01", "rare earth"),
        ("extraction", "EX-01", "C22B 59/00"),
        ("recycling", "RC-01", "C22B 7/00"),
        ("recycling", "RC-03", "Y02P 10/20"),
    ]
    assert reasons[3].requires == "rare_earth"
    assert patents.explain("EP1234567A1") == []
    with pytest.raises(LookupError, match="no record 'US 7654321 B2'"):
        patents.explain("US7654321B2")


def test_rules_are_editable(patents: ree.Patents) -> None:
    rules = (
        ree.technology_rules()
        .with_technology(ree.Technology("lasers", "Lasers"))
        .with_rule(ree.TechnologyRule("LA-01", "lasers", "any", "H01S 3"))
        .without_rule("MA-01")
    )
    result = patents.classify(rules)
    assert result.counts["lasers"] == 1
    assert result.counts["magnets"] == 0
    assert "lasers" in patents.counts("technology", date="filing")
    assert "lasers" not in patents.rules.technologies[0].id
    with pytest.raises(LookupError, match="no rule 'XX'"):
        rules.without_rule("XX")
    with pytest.raises(Exception, match="must be a key used once"):
        rules.with_rule(ree.TechnologyRule("LA-01", "lasers", "any", "H01S 5"))
    with pytest.raises(Exception, match="must be an IPC or CPC symbol"):
        rules.with_rule(ree.TechnologyRule("LA-02", "lasers", "any", "lasers"))
    assert len(ree.technology_rules()) == len(rules)


def test_rules_from_files(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("technology\nlasers\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text(
        "rule,technology,scheme,first\nL,lasers,ipc,H01S\n", encoding="utf-8"
    )
    rules = ree.read_technology_rules(tmp_path / "t.csv", tmp_path / "r.csv")
    one = ree.Classifier(rules)
    assert one.technologies(ipc=["H01S 3/00"]) == ["lasers"]
    assert one.technologies(cpc=["H01S 3/00"]) == []
    assert one.fields(ipc=["H01S 3/00"]) == [9]
    assert len(ree.wipo_fields()) == 35


def test_applicant_names() -> None:
    assert ree.normalise_applicant("Shin-Etsu Chemical Co., Ltd.") == "SHIN ETSU CHEMICAL"
    assert (
        ree.normalise_applicant("Hitachi Metals", {"HITACHI METALS LTD": "Proterial"})
        == "PROTERIAL"
    )


# --- connecting and ranking


def test_network(patents: ree.Patents) -> None:
    network = patents.network()
    assert network.nodes == ["HITACHI", "TDK"]
    assert network.edges == [("HITACHI", "TDK", 1)]
    assert network.density == 1.0
    assert "2 applicants, 1 edges" in repr(network)


def test_network_measures_against_hand(tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    path = tmp_path / "star.csv"
    rows = [f"US{7_000_000 + i}B2,Hub;Leaf {i},2020" for i in range(4)]
    path.write_text(
        "publication,applicants,publication_date\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    network = ree.read_patents(path).network()
    graph = network.to_networkx()
    assert isinstance(graph, networkx.Graph)
    assert graph.number_of_edges() == 4
    assert graph["HUB"]["LEAF 0"]["weight"] == 1
    assert networkx.density(graph) == pytest.approx(network.density)
    assert networkx.number_connected_components(graph) == len(network.component_sizes)
    measures = network.measures()
    assert measures.degree_centralisation == pytest.approx(1.0)  # a star
    assert measures.transitivity == 0.0
    assert measures.betweenness["HUB"] == pytest.approx(1.0)


def test_innovators(patents: ree.Patents) -> None:
    top = patents.innovators(1)
    assert len(top) == 1
    assert [one.name for one in top] == ["HITACHI"]
    assert top.applicants[0].fractional == 1.5
    assert top.applicants[0].share == 0.5
    assert top.concentration_ratio(2) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="from 1 to 2"):
        top.concentration_ratio(3)


# --- command line


def command(*arguments: str) -> str:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def test_command_line(lens: Path) -> None:
    text = command(str(lens), "--preset", "lens", "--by", "office")
    assert "4 records of 5 rows" in text
    assert "2021   1   0   0" in text
    assert "Malformed, line 5" in text
    assert "1 without publication date" in text
    assert (
        command(str(lens), "--format", "csv")
        == "year,CN,JP,US\n2020,0,0,1\n2021,1,0,0\n2022,0,1,0\n"
    )
    assert "HITACHI" in command(str(lens), "--by", "applicant", "--counting", "fractional")


def test_results_print_themselves(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(
        "publication,publication_date,applicants,ipc\n"
        'CN 113373326 B,2022-10-04,"A <Co>; B Ltd",C22B 59/00\n'
        "nonsense,2020-01-01,A,C22B 59/00\n",
        encoding="utf-8",
    )
    steps = []
    recs = ree.read_patents(path, progress=lambda now: steps.append(repr(now)))
    assert steps[-1].endswith("2 rows, 1 malformed)")
    assert '<th style="text-align:left">malformed</th><td>1</td>' in recs._repr_html_()
    assert repr(recs.malformed).startswith("IssueList(1 issue\n  line 3: ")
    assert recs.malformed[0].line == recs.malformed[-1].line == 3
    with pytest.raises(IndexError, match="issue 1 of 1"):
        recs.malformed[1]
    assert "<td>3</td>" in recs.malformed._repr_html_()
    counts = recs.counts(by="applicant")
    assert "<td>1</td>" in counts._repr_html_()
    assert "2 keys" in counts._repr_html_()
    assert "50.0 %" in recs.innovators()._repr_html_()
    for top in (-1, 1.5, True, None):
        with pytest.raises(ree.InvalidArgument, match=f"top = {top}"):
            recs.counts(by="office", top=top)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ree.Publication(3), "text = 3"),
        (lambda: ree.normalise_applicant(None), "name = None"),
        (lambda: ree.read_patents(3), "path = 3"),
        (lambda: ree.read_patents("export.csv", columns=3), "columns = 3: must be a mapping"),
        (lambda: ree.read_patents("export.csv", aliases=["A"]), "aliases = "),
    ],
)
def test_wrong_types_are_named(call, message):
    with pytest.raises(ree.InvalidArgument) as caught:
        call()
    assert message in str(caught.value)
