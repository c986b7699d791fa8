"""Each fault of the surroundings has one sentence with the place and what to do."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from station.core.states import Cause
from station.store import faults
from station.store.backup import backup
from station.store.engine import dbapi
from station.store.errors import KnownError, StoreCorrupt, StoreError, StoreRefused
from station.store.lock import StationLock
from station.store.store import Store
from tests.store.made import BOTTLE, moved, opened

IOERR_FSYNC = faults.IOERR | 4 << 8
CONSTRAINT_UNIQUE = faults.CONSTRAINT | 8 << 8
READONLY_DIRECTORY = faults.READONLY | 6 << 8
ERROR, MISUSE = 1, 21

TABLE: list[tuple[int, type[StoreError], str]] = [
    (faults.PERM, KnownError, "check the rights"),
    (faults.BUSY, KnownError, "another program holds it; end that one first"),
    (faults.LOCKED, KnownError, "another program holds it; end that one first"),
    (READONLY_DIRECTORY, KnownError, "can't be written; check the rights of the file and its"),
    (IOERR_FSYNC, KnownError, "the disk reports an error; stop, check the disk"),
    (faults.FULL, KnownError, "the disk is full; free some space"),
    (faults.CANTOPEN, KnownError, "can't be opened; check the rights"),
    (faults.CORRUPT, StoreCorrupt, "can't be read as a database"),
    (faults.NOTADB, StoreCorrupt, "can't be read as a database"),
    (CONSTRAINT_UNIQUE, StoreRefused, "a fence of the database held"),
]


def raised(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("SQLite's own words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize(("code", "kind", "words"), TABLE)
def test_each_fault_has_its_words(
    path: Path, code: int, kind: type[StoreError], words: str, wrapped: bool
) -> None:
    error: Exception = raised(code)
    if wrapped:
        error = OperationalError("SELECT secret", (), error)
    with pytest.raises(kind, match=words) as caught, faults.translated(path):
        raise error
    assert str(caught.value).startswith(str(path))
    assert "SQLite's own words" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("code", [ERROR, MISUSE])
def test_a_bug_of_ours_stays_what_it_is(path: Path, code: int) -> None:
    with pytest.raises(sqlite3.OperationalError), faults.translated(path):
        raise raised(code)
    with pytest.raises(KeyError), faults.doubted(path):
        raise KeyError("ours")


def test_sense_is_not_made_of_a_file_that_has_none(path: Path) -> None:
    for error in (
        OperationalError("", (), raised(ERROR)),
        UnicodeDecodeError("utf-8", b"", 0, 1, "x"),
    ):
        with pytest.raises(StoreCorrupt, match="restore a backup"), faults.doubted(path):
            raise error


def test_the_library_says_what_went_wrong_by_number(path: Path) -> None:
    with pytest.raises(dbapi().OperationalError) as caught:
        dbapi().connect(f"file:{path}?mode=ro", uri=True)
    assert caught.value.sqlite_errorcode & faults.PRIMARY == faults.CANTOPEN


# Nobody can make a file there, not even root.
UNWRITABLE = Path("/proc/station.db")


def test_a_folder_that_can_not_be_written_is_named(store: Store) -> None:
    with pytest.raises(KnownError, match=r"/proc/station.db: it can't be opened; check the rights"):
        Store.open(UNWRITABLE, station=1)
    with pytest.raises(KnownError, match=r"/proc/.*: it can't be opened; check the rights"):
        backup(store.engine, UNWRITABLE)
    with (
        pytest.raises(KnownError, match=r"/proc/station.db.lock: can't be written"),
        StationLock(UNWRITABLE),
    ):
        pass


def test_a_backup_on_a_full_disk_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    store.commit(opened(bottles=2_000), 1)
    store.commit(moved(0, [Cause.ALLOCATE], *range(BOTTLE + 1, BOTTLE + 2_001)), 2)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with pytest.raises(KnownError, match="the disk"):
            backup(store.engine, tmp_path / "backup.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not [file for file in tmp_path.iterdir() if "backup" in file.name]
    backup(store.engine, tmp_path / "backup.db")
    store.commit(moved(0, [Cause.RETURN], BOTTLE + 1), 3)
