"""Reading the PLC's event ring: every event once, in order, or a truthful number of lost ones.

The ring holds the last eight events; the reader remembers the sequence that it took last. Entries
are found by their sequence, never by their slot, so a picture that a PLC's scan tore in two does no
harm: what isn't there yet is taken from the next picture.

Sequences wrap from 65535 to 1; 0 means *none yet*. A newest sequence that lies behind the taken
one means that the PLC began anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drivers.plc.plc_codec import RingEntry
from drivers.plc.register_map import RING_SLOTS, SEQ_MAX

RESTART_GAP = SEQ_MAX // 2
"""A step further than this can't be told from one backwards."""
TORN_PICTURES_MAX = 20
"""So many pictures may lack an event that they promise; then it counts as lost."""


@dataclass(frozen=True)
class Lost:
    """`count` events came between the entries before and after this one, and are unknown."""

    count: int


@dataclass(frozen=True)
class Restarted:
    """The sequence went backwards; `skipped` events of the PLC's new run were not taken."""

    skipped: int


RingNews = RingEntry | Lost | Restarted


def seq_after(seq: int) -> int:
    """The sequence that follows `seq`, never 0."""
    return seq % SEQ_MAX + 1


def seq_steps(start: int, end: int) -> int:
    """Steps from `start` forward to `end`; from 0 (none yet), `end` itself."""
    return end if start == 0 else (end - start) % SEQ_MAX


class RingReader:
    """Remembers `taken`, the newest sequence that was handed on."""

    def __init__(self, taken: int = 0) -> None:
        self.taken = taken
        self._torn = 0

    def read(self, slots: Iterable[RingEntry], newest: int) -> tuple[RingNews, ...]:
        """What is new in this picture of the ring (all its slots), in sequence order."""
        entries = {entry.seq: entry for entry in slots if entry.seq}
        if self._began_anew(newest, is_full=len(entries) == RING_SLOTS):
            return (self.restart(newest),)
        news: list[RingNews] = []
        self._skip(seq_steps(self.taken, newest) - RING_SLOTS, news)
        while self.taken != newest:
            entry = entries.get(seq_after(self.taken))
            if entry is not None:
                self._torn, self.taken = 0, entry.seq
                news.append(entry)
            elif self._is_gone(entries) or self._torn >= TORN_PICTURES_MAX:
                self._skip(1, news)
            else:
                self._torn += 1
                break
        return tuple(news)

    def restart(self, newest: int) -> Restarted:
        """Go on from `newest`, taking nothing of what lies in the ring: it can't be told whether
        it was handed on before."""
        self.taken, self._torn = newest, 0
        return Restarted(newest)

    def _began_anew(self, newest: int, *, is_full: bool) -> bool:
        if self.taken == 0:
            return False
        steps = seq_steps(self.taken, newest)
        if newest == 0 or steps > RESTART_GAP:
            return True
        # A wrap would have left no slot empty.
        return steps > RING_SLOTS > newest and not is_full

    def _is_gone(self, entries: Iterable[int]) -> bool:
        """Whether the next event's slot holds a later one already."""
        wanted = seq_after(self.taken)
        return any(RING_SLOTS <= seq_steps(wanted, seq) <= RESTART_GAP for seq in entries)

    def _skip(self, count: int, news: list[RingNews]) -> None:
        if count <= 0:
            return
        self._torn = 0
        self.taken = (self.taken + count - 1) % SEQ_MAX + 1
        last = news[-1] if news else None
        if isinstance(last, Lost):
            news[-1] = Lost(last.count + count)
        else:
            news.append(Lost(count))
