"""Composite index against an independent NumPy script."""

from __future__ import annotations

import numpy as np
import pytest

import reeindex as ree
from reeindex import InvalidArgument, NotFound
from reeindex.composite import composite_index

TABLE = {
    "reserves": [44.0, 21.0, 22.0, 6.9, 5.7],
    "output": [270.0, 0.02, 0.3, 2.9, 13.0],
    "patents": [12000.0, 5.0, 4.0, 110.0, 60.0],
    "concentration": [0.9, 0.3, 0.2, 0.4, 0.35],
}
DIRECTIONS = {"reserves": 1, "output": 1, "patents": 1, "concentration": -1}
UNITS = ["China", "Brazil", "Viet Nam", "India", "Australia"]


def by_numpy(x, signs, weights, normalization, aggregation):
    """Scores, written without a look at the library."""
    x = np.asarray(x, float) * np.asarray(signs)
    if normalization == "min_max":
        z = 1 + 99 * (x - x.min(0)) / (x.max(0) - x.min(0))
    elif normalization == "z_score":
        z = (x - x.mean(0)) / x.std(0)
        if aggregation != "arithmetic":
            z = 100 + 10 * z
    else:
        less = (x[:, None, :] > x[None, :, :]).sum(1)
        equal = (x[:, None, :] == x[None, :, :]).sum(1)
        z = less + (equal + 1) / 2
    w = np.asarray(weights, float) / np.sum(weights)
    if aggregation == "arithmetic":
        return z @ w
    if aggregation == "geometric":
        return np.prod(z**w, axis=1)
    mean = z @ w
    variance = ((z - mean[:, None]) ** 2) @ w
    return mean - variance / mean


def places(scores):
    return [1 + int((scores > s + 1e-12 * max(1, abs(scores).max())).sum()) for s in scores]


@pytest.mark.parametrize("normalization", ["min_max", "z_score", "rank"])
@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric", "mazziotta_pareto"])
@pytest.mark.parametrize("weights", [None, [1, 2, 3, 4]])
def test_scores_and_ranks_equal_an_independent_script(normalization, aggregation, weights):
    rng = np.random.default_rng(9)
    for _ in range(5):
        x = rng.lognormal(size=(12, 4))
        signs = rng.choice([-1, 1], 4)
        found = composite_index(
            x,
            signs.tolist(),
            weights=weights,
            normalization=normalization,
            aggregation=aggregation,
        )
        expected = by_numpy(x, signs, weights or np.ones(4), normalization, aggregation)
        np.testing.assert_allclose(list(found.scores.values()), expected, rtol=1e-11, atol=1e-12)
        assert list(found.rank.values()) == places(expected)


def test_every_draw_is_reproduced_by_the_script():
    found = composite_index(TABLE, DIRECTIONS, units=UNITS, draws=300, seed=4)
    x = np.column_stack(list(TABLE.values()))
    draws = found.draws
    ranks = []
    for i in range(len(draws)):
        scores = by_numpy(
            x,
            [1, 1, 1, -1],
            draws.weights[i],
            draws.normalization[i],
            draws.aggregation[i],
        )
        ranks.append(places(scores))
    assert draws.ranks.tolist() == ranks
    # The interval holds at least 90 % of the draws and no more than it must.
    for j, unit in enumerate(UNITS):
        low, high = found.rank_interval[unit]
        column = np.array(ranks)[:, j]
        assert np.mean((column >= low) & (column <= high)) >= 0.9
        assert np.mean(column < low) <= 0.05
        assert np.mean(column > high) <= 0.05
    assert found.mean_shift == pytest.approx(
        np.abs(np.array(ranks) - np.array(list(found.rank.values()))).mean()
    )
    np.testing.assert_allclose(found.rank_frequency.sum(1), 1)


def test_draws_follow_the_stated_choices():
    found = composite_index(TABLE, DIRECTIONS, draws=3000, seed=2, weight_spread=0.5)
    draws = found.draws
    for names, expected in (
        (draws.normalization, {"min_max", "z_score", "rank"}),
        (draws.aggregation, {"arithmetic", "geometric", "mazziotta_pareto"}),
    ):
        assert set(names) == expected
        for name in expected:
            assert names.count(name) / 3000 == pytest.approx(1 / 3, abs=0.04)
    ratio = draws.weights[:, 0] / draws.weights[:, 1]
    assert ratio.max() < 3
    assert ratio.min() > 1 / 3
    np.testing.assert_allclose(draws.weights.sum(1), 1)


