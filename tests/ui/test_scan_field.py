"""Scans at the screen: whole, with their separators, ended by Enter or Tab, told from fingers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.feeling import HandClock, feel_of
from ui.widgets.pad import BACK, DIGITS, DONE, LETTERS, SHIFT, SPACE, Pad
from ui.widgets.scan_field import BURST_MS_MAX, GS, SCAN_CHARS_MAX, ScanField

Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Form:
    """A scan field with another field below it, that Tab would lead to."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = HandClock()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field, self.next = ScanField(feel_of(self.clock)), QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.next)
        self.scans: list[tuple[str, bool]] = []
        self.field.scanned.connect(lambda said, burst: self.scans.append((said, burst)))
        self.window.show()
        qtbot.waitExposed(self.window)
        self.field.setFocus()

    def types(self, text: str, every_ms: int = 5) -> None:
        for letter in text:
            self.clock.ms += every_ms
            QTest.keyClicks(self.field, letter)

    def presses(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.clock.ms += 5
        QTest.keyClick(self.field, key, modifier)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_a_scan_ends_with_enter_or_tab_and_the_field_is_ready_for_the_next(
    form: Form, end: Key
) -> None:
    for said in ("HTTPS://M.EXAMPLE/B/1", "0069012340000000016"):
        form.types(said)
        form.presses(end)
    assert form.scans == [("HTTPS://M.EXAMPLE/B/1", True), ("0069012340000000016", True)]
    assert form.field.text() == ""
    assert form.field.hasFocus()


def test_an_end_without_a_scan_says_nothing(form: Form) -> None:
    for end in (Key.Key_Return, Key.Key_Tab, Key.Key_Tab):
        form.presses(end)
    assert form.scans == []
    assert form.field.hasFocus()


def test_fingers_are_told_from_a_scanner(form: Form) -> None:
    form.types("CASE7", every_ms=BURST_MS_MAX)
    form.presses(Key.Key_Return)
    form.types("CASE7", every_ms=BURST_MS_MAX + 1)
    form.presses(Key.Key_Return)
    form.types("CASE7")
    form.presses(Key.Key_Return)
    assert form.scans == [("CASE7", True), ("CASE7", False), ("CASE7", True)]


def test_one_pause_among_the_letters_is_no_burst(form: Form) -> None:
    form.types("CA")
    form.types("S", every_ms=500)
    form.types("E7")
    form.presses(Key.Key_Return)
    assert form.scans == [("CASE7", False)]


def test_the_time_between_two_scans_does_not_count(form: Form) -> None:
    form.types("CASE7")
    form.presses(Key.Key_Return)
    form.clock.ms += 60_000
    form.types("CASE8")
    form.presses(Key.Key_Return)
    assert [burst for _, burst in form.scans] == [True, True]


def test_what_came_by_no_key_is_no_burst(form: Form) -> None:
    """From the letters on the screen, or put there by the page."""
    form.field.insert("BADGE-00017")
    form.field.submit()
    form.field.setText("BADGE")
    form.types("-1")
    form.presses(Key.Key_Return)
    assert form.scans == [("BADGE-00017", False), ("BADGE-1", False)]


def gs_as_letter(form: Form) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, GS)
    form.clock.ms += 5
    form.field.keyPressEvent(event)


@pytest.mark.parametrize(
    "gs",
    [
        gs_as_letter,
        lambda form: form.presses(Key.Key_F8),
        lambda form: form.presses(Key.Key_BracketRight, CONTROL),
    ],
    ids=["control character", "F8", "Ctrl+]"],
)
def test_the_separator_of_gs1_comes_through(form: Form, gs: Callable[[Form], None]) -> None:
    form.types("0106901234567892")
    gs(form)
    form.types("21ABC")
    form.presses(Key.Key_Return)
    assert form.scans == [(f"0106901234567892{GS}21ABC", True)]


def test_no_input_method_swallows_a_letter(form: Form) -> None:
    assert not form.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert form.field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_a_scan_without_end_is_bounded(form: Form) -> None:
    form.field.insert("x" * (SCAN_CHARS_MAX + 10))
    form.types("y")
    form.presses(Key.Key_Return)
    assert [len(said) for said, _ in form.scans] == [SCAN_CHARS_MAX]


# ---------------------------------------------------------------- keys on the screen


class Typing:
    def __init__(self, qtbot: QtBot, *, letters: bool) -> None:
        self.field = QLineEdit()
        self.pad = Pad(feel_of(HandClock()), self.field, letters=letters)
        self.done = 0
        self.pad.done.connect(self._count)
        for widget in (self.field, self.pad):
            qtbot.addWidget(widget)
            widget.show()

    def _count(self) -> None:
        self.done += 1

    def press(self, *letters: str) -> str:
        for letter in letters:
            self.pad._keys[letter].press()
        return self.field.text()


def test_the_number_pad_has_its_nought_below_the_middle(qtbot: QtBot) -> None:
    assert [row.index(digit) for row, digit in zip(DIGITS[1:], "580", strict=True)] == [1, 1, 1]
    typing = Typing(qtbot, letters=False)
    assert typing.press(*"9021", BACK, "7") == "9027"
    typing.press(DONE)
    assert typing.done == 1


def test_every_letter_and_digit_can_be_typed_in_both_cases(qtbot: QtBot) -> None:
    typing = Typing(qtbot, letters=True)
    plain = [one for row in LETTERS for one in row if one not in (SHIFT, BACK, DONE)]
    assert {*"abcdefghijklmnopqrstuvwxyz", *"0123456789", *"-._/@:", SPACE} == set(plain)
    assert typing.press(*plain) == "".join(plain)
    typing.field.clear()
    assert typing.press(SHIFT, *"lin", SHIFT, *"lin") == "LINlin"
    assert typing.pad._keys["a"].text() == "a"


def test_the_pad_types_into_whatever_field_it_is_given(qtbot: QtBot) -> None:
    typing, other = Typing(qtbot, letters=False), QLineEdit()
    qtbot.addWidget(other)
    typing.press("1")
    typing.pad.type_into(other)
    typing.press("2")
    assert (typing.field.text(), other.text()) == ("1", "2")


def test_backspace_of_nothing_is_nothing(qtbot: QtBot) -> None:
    assert Typing(qtbot, letters=False).press(BACK, BACK) == ""
