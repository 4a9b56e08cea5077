"""Optional dependencies, asked for where they are used."""

from __future__ import annotations

import importlib
from typing import Any


def require(module: str, extra: str) -> Any:
    """Import an optional dependency.

    Parameters
    ----------
    module
        Name of the module.
    extra
        Extra of this package that installs it.

    Returns
    -------
    module

    Raises
    ------
    ImportError
        With the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(
            f"{module} is needed for this: pip install 'reeindex[{extra}]'", name=module
        ) from error
