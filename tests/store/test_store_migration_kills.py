"""A migration that is killed leaves the old schema or the new one, and every row in it (D18)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, select

from station.store import migrate, outbox
from station.store.backup import COPY
from station.store.check import check_store
from station.store.engine import checkpoint, open_engine, reading, writing
from station.store.store import Store
from tests.store.made import opened, packed

POINTS = (
    "migrate: before the backup",
    "migrate: after the backup",
    "migrate: before the first statement",
    "migrate: before the commit",
    "migrate: after the commit",
)
STATEMENTS = 60  # more than a migration with its backup has
RANDOM_KILLS = 6
TABLES = (
    *("meta", "orders", "block", "word", "container", "code", "code_text", "journal", "story"),
    *("container_story", "verdict", "alarm", "outbox", "scan_log"),
)
Rows = dict[str, list[dict[str, Any]]]


def tables_of(connection: Connection) -> dict[str, Table]:
    found = MetaData()
    found.reflect(connection)
    return dict(found.tables)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first Packline left it, with an order, codes, a case and a batch."""
    folder = tmp_path_factory.mktemp("old")
    with Store.open(folder / "new.db", station=1) as store:
        store.commit([*opened(bottles=400, cases=40), *packed()], 1)
        (row,) = outbox.pending(store.engine)
        outbox.prepare(store.engine, row.id, "sha256:abc", b"the body")
        with reading(store.engine) as connection:
            now = tables_of(connection)
            rows = {
                name: [row._asdict() for row in connection.execute(select(now[name]))]
                for name in TABLES
            }
    engine = open_engine(folder / "station.db")
    with writing(engine) as connection:
        migrate.upgrade(connection, "0001")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        then = tables_of(connection)
        for name in TABLES:
            kept = [{c.name: row[c.name] for c in then[name].columns} for row in rows[name]]
            if kept:
                connection.execute(insert(then[name]), kept)
    checkpoint(engine, "TRUNCATE")
    engine.dispose()
    return folder / "station.db"


def rows_of(path: Path, like: Rows | None = None) -> tuple[str | None, Rows]:
    """The revision, and every row, in the columns of `like`."""
    engine = open_engine(path, read_only=True)
    with reading(engine) as connection:
        revision, tables = migrate.current(connection), tables_of(connection)
        rows: Rows = {}
        for name in TABLES:
            key = list(tables[name].primary_key.columns)
            found = connection.execute(select(tables[name]).order_by(*key))
            rows[name] = [row._asdict() for row in found]
        whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    engine.dispose()
    assert whole == ["ok"]
    if like is not None:
        for name, wanted in like.items():
            columns = wanted[0].keys() if wanted else ()
            rows[name] = [{c: row[c] for c in columns} for row in rows[name]]
    return revision, rows


class Dying:
    """The process that migrates and dies."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.migrating"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def at(self, path: Path, where: str) -> bool:
        """Whether it died there; else it went through."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\t{where}\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline().strip()
        assert said in ("killed", "0"), said
        return said == "killed"

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    process = Dying()
    yield process
    process.end()


def copied(old: Path, folder: Path) -> Path:
    path = folder / old.name
    path.write_bytes(old.read_bytes())
    return path


def check(path: Path, before: Rows) -> None:
    """Old or new, whole, and so is each backup beside it; and the next start goes through."""
    revision, rows = rows_of(path, before)
    assert revision in ("0001", migrate.known()[-1])
    assert rows == before
    for backup in backups(path):
        of_then, kept = rows_of(backup, before)
        assert of_then == "0001"
        kept["meta"] = [row for row in kept["meta"] if row["key"] != COPY]
        assert kept == before
    Store.open(path, station=1).close()
    revision, rows = rows_of(path, before)
    assert revision == migrate.known()[-1]
    assert rows == before
    report = check_store(path)
    assert report.sound, report.findings
    assert backups(path), "the old database is kept"
    assert not list(path.parent.glob(".*.part")), "nothing half-made is left"


def backups(path: Path) -> Sequence[Path]:
    return sorted(path.parent.glob("station.before-*.db"))


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_each_point(old: Path, dying: Dying, tmp_path: Path, point: str) -> None:
    path = copied(old, tmp_path)
    _, before = rows_of(old)
    assert dying.at(path, point), f"no migration comes by {point!r}"
    check(path, before)


@pytest.mark.parametrize("seed", range(RANDOM_KILLS))
def test_killed_at_any_statement(old: Path, dying: Dying, tmp_path: Path, seed: int) -> None:
    path = copied(old, tmp_path)
    _, before = rows_of(old)
    dying.at(path, str(Random(seed).randint(1, STATEMENTS)))
    check(path, before)


def test_killed_again_and_again_it_comes_through_in_the_end(
    old: Path, dying: Dying, tmp_path: Path
) -> None:
    path = copied(old, tmp_path)
    _, before = rows_of(old)
    statement = 1
    while dying.at(path, str(statement)):
        statement += 7
    assert statement > 20, "it must have died some times"
    check(path, before)