def test_same_seed_same_result():
    one = composite_index(TABLE, DIRECTIONS, seed=5, draws=100)
    two = composite_index(TABLE, DIRECTIONS, seed=5, draws=100)
    other = composite_index(TABLE, DIRECTIONS, seed=6, draws=100)
    assert (one.draws.weights == two.draws.weights).all()
    assert (one.sobol.total == two.sobol.total).all()
    assert (one.draws.weights != other.draws.weights).any()
    # The first draws do not depend on how many follow.
    longer = composite_index(TABLE, DIRECTIONS, seed=5, draws=200)
    assert (longer.draws.weights[:100] == one.draws.weights).all()


def test_pca_weights_equal_numpy():
    x = np.random.default_rng(8).normal(size=(40, 3)) @ np.array(
        [[1, 0.8, 0.2], [0, 1, 0.5], [0, 0, 1]]
    )
    found = composite_index(x, [1, 1, 1], weights="pca")
    values, vectors = np.linalg.eigh(np.corrcoef(x.T))
    np.testing.assert_allclose(list(found.weights.values()), vectors[:, -1] ** 2, atol=1e-12)
    assert found.pca_explained == pytest.approx(values[-1] / 3)


def test_sobol_equals_scipy_on_the_same_function():
    stats = pytest.importorskip("scipy.stats")
    if not hasattr(stats, "sobol_indices"):
        pytest.skip("SciPy without sobol_indices")
    found = composite_index(
        TABLE, DIRECTIONS, units=UNITS, aggregations=["arithmetic"], seed=3
    ).sensitivity(20000)
    assert found.inputs == ["normalization", *(f"weight of {name}" for name in TABLE)]
    x = np.column_stack(list(TABLE.values()))
    baseline = np.array(places(by_numpy(x, [1, 1, 1, -1], np.ones(4), "min_max", "arithmetic")))

    def shift(u):
        out = []
        for point in u.T:
            name = ["min_max", "z_score", "rank"][min(2, int(3 * point[0]))]
            weights = 0.25 * (1 + 0.25 * (2 * point[1:] - 1))
            ranks = np.array(places(by_numpy(x, [1, 1, 1, -1], weights, name, "arithmetic")))
            out.append(np.abs(ranks - baseline).mean())
        return np.array(out)

    expected = stats.sobol_indices(
        func=shift, n=2048, dists=[stats.uniform(0, 1)] * 5, rng=np.random.default_rng(1)
    )
    row = found.outputs.index("mean shift")
    np.testing.assert_allclose(found.total[row], expected.total_order, atol=0.05)
    np.testing.assert_allclose(found.first[row], expected.first_order, atol=0.08)


def test_tables_in_three_forms():
    pd = pytest.importorskip("pandas")
    array = np.column_stack(list(TABLE.values()))
    frame = pd.DataFrame(TABLE, index=UNITS)
    of_array = composite_index(array, [1, 1, 1, -1], units=UNITS, indicators=list(TABLE))
    of_frame = composite_index(frame, DIRECTIONS)
    of_dict = composite_index(TABLE, {**DIRECTIONS, "concentration": "lower"}, units=UNITS)
    nested = {name: dict(zip(UNITS, column, strict=True)) for name, column in TABLE.items()}
    of_nested = composite_index(nested, DIRECTIONS)
    assert of_array.scores == of_frame.scores == of_dict.scores == of_nested.scores
    assert next(iter(of_frame.to_pandas().index)) == "China"
    assert list(of_frame.draws.to_pandas().columns)[:3] == [
        "normalization",
        "aggregation",
        "weighting",
    ]


def test_missing_cells():
    table = {"a": [1.0, None, 3.0, 4.0], "b": [2.0, 5.0, float("nan"), 1.0]}
    units = ["A", "B", "C", "D"]
    with pytest.raises(InvalidArgument, match="missing for B, a"):
        composite_index(table, [1, 1], units=units)
    dropped = composite_index(table, [1, 1], units=units, missing="drop_unit")
    assert dropped.units == ["A", "D"]
    assert dropped.dropped == ["B", "C"]
    assert "left out for missing values: B, C" in repr(dropped)
    mean = composite_index(table, [1, 1], units=units, missing="column_mean")
    assert mean.imputed == [("B", "a", pytest.approx(8 / 3)), ("C", "b", pytest.approx(8 / 3))]
    assert "column mean put in for: B/a, C/b" in mean._repr_html_()


