"""How long patents take to appear, from a file that holds both dates, and what that means for counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.indicators import TruncationRow
from reeindex._core.indicators import truncation_corrected as _corrected
from reeindex._core.indicators import truncation_correction as _correction
from reeindex.describing import described_as
from reeindex.results import Drawn, Table

__all__ = ["PublicationLag", "lag_of_pairs", "truncation_corrected", "truncation_correction"]

#: Records below which no distribution is estimated.
_FEWEST = 30


@dataclass(frozen=True)
class PublicationLag(Drawn, Table):
    """Share of records that have appeared 0, 1, 2, ... years after the year of their first date.

    It is taken by :func:`truncation_correction` and :func:`truncation_corrected` as their lag.

    Parameters
    ----------
    shares
        Not falling, ending at 1 with the longest delay that the file could show.
    cut_off
        When the file ends: a year, or a date where its last year is not over.
    date, until
        The two dates: from the one to the other.
    records
        Number of records with both dates.
    longest
        Longest delay in years that was looked for. Shares are of what appears within it.
    at_risk
        For each delay the records from which its share was estimated.
    source
        The file.
    """

    shares: tuple[float, ...]
    cut_off: int | str
    date: str
    until: str
    records: int
    longest: int
    at_risk: tuple[int, ...]
    source: str

    def __len__(self) -> int:
        return len(self.shares)

    def __iter__(self) -> Iterator[float]:
        return iter(self.shares)

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[Any]:
        del copy
        return np.array(self.shares, dtype=dtype or np.float64)

    @property
    def median(self) -> int:
        """Whole years within which half of the records have appeared."""
        return next(k for k, share in enumerate(self.shares) if share >= 0.5)

    def correct(self, counts: TimeSeries) -> TimeSeries:
        """Return counts by the first date, corrected for what had not appeared when the file ended.

        A year that was not over then is left out.
        """
        last = _last_whole_year(self.cut_off)
        return truncation_corrected(counts.between(int(counts.years[0]), last), self.cut_off, self)

    def __repr__(self) -> str:
        """Return the shares in one line."""
        shown = ", ".join(
            f"{100 * share:.0f} % after {k}" for k, share in enumerate(self.shares[:6])
        )
        rest = ", ..." if len(self.shares) > 6 else ""
        return (
            f"PublicationLag({self.date} to {self.until}, {self.records} records to {self.cut_off}: "
            f"{shown}{rest} years)"
        )


def _cut_off(given: Any) -> tuple[int, float]:
    """Return the year of a cut-off and how much of it was over: 2023 is its end."""
    if isinstance(given, (str, np.str_)):
        try:
            given = datetime.date.fromisoformat(str(given)[:10])
        except ValueError:
            text = str(given)
            if len(text) == 7 and text[4] == "-" and text[5:].isdecimal():
                month = int(text[5:])
                if 1 <= month <= 12:  # the end of the month
                    first = datetime.date(int(text[:4]) + month // 12, month % 12 + 1, 1)
                    return _cut_off(first - datetime.timedelta(days=1))
            raise InvalidArgument(
                "cut_off", repr(given), "a year, or a date such as 2023-06-30"
            ) from None
    if isinstance(given, np.datetime64):
        given = given.astype("datetime64[D]").item()
    if hasattr(given, "date") and callable(given.date):
        given = given.date()
    if isinstance(given, datetime.date):
        start = datetime.date(given.year, 1, 1)
        days = (datetime.date(given.year + 1, 1, 1) - start).days
        return given.year, ((given - start).days + 1) / days
    if isinstance(given, bool) or not hasattr(given, "__index__"):
        raise InvalidArgument("cut_off", repr(given), "a year, or a date such as 2023-06-30")
    return int(given), 1.0


def _last_whole_year(cut_off: Any) -> int:
    year, part = _cut_off(cut_off)
    return year if part >= 1.0 else year - 1


def _at(counts: TimeSeries, cut_off: Any, lag: Any) -> tuple[int, Any]:
    """Return the year and the shares by which the engine corrects counts known at a cut-off."""
    year, part = _cut_off(cut_off)
    if part >= 1.0:
        return year, lag
    if len(counts) and int(counts.years[-1]) >= year:
        raise InvalidArgument(
            "counts",
            f"to {int(counts.years[-1])}",
            f"to {year - 1}: the year of the cut-off is not over; counts.between(first, {year - 1})",
        )
    shares = np.asarray(lag, dtype=np.float64)
    if shares.ndim != 1 or len(shares) == 0:
        return year, lag
    # between the shares of two years' ends as the days go; nothing is said of the running year
    between = shares[:-1] + part * (shares[1:] - shares[:-1])
    return year, [0.0, *between.tolist(), float(shares[-1])]


def truncation_correction(counts: TimeSeries, cut_off: Any, lag: Any) -> list[TruncationRow]:
    """Divide counts by the share that had appeared by a cut-off, N / F(cut_off - year).

    Parameters
    ----------
    counts : TimeSeries
        Annual counts known at the cut-off.
    cut_off : int, date or str
        Year at whose end was counted; or the day, as a date or as text ("2023-06-30"). Between the
        ends of two years the share grows with the days.
    lag : PublicationLag or array_like
        Share that has appeared after 0, 1, 2, ... years; not falling, ending at 1. ``Patents.lag()``
        estimates it.

    Returns
    -------
    list of TruncationRow
        For each year ``.observed``, ``.share``, ``.corrected``, ``.standard_error``.

    Raises
    ------
    InvalidArgument
        If a count is negative, a year lies after the cut-off, the shares are no distribution, or
        counts hold the year of a cut-off that was not over.

    Notes
    -----
    The standard error sqrt(N (1 - F))/F takes the lag distribution as known.
    """
    year, shares = _at(counts, cut_off, lag)
    return _correction(counts, year, shares)


@described_as(truncation_correction)
def truncation_corrected(counts: TimeSeries, cut_off: Any, lag: Any) -> TimeSeries:
    """Return the counts of :func:`truncation_correction` as a series.

    Parameters
    ----------
    counts, cut_off, lag
        As in :func:`truncation_correction`.

    Returns
    -------
    TimeSeries
        The corrected view holds the corrected counts, status I; the printed view the observed ones.

    Raises
    ------
    InvalidArgument
        As :func:`truncation_correction`.
    """
    year, shares = _at(counts, cut_off, lag)
    return _corrected(counts, year, shares)


def lag_of_pairs(
    pairs: Sequence[tuple[int, int, int]], last: str, date: str, until: str, longest: int | None,
    cut_off: Any, source: str,
) -> PublicationLag:  # fmt: skip
    """Estimate the distribution of delays from (first year, second year, records).

    Delays are seen only where they end before the file does, so that short ones are seen more often.
    The estimate goes backwards in the delay: of the records that appeared within k years, and of
    which the file could show a delay of k, the share that took k.

    Notes
    -----
    Nonparametric maximum likelihood for right-truncated data: Lagakos, Barraj and De Gruttola (1988),
    doi:10.1093/biomet/75.3.515; Kalbfleisch and Lawless (1989), doi:10.1080/01621459.1989.10478780.
    """
    if not pairs:
        raise InvalidArgument(
            "date", repr(date), f"of records that hold it beside the date of {until}"
        )
    if cut_off is None:
        # the end of the file, where its last day is in the last month of a year; else that day
        end: int | str = int(last[:4]) if last[5:7] in ("", "12") else last
    else:
        year, part = _cut_off(cut_off)
        end = year if part >= 1.0 else str(cut_off)[:10]
    whole = _last_whole_year(end)
    known = [(a, b - a, n) for a, b, n in pairs if b <= whole]
    early = sum(n for _, delay, n in known if delay < 0)
    most = 60 if longest is None else longest
    used = [(a, delay, n) for a, delay, n in known if 0 <= delay <= most]
    records = sum(n for _, _, n in used)
    if records < _FEWEST or early > records:
        raise InvalidArgument(
            "records",
            f"of which {records} have the date of {until} 0 to {most} years after that of {date}",
            f"at least {_FEWEST}, and more than have it before; name another date, or give the lag",
        )
    reach = whole - min(first for first, _, _ in used)
    longest = min(10, reach) if longest is None else longest
    used = [one for one in used if one[1] <= longest]
    if longest > reach:
        raise InvalidArgument(
            "longest", str(longest), f"at most {reach}, as far as the file goes back"
        )
    took, within = np.zeros(longest + 1), np.zeros(longest + 1)
    for first, delay, n in used:
        took[delay] += n
        # a delay of k can be seen of this year's records only if the file goes on for k years
        within[delay : min(longest, whole - first) + 1] += n
    shares = np.ones(longest + 1)
    for k in range(longest, 0, -1):
        hazard = took[k] / within[k] if within[k] > 0 else 0.0
        shares[k - 1] = shares[k] * (1.0 - hazard)
    shares = np.minimum.accumulate(shares[::-1])[::-1]
    return PublicationLag(
        shares=tuple(float(one) for one in shares), cut_off=end, date=date, until=until,
        records=records, longest=longest, at_risk=tuple(int(one) for one in within), source=source,
    )  # fmt: skip
