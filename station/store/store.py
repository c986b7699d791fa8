"""The database of a station: one transaction for each turn of the line.

`commit` writes the journal rows, the current state, the stories and the outbox together, or
nothing. A commit that raised is unknown: the store then refuses all until it is opened again. One
thread writes; readers open the file read-only (`queries`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from station.core.records import Record
from station.store import codec, migrate
from station.store.engine import explain, open_engine
from station.store.errors import CommitUnknown, KnownError, StoreCorrupt, StoreRefused
from station.store.fold import SERIAL_BITS, Fold
from station.store.schema import code_text, container_story, journal, meta, scan_log, story

WAL_PAGES_MAX = 10_000  # about 40 MB: then a checkpoint is made even if the line isn't idle
IDLE_TURNS = 40  # turns without records before a checkpoint


class Scan(Protocol):
    """What a reader saw that was not good."""

    @property
    def device(self) -> str: ...
    @property
    def trigger(self) -> int: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def verdict(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """One row of the journal, decoded."""

    seq: int
    at_ms: int
    kind: str
    record: Record
    hash: bytes


class Store:
    """Open with `Store.open`; close it when the station ends."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path, self.engine = path, engine
        self._fold = Fold()
        self._broken: str = ""
        self._idle_turns = 0
        with engine.connect() as connection:
            self._head_seq, self._head_hash = _head(connection)

    @classmethod
    def open(cls, path: Path, *, station: int, key: bytes | None = None) -> Self:
        """The database at `path`, made if it isn't there, brought to this version's schema.

        Raises KnownError, StoreCorrupt."""
        fresh = not path.exists()
        engine = open_engine(path, key=key)
        try:
            migrate.to_newest(engine, path)
            store = cls(path, engine)
            if fresh:
                store.set_meta({"database_id": str(uuid.uuid4()), "station": str(station)})
        except DBAPIError as error:
            engine.dispose()
            raise explain(error, path) from None
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Fold the write-ahead log into the file and close it."""
        if not self._broken:
            self._checkpoint("TRUNCATE")
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- writing

    @property
    def head(self) -> tuple[int, bytes]:
        """The newest entry's sequence number and hash."""
        return self._head_seq, self._head_hash

    def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Scan] = ()) -> int:
        """One turn, durable when this returns: the sequence number of its last record.

        Raises FoldError or StoreRefused (our bug or a fence; nothing written), KnownError (a full
        disk; nothing written), CommitUnknown (it may or may not be written; the store is shut).
        """
        self._guard()
        self._idle_turns = 0
        connection = self.engine.connect()
        try:
            transaction = connection.begin()
            try:
                head = self._write(connection, turn, at_ms)
                if scans:
                    connection.execute(insert(scan_log), [_scan_row(at_ms, s) for s in scans])
            except BaseException as error:
                transaction.rollback()
                self._fold.forget()
                raise self._in_words(error) from error
            self._end(transaction)
        finally:
            connection.close()
        self._head_seq, self._head_hash = head
        return self._head_seq

    def import_texts(
        self, granted: Record, series: int, first: int, texts: Sequence[bytes], at_ms: int
    ) -> None:
        """A block of imported codes with their texts, in one transaction or not at all.

        Raises StoreRefused, naming the text, if one was ever in this database before."""
        self._guard()
        base = (series << SERIAL_BITS) + first
        rows = [{"id": base + at, "text": one} for at, one in enumerate(texts)]
        connection = self.engine.connect()
        try:
            transaction = connection.begin()
            try:
                for row in rows:
                    taken = connection.scalar(
                        select(code_text.c.id).where(code_text.c.text == row["text"])
                    )
                    if taken is not None:
                        shown = repr(row["text"])[2:-1]
                        raise StoreRefused(f"code {shown} was imported before; nothing imported")
                connection.execute(insert(code_text), rows)
                head = self._write(connection, (granted,), at_ms)
            except BaseException as error:
                transaction.rollback()
                self._fold.forget()
                raise self._in_words(error) from error
            self._end(transaction)
        finally:
            connection.close()
        self._head_seq, self._head_hash = head

    def idle(self) -> None:
        """The line has nothing to write: time to fold the write-ahead log into the file."""
        self._idle_turns += 1
        if self._idle_turns == IDLE_TURNS and not self._broken:
            self._checkpoint("PASSIVE")

    def set_meta(self, values: Mapping[str, str]) -> None:
        set_meta(self.engine, values)

    def get_meta(self, key: str) -> str | None:
        with self.engine.connect() as connection:
            value: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
            return value

    def _write(
        self, connection: Connection, turn: Sequence[Record], at_ms: int
    ) -> tuple[int, bytes]:
        seq, before = self._head_seq, self._head_hash
        rows, codes, containers = [], [], []
        for record in turn:
            self._fold.apply(connection, record)
            seq += 1
            kind, payload = codec.encode(record)
            before = codec.chain(before, seq, at_ms, kind, payload)
            rows.append(
                {
                    "seq": seq,
                    "at_ms": at_ms,
                    "order_number": codec.order_of(record),
                    "kind": kind,
                    "payload": payload,
                    "hash": before,
                }
            )
            codes += [{"code": code, "seq": seq} for code in set(codec.codes_of(record))]
            container = codec.container_of(record)
            containers += [{"container": container, "seq": seq}] if container else []
        for table, values in ((journal, rows), (story, codes), (container_story, containers)):
            if values:
                connection.execute(insert(table), values)
        return seq, before

    def _end(self, transaction: object) -> None:
        """Commit. If that raises, nobody knows what is on disk."""
        try:
            transaction.commit()  # type: ignore[attr-defined]
        except BaseException as error:
            self._broken = str(error)
            self._fold.forget()
            raise CommitUnknown(
                f"{self.path}: the commit failed ({error}); what it left is unknown. "
                "Start the station again: it reads the truth from the disk."
            ) from error

    def _in_words(self, error: BaseException) -> BaseException:
        if isinstance(error, IntegrityError):
            return StoreRefused(f"{self.path}: a fence of the database held: {error.orig}")
        if isinstance(error, DBAPIError):
            known = explain(error, self.path)
            if isinstance(known, KnownError | StoreCorrupt):
                return known
        return error

    def _checkpoint(self, mode: str) -> None:
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute(f"PRAGMA wal_checkpoint({mode})")
            cursor.close()
        finally:
            raw.close()

    def _guard(self) -> None:
        if self._broken:
            raise CommitUnknown(f"{self.path}: an earlier commit failed ({self._broken})")

    # -- reading the journal

    def entries(self, from_seq: int = 1) -> Iterator[Entry]:
        """The journal from `from_seq` on, in order."""
        with self.engine.connect() as connection:
            yield from read_entries(connection, from_seq)


def set_meta(engine: Engine, values: Mapping[str, str]) -> None:
    """Facts of the database itself, such as its epoch."""
    with engine.begin() as connection:
        for key, value in values.items():
            connection.exec_driver_sql(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )


def read_entries(connection: Connection, from_seq: int = 1) -> Iterator[Entry]:
    rows = connection.execute(
        select(journal).where(journal.c.seq >= from_seq).order_by(journal.c.seq)
    )
    for row in rows:
        record = codec.decode(row.kind, row.payload)
        yield Entry(row.seq, row.at_ms, row.kind, record, bytes(row.hash))


def _head(connection: Connection) -> tuple[int, bytes]:
    newest = select(func.max(journal.c.seq)).scalar_subquery()
    row = connection.execute(select(journal).where(journal.c.seq == newest)).first()
    return (row.seq, bytes(row.hash)) if row is not None else (0, codec.FIRST_HASH)


def _scan_row(at_ms: int, scan: Scan) -> dict[str, object]:
    return {
        "at_ms": at_ms,
        "device": scan.device,
        "trigger": scan.trigger,
        "raw": scan.raw,
        "verdict": scan.verdict,
    }
