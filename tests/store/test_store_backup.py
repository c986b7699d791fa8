"""A backup is whole or not there, and is made beside a running line."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.store import backup as backups
from station.store.backup import backup
from station.store.check import check_store
from station.store.engine import open_engine
from station.store.errors import KnownError, StoreCorrupt
from station.store.store import Store
from tests.store.made import BOTTLE, GOOD, moved, opened, packed

KEY = bytes(range(32))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def test_a_backup_of_a_live_database_has_everything(store: Store, target: Path) -> None:
    store.commit([*opened(), *packed()], 1)  # still in the write-ahead log
    reader = open_engine(store.path, read_only=True)
    assert backup(reader, target) == target
    reader.dispose()
    store.commit(moved(0, GOOD, BOTTLE + 5), 2)
    report = check_store(target)
    assert report.sound, report.findings
    assert report.entries == 3 + len(packed())


def test_a_restored_backup_goes_on(store: Store, target: Path) -> None:
    store.commit(opened(), 1)
    backup(store.engine, target)
    with Store.open(target, station=1) as restored:
        assert restored.head == store.head
        restored.commit(packed(), 2)
    assert check_store(target).sound


def test_a_backup_of_an_encrypted_database_is_encrypted(path: Path, target: Path) -> None:
    with Store.open(path, station=1, key=KEY) as store:
        store.commit(opened(), 1)
        backup(store.engine, target, KEY)
    assert b"SQLite" not in target.read_bytes()
    assert check_store(target, KEY).sound


def test_no_file_is_ever_overwritten(store: Store, target: Path) -> None:
    target.write_text("precious", "utf-8")
    with pytest.raises(KnownError, match="it is there already"):
        backup(store.engine, target)
    assert target.read_text("utf-8") == "precious"


def test_a_missing_folder_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="there is no such folder"):
        backup(store.engine, tmp_path / "usb" / "backup.db")


def test_a_copy_that_fails_its_check_is_removed(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(opened(bottles=2_000), 1)
    really = backups._vacuum_into

    def damaged(engine: object, part: Path) -> None:
        really(engine, part)  # type: ignore[arg-type]
        whole = part.read_bytes()
        part.write_bytes(whole[: len(whole) // 2])

    monkeypatch.setattr(backups, "_vacuum_into", damaged)
    with pytest.raises(StoreCorrupt):
        backup(store.engine, target)
    assert not [file for file in target.parent.iterdir() if "backup" in file.name]


def test_a_copy_that_lacks_something_is_removed(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = backups._vacuum_into
    early = target.with_name("early.db")
    really(store.engine, early)
    store.commit(opened(), 1)
    monkeypatch.setattr(backups, "_vacuum_into", lambda _, part: early.rename(part))
    with pytest.raises(StoreCorrupt, match="the copy ends at 0, not 3"):
        backup(store.engine, target)
    assert not target.exists()


def test_a_part_that_was_left_behind_is_no_obstacle(store: Store, target: Path) -> None:
    target.with_name(".backup.db.part").write_text("cut short", "utf-8")
    backup(store.engine, target)
    assert check_store(target).sound
