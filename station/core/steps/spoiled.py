"""A read that is no code of ours, but would be if the reader had not changed it: its cause is told.

A lost separator, two codes in one read or a keyboard's layout make rejects without end, and the
plant sees only "unknown code". The verdict stays what it is; this only says what to set right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from station.core.alarms import AlarmKind
from station.core.code_differences import Cause, Expected, explain_reads
from station.core.facts import Seen
from station.core.turn import Turn

EXPECTED_MAX = 64  # codes that one read is compared with
# Of these a reader's setting is no cause, or they have a verdict of their own.
NOT_SPOILED = frozenset(
    {Cause.SAME, Cause.NOTHING_READ, Cause.TWICE, Cause.OTHER_SYMBOL, Cause.OTHER_CODE}
)


def look(turn: Turn, reader: str, symbols: Sequence[Seen], expected: Iterable[Expected]) -> None:
    """Of `symbols` some were refused, where of `expected` should have been read. What is known,
    here or in the store, came as it was printed."""
    strangers = [one for one in symbols if one.known is None and one.data not in turn.by_data]
    awaited = list(islice(expected, EXPECTED_MAX))
    if not strangers or not awaited:
        return
    found = explain_reads(awaited, [(one.data, one.aim) for one in strangers])
    if found.cause not in NOT_SPOILED:
        turn.raise_alarm(AlarmKind.READS_SPOILED, reader, f"{found.english} {found.chinese}")


def read_well(turn: Turn, reader: str) -> None:
    turn.clear_alarms(reader, AlarmKind.READS_SPOILED, how="a good read came from it")
