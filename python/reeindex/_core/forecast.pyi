from collections.abc import Sequence
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from .fit import ExcludedObservation, FitResult

_Floats: TypeAlias = npt.NDArray[np.float64]

@final
class Forecast:
    def __copy__(self) -> Forecast: ...
    def __deepcopy__(self, memo: dict[Any, Any]) -> Forecast: ...
    @property
    def years(self) -> npt.NDArray[np.int64]: ...
    @property
    def mean(self) -> _Floats: ...
    @property
    def lower(self) -> _Floats: ...
    @property
    def upper(self) -> _Floats: ...
    @property
    def mean_lower(self) -> _Floats: ...
    @property
    def mean_upper(self) -> _Floats: ...
    @property
    def level(self) -> float: ...
    @property
    def method(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def levels(self) -> _Floats: ...
    @property
    def notes(self) -> list[dict[str, Any]]: ...
    @property
    def model(self) -> str: ...
    def interval(self, level: float) -> tuple[_Floats, _Floats]: ...
    @property
    def excluded(self) -> list[ExcludedObservation]: ...
    @property
    def curve(self) -> str: ...
    @property
    def display_name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def basis(self) -> str: ...
    def to_pandas(self) -> Any: ...
    def __len__(self) -> int: ...
    def _repr_html_(self) -> str: ...

def forecast(
    fit: FitResult,
    horizon: Any = None,
    level: float = 0.95,
    *,
    years: Any = None,
    method: str = "automatic",
    replicates: int = 999,
    seed: int = 1,
) -> Forecast: ...

AUTO_STATUS_NAMES: tuple[str, ...]
AUTO_STATUS_REASONS: tuple[str, ...]
SMOOTHING_MODELS: tuple[str, ...]

def auto_forecast(
    series: Any,
    h: Any,
    until: Any,
    levels: Sequence[float],
    include_provisional: bool,
    counts: Any,
    model: str,
    paths: Any,
    seed: Any,
) -> Forecast: ...
def auto_forecast_rows(
    values: npt.NDArray[np.float64],
    horizon: int,
    levels: Sequence[float],
    counts: bool,
    paths: Any,
    seed: Any,
    threads: int,
    report: Any,
) -> dict[str, Any]: ...
