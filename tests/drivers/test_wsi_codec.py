"""WSI's bytes: what is sent is literal, what is heard is understood however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import wsi_codec as codec
from drivers.printers.dialect import Level
from drivers.printers.wsi_codec import Acked, Frame, Refused, ReplyParser, Rubbish
from drivers.printers.wsi_faults import state_of
from drivers.sim.wsi import WsiTwin

# Golden bytes: the fact sheet, §2.3. The checksums 93 and 94 are the manual's own examples.
SAID = [
    (codec.error_status(), b"\x02E\x03", b"\x020000001\x03"),
    (codec.current_message(), b"\x02Q\x03", b"\x02PACKLINE\x03"),
    (codec.print_counter(), b"\x02GA\x03", b"\x0200000000\x03"),
    (codec.reset_print_counter(), b"\x02RA\x03", b"$93"),
    (codec.print_off(), b"\x02O0\x03", b"$7F"),
    (codec.print_on(), b"\x02O1\x03", b"$80"),
    (codec.select_message("PACKLINE"), b"\x02MPACKLINE\x03", b"$94"),
    (codec.clear_field("CODE"), b"\x02DCODE\x03", b"$5F"),
    (codec.update_field("CODE", b"ABC"), b"\x02UCODE\nABC\x03", b"$40"),
]


@pytest.mark.parametrize(("said", "golden", "answer"), SAID)
def test_what_is_said_and_answered_is_the_fact_sheets_bytes(
    said: bytes, golden: bytes, answer: bytes
) -> None:
    assert said == golden
    assert WsiTwin().received(golden, 0) == answer
    if answer.startswith(b"$"):
        assert ReplyParser().feed(answer) == [Acked(codec.checksum(golden))]


def test_the_manuals_two_checksums() -> None:
    assert codec.checksum(b"\x02RA\x03") == 0x93
    assert codec.checksum(b"\x02RB\x03") == 0x94


HEARD = [
    (b"$93", [Acked(0x93)]),
    (b"!5f", [Refused(0x5F)]),
    (b"\x020000001\x03", [Frame(b"0000001")]),
    (b"\x02A$93\x03", [Frame(b"A$93")]),
    (b"\x02half\x02whole\x03", [Rubbish(b"\x02half"), Frame(b"whole")]),
    (b"\xff7Z\x00$93", [Rubbish(b"\xff7Z\x00"), Acked(0x93)]),
    (b"$x!93", [Rubbish(b"$x"), Refused(0x93)]),
    (b"$9", []),
    (b"$9$93", [Rubbish(b"$9"), Acked(0x93)]),
]


@pytest.mark.parametrize(("data", "replies"), HEARD)
def test_what_is_heard(data: bytes, replies: list[codec.Reply]) -> None:
    assert ReplyParser().feed(data) == replies


def test_a_1710_answers_without_a_checksum() -> None:
    assert ReplyParser(bare=True).feed(b"$!$") == [Acked(), Refused(), Acked()]


ANYTHING = st.lists(
    st.one_of(st.binary(max_size=30), st.sampled_from([b"$", b"!", b"\x02", b"\x03", b"93"])),
    max_size=12,
)


@given(ANYTHING, st.booleans())
def test_how_bytes_are_cut_changes_nothing_and_nothing_is_remembered_for_ever(
    pieces: list[bytes], bare: bool
) -> None:
    whole, cut = ReplyParser(bare=bare), ReplyParser(bare=bare)
    at_once = _stripped(whole.feed(b"".join(pieces)))
    assert _stripped([reply for piece in pieces for reply in cut.feed(piece)]) == at_once
    assert len(cut._pending) < codec.REPLY_BYTES_MAX


def _stripped(replies: list[codec.Reply]) -> list[codec.Reply]:
    """Rubbish may be told in one piece or in several."""
    return [reply for reply in replies if not isinstance(reply, Rubbish)]


@given(st.binary(max_size=2_000))
def test_a_frame_without_an_end_is_bounded(data: bytes) -> None:
    parser = ReplyParser()
    parser.feed(b"\x02" + data.replace(b"\x03", b"") + b"x" * codec.REPLY_BYTES_MAX)
    assert ReplyParser().feed(b"$93") == [Acked(0x93)]
    assert len(parser._pending) < codec.REPLY_BYTES_MAX


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_the_twin_bears_any_bytes_and_obeys_the_next_command(pieces: list[bytes]) -> None:
    twin = WsiTwin()
    for piece in pieces:
        twin.received(piece, 0)
    assert twin.received(b"\x02O0\x03", 0) == b"$7F"


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1))
def test_a_value_arrives_as_it_was_sent_or_is_refused(text: str) -> None:
    twin, value = WsiTwin(), text.encode()
    try:
        packet = codec.update_field("CODE", value)
    except PayloadError:
        assert len(value) > codec.VALUE_BYTES_MAX
        return
    assert ReplyParser().feed(twin.received(packet, 0)) == [Acked(codec.checksum(packet))]
    assert twin.value == value


@pytest.mark.parametrize("name", ["", "x" * 33, "CO\nDE", "é"])
def test_a_name_that_cannot_be_is_our_mistake(name: str) -> None:
    with pytest.raises(Misuse):
        codec.select_message(name)
    with pytest.raises(Misuse):
        codec.update_field(name, b"A")


# ---------------------------------------------------------------- the error status


@pytest.mark.parametrize(
    ("body", "level", "said"),
    [
        (b"0000001", Level.WELL, ""),
        (b"000000 1", Level.WELL, ""),
        (b"4000004", Level.FAULT, "gutter fault"),
        (b"C000004", Level.FAULT, "gutter fault; ink core empty"),
        (b"0200004", Level.FAULT, "cabinet too hot"),
        (b"0010004", Level.FAULT, "bad nozzle"),
        (b"0002004", Level.FAULT, "automatic modulation failed"),
        (b"0000802", Level.WARNING, "not enough ink to fill the core"),
        (b"0000012", Level.WARNING, "date not set"),
        (b"0000011", Level.WARNING, "date not set"),
        (b"0000002", Level.WARNING, "its amber lamp is lit"),
        (b"0000004", Level.FAULT, "its red lamp is lit"),
        (b"0000000", Level.FAULT, "no lamp is lit: its jet doesn't run"),
    ],
)
def test_the_error_status_in_words(body: bytes, level: Level, said: str) -> None:
    state = state_of(body)
    assert state is not None
    assert (state.level, state.said) == (level, said)
    assert state.hint


@pytest.mark.parametrize("body", [b"", b"00000012", b"000000", b"PACKLINE", b"000000G"])
def test_what_is_no_error_status_is_not_taken_for_one(body: bytes) -> None:
    assert state_of(body) is None
