"""What all screens are told: counts, pools, keys as the core would answer, and what a restart
brings back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import api as d
from station.core import events as e
from station.core.effects import Refused
from station.core.line import step
from station.core.states import CodeState
from station.door.looking import ASK_CORE_EVERY_MS, Looking, commands, why_not
from station.door.opening import gauge_of
from station.door.seats import Seats
from station.runtime.loop import Stepped
from station.talk.look import Look
from tests.compose.bench import PER_CASE, Bench
from tests.compose.real_line import make_order, real_line
from tests.door.front_door import FrontDoor


class Watched(FrontDoor):
    """With the gauge hung up in the core, as `packline station` does."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        bench.place.station.loop._observer = self.observe

    def observe(self, stepped: Stepped) -> None:
        self.gauge.observe(stepped)

    def keys(self) -> dict[str, str]:
        return {key.name: key.why_not for key in self.look().keys}

    def no_read(self) -> None:
        """A bottle is coded, and the camera sees no code on it."""
        trigger, _ = self.bench.coded()
        self.bench.passes(d.LineEventKind.AT_CAMERA, trigger)
        self.bench.say(d.NoRead("bottle_camera", trigger, "nothing there"))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "station")
    bench.place.demo = True  # cheap passwords
    with bench:
        yield bench


@pytest.fixture
def door(bench: Bench) -> Watched:
    return Watched(bench)


def test_a_line_without_an_order_can_be_shown(door: Watched) -> None:
    look = door.look()
    assert (look.line.order, look.good, look.pools, look.recent) == ("", 0, (), ())
    assert {device.name for device in look.devices} == set(door.place.line.devices)
    assert not look.has_users
    assert door.keys()["start"] == door.bench.ask(e.StartAsked) != ""


def test_what_was_read_and_packed_is_counted(door: Watched) -> None:
    door.bench.open().start()
    door.bench.full_case()
    door.no_read()
    door.bench.good()  # between two that were read, it is certain what the one before was
    look = door.look()
    assert (look.good, look.rejected, look.cases) == (PER_CASE + 1, 1, 1)
    assert look.rejects == (("no_read", 1),)
    assert sum(one.good for one in look.minutes) == PER_CASE + 1
    assert [one.verdict for one in look.recent][:3] == ["good", "no_read", "good"]


def test_codes_are_covered(door: Watched) -> None:
    door.bench.open().start()
    _, job = door.bench.good()
    shown = door.look().recent[0].code
    assert "…" in shown
    assert shown not in job.data.decode()
    assert job.data.decode().endswith(shown.rpartition("…")[2])


def test_reads_of_an_order_that_is_gone_are_shown_all_the_same(tmp_path: Path) -> None:
    """A screen that is opened after the order's end has not seen them before."""
    with real_line(tmp_path) as line:
        place = line.place
        gauge = gauge_of(place.line)
        place.station.loop._observer = gauge.observe
        looking = Looking(place, place.line, gauge, Seats())
        line.start(make_order())
        line.full_case()
        assert line.ask(e.PartialCloseAsked, level=2, reason="end of order") == ""
        line.settled()
        line.confirm(2)
        line.close()
        assert all(read.code for read in looking().recent)
        line.start(make_order("WO-2"))
        fresh = Looking(place, place.line, gauge, Seats())().recent
        assert [read.code for read in fresh] == [read.code for read in looking().recent]


def test_pools_say_how_long_they_last_at_the_present_pace(door: Watched) -> None:
    door.bench.open(codes=40).start()
    before = {one.level: one for one in door.look().pools}
    assert before[0].minutes is None  # nothing moves
    for _ in range(3):
        door.bench.good()
    look = door.look()
    left = door.place.state.counts[0, CodeState.FREE]
    pools = {one.level: one for one in look.pools}
    assert (pools[0].left, pools[0].role) == (left, "bottle")
    for level, pool in pools.items():
        pace = look.per_minute / door.place.state.order.product.items_in(level)  # type: ignore[union-attr]
        assert pool.minutes == pytest.approx(pool.left / pace, abs=0.1 + 0.01 * pool.left / pace)


def refusal_of(door: Watched, command: e.Event) -> str:
    _, _, effects = step(door.place.state, command)
    return next((one.why for one in effects if isinstance(one, Refused)), "")


def test_a_key_is_dead_exactly_where_the_core_refuses_and_says_its_word(door: Watched) -> None:
    """On the line as it is in each phase of an order's life, and nothing is changed by asking."""
    bench, found = door.bench, set()
    steps = (
        bench.open,
        bench.start,
        bench.packed,
        lambda: bench.ask(e.StopAsked),
        lambda: bench.ask(e.StartAsked),
        lambda: bench.ask(e.FinishAsked),
    )
    for act in steps:
        act()
        bench.settle()
        before = door.place.state
        now_ms = door.place.now_ms()
        for name, command in commands(before, now_ms).items():
            assert why_not(before, command) == refusal_of(door, command)
            found.add((name, bool(why_not(before, command))))
        assert door.place.state is before
    assert {("start", True), ("start", False), ("finish", True), ("finish", False)} <= found
    assert {("partial-1", True), ("partial-1", False)} <= found


def test_keys_follow_the_line_at_once(door: Watched) -> None:
    door.bench.open().start()
    assert door.keys()["finish"] == ""
    assert door.keys()["start"] != ""
    assert door.bench.ask(e.StopAsked) == ""
    assert ASK_CORE_EVERY_MS > 100  # or this would say nothing
    assert door.keys()["start"] == ""


def test_the_reprint_key_is_of_the_container_that_waits_longest(door: Watched) -> None:
    """As the run page asks for it."""
    bench = door.bench.open().start()
    for _ in range(2):
        jobs = [bench.packed() for _ in range(PER_CASE)]
        bench.confirmed(jobs[-1])
    waiting = [box.number for box in door.place.state.packs[1].waiting]
    assert len(waiting) == 2
    asked = commands(door.place.state, door.place.now_ms())["reprint-1"]
    assert isinstance(asked, e.ReprintAsked)
    assert asked.container == waiting[0]


def test_a_restart_brings_back_the_hour_and_the_reasons(tmp_path: Path) -> None:
    folder = tmp_path / "station"
    with Bench(folder) as bench:
        door = Watched(bench)
        bench.open().start()
        for _ in range(3):
            bench.good()
        door.no_read()
        before, devices = door.look(), bench.devices
        bench.cut_power()
    with Bench(folder, devices=devices) as bench:
        after = Watched(bench).look()
    assert shown(after) == shown(before)
    assert after.rejects == (("no_read", 1),)


def shown(look: Look) -> object:
    return (look.minutes, look.rejects, look.good + look.rejected)
