"""Heads of a journal that others remember: the witness, and the batches that were made.

A journal whose end was cut off is sound in itself; only somebody who saw more of it can tell. What
is outside of the PC (the platform, a printed record) is given by hand: `packline check --head`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from station.store import outbox, queries
from station.store.backup import COPY
from station.store.errors import KnownError
from station.store.journal import Anchor
from station.store.standing import WITNESSED
from station.store.witness import read_witness
from sync.batches import journal_in

WITNESS = "witness.json"


def remembered(connection: Connection, folder: Path) -> list[Anchor]:
    """What the witness in `folder` and the batches in the outbox saw."""
    found = []
    facts = queries.database_facts(connection)
    witness = read_witness(Path(facts.get(WITNESSED) or folder / WITNESS))
    # A backup is older than its witness, and says of itself that it is one.
    mine = witness is not None and witness.database_id == facts.get("database_id")
    if witness is not None and mine and not facts.get(COPY):
        found.append(Anchor("the witness", witness.head_seq, witness.head_hash))
    for number, body in outbox.bodies(connection):
        point = journal_in(body)
        if point is not None:
            found.append(Anchor(f"batch {number}", point.seq, point.hash))
    return found


def as_printed(text: str) -> Anchor:
    """A head as it is printed: the entry's number, a colon, its hash in hexadecimal."""
    number, _, digest = text.partition(":")
    try:
        seq, size = int(number), len(bytes.fromhex(digest))
    except ValueError:
        seq, size = 0, 0
    if seq < 1 or size != 32:
        raise KnownError(f"--head {text}: it is NUMBER:HASH, e.g. 812:0f3a… with 64 digits")
    return Anchor("the head given by hand", seq, digest)
