"""Cognex DMCC: golden bytes on both sides, the codec under any bytes, and whose answer is whose."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import NoRead, Output, Read, Ready, SymbolRead, Trigger, Warned
from drivers.errors import Misuse
from drivers.readers import cognex_codec as codec
from drivers.readers.cognex_dmcc import CognexReader
from drivers.sim.cognex_dmcc import LOOK_MS, CognexTwin
from tests.drivers.conformance.bench import Bench

CODE = b"0106901234567892\x1d10L,1"
# `TRIGGER ON` as in the manual's examples, with our id and with a checksum byte.
ON, ON_CHECKED = b"||0:123>TRIGGER ON\r\n", b"||1:7>TRIGGER ON\x7b\r\n"


# ---------------------------------------------------------------- the codec


def test_commands_are_the_golden_bytes() -> None:
    assert codec.command("TRIGGER ON", 123) == ON
    assert codec.command("TRIGGER ON", 7, checksum=True) == ON_CHECKED
    assert codec.xor_of(ON_CHECKED[:-2]) == 0, "the last byte undoes all others"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ('SET COM.HEADER "a|b"', b'SET COM.HEADER "a\\|b"'),
        ('SET X "a\\"b\\\\"', b'SET X "a\\"b\\\\"'),
        ('SET X "\t\r\n"', b'SET X "\\t\\r\\n"'),
    ],
)
def test_what_needs_it_is_escaped_once_and_the_device_undoes_it(text: str, sent: bytes) -> None:
    assert codec.command(text, 1) == b"||0:1>" + sent + b"\r\n"
    twin = CognexTwin()
    twin.received(codec.command(text, 1), 0)
    assert list(twin.settings.values())[-1] in ("a|b", 'a"b\\', "\t\r\n")


@pytest.mark.parametrize("text", ["", "A" * 1_025, "A\r\nB", "A|B", 'A "open', "码", "A\\B"])
def test_a_command_that_would_break_the_frame_is_our_mistake(text: str) -> None:
    with pytest.raises(Misuse):
        codec.command(text, 1)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (b"||0:12[0]\r\n", codec.Response(12, 0, b"")),
        (b"||[0]ON\r\n", codec.Response(None, 0, b"ON")),
        (b"||:::2[0]\r\n", codec.Response(None, 0, b"")),
        (b"||0:5[104]\r\n", codec.Response(5, 104, b"")),
        (b"||0:[1]QUJD\r\n", codec.Result(b"ABC")),
        (b"||1:7[0]\x26\r\n", codec.Broken("a wrong checksum")),
        (b"||1:7[0]\x16\r\n", codec.Broken("a wrong checksum")),
        (b"||0:[1]Q?JD\r\n", codec.Broken("a result that is no base64", is_result=True)),
        (b"||0:1]\r\n", codec.Broken("a header that is none")),
        (b"ABC\r\n", codec.Plain(b"ABC")),
    ],
)
def test_a_frame_means_the_same_in_every_cut(frame: bytes, message: codec.Message) -> None:
    for cut in range(len(frame) + 1):
        parser = codec.ResponseParser()
        assert parser.feed(frame[:cut]) + parser.feed(frame[cut:]) == [message]


def test_a_right_checksum_is_taken_off() -> None:
    frame = b"||1:7[0]ON"
    frame += bytes((codec.xor_of(frame),)) + b"\r\n"
    assert codec.ResponseParser().feed(frame) == [codec.Response(7, 0, b"ON")]


TOKENS = [b"||", b"0:", b"1:", b"[", b"]", b"1", b">", b"\r\n", b"QUJD", b"\r", b"\xff", b"*"]


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_codec_raise(drawn: bytes) -> None:
    data = b"".join(TOKENS[byte % len(TOKENS)] for byte in drawn)
    cut = codec.ResponseParser()
    pieces = [one for byte in data for one in cut.feed(bytes((byte,)))]
    assert pieces == codec.ResponseParser().feed(data)


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=100, deadline=None)
def test_what_the_twin_encodes_the_codec_decodes(data: bytes, checks: bool) -> None:
    twin = CognexTwin()
    twin.received(codec.command("SET COM.DMCC-RESPONSE 1", 1, checks), 0)
    twin.present((data or b"-",))
    twin.received(codec.command("TRIGGER ON", 2, checks), 0)
    messages = codec.ResponseParser().feed(twin.tick(LOOK_MS))
    assert messages == [codec.Result(data or b"-")]


def test_a_frame_without_end_takes_no_memory() -> None:
    parser = codec.ResponseParser()
    (told,) = parser.feed(b"x" * (codec.FRAME_BYTES_MAX + 2))
    assert isinstance(told, codec.Broken)
    assert parser.feed(b"\r\n||0:1[0]\r\n") == [codec.Response(1, 0, b"")]


# ---------------------------------------------------------------- the twin


def test_the_twin_is_silent_until_it_is_told_to_answer() -> None:
    twin = CognexTwin()
    assert twin.received(b"||0:1>TRIGGER OFF\r\n", 0) == b""
    assert twin.received(b"||0:7>GET DEVICE.TYPE\r\n", 0) == b"DM000\r\n"
    assert twin.received(b"||0:2>set com.dmcc-response 1\r\n", 0) == b"||0:2[0]\r\n"
    assert twin.received(b"||0:8>GET DEVICE.TYPE\r\n", 0) == b"||0:8[0]DM000\r\n"
    assert twin.received(b"||0:3>NONSENSE\r\n", 0) == b"||0:3[101]\r\n"
    assert twin.received(ON_CHECKED.replace(b"\x7b", b"\x7f"), 0).startswith(b"||1:7[103]")
    twin.present((CODE,))
    assert twin.received(ON, 0) == b"||0:123[0]\r\n"
    assert twin.tick(LOOK_MS) == b"||0:[1]" + base64.b64encode(CODE) + b"\r\n"


def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no_read"):
        CognexTwin().fault("nonsense")


# ---------------------------------------------------------------- the driver


def bench_of(twin: CognexTwin | None = None, **options: Any) -> Bench:
    bench = Bench(CognexReader("r", **options), twin or CognexTwin())
    bench.connect()
    bench.advance(2_000)
    return bench


def read(bench: Bench, token: int = 1) -> Read | NoRead:
    bench.take()
    bench.command(Trigger(token, 1_000))
    bench.advance(3_000)
    (answer,) = [event for event in bench.events if isinstance(event, Read | NoRead)]
    return answer


def test_a_link_begins_with_extended_responses_settings_and_an_end_to_the_search() -> None:
    bench = bench_of(setup=['SET SYMBOL.QR "ON"'])
    assert bench.sent == (
        b'||0:1>SET COM.DMCC-RESPONSE 1\r\n||0:2>SET SYMBOL.QR "ON"\r\n||0:3>TRIGGER OFF\r\n'
    )
    assert bench.of(Ready)
    assert bench.twin.settings["SYMBOL.QR"] == "ON"


@pytest.mark.parametrize(
    ("options", "shown", "symbols"),
    [
        ({}, b"]d2" + CODE, [(CODE, "]d2")]),
        ({"aim_prefix": False}, b"]d2X", [(b"]d2X", "")]),
        ({"separator": r"\t"}, b"]C1A\t]Q3B", [(b"A", "]C1"), (b"B", "]Q3")]),
        ({"checksum": True}, CODE, [(CODE, "")]),
    ],
)
def test_a_result_is_cut_as_the_options_say(
    options: dict[str, Any], shown: bytes, symbols: list[tuple[bytes, str]]
) -> None:
    bench = bench_of(**options)
    bench.twin.present((shown,))
    answer = read(bench)
    assert isinstance(answer, Read)
    assert [(one.data, one.aim) for one in answer.symbols] == symbols


@pytest.mark.parametrize(
    ("fault", "times", "options"),
    [
        ("no_id", "on", {}),
        ("mute", "1", {}),  # the answer to the first setting isn't sent
        ("plain", "on", {"results": "plain"}),
        ("split", "on", {}),
    ],
)
def test_what_firmware_does_otherwise_still_reads(
    fault: str, times: str, options: dict[str, Any]
) -> None:
    twin = CognexTwin()
    twin.fault(fault, times)
    twin.present((CODE,))
    bench = bench_of(twin, **options)
    answer = read(bench)
    assert isinstance(answer, Read)
    assert answer.symbols[0].data == CODE


@pytest.mark.parametrize(
    ("fault", "options", "reason", "said"),
    [
        ("busy", {}, "the reader refused: status 104", "status 104: not possible in its state"),
        ("bad_base64", {}, "a result that is no base64", "a result that is no base64"),
        ("plain", {}, "no code within 300 ms", "a line without header"),
        ("bad_checksum", {"checksum": True}, "no code within 300 ms", "a wrong checksum"),
    ],
)
def test_what_can_not_be_trusted_is_a_no_read_with_a_reason(
    fault: str, options: dict[str, Any], reason: str, said: str
) -> None:
    bench = bench_of(**options)
    bench.twin.present((CODE,))
    bench.twin.fault(fault)
    bench.command(Trigger(1, 300))
    bench.advance(400)
    (answer,) = bench.of(NoRead)
    assert answer.reason.startswith(reason)
    told = [event for event in bench.events if isinstance(event, Warned)]
    assert any(event.said.startswith(said) and event.hint for event in told)


def test_a_device_that_answers_no_command_is_told_and_dialled_anew() -> None:
    twin = CognexTwin()
    twin.fault("mute")
    bench = bench_of(twin)
    assert bench.drops == 1
    assert not bench.of(Ready)
    assert [event.said for event in bench.of(Warned)] == ["no answer to a command"]


def test_an_answer_to_an_earlier_command_confirms_nothing() -> None:
    """Ids tell: what answers the stop of the last window doesn't confirm this trigger."""
    bench = bench_of()
    bench.twin.present(())
    bench.command(Trigger(1, 50))
    bench.advance(20)
    reader = bench.driver
    stale = b"||0:2[0]\r\n||0:[1]" + base64.b64encode(CODE) + b"\r\n"
    reader.command(Trigger(2, 50), bench.now_ms)
    out = reader.received(stale, bench.now_ms)
    assert not [event for event in out.events if isinstance(event, Read) and event.token == 2]


