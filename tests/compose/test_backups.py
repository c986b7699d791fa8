"""Backups by name, at each order's close, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.compose.backups import BackupThread, Made, listed, make, prune
from station.compose.database import database_at
from station.compose.restoring import restore
from station.core import records as r
from station.core.states import Phase
from station.store import points
from station.store.check import check_store
from station.store.errors import KnownError, StoreCorrupt
from station.store.lock import StationLock
from station.store.standing import LockKind
from station.store.store import Store
from tests.compose.bench import Bench, checked
from tests.store.made import moved, opened, packed


class PowerCut(Exception):
    """The light went out."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "station.db"
    with Store.open(path, station=1) as store:
        store.commit([*opened(), *packed()], 1)
    return path


def go_on(path: Path) -> None:
    with Store.open(path, station=1) as store:
        store.commit([r.Granted("WO-1", 0, 4097, 100 + store.head[0], 1, "minted")], 2)


def test_a_backup_says_in_its_name_what_is_in_it(database: Path, tmp_path: Path) -> None:
    made = make(database_at(database), tmp_path / "backup")
    report = check_store(made.path)
    assert report.sound
    assert (made.seq, made.head) == (report.entries, report.head[:12])
    assert listed(tmp_path / "backup") == [made]


def test_only_so_many_are_kept_and_those_that_hold_most(database: Path, tmp_path: Path) -> None:
    made = []
    for _ in range(4):
        made.append(make(database_at(database), tmp_path / "backup", kept=2))
        go_on(database)
    assert listed(tmp_path / "backup") == [made[3], made[2]]


