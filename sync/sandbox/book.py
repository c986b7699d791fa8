"""The sandbox's own records: which batches came, and where each code is bound.

A code belongs to one batch until a correction replaces that batch; the primary key holds that even
against a bug here. A batch and its codes are one transaction. A batch that comes after the one that
replaces it is kept, and counts for nothing. The standard library's SQLite is right here: no station
shares this file. One lock serialises all calls, because the server answers in several threads.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sync.sandbox.bodies import Content

BUSY_S_MAX = 5.0
PAGE_CODES_MAX = 2_000
CLASHES_TOLD_MAX = 1_000
SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id TEXT NOT NULL UNIQUE,
    order_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    codes INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    body BLOB NOT NULL,
    replaces TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS codes (
    code TEXT PRIMARY KEY,
    order_number TEXT NOT NULL,
    level INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('bound', 'rejected', 'sampled', 'void')),
    parent TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batches (number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shipments (
    batch INTEGER PRIMARY KEY REFERENCES batches (number),
    order_number TEXT NOT NULL,
    code TEXT NOT NULL,
    dealer TEXT NOT NULL,
    region TEXT NOT NULL,
    returned INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS codes_by_order ON codes (order_number, state, code);
"""


@dataclass(frozen=True)
class Kept:
    """A batch in the book."""

    number: int
    content_id: str
    codes: int
    received_at: str
    body: bytes


class OtherBody(Exception):
    """The content id is in the book with another body."""


class CodesTaken(Exception):
    """`codes` (text, number of the batch that holds it) are in other batches."""

    def __init__(self, codes: list[tuple[str, int]]) -> None:
        super().__init__(f"{len(codes)} codes are in other batches")
        self.codes = codes


class BookUnusable(Exception):
    """The file can't be opened, or isn't such a book."""


class Book:
    """Batches and codes in the SQLite file at `path`. Raises `BookUnusable`."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(
                path, timeout=BUSY_S_MAX, check_same_thread=False, isolation_level=None
            )
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise BookUnusable(
                f"{path} can't be used as the platform's database: {error}"
            ) from error

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def keep(
        self, content_id: str, body: bytes, content: Content, received_at: str
    ) -> tuple[Kept, bool]:
        """The batch as kept, and whether it was there before. Raises `OtherBody`, `CodesTaken`."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                old = self._find(content_id)
                if old is not None and old.body != body:
                    raise OtherBody(content_id)
                kept = old or self._insert(content_id, body, content, received_at)
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
        return kept, old is not None

    def find(self, content_id: str) -> Kept | None:
        with self._lock:
            return self._find(content_id)

    def bound(self, order: str, after: str) -> tuple[list[tuple[str, int, str]], str]:
        """A page of (code, level, parent) of the order, and where the next starts ("" = end)."""
        query = (
            "SELECT code, level, parent FROM codes WHERE order_number = ? AND state = 'bound'"
            " AND code > ? ORDER BY code LIMIT ?"
        )
        with self._lock, closing(self._db.execute(query, (order, after, PAGE_CODES_MAX))) as rows:
            page = rows.fetchall()
        return page, page[-1][0] if len(page) == PAGE_CODES_MAX else ""

    def dropped(self, order: str) -> dict[str, int]:
        """How many codes of the order are rejected, sampled and void."""
        query = (
            "SELECT state, count(*) FROM codes WHERE order_number = ? AND state <> 'bound'"
            " GROUP BY state"
        )
        with self._lock, closing(self._db.execute(query, (order,))) as rows:
            return dict(rows.fetchall())

    def _find(self, content_id: str) -> Kept | None:
        query = (
            "SELECT number, content_id, codes, received_at, body FROM batches WHERE content_id = ?"
        )
        with closing(self._db.execute(query, (content_id,))) as rows:
            row = rows.fetchone()
        return Kept(*row) if row else None

    def _insert(self, content_id: str, body: bytes, content: Content, received_at: str) -> Kept:
        if content.replaces:
            self._db.execute(
                "DELETE FROM codes WHERE batch = (SELECT number FROM batches WHERE content_id = ?)",
                (content.replaces,),
            )
        count, entries = content.codes, content.entries
        if self._superseded(content_id):
            entries = ()
        self._refuse_taken([entry.code for entry in entries])
        values = (content_id, content.order, content.kind, count, received_at, body)
        number = self._db.execute(
            "INSERT INTO batches"
            " (content_id, order_number, kind, codes, received_at, body, replaces)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*values, content.replaces),
        ).lastrowid
        assert number is not None
        self._db.executemany(
            "INSERT INTO codes VALUES (?, ?, ?, ?, ?, ?)",
            [
                (entry.code, content.order, entry.level, entry.state, entry.parent, number)
                for entry in entries
            ],
        )
        self._keep_shipment(number, content)
        return Kept(number, content_id, count, received_at, body)

    def _keep_shipment(self, number: int, content: Content) -> None:
        if (gone := content.shipment) is not None:
            self._db.execute(
                "INSERT INTO shipments VALUES (?, ?, ?, ?, ?, ?)",
                (number, content.order, gone.code, gone.dealer, gone.region, gone.returned),
            )

    def shipped(self, order: str) -> list[tuple[str, str, str]]:
        """(container, dealer, region) of what is away, by the newest word on each."""
        query = (
            "SELECT code, dealer, region FROM shipments AS newest WHERE order_number = ?"
            " AND NOT returned AND batch = (SELECT max(batch) FROM shipments AS any_word"
            " WHERE any_word.code = newest.code) ORDER BY code"
        )
        with self._lock, closing(self._db.execute(query, (order,))) as rows:
            return rows.fetchall()

    def _superseded(self, content_id: str) -> bool:
        query = "SELECT 1 FROM batches WHERE replaces = ?"
        return self._db.execute(query, (content_id,)).fetchone() is not None

    def _refuse_taken(self, codes: list[str]) -> None:
        taken: list[tuple[str, int]] = []
        for code in codes:
            row = self._db.execute("SELECT batch FROM codes WHERE code = ?", (code,)).fetchone()
            if row and len(taken) < CLASHES_TOLD_MAX:
                taken.append((code, row[0]))
        if taken:
            raise CodesTaken(taken)
