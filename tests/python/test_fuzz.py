"""The public API under input that nobody would write: an answer that holds, or an error that says why.

`REEINDEX_FUZZ_EXAMPLES=100000 pytest tests/python/test_fuzz.py` looks longer.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reeindex as ree

EXAMPLES = int(os.environ.get("REEINDEX_FUZZ_EXAMPLES", "60"))
LOOK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: What the library may raise; anything else is a finding.
REFUSED = (ree.Error, TypeError)

NAMES = st.text(max_size=40) | st.lists(
    st.sampled_from(
        ["Ltd", "Co.", "L.P.", "N.A.", "&", "the", "UNIV", "[JP]", "(Canada)", "(株)", "㈱", "株式会社",
         "有限公司", "주식회사", "ｶﾞ", "\u2002", ",", "Q", "T", "É", "e\u0301", "''", "-", "人"]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@LOOK
@given(NAMES)
def test_a_normalised_applicant_stays(name: str) -> None:
    try:
        once = ree.normalise_applicant(name)
    except REFUSED:
        return
    assert ree.normalise_applicant(once) == once


@LOOK
@given(NAMES, st.dictionaries(NAMES, NAMES, max_size=4))
def test_a_normalised_applicant_stays_with_aliases(name: str, aliases: dict[str, str]) -> None:
    try:
        once = ree.normalise_applicant(name, aliases)
    except REFUSED:
        return
    assert ree.normalise_applicant(once, aliases) == once


NUMBERS = st.text(max_size=30) | st.builds(
    "".join,
    st.lists(
        st.sampled_from(["CN", "US", "EP", "WO", "JP", "KR", "IN", "SG", "BR", "IT", "特開", "平", "RE", "D",
                         "A1", "B", "(U)", " ", "/", "-", "2013", "0", "12345", "DE", "9", "\u2002", "\uff35"]),
        max_size=8,
    ),
)  # fmt: skip


@LOOK
@given(NUMBERS)
def test_a_publication_number_is_read_as_it_prints(text: str) -> None:
    try:
        one = ree.Publication(text)
    except REFUSED:
        return
    assert ree.Publication(one.text) == one
    assert ree.Publication(one.spaced) == one
    assert len(one.office) == 2


CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "CN113373326B",
        "US 2013/0101709 A1",
        "NA",
        "2019-01-02",
        "25/04/13",
        "C22B59/00",
        "A Ltd;B",
        "",
        "-",
        "0",
    ]
)
HEADERS = st.sampled_from(
    [
        "publication,title,applicants,publication_date,ipc,family",
        "id,title,assignee,publication date",
        "Jurisdiction,Display Key,Lens ID,Simple Family Members,Publication Date,Applicants",
        "Publication number;Inventor(s);Applicant(s);International classification;Publication date",
        "patent_id\tpatent_date\twipo_kind",
        "文献番号,出願番号,公知日,FI",
    ]
)


@LOOK
@given(
    HEADERS,
    st.lists(st.lists(CELLS, max_size=7), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_exports_of_patents(
    tmp_path: Path, header: str, rows: list[list[str]], line_end: str
) -> None:
    path = tmp_path / "export.csv"
    separator = next(mark for mark in ";\t," if mark in header)
    text = line_end.join([header, *(separator.join(row) for row in rows)])
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        one = ree.read_patents(path)
    except REFUSED:
        return
    assert one.rows == len(one) + one.malformed.count + one.duplicates.count
    assert len(list(one)) == len(one) + one.duplicates.count
    if "publication_date" in one.fields_present:
        counts = one.counts()
        assert sum(counts.totals.values()) + counts.undated.count == len(one)
    again = ree.read_patents(path, threads=1)
    assert (len(again), again.family_count) == (len(one), one.family_count)


VALUES = st.one_of(
    st.floats(0, 1e6),
    st.integers(0, 300).map(float),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, 1e-300, 1e300, -1.0, 1e8]),
)


@settings(parent=LOOK, max_examples=max(EXAMPLES // 3, 10))
@given(
    st.sampled_from(["linear", "exponential", "logistic", "gompertz", "richards", "power_law"]),
    st.sampled_from(["gaussian", "lognormal", "poisson", "huber", "student_t"]),
    st.lists(VALUES, min_size=1, max_size=25),
)
def test_fits_and_forecasts(curve: Any, error: Any, values: list[float]) -> None:
    years = np.arange(2000, 2000 + len(values))
    try:
        result = ree.fit(ree.TimeSeries(years, values), curve, error=error)
        if not result.usable:
            assert result.message
            return
        assert not any(math.isnan(value) for value in result.params.values())
        future = ree.forecast(result, horizon=3)
    except REFUSED:
        return
    for low, mean, high in zip(future.lower, future.mean, future.upper, strict=True):
        assert low <= mean <= high


@LOOK
@given(st.text(max_size=200), st.sampled_from(["year,value\n", "indicator,area,year,value\n", ""]))
def test_tables_of_series(tmp_path: Path, text: str, header: str) -> None:
    path = tmp_path / "series.csv"
    path.write_bytes((header + text).encode("utf-8", "surrogatepass"))
    try:
        series = ree.read_csv(path)
    except REFUSED:
        return
    assert all(math.isfinite(value) or math.isnan(value) for value in series.values)


@pytest.mark.parametrize(
    "text", ["Q T LTD", "A & & &", "株式会社株式会社A", "X (JP) [US] Ltd (Canada)"]
)
def test_names_that_were_found(text: str) -> None:
    once = ree.normalise_applicant(text)
    assert ree.normalise_applicant(once) == once
