"""What the Codenet codec promises beyond its golden bytes: refusals, bounds, any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import codenet_codec as codec
from drivers.sim.codenet import CodenetTwin

WIRE = st.binary(max_size=600) | st.lists(
    st.sampled_from([b"\x06", b"000", b"\x15", b"027", b"#", b"\x1b", b"1C0000", b"\x04", b"x"]),
    max_size=60,
).map(b"".join)


@pytest.mark.parametrize("char", list("0123456789"))
def test_a_digit_is_refused_as_done_character(char: str) -> None:
    with pytest.raises(Misuse, match="can't be a digit"):
        codec.set_done_char(char)


@pytest.mark.parametrize("char", ["", "##", "\x04", "\x1b", " ", "é"])
def test_only_one_visible_ascii_character_is_taken_as_done_character(char: str) -> None:
    with pytest.raises(Misuse, match="one visible ASCII character"):
        codec.ReplyParser(char)


@pytest.mark.parametrize(
    ("payload", "position"),
    [(b"", 0), (b"AB\x04", 2), (b"\x1bAB", 0), (b"x" * 1025, 1024)],
)
def test_a_payload_that_would_break_the_frame_is_refused(payload: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.queue_code(payload, "coder 1")
    assert refused.value.position == position
    assert "coder 1" in str(refused.value)


@pytest.mark.parametrize("payload", [b"x", b"x" * 1024, b"^~\x1d01", "汉字".encode(), b"\xff\x00"])
def test_all_other_bytes_are_carried_as_they_are(payload: bytes) -> None:
    framed = codec.queue_code(payload)
    assert framed == b"\x1bOE" + f"{len(payload):04}".encode() + payload + b"\x04"


def test_labels_that_cannot_be_named_are_refused() -> None:
    for name in ("", "x" * 100, "a\x04"):
        with pytest.raises(Misuse, match="label name"):
            codec.label_by_name(name)
    with pytest.raises(Misuse, match="0 to 999"):
        codec.label_from_store(1000)


def test_a_nak_without_digits_is_understood_where_the_device_is_configured_so() -> None:
    parser = codec.ReplyParser(bare_nak=True)
    assert parser.feed(b"\x15\x15\x06") == [codec.Nakked(""), codec.Nakked(""), codec.Acked()]


def test_zeros_count_as_an_acknowledgements_tail_only_straight_after_it() -> None:
    parser = codec.ReplyParser()
    assert parser.feed(b"\x060000") == [codec.Acked(), codec.Rubbish(b"0")]
    assert parser.feed(b"\x06x00") == [codec.Acked(), codec.Rubbish(b"x00")]


def test_an_overlong_frame_is_skipped_to_its_end_and_nothing_in_it_is_taken_for_a_reply() -> None:
    inside = b"#" * 400 + b"\x06"
    parser = codec.ReplyParser("#")
    assert parser.feed(b"\x1b" + inside + b"\x04\x06") == [
        codec.Rubbish(b"\x1b" + inside + b"\x04"),
        codec.Acked(),
    ]
    assert parser.feed(b"\x1b" + inside + b"\x1bA0\x04")[-1] == codec.OtherAnswer(b"A0")


def test_a_new_link_does_not_inherit_half_a_reply() -> None:
    parser = codec.ReplyParser()
    assert parser.feed(b"\x1b1C0") == []
    parser.reset()
    assert parser.feed(b"\x06") == [codec.Acked()]


@given(wire=WIRE, cuts=st.lists(st.integers(1, 40), max_size=30), bare=st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_bytes_cut_anyhow_give_the_same_replies_within_bounded_memory(
    wire: bytes, cuts: list[int], bare: bool
) -> None:
    whole = codec.ReplyParser("#", bare_nak=bare).feed(wire)
    parser = codec.ReplyParser("#", bare_nak=bare)
    pieces: list[codec.Reply] = []
    at = 0
    for cut in [*cuts, len(wire)]:
        pieces += parser.feed(wire[at : at + cut])
        at += cut
        assert len(parser._pending) < codec.REPLY_BYTES_MAX
    assert _without_rubbish(pieces) == _without_rubbish(whole)
    assert _rubbish(pieces) == _rubbish(whole)


@given(wire=st.lists(WIRE | st.binary(min_size=1200, max_size=1300), max_size=4))
@settings(max_examples=100, deadline=None)
def test_the_twin_survives_any_bytes(wire: list[bytes]) -> None:
    twin = CodenetTwin()
    twin.connected(0)
    for piece in wire:
        twin.received(piece, 0)
    assert len(twin.buffer) <= twin.depth
    assert len(twin._packet or b"") <= 1_100


def _without_rubbish(replies: list[codec.Reply]) -> list[codec.Reply]:
    return [reply for reply in replies if not isinstance(reply, codec.Rubbish)]


def _rubbish(replies: list[codec.Reply]) -> bytes:
    return b"".join(reply.data for reply in replies if isinstance(reply, codec.Rubbish))
