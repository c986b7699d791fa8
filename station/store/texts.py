"""The texts of imported codes: a text is a code once, in this database, whatever file it came in.

Only codes from elsewhere have a text here. A minted code is its own counter, and its text is
computed (`station.core.minting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, select

from station.core.code_shapes import masked
from station.core.records import Granted
from station.store.errors import StoreRefused
from station.store.fold import SERIAL_BITS
from station.store.schema import code_text

ASKED_MAX = 500  # texts or codes in one SELECT; SQLite's own limit is far above
WRITTEN_MAX = 10_000  # texts in one INSERT
TEXT_BYTES_MAX = 512

T = TypeVar("T", int, bytes)


def write_texts(connection: Connection, granted: Granted, texts: Sequence[bytes]) -> None:
    """The texts of a block, in its order. Raises StoreRefused unless there is one for each."""
    if len(texts) != granted.count:
        raise StoreRefused(
            f"{granted.source}: {len(texts)} texts for {granted.count} codes; nothing was imported"
        )
    numbered = enumerate(texts, (granted.series << SERIAL_BITS) + granted.first)
    # As SQL of our own and part by part: an import may bring a million.
    while rows := list(islice(numbered, WRITTEN_MAX)):
        connection.exec_driver_sql("INSERT INTO code_text (id, text) VALUES (?, ?)", rows)


def write_places(connection: Connection, places: Sequence[tuple[int, int, int]]) -> None:
    """What a file says of pre-associated sets: (code, the code that it belongs to, slot)."""
    if places:
        connection.exec_driver_sql(
            'INSERT INTO preset (code, "into", slot) VALUES (?, ?, ?)', list(places)
        )


def why_not(connection: Connection, texts: Sequence[bytes]) -> str:
    """The first text that can't become a code, and why; "" if all can."""
    seen: set[bytes] = set()
    for one in texts:
        if not 0 < len(one) <= TEXT_BYTES_MAX:
            return f"code {_shown(one)} has {len(one)} bytes, not 1 to {TEXT_BYTES_MAX}"
        if one in seen:
            return f"code {_shown(one)} stands there twice"
        seen.add(one)
    known = first_known(connection, texts)
    return "" if known is None else f"code {_shown(known)} was imported before"


def first_known(connection: Connection, texts: Sequence[bytes]) -> bytes | None:
    """The first of these texts that was ever imported, None if all are new."""
    for part in _parts(texts):
        among = select(code_text.c.text).where(code_text.c.text.in_(part))
        known = {bytes(one) for one in connection.scalars(among)}
        if known:
            return next(one for one in part if one in known)
    return None


def shown(text: str) -> str:
    """A code's text as messages may show it: its two ends."""
    return masked(text)


def _shown(one: bytes) -> str:
    return repr(shown(one.decode("utf-8", "backslashreplace")))


def texts_of(connection: Connection, codes: Sequence[int]) -> dict[int, bytes]:
    """The texts of imported codes among these."""
    found: dict[int, bytes] = {}
    for part in _parts(codes):
        rows = connection.execute(select(code_text).where(code_text.c.id.in_(part)))
        found.update({row.id: bytes(row.text) for row in rows})
    return found


def code_of_text(connection: Connection, text: bytes) -> int | None:
    """The imported code with exactly this text."""
    found: int | None = connection.scalar(select(code_text.c.id).where(code_text.c.text == text))
    return found


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(values), ASKED_MAX):
        yield values[at : at + ASKED_MAX]
