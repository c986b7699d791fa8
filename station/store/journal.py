"""The journal: every fact in order, each entry's hash over the one before it.

Sequence numbers have no gap. So a missing, changed or swapped entry shows itself, and `verify`
names the first that is wrong. Reading goes page by page, so that nobody holds the database for as
long as a reader likes. Writing is `Store.commit`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from station.core.records import Record
from station.store import codec
from station.store.fold import Noted
from station.store.paging import paged
from station.store.schema import container_story, journal, story


@dataclass(frozen=True)
class Entry:
    """One row of the journal, decoded."""

    seq: int
    at_ms: int
    kind: str
    record: Record
    hash: bytes


@dataclass(frozen=True)
class Head:
    """The newest entry's number and hash; 0 and 32 zero bytes before the first."""

    seq: int = 0
    hash: bytes = codec.FIRST_HASH


@dataclass(frozen=True)
class Chain:
    """How far the journal is whole, and what is wrong with the entry after it ("" = nothing)."""

    head: Head
    wrong_seq: int = 0
    fault: str = ""


def head_of(connection: Connection) -> Head:
    newest = select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return Head() if row is None else Head(row.seq, bytes(row.hash))


def append(
    connection: Connection, head: Head, turn: Sequence[Record], at_ms: int, key: bytes = b""
) -> Head:
    """The turn's rows, chained to `head`, and whose stories they are part of; the new head."""
    rows, codes, containers = [], [], []
    for seq, record in enumerate(turn, head.seq + 1):
        kind, payload = codec.encode(record)
        head = Head(seq, codec.chain(head.hash, seq, at_ms, kind, payload, key=key))
        rows.append(
            {
                "seq": seq,
                "at_ms": at_ms,
                "order_number": codec.order_of(record),
                "kind": kind,
                "payload": payload,
                "hash": head.hash,
            }
        )
        codes += [{"code": code, "seq": seq} for code in codec.codes_of(record)]
        container = codec.container_of(record)
        containers += [{"container": container, "seq": seq}] if container else []
    for table, values in ((journal, rows), (story, codes), (container_story, containers)):
        if values:
            connection.execute(insert(table), values)
    return head


def numbered(head: Head, turn: Sequence[Record], at_ms: int) -> list[Noted]:
    """The records with the numbers that `append` gives them."""
    return [Noted(seq, at_ms, record) for seq, record in enumerate(turn, head.seq + 1)]


def read_entries(connection: Connection, from_seq: int = 1) -> Iterator[Entry]:
    """The journal from `from_seq` on, in order. Raises ValueError at an entry that isn't one."""
    for row in _rows(connection, from_seq):
        yield entry_of(row)


def entry_of(row: Any) -> Entry:
    """A row of the journal, decoded. Raises ValueError, naming the entry."""
    try:
        record = codec.decode(row.kind, row.payload)
    except ValueError as error:
        raise ValueError(f"journal entry {row.seq} can't be read: {error}") from None
    order = codec.order_of(record)
    if row.order_number != order:  # not part of the chain, since it follows from the record
        stands = f"stands under order {row.order_number!r}, not {order!r}"
        raise ValueError(f"journal entry {row.seq} {stands}")
    return Entry(row.seq, row.at_ms, row.kind, record, bytes(row.hash))


@dataclass(frozen=True)
class Anchor:
    """A head that somebody outside of the journal remembers, e.g. a batch or a printed record."""

    who: str
    seq: int
    hash: str  # hexadecimal


def torn_from(connection: Connection, anchors: Sequence[Anchor]) -> list[str]:
    """What the journal lacks of the heads that others remember: a chain whose end was cut off, or
    that was written anew as a whole, is sound in itself."""
    end, found = head_of(connection).seq, []
    for anchor in sorted(anchors, key=lambda one: one.seq):
        held = connection.scalar(select(journal.c.hash).where(journal.c.seq == anchor.seq))
        if anchor.seq > end:
            found.append(
                f"entry {end + 1} of the journal is missing: {anchor.who} saw entry {anchor.seq}"
            )
        elif anchor.seq and (held is None or bytes(held).hex() != anchor.hash.lower()):
            found.append(f"entry {anchor.seq} of the journal is not the one that {anchor.who} saw")
    return found


def verify(connection: Connection, key: bytes = b"") -> Chain:
    """Walk the whole chain; the first fault ends it. `key` is the journal's own."""
    head = Head()
    for row in _rows(connection, 0):
        seq = head.seq + 1
        if row.seq != seq:
            return Chain(head, seq, f"entry {seq} of the journal is missing")
        wanted = codec.chain(head.hash, row.seq, row.at_ms, row.kind, row.payload, key=key)
        if bytes(row.hash) != wanted:
            return Chain(head, seq, f"entry {seq} of the journal is not what was written")
        head = Head(seq, wanted)
    return Chain(head)


def _rows(connection: Connection, from_seq: int) -> Iterator[Any]:
    return paged(connection, select(journal), journal.c.seq, after=from_seq - 1)
