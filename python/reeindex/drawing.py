"""Which bound classes have the method ``plot``; :func:`reeindex.plot` draws them by themselves."""

from __future__ import annotations

__all__ = ["DRAWN"]

#: Those in Python are :class:`reeindex.results.Drawn`, or have a method of their own.
DRAWN = frozenset(
    {
        "ApplicantNetwork", "Assessment", "Audit", "Comparison", "CountryRanks", "ElementBalance",
        "FitResult", "Forecast", "KeyInnovators", "PatentAssessment", "PatentCounts", "Prediction",
        "Reconciliation", "ReservesLifetimes", "Revisions", "SeriesAssessment", "Splice",
        "SupplyStructure", "TimeSeries", "YearOnYear",
    }
)  # fmt: skip
