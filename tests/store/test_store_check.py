"""`packline check` names what is wrong, and leaves every file as it was."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from station.store.check import CheckReport, check_store
from station.store.engine import dbapi
from station.store.errors import KnownError
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, moved, opened, packed

KEY = bytes(range(32))


@pytest.fixture
def closed(path: Path) -> Path:
    with Store.open(path, station=1) as store:
        store.commit([*opened(), *packed()], 1)
    return path


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if not file.name.endswith((".lock", "-shm"))
    }


def tampered(path: Path, *statements: str) -> CheckReport:
    """The report after somebody edited the file behind our back, fences taken down."""
    with closing(dbapi().connect(path)) as raw:
        named = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        fences = [raw.execute("SELECT sql FROM sqlite_schema WHERE name = ?", one) for one in named]
        restored = [found.fetchone()[0] for found in fences]
        for (name,) in named:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for statement in (*statements, *restored):
            raw.execute(statement)
        raw.commit()
    return check_store(path)


def test_a_sound_database_is_sound(closed: Path) -> None:
    before = fingerprints(closed.parent)
    report = check_store(closed)
    assert report.sound, report.findings
    assert report.entries == 3 + len(packed())
    assert "SQLite" in report.library
    assert fingerprints(closed.parent) == before


def test_it_names_its_steps_as_it_goes(closed: Path) -> None:
    steps: list[str] = []
    check_store(closed, progress=steps.append)
    assert steps == ["file", "journal_chained", "state_equals_replay", "invariants"]


def test_a_running_station_is_checked_with_what_is_in_its_log(store: Store) -> None:
    store.commit([*opened(), *packed()], 1)
    report = check_store(store.path)
    assert report.sound, report.findings
    assert report.entries == store.head[0]
    store.commit(moved(0, GOOD, BOTTLE + 5), 2)


def test_an_encrypted_database_is_checked_with_its_key(path: Path) -> None:
    with Store.open(path, station=1, key=KEY) as store:
        store.commit([*opened(), *packed()], 1)
    assert check_store(path, KEY).sound
    assert not check_store(path).sound
    damaged = bytearray(path.read_bytes())
    damaged[-2_000] ^= 1
    path.write_bytes(damaged)
    assert check_store(path, KEY).findings["file"]


TAMPERING = {
    "UPDATE journal SET payload = replace(payload, 'WO-1', 'WO-2') WHERE seq = 7": (
        "journal_chained",
        "entry 7 of the journal is not what was written",
    ),
    "UPDATE journal SET at_ms = 9 WHERE seq = 5": ("journal_chained", "entry 5 of the journal"),
    "UPDATE journal SET hash = zeroblob(32) WHERE seq = 9": ("journal_chained", "entry 9"),
    "DELETE FROM journal WHERE seq = 2": ("journal_chained", "entry 2 of the journal is missing"),
    "DELETE FROM journal WHERE seq = 4": ("file", "points to a row of journal"),
    f"UPDATE code SET state = 4, parent = NULL, slot = NULL WHERE id = {BOTTLE + 1}": (
        "state_equals_replay",
        f"code {BOTTLE + 1} is",
    ),
    "UPDATE container SET held = 3": ("state_equals_replay", "container 1 counts 3 children"),
    "UPDATE container SET quarantined = 1": ("state_equals_replay", "container 1 is"),
    "UPDATE orders SET phase = 'held'": ("state_equals_replay", "order WO-1 is"),
    "UPDATE block SET next = 2 WHERE level = 0": ("state_equals_replay", "goes on at 2"),
    "UPDATE block SET first = 2 WHERE level = 1": ("state_equals_replay", "block (2, 1) is"),
    "DELETE FROM outbox": ("state_equals_replay", "the outbox has 0 batches"),
    "INSERT INTO alarm (id, order_number, kind, place, detail, raised_ms) "
    "VALUES (1, '', 'x', 'y', '', 0)": ("state_equals_replay", "alarm 1 is"),
    "INSERT INTO word (text) VALUES ('good')": ("", ""),
    "UPDATE alembic_version SET version_num = '9999'": ("file", "its schema 9999"),
}


@pytest.mark.parametrize("statement", TAMPERING)
def test_what_was_edited_is_named(closed: Path, statement: str) -> None:
    name, words = TAMPERING[statement]
    report = tampered(closed, statement)
    assert report.sound is (name == "")
    if name:
        assert any(words in found for found in report.findings[name]), report.findings


def test_an_entry_that_is_none_is_named(path: Path) -> None:
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
    report = tampered(path, "UPDATE journal SET payload = '{' WHERE seq = 2")
    (found,) = report.findings["state_equals_replay"]
    assert "journal entry 2 can't be read" in found


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "rubbish": lambda whole: b"a letter to somebody" * 100,
    "zeroes in the middle": lambda whole: whole[:30_000] + bytes(12_000) + whole[42_000:],
    "cut off": lambda whole: whole[: len(whole) // 2],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_reported_and_left_as_it_is(closed: Path, damage: str) -> None:
    closed.write_bytes(DAMAGES[damage](closed.read_bytes()))
    before = fingerprints(closed.parent)
    report = check_store(closed)
    assert report.findings["file"]
    assert not report.sound
    assert fingerprints(closed.parent) == before


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (a)")
    with pytest.raises(KnownError, match="another program"):
        check_store(path)


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(KnownError, match="there is no database"):
        check_store(path)
