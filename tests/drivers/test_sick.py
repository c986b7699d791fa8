"""SICK CoLa A: golden bytes on both sides, the codec under any bytes, refusals with a hint."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import NoRead, Read, Ready, Trigger, Warned
from drivers.errors import Misuse
from drivers.readers import sick_codec as codec
from drivers.readers.sick_cola import SickReader
from drivers.sim.sick_cola import LOOK_MS, SickTwin
from tests.drivers.conformance.bench import Bench

CODE = b"0106901234567892\x1d10L1"
GATE_ON, GATE_OFF = b"\x02sMN mTCgateon\x03", b"\x02sMN mTCgateoff\x03"
ON_ANSWER, OFF_ANSWER = b"\x02sAN mTCgateon 1\x03", b"\x02sAN mTCgateoff 1\x03"


# ---------------------------------------------------------------- the codec


def test_methods_are_called_with_the_golden_bytes() -> None:
    assert codec.call(codec.GATE_ON) == GATE_ON
    assert codec.call(codec.GATE_OFF) == GATE_OFF


@pytest.mark.parametrize(
    ("wire", "meaning"),
    [
        (ON_ANSWER, codec.Answered("mTCgateon", True)),
        (b"\x02sAN mTCgateon 0\x03", codec.Answered("mTCgateon", False)),
        (b"\x02sAN mTCgateoff\x03", codec.Answered("mTCgateoff", True)),
        (b"\x02sFA 1\x03", codec.Failed(1)),
        (b"\x02sFA D\x03", codec.Failed(13)),
        (b"\x02]d2" + CODE + b"\x03", codec.Result(b"]d2" + CODE)),
        (b"\x02NoRead\x03", codec.Result(b"NoRead")),
        (b"\x02sAN what ever 1 2\x03", codec.Result(b"sAN what ever 1 2")),
        (b"\x02sRA SCdevicestate 1\x03", codec.Other(b"sRA SCdevicestate 1")),
    ],
)
def test_a_telegram_means_the_same_in_every_cut(wire: bytes, meaning: codec.Telegram) -> None:
    for cut in range(len(wire) + 1):
        parser = codec.TelegramParser()
        assert parser.feed(wire[:cut]) + parser.feed(wire[cut:]) == [meaning]


TOKENS = [b"\x02", b"\x03", b"sAN ", b"sFA ", b"mTCgateon", b" 1", b"FFFF", b"A", b"\r\n", b"\xff"]


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_codec_raise(drawn: bytes) -> None:
    data = b"".join(TOKENS[byte % len(TOKENS)] for byte in drawn)
    cut = codec.TelegramParser()
    pieces = [one for byte in data for one in cut.feed(bytes((byte,)))]
    whole = codec.TelegramParser().feed(data)
    assert _without_rubbish(pieces) == _without_rubbish(whole)


def _without_rubbish(telegrams: list[codec.Telegram]) -> list[codec.Telegram]:
    return [one for one in telegrams if not isinstance(one, codec.Rubbish)]


def test_a_telegram_without_end_takes_no_memory() -> None:
    parser = codec.TelegramParser()
    assert parser.feed(b"\x02" + b"x" * (codec.TELEGRAM_BYTES_MAX + 1)) == [codec.Rubbish(0)]
    assert parser.feed(b"tail\x03" + ON_ANSWER) == [codec.Answered("mTCgateon", True)]


# ---------------------------------------------------------------- the twin


def test_the_twin_answers_with_the_golden_bytes() -> None:
    twin = SickTwin()
    twin.present((CODE,))
    assert twin.received(GATE_ON, 0) == ON_ANSWER
    assert twin.tick(LOOK_MS) == b"\x02" + CODE + b"\x03"
    twin.present(())
    assert twin.received(GATE_ON, 100) == ON_ANSWER
    assert twin.received(GATE_OFF, 200) == OFF_ANSWER + b"\x02NoRead\x03"
    assert twin.received(b"\x02sMN mNonsense\x03", 300) == b"\x02sFA 2\x03"
    assert twin.received(b"\x02nonsense\x03", 300) == b"\x02sFA C\x03"


def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="lost_etx"):
        SickTwin().fault("nonsense")


# ---------------------------------------------------------------- the driver


def bench_of(**options: Any) -> Bench:
    bench = Bench(SickReader("r", **options), SickTwin(separator=options.get("separator", "")))
    bench.connect()
    bench.advance(1_500)
    return bench


def answer_to(bench: Bench, window_ms: int = 300) -> Read | NoRead:
    bench.take()
    bench.command(Trigger(1, window_ms))
    bench.advance(3_000)
    (answer,) = [event for event in bench.events if isinstance(event, Read | NoRead)]
    return answer


def test_a_link_begins_with_a_closed_gate() -> None:
    bench = bench_of()
    assert bench.sent == GATE_OFF
    assert bench.of(Ready)


def test_a_gate_that_is_answered_is_opened_and_closed_once() -> None:
    bench = bench_of()
    bench.twin.present((b"]C1" + CODE,))
    read = answer_to(bench)
    assert isinstance(read, Read)
    assert [(one.data, one.aim) for one in read.symbols] == [(CODE, "]C1")]
    bench.twin.present(())
    nothing = answer_to(bench)
    assert isinstance(nothing, NoRead)
    assert bench.sent == GATE_OFF + GATE_ON + GATE_ON + GATE_OFF


@pytest.mark.parametrize(
    ("fault", "reason", "said"),
    [
        ("denied", "the reader refused: sFA 1: access is denied", "sFA 1: access is denied"),
        ("not_done", "the reader refused: mTCgateon was not", "mTCgateon was not carried out"),
        ("no_frame", "no code within 300 ms", "bytes outside a telegram"),
    ],
)
def test_what_goes_wrong_is_a_no_read_with_its_reason_and_a_hint(
    fault: str, reason: str, said: str
) -> None:
    bench = bench_of()
    bench.twin.present((CODE,))
    bench.twin.fault(fault)
    answer = answer_to(bench)
    assert isinstance(answer, NoRead)
    assert answer.reason.startswith(reason)
    assert [event.said for event in bench.of(Warned) if event.hint] == [said]


def test_a_lost_end_spoils_its_own_result_and_not_the_next() -> None:
    bench = bench_of()
    bench.twin.present((b"FIRST",))
    bench.twin.fault("lost_etx", "1")
    assert isinstance(answer_to(bench), NoRead)
    bench.twin.present((b"SECOND",))
    second = answer_to(bench)
    assert isinstance(second, Read)
    assert second.symbols[0].data == b"SECOND"


def test_a_reader_that_answers_no_method_is_dialled_anew() -> None:
    bench = bench_of()
    bench.twin.fault("mute")
    bench.command(Trigger(1, 100))
    bench.advance(2_000)
    assert bench.drops == 1
    assert [type(event) for event in bench.events if isinstance(event, Read | NoRead)] == [NoRead]


def test_a_reader_with_its_own_photocell_is_sent_nothing() -> None:
    bench = bench_of(trigger="device")
    assert bench.sent == b""
    bench.take()
    bench.host_hears(b"\x02]Q1A\x03\x02NoRead\x03")
    assert [(type(event), event.token) for event in bench.take()] == [(Read, 0), (NoRead, 0)]


@pytest.mark.parametrize("options", [{"trigger": "x"}, {"separator": "\\"}, {"settle_ms": 10_001}])
def test_options_that_can_not_be_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        SickReader("r", **options)