def test_two_of_one_second_have_names_of_their_own(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.compose.backups._now", lambda: "20261125T101500Z")
    made = [make(database_at(database), tmp_path / "backup") for _ in range(3)]
    assert len({one.path for one in made}) == 3
    assert listed(tmp_path / "backup") == made[::-1]


def test_a_file_that_somebody_named_is_never_pruned(database: Path, tmp_path: Path) -> None:
    make(database_at(database), tmp_path / "backup")
    named = make(database_at(database), tmp_path / "backup" / "before the update.db")
    go_on(database)
    newest = make(database_at(database), tmp_path / "backup")
    assert len(prune(tmp_path / "backup", 1)) == 1
    assert sorted(file.name for file in (tmp_path / "backup").iterdir()) == sorted(
        (named.path.name, newest.path.name)
    )


def test_a_failed_backup_removes_no_older_one(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = make(database_at(database), tmp_path / "backup", kept=1)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    go_on(database)
    monkeypatch.setattr("station.store.backup._sync", fails)
    with pytest.raises(KnownError, match="No space left"):
        make(database_at(database), tmp_path / "backup", kept=1)
    assert listed(tmp_path / "backup") == [kept]


def test_an_order_that_closes_is_backed_up_beside_the_line(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as bench:
        bench.open(codes=5)
        phases = (Phase.COMPLETING, Phase.COMPLETE)
        bench.place.guard.commit([r.PhaseChanged("O1", phase) for phase in phases], 1)
    (made,) = listed(tmp_path / "s" / "backup")
    assert made.seq == checked(tmp_path / "s" / "station.db").entries
    assert checked(made.path, tmp_path / "s").sound


def test_a_backup_that_fails_is_told_on_the_screen(tmp_path: Path) -> None:
    with Bench(tmp_path / "s", backup="station.db/nowhere") as bench:
        bench.open(codes=5)
        bench.place._backups.ask()
        bench.until(lambda: bench.kinds() == {"backup_failed"})
        (detail,) = (a.detail for a in bench.place.snapshot.alarms if a.kind == "backup_failed")
        assert "can't be made" in detail


def test_the_thread_makes_what_was_asked_for_before_it_ends() -> None:
    done, heard = [], []

    def one() -> Made:
        done.append(1)
        if len(done) == 2:
            raise KnownError("the disk is gone")
        return Made(Path("x.db"), "", 0, "", 0)

    thread = BackupThread(one, heard.append)
    thread.start()
    for _ in range(3):
        thread.ask()
    thread.stop()
    assert len(done) == 3
    assert heard == ["the disk is gone"]


# ---------------------------------------------------------------- restore


def test_a_restore_checks_moves_aside_and_locks(tmp_path: Path) -> None:
    with Bench(tmp_path / "s") as bench:
        bench.open().start()
        bench.full_case()
        made = bench.place.back_up()
        bench.full_case()
    database = tmp_path / "s" / "station.db"
    before = checked(database)
    done = restore(made.path, database)
    assert done.aside is not None
    assert checked(done.aside).head == before.head, "the newer one is kept, whole"
    assert checked(database).head == checked(made.path, tmp_path / "s").head
    assert made.path.exists()
    with Bench(tmp_path / "s") as locked:
        assert locked.place.locked is not None
        assert locked.place.locked.kind is LockKind.COPY
        assert made.path.name in locked.place.locked.detail


def test_a_database_that_was_lost_is_restored_too(database: Path, tmp_path: Path) -> None:
    made = make(database_at(database), tmp_path / "backup")
    database.unlink()
    assert restore(made.path, database).aside is None
    assert check_store(database).sound


def test_what_was_in_the_log_moves_aside_with_the_database(database: Path, tmp_path: Path) -> None:
    """The station died: its newest entries are in the write-ahead log alone."""
    made = make(database_at(database), tmp_path / "backup")
    alive = Store.open(database, station=1)
    alive.commit([r.Granted("WO-1", 0, 4097, 500, 1, "minted")], 2)
    kept = {
        name: database.with_name(name).read_bytes() for name in ("station.db", "station.db-wal")
    }
    alive.close()
    for name, content in kept.items():
        database.with_name(name).write_bytes(content)
    done = restore(made.path, database)
    assert done.aside is not None
    assert check_store(done.aside).entries == made.seq + 1
    assert not database.with_name("station.db-wal").exists()


def test_a_broken_backup_changes_nothing(database: Path, tmp_path: Path) -> None:
    made = make(database_at(database), tmp_path / "backup")
    whole = bytearray(made.path.read_bytes())
    whole[len(whole) // 2 :] = bytes(len(whole) - len(whole) // 2)
    made.path.write_bytes(whole)
    before = database.read_bytes()
    with pytest.raises(StoreCorrupt, match=made.path.name):
        restore(made.path, database)
    assert database.read_bytes() == before
    assert not list(tmp_path.glob(".*restored*"))


def test_a_backup_that_lies_about_its_history_is_refused(database: Path, tmp_path: Path) -> None:
    """SQLite finds nothing wrong with it; the journal's chain does."""
    made = make(database_at(database), tmp_path / "backup")
    with Store.open(made.path, station=1) as store, store.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_no_update")
        connection.exec_driver_sql("UPDATE journal SET at_ms = 7 WHERE seq = 2")
        connection.commit()
    with pytest.raises(StoreCorrupt, match="entry 2 of the journal is not what was written"):
        restore(made.path, database)


def test_it_is_refused_while_the_station_runs(database: Path, tmp_path: Path) -> None:
    made = make(database_at(database), tmp_path / "backup")
    with StationLock(database), pytest.raises(KnownError, match="end it first"):
        restore(made.path, database)
    with pytest.raises(KnownError, match="there is no such backup"):
        restore(tmp_path / "none.db", database)
    with pytest.raises(KnownError, match="this is the database itself"):
        restore(database, database)


@pytest.mark.parametrize(
    "point",
    [
        "restore: before the present one moves aside",
        "restore: before the backup takes its place",
    ],
)
def test_a_restore_that_was_cut_short_is_done_again(
    database: Path, tmp_path: Path, point: str
) -> None:
    made = make(database_at(database), tmp_path / "backup")
    go_on(database)
    entries = check_store(database).entries

    def cut(name: str) -> bool:
        if name == point:
            raise PowerCut
        return False

    with pytest.raises(PowerCut), points.listening(cut):
        restore(made.path, database)
    kept = [database, *tmp_path.glob("station.replaced-*.db")]
    assert max(check_store(one).entries for one in kept if one.exists()) == entries
    restore(made.path, database)
    assert check_store(database).entries == made.seq
    with Store.open(database, station=1) as store:
        store.commit(moved(0, (), 1), 3)
