"""The bytes of Codenet, written out by hand from the fact sheet: for the codec and for the twin.

One table for both sides, so that neither can drift without the other being asked.
"""

from __future__ import annotations

import pytest

from drivers.printers import codenet_codec as codec
from drivers.sim.codenet import CodenetTwin

COMMANDS = [
    (codec.identify(), "1B 41 3F 04"),
    (codec.status(), "1B 31 43 3F 04"),
    (codec.label_from_store(7), "1B 50 31 30 30 37 04"),
    (codec.label_by_name("ITEM"), "1B 4F 4E 31 30 34 49 54 45 4D 04"),
    (codec.label_on_line(), "1B 50 31 3F 04"),
    (codec.set_done_char("#"), "1B 49 31 23 04"),
    (codec.queue_code(b"ABC1234"), "1B 4F 45 30 30 30 37 41 42 43 31 32 33 34 04"),
    (codec.clear_queue("tcp"), "1B 4F 45 30 30 30 30 30 04"),
    (codec.clear_queue("serial"), "1B 4F 45 30 30 30 30 31 04"),
    (codec.clear_queue("history"), "1B 4F 45 30 30 30 30 32 04"),
    (codec.head(enabled=True), "1B 51 31 59 04"),
    (codec.head(enabled=False), "1B 51 31 4E 04"),
    (codec.head_enabled(), "1B 51 31 3F 04"),
    (codec.print_go(), "1B 4E 31 04"),
    (codec.counter(), "1B 54 31 3F 04"),
    (codec.reset_counter(), "1B 54 31 30 04"),
    (codec.ink_levels(), "1B 79 3F 04"),
]

REPLIES: list[tuple[str, list[codec.Reply]]] = [
    ("06", [codec.Acked()]),
    ("06 30 30 30", [codec.Acked()]),
    ("06 06", [codec.Acked(), codec.Acked()]),
    ("06 30 30 30 23", [codec.Acked(), codec.PrintDone()]),
    ("15 30 32 37", [codec.Nakked("027")]),
    ("23", [codec.PrintDone()]),
    ("1B 31 43 30 30 30 30 31 32 33 34 04", [codec.StatusAnswer("000")]),
    ("1B 54 31 30 30 30 30 30 30 31 32 33 34 04", [codec.CounterAnswer(1234)]),
    ("1B 41 30 56 31 04", [codec.OtherAnswer(b"A0V1")]),
    # A '#' inside a frame is no print.
    ("1B 41 30 23 04 06", [codec.OtherAnswer(b"A0#"), codec.Acked()]),
    ("FF 00 06", [codec.Rubbish(b"\xff\x00"), codec.Acked()]),
    ("15 41 06", [codec.Rubbish(b"\x15A"), codec.Acked()]),
    ("1B 31 43 1B 41 30 04", [codec.Rubbish(b"\x1b1C"), codec.OtherAnswer(b"A0")]),
]


@pytest.mark.parametrize(("built", "expected"), COMMANDS)
def test_commands_have_the_bytes_of_the_sheet(built: bytes, expected: str) -> None:
    assert built == bytes.fromhex(expected)


@pytest.mark.parametrize(("wire", "expected"), REPLIES)
def test_replies_are_understood_whole(wire: str, expected: list[codec.Reply]) -> None:
    assert codec.ReplyParser("#").feed(bytes.fromhex(wire)) == expected


@pytest.mark.parametrize(("wire", "expected"), REPLIES)
def test_replies_are_understood_byte_by_byte(wire: str, expected: list[codec.Reply]) -> None:
    parser = codec.ReplyParser("#")
    replies: list[codec.Reply] = []
    for byte in bytes.fromhex(wire):
        for reply in parser.feed(bytes((byte,))):
            last = replies[-1] if replies else None
            if isinstance(reply, codec.Rubbish) and isinstance(last, codec.Rubbish):
                replies[-1] = codec.Rubbish(last.data + reply.data)
            else:
                replies.append(reply)
    assert replies == expected


