"""What fit, compare and growth take for an annual series; predictions of fits of plain arrays."""

from __future__ import annotations

import datetime
import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import reeindex as ree

YEARS = [2013, 2014, 2015, 2016, 2018]
VALUES = [1.0, 2.0, 2.5, 4.0, 7.0]
NAN = float("nan")


def arrow():
    return pytest.importorskip("pyarrow")


def polars():
    return pytest.importorskip("polars")


FORMS = {
    "TimeSeries": lambda: ree.TimeSeries(YEARS, VALUES),
    "dict": lambda: dict(zip(YEARS, VALUES, strict=True)),
    "dict in another order": lambda: dict(zip(YEARS[::-1], VALUES[::-1], strict=True)),
    "dict of dates": lambda: {
        datetime.date(y, 12, 31): v for y, v in zip(YEARS, VALUES, strict=True)
    },
    "Series": lambda: pd.Series(VALUES, index=YEARS),
    "Series of floats": lambda: pd.Series(VALUES, index=[float(y) for y in YEARS]),
    "Series of year starts": lambda: pd.Series(
        VALUES, index=pd.to_datetime([f"{y}-01-01" for y in YEARS])
    ),
    "Series of year ends": lambda: pd.Series(
        VALUES, index=pd.to_datetime([f"{y}-12-31" for y in YEARS])
    ),
    "Series of periods": lambda: pd.Series(
        VALUES, index=pd.PeriodIndex([str(y) for y in YEARS], freq="Y")
    ),
    "frame with a column": lambda: pd.DataFrame({"year": YEARS, "output": VALUES}),
    "frame with a column of dates": lambda: pd.DataFrame(
        {"Year": pd.to_datetime([f"{y}-01-01" for y in YEARS]), "output": VALUES}
    ),
    "frame with an index": lambda: pd.DataFrame({"output": VALUES}, index=YEARS),
    "polars frame": lambda: polars().DataFrame({"year": YEARS, "output": VALUES}),
    "polars dates": lambda: polars().DataFrame(
        {"year": [datetime.date(y, 1, 1) for y in YEARS], "output": VALUES}
    ),
    "Arrow table": lambda: arrow().table({"year": YEARS, "output": VALUES}),
}
PLAIN = {
    "list": lambda: VALUES,
    "tuple": lambda: tuple(VALUES),
    "array": lambda: np.array(VALUES),
    "polars": lambda: polars().Series(VALUES),
    "Arrow": lambda: arrow().array(VALUES),
    "Series without years": lambda: pd.Series(VALUES),
}
EXPECTED = stats.linregress(YEARS, VALUES)


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_a_series(form: str) -> None:
    data = FORMS[form]()
    fit = ree.fit(data, "linear")
    assert fit.params["slope"] == pytest.approx(EXPECTED.slope, rel=1e-12)
    best = ree.compare(data, ["linear", "exponential"])
    assert len(best.rows) == 2
    assert ree.growth(data).years == YEARS


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize(
    "years",
    [
        YEARS,
        np.array(YEARS),
        np.array([f"{y}-01-01" for y in YEARS], "M8[D]"),
        np.array([str(y) for y in YEARS], "M8[Y]"),
        [datetime.datetime(y, 1, 1) for y in YEARS],
        pd.PeriodIndex([str(y) for y in YEARS], freq="Y"),
    ],
    ids=["list", "array", "days", "datetime64[Y]", "datetimes", "periods"],
)
def test_values_with_years(form: str, years: object) -> None:
    fit = ree.fit(PLAIN[form](), "linear", years=years)
    assert fit.params["slope"] == pytest.approx(EXPECTED.slope, rel=1e-12)
    assert ree.growth(PLAIN[form](), years=years).years == YEARS


