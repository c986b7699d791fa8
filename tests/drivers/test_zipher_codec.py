"""Zipher's bytes: what is sent is literal, what is heard is understood however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import Misuse, PayloadError
from drivers.printers import zipher_codec as codec
from drivers.printers.zipher_codec import (
    LINE_BYTES_MAX,
    Acked,
    Erred,
    ErrorNotice,
    Faults,
    LastPrinted,
    NextIndex,
    OtherLine,
    PrintComplete,
    PrintStarted,
    QueueSize,
    RecordsHeld,
    ReplyParser,
    Rubbish,
    StateAnswer,
    Trouble,
    Warnings,
)

# Golden bytes, from the fact sheet §2.2.
SAID = [
    (codec.get_state(), b"GST\r"),
    (codec.set_state(3), b"SST|3|\r"),
    (codec.set_state(4), b"SST|4|\r"),
    (codec.select_job("PACKLINE"), b"SEL|PACKLINE|\r"),
    (codec.serial_header(("CODE", "LOT")), b"SHO|CODE|LOT|\r"),
    (codec.record(17, b"HTTPS://Q.EXAMPLE/1"), b"SID|17|HTTPS://Q.EXAMPLE/1|\r"),
    (codec.records_held(), b"SRC\r"),
    (codec.next_index(), b"SNI\r"),
    (codec.last_printed(), b"SLR\r"),
    (codec.max_records(20), b"SMR|20|\r"),
    (codec.clear_records(), b"SCB\r"),
    (codec.faults(), b"GFT\r"),
    (codec.warnings(), b"GWN\r"),
    (codec.queue_size(), b"QSZ\r"),
    (codec.notify_all(), b"EAN\r"),
]
HEARD = [
    (b"ACK\r", [Acked()]),
    (b"ERR\r", [Erred()]),
    (b"STS|3|0|PACKLINE|12|3456|\r", [StateAnswer(3, 0, "PACKLINE", 12, 3456)]),
    (b"STS|4|2||0|0|\r", [StateAnswer(4, 2, "", 0, 0)]),
    (b"STS|1|0|\r", [StateAnswer(1, 0, "", -1, -1)]),
    (b"SLR|41|\r", [LastPrinted(41)]),
    (b"SLR|0\r", [LastPrinted(0)]),
    (b"SNI|42|\r", [NextIndex(42)]),
    (b"SRC|7|\r", [RecordsHeld(7)]),
    (b"QSZ|19|0|\r", [QueueSize(19)]),
    (b"ERS|2|\r", [ErrorNotice(2)]),
    (b"FLT|0|\r", [Faults(())]),
    (
        b"FLT|2|12|1|Ribbon out|13|0|Door open|\r",
        [Faults((Trouble("12", True, "Ribbon out"), Trouble("13", False, "Door open")))],
    ),
    (b"WRN|1|5|0||\r", [Warnings((Trouble("5", False, ""),))]),
    (b"PRS|\r", [PrintStarted()]),
    (b"PRC\r", [PrintComplete()]),
    (b"PRC|1|anything|at all|\r", [PrintComplete()]),
    (b"JOB|PACKLINE|1|\r", [OtherLine("JOB")]),
    (b"ACK\r\nSRC|7|\r\n", [Acked(), RecordsHeld(7)]),
    (b"PRC|\rACK\rSTS|3|0|J|1|1|\r", [PrintComplete(), Acked(), StateAnswer(3, 0, "J", 1, 1)]),
    (b"\xff7Z\x00ACK\r", [Rubbish(b"\xff7Z\x00"), Acked()]),
    (b"\r\r", []),
    (b"hello\r", [Rubbish(b"hello")]),
    (b"ACKNOWLEDGE\r", [Rubbish(b"ACKNOWLEDGE")]),
    (b"ACK|1|\r", [Rubbish(b"ACK|1|")]),
    (b"STS|9|0|J|1|1|\r", [Rubbish(b"STS|9|0|J|1|1|")]),
    (b"SLR|-1|\r", [Rubbish(b"SLR|-1|")]),
    (b"SLR|12345678901|\r", [Rubbish(b"SLR|12345678901|")]),
    (b"SLR|\r", [Rubbish(b"SLR|")]),
    (b"FLT|2|12|1|Ribbon out|\r", [Rubbish(b"FLT|2|12|1|Ribbon out|")]),
]


@pytest.mark.parametrize(("bytes_sent", "golden"), SAID)
def test_each_command_is_what_the_facts_say(bytes_sent: bytes, golden: bytes) -> None:
    assert bytes_sent == golden


@pytest.mark.parametrize(("data", "replies"), HEARD)
def test_each_line_is_understood_whole_and_byte_by_byte(
    data: bytes, replies: list[codec.Reply]
) -> None:
    assert ReplyParser().feed(data) == replies
    parser = ReplyParser()
    assert [one for byte in data for one in parser.feed(bytes((byte,)))] == replies


def test_half_a_line_does_not_outlive_its_link() -> None:
    parser = ReplyParser()
    assert parser.feed(b"ER") == []
    parser.reset()
    assert parser.feed(b"ACK\r") == [Acked()]


@pytest.mark.parametrize("piece", [1_000, LINE_BYTES_MAX + 1, 3 * LINE_BYTES_MAX])
def test_a_line_without_end_is_skipped_in_bounded_memory(piece: int) -> None:
    parser, replies = ReplyParser(), list[codec.Reply]()
    for _ in range(20):
        replies += parser.feed(b"ACK" + b"x" * piece)
        assert len(parser._pending) <= LINE_BYTES_MAX
    replies += parser.feed(b"\x00ACK\rERR\r")
    assert [type(reply) for reply in replies] == [Rubbish, Erred]


@given(st.binary(max_size=400), st.lists(st.integers(1, 40), max_size=30))
def test_any_bytes_in_any_pieces_mean_the_same_and_raise_nothing(
    data: bytes, cuts: list[int]
) -> None:
    parser, replies, at = ReplyParser(), list[codec.Reply](), 0
    for length in [*cuts, len(data)]:
        replies += parser.feed(data[at : at + length])
        at += length
    assert replies == ReplyParser().feed(data)


LINES = st.sampled_from([data for data, _ in HEARD]) | st.binary(max_size=12)


@given(st.lists(LINES, max_size=12), st.integers(1, 7))
def test_lines_among_rubbish_mean_the_same_in_any_pieces(lines: list[bytes], piece: int) -> None:
    data, parser = b"".join(lines), ReplyParser()
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    assert [one for part in pieces for one in parser.feed(part)] == ReplyParser().feed(data)


@given(st.binary(min_size=1, max_size=60), st.integers(0, 2**31))
def test_a_value_goes_out_as_it_is_or_not_at_all(value: bytes, index: int) -> None:
    if set(value) & set(b"|\r\n"):
        with pytest.raises(PayloadError) as refused:
            codec.record(index, value, "coder 1")
        assert value[refused.value.position] in b"|\r\n"
    else:
        assert codec.record(index, value) == b"SID|%d|%s|\r" % (index, value)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(Misuse, match="running"):
        codec.set_state(0)
    with pytest.raises(Misuse, match="job name"):
        codec.select_job("A|B")
    with pytest.raises(Misuse, match="job name"):
        codec.select_job("")
    with pytest.raises(Misuse, match="at least one field"):
        codec.serial_header(())
