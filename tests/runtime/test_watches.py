"""The clock and the disk as the core thread looks at them, tick by tick."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.core.alarms import AlarmKind
from station.core.events import ClockJumped, TroubleFound, TroubleOver
from station.runtime.watches import (
    DISK_LOOK_MS,
    EARLIEST_MS,
    JUMP_MS_MAX,
    PROBE_MS,
    ClockWatch,
    DiskWatch,
)
from station.store.disk import Disk
from station.store.errors import KnownError

NOW_MS = EARLIEST_MS + 10_000_000_000
HOUR_MS = 3_600_000


def test_a_clock_that_goes_on_is_trusted() -> None:
    watch = ClockWatch(NOW_MS - 1)
    for tick in range(100):
        assert watch.look(NOW_MS + tick * 50 + tick % 3, 7_000 + tick * 50) == ()


@pytest.mark.parametrize("jump_ms", [HOUR_MS, -HOUR_MS, JUMP_MS_MAX + 1, -JUMP_MS_MAX - 1])
def test_a_jump_is_told_once_with_what_was_due(jump_ms: int) -> None:
    watch = ClockWatch()
    watch.look(NOW_MS, 0)
    assert watch.look(NOW_MS + 50 + jump_ms, 50) == (
        ClockJumped(NOW_MS + 50, NOW_MS + 50 + jump_ms),
    )
    assert watch.look(NOW_MS + 100 + jump_ms, 100) == ()


def test_a_clock_that_is_set_back_by_seconds_is_no_jump() -> None:
    watch = ClockWatch()
    watch.look(NOW_MS, 0)
    assert watch.look(NOW_MS + 50 - JUMP_MS_MAX, 50) == ()


def test_small_steps_one_way_are_a_jump_in_the_end() -> None:
    watch = ClockWatch()
    watch.look(NOW_MS, 0)
    told = [watch.look(NOW_MS + at * 1_000 + at * 100, at * 1_000) for at in range(1, 60)]
    assert sum(len(one) for one in told) == 1


@pytest.mark.parametrize(
    ("wall_ms", "due_ms"), [(NOW_MS - HOUR_MS, NOW_MS), (HOUR_MS, EARLIEST_MS)]
)
def test_a_start_before_the_newest_entry_or_before_there_was_a_packline_is_told(
    wall_ms: int, due_ms: int
) -> None:
    newest = NOW_MS if due_ms == NOW_MS else 0
    assert ClockWatch(newest).look(wall_ms, 5) == (ClockJumped(due_ms, wall_ms),)


class Room(Disk):
    """A disk with as much room as the test says."""

    left = 0
    writable = True

    def free(self) -> int:
        return type(self).left

    def probe(self) -> None:
        if not type(self).writable:
            raise KnownError("the disk can't be written")


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(Room, "left", 1_000)
    monkeypatch.setattr(Room, "writable", True)
    room = Room(tmp_path, needed=1_000, reserve_bytes=10)
    assert room.set_aside()
    return room


def at(watch: DiskWatch, second: int) -> list[AlarmKind]:
    found = watch.look(NOW_MS, second * DISK_LOOK_MS)
    assert all(isinstance(one, TroubleFound | TroubleOver) for one in found)
    return [one.trouble for one in found]  # type: ignore[union-attr]


def test_room_that_runs_short_gives_the_reserve_free_and_doesnt_come_and_go(
    disk: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = DiskWatch(disk)
    heard = []
    for second, left in enumerate((1_000, 600, 499, 501, 400, 900, 999, 1_000, 600)):
        monkeypatch.setattr(Room, "left", left)
        heard.append((left, at(watch, second), disk.reserve.exists()))
    full = [AlarmKind.DISK_FULL]
    assert heard == [
        (1_000, [], True),
        (600, [], True),
        (499, full, False),
        (501, [], False),
        (400, [], False),
        (900, [], False),
        (999, [], False),
        (1_000, full, True),
        (600, [], True),
    ]


def test_the_disk_is_not_asked_at_every_tick(disk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = DiskWatch(disk)
    assert list(watch.look(NOW_MS, 0)) == []
    monkeypatch.setattr(Room, "left", 0)
    assert list(watch.look(NOW_MS, DISK_LOOK_MS - 1)) == []
    assert len(watch.look(NOW_MS, DISK_LOOK_MS)) == 1


def test_a_disk_that_can_not_be_written_is_told_once_and_when_it_is_over(
    disk: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, step = DiskWatch(disk), PROBE_MS // DISK_LOOK_MS
    assert at(watch, 0) == []
    monkeypatch.setattr(Room, "writable", False)
    assert at(watch, step) == [AlarmKind.DISK_UNWRITABLE]
    assert at(watch, 2 * step) == []
    monkeypatch.setattr(Room, "writable", True)
    assert at(watch, 3 * step) == [AlarmKind.DISK_UNWRITABLE]
    assert at(watch, 4 * step) == []