WRONG: list[tuple[str, object, str]] = [
    ("list", VALUES, "a TimeSeries, a pandas Series or a frame with years, a dict"),
    ("array", np.array(VALUES), "fit_xy() takes plain arrays"),
    ("text", "2013", "series = of type str"),
    ("None", None, "series = of type NoneType"),
    ("number", 5, "series = of type int"),
    ("empty dict", {}, "series = an empty dict"),
    ("dict of lists", {"year": YEARS}, "a dict from years to values"),
    ("dict of columns", {"year": YEARS, "value": VALUES}, "years = 'value' (str)"),
    ("dict of months", {datetime.date(2013, m, 1): 1.0 for m in (1, 2)}, "one date a year"),
    ("dict of mixed keys", {2013: 1.0, "2014": 2.0}, "keys of several kinds"),
    (
        "monthly",
        pd.Series([1.0, 2.0], pd.date_range("2013-01-01", periods=2, freq="MS")),
        "groupby",
    ),
    (
        "monthly periods",
        pd.Series([1.0, 2.0], pd.period_range("2013-01", periods=2, freq="M")),
        "g",
    ),
    ("quarters", pd.Series([1.0, 2.0], pd.period_range("2013Q1", periods=2, freq="Q")), "groupby"),
    (
        "June",
        pd.Series([1.0, 2.0], pd.to_datetime(["2013-06-30", "2014-06-30"])),
        "one date a year",
    ),
    (
        "start and end",
        pd.Series([1.0, 2.0], pd.to_datetime(["2013-01-01", "2013-12-31"])),
        "2013 af",
    ),
    ("not sorted", pd.Series([1.0, 2.0], [2014, 2013]), "strictly increasing"),
    ("twice", pd.Series([1.0, 2.0], [2013, 2013]), "strictly increasing"),
    ("texts", pd.Series([1.0, 2.0], ["2013", "2014"]), "a number, not text"),
    ("NaT", pd.Series([1.0, 2.0], pd.to_datetime(["2013-01-01", None])), "years"),
    ("fresh index", pd.Series(VALUES), "years = 0 at position 0"),
    ("two columns", pd.DataFrame({"year": YEARS, "a": VALUES, "b": VALUES}), "one other column"),
    ("no years", pd.DataFrame({"a": VALUES}), "a frame with the columns a"),
    ("only years", pd.DataFrame({"year": YEARS}), "a frame with the columns year"),
    ("empty frame", pd.DataFrame(), "a frame with the columns"),
    ("text values", pd.DataFrame({"year": [2013], "a": ["x"]}), "a number, not text"),
    ("booleans", {2013: True, 2014: False}, "a number, not a boolean"),
    ("infinite", {2013: float("inf")}, "finite"),
    ("complex", {2013: 1j}, "must be a number"),
]


