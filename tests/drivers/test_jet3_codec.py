"""Leibinger's bytes: what is sent is literal, what is heard is understood however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import jet3_codec as codec
from drivers.printers.dialect import Level
from drivers.printers.jet3_codec import (
    Counter,
    FrameParser,
    Machine,
    Mailing,
    Other,
    Rubbish,
    Strange,
    Text,
)
from drivers.printers.jet3_states import trouble
from drivers.sim.jet3 import Jet3Twin

# Golden bytes: the fact sheet §2.6, the programs and notes that the codec names.
SAID = [
    (codec.ask_state(), b"^0?RS\r"),
    (codec.ask_mailing(), b"^0?SM\r"),
    (codec.ask_counter(), b"^0?CC\r"),
    (codec.ask_text(), b"^0?ET\r"),
    (codec.start_printing(), b"^0!GO\r"),
    (codec.stop_printing(), b"^0!ST\r"),
    (codec.flush_records(), b"^0!FF\r"),
    (codec.quit_error(), b"^0!EQ\r"),
    (codec.record(1, b"TEST0001"), b"^0=MR1\tTEST0001\r"),
    (codec.record(255, b"A^B"), b"^0=MR255\tA\\^B\r"),
    (codec.external_text(b"TEST123"), bytes.fromhex("5E303D4554544553543132330D")),
]


@pytest.mark.parametrize(("said", "golden"), SAID)
def test_what_is_said_is_the_fact_sheets_bytes(said: bytes, golden: bytes) -> None:
    assert said == golden


# Answers as they were taken down from printers.
HEARD = [
    (b"^0=RS2\t5\t0\t0\t0\r\n", Machine(2, 5, 0)),
    (b"^0=RS2\t6\t0\t0\t80\t0\r", Machine(2, 6, 0)),
    (b"^0=RS4\t1\t0\t0\t303\r", Machine(4, 1, 0)),
    (b"^0=RS2\t6\t1476405210\t0\t80\t0\r", Machine(2, 6, 10202)),
    (b"^000015=RS2\t5\t0\t0\t200\r", Machine(2, 5, 0)),
    (b"^0=RS0\t4\t12000\t1\t0\r", Machine(0, 4, 12000, is_open=True)),
    (b"^0=SM256\t0\t3\t0\t1\t21\r", Mailing(256, 0, 3, 0, True)),
    (b"^0=SM256\t10\t50\t0\t0\t0\r", Mailing(256, 10, 50, 0, False)),
    (b"^000017=CC349\t0\t1150641\r", Counter(1150641)),
    (b"^000004=ET\r", Text(b"")),
    (b"^0=ETBLUE\r\n", Text(b"BLUE")),
    (b"^0!ST\r", Other(b"^0!ST")),
    (b"^0=MR1\tABC\r", Other(b"^0=MR1\tABC")),
    (b"^000032*BEGINLJSCRIPT [(V01.06.00.16)]\r", Other(b"^000032*BEGINLJSCRIPT [(V01.06.00.16)]")),
    (b"^000014=RS2\t5\t0\t0\t200\r", Rubbish(b"^000014=RS2\t5\t0\t0\t200")),
    (b"^0=SM256\t0\t3\r", Strange("SM", b"256\t0\t3")),
    (b"^0=SM256\t-1\t3\t0\t1\r", Strange("SM", b"256\t-1\t3\t0\t1")),
    (b"^0=SM256\t0\t9999999999\t0\t1\r", Strange("SM", b"256\t0\t9999999999\t0\t1")),
    (b"^0=RSx\r", Strange("RS", b"x")),
    (b"^0=CC1\r", Strange("CC", b"1")),
    (b"hello\r", Rubbish(b"hello")),
]


@pytest.mark.parametrize(("data", "fact"), HEARD)
def test_what_printers_said_is_understood_whole_and_byte_by_byte(
    data: bytes, fact: codec.Said
) -> None:
    assert FrameParser().feed(data) == [fact]
    parser = FrameParser()
    pieces = [said for byte in data for said in parser.feed(bytes((byte,)))]
    assert pieces == [fact]


def test_a_frame_that_begins_inside_another_is_the_one_that_counts() -> None:
    assert FrameParser().feed(b"\xff7Z\x00^0=SM256\t0^0=ETA\r") == [
        Rubbish(b"\xff7Z\x00^0=SM256\t0"),
        Text(b"A"),
    ]
    assert FrameParser().feed(b"^0=ETA\\^0=ETB\r") == [Text(b"A\\^0=ETB")]


def test_what_never_ends_is_rubbish_and_takes_no_memory() -> None:
    parser = FrameParser()
    said = [one for _ in range(10) for one in parser.feed(b"x" * 1_000)]
    assert [len(one.data) for one in said if isinstance(one, Rubbish)] == [5_000, 5_000]
    assert parser.feed(b"\r\n^0=ETA\r") == [Text(b"A")]


# ---------------------------------------------------------------- the state in words

STATES = [
    (Machine(2, 6, 0), None),
    (Machine(2, 5, 0), None),
    (Machine(2, 6, 10202), Level.WARNING),
    (Machine(2, 5, 10202), Level.FAULT),
    (Machine(2, 5, 1019), Level.FAULT),
    (Machine(4, 5, 0, is_open=True), Level.FAULT),
    (Machine(4, 4, 0), Level.FAULT),
    (Machine(0, 3, 0), Level.AWAY),
    (Machine(0, 2, 0), Level.AWAY),
    (Machine(0, 1, 0), Level.AWAY),
    (Machine(0, 77, 0), Level.AWAY),
]


@pytest.mark.parametrize(("machine", "level"), STATES)
def test_the_state_in_words(machine: Machine, level: Level | None) -> None:
    state = trouble(machine)
    assert (state and state.level) == level
    assert state is None or (state.said and state.hint)


def test_states_that_differ_have_marks_that_differ() -> None:
    states = [trouble(machine) for machine, _ in STATES]
    marks = [state.mark for state in states if state is not None]
    assert len(marks) == len(set(marks))


# ---------------------------------------------------------------- payloads

CARRIED = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="\\"), min_size=1
).map(str.encode)


@given(CARRIED.filter(lambda value: len(value) <= codec.VALUE_BYTES_MAX))
def test_every_value_arrives_at_the_twin_as_it_was_sent(value: bytes) -> None:
    twin = Jet3Twin()
    twin.received(codec.record(7, value), 0)
    assert twin.loaded == (7, value)
    twin.received(codec.external_text(value), 0)
    (text,) = FrameParser().feed(twin.received(codec.ask_text(), 0))
    assert isinstance(text, Text)
    assert codec.is_same_text(text.value, value)
    assert not codec.is_same_text(text.value, value + b"x")


@given(st.binary(max_size=120))
def test_a_value_is_carried_or_refused_and_nothing_in_between(value: bytes) -> None:
    right = 1 <= len(value) <= codec.VALUE_BYTES_MAX and all(
        0x20 <= byte <= 0x7E and byte != 0x5C for byte in value
    )
    try:
        codec.record(1, value)
    except PayloadError:
        assert not right
    else:
        assert right


@pytest.mark.parametrize("number", [0, -1, 2**31])
def test_a_number_that_cannot_be_is_our_mistake(number: int) -> None:
    with pytest.raises(Misuse, match="number is"):
        codec.record(number, b"A")


# ---------------------------------------------------------------- whatever comes

PIECES = st.lists(
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from(
            [b"^0", b"\r", b"\n", b"\t", b"\\^", b"=SM", b"=RS", b"00012", *(d for d, _ in HEARD)]
        ),
    ),
    max_size=12,
)


@given(PIECES, st.integers(1, 9))
def test_whatever_comes_is_understood_the_same_however_it_is_cut(
    pieces: list[bytes], size: int
) -> None:
    data = b"".join(pieces)
    whole = FrameParser().feed(data)
    parser = FrameParser()
    cut = [one for at in range(0, len(data), size) for one in parser.feed(data[at : at + size])]
    assert cut == whole


@given(PIECES)
def test_after_whatever_came_the_next_frame_is_understood(pieces: list[bytes]) -> None:
    parser = FrameParser()
    parser.feed(b"".join(pieces))
    *_, last = parser.feed(b"\r^0=SM256\t1\t2\t0\t1\r")
    assert last == Mailing(256, 1, 2, 0, True)


@given(PIECES)
def test_the_twin_outlives_whatever_comes(pieces: list[bytes]) -> None:
    twin = Jet3Twin()
    twin.received(b"".join(pieces), 0)
    answer = twin.received(b"\r^0?RS\r", 0)
    assert answer.endswith(b"\r\n")
    assert isinstance(FrameParser().feed(answer)[-1], Machine)
