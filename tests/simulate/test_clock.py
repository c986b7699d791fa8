"""Virtual time: deeds in their order, and a wall clock that may jump."""

from __future__ import annotations

import pytest

from station.simulate.clock import WALL_MS_AT_START, Scheduler, VirtualClock


def test_deeds_are_done_in_the_order_of_their_times() -> None:
    scheduler, done = Scheduler(), []
    for at_ms in (30, 10, 20):
        scheduler.at(at_ms, lambda at_ms=at_ms: done.append((at_ms, scheduler.now_ms)))
    scheduler.run_until(25)
    assert done == [(10, 10), (20, 20)]
    assert scheduler.now_ms == 25


def test_deeds_of_one_millisecond_keep_the_order_of_planning() -> None:
    scheduler, done = Scheduler(), []
    for name in "cab":
        scheduler.at(5, lambda name=name: done.append(name))
    scheduler.run_until(5)
    assert done == ["c", "a", "b"]


def test_a_deed_may_plan_the_next_one_and_cancel_another() -> None:
    scheduler, done = Scheduler(), []
    other = scheduler.at(7, lambda: done.append("never"))

    def deed() -> None:
        other.cancel()
        scheduler.after(3, lambda: done.append(scheduler.now_ms))

    scheduler.at(4, deed)
    scheduler.run_until(10)
    assert done == [7]


def test_what_was_planned_for_the_past_is_done_now() -> None:
    scheduler, done = Scheduler(), []
    scheduler.run_until(100)
    scheduler.at(3, lambda: done.append(scheduler.now_ms))
    scheduler.run_until(100)
    assert done == [100]


def test_what_a_deed_raises_ends_the_run_at_its_time() -> None:
    scheduler = Scheduler()

    def fail() -> None:
        raise AssertionError("broken")

    scheduler.at(40, fail)
    with pytest.raises(AssertionError, match="broken"):
        scheduler.run_until(1_000)
    assert scheduler.now_ms == 40


def test_only_the_wall_clock_jumps() -> None:
    scheduler = Scheduler()
    clock = VirtualClock(scheduler)
    scheduler.run_until(500)
    clock.jump_ms = -60_000
    assert clock.wall_ms() == WALL_MS_AT_START + 500 - 60_000
    assert clock.monotonic_ms() == 500
