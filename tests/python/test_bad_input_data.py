"""Bad input of the modules core and data: exception and message of each case."""

from __future__ import annotations

import datetime
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reeindex as ree

NAN = float("nan")
INF = float("inf")

SERIES_CASES: list[tuple[str, object, object, str]] = [
    ("empty", [], [], "observations = empty: must be at least one observation"),
    ("lengths", [2013], [1, 2], "values = of length 2: must be of the length of years, 1"),
    ("nan", [2013, 2014], [1, NAN], "values = nan at position 1 (year 2014): must be finite"),
    ("infinity", [2013], [INF], "values = inf at position 0 (year 2013): must be finite"),
    ("minus infinity", [2013], [-INF], "values = -inf at position 0 (year 2013): must be"),
    ("duplicate", [2013, 2013], [1, 2], "years = 2013 after 2013 at position 1: must be strictly"),
    ("unordered", [2014, 2013], [1, 2], "years = 2013 after 2014 at position 1: must be strictly"),
    ("year 0", [0], [1], "years = 0 at position 0: must be a whole number from 1 to 9999"),
    ("year 10000", [10000], [1], "years = 10000 at position 0: must be a whole number"),
    ("year -1", [-1], [1], "years = -1 at position 0: must be a whole number"),
    ("year 10**30", [10**30], [1], "years = 1000000000000000000000000000000 at position 0: must"),
    ("year 2013.5", [2012, 2013.5], [1, 2], "years = 2013.5 at position 1: must be a whole number"),
    ("nan year", [NAN], [1], "years = nan at position 0: must be a whole number from 1 to 9999"),
    (
        "boolean year",
        [True],
        [1],
        "years = True (bool) at position 0: must be a number, not a bool",
    ),
    ("text year", ["2013"], [1], "years = '2013' (str) at position 0: must be a number, not text"),
    ("date", [datetime.date(2013, 5, 1)], [1], "years = datetime.date(2013, 5, 1) (date) at posi"),
    ("timestamps", pd.to_datetime(["2013-05-01"]), [1], "years = Timestamp('2013-05-01 00:00:00')"),
    (
        "noon",
        [datetime.datetime(2013, 1, 1, 12)],
        [1],
        "years = datetime.datetime(2013, 1, 1, 12, 0)",
    ),
    (
        "months",
        pd.period_range("2013-01", periods=1, freq="M"),
        [1],
        "years = Period('2013-01', 'M')",
    ),
    (
        "quarters",
        pd.period_range("2013Q1", periods=1, freq="Q"),
        [1],
        "years = Period('2013Q1', 'Q",
    ),
    ("no date", [pd.NaT], [1], "years = "),
    ("decimal comma", [2013], ["7,5"], "values = '7,5' (str) at position 0: must be a number, not"),
    (
        "number as text",
        [2013],
        ["7.5"],
        "values = '7.5' (str) at position 0: must be a number, not",
    ),
    ("bytes", [2013], [b"7"], "values = b'7' (bytes) at position 0: must be a number, not text"),
    (
        "boolean value",
        [2013],
        [True],
        "values = True (bool) at position 0: must be a number, not a",
    ),
    (
        "complex",
        [2013],
        np.array([1j]),
        "values = an array of complex128: must be an array of real",
    ),
    ("complex number", [2013], [1j], "values = 1j (complex) at position 0: must be a number"),
    ("object", [2013], [object()], "values = <object object at "),
    ("nested", [2013], [[1]], "values = [1] (list) at position 0: must be a number"),
    ("matrix", [2013], np.ones((1, 1)), "values = an array of 2 dimensions: must be one-dimension"),
    ("frame", [2013], pd.DataFrame({"a": [1]}), "values = an array of 2 dimensions: must be one-d"),
    ("number for values", [2013], 5, "values = 5 (int): must be a sequence of numbers"),
    ("text for values", [2013], "1", "values = '1' (str): must be a sequence of numbers"),
    ("dict for values", [2013], {1: 2}, "values = {1: 2} (dict): must be a sequence of numbers"),
    ("set for years", {2013}, [1], "years = {2013} (set): must be a sequence of years"),
    ("None for years", None, [1], "years = None (NoneType): must be a sequence of years"),
    ("huge integer", [2013], [10**400], "values = 1000"),
]


@pytest.mark.parametrize(
    ("years", "values", "message"),
    [case[1:] for case in SERIES_CASES],
    ids=[case[0] for case in SERIES_CASES],
)
def test_series(years: object, values: object, message: str) -> None:
    with pytest.raises(ree.InvalidArgument, match=re.escape(message)) as caught:
        ree.TimeSeries(years, values)
    assert str(caught.value).startswith(message)
    assert isinstance(caught.value, ValueError)
    assert caught.value.argument in {"years", "values", "observations"}


