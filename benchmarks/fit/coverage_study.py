"""Print the rows of coverage_study (CSV on standard input) as Markdown tables.

coverage_study 2000 20240607 main | python benchmarks/fit/coverage_study.py
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict

REACHES = ("30", "50", "70", "90")
COLUMNS = {
    "coverage_5": "Coverage of the prediction interval 5 years ahead, %",
    "coverage_1_to_5": "Coverage over 1 to 5 years ahead, %",
    "coverage_K": "Coverage of the interval for K, %",
    "score": "Interval score 5 years ahead, relative to the true curve",
}


def main() -> None:
    """Read the rows and print one table a measure."""
    rows: dict[tuple[str, ...], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in csv.DictReader(sys.stdin):
        key = tuple(row[name] for name in ("curve", "rate", "noise", "error", "method"))
        rows[key][row["reach"]] = row
    for column, title in COLUMNS.items():
        print(f"### {title}\n")
        print("| curve | rate | noise, 5 % of | error model | method | 30 % | 50 % | 70 % | 90 % |")
        print("|---|---|---|---|---|---|---|---|---|")
        for key, by_reach in rows.items():
            cells = [by_reach.get(reach, {}).get(column, "nan") for reach in REACHES]
            if all("nan" in cell for cell in cells):
                continue
            shown = ["-" if "nan" in cell else f"{float(cell):.1f}" for cell in cells]
            print("| " + " | ".join([*key, *shown]) + " |")
        print()


if __name__ == "__main__":
    main()
