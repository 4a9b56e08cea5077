"""Files written beside their target and renamed, so that a failure leaves the old one whole."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

__all__ = ["write_file"]


def write_file(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file, text as UTF-8; it is there as a whole, or as it was before.

    Parameters
    ----------
    path
        The file. A pipe, a terminal or another device is written to as it is.
    content
        Its new content.

    Raises
    ------
    OSError
        If the folder or the file cannot be written, or the disk is full; nothing is left behind.
    """
    target = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(f"cannot write '{target}': it is a folder")
        target.write_bytes(data)
        return
    # through a link to the file that it names
    target = Path(os.path.realpath(target))
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        if not os.access(target, os.W_OK):
            raise PermissionError(f"cannot write '{target}': it is read-only")
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    except OSError as error:
        raise type(error)(f"cannot write '{target}': {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        if isinstance(error, OSError):
            raise type(error)(f"cannot write '{target}': {error.strerror}") from None
        raise
