"""How results look in a notebook: one style for all, light and dark, numbers first, source last."""

from __future__ import annotations

import dataclasses
import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from reeindex._core.core import Error
from reeindex.result_tables import columns_of, sources_of

__all__ = ["facts_of", "html_of", "styled"]

#: Rows that a notebook shows of a table.
MOST_ROWS = 20
#: Items that it shows of a list in a cell.
MOST_ITEMS = 6

_STYLE = (
    "<style>.reeindex{--rx-line:#d0d7de;--rx-soft:#57606a;--rx-head:#f6f8fa;color:#1f2328;"
    "font-size:.92em;overflow-x:auto}"
    "@media (prefers-color-scheme:dark){.reeindex{--rx-line:#3d444d;--rx-soft:#9198a1;"
    "--rx-head:#212830;color:#e6edf3}}"
    '[data-jp-theme-light="true"] .reeindex{--rx-line:#d0d7de;--rx-soft:#57606a;'
    "--rx-head:#f6f8fa;color:#1f2328}"
    '[data-jp-theme-light="false"] .reeindex{--rx-line:#3d444d;--rx-soft:#9198a1;'
    "--rx-head:#212830;color:#e6edf3}"
    ".reeindex table{border-collapse:collapse;border:0;margin:.3em 0;background:transparent}"
    ".reeindex caption{text-align:left;caption-side:top;padding:.1em 0 .3em;color:inherit}"
    ".reeindex th,.reeindex td{padding:.15em .7em;border:0;border-bottom:1px solid var(--rx-line);"
    "text-align:right;font-variant-numeric:tabular-nums;background:transparent;color:inherit}"
    ".reeindex thead th{background:var(--rx-head)}"
    ".reeindex .rx-text,.reeindex tbody th{text-align:left;font-weight:normal}"
    ".reeindex p{margin:.2em 0}.reeindex .rx-soft{color:var(--rx-soft);font-size:.92em}</style>"
)
#: Annotations of UCUM are shown as words.
_ANNOTATION = re.compile(r"\{([A-Za-z][A-Za-z_ ]*)\}")
#: Names of fields that a notebook writes otherwise.
_WORDS = {"hhi": "HHI", "hhi_10000": "HHI of 10,000", "cagr": "CAGR", "urr": "URR", "doi": "DOI"}
_WORDS |= {"alpha2": "alpha-2", "alpha3": "alpha-3", "ipc": "IPC", "cpc": "CPC", "url": "URL"}


def plain_units(text: str) -> str:
    """Return a text with annotations of units, such as ``{patent}``, as words."""
    return _ANNOTATION.sub(lambda found: found[1], text)


def styled(inner: str) -> str:
    """Return HTML in the shared style."""
    return f'<div class="reeindex">{_STYLE}{plain_units(inner)}</div>'


def words(name: str) -> str:
    """Return the name of a field, or of a class, as words."""
    if name in _WORDS:
        return _WORDS[name]
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    return spaced if spaced.isupper() else spaced[:1].lower() + spaced[1:]


