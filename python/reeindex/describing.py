"""Docstrings that say of a shared option what the function says that owns it: written once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

__all__ = ["described_as"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
#: An entry that refers to another function: "As in :func:`fit`. More of the same."
_REFERENCE = re.compile(r"As in (?::\w+:)?`([\w.]+)`\.\s*(.*)", re.DOTALL)


def described_as(*owners: Callable[..., Any]) -> Callable[[_Function], _Function]:
    """Complete entries such as ``level: As in :func:`fit`.`` by what ``fit`` says of ``level``.

    Parameters
    ----------
    owners
        Functions that describe the options; their own docstrings are complete.

    Returns
    -------
    callable
        A decorator that changes the docstring and nothing else.

    Raises
    ------
    LookupError
        If an owner does not describe an option that is said to be as there.
    """

    def complete(function: _Function) -> _Function:
        text = function.__doc__
        if text is None:  # python -OO
            return function
        known = {owner.__name__: owner for owner in owners}
        shared: dict[str, Callable[..., Any]] = {}
        for name, names, entry in _references(text):
            if name in known:
                text = text.replace(entry, _from(known[name], names, entry))
                shared |= dict.fromkeys(names, known[name])
        function.__doc__ = text
        # whose options they are; a test holds the signatures equal
        vars(function)["__described_as__"] = shared
        return function

    return complete


def _entries(text: str) -> Iterator[tuple[list[str], str, str]]:
    """Give the names of each entry of the section Parameters, its first line and its body."""
    lines = text.splitlines()
    title = next((i for i, line in enumerate(lines) if line.strip() == "Parameters"), None)
    if title is None:
        return
    margin = len(lines[title]) - len(lines[title].lstrip())
    at = title + 2
    while at < len(lines) and lines[at].strip():
        head, body = lines[at], []
        at += 1
        while at < len(lines) and (
            not lines[at].strip() or lines[at].startswith(" " * (margin + 1))
        ):
            body.append(lines[at])
            at += 1
        ended = bool(body) and not body[-1].strip()  # a blank line ends the last entry
        body = body[: len(body) - ended]
        yield [one.strip() for one in head.partition(" : ")[0].split(",")], head, "\n".join(body)
        if ended:
            return


def _references(text: str) -> Iterator[tuple[str, list[str], str]]:
    """Give what an entry refers to, the names of its options, and the entry itself."""
    for names, head, body in _entries(text):
        found = _REFERENCE.fullmatch(body.strip())
        if found is not None:
            yield found[1].rpartition(".")[2], names, f"{head}\n{body}"


def _from(owner: Callable[..., Any], wanted: list[str], entry: str) -> str:
    """Return the entries of an owner for some options, in its order."""
    head, _, body = entry.partition("\n")
    indent = head[: len(head) - len(head.lstrip())]
    out: list[str] = []
    missing = list(wanted)
    for names, own_head, own_body in _entries(owner.__doc__ or ""):
        kept = [name for name in names if name in missing]
        if not kept:
            continue
        kind = own_head.partition(" : ")[2]
        out.append(indent + ", ".join(kept) + (f" : {kind}" if kind else ""))
        margin = len(own_head) - len(own_head.lstrip())
        out += [indent + line[margin:] for line in own_body.splitlines()]
        missing = [name for name in missing if name not in kept]
    if missing:
        raise LookupError(f"{owner.__name__} does not describe {', '.join(missing)}")
    found = _REFERENCE.fullmatch(body.strip())
    if found is not None and found[2]:
        out.append(f"{indent}    {found[2]}")
    return "\n".join(out)
