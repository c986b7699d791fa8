"""What the core thread looks at on each tick: the clock, and the disk.

A watch is told both clocks and answers with events, so that the core learns of it like of anything
else. It raises where the line must not go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from station.core.alarms import AlarmKind
from station.core.events import ClockJumped, Event, TroubleFound, TroubleOver
from station.store.disk import Disk
from station.store.errors import KnownError

JUMP_MS_MAX = 5_000
EARLIEST_MS = 1_767_225_600_000  # 2026-01-01: no Packline ran before
DISK_LOOK_MS = 1_000
PROBE_MS = 10_000

Watch = Callable[[int, int], Sequence[Event]]  # (wall clock, steady clock), in milliseconds


class ClockWatch:
    """Wall clock against steady clock; and, when it begins, against what the journal says.

    A jump moves the yardstick, so it is told once. Summer time doesn't matter: times are UTC."""

    def __init__(self, newest_entry_ms: int = 0) -> None:
        self._newest_entry_ms = newest_entry_ms
        self._ahead_ms: int | None = None  # wall clock minus steady clock

    def look(self, wall_ms: int, steady_ms: int) -> Sequence[Event]:
        ahead_ms, before_ms = wall_ms - steady_ms, self._ahead_ms
        if before_ms is None:
            self._ahead_ms = ahead_ms
            return self._first(wall_ms)
        if abs(ahead_ms - before_ms) <= JUMP_MS_MAX:
            return ()
        self._ahead_ms = ahead_ms
        return (ClockJumped(steady_ms + before_ms, wall_ms),)

    def _first(self, wall_ms: int) -> Sequence[Event]:
        due_ms = max(self._newest_entry_ms, EARLIEST_MS)
        return (ClockJumped(due_ms, wall_ms),) if wall_ms < due_ms - JUMP_MS_MAX else ()


class DiskWatch:
    """Room runs short: the reserve is given free and the line told to stop after its case. It is
    over when there is as much room as an order needs, so that it doesn't come and go."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._looked_ms = self._probed_ms = -PROBE_MS
        self._short = self._unwritable = False

    def look(self, wall_ms: int, steady_ms: int) -> Sequence[Event]:
        if steady_ms - self._looked_ms < DISK_LOOK_MS:
            return ()
        self._looked_ms = steady_ms
        found = [*self._room(wall_ms)]
        if steady_ms - self._probed_ms >= PROBE_MS and not self._short:
            self._probed_ms = steady_ms
            found += self._writable(wall_ms)
        return found

    def _room(self, wall_ms: int) -> Sequence[Event]:
        where, free = str(self._disk.folder), self._disk.free()
        if not self._short and free < self._disk.low_water:
            self._short = True
            self._disk.give_free()
            why = self._disk.why_no_order()
            return (TroubleFound(AlarmKind.DISK_FULL, where, why, wall_ms),)
        if self._short and free >= self._disk.needed and self._disk.set_aside():
            self._short = False
            return (TroubleOver(AlarmKind.DISK_FULL, where, wall_ms),)
        return ()

    def _writable(self, wall_ms: int) -> Sequence[Event]:
        where = str(self._disk.folder)
        try:
            self._disk.probe()
        except KnownError as error:
            if self._unwritable:
                return ()
            self._unwritable = True
            return (TroubleFound(AlarmKind.DISK_UNWRITABLE, where, str(error), wall_ms),)
        if not self._unwritable:
            return ()
        self._unwritable = False
        return (TroubleOver(AlarmKind.DISK_UNWRITABLE, where, wall_ms),)
