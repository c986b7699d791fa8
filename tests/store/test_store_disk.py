"""A disk that fills up, and one that can't be written any more (D9, D10)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pytest

from station.core import records as r
from station.core.states import Cause
from station.store.check import check_store
from station.store.disk import Disk
from station.store.errors import CommitUnknown, KnownError, StoreError
from station.store.faults import FULL, is_full
from station.store.guard import Guard
from station.store.lock import StationLock
from station.store.store import Store
from tests.store.made import BOTTLE, opened
from tests.store.mounts import make_read_only, small_disk

KIB = 1_024
DISK_KIB, RESERVE_KIB = 900, 200
CODES_A_TURN = 4
NOBODY = 65_534  # the user without rights, on Linux


def guarded(store: Store, disk: Disk) -> Guard:
    guard = Guard(store, store.path.with_name("witness.json"), "here", when_full=disk.give_free)
    guard.begin()
    return guard


def turn(number: int) -> list[r.Record]:
    codes = range(BOTTLE + 1 + number * CODES_A_TURN, BOTTLE + 1 + (number + 1) * CODES_A_TURN)
    return [r.CodesMoved("WO-1", 0, cause, tuple(codes)) for cause in (Cause.ALLOCATE, Cause.SEND)]


def fill(guard: Guard, first: int) -> tuple[int, StoreError]:
    """Commit until it fails: the number of the turn that did, and how."""
    for number in range(first, 10_000):
        try:
            guard.commit(turn(number), number)
        except StoreError as error:
            return number, error
    raise AssertionError("the disk never became full")


def test_a_full_disk_loses_nothing_that_was_said_and_the_reserve_lets_it_go_on(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", DISK_KIB) as folder:
        disk = Disk(folder, 100 * KIB, RESERVE_KIB * KIB)
        with Store.open(folder / "station.db", station=1) as store:
            assert disk.set_aside()
            guard = guarded(store, disk)
            guard.commit(opened(bottles=100_000), 0)
            failed, error = fill(guard, 0)
            assert is_full(error)
            assert "disk is full" in str(error)
            assert isinstance(error, CommitUnknown), "what a failed commit left behind is unknown"
            assert not disk.reserve.exists(), "it was given free"
        with Store.open(folder / "station.db", station=1) as store:
            done = store.head[0]
            assert done - 3 in (2 * failed, 2 * (failed + 1)), "all that was acknowledged"
            again = (done - 3) // 2
            more, _ = fill(guarded(store, disk), again)
            assert more - again >= 5, "enough to stop in an orderly way"
        report = check_store(folder / "station.db")
        assert report.sound, report.findings


def test_a_turn_that_surely_was_not_written_is_written_on_the_reserve(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(tmp_path, 0, 64 * KIB)
    assert disk.set_aside()
    guard = guarded(store, disk)
    really, tries = store.commit, []

    def full_once(turn: list[r.Record], at_ms: int, scans: object = ()) -> int:
        tries.append(turn)
        if disk.reserve.exists():
            cause = OSError()
            cause.sqlite_errorcode = FULL  # type: ignore[attr-defined]
            raise KnownError("the disk is full") from cause
        return really(turn, at_ms)

    monkeypatch.setattr(store, "commit", full_once)
    assert guard.commit(opened(), 1) == 3
    assert len(tries) == 2
    assert not disk.reserve.exists()


def test_without_a_reserve_it_is_tried_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def full(*turn: object) -> int:
        tries.append(turn)
        cause = OSError()
        cause.sqlite_errorcode = FULL  # type: ignore[attr-defined]
        raise KnownError("the disk is full") from cause

    monkeypatch.setattr(store, "commit", full)
    with pytest.raises(KnownError, match="full"):
        guarded(store, Disk(tmp_path, 0, 64 * KIB)).commit([], 1)
    assert len(tries) == 1


def test_the_reserve_takes_real_room_and_is_made_once(tmp_path: Path) -> None:
    disk = Disk(tmp_path, 0, 300 * KIB)
    assert disk.set_aside()
    written = disk.reserve.stat()
    assert written.st_size == 300 * KIB
    assert written.st_blocks * 512 >= 300 * KIB, "not a file with holes"
    assert disk.set_aside()
    assert disk.reserve.stat().st_mtime_ns == written.st_mtime_ns
    assert disk.give_free()
    assert not disk.give_free()


def test_no_room_for_the_reserve_leaves_nothing_behind(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as folder:
        disk = Disk(folder, 0, 300 * KIB)
        assert not disk.set_aside()
        assert list(folder.iterdir()) == []


def test_too_little_room_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    disk = Disk(tmp_path, 1 << 60, 1)
    with pytest.raises(KnownError, match=r"only .* are free, .* free some space, or lower limits"):
        disk.check()
    assert not disk.reserve.exists()


def test_a_disk_that_became_read_only_is_told_at_the_start_and_at_run_time(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4_000) as folder:
        disk = Disk(folder, 0, KIB)
        disk.check()
        store = Store.open(folder / "station.db", station=1)
        store.commit(opened(bottles=1_000), 1)
        store.close()
        make_read_only(folder)
        with pytest.raises(KnownError, match=r"can't be written .*check the disk and the rights"):
            disk.check()
        with pytest.raises(KnownError, match="can't be written"), StationLock(store.path):
            pass
        with pytest.raises(KnownError, match="can't be"):
            Store.open(folder / "station.db", station=1)
        assert check_store(folder / "station.db").sound, "it can still be read"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere, so the test is somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_without_the_right_to_write_it_is_told() -> None:
    # Not in tmp_path: only its owner may even look into that one.
    with TemporaryDirectory(prefix="packline-", dir=gettempdir()) as name:
        folder = Path(name)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(KnownError, match=r"can't be written \(Permission denied"):
            Disk(folder, 0, KIB).probe()
        folder.chmod(0o755)
        Disk(folder, 0, KIB).probe()
