"""Files are written whole or not at all: beside their place, then moved there in one step."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from graphinv.errors import UsageError


def write_whole(path: Path, data: bytes) -> None:
    """Write the file; what lay there stays until the new one is complete. Raises UsageError if that cannot be done."""
    path = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or pipe
        else:
            _replace(path, data)
    except OSError as error:
        raise UsageError("cannot be written: {error}.", at=str(path), error=error.strerror or error) from None


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
