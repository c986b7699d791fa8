"""The PC dies at any point, its disk keeps what was committed, and it starts again."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.compose.database import Database
from station.core import events as e
from station.simulate.computer import COMMITS, Killed, Off
from station.simulate.shift import Mode, Plan, Shift
from station.store.points import listening

POINTS = ("commit.before", "commit.after", "effect: RunLine", "turn: carried out")


@pytest.fixture
def shift(tmp_path: Path) -> Shift:
    """A station that runs its first order, quietly, for a while."""
    shift = Shift(Plan(3, 1.0, Mode.SAFETY, "none"), tmp_path)
    shift.scheduler.at(0, shift._keep_on)
    shift.scheduler.run_until(30_000)
    assert shift.computer.place.snapshot.phase == "execute"
    return shift


def head_on(database: Database) -> int:
    with database.store(station=1) as store:
        return store.head[0]


def refused(shift: Shift) -> str:
    stop = e.StopAsked(shift.computer.clock.wall_ms(), "operator")
    found = shift.computer.inside(lambda place: place.ask(stop))
    return found.why if found else ""


@pytest.mark.parametrize("point", POINTS)
def test_whatever_the_point_a_killed_process_leaves_a_sound_database(
    shift: Shift, point: str
) -> None:
    before = shift.computer.place.store.head[0]

    def strike(name: str) -> bool:
        if name == point:
            shift.computer._keep_disk()
            raise Killed(name)
        return False

    with listening(strike), pytest.raises(Off):
        refused(shift)
    assert not shift.computer.is_on
    assert shift.computer.database.check().sound
    lost = point == "commit.before"
    assert head_on(shift.computer.database) == (before if lost else before + 1)


@pytest.mark.parametrize("point", sorted(COMMITS))
def test_a_commit_that_raised_stops_the_line_and_may_be_on_the_disk(
    shift: Shift, point: str
) -> None:
    before = shift.computer.place.store.head[0]
    shift.dice.set("disk.error", 1.0)
    real = shift.computer.listen

    with listening(lambda name: real(name) if name == point else False), pytest.raises(Off):
        refused(shift)
    assert shift.computer.stands_still
    assert shift.computer.is_on, "the process is there, its core is not"
    shift.computer.stop()
    assert head_on(shift.computer.database) == before + (point == "commit.after")


def test_it_starts_again_from_the_disk_and_the_order_is_stopped(shift: Shift) -> None:
    shift.computer.kill()
    with pytest.raises(Off):
        _ = shift.computer.place
    assert shift.computer.boot()
    assert shift.computer.place.snapshot.phase == "stopped"
    assert [alarm.kind for alarm in shift.computer.place.snapshot.alarms] == ["check_after_restart"]


def test_an_orderly_stop_loses_nothing(shift: Shift) -> None:
    head = shift.computer.place.store.head
    shift.computer.stop()
    assert head_on(shift.computer.database) == head[0]


def test_while_a_commit_is_slow_the_world_goes_on_and_the_core_takes_nothing_in(
    shift: Shift,
) -> None:
    shift.dice.set("disk.slow", 1.0)
    busy: list[int] = []

    def look() -> None:
        busy.append(shift.computer.is_busy)
        if shift.computer.is_busy:
            with pytest.raises(Off):
                refused(shift)
        shift.scheduler.after(1, look)

    look()
    with listening(shift.computer.listen):
        shift.scheduler.run_until(shift.scheduler.now_ms + 5_000)
    assert any(busy)
    assert shift.dice.injected["disk.slow"] > 0
    shift.dice.quiet = True
    shift.scheduler.run_until(shift.scheduler.now_ms + 1_000)
    assert shift.computer.place.snapshot.phase == "execute"
