from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from reeindex._core.fit import Curve

_Floats: TypeAlias = npt.NDArray[np.float64] | npt.NDArray[np.float32]

STATUS_NAMES: tuple[str, ...]
IDENTIFICATION_NAMES: tuple[str, ...]
LIMIT_NAMES: tuple[str, ...]

class Fits:
    def __copy__(self) -> Fits: ...
    def __deepcopy__(self, memo: dict[Any, Any]) -> Fits: ...
    def __len__(self) -> int: ...
    @property
    def curve(self) -> str: ...
    @property
    def parameter_names(self) -> list[str]: ...
    @property
    def parameters(self) -> npt.NDArray[np.float64]: ...
    @property
    def standard_errors(self) -> npt.NDArray[np.float64]: ...
    @property
    def sse(self) -> npt.NDArray[np.float64]: ...
    @property
    def aicc(self) -> npt.NDArray[np.float64]: ...
    @property
    def n_obs(self) -> npt.NDArray[np.int32]: ...
    @property
    def iterations(self) -> npt.NDArray[np.int32]: ...
    @property
    def status(self) -> npt.NDArray[np.uint8]: ...
    @property
    def identification(self) -> npt.NDArray[np.uint8]: ...
    @property
    def limit(self) -> npt.NDArray[np.uint8]: ...

def fit(
    values: _Floats,
    years: _Floats,
    weights: _Floats | None,
    curve: str | Curve,
    level: float,
    threads: int,
    report: Callable[[int, int], Any] | None,
) -> Fits: ...
def forecast(
    fits: Fits,
    values: _Floats,
    years: _Floats,
    weights: _Floats | None,
    curve: str | Curve,
    horizon: int,
    level: float,
    method: str,
    threads: int,
    report: Callable[[int, int], Any] | None,
) -> dict[str, Any]: ...
def simd_name() -> str: ...
