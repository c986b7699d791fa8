"""TSPL: golden states, what may be sent, conversations byte by byte, and any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import Accepted, BufferCleared, Clear, Faulted, InDoubt, Pause, Printed, Resume
from drivers.errors import Misuse, PayloadError
from drivers.labels.label import Label, Text
from drivers.labels.to_tspl import to_tspl
from drivers.printers import tspl_codec as codec
from drivers.printers.label_dialect import Rubbish, Status
from drivers.printers.label_printer import SILENCES_MAX, STALL_MS_MAX
from drivers.printers.tspl import TsplPrinter
from tests.drivers.label_talk import Talk

ASK = bytes.fromhex("1b 21 3f")
READY, PRINTING, PAUSED = b"\x00", b"\x20", b"\x10"
LABEL = b"SIZE 100 mm,60 mm\r\nCLS\r\nBAR 8,8,80,8\r\nPRINT 1,1\r\n"


def talk() -> Talk:
    return Talk(TsplPrinter("p"), ASK).ready(READY)


# ---------------------------------------------------------------- bytes ⇄ facts


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("01", "head open"),
        ("02", "paper jam"),
        ("04", "media out"),
        ("08", "ribbon out"),
        ("05", "head open"),
        ("24", "media out"),
    ],
)
def test_each_bit_of_the_short_state_has_its_words(answer: str, said: str) -> None:
    (status,) = codec.ShortParser().feed(bytes.fromhex(answer))
    assert isinstance(status, Status)
    assert status.trouble is not None
    assert status.trouble[0] == said
    assert not status.idle


def test_ready_printing_and_paused_are_no_trouble() -> None:
    assert codec.short_state(0x00) == Status(idle=True)
    assert codec.short_state(0x20) == Status(idle=False, works=True)
    assert codec.short_state(0x10) == Status(idle=False, paused=True)
    assert codec.short_state(0x30) == Status(idle=False, paused=True, works=True)


LONG = {
    "02 40 40 40 40 03 0d 0a": Status(idle=True),
    "02 60 40 40 40 03 0d 0a": Status(idle=False, paused=True),
    "02 50 40 40 40 03 0d 0a": Status(idle=False, works=True),
    "02 4c 40 40 40 03 0d 0a": Status(idle=False, works=True),
    "02 57 40 40 40 03 0d 0a": Status(idle=False, works=True),
    "02 50 48 40 40 03 0d 0a": Status(idle=False, works=True),  # a full buffer is flow control
    "02 42 40 40 40 03 0d 0a": Status(idle=False),  # moves back, cuts, feeds, waits for a key:
    "02 43 40 40 40 03 0d 0a": Status(idle=False),  # it does so without a label as well
    "02 46 40 40 40 03 0d 0a": Status(idle=False),
    "02 4b 40 40 40 03 0d 0a": Status(idle=False),
    "02 45 40 40 41 03 0d 0a": Status(False, trouble=codec.ERRORS[0x04]),
    "02 45 40 40 42 03 0d 0a": Status(False, trouble=codec.ERRORS[0x02]),
    "02 45 40 40 44 03 0d 0a": Status(False, trouble=codec.ERRORS[0x08]),
    "02 45 40 41 40 03 0d 0a": Status(False, trouble=codec.HEAD[0x01]),
    "02 45 40 50 40 03 0d 0a": Status(False, trouble=codec.HEAD[0x10]),
}


@pytest.mark.parametrize("answer", LONG)
def test_the_long_state_whole_byte_by_byte_and_with_rubbish_before_it(answer: str) -> None:
    data = bytes.fromhex(answer)
    assert codec.LongParser().feed(data) == [LONG[answer]]
    parser = codec.LongParser()
    assert [said for byte in data for said in parser.feed(bytes((byte,)))] == [LONG[answer]]
    assert codec.LongParser().feed(b"\xff?%" + data) == [Rubbish(b"\xff?%"), LONG[answer]]


def states(said: list[Status | Rubbish]) -> list[Status]:
    return [one for one in said if isinstance(one, Status)]


LONG_PIECES = st.sampled_from([*map(bytes.fromhex, LONG), b"\x02", b"\x02@@@", b"@\x03\r\n"])


@given(st.lists(st.binary(max_size=40) | LONG_PIECES, max_size=20))
def test_no_bytes_stop_the_parsers_and_they_keep_less_than_an_answer(pieces: list[bytes]) -> None:
    long, short = codec.LongParser(), codec.ShortParser()
    said: list[Status | Rubbish] = []
    for piece in pieces:
        said += long.feed(piece)
        short.feed(piece)
        assert len(long._pending) < codec.LONG_BYTES
    whole = codec.LongParser().feed(b"".join(pieces))
    assert states(said) == states(whole), "cuts change nothing"
    long.reset()
    assert long.feed(bytes.fromhex("02 40 40 40 40 03 0d 0a")) == [Status(idle=True)]


# ---------------------------------------------------------------- what may be sent


def test_what_the_renderer_makes_is_a_label() -> None:
    codec.check_label("p", to_tspl(Label(60, 40, (Text(5, 5, 4, "A~!B \x22中文"),))))


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"", 0),
        (LABEL[6:], 0),
        (LABEL.replace(b"PRINT 1,1", b"PRINT 2,1"), 0),
        (LABEL.replace(b"PRINT 1,1", b"PRINT 1,3"), 0),
        (LABEL.replace(b"CLS\r\n", b""), 0),
        (LABEL[:-2], 0),
        (LABEL + LABEL, LABEL.index(b"\nPRINT")),
        (LABEL.replace(b"BAR", b"\x1b!R"), LABEL.index(b"BAR")),
        (LABEL.replace(b"BAR", b"~!T"), LABEL.index(b"BAR")),
    ],
)
def test_what_is_no_single_label_is_refused(data: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.check_label("p", data)
    assert refused.value.position == position


@pytest.mark.parametrize("options", [{"depth": 2}, {"done": "odometer"}, {"state": "middle"}])
def test_wrong_options_are_a_mistake(options: dict[str, object]) -> None:
    with pytest.raises(Misuse, match="p: "):
        TsplPrinter("p", **options)  # type: ignore[arg-type]


# ---------------------------------------------------------------- conversations


def test_a_link_begins_with_a_cancel_and_a_silence_behind_it() -> None:
    begun = Talk(TsplPrinter("p"), ASK)
    assert begun.open() == bytes.fromhex("1b 21 2e")
    begun.wait(codec.CANCEL_QUIET_MS - 20)
    assert begun.sent == bytes.fromhex("1b 21 2e")
    begun.wait(40)
    assert begun.sent == bytes.fromhex("1b 21 2e 1b 21 3f")


Row = tuple[list[bytes], type[object] | None]
# The answers after a label was sent, and how the label ended: None = it is still out.
ENDS: dict[str, Row] = {
    "printing, then ready": ([PRINTING, PRINTING, READY], Printed),
    "ready before it begins": ([READY, READY, PRINTING, READY], Printed),
    "still printing": ([READY, PRINTING], None),
    "not seen yet": ([READY, READY, READY], None),
    "media out before it begins, then printed": ([b"\x04", READY, PRINTING, READY], Printed),
    "media out while it prints, then ready": ([PRINTING, b"\x04", READY], None),
    "paused at the printer, then ready": ([PRINTING, b"\x30", PAUSED, READY], None),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_label_is_printed_when_it_was_seen_at_work_and_then_no_longer(name: str) -> None:
    answers, end = ENDS[name]
    one = talk()
    assert one.offer(1, LABEL) == LABEL
    for answer in answers:
        one.answered(answer)
    ends = [event for event in one.take() if isinstance(event, Printed | InDoubt)]
    assert [type(event) for event in ends] == ([] if end is None else [end])


def test_feeding_is_not_taken_for_a_label_at_work() -> None:
    ready, feeding = (bytes.fromhex(f"02 {sign} 40 40 40 03 0d 0a") for sign in ("40", "46"))
    one = Talk(TsplPrinter("p", state="long"), bytes.fromhex("1b 21 53")).ready(ready)
    one.offer(1, LABEL)
    for answer in (feeding, feeding, ready):
        one.answered(answer)
    assert one.take() == [Accepted("p", 1)]


def test_what_was_never_seen_at_work_is_in_doubt_after_a_while_and_never_printed() -> None:
    one = talk()
    one.offer(1, LABEL)
    began_ms = one.now_ms
    while one.now_ms < began_ms + STALL_MS_MAX + 500:
        one.answered(READY)
    (doubt,) = [event for event in one.take() if isinstance(event, Printed | InDoubt)]
    assert isinstance(doubt, InDoubt)
    assert doubt.jobs == (1,)
    assert one.sent.count(LABEL) == 1


def test_one_label_is_out_at_a_time() -> None:
    one = talk()
    one.offer(1, LABEL)
    assert one.offer(2, LABEL) == b""
    one.answered(PRINTING)
    assert one.sent.count(LABEL) == 1
    one.answered(READY)
    assert one.take() == [Accepted("p", 1), Printed("p", 1), Accepted("p", 2)]


def test_a_state_asked_for_before_the_label_left_says_nothing_of_it() -> None:
    one = talk()
    while not one.driver.tick(one.now_ms).send:
        one.now_ms += 10
    one.offer(1, LABEL)
    one.hears(PRINTING)
    one.answered(READY)
    assert one.take() == [Accepted("p", 1)], "a feed that was over before the label came"


def test_a_pause_of_ours_sends_nothing_more_and_no_command() -> None:
    one = talk()
    assert one.command(Pause()) == b""
    assert one.offer(1, LABEL) == b""
    one.answered(READY, times=3)
    assert LABEL not in one.sent
    one.command(Resume())
    one.answered(READY, times=2)
    assert one.sent.count(LABEL) == 1


def test_trouble_is_told_once_with_what_to_do() -> None:
    one = talk()
    one.answered(b"\x04", times=3)
    assert one.take() == [Faulted("p", "media out", "Put in labels and close the head.")]


def test_clear_cancels_and_leaves_in_doubt_what_was_out() -> None:
    one = talk()
    one.offer(1, LABEL)
    one.answered(PRINTING)
    one.take()
    assert one.command(Clear()) == bytes.fromhex("1b 21 2e")
    one.answered(PRINTING)
    assert one.take() == []
    one.answered(READY, times=12)
    told = [event for event in one.take() if isinstance(event, Printed | InDoubt | BufferCleared)]
    assert [type(event) for event in told] == [InDoubt, BufferCleared]
    assert told[1] == BufferCleared("p", ())


def test_a_printer_that_says_nothing_loses_its_link() -> None:
    one = talk()
    one.wait(10_000)
    assert one.drops
    assert one.sent.count(ASK) <= SILENCES_MAX + 1
