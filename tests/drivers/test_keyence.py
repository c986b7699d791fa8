"""Keyence SR: golden bytes on both sides, the codec under any bytes, and whose result is whose."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api import (
    DeviceEvent,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    SymbolRead,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers import keyence_codec as codec
from drivers.readers.keyence_sr import (
    ANSWER_MS_MAX,
    OWED_MS_MAX,
    TRIGGERS_MAX,
    KeyenceReader,
)
from drivers.sim.keyence_sr import LATE_MS, OWN_TIME_OUT_MS, READ_MS, KeyenceTwin

# From the fact sheet: commands and answers, as they are on the wire.
LON, LOFF = b"LON\r", b"LOFF\r"
OK_LON, OK_LOFF, ER_LOFF, NO_READ = b"OK,LON\r", b"OK,LOFF\r", b"ER,LOFF,02\r", b"ERROR\r"
SSCC = b"00340123450000000015"


def opened(**options: Any) -> KeyenceReader:
    """A reader whose device was not looking when the link came up."""
    reader = KeyenceReader("r", **options)
    assert reader.opened(0) == Output(LOFF, (LinkUp("r"),))
    assert reader.received(ER_LOFF, 1) == Output(events=(Ready("r"),))
    return reader


def reading(window_ms: int = 50, **options: Any) -> KeyenceReader:
    """Looking for trigger 1 since 100 ms."""
    reader = opened(**options)
    assert reader.command(Trigger(1, window_ms), 100).send == LON
    assert reader.received(OK_LON, 101) == Output()
    return reader


def codes(event: DeviceEvent) -> tuple[int, list[bytes]]:
    assert isinstance(event, Read)
    return event.token, [symbol.data for symbol in event.symbols]


# ---------------------------------------------------------------- the codec


def test_the_drivers_commands_are_the_golden_bytes() -> None:
    assert codec.switch_on() == LON
    assert codec.switch_off() == LOFF
    assert codec.switch_on("stx", bank=3) == b"\x02LON03\x03"


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


# ---------------------------------------------------------------- the twin


def test_the_twin_answers_with_the_golden_bytes() -> None:
    twin = KeyenceTwin()
    twin.present((b"]C1" + SSCC,))
    assert twin.received(LON, 0) == OK_LON
    assert twin.tick(READ_MS) == b"]C1" + SSCC + b"\r"
    assert twin.received(LOFF, READ_MS) == ER_LOFF, "refused after a success"
    twin.present(())
    assert twin.received(LON, 100) == OK_LON
    assert twin.received(LON, 101) == b"ER,LON,01\r", "it looks already"
    assert twin.received(LOFF, 200) == OK_LOFF + NO_READ


def test_an_escape_makes_the_twin_forget_half_a_command() -> None:
    twin = KeyenceTwin()
    assert twin.received(b"LOF\x1bLON\r", 0) == OK_LON


def test_the_twin_with_its_answers_off_sends_results_only() -> None:
    twin = KeyenceTwin(separator=";")
    twin.fault("echo_off")
    twin.present((b"A", b"B"))
    assert twin.received(LON, 0) == b""
    assert twin.tick(READ_MS) == b"A;B\r"


def test_a_late_result_of_the_twin_comes_after_younger_answers() -> None:
    twin = KeyenceTwin()
    twin.present((SSCC,))
    twin.fault("late", "1")
    assert twin.received(LON, 0) + twin.tick(READ_MS) == OK_LON
    assert twin.received(LOFF, 100) == ER_LOFF
    assert twin.tick(READ_MS + LATE_MS) == SSCC + b"\r"


def test_the_twin_gives_up_by_itself_if_it_is_set_so() -> None:
    twin = KeyenceTwin()
    twin.fault("own_time_out")
    twin.received(LON, 0)
    assert twin.tick(OWN_TIME_OUT_MS) == NO_READ
    assert twin.received(LOFF, OWN_TIME_OUT_MS + 1) == ER_LOFF


def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no_read"):
        KeyenceTwin().fault("nonsense")


# ---------------------------------------------------------------- the driver


@pytest.mark.parametrize(
    ("options", "line", "symbols"),
    [
        ({}, b"]d20106901\x1d10L", [(b"0106901\x1d10L", "]d2")]),
        ({}, b"0106901", [(b"0106901", "")]),
        ({"aim_prefix": False}, b"]d2X", [(b"]d2X", "")]),
        ({"separator": ";"}, b"]C1A;]Q3B", [(b"A", "]C1"), (b"B", "]Q3")]),
        ({"separator": ";"}, b"]C1A;", [(b"A", "]C1")]),
        ({}, b"]C1A;B", [(b"A;B", "]C1")]),
    ],
)
def test_identifiers_are_taken_off_and_separators_of_elements_kept(
    options: dict[str, Any], line: bytes, symbols: list[tuple[bytes, str]]
) -> None:
    answer = reading(**options).received(line + b"\r", 110)
    expected = tuple(SymbolRead(data, aim, decoder="keyence-sr") for data, aim in symbols)
    assert answer.events == (Read("r", 1, expected, took_ms=10.0),)


def test_the_devices_own_no_read_ends_the_trigger_without_a_switch_off() -> None:
    reader = reading()
    answer = reader.received(NO_READ, 120)
    assert answer == Output(events=(NoRead("r", 1, "the reader found no code", took_ms=20.0),))
    assert reader.command(Trigger(2), 121).send == LON


def test_a_no_read_text_set_otherwise_is_known_as_such() -> None:
    reader = reading(no_read="NG")
    assert isinstance(reader.received(b"NG\r", 120).events[0], NoRead)


def test_a_second_code_in_one_piece_is_nobodys() -> None:
    reader = opened()
    reader.command(Trigger(1), 100)
    reader.command(Trigger(2), 100)
    events = reader.received(OK_LON + b"AAA\rBBB\r", 110).events
    assert codes(events[0]) == (1, [b"AAA"])
    assert isinstance(events[1], Warned), "it came before the second trigger's OK,LON"
    assert codes(reader.received(OK_LON + b"CCC\r", 120).events[0]) == (2, [b"CCC"])


def test_a_late_result_before_loff_is_answered_belongs_to_nobody() -> None:
    reader = reading(window_ms=50)
    ended = reader.tick(150)
    assert ended.send == LOFF
    assert ended.events == (NoRead("r", 1, "no code within 50 ms", took_ms=50.0),)
    assert reader.command(Trigger(2), 151).send == b""
    late = reader.received(b"LATE\r", 160)
    assert late.send == b""
    assert isinstance(late.events[0], Warned)
    assert reader.received(ER_LOFF, 170).send == LON, "nothing is owed any more"
    assert reader.received(OK_LON, 171) == Output()
    assert codes(reader.received(b"RIGHT\r", 300).events[0]) == (2, [b"RIGHT"])


def test_a_result_that_is_owed_is_waited_for_and_dropped() -> None:
    reader = reading(window_ms=50)
    reader.tick(150)
    assert reader.received(ER_LOFF, 160) == Output(), "it had found something and not sent it"
    assert reader.command(Trigger(2), 200).send == b""
    late = reader.received(b"LATE\r", 900)
    assert isinstance(late.events[0], Warned)
    assert late.send == LON
    assert codes(reader.received(OK_LON + b"RIGHT\r", 950).events[0]) == (2, [b"RIGHT"])


def test_a_result_that_is_owed_and_never_comes_is_waited_for_within_a_bound() -> None:
    reader = reading(window_ms=50)
    reader.tick(150)
    reader.received(ER_LOFF, 160)
    reader.command(Trigger(2), 200)
    assert reader.tick(160 + OWED_MS_MAX - 1) == Output()
    went_on = reader.tick(160 + OWED_MS_MAX)
    assert isinstance(went_on.events[0], Warned)
    assert went_on.send == LON


def test_the_no_read_text_after_a_switch_off_is_not_the_next_triggers() -> None:
    reader = reading(window_ms=50)
    reader.tick(150)
    reader.command(Trigger(2), 151)
    assert reader.received(OK_LOFF, 160).send == LON
    assert reader.received(NO_READ, 161) == Output()
    assert codes(reader.received(OK_LON + b"RIGHT\r", 170).events[0]) == (2, [b"RIGHT"])


def test_a_device_that_answers_commands_and_not_loff_is_dropped() -> None:
    reader = reading(window_ms=50)
    reader.tick(150)
    assert not reader.tick(150 + ANSWER_MS_MAX - 1).drop_link
    assert reader.tick(150 + ANSWER_MS_MAX).drop_link


def test_without_command_answers_results_count_at_once() -> None:
    reader = KeyenceReader("r")
    reader.opened(0)
    assert reader.tick(ANSWER_MS_MAX).events == (Ready("r"),)
    reader.command(Trigger(1, 50), 1_000)
    assert codes(reader.received(b"AAA\r", 1_010).events[0]) == (1, [b"AAA"])
    reader.command(Trigger(2, 50), 1_020)
    reader.tick(1_070)
    reader.command(Trigger(3, 50), 1_071)
    assert reader.received(NO_READ, 1_080).send == LON


def test_a_refused_trigger_is_a_no_read_and_the_reader_is_switched_off() -> None:
    reader = opened()
    reader.command(Trigger(1), 100)
    refused = reader.received(b"ER,LON,01\r", 101)
    assert refused.send == LOFF
    assert isinstance(refused.events[0], NoRead)
    assert reader.received(OK_LOFF + NO_READ, 102) == Output()
    assert reader.command(Trigger(2), 103).send == LON


def test_a_cut_answers_what_is_read_and_what_waits_and_the_next_link_is_fresh() -> None:
    reader = reading()
    reader.command(Trigger(2), 110)
    reader.received(b"HAL", 111)
    assert reader.closed("cable out", 120).events == (
        NoRead("r", 1, "link lost: cable out"),
        NoRead("r", 2, "link lost: cable out"),
        LinkDown("r", "cable out"),
    )
    assert reader.opened(200).send == LOFF
    reader.command(Trigger(3), 201)
    assert reader.received(ER_LOFF, 202).send == LON
    assert codes(reader.received(OK_LON + b"F\r", 210).events[0]) == (3, [b"F"])


def test_triggers_wait_within_a_bound() -> None:
    reader = reading()
    for token in range(2, 2 + TRIGGERS_MAX):
        assert reader.command(Trigger(token), 110) == Output()
    refused = reader.command(Trigger(99), 110)
    assert refused == Output(events=(NoRead("r", 99, "too many triggers wait"),))


def test_rubbish_is_told_once() -> None:
    reader = KeyenceReader("r", framing="stx")
    reader.opened(0)
    assert isinstance(reader.received(b"\xff\xfe", 1).events[0], Warned)
    assert reader.received(b"\xff", 2) == Output()


@pytest.mark.parametrize(
    ("options", "word"), [({"bank": 100}, "bank"), ({"framing": "lf"}, "framing")]
)
def test_wrong_options_are_a_mistake(options: dict[str, Any], word: str) -> None:
    with pytest.raises(Misuse, match=word):
        KeyenceReader("r", **options)


def test_a_window_without_time_is_a_mistake() -> None:
    with pytest.raises(Misuse, match="window"):
        opened().command(Trigger(1, 0), 10)
