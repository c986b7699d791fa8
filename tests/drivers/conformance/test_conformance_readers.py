"""What every reader driver promises, against its twin, under a fake clock.

A trigger is answered exactly once, by Read or NoRead with its own token, whatever the wire does.
"""

from __future__ import annotations

import random

import pytest

from drivers.api import (
    Faulted,
    LinkDown,
    LinkUp,
    NoRead,
    Offer,
    PrintJob,
    Read,
    Ready,
    Trigger,
)
from drivers.errors import Misuse
from tests.drivers.conformance.bench import Bench
from tests.drivers.conformance.readers import READERS, ReaderCase

CODE, OTHER = b"HTTPS://Q.EXAMPLE/000001", b"HTTPS://Q.EXAMPLE/000002"
WINDOW_MS = 500
SETTLE_MS = 20_000
TRIGGERS = 500


def every() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", READERS, ids=lambda case: case.name)


def having(fault: str) -> pytest.MarkDecorator:
    cases = [case for case in READERS if getattr(case, fault)]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def ready_bench(case: ReaderCase, piece: int = 0) -> Bench:
    bench = Bench(case.driver(), case.twin(), piece=piece)
    bench.connect()
    bench.advance(2_000)
    assert bench.of(Ready), f"{case.name} did not become ready: {bench.events}"
    bench.take()
    return bench


def answers(bench: Bench) -> list[Read | NoRead]:
    return [event for event in bench.events if isinstance(event, Read | NoRead)]


def read(bench: Bench, token: int) -> Read | NoRead:
    """Trigger, and wait for the one answer."""
    before = len(answers(bench))
    bench.command(Trigger(token, WINDOW_MS))
    end_ms = bench.now_ms + SETTLE_MS
    while len(answers(bench)) == before and bench.now_ms < end_ms:
        if not bench.is_up:
            bench.connect()
        bench.advance(20)
    bench.advance(2 * WINDOW_MS)
    got = answers(bench)[before:]
    assert len(got) == 1, f"token {token} is answered {len(got)} times: {got}"
    assert got[0].token == token
    return got[0]


def text(answer: Read | NoRead) -> tuple[bytes, ...]:
    return tuple(symbol.data for symbol in answer.symbols) if isinstance(answer, Read) else ()


@every()
@pytest.mark.parametrize("piece", [0, 1, 2, 5])
def test_what_is_shown_is_read_however_packets_are_cut(case: ReaderCase, piece: int) -> None:
    bench = ready_bench(case, piece)
    case.show(bench.twin, (CODE,))
    assert text(read(bench, 1)) == (CODE,)
    case.show(bench.twin, (OTHER,))
    assert text(read(bench, 2)) == (OTHER,)


@every()
def test_nothing_shown_is_a_no_read_and_no_fault(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, ())
    assert isinstance(read(bench, 1), NoRead)
    assert not bench.of(Faulted)
    case.show(bench.twin, (CODE,))
    assert text(read(bench, 2)) == (CODE,)


@having("several")
def test_two_codes_in_one_answer_are_two_symbols(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, (CODE, OTHER))
    assert sorted(text(read(bench, 1))) == [CODE, OTHER]


@every()
def test_a_separator_inside_a_gs1_code_survives(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, (b"0109506000134352\x1d10ABC",))
    assert text(read(bench, 1)) == (b"0109506000134352\x1d10ABC",)


@having("late")
def test_an_answer_after_the_window_is_never_credited_to_the_next_trigger(
    case: ReaderCase,
) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, (CODE,))
    bench.twin.fault(case.late)
    assert isinstance(read(bench, 1), NoRead)
    bench.twin.fault(case.late, "off")
    case.show(bench.twin, (OTHER,))
    assert text(read(bench, 2)) in ((), (OTHER,))
    assert text(read(bench, 3)) == (OTHER,)


@having("silent")
def test_a_silent_reader_is_a_no_read_within_a_bound(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, (CODE,))
    bench.twin.fault(case.silent)
    assert isinstance(read(bench, 1), NoRead)
    bench.twin.fault(case.silent, "off")
    read(bench, 2)
    assert text(read(bench, 3)) == (CODE,)


@every()
def test_a_trigger_while_reading_gets_an_answer_of_its_own(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, ())
    bench.command(Trigger(1, WINDOW_MS))
    bench.command(Trigger(2, WINDOW_MS))
    bench.advance(6 * WINDOW_MS)
    assert sorted(answer.token for answer in answers(bench)) == [1, 2]


@every()
def test_a_cut_while_waiting_is_a_no_read(case: ReaderCase) -> None:
    bench = ready_bench(case)
    case.show(bench.twin, ())
    bench.command(Trigger(1, WINDOW_MS))
    bench.cut("cable out")
    assert [answer.token for answer in answers(bench)] == [1]
    assert isinstance(answers(bench)[0], NoRead)
    assert LinkDown(bench.driver.name, "cable out") in bench.events
    bench.advance(100)
    bench.connect()
    assert LinkUp(bench.driver.name) in bench.events
    bench.advance(2_000)
    case.show(bench.twin, (CODE,))
    assert text(read(bench, 2)) == (CODE,)


@every()
def test_a_trigger_without_a_link_is_a_no_read_at_once(case: ReaderCase) -> None:
    bench = Bench(case.driver(), case.twin())
    bench.command(Trigger(1, WINDOW_MS))
    assert [answer.token for answer in answers(bench)] == [1]
    assert bench.sent == b""


@every()
def test_a_command_for_another_kind_of_device_is_our_mistake(case: ReaderCase) -> None:
    with pytest.raises(Misuse):
        ready_bench(case).command(Offer((PrintJob(1, b"x"),)))


@every()
def test_what_was_never_verified_on_hardware_says_so(case: ReaderCase) -> None:
    caps = case.driver().caps
    assert not caps.hardware_verified
    assert caps.manual
    assert caps.unverified


@every()
@pytest.mark.parametrize("seed", [1, 2])
def test_every_trigger_is_answered_once_with_what_was_shown_then(
    case: ReaderCase, seed: int
) -> None:
    chance = random.Random(seed)
    bench = ready_bench(case)
    for token in range(TRIGGERS):
        if not bench.is_up:
            bench.connect()
            bench.advance(200)
        shown = (b"CODE-%06d" % token,) if chance.random() < 0.8 else ()
        case.show(bench.twin, shown)
        if chance.random() < 0.05:
            bench.cut_after = chance.randint(1, 8)
        assert text(read(bench, token)) in ((), shown)
        if bench.is_up and chance.random() < 0.02:
            bench.cut()
        bench.take()
