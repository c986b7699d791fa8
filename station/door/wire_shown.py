"""The last bytes of a device's wire for a screen: joined, readable, and with every code covered.

A network cuts a code anywhere, so what one side said in one go is joined before codes are looked
for. What is shown of one go is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from drivers.link.readable import readable
from drivers.link.recording import JOIN_MS
from drivers.link.trace import Trace, TraceEntry
from station.core.code_shapes import covered, covered_words
from station.runtime.device_book import Heard
from station.talk.device_requests import LastBytesShown, Passed

CHARACTERS_MAX = 160
BYTES_JOINED_MAX = 4_096
ROWS_MAX = 40
PAGES_MAX = 20


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


def wire_rows(
    trace: Trace, ahead_ms: int, page: int, rows: int, known: Sequence[str]
) -> LastBytesShown:
    """One page, newest first. `ahead_ms`: the wall clock minus the clock of the trace."""
    entries = list(joined(trace.entries()))
    entries.reverse()
    pages = _pages(len(entries), rows)
    page = min(page, pages - 1)
    return LastBytesShown(
        page,
        pages,
        True,
        tuple(
            Passed(one.at_ms + ahead_ms, one.direction, short(_text(one), known))
            for one in entries[page * rows : (page + 1) * rows]
        ),
    )


def event_rows(heard: Sequence[tuple[Heard, str]], page: int, rows: int) -> LastBytesShown:
    """The same of a device whose library has the wire: its last events with their texts."""
    pages = _pages(len(heard), rows)
    page = min(page, pages - 1)
    shown = heard[page * rows : (page + 1) * rows]
    passed = tuple(Passed(one.at_ms, "event", text) for one, text in shown)
    return LastBytesShown(page, pages, False, passed)


def _pages(count: int, rows: int) -> int:
    return max(1, min(PAGES_MAX, -(-count // rows)))


def _text(entry: TraceEntry) -> str:
    return entry.data.decode() if entry.direction == "note" else readable(entry.data)
