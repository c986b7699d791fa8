"""Files that are there whole or not at all: written beside their place, then put into it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from station.store.errors import KnownError

COPIES_MAX = 1_000


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


def record_name(order: str) -> str:
    """The usual name of an order's batch record."""
    named = re.sub(r"[^\w.-]+", "_", order).strip(".") or "order"
    return f"batch-record-{named}.pdf"


def write_beside(folder: Path, name: str, content: bytes) -> Path:
    """A file under this name, or the next free one where that is taken: nothing is written over.
    It is on the medium when this returns. Raises OSError; then no part of it is left."""
    path = folder / name
    for again in range(2, COPIES_MAX):
        try:
            file = path.open("xb")
        except FileExistsError:
            path = folder / f"{Path(name).stem}-{again}{Path(name).suffix}"
            continue
        try:
            with file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(f"{folder}: {COPIES_MAX} files of this name are there already")


def refuse_to_overwrite(paths: Sequence[Path], force: bool) -> None:
    """Raises KnownError for the first file that is there already, before anything is written."""
    there = [] if force else [path for path in paths if path.exists()]
    if there:
        raise KnownError(f"{there[0]}: it is there already; name another one, or give --force")
