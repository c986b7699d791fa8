"""Long answers, to their end: page by page where they may be of any length, refused where they are
kept in memory and longer than anybody meant. Nothing is ever cut without saying so.

A page begins after the key of the last row of the page before it, so each costs the same wherever
it stands, as long as the key is the order in which SQLite finds the rows anyway: the table's own
number, or an index of which the rest is fixed. Several such streams become one by `merged`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Connection, Select

from station.store.errors import KnownError

PAGE_ROWS = 2_000
ROWS_MAX = 100_000  # of an answer that is kept in memory whole


def paged(
    connection: Connection, everything: Select[Any], key: Column[int], after: int = -1
) -> Iterator[Any]:
    """All rows in the order of `key`, an integer column of `everything` that has no two alike."""
    name = key.name
    while True:
        page = everything.where(key > after).order_by(key).limit(PAGE_ROWS)
        rows = connection.execute(page).all()
        yield from rows
        if len(rows) < PAGE_ROWS:
            return
        after = getattr(rows[-1], name)


def merged(streams: Iterable[Iterator[Any]], key: Column[int]) -> Iterator[Any]:
    """Streams of `paged` as one, in the order of the same key; a page of each is in memory."""
    return merge(*streams, key=attrgetter(key.name))


def at_most(connection: Connection, found: Select[Any], what: str) -> list[Any]:
    """All rows, which are kept in memory. Raises KnownError where there are more than ROWS_MAX."""
    rows = list(connection.execute(found.limit(ROWS_MAX + 1)))
    if len(rows) > ROWS_MAX:
        raise KnownError(
            f"there are more than {ROWS_MAX:,} {what}, which this version can't take at once; "
            "none was left out in silence"
        )
    return rows
