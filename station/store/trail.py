"""The audit trail backwards: what named people did, and who was let in, page by page.

A page looks through so many entries of the journal at most, and says where it stopped: most of a
journal is the line's own work, and a screen waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from station.core import records as r
from station.store.figures import ALWAYS, Window, field
from station.store.journal import Entry, entry_of, head_of
from station.store.schema import account, journal

CHUNK = 5_000  # entries looked through at a time
LOOKED_MAX = 100_000  # entries looked through for a page


@dataclass(frozen=True)
class Wanted:
    """`categories` are those of audit notes, () = all; `person` "" and `order` None = whichever."""

    kinds: tuple[type, ...]
    categories: tuple[str, ...] = ()
    person: str = ""
    order: str | None = None
    window: Window = ALWAYS


@dataclass(frozen=True)
class Found:
    """Newest first. `below` is where the next page goes on, 0 = the beginning was reached."""

    entries: tuple[Entry, ...]
    below: int
    back_ms: int  # how far back that is, 0 = the beginning


def acts_below(connection: Connection, wanted: Wanted, below: int, rows: int) -> Found:
    """At most `rows` entries with numbers below `below`."""
    below = min(below, head_of(connection).seq + 1)
    lowest = max(1, below - LOOKED_MAX)
    found: list[Entry] = []
    while below > lowest and len(found) < rows:
        first = max(lowest, below - CHUNK)
        here = (
            select(journal)
            .where(journal.c.seq >= first, journal.c.seq < below, *_where(wanted))
            .order_by(journal.c.seq.desc())
            .limit(rows - len(found))
        )
        found += map(entry_of, connection.execute(here))
        below = found[-1].seq if len(found) == rows else first
    if below <= 1:
        return Found(tuple(found), 0, 0)
    back_ms = connection.scalar(select(journal.c.at_ms).where(journal.c.seq == below))
    return Found(tuple(found), below, back_ms or 0)


def people(connection: Connection) -> list[str]:
    """Everybody who has an account, by name."""
    return list(connection.scalars(select(account.c.name).order_by(account.c.name)))


def _where(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    window = wanted.window
    where = [
        journal.c.kind.in_([kind.__name__ for kind in wanted.kinds]),
        journal.c.at_ms >= window.from_ms,
        journal.c.at_ms < window.to_ms,
        or_(journal.c.kind == r.Audited.__name__, field("by") != ""),
    ]
    if wanted.categories:
        is_note = journal.c.kind == r.Audited.__name__
        where.append(~is_note | field("category").in_(wanted.categories))
    if wanted.person:
        where.append(or_(field("by") == wanted.person, field("second") == wanted.person))
    if wanted.order is not None:
        where.append(journal.c.order_number == wanted.order)
    return where
