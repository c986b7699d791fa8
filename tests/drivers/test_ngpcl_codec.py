"""NGPCL's bytes: what is sent is literal, what is heard is understood however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import ngpcl_codec as codec
from drivers.printers.dialect import Level
from drivers.printers.ngpcl_codec import DeviceState, Packet, PacketParser, Rubbish
from drivers.printers.ngpcl_states import state_of
from drivers.sim.ngpcl import DESIGN_TEXT, NgpclTwin

# Golden bytes: the fact sheet, §2.5.
SAID = [
    (codec.ask_state(), b"{~DR|}", b"{~DS0|0|1|0|0|0|2|0|000000000|06|1|}\r\n"),
    (codec.ask_job(), b"{~JR|}", b"{~JN0|PACKLINE.job|}\r\n"),
    (codec.ask_field("QR"), b"{~FR|QR|}", b"{~FC0|QR|NO CODE|}\r\n"),
    (codec.ask_field("Batch1"), b"{~FR|Batch1|}", b"{~FC1|}\r\n"),
    (codec.ask_clear_to_send(), b"{~DC0|}", b"{~DV0|0|}\r\n"),
    (
        codec.update_once("QR", b"HTTPS://Q.EXAMPLE/1"),
        b"{~JU0||001|QR|HTTPS://Q.EXAMPLE/1|}",
        b"{~JU0|}\r\n",
    ),
]


@pytest.mark.parametrize(("said", "golden", "answer"), SAID)
def test_what_is_said_and_answered_is_the_fact_sheets_bytes(
    said: bytes, golden: bytes, answer: bytes
) -> None:
    assert said == golden
    assert NgpclTwin(fields=["QR"]).received(golden, 0) == answer
    (packet,) = PacketParser().feed(answer)
    assert isinstance(packet, Packet)
    assert codec.answers(packet, golden)


# What a user's emulator holds as taken down from real coders.
TAKEN_DOWN = [
    (b"{~DS0|0|1|0|0|0|2|0|000000000|06|1|}", 6, Level.WELL),
    (b"{~DS0|0|0|0|0|0|2|0|000000000|11|1|}", 11, Level.FAULT),
    (b"{~DS0|0|0|0|1|0|2|0|000000000|05|1|}", 5, Level.FAULT),
    (b"{~DS0|0|0|1|1|0|2|0|000000000|09|1|}", 9, Level.FAULT),
    (b"{~DS0|0|0|0|0|0|2|0|000000000|04|1|}", 4, Level.FAULT),
    (b"{~DS0|0|1|0|1|0|2|0|000000000|06|1|}", 6, Level.WARNING),
    (b"{~DS0|0|1|0|0|0|2|0|000000000|99|1|}", 99, Level.FAULT),
]


@pytest.mark.parametrize(("data", "number", "level"), TAKEN_DOWN)
def test_the_state_in_words(data: bytes, number: int, level: Level) -> None:
    (packet,) = PacketParser().feed(data)
    assert isinstance(packet, Packet)
    device = codec.device_state(packet)
    assert device is not None
    assert device.number == number
    state = state_of(device)
    assert state.level is level
    assert bool(state.said) is bool(state.hint) is (level is not Level.WELL)


def test_each_state_has_a_mark_of_its_own() -> None:
    states = [state_of(DeviceState(n, wants)) for n in range(12) for wants in (False, True)]
    marks = {state.mark: (state.level, state.said) for state in states}
    assert all(marks[state.mark] == (state.level, state.said) for state in states)


@pytest.mark.parametrize(
    "data",
    [
        b"{~DS0|1|0|0|0|2|0|000000000|06|1|}",  # the Status field is switched off
        b"{~DS0|0|1|0|0|0|2|0|000000000|6|1|}",
        b"{~DS0|0|1|0|x|0|2|0|000000000|06|1|}",
        b"{~DS0|}",
    ],
)
def test_what_is_no_state_is_not_taken_for_one(data: bytes) -> None:
    (packet,) = PacketParser().feed(data)
    assert isinstance(packet, Packet)
    assert codec.device_state(packet) is None


HEARD = [
    (b"{~DV0|1|}", [Packet("DV", "0", (b"1",))]),
    (b"{~NK1|}\r\n", [Packet("NK", "1")]),
    (b"\r\n{~JU0|}\r\n\0{~JU1|}", [Packet("JU", "0"), Packet("JU", "1")]),
    (b"{~FC0|CODE||}", [Packet("FC", "0", (b"CODE", b""))]),
    (b"{~FC0|CODE|A|}", [Packet("FC", "0", (b"CODE", b"A"))]),
    (b"{~JN|x|}", [Packet("JN", "", (b"x",))]),
    (b"{~JU", []),
    (b"{half{~JU0|}", [Rubbish(b"{half"), Packet("JU", "0")]),
    (b"\xff7Z\0{~JU0|}", [Rubbish(b"\xff7Z"), Packet("JU", "0")]),
    (b"}{JU0|}{~J|}{~12|}", [Rubbish(b"}"), Rubbish(b"{JU0|}"), Rubbish(b"{~J|}")]),
    (b"{" + b"x" * codec.PACKET_BYTES_MAX, [Rubbish(b"{" + b"x" * (codec.PACKET_BYTES_MAX - 1))]),
]


@pytest.mark.parametrize(("data", "said"), HEARD)
def test_what_is_heard(data: bytes, said: list[codec.Said]) -> None:
    assert PacketParser().feed(data)[: len(said)] == said


@pytest.mark.parametrize(
    ("fields", "is_clear"),
    [((b"0",), True), ((b"1",), False), ((), None), ((b"2",), None), ((b"0", b"0"), None)],
)
def test_clear_to_send(fields: tuple[bytes, ...], is_clear: bool | None) -> None:
    assert codec.is_clear_to_send(Packet("DV", "0", fields)) is is_clear


PIECES = [b"{", b"}", b"|", b"~", b"{~JU0|}", b"{~DV0|1|}", b"\r\n", b"~DS0|"]
ANYTHING = st.lists(st.one_of(st.binary(max_size=30), st.sampled_from(PIECES)), max_size=12)


@given(ANYTHING)
def test_how_bytes_are_cut_changes_nothing(pieces: list[bytes]) -> None:
    whole, cut = PacketParser(), PacketParser()
    at_once = _packets(whole.feed(b"".join(pieces)))
    assert _packets([said for piece in pieces for said in cut.feed(piece)]) == at_once
    assert len(cut._pending) < codec.PACKET_BYTES_MAX


def _packets(said: list[codec.Said]) -> list[Packet]:
    """Rubbish may be told in one piece or in several."""
    return [one for one in said if isinstance(one, Packet)]


@given(st.binary(max_size=2_000))
def test_a_packet_without_an_end_is_bounded_and_the_next_one_is_heard(data: bytes) -> None:
    parser = PacketParser()
    parser.feed(b"{" + data.replace(b"}", b"") + b"x" * codec.PACKET_BYTES_MAX)
    assert len(parser._pending) < codec.PACKET_BYTES_MAX
    assert _packets(parser.feed(b"{~JU0|}"))[-1:] == [Packet("JU", "0")]


@given(ANYTHING)
def test_the_twin_bears_any_bytes_and_obeys_the_next_command(pieces: list[bytes]) -> None:
    twin = NgpclTwin()
    for piece in pieces:
        twin.received(piece, 0)
    assert twin.received(b"{~JR|}", 0) == b"{~JN0|PACKLINE.job|}\r\n"


@given(st.binary(max_size=codec.VALUE_BYTES_MAX + 2))
def test_a_value_arrives_as_it_was_sent_or_is_refused(value: bytes) -> None:
    twin = NgpclTwin()
    try:
        packet = codec.update_once("CODE", value)
    except PayloadError:
        assert twin.values == {"CODE": DESIGN_TEXT}
        return
    assert PacketParser().feed(twin.received(packet, 0)) == [Packet("JU", "0")]
    assert twin.values["CODE"].encode() == value
    answer = twin.received(codec.ask_field("CODE"), 0)
    assert PacketParser().feed(answer) == [Packet("FC", "0", (b"CODE", value))]


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1))
def test_every_printable_text_without_control_characters_is_carried(text: str) -> None:
    refused = bool(set(text) & set("|{}~")) or len(text) > codec.VALUE_BYTES_MAX
    try:
        codec.check_value(text.encode(), "coder 1")
    except PayloadError:
        assert refused
    else:
        assert not refused


@pytest.mark.parametrize("name", ["", "x" * 65, "CO|DE", "{", "a~b", "CO\nDE", "é"])
def test_a_name_that_cannot_be_is_our_mistake(name: str) -> None:
    with pytest.raises(Misuse, match="name of"):
        codec.ask_field(name)
    with pytest.raises(Misuse, match="name of"):
        codec.update_once(name, b"A")
