"""Assessment of the rare-earth industry: sourced data, indicators, honest forecasts.

>>> import reeindex as ree
>>> paper = ree.load_paper()
>>> demand = paper.series("neodymium_oxide_demand", "WLD")
>>> fit = ree.fit(demand, "logistic")
>>> fc = ree.forecast(fit, horizon=11)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from reeindex._core import __version__
from reeindex._core.assess import Assessment, Report
from reeindex._core.core import (
    Correction,
    Country,
    DataError,
    Document,
    Element,
    Error,
    FileError,
    InvalidArgument,
    NotFound,
    Observation,
    Office,
    Oxide,
    Quantity,
    Source,
    TimeSeries,
    Unit,
    UnitError,
    countries,
    country,
    element,
    element_to_oxide,
    elements,
    office,
    offices,
    oxide_to_element,
    status_meaning,
)
from reeindex._core.data import (
    Dataset,
    Erratum,
    Indicator,
    load_paper,
    read_csv,
    read_csv_series,
    read_dataset,
)
from reeindex._core.fit import Curve, FitResult
from reeindex._core.forecast import Forecast
from reeindex._core.industry import (
    Company,
    CompanyItem,
    Deposit,
    DescribedPatent,
    Event,
    Figure,
    PatentOwner,
    Site,
    stages,
)
from reeindex.assessment import assess, to_dict
from reeindex.curves import curve
from reeindex.fitting import curves, fit, fit_xy, forecast

if TYPE_CHECKING:
    from reeindex.html import render_html
    from reeindex.plotting import plot

#: What needs more than NumPy, imported when it is first used.
_LAZY = {
    "plot": "reeindex.plotting",
    "render_html": "reeindex.html",
}

__all__ = [
    "Assessment",
    "Company",
    "CompanyItem",
    "Correction",
    "Country",
    "Curve",
    "DataError",
    "Dataset",
    "Deposit",
    "DescribedPatent",
    "Document",
    "Element",
    "Erratum",
    "Error",
    "Event",
    "Figure",
    "FileError",
    "FitResult",
    "Forecast",
    "Indicator",
    "InvalidArgument",
    "NotFound",
    "Observation",
    "Office",
    "Oxide",
    "PatentOwner",
    "Quantity",
    "Report",
    "Site",
    "Source",
    "TimeSeries",
    "Unit",
    "UnitError",
    "__version__",
    "assess",
    "countries",
    "country",
    "curve",
    "curves",
    "element",
    "element_to_oxide",
    "elements",
    "fit",
    "fit_xy",
    "forecast",
    "load_paper",
    "office",
    "offices",
    "oxide_to_element",
    "plot",
    "read_csv",
    "read_csv_series",
    "read_dataset",
    "render_html",
    "stages",
    "status_meaning",
    "to_dict",
]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        value = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'reeindex' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
