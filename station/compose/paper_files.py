"""Files that are there whole or not at all: written beside their place, then put into it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from station.store.errors import KnownError


@contextmanager
def write_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it takes its place when the block ends well, and is gone otherwise."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def refuse_to_overwrite(paths: Sequence[Path], force: bool) -> None:
    """Raises KnownError for the first file that is there already, before anything is written."""
    there = [] if force else [path for path in paths if path.exists()]
    if there:
        raise KnownError(f"{there[0]}: it is there already; name another one, or give --force")