TWIN_TALK = [
    # (fixed_ack, what the host sends, what the device answers)
    (False, "1B 41 3F 04", "1B 41 30 50 41 43 4B 4C 49 4E 45 20 54 57 49 4E 04"),
    (False, "1B 31 43 3F 04", "1B 31 43 30 30 30 30 30 30 30 30 04"),
    (False, "1B 54 31 3F 04", "1B 54 31 30 30 30 30 30 30 30 30 30 30 04"),
    (False, "1B 51 31 3F 04", "1B 51 31 59 04"),
    (False, "1B 79 3F 04", "1B 79 30 30 38 30 30 38 04"),
    (False, "1B 49 31 23 04", "06"),
    (True, "1B 49 31 23 04", "06 30 30 30"),
    (False, "1B 51 31 4E 04", "06"),
    (False, "1B 54 31 30 04", "06"),
    (False, "1B 4E 31 04", "06"),
    (False, "1B 50 31 30 30 30 04", "06"),
    (False, "1B 50 31 30 30 37 04", "15 30 31 37"),
    (False, "1B 4F 45 30 30 30 30 30 04", "06"),
    (False, "1B 4F 4E 31 30 34 49 54 45 4D 04", "06"),
    (False, "1B 4F 4E 31 30 33 49 54 45 4D 04", "15 30 30 31"),
    (False, "1B 4F 4E 31 30 32 49 54 04", "15 30 35 32"),
    (False, "1B 4F 4E 32 30 34 49 54 45 4D 04", "15 30 30 35"),
    (False, "1B 7D 44 3F 04", "15 30 30 33"),
    # Bytes after EOT, up to the next ESC, are lost.
    (False, "1B 51 31 59 04 41 42 1B 51 31 59 04", "06 06"),
    (False, "1B 51 31 1B 51 31 59 04", "15 30 30 34 06"),
    # A queued code: length wrong, no length, no label on line (refused like "full").
    (False, "1B 4F 45 30 30 30 38 41 42 43 31 32 33 34 04", "15 30 30 31"),
    (False, "1B 4F 45 30 30 41 04", "15 30 30 39"),
    (False, "1B 4F 45 30 30 30 30 37 04", "15 30 30 37"),
    (False, "1B 4F 45 30 30 30 37 41 42 43 31 32 33 34 04", "15 30 30 30"),
]


@pytest.mark.parametrize(("fixed_ack", "sent", "answered"), TWIN_TALK)
@pytest.mark.parametrize("cut", [1, 1000])
def test_the_twin_answers_as_the_sheet_says(
    fixed_ack: bool, sent: str, answered: str, cut: int
) -> None:
    twin = CodenetTwin(fixed_ack=fixed_ack, labels=("ITEM",))
    said = twin.connected(0)
    wire = bytes.fromhex(sent)
    for start in range(0, len(wire), cut):
        said += twin.received(wire[start : start + cut], 0)
    assert said == bytes.fromhex(answered)


def test_the_twin_prints_what_was_queued_and_says_so_with_the_chosen_byte() -> None:
    twin = CodenetTwin(depth=1, labels=("ITEM",))
    twin.connected(0)
    twin.received(bytes.fromhex("1B 50 31 30 30 30 04 1B 49 31 23 04"), 0)
    queue_one = bytes.fromhex("1B 4F 45 30 30 30 32 41 42 04")
    assert twin.received(queue_one, 0) == b"\x06"
    assert twin.received(queue_one, 0) == b"\x15000"
    assert twin.photocell(5) == (b"AB", b"#")
    assert twin.photocell(6) == (None, b"")
    assert twin.tape == [b"AB"]
    assert twin.received(bytes.fromhex("1B 54 31 3F 04"), 7) == b"\x1bT10000000002\x04"


def test_a_disabled_head_keeps_its_queue_but_the_photocell_still_counts() -> None:
    twin = CodenetTwin(labels=("ITEM",))
    twin.connected(0)
    twin.received(bytes.fromhex("1B 50 31 30 30 30 04 1B 4F 45 30 30 30 32 41 42 04"), 0)
    twin.received(bytes.fromhex("1B 51 31 4E 04"), 0)
    assert twin.photocell(1) == (None, b"")
    assert (twin.counter, list(twin.buffer), twin.tape) == (1, [b"AB"], [])


def test_a_repeated_code_is_refused_when_the_device_is_set_so() -> None:
    twin = CodenetTwin(labels=("ITEM",), refuse_duplicates=True)
    twin.connected(0)
    queue_one = bytes.fromhex("1B 4F 45 30 30 30 32 41 42 04")
    said = twin.received(bytes.fromhex("1B 50 31 30 30 30 04") + queue_one * 2, 0)
    assert said == b"\x06\x06\x15007"


def test_the_twin_refuses_and_reports_as_it_is_told_to() -> None:
    twin = CodenetTwin(labels=("ITEM",))
    twin.connected(0)
    twin.received(bytes.fromhex("1B 50 31 30 30 30 04"), 0)
    twin.fault("nak", "027")
    twin.fault("status", "101")
    queue_one = bytes.fromhex("1B 4F 45 30 30 30 32 41 42 04")
    assert twin.received(queue_one, 0) == b"\x15027"
    assert twin.received(bytes.fromhex("1B 31 43 3F 04"), 0) == b"\x1b1C10100000\x04"
    twin.fault("nak", "off")
    assert twin.received(queue_one, 0) == b"\x06"
    with pytest.raises(ValueError, match="no fault 'fire'; this twin knows ack_late"):
        twin.fault("fire")
