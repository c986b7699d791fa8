"""What all simulated label printers do alike, tried in each language with the same label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.labels.label import Gs1Code128, Label
from drivers.labels.languages import renderer
from drivers.sim.jscript import JscriptTwin
from drivers.sim.label_feed import INPUT_BYTES_MAX, LabelFeed
from drivers.sim.sbpl import SbplTwin
from drivers.sim.tspl import TsplTwin
from drivers.sim.zpl import ZplTwin


@dataclass(frozen=True)
class Language:
    """`cancel` drops all; `ask` may be asked at any time, and `answer_bytes` come back."""

    name: str
    twin: Callable[..., LabelFeed]
    cancel: bytes
    ask: bytes
    answer_bytes: int
    half: bytes  # the beginning of a label


LANGUAGES = (
    Language("zpl", ZplTwin, b"~JA", b'! U1 getvar "zpl.system_status"\r\n', 43, b"^XA^FDhalf"),
    Language("tspl", TsplTwin, b"\x1b!.", b"\x1b!?", 1, b'CLS\r\nTEXT 1,1,"half'),
    Language("sbpl", SbplTwin, b"\x18", b"\x05", 27, b"\x1bA\x1bV0001\x1bH0001\x1b$=half"),
    Language("jscript", JscriptTwin, b"\x1bt", b"\x1bs", 9, b"J\rT 1,1,0,3,4;half"),
)
EACH = pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
BUT_ZPL = pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda one: one.name)


def label(language: Language, serial: int) -> bytes:
    said = Label(100, 40, (Gs1Code128(5, 5, 0.375, 12, b"00%018d" % serial),))
    made = renderer(language.name)(said, 8, "")
    return made.rstrip() if language.name == "zpl" else made  # what follows ^XZ is of no label


def at(twin: LabelFeed, until_ms: int) -> LabelFeed:
    for now_ms in range(0, until_ms + 1, 10):
        twin.tick(now_ms)
    return twin


@EACH
def test_labels_come_out_one_by_one_byte_for_byte(language: Language) -> None:
    a, b = label(language, 1), label(language, 2)
    twin = language.twin(label_ms=100)
    twin.received(a + b, 0)
    assert at(twin, 90).tape == []
    assert twin.coming() == [a, b]
    assert at(twin, 100).tape == [a]
    assert at(twin, 200).tape == [a, b]
    assert twin.end_prints == 2


@EACH
@pytest.mark.parametrize("piece", [1, 7])
def test_a_label_is_the_same_however_it_is_cut(language: Language, piece: int) -> None:
    twin = language.twin(label_ms=10)
    stream = label(language, 1) + label(language, 2)
    for start in range(0, len(stream), piece):
        twin.received(stream[start : start + piece], 0)
    assert at(twin, 100).tape == [label(language, 1), label(language, 2)]


@EACH
def test_labels_are_taken_in_their_order_and_a_blank_one_is_blank(language: Language) -> None:
    twin = language.twin(label_ms=1)
    twin.fault("blank_print", "1")
    twin.received(label(language, 1) + label(language, 2), 0)
    at(twin, 100)
    assert [twin.take_label() for _ in range(3)] == [b"", label(language, 2), None]
    assert twin.end_prints == 2


@EACH
@pytest.mark.parametrize("fault", ["media_out", "ribbon_out", "head_open"])
def test_a_stopped_label_is_printed_from_its_beginning(language: Language, fault: str) -> None:
    twin = language.twin(label_ms=100)
    twin.received(label(language, 1), 0)
    twin.tick(50)
    twin.fault(fault)
    assert at(twin, 5_000).tape == []
    assert len(twin.received(language.ask, 5_000)) == language.answer_bytes, "asked in trouble, too"
    twin.load_media(5_000)
    twin.tick(5_050)
    assert twin.tape == []
    twin.tick(5_100)
    assert twin.tape == [label(language, 1)]


@EACH
def test_after_a_reload_it_may_print_its_last_label_once_more(language: Language) -> None:
    twin = language.twin(label_ms=10)
    twin.received(label(language, 1), 0)
    at(twin, 100)
    twin.fault("reprint_on_reload", "1")
    twin.load_media(100)
    twin.load_media(200)
    assert twin.tape == [label(language, 1)] * 2


@EACH
def test_a_pause_lets_the_moving_label_come_out_and_holds_the_next(language: Language) -> None:
    twin = language.twin(label_ms=100)
    twin.received(label(language, 1) + label(language, 2), 0)
    twin.press_pause()
    assert at(twin, 500).tape == [label(language, 1)]
    twin.press_pause()
    twin.tick(500)
    twin.tick(600)
    assert twin.tape == [label(language, 1), label(language, 2)]


@EACH
def test_at_an_applicator_the_next_label_waits_until_the_first_is_taken(language: Language) -> None:
    twin = language.twin(label_ms=100, peel=True)
    twin.received(label(language, 1) + label(language, 2), 0)
    assert at(twin, 500).tape == [label(language, 1)]
    assert twin.take_label() == label(language, 1)
    twin.tick(500)
    twin.tick(600)
    assert twin.tape == [label(language, 1), label(language, 2)]


@EACH
def test_a_cancel_forgets_what_waits_and_half_a_label(language: Language) -> None:
    twin = language.twin(label_ms=100)
    twin.received(label(language, 1) + label(language, 2) + language.half, 0)
    twin.received(language.cancel, 10)
    twin.received(label(language, 3), 2_000)
    at(twin, 200)
    twin.tick(2_100)
    assert twin.tape == [label(language, 1), label(language, 3)]


@BUT_ZPL
def test_just_after_a_cancel_it_is_deaf_for_labels_but_not_for_questions(
    language: Language,
) -> None:
    twin = language.twin(label_ms=10, deaf_ms=500)
    said = twin.received(language.cancel + label(language, 1) + language.ask, 0)
    said += twin.received(label(language, 2) + language.ask, 499)
    assert len(said.removeprefix(b"\x06")) == 2 * language.answer_bytes
    twin.received(label(language, 3), 500)
    twin.tick(510)
    assert twin.tape == [label(language, 3)]


@EACH
def test_half_a_label_waits_for_its_end_on_the_next_connection(language: Language) -> None:
    twin = language.twin(label_ms=10)
    whole = label(language, 1)
    twin.received(whole[:-5], 0)
    twin.disconnected(0)
    assert at(twin, 100).tape == []
    twin.connected(100)
    twin.received(whole[-5:], 100)
    twin.tick(110)
    assert twin.tape == [whole]


@EACH
def test_a_reboot_forgets_unless_told_otherwise(language: Language) -> None:
    twin = language.twin(label_ms=100)
    twin.received(label(language, 1) + label(language, 2), 0)
    twin.reboot(1)
    assert at(twin, 500).tape == []
    twin.fault("reboot_loses_buffer", "off")
    twin.received(label(language, 1) + label(language, 2), 1_000)
    twin.reboot(1_001)
    twin.tick(1_001)
    twin.tick(1_201)
    assert twin.tape == [label(language, 1), label(language, 2)]


@EACH
def test_a_label_may_be_out_before_anybody_can_ask(language: Language) -> None:
    twin = language.twin(label_ms=100)
    idle = twin.received(language.ask, 0)
    twin.fault("unseen", "1")
    twin.received(label(language, 1), 0)
    assert twin.tape == [label(language, 1)]
    assert twin.received(language.ask, 0) == idle


@EACH
def test_faults_of_the_line(language: Language) -> None:
    twin = language.twin()
    answer = twin.received(language.ask, 0)
    twin.fault("ack_split")
    split = [twin.received(language.ask, 0), *(twin.tick(1) for _ in range(len(answer)))]
    assert split == [*(bytes((one,)) for one in answer), b""]
    twin.fault("ack_split", "off")
    twin.fault("rubbish", "1")
    assert twin.received(language.ask, 2).endswith(answer)
    assert twin.received(language.ask, 2) == answer, "once"
    twin.fault("silent")
    assert twin.received(language.ask, 3) == b""
    with pytest.raises(ValueError, match="media_out"):
        twin.fault("no_such")


@EACH
def test_a_lost_format_never_comes_out(language: Language) -> None:
    twin = language.twin(label_ms=10)
    twin.fault("format_lost", "1")
    twin.received(label(language, 1) + label(language, 2), 0)
    assert at(twin, 100).tape == [label(language, 2)]


@BUT_ZPL
def test_with_its_input_full_it_still_answers_and_takes_a_cancel(language: Language) -> None:
    twin = language.twin(label_ms=10)
    twin.received(language.half + b"x" * INPUT_BYTES_MAX, 0)
    assert len(twin.received(language.ask, 0)) == language.answer_bytes
    twin.received(language.cancel, 0)
    twin.received(label(language, 1), 2_000)
    twin.tick(2_010)
    assert twin.tape == [label(language, 1)]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_a_twin_raise(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    pieces = [
        *(language.cancel, language.ask, language.half, label(language, 1)),
        *(b"\x1b", b"\x1b!", b"~", b'"', b"\r\n", b"A 1\r", b"\x1bA", b"\x1bZ", b"\x1bDN0005,"),
        *(b"BITMAP 1,1,2,2,0,", b"PRINT 3,2\r\n", b"^XZ", b"^PQ7", b"\xff", b"J\r"),
    ]
    twin = language.twin()
    for now_ms, part in enumerate(data.draw(st.lists(st.sampled_from(pieces), max_size=12))):
        twin.received(part, now_ms)
