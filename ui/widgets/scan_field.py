"""Where scans arrive at the screen: from a wedge that types them, or from fingers.

Input methods are switched off: they swallow a wedge's letters. A scan ends with Enter or Tab; GS
comes as the control character or as the function key that wedges are set to. Whether it was a burst
of a scanner or typed by hand shows by its timing, and is said with it; what came by no key at all,
as from the letters on the screen, is no burst.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.feel import Feel
from ui.theme.metrics import KEY_MM

GS = "\x1d"
GS_KEYS = frozenset({Qt.Key.Key_F8})  # usual in the settings of wedges for GS
BURST_MS_MAX = 60  # between two letters of a scanner; fingers take longer
SCAN_CHARS_MAX = 4_096
ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class ScanField(QLineEdit):
    scanned = Signal(str, bool)  # what it says, and whether a scanner typed it

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMaxLength(SCAN_CHARS_MAX)
        self.setMinimumHeight(feel.px(KEY_MM))
        self._feel = feel
        self._keyed, self._keyed_ms, self._slowest_ms = 0, 0, 0

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in ENDS:
            self._end()
            return
        before, now_ms = len(self.text()), self._feel.now_ms()
        if self.selectedText() == self.text():  # nothing stands there, or what goes with this key
            self._keyed, self._slowest_ms, before = 0, 0, 0
        if self._keyed:
            self._slowest_ms = max(self._slowest_ms, now_ms - self._keyed_ms)
        self._keyed_ms = now_ms
        self._type(event)
        self._keyed += max(0, len(self.text()) - before)

    def _type(self, event: QKeyEvent) -> None:
        key = event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in GS_KEYS or event.text() == GS or (control and key == Qt.Key.Key_BracketRight):
            self.insert(GS)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab ends a scan; it doesn't lead to another field."""
        del forward
        return False

    def submit(self) -> None:
        """As if Enter had come: for the key beside the field."""
        self._end()

    def _end(self) -> None:
        said = self.text()
        burst = self._keyed >= len(said) and self._slowest_ms <= BURST_MS_MAX
        self.clear()
        self._keyed, self._slowest_ms = 0, 0
        if said:
            self.scanned.emit(said, burst)
