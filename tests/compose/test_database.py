"""A station's database and its keys: encrypted by default, one sentence where a key is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.loading import find_line, load_line
from station.compose.database import Database
from station.compose.offline import open_order
from station.compose.products import product_of
from station.compose.secrets import FileSecrets, master_secret
from station.compose.tracing import open_tracing
from station.core.order import Order
from station.store.engine import is_encrypted, reading
from station.store.errors import KnownError, StoreCorrupt
from station.store.journal import Anchor
from station.store.store import Store
from station.store.witness import witness_of, write_witness
from tests.store.made import BOTTLE, GOOD, moved, opened, packed

PLAIN = b"SQLite format 3\0"


@pytest.fixture
def secrets(tmp_path: Path) -> FileSecrets:
    return FileSecrets(tmp_path / "secrets.json")


@pytest.fixture
def database(tmp_path: Path, secrets: FileSecrets) -> Database:
    return Database(tmp_path / "station.db", secrets)


def filled(database: Database, **how: bool) -> None:
    with database.store(station=1, **how) as store:
        store.commit([*opened(), *packed()], 1)


def test_a_new_database_is_encrypted_and_its_journal_keyed(
    database: Database, tmp_path: Path
) -> None:
    filled(database)
    assert database.encrypted
    held = database.path.read_bytes()
    assert b"WO-1" not in held and not held.startswith(PLAIN)
    report = database.check()
    assert report.sound, report.findings
    assert (report.encrypted, report.chain) == (True, "hmac-sha256")
    with pytest.raises(StoreCorrupt):
        Store.open(database.path, station=1)


def test_off_is_plain_and_said(database: Database) -> None:
    filled(database, encrypted=False)
    assert database.path.read_bytes().startswith(PLAIN)
    report = database.check()
    assert (report.sound, report.encrypted, report.chain) == (True, False, "hmac-sha256")


def test_backups_and_second_connections_are_encrypted_alike(
    database: Database, tmp_path: Path, secrets: FileSecrets
) -> None:
    filled(database)
    with database.store(station=1) as store:
        kept = database.backup(store.engine, tmp_path / "backup.db")
    assert is_encrypted(kept)
    assert Database(kept, secrets).check().sound
    reader = database.engine(read_only=True)
    with reading(reader) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
    reader.dispose()


def test_without_its_key_one_sentence_says_what_to_do(database: Database, tmp_path: Path) -> None:
    filled(database)
    elsewhere = Database(database.path, FileSecrets(tmp_path / "other.json"))
    for act in (
        lambda: elsewhere.store(station=1),
        lambda: elsewhere.engine(read_only=True),
        elsewhere.check,
        elsewhere.quick_look,
    ):
        with pytest.raises(KnownError, match="packline key import"):
            act()
    # And no new key was drawn, which would hide that the old one is missing.
    assert not (tmp_path / "other.json").exists()


def test_under_another_key_one_sentence_says_what_to_do(database: Database, tmp_path: Path) -> None:
    filled(database)
    others = FileSecrets(tmp_path / "other.json")
    filled(Database(tmp_path / "other.db", others))
    before = database.path.read_bytes()
    for act in (
        lambda: Database(database.path, others).store(station=1),
        Database(database.path, others).quick_look,
    ):
        with pytest.raises(StoreCorrupt, match="packline key import FILE"):
            act()
    assert database.path.read_bytes() == before


def test_a_plain_database_of_before_is_not_taken_for_an_encrypted_one(database: Database) -> None:
    with Store.open(database.path, station=1) as store:
        store.commit(opened(), 1)
    with pytest.raises(KnownError, match="packline database encrypt"):
        database.store(station=1)
    with database.store(station=1, encrypted=False) as store:
        assert store.head[0] == 3
    kept = database.encrypt()
    assert database.encrypted and is_encrypted(kept)
    with database.store(station=1) as store:
        store.commit(packed(), 2)
    assert database.check().sound
    assert database.check().chain == "sha256"  # as it was made


def test_a_demonstration_and_a_real_line_never_share_a_database(
    database: Database, tmp_path: Path, secrets: FileSecrets
) -> None:
    filled(database, demo=True)
    assert database.check().demonstration
    with pytest.raises(KnownError, match="demonstration's database"):
        database.store(station=1)
    real = Database(tmp_path / "real.db", secrets)
    filled(real)
    assert not real.check().demonstration
    with pytest.raises(KnownError, match="real station's database"):
        real.store(station=1, demo=True)


def test_the_witness_beside_it_shows_a_cut_off_end(database: Database, tmp_path: Path) -> None:
    with database.store(station=1) as store:
        store.set_meta({"epoch": "1"})
        store.commit(opened(), 1)
    image = database.path.read_bytes()
    with database.store(station=1) as store:
        store.commit(packed(), 2)
        with reading(store.engine) as connection:
            write_witness(tmp_path / "witness.json", witness_of(connection))
        backup = database.backup(store.engine, tmp_path / "backup.db")
        store.commit(moved(0, GOOD, BOTTLE + 9), 3)
    assert database.check().sound
    assert Database(backup, FileSecrets(tmp_path / "secrets.json")).check().sound
    database.path.write_bytes(image)
    said = database.check().findings["journal_complete"]
    assert said == [f"entry 4 of the journal is missing: the witness saw entry {3 + len(packed())}"]


def test_a_head_given_by_hand_is_looked_for(database: Database) -> None:
    filled(database)
    head = database.check()
    assert database.check(anchors=[Anchor("the record", head.entries, head.head)]).sound
    assert not database.check(anchors=[Anchor("the record", head.entries, "00" * 32)]).sound


def test_orders_and_traces_work_on_an_encrypted_database(
    database: Database, secrets: FileSecrets
) -> None:
    from config.loading import find_product, load_product

    product = product_of(load_product(find_product("water-24")))
    order = Order("WO-7", product, "L1", "2026-11-23", "2027-11-22", 48)
    granted = open_order(database.path, load_line(find_line("demo")), order, secrets)
    assert granted["bottle"] >= 48
    assert database.encrypted
    master_secret(secrets)  # drawn when the station first runs
    with open_tracing(database.path, secrets) as tracing:
        assert tracing.story("NOT-A-CODE") is None
