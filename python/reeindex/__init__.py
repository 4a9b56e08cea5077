"""Assessment of the rare-earth industry: sourced data, indicators, honest forecasts."""

from __future__ import annotations

from reeindex._core.core import (
    DataError,
    Error,
    FileError,
    InvalidArgument,
    NotFound,
    TimeSeries,
    UnitError,
)
from reeindex._core.data import Dataset, load_paper, read_csv
from reeindex._core.fit import Curve, FitResult
from reeindex._core.forecast import Forecast
from reeindex.curves import curve
from reeindex.fitting import curves, fit, fit_xy, forecast

__all__ = [
    "Curve",
    "DataError",
    "Dataset",
    "Error",
    "FileError",
    "FitResult",
    "Forecast",
    "InvalidArgument",
    "NotFound",
    "TimeSeries",
    "UnitError",
    "curve",
    "curves",
    "fit",
    "fit_xy",
    "forecast",
    "load_paper",
    "read_csv",
]
