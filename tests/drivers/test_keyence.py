"""Keyence SR: golden bytes on both sides, and the codec under any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import LinkUp, NoRead, Output, Read, Ready, SymbolRead, Trigger, Warned
from drivers.errors import Misuse
from drivers.readers import keyence_codec as codec
from drivers.readers.keyence_sr import LOFF_MS_MAX, QUIET_MS, KeyenceReader
from drivers.sim.keyence_sr import READ_MS, KeyenceTwin

# From the fact sheet: commands and answers, as they are on the wire.
LON, LOFF = b"LON\r", b"LOFF\r"
OK_LON, OK_LOFF, ER_LOFF, NO_READ = b"OK,LON\r", b"OK,LOFF\r", b"ER,LOFF,02\r", b"ERROR\r"


def opened(**options: object) -> KeyenceReader:
    reader = KeyenceReader("r", **options)  # type: ignore[arg-type]
    first = reader.opened(0)
    assert first == Output(LOFF, (LinkUp("r"), Ready("r")))
    reader.received(ER_LOFF, 1)
    return reader


def test_the_drivers_commands_are_the_golden_bytes() -> None:
    assert codec.command("LON") == LON
    assert codec.command("LOFF") == LOFF
    assert codec.command("LON03", "stx") == b"\x02LON03\x03"


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        (OK_LON, codec.CommandOk("LON")),
        (ER_LOFF, codec.CommandRefused("LOFF", "02")),
        (NO_READ, codec.NothingRead()),
        (b"]d20106901\x1d10A,B\r", codec.Result(b"]d20106901\x1d10A,B")),
        (b"OK,LON,more\r", codec.Result(b"OK,LON,more")),
    ],
)
def test_a_line_means_what_its_words_say_in_every_cut(line: bytes, meaning: codec.Line) -> None:
    for cut in range(len(line) + 1):
        parser = codec.LineParser()
        assert parser.feed(line[:cut]) + parser.feed(line[cut:]) == [meaning]


def test_stx_framing_drops_what_lies_outside() -> None:
    parser = codec.LineParser("stx")
    found = parser.feed(b"zz\x02ABC\x03\r\n\x02ERROR\x03")
    assert [one for one in found if not isinstance(one, codec.Rubbish)] == [
        codec.Result(b"ABC"),
        codec.NothingRead(),
    ]
    assert codec.Rubbish(2) in found


@given(st.binary(max_size=400), st.sampled_from(["cr", "stx"]))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_codec_raise(data: bytes, framing: codec.Framing) -> None:
    whole, pieces = codec.LineParser(framing), codec.LineParser(framing)
    lines = [one for one in whole.feed(data) if not isinstance(one, codec.Rubbish)]
    cut = [
        one
        for byte in data
        for one in pieces.feed(bytes((byte,)))
        if not isinstance(one, codec.Rubbish)
    ]
    assert cut == lines


def test_a_line_without_end_takes_no_memory() -> None:
    parser = codec.LineParser()
    assert parser.feed(b"x" * (codec.LINE_BYTES_MAX + 1)) == [
        codec.Rubbish(codec.LINE_BYTES_MAX + 1)
    ]
    assert parser.feed(b"\rABC\r") == [codec.Result(b"ABC")]


def test_the_twin_answers_with_the_golden_bytes() -> None:
    twin = KeyenceTwin()
    twin.present((b"]C100069012340000000018",))
    assert twin.received(LON, 0) == OK_LON
    assert twin.tick(READ_MS) == b"]C100069012340000000018\r"
    assert twin.received(LOFF, READ_MS) == ER_LOFF, "refused after a success"
    twin.present(())
    assert twin.received(LON, 100) == OK_LON
    assert twin.received(LOFF, 200) == OK_LOFF + NO_READ


def test_the_identifier_is_taken_off_and_the_separator_kept() -> None:
    reader = opened()
    reader.tick(1 + QUIET_MS)
    assert reader.command(Trigger(7), 100).send == LON
    answer = reader.received(OK_LON + b"]d20106901\x1d10L\r", 110)
    symbol = SymbolRead(b"0106901\x1d10L", "]d2", decoder="keyence-sr")
    assert answer.events == (Read("r", 7, (symbol,), took_ms=10.0),)


def test_a_second_code_in_one_piece_is_nobodys() -> None:
    reader = opened()
    reader.command(Trigger(1), 100)
    events = reader.received(b"AAA\rBBB\r", 110).events
    assert isinstance(events[0], Read)
    assert isinstance(events[1], Warned)


def test_a_late_result_is_dropped_until_loff_is_answered() -> None:
    reader = opened()
    reader.command(Trigger(1, window_ms=50), 100)
    ended = reader.tick(150)
    assert ended.send == LOFF
    assert isinstance(ended.events[0], NoRead)
    assert reader.command(Trigger(2), 151).send == b""
    assert isinstance(reader.received(b"LATE\r", 160).events[0], Warned)
    assert reader.received(OK_LOFF + NO_READ, 170) == Output()
    assert reader.tick(171 + QUIET_MS).send == LON
    read = reader.received(b"RIGHT\r", 300).events[0]
    assert isinstance(read, Read)
    assert (read.token, read.symbols[0].data) == (2, b"RIGHT")


def test_a_device_that_does_not_answer_loff_is_dropped() -> None:
    reader = opened()
    reader.command(Trigger(1, window_ms=50), 100)
    reader.tick(150)
    assert not reader.tick(150 + LOFF_MS_MAX - 1).drop_link
    assert reader.tick(150 + LOFF_MS_MAX).drop_link


def test_wrong_options_are_a_mistake() -> None:
    with pytest.raises(Misuse, match="bank"):
        KeyenceReader("r", bank=100)
