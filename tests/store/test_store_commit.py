"""One turn is one commit: all of it or nothing, and a commit that raised is never guessed at."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

from station.core import records as r
from station.core.states import Cause, ContainerState, Phase
from station.store import engine as engines
from station.store import queries
from station.store import store as stores
from station.store.engine import checkpoint, reading
from station.store.errors import CommitUnknown, KnownError, StoreRefused
from station.store.fold import FoldError
from station.store.journal import verify
from station.store.replay import differences, replay
from station.store.schema import TABLES
from station.store.store import Store
from tests.store.made import BOTTLE, CASE, GOOD, MINTED, moved, opened, packed

REST: Sequence[r.Record] = [
    *packed(),
    r.PhaseChanged("WO-1", Phase.EXECUTE, "anna"),
    r.Judged("WO-1", "camera", 1, "good", BOTTLE + 1),
    r.AlarmRaised("WO-1", 1, "pool_empty", "belt", ""),
    r.AlarmCleared("WO-1", 1, "anna"),
    r.Resynced("WO-1", 1, 2),
    r.LabelReprinted("WO-1", 1, CASE + 1, "torn", "anna"),
    r.QuarantineChanged("WO-1", 1, True),
    r.Unbound("WO-1", 1, (BOTTLE + 2,), "leaks", "anna"),
]


@dataclass(frozen=True)
class Scan:
    device: str = "camera"
    trigger: int = 1
    raw: bytes = b"\x1dwhat was read"
    verdict: str = "unknown_code"


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with reading(store.engine) as connection:
        return {t.name: [tuple(row) for row in connection.execute(select(t))] for t in TABLES}


def sound(store: Store) -> bool:
    with reading(store.engine) as connection:
        replayed = replay(connection)
        assert verify(connection).fault == ""
        return not replayed.stuck and not list(differences(connection, replayed))


def test_a_turn_is_there_when_commit_returns(store: Store, path: Path) -> None:
    assert store.commit(opened(), 1_000) == 3
    last = store.commit(REST, 2_000, [Scan()])
    assert (last, store.head[0]) == (3 + len(REST), last)
    assert [entry.record for entry in store.entries()] == [*opened(), *REST]
    assert {entry.at_ms for entry in store.entries(4)} == {2_000}
    with reading(store.engine) as connection:
        assert queries.scans(connection) == [
            (2_000, "camera", 1, b"\x1dwhat was read", "unknown_code")
        ]
    assert sound(store)


def test_the_journal_goes_on_after_a_restart(path: Path) -> None:
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
        head = store.head
    with Store.open(path, station=1) as store:
        assert store.head == head
        store.commit(packed(), 2)
        assert sound(store)


def test_a_turn_that_fails_at_any_statement_leaves_nothing(store: Store) -> None:
    store.commit(opened(), 1)
    before = contents(store)
    for allowed in count(1):  # each try gets one statement further than the one before
        if commits_with(store, allowed):
            break
        assert contents(store) == before
    assert 30 < allowed < 200
    assert store.head[0] == 3 + len(REST)
    assert sound(store)


def commits_with(store: Store, allowed: int) -> bool:
    """Try the turn; the database fails after so many statements."""
    seen = count(1)

    def fail(*_: object) -> None:
        if next(seen) > allowed:
            raise sqlite3.OperationalError("pulled the plug")

    event.listen(store.engine, "before_cursor_execute", fail)
    try:
        store.commit(REST, 2, [Scan()])
    except sqlite3.OperationalError:
        return False
    finally:
        event.remove(store.engine, "before_cursor_execute", fail)
    return True


@pytest.mark.parametrize("durable", [False, True])
def test_a_commit_that_raised_is_read_again_from_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
        really = store.engine.dialect.do_commit

        def fail(connection: object) -> None:
            if durable:
                really(connection)  # type: ignore[arg-type]
            raise sqlite3.OperationalError("disk I/O error")

        with monkeypatch.context() as patched:
            patched.setattr(store.engine.dialect, "do_commit", fail)
            with pytest.raises(CommitUnknown, match="unknown"):
                store.commit(moved(0, GOOD[:1], BOTTLE + 1), 2)
        with pytest.raises(CommitUnknown, match="an earlier commit failed"):
            store.commit(moved(0, GOOD[:1], BOTTLE + 2), 3)
        with pytest.raises(CommitUnknown, match="an earlier commit failed"):
            store.set_meta({"a": "b"})
    with Store.open(path, station=1) as store:
        assert store.head[0] == (4 if durable else 3)
        assert sound(store)


def test_a_real_write_error_in_a_commit_is_unknown(path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store.open(path, station=1) as store:
        store.commit(opened(bottles=5_000), 1)
        wal = path.with_name(f"{path.name}-wal").stat().st_size
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (wal, hard))
            codes = range(BOTTLE + 1, BOTTLE + 2_001)
            with pytest.raises(CommitUnknown):
                store.commit(moved(0, [Cause.ALLOCATE], *codes), 2)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with Store.open(path, station=1) as store:
        assert store.head[0] in (3, 4)
        assert sound(store)


BUGS: dict[str, Sequence[r.Record]] = {
    "sent twice": moved(0, [*GOOD[:2], Cause.SEND], BOTTLE + 1),
    "sent again after a doubt": moved(0, [*GOOD[:2], Cause.DOUBT, Cause.SEND], BOTTLE + 1),
    "allocated twice": moved(0, [Cause.ALLOCATE, Cause.ALLOCATE], BOTTLE + 1),
    "named twice": moved(0, [Cause.ALLOCATE], BOTTLE + 1, BOTTLE + 1),
    "never granted": moved(0, [Cause.ALLOCATE], BOTTLE + 11),
    "of another level": moved(0, [Cause.ALLOCATE], CASE + 1),
    "bound by a move": moved(0, [*GOOD, Cause.BIND], BOTTLE + 1),
    "blocks that overlap": [r.Granted("WO-1", 0, MINTED, 10, 5, "minted")],
    "no such order": [r.PhaseChanged("WO-9", Phase.EXECUTE)],
    "a phase that can't follow": [r.PhaseChanged("WO-1", Phase.COMPLETE)],
    "a count that isn't so": [
        r.ContainerOpened("WO-1", 1, 1, 4),
        r.ContainerMoved("WO-1", 1, ContainerState.FULL, 4),
    ],
    "a container that jumps a state": [
        r.ContainerOpened("WO-1", 1, 1, 4),
        r.ContainerMoved("WO-1", 1, ContainerState.CLOSED, 0),
    ],
    "more children than fit": [
        *packed(),
        *moved(0, GOOD, BOTTLE + 5),
        r.Bound("WO-1", 1, (BOTTLE + 5,), (4,)),
    ],
    "a case in a case": [
        *moved(1, GOOD, CASE + 1),
        r.ContainerOpened("WO-1", 1, 1, 4),
        r.Bound("WO-1", 1, (CASE + 1,), (0,)),
    ],
    "bound twice": [*packed(), r.Bound("WO-1", 1, (BOTTLE + 1,), (3,))],
    "taken out of nothing": [*packed(), r.Unbound("WO-1", 1, (BOTTLE + 5,))],
    "another label printed again": [*packed(), r.LabelReprinted("WO-1", 1, CASE + 2, "", "")],
    "released though it was sent": [
        *moved(0, GOOD[:2], BOTTLE + 10),
        r.BlockReleased("WO-1", 0, MINTED, 9, 2),
    ],
    "released though it is leased": [
        *moved(0, [Cause.ALLOCATE], BOTTLE + 9),
        r.BlockReleased("WO-1", 0, MINTED, 9, 2),
    ],
    "released from the middle": [r.BlockReleased("WO-1", 0, MINTED, 5, 2)],
    "released before void ones": [
        r.BlockVoided("WO-1", 0, MINTED, 9, 2, "spoilt"),
        r.BlockReleased("WO-1", 0, MINTED, 7, 2),
    ],
    "released twice": [
        r.BlockReleased("WO-1", 0, MINTED, 9, 2),
        r.BlockReleased("WO-1", 0, MINTED, 9, 2),
    ],
    "void as a block though it was used": [
        *moved(0, [Cause.ALLOCATE], BOTTLE + 9),
        r.BlockVoided("WO-1", 0, MINTED, 9, 2, "spoilt"),
    ],
    "leased though void": [
        r.BlockVoided("WO-1", 0, MINTED, 9, 2, "spoilt"),
        *moved(0, [Cause.ALLOCATE], BOTTLE + 9),
    ],
    "shipped twice": [*packed(), *(r.Shipped("WO-1", 1, "A", "", "") for _ in range(2))],
    "brought back though it never went": [*packed(), r.Unshipped("WO-1", 1, "", "")],
    "approved a second time": [r.OrderChanged("WO-1", 9, one) for one in ("A-1", "A-2")],
    "a change of no order": [r.OrderChanged("WO-9", 9, "")],
    "an alarm that doesn't stand": [r.AlarmCleared("WO-1", 1)],
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_raises_and_writes_nothing(store: Store, bug: str) -> None:
    store.commit(opened(), 1)
    before = contents(store)
    with pytest.raises((FoldError, StoreRefused)):
        store.commit(BUGS[bug], 2)
    assert contents(store) == before
    store.commit(REST, 3)
    assert sound(store)


def test_a_trigger_is_judged_once(store: Store) -> None:
    store.commit([*opened(), r.Judged("WO-1", "camera", 1, "good")], 1)
    with pytest.raises(StoreRefused, match="verdict"):
        store.commit([r.Judged("WO-1", "camera", 1, "no_read")], 2)


def test_a_scan_in_the_log_is_bounded(store: Store) -> None:
    store.commit([], 1, [Scan(raw=b"x" * 100_000)])
    with reading(store.engine) as connection:
        assert len(queries.scans(connection)[0][3]) == stores.SCAN_BYTES_MAX


def test_a_second_store_on_the_same_file_gives_nothing_twice(store: Store, path: Path) -> None:
    store.commit(opened(), 1)
    with Store.open(path, station=1) as second:  # nobody took the lock of the station
        store.commit(moved(0, GOOD, BOTTLE + 1), 2)
        with pytest.raises(StoreRefused, match=r"journal\.seq"):
            second.commit(moved(0, GOOD, BOTTLE + 1), 2)
        assert second.head[0] == 3
    assert store.head[0] == 3 + len(GOOD)
    assert sound(store)


def test_a_full_disk_writes_nothing_and_room_lets_the_line_go_on(store: Store) -> None:
    store.commit(opened(bottles=5_000), 1)
    many = moved(0, [Cause.ALLOCATE], *range(BOTTLE + 1, BOTTLE + 4_001))
    head = store.head
    pages_max(store, 0)  # SQLite keeps it at what the file has
    with pytest.raises(KnownError, match="disk is full; free some space"):
        store.commit(many, 2)
    assert store.head == head
    assert sound(store)
    pages_max(store, 1_000_000)
    store.commit(many, 3)
    assert sound(store)


def pages_max(store: Store, pages: int) -> None:
    with reading(store.engine) as connection:
        now = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {max(now, pages)}")


def test_a_database_without_its_id_gets_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Store, "set_meta", lambda *_: None)  # the power went before this
        Store.open(path, station=1).close()
    with Store.open(path, station=1) as store:
        given = store.get_meta("database_id")
        assert given is not None
    with Store.open(path, station=1) as store:
        assert store.get_meta("database_id") == given


# ---------------------------------------------------------------- checkpoints beside the line


@pytest.mark.parametrize("idle", [False, True])
def test_a_disk_that_fails_beside_the_line_shuts_the_store(
    path: Path, monkeypatch: pytest.MonkeyPatch, idle: bool
) -> None:
    def fail(_: object) -> None:
        raise KnownError("the disk reports an error")

    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
        monkeypatch.setattr(stores, "checkpoint", fail)
        monkeypatch.setattr(stores, "WAL_KEPT_BYTES" if idle else "WAL_BYTES_MAX", 0)
        monkeypatch.setattr(stores, "IDLE_TURNS", 1)
        with pytest.raises(CommitUnknown, match="every turn is written, but the log"):
            store.idle() if idle else store.commit(packed(), 2)
        with pytest.raises(CommitUnknown, match="an earlier commit failed"):
            store.commit(moved(0, GOOD, BOTTLE + 9), 3)
    monkeypatch.undo()
    with Store.open(path, station=1) as store:
        assert store.head[0] == 3 + (0 if idle else len(packed()))
        assert sound(store)


def wal_bytes(store: Store) -> int:
    return store.path.with_name(f"{store.path.name}-wal").stat().st_size


def test_an_idle_line_folds_its_log(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[str] = []
    monkeypatch.setattr(stores, "checkpoint", lambda _, mode="PASSIVE": modes.append(mode))
    monkeypatch.setattr(stores, "WAL_KEPT_BYTES", 0)
    store.commit(opened(), 1)
    for _ in range(stores.IDLE_TURNS - 1):
        store.idle()
    assert modes == []
    store.idle()
    assert modes == ["PASSIVE"]


def test_a_line_that_is_never_idle_folds_its_log_at_the_bound(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[int] = []

    def noted(engine: Engine, mode: str = "PASSIVE") -> None:
        folded.append(wal_bytes(store))
        checkpoint(engine, mode)

    monkeypatch.setattr(engines, "WAL_KEPT_BYTES", 10_000)
    monkeypatch.setattr(stores, "WAL_BYTES_MAX", 100_000)
    with Store.open(path, station=1) as store:
        monkeypatch.setattr(stores, "checkpoint", noted)
        store.commit(opened(bottles=1_000), 1)
        for serial in range(1, 100):
            store.commit(moved(0, GOOD, BOTTLE + serial), serial)
        assert 3 < len(folded) < 50  # again and again, and not with every commit
        assert max(folded) < 300_000
        assert sound(store)


def test_closing_leaves_one_file(path: Path) -> None:
    with Store.open(path, station=1) as store:
        store.commit(opened(), 1)
    assert sorted(file.name for file in path.parent.iterdir()) == ["station.db"]
