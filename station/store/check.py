"""`packline check`: is this database what it says? Reads only; a bad file is left as it is.

In this order, since each step trusts the one before: the file as SQLite sees it, the journal's
chain, the journal replayed, the tables against the replay, the invariants over all of it. It works
beside a running station: all is read in one transaction. A file that nobody has open is read as
immutable, so that not even a WAL is made beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from station.core.invariants import FINDINGS_MAX, check_ledger
from station.store import migrate
from station.store.chain_key import journal_key, kind_of_chain
from station.store.engine import library_name, open_engine, reading
from station.store.errors import StoreCorrupt
from station.store.faults import doubted
from station.store.journal import Anchor, Head, torn_from, verify
from station.store.queries import database_facts
from station.store.replay import Replayed, differences, replay
from station.store.store import DEMO


@dataclass(frozen=True)
class CheckReport:
    """Each check by name, with what it found; empty = it holds."""

    path: str
    library: str
    entries: int
    head: str
    chain: str  # how the journal is chained
    encrypted: bool
    demonstration: bool
    findings: dict[str, list[str]]

    @property
    def sound(self) -> bool:
        return not any(self.findings.values())


Progress = Callable[[str], None]
Recall = Callable[[Connection], Sequence[Anchor]]


def check_store(
    path: Path,
    key: bytes | None = None,
    progress: Progress = lambda name: None,
    *,
    chain_key: bytes | None = None,
    recall: Recall = lambda connection: (),
) -> CheckReport:
    """All checks on the database at `path`; `recall` gives the heads that others remember.

    Raises KnownError if it can't be opened at all, or its journal needs a key that isn't given."""
    findings: dict[str, list[str]] = {}
    head, chained, demo = Head(), "", False
    try:
        engine = open_engine(path, key=key, read_only=True, immutable=not _in_use(path))
        try:
            with doubted(path), reading(engine) as connection:
                progress("file")
                findings["file"] = _file(connection, key is not None)
                if not findings["file"]:
                    progress("journal_chained")
                    chained = kind_of_chain(connection)
                    demo = database_facts(connection).get(DEMO) == "1"
                    chain = verify(connection, journal_key(connection, path, chain_key))
                    head = chain.head
                    findings["journal_chained"] = [chain.fault] if chain.fault else []
                    findings["journal_complete"] = torn_from(connection, recall(connection))
                    findings |= _contents(connection, progress)
        finally:
            engine.dispose()
    except StoreCorrupt as corrupt:
        findings["file"] = list(corrupt.found)
    entries, told = head.seq, head.hash.hex()
    return CheckReport(
        str(path), library_name(), entries, told, chained, key is not None, demo, findings
    )


def quick_look(path: Path, key: bytes | None = None) -> None:
    """What a station does before it opens a database: SQLite's quick check, reading only (about
    0.2 s for a million codes). Raises StoreCorrupt with what it found, KnownError."""
    engine = open_engine(path, key=key, read_only=True, immutable=not _in_use(path))
    try:
        with doubted(path), engine.connect() as connection:
            lines = connection.exec_driver_sql(f"PRAGMA quick_check({FINDINGS_MAX})").scalars()
            found = tuple(str(line) for line in lines if line != "ok")
    finally:
        engine.dispose()
    if found:
        raise StoreCorrupt(str(path), found)


def _in_use(path: Path) -> bool:
    """A WAL is beside it: a station has it open, or ended without closing it."""
    return path.with_name(path.name + "-wal").exists()


def _file(connection: Connection, encrypted: bool) -> list[str]:
    checks = [f"PRAGMA integrity_check({FINDINGS_MAX})"]
    if encrypted:
        checks.insert(0, "PRAGMA cipher_integrity_check")
    for check in checks:
        lines = connection.exec_driver_sql(check).scalars().all()
        said = [str(line) for line in lines[:FINDINGS_MAX] if line != "ok"]
        if said:
            return said
    now = migrate.current(connection)
    if now is None or now not in migrate.known():
        return [f"its schema {now or ''} is not one that this version knows"]
    foreign = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    rows = foreign[:FINDINGS_MAX]
    return [f"a row of {row[0]} points to a row of {row[2]} that is not there" for row in rows]


def _contents(connection: Connection, progress: Progress) -> dict[str, list[str]]:
    progress("state_equals_replay")
    try:
        replayed = replay(connection)
    except ValueError as fault:
        return {"state_equals_replay": [str(fault)]}
    differing = [replayed.stuck] if replayed.stuck else _differing(connection, replayed)
    progress("invariants")
    return {"state_equals_replay": differing, **check_ledger(replayed.ledger)}


def _differing(connection: Connection, replayed: Replayed) -> list[str]:
    found: list[str] = []
    try:
        found.extend(islice(differences(connection, replayed), FINDINGS_MAX))
    except ValueError as fault:  # a word or a body that the program never writes
        found.append(f"a row of the tables can't be read: {fault}")
    return found
