"""JScript: golden states, what may be sent, conversations byte by byte, and any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.api import Accepted, BufferCleared, Clear, Faulted, InDoubt, Printed
from drivers.errors import Misuse, PayloadError
from drivers.labels.label import DataMatrix, Label, Text
from drivers.labels.to_jscript import to_jscript
from drivers.printers import jscript_codec as codec
from drivers.printers.jscript import JscriptPrinter
from drivers.printers.label_dialect import Rubbish, Status
from drivers.printers.label_printer import STALL_MS_MAX
from tests.drivers.label_talk import Talk

ASK = bytes.fromhex("1b 73")
IDLE, AT_WORK = b"Y-000000N", b"Y-000001Y"
LABEL = b"m m\rJ\rS l1;0,0,68,70,100\rT 10,20,0,3,5;ABC\rA 1\r"


def talk() -> Talk:
    return Talk(JscriptPrinter("p"), ASK).ready(IDLE)


# ---------------------------------------------------------------- bytes ⇄ facts


ANSWERS = {
    b"Y-000000N": Status(idle=True),
    b"N-000000N": Status(idle=True),  # some say so whenever they are idle
    b"Y-000001Y": Status(idle=False, works=True),
    b"Y-000000Y": Status(idle=False, works=True),
    b"Y-000002N": Status(idle=False, works=True),
    b"N-000001Y": Status(idle=False, paused=True, works=True),
    b"NP000001Y": Status(idle=False, trouble=codec.ERRORS["P"], works=True),
    b"NF000000N": Status(idle=True, trouble=codec.ERRORS["F"]),
    b"Nm000001Y": Status(idle=False, trouble=codec.ERRORS["m"], works=True),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_whole_byte_by_byte_with_cr_and_with_rubbish_before_it(answer: bytes) -> None:
    status = ANSWERS[answer]
    assert codec.AnswerParser().feed(answer) == [status]
    assert codec.AnswerParser().feed(answer + b"\r" + answer) == [status, status]
    parser = codec.AnswerParser()
    assert [one for byte in answer for one in parser.feed(bytes((byte,)))] == [status]
    assert codec.AnswerParser().feed(b"\xff?%" + answer) == [Rubbish(b"\xff?%"), status]


@pytest.mark.parametrize("letter", "abcdefghijkl")
def test_errors_of_the_applicator_name_their_letter(letter: str) -> None:
    status = codec.state(False, letter, 1, has_job=True)
    assert status.trouble is not None
    assert status.trouble[0] == f"applicator error {letter}"


def test_an_unknown_letter_is_trouble_all_the_same() -> None:
    trouble = codec.state(False, "Z", 0, has_job=False).trouble
    assert trouble is not None
    assert "Z" in trouble[0]


def states(said: list[Status | Rubbish]) -> list[Status]:
    return [one for one in said if isinstance(one, Status)]


PIECES = st.sampled_from([*ANSWERS, b"\r", b"Y", b"Y-000", b"000N", b"N-"])


@given(st.lists(st.binary(max_size=40) | PIECES, max_size=20))
def test_no_bytes_stop_the_parser_and_it_keeps_less_than_an_answer(pieces: list[bytes]) -> None:
    parser = codec.AnswerParser()
    said: list[Status | Rubbish] = []
    for piece in pieces:
        said += parser.feed(piece)
        assert len(parser._pending) < codec.ANSWER_BYTES
    whole = codec.AnswerParser().feed(b"".join(pieces))
    assert states(said) == states(whole), "cuts change nothing"
    parser.reset()
    assert parser.feed(IDLE) == [Status(idle=True)]


# ---------------------------------------------------------------- what may be sent


def test_what_the_renderer_makes_is_a_label() -> None:
    elements = (Text(5, 5, 4, "J\u4e2d\u6587 [DATE]"), DataMatrix(10, 20, 0.5, b"ABC 123"))
    codec.check_label("p", to_jscript(Label(60, 40, elements)))


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"", 0),
        (LABEL[4:], 0),
        (LABEL.replace(b"A 1\r", b"A 5\r"), 0),
        (LABEL.replace(b"J\r", b"", 1), 0),
        (LABEL + LABEL, 0),
        (LABEL.replace(b"T 10", b"A 3\rT 10"), LABEL.index(b"\rT 10")),
        (LABEL.replace(b"ABC", b"A\x1btC"), LABEL.index(b"ABC") + 1),
        (LABEL.replace(b"ABC", b"A\nC"), LABEL.index(b"ABC") + 1),
    ],
)
def test_what_is_no_single_label_is_refused(data: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.check_label("p", data)
    assert refused.value.position == position


@pytest.mark.parametrize("options", [{"depth": 2}, {"done": "odometer"}])
def test_wrong_options_are_a_mistake(options: dict[str, object]) -> None:
    with pytest.raises(Misuse, match="p: "):
        JscriptPrinter("p", **options)  # type: ignore[arg-type]


# ---------------------------------------------------------------- conversations


def test_a_link_begins_with_a_cancel_and_a_silence_behind_it() -> None:
    begun = Talk(JscriptPrinter("p"), ASK)
    assert begun.open() == bytes.fromhex("1b 74")
    begun.wait(codec.CANCEL_QUIET_MS - 20)
    assert begun.sent == bytes.fromhex("1b 74")
    begun.wait(40)
    assert begun.sent == bytes.fromhex("1b 74 1b 73")


# The answers after a label was sent, and how the label ended: None = it is still out.
ENDS: dict[str, tuple[list[bytes], type[object] | None]] = {
    "a job, then none": ([AT_WORK, b"Y-000000Y", IDLE], Printed),
    "none before it begins": ([IDLE, AT_WORK, IDLE], Printed),
    "off line whenever idle": ([AT_WORK, b"N-000000N"], Printed),
    "still a job": ([AT_WORK], None),
    "not seen yet": ([IDLE, IDLE], None),
    "paused in the middle, then none": ([AT_WORK, b"N-000001Y", IDLE], None),
    "media out in the middle, then none": ([AT_WORK, b"NP000001Y", IDLE], None),
    "media out, then begun anew": ([AT_WORK, b"NP000001Y", AT_WORK, IDLE], Printed),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_label_is_printed_when_its_job_was_seen_and_then_none(name: str) -> None:
    answers, end = ENDS[name]
    one = talk()
    assert one.offer(1, LABEL) == LABEL
    for answer in answers:
        one.answered(answer)
    ends = [type(event) for event in one.take() if isinstance(event, Printed | InDoubt)]
    assert ends == ([] if end is None else [end])


def test_what_was_never_seen_at_work_is_in_doubt_after_a_while_and_never_printed() -> None:
    one = talk()
    one.offer(1, LABEL)
    began_ms = one.now_ms
    while one.now_ms < began_ms + STALL_MS_MAX + 500:
        one.answered(IDLE)
    (doubt,) = [event for event in one.take() if isinstance(event, Printed | InDoubt)]
    assert isinstance(doubt, InDoubt)
    assert one.sent.count(LABEL) == 1


def test_one_label_is_out_at_a_time() -> None:
    one = talk()
    one.offer(1, LABEL)
    assert one.offer(2, LABEL) == b""
    one.answered(AT_WORK)
    one.answered(IDLE)
    assert one.take() == [Accepted("p", 1), Printed("p", 1), Accepted("p", 2)]


def test_its_own_scanners_bad_result_is_a_fault_for_people() -> None:
    one = talk()
    one.answered(b"Nm000001Y", times=2)
    (fault,) = one.take()
    assert isinstance(fault, Faulted)
    assert "scanner" in fault.said


def test_clear_cancels_and_leaves_in_doubt_what_was_out() -> None:
    one = talk()
    one.offer(1, LABEL)
    one.answered(AT_WORK)
    one.take()
    assert one.command(Clear()) == bytes.fromhex("1b 74")
    one.answered(IDLE, times=12)
    told = [event for event in one.take() if isinstance(event, Printed | InDoubt | BufferCleared)]
    assert [type(event) for event in told] == [InDoubt, BufferCleared]
    assert told[1] == BufferCleared("p", ())
