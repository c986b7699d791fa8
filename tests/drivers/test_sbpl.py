"""SBPL: golden states, what may be sent, conversations byte by byte, and any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Faulted,
    InDoubt,
    Pause,
    Printed,
    Resume,
    Warned,
)
from drivers.errors import Misuse, PayloadError
from drivers.labels.label import DataMatrix, Label, Text
from drivers.labels.to_sbpl import to_sbpl
from drivers.printers import sbpl_codec as codec
from drivers.printers.label_dialect import Rubbish, Status
from drivers.printers.label_printer import STALL_MS_MAX
from drivers.printers.sbpl import SbplPrinter
from tests.drivers.label_talk import Talk

ENQ, CAN = b"\x05", b"\x18"
LABEL = b"\x1bA\x1bV0001\x1bH0001\x1bFW08H0080\x1bQ1\x1bZ"


def said(letter: str, number: int | None = None, left: int = 0) -> bytes:
    """STX, number, letter, labels left, name, ETX."""
    job = "  " if number is None else f"{number:02d}"
    return f"\x02{job}{letter}{left:06d}{'':16}\x03".encode()


def numbered(number: int) -> bytes:
    return b"\x1bA\x1bID%02d" % number + LABEL[2:]


IDLE = said("A")


def talk(depth: int = 2) -> Talk:
    return Talk(SbplPrinter("p", depth=depth), ENQ).ready(IDLE)


# ---------------------------------------------------------------- bytes ⇄ facts


def test_an_idle_printers_answer_as_the_manual_prints_it() -> None:
    golden = "02 20 20 41 30 30 30 30 30 30" + " 20" * 16 + " 03"
    assert bytes.fromhex(golden) == IDLE
    assert codec.AnswerParser().feed(IDLE) == [Status(idle=True)]


WRAPPED = {
    "27 bytes": said("G", 7, 1),
    "11 bytes": bytes.fromhex("02 30 37 47 30 30 30 30 30 31 03"),
    "with its length and ENQ": b"\x00\x00\x00\x1c\x05" + said("G", 7, 1),
    "with two lengths and ENQ": b"\x00\x00\x00\x20\x00\x00\x00\x1c\x05" + said("G", 7, 1),
    "behind an ACK": b"\x06" + said("G", 7, 1),
}


@pytest.mark.parametrize("how", WRAPPED)
def test_an_answer_is_understood_however_it_is_wrapped_whole_and_byte_by_byte(how: str) -> None:
    expected: list[object] = [Status(idle=False, works=True, label=7)]
    assert codec.AnswerParser().feed(WRAPPED[how]) == expected
    parser = codec.AnswerParser()
    assert [one for byte in WRAPPED[how] for one in parser.feed(bytes((byte,)))] == expected
    assert codec.AnswerParser().feed(b"\xff?%" + WRAPPED[how]) == [Rubbish(b"\xff?%"), *expected]


@pytest.mark.parametrize(("letter", "words"), codec.ERRORS.items())
def test_each_error_letter_has_its_words(letter: str, words: tuple[str, str]) -> None:
    (status,) = codec.AnswerParser().feed(said(letter, 7, 1))
    assert isinstance(status, Status)
    assert status.trouble == words
    assert not status.works


def test_each_state_letter_is_told_from_the_others() -> None:
    for row, works in (("ABCDE", False), ("GHIJK", True), ("MNOPQ", True), ("STUVW", True)):
        states = [codec.state("07", letter, 1) for letter in row]
        assert [one.works for one in states] == [works] * 5
        assert [one.paused for one in states] == [False] * 4 + [True]
        assert [one.warning is not None for one in states] == [False, True, False, True, False]
        assert all(one.trouble is None and not one.idle for one in states)
    assert codec.state("  ", "0", 0).trouble == codec.OFFLINE
    assert codec.state("  ", "4", 0).paused


def states(said: list[Status | Rubbish]) -> list[Status]:
    return [one for one in said if isinstance(one, Status)]


PIECES = st.sampled_from([*WRAPPED.values(), IDLE, IDLE[:9], IDLE[9:], b"\x02", b"\x03"])


@given(st.lists(st.binary(max_size=60) | PIECES, max_size=20))
def test_no_bytes_stop_the_parser_and_it_keeps_less_than_an_answer(pieces: list[bytes]) -> None:
    parser = codec.AnswerParser()
    said: list[Status | Rubbish] = []
    for piece in pieces:
        said += parser.feed(piece)
        assert len(parser._pending) < codec.LONG_BYTES
    whole = codec.AnswerParser().feed(b"".join(pieces))
    assert states(said) == states(whole), "cuts change nothing"
    parser.reset()
    assert parser.feed(IDLE) == [Status(idle=True)]


# ---------------------------------------------------------------- what may be sent


def test_what_the_renderer_makes_is_a_label_and_its_number_goes_in_front() -> None:
    elements = (Text(5, 5, 4, "中文"), DataMatrix(30, 5, 0.5, b"0109501101530003", gs1=True))
    made = to_sbpl(Label(60, 40, elements))
    codec.check_label("p", made)
    assert codec.numbered(made, 7) == b"\x1bA\x1bID07" + made[2:]


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"", 0),
        (LABEL[1:], 0),
        (LABEL.replace(b"Q1", b"Q5"), 0),
        (LABEL + LABEL, LABEL.index(b"\x1bQ")),
        (numbered(3), 2),
        (LABEL.replace(b"\x1bFW", b"\x18\x1bFW"), LABEL.index(b"\x1bFW")),
        (LABEL.replace(b"\x1bFW", b"\x05\x1bFW"), LABEL.index(b"\x1bFW")),
    ],
)
def test_what_is_no_single_label_is_refused(data: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.check_label("p", data)
    assert refused.value.position == position


@pytest.mark.parametrize("options", [{"depth": 0}, {"depth": 9}, {"done": "odometer"}])
def test_wrong_options_are_a_mistake(options: dict[str, object]) -> None:
    with pytest.raises(Misuse, match="p: "):
        SbplPrinter("p", **options)  # type: ignore[arg-type]


# ---------------------------------------------------------------- conversations


def test_a_link_begins_with_a_cancel_and_a_silence_behind_it() -> None:
    begun = Talk(SbplPrinter("p"), ENQ)
    assert begun.open() == CAN
    begun.wait(codec.CANCEL_QUIET_MS - 20)
    assert begun.sent == CAN
    begun.wait(40)
    assert begun.sent == CAN + ENQ


G0, G1 = said("G", 0, 1), said("G", 1, 1)
# What is answered once labels 10 and 11 are out, with the numbers 0 and 1; how they end then.
ENDS: dict[str, tuple[list[bytes], dict[int, type[object]]]] = {
    "one after the other": ([G0, G1, IDLE], {10: Printed, 11: Printed}),
    "the first is at work": ([G0], {}),
    "the first is out": ([G0, G1], {10: Printed}),
    "the second was too quick to be seen": ([G0, IDLE], {10: Printed}),
    "the first was never seen": ([G1, IDLE], {10: InDoubt, 11: Printed}),
    "neither was seen yet": ([IDLE, IDLE], {}),
    "a number that is nobody's": ([said("G", 77, 1), IDLE], {}),
    "without a number": ([said("G", None, 1), IDLE], {}),
    "media out at work, then seen anew": ([G0, said("c", 0, 1), G0, G1], {10: Printed}),
    "media out at work, then the next": ([G0, said("c", 0, 1), G1], {10: InDoubt}),
    "media out at work, then idle": ([G0, said("c", 0, 1), IDLE], {}),
    "at work, then waiting with it left": ([G0, said("A", 0, 1)], {}),
    "it waits for a hand with the first": ([G0, said("M", 0, 0), IDLE], {10: Printed}),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_label_ends_by_its_own_number(name: str) -> None:
    answers, ends = ENDS[name]
    two = talk()
    assert two.offer(10, LABEL) + two.offer(11, LABEL) == numbered(0) + numbered(1)
    for answer in answers:
        two.answered(answer)
    found: dict[int, type[object]] = {}
    for event in two.take():
        if isinstance(event, Printed):
            assert event.job is not None
            found[event.job] = Printed
        elif isinstance(event, InDoubt):
            found.update(dict.fromkeys(event.jobs, InDoubt))
    assert found == ends


def test_numbers_go_round_and_a_number_is_never_out_twice() -> None:
    one = talk(depth=1)
    for job in range(205):
        assert one.offer(job, LABEL) == numbered(job % 100)
        one.answered(said("G", job % 100, 1))
        one.answered(IDLE)
    assert one.take()[-1] == Printed("p", 204)


def test_numbers_go_on_over_a_lost_link() -> None:
    one = talk()
    one.offer(10, LABEL)
    one.close()
    assert InDoubt("p", (10,), "link lost: cable out") in one.take()
    one.ready(IDLE)
    assert one.offer(11, LABEL) == numbered(1)
    one.answered(G0)
    one.answered(IDLE)
    assert one.take() == [Accepted("p", 11)], "the number of the label before is not its own"


def test_what_was_never_named_is_in_doubt_after_a_while_and_never_printed() -> None:
    one = talk()
    one.offer(10, LABEL)
    began_ms = one.now_ms
    while one.now_ms < began_ms + STALL_MS_MAX + 500:
        one.answered(IDLE)
    (doubt,) = [event for event in one.take() if isinstance(event, Printed | InDoubt)]
    assert isinstance(doubt, InDoubt)
    assert one.sent.count(LABEL[2:]) == 1


def test_a_pause_is_told_to_the_printer_and_its_word_for_it_is_no_fault() -> None:
    one = talk()
    assert one.command(Pause()) == b"\x10"
    one.answered(said("E"), times=2)
    assert one.take() == []
    assert one.command(Resume()) == b"\x11"
    one.answered(said("E"))
    assert [event for event in one.take() if isinstance(event, Faulted)], "stopped by another"


def test_a_ribbon_that_ends_soon_is_warned_of_once_and_printing_goes_on() -> None:
    one = talk()
    one.answered(said("B"), times=3)
    assert one.take() == [Warned("p", *codec.LOW_RIBBON)]
    assert one.offer(10, LABEL) == numbered(0)


def test_clear_cancels_and_leaves_in_doubt_what_was_out() -> None:
    one = talk()
    one.offer(10, LABEL)
    one.answered(G0)
    one.take()
    assert one.command(Clear()) == CAN
    one.answered(IDLE, times=12)
    told = [event for event in one.take() if isinstance(event, Printed | InDoubt | BufferCleared)]
    assert [type(event) for event in told] == [InDoubt, BufferCleared]
    assert told[1] == BufferCleared("p", ())