@pytest.mark.parametrize(
    ("data", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_is_no_series(data: object, message: str) -> None:
    for call in (ree.fit, ree.compare):
        with pytest.raises(ree.InvalidArgument) as caught:
            call(data)
        assert message in str(caught.value)


def test_years_beside_data_that_has_them() -> None:
    series = ree.TimeSeries(YEARS, VALUES)
    for data in (series, {2013: 1.0}, pd.DataFrame({"year": YEARS, "a": VALUES})):
        for call in (ree.fit, ree.compare, ree.growth):
            with pytest.raises(ree.InvalidArgument, match="left out"):
                call(data, years=YEARS)


# --- one rule for NaN


@pytest.mark.parametrize("gap", [NAN, None, pd.NA])
def test_a_value_that_is_missing_is_a_gap_everywhere(gap: object) -> None:
    data = pd.Series([1.0, 2.0, gap, 4.0, 7.0], index=YEARS, dtype="object")
    known = [0, 1, 3, 4]
    slope = stats.linregress(np.array(YEARS)[known], np.array(VALUES)[known]).slope
    fit = ree.fit(data, "linear")
    assert fit.params["slope"] == pytest.approx(slope, rel=1e-12)
    assert [one.year for one in fit.excluded] == [2015]
    assert ree.growth(data).years == [2013, 2014, 2016, 2018]
    plain = ree.fit_xy(YEARS, list(data), "linear")
    assert plain.params["slope"] == pytest.approx(slope, rel=1e-12)
    assert plain.message.endswith("left out, no value: position 2")
    weighted = ree.fit_xy(YEARS, list(data), "linear", weights=[1, 1, 5, 1, 1])
    assert weighted.params["slope"] == pytest.approx(slope, rel=1e-12)
    for call in (
        lambda: ree.fit(data, "linear", missing="raise"),
        lambda: ree.compare(data, "linear", missing="raise"),
        lambda: ree.fit_xy(YEARS, list(data), "linear", missing="raise"),
    ):
        with pytest.raises(ree.InvalidArgument, match="nan at position 2"):
            call()


@pytest.mark.parametrize("missing", ["drop", "", None, 0, True])
def test_other_words_for_missing_values(missing: object) -> None:
    for call in (
        lambda: ree.fit({2013: 1.0, 2014: 2.0}, "linear", missing=missing),
        lambda: ree.compare({2013: 1.0, 2014: 2.0}, "linear", missing=missing),
        lambda: ree.fit_xy([1, 2], [1, 2], "linear", missing=missing),
    ):
        with pytest.raises((ree.InvalidArgument, TypeError)):
            call()


def test_predictors_have_no_gaps() -> None:
    with pytest.raises(ree.InvalidArgument):
        ree.fit_xy([1.0, NAN, 3.0], [1.0, 2.0, 3.0], "linear")


# --- predictions of fits of plain arrays


def test_interval_of_a_line_equals_the_textbook() -> None:
    x = np.array([0.5, 1.25, 2.0, 3.5, 4.75, 6.0])
    y = np.array([1.1, 1.9, 3.2, 4.1, 6.2, 6.9])
    new = np.array([0.0, 3.0, 8.0])
    n = len(x)
    line = stats.linregress(x, y)
    residual = y - line.intercept - line.slope * x
    s = np.sqrt(residual @ residual / (n - 2))
    spread = ((x - x.mean()) ** 2).sum()
    lever = 1 / n + (new - x.mean()) ** 2 / spread
    t = stats.t.ppf(0.95, n - 2)
    mean = line.intercept + line.slope * new
    got = ree.fit_xy(x, y, "linear").predict(new, level=0.9)
    np.testing.assert_allclose(got.x, new)
    np.testing.assert_allclose(got.mean, mean, rtol=1e-10)
    np.testing.assert_allclose(got.lower, mean - t * s * np.sqrt(1 + lever), rtol=1e-8)
    np.testing.assert_allclose(got.upper, mean + t * s * np.sqrt(1 + lever), rtol=1e-8)
    np.testing.assert_allclose(got.mean_lower, mean - t * s * np.sqrt(lever), rtol=1e-8)
    assert len(got) == 3
    assert repr(got).startswith("Prediction of the linear curve, 90 % prediction interval")
    assert list(got.to_pandas().columns) == [
        "x",
        "mean",
        "lower",
        "upper",
        "mean_lower",
        "mean_upper",
    ]
    assert repr(pickle.loads(pickle.dumps(got))) == repr(got)
    assert "<table>" in got._repr_html_()


def test_prediction_of_plain_arrays_is_the_forecast_of_the_series() -> None:
    years, values = list(range(2005, 2017)), [2, 3, 5, 8, 12, 19, 26, 33, 39, 43, 46, 47]
    series = ree.fit(ree.TimeSeries(years, values), "logistic")
    forecast = ree.forecast(series, years=[2018, 2020])
    got = series.predict([2018, 2020], level=0.95)
    for name in ("mean", "lower", "upper", "mean_lower", "mean_upper"):
        np.testing.assert_array_equal(getattr(got, name), getattr(forecast, name))
    plain = ree.fit_xy(years, values, "logistic")
    again = ree.forecast(plain, 3)
    assert again.years.tolist() == [2017, 2018, 2019]
    np.testing.assert_allclose(again.mean, ree.forecast(series, 3).mean, rtol=1e-9)
    np.testing.assert_allclose(again.upper, ree.forecast(series, 3).upper, rtol=1e-4)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e4])
