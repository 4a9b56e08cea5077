"""Tables of many series: every kind of input, single answers as the truth, and poisoned series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import reeindex as ree
from reeindex import panel_methods

PAPER = ree.load_paper()
YEARS = np.arange(2005, 2023)


def long_frame(count: int = 12, seed: int = 2) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    t = np.arange(float(len(YEARS)))
    rows = []
    for i in range(count):
        shape = [30 / (1 + np.exp(-0.4 * (t - 9))), 8 * np.exp(0.09 * t), 5 + 2 * t, 20 + 0 * t]
        noisy = shape[i % 4] * (1 + rng.normal(0, 0.06, len(t)))
        rows += [
            (f"s{i}", "CN" if i % 2 else "US", y, v) for y, v in zip(YEARS, noisy, strict=True)
        ]
    return pd.DataFrame(rows, columns=["id", "area", "year", "value"])


LONG = long_frame()
WIDE = LONG.pivot(index="year", columns="id", values="value")[[f"s{i}" for i in range(12)]]


def singles() -> dict[str, ree.TimeSeries]:
    return {name: ree.TimeSeries(YEARS, WIDE[name]) for name in WIDE.columns}


def kinds() -> dict[str, tuple[Any, Any]]:
    across = WIDE.T.reset_index().rename(columns={"index": "id"})
    return {
        "long": (LONG, "id"),
        "shuffled": (LONG.sample(frac=1.0, random_state=3).sort_values("id", key=lambda s: s.str[1:].astype(int), kind="stable"), "id"),
        "polars": (pl.from_pandas(LONG), "id"),
        "lazy": (pl.from_pandas(LONG).lazy(), "id"),
        "arrow": (pa.Table.from_pandas(LONG), "id"),
        "statsforecast": (LONG[["id", "year", "value"]].rename(columns={"id": "unique_id", "year": "ds", "value": "y"}), None),
        "wide": (WIDE, None),
        "wide with a column of years": (WIDE.reset_index(), None),
        "wide polars": (pl.from_pandas(WIDE.reset_index()), None),
        "wide arrow": (pa.Table.from_pandas(WIDE.reset_index(), preserve_index=False), None),
        "wide with dates": (WIDE.set_axis(pd.to_datetime(WIDE.index.astype(str))), None),
        "years across": (across, "id"),
        "years across, polars": (pl.from_pandas(across.rename(columns=str)), "id"),
        "series": (singles(), None),
        "dicts": ({k: dict(zip(v.years.tolist(), v.values.tolist(), strict=True)) for k, v in singles().items()}, None),
        "pandas series": ({name: WIDE[name] for name in WIDE}, None),
        "list": ([ree.TimeSeries(YEARS, WIDE[name], title=name) for name in WIDE], None),
    }  # fmt: skip


KINDS = kinds()


def pandas_of(table: Any) -> pd.DataFrame:
    if isinstance(table, pl.DataFrame):
        return pd.DataFrame(table.to_dict(as_series=False))
    return table.to_pandas() if isinstance(table, pa.Table) else table


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_input_gives_the_same(kind: str) -> None:
    table, by = KINDS[kind]
    found = ree.growth_table(table, by)
    if isinstance(table, pl.DataFrame | pl.LazyFrame):
        assert isinstance(found, pl.DataFrame)
    elif isinstance(table, pa.Table):
        assert isinstance(found, pa.Table)
    else:
        assert isinstance(found, pd.DataFrame)
    found = pandas_of(found)
    assert found.iloc[:, 0].tolist() == list(WIDE.columns)
    for name, rate in zip(WIDE.columns, found["cagr"], strict=True):
        assert rate == ree.cagr(ree.TimeSeries(YEARS, WIDE[name]))
    ahead = pandas_of(ree.forecast_table(table, by, h=2, paths=100))
    assert len(ahead) == 24
    assert pandas_of(ree.fit_table(table, by)).iloc[:, 0].tolist() == list(WIDE.columns)


def test_growth_is_that_of_single_series() -> None:
    table = LONG[~((LONG["id"] == "s3") & (LONG["year"] == 2010))]
    found = ree.growth_table(table, ["id", "area"], first=2006, last=2020, level=0.9).set_index(
        "id"
    )
    for name, rows in table.groupby("id"):
        one = ree.growth(rows["value"].array, 2006, 2020, years=rows["year"].array, level=0.9)
        mine = found.loc[name]
        assert mine["cagr"] == one.value
        assert (mine["first_year"], mine["last_year"]) == (2006, 2020)
        assert mine["annual_rate"] == one.regression.annual_rate
        assert (mine["annual_lower"], mine["annual_upper"]) == one.regression.annual_interval
    assert found.loc["s3", "n_obs"] == 14


def test_provisional_values_are_counted_or_left_out() -> None:
    offices = PAPER.series_of("patents")
    with_them = ree.growth_table(offices)
    without = ree.growth_table(offices, include_provisional=False)
    assert with_them["provisional"].tolist()[0] == 2
    assert with_them["last_year"].tolist()[0] == 2022
    assert without["last_year"].tolist()[0] == 2020
    assert "provisional" not in without.columns
    assert set(ree.forecast_table(offices, h=1, paths=100)["year"]) == {2020, 2021}


POISONS = {"infinite": np.inf, "negative infinite": -np.inf, "huge": 1e300, "missing": np.nan}


@pytest.mark.parametrize("poison", POISONS)
def test_a_poisoned_series_changes_no_other(poison: str) -> None:
    table = LONG.copy()
    table.loc[(table["id"] == "s5") & (table["year"] > 2008), "value"] = POISONS[poison]
    others = [name for name in WIDE.columns if name != "s5"]
    for run in (
        lambda frame: ree.growth_table(frame, "id"),
        lambda frame: ree.compare_table(frame, "id"),
        lambda frame: ree.backtest_table(frame, "id", methods="linear", h=2, windows=2),
        lambda frame: ree.forecast_table(frame, "id", h=2, paths=100),
        lambda frame: ree.fit_table(frame, "id"),
    ):
        clean, poisoned = run(LONG), run(table)
        for name in others:
            pd.testing.assert_frame_equal(
                clean[clean["id"] == name].reset_index(drop=True),
                poisoned[poisoned["id"] == name].reset_index(drop=True),
                check_categorical=False,
            )


def test_the_best_curve_is_that_of_compare() -> None:
    table = long_frame(60, seed=5)
    found = ree.compare_table(table, "id").set_index("id")
    for name, rows in table.groupby("id"):
        one = ree.compare(ree.TimeSeries(rows["year"], rows["value"]), panel_methods.KERNELS)
        mine = found.loc[name]
        try:
            best = one.best
        except ree.InvalidArgument:
            assert mine["status"] == "none"
            continue
        row = next(row for row in one.rows if row.curve == best.curve)
        assert mine["best"] == best.curve
        assert mine["status"] == ("best" if row.rank == 1 else "not_smallest")
        assert mine["aicc"] == pytest.approx(row.aicc, abs=1e-6)
        assert mine["weight"] == pytest.approx(row.weight, abs=1e-6)
        assert mine["identification"] == best.identification


def test_most_series_are_answered_by_the_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    single = panel_methods.compare

    def counted(series: Any, *rest: Any, **options: Any) -> Any:
        asked.append(series)
        return single(series, *rest, **options)

    monkeypatch.setattr(panel_methods, "compare", counted)
    ree.compare_table(long_frame(60, seed=5), "id")
    assert 1 <= len(asked) < 25


def test_what_may_not_be_forecast_from_is_not_the_best() -> None:
    found = ree.compare_table(PAPER).set_index("indicator")
    reserves = found.loc["reserves"]
    assert reserves["status"] == "not_smallest"
    assert "jump" in reserves["reason"]
    ahead = ree.forecast(ree.fit(PAPER.series("reserves/WLD"), reserves["best"]), until=2035)
    assert ahead.mean[-1] > 40  # not 0.105 Mt
    short = ree.compare_table({"a": {2020: 1.0, 2021: 2.0}})
    assert short["status"].tolist() == ["none"]
    assert short["best"].isna().all()
    assert short["reason"][0]


def test_backtests_are_those_of_single_series() -> None:
    found = ree.backtest_table(LONG, "id", methods=["linear", "theta"], h=2, windows=3)
    assert found["method"].tolist()[:4] == ["linear", "theta", "naive", "drift"]
    one = ree.backtest(ree.TimeSeries(YEARS, WIDE["s2"]), ["linear", "theta"], h=2, windows=3)
    mine = found[found["id"] == "s2"].set_index("method")
    for method in one.methods:
        for measure in ("mae", "mase", "coverage", "msis"):
            assert mine.loc[method.name, measure] == method.scores[measure]
        ratio = method.scores["mae"] / one["naive"].scores["mae"]
        assert mine.loc[method.name, "mae_of_naive"] == ratio


def test_pooled_is_the_mean_over_series() -> None:
    table = pd.concat(
        [
            LONG,
            pd.DataFrame({"id": "short", "area": "CN", "year": [2020, 2021], "value": [1.0, 2.0]}),
        ]
    )
    each = ree.backtest_table(table, "id", methods="linear", h=2, windows=3)
    assert each[each["id"] == "short"]["status"].tolist() == ["not_judged"] * 3
    assert each[each["id"] == "short"]["reason"].notna().all()
    pooled = ree.backtest_table(table, "id", methods="linear", h=2, windows=3, pooled=True)
    assert pooled["not_judged"].tolist() == [1, 1, 1]
    judged = each[each["status"] == "judged"]
    for _, row in pooled.iterrows():
        mine = judged[judged["method"] == row["method"]]
        assert row["series"] == 12
        assert row["mase"] == pytest.approx(mine["mase"].mean())
        assert row["mae_of_naive"] == pytest.approx(np.exp(np.log(mine["mae_of_naive"]).mean()))


def test_threads_do_not_change_the_answer() -> None:
    for run in (
        lambda threads: ree.compare_table(LONG, "id", ["linear", "richards"], threads=threads),
        lambda threads: ree.backtest_table(LONG, "id", h=1, windows=2, threads=threads),
    ):
        pd.testing.assert_frame_equal(run(1), run(3))


MINED = pd.DataFrame(
    {
        "country": ["China", "USA", "Australia"] * 2,
        "year": [2020] * 3 + [2021] * 3,
        "value": [140.0, 39.0, 21.0, 168.0, 42.0, np.nan],
    }
)


def test_shares_and_hhi_by_year() -> None:
    found = ree.shares(MINED, "country")
    assert found["share"].tolist()[:2] == [140 / 200, 168 / 210]
    assert found["status"].tolist() == ["complete", "parts_missing"] * 3
    index = ree.hhi(MINED, "country", scale=10000)
    assert index["hhi"][0] == pytest.approx(ree.hhi([140, 39, 21], scale=10000))
    assert index["largest"].tolist() == ["China", "China"]
    assert index["missing"].tolist() == [0, 1]
    assert index["parts"].tolist() == [3, 2]


def test_shares_within_groups() -> None:
    both = pd.concat(
        [MINED.assign(product="ore"), MINED.assign(product="oxide", value=MINED["value"] ** 2)]
    )
    found = ree.hhi(both, ["country", "product"], within="product")
    assert found.groupby("product").size().to_dict() == {"ore": 2, "oxide": 2}
    assert found["hhi"][0] == pytest.approx(ree.hhi([140, 39, 21]))
    assert found[found["product"] == "oxide"]["hhi"].tolist()[0] == pytest.approx(
        ree.hhi([140**2, 39**2, 21**2])
    )
    sums = (
        ree.shares(both, ["country", "product"], within="product")
        .groupby(["product", "year"])["share"]
        .sum()
    )
    np.testing.assert_allclose(sums, 1.0)


@pytest.mark.parametrize("whole", ["World", "Total", "WLD", "world total"])
def test_a_whole_is_not_counted_twice(whole: str) -> None:
    table = pd.concat(
        [MINED, pd.DataFrame({"country": whole, "year": [2020, 2021], "value": [240.0, 300.0]})]
    )
    with pytest.raises(ree.InvalidArgument, match="beside its parts"):
        ree.shares(table, "country")
    with pytest.raises(ree.InvalidArgument, match="beside its parts"):
        ree.hhi(table, "country")
    found = ree.shares(table, "country", total=whole)
    assert found["share"].tolist()[0] == 140 / 240
    assert whole not in found["country"].tolist()
    index = ree.hhi(table, "country", total=whole)
    assert index["hhi"][0] == pytest.approx((140**2 + 39**2 + 21**2) / 240**2)
    assert index["hhi_upper"][0] == pytest.approx((140**2 + 39**2 + 21**2 + 40**2) / 240**2)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({(0, "value"): -1.0}, "negative_or_infinite"),
        ({(0, "value"): np.inf}, "negative_or_infinite"),
        ({(0, "value"): 0.0, (1, "value"): 0.0, (2, "value"): 0.0}, "total_not_positive"),
    ],
)
def test_a_poisoned_year_changes_no_other(change: dict[Any, float], status: str) -> None:
    table = MINED.copy()
    for place, value in change.items():
        table.loc[place] = value
    for function in (ree.shares, ree.hhi):
        clean, found = function(MINED, "country"), function(table, "country")
        name = "share" if function is ree.shares else "hhi"
        assert found[found["year"] == 2020][name].isna().all()
        assert set(found[found["year"] == 2020]["status"]) == {status}
        assert found[found["year"] == 2021][name].equals(clean[clean["year"] == 2021][name])


def test_one_known_part_is_no_monopoly() -> None:
    found = ree.hhi({"China": {2020: 140.0, 2021: 168.0}})
    assert found["hhi"].isna().all()
    assert found["status"].tolist() == ["one_part"] * 2


def test_units_of_one_whole_are_one() -> None:
    tonnes = ree.TimeSeries([2020], [140_000.0], unit="t", indicator="mined", area="CN")
    kilo = ree.TimeSeries([2020], [60.0], unit="kt", indicator="mined", area="US")
    assert ree.shares([tonnes, kilo])["share"].tolist() == pytest.approx([0.7, 0.3])
    assert ree.shares([kilo, tonnes])["value"].tolist() == [60.0, 140_000.0]
    price = ree.TimeSeries([2020], [60.0], unit="{patent}", indicator="mined", area="JP")
    with pytest.raises(ree.UnitError, match="one quantity"):
        ree.shares([tonnes, price])
    oxide = ree.TimeSeries([2020], [60.0], unit="kt", basis="oxide", indicator="mined", area="JP")
    with pytest.raises(ree.UnitError, match="bas"):
        ree.hhi([tonnes, oxide])


def test_amounts_are_what_they_were() -> None:
    assert ree.shares([1, 3]).tolist() == [0.25, 0.75]
    assert ree.hhi({"CN": 3, "US": 1}) == 0.625
    assert ree.hhi(pd.Series([3, 1]), scale=10000) == 6250
    assert ree.hhi(PAPER.series("patents", "CN")[2012:2013]) > 0.5
    with pytest.raises(ree.InvalidArgument, match="left out for one list"):
        ree.shares([1, 2], "country")


@pytest.mark.parametrize(
    ("table", "options", "match"),
    [
        (LONG, {}, "the columns that make a series, of id, area"),
        (LONG, {"by": "nothing"}, "a column of the table"),
        (LONG, {"by": "id", "value": "area"}, "column of numbers"),
        (LONG[["id"]], {"by": "id"}, "a column of the table"),
        (pd.concat([LONG, LONG.iloc[:1]]), {"by": "id"}, "twice"),
        ({}, {}, "empty dict"),
        ([], {}, "at least one series"),
        ([1, 2], {}, "item of type int"),
        ({"a": 3}, {}, "of type int"),
        ("text", {}, "of type builtins.str"),
        ([PAPER.series("reserves/WLD")] * 2, {}, "two series"),
        (WIDE.reset_index(drop=True), {}, "column 'year' or years as its index"),
        (LONG.rename(columns={"id": "cagr"}), {"by": "cagr"}, "another name"),
    ],
)
def test_misuse_says_the_way_out(table: Any, options: dict[str, Any], match: str) -> None:
    with pytest.raises(ree.InvalidArgument, match=match):
        ree.growth_table(table, **options)


def test_misuse_of_options_is_not_a_reason_in_a_row() -> None:
    with pytest.raises(ree.NotFound):
        ree.compare_table(LONG, "id", "no such curve")
    with pytest.raises(ree.NotFound):
        ree.backtest_table(LONG, "id", "no such method")
    with pytest.raises(ree.InvalidArgument, match="h"):
        ree.backtest_table(LONG, "id", h=0)
    with pytest.raises(ree.InvalidArgument, match="level"):
        ree.compare_table(LONG, "id", level=2)
    with pytest.raises(ree.InvalidArgument, match="total"):
        ree.shares(MINED, "country", total="Mars")
    with pytest.raises(ree.InvalidArgument, match="within"):
        ree.shares(MINED, "country", within="product")
