"""An option that several functions take is described once, and is the same in all of them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import reeindex as ree
from reeindex.describing import described_as


def owner(x: float, level: float = 0.95, *, seed: int = 1, paths: int = 10) -> None:
    """Do one thing.

    Parameters
    ----------
    x
        A number:

        - small;
        - or large.
    level : float
        Coverage.
    paths, seed : int
        Of the simulation.

    Returns
    -------
    None
    """


def test_an_entry_says_what_its_owner_says() -> None:
    @described_as(owner)
    def user(x: float, y: float, *, level: float = 0.95, seed: int = 1) -> None:
        """Do another thing.

        Parameters
        ----------
        x, seed
            As in :func:`owner`.
        y
            Another number.
        level
            As in :func:`owner`. Of the whole curve.

        Raises
        ------
        Nothing
        """

    text = inspect.getdoc(user)
    assert text == (
        "Do another thing.\n\nParameters\n----------\n"
        "x\n    A number:\n\n    - small;\n    - or large.\nseed : int\n    Of the simulation.\n"
        "y\n    Another number.\n"
        "level : float\n    Coverage.\n    Of the whole curve.\n\n"
        "Raises\n------\nNothing"
    )


def test_an_option_that_the_owner_does_not_describe_is_refused() -> None:
    def user(colour: str) -> None:
        """Do another thing.

        Parameters
        ----------
        colour
            As in :func:`owner`.
        """

    with pytest.raises(LookupError, match="owner does not describe colour"):
        described_as(owner)(user)


def test_without_docstrings_nothing_is_described() -> None:
    def user(x: float) -> None: ...

    assert described_as(owner)(user) is user
    assert user.__doc__ is None


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(ree.__path__):
        if module.name.startswith("_"):
            continue
        try:
            found = importlib.import_module(f"reeindex.{module.name}")
        except ImportError:  # needs an extra that is not installed
            continue
        for name in getattr(found, "__all__", ()):
            one = getattr(found, name)
            if inspect.isfunction(one) and hasattr(one, "__described_as__"):
                yield f"{module.name}.{name}", one


DESCRIBED = dict(functions())


def test_the_families_are_found() -> None:
    assert {
        "fitting.fit_xy", "comparison.compare", "backtesting.backtest", "backtesting.select",
        "table.fit_table", "forecast_tables.forecast_table", "streams.fit_stream",
        "streams.forecast_stream", "dask.fit_table", "dask.forecast_table", "accuracy.smape",
        "panel_methods.compare_table", "panel_methods.backtest_table",
    } <= DESCRIBED.keys()  # fmt: skip


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_shared_option_has_one_default_and_one_type(name: str) -> None:
    function = DESCRIBED[name]
    own = inspect.signature(function).parameters
    differ = []
    for option, owner in function.__described_as__.items():  # type: ignore[attr-defined]
        there = inspect.signature(owner).parameters[option]
        here = own[option]
        if (here.default, here.annotation) != (there.default, there.annotation):
            differ.append((option, str(here), str(there)))
    assert function.__described_as__  # type: ignore[attr-defined]
    assert differ == []


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_option_is_described(name: str) -> None:
    text = inspect.getdoc(DESCRIBED[name]) or ""
    section = re.split(r"\n\n\w+\n-+\n", text.partition("----------\n")[2])[0]
    heads = [line for line in section.splitlines() if line and not line.startswith(" ")]
    said = [one.strip() for head in heads for one in head.partition(" : ")[0].split(",")]
    assert sorted(said) == sorted(inspect.signature(DESCRIBED[name]).parameters)
    assert not re.search(r"As (in|for) :func:", section)
