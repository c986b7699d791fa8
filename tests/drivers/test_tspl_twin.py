"""The simulated TSC printer: golden bytes of its states, its image, commands amid a picture."""

from __future__ import annotations

import pytest

from drivers.sim.tspl import TsplTwin

LABEL = b'SIZE 100 mm,60 mm\r\nCLS\r\nTEXT 10,10,"3",0,1,1,"A"\r\nPRINT 1,1\r\n'
ASK, ASK_LONG = b"\x1b!?", b"\x1b!S"


def printed(twin: TsplTwin, until_ms: int = 2_000) -> list[bytes]:
    for now_ms in range(0, until_ms, 10):
        twin.tick(now_ms)
    return twin.tape


def test_idle_printing_and_idle_again_as_golden_bytes() -> None:
    twin = TsplTwin(label_ms=100)
    assert twin.received(ASK, 0) == b"\x00"
    assert twin.received(ASK_LONG, 0) == b"\x02@@@@\x03\r\n"
    twin.received(LABEL, 0)
    assert twin.received(ASK, 99) == b"\x20"
    assert twin.received(ASK_LONG, 99) == b"\x02P@@@\x03\r\n"
    assert twin.received(ASK, 100) == b"\x00"


@pytest.mark.parametrize(
    ("faults", "short", "long"),
    [
        (("head_open",), b"\x01", b"\x02E@@`\x03\r\n"),
        (("paper_jam",), b"\x02", b"\x02E@@B\x03\r\n"),
        (("media_out",), b"\x04", b"\x02E@@A\x03\r\n"),
        (("ribbon_out",), b"\x08", b"\x02E@@D\x03\r\n"),
        (("paper_jam", "head_open"), b"\x03", b"\x02E@@b\x03\r\n"),
        (("ribbon_out", "media_out", "head_open"), b"\x0d", b"\x02E@@e\x03\r\n"),
        (("other_error",), b"\x80", b"\x02E@@@\x03\r\n"),
    ],
)
def test_trouble_is_told_while_it_lasts(faults: tuple[str, ...], short: bytes, long: bytes) -> None:
    twin = TsplTwin()
    twin.received(LABEL, 0)
    for name in faults:
        twin.fault(name)
    assert twin.received(ASK, 10) == short, "it doesn't print now"
    assert twin.received(ASK_LONG, 10) == long
    twin.load_media(20)
    assert twin.received(ASK, 20) == b"\x20"


def test_paused_and_waiting_for_a_hand() -> None:
    twin = TsplTwin(label_ms=100, peel=True)
    twin.received(b"\x1b!P" + LABEL, 0)
    assert (twin.received(ASK, 0), twin.received(ASK_LONG, 0)[1:2]) == (b"\x10", b"`")
    twin.received(b"\x1b!O", 0)
    twin.received(ASK, 100)
    assert (twin.received(ASK, 100), twin.received(ASK_LONG, 100)[1:2]) == (b"\x00", b"L")


def test_a_second_print_prints_the_same_image_once_more() -> None:
    twin = TsplTwin(label_ms=1)
    twin.received(LABEL + b"PRINT 1,2\r\n", 0)
    assert len(printed(twin)) == 3
    assert all(b'"A"' in one for one in twin.tape)


def test_settings_stay_and_the_image_goes_with_cls() -> None:
    twin = TsplTwin(label_ms=1)
    twin.received(b'SIZE 50 mm,30 mm\r\nTEXT 1,1,"3",0,1,1,"old"\r\n', 0)
    twin.received(b"CLS\r\nBAR 1,1,5,5\r\nPRINT 1\r\n", 0)
    assert printed(twin) == [b"SIZE 50 mm,30 mm\r\nCLS\r\nBAR 1,1,5,5\r\nPRINT 1\r\n"]


def test_an_open_quote_swallows_up_to_the_next_one() -> None:
    twin = TsplTwin(label_ms=1)
    twin.received(b'TEXT 1,1,"3",0,1,1,"half', 0)
    twin.received(LABEL, 1)
    assert printed(twin) == [], "everything up to the next quote was content"


def test_in_a_picture_dots_are_counted_and_a_question_is_taken_out_of_it() -> None:
    picture = b"BITMAP 0,0,2,3,0,\r\n\x1bP\r\n\r\n"
    twin = TsplTwin(label_ms=1)
    twin.received(b"CLS\r\n" + picture + b"PRINT 1,1\r\n", 0)
    assert printed(twin) == [b"CLS\r\n" + picture + b"PRINT 1,1\r\n"]
    spoiled = b"BITMAP 0,0,2,3,0,\r\n\x1b!?\r\n"
    assert twin.received(b"CLS\r\n" + spoiled + b"PRINT 1,1\r\n", 3_000) == b"\x00"
    assert len(twin.tape) == 1, "three bytes are missing, so its own line end is among the dots"
    twin.tick(3_010)
    assert twin.tape[1:] == []


def test_what_begins_with_a_tilde_is_answered_when_it_is_idle() -> None:
    twin = TsplTwin(label_ms=100)
    twin.received(LABEL, 0)
    assert twin.received(b"~!@~!T", 10) == b""
    assert twin.tick(100) == b"1000\rTTWIN\r"


def test_old_firmware_has_no_long_state_and_no_cancel() -> None:
    twin = TsplTwin(label_ms=100)
    twin.fault("no_long_status")
    twin.fault("no_cancel")
    twin.received(LABEL + LABEL, 0)
    assert twin.received(ASK_LONG + b"\x1b!.", 1) == b""
    assert len(printed(twin)) == 2


def test_a_reset_forgets_settings_and_labels() -> None:
    twin = TsplTwin(label_ms=100)
    twin.received(LABEL + LABEL, 0)
    twin.received(b"\x1b!R", 1)
    twin.received(b"CLS\r\nPRINT 1\r\n", 1_000)
    assert printed(twin)[1:] == [b"CLS\r\nPRINT 1\r\n"], "the first one had begun to move"