@pytest.mark.parametrize(
    ("argument", "array", "allowed"),
    [
        ("values", np.array(["7.5"]), "a number, not text"),
        ("values", np.array([True]), "a number, not a boolean"),
        ("years", np.array(["2013"]), "a number, not text"),
    ],
)
def test_arrays_of_something_else(argument: str, array: object, allowed: str) -> None:
    arguments = {"years": [2013], "values": [1], argument: array}
    with pytest.raises(ree.InvalidArgument, match="at position 0: must be ") as caught:
        ree.TimeSeries(**arguments)
    assert (caught.value.argument, caught.value.allowed) == (argument, allowed)


OPTION_CASES: list[tuple[str, dict[str, object], type[Exception], str]] = [
    ("unit", {"unit": "tonnes"}, ree.InvalidArgument, "unit = 'tonnes': must be a UCUM code"),
    ("unit of a type", {"unit": 3}, ree.InvalidArgument, "unit = 3 (int): must be a Unit or its"),
    ("basis", {"basis": "oxid"}, ree.NotFound, "no basis 'oxid'; did you mean 'oxide'?"),
    ("status", {"status": ["X"]}, ree.InvalidArgument, "status = 'X': must be an SDMX CL_OBS_STAT"),
    ("status as text", {"status": "A"}, ree.InvalidArgument, "status = 'A' (str): must be a seq"),
    ("status length", {"status": []}, ree.InvalidArgument, "status = of length 0: must be of the"),
    ("missing status", {"status": ["O"]}, ree.InvalidArgument, "status = O at position 0 (year 20"),
    ("missing", {"missing": "drop"}, ree.InvalidArgument, "missing = 'drop': must be 'raise' or"),
    ("source", {"source": 5}, ree.InvalidArgument, "source = 5: must be a text or a Source"),
    ("decimals", {"decimals": -1}, ree.InvalidArgument, "decimals = -1: must be from 0 to 15"),
    ("no such option", {"units": "kt"}, TypeError, "incompatible constructor arguments"),
]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [case[1:] for case in OPTION_CASES],
    ids=[case[0] for case in OPTION_CASES],
)
def test_options(options: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        ree.TimeSeries([2013], [1], **options)


CSV_CASES: list[tuple[str, bytes, type[Exception], str]] = [
    ("empty", b"", ree.DataError, ": empty: there is no header row"),
    ("header only", b"year,value\n", ree.DataError, ": a header, but no rows"),
    ("bare comma", b"year,value\n2013,7,5\n", ree.DataError, ", line 2: 3 fields, but the header"),
    ("wrong column", b"yeer,value\n2013,1\n", ree.DataError, ", line 1: no column 'year'; did you"),
    ("extra column", b"year,value,x\n2013,1,2\n", ree.DataError, ", line 1: columns that would be"),
    (
        "mixed units",
        b"year,value,unit\n2013,1,t\n2014,1,kt\n",
        ree.UnitError,
        ", line 3: unit 'kt'",
    ),
    ("mixed bases", b"year,value,basis\n1,1,REO\n2,1,\n", ree.UnitError, ", line 3: basis 'none'"),
    (
        "text",
        b"year,value\n2013,many\n",
        ree.DataError,
        ", line 2: column 'value': 'many' is not a",
    ),
    (
        "nan",
        b"year,value\n2013,NaN\n",
        ree.DataError,
        ", line 2: column 'value': 'NaN' is not a fi",
    ),
    (
        "1e309",
        b"year,value\n2013,1e309\n",
        ree.DataError,
        ", line 2: column 'value': '1e309' is out",
    ),
    ("year 0", b"year,value\n0,1\n", ree.DataError, ", line 2: column 'year': '0' is not a year"),
    ("year 2013.5", b"year,value\n2013.5,1\n", ree.DataError, ", line 2: column 'year': '2013.5'"),
    ("duplicate", b"year,value\n2013,1\n2013,2\n", ree.DataError, ", line 3: year 2013 is already"),
    ("two series", b"year,value,area\n1,1,a\n1,1,b\n", ree.DataError, ", line 3: a second series"),
    ("open quote", b'year,value\n2013,"1\n', ree.DataError, ", line 2: a quote that opens here is"),
    ("binary", b"\x7fELF\x02\x01\x01\x00", ree.DataError, ", line 1: holds a NUL byte"),
    ("latin-1", b"year,value,note\n1,1,\xe9\n", ree.DataError, ", line 2: is not UTF-8 text"),
    ("huge", b"year,value\n" + b"#" * (64 << 20), ree.DataError, ": larger than 64 MiB"),
]


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [case[1:] for case in CSV_CASES],
    ids=[case[0] for case in CSV_CASES],
)
def test_csv(tmp_path: Path, content: bytes, error: type[Exception], message: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    with pytest.raises(error, match=re.escape(str(file) + message)) as caught:
        ree.read_csv(file)
    if isinstance(caught.value, ree.DataError):
        assert caught.value.file == str(file)
        line = re.search(r"csv, line (\d+):", str(caught.value))
        assert caught.value.line == (int(line[1]) if line else 0)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(
        ree.FileError, match=r"cannot open '.*nothing\.csv': No such file"
    ) as caught:
        ree.read_csv(tmp_path / "nothing.csv")
    assert isinstance(caught.value, OSError)
    with pytest.raises(ree.FileError, match=r"cannot read '.*': Is a directory"):
        ree.read_csv(tmp_path)
    with pytest.raises(ree.FileError, match=r"cannot open '.*series\.csv'"):
        ree.read_dataset(tmp_path)
    with pytest.raises(ree.InvalidArgument, match="path = 3 "):
        ree.read_csv(3)
    with pytest.raises(ree.InvalidArgument, match="without NUL characters"):
        ree.read_csv("a\0b")


CALLS: list[tuple[str, Callable[[], object], type[Exception], str]] = [
    ("key", lambda: ree.load_paper()["patent/CN"], ree.NotFound, "did you mean 'patents/CN'?"),
    (
        "area",
        lambda: ree.load_paper().series("patents", "XX"),
        ree.NotFound,
        "no series 'patents/X",
    ),
    (
        "view",
        lambda: ree.load_paper().series("patents/CN", view="raw"),
        ree.NotFound,
        "no view 'raw'",
    ),
    ("number for key", lambda: ree.load_paper()[5], ree.InvalidArgument, "key = 5: must be a text"),
    ("erratum", lambda: ree.load_paper().erratum("E-99"), ree.NotFound, "no erratum 'E-99'"),
    ("document", lambda: ree.load_paper().document("usgs"), ree.NotFound, "no document 'usgs'"),
    ("table", lambda: ree.load_paper().table("figure"), ree.NotFound, "did you mean 'figures'?"),
    ("element", lambda: ree.element("Fe"), ree.NotFound, "no rare-earth element 'Fe'"),
    (
        "promethium",
        lambda: ree.element("Pm").oxide_factor(),
        ree.InvalidArgument,
        "element = Pm: mu",
    ),
    (
        "group",
        lambda: ree.element("Nd").group("iupac"),
        ree.NotFound,
        "no group definition 'iupac'",
    ),
    ("country", lambda: ree.country("Chin"), ree.NotFound, "no country 'Chin'"),
    ("office", lambda: ree.office("XX"), ree.NotFound, "no patent office 'XX'"),
    (
        "status",
        lambda: ree.status_meaning("Z"),
        ree.InvalidArgument,
        "status = 'Z': must be an SDMX",
    ),
    ("qualifier", lambda: ree.Quantity(1, qualifier="ca"), ree.NotFound, "no qualifier 'ca'"),
    (
        "quantity",
        lambda: ree.Quantity("1"),
        ree.InvalidArgument,
        "value = '1' (str): must be a numb",
    ),
    ("units", lambda: ree.Quantity(1, "t") + ree.Quantity(1, "a"), ree.UnitError, "cannot convert"),
    (
        "zero",
        lambda: ree.Quantity(1) / ree.Quantity(0),
        ree.InvalidArgument,
        "denominator = 0: must",
    ),
    (
        "not a pandas Series",
        lambda: ree.TimeSeries.from_pandas([1, 2]),
        ree.InvalidArgument,
        "series = [1, 2]: must be a pandas Series with years as its index",
    ),
    (
        "a frame",
        lambda: ree.TimeSeries.from_pandas(pd.DataFrame({"a": [1]})),
        ree.InvalidArgument,
        "must be a pandas Series with years as its index",
    ),
    (
        "correction",
        lambda: ree.TimeSeries.from_observations(
            [ree.Observation(2013, 1, correction=ree.Correction(NAN))]
        ),
        ree.InvalidArgument,
        "correction = nan at position 0 (year 2013): must be finite",
    ),
    (
        "observation",
        lambda: ree.Observation(2013.5, 1),
        ree.InvalidArgument,
        "year = 2013.5: must be",
    ),
]


@pytest.mark.parametrize(
    ("call", "error", "message"), [case[1:] for case in CALLS], ids=[case[0] for case in CALLS]
)
def test_calls(call: Callable[[], object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        call()


def test_good_input_at_the_edge() -> None:
    assert ree.TimeSeries([2013], [1]).values.tolist() == [1.0]
    assert ree.TimeSeries([2013.0, 2020.0], [0, -3]).years.tolist() == [2013, 2020]
    assert ree.TimeSeries([1, 9999], [1e308, -1e308]).values.tolist() == [1e308, -1e308]
    assert ree.TimeSeries([2013], [5e-324]).values[0] == 5e-324


def test_errors_are_errors_of_python() -> None:
    assert issubclass(ree.Error, Exception)
    assert not issubclass(ree.Error, ValueError)
    for error, standard in [
        (ree.InvalidArgument, ValueError),
        (ree.UnitError, ValueError),
        (ree.NotFound, LookupError),
        (ree.DataError, ValueError),
        (ree.FileError, OSError),
    ]:
        assert issubclass(error, ree.Error)
        assert issubclass(error, standard)
        assert error.__module__ == "reeindex"
    with pytest.raises(ree.NotFound) as caught:
        ree.element("Fe")
    assert caught.value.key == "Fe"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.key) == (str(caught.value), "Fe")
