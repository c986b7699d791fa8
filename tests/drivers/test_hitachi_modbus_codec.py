"""Hitachi's Modbus frames: literal on the way out, checked on the way in, and one class a write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import hitachi_modbus_codec as codec
from drivers.printers.dialect import Level
from drivers.printers.hitachi_modbus_codec import (
    READ_HOLDING,
    READ_INPUT,
    Broken,
    Input,
    Refused,
    Register,
    Remote,
    ReplyParser,
    Request,
    Values,
    Written,
)
from drivers.printers.hitachi_status import FAULTS, WARNINGS, state_of
from drivers.sim.hitachi_modbus import HitachiModbusTwin

# Golden bytes: the fact sheet, §2.4 (b); the last ones follow its frame with registers of its list.
SAID = [
    (codec.write(0, Register.START_STOP, (1,)), "0000 0000 0009 01 10 0000 0001 02 0001"),
    (codec.write(0, Register.ITEM_CHARACTERS, (6,)), "0000 0000 0009 01 10 0020 0001 02 0006"),
    (
        codec.write(0, Register.TEXT, codec.characters(b"ABCDEF")),
        "0000 0000 001F 01 10 0084 000C 18"
        "0000 0041 0000 0042 0000 0043 0000 0044 0000 0045 0000 0046",
    ),
    (codec.write(0, Register.START_STOP, (2,)), "0000 0000 0009 01 10 0000 0001 02 0002"),
    (codec.write(7, Register.ONLINE, (1,)), "0007 0000 0009 01 10 2490 0001 02 0001"),
    (
        codec.write(7, Register.REMOTE, (Remote.DEFLECTION_OFF,)),
        "0007 0000 0009 01 10 2494 0001 02 0003",
    ),
    (codec.read(7, READ_INPUT, Input.STATUS, 4), "0007 0000 0006 01 04 0000 0004"),
    (codec.read(7, READ_INPUT, Input.PRINT_COUNT, 2), "0007 0000 0006 01 04 0052 0002"),
    (codec.read(7, READ_HOLDING, Register.ITEMS, 1), "0007 0000 0006 01 03 0008 0001"),
]


@pytest.mark.parametrize(("said", "golden"), SAID)
def test_what_is_said_is_the_fact_sheets_bytes(said: bytes, golden: str) -> None:
    assert said == bytes.fromhex(golden)


@pytest.mark.parametrize("golden", [golden for _, golden in SAID])
def test_the_twin_answers_each_of_them_with_its_number_and_function(golden: str) -> None:
    frame = bytes.fromhex(golden)
    (reply,) = ReplyParser().feed(HitachiModbusTwin().received(frame, 0))
    asked = codec.asked(frame)
    assert isinstance(reply, Values | Written)
    assert (reply.transaction, reply.function) == (asked.transaction, asked.function)
    if isinstance(reply, Written):
        assert (reply.first, reply.count) == (asked.first, asked.count)
    else:
        assert len(reply.values) == asked.count


def test_what_a_frame_of_ours_asks_for() -> None:
    assert codec.asked(codec.read(7, READ_INPUT, 0x52, 2)) == Request(7, 4, 0x52, 2)
    assert codec.asked(codec.write(8, 0x84, (0, 65))) == Request(8, 0x10, 0x84, 2)


@pytest.mark.parametrize(
    ("first", "count"), [(0x001F, 2), (0x2493, 2), (0x1006, 1), (0x2495, 1), (0x0FFF, 100)]
)
def test_one_write_never_spans_two_functional_classes(first: int, count: int) -> None:
    with pytest.raises(Misuse):
        codec.write(1, first, (0,) * count)


@pytest.mark.parametrize("count", [0, 124])
def test_one_write_and_one_read_have_their_limits(count: int) -> None:
    with pytest.raises(Misuse):
        codec.write(1, 0x84, (0,) * count)
    with pytest.raises(Misuse):
        codec.read(1, READ_INPUT, 0, count and 126)


def test_functions_that_the_printer_does_not_know_are_our_mistake() -> None:
    with pytest.raises(Misuse):
        codec.read(1, 1, 0, 1)


@pytest.mark.parametrize(
    ("text", "position"), [(b"", 0), (b"x" * 62, 61), (b"A\x1d", 1), ("中".encode(), 0)]
)
def test_what_the_print_item_cannot_carry_is_refused(text: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.characters(text)
    assert refused.value.position == position


UNKNOWN = "no answer that is known: "
HEARD = [
    ("0007 0000 0003 01 90 02", Refused(7, 0x10, 2)),
    ("0007 0000 0006 01 10 0084 000C", Written(7, 0x10, 0x84, 12)),
    ("0007 0000 0007 01 04 04 0001 E240", Values(7, 4, (1, 0xE240))),
    ("0007 0001 0006 01 10 0084 000C", Broken("no Modbus TCP: 00 07 00 01 00 06 01")),
    ("0007 0000 0001 01 10 0084 000C", Broken("no Modbus TCP: 00 07 00 00 00 01 01")),
    ("0007 0000 0400 01 10 0084 000C", Broken("no Modbus TCP: 00 07 00 00 04 00 01")),
    ("0007 0000 0005 01 04 04 0001", Broken(UNKNOWN + "00 07 00 00 00 05 01 04 04 00 01")),
    ("0007 0000 0004 01 05 0000", Broken("no answer that is known: 00 07 00 00 00 04 01 05 00 00")),
]


@pytest.mark.parametrize(("data", "reply"), HEARD)
def test_what_is_heard(data: str, reply: codec.Reply) -> None:
    assert ReplyParser().feed(bytes.fromhex(data)) == [reply]


def test_an_exception_is_named() -> None:
    assert str(Refused(7, 0x10, 3)) == "exception 03 illegal data"
    assert str(Refused(7, 0x10, 0x2A)) == "exception 2A"


FRAMES = st.sampled_from([bytes.fromhex(data) for data, _ in HEARD])


@given(st.lists(st.one_of(FRAMES, st.binary(max_size=30)), max_size=8), st.integers(1, 9))
def test_how_bytes_are_cut_changes_nothing(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)
    whole, cut = ReplyParser(), ReplyParser()
    replies = whole.feed(data)
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    assert [reply for part in parts for reply in cut.feed(part)] == replies
    assert sum(isinstance(reply, Broken) for reply in replies) <= 1, "nothing after it counts"
    assert len(cut._pending) < codec.FRAME_BYTES_MAX


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_the_twin_bears_any_bytes(pieces: list[bytes]) -> None:
    twin = HitachiModbusTwin()
    for piece in pieces:
        twin.received(piece, 0)
    twin.disconnected(0)
    assert twin.received(codec.read(1, READ_INPUT, 0, 4), 0)


# ---------------------------------------------------------------- the twin's own rules


def answer(twin: HitachiModbusTwin, frame: bytes, now_ms: int = 0) -> codec.Reply:
    (reply,) = ReplyParser().feed(twin.received(frame, now_ms))
    return reply


def test_the_twin_refuses_what_spans_two_classes_and_says_why() -> None:
    twin = HitachiModbusTwin()
    frame = bytes.fromhex("0001 0000 000B 01 10 2493 0002 04 0000 0003")
    assert answer(twin, frame) == Refused(1, 0x10, 2)
    assert twin.deflected
    assert answer(twin, codec.read(2, READ_INPUT, 4, 3)) == Values(2, 4, (0x10, 0x0E, 2))


def test_the_twin_off_line_lets_its_inputs_be_read_and_itself_be_put_on_line() -> None:
    twin = HitachiModbusTwin(is_online=False)
    assert answer(twin, codec.read(1, READ_HOLDING, Register.ITEMS, 1)) == Refused(1, 3, 3)
    assert answer(twin, codec.write(2, Register.REMOTE, (3,))) == Refused(2, 0x10, 3)
    assert answer(twin, codec.read(3, READ_INPUT, 0, 1)) == Values(3, 4, (0x30,))
    assert answer(twin, codec.write(4, Register.ONLINE, (1,))) == Written(4, 0x10, 0x2490, 1)
    assert answer(twin, codec.read(5, READ_HOLDING, Register.ITEMS, 1)) == Values(5, 3, (1,))


def test_the_twin_reflects_each_write_at_once_but_in_a_batch() -> None:
    twin = HitachiModbusTwin()
    twin.put(b"OLD")
    answer(twin, codec.write(1, Register.TEXT, codec.characters(b"N")))
    assert twin.text == b"NLD", "half of it is already new"
    answer(twin, codec.write(2, Register.START_STOP, (1,)))
    answer(twin, codec.write(3, Register.ITEM_CHARACTERS, (2,)))
    answer(twin, codec.write(4, Register.TEXT, codec.characters(b"AB")))
    assert twin.text == b"NLD"
    answer(twin, codec.write(5, Register.START_STOP, (2,)))
    assert twin.text == b"AB"


def test_the_twin_knows_function_06_and_no_other_unit_or_function() -> None:
    twin = HitachiModbusTwin()
    assert twin.received(bytes.fromhex("0001 0000 0006 01 06 2494 0003"), 0) == bytes.fromhex(
        "0001 0000 0006 01 06 2494 0003"
    )
    assert not twin.deflected
    assert twin.received(bytes.fromhex("0001 0000 0006 02 04 0000 0001"), 0) == b""
    assert answer(twin, bytes.fromhex("0001 0000 0006 01 01 0000 0001")) == Refused(1, 1, 1)


def test_the_twin_stops_at_a_blank_item_and_at_a_product_that_comes_too_soon() -> None:
    twin = HitachiModbusTwin(prepare_ms=200)
    answer(twin, codec.write(1, Register.TEXT, codec.characters(b"A")))
    assert twin.photocell(199)[0] is None
    assert twin.fault_code == 0x46
    twin.clear_fault()
    assert twin.photocell(200)[0] == b"A"
    twin.put(b"")
    assert twin.photocell(200)[0] is None
    assert twin.fault_code == 0x35


# ---------------------------------------------------------------- the status


@pytest.mark.parametrize(
    ("registers", "level", "said"),
    [
        ((0x31, 0x31, 0x32, 0x30), Level.WELL, ""),
        ((0x30, 0x31, 0x32, 0x30), Level.AWAY, "it is off line"),
        ((0x31, 0x31, 0x31, 0x30), Level.HELD, "it runs and isn't ready"),
        ((0x31, 0x31, 0x30, 0x31), Level.HELD, "it is stopped"),
        ((0x31, 0x31, 0x38, 0x30), Level.FAULT, "print head cover open"),
        ((0x31, 0x31, 0x99, 0x30), Level.FAULT, "status 99"),
        ((0x31, 0x31, 0x32, 0x31), Level.WARNING, "ink low"),
        ((0x31, 0x31, 0x32, 0x99), Level.WARNING, "warning 99"),
        ((0x31, 0x30, 0x32, 0x30), Level.WARNING, "it can't receive now"),
    ],
)
def test_the_status_registers_in_words(
    registers: tuple[int, int, int, int], level: Level, said: str
) -> None:
    state = state_of(*registers)
    assert (state.level, state.said) == (level, said)
    assert state.hint or level is Level.WELL


def test_every_fault_and_warning_has_a_remedy() -> None:
    assert all(said and hint for said, hint in (FAULTS | WARNINGS).values())
    assert {0x33, 0x38, 0x39, 0x3B, 0x43, 0x44, 0x45, 0x46, 0x60, 0x66, 0x69} <= set(FAULTS)
