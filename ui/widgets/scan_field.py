"""Where scans arrive at the screen: from a wedge that types them, or from fingers.

Input methods are switched off: they swallow a wedge's letters. A scan ends with Enter or Tab; GS
comes as the control character or as the function key that wedges are set to. Whether it was a burst
of a scanner or typed by hand shows by its timing, and is said with it.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
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
        self._since = QElapsedTimer()
        self._slowest_ms = 0
        self._by_hand = False  # some of it came from a pad, or stood there before

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in ENDS:
            self._end()
            return
        if not self.text() or self.selectedText() == self.text():
            self._slowest_ms, self._by_hand = 0, False
        elif self._since.isValid():
            self._slowest_ms = max(self._slowest_ms, self._since.elapsed())
        self._since.start()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in GS_KEYS or event.text() == GS or (control and key == Qt.Key.Key_BracketRight):
            super().insert(GS)
            return
        super().keyPressEvent(event)

    def insert(self, text: str) -> None:
        """As a pad types."""
        self._by_hand = True
        super().insert(text)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        self._by_hand = True
        super().setText(text or "")

    def submit(self) -> None:
        """As if Enter had come: for the key beside the field."""
        self._end()

    def _end(self) -> None:
        said = self.text()
        burst = self._slowest_ms <= BURST_MS_MAX and not self._by_hand
        self.clear()
        self._slowest_ms, self._by_hand = 0, False
        self._since.invalidate()
        if said:
            self.scanned.emit(said, burst)
