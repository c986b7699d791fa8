"""One station a database: a lock file that the operating system releases if its holder dies.

The lock is on a file beside the database, never on the database: closing any handle of the file
itself would drop SQLite's own locks. The file stays; whether it is held is what counts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from station.store.errors import KnownError

PID_BYTES_MAX = 20
LOCKED_BYTE = 1 << 20  # behind the number, which Windows would otherwise let nobody read

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StationLock:
    """Held from `with` to its end. Raises KnownError, naming the process that holds it."""

    ending = ".lock"

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + self.ending)
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise KnownError(f"{self._path}: can't be written ({error.strerror})") from None
        try:
            _take(handle)
        except OSError:
            os.lseek(handle, 0, os.SEEK_SET)
            holder = os.read(handle, PID_BYTES_MAX).decode("ascii", "replace") or "unknown"
            os.close(handle)
            raise self._held_by(holder) from None
        try:
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, str(os.getpid()).encode("ascii"))
        except OSError as error:
            os.close(handle)
            raise KnownError(f"{self._path}: can't be written ({error.strerror})") from None
        self._handle = handle
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)
        self._handle = -1

    def _held_by(self, holder: str) -> KnownError:
        return KnownError(
            f"{self._path}: another station (process {holder}) works on this database; end it first"
        )


class PushRuns(KnownError):
    """Another push is at work on this database; there is nothing to do but wait."""


class PushLock(StationLock):
    """One push at a time, beside the station. Raises PushRuns."""

    ending = ".push"

    def _held_by(self, holder: str) -> KnownError:
        return PushRuns(f"{self._path}: another push (process {holder}) is at work; it goes on")