def number(value: float) -> str:
    """Return a number with six significant digits."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if value == int(value) and abs(value) < 1e9:
        # a year is no quantity; thousands of others are told apart
        return str(int(value)) if abs(value) < 10_000 else f"{int(value):,}"
    return f"{value:.6g}"


def text_of(value: Any) -> str:
    """Return a value as the text of a cell; never the name of a type of the binding."""
    if value is None:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (int, np.integer)):
        return number(int(value))
    if isinstance(value, (float, np.floating)):
        return number(float(value))
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        parts = [f"{text_of(key)}: {text_of(one)}" for key, one in value.items()]
        return _some(parts, "; ")
    if isinstance(value, tuple) and len(value) == 2 and _numeric(value):
        return f"{text_of(value[0])} to {text_of(value[1])}"
    if isinstance(value, (list, tuple, np.ndarray)):
        items = list(value)
        if items and all(isinstance(one, (list, tuple, np.ndarray)) for one in items):
            return _some([text_of(one) for one in items], "; ")
        if items and not isinstance(items[0], (str, int, float, np.number)):
            shown = [_short(one) for one in items]
            if any(one is None for one in shown):
                return f"{len(items)}"
            return _some([str(one) for one in shown], "; ")
        return _some([text_of(one) for one in items], ", ")
    return _short(value) or words(type(value).__name__)


def _numeric(values: Iterable[Any]) -> bool:
    return all(isinstance(one, (int, float, np.number)) for one in values)


def _some(parts: Sequence[str], between: str) -> str:
    if len(parts) <= MOST_ITEMS:
        return between.join(parts)
    return between.join(parts[: MOST_ITEMS - 1]) + f"{between}… ({len(parts)} in all)"


def _short(value: Any) -> str | None:
    """Return a value in one line of its own words; None where it has none."""
    for name in ("spaced", "formula", "label", "title", "name", "id", "code"):
        held = getattr(value, name, None)
        if isinstance(held, str) and held:
            return held
    text = str(value)
    first = text.partition("\n")[0]
    # what the class is called says nothing that the name of the field does not
    call = re.fullmatch(r"[A-Z]\w*\((.*)\)", text)
    if call is not None:
        first = call[1]
    return None if first.startswith("<") or len(first) > 160 else first


def facts_of(one: Any) -> list[tuple[str, str]]:
    """Return what a value says of itself: names of its fields, and their texts."""
    kind = type(one)
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        names = [field.name for field in dataclasses.fields(one)]
    else:
        names = [
            name
            for name, held in vars(kind).items()
            if isinstance(held, property) and not name.startswith("_")
        ]
    out = []
    for name in names:
        # a field that this value does not have, such as the year of an undated figure, is left out
        with suppress(Error, AttributeError, ValueError):
            text = text_of(getattr(one, name))
            if text:
                out.append((words(name), text))
    return out


def _title(one: Any) -> str:
    kind = words(type(one).__name__)
    for name in ("label", "name", "title", "id", "symbol", "code", "key"):
        held = getattr(one, name, None)
        if isinstance(held, str) and held:
            return f"{kind[:1].upper()}{kind[1:]} {held}" if held != kind else held
    return kind[:1].upper() + kind[1:]


def _source_line(one: Any) -> str:
    sources = sources_of(one)
    if not sources:
        return ""
    shown = "; ".join(sources[:3]) + (f"; and {len(sources) - 3} more" if len(sources) > 3 else "")
    return f'<p class="rx-soft">Source: {html.escape(shown)}</p>'


def _facts_html(one: Any) -> str:
    facts = facts_of(one)
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td class='rx-text'>{html.escape(text)}</td></tr>"
        for name, text in facts
        if name != "source"
    )
    return (
        f"<table><caption><b>{html.escape(_title(one))}</b></caption><tbody>{rows}</tbody></table>"
    )


def table_html(columns: Mapping[str, Sequence[Any]], title: str) -> str:
    """Return columns as a table of at most 20 rows."""
    names = list(columns)
    count = len(columns[names[0]]) if names else 0
    texts = {
        name: all(one is None or isinstance(one, str) for one in columns[name]) for name in names
    }
    mark = {name: " class='rx-text'" if texts[name] else "" for name in names}
    head = "".join(f"<th{mark[name]}>{html.escape(words(str(name)))}</th>" for name in names)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{mark[name]}>{html.escape(text_of(columns[name][i]))}</td>" for name in names
        )
        + "</tr>"
        for i in range(min(count, MOST_ROWS))
    )
    rest = (
        f"<p class='rx-soft'>and {count - MOST_ROWS:,} more rows</p>" if count > MOST_ROWS else ""
    )
    caption = f"<caption><b>{html.escape(title)}</b></caption>" if title else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def html_of(one: Any) -> str:
    """Return a result as HTML: its table where it is one, else what it says of itself."""
    columns = columns_of(one)
    inner = _facts_html(one) if columns is None else table_html(columns, _head_of(one))
    return styled(inner + _source_line(one))


def _head_of(one: Any) -> str:
    """Return the first line of the text form, where it has one of its own words."""
    first = str(one).partition("\n")[0].rstrip(":")
    if first.startswith("<"):
        first = first.strip("<>")
    # the class in words, and no call: "BatchForecast(2 series, ...)" is for programmers
    kind = type(one).__name__
    if first.startswith(kind) and not first[len(kind) :][:1].isalnum():
        rest = first[len(kind) :]
        if rest.startswith("(") and rest.endswith(")"):
            rest = f": {rest[1:-1]}"
        name = words(kind).lower()
        first = f"{name[:1].upper()}{name[1:]}{rest}"
    return first if len(first) <= 160 else _title(one)
