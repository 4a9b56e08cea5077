"""fit_table: pandas, polars and Arrow tables in, the same kind out."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import reeindex as ree
from reeindex.batch import fit_batch
from reeindex.table import fit_table

pd = pytest.importorskip("pandas")


def long_table(groups: int = 40, seed: int = 1, shuffled: bool = True) -> Any:
    rng = np.random.default_rng(seed)
    rows = []
    for g in range(groups):
        # one group too short for any curve
        count = 2 if g == 5 else int(rng.integers(2, 21)) if g % 5 == 0 else 20
        first = 2005 + int(rng.integers(0, 3))
        for year in range(first, first + count):
            value = 1000 / (1 + np.exp(-0.4 * (year - 2014 - g % 4))) * (1 + 0.03 * rng.normal())
            rows.append((f"office{g % 3}", g, year, value if rng.random() > 0.03 else None))
    table = pd.DataFrame(rows, columns=["office", "patent_class", "year", "value"])
    return table.sample(frac=1, random_state=3, ignore_index=True) if shuffled else table


def of_kind(kind: str, table: Any) -> Any:
    if kind == "polars":
        pytest.importorskip("pyarrow")
        return pytest.importorskip("polars").from_pandas(table)
    if kind == "arrow":
        return pytest.importorskip("pyarrow").Table.from_pandas(table, preserve_index=False)
    return table


def to_pandas(table: Any) -> Any:
    return table if isinstance(table, pd.DataFrame) else table.to_pandas()


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("curve", ["logistic", "linear", "exponential"])
def test_every_group_as_if_fitted_alone(kind: str, curve: str) -> None:
    table = long_table()
    out = fit_table(of_kind(kind, table), by=["office", "patent_class"], curve=curve)
    assert type(out).__module__.split(".")[0] == type(of_kind(kind, table)).__module__.split(".")[0]
    out = to_pandas(out)
    first_seen = table[["office", "patent_class"]].drop_duplicates().to_numpy().tolist()
    assert out[["office", "patent_class"]].to_numpy().tolist() == first_seen
    names = {
        "logistic": ["K", "r", "t0"],
        "linear": ["intercept", "slope"],
        "exponential": ["level", "rate"],
    }
    for _, row in out.iterrows():
        mine = table[(table.office == row.office) & (table.patent_class == row.patent_class)]
        mine = mine.sort_values("year")
        alone = fit_batch(mine.value.to_numpy(dtype=float)[None, :], mine.year.to_numpy(), curve)
        assert row.n_obs == alone.n_obs[0]
        assert row.status == alone.status_names[alone.status[0]]
        assert row.limit == alone.limit_names[alone.limit[0]]
        np.testing.assert_allclose(
            [row[name] for name in names[curve]], alone.parameters[0], rtol=1e-8
        )
        np.testing.assert_allclose(row.sse, alone.sse[0], rtol=1e-8)
    assert out.status[out.patent_class == 5].tolist() == ["too_few_observations"]


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
def test_missing_keys_are_a_group(kind: str) -> None:
    table = long_table(6, shuffled=False)
    table.loc[table.patent_class == 2, "office"] = None
    table["patent_class"] = table["patent_class"].astype("int32")
    out = to_pandas(fit_table(of_kind(kind, table), by=["office", "patent_class"], curve="linear"))
    assert len(out) == 6
    assert out.office.isna().sum() == 1


def test_categories_strings_dates_and_nullable_numbers() -> None:
    table = long_table(10)
    expected = fit_table(table, by=["office", "patent_class"])
    other = table.copy()
    other["office"] = other["office"].astype("category")
    other["patent_class"] = other["patent_class"].astype("Int64")
    other["year"] = other["year"].astype("Int16")
    other["value"] = other["value"].astype("Float64")
    found = fit_table(other, by=["office", "patent_class"])
    np.testing.assert_array_equal(found.K, expected.K)
    assert found.office.astype(str).tolist() == expected.office.tolist()
    assert found.patent_class.tolist() == expected.patent_class.tolist()


def test_weights_and_one_column_by_name() -> None:
    table = long_table(5, shuffled=False)
    table["weight"] = np.where(table.year < 2010, 0.0, 2.0)
    out = fit_table(table, by="patent_class", weight="weight", curve="linear")
    for _, row in out.iterrows():
        mine = table[(table.patent_class == row.patent_class) & table.value.notna()]
        assert row.n_obs == (mine.year >= 2010).sum()


def test_uneven_years_and_sparse_years() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for g, offset in enumerate((0.0, 1500.0, 3000.25)):
        for step in range(12):
            t = offset + step + 0.3 * rng.random() * (g == 2)
            rows.append((g, t, 100 / (1 + np.exp(-(step - 6) * 0.7)) + 0.5 * rng.normal()))
    table = pd.DataFrame(rows, columns=["g", "t", "v"])
    out = fit_table(table, by="g", year="t", value="v")
    for g in range(3):
        mine = table[table.g == g]
        alone = fit_batch(mine.v.to_numpy()[None, :], mine.t.to_numpy())
        np.testing.assert_allclose(
            out.loc[g, ["K", "r", "t0"]].tolist(), alone.parameters[0], rtol=1e-9
        )


def test_any_object_with_the_arrow_interface() -> None:
    pyarrow = pytest.importorskip("pyarrow")

    class Carrier:
        def __init__(self, table: Any) -> None:
            self.table = table

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return self.table.__arrow_c_stream__(requested_schema)

    table = long_table(5)
    out = fit_table(Carrier(pyarrow.Table.from_pandas(table)), by="patent_class")
    assert isinstance(out, pyarrow.Table)
    assert out.num_rows == 5


def bad(**change: Any) -> dict[str, Any]:
    return {"table": long_table(3), "by": "patent_class"} | change


def doubled() -> Any:
    table = long_table(3, shuffled=False)
    return pd.concat([table, table.iloc[[4]]], ignore_index=True)


def with_row_15(**change: Any) -> Any:
    table = with_column(w=1.0)
    for name, one in change.items():
        table[name] = table[name].astype(float)
        table.loc[15, name] = one
    return table


def twice(name: str) -> Any:
    table = long_table(3)
    return pd.concat([table, table[[name]]], axis=1)


def with_column(**change: Any) -> Any:
    return long_table(3).assign(**change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            dict(table=[1, 2]),
            "table = a list with an item of type int at 0: must be a Dataset, a list of TimeS",
        ),
        (
            dict(by="klass"),
            "by = 'klass': must be a column of the table: office, patent_class, year",
        ),
        (dict(by=[]), "by = empty: must be at least one column"),
        (dict(year="when"), "year = 'when': must be a column of the table"),
        (dict(value="office"), "office = of dtype .*: must be a column of numbers"),
        (dict(year="office"), "office = of dtype .*: must be a column of numbers"),
        (dict(table=doubled()), "year = 20.. twice in the group patent_class=0: must be once"),
        (dict(table=doubled(), curve="linear"), "year = 20.. twice in the group patent_class=0"),
        (dict(table=with_column(year=np.nan)), "year = nan in row 0: must be a year in every row"),
        (dict(table=long_table(3).iloc[:0]), "table = of 0 rows: must be at least one row"),
        (dict(table=with_column(sse=1), by="sse"), "by = 'sse': must be another name"),
        (dict(table=with_column(K=1), by="K"), "by = 'K': must be another name"),
        (dict(weight="w"), "weight = 'w': must be a column of the table"),
        (
            dict(table=with_column(w=-1.0), weight="w"),
            "w = -1 in row 0: must be finite and not neg",
        ),
        (
            dict(table=with_column(w="a"), weight="w"),
            "w = of dtype .*: must be a column of numbers",
        ),
        (dict(level=2), "level = 2: must be between 0 and 1"),
        (dict(threads=0), "threads = 0: must be a whole number from 1"),
        (dict(progress="yes"), "progress = 'yes': must be True, False or a function"),
        (dict(curve=3), "curve = 3: must be the name of a curve or a Curve"),
        (dict(table=with_row_15(w=-1, value=np.nan), weight="w"), "w = -1 in row 15: must be fin"),
        (dict(table=with_row_15(w=np.inf, value=np.nan), weight="w"), "w = inf in row 15"),
        (dict(table=with_row_15(w=np.nan), weight="w"), "w = nan in row 15: must be finite"),
        (
            dict(table=with_row_15(year=2e12)),
            "year = 2e\\+12 in row 15: must be of magnitude below",
        ),
        (dict(table=with_row_15(year=-2e9), curve="linear"), "year = -2e\\+09 in row 15"),
        (dict(by=3), "by = 3: must be the name of a column, or a sequence of names"),
        (
            dict(by=None),
            "by = None: must be the columns that make a series, of office, patent_class",
        ),
        (dict(by=b"g"), "by = b'g': must be the name of a column, or a sequence of names"),
        (dict(by=[0]), "by = 0: must be the name of a column, a text"),
        (dict(by=["office", "office"]), "by = 'office' twice: must be columns that are named once"),
        (dict(table=long_table(3).rename(columns={"office": 0}), by=[0]), "by = 0: .* a text"),
        (dict(year=None), "year = None: must be the name of a column, a text"),
        (dict(value=None), "value = None: must be the name of a column, a text"),
        (dict(weight=2), "weight = 2: must be the name of a column, a text"),
        (dict(level=None), "level = None: must be between 0 and 1"),
        (dict(level=[0.9]), "level = \\[0.9\\]: must be between 0 and 1"),
        (dict(level=np.array([0.9])), "level = array.*: must be between 0 and 1"),
        (dict(level=10**400), "level = 1000*.*: must be between 0 and 1"),
        (dict(threads=10**30), "threads = 10*: must be a whole number from 1 to 4096"),
        (dict(table=twice("patent_class")), "by = 'patent_class', the name of 2 columns"),
        (
            dict(table=twice("year")),
            "year = 'year', the name of 2 columns: must be the name of one",
        ),
        (dict(table=twice("value")), "value = 'value', the name of 2 columns"),
        (dict(table=pd.DataFrame), "table = of type builtins.type: must be a Dataset"),
        (dict(table=long_table(3).value), "table = of type pandas.*Series: must be a pandas"),
        (
            dict(table=with_column(patent_class=[[1]] * len(long_table(3)))),
            "by = 'patent_class' of dtype object .*list.*: must be columns of single, hash",
        ),
    ],
)
def test_misuse(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ree.InvalidArgument, match=message):
        fit_table(**bad(**change))


def test_many_groups() -> None:
    groups = 20_000
    years = np.tile(np.arange(2005, 2025), groups)
    rng = np.random.default_rng(5)
    value = (
        1000 / (1 + np.exp(-0.4 * (years - 2014))) * (1 + 0.05 * rng.standard_normal(len(years)))
    )
    table = pd.DataFrame({"g": np.repeat(np.arange(groups), 20), "year": years, "value": value})
    order = rng.permutation(len(table))
    mixed = fit_table(table.iloc[order], by="g").sort_values("g")
    direct = fit_batch(value.reshape(groups, 20), np.arange(2005, 2025))
    np.testing.assert_allclose(mixed.K, direct["K"], rtol=1e-9)


def skewed() -> Any:
    """Groups of 2 to 9 years, one of 600, in mixed order."""
    rng = np.random.default_rng(8)
    sizes = np.concatenate([rng.integers(2, 10, 300), [600], rng.integers(2, 10, 100)])
    group = np.repeat(np.arange(len(sizes)), sizes)
    year = 2000.0 + np.concatenate([np.arange(size) for size in sizes])
    value = 10 + 2 * (year - 2000) + rng.standard_normal(len(year))
    table = pd.DataFrame({"g": group, "year": year, "value": value, "w": rng.random(len(year))})
    return table.sample(frac=1, random_state=2, ignore_index=True)


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("weight", [None, "w"])
def test_one_long_group_among_short_ones(kind: str, weight: str | None) -> None:
    table = skewed()
    seen: list[tuple[int, int]] = []
    out = to_pandas(
        fit_table(
            of_kind(kind, table), "g", curve="linear", weight=weight,
            progress=lambda done, total: seen.append((done, total)),
        )
    )  # fmt: skip
    assert out.g.tolist() == table.g.drop_duplicates().tolist()
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (401, 401)
    assert {total for _, total in seen} == {401}
    for _, row in out.iterrows():
        mine = table[table.g == row.g].sort_values("year")
        weights = None if weight is None else mine[weight].to_numpy()
        alone = fit_batch([mine.value], mine.year, "linear", weights=weights)
        np.testing.assert_allclose([row.intercept, row.slope], alone.parameters[0], rtol=1e-8)
        assert row.n_obs == alone.n_obs[0]
        assert row.status == alone.status_names[alone.status[0]]


def test_memory_does_not_grow_as_groups_times_the_longest() -> None:
    sizes = np.concatenate([[5000], np.full(20_000, 3)])
    group = np.repeat(np.arange(len(sizes)), sizes)
    year = np.concatenate([np.arange(size) for size in sizes])
    table = pd.DataFrame({"g": group, "year": year, "value": 1.0 + year % 7})
    tracemalloc.start()
    try:
        out = fit_table(table, "g", curve="linear")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert out.n_obs.tolist() == sizes.tolist()
    assert peak < 20 * table.memory_usage().sum()


def test_a_series_wider_than_the_engine_takes_but_with_few_rows() -> None:
    year = np.arange(6000) * 2
    table = pd.DataFrame({"g": 1, "year": year, "value": 5.0 / (1 + np.exp(-(year - 6000) / 900))})
    out = fit_table(table, "g")
    assert out.n_obs.tolist() == [6000]
    np.testing.assert_allclose(out.t0, 6000, rtol=1e-6)


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
@pytest.mark.parametrize("curve", ["logistic", "linear"])
def test_a_group_longer_than_the_engine_takes_is_named(kind: str, curve: str) -> None:
    group = ["short"] * 3 + ["long"] * 10_001
    year = [*range(3), *range(10_001)]
    table = of_kind(kind, pd.DataFrame({"g": group, "year": year, "value": 1.0}))
    message = "table = of 10001 rows in the group g='long': must be of at most 10000 rows a group"
    with pytest.raises(ree.InvalidArgument, match=message):
        fit_table(table, "g", curve=curve)


def three_groups() -> Any:
    """Three groups of 4, 3 and 5 years on a line, the group of every row as a number 0, 1 or 2."""
    number = np.repeat([0, 1, 2], [4, 3, 5])
    year = np.concatenate([np.arange(2000, 2000 + size) for size in (4, 3, 5)])
    return pd.DataFrame({"number": number, "year": year, "value": (year - 1990) * (number + 1.0)})


def arrow_with(keys: Any) -> Any:
    pyarrow = pytest.importorskip("pyarrow")
    return pyarrow.Table.from_pandas(three_groups(), preserve_index=False).append_column("g", keys)


def arrow_keys(kind: str) -> Any:
    pyarrow = pytest.importorskip("pyarrow")
    number = three_groups().number.to_numpy()
    labels = np.asarray(["x", "y", None], dtype=object)[number].tolist()
    indices = pyarrow.array([0, 1, 0, 1, 2, 2, 2, 3, None, 3, None, 3], pyarrow.int8())
    odd = pyarrow.DictionaryArray.from_arrays(indices, pyarrow.array(["x", "x", "y", None]))
    full = [*(str(i) for i in range(126)), "x", "y"]
    at = pyarrow.array([126 if one == "x" else 127 if one else None for one in labels], "int8")
    return {
        "string": lambda: pyarrow.array(labels),
        "string_view": lambda: pyarrow.array(labels, pyarrow.string_view()),
        "binary_view": lambda: pyarrow.array(labels, pyarrow.binary_view()),
        "dictionary": lambda: odd,
        "full dictionary": lambda: pyarrow.DictionaryArray.from_arrays(at, pyarrow.array(full)),
        "dictionary of views": lambda: pyarrow.DictionaryArray.from_arrays(
            at, pyarrow.array(full, pyarrow.string_view())
        ),
        "chunks": lambda: pyarrow.chunked_array(
            [
                pyarrow.array(labels[:5]).dictionary_encode(),
                pyarrow.array(labels[5:6]).dictionary_encode(),
                pyarrow.array(labels[6:]).dictionary_encode(),
            ]
        ),
        "zeros": lambda: pyarrow.array([0.0, -0.0, 0.0, -0.0, *[1.0] * 3, *[None] * 5]),
        "half zeros": lambda: pyarrow.array(
            np.array([0, -0.0, 0, -0.0, *[1] * 3, *[np.nan] * 5], dtype=np.float16)
        ),
        "decimal": lambda: pyarrow.array([[1, 2, None][i] for i in number], "int16").cast(
            pyarrow.decimal128(20, 1)
        ),
        "date": lambda: pyarrow.array([[1, 2, None][i] for i in number], "int32").cast("date32"),
    }[kind]()


@pytest.mark.parametrize(
    "kind",
    [
        "string", "string_view", "binary_view", "dictionary", "full dictionary",
        "dictionary of views", "chunks", "zeros", "half zeros", "decimal", "date",
    ],
)  # fmt: skip
def test_arrow_keys(kind: str) -> None:
    keys = arrow_keys(kind)
    table = arrow_with(keys)
    out = fit_table(table, by="g", curve="linear")
    assert out.schema.field("g").type == keys.type
    assert out.column("g").to_pylist()[:2] == [keys[0].as_py(), keys[4].as_py()]
    assert out.column("n_obs").to_pylist() == [4, 3, 5]
    np.testing.assert_allclose(out.column("slope").to_numpy(), [1, 2, 3])


def test_arrow_keys_that_cannot_be_compared() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    for keys, text in (
        (pyarrow.array([[1]] * 12), r"list<.*int64>"),
        (pyarrow.array([{"a": 1}] * 12), "struct<a: int64>"),
    ):
        with pytest.raises(ree.InvalidArgument, match=f"by = 'g' of type {text} .*: must be col"):
            fit_table(arrow_with(keys), by="g", curve="linear")


def test_a_decimal_that_is_no_number_is_named() -> None:
    table = pd.DataFrame(
        {"id": ["a"] * 4, "year": range(2000, 2004), "value": [Decimal("sNaN")] * 4}
    )
    calls = [
        lambda: fit_table(table, "id"),
        lambda: ree.growth_table(table, by="id"),
        lambda: ree.compare_table(table, by="id"),
        lambda: ree.forecast_table(table, by="id", h=2),
        lambda: ree.backtest_table(table, by="id", h=1),
    ]
    for call in calls:
        with pytest.raises(ree.InvalidArgument, match="value = not all numbers"):
            call()
    series = ree.TimeSeries(range(2000, 2004), [1.0, 2.0, 3.0, 4.0])
    with pytest.raises(ree.InvalidArgument, match="level"):
        ree.auto_forecast(series, 2, level=Decimal("sNaN"))


def test_large_whole_numbers_and_decimals_are_values() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = three_groups()
    plain = fit_table(table, "number", curve="linear")
    values = [None if i == 1 else Decimal(str(one)) for i, one in enumerate(table.value)]
    gap = fit_table(
        table.assign(value=table.value.where(table.index != 1)), "number", curve="linear"
    )
    arrow = pyarrow.table(
        {"number": table.number, "year": table.year, "value": pyarrow.array(values)}
    )
    assert pyarrow.types.is_decimal(arrow.schema.field("value").type)
    for given in (
        arrow,
        table.assign(value=values),
        table.assign(value=pd.array(values, dtype=pd.ArrowDtype(pyarrow.decimal128(9, 2)))),
        pytest.importorskip("polars").from_arrow(arrow),
    ):
        found = to_pandas(fit_table(given, "number", curve="linear"))
        assert found.n_obs.tolist() == [3, 3, 5]
        np.testing.assert_allclose(found.slope, gap.slope)
    large = pyarrow.table(
        {
            "number": table.number,
            "year": table.year,
            "value": [int(one) * (2**54 + 1) for one in table.value],
        }
    )
    found = fit_table(large, "number", curve="linear")
    np.testing.assert_allclose(found.column("slope").to_numpy(), plain.slope * 2.0**54, rtol=1e-12)


def test_subclasses_of_pandas_come_back_as_pandas() -> None:
    class Sub(pd.DataFrame):
        @property
        def _constructor(self) -> Any:
            return Sub

    out = fit_table(Sub(long_table(4)), by="patent_class")
    assert type(out) is pd.DataFrame
    pd.testing.assert_frame_equal(out, fit_table(long_table(4), by="patent_class"))


def test_misuse_of_polars_and_arrow() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    table = {"g": [1, 1, 1], "year": [1, 2, 3], "value": [1.0, 2.0, 3.0]}
    objects = polars.DataFrame(table | {"g": polars.Series([object()] * 3, dtype=polars.Object)})
    for given, message in (
        (objects, "by = 'g' of dtype Object.*: must be columns of labels or integers"),
        (polars.Series([1.0]), "table = of type polars.*Series: must be a pandas or polars DataFr"),
        (pyarrow.chunked_array([[1.0]]), "table = of type pyarrow.*ChunkedArray: must be a pandas"),
        (
            pyarrow.table([[1], [1], [1.0], [1.0]], names=["g", "year", "value", "value"]),
            "value = 'value', the name of 2 columns: must be the name of one column",
        ),
    ):
        with pytest.raises(ree.InvalidArgument, match=message):
            fit_table(given, by="g", curve="linear")
    views = pd.array(["a"] * 3, dtype=pd.ArrowDtype(pyarrow.string_view()))
    with pytest.raises(ree.InvalidArgument, match=r"by = 'g' of dtype string_view.*: must be col"):
        fit_table(pd.DataFrame(table).assign(g=views), by="g", curve="linear")
    other = polars.DataFrame(table).with_columns(objects.get_column("g").alias("h"))
    assert len(fit_table(other, by="g", curve="linear")) == 1


def test_a_weight_may_be_missing_where_the_value_is() -> None:
    for curve in ("linear", "logistic"):
        out = fit_table(
            with_row_15(w=np.nan, value=np.nan), "patent_class", weight="w", curve=curve
        )
        without = long_table(3).drop(index=15)
        assert out.n_obs.sum() == without.value.notna().sum()


def own_logistic(name: str, roles: dict[str, Any]) -> Any:
    def function(t: Any, a: Any, b: Any, c: Any) -> Any:
        return a / (1 + np.exp(-b * (t - c)))

    return ree.curve(function, {"a": 900.0, "b": 0.3, "c": 2014.0}, name=name, roles=roles)


def test_what_groups_may_share_is_decided_by_roles_and_not_by_names() -> None:
    from reeindex.table import _may_share

    roles = {"a": "ceiling", "b": "rate", "c": "time"}
    shared = {one.name for one in ree.curves() if _may_share(one.name)}
    assert shared == {"logistic", "logistic_floor", "gompertz", "richards", "hubbert"}
    assert {one.name for one in ree.curves() if _may_share(one)} == shared
    assert _may_share(own_logistic("linear_like", roles))
    assert not _may_share(own_logistic("logistic_of_mine", {**roles, "a": "level"}))


@pytest.mark.parametrize("curve", ["linear", "exponential", "richards", "hubbert", "bilogistic"])
def test_a_group_is_fitted_as_if_it_were_alone(curve: str) -> None:
    table = long_table(6, shuffled=False)
    out = fit_table(table, by="patent_class", curve=curve).set_index("patent_class")
    for group, rows in table.groupby("patent_class", sort=False):
        alone = fit_table(rows, by="patent_class", curve=curve).set_index("patent_class")
        assert out.loc[group, "status"] == alone.loc[group, "status"]
        numbers = out.select_dtypes("number").columns.drop("iterations")
        np.testing.assert_allclose(
            out.loc[group, numbers].astype(float),
            alone.loc[group, numbers].astype(float),
            rtol=1e-6,
        )
