"""Whether what the store said of a read is overtaken by what this turn has not committed yet.

One turn of the loop takes many events, and the store knows only of earlier turns. A code that is no
living one any more after an earlier event of the same turn would look as it did before: free, where
it has just been packed. Such an event waits for the commit and is asked about again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from station.core import events as e
from station.core.facts import Known
from station.core.records import Record
from station.store.codec import codes_of


def is_stale(event: e.Event, records: Sequence[Record]) -> bool:
    """Whether `records`, not committed yet, are about a code that the store was asked for."""
    asked = set(_asked(event))
    return any(code in asked for record in records for code in codes_of(record))


def _asked(event: e.Event) -> Iterator[int]:
    for symbol in getattr(event, "symbols", ()):
        if symbol.known is not None:
            yield from _named(symbol.known)


def _named(known: Known) -> Iterator[int]:
    yield from (known.code, known.mate)
    if known.preset is not None:
        for one in (known.preset.label, *known.preset.members):
            yield one.issued.code
            if one.inner is not None:
                yield one.inner.issued.code
