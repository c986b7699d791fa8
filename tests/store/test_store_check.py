"""`packline check` names what is wrong, and leaves every file as it was."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from station.store.check import CheckReport, check_store
from station.store.engine import MAGIC, dbapi
from station.store.errors import KnownError, StoreCorrupt
from station.store.store import Store
from tests.store.made import BOTTLE, CASE, GOOD, moved, opened, packed

KEY = bytes(range(32))
PAGE_BYTES = 4_096
FILES_DAMAGED, BITS_FLIPPED = 25, 50


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
    "UPDATE journal SET order_number = 'WO-2' WHERE seq = 8": (
        "state_equals_replay",
        "journal entry 8 stands under order 'WO-2', not 'WO-1'",
    ),
    f"DELETE FROM story WHERE code = {BOTTLE + 1} AND seq = 4": (
        "state_equals_replay",
        "the stories of codes are not those of the journal",
    ),
    f"UPDATE story SET code = {BOTTLE + 9} WHERE code = {BOTTLE + 1} AND seq = 4": (
        "state_equals_replay",
        "the stories of codes are not those of the journal",
    ),
    "INSERT INTO container_story VALUES (1, 2)": (
        "state_equals_replay",
        "the stories of containers are not those of the journal",
    ),
    "UPDATE orders SET body = '{'": ("state_equals_replay", "a row of the tables can't be read"),
    "UPDATE orders SET phase = 'held'": ("state_equals_replay", "order WO-1 is"),
    "UPDATE block SET next = 2 WHERE level = 0": ("state_equals_replay", "goes on at 2"),
    "UPDATE block SET first = 2 WHERE level = 1": ("state_equals_replay", "block (2, 1) is"),
    "UPDATE block SET voided = 1 WHERE level = 0": ("state_equals_replay", "block (4097, 1) is"),
    "UPDATE container SET dealer = 'Ningbo Trade'": ("state_equals_replay", "container 1 is"),
    f"UPDATE code SET mate = {BOTTLE + 1} WHERE id = {CASE + 1}": (
        "state_equals_replay",
        f"code {CASE + 1} is",
    ),
    "UPDATE outbox SET seq = 3": ("state_equals_replay", "the outbox has 0 batches"),
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


def test_entries_that_changed_places_are_named(closed: Path) -> None:
    columns = ("at_ms", "order_number", "kind", "payload", "hash")
    swap = ", ".join(
        f"{one} = (SELECT {one} FROM journal AS other WHERE other.seq = 13 - journal.seq)"
        for one in columns
    )
    report = tampered(
        closed,
        "CREATE TEMP TABLE swapped AS SELECT * FROM journal WHERE seq IN (6, 7)",
        f"UPDATE journal SET {swap.replace('FROM journal', 'FROM swapped')} WHERE seq IN (6, 7)",
    )
    (found,) = report.findings["journal_chained"]
    assert found == "entry 6 of the journal is not what was written"
    assert report.entries == 5


def test_a_station_that_was_killed_is_checked_with_what_is_in_its_log(
    store: Store, tmp_path: Path
) -> None:
    store.commit([*opened(), *packed()], 1)
    remains = tmp_path / "remains"
    remains.mkdir()
    for name in ("station.db", "station.db-wal"):
        shutil.copy(store.path.with_name(name), remains)
    before = fingerprints(remains)
    report = check_store(remains / "station.db")
    assert report.sound, report.findings
    assert report.entries == store.head[0]
    assert fingerprints(remains) == before


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


def bits_flipped(whole: bytes, dice: Random) -> bytes:
    damaged = bytearray(whole)
    for _ in range(BITS_FLIPPED):
        damaged[dice.randrange(len(MAGIC), len(whole))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def page_zeroed(whole: bytes, dice: Random) -> bytes:
    start = dice.randrange(0, len(whole), PAGE_BYTES)
    return whole[:start] + bytes(PAGE_BYTES) + whole[start + PAGE_BYTES :]


def cut_off(whole: bytes, dice: Random) -> bytes:
    return whole[: dice.randrange(1, len(whole))]


@pytest.mark.parametrize("damage", [bits_flipped, page_zeroed, cut_off])
def test_no_damage_goes_further_than_its_file(
    closed: Path, damage: Callable[[bytes, Random], bytes]
) -> None:
    """It is reported or refused in words, or it hit nothing that counts; the file stays."""
    whole, dice = closed.read_bytes(), Random(1)
    reported, refusals = 0, set()
    for _ in range(FILES_DAMAGED):
        closed.write_bytes(damage(whole, dice))
        before = fingerprints(closed.parent)
        try:
            reported += not check_store(closed).sound
        except KnownError as refused:  # the damage hit what tells our files from others
            refusals.add(str(refused))
        assert fingerprints(closed.parent) == before
        try:
            Store.open(closed, station=1).close()
        except (KnownError, StoreCorrupt):
            assert fingerprints(closed.parent) == before
    assert reported > FILES_DAMAGED // 2
    assert all("another program" in words for words in refusals)


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (a)")
    with pytest.raises(KnownError, match="another program"):
        check_store(path)


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(KnownError, match="there is no database"):
        check_store(path)
