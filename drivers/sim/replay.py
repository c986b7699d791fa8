"""A recording played back from the device's side: support's twin of a device nobody has here.

It says what the device said, in the device's own time after what had led to it; whatever the host
says instead of what it said then is noted as a difference. It never plays the host's side towards
a real device: that would print codes again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from drivers.link.recording import Entry
from drivers.sim.faults import Faults

QUIET_MS = 500  # a host that says less than was recorded, and then nothing more, has said it all
DIFFERENCES_MAX = 1_000


@dataclass(frozen=True)
class Difference:
    """At `ms` of the recording the host had said `recorded`, and says `heard` now."""

    ms: int
    recorded: bytes
    heard: bytes


class ReplayTwin:
    """`wildcard`: a byte that stands for any other in what the host said (a covered code)."""

    FAULTS: ClassVar[Mapping[str, str]] = {"mute": "hears, and says nothing"}

    def __init__(self, entries: Sequence[Entry], *, wildcard: bytes = b"") -> None:
        self._left = deque(one for one in entries if one.side != "link")
        self._wildcard = wildcard
        self._faults = Faults(self.FAULTS)
        self._heard = b""
        self._heard_ms = 0
        self._from_ms: int | None = None  # our clock, less the recording's
        self.differences: list[Difference] = []

    @property
    def left(self) -> int:
        """Entries still to come; 0 when the recording was played to its end."""
        return len(self._left)

    def connected(self, now_ms: int) -> bytes:
        self._set_clock(now_ms)
        return self.tick(now_ms)

    def disconnected(self, now_ms: int) -> None:
        del now_ms
        self._heard = b""

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._heard, self._heard_ms = self._heard + data, now_ms
        while self._expected and len(self._heard) >= len(self._expected.data):
            length = len(self._expected.data)
            heard, self._heard = self._heard[:length], self._heard[length:]
            self._pass_by(heard, now_ms)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        if self._heard and self._expected and now_ms - self._heard_ms >= QUIET_MS:
            heard, self._heard = self._heard, b""
            self._pass_by(heard, now_ms)
        out = b""
        while self._left and self._left[0].side == "device" and self._is_due(now_ms):
            out += self._left.popleft().data
        return b"" if self._faults.get("mute") else out

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    @property
    def _expected(self) -> Entry | None:
        return self._left[0] if self._left and self._left[0].side == "host" else None

    def _is_due(self, now_ms: int) -> bool:
        return self._from_ms is not None and now_ms - self._from_ms >= self._left[0].ms

    def _pass_by(self, heard: bytes, now_ms: int) -> None:
        entry = self._left.popleft()
        if not self._is_same(entry.data, heard) and len(self.differences) < DIFFERENCES_MAX:
            self.differences.append(Difference(entry.ms, entry.data, heard))
        self._from_ms = now_ms - entry.ms

    def _set_clock(self, now_ms: int) -> None:
        self._from_ms = now_ms - (self._left[0].ms if self._left else 0)

    def _is_same(self, recorded: bytes, heard: bytes) -> bool:
        if len(recorded) != len(heard):
            return False
        pairs = zip(recorded, heard, strict=True)
        return all(one == other or bytes((one,)) == self._wildcard for one, other in pairs)