def test_text_and_html():
    found = composite_index(
        TABLE, DIRECTIONS, units=["<China>", *UNITS[1:]], aggregation="geometric"
    )
    assert repr(found).splitlines()[0] == (
        "CompositeIndex: 5 units, 4 indicators; min_max, equal weights, geometric"
    )
    assert "90 % of 1000 draws" in repr(found)
    assert "&lt;China&gt;" in found._repr_html_()
    assert "weight of reserves" in repr(found.sobol)
    assert set(found.sobol.of("Brazil")) == set(found.sobol.inputs)
    with pytest.raises(InvalidArgument, match="output"):
        found.sobol.of("Mars")


@pytest.mark.parametrize(
    ("table", "directions", "options", "error", "message"),
    [
        ({}, {}, {}, InvalidArgument, "at least one indicator"),
        ([[]], [], {}, InvalidArgument, "at least one indicator"),
        ([1, 2], [1], {}, InvalidArgument, "two-dimensional"),
        ([[1], [2, 3]], [1], {}, InvalidArgument, "rectangular|dimensions"),
        ({"a": [1, 2], "b": [1]}, [1, 1], {}, InvalidArgument, "columns of length 2, 1"),
        ({"a": [1]}, [1], {}, InvalidArgument, "at least two units"),
        ({"a": [1, "x"]}, [1], {}, InvalidArgument, "'x' in row 1, column 0"),
        ({"a": [1, True]}, [1], {}, InvalidArgument, "True in row 1"),
        ({"a": [1, float("inf")]}, [1], {}, InvalidArgument, "inf for unit 2, a"),
        ({"a": [2, 2]}, [1], {}, InvalidArgument, "the same for every unit"),
        ({"a": [1, 2]}, [], {}, InvalidArgument, "directions = of length 0"),
        ({"a": [1, 2]}, {"b": 1}, {}, InvalidArgument, "without 'a'"),
        ({"a": [1, 2]}, {"a": 1, "b": 1}, {}, InvalidArgument, "with 'b'"),
        ({"a": [1, 2]}, [0], {}, InvalidArgument, "1 or 'higher', -1 or 'lower'"),
        ({"a": [1, 2]}, [True], {}, InvalidArgument, "directions = True"),
        ({"a": [1, 2]}, "1", {}, InvalidArgument, "directions = '1'"),
        ({"a": [1, 2]}, [1], {"weights": [1, 2]}, InvalidArgument, "weights = of length 2"),
        ({"a": [1, 2]}, [1], {"weights": [-1]}, InvalidArgument, "-1 at position 0"),
        ({"a": [1, 2]}, [1], {"weights": [0]}, InvalidArgument, "positive in sum"),
        ({"a": [1, 2]}, [1], {"weights": ["x"]}, InvalidArgument, "numbers"),
        ({"a": [1, 2]}, [1], {"weights": "best"}, InvalidArgument, "weights = 'best'"),
        ({"a": [1, 2]}, [1], {"aggregation": "median"}, NotFound, "no aggregation 'median'"),
        ({"a": [1, 2]}, [1], {"normalization": "minmax"}, NotFound, "did you mean 'min_max'"),
        ({"a": [1, 2]}, [1], {"missing": "zero"}, NotFound, "no missing-data policy 'zero'"),
        ({"a": [1, 2]}, [1], {"normalization": "goalposts"}, InvalidArgument, "goalposts"),
        (
            {"a": [1, 2]},
            [1],
            {"normalization": "goalposts", "goalposts": [(0, 1.5)]},
            InvalidArgument,
            "around all values, 1 to 2",
        ),
        ({"a": [1, 2]}, [1], {"goalposts": [3]}, InvalidArgument, "goalposts = 3"),
        ({"a": [1, 2]}, [1], {"draws": 2}, InvalidArgument, "draws = 2"),
        ({"a": [1, 2]}, [1], {"seed": -1}, InvalidArgument, "seed = -1"),
        ({"a": [1, 2]}, [1], {"units": ["A"]}, InvalidArgument, "units = of length 1"),
        ({"a": [1, 2]}, [1], {"units": ["A", "A"]}, InvalidArgument, "'A' twice"),
    ],
)
def test_bad_input(table, directions, options, error, message):
    with pytest.raises(error, match=message):
        composite_index(table, directions, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"weight_spread": 1.0}, "weight spread = 1"),
        ({"level": 1.0}, "level = 1"),
        ({"normalizations": ["goalposts"]}, "goalposts = of length 0"),
        ({"weightings": ["given"]}, "weights = of length 0"),
    ],
)
def test_bad_uncertainty(options, message):
    with pytest.raises(InvalidArgument, match=message):
        composite_index(TABLE, DIRECTIONS, **options).rank_interval  # noqa: B018


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"weight_spread": "x"}, "weight_spread = 'x'"),
        ({"weight_spread": None}, "weight_spread = None"),
        ({"level": "0.9"}, "level = '0.9'"),
        ({"normalizations": "min_max"}, "normalizations = 'min_max'"),
        ({"aggregations": [1]}, "aggregations = [1]"),
        ({"weightings": None}, "weightings = None"),
        ({"units": "abcde"}, "units = 'abcde'"),
        ({"normalization": "goalposts", "goalposts": [("a", 1)] * 4}, "goalposts = 'a'"),
    ],
)
def test_wrong_types_are_named(options, message):
    with pytest.raises(InvalidArgument) as caught:
        composite_index(TABLE, DIRECTIONS, **options)
    assert message in str(caught.value)