def test_two_results_in_one_piece_are_one_read_and_one_that_nobody_waits_for() -> None:
    bench = bench_of()
    bench.twin.present((CODE,))
    bench.twin.fault("double", "1")
    assert isinstance(read(bench), Read)
    (told,) = bench.of(Warned)
    assert told.said == "a code that nobody waits for"


def test_a_reader_with_its_own_photocell_reads_unasked() -> None:
    bench = bench_of(trigger="device")
    bench.take()
    bench.twin.present((b"]Q1A",))
    bench.physical(lambda twin, now_ms: (None, twin.photocell(now_ms)))
    symbol = SymbolRead(b"A", "]Q1", decoder="cognex-dmcc")
    assert bench.take() == [Read("r", 0, (symbol,))]
    bench.twin.present(())
    bench.physical(lambda twin, now_ms: (None, twin.photocell(now_ms)))
    assert [type(event) for event in bench.take()] == [NoRead]
    bench.command(Trigger(7))
    (answer,) = bench.of(NoRead)
    assert (answer.token, answer.reason) == (7, "this reader triggers itself")


@pytest.mark.parametrize(
    "options",
    [
        {"trigger": "never"},
        {"results": "hex"},
        {"setup": "TRIGGER ON"},
        {"setup": ["A\r\nB"]},
        {"settle_ms": -1},
        {"separator": "\\q"},
    ],
)
def test_options_that_can_not_be_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        CognexReader("r", **options)


def test_a_window_that_can_not_be_is_our_mistake() -> None:
    reader = CognexReader("r")
    with pytest.raises(Misuse, match="window"):
        reader.command(Trigger(1, 0), 0)
    assert reader.opened(0).send == b"||0:1>SET COM.DMCC-RESPONSE 1\r\n"
    assert reader.tick(1) == Output()
