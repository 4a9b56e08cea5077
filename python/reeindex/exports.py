"""Results as files: CSV and Excel."""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex.extras import require
from reeindex.files import write_file
from reeindex.result_tables import Columns, columns_of, sources_of

__all__ = ["to_csv", "to_excel"]

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_ROWS, _MOST_COLUMNS, _MOST_TEXT = 1_048_576, 16_384, 32_767


def _columns(what: Any, argument: str = "what") -> Columns:
    found = columns_of(what)
    if found is None:
        raise InvalidArgument(
            argument,
            f"of type {type(what).__name__}",
            "a result that is a table, a list of results, or a frame of pandas, polars or Arrow",
        )
    return found


def to_csv(
    what: Any, path: str | os.PathLike[str] | None = None, *, neutralise: bool = False
) -> str:
    """Write a result as CSV.

    Parameters
    ----------
    what
        A result that is a table, a list of results, or a frame of pandas, polars or Arrow.
    path
        The file, which is there as a whole or as it was before; none if left out.
    neutralise
        Put an apostrophe before texts that begin with ``=``, ``+``, ``-``, ``@``, a tab or a carriage
        return, which a spreadsheet would take for a formula. Numbers stay as they are. False by
        default, for the texts would not be read back as they were.

    Returns
    -------
    str
        The text: UTF-8, commas, a line a row, numbers in full precision, nothing for a missing value.

    Raises
    ------
    InvalidArgument
        If it is no table.
    OSError
        If the file cannot be written; nothing is left behind.

    Examples
    --------
    >>> import reeindex as ree
    >>> print(ree.to_csv(ree.year_on_year(ree.TimeSeries([2020, 2021], [100, 110]))))
    year,rate
    2021,0.1
    <BLANKLINE>
    """
    if not isinstance(neutralise, bool):
        raise InvalidArgument("neutralise", repr(neutralise), "True or False")
    columns = _columns(what)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")

    def cell(value: Any) -> Any:
        text = _text(value)
        if neutralise and isinstance(value, str) and text.startswith(_FORMULA):
            return "'" + text
        return text

    writer.writerow([cell(str(name)) for name in columns])
    for row in zip(*columns.values(), strict=True):
        writer.writerow([cell(one) for one in row])
    text = buffer.getvalue()
    if path is not None:
        write_file(path, text)
    return text


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (float, np.floating)):
        return repr(float(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return str(value)


def to_excel(
    path: str | os.PathLike[str],
    what: Any,
    *,
    sources: Mapping[str, str] | Sequence[str] | None = None,
    engine: Literal["xlsxwriter", "openpyxl"] | None = None,
) -> None:
    """Write results into a workbook of Excel, a sheet a table, with a sheet of sources.

    Needs XlsxWriter or openpyxl: ``pip install 'reeindex[excel]'``.

    Parameters
    ----------
    path
        The file, which is there as a whole or as it was before.
    what
        A result that is a table, a list of results, a frame of pandas, polars or Arrow; or a dict
        from names of sheets to those.
    sources
        Further rows of the sheet ``sources``: a dict from names of sheets to texts, or texts. Where
        a result knows the sources of its figures they stand there without being given.
    engine
        Which of the two writes; by default the one that is installed, XlsxWriter first.

    Returns
    -------
    None

    Raises
    ------
    InvalidArgument
        If something is no table, is larger than a sheet, or a name is no name of a sheet.
    ImportError
        If neither is installed.
    OSError
        If the file cannot be written; nothing is left behind.

    Notes
    -----
    Texts are written as texts, whatever they begin with: none becomes a formula, a link or a number.
    A missing value is an empty cell, an infinite one the text ``inf``.
    """
    if isinstance(what, Mapping) and type(what).__module__.partition(".")[0] != "reeindex":
        tables = {str(name): one for name, one in what.items()}
    else:
        tables = {_sheet_name(what): what}
    if not tables:
        raise InvalidArgument("what", "an empty dict", "at least one table")
    sheets = {name: _columns(one, name) for name, one in tables.items()}
    rows = [(name, text) for name, one in tables.items() for text in sources_of(one)]
    if isinstance(sources, str):
        raise InvalidArgument("sources", repr(sources), "a list of texts, or a dict by sheet")
    if isinstance(sources, Mapping):
        rows += [(str(name), str(text)) for name, text in sources.items()]
    elif sources is not None:
        rows += [("", str(text)) for text in sources]
    if rows:
        name = "sources"
        while name.lower() in {one.lower() for one in sheets}:
            name += "_"
        sheets[name] = {"sheet": [one for one, _ in rows], "source": [text for _, text in rows]}
    _check_sheets(sheets)
    write_file(path, _workbook(sheets, engine))


def _sheet_name(what: Any) -> str:
    name = type(what).__name__
    return name[:31] if name not in ("DataFrame", "Table", "list") else "table"


def _check_sheets(sheets: Mapping[str, Columns]) -> None:
    seen: set[str] = set()
    for name, columns in sheets.items():
        wrong = not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name[0] == "'"
        if wrong or name[-1] == "'" or name.lower() == "history":
            raise InvalidArgument(
                "what", f"with the sheet {name!r}", "names of 1 to 31 characters without []:*?/\\"
            )
        if name.lower() in seen:
            raise InvalidArgument("what", f"with {name!r} twice", "names that differ in any case")
        seen.add(name.lower())
        rows = max((len(held) for held in columns.values()), default=0)
        if rows >= _MOST_ROWS or len(columns) > _MOST_COLUMNS:
            raise InvalidArgument(
                "what",
                f"{name!r} of {rows:,} rows and {len(columns):,} columns",
                f"at most {_MOST_ROWS - 1:,} rows and {_MOST_COLUMNS:,} columns a sheet",
            )


def _workbook(sheets: Mapping[str, Columns], engine: str | None) -> bytes:
    if engine not in (None, "xlsxwriter", "openpyxl"):
        raise InvalidArgument("engine", repr(engine), "'xlsxwriter', 'openpyxl' or None")
    if engine is None:
        try:
            require("xlsxwriter", "excel")
            engine = "xlsxwriter"
        except ImportError:
            require("openpyxl", "excel")
            engine = "openpyxl"
    return _by_xlsxwriter(sheets) if engine == "xlsxwriter" else _by_openpyxl(sheets)


def _excel(value: Any) -> float | int | bool | str | None:
    """Return a value as a cell: a number, a truth value, a text, or nothing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return value if math.isfinite(value) else str(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    text = _text(value)
    # what XML cannot hold
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
    return text[:_MOST_TEXT]


def _width(name: str, held: Sequence[Any]) -> int:
    longest = max([len(name), *(len(_text(one)) for one in held[:200])])
    return min(max(longest + 2, 8), 60)


def _by_xlsxwriter(sheets: Mapping[str, Columns]) -> bytes:
    xlsxwriter = require("xlsxwriter", "excel")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    # the same tables make the same file
    book.set_properties({"created": datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True, "bottom": 1})
    for name, columns in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for j, (column, held) in enumerate(columns.items()):
            sheet.set_column(j, j, _width(str(column), held))
            sheet.write_string(0, j, str(_excel(str(column))), bold)
            for i, value in enumerate(held, 1):
                cell = _excel(value)
                if isinstance(cell, bool):
                    sheet.write_boolean(i, j, cell)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(i, j, cell)
                elif cell is not None:
                    sheet.write_string(i, j, cell)
    book.close()
    return buffer.getvalue()


def _by_openpyxl(sheets: Mapping[str, Columns]) -> bytes:
    openpyxl = require("openpyxl", "excel")
    letter = require("openpyxl.utils", "excel").get_column_letter
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, columns in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for j, (column, held) in enumerate(columns.items(), 1):
            sheet.column_dimensions[letter(j)].width = _width(str(column), held)
            for i, value in enumerate([str(column), *held], 1):
                cell = _excel(value)
                if cell is None:
                    continue
                place = sheet.cell(row=i, column=j)
                place.value = cell
                if isinstance(cell, str):
                    place.data_type = "s"  # never a formula
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