@pytest.mark.parametrize("method", ["profile", "delta", "bootstrap"])
def test_predictions_have_the_units_of_x(scale: float, method: str) -> None:
    x = np.arange(12.0)
    y = 5 / (1 + np.exp(-(x - 5) / 1.5)) + 0.05 * np.sin(7 * x)
    plain = ree.fit_xy(x, y, "logistic").predict(12.5, 0.9, method=method, replicates=199)
    scaled = ree.fit_xy(scale * x, y, "logistic").predict(
        scale * 12.5, 0.9, method=method, replicates=199
    )
    np.testing.assert_allclose(scaled.mean, plain.mean, rtol=1e-6)
    np.testing.assert_allclose(scaled.lower, plain.lower, rtol=1e-3)
    np.testing.assert_allclose(scaled.upper, plain.upper, rtol=1e-3)
    assert (plain.lower <= plain.mean).all()
    assert (plain.mean <= plain.upper).all()


def test_values_alone_without_a_level() -> None:
    fit = ree.fit_xy([1, 2, 3, 4], [2.1, 3.9, 6.0, 8.1], "linear")
    assert isinstance(fit.predict(5), float)
    assert fit.predict([5, 6]).shape == (2,)


def test_forecast_of_plain_arrays_that_are_no_years() -> None:
    fit = ree.fit_xy([0.5, 1.5, 2.5, 3.5], [2.1, 3.9, 6.0, 8.1], "linear")
    with pytest.raises(ree.InvalidArgument, match=r"fit a TimeSeries\(x, y\), or take predict"):
        ree.forecast(fit, 3)


PREDICTIONS: list[tuple[object, dict[str, object]]] = [
    ([], {"level": 0.9}),
    ([NAN], {"level": 0.9}),
    ([float("inf")], {"level": 0.9}),
    (["a"], {"level": 0.9}),
    ([[1, 2]], {"level": 0.9}),
    ([1], {"level": 0}),
    ([1], {"level": 1}),
    ([1], {"level": -0.5}),
    ([1], {"level": NAN}),
    ([1], {"level": "0.9"}),
    ([1], {"level": 0.9, "method": "guess"}),
    ([1], {"level": 0.9, "method": 5}),
    ([1], {"level": 0.9, "method": "bootstrap", "replicates": 1}),
    ([1], {"level": 0.9, "method": "bootstrap", "replicates": 1.5}),
    ([1], {"level": 0.9, "method": "bootstrap", "seed": -1}),
]


@pytest.mark.parametrize(("x", "options"), PREDICTIONS)
def test_predictions_that_cannot_be(x: object, options: dict[str, object]) -> None:
    fit = ree.fit_xy([1, 2, 3, 4], [2.1, 3.9, 6.0, 8.1], "linear")
    with pytest.raises(ree.Error):
        fit.predict(x, **options)


def test_growth_fit_and_compare_have_one_rule_for_missing_values() -> None:
    gap = pd.Series([1.0, 2.0, NAN, 8.0, 16.0], index=range(2010, 2015))
    assert list(ree.growth(gap).left_out) == [2012]
    assert ree.growth(gap).value == pytest.approx(1.0)
    for call in (
        lambda: ree.growth(gap, missing="raise"),
        lambda: ree.fit(gap, "exponential", missing="raise"),
        lambda: ree.compare(gap, missing="raise"),
    ):
        with pytest.raises(ree.InvalidArgument, match=r'position 2 \(year 2012\).*missing="mark"'):
            call()
    with pytest.raises(ree.InvalidArgument, match="'mark' or 'raise'"):
        ree.growth(gap, missing="drop")  # type: ignore[arg-type]
