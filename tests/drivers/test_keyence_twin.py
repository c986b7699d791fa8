"""Keyence SR, driver against twin: whose result is whose in a hostile world, and over real TCP."""

from __future__ import annotations

import queue
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import DeviceEvent, LinkDown, NoRead, Read, Ready, Trigger, Warned
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.readers import keyence_codec as codec
from drivers.readers.keyence_sr import OWED_MS_MAX, KeyenceReader
from drivers.sim.keyence_sr import LATE_MS, KeyenceTwin
from drivers.sim.server import TwinServer
from tests.drivers.conformance.bench import Bench

TRIGGERS = 300
ANSWERED_MS_MAX = 10_000
WAIT_S = 10.0

echo = pytest.mark.parametrize("echo_off", ["off", "on"], ids=["answers", "no answers"])


def bench_of(echo_off: str) -> tuple[Bench, KeyenceTwin]:
    twin = KeyenceTwin()
    twin.fault("echo_off", echo_off)
    bench = Bench(KeyenceReader("r", aim_prefix=False), twin)
    bench.connect()
    bench.advance(1_000)
    assert bench.of(Ready)
    return bench, twin


def answers(bench: Bench) -> list[tuple[int, bytes]]:
    """Token and data of each answer; no data for a no read."""
    return [
        (event.token, event.symbols[0].data if isinstance(event, Read) else b"")
        for event in bench.events
        if isinstance(event, Read | NoRead)
    ]


@echo
@pytest.mark.parametrize("window_ms", [50, 200, 500, LATE_MS - 10])
def test_a_late_result_is_never_the_next_triggers(echo_off: str, window_ms: int) -> None:
    bench, twin = bench_of(echo_off)
    twin.present((b"LATE",))
    twin.fault("late", "1")
    bench.command(Trigger(1, window_ms))
    bench.advance(window_ms)
    twin.present(())
    bench.command(Trigger(2, LATE_MS + OWED_MS_MAX))
    bench.advance(ANSWERED_MS_MAX)
    assert answers(bench) == [(1, b""), (2, b"")]
    assert bench.of(Warned), "the late result is told"


@echo
def test_of_two_results_in_one_segment_the_second_is_not_the_next_triggers(echo_off: str) -> None:
    bench, twin = bench_of(echo_off)
    shown = iter((b"ONE", b"TWO"))
    twin.look = lambda: (next(shown),)
    twin.fault("merge", "1")
    bench.command(Trigger(1))
    bench.command(Trigger(2))
    bench.advance(1_000)
    assert answers(bench) == [(1, b"ONE"), (2, b"TWO")]
    assert len(bench.of(Warned)) == 1


@echo
@pytest.mark.parametrize("seed", [1, 2])
def test_under_faults_and_cuts_every_token_gets_its_own_code_or_none(
    echo_off: str, seed: int
) -> None:
    chance = random.Random(seed)
    bench, twin = bench_of(echo_off)
    read = 0
    for token in range(TRIGGERS):
        bench.take()
        code = b"C%05d" % token
        twin.present((code,) if chance.random() < 0.8 else ())
        if chance.random() < 0.3:
            twin.fault(chance.choice(("late", "silent", "merge", "er", "own_time_out")), "1")
        bench.command(Trigger(token, chance.choice((20, 60, 200, 600))))
        until_answered(bench)
        assert answers(bench) in ([(token, b"")], [(token, code)])
        read += answers(bench) == [(token, code)]
        if chance.random() < 0.03:
            bench.cut()
            bench.connect()
    assert read > TRIGGERS // 4


def until_answered(bench: Bench) -> None:
    end_ms = bench.now_ms + ANSWERED_MS_MAX
    while not answers(bench) and bench.now_ms < end_ms:
        if not bench.is_up:
            bench.connect()
        bench.advance(10)


@pytest.mark.parametrize("line", [b"OK,ABC", b"OK,LON,more", b"ER,LOFF,2", b"ER,a,b", b"ERROR,1"])
def test_a_code_that_only_resembles_an_answer_is_a_code(line: bytes) -> None:
    assert codec.LineParser().feed(line + b"\r") == [codec.Result(line)]


@given(st.lists(st.binary(max_size=60), max_size=12), st.sampled_from(["cr", "stx"]))
@settings(max_examples=150, deadline=None)
def test_whatever_comes_a_trigger_is_answered_at_most_once(
    pieces: list[bytes], framing: codec.Framing
) -> None:
    reader = KeyenceReader("r", framing=framing, separator=";")
    events = [*reader.opened(0).events, *reader.command(Trigger(7, 100), 0).events]
    for now_ms, piece in enumerate(pieces, start=1):
        events += reader.received(piece, 40 * now_ms).events
        events += reader.tick(40 * now_ms).events
    events += reader.closed("end", 5_000).events
    assert [event.token for event in events if isinstance(event, Read | NoRead)] == [7]


# ---------------------------------------------------------------- over TCP


class Published:
    """What a runner tells, waited for with a bound."""

    def __init__(self) -> None:
        self._events: queue.Queue[DeviceEvent] = queue.Queue()
        self.put = self._events.put

    def next(self, *kinds: type[DeviceEvent]) -> DeviceEvent:
        while not isinstance(event := self._events.get(timeout=WAIT_S), kinds):
            pass
        return event


@pytest.mark.parametrize("framing", ["cr", "stx"])
def test_over_tcp_codes_are_read_before_and_after_a_cut(framing: codec.Framing) -> None:
    published = Published()
    code = b"]d20104012345678901\x1d21A"
    with TwinServer(KeyenceTwin(framing=framing), delivery="split") as server:
        server.twin.look = lambda: (code,)
        reader = KeyenceReader("r", framing=framing)
        runner = Runner(reader, lambda: link_for(server.url), chance=lambda: 0.0)
        runner.start(published.put)
        try:
            for token in (1, 2):
                published.next(Ready)
                runner.command(Trigger(token))
                event = published.next(Read, NoRead)
                assert isinstance(event, Read)
                assert (event.token, event.symbols[0].aim) == (token, "]d2")
                assert event.symbols[0].data == code[3:]
                server.cut()
                published.next(LinkDown)
        finally:
            runner.stop()


def test_over_tcp_a_cut_while_looking_is_a_no_read() -> None:
    published = Published()
    with TwinServer(KeyenceTwin()) as server:
        runner = Runner(KeyenceReader("r"), lambda: link_for(server.url), chance=lambda: 0.0)
        runner.start(published.put)
        try:
            published.next(Ready)
            runner.command(Trigger(1, 60_000))
            server.cut()
            event = published.next(Read, NoRead)
            assert isinstance(event, NoRead)
            assert event.token == 1
        finally:
            runner.stop()
