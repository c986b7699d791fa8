"""Zebra's answers: golden bytes from the fact sheet, every cut, and any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.errors import PayloadError
from drivers.printers import zpl_codec as codec
from drivers.printers.label_dialect import DISPLAY, Trouble
from drivers.printers.zpl_codec import ERRORS, HostStatus, Odometer, Rubbish, SystemStatus, Value

# The layout of the three lines: aaa,b,c,dddd,eee,f,g,h,iii,j,k,l / mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www
# / xxxx,y. Each is STX, text, ETX, CR LF.
IDLE = b"\x02030,0,0,0480,000,0,0,0,000,0,0,0\x03\r\n"
SECOND = b"\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n"
THIRD = b"\x021234,0\x03\r\n"


def host_status(first: bytes = IDLE, second: bytes = SECOND) -> HostStatus:
    (answer,) = codec.AnswerParser().feed(first + second + THIRD)
    assert isinstance(answer, HostStatus)
    return answer


def test_the_questions_are_the_golden_bytes() -> None:
    assert codec.HOST_STATUS == b"~HS\r\n"
    assert codec.ODOMETER == b'! U1 getvar "odometer.total_label_count"\r\n'
    assert codec.SYSTEM_STATUS == b'! U1 getvar "zpl.system_status"\r\n'
    assert (codec.CANCEL_ALL, codec.PAUSE, codec.UNPAUSE) == (b"~JA\r\n", b"~PP\r\n", b"~PS\r\n")


def test_an_idle_printer_says_so_in_every_cut() -> None:
    whole = IDLE + SECOND + THIRD
    expected = [HostStatus(None, False, 0, False, 0)]
    for cut in range(len(whole) + 1):
        parser = codec.AnswerParser()
        assert parser.feed(whole[:cut]) + parser.feed(whole[cut:]) == expected


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (b"030,1,0,0480,000,0,0,0,000,0,0,0", None, ERRORS[0x1]),
        (b"030,0,0,0480,000,0,0,0,000,0,0,1", None, ERRORS[0x10]),
        (None, b"000,0,1,0,1,2,4,0,00000000,1,000", ERRORS[0x4]),
        (None, b"000,0,0,1,1,2,4,0,00000000,1,000", ERRORS[0x2]),
    ],
)
def test_each_flag_of_the_host_status_is_a_trouble(
    first: bytes | None, second: bytes | None, words: Trouble
) -> None:
    status = host_status(
        b"\x02" + first + b"\x03\r\n" if first else IDLE,
        b"\x02" + second + b"\x03\r\n" if second else SECOND,
    )
    assert status.trouble == words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (IDLE.replace(b"0480,000", b"0480,002"), SECOND),
        (IDLE.replace(b"0,0,0,000,0", b"0,0,1,000,0"), SECOND),
        (IDLE, SECOND.replace(b"00000000", b"00000001")),
    ],
)
def test_a_printer_with_anything_to_do_is_not_idle(first: bytes, second: bytes) -> None:
    assert not host_status(first, second).idle


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (b'"1000"', Odometer(1000)),
        (b'"0,0,00000000,00000000,0,00000000,00000000"', SystemStatus(None, False)),
        (b'"1,1,00000000,00000004,0,00000000,00000000"', SystemStatus(ERRORS[0x4], True)),
        (b'"0,1,00000000,00000001,0,00000000,00000000"', SystemStatus(ERRORS[0x1], False)),
        (
            b'"0,1,00000002,00010000,0,00000000,00000000"',
            SystemStatus(("error 00000002 00010000", DISPLAY), False),
        ),
        (b'"1,0,00000000,00000000,1,00000000,00000002"', SystemStatus(None, True)),
        (b'"?"', Value("?")),
        (b'"12 labels"', Value("12 labels")),
    ],
)
def test_a_value_is_known_by_its_shape(value: bytes, answer: codec.Answer) -> None:
    assert codec.AnswerParser().feed(value) == [answer]


def test_a_torn_status_is_dropped_when_the_next_begins() -> None:
    parser = codec.AnswerParser()
    found = parser.feed(IDLE + SECOND[:9] + IDLE + SECOND + THIRD)
    assert HostStatus(None, False, 0, False, 0) in found


def test_a_stray_quote_does_not_swallow_the_next_status() -> None:
    parser = codec.AnswerParser()
    found = parser.feed(b'"' + IDLE + SECOND + THIRD)
    assert HostStatus(None, False, 0, False, 0) in found


def test_a_new_question_begins_with_an_empty_parser() -> None:
    parser = codec.AnswerParser()
    parser.feed(b'"10')
    parser.reset()
    assert parser.feed(b'"1001"') == [Odometer(1001)]


def test_a_frame_without_end_takes_no_memory() -> None:
    parser = codec.AnswerParser()
    (rubbish,) = parser.feed(b"\x02" + b"x" * 5_000)
    assert isinstance(rubbish, Rubbish)
    assert len(rubbish.data) <= codec.FRAME_BYTES_MAX


@given(
    st.binary(max_size=300) | st.lists(st.sampled_from([IDLE, SECOND, b'"', b"\x02"])).map(b"".join)
)
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_codec_raise_and_cuts_change_nothing(data: bytes) -> None:
    whole, pieces = codec.AnswerParser(), codec.AnswerParser()
    answers = [one for one in whole.feed(data) if not isinstance(one, Rubbish)]
    cut = [one for byte in data for one in pieces.feed(bytes((byte,)))]
    assert [one for one in cut if not isinstance(one, Rubbish)] == answers


# ---------------------------------------------------------------- what may be sent as a label


def test_a_plain_label_is_accepted_as_it_is() -> None:
    codec.check_label("p", b"^XA^CI28^FO1,1^FH\\^FD\\5EXZ^FS^PQ1,0,1,Y^XZ\n")


@pytest.mark.parametrize(
    ("label", "position"),
    [
        (b"", 0),
        (b"^FDno format^FS^XZ", 0),
        (b"^XA^FDwithout end^FS", 20),
        (b"^XA^FDA~JR^FS^XZ", 7),
        (b"^XA^FS^XZ^XA^FS^XZ", 6),
        (b"^XA^FS^xz^xa^FS^XZ", 6),
        (b"^XA^PQ5^XZ", 3),
        (b"^XA^PQ10,0,1,Y^XZ", 3),
        (b"^XA^CC*^XZ", 3),
        (b"^XA" + b"A" * codec.LABEL_BYTES_MAX + b"^XZ", codec.LABEL_BYTES_MAX),
    ],
)
def test_what_could_print_another_number_of_labels_is_refused(label: bytes, position: int) -> None:
    with pytest.raises(PayloadError) as refused:
        codec.check_label("p", label)
    assert refused.value.position == position
