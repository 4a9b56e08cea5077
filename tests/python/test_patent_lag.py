"""The delay of publication, estimated from what a file shows, against the truth of a simulation."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reeindex as ree

TRUE = np.array([0.05, 0.45, 0.25, 0.15, 0.07, 0.03])  # of delays of 0 to 5 years
FILED = {year: int(300 * 1.15 ** (year - 2005)) for year in range(2005, 2023)}


def export(path: Path, last: str = "2022-12-31", seed: int = 4) -> Path:
    """Write what had appeared by a day of records whose true delays are known."""
    rng = np.random.default_rng(seed)
    end = datetime.date.fromisoformat(last)
    lines = ["Display Key,Publication Date,Application Date,Applicants,Title"]
    number = 100_000_000
    for year, count in FILED.items():
        for delay in rng.choice(len(TRUE), size=count, p=TRUE):
            number += 1
            appeared = datetime.date(year + int(delay), 1, 1)
            appeared += datetime.timedelta(days=int(rng.integers(0, 365)))
            if appeared <= end:
                lines.append(f"CN {number} A,{appeared},{year}-05-02,A CO,Process {number}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def patents(tmp_path_factory: pytest.TempPathFactory) -> ree.Patents:
    return ree.read_patents(export(tmp_path_factory.mktemp("lag") / "lens.csv"), "lens")


def test_the_true_delays_are_found(patents: ree.Patents) -> None:
    lag = patents.lag(longest=5)
    assert lag.cut_off == 2022
    assert np.allclose(lag.shares, TRUE.cumsum(), atol=0.015)
    assert lag.median in (1, 2)  # half and half
    # the share among what was seen is biased towards short delays; the estimate is not
    pairs, _ = patents._table.year_pairs("filing", "publication", [], [], [], [], "")
    seen = sum(n for a, b, n in pairs if b - a <= 1) / sum(n for *_, n in pairs)
    assert seen - TRUE[:2].sum() > 0.02
    assert abs(lag.shares[1] - TRUE[:2].sum()) < 0.01


def test_corrected_counts_are_what_was_filed(patents: ree.Patents) -> None:
    counts = patents.counts(date="filing")["total"]
    corrected = patents.lag(longest=5).correct(counts)
    for year in range(2010, 2022):
        assert corrected[year] == pytest.approx(FILED[year], rel=0.1), year
    assert counts[2021] < 0.6 * FILED[2021]
    by_hand = ree.truncation_corrected(counts, 2022, patents.lag(longest=5))
    assert by_hand.values.tolist() == corrected.values.tolist()
    assert by_hand.printed.values.tolist() == counts.values.tolist()


def test_a_file_that_ends_within_a_year(tmp_path: Path) -> None:
    patents = ree.read_patents(export(tmp_path / "lens.csv", "2022-06-30"), "lens")
    lag = patents.lag(longest=5)
    assert str(lag.cut_off).startswith("2022-06")
    assert np.allclose(lag.shares, TRUE.cumsum(), atol=0.02)
    counts = patents.counts(date="filing")["total"]
    corrected = lag.correct(counts)
    assert corrected.years[-1] == 2021
    for year in range(2012, 2022):
        assert corrected[year] == pytest.approx(FILED[year], rel=0.12), year


SHARES = [0.2, 0.6, 1.0]
COUNTS = ree.TimeSeries([2019, 2020, 2021], [100.0, 60.0, 20.0])


@pytest.mark.parametrize(
    "day",
    ["2021-12-31", datetime.date(2021, 12, 31), pd.Timestamp("2021-12-31"), "2021-12",
     np.datetime64("2021-12-31"), datetime.datetime(2021, 12, 31, 8), np.int64(2021)],
)  # fmt: skip
def test_the_last_day_of_a_year_is_the_year(day: Any) -> None:
    found = ree.truncation_correction(COUNTS, day, SHARES)
    expected = ree.truncation_correction(COUNTS, 2021, SHARES)
    assert [(one.share, one.corrected) for one in found] == [
        (one.share, one.corrected) for one in expected
    ]


def test_between_two_years_the_share_grows_with_the_days() -> None:
    day = datetime.date(2022, 7, 1) - datetime.timedelta(days=1)
    part = 181 / 365
    shares = [one.share for one in ree.truncation_correction(COUNTS, day, SHARES)]
    assert shares == pytest.approx([1.0, 0.6 + part * 0.4, 0.2 + part * 0.4])
    with pytest.raises(ree.InvalidArgument, match="not over"):
        ree.truncation_correction(COUNTS, "2021-06-30", SHARES)


@pytest.mark.parametrize("wrong", ["soon", None, True, 2021.5, "2021-13", "2021-02-30"])
def test_what_is_no_cut_off(wrong: Any) -> None:
    with pytest.raises(ree.InvalidArgument, match="cut_off"):
        ree.truncation_correction(COUNTS, wrong, SHARES)


def test_too_little_to_estimate_from(tmp_path: Path, patents: ree.Patents) -> None:
    with pytest.raises(ree.InvalidArgument, match="priority"):
        patents.lag("priority")
    with pytest.raises(ree.InvalidArgument, match="at most 17"):
        patents.lag(longest=40)
    with pytest.raises(ree.InvalidArgument, match="more than have it before"):
        patents.lag("publication", "filing")
    few = tmp_path / "few.csv"
    few.write_text(
        "Display Key,Publication Date,Application Date,Applicants,Title\n"
        "CN 100000001 A,2020-05-01,2019-05-01,A,T\n",
        encoding="utf-8",
    )
    with pytest.raises(ree.InvalidArgument, match="at least 30"):
        ree.read_patents(few, "lens").lag()
