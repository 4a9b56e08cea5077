#!/usr/bin/env python3
"""Write include/reeindex/core/impl/text_width_tables.ipp from the Unicode data of this Python.

Wide: East_Asian_Width W or F. Without width: general categories Mn, Me and Cf, and the Hangul
vowels and final consonants that join a syllable, U+1160 to U+11FF. Unassigned code points take the
width of their neighbours, so that the tables are short.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

TARGET = Path(__file__).parent.parent / "include/reeindex/core/impl/text_width_tables.ipp"


def width(point: int) -> int | None:
    """Return the columns of a code point, None where it is unassigned."""
    letter = chr(point)
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf") or 0x1160 <= point <= 0x11FF:
        return 0
    if category == "Cn":
        return None
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def ranges(wanted: int) -> list[tuple[int, int]]:
    """Return the runs of code points of a width."""
    out: list[tuple[int, int]] = []
    start = last = None
    for point in range(0x300, 0x40000):
        found = width(point)
        if found == wanted:
            start, last = point if start is None else start, point
        elif found is not None and start is not None and last is not None:
            out.append((start, last))
            start = last = None
    if start is not None and last is not None:
        out.append((start, last))
    return out


def table(name: str, wanted: int) -> str:
    """Return a table as C++."""
    runs = ranges(wanted)
    cells = [f"{{0x{first:X}, 0x{last:X}}}," for first, last in runs]
    lines, line = [], "   "
    for cell in cells:
        if len(line) + len(cell) + 1 > 100:
            lines.append(line)
            line = "   "
        line += " " + cell
    lines.append(line)
    body = "\n".join(lines)
    return f"inline constexpr std::array<CodeRange, {len(runs)}> {name}{{{{\n{body}\n}}}};\n"


def main() -> None:
    """Write the tables."""
    TARGET.write_text(
        "#pragma once\n"
        f"// Unicode {unicodedata.unidata_version}, written by tools/make_text_width.py.\n\n"
        "#include <array>\n#include <cstdint>\n\n"
        "namespace reeindex::detail {\n\n"
        "struct CodeRange {\n    std::uint32_t first, last;\n};\n\n"
        "// clang-format off\n"
        f"{table('wide_characters', 2)}\n{table('characters_without_width', 0)}"
        "// clang-format on\n\n"
        "}  // namespace reeindex::detail\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
