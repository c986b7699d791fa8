"""The last bytes of a device's wire for a screen: joined, readable, and with every code covered.

A network cuts a code anywhere, so what one side said in one go is joined before codes are looked
for. What is shown of one go is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, runtime_checkable

from drivers.link.readable import readable
from drivers.link.recording import JOIN_MS
from drivers.link.trace import Trace, TraceEntry
from station.core.code_shapes import covered, covered_words
from station.door.device_words import event_text
from station.runtime.device_book import Heard
from station.talk.device_requests import LastBytes, LastBytesShown, Passed

CHARACTERS_MAX = 320
LINE_CHARACTERS_MIN = 20
BYTES_JOINED_MAX = 4_096
ROWS_MAX = 40
PAGES_MAX = 12


@runtime_checkable
class Traced(Protocol):
    """A device whose bytes are kept (`drivers.link.runner.Runner`)."""

    @property
    def trace(self) -> Trace: ...


def joined(entries: Iterable[TraceEntry]) -> Iterator[TraceEntry]:
    """What one side said in one go, as one entry."""
    last: TraceEntry | None = None
    newest_ms = 0
    for entry in entries:
        goes_on = last is not None and entry.direction == last.direction != "note"
        soon = entry.at_ms - newest_ms <= JOIN_MS
        if last is not None and goes_on and soon and len(last.data) < BYTES_JOINED_MAX:
            last = TraceEntry(last.at_ms, last.direction, last.data + entry.data)
        else:
            if last is not None:
                yield last
            last = entry
        newest_ms = entry.at_ms
    if last is not None:
        yield last


def short(text: str, known: Iterable[str]) -> str:
    """Covered first, cut afterwards: half a code is not known as one."""
    shown = covered_words(covered(text, known=known))
    return shown if len(shown) <= CHARACTERS_MAX else shown[: CHARACTERS_MAX - 1] + "…"


def wire_lines(trace: Trace, ahead_ms: int, known: Sequence[str]) -> Iterator[Passed]:
    """What passed, newest first. `ahead_ms`: the wall clock minus the clock of the trace."""
    for one in reversed(list(joined(trace.entries()))):
        text = one.data.decode() if one.direction == "note" else readable(one.data)
        yield Passed(one.at_ms + ahead_ms, one.direction, short(text, known))


def event_lines(heard: Iterable[Heard], known: Sequence[str]) -> Iterator[Passed]:
    """The same of a device whose library has the wire: its last events."""
    for one in heard:
        yield Passed(one.at_ms, "event", short(event_text(one.event), known))


def page_of(passed: Iterable[Passed], asked: LastBytes, *, has_wire: bool) -> LastBytesShown:
    """The lines of the page that is asked for; the last one where there are fewer pages."""
    rows = max(1, min(asked.rows, ROWS_MAX))
    width = max(LINE_CHARACTERS_MIN, asked.characters)
    lines = list(islice((line for one in passed for line in _cut(one, width)), rows * PAGES_MAX))
    pages = max(1, -(-len(lines) // rows))
    page = min(max(0, asked.page), pages - 1)
    shown = islice(lines, page * rows, (page + 1) * rows)
    return LastBytesShown(page, pages, has_wire, tuple(shown))


def _cut(one: Passed, width: int) -> Iterator[Passed]:
    for start in range(0, max(1, len(one.text)), width):
        text = one.text[start : start + width]
        yield Passed(one.at_ms, "" if start else one.way, text)
