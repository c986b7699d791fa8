"""The database of a station: one transaction for each turn of the line.

`commit` writes the journal rows, the current state, the stories and the outbox together, or
nothing. A commit that raised is unknown: the store then refuses all until it is opened again. It
has one connection, which one thread uses at a time; screens, reports and sync open the file on
their own (`open_engine`). Whoever opens a Store holds the `StationLock` of its file: the head of
the journal is kept in memory, so that there can be one Store only.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, Self

from sqlalchemy import Connection, CursorResult, Engine, Executable, insert, select

from station.core.records import Audited, Granted, Record
from station.store import journal, migrate
from station.store.chain_key import journal_key, new_chain
from station.store.engine import WAL_KEPT_BYTES, checkpoint, open_engine, reading, writing
from station.store.errors import CommitUnknown, StoreError, StoreRefused
from station.store.faults import doubted
from station.store.fold import Fold
from station.store.journal import Entry, Head
from station.store.points import reached, unlucky
from station.store.schema import meta, scan_log
from station.store.texts import why_not, write_places, write_texts

WAL_BYTES_MAX = 32 << 20  # then a checkpoint is made even if the line isn't idle
IDLE_TURNS = 40  # turns without records before a checkpoint
DEMO = "demo"  # the fact of a database that holds a demonstration
SCAN_BYTES_MAX = 4_096  # of one scan in the log


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


class Staged(NamedTuple):
    """What is written with the Granted record of a block of imported codes. `places` are (code,
    the code that it belongs to, slot) of a file of pre-associated sets."""

    texts: Sequence[bytes]
    places: Sequence[tuple[int, int, int]] = ()


class Store:
    """Open with `Store.open`; close it when the station ends."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path, self.engine = path, engine
        self._chain_key = b""
        self._fold = Fold()
        self._broken: str = ""
        self._idle_turns = 0
        self._staged: dict[tuple[int, int], Staged] = {}
        self._staged_acts: dict[Audited, Sequence[Executable]] = {}
        with reading(engine) as connection:
            self._head = journal.head_of(connection)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        station: int,
        key: bytes | None = None,
        chain_key: bytes | None = None,
        facts: Mapping[str, str] = MappingProxyType({}),
    ) -> Self:
        """The database at `path`, made if it isn't there, brought to this version's schema.

        `key` is the file's own; `chain_key` is the station's, for the journal's chain; `facts`
        are written into a database that is made. Raises KnownError, StoreCorrupt."""
        with ExitStack() as stack:
            engine = open_engine(path, key=key)
            stack.callback(engine.dispose)
            with doubted(path):
                migrate.to_newest(engine, key)
                store = cls(path, engine)
                # Asked each time: a power cut may have come between the tables and their id.
                if store.get_meta("database_id") is None:
                    reached("open: no name yet")
                    own = {"database_id": str(uuid.uuid4()), "station": str(station)}
                    chained = new_chain(own["database_id"], chain_key)
                    store.set_meta({**own, **chained, **facts})
                with reading(engine) as connection:
                    store._chain_key = journal_key(connection, path, chain_key)
            stack.pop_all()
        return store

    def close(self) -> None:
        """Fold the write-ahead log into the file and close it; idempotent."""
        try:
            if not self._broken:
                checkpoint(self.engine)
        finally:
            self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- writing

    @property
    def head(self) -> tuple[int, bytes]:
        """The newest entry's sequence number and hash."""
        return self._head.seq, self._head.hash

    def commit(self, turn: Sequence[Record], at_ms: int, scans: Sequence[Scan] = ()) -> int:
        """One turn, durable when this returns: the sequence number of its last record.

        Raises FoldError or StoreRefused (our bug, or a fence; nothing written), KnownError (the
        environment; nothing written), CommitUnknown (nobody knows; the store is shut).
        """
        self._guard()
        self._idle_turns = 0
        reached("commit: begins")
        try:
            with writing(self.engine) as connection:
                head = self._write(connection, turn, at_ms)
                if scans:
                    connection.execute(insert(scan_log), [_scan_row(at_ms, s) for s in scans])
                reached("commit: all written")
        except CommitUnknown as error:
            self._broken = str(error)
            raise
        except BaseException:
            self._fold.forget()
            raise
        reached("commit: durable")
        self._head = head
        self._forget_staged(turn)
        if self._wal_bytes() > WAL_BYTES_MAX or unlucky("checkpoint.now"):
            self._fold_log()
        return head.seq

    def stage_texts(
        self,
        series: int,
        first: int,
        texts: Sequence[bytes],
        places: Sequence[tuple[int, int, int]] = (),
    ) -> None:
        """Hold an imported file's texts, and what they say of sets, until the Granted record of
        this block is committed: they are written with it, or not at all.

        Raises StoreRefused, naming the text, if one is there twice or was ever imported before.
        """
        self._guard()
        with reading(self.engine) as connection:
            why = why_not(connection, texts)
        if why:
            raise StoreRefused(f"{why}; nothing was imported")
        self.hold_texts(series, first, Staged(tuple(texts), tuple(places)))

    def hold_texts(self, series: int, first: int, staged: Staged) -> None:
        """The same for texts that were checked on another connection, while the line runs."""
        self._guard()
        self._staged[series, first] = staged

    def import_texts(
        self, granted: Granted, series: int, first: int, texts: Sequence[bytes], at_ms: int
    ) -> int:
        """A block of imported codes with their texts, in one transaction, while no line runs.

        Raises StoreRefused like `stage_texts`, with nothing imported."""
        assert (granted.series, granted.first) == (series, first), "texts of another block"
        self.stage_texts(series, first, texts)
        try:
            return self.commit([granted], at_ms)
        finally:
            self.drop_staged(series, first)

    def drop_staged(self, series: int, first: int) -> None:
        """The block is not coming after all; idempotent."""
        self._staged.pop((series, first), None)

    def stage_account(self, record: Audited, changes: Sequence[Executable]) -> None:
        """Hold changes of accounts until this very record is committed: they are written with it,
        or not at all. Staged again for an equal record, they are replaced."""
        self._guard()
        self._staged_acts[record] = tuple(changes)

    def idle(self) -> None:
        """The line has nothing to write: time to fold the write-ahead log into the file.

        Raises CommitUnknown if that fails; the store is shut then."""
        self._idle_turns += 1
        due = self._idle_turns % IDLE_TURNS == 0 and not self._broken
        if due and self._wal_bytes() > WAL_KEPT_BYTES:
            self._fold_log()

    def _fold_log(self) -> None:
        """A disk that fails here failed outside of any turn: all turns so far are written, and
        none after it may be believed."""
        reached("log: to be folded")
        try:
            checkpoint(self.engine)
        except StoreError as error:
            self._broken = str(error)
            raise CommitUnknown(
                f"every turn is written, but the log can't be folded into the file: {error}"
            ) from error
        reached("log: folded")

    def _write(self, connection: Connection, turn: Sequence[Record], at_ms: int) -> Head:
        head = journal.append(connection, self._head, turn, at_ms, self._chain_key)
        reached("commit: journal written")
        self._fold.apply(connection, journal.numbered(self._head, turn, at_ms))
        reached("commit: folded")
        for record in turn:
            if isinstance(record, Granted):
                staged = self._staged.get((record.series, record.first))
                if staged is not None:
                    write_texts(connection, record, staged.texts)
                    write_places(connection, staged.places)
            elif isinstance(record, Audited):
                for change in self._staged_acts.get(record, ()):
                    _exactly_one(connection.execute(change))
        return head

    def _forget_staged(self, turn: Sequence[Record]) -> None:
        for record in turn:
            if isinstance(record, Granted):
                self._staged.pop((record.series, record.first), None)
            elif isinstance(record, Audited):
                self._staged_acts.pop(record, None)

    def _wal_bytes(self) -> int:
        wal = self.path.with_name(self.path.name + "-wal")
        return wal.stat().st_size if wal.exists() else 0

    def _guard(self) -> None:
        if self._broken:
            raise CommitUnknown(f"an earlier commit failed, so nothing is done: {self._broken}")

    # -- what the database says of itself

    def set_meta(self, values: Mapping[str, str]) -> None:
        self._guard()
        set_meta(self.engine, values)

    def get_meta(self, key: str) -> str | None:
        with reading(self.engine) as connection:
            value: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
            return value

    # -- reading the journal

    def entries(self, from_seq: int = 1) -> Iterator[Entry]:
        """The journal from `from_seq` on, in order."""
        with reading(self.engine) as connection:
            yield from journal.read_entries(connection, from_seq)


def set_meta(engine: Engine, values: Mapping[str, str]) -> None:
    """Facts of the database itself, such as its epoch."""
    with writing(engine) as connection:
        for key, value in values.items():
            connection.exec_driver_sql(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )


def _exactly_one(result: CursorResult[Any]) -> None:
    assert result.rowcount == 1, "a change of an account that isn't there"


def _scan_row(at_ms: int, scan: Scan) -> dict[str, object]:
    return {
        "at_ms": at_ms,
        "device": scan.device,
        "trigger": scan.trigger,
        "raw": scan.raw[:SCAN_BYTES_MAX],
        "verdict": scan.verdict,
    }
