"""Each connection keeps its promises, and each way of not opening has one clear sentence."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from station.store import engine as engines
from station.store.engine import APPLICATION_ID, checkpoint, open_engine, reading, writing
from station.store.errors import CommitUnknown, KnownError, StoreCorrupt
from station.store.store import Store

KEY = bytes(range(32))


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture(params=["writing", "reading", "read-only"])
def opened(request: pytest.FixtureRequest, store: Store) -> Engine:
    return open_engine(store.path, read_only=request.param == "read-only")


def test_every_connection_keeps_its_promises(opened: Engine) -> None:
    with reading(opened) as connection:
        assert pragma(connection, "synchronous") == 2
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "busy_timeout") == engines.BUSY_MS_MAX
        assert pragma(connection, "application_id") == APPLICATION_ID
    opened.dispose()


def test_no_commit_makes_a_checkpoint_of_its_own(store: Store) -> None:
    with reading(store.engine) as connection:
        assert pragma(connection, "wal_autocheckpoint") == 0


def test_a_connection_without_its_promises_is_not_handed_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weaken(cursor: sqlite3.Cursor, _: object) -> None:
        cursor.execute("PRAGMA synchronous = NORMAL")

    monkeypatch.setattr(engines, "_claim", weaken)
    with pytest.raises(AssertionError, match="promises"):
        open_engine(path)


def test_no_connection_is_made_anywhere_else() -> None:
    """So that none is without its promises. The sandbox is the platform's side, with its own."""
    root = Path(engines.__file__).parents[2]
    names = re.compile(r"\b(sqlite3|sqlcipher3|create_engine|apsw)\b")
    found = {
        str(file.relative_to(root))
        for part in ("station", "sync", "drivers", "config", "ui")
        for file in (root / part).rglob("*.py")
        if names.search(file.read_text("utf-8"))
    }
    assert found == {"station/store/engine.py", "sync/sandbox/book.py"}


@pytest.mark.parametrize(("way", "begins"), [(writing, "BEGIN IMMEDIATE"), (reading, "BEGIN")])
def test_writing_takes_the_lock_before_it_looks(
    store: Store, way: Callable[[Engine], object], begins: str
) -> None:
    said: list[str] = []

    def listen(*args: object) -> None:
        said.append(str(args[2]))

    event.listen(store.engine, "before_cursor_execute", listen)
    with way(store.engine) as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("SELECT 1")
    assert said == [begins, "SELECT 1"]


def test_a_second_writer_waits_for_the_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_MS_MAX", 20)
    other = open_engine(store.path)
    with (
        writing(store.engine),
        pytest.raises(KnownError, match="another program holds it"),
        writing(other),
    ):
        pass
    other.dispose()


def test_a_reader_is_not_kept_waiting(store: Store) -> None:
    other = open_engine(store.path, read_only=True)
    with writing(store.engine) as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b')")
        with reading(other) as beside:
            assert beside.exec_driver_sql("SELECT * FROM meta WHERE key = 'a'").first() is None
    other.dispose()


def test_a_read_only_engine_can_not_write(store: Store) -> None:
    other = open_engine(store.path, read_only=True)
    with (
        pytest.raises(KnownError, match="can't be written"),
        writing(other) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b')")
    other.dispose()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"nowhere: there is no such folder"):
        open_engine(tmp_path / "nowhere" / "station.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="this is a folder"):
        open_engine(tmp_path)


def test_reading_makes_no_database(path: Path) -> None:
    with pytest.raises(KnownError, match="there is no database"):
        open_engine(path, read_only=True)
    assert not path.exists()


def test_a_database_of_another_program_is_left_untouched(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (a)")
    other.commit()
    other.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(KnownError, match="another program"):
            open_engine(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_is_no_database_is_left_untouched(path: Path) -> None:
    path.write_bytes(b"a letter to somebody" * 100)
    with pytest.raises(StoreCorrupt, match="no SQLite database"):
        open_engine(path)
    assert path.read_bytes() == b"a letter to somebody" * 100


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with Store.open(path, station=1) as store:
        assert store.get_meta("station") == "1"


def test_a_creation_that_was_cut_short_is_finished(path: Path) -> None:
    open_engine(path).dispose()  # the file is ours, and has no tables yet
    with Store.open(path, station=1) as store:
        assert store.head[0] == 0


# ---------------------------------------------------------------- the library and encryption


def test_an_encrypted_database_opens_with_its_key_only(path: Path) -> None:
    with Store.open(path, station=1, key=KEY) as store:
        store.set_meta({"told": "in plain words"})
    assert b"in plain words" not in path.read_bytes()
    assert b"SQLite" not in path.read_bytes()
    with Store.open(path, station=1, key=KEY) as store:
        assert store.get_meta("told") == "in plain words"
    for key in (None, bytes(32)):
        with pytest.raises(StoreCorrupt):
            open_engine(path, key=key)


def test_the_fallback_is_visible(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    assert engines.dbapi() is sqlite3
    assert engines.library_name() == f"sqlite3 (SQLite {sqlite3.sqlite_version})"
    with pytest.raises(KnownError, match="encryption needs sqlcipher3"):
        open_engine(path, key=KEY)


def test_a_library_with_the_wal_reset_bug_warns(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "WAL_RESET_FIXED", (99, 0, 0))
    assert engines.has_wal_reset_bug()
    with pytest.warns(UserWarning, match="WAL-reset bug"):
        engine = open_engine(path)
    engine.dispose()


# ---------------------------------------------------------------- faults of the disk


def test_a_full_disk_leaves_the_database_as_it_was(store: Store) -> None:
    with reading(store.engine) as connection:
        pages = pragma(connection, "page_count")
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    rows = [(str(number), "x" * 500) for number in range(500)]
    with pytest.raises(KnownError, match="disk is full"), writing(store.engine) as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", rows)
    with reading(store.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 2


def test_a_failed_commit_is_unknown_and_ends_its_connection(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(store.engine.dialect, "do_commit", fail)
        with pytest.raises(CommitUnknown, match="disk I/O error"), writing(store.engine):
            pass
    assert store.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_a_checkpoint_empties_the_log(store: Store) -> None:
    store.set_meta({"a": "b"})
    wal = store.path.with_name("station.db-wal")
    assert wal.stat().st_size > 0
    checkpoint(store.engine, "TRUNCATE")
    assert wal.stat().st_size == 0
