"""Arithmetic of series from Python; the rules themselves are tested in C++."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reeindex as ree

VALUES = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=12)


def test_per_head_and_share() -> None:
    output = ree.TimeSeries([2020, 2021], [140.0, 168.0], unit="kt/a", basis="REO", area="CHN")
    world = ree.TimeSeries([2020, 2021], [240_000.0, 280_000.0], unit="t/a", basis="REO")
    share = output / world
    assert share.unit == "1"
    assert share.values == pytest.approx([140 / 240, 168 / 280])
    people = ree.TimeSeries([2021], [1.4e9], unit="{person}")
    assert (output / people).unit == "kt/a/{person}"
    assert list((output / people).years) == [2021]
    rest = world - output
    assert rest.unit == "t/a"
    assert rest.values == pytest.approx([100_000.0, 112_000.0])
    assert (2 * output).values == pytest.approx([280.0, 336.0])
    assert (output / 2).values == pytest.approx([70.0, 84.0])


@given(VALUES)
def test_the_inverse_operations_give_back_the_series(values: list[float]) -> None:
    years = list(range(2000, 2000 + len(values)))
    a = ree.TimeSeries(years, values, unit="t")
    b = ree.TimeSeries(years, [value + 1.0 for value in values], unit="kg")
    np.testing.assert_allclose((a + b - b).values, a.values, rtol=1e-9)
    np.testing.assert_allclose((a * 3.0 / 3.0).values, a.values, rtol=1e-12)
    np.testing.assert_allclose((a / b * (b / a)).values, np.ones(len(values)), rtol=1e-12)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda a: a + ree.TimeSeries([2000], [1.0], unit="m3"), ree.UnitError, "cannot convert"),
        (lambda a: a + a.__class__([1990], [1.0], unit="t"), ree.InvalidArgument, "share at least"),
        (lambda a: a * float("nan"), ree.InvalidArgument, "factor = nan"),
        (lambda a: a / 0, ree.InvalidArgument, "divisor = 0"),
        (lambda a: a + 1, TypeError, "unsupported operand"),
        (lambda a: a + "1", TypeError, "unsupported operand"),
        (lambda a: a * a, ree.UnitError, "no unit of one numerator"),
        (lambda a: a + a.with_view("printed"), ree.InvalidArgument, "the same of both series"),
    ],
)
def test_misuse(make, error, message) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=message):
        make(ree.TimeSeries([2000, 2001], [1.0, 2.0], unit="t"))
