"""What each device said of late: how often, when last, and what it saw in a test read.

Written where the device's events come in, read from any thread: a device's notes are frozen and
replaced whole. Counts are since the station's start. While a test read waits, what the device
reads is the test's and not the line's; that ends with the first read, after `LISTEN_MS`, or when
the line moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from drivers import api as d

EVENTS_KEPT = 24
READS_KEPT = 8
LISTEN_MS = 30_000
MORE_MS = 500  # after the first read: half a code, or the same once more, comes soon

KINDS: Mapping[type, str] = {
    d.LinkUp: "connections",
    d.LinkDown: "link_losses",
    d.Faulted: "faults",
    d.Warned: "warnings",
    d.Accepted: "accepted",
    d.Printed: "printed",
    d.NotSent: "not_sent",
    d.InDoubt: "in_doubt",
    d.BufferCleared: "cleared",
    d.Read: "reads",
    d.NoRead: "no_reads",
    d.LineEvent: "line_events",
    d.EventsLost: "events_lost",
    d.VerdictTaken: "verdicts",
    d.HeartbeatLost: "heartbeats_lost",
}


@dataclass(frozen=True)
class Heard:
    at_ms: int
    event: d.DeviceEvent


@dataclass(frozen=True)
class ReadTrial:
    """What came of a test read. `said` is why nothing did."""

    asked_ms: int
    symbols: tuple[d.SymbolRead, ...] = ()
    first_ms: int = 0
    said: str = ""


@dataclass(frozen=True)
class Notes:
    counts: Mapping[str, int] = field(default_factory=dict)
    last: tuple[Heard, ...] = ()  # newest first
    own_count: int | None = None  # the device's own counter
    plc_counts: d.Counters | None = None


NOTHING = Notes()


class DeviceBook:
    def __init__(self, names: Iterable[str]) -> None:
        self._notes: dict[str, Notes] = dict.fromkeys(names, NOTHING)
        self._tests: dict[str, ReadTrial] = {}

    # -- from the device's thread

    def hear(self, event: d.DeviceEvent, at_ms: int) -> None:
        old = self._notes.get(event.device, NOTHING)
        counts = dict(old.counts)
        if kind := KINDS.get(type(event)):
            counts[kind] = counts.get(kind, 0) + 1
        notes = replace(old, counts=counts, last=(Heard(at_ms, event), *old.last)[:EVENTS_KEPT])
        match event:
            case d.Counter(_, value):
                notes = replace(notes, own_count=value)
            case d.Counters():
                notes = replace(notes, plc_counts=event)
        self._notes[event.device] = notes

    def takes(self, event: d.DeviceEvent, at_ms: int, *, stands: bool) -> bool:
        """Whether this is of a test read, and nothing of the line's."""
        if not isinstance(event, d.Read | d.NoRead):
            return False
        is_answer = event.token == d.TEST_TOKEN
        waits = event.token == 0 and stands and self._waits(event.device, at_ms)
        if not is_answer and not waits:
            return False
        test = self._tests.get(event.device, ReadTrial(at_ms))
        if isinstance(event, d.NoRead):
            self._tests[event.device] = test if test.symbols else replace(test, said=event.reason)
            return True
        symbols = (*test.symbols, *event.symbols)[:READS_KEPT]
        first_ms = test.first_ms or at_ms
        self._tests[event.device] = replace(test, symbols=symbols, first_ms=first_ms, said="")
        return True

    def _waits(self, device: str, at_ms: int) -> bool:
        test = self._tests.get(device)
        if test is None:
            return False
        until_ms = test.first_ms + MORE_MS if test.first_ms else test.asked_ms + LISTEN_MS
        return test.asked_ms <= at_ms < until_ms

    # -- from other threads

    def listen(self, device: str, at_ms: int) -> None:
        """What this device reads next is a test's."""
        self._tests[device] = ReadTrial(at_ms)

    def of(self, device: str) -> Notes:
        return self._notes[device]

    def test_reads(self, device: str, now_ms: int) -> tuple[ReadTrial | None, bool]:
        """The last test read, and whether it still waits for what the device reads."""
        test = self._tests.get(device)
        return test, test is not None and not test.said and self._waits(device, now_ms)
