"""TimeSeries, quantities, elements and places as Python sees them."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reeindex as ree

YEARS = st.lists(st.integers(1, 9999), min_size=1, max_size=30, unique=True).map(sorted)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def reserves() -> ree.TimeSeries:
    return ree.TimeSeries.from_observations(
        [
            ree.Observation(2018, 120),
            ree.Observation(2019, 1200, "U", correction=ree.Correction(120, "I", "E-01", "zero")),
            ree.Observation(2020, None),
            ree.Observation(2024, 90, qualifier="more_than", source=ree.Source("k", "Table 1")),
        ],
        unit="Mt",
        indicator="reserves",
        area="WLD",
        decimals=0,
    )


@given(st.data())
def test_what_goes_in_comes_out(data: st.DataObject) -> None:
    years = data.draw(YEARS)
    values = data.draw(st.lists(FINITE, min_size=len(years), max_size=len(years)))
    s = ree.TimeSeries(years, values, unit="kt")
    assert s.years.tolist() == years
    assert s.values.tolist() == values
    assert s.status == ["A"] * len(years)
    assert len(s) == len(years)
    assert pickle.loads(pickle.dumps(s)) == s
    assert list(s) == list(zip(years, values, strict=True))


@pytest.mark.parametrize(
    ("years", "values"),
    [
        ([2013, 2014], [1, 2]),
        ((2013, 2014), (1.0, 2.0)),
        (range(2013, 2015), range(1, 3)),
        (np.array([2013, 2014]), np.array([1, 2], dtype=np.int16)),
        (np.array([2013.0, 2014.0]), np.array([1, 2], dtype=np.float32)),
        (np.arange(2013, 2017)[::2] - [0, 1], np.arange(4.0)[1::1][:2]),
        ([2013, 2014], [Decimal(1), Fraction(2)]),
        ((y for y in [2013, 2014]), iter([1, 2])),
        (pd.Index([2013, 2014]), pd.Series([1, 2])),
        (pd.Series([2013, 2014]), pd.Series([1, 2], dtype="Int64")),
        ([2013, 2014], np.array([1, 2], dtype=object)),
    ],
)
def test_sequences_of_every_kind(years: object, values: object) -> None:
    s = ree.TimeSeries(years, values)
    assert s.years.tolist() == [2013, 2014]
    assert s.values.tolist() == [1.0, 2.0]
    assert s.years.dtype == np.int64
    assert s.values.dtype == np.float64


def test_pandas_series_with_years_as_index() -> None:
    column = pd.Series([1.5, 2.5], index=[2013, 2014], name="Output")
    s = ree.TimeSeries.from_pandas(column, unit="kt")
    assert s.title == "Output"
    assert s == ree.TimeSeries(years=column.index, values=column, unit="kt", title="Output")
    back = s.to_pandas()
    assert back.index.name == "year"
    assert back.index.tolist() == [2013, 2014]
    assert back.tolist() == [1.5, 2.5]


@pytest.mark.parametrize(
    "values",
    [
        [1, None],
        [1, float("nan")],
        np.array([1, np.nan]),
        np.ma.masked_array([1, 2], [False, True]),
        pd.Series([1, pd.NA], dtype="Int64"),
        pd.Series([1, None]),
    ],
)
def test_missing_is_an_error_until_it_is_asked_for(values: object) -> None:
    with pytest.raises(ree.InvalidArgument, match=r"values = nan at position 1 \(year 2014\)"):
        ree.TimeSeries([2013, 2014], values)
    s = ree.TimeSeries([2013, 2014], values, missing="mark")
    assert s.status == ["A", "O"]
    assert np.isnan(s.values).tolist() == [False, True]
    assert list(s) == [(2013, 1.0), (2014, None)]
    assert ree.TimeSeries([2013, 2014], values, status=["P", "M"]).status == ["P", "M"]


def test_polars_and_arrow() -> None:
    polars = pytest.importorskip("polars")
    arrow = pytest.importorskip("pyarrow")
    for years, values in [
        (polars.Series([2013, 2014]), polars.Series([1.0, None])),
        (arrow.array([2013, 2014]), arrow.chunked_array([[1.0], [None]])),
    ]:
        s = ree.TimeSeries(years, values, missing="mark")
        assert list(s) == [(2013, 1.0), (2014, None)]


def test_both_views() -> None:
    s = reserves()
    assert s.view == "corrected"
    assert s[2019] == 120.0
    assert s.status == ["A", "I", "O", "A"]
    assert s.printed.view == "printed"
    assert s.printed[2019] == 1200.0
    assert s.printed.status == ["A", "U", "O", "A"]
    assert s.printed.corrected == s
    assert s.printed == s.with_view("printed")
    assert s.printed != s
    fix = s.printed.corrections[2019]
    assert (fix.value, fix.status, fix.erratum, fix.reason) == (120.0, "I", "E-01", "zero")


def test_years_as_keys() -> None:
    s = reserves()
    assert s[2018] == 120.0
    assert s[np.int32(2018)] == 120.0
    assert s[2018:2019].years.tolist() == [2018, 2019]
    assert s[2019:].years.tolist() == [2019, 2020, 2024]
    assert s[:2018] == s.between(1, 2018)
    assert 2019 in s
    assert 2021 not in s
    with pytest.raises(LookupError, match="no year '2021'"):
        s[2021]
    with pytest.raises(ree.InvalidArgument, match=r"reserves/WLD has status O \(missing"):
        s[2020]
    with pytest.raises(ree.InvalidArgument, match="a slice of years has no step"):
        s[2018:2024:2]
    with pytest.raises(ree.InvalidArgument, match="within 2018 to 2024"):
        s.between(2025, 2030)


def test_arrays_cannot_be_written() -> None:
    s = reserves()
    for array in (s.values, s.years):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    assert np.asarray(s).tolist()[0] == 120.0
    assert np.asarray(s, dtype=np.float32).dtype == np.float32
    assert np.nanmax(s) == 120.0


def test_units() -> None:
    s = reserves().to("kt")
    assert (s.unit, s[2019], s.printed[2019], s.decimals) == ("kt", 120e3, 1200e3, None)
    assert reserves().to(ree.Unit("t"))[2018] == 120e6
    with pytest.raises(ree.UnitError, match="cannot convert 'Mt' to 'kt/a'"):
        reserves().to("kt/a")


def test_copies_and_pickles() -> None:
    s = reserves()
    for other in (copy.copy(s), copy.deepcopy(s), pickle.loads(pickle.dumps(s.printed)).corrected):
        assert other == s
        assert other.observations == s.observations
        assert other.sources[3] == ree.Source("k", "Table 1")
    assert s != ree.TimeSeries([2018], [120])
    assert (s == 5) is False
    with pytest.raises(TypeError, match="unhashable"):
        hash(s)


def test_representations() -> None:
    text = repr(reserves())
    lines = text.splitlines()
    assert lines[0] == "TimeSeries reserves/WLD"
    assert lines[1] == "unit Mt; 4 years, 2018 to 2024; corrected view"
    assert lines[4] == "2019    120  I  corrected, printed 1200 (E-01)"
    assert lines[5] == "2020      -  O  missing; reason unspecified"
    assert lines[6] == "2024   > 90"
    assert "2019   1200  U  low reliability; correction 120 (E-01)" in repr(reserves().printed)
    html = ree.TimeSeries([2013], [1], title="<i>&")._repr_html_()
    assert "&lt;i&gt;&amp;" in html
    assert "<i>" not in html
    long = repr(ree.TimeSeries(range(1, 1001), range(1000)))
    assert len(long.splitlines()) == 44
    assert " ..." in long


def test_frame() -> None:
    frame = reserves().to_frame()
    assert frame.index.tolist() == [2018, 2019, 2020, 2024]
    assert frame.loc[2019, ["value", "status", "printed", "erratum"]].tolist() == [
        120.0,
        "I",
        1200.0,
        "E-01",
    ]
    assert frame.loc[2024, ["qualifier", "source"]].tolist() == ["more_than", "k: Table 1"]


def test_quantities() -> None:
    a = ree.Quantity(3, "kt", "REO")
    assert a + ree.Quantity(500, "t", "REO") == ree.Quantity(3.5, "kt", "REO")
    assert a - ree.Quantity(500, "t", "REO") == ree.Quantity(2.5, "kt", "REO")
    assert 2 * a == a * 2 == ree.Quantity(6, "kt", "REO")
    assert ree.Quantity(45, "kt") / ree.Quantity(390000, "t") == 45 / 390
    assert str(ree.Quantity(90, "Mt", qualifier="more_than")) == "> 90 Mt"
    assert (a.value, a.unit, a.basis, a.qualifier) == (3.0, "kt", "REO", "exact")
    assert a.to("t").value == 3000.0
    assert pickle.loads(pickle.dumps(a)) == a
    assert len({a, ree.Quantity(3, "kt", "REO")}) == 1
    with pytest.raises(ree.UnitError, match="the bases differ"):
        a + ree.Quantity(1, "kt", "oxide")
    with pytest.raises(TypeError):
        a + 1
    with pytest.raises(ree.InvalidArgument, match="value = nan: must be finite"):
        ree.Quantity(float("nan"))
    nd = ree.element("Nd")
    oxide = ree.Quantity(nd.oxide_factor(), "t", "oxide")
    assert ree.oxide_to_element(oxide, nd) == ree.Quantity(1, "t", "element")


def test_elements_and_places() -> None:
    assert len(ree.elements()) == 17
    assert ree.element("neodymium") == ree.element("Nd")
    assert ree.element("Pm").atomic_weight is None
    assert ree.element("Gd").group() == "light"
    assert ree.element("Gd").group("european_commission") == "heavy"
    assert ree.element("Ce").oxide.formula == "CeO2"
    assert ree.country("CHN").code == "CN"
    assert ree.office("EP").kind == "regional"
    assert ree.status_meaning("P") == "provisional value"
    assert ree.Unit("10*9.CNY").label == "billion CNY"
    assert ree.Unit("kt").factor_to("t") == 1000
    for one in (ree.element("Nd"), ree.country("CN"), ree.office("WO"), ree.Unit("kt/a")):
        assert pickle.loads(pickle.dumps(one)) == one
        assert len({one, pickle.loads(pickle.dumps(one))}) == 1
