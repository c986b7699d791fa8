"""One station a database: a lock file that the operating system releases if we die."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from station.store.errors import KnownError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StationLock:
    """Held from `with` to its end. Raises KnownError if another process holds it."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise KnownError(f"{self._path}: can't be written ({error.strerror})") from None
        try:
            _take(self._handle)
        except OSError:
            holder = self._path.read_text("utf-8").strip() or "unknown"
            os.close(self._handle)
            raise KnownError(
                f"{self._path}: another station (process {holder}) works on this database; "
                "end it first"
            ) from None
        os.ftruncate(self._handle, 0)
        os.write(self._handle, str(os.getpid()).encode())
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
