"""The newest snapshot of the station, from the file that the station replaces at each change.

The screen is a process of its own and only reads: its end can't stop the line. A missing, half or
strange file is a state to show ("the station is not there"), never an exception.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import msgspec

from station.core.snapshot import Snapshot

FILE_BYTES_MAX = 2_000_000
STALE_MS = 3_000


class DeviceLine(msgspec.Struct, frozen=True):
    """A device's last word."""

    name: str
    status: str
    said: str = ""


class Shown(msgspec.Struct, frozen=True):
    """What the station writes: the line, and its devices."""

    line: Snapshot
    devices: tuple[DeviceLine, ...] = ()
    good: int = 0  # items verified or packed
    bottles_per_min: float = 0.0
    demonstration: bool = False  # a simulated line, which nobody shall take for a real one


class Presence(Enum):
    LIVE = "live"
    SILENT = "silent"  # the file is there and old
    ABSENT = "absent"


@dataclass(frozen=True)
class Look:
    presence: Presence
    shown: Shown | None = None


class SnapshotFile:
    """`look()` is cheap; `now_ms` is the wall clock."""

    def __init__(
        self, path: Path, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    ) -> None:
        self._path, self._now_ms = path, now_ms
        self._last: Shown | None = None

    def look(self) -> Look:
        """The newest picture; the last good one if the file can't be read just now."""
        try:
            with self._path.open("rb") as file:
                data = file.read(FILE_BYTES_MAX)
            self._last = msgspec.json.decode(data, type=Shown)
        except (OSError, msgspec.DecodeError):
            return self._silent()
        if self._now_ms() - self._last.line.at_ms > STALE_MS:
            return self._silent()
        return Look(Presence.LIVE, self._last)

    def _silent(self) -> Look:
        return Look(Presence.SILENT if self._last else Presence.ABSENT, self._last)
