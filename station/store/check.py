"""`packline check`: is this database what it says? Reads only; a bad file is left as it is.

In this order, since each step trusts the one before: the file as SQLite sees it, the journal's
chain, the journal replayed, the tables against the replay, the invariants over all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from station.core.invariants import FINDINGS_MAX, check_ledger
from station.store import codec
from station.store.engine import explain, library_name, open_engine
from station.store.errors import KnownError, StoreCorrupt
from station.store.replay import differences, replay
from station.store.schema import journal


@dataclass(frozen=True)
class CheckReport:
    """Each check by name, with what it found; empty = it holds."""

    path: str
    library: str
    entries: int
    head: str
    findings: dict[str, list[str]]

    @property
    def sound(self) -> bool:
        return not any(self.findings.values())


Progress = Callable[[str], None]


def check_store(
    path: Path, key: bytes | None = None, progress: Progress = lambda name: None
) -> CheckReport:
    """All checks on the database at `path`. Raises KnownError if it can't be opened at all."""
    findings: dict[str, list[str]] = {}
    entries, head = 0, ""
    try:
        engine = open_engine(path, key=key, read_only=True)
    except StoreCorrupt as corrupt:
        return CheckReport(str(path), library_name(), 0, "", {"file": list(corrupt.found)})
    try:
        with engine.connect() as connection:
            progress("file")
            findings["file"] = _file(connection)
            if not findings["file"]:
                progress("journal_chained")
                entries, head, findings["journal_chained"] = _chain(connection)
                findings.update(_contents(connection, progress))
    except DBAPIError as error:
        known = explain(error, path)
        if isinstance(known, KnownError):
            raise known from None
        findings["file"] = list(known.found)
    finally:
        engine.dispose()
    return CheckReport(str(path), library_name(), entries, head, findings)


def _file(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({FINDINGS_MAX})").scalars().all()
    foreign = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    said = [str(line) for line in found if line != "ok"]
    return said + [f"a row of {row[0]} points nowhere" for row in foreign[:FINDINGS_MAX]]


def _chain(connection: Connection) -> tuple[int, str, list[str]]:
    """Every entry chained to the one before it, none missing; the first fault ends the chain."""
    before, seq = codec.FIRST_HASH, 0
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        if row.seq != seq + 1:
            return seq, before.hex(), [f"entry {seq + 1} of the journal is missing"]
        wanted = codec.chain(before, row.seq, row.at_ms, row.kind, row.payload)
        if bytes(row.hash) != wanted:
            return seq, before.hex(), [f"entry {row.seq} of the journal was changed"]
        before, seq = wanted, row.seq
    return seq, before.hex(), []


def _contents(connection: Connection, progress: Progress) -> dict[str, list[str]]:
    progress("state_equals_replay")
    try:
        ledger, stuck = replay(connection)
    except ValueError as fault:
        return {"state_equals_replay": [f"the journal can't be read: {fault}"]}
    differing = stuck or list(islice(differences(connection, ledger), FINDINGS_MAX))
    progress("invariants")
    return {"state_equals_replay": differing, **check_ledger(ledger)}