# --- an indicator that is the same for every unit

CONSTANT = {"a": [1, 2, 3, 5], "b": [2, 3, 5, 4], "const": [5, 5, 5, 5]}


@pytest.mark.parametrize(
    "options",
    [
        {"normalization": "rank"},
        {
            "normalization": "goalposts",
            "goalposts": {"a": (0, 10), "b": (0, 10), "const": (0, 10)},
        },
        {"normalization": "rank", "aggregation": "geometric"},
        {"normalization": "rank", "missing": "drop_unit"},
        {"normalization": "rank", "weightings": ["equal"], "weight_spread": 0.0},
        {
            "normalization": "rank",
            "normalizations": ["rank"],
            "aggregations": ["arithmetic"],
            "weight_spread": 0.0,
        },
    ],
)
def test_a_constant_indicator_where_the_index_exists(options):
    index = ree.composite_index(CONSTANT, [1, 1, 1], units=list("wxyz"), **options)
    assert repr(index).startswith("CompositeIndex")
    assert "<table>" in index._repr_html_()
    assert all(1 <= low <= high <= 4 for low, high in index.rank_interval.values())
    assert set(index.draws.normalization) <= {"rank", options["normalization"]}
    assert repr(index.sobol).startswith("RankSensitivity")
    assert len(index.to_pandas()) == 4


def test_one_choice_each_gives_the_index_itself():
    table = {"a": [1, 2, 3], "b": [2, 3, 5]}
    index = ree.composite_index(
        table, [1, 1], normalizations=["min_max"], aggregations=["arithmetic"], weight_spread=0.0
    )
    assert {u: (r, r) for u, r in index.rank.items()} == index.rank_interval
    assert index.mean_shift == 0.0
    assert repr(index.sobol) == "RankSensitivity(no choice moves any rank)"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"normalizations": ["min_max"]}, "choose goalposts or rank"),
        ({"normalizations": ["z_score", "rank"]}, "choose goalposts or rank"),
        ({"normalizations": ["goalposts"]}, "goalposts = of length 0"),
        ({"normalizations": ["ranks"]}, "ranks"),
        ({"aggregations": ["harmonic"]}, "harmonic"),
        ({"weightings": ["given"]}, "weights = of length 0"),
        ({"weightings": ["pca"]}, ""),
        ({"weight_spread": 1.0}, "weight spread = 1"),
        ({"weight_spread": -0.1}, "weight spread = -0.1"),
        ({"weight_spread": float("nan")}, "weight spread = nan"),
        ({"level": 1.0}, "level"),
        ({"normalization": "min_max"}, "choose goalposts or rank"),
        ({"normalization": "z_score"}, "choose goalposts or rank"),
    ],
)
def test_choices_that_cannot_be_drawn_are_refused_at_once(options, message):
    chosen = {"normalization": "rank", **options}
    with pytest.raises(ree.Error) as caught:
        ree.composite_index(CONSTANT, [1, 1, 1], units=list("wxyz"), **chosen)
    assert message in str(caught.value)
