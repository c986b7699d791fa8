"""What a Leibinger mailing queue proves after stops and lost links, and what it doesn't."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drivers.api import (
    BufferCleared,
    Clear,
    InDoubt,
    Pause,
    Printed,
    Resume,
)
from drivers.sim.jet3 import READY, Jet3Twin
from tests.drivers.conformance.jet3 import JET3
from tests.drivers.conformance.test_conformance_soak import SmallStation
from tests.drivers.jet3_bench import (
    FF,
    READY_MS,
    bench_of,
    ends,
    offer,
    product,
    reconnect,
    twin_of,
)

# ---------------------------------------------------------------- proofs


def test_a_print_that_is_not_finished_is_not_told_and_is_no_cleared_code() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    twin_of(bench).fault("unfinished")
    product(bench, 500)
    assert bench.ends == {}
    bench.command(Clear())
    bench.advance(READY_MS)
    assert bench.ends == {1: Printed, 2: BufferCleared}


Change = Callable[[Jet3Twin], None]


def restarted(twin: Jet3Twin) -> None:
    twin.starting_ms = 0
    twin.reboot(0)


def restarted_with_its_records(twin: Jet3Twin) -> None:
    twin.fault("keeps_records")
    restarted(twin)


def stopped(twin: Jet3Twin) -> None:
    twin.press("stop")


def exchanged(twin: Jet3Twin) -> None:
    """By one that says nearly the right number."""
    twin.received(FF, 0)
    twin.last = 2


WHILE_AWAY = [
    pytest.param(restarted, 1, id="restarted after a print"),
    pytest.param(restarted, 4, id="restarted after all prints"),
    pytest.param(restarted_with_its_records, 1, id="restarted, keeping records"),
    pytest.param(stopped, 1, id="stopped"),
    pytest.param(exchanged, 1, id="exchanged"),
]


@pytest.mark.parametrize(("change", "printed"), WHILE_AWAY)
@pytest.mark.parametrize("flush_resets", [True, False])
@pytest.mark.parametrize("history", [0, 3])
def test_what_cannot_be_proven_after_a_lost_link_is_in_doubt(
    change: Change, printed: int, flush_resets: bool, history: int
) -> None:
    """Never: printed, and said not to be; or not printed, and said to be."""
    bench = bench_of(Jet3Twin(flush_resets=flush_resets))
    for job in range(90, 90 + history):
        offer(bench, job)
        product(bench, READY_MS)
    offer(bench, 1, 2, 3, 4)
    bench.cut()
    for _ in range(printed):
        bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    change(twin_of(bench))
    bench.advance(60_000)
    reconnect(bench)
    tape = twin_of(bench).tape
    for job in (1, 2, 3, 4):
        was_printed = b"C%d" % job in tape
        allowed = (InDoubt, Printed) if was_printed else (InDoubt, BufferCleared)
        assert bench.ends[job] in allowed
    assert ends(bench, InDoubt)


@pytest.mark.parametrize("printed", [0, 1])
def test_a_single_record_that_was_out_is_not_taken_for_one_that_a_restart_lost(
    printed: int,
) -> None:
    """Both read the same: number 0, nothing waits."""
    bench = bench_of()
    offer(bench, 1)
    bench.cut()
    for _ in range(printed):
        bench.physical(lambda twin, now_ms: twin.photocell(now_ms))
    restarted(twin_of(bench))
    bench.advance(60_000)
    reconnect(bench)
    assert bench.ends == {1: InDoubt}


@pytest.mark.parametrize("history", [0, 3])
def test_a_single_record_in_a_printer_that_cannot_have_restarted_is_proven(history: int) -> None:
    bench = bench_of()
    for job in range(90, 90 + history):
        offer(bench, job)
        product(bench, READY_MS)
    offer(bench, 1)
    bench.cut()
    reconnect(bench)
    assert bench.ends[1] is BufferCleared


def test_where_a_stop_makes_the_number_0_what_was_printed_is_in_doubt_and_all_goes_on() -> None:
    bench = bench_of(Jet3Twin(stop_resets=True))
    offer(bench, 1, 2, 3)
    product(bench, 500)
    bench.cut()
    reconnect(bench)
    assert ends(bench, InDoubt) == [2, 3]
    for job in (4, 5, 6):
        offer(bench, job)
        assert product(bench, 8_000) == b"C%d" % job
    assert ends(bench, Printed) == [1, 4, 5, 6]
    assert bench.drops == 0


def test_a_pause_lets_what_is_inside_be_printed_and_then_it_rests() -> None:
    bench = bench_of()
    offer(bench, 1, 2)
    bench.command(Pause())
    offer(bench, 3)
    assert [product(bench, 2_000) for _ in range(3)] == [b"C1", b"C2", None]
    bench.command(Resume())
    bench.advance(500)
    assert product(bench) == b"C3"


# ---------------------------------------------------------------- people, printers, links

SORTS: list[dict[str, Any]] = [
    {},
    {"stop_clears": False, "dry_at_once": True},
    {"stop_resets": True},
    {"flush_resets": False, "stop_clears": False, "stop_resets": True},
]


def at_the_panel(chance: random.Random) -> Callable[[Jet3Twin, int], tuple[Any, bytes]]:
    """A product passes, and now and then somebody is at the panel; who stops it takes his time."""
    stopped_ms = 0

    def pass_by(twin: Jet3Twin, now_ms: int) -> tuple[Any, bytes]:
        nonlocal stopped_ms
        if chance.random() < 0.03:
            twin.press("stop")
            stopped_ms = now_ms
        elif now_ms > stopped_ms + 2_000 and twin.state == READY and chance.random() < 0.1:
            twin.press("quit")
            twin.press("start")
        if chance.random() < 0.02:
            twin.fault("unfinished", chance.choice(("on", "off")))
        return twin.photocell(now_ms)

    return pass_by


@pytest.mark.parametrize("sort", SORTS, ids=str)
def test_whatever_is_pressed_at_the_panel_no_code_comes_twice_and_none_is_told_wrongly(
    sort: dict[str, Any],
) -> None:
    case = replace(JET3, twin=lambda: Jet3Twin(**sort), product=at_the_panel(random.Random(3)))
    station = SmallStation(case, seed=3, count=150)
    for _ in range(20_000):
        if len(station.codes_ended) >= 150:
            break
        station.round()
    station.bench.twin.fault("unfinished", "off")
    station.finish()
    tape = set(twin_of(station.bench).tape)
    assert len(station.codes_ended) == 150
    assert len(tape) == len(twin_of(station.bench).tape)
    for code, end in station.codes_ended.items():
        assert end is InDoubt or (end is Printed) is (case.payload(code) in tape)
    assert tape.isdisjoint(case.payload(code) for code in station.codes)
