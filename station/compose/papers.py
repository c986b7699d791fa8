"""A station's database, opened to make papers of it: read only, beside a running station or not.

All of a paper is read in one transaction, so its figures are of one moment and its journal head is
that moment's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from station import __version__
from station.compose.code_book import OrderCodes, SsccSeries
from station.compose.code_names import CodeNames, NoKey
from station.compose.database import database_at
from station.compose.minting_key import kept_ring
from station.compose.paper_lines import Subject
from station.compose.plant_time import iso
from station.compose.pool_numbers import pool_numbers
from station.compose.secrets import SecretStore
from station.core.code_schemes import Serials
from station.core.order import Order
from station.reports.papers import Origin, head_text
from station.store import figures, migrate, queries
from station.store.engine import library_name, reading
from station.store.errors import KnownError
from station.store.figures import ALWAYS, Window
from station.store.journal import head_of


@dataclass(frozen=True)
class Papers:
    """What papers are made from; `serials` says whether codes can be shown."""

    engine: Engine
    connection: Connection
    serials: Serials
    clear: bool
    now_ms: int

    def subject(self, order: Order, window: Window = ALWAYS) -> Subject:
        series = SsccSeries(pool_numbers(self.connection))
        book = OrderCodes(order, self.engine, self.serials, series)
        return Subject(self.connection, CodeNames(book, clear=self.clear), self.now_ms, window)

    def order(self, number: str) -> Order | None:
        row = queries.get_order(self.connection, number)
        return None if row is None else row.order

    def orders(self, window: Window = ALWAYS) -> list[Order]:
        """Those that were on the line in the span, oldest first."""
        return [
            row.order
            for row in queries.all_orders(self.connection)
            if figures.life(self.connection, row.order.number).meets(window)
        ]

    def origin(self) -> Origin:
        return origin_of(self.connection, self.now_ms)


@contextmanager
def open_papers(path: Path, secrets: SecretStore | None) -> Iterator[Papers]:
    """With `secrets`, codes can be shown in clear. Raises KnownError where their key is lacking,
    and what opening it raises."""
    engine = database_at(path).engine(read_only=True)
    try:
        serials = NoKey() if secrets is None else kept_ring(secrets)
        with reading(engine) as connection:
            _check_schema(path, connection)
            now_ms = time.time_ns() // 1_000_000
            yield Papers(engine, connection, serials, secrets is not None, now_ms)
    finally:
        engine.dispose()


def _check_schema(path: Path, connection: Connection) -> None:
    """Papers change nothing, so an old database has to be brought up to date by its station."""
    if migrate.current(connection) != migrate.known()[-1]:
        raise KnownError(
            f"{path}: its schema is another version's; start the station once with this version"
        )


def origin_of(
    connection: Connection, now_ms: int, station: str = "", notes: Sequence[str] = ()
) -> Origin:
    """Software, database and the journal's head, with the head's symbol."""
    from drivers.labels.symbols import symbol_matrix  # noqa: PLC0415 - slow to import

    facts, head = queries.database_facts(connection), head_of(connection)
    text = head_text(facts["database_id"], head.seq, head.hash.hex())
    matrix = symbol_matrix("qr", text.encode(), level="M")
    return Origin(
        station=station or facts["station"],
        software=f"Packline {__version__}",
        library=library_name(),
        database_id=facts["database_id"],
        epoch=facts.get("epoch", "–"),
        made_at=iso(now_ms),
        head_seq=head.seq,
        head_hash=head.hash.hex(),
        symbol=tuple(tuple(int(dark) for dark in row) for row in matrix),
        notes=(*notes, *_suspect_times(connection)),
    )


def _suspect_times(connection: Connection) -> tuple[str, ...]:
    """What stands beside times that nobody trusted when they were written."""
    return tuple(
        f"Times of journal entries {first} to {'the end' if last is None else last - 1} are "
        f"suspect: the clock had jumped; their order is right. "
        f"流水号 {first} 起的时间存疑(时钟跳变),顺序可信。"
        for first, last in queries.suspect_times(connection)
    )
