"""Every public function, class and property says what it is."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

import reeindex
from reeindex import _core

SIGNATURE = re.compile(r"\w+\(.*\)( -> .+)?")


def description(thing: Any) -> str:
    """The docstring without the signature that bindings and dataclasses write by themselves."""
    lines = (getattr(thing, "__doc__", None) or "").strip().splitlines()
    if lines and SIGNATURE.fullmatch(lines[0]):
        lines = lines[1:]
    return "\n".join(lines).strip()


def public_modules() -> Iterator[Any]:
    yield reeindex
    for module in pkgutil.iter_modules(reeindex.__path__):
        if module.name.startswith("_"):
            continue
        try:
            found = importlib.import_module(f"reeindex.{module.name}")
        except ImportError:  # needs an extra that is not installed
            continue
        if hasattr(found, "__all__"):
            yield found


def public_things() -> Iterator[tuple[str, Any]]:
    """What the modules offer, and the types of what their functions return."""
    for module in public_modules():
        for name in module.__all__:
            thing = getattr(module, name)
            if callable(thing):
                yield f"{module.__name__}.{name}", thing
    for module in vars(_core).values():
        if inspect.ismodule(module):
            for name, thing in [(name, getattr(module, name)) for name in dir(module)]:
                if inspect.isclass(thing) and thing.__module__ == "reeindex":
                    yield f"reeindex.{name}", thing


def members(cls: type) -> Iterator[tuple[str, Any]]:
    for base in cls.__mro__:
        if not base.__module__.startswith("reeindex"):
            continue
        for name, member in vars(base).items():
            if isinstance(member, (staticmethod, classmethod)):
                member = member.__func__
            if not name.startswith("_") and (
                callable(member) or isinstance(member, (property, cached_property))
            ):
                yield name, member


THINGS = dict(public_things())


def test_the_walk_reaches_both_languages() -> None:
    assert {"reeindex.fit", "reeindex.TimeSeries", "reeindex.batch.BatchFit"} <= THINGS.keys()
    assert {"with_view", "unit"} <= dict(members(reeindex.TimeSeries)).keys()
    assert {"aicc", "forecast"} <= dict(members(reeindex.BatchFit)).keys()


def test_a_signature_is_no_description() -> None:
    def bound() -> None: ...

    bound.__doc__ = "covers(self: reeindex._core.industry.Company, stage: object) -> bool"
    assert not description(bound)
    bound.__doc__ += "\n\nWhether it covers a stage.\n"
    assert description(bound) == "Whether it covers a stage."


@pytest.mark.parametrize("name", THINGS)
def test_it_is_described(name: str) -> None:
    thing = THINGS[name]
    found = {name: thing}
    if inspect.isclass(thing):
        found |= {f"{name}.{member}": value for member, value in members(thing)}
    assert [one for one, value in found.items() if not description(value)] == []
