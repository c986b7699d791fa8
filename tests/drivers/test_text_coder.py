"""The coder that is all configuration: bytes out, patterns in, and options that can't work."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import Accepted, Faulted, Forget, InDoubt, Ready
from drivers.errors import Misuse, PayloadError
from drivers.printers.text_codec import (
    ANSWER_BYTES_MAX,
    Answer,
    AnswerParser,
    Framing,
    Kind,
    TooLong,
)
from drivers.printers.text_coder import TextCoder
from drivers.registry import DeviceConfigError, build
from drivers.sim.text_coder import TextCoderTwin
from tests.drivers.conformance.bench import Bench

PATTERNS = {Kind.ACK: b"OK", Kind.DONE: b"P[0-9]+", Kind.FULL: b"FULL"}


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("framing", "payload", "wire"),
    [
        (Framing(b"", b"\r", "utf-8"), b"HTTPS://A.B/1", "48545450533a2f2f412e422f310d"),
        (Framing(b"\x02", b"\x03", "gbk"), "中1".encode(), "02d6d03103"),
        (Framing(b"", b"\r\n", "utf-8"), "中".encode(), "e4b8ad0d0a"),
        (Framing(b"", b"\n", "utf-8"), b"01\x1d21A", "30311d3231410a"),
    ],
)
def test_a_code_goes_out_as_the_options_say(framing: Framing, payload: bytes, wire: str) -> None:
    assert framing.frame(payload, "coder").hex() == wire


@pytest.mark.parametrize(
    ("payload", "position"),
    [
        (b"", 0),
        (b"A;B", 1),
        (b"A\rB", 1),
        (b"\x7f", 0),
        ("A\u0e01".encode(), 1),
        (b"AB\xff", 2),
        (b"x" * 11, 10),
    ],
)
def test_what_cant_be_framed_is_refused_with_its_place(payload: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        Framing(b"", b";", "gbk", max_bytes=10).frame(payload, "coder")
    assert refused.value.position == position


@pytest.mark.parametrize("piece", [1, 2, 100])
def test_answers_are_told_apart_however_they_are_cut(piece: int) -> None:
    said = b"OK\r\nP17\r\nFULL\r\nOK P17\r\n\r\n"
    parser = AnswerParser(b"\r\n", PATTERNS)
    heard = [one for at in range(0, len(said), piece) for one in parser.feed(said[at : at + piece])]
    assert heard == [
        Answer(Kind.ACK, b"OK"),
        Answer(Kind.DONE, b"P17"),
        Answer(Kind.FULL, b"FULL"),
        Answer(None, b"OK P17"),
    ]


def test_without_an_end_each_byte_is_an_answer() -> None:
    parser = AnswerParser(b"", {Kind.ACK: b"\\\x06", Kind.DONE: b"#"})
    assert [one.kind for one in parser.feed(b"\x06#x") if isinstance(one, Answer)] == [
        Kind.ACK,
        Kind.DONE,
        None,
    ]


@given(st.lists(st.binary(max_size=3_000), max_size=8), st.sampled_from([b"", b"\r", b"\r\n"]))
def test_any_bytes_are_taken_and_memory_stays_bounded(pieces: list[bytes], end: bytes) -> None:
    parser = AnswerParser(end, PATTERNS)
    for piece in pieces:
        for one in parser.feed(piece):
            assert isinstance(one, Answer | TooLong)
        assert len(parser._pending) <= ANSWER_BYTES_MAX


def test_after_too_long_an_answer_the_next_one_is_understood() -> None:
    parser = AnswerParser(b"\r\n", PATTERNS)
    assert [type(one) for one in parser.feed(b"x" * 3_000)] == [TooLong]
    assert list(parser.feed(b"y" * 3_000)) == []
    assert list(parser.feed(b"\r\nOK\r\n")) == [Answer(Kind.ACK, b"OK")]


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"suffix": ""}, "suffix"),
        ({"encoding": "latin-1"}, "gbk"),
        ({"done": "("}, "pattern"),
        ({"ack": ".*"}, "empty"),
        ({"hold": "H"}, "release"),
        ({"ask": "?"}, "well"),
        ({"fault": "ERR"}, "well"),
        ({"confirm": "perhaps"}, "external"),
        ({"full": "F"}, "ack"),
        ({"refused": "N"}, "ack"),
        ({"prefix": "<NOPE>"}, "prefix"),
        ({"depth": 0}, "depth"),
    ],
)
def test_options_that_cant_work_are_told_in_words(options: dict[str, Any], word: str) -> None:
    with pytest.raises(DeviceConfigError, match=word) as told:
        build("coder 1", "text-coder", "tcp://127.0.0.1:9101", options)
    assert "coder 1" in str(told.value)


def test_what_a_board_is_worth_follows_from_its_options() -> None:
    plain = TextCoder("c", confirm="external").caps
    assert (plain.done, plain.ack, plain.credit, plain.can_clear_queue) == (
        "external",
        "none",
        "none",
        False,
    )
    rich = TextCoder("c", ack="OK", done="P", clear="C", ack_means="processed").caps
    assert (rich.done, rich.ack, rich.credit, rich.can_clear_queue) == (
        "event",
        "processed",
        "ack_nak",
        True,
    )


# ---------------------------------------------------------------- conversations


def mute_bench(depth: int = 2) -> Bench:
    """A board that says nothing at all."""
    coder = TextCoder("coder 1", depth=depth, confirm="none")
    bench = Bench(coder, TextCoderTwin(ack=b"", nak=b"", full=b"", done=b""))
    bench.connect()
    assert bench.of(Ready)
    return bench


def test_to_a_board_that_says_nothing_no_more_than_depth_goes_out() -> None:
    bench = mute_bench()
    for job in (1, 2, 3):
        bench.offer(job, b"CODE%d" % job)
    bench.advance(1_000)
    assert [event.job for event in bench.of(Accepted)] == [1, 2]
    assert bench.sent == b"CODE1\rCODE2\r"
    bench.command(Forget((1,)))
    bench.advance(1_000)
    assert bench.sent == b"CODE1\rCODE2\rCODE3\r"


def test_what_was_out_at_a_board_that_says_nothing_is_in_doubt_after_a_cut() -> None:
    bench = mute_bench()
    bench.offer(1, b"CODE1")
    bench.cut()
    assert bench.ends == {1: InDoubt}


def test_the_device_is_prepared_in_order_after_each_connection() -> None:
    coder = TextCoder(
        "laser",
        suffix=";\\r\\n",
        answer_end=";\\r\\n",
        ack="0000",
        prepare=["SelectJob A;\\r\\n", "Start;\\r\\n"],
        clear="ClearBufferData;\\r\\n",
    )
    twin = TextCoderTwin(suffix=b";\r\n", ack=b"0000;\r\n", clear=b"ClearBufferData", depth=9)
    bench = Bench(coder, twin)
    for _ in range(2):
        before = bench.sent
        bench.connect()
        bench.advance(100)
        assert bench.of(Ready)
        assert bench.sent.removeprefix(before) == (
            b"ClearBufferData;\r\nSelectJob A;\r\nStart;\r\n"
        )
        bench.cut()


def test_a_fault_that_the_board_tells_by_itself_is_told_in_its_words() -> None:
    coder = TextCoder("coder 1", ack="OK", done="PRINTED", fault="ERR.*", well="READY")
    bench = Bench(coder, TextCoderTwin())
    bench.connect()
    bench.host_hears(b"ERR 7 no ink\r")
    [fault] = bench.of(Faulted)
    assert fault.said == "it says ERR 7 no ink"


def test_a_misused_pattern_is_a_mistake_of_the_configuration() -> None:
    with pytest.raises(Misuse, match="done"):
        AnswerParser(b"\r", {Kind.DONE: b"["})
