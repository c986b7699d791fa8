"""Keys to type with: a number pad, and letters for who has no keyboard.

The number pad has 1 to 9 and the 0 below the middle. Keys stand close here: a wrong letter is taken
back, and no letter moves the line. Each is 22 mm where there is room, and 13 mm at the least.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from ui.feel import Feel
from ui.theme.metrics import NEAR_MM
from ui.widgets.key import TouchKey

DIGITS = ("123", "456", "789", "\b0\r")
LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm._/", "^@: \b\r")
SHIFT, BACK, DONE, SPACE = "^", "\b", "\r", " "
LETTER_MM = 13.0


class LetterKey(TouchKey):
    """A key of a keyboard: as wide as there is room."""

    def __init__(self, feel: Feel, text: str, shape: str = "") -> None:
        super().__init__(feel, text, shape=shape)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(feel.px(LETTER_MM), feel.px(LETTER_MM))


class Pad(QWidget):
    """Types into `field`; `done` is its Enter. `letters` = False is the number pad."""

    done = Signal()

    def __init__(self, feel: Feel, field: QLineEdit, *, letters: bool = True) -> None:
        super().__init__()
        self._feel, self._field, self._upper = feel, field, False
        self._keys: dict[str, LetterKey] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(feel.px(NEAR_MM / 2))
        for row, line in enumerate(LETTERS if letters else DIGITS):
            column = 0
            for letter in line:
                span = 5 if letter == SPACE else 1
                key = LetterKey(feel, *self._shown(letter))
                key.chosen.connect(partial(self._type, letter))
                self._keys[letter] = key
                grid.addWidget(key, row, column, 1, span)
                column += span

    def type_into(self, field: QLineEdit) -> None:
        """Type into another field from now on."""
        self._field = field

    def key_of(self, letter: str) -> TouchKey:
        """By what it types; BACK and DONE by theirs."""
        return self._keys[letter]

    def _shown(self, letter: str) -> tuple[str, str]:
        """Text and shape of a key."""
        if letter == BACK:
            return "", "left"
        if letter == DONE:
            return "", "tick"
        if letter == SHIFT:
            return "ABC", ""
        if letter == SPACE:
            return self.tr("space"), ""
        return (letter.upper() if self._upper else letter), ""

    def _type(self, letter: str) -> None:
        if letter == DONE:
            self.done.emit()  # the focus is where it put it
            return
        if letter == BACK:
            self._field.backspace()
        elif letter == SHIFT:
            self._upper = not self._upper
            self._keys[SHIFT].set_lit(self._upper)
            self._name_keys()
        else:
            self._field.insert(letter.upper() if self._upper else letter)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_keys(self) -> None:
        for letter, key in self._keys.items():
            key.setText(self._shown(letter)[0])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._name_keys()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self._field.event(event)
